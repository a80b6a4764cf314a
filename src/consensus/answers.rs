//! One answer out of several.

use crate::model::assessment::{Answer, AnswerValue, Confidence, EvidenceRef, Importance};
use crate::model::consensus::{Rule, Settled};
use crate::model::instrument::{Item, ItemKind};
use crate::stats::lower_median;

/// The answer that several come to; none where nobody says anything. `counts` is false for those whose scope leaves the
/// question out: their note and evidence are kept, their answer is not.
pub(super) fn merge(
    id: &str,
    item: Option<&Item>,
    given: &[Option<&Answer>],
    counts: &[bool],
    names: &[&str],
    settled: &mut Vec<Settled>,
) -> Option<Answer> {
    if given.iter().all(Option::is_none) {
        return None;
    }
    let values: Vec<Option<&AnswerValue>> =
        given.iter().zip(counts).map(|(answer, counts)| answer.filter(|_| *counts)?.value.as_ref()).collect();
    let notes: Vec<Option<&str>> = given.iter().map(|answer| answer.as_ref()?.note.as_deref()).collect();
    Some(Answer {
        value: value(id, item, &values, settled),
        importance: importance(id, given, settled),
        confidence: confidence(given),
        note: note(&notes, names, given_differently(&values)),
        evidence: evidence(given),
    })
}

fn value(
    id: &str,
    item: Option<&Item>,
    values: &[Option<&AnswerValue>],
    settled: &mut Vec<Settled>,
) -> Option<AnswerValue> {
    let lists: Vec<&Vec<String>> = values
        .iter()
        .filter_map(|value| match value {
            Some(AnswerValue::Present(present)) => Some(present),
            _ => None,
        })
        .collect();
    if !lists.is_empty() {
        let kept = AnswerValue::Present(present(item, &lists));
        differing(Rule::Present, format!("answers.{id}"), values, &kept, settled);
        return Some(kept);
    }
    let levels: Vec<u8> = values.iter().filter_map(|value| super::level(*value)).collect();
    let others: Vec<&AnswerValue> =
        values.iter().flatten().filter(|value| !matches!(value, AnswerValue::Level(_))).copied().collect();
    // as many on both sides: a question that somebody can answer is asked
    let kept = match (lower_median(&levels), others.first()) {
        (Some(level), _) if levels.len() >= others.len() => AnswerValue::Level(level),
        (_, Some(other)) => (*other).clone(),
        _ => return None,
    };
    if !levels.is_empty() && !others.is_empty() {
        differing(Rule::Applies, format!("answers.{id}"), values, &kept, settled);
    }
    Some(kept)
}

/// What more than half of the lists name, in the order of the question: the median of no and yes, no at a tie.
fn present(item: Option<&Item>, lists: &[&Vec<String>]) -> Vec<String> {
    let mut names: Vec<&str> = match item.map(|item| &item.kind) {
        Some(ItemKind::Elements { elements: choices, .. } | ItemKind::Fact { choices, .. }) => {
            choices.iter().map(|choice| choice.id.as_str()).collect()
        }
        _ => Vec::new(),
    };
    for name in lists.iter().copied().flatten() {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let most = |name: &str| {
        let said = lists.iter().filter(|list| list.iter().any(|present| present == name)).count();
        2 * said > lists.len()
    };
    names.into_iter().filter(|name| most(name)).map(str::to_owned).collect()
}

/// An answer in words.
pub(super) fn shown(value: &AnswerValue) -> String {
    match value {
        AnswerValue::Level(level) => level.to_string(),
        AnswerValue::NotRequired => "not_required".to_owned(),
        AnswerValue::NotApplicable => "not_applicable".to_owned(),
        AnswerValue::Present(present) if present.is_empty() => "none".to_owned(),
        AnswerValue::Present(present) => present.join(", "),
    }
}

fn differing(
    rule: Rule,
    subject: String,
    values: &[Option<&AnswerValue>],
    kept: &AnswerValue,
    settled: &mut Vec<Settled>,
) {
    // the order in which a list names things means nothing
    let sorted = |value: &AnswerValue| match value {
        AnswerValue::Present(present) => {
            let mut present = present.clone();
            present.sort();
            AnswerValue::Present(present)
        }
        other => other.clone(),
    };
    if values.iter().flatten().all(|value| sorted(value) == sorted(kept)) {
        return;
    }
    let said = values.iter().map(|value| value.map(shown)).collect();
    settled.push(Settled { rule, subject, said, kept: Some(shown(kept)) });
}

/// The median over those who say anything about the question; who does not say how important it is means normal. It weighs
/// nothing only where more than half say so: what takes a question out of the score needs more than a tie.
fn importance(id: &str, given: &[Option<&Answer>], settled: &mut Vec<Settled>) -> Option<Importance> {
    let stated = || given.iter().flatten().filter_map(|answer| answer.importance);
    stated().next()?;
    let all: Vec<Importance> =
        given.iter().flatten().map(|answer| answer.importance.unwrap_or_default()).collect();
    let mut kept = lower_median(&all)?;
    let weighing = || all.iter().copied().filter(|importance| *importance != Importance::None);
    if kept == Importance::None && 2 * weighing().count() >= all.len() {
        kept = weighing().min()?;
    }
    if all.iter().any(|importance| *importance != kept) {
        let said = given
            .iter()
            .map(|answer| answer.map(|answer| answer.importance.unwrap_or_default().word().to_owned()))
            .collect();
        let subject = format!("answers.{id}.importance");
        settled.push(Settled { rule: Rule::Median, subject, said, kept: Some(kept.word().to_owned()) });
    }
    Some(kept)
}

/// The lowest that anybody states.
fn confidence(given: &[Option<&Answer>]) -> Option<Confidence> {
    let stated = given.iter().flatten().filter_map(|answer| answer.confidence);
    stated.min_by_key(|confidence| Confidence::ALL.iter().position(|other| other == confidence))
}

/// Whether those who answer do not all answer the same, so that a note may belong to an answer that was not kept.
fn given_differently(values: &[Option<&AnswerValue>]) -> bool {
    let mut given = values.iter().flatten();
    given.next().is_some_and(|first| given.any(|other| other != first))
}

/// One note as it is, unless it has to be `signed`; several that differ one below the other, each with who wrote it.
pub(super) fn note(notes: &[Option<&str>], names: &[&str], signed: bool) -> Option<String> {
    let mut different: Vec<(&str, Vec<&str>)> = Vec::new();
    for (note, name) in notes.iter().zip(names) {
        let Some(note) = note.filter(|note| !note.trim().is_empty()) else { continue };
        match different.iter_mut().find(|(other, _)| other.trim() == note.trim()) {
            Some((_, writers)) => writers.push(name),
            None => different.push((note, vec![name])),
        }
    }
    match different.as_slice() {
        [] => None,
        [(note, _)] if !signed => Some((*note).to_owned()),
        several => {
            let signed =
                |(note, writers): &(&str, Vec<&str>)| format!("{}: {}", writers.join(" and "), note.trim());
            Some(several.iter().map(signed).collect::<Vec<_>>().join("\n"))
        }
    }
}

/// Every piece once; where one of two on the same place is attested, the attested one.
fn evidence(given: &[Option<&Answer>]) -> Vec<EvidenceRef> {
    let mut kept: Vec<EvidenceRef> = Vec::new();
    for piece in given.iter().flatten().flat_map(|answer| &answer.evidence) {
        let same = |other: &&mut EvidenceRef| {
            other.source == piece.source
                && other.heading == piece.heading
                && (other.attested == piece.attested || other.attested.is_none() || piece.attested.is_none())
        };
        match kept.iter_mut().find(same) {
            Some(other) => other.attested = other.attested.take().or_else(|| piece.attested.clone()),
            None => kept.push(piece.clone()),
        }
    }
    kept
}
