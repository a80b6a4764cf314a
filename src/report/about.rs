//! The cover facts: who, when, how, what was left out, and how to read the numbers.

use crate::model::assessment::AnswerValue;
use crate::model::score::{Coverage, Scale};
use crate::pipeline::Outcome;

use super::document::{Block, Fact, Part, Section};
use super::scope;
use super::standing::Standing;
use super::words::{self, fact, said};

/// Date, occasion and style in one line.
pub(super) fn subtitle(outcome: &Outcome) -> String {
    let details = &outcome.assessment.details;
    let date = details.date.map_or_else(|| "No date given".to_owned(), words::long_date);
    let kind = details.kind.as_deref().map(|kind| said(kind).to_lowercase());
    let style = details.style.as_deref().map(style);
    let rest: Vec<String> = [kind, style].into_iter().flatten().collect();
    if rest.is_empty() { date } else { format!("{date} · {}", rest.join(" · ")) }
}

fn style(slug: &str) -> String {
    match slug {
        "self" => "self-assessment".to_owned(),
        "guided" => "guided assessment".to_owned(),
        "third-party" => "assessment by a third party".to_owned(),
        other => words::slug(other).to_lowercase(),
    }
}

/// Said at the end of every rendering.
pub(super) fn closing(outcome: &Outcome) -> Vec<String> {
    let mut lines = vec![format!("Made with socmark {}.", env!("CARGO_PKG_VERSION"))];
    for instrument in &outcome.instruments {
        if let Some(attribution) = &instrument.attribution {
            lines.push(format!(
                "{} Quoted texts of {}: licence {}.",
                words::sentence(&said(attribution)),
                said(&instrument.title),
                said(&instrument.licence)
            ));
        }
    }
    lines
}

pub(super) fn part(outcome: &Outcome, standing: &Standing<'_>) -> Part {
    let mut sections = vec![Section {
        id: "about-facts".to_owned(),
        title: None,
        fold: false,
        blocks: vec![Block::Facts(facts(outcome, standing))],
    }];
    sections.push(Section {
        id: "about-scope".to_owned(),
        title: Some("What was left out".to_owned()),
        fold: false,
        blocks: scope::blocks(standing),
    });
    Part {
        id: "about".to_owned(),
        title: "About this assessment".to_owned(),
        lead: "What was assessed, by whom and how; without it, the numbers cannot be read.".to_owned(),
        sections,
    }
}

fn facts(outcome: &Outcome, standing: &Standing<'_>) -> Vec<Fact> {
    let assessment = &outcome.assessment;
    let (soc, details) = (&assessment.soc, &assessment.details);
    let mut facts = Vec::new();
    let name = soc.name.as_deref().or(soc.id.as_deref()).unwrap_or("not given");
    facts.push(fact("soc", "SOC", said(name)));
    let mut profile = |key, label: &str, value: &Option<String>| {
        if let Some(value) = value {
            let words = words::slug(value);
            // a region is a name, the others are words
            facts.push(fact(key, label, if key == "region" { words::name(&words) } else { words }));
        }
    };
    profile("sector", "Sector", &soc.sector);
    profile("region", "Region", &soc.region);
    profile("model", "Delivery model", &soc.model);
    profile("size_fte", "People in the SOC (FTE)", &soc.size_fte);
    profile("organisation_fte", "People in the organisation (FTE)", &soc.organisation_fte);
    if let Some(years) = soc.years {
        facts.push(fact("years", "Years of operation", format!("{years}")));
    }
    facts.push(fact("date", "Date", details.date.map_or_else(|| "not given".to_owned(), words::long_date)));
    let given = |value: Option<String>| value.unwrap_or_else(|| "not given".to_owned());
    facts.push(fact(
        "type",
        "Occasion",
        given(details.kind.as_deref().map(|kind| words::capital(&said(kind)))),
    ));
    facts.push(fact(
        "style",
        "Style",
        given(details.style.as_deref().map(|slug| words::capital(&style(slug)))),
    ));
    let assessors: Vec<String> = details.assessors.iter().map(|role| said(role)).collect();
    facts.push(Fact {
        key: "assessors",
        label: "Assessors".to_owned(),
        values: if assessors.is_empty() { vec!["not given".to_owned()] } else { assessors },
    });
    facts.push(fact("purpose", "Purpose", given(details.purpose.as_deref().map(said))));
    facts.push(Fact {
        key: "instruments",
        label: "Questionnaires".to_owned(),
        values: outcome
            .instruments
            .iter()
            .map(|instrument| format!("{} ({})", said(&instrument.title), instrument.reference()))
            .collect(),
    });
    facts.push(fact("method", "Method", method_line(standing)));
    facts.push(fact("coverage", "Answered", coverage_line(standing)));
    facts.push(fact(
        "unanswered",
        "Unanswered questions",
        "lower no score of socmark's method; they widen the range that is shown beside it",
    ));
    facts.push(fact("evidence", "Evidence", evidence_line(standing)));
    facts
}

fn method_line(standing: &Standing<'_>) -> String {
    if standing.is_workbook() {
        if standing.beside.is_some() {
            "the official workbook's own figures first, socmark's method beside them".to_owned()
        } else {
            "the official workbook's own figures".to_owned()
        }
    } else {
        "socmark's method, exact to the mean of a domain".to_owned()
    }
}

/// The weight answered over all domains, and in questions.
fn coverage(standing: &Standing<'_>) -> (Option<f64>, usize, usize) {
    let domains = &standing.ours.domains;
    let weight = domains
        .iter()
        .flat_map(|domain| [&domain.maturity, &domain.capability])
        .flatten()
        .fold(Coverage::default(), |sum, score| sum.plus(score.coverage));
    let parts = || domains.iter().flat_map(|domain| &domain.aspects).flat_map(|aspect| &aspect.items);
    use crate::model::score::ItemPart::{Counted, Unanswered};
    let answered = parts().filter(|item| matches!(item.part, Counted { .. })).count();
    let open = parts().filter(|item| matches!(item.part, Unanswered { .. })).count();
    (weight.share(), answered, answered + open)
}

/// Said where a second questionnaire has answers that this count leaves out.
fn aside(standing: &Standing<'_>) -> &'static str {
    if standing.ai.is_some() { " (those on AI adoption are not counted here)" } else { "" }
}

fn coverage_line(standing: &Standing<'_>) -> String {
    let ((share, answered, all), aside) = (coverage(standing), aside(standing));
    match share {
        Some(share) => format!(
            "{answered} of {} in scope{aside}, {} of their weight",
            words::count(all, "scored question", "scored questions"),
            words::percent(share)
        ),
        None => "no scored question is in scope".to_owned(),
    }
}

/// Whether any scored question is left to be answered.
pub(super) fn anything_in_scope(standing: &Standing<'_>) -> bool {
    coverage(standing).2 > 0
}

/// How many answers name evidence. Counts answers of every questionnaire, in scope or not, so it sets no other number
/// beside them.
fn evidence_line(standing: &Standing<'_>) -> String {
    let levels = standing
        .assessment
        .answers
        .values()
        .filter(|answer| matches!(answer.value, Some(AnswerValue::Level(_))));
    let (mut all, mut named) = (0, 0);
    for answer in levels {
        all += 1;
        named += usize::from(!answer.evidence.is_empty());
    }
    match (named, all) {
        (_, 0) => "no evidence is named: nothing was answered".to_owned(),
        (0, _) => "no answer names evidence; all scores are claims".to_owned(),
        (1, _) => "1 answer names evidence, which was not checked; all scores are claims".to_owned(),
        (named, _) => format!("{named} answers name evidence, none of it checked; all scores are claims"),
    }
}

/// What must be known to read the board page, one sentence each.
pub(super) fn reading(standing: &Standing<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if standing.is_workbook() {
        lines.push(
            "Scores of domains and aspects are the official workbook's own, which counts an open question below the lowest answer."
                .to_owned(),
        );
        if standing.beside.is_some() {
            lines.push(
                "socmark's method leaves open questions out; the scores of both stand side by side under Domains and aspects."
                    .to_owned(),
            );
        }
    }
    let (share, answered, all) = coverage(standing);
    if share.is_some_and(|share| share < 1.0) {
        let estimate = if quick_scan(standing) {
            " Only questions of the quick scan were answered: an estimate."
        } else {
            ""
        };
        let open = if standing.is_workbook() {
            ""
        } else {
            " Open questions lower no score; ranges show where it may end."
        };
        let aside = aside(standing);
        lines.push(format!(
            "{answered} of {all} scored questions in scope are answered{aside}.{open}{estimate}"
        ));
    }
    lines.push(words::sentence(&evidence_line(standing)));
    lines.extend(scope::left_out_line(standing));
    lines
}

/// Whether everything that was answered belongs to the quick scan, while the questionnaire has more.
fn quick_scan(standing: &Standing<'_>) -> bool {
    let Some(core) = standing.core else { return false };
    let has_level = |id: &str| {
        standing.answer(id).is_some_and(|answer| matches!(answer.value, Some(AnswerValue::Level(_))))
    };
    let scored = || core.items().map(|(_, item)| item).filter(|item| item.kind.is_scored());
    scored().any(|item| item.quick && has_level(&item.id))
        && scored().any(|item| !item.quick)
        && scored().all(|item| item.quick || !has_level(&item.id))
}

/// The scale of a level in words, for the part on method.
pub(super) fn levels(scale: Scale) -> String {
    let names: Vec<String> = (0..=scale.max())
        .map(|level| format!("{level} {}", scale.level_name(u8::try_from(level).unwrap_or(0))))
        .collect();
    names.join(", ")
}
