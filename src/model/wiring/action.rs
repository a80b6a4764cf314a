//! Guarded actions: what an agent may do, when alone, and who is asked otherwise.

use super::super::date::Date;
use super::{Control, Ocsf, Span, words};

/// One action of one agent with one tool.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    pub id: String,
    /// The id of an agent.
    pub agent: String,
    /// The id of a tool.
    pub tool: String,
    pub does: Option<Does>,
    /// Where it is not there, the agent never acts alone.
    pub alone_when: Option<AloneWhen>,
    pub else_ask: Control<Ask>,
    pub veto: Control<Veto>,
    pub undo: Control<Undo>,
    /// The id of a playbook.
    pub playbook: Control<String>,
}

/// The action in the words of three standards.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Does {
    /// An action and its target, such as `contain device`.
    pub openc2: Option<String>,
    /// A countermeasure of D3FEND, such as `D3-NI`.
    pub d3fend: Option<String>,
    pub ocsf: Option<Ocsf>,
}

/// The limits inside which the agent may act without asking; what is not limited is not said.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AloneWhen {
    /// Assets of this tier and less critical ones; 0 is the most critical.
    pub min_tier: Option<u8>,
    /// In percent.
    pub min_confidence: Option<u8>,
    pub verdict: Option<Verdict>,
    pub max_per_hour: Option<u32>,
    /// Tags of assets that are never touched alone.
    pub never_tags: Option<Vec<String>>,
}

words! {
    /// The verdicts of an OCSF incident finding.
    Verdict {
        FalsePositive => "false_positive",
        TruePositive => "true_positive",
        Disregard => "disregard",
        Suspicious => "suspicious",
        Benign => "benign",
        Test => "test",
        InsufficientData => "insufficient_data",
        SecurityRisk => "security_risk",
        ManagedExternally => "managed_externally",
        Duplicate => "duplicate",
    }
}

/// Who is asked, how long an answer is waited for, and what silence means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ask {
    pub role: Option<String>,
    pub wait: Option<Span>,
    pub on_silence: Option<OnSilence>,
}

words! {
    /// Silence is always a refusal.
    OnSilence { Refuse => "refuse" }
}

/// Who may call it back, and for how long.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Veto {
    pub role: Option<String>,
    pub window: Option<Span>,
}

/// How it is taken back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Undo {
    pub action: Option<String>,
    pub within: Option<Span>,
    /// When that was last tried.
    pub tested: Option<Date>,
}
