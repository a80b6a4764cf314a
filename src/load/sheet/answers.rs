//! The cells of one question: answer, note, evidence, importance, confidence.

use crate::load::workbook::cells::Value;
use crate::model::assessment::{Answer, AnswerValue, Confidence, Importance};
use crate::model::instrument::{Item, ItemKind};
use crate::model::sheet::{notation, same_word, words};

use super::values::{as_number, whole};
use super::{At, Page, Reading};

/// Reads one row; the cells stand in the order of `domain::WRITTEN`, none where their column is missing.
pub(super) fn read(
    page: &Page,
    item: &Item,
    [answer, note, evidence, importance, confidence]: [Option<At>; 5],
    reading: &mut Reading<'_>,
) -> Answer {
    let path = format!("answers/{}", item.id);
    let below = [("answer", answer), ("note", note), ("evidence", evidence), ("importance", importance)];
    for (key, cell) in below.into_iter().chain([("confidence", confidence)]) {
        if let Some(cell) = cell {
            reading.mark(format!("{path}/{key}"), page, cell);
        }
    }
    if let Some(cell) = answer {
        reading.mark(path.clone(), page, cell);
    }
    Answer {
        value: answer.and_then(|cell| value(page, item, cell, reading)),
        importance: importance.and_then(|cell| reading.word(page, cell, &Importance::ALL, Importance::word)),
        confidence: confidence.and_then(|cell| reading.word(page, cell, &Confidence::ALL, Confidence::word)),
        note: note.and_then(|cell| reading.text(page, cell)),
        evidence: evidence.map(|cell| self::evidence(page, cell, reading)).unwrap_or_default(),
    }
}

fn value(page: &Page, item: &Item, cell: At, reading: &mut Reading<'_>) -> Option<AnswerValue> {
    let (word, meaning) = match item.kind {
        ItemKind::Maturity { .. } => (words::NOT_APPLICABLE, AnswerValue::NotApplicable),
        ItemKind::Capability { .. } => (words::NOT_REQUIRED, AnswerValue::NotRequired),
        ItemKind::Elements { .. } | ItemKind::Fact { .. } => {
            elsewhere(page, item, cell, reading);
            return None;
        }
    };
    let given = reading.given(page, cell)?;
    let level = as_number(given).and_then(|number| whole(number, 5)).filter(|level| *level > 0);
    let found = match given {
        Value::Text(text) if same_word(text, word) => Some(meaning),
        _ => level.and_then(|level| u8::try_from(level).ok()).map(AnswerValue::Level),
    };
    if found.is_none() {
        let kind = item.kind.word();
        let expected = format!("a {kind} question takes a level from 1 to 5 or `{word}`");
        reading.wrong(page, cell, &expected, "choose it from the drop-down of the cell, or leave it empty");
    }
    found
}

/// Lists and facts are answered elsewhere; their own cell points there.
fn elsewhere(page: &Page, item: &Item, cell: At, reading: &mut Reading<'_>) {
    let Some(text) = reading.given(page, cell).and_then(Value::shown) else { return };
    if points_elsewhere(&text) {
        return;
    }
    let (expected, help) = match item.kind {
        ItemKind::Elements { .. } => {
            ("this list is answered in the rows below it", "say `yes` or `no` there")
        }
        _ => ("this is answered on another page", "write it on `Start` or `AI tools`"),
    };
    reading.wrong(page, cell, expected, help);
}

/// What stands in the answer cell of lists and facts.
pub(super) fn points_elsewhere(cell: &str) -> bool {
    cell.trim().to_lowercase().starts_with("see ")
}

fn evidence(page: &Page, cell: At, reading: &mut Reading<'_>) -> Vec<crate::model::assessment::EvidenceRef> {
    let Some(text) = reading.given(page, cell).and_then(Value::shown) else { return Vec::new() };
    let (entries, errors) = notation::parse_evidence(&text);
    for (line, error) in errors {
        let message = format!("line {line} of the evidence cannot be read: {error}");
        let help = "one a line: a path or a URL, then `# heading` and `| attested by ROLE on 2026-10-30`";
        reading.say("WB016", page, cell, message, help);
    }
    entries
}
