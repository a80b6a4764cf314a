//! Readiness gates: what must be true at a stage before AI goes a step further there, and what was found.

use super::adoption::{Archetype, Autonomy, Stage};
use super::score::Rounded;
use super::wiring::Knowledge;

/// The gates of one stage, one step after the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Gate {
    pub stage: Stage,
    /// Three archetype steps, then three autonomy steps, each from the lowest.
    pub steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// `investigation.shaper`.
    pub id: String,
    pub kind: StepKind,
    pub about: String,
    pub conditions: Vec<Condition>,
}

/// From where to where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    Archetype { from: Archetype, to: Archetype },
    Autonomy { from: Autonomy, to: Autonomy },
}

impl StepKind {
    /// `archetype` or `autonomy`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Archetype { .. } => "archetype",
            Self::Autonomy { .. } => "autonomy",
        }
    }

    #[must_use]
    pub fn from(self) -> &'static str {
        match self {
            Self::Archetype { from, .. } => from.word(),
            Self::Autonomy { from, .. } => from.word(),
        }
    }

    #[must_use]
    pub fn to(self) -> &'static str {
        match self {
            Self::Archetype { to, .. } => to.word(),
            Self::Autonomy { to, .. } => to.word(),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The step's id and a name.
    pub id: String,
    pub demand: Demand,
    /// Why AI fails or harms without it.
    pub reason: String,
}

/// What a condition asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Demand {
    /// An answer of at least that level.
    Item { id: String, at_least: u8 },
    /// A score of an aspect.
    Aspect { id: String, at_least: Rounded },
    /// Said of every AI in use at the stage.
    Inventory(InventoryFact),
    /// A hand-off between two stages.
    Handoff { from: Stage, to: Stage, is: HandoffFact },
    /// A kind of institutional knowledge.
    Knowledge { kind: Knowledge, is: KnowledgeFact },
    /// True of every agent of the stage.
    Agents(AgentFact),
    /// True of every action of the stage's agents.
    Actions(ActionFact),
    /// The answer to an item names a document or record.
    Evidence { item: String },
}

macro_rules! facts {
    ($(#[$doc:meta])* $name:ident { $($variant:ident => $word:literal, $says:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($variant),+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in files and JSON.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// What it says, to end a sentence with.
            #[must_use]
            pub fn says(self) -> &'static str {
                match self { $(Self::$variant => $says),+ }
            }
        }
    };
}

facts! {
    /// What the inventory must say.
    InventoryFact {
        Intent => "intent", "has task, outcome and stop condition";
        Trace => "trace", "leaves a reasoning trace";
        Grounded => "grounded", "is grounded in own knowledge";
        DataLeaving => "data_leaving", "says what data leaves the house";
        Autonomy => "autonomy", "says how far it acts alone";
    }
}
facts! {
    /// What must be true of a hand-off.
    HandoffFact {
        Documented => "documented", "is documented at least";
        Wired => "wired", "is wired at least";
        Exercised => "exercised", "is exercised";
        Complete => "complete", "has no field left open";
        Gated => "gated", "has a gate";
    }
}
facts! {
    /// What must be true of a kind of knowledge.
    KnowledgeFact {
        Read => "read", "is read by this stage";
        Written => "written", "is written by a stage";
        Owned => "owned", "has an owner";
    }
}
facts! {
    /// What every agent of a stage must have.
    AgentFact {
        Owner => "owner", "has an owner";
        Trace => "trace", "leaves a trace";
        KillSwitch => "kill_switch", "has somebody who can stop it";
        Record => "record", "has a record";
        Promoted => "promoted", "was promoted by somebody on a date";
    }
}
facts! {
    /// What every action of a stage's agents must have.
    ActionFact {
        Approval => "approval", "asks a role, and silence refuses";
        Undo => "undo", "can be undone";
        UndoTested => "undo_tested", "has an undo that was tested";
        Veto => "veto", "can be vetoed";
        Playbook => "playbook", "follows a playbook";
    }
}

/// In order from the worst, so that the verdict of several is the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Unmet,
    Unknown,
    Met,
}

impl Verdict {
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unmet => "unmet",
            Self::Unknown => "unknown",
            Self::Met => "met",
        }
    }
}

/// One condition, held against what is known.
#[derive(Debug, Clone, PartialEq)]
pub struct ConditionFound {
    pub condition: Condition,
    /// The demand in words.
    pub asks: String,
    pub verdict: Verdict,
    /// The answer, score or fact that decides, in words.
    pub decides: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct StepFound {
    pub id: String,
    pub kind: StepKind,
    pub about: String,
    /// The least of its conditions.
    pub verdict: Verdict,
    /// Whether the SOC took this step already, as its inventory says.
    pub taken: bool,
    pub conditions: Vec<ConditionFound>,
}

/// Where AI stands at a stage, and how far its gates are open.
#[derive(Debug, Clone, PartialEq)]
pub struct StageReadiness {
    pub stage: Stage,
    /// By the inventory; none where no inventory was given.
    pub archetype: Option<Archetype>,
    /// The furthest of the AI in use here; none where nothing is said.
    pub autonomy: Option<Autonomy>,
    /// The furthest level that the wiring gives an agent here, where that is further than the inventory says.
    pub beyond: Option<Autonomy>,
    pub steps: Vec<StepFound>,
}

impl StageReadiness {
    /// The next archetype step and the next autonomy step that are not taken.
    pub fn next(&self) -> impl Iterator<Item = &StepFound> {
        ["archetype", "autonomy"]
            .into_iter()
            .filter_map(|kind| self.steps.iter().find(|step| step.kind.word() == kind && !step.taken))
    }

    /// Steps that were taken although a condition is not met.
    pub fn taken_unready(&self) -> impl Iterator<Item = &StepFound> {
        self.steps.iter().filter(|step| step.taken && step.verdict == Verdict::Unmet)
    }
}
