//! Scores as JSON, `socmark/score/1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::adoption::{AdoptionProfile, Sourcing};
use crate::model::assessment::Assessment;
use crate::model::score::{AspectScore, DomainScore, Exact, Rounded, Score, Scorecard, four_decimals};

/// All scores of one assessment. Scores have two decimals; coverage and shares are fractions 0 to 1.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "socmark score")]
pub(crate) struct ScoreFile {
    schema: &'static str,
    soc: Soc,
    /// `YYYY-MM-DD`.
    date: Option<String>,
    /// `default` or `workbook`.
    method: &'static str,
    /// The questionnaire that gives the domains.
    instrument: String,
    overall: Option<S>,
    headline: Option<S>,
    domains: Vec<Domain>,
    nist_csf: Vec<Csf>,
    ai: Option<Ai>,
}

#[derive(Serialize, JsonSchema)]
struct Soc {
    id: Option<String>,
    name: Option<String>,
}

/// A score with what must be known to read it; `score` is null where nothing was answered.
#[derive(Serialize, JsonSchema)]
pub(crate) struct S {
    score: Option<f64>,
    level: Option<u8>,
    /// If every unanswered item were at 1.
    low: Option<f64>,
    /// If every unanswered item were at 5.
    high: Option<f64>,
    coverage: Option<f64>,
    /// What evidence supports; null until evidence was checked.
    evidenced: Option<f64>,
    /// The error marker of a workbook cell.
    error: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct Domain {
    id: String,
    name: String,
    maturity: Option<S>,
    capability: Option<S>,
    target: Target,
    aspects: Vec<Aspect>,
}

#[derive(Serialize, JsonSchema)]
struct Target {
    maturity: Option<f64>,
    capability: Option<f64>,
}

#[derive(Serialize, JsonSchema)]
struct Aspect {
    id: String,
    name: String,
    in_scope: bool,
    maturity: Option<S>,
    capability: Option<S>,
}

/// A function (category null) or one of its categories.
#[derive(Serialize, JsonSchema)]
struct Csf {
    function: String,
    category: Option<String>,
    maturity: Option<S>,
    capability: Option<S>,
}

#[derive(Serialize, JsonSchema)]
struct Ai {
    self_described: Option<&'static str>,
    value: Option<&'static str>,
    /// The label that the inventory gives; null where no inventory was given.
    declared: Option<&'static str>,
    /// The label that practice backs.
    archetype: Option<&'static str>,
    mix: Option<Mix>,
    separators: Separators,
    /// `first`, `second`, `unknown` or `not_applicable`.
    wave: &'static str,
    blocker: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct Mix {
    taker: Option<f64>,
    shaper: Option<f64>,
    builder: Option<f64>,
}

#[derive(Serialize, JsonSchema)]
struct Separators {
    lifecycle: S,
    knowledge: S,
    governance: S,
}

/// The JSON text, with a final newline.
pub(crate) fn render(
    assessment: &Assessment,
    card: &Scorecard,
    adoption: Option<&AdoptionProfile>,
) -> String {
    let mut text = serde_json::to_string_pretty(&file(assessment, card, adoption))
        .expect("plain structs with string keys always serialise");
    text.push('\n');
    text
}

fn file(assessment: &Assessment, card: &Scorecard, adoption: Option<&AdoptionProfile>) -> ScoreFile {
    ScoreFile {
        schema: "socmark/score/1",
        soc: Soc { id: assessment.soc.id.clone(), name: assessment.soc.name.clone() },
        date: assessment.details.date.map(|date| date.to_string()),
        method: card.method.word(),
        instrument: card.instrument.clone(),
        overall: card.overall.as_ref().map(s),
        headline: card.headline.as_ref().map(s),
        domains: card.domains.iter().map(domain).collect(),
        nist_csf: card
            .csf
            .iter()
            .flat_map(|function| {
                let head = Csf {
                    function: function.id.clone(),
                    category: None,
                    maturity: function.maturity.as_ref().map(s),
                    capability: function.capability.as_ref().map(s),
                };
                let rest = function.categories.iter().map(|category| Csf {
                    function: function.id.clone(),
                    category: Some(category.id.clone()),
                    maturity: category.maturity.as_ref().map(s),
                    capability: category.capability.as_ref().map(s),
                });
                std::iter::once(head).chain(rest)
            })
            .collect(),
        ai: adoption.map(ai),
    }
}

/// A score in its JSON form.
pub(crate) fn s(score: &Score) -> S {
    let shown = |value: &Option<Exact>| value.as_ref().map(|value| value.rounded().to_f64());
    S {
        score: shown(&score.value),
        level: score.level(),
        low: shown(&score.low),
        high: shown(&score.high),
        coverage: score.coverage.share().map(four_decimals),
        evidenced: shown(&score.evidenced),
        error: score.error.clone(),
    }
}

fn domain(domain: &DomainScore) -> Domain {
    Domain {
        id: domain.id.clone(),
        name: domain.name.clone(),
        maturity: domain.maturity.as_ref().map(s),
        capability: domain.capability.as_ref().map(s),
        target: Target {
            maturity: domain.target_maturity.map(Rounded::to_f64),
            capability: domain.target_capability.map(Rounded::to_f64),
        },
        aspects: domain.aspects.iter().map(aspect).collect(),
    }
}

fn aspect(aspect: &AspectScore) -> Aspect {
    Aspect {
        id: aspect.id.clone(),
        name: aspect.name.clone(),
        in_scope: aspect.in_scope,
        maturity: aspect.maturity.as_ref().map(s),
        capability: aspect.capability.as_ref().map(s),
    }
}

fn ai(profile: &AdoptionProfile) -> Ai {
    let share = |mix: crate::model::adoption::Mix, sourcing| mix.share(sourcing).map(four_decimals);
    let [lifecycle, knowledge, governance] = &profile.separators;
    Ai {
        self_described: profile.self_described.map(|word| word.word()),
        value: profile.value.map(|word| word.word()),
        declared: profile.declared.map(|word| word.word()),
        archetype: profile.archetype.map(|word| word.word()),
        mix: profile.mix.map(|mix| Mix {
            taker: share(mix, Sourcing::Taker),
            shaper: share(mix, Sourcing::Shaper),
            builder: share(mix, Sourcing::Builder),
        }),
        separators: Separators {
            lifecycle: s(&lifecycle.score),
            knowledge: s(&knowledge.score),
            governance: s(&governance.score),
        },
        wave: profile.wave.word(),
        blocker: profile.blocker.clone(),
    }
}
