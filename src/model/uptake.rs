//! The AI in use, counted by type, stage, autonomy and grounding; and measured outcomes beside perceived value.

use super::adoption::{AiType, Autonomy, Measured, Mix, Stage};

/// Counts over the inventory; static automation is left out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Uptake {
    /// Types that the inventory names, in order of display.
    pub types: Vec<TypeCount>,
    /// All five stages.
    pub stages: Vec<StageUptake>,
    /// All five kinds of institutional knowledge.
    pub grounding: Vec<Grounding>,
    /// Names of AI in use that is grounded in nothing of the house's own.
    pub ungrounded: Vec<String>,
    /// Names of AI in use of which no reasoning trace is said to be left.
    pub untraced: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TypeCount {
    pub kind: AiType,
    /// Evaluating, pilot, production, retired.
    pub statuses: [usize; 4],
    /// Weighted, by sourcing.
    pub mix: Mix,
    /// In use at each stage: intel, hunting, detection, investigation, remediation.
    pub stages: [usize; 5],
}

#[derive(Debug, Clone, PartialEq)]
pub struct StageUptake {
    pub stage: Stage,
    /// Names of the AI in use here with what each may do; none where the inventory does not say.
    pub in_use: Vec<(String, Option<Autonomy>)>,
}

impl StageUptake {
    /// The furthest that anything here goes.
    #[must_use]
    pub fn furthest(&self) -> Option<Autonomy> {
        self.in_use.iter().filter_map(|(_, autonomy)| *autonomy).max()
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Grounding {
    /// `assets`, `judgement`, `sanctioned`, `escalation`, `outcomes`, or a word of the SOC's own.
    pub knowledge: String,
    /// Names of the AI in use that is grounded in it.
    pub by: Vec<String>,
    /// Where that AI works.
    pub stages: Vec<Stage>,
}

/// How an outcome moved between its two measurements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    Better,
    Worse,
    /// By less than the threshold.
    Same,
    /// A measurement or its date is missing.
    NotComparable,
}

impl Moved {
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::Same => "same",
            Self::NotComparable => "not_comparable",
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredFound {
    pub measured: Measured,
    pub moved: Moved,
    /// `(after - before) / before`; none where one is missing or before is 0.
    pub change: Option<f64>,
    /// Why it is not comparable.
    pub reason: Option<String>,
}

/// What perception and measurement say to one another. No cause is claimed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ValueFound {
    pub outcomes: Vec<MeasuredFound>,
    /// Whether they disagree; none where one of the two is missing.
    pub disagree: Option<bool>,
    pub says: String,
}
