//! A plan as JSON, `socmark/roadmap/1`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::practice::Role;
use crate::model::roadmap::{Expected, GoalFound, Plan, Quarter, StepValue, Why, Work};
use crate::model::score::{Rounded, four_decimals};

/// What to do next, quarter by quarter, with a bound on what any plan under these limits could be worth.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "socmark roadmap")]
pub(crate) struct RoadmapFile<'a> {
    schema: &'static str,
    /// Whether it was proved that no plan is worth more.
    optimal: bool,
    /// What is not proved, as a fraction of the bound, 0..=1.
    gap: f64,
    /// No plan is worth more.
    bound: f64,
    /// Discounted value of the steps that are earned, summed over quarters.
    objective: f64,
    /// What the greedy plan is worth; null where it does not fit what is pinned or due.
    greedy_objective: Option<f64>,
    limits: LimitsOut,
    /// What was assumed because nothing was said, in words.
    assumed: &'a [String],
    coefficients: Coefficients<'a>,
    /// Scores before the first quarter, open questions counted as 1.
    now: BTreeMap<&'a str, f64>,
    quarters: Vec<QuarterOut<'a>>,
    goals: Vec<GoalOut<'a>>,
    left_out: Vec<LeftOutOut<'a>>,
    /// The answer about the practice that was asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<WhyOut<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct LimitsOut {
    /// Person-days a quarter.
    days: f64,
    /// Person-days a quarter by role; a role that is not named has no limit of its own.
    roles: BTreeMap<&'static str, f64>,
    at_once: usize,
}

/// How steps are valued; `version` is that of the rules.
#[derive(Serialize, JsonSchema)]
struct Coefficients<'a> {
    version: &'a str,
    target: f64,
    benchmark: f64,
    gate: f64,
    discount: f64,
    ai_separators: f64,
    ai_other: f64,
}

#[derive(Serialize, JsonSchema)]
struct QuarterOut<'a> {
    /// From 1.
    index: usize,
    /// All work that runs in this quarter; work of two quarters stands in both.
    practices: Vec<PracticeOut<'a>>,
    /// Person-days, the sum of `effort_days`.
    capacity_used: f64,
    roles_used: BTreeMap<&'static str, f64>,
    /// Expected scores at the end: `overall`, domains, separators.
    expected: BTreeMap<&'a str, f64>,
    /// What is expected to change its label at the end, in words.
    flips: &'a [String],
}

#[derive(Serialize, JsonSchema)]
struct PracticeOut<'a> {
    id: &'a str,
    title: &'a str,
    /// Person-days in this quarter.
    effort_days: f64,
    effort_by_role: BTreeMap<&'static str, f64>,
    /// Person-days over all its quarters.
    total_days: f64,
    weeks: u32,
    /// Quarters in which it begins and ends.
    begins: usize,
    ends: usize,
    pinned: bool,
    in_progress: bool,
    /// Steps that it is the first to bring.
    earns: Vec<StepOut<'a>>,
    builds_on: &'a [String],
    opens: &'a [String],
    why: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct StepOut<'a> {
    item: &'a str,
    from: u8,
    to: u8,
    /// Nobody answered the item: level 1 is assumed.
    assumed: bool,
    /// What it adds to the overall score, or what an AI step counts as; four decimals.
    adds: f64,
    /// How far under target and median (2 points count 1), and whether a gate that is aimed at asks for it.
    target: f64,
    benchmark: f64,
    gate: f64,
    /// A quarter of having it; four decimals.
    value: f64,
}

#[derive(Serialize, JsonSchema)]
struct GoalOut<'a> {
    goal: &'a str,
    quarter: usize,
    met: bool,
    reached: &'a str,
    /// Parts of it that no practice brings.
    beyond: &'a [String],
}

#[derive(Serialize, JsonSchema)]
struct LeftOutOut<'a> {
    id: &'a str,
    title: &'a str,
    reason: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct WhyOut<'a> {
    id: &'a str,
    title: &'a str,
    /// Quarters in which it begins and ends; null where it is left out.
    begins: Option<usize>,
    ends: Option<usize>,
    says: &'a [String],
    steps: Vec<StepOut<'a>>,
}

/// The JSON text, with a final newline.
pub(crate) fn render(plan: &Plan) -> String {
    let rules = &plan.rules;
    let file = RoadmapFile {
        schema: "socmark/roadmap/1",
        optimal: plan.optimal(),
        gap: up(plan.gap),
        bound: up(plan.bound),
        objective: six(plan.objective),
        greedy_objective: plan.greedy_objective.map(six),
        limits: LimitsOut { days: plan.days.to_f64(), roles: roles(&plan.roles), at_once: plan.at_once },
        assumed: &plan.assumed,
        coefficients: Coefficients {
            version: &rules.version,
            target: rules.target.to_f64(),
            benchmark: rules.benchmark.to_f64(),
            gate: rules.gate.to_f64(),
            discount: rules.discount.to_f64(),
            ai_separators: rules.ai_separators.to_f64(),
            ai_other: rules.ai_other.to_f64(),
        },
        now: expected(&plan.now),
        quarters: plan.quarters.iter().map(quarter).collect(),
        goals: plan.goals.iter().map(goal).collect(),
        left_out: plan
            .left_out
            .iter()
            .map(|one| LeftOutOut { id: &one.id, title: &one.title, reason: &one.reason })
            .collect(),
        why: plan.why.as_ref().map(why),
    };
    serde_json::to_string_pretty(&file).expect("plain data is always JSON") + "\n"
}

/// Six decimals; a bound is never rounded below itself.
fn up(value: f64) -> f64 {
    (value * 1e6).ceil() / 1e6
}

fn six(value: f64) -> f64 {
    (value * 1e6).floor() / 1e6
}

fn roles(roles: &[(Role, Rounded)]) -> BTreeMap<&'static str, f64> {
    roles.iter().map(|(role, days)| (role.word(), days.to_f64())).collect()
}

fn expected(expected: &[Expected]) -> BTreeMap<&str, f64> {
    expected.iter().map(|one| (one.id.as_str(), one.score.to_f64())).collect()
}

fn quarter(quarter: &Quarter) -> QuarterOut<'_> {
    QuarterOut {
        index: quarter.index,
        practices: quarter.works.iter().map(practice).collect(),
        capacity_used: quarter.days.to_f64(),
        roles_used: roles(&quarter.roles),
        expected: expected(&quarter.expected),
        flips: &quarter.flips,
    }
}

fn practice(work: &Work) -> PracticeOut<'_> {
    PracticeOut {
        id: &work.id,
        title: &work.title,
        effort_days: work.days.to_f64(),
        effort_by_role: roles(&work.roles),
        total_days: work.total.to_f64(),
        weeks: work.weeks,
        begins: work.begins,
        ends: work.ends,
        pinned: work.pinned,
        in_progress: work.in_progress,
        earns: work.earns.iter().map(step).collect(),
        builds_on: &work.builds_on,
        opens: &work.opens,
        why: &work.why,
    }
}

fn step(step: &StepValue) -> StepOut<'_> {
    StepOut {
        item: &step.item,
        from: step.from,
        to: step.from + 1,
        assumed: step.assumed,
        adds: four_decimals(step.adds),
        target: four_decimals(step.target),
        benchmark: four_decimals(step.benchmark),
        gate: step.gate,
        value: four_decimals(step.value),
    }
}

fn goal(found: &GoalFound) -> GoalOut<'_> {
    GoalOut {
        goal: &found.goal.text,
        quarter: found.quarter,
        met: found.met,
        reached: &found.reached,
        beyond: &found.beyond,
    }
}

fn why(why: &Why) -> WhyOut<'_> {
    WhyOut {
        id: &why.id,
        title: &why.title,
        begins: why.planned.map(|(begins, _)| begins),
        ends: why.planned.map(|(_, ends)| ends),
        says: &why.says,
        steps: why.steps.iter().map(step).collect(),
    }
}
