//! How the numbers came about, and whose texts are quoted.

use crate::model::score::Scale;
use crate::pipeline::Outcome;

use super::about::levels;
use super::cohort;
use super::document::{Block, Part, Row, Section, Table};
use super::standing::Standing;
use super::words::{column, said, sentence, text};

pub(super) fn part(outcome: &Outcome, standing: &Standing<'_>) -> Part {
    let mut sections = vec![scoring(standing), limits(standing)];
    sections.extend(cohort::method(outcome));
    sections.push(questionnaires(outcome));
    sections.extend(figures(outcome));
    Part {
        id: "method".to_owned(),
        title: "Method and sources".to_owned(),
        lead: "Enough to recompute every number in this report.".to_owned(),
        sections,
    }
}

fn scoring(standing: &Standing<'_>) -> Section {
    let mut points = vec![
        "An answer from 1 to 5 counts as 0, 25, 50, 75 or 100 percent of its question.".to_owned(),
        "An aspect's maturity is 5 times the mean of its answered questions, weighted by importance (none 0, low 0.5, normal 1, high 2, critical 4); its capability is 3 times the same mean over capability questions that are required.".to_owned(),
        "A domain is the mean of its aspects in scope that have a score; overall is the mean of the domains; the headline is the mean of people, process and technology.".to_owned(),
        "Scores are exact up to the overall mean and are rounded once, to two decimals, half away from zero. The level is the rounded score without its decimals.".to_owned(),
        "Questions that are not answered, not applicable, not required, of importance none or out of scope lower no score. Where nothing is answered there is no score, never a 0.".to_owned(),
        "Answered is the answered weight as a share of the weight in scope. The range is the score if every open question were answered with 1, and with 5.".to_owned(),
        format!("Maturity levels: {}.", levels(Scale::Maturity)),
        format!("Capability levels: {}.", levels(Scale::Capability)),
    ];
    if standing.is_workbook() {
        points.insert(
            0,
            "The figures shown first are the official workbook's own, to the cell: it counts an unanswered question below the lowest answer, rounds at every step and knows no overall score. What follows is socmark's method, shown beside them.".to_owned(),
        );
    }
    Section {
        id: "method-scoring".to_owned(),
        title: Some("How scores are computed".to_owned()),
        fold: false,
        blocks: vec![Block::List(points)],
    }
}

fn limits(standing: &Standing<'_>) -> Section {
    let self_assessed = standing.assessment.details.style.as_deref() == Some("self");
    let mut points = vec![
        "Every score is a claim of those who answered. Evidence that is named beside an answer was not opened or checked for this report.".to_owned(),
        "A level describes practices, not whether the SOC would stop a given attack.".to_owned(),
        "Differences of a few hundredths mean nothing: a single answer moves an aspect by more.".to_owned(),
    ];
    if self_assessed {
        points.push("This is a self-assessment. Published sources disagree on whether those score above or below assessments by others, so no correction is made.".to_owned());
    }
    Section {
        id: "method-limits".to_owned(),
        title: Some("What the numbers do not say".to_owned()),
        fold: false,
        blocks: vec![Block::List(points)],
    }
}

fn questionnaires(outcome: &Outcome) -> Section {
    let rows = outcome
        .instruments
        .iter()
        .map(|instrument| {
            let refers: Vec<String> = instrument
                .sources
                .iter()
                .map(|source| format!("{} {} ({})", said(&source.title), said(&source.version), source.year))
                .collect();
            Row {
                head: false,
                cells: vec![
                    text(format!("{} ({})", said(&instrument.title), instrument.reference())),
                    text(said(&instrument.licence)),
                    text(
                        instrument
                            .attribution
                            .as_deref()
                            .map_or_else(|| author(&instrument.id), |who| sentence(&said(who))),
                    ),
                    text(refers.join("; ")),
                ],
            }
        })
        .collect();
    Section {
        id: "method-questionnaires".to_owned(),
        title: Some("Questionnaires".to_owned()),
        fold: false,
        blocks: vec![Block::Table(Table {
            id: "questionnaires".to_owned(),
            caption: "Whose questions and texts are used, and under which licence".to_owned(),
            columns: vec![
                column("questionnaire", "Questionnaire"),
                column("licence", "Licence of its texts"),
                column("attribution", "Attribution"),
                column("refers_to", "Refers to"),
            ],
            rows,
        })],
    }
}

/// Ours say nothing of their author; neither may those of users.
fn author(id: &str) -> String {
    let ours = ["soc-core", "soc-ai", "soc-cmm"].contains(&id);
    if ours { "socmark".to_owned() } else { "not stated".to_owned() }
}

/// Every published figure's citation once.
fn figures(outcome: &Outcome) -> Option<Section> {
    let mut citations: Vec<String> = Vec::new();
    let rows = outcome.comparison.published().map(|row| &row.citation);
    for citation in rows.chain(outcome.comparison.context.iter().map(|entry| &entry.citation)) {
        let citation = said(citation);
        if !citations.contains(&citation) {
            citations.push(citation);
        }
    }
    (!citations.is_empty()).then(|| Section {
        id: "method-sources".to_owned(),
        title: Some("Sources of published figures".to_owned()),
        fold: false,
        blocks: vec![Block::List(citations)],
    })
}
