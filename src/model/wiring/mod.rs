//! Lifecycle wiring: the hand-offs between the stages of a SOC, the knowledge they ground on, and what agents may do.
//!
//! A register may be written bit by bit, so whatever a file can leave out is an `Option`: what is not said is neither yes
//! nor no. A list that is not there says nothing; an empty one says that there is none.

mod action;
mod agent;
mod handoff;
mod payload;
mod span;

use std::collections::BTreeMap;

use super::adoption::{Stage, words};

pub use action::{Action, AloneWhen, Ask, Does, OnSilence, Undo, Verdict, Veto};
pub use agent::{Agent, Promotion, Record, Via};
pub use handoff::{Data, Driver, Fallback, Handoff, Seen, State};
pub use payload::{Ocsf, Payload, Sigma, Stix};
pub use span::{Span, Unit};

/// Everything that a `wiring.yaml` holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Wiring {
    pub soc: WiredSoc,
    /// Roles, never names of persons.
    pub people: Option<Vec<String>>,
    pub tools: Option<Vec<Tool>>,
    pub stages: BTreeMap<Stage, StageWiring>,
    pub knowledge: BTreeMap<Knowledge, Keeping>,
    /// In order of their ids.
    pub agents: Option<Vec<Agent>>,
    pub handoffs: Option<Vec<Handoff>>,
    pub actions: Option<Vec<Action>>,
}

impl Wiring {
    /// The agent of that id.
    #[must_use]
    pub fn agent(&self, id: &str) -> Option<&Agent> {
        self.agents.iter().flatten().find(|agent| agent.id == id)
    }

    /// The tool of that id.
    #[must_use]
    pub fn tool(&self, id: &str) -> Option<&Tool> {
        self.tools.iter().flatten().find(|tool| tool.id == id)
    }
}

/// The SOC and the bus that carries its hand-offs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WiredSoc {
    pub id: Option<String>,
    pub name: Option<String>,
    /// The region that personal data may not leave; compared with the regions of tools.
    pub residency: Option<String>,
    pub bus: Option<Bus>,
    pub evidence_retention_days: Option<u32>,
}

words! {
    /// What carries the events.
    Bus { Mqtt => "mqtt", Nats => "nats" }
}

/// A tool that the SOC owns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tool {
    pub id: String,
    pub kind: ToolKind,
    pub region: Option<String>,
    /// Protocols and formats that it speaks.
    pub speaks: Option<Vec<String>>,
}

words! {
    ToolKind {
        Siem => "siem",
        Edr => "edr",
        Identity => "identity",
        Cloud => "cloud",
        Email => "email",
        Itsm => "itsm",
        ThreatIntel => "threat_intel",
        Soar => "soar",
        Other => "other",
    }
}

/// Who answers for a stage, and what it works with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StageWiring {
    pub owner: Option<String>,
    /// Ids of tools.
    pub tools: Option<Vec<String>>,
}

words! {
    /// The five kinds of institutional knowledge.
    Knowledge {
        Assets => "assets",
        Judgement => "judgement",
        Sanctioned => "sanctioned",
        Escalation => "escalation",
        Outcomes => "outcomes",
    }
}

/// Where one kind of knowledge is kept, and who writes and reads it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keeping {
    /// The tool that holds it.
    pub kept_in: Control<String>,
    pub owner: Control<String>,
    pub max_age: Option<Span>,
    pub written_by: Option<Vec<Stage>>,
    pub read_by: Option<Vec<Stage>>,
}

/// Something that ought to be there: a file can name it, deny it with the word `none`, or say nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Control<T> {
    #[default]
    Unsaid,
    None,
    Some(T),
}

impl<T> Control<T> {
    /// The word in files that denies it.
    pub const NONE: &'static str = "none";

    /// What is there, if anything is.
    #[must_use]
    pub fn get(&self) -> Option<&T> {
        match self {
            Self::Some(value) => Some(value),
            Self::None | Self::Unsaid => None,
        }
    }

    /// Whether it is there; none where the file does not say.
    #[must_use]
    pub fn is_there(&self) -> Option<bool> {
        match self {
            Self::Some(_) => Some(true),
            Self::None => Some(false),
            Self::Unsaid => None,
        }
    }
}
