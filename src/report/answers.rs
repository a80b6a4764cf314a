//! Every answer, in the order of the questionnaire.

use crate::model::adoption::AiFacts;
use crate::model::assessment::{Answer, AnswerValue, Confidence, EvidenceRef, EvidenceSource, Importance};
use crate::model::instrument::{Aspect, Choice, FactAnswer, Instrument, Item, ItemKind};
use crate::pipeline::Outcome;

use super::document::{AnswerCard, Block, Evidence, Part, Section, Tone, is_deceptive};
use super::domains::anchor;
use super::standing::Standing;
use super::words::{self, said};

pub(super) fn part(outcome: &Outcome, standing: &Standing<'_>) -> Part {
    let mut sections = Vec::new();
    for instrument in &outcome.instruments {
        for domain in &instrument.domains {
            for aspect in &domain.aspects {
                let excluded =
                    outcome.assessment.exclude.iter().any(|id| *id == domain.id || *id == aspect.id);
                let title = format!("{}: {}", said(&domain.name), said(&aspect.name));
                sections.extend(section(outcome, standing, instrument, aspect, title, excluded));
            }
        }
    }
    if sections.is_empty() {
        sections.push(Section {
            id: "answers-none".to_owned(),
            title: None,
            fold: false,
            blocks: vec![Block::Note(Tone::Caution, "No question has been answered.".to_owned())],
        });
    }
    Part {
        id: "answers".to_owned(),
        title: "All answers".to_owned(),
        lead: "Each answer with the text of its level and what was noted. Evidence is named by those who answered; none of it was checked."
            .to_owned(),
        sections,
    }
}

fn section(
    outcome: &Outcome,
    standing: &Standing<'_>,
    instrument: &Instrument,
    aspect: &Aspect,
    title: String,
    excluded: bool,
) -> Option<Section> {
    let facts = outcome.assessment.ai.as_ref().filter(|_| instrument.adoption.is_some());
    let cards: Vec<AnswerCard> = aspect
        .items
        .iter()
        .filter_map(|item| match &item.kind {
            ItemKind::Fact { field, answer, choices } => fact_card(item, field, *answer, choices, facts?),
            _ => standing.answer(&item.id).and_then(|answer| card(item, answer)),
        })
        .collect();
    let remark = outcome.assessment.notes.get(&aspect.id);
    if cards.is_empty() && remark.is_none() {
        return None;
    }
    let mut blocks = Vec::new();
    if excluded && !cards.is_empty() {
        blocks.push(Block::Note(Tone::Caution, "Out of scope: these answers count in no score.".to_owned()));
    }
    if let Some(remark) = remark {
        blocks.push(Block::Note(Tone::Info, format!("Remark of the assessors: {}", said(remark))));
    }
    // remarks on items that cannot be answered themselves
    let on_items: Vec<String> = aspect
        .items
        .iter()
        .filter_map(|item| {
            Some(format!("{}: {}", said(&item.question), said(outcome.assessment.notes.get(&item.id)?)))
        })
        .collect();
    if !on_items.is_empty() {
        blocks.push(Block::List(on_items));
    }
    if !cards.is_empty() {
        blocks.push(Block::Answers(cards));
    }
    Some(Section { id: format!("answers-{}", anchor(&aspect.id)), title: Some(title), fold: true, blocks })
}

/// `None` for an entry that holds nothing but a weight.
fn card(item: &Item, answer: &Answer) -> Option<AnswerCard> {
    let mut remarks = Vec::new();
    let mut anchor = None;
    let mut elements = Vec::new();
    let (shown, level) = match &answer.value {
        Some(AnswerValue::Level(level)) => {
            anchor = item.kind.anchors().get(usize::from(*level).saturating_sub(1)).map(|text| said(text));
            (format!("{level} of 5"), Some(*level))
        }
        Some(AnswerValue::NotRequired) => ("not required".to_owned(), None),
        Some(AnswerValue::NotApplicable) => ("not applicable".to_owned(), None),
        Some(AnswerValue::Present(present)) => {
            if let ItemKind::Elements { elements: all, .. } = &item.kind {
                elements = all.iter().map(|one| (said(&one.label), present.contains(&one.id))).collect();
            }
            let there = elements.iter().filter(|(_, present)| *present).count();
            (format!("{there} of {} present", elements.len()), None)
        }
        None if answer.note.is_some() || !answer.evidence.is_empty() => ("not answered".to_owned(), None),
        None => return None,
    };
    match answer.importance {
        None | Some(Importance::Normal) => {}
        Some(Importance::None) => remarks.push("importance none: counts in no score".to_owned()),
        Some(importance) => remarks.push(format!("importance {}", importance.word())),
    }
    if let Some(confidence) = answer.confidence {
        let word = match confidence {
            Confidence::Low => "unsure",
            Confidence::Medium => "fairly sure",
            Confidence::High => "sure",
        };
        remarks.push(format!("those who answered were {word}"));
    }
    Some(AnswerCard {
        id: item.id.clone(),
        question: said(&item.question),
        answer: shown,
        level,
        anchor,
        elements,
        remarks,
        note: answer.note.as_deref().map(said).filter(|note| !note.is_empty()),
        evidence: answer.evidence.iter().map(evidence).collect(),
    })
}

fn evidence(reference: &EvidenceRef) -> Evidence {
    let (name, href) = match &reference.source {
        EvidenceSource::Path(path) => (said(path), None),
        EvidenceSource::Url(url) => (said(url), link(url)),
    };
    let heading =
        reference.heading.as_deref().map(|heading| format!(", “{}”", said(heading))).unwrap_or_default();
    Evidence {
        text: format!("{name}{heading}"),
        href,
        state: match &reference.attested {
            Some(attested) => format!(
                "named, said to have been looked at by {} on {}; not checked",
                said(&attested.by),
                words::long_date(attested.on)
            ),
            None => "named, not checked".to_owned(),
        },
    }
}

/// Only web addresses become links; anything else stays text.
fn link(url: &str) -> Option<String> {
    let url = url.trim();
    let lower = url.to_ascii_lowercase();
    let web = ["https://", "http://"]
        .iter()
        .any(|scheme| lower.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
    let plain = url.chars().all(|c| !c.is_whitespace() && !c.is_control() && !is_deceptive(c));
    (web && plain).then(|| url.to_owned())
}

/// Facts are answered in the `ai:` block.
fn fact_card(
    item: &Item,
    field: &str,
    kind: FactAnswer,
    choices: &[Choice],
    facts: &AiFacts,
) -> Option<AnswerCard> {
    let label = |slug: &str| {
        choices
            .iter()
            .find(|choice| choice.id == slug)
            .map_or_else(|| words::slug(slug), |choice| said(&choice.label))
    };
    let answer = match (field, kind) {
        ("self_described", _) => label(facts.self_described?.word()),
        ("value", _) => label(facts.value?.word()),
        ("challenges", _) if !facts.challenges.is_empty() => {
            facts.challenges.iter().map(|slug| label(slug)).collect::<Vec<_>>().join("; ")
        }
        ("interfaces", _) => facts.interfaces?.to_string(),
        ("capabilities", _) if facts.inventory_given => match facts.capabilities.len() {
            0 => "none in use".to_owned(),
            number => format!("{}, see the inventory", words::count(number, "entry", "entries")),
        },
        _ => return None,
    };
    Some(AnswerCard {
        id: item.id.clone(),
        question: said(&item.question),
        answer,
        level: None,
        anchor: None,
        elements: Vec::new(),
        remarks: Vec::new(),
        note: None,
        evidence: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(link("HTTPS://wiki.example.com/a?b=1"), Some("HTTPS://wiki.example.com/a?b=1".to_owned()));
        for bad in [
            "javascript:alert(1)",
            " data:text/html,x",
            "https://",
            "http://a b",
            "https:\n//x",
            "file:///etc/passwd",
            "//x.example",
            "https://x.example/\u{202E}gpj.exe",
        ] {
            assert_eq!(link(bad), None, "{bad}");
        }
    }
}
