//! Remarks: the block below the questions of each sheet, one row per question.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::assessment::Assessment;
use crate::model::rowmap::{RowAspect, RowMap};

use super::cells::{Book, Cells, Value, cell_name};
use super::identify::letter;
use super::open::Refused;

/// The columns of the question's number and of the text of a remark.
const REMARK_NUMBER: u32 = 12;
const REMARK: u32 = 14;

/// Reads every remark into the note of its answer, or into the notes where its number is no scored question.
pub(super) fn read(
    name: &str,
    book: &mut Book,
    rows: &RowMap,
    assessment: &mut Assessment,
    out: &mut Diagnostics,
) -> Result<(), Refused> {
    let scored: BTreeSet<&str> = rows.items.iter().map(|item| item.id.as_str()).collect();
    for aspect in rows.aspects.iter().filter(|aspect| !aspect.sheet.is_empty()) {
        let cells = book.cells(&aspect.sheet, |_, column| matches!(column, REMARK_NUMBER | REMARK))?;
        for (number, text) in of_sheet(name, aspect, questions_end(rows, aspect), &cells, out) {
            let Some(letter) = letter(&aspect.domain) else { continue };
            let id = format!("{letter}{number}");
            let note = if scored.contains(id.as_str()) {
                assessment.answers.entry(id).or_default().note.get_or_insert_default()
            } else {
                assessment.notes.entry(id).or_default()
            };
            // two rows of one number would be two remarks on one question: neither is lost
            if !note.is_empty() {
                note.push('\n');
            }
            note.push_str(&text);
        }
    }
    Ok(())
}

/// Numbers and texts, from below the last question to the end of the sheet: some sheets have an empty row in between.
fn of_sheet(
    name: &str,
    aspect: &RowAspect,
    questions_end: u32,
    cells: &Cells,
    out: &mut Diagnostics,
) -> Vec<(String, String)> {
    let mut remarks = Vec::new();
    for row in questions_end + 1..=cells.last_row() {
        let Some(text) = cells.value(row, REMARK).shown() else { continue };
        match cells.value(row, REMARK_NUMBER) {
            Value::Text(number) if !number.trim().is_empty() => {
                remarks.push((number.trim().to_owned(), text));
            }
            other => {
                let place = Place::cell(name, &aspect.sheet, &cell_name(row, REMARK));
                let message = match other {
                    Value::Empty | Value::Text(_) => "a remark stands beside no question number".to_owned(),
                    // 4.1 and 4.10 are one number but two questions
                    _ => "the question number beside this remark is not text, so `4.1` and `4.10` would be the same".to_owned(),
                };
                out.push(Diagnostic::new("WB009", place, message).help(
                    "copy the remark to the row of its question in the official sheet; it is left out here",
                ));
            }
        }
    }
    remarks
}

/// The row of an aspect's last question on its sheet.
fn questions_end(rows: &RowMap, aspect: &RowAspect) -> u32 {
    let items = rows.items.iter().filter(|item| item.aspect == aspect.id).filter_map(|item| item.sheet_row);
    let support =
        rows.support.iter().filter(|support| support.aspect == aspect.id).map(|support| support.sheet_row);
    items.chain(support).max().unwrap_or(0)
}
