//! Answers and scope.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::assessment::{Answer, AnswerValue, Assessment, EvidenceRef, EvidenceSource};
use crate::model::instrument::{Aspect, Domain, Instrument};

use super::settle::{Merger, Values, ordered_union, quoted};

/// Each answer part by part: one file may give the level and another the note.
pub(super) fn merge(merger: &mut Merger<'_>) -> BTreeMap<String, Answer> {
    let ids: BTreeSet<&String> = merger.parts.iter().flat_map(|part| part.answers.keys()).collect();
    ids.into_iter().map(|id| (id.clone(), answer(merger, id))).collect()
}

fn answer(merger: &mut Merger<'_>, id: &str) -> Answer {
    let parts = merger.parts;
    let path = format!("answers/{id}");
    let at = |below: &str| format!("{path}/{below}");
    let values: Values<AnswerValue> = merger.said(|part| {
        let value = part.answers.get(id)?.value.clone()?;
        let key = if matches!(value, AnswerValue::Present(_)) { "present" } else { "answer" };
        Some((at(key), value))
    });
    let value = merger.settle(&format!("the answer to `{id}`"), &values, shown_value);
    if values.windows(2).any(|pair| pair[0].2 != pair[1].2)
        && let Some(decider) = merger.decider(&values)
    {
        // what others noted belongs to answers that were not taken
        return parts[decider].answers.get(id).cloned().unwrap_or_default();
    }
    let field = |key: &str| format!("the {key} at `{id}`");
    let importance =
        merger.said(|part| part.answers.get(id)?.importance.map(|value| (at("importance"), value)));
    let confidence =
        merger.said(|part| part.answers.get(id)?.confidence.map(|value| (at("confidence"), value)));
    let note = merger.said(|part| part.answers.get(id)?.note.clone().map(|value| (at("note"), value)));
    let evidence = merger.said(|part| {
        let evidence = &part.answers.get(id)?.evidence;
        (!evidence.is_empty()).then(|| (at("evidence"), evidence.clone()))
    });
    Answer {
        value,
        importance: merger.settle(&field("importance"), &importance, |value| format!("`{}`", value.word())),
        confidence: merger.settle(&field("confidence"), &confidence, |value| format!("`{}`", value.word())),
        note: merger.settle(&field("note"), &note, |text| quoted(text)),
        evidence: merger
            .settle(&field("evidence"), &evidence, |list| shown_evidence(list))
            .unwrap_or_default(),
    }
}

fn shown_value(value: &AnswerValue) -> String {
    match value {
        AnswerValue::Level(level) => format!("`{level}`"),
        AnswerValue::NotRequired => "`not_required`".to_owned(),
        AnswerValue::NotApplicable => "`not_applicable`".to_owned(),
        AnswerValue::Present(present) if present.is_empty() => "`none present`".to_owned(),
        AnswerValue::Present(present) => quoted(&present.join(", ")),
    }
}

fn shown_evidence(evidence: &[EvidenceRef]) -> String {
    let one = |entry: &EvidenceRef| {
        let (EvidenceSource::Path(source) | EvidenceSource::Url(source)) = &entry.source;
        let heading = entry.heading.as_ref().map(|heading| format!(" # {heading}")).unwrap_or_default();
        let attested = entry.attested.as_ref();
        let attested =
            attested.map(|by| format!(" | attested by {} on {}", by.by, by.on)).unwrap_or_default();
        format!("{source}{heading}{attested}")
    };
    quoted(&evidence.iter().map(one).collect::<Vec<_>>().join("; "))
}

/// What is out of scope in any part. A part that has it in scope and answered it says the opposite.
pub(super) fn scope(merger: &mut Merger<'_>, instruments: &[Instrument]) -> Vec<String> {
    let union = ordered_union(merger.parts.iter().map(|part| part.exclude.as_slice()));
    let mut exclude = Vec::new();
    for id in union {
        let aspects: Vec<(&Domain, &Aspect)> = instruments
            .iter()
            .flat_map(Instrument::aspects)
            .filter(|(domain, aspect)| domain.id == id || aspect.id == id)
            .collect();
        let said: Values<Scope> = merger.said(|part| {
            if let Some(at) = part.exclude.iter().position(|other| *other == id) {
                return Some((format!("scope/exclude/{at}"), Scope::Out));
            }
            let (count, first) = answered(part, &aspects)?;
            Some((format!("answers/{first}"), Scope::In(count)))
        });
        let same = said.windows(2).all(|pair| (pair[0].2 == Scope::Out) == (pair[1].2 == Scope::Out));
        let decider = merger.decider(&said);
        if !same {
            merger.clash(&format!("the scope of `{id}`"), &said, Scope::shown, decider.is_some());
        }
        let out = said.iter().any(|(part, _, scope)| {
            *scope == Scope::Out && (same || decider.is_none_or(|decider| decider == *part))
        });
        if out {
            exclude.push(id);
        }
    }
    exclude
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Out,
    /// In scope, with that many answers.
    In(usize),
}

impl Scope {
    fn shown(&self) -> String {
        match self {
            Self::Out => "`out of scope`".to_owned(),
            Self::In(1) => "`in scope`, with one answer".to_owned(),
            Self::In(count) => format!("`in scope`, with {count} answers"),
        }
    }
}

/// How many items of the aspects a part answers, and the first of them; none where it answers nothing in its scope.
fn answered<'a>(part: &Assessment, aspects: &[(&Domain, &'a Aspect)]) -> Option<(usize, &'a str)> {
    let excluded = |id: &String| part.exclude.contains(id);
    let mut answered = aspects
        .iter()
        .filter(|(domain, aspect)| !excluded(&domain.id) && !excluded(&aspect.id))
        .flat_map(|(_, aspect)| &aspect.items)
        .filter(|item| part.answers.get(&item.id).is_some_and(|answer| answer.value.is_some()));
    let first = answered.next()?;
    Some((1 + answered.count(), first.id.as_str()))
}
