//! The AI profile as JSON, `socmark/ai/1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::adoption::{AdoptionProfile, Mix as Weights, NamedScore, Sourcing, Stage, Status};
use crate::model::assessment::Assessment;
use crate::model::benchmark::{Compared, Comparison};
use crate::model::readiness::StageReadiness;
use crate::model::score::four_decimals;
use crate::model::uptake::Uptake;

use super::super::score_json::S;
use super::gates_json;

/// What kind of AI adopter a SOC is, whether practice backs it, and what keeps it from value.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "socmark ai")]
pub(crate) struct ProfileFile<'a> {
    schema: &'static str,
    soc: Option<&'a str>,
    /// `YYYY-MM-DD`.
    date: Option<String>,
    /// Null where the file pins no AI questionnaire.
    profile: Option<Profile<'a>>,
    /// SOCs that describe themselves likewise, each survey in its own words.
    likewise: Vec<Likewise<'a>>,
    gates: Vec<gates_json::Stage<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Profile<'a> {
    self_described: Option<&'static str>,
    value: Option<&'static str>,
    challenges: &'a [String],
    interfaces: Option<u32>,
    /// The label that the inventory gives.
    declared: Option<&'static str>,
    /// The label that practice backs.
    archetype: Option<&'static str>,
    reasons: &'a [String],
    flips: &'a [String],
    wave: &'static str,
    blocker: Option<&'a str>,
    separators: Vec<Named<'a>>,
    practice: Vec<Named<'a>>,
    mix: Option<Mix>,
    stages: Vec<StageMix<'a>>,
    types: Vec<TypeMix>,
    grounding: Vec<Grounding<'a>>,
    /// Names of AI in use.
    without_intent: &'a [String],
    ungrounded: &'a [String],
    untraced: &'a [String],
    ahead_of_maturity: &'a [String],
    outcomes: Outcomes<'a>,
}

#[derive(Serialize, JsonSchema)]
struct Named<'a> {
    id: &'a str,
    name: &'a str,
    score: S,
}

/// Shares 0 to 1 of the weight in use.
#[derive(Serialize, JsonSchema)]
struct Mix {
    taker: f64,
    shaper: f64,
    builder: f64,
}

#[derive(Serialize, JsonSchema)]
struct StageMix<'a> {
    stage: &'static str,
    mix: Option<Mix>,
    in_use: Vec<InUse<'a>>,
    furthest_autonomy: Option<&'static str>,
}

#[derive(Serialize, JsonSchema)]
struct InUse<'a> {
    name: &'a str,
    autonomy: Option<&'static str>,
}

#[derive(Serialize, JsonSchema)]
struct TypeMix {
    #[serde(rename = "type")]
    kind: &'static str,
    evaluating: usize,
    pilot: usize,
    production: usize,
    retired: usize,
    mix: Option<Mix>,
    /// In use, by stage.
    stages: Vec<StageCount>,
}

#[derive(Serialize, JsonSchema)]
struct StageCount {
    stage: &'static str,
    in_use: usize,
}

#[derive(Serialize, JsonSchema)]
struct Grounding<'a> {
    knowledge: &'a str,
    by: &'a [String],
    stages: Vec<&'static str>,
}

#[derive(Serialize, JsonSchema)]
struct Outcomes<'a> {
    measured: Vec<Measured<'a>>,
    /// Whether perception and measurement disagree; null where one is missing.
    disagree: Option<bool>,
    says: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct Measured<'a> {
    metric: &'static str,
    unit: &'static str,
    before: Option<f64>,
    after: Option<f64>,
    /// `(after - before) / before`.
    change: Option<f64>,
    /// `better`, `worse`, `same` or `not_comparable`.
    moved: &'static str,
    reason: Option<&'a str>,
    source: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct Likewise<'a> {
    metric: &'a str,
    source: &'a str,
    label: &'a str,
    n: Option<u32>,
    categories: Vec<Category<'a>>,
    caveats: &'a [String],
}

#[derive(Serialize, JsonSchema)]
struct Category<'a> {
    label: &'a str,
    share: f64,
    /// Wilson 95%.
    low: Option<f64>,
    high: Option<f64>,
    /// This SOC's own answer.
    own: bool,
}

/// The JSON text, with a final newline.
pub(crate) fn render(
    assessment: &Assessment,
    profile: Option<&AdoptionProfile>,
    comparison: &Comparison,
    readiness: &[StageReadiness],
) -> String {
    let file = ProfileFile {
        schema: "socmark/ai/1",
        soc: assessment.soc.id.as_deref(),
        date: assessment.details.date.map(|date| date.to_string()),
        profile: profile.map(self::profile),
        likewise: comparison
            .rows
            .iter()
            .filter(|row| profile.is_some() && row.metric.starts_with("ai."))
            .map(likewise)
            .collect(),
        gates: gates_json::stages(readiness),
    };
    serde_json::to_string_pretty(&file).expect("plain data is always JSON") + "\n"
}

fn profile(profile: &AdoptionProfile) -> Profile<'_> {
    Profile {
        self_described: profile.self_described.map(|word| word.word()),
        value: profile.value.map(|word| word.word()),
        challenges: &profile.challenges,
        interfaces: profile.interfaces,
        declared: profile.declared.map(|word| word.word()),
        archetype: profile.archetype.map(|word| word.word()),
        reasons: &profile.reasons,
        flips: &profile.flips,
        wave: profile.wave.word(),
        blocker: profile.blocker.as_deref(),
        separators: profile.separators.iter().map(named).collect(),
        practice: profile.practice.iter().map(named).collect(),
        mix: profile.mix.and_then(mix),
        stages: stages(profile),
        types: types(&profile.uptake),
        grounding: profile
            .uptake
            .grounding
            .iter()
            .map(|grounding| Grounding {
                knowledge: &grounding.knowledge,
                by: &grounding.by,
                stages: grounding.stages.iter().map(|stage| stage.word()).collect(),
            })
            .collect(),
        without_intent: &profile.without_intent,
        ungrounded: &profile.uptake.ungrounded,
        untraced: &profile.uptake.untraced,
        ahead_of_maturity: &profile.ahead_of_maturity,
        outcomes: outcomes(profile),
    }
}

fn named(named: &NamedScore) -> Named<'_> {
    Named { id: &named.id, name: &named.name, score: super::super::score_json::s(&named.score) }
}

fn mix(weights: Weights) -> Option<Mix> {
    let share = |sourcing| weights.share(sourcing).map(four_decimals);
    Some(Mix {
        taker: share(Sourcing::Taker)?,
        shaper: share(Sourcing::Shaper)?,
        builder: share(Sourcing::Builder)?,
    })
}

fn stages(profile: &AdoptionProfile) -> Vec<StageMix<'_>> {
    let of = |stage| profile.stages.iter().find(|(other, _)| *other == stage).and_then(|(_, of)| mix(*of));
    profile
        .uptake
        .stages
        .iter()
        .map(|stage| StageMix {
            stage: stage.stage.word(),
            mix: of(stage.stage),
            in_use: stage
                .in_use
                .iter()
                .map(|(name, level)| InUse { name, autonomy: level.map(|level| level.word()) })
                .collect(),
            furthest_autonomy: stage.furthest().map(|level| level.word()),
        })
        .collect()
}

fn types(uptake: &Uptake) -> Vec<TypeMix> {
    let count = |statuses: [usize; 4], status: Status| {
        Status::ALL.iter().position(|other| *other == status).map_or(0, |at| statuses[at])
    };
    uptake
        .types
        .iter()
        .map(|of| TypeMix {
            kind: of.kind.word(),
            evaluating: count(of.statuses, Status::Evaluating),
            pilot: count(of.statuses, Status::Pilot),
            production: count(of.statuses, Status::Production),
            retired: count(of.statuses, Status::Retired),
            mix: mix(of.mix),
            stages: Stage::ALL
                .iter()
                .zip(of.stages)
                .map(|(stage, in_use)| StageCount { stage: stage.word(), in_use })
                .collect(),
        })
        .collect()
}

fn outcomes(profile: &AdoptionProfile) -> Outcomes<'_> {
    Outcomes {
        measured: profile
            .value_found
            .outcomes
            .iter()
            .map(|found| Measured {
                metric: found.measured.metric.word(),
                unit: found.measured.metric.unit(),
                before: found.measured.before.map(|it| it.value),
                after: found.measured.after.map(|it| it.value),
                change: found.change.map(four_decimals),
                moved: found.moved.word(),
                reason: found.reason.as_deref(),
                source: found.measured.source.as_deref(),
            })
            .collect(),
        disagree: profile.value_found.disagree,
        says: &profile.value_found.says,
    }
}

fn likewise(row: &Compared) -> Likewise<'_> {
    Likewise {
        metric: &row.metric,
        source: &row.source,
        label: &row.label,
        n: row.n,
        categories: row
            .categories
            .iter()
            .map(|category| Category {
                label: &category.label,
                share: four_decimals(category.share),
                low: category.interval.map(|(low, _)| four_decimals(low)),
                high: category.interval.map(|(_, high)| four_decimals(high)),
                own: category.own,
            })
            .collect(),
        caveats: &row.caveats,
    }
}
