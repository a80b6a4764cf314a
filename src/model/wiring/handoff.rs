//! Hand-offs: the contracts between stages.

use super::super::adoption::Stage;
use super::{Control, Knowledge, Payload, Span, words};

/// One hand-off from a stage to another, or to itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handoff {
    pub id: String,
    pub from: Stage,
    pub to: Stage,
    pub state: State,
    pub payload: Option<Payload>,
    /// What sets it off.
    pub trigger: Option<String>,
    pub by: Option<Driver>,
    /// Within which time it is meant to happen.
    pub target: Option<Span>,
    /// After which time what it carries is worthless.
    pub ttl: Option<Span>,
    /// A role.
    pub owner: Option<String>,
    /// What happens where it fails.
    pub fallback: Option<Fallback>,
    pub seen: Option<Seen>,
    /// Kinds of knowledge that travel with it.
    pub context: Option<Vec<Knowledge>>,
    /// The role that must let it pass.
    pub gate: Control<String>,
    pub data: Option<Vec<Data>>,
}

words! {
    /// How far a hand-off has come, in rising order.
    State { Planned => "planned", Documented => "documented", Wired => "wired", Exercised => "exercised" }
}
words! {
    Fallback { Retry => "retry", Ticket => "ticket", Page => "page", Stop => "stop" }
}
words! {
    /// What kind of data goes along.
    Data { Personal => "personal", Secret => "secret", None => "none" }
}

/// Who carries a hand-off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Driver {
    Human,
    /// The id of an agent.
    Agent(String),
}

impl Driver {
    /// The word in files for people; no agent can have it as its id.
    pub const HUMAN: &'static str = "human";
}

/// What was measured of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    pub runs: Option<u64>,
    /// The time that nine of ten runs kept to.
    pub p90: Option<Span>,
}
