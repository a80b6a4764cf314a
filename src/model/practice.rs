//! Practices: pieces of work that take a SOC from what one level describes to what another describes.

use super::adoption::words;
use super::score::Rounded;

/// Most items that one practice raises.
pub const MOST_RAISES: usize = 4;
/// Most levels by which it raises an item.
pub const MOST_LEVELS: u8 = 2;

/// The practices of one questionnaire as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Library {
    /// The questionnaire that they belong to.
    pub instrument: String,
    /// Compared as text; a change of any practice raises it.
    pub version: String,
    pub summary: String,
}

/// One piece of work.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Practice {
    /// Kebab-case, unique over every questionnaire, never reused.
    pub id: String,
    /// Which questionnaire it belongs to.
    pub instrument: String,
    /// Imperative.
    pub title: String,
    /// What is different afterwards.
    pub summary: String,
    /// 1 to [`MOST_RAISES`].
    pub raises: Vec<Raise>,
    /// Practices that must be done before.
    pub after: Vec<String>,
    /// Levels that must be reached before, whatever led there.
    pub thresholds: Vec<Threshold>,
    /// Person-days by role, those without work left out, in order of [`Role`].
    pub effort: Vec<(Role, Days)>,
    /// What the days are spent on.
    pub because: String,
    /// Elapsed, 1 to 26.
    pub weeks: u32,
    pub steps: Vec<String>,
    pub artefacts: Vec<Artefact>,
    pub metrics: Vec<String>,
    pub pitfalls: Vec<String>,
    /// What differs below 10 people.
    pub small: Option<String>,
    /// What differs above 50 people.
    pub large: Option<String>,
    pub reading: Vec<Reading>,
}

/// An item, from a level to a higher one, both 1 to 5.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Raise {
    pub item: String,
    pub from: u8,
    pub to: u8,
}

/// An item and the level that it must have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Threshold {
    pub item: String,
    pub level: u8,
}

words! {
    /// Who does the work.
    Role {
        Analyst => "analyst",
        Engineer => "engineer",
        Lead => "lead",
        Manager => "manager",
    }
}

/// Person-days, hundredths: low and high are the 5th and 95th of a hundred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    pub low: Rounded,
    pub likely: Rounded,
    pub high: Rounded,
}

words! {
    /// What kind of thing a practice leaves behind.
    ArtefactKind {
        Policy => "policy",
        Sop => "sop",
        Playbook => "playbook",
        Runbook => "runbook",
        Plan => "plan",
        Standard => "standard",
        Register => "register",
        Template => "template",
        Record => "record",
        Report => "report",
        Detection => "detection",
        Agreement => "agreement",
        Charter => "charter",
        Dataset => "dataset",
        Dashboard => "dashboard",
    }
}

impl ArtefactKind {
    /// Whether it is a document that rules can be checked on.
    #[must_use]
    pub fn is_document(self) -> bool {
        use ArtefactKind::{Charter, Plan, Playbook, Policy, Register, Runbook, Sop, Standard};
        matches!(self, Policy | Sop | Playbook | Runbook | Plan | Standard | Register | Charter)
    }
}

/// A thing that a practice leaves behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artefact {
    pub name: String,
    pub kind: ArtefactKind,
    /// Rules for documents that it must pass, such as `PD101`.
    pub rules: Vec<String>,
}

/// A public standard or guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub name: String,
    pub clause: Option<String>,
}
