//! AI adoption: what a SOC says about its AI, and what that amounts to.

use super::date::Date;
use super::score::Score;
use super::uptake::{Uptake, ValueFound};

/// The `ai:` block of an assessment.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AiFacts {
    /// As the SOC describes itself, in the words of the survey.
    pub self_described: Option<SelfDescribed>,
    /// The value of AI as a whole, as the SOC perceives it.
    pub value: Option<PerceivedValue>,
    /// Slugs of the improvement challenges that the SOC feels.
    pub challenges: Vec<String>,
    /// AI interfaces that an analyst faces in a shift.
    pub interfaces: Option<u32>,
    /// Whether `capabilities:` stands in the file: an empty list says that nothing is in use, no list says nothing.
    pub inventory_given: bool,
    pub capabilities: Vec<AiCapability>,
    /// Outcomes measured before and after AI came into use.
    pub measured: Vec<Measured>,
}

/// One outcome, measured before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    pub metric: OutcomeMetric,
    pub before: Option<Measurement>,
    pub after: Option<Measurement>,
    /// Where the figures come from: a system, a report, a survey.
    pub source: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measurement {
    /// In the unit of the outcome.
    pub value: f64,
    /// The last day of what was measured.
    pub on: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SelfDescribed {
    Taker,
    Shaper,
    Builder,
    None,
}

impl SelfDescribed {
    pub const ALL: [Self; 4] = [Self::Taker, Self::Shaper, Self::Builder, Self::None];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Taker => "taker",
            Self::Shaper => "shaper",
            Self::Builder => "builder",
            Self::None => "none",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PerceivedValue {
    None,
    Some,
    Good,
    Excellent,
}

impl PerceivedValue {
    pub const ALL: [Self; 4] = [Self::None, Self::Some, Self::Good, Self::Excellent];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Some => "some",
            Self::Good => "good",
            Self::Excellent => "excellent",
        }
    }
}

/// One AI capability of the inventory.
#[derive(Debug, Clone, PartialEq)]
pub struct AiCapability {
    pub name: String,
    pub vendor: Option<String>,
    pub kind: AiType,
    pub intent: Option<Intent>,
    pub sourcing: Sourcing,
    pub status: Status,
    pub stages: Vec<Stage>,
    /// None where the file does not say.
    pub autonomy: Option<Autonomy>,
    /// Kinds of institutional knowledge it is grounded in.
    pub grounded_in: Vec<String>,
    /// Whether each action leaves a reasoning trace and evidence.
    pub trace: Option<bool>,
    /// What data leaves the house through it.
    pub data_leaving: Option<String>,
    pub value: Option<PerceivedValue>,
}

/// What an AI capability is for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Intent {
    pub task: Option<String>,
    pub outcome: Option<String>,
    pub stop: Option<String>,
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident => $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($variant),+ }

        impl $name {
            /// All of them, in order of display.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in files and JSON.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What kind of AI; a static playbook is `automation` and counts as no AI.
    AiType {
        LlmOffTheShelf => "llm_off_the_shelf",
        LlmCustomised => "llm_customised",
        Copilot => "copilot",
        Agent => "agent",
        MlSupervised => "ml_supervised",
        MlUnsupervised => "ml_unsupervised",
        Other => "other",
        Automation => "automation",
    }
}
words! {
    /// Where it comes from: as bought, configured with own context, or built on own data.
    Sourcing { Taker => "taker", Shaper => "shaper", Builder => "builder" }
}
words! {
    Status { Evaluating => "evaluating", Pilot => "pilot", Production => "production", Retired => "retired" }
}
words! {
    /// The five stages of the SOC lifecycle.
    Stage {
        Intel => "intel",
        Hunting => "hunting",
        Detection => "detection",
        Investigation => "investigation",
        Remediation => "remediation",
    }
}

impl Stage {
    /// In running text, as a reader knows it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Intel => "threat intelligence",
            Self::Detection => "detection engineering",
            other => other.word(),
        }
    }
}

words! {
    /// How far it acts alone, from not at all to inside guardrails.
    Autonomy {
        None => "none",
        Assisted => "assisted",
        InTheLoop => "in_the_loop",
        OnTheLoop => "on_the_loop",
        Standing => "standing",
    }
}
words! {
    /// What AI is said to improve, as it can be measured.
    OutcomeMetric {
        TriageTime => "triage_time",
        InvestigatedShare => "investigated_share",
        FalsePositives => "false_positives",
        SilentDetections => "silent_detections",
        NoisyDetections => "noisy_detections",
        HuntCadence => "hunt_cadence",
        HandoffTime => "handoff_time",
        ReopenedCases => "reopened_cases",
        AnalystTrust => "analyst_trust",
        AnalystHours => "analyst_hours",
    }
}

impl OutcomeMetric {
    /// What is measured, in words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::TriageTime => "Time to a verdict in triage",
            Self::InvestigatedShare => "Alerts that were investigated",
            Self::FalsePositives => "False positives among alerts",
            Self::SilentDetections => "Detections that never fired in a test or in use",
            Self::NoisyDetections => "Detections above the agreed number of alerts",
            Self::HuntCadence => "Hunts finished",
            Self::HandoffTime => "Time lost between stages",
            Self::ReopenedCases => "Cases opened again",
            Self::AnalystTrust => "Analysts' trust in what AI proposes",
            Self::AnalystHours => "Analysts' hours on repetitive work",
        }
    }

    #[must_use]
    pub fn unit(self) -> &'static str {
        match self {
            Self::TriageTime => "minutes, median",
            Self::InvestigatedShare | Self::FalsePositives | Self::ReopenedCases => "percent",
            Self::SilentDetections | Self::NoisyDetections => "detections",
            Self::HuntCadence => "a month",
            Self::HandoffTime => "hours, median",
            Self::AnalystTrust => "1 to 5, asked without names",
            Self::AnalystHours => "hours a week",
        }
    }

    /// Whether more of it is better.
    #[must_use]
    pub fn more_is_better(self) -> bool {
        matches!(self, Self::InvestigatedShare | Self::HuntCadence | Self::AnalystTrust)
    }

    /// The largest value that can be measured.
    #[must_use]
    pub fn most(self) -> f64 {
        match self {
            Self::InvestigatedShare | Self::FalsePositives | Self::ReopenedCases => 100.0,
            Self::AnalystTrust => 5.0,
            _ => 1_000_000.0,
        }
    }
}

words! {
    /// What kind of adopter the inventory and the practice amount to.
    Archetype { None => "none", Taker => "taker", Shaper => "shaper", Builder => "builder", Unknown => "unknown" }
}
words! {
    /// Which wave of AI use; `not_applicable` where no AI is in use.
    Wave { First => "first", Second => "second", Unknown => "unknown", NotApplicable => "not_applicable" }
}

/// Weighted counts per sourcing; shares of the total are the mix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mix {
    pub taker: u32,
    pub shaper: u32,
    pub builder: u32,
}

impl Mix {
    #[must_use]
    pub fn total(self) -> u32 {
        self.taker + self.shaper + self.builder
    }

    /// The share 0..=1 of one sourcing, or `None` where nothing is in use.
    #[must_use]
    pub fn share(self, sourcing: Sourcing) -> Option<f64> {
        let part = match sourcing {
            Sourcing::Taker => self.taker,
            Sourcing::Shaper => self.shaper,
            Sourcing::Builder => self.builder,
        };
        (self.total() > 0).then(|| f64::from(part) / f64::from(self.total()))
    }
}

/// A score of one aspect of the AI instrument.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedScore {
    /// Aspect id.
    pub id: String,
    pub name: String,
    pub score: Score,
}

/// What an assessment says about AI adoption, worked out.
#[derive(Debug, Clone, PartialEq)]
pub struct AdoptionProfile {
    pub self_described: Option<SelfDescribed>,
    pub value: Option<PerceivedValue>,
    pub challenges: Vec<String>,
    pub interfaces: Option<u32>,
    /// The label that the inventory alone gives; none where no inventory was given.
    pub declared: Option<Archetype>,
    /// The highest label not above `declared` whose practice conditions hold.
    pub archetype: Option<Archetype>,
    /// Why `archetype` is what it is, in words.
    pub reasons: Vec<String>,
    /// What would flip the label, in words.
    pub flips: Vec<String>,
    /// None where nothing is in use.
    pub mix: Option<Mix>,
    /// Mix of each stage where something is in use.
    pub stages: Vec<(Stage, Mix)>,
    /// Lifecycle, knowledge, governance, in that order.
    pub separators: [NamedScore; 3],
    /// Strategy, customisation, data and evaluation, skills, and outcome measurement.
    pub practice: Vec<NamedScore>,
    pub wave: Wave,
    /// The weakest separator (its aspect id), where the wave is not second.
    pub blocker: Option<String>,
    /// AI or technology more than the threshold ahead of people or process, in words.
    pub ahead_of_maturity: Vec<String>,
    /// The inventory as declared.
    pub capabilities: Vec<AiCapability>,
    /// Names of capabilities in use without a complete intent.
    pub without_intent: Vec<String>,
    /// The AI in use counted; empty where no inventory was given.
    pub uptake: Uptake,
    /// Measured outcomes beside the perceived value.
    pub value_found: ValueFound,
}
