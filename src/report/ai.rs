//! AI adoption: what the SOC says, what its inventory amounts to, and whether practice backs it.

use crate::model::adoption::{
    AdoptionProfile, AiType, Archetype, Mix, SelfDescribed, Sourcing, Stage, Status, Wave,
};
use crate::model::assessment::AnswerValue;
use crate::model::instrument::{Instrument, ItemKind};
use crate::pipeline::Outcome;

use super::document::{Block, Chart, Fact, Figure, Part, Row, Section, Stack, StackRow, Table, Tone};
use super::standing::Standing;
use super::words::{self, column, fact, numeric, said, share, text};
use super::{earned, gates, inventory, likewise, outcomes, separators, tools, uptake};

pub(super) fn part(outcome: &Outcome, standing: &Standing<'_>) -> Part {
    let mut sections = match &outcome.adoption {
        Some(profile) => sections(outcome, standing, profile),
        None => vec![unknown(outcome, standing)],
    };
    sections.extend(outcome.tools.as_ref().map(tools::sections).unwrap_or_default());
    Part {
        id: "ai".to_owned(),
        title: "AI adoption".to_owned(),
        lead: "A taker uses AI as bought, a shaper customises it with its own context, a builder trains or builds on its own data. What a SOC says, what its inventory shows and what its practice backs are three things, kept apart here."
            .to_owned(),
        sections,
    }
}

/// A workbook asks about an AI strategy and no more; an assessment may leave AI out altogether.
fn unknown(outcome: &Outcome, standing: &Standing<'_>) -> Section {
    let mut blocks = vec![Block::Note(
        Tone::Caution,
        if standing.assessment.workbook.is_some() {
            "The profile is not known from this file. The official workbook asks only about a strategy for AI (questions 6.2), not about the AI in use, its grounding or its governance."
        } else {
            "The profile is not known from this file: it pins no AI questionnaire."
        }
        .to_owned(),
    )];
    blocks.extend(strategy_questions(outcome).map(Block::Table));
    blocks.push(Block::Text("To add it to an assessment file:".to_owned()));
    blocks.push(Block::List(vec![
        "pin soc-ai under instruments, beside the questionnaire that is there (socmark instruments shows its version)".to_owned(),
        "state under ai how the SOC describes itself (self_described) and what value AI brings (value)"
            .to_owned(),
        "list the AI capabilities in use under ai, capabilities; an empty list says that none is in use"
            .to_owned(),
        "answer the questions of soc-ai on lifecycle, knowledge, governance and adoption practice".to_owned(),
    ]));
    Section { id: "ai-unknown".to_owned(), title: None, fold: false, blocks }
}

/// What an official workbook does ask about AI: its questions 6.2, with the answers.
fn strategy_questions(outcome: &Outcome) -> Option<Table> {
    let extras = outcome.assessment.workbook.as_ref()?;
    let items = outcome.instruments.iter().flat_map(Instrument::items).map(|(_, item)| item);
    let rows: Vec<Row> = items
        .filter(|item| item.id.starts_with("m6.2."))
        .map(|item| {
            let value = outcome.assessment.answers.get(&item.id).and_then(|answer| answer.value.as_ref());
            let answer = match (&item.kind, value) {
                (ItemKind::Elements { elements, .. }, _) => {
                    let present =
                        elements.iter().filter(|element| extras.support.get(&element.id) == Some(&true));
                    format!("{} of {} present", present.count(), elements.len())
                }
                (kind, Some(AnswerValue::Level(level))) => {
                    match kind.anchors().get(usize::from(*level) - 1) {
                        Some(anchor) => format!("{level}: {anchor}"),
                        None => level.to_string(),
                    }
                }
                _ => "not answered".to_owned(),
            };
            words::row(vec![text(item.question.clone()), text(item.id.clone()), text(answer)])
        })
        .collect();
    (!rows.is_empty()).then(|| Table {
        id: "ai-workbook".to_owned(),
        caption: "What the workbook asks about AI".to_owned(),
        columns: vec![column("question", "Question"), column("id", "Id"), column("answer", "Answer")],
        rows,
    })
}

fn sections(outcome: &Outcome, standing: &Standing<'_>, profile: &AdoptionProfile) -> Vec<Section> {
    let mut sections = vec![label(outcome, standing, profile)];
    sections.extend(mix(profile, &unplaced(outcome)));
    sections.extend(uptake::section(profile));
    sections.push(separators::section(standing, profile));
    sections.extend(findings(profile));
    sections.extend(outcomes::section(profile));
    sections.extend(likewise::section(outcome));
    sections.extend(gates::sections(&outcome.readiness));
    sections.extend(outcome.autonomy.as_ref().map(earned::section));
    sections.extend(inventory::section(profile));
    sections
}

fn label(outcome: &Outcome, standing: &Standing<'_>, profile: &AdoptionProfile) -> Section {
    let not_answered = || "not answered".to_owned();
    let mut facts = vec![
        fact(
            "self_described",
            "Self-described",
            profile.self_described.map_or_else(not_answered, self_described),
        ),
        fact(
            "declared",
            "Declared by the inventory",
            profile.declared.map_or_else(|| "no inventory given".to_owned(), archetype),
        ),
        fact(
            "archetype",
            "Backed by practice",
            profile.archetype.map_or_else(|| "not known".to_owned(), archetype),
        ),
        fact("wave", "Wave", wave(profile.wave)),
    ];
    if let Some(blocker) = &profile.blocker {
        let named = profile.separators.iter().find(|named| named.id == *blocker);
        let score = named.and_then(|named| named.score.rounded()).map(|score| format!(" at {score}"));
        let name = named.map_or(blocker.as_str(), |named| named.name.as_str());
        facts.push(fact(
            "blocker",
            "What blocks the second wave most",
            format!("{}{}", said(name), score.unwrap_or_default()),
        ));
    }
    facts.push(fact(
        "value",
        "Value of AI as a whole, as perceived",
        profile.value.map_or_else(not_answered, |value| value.word().to_owned()),
    ));
    facts.push(fact(
        "interfaces",
        "AI interfaces an analyst faces in a shift",
        profile.interfaces.map_or_else(not_answered, |number| number.to_string()),
    ));
    let challenges = challenges(outcome, standing);
    facts.push(Fact {
        key: "challenges",
        label: "What the SOC feels holds it back".to_owned(),
        values: if challenges.is_empty() { vec![not_answered()] } else { challenges },
    });
    let mut blocks = vec![Block::Facts(facts)];
    if !profile.reasons.is_empty() {
        blocks.push(Block::Text("Why:".to_owned()));
        blocks.push(sentences(&profile.reasons));
    }
    if !profile.flips.is_empty() {
        blocks.push(Block::Text("What would change the label:".to_owned()));
        blocks.push(sentences(&profile.flips));
    }
    Section { id: "ai-label".to_owned(), title: Some("Label and wave".to_owned()), fold: false, blocks }
}

fn sentences(texts: &[String]) -> Block {
    Block::List(texts.iter().map(|text| words::sentence(&said(text))).collect())
}

fn self_described(word: SelfDescribed) -> String {
    match word {
        SelfDescribed::None => "uses no AI".to_owned(),
        other => other.word().to_owned(),
    }
}

fn archetype(label: Archetype) -> String {
    match label {
        Archetype::None => "none: no AI in pilot or production".to_owned(),
        Archetype::Unknown => "not known: a score that decides is missing".to_owned(),
        other => other.word().to_owned(),
    }
}

fn wave(wave: Wave) -> String {
    match wave {
        Wave::First => "first wave: AI speeds single tasks".to_owned(),
        Wave::Second => "second wave: AI carries context, knows the house and stays governed".to_owned(),
        Wave::Unknown => "not known".to_owned(),
        Wave::NotApplicable => "not applicable: no AI in use".to_owned(),
    }
}

/// The challenges that the SOC itself named, in the words of the questionnaire.
pub(super) fn challenges(outcome: &Outcome, standing: &Standing<'_>) -> Vec<String> {
    let Some(facts) = &outcome.assessment.ai else { return Vec::new() };
    let label = |slug: &String| {
        let choices =
            standing.ai.into_iter().flat_map(|ai| ai.items()).find_map(|(_, item)| match &item.kind {
                ItemKind::Fact { field, choices, .. } if field == "challenges" => Some(choices),
                _ => None,
            });
        choices
            .and_then(|choices| choices.iter().find(|choice| choice.id == *slug))
            .map_or_else(|| words::slug(slug), |choice| said(&choice.label))
    };
    facts.challenges.iter().map(label).collect()
}

/// AI in use of which no stage is said: it counts for the whole and shows at no stage.
fn unplaced(outcome: &Outcome) -> Vec<&str> {
    let capabilities = outcome.assessment.ai.iter().flat_map(|facts| &facts.capabilities);
    capabilities
        .filter(|ai| ai.kind != AiType::Automation && matches!(ai.status, Status::Pilot | Status::Production))
        .filter(|ai| ai.stages.is_empty())
        .map(|ai| ai.name.as_str())
        .collect()
}

fn mix(profile: &AdoptionProfile, unplaced: &[&str]) -> Option<Section> {
    let all = profile.mix?;
    let named = |label: &str, mix: Mix| {
        let shares: Vec<f64> =
            Sourcing::ALL.iter().map(|sourcing| mix.share(*sourcing).unwrap_or(0.0)).collect();
        (label.to_owned(), shares)
    };
    let mut rows = vec![named("All stages together", all)];
    for stage in Stage::ALL {
        if let Some((_, mix)) = profile.stages.iter().find(|(other, _)| other == stage) {
            rows.push(named(&words::capital(stage_name(*stage)), *mix));
        }
    }
    let empty: Vec<&str> = Stage::ALL
        .iter()
        .filter(|stage| !profile.stages.iter().any(|(other, _)| other == *stage))
        .map(|stage| stage_name(*stage))
        .collect();
    let description: Vec<String> = rows
        .iter()
        .map(|(label, shares)| {
            let parts: Vec<String> = Sourcing::ALL
                .iter()
                .zip(shares)
                .map(|(sourcing, share)| format!("{} {}", sourcing.word(), words::percent(*share)))
                .collect();
            format!("{label}: {}", parts.join(", "))
        })
        .collect();
    let figure = Figure {
        id: "chart-mix".to_owned(),
        title: "Mix of AI by where it comes from".to_owned(),
        description: format!("{}.", description.join("; ")),
        chart: Chart::Stack(Stack {
            categories: Sourcing::ALL.iter().map(|sourcing| sourcing.word().to_owned()).collect(),
            rows: rows
                .iter()
                .map(|(label, shares)| StackRow { label: label.clone(), shares: shares.clone(), own: None })
                .collect(),
        }),
    };
    let table = Table {
        id: "ai-mix".to_owned(),
        caption: "Share of the weight: a capability in production weighs more than a pilot".to_owned(),
        columns: vec![
            column("stage", "Stage"),
            numeric("taker", "Taker"),
            numeric("shaper", "Shaper"),
            numeric("builder", "Builder"),
        ],
        rows: rows
            .iter()
            .map(|(label, shares)| {
                let mut cells = vec![text(label.clone())];
                cells.extend(shares.iter().map(|value| share(Some(*value))));
                Row { head: false, cells }
            })
            .collect(),
    };
    let mut blocks = vec![Block::Figures(vec![figure]), Block::Table(table)];
    if !empty.is_empty() {
        let is = if unplaced.is_empty() { "is" } else { "is said to be" };
        blocks.push(Block::Text(format!("No AI {is} in pilot or production in {}.", words::list(&empty))));
    }
    if !unplaced.is_empty() {
        let names: Vec<String> = unplaced.iter().map(|name| said(name)).collect();
        let names = words::list(&names);
        blocks.push(Block::Note(
            Tone::Caution,
            format!("In use, but no stage is said, so counted in the whole and at no stage: {names}."),
        ));
    }
    Some(Section { id: "ai-mix-section".to_owned(), title: Some("Mix".to_owned()), fold: false, blocks })
}

/// The stages of the lifecycle in words.
pub(super) fn stage_name(stage: Stage) -> &'static str {
    stage.name()
}

fn findings(profile: &AdoptionProfile) -> Option<Section> {
    let mut blocks: Vec<Block> = profile
        .ahead_of_maturity
        .iter()
        .map(|finding| {
            Block::Note(Tone::Finding, format!("Ahead of maturity: {}", words::sentence(&said(finding))))
        })
        .collect();
    if !profile.without_intent.is_empty() {
        let names: Vec<String> = profile.without_intent.iter().map(|name| said(name)).collect();
        blocks.push(Block::Note(
            Tone::Finding,
            format!(
                "In use without a complete intent (task, expected outcome, stop condition): {}.",
                words::list(&names)
            ),
        ));
    }
    (!blocks.is_empty()).then(|| Section {
        id: "ai-findings".to_owned(),
        title: Some("Findings".to_owned()),
        fold: false,
        blocks,
    })
}
