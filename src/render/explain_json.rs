//! Explanations as JSON, `socmark/explain/1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostic::Rule;
use crate::model::explanation::{Explanation, Step};
use crate::model::instrument::{Crosswalk, Instrument};
use crate::model::practice::{Library, Practice};
use crate::model::practice_standing::{PracticeStanding, Raising};
use crate::model::score::{Exact, ItemPart, ItemStanding, Rounded, four_decimals};

use super::practice_json::{self, RaisingOut, SheetOut};
use super::score_json::{S, s};

/// One thing explained: a rule, a definition, a number, or the answers that move the overall score most.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "socmark explain")]
pub(crate) struct ExplainFile {
    schema: &'static str,
    #[serde(flatten)]
    what: What,
}

#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum What {
    Rule {
        id: &'static str,
        name: &'static str,
        severity: &'static str,
        why: &'static str,
    },
    /// A domain, aspect or item without any answer.
    Definition {
        id: String,
        instrument: String,
        name: String,
        question: Option<String>,
        why: Option<String>,
        anchors: Vec<String>,
        crosswalk: Crosswalk,
        members: Vec<String>,
        /// Of an item: the practices that raise it.
        practices: Vec<RaisingOut>,
    },
    Item {
        id: String,
        aspect: String,
        answer: Answered,
        steps: Vec<StepOut>,
        /// Those that take it further than it is.
        practices: Vec<RaisingOut>,
    },
    /// A piece of work that raises levels.
    Practice(Box<SheetOut>),
    Aspect {
        id: String,
        name: String,
        domain: String,
        in_scope: bool,
        scales: Vec<AspectScale>,
    },
    Mean {
        id: String,
        name: String,
        scales: Vec<MeanScale>,
    },
    Top {
        steps: Vec<StepOut>,
    },
}

/// What an item contributes: `gain` is weight times (level-1)/4.
#[derive(Serialize, JsonSchema)]
struct Answered {
    item: String,
    state: &'static str,
    level: Option<u8>,
    weight: Option<f64>,
    gain: Option<f64>,
}

#[derive(Serialize, JsonSchema)]
struct StepOut {
    item: String,
    from: Option<u8>,
    to: u8,
    changes: Vec<ChangeOut>,
}

#[derive(Serialize, JsonSchema)]
struct ChangeOut {
    id: String,
    scale: &'static str,
    before: Option<f64>,
    after: Option<f64>,
    /// Before rounding, four decimals.
    difference: Option<f64>,
}

#[derive(Serialize, JsonSchema)]
struct AspectScale {
    scale: &'static str,
    items: Vec<Answered>,
    score: S,
}

#[derive(Serialize, JsonSchema)]
struct MeanScale {
    scale: &'static str,
    parts: Vec<PartOut>,
    score: S,
    target: Option<f64>,
}

#[derive(Serialize, JsonSchema)]
struct PartOut {
    id: String,
    name: String,
    /// Before rounding, four decimals.
    value: Option<f64>,
    left_out: Option<&'static str>,
}

pub(crate) fn rule(rule: &Rule) -> String {
    text(What::Rule { id: rule.id, name: rule.name, severity: rule.severity.word(), why: rule.why })
}

pub(crate) fn top(steps: &[Step]) -> String {
    text(What::Top { steps: steps.iter().map(step).collect() })
}

pub(crate) fn number(explanation: &Explanation, practices: &[Raising]) -> String {
    text(match explanation {
        Explanation::Item(item) => What::Item {
            id: item.id.clone(),
            aspect: item.aspect.clone(),
            answer: answered(&item.standing),
            steps: item.steps.iter().map(step).collect(),
            practices: practice_json::raising(practices),
        },
        Explanation::Aspect(aspect) => What::Aspect {
            id: aspect.id.clone(),
            name: aspect.name.clone(),
            domain: aspect.domain.clone(),
            in_scope: aspect.in_scope,
            scales: aspect
                .scales
                .iter()
                .map(|(scale, items, score)| AspectScale {
                    scale: scale.word(),
                    items: items.iter().map(answered).collect(),
                    score: s(score),
                })
                .collect(),
        },
        Explanation::Mean(mean) => What::Mean {
            id: mean.id.clone(),
            name: mean.name.clone(),
            scales: mean
                .scales
                .iter()
                .map(|scale| MeanScale {
                    scale: scale.scale.word(),
                    parts: scale
                        .parts
                        .iter()
                        .map(|part| PartOut {
                            id: part.id.clone(),
                            name: part.name.clone(),
                            value: part.value.as_ref().map(four),
                            left_out: part.left_out,
                        })
                        .collect(),
                    score: s(&scale.score),
                    target: scale.target.map(Rounded::to_f64),
                })
                .collect(),
        },
    })
}

/// `None` where the instrument has no such id.
pub(crate) fn definition(id: &str, instrument: &Instrument, practices: &[Raising]) -> Option<String> {
    let make =
        |name: &str, question, why, anchors: &[String], crosswalk: &Crosswalk, members| What::Definition {
            id: id.to_owned(),
            instrument: instrument.reference(),
            name: name.to_owned(),
            question,
            why,
            anchors: anchors.to_vec(),
            crosswalk: crosswalk.clone(),
            members,
            practices: practice_json::raising(practices),
        };
    let what = if let Some(domain) = instrument.domains.iter().find(|domain| domain.id == id) {
        let members = domain.aspects.iter().map(|aspect| aspect.id.clone()).collect();
        make(&domain.name, None, None, &[], &Crosswalk::new(), members)
    } else if let Some(aspect) = instrument.aspect(id) {
        let members = aspect.items.iter().map(|item| item.id.clone()).collect();
        make(&aspect.name, None, None, &[], &aspect.crosswalk, members)
    } else {
        let item = instrument.item(id)?;
        let (question, why) =
            (Some(item.question.clone()), Some(item.why.clone()).filter(|why| !why.is_empty()));
        make(&item.id, question, why, item.kind.anchors(), &item.crosswalk, Vec::new())
    };
    Some(text(what))
}

/// The sheet of a practice.
pub(crate) fn practice(
    practice: &Practice,
    library: Option<&Library>,
    standing: Option<&PracticeStanding>,
) -> String {
    text(What::Practice(Box::new(practice_json::sheet(practice, library, standing))))
}

fn text(what: What) -> String {
    let file = ExplainFile { schema: "socmark/explain/1", what };
    let mut text =
        serde_json::to_string_pretty(&file).expect("plain structs with string keys always serialise");
    text.push('\n');
    text
}

fn step(step: &Step) -> StepOut {
    let changes = step.changes.iter().map(|change| ChangeOut {
        id: change.id.clone(),
        scale: change.scale.word(),
        before: change.before.map(Rounded::to_f64),
        after: change.after.map(Rounded::to_f64),
        difference: change.difference.as_ref().map(four),
    });
    StepOut { item: step.item.clone(), from: step.from, to: step.to, changes: changes.collect() }
}

fn answered(standing: &ItemStanding) -> Answered {
    let (state, level, half_weight) = match standing.part {
        ItemPart::Counted { level, half_weight } => ("counted", Some(level), Some(half_weight)),
        ItemPart::Unanswered { half_weight } => ("unanswered", None, Some(half_weight)),
        ItemPart::WeightNone => ("importance_none", None, None),
        ItemPart::NotRequired => ("not_required", None, None),
        ItemPart::NotApplicable => ("not_applicable", None, None),
        ItemPart::OutOfScope => ("out_of_scope", None, None),
    };
    Answered {
        item: standing.id.clone(),
        state,
        level,
        weight: half_weight.map(|half| f64::from(half) / 2.0),
        // eighths are exact in binary
        gain: level.zip(half_weight).map(|(level, half)| f64::from(half * (u32::from(level) - 1)) / 8.0),
    }
}

fn four(value: &Exact) -> f64 {
    four_decimals(value.to_f64())
}
