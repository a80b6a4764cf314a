//! What to do next: pieces of work over quarters, what they are worth, and what is left out.

use super::adoption::{Archetype, Autonomy, Stage};
use super::practice::Role;
use super::score::Rounded;

/// What a step is worth and what is assumed where nothing is said: `questionnaires/<id>/roadmap.yaml`.
#[derive(Debug, Clone, PartialEq)]
pub struct RoadmapRules {
    pub version: String,
    /// Hundredths, like all numbers here that are no counts.
    pub target: Rounded,
    pub benchmark: Rounded,
    pub gate: Rounded,
    /// What a step is still worth a quarter later, 0..=1.
    pub discount: Rounded,
    /// How many domains more the mean of the separators counts as, and that of the other AI aspects.
    pub ai_separators: Rounded,
    pub ai_other: Rounded,
    pub quarters: usize,
    pub at_once: usize,
    pub days_in_quarter: u32,
    /// Share of the working days, 0..=1.
    pub share: Rounded,
    /// People by the slug of `soc.size_fte`.
    pub people: Vec<(String, u32)>,
    pub people_otherwise: u32,
    /// Share of a quarter's days, 0..=1.
    pub roles: Vec<(Role, Rounded)>,
}

/// What limits a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Constraints {
    /// How many quarters; none: those of the rules.
    pub quarters: Option<usize>,
    /// Person-days a quarter over all roles; none: worked out from the size.
    pub days: Option<Rounded>,
    /// Person-days a quarter of a role. Without any the rules say how the days are shared.
    pub roles: Vec<(Role, Rounded)>,
    pub at_once: Option<usize>,
    /// Ends in exactly that quarter.
    pub pinned: Vec<(String, usize)>,
    /// Begins in that quarter or later.
    pub earliest: Vec<(String, usize)>,
    /// Ends by that quarter.
    pub latest: Vec<(String, usize)>,
    pub refused: Vec<String>,
    pub done: Vec<String>,
    /// Begun, with the percent that is done.
    pub in_progress: Vec<(String, u32)>,
    pub goals: Vec<Goal>,
}

/// What must be true by the end of a quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// As the user wrote it.
    pub text: String,
    pub what: GoalOf,
    /// None: by the end of the plan.
    pub quarter: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoalOf {
    /// `overall`, `headline`, or the id of a domain or aspect; expected score.
    Score {
        id: String,
        at_least: Rounded,
    },
    /// Every separator reaches the second wave.
    SecondWave,
    /// The gates of a stage up to an archetype, or up to a level of autonomy.
    Archetype {
        stage: Stage,
        to: Archetype,
    },
    Autonomy {
        stage: Stage,
        to: Autonomy,
    },
}

/// One level of one item, and what it is worth to have it for a quarter.
#[derive(Debug, Clone, PartialEq)]
pub struct StepValue {
    pub item: String,
    pub aspect: String,
    pub from: u8,
    /// Nobody answered the item; 1 is assumed.
    pub assumed: bool,
    /// What it adds to the overall score at full scope; for an AI item to what its aspects count as.
    pub adds: f64,
    /// 0..=1.
    pub target: f64,
    pub benchmark: f64,
    pub gate: f64,
    /// `adds` times one plus the three, each with its coefficient.
    pub value: f64,
}

/// A practice that could be part of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub id: String,
    pub title: String,
    /// The steps that it brings, whoever else does.
    pub steps: Vec<StepValue>,
    /// Practices that must be done before.
    pub after: Vec<String>,
    /// An item, the level that it must have before, and who leads there; one of them is enough.
    pub after_any: Vec<(String, u8, Vec<String>)>,
    /// Why it can be in no plan at all.
    pub blocked: Option<String>,
}

/// Expected scores at the end of a quarter, open questions counted as 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// `overall`, a domain, `lifecycle`, `knowledge`, `governance`.
    pub id: String,
    pub name: String,
    pub score: Rounded,
}

/// What a goal came to.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalFound {
    pub goal: Goal,
    pub quarter: usize,
    pub met: bool,
    /// What is reached, in words; where the goal is not met the nearest that was found.
    pub reached: String,
    /// Parts of it that no practice brings.
    pub beyond: Vec<String>,
}

/// Work in one quarter.
#[derive(Debug, Clone, PartialEq)]
pub struct Work {
    pub id: String,
    pub title: String,
    /// In this quarter.
    pub days: Rounded,
    pub roles: Vec<(Role, Rounded)>,
    /// Over all its quarters.
    pub total: Rounded,
    pub weeks: u32,
    pub begins: usize,
    pub ends: usize,
    pub pinned: bool,
    pub in_progress: bool,
    /// Steps that it is the first to bring.
    pub earns: Vec<StepValue>,
    /// What it builds on and what builds on it, in the plan.
    pub builds_on: Vec<String>,
    pub opens: Vec<String>,
    pub why: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Quarter {
    /// From 1.
    pub index: usize,
    pub works: Vec<Work>,
    pub days: Rounded,
    pub roles: Vec<(Role, Rounded)>,
    pub expected: Vec<Expected>,
    /// Labels and gates that are expected to change at the end of it.
    pub flips: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    pub id: String,
    pub title: String,
    pub reason: String,
}

/// Why a practice stands where it does, or what it would need.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    pub id: String,
    pub title: String,
    /// Quarters in which it begins and ends.
    pub planned: Option<(usize, usize)>,
    pub steps: Vec<StepValue>,
    pub says: Vec<String>,
}

/// The plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub rules: RoadmapRules,
    pub days: Rounded,
    pub roles: Vec<(Role, Rounded)>,
    pub at_once: usize,
    /// What was assumed because nothing was said.
    pub assumed: Vec<String>,
    pub quarters: Vec<Quarter>,
    pub now: Vec<Expected>,
    pub goals: Vec<GoalFound>,
    pub left_out: Vec<LeftOut>,
    pub objective: f64,
    /// No plan under these limits is worth more.
    pub bound: f64,
    /// What is not proved, as a share of the bound.
    pub gap: f64,
    pub greedy_objective: Option<f64>,
    pub why: Option<Why>,
}

impl Plan {
    /// Whether it was proved that no plan is worth more, within the rounding of sums.
    #[must_use]
    pub fn optimal(&self) -> bool {
        self.gap <= 1e-6
    }
}
