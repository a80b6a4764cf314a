//! Readiness gates as JSON, `socmark/ai-gates/1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::readiness::{ConditionFound, Demand, StageReadiness, StepFound};

/// What must be true at each stage before AI goes a step further there, and whether it is.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "socmark ai gates")]
pub(crate) struct GatesFile<'a> {
    schema: &'static str,
    stages: Vec<Stage<'a>>,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct Stage<'a> {
    stage: &'static str,
    /// By the inventory; null where none was given.
    archetype: Option<&'static str>,
    /// The furthest of the AI in use here.
    autonomy: Option<&'static str>,
    /// The furthest level that the wiring gives an agent here, where that is further than the inventory says.
    wired_beyond: Option<&'static str>,
    steps: Vec<Step<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Step<'a> {
    id: &'a str,
    /// `archetype` or `autonomy`.
    kind: &'static str,
    from: &'static str,
    to: &'static str,
    /// `met`, `unmet` or `unknown`: the least of the conditions.
    verdict: &'static str,
    /// Whether the inventory says that the step was taken.
    taken: bool,
    conditions: Vec<Condition<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Condition<'a> {
    id: &'a str,
    /// The item or aspect that decides; null where a fact of inventory or wiring does.
    item: Option<&'a str>,
    /// The level or score asked for.
    at_least: Option<f64>,
    asks: &'a str,
    reason: &'a str,
    verdict: &'static str,
    decides: &'a str,
}

/// The JSON text, with a final newline.
pub(crate) fn render(readiness: &[StageReadiness]) -> String {
    let file = GatesFile { schema: "socmark/ai-gates/1", stages: stages(readiness) };
    serde_json::to_string_pretty(&file).expect("plain data is always JSON") + "\n"
}

pub(super) fn stages(readiness: &[StageReadiness]) -> Vec<Stage<'_>> {
    readiness
        .iter()
        .map(|stage| Stage {
            stage: stage.stage.word(),
            archetype: stage.archetype.map(|label| label.word()),
            autonomy: stage.autonomy.map(|level| level.word()),
            wired_beyond: stage.beyond.map(|level| level.word()),
            steps: stage.steps.iter().map(step).collect(),
        })
        .collect()
}

fn step(step: &StepFound) -> Step<'_> {
    Step {
        id: &step.id,
        kind: step.kind.word(),
        from: step.kind.from(),
        to: step.kind.to(),
        verdict: step.verdict.word(),
        taken: step.taken,
        conditions: step.conditions.iter().map(condition).collect(),
    }
}

fn condition(found: &ConditionFound) -> Condition<'_> {
    let (item, at_least) = match &found.condition.demand {
        Demand::Item { id, at_least } => (Some(id.as_str()), Some(f64::from(*at_least))),
        Demand::Aspect { id, at_least } => (Some(id.as_str()), Some(at_least.to_f64())),
        Demand::Evidence { item } => (Some(item.as_str()), None),
        _ => (None, None),
    };
    Condition {
        id: &found.condition.id,
        item,
        at_least,
        asks: &found.asks,
        reason: &found.condition.reason,
        verdict: found.verdict.word(),
        decides: &found.decides,
    }
}
