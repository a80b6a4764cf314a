//! What agents decided, and the autonomy that their record earns.

use std::collections::BTreeMap;

use super::adoption::Autonomy;
use super::date::Date;

/// The thresholds of earned autonomy and of what is flagged beside it. Ours, editable, printed with every result.
#[derive(Debug, Clone, PartialEq)]
pub struct AutonomyRules {
    pub version: String,
    /// Days of the window over which a level is earned.
    pub window_days: u32,
    /// Largest share 0..=1 of unreadable rows with which a level is concluded.
    pub unread: f64,
    /// From the lowest level that must be earned to the highest.
    pub levels: Vec<LevelRule>,
    pub rubber_stamp: RubberStampRule,
}

/// What one level asks of the reviewed decisions of a window; shares are 0..=1.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelRule {
    pub level: Autonomy,
    /// Least number of reviewed decisions.
    pub reviewed: u64,
    /// Least lower bound (Wilson, 95%) of agreement.
    pub agreement_low: f64,
    /// Largest share of reversed decisions, in ten-thousandths; none where the level does not ask.
    pub reversed: Option<u64>,
    /// Largest upper bound (Wilson, 95%) of reversals.
    pub reversed_high: Option<f64>,
}

/// When approvals look like reflexes: agreement at or above, median review time below.
#[derive(Debug, Clone, PartialEq)]
pub struct RubberStampRule {
    pub reviewed: u64,
    pub agreement: f64,
    pub median_seconds: f64,
}

/// One decision of one agent on one action; who and what is the key of the group that holds it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decision {
    /// Seconds since 1970-01-01 UTC.
    pub time: i64,
    /// Whether a person looked at it; none of the following without.
    pub reviewed: bool,
    /// Of reviewed ones; none where no verdict was noted.
    pub agreed: Option<bool>,
    /// Undone afterwards.
    pub reversed: bool,
    /// How long the review took.
    pub review_seconds: Option<f32>,
    pub traced: bool,
    pub evidenced: bool,
}

/// What a file of decisions holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DecisionLog {
    /// By agent and action.
    pub groups: BTreeMap<(String, String), Vec<Decision>>,
    /// Rows of data, good or not.
    pub rows: u64,
    /// Rows that stand there twice to the byte, trace id included; counted once.
    pub repeated: u64,
    pub malformed: Vec<Malformed>,
    /// Fields that the file does not have at all.
    pub absent: Vec<&'static str>,
}

/// Rows that could not be used, by reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    pub reason: String,
    pub count: u64,
    /// The first lines of that kind, at most five.
    pub lines: Vec<u64>,
}

/// What the wiring says of an agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgentStanding {
    pub level: Autonomy,
    /// When it was last promoted, where that is known.
    pub promoted: Option<Date>,
}

/// Decisions counted.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Counts {
    pub runs: u64,
    pub reviewed: u64,
    pub agreed: u64,
    /// Reviewed without a verdict; they count as not agreed.
    pub no_verdict: u64,
    /// Of the reviewed ones.
    pub reversed: u64,
    /// Of those that nobody reviewed before.
    pub reversed_unreviewed: u64,
    pub traced: u64,
    pub evidenced: u64,
}

/// A share with its 95% interval (Wilson); none where nothing was reviewed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounded {
    pub share: f64,
    pub low: f64,
    pub high: f64,
}

/// Last window against all decisions of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Drift {
    /// Agreement of the window minus agreement of all.
    pub agreement: Option<f64>,
    /// Reversals of the window minus reversals of all.
    pub reversals: Option<f64>,
    /// Whether the share of all lies outside the window's interval; none where the window is all there is.
    pub flagged: Option<bool>,
    pub says: String,
}

/// Time that reviews took, in seconds.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewTime {
    /// Reviewed decisions of the window with a known time.
    pub known: u64,
    pub median: Option<f64>,
    /// Whether near-total agreement comes with times too short to read; none where that cannot be told.
    pub rubber_stamp: Option<bool>,
    pub says: String,
}

/// What follows for an agent's present level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Promoted,
    Kept,
    Demoted,
    /// The present level is not known.
    NotCompared,
}

impl Verdict {
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Promoted => "promoted",
            Self::Kept => "kept",
            Self::Demoted => "demoted",
            Self::NotCompared => "not_compared",
        }
    }
}

/// One agent on one action.
#[derive(Debug, Clone, PartialEq)]
pub struct ActionRecord {
    pub agent: String,
    pub action: String,
    /// Days of the first and last decision.
    pub first: Date,
    pub last: Date,
    pub window: Counts,
    pub whole: Counts,
    pub agreement: Option<Bounded>,
    pub reversals: Option<Bounded>,
    pub drift: Drift,
    pub review: ReviewTime,
    /// None where nothing may be concluded.
    pub earned: Option<Autonomy>,
    pub present: Option<Autonomy>,
    pub verdict: Verdict,
    /// Where the verdict leads.
    pub next: Option<Autonomy>,
    pub reasons: Vec<String>,
    /// What the level above the earned one still needs; empty at the highest.
    pub missing: Vec<String>,
}

/// One agent over all its actions: the record that the wiring keeps.
#[derive(Debug, Clone, PartialEq)]
pub struct AgentRecord {
    pub agent: String,
    pub window: Counts,
    /// The lowest that any of its actions in the window earns; none where nothing may be concluded.
    pub earned: Option<Autonomy>,
    pub present: Option<Autonomy>,
}

/// Everything that a file of decisions says about autonomy.
#[derive(Debug, Clone, PartialEq)]
pub struct AutonomyReport {
    pub rules: AutonomyRules,
    /// The window: its first and last second, both inside; none without a decision.
    pub window: Option<(Date, Date)>,
    pub window_days: u32,
    /// Why no level is concluded, where none is.
    pub refused: Option<String>,
    /// Decisions after the date that counts as today; left out.
    pub later: u64,
    pub rows: u64,
    pub used: u64,
    pub repeated: u64,
    pub malformed: Vec<Malformed>,
    pub absent: Vec<&'static str>,
    pub agents: Vec<AgentRecord>,
    pub actions: Vec<ActionRecord>,
    /// Agents of the wiring without a decision in the file.
    pub silent: Vec<String>,
}
