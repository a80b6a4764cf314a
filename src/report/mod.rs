//! Layer 2: everything that a reader may see, ordered, labelled and worded; renderers only lay it out.

mod about;
mod ai;
mod answers;
mod benchmark;
mod board;
mod cohort;
mod csf;
pub(crate) mod document;
mod domains;
mod earned;
mod figures;
mod gates;
mod inventory;
mod likewise;
mod method;
mod open;
mod outcomes;
mod scope;
mod separators;
mod standing;
pub(crate) mod tools;
mod uptake;
mod words;

use crate::pipeline::Outcome;

use document::{Figure, Part, Report, Section};
use standing::Standing;

/// The chapter on AI adoption alone.
#[must_use]
pub(crate) fn ai_part(outcome: &Outcome) -> Part {
    ai::part(outcome, &Standing::of(outcome))
}

/// What each pool shows beside the SOC, for where there are no pictures: tables that say the same are not folded away.
#[must_use]
pub(crate) fn cohorts(outcome: &Outcome) -> Vec<Section> {
    cohort::without_pictures(cohort::sections(outcome, &Standing::of(outcome)))
}

/// The pictures of the cohorts that an assessment was compared with, each to stand alone; its id is a name for a file.
#[must_use]
pub(crate) fn pictures(outcome: &Outcome) -> Vec<Figure> {
    cohort::pictures(outcome, &Standing::of(outcome))
}

/// The report on what was worked out. Pure: the same outcome gives the same report.
#[must_use]
pub(crate) fn build(outcome: &Outcome) -> Report {
    let standing = Standing::of(outcome);
    let soc = &outcome.assessment.soc;
    let name = soc.name.as_deref().or(soc.id.as_deref()).map_or_else(|| "This SOC".to_owned(), words::said);
    let parts: Vec<Option<Part>> = vec![
        Some(about::part(outcome, &standing)),
        Some(domains::part(outcome, &standing)),
        csf::part(&standing),
        Some(ai::part(outcome, &standing)),
        Some(benchmark::part(outcome, &standing)),
        Some(method::part(outcome, &standing)),
        Some(answers::part(outcome, &standing)),
        open::part(outcome, &standing),
    ];
    Report {
        title: "SOC maturity report".to_owned(),
        soc_short: words::shorten(&name, 110),
        soc: name,
        soc_id: soc.id.as_deref().map(words::said),
        date: outcome.assessment.details.date.map(|date| date.to_string()),
        subtitle: about::subtitle(outcome),
        board: board::board(outcome, &standing),
        parts: parts.into_iter().flatten().collect(),
        closing: about::closing(outcome),
    }
}
