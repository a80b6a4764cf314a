//! AI tools before they are bought: what is known of each, and what that amounts to.
//!
//! What a file does not say is neither yes nor no, so whatever it can leave out is an `Option`.

use std::collections::BTreeMap;

use super::adoption::{Stage, words};
use super::assessment::{Answer, InstrumentRef};
use super::instrument::Instrument;
use super::readiness::Verdict;
use super::score::{Rounded, Score};
use super::wiring::State;

/// The most that can be read side by side.
pub const MOST_TOOLS: usize = 10;

/// What lifecycle, knowledge and audit must each reach, and what the tool's own security is held against: the threshold
/// that separates the waves of a SOC as well.
pub const THRESHOLD: Rounded = Rounded(300);

/// A level at which every aspect is above the threshold: all answers at 3 give 2.50, all at 4 give 3.75.
pub const LEVEL_TO_ASK_FOR: usize = 4;

/// The aspects that decide between the waves, in the order of the buyer's three questions.
pub const DECIDING: [&str; 3] = ["tool.lifecycle", "tool.knowledge", "tool.audit"];

/// The aspect on the tool's own security.
pub const SECURITY: &str = "tool.security";

/// Everything that a `tools.yaml` holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Offers {
    /// None where the line is missing or unreadable, which has been said.
    pub instrument: Option<InstrumentRef>,
    pub soc_id: Option<String>,
    pub soc_name: Option<String>,
    pub tools: Vec<Offer>,
}

/// One tool.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    pub name: String,
    pub vendor: Option<String>,
    pub status: Option<OfferStatus>,
    pub stages: Option<Vec<Stage>>,
    pub answers: BTreeMap<String, Answer>,
    /// AI interfaces that an analyst gets, and loses.
    pub interfaces_added: Option<u32>,
    pub interfaces_removed: Option<u32>,
    pub handoffs_added: Option<Vec<AddedHandoff>>,
    pub handoffs_removed: Option<Vec<(Stage, Stage)>>,
    pub price: Option<String>,
    pub notes: Option<String>,
}

words! {
    /// How near the tool is.
    OfferStatus { Offered => "offered", Trial => "trial", Owned => "owned" }
}

/// A hand-off that the supplier promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedHandoff {
    pub from: Stage,
    pub to: Stage,
    /// What carries it.
    pub by: Option<String>,
}

/// The tools side by side, in the order of the file. Nothing here ranks them.
#[derive(Debug, Clone, PartialEq)]
pub struct ToolsReport {
    pub soc_id: Option<String>,
    pub soc_name: Option<String>,
    /// The questionnaire with its texts.
    pub instrument: Instrument,
    /// Whether a wiring with a register of hand-offs was at hand.
    pub has_wiring: bool,
    /// AI interfaces that an analyst faces in a shift today, where an assessment says so.
    pub interfaces_today: Option<u32>,
    pub tools: Vec<ToolFound>,
}

/// What is known of one tool.
#[derive(Debug, Clone, PartialEq)]
pub struct ToolFound {
    pub offer: Offer,
    /// The three aspects of [`DECIDING`], in their order.
    pub deciding: Vec<Criterion>,
    pub security: Criterion,
    /// Questions without an answer, in the order of the questionnaire.
    pub missing: Vec<String>,
    /// How many questions count.
    pub asked: usize,
    pub reading: Reading,
    /// What the reading follows from: one sentence or more.
    pub reasons: Vec<String>,
    pub added: Vec<PairFound>,
    pub removed: Vec<PairFound>,
    /// Its stages that no live hand-off joins with another stage, with its own added and those that it removes gone; none
    /// where that cannot be told.
    pub unconnected: Option<Vec<Stage>>,
    pub interfaces_after: After,
}

/// One aspect against the threshold.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    pub aspect: String,
    pub name: String,
    /// None where the questionnaire asks nothing that is scored.
    pub score: Option<Score>,
    /// Unknown where questions that are open could still decide it.
    pub verdict: Verdict,
    /// Those questions.
    pub open: Vec<String>,
}

words! {
    /// Which wave the tool belongs to.
    Reading { First => "first", Second => "second", Unknown => "unknown" }
}

/// A hand-off that a tool adds or removes, beside the wiring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairFound {
    pub from: Stage,
    pub to: Stage,
    pub by: Option<String>,
    pub now: PairNow,
}

/// How the two stages are joined today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PairNow {
    /// There is no register to look into.
    NotKnown,
    /// The register lists no such hand-off.
    Absent,
    /// The best of them has come so far.
    At(State),
}

impl PairNow {
    /// Whether something flows there by itself.
    #[must_use]
    pub fn is_live(self) -> bool {
        matches!(self, Self::At(state) if state >= State::Wired)
    }

    /// Whether the pair is known to be open: not listed, planned or carried by people.
    #[must_use]
    pub fn is_open(self) -> bool {
        self != Self::NotKnown && !self.is_live()
    }

    /// The word in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NotKnown => "not_known",
            Self::Absent => "absent",
            Self::At(state) => state.word(),
        }
    }
}

/// The AI interfaces that an analyst has once the tool is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    NotKnown,
    So(u32),
    /// It removes more than there are.
    Impossible,
}
