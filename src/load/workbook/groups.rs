//! The parts of a row map that lie beside `_Output`: completeness cells and the NIST CSF lists.

use crate::model::rowmap::{RowCompleteness, RowMap};

use super::cached::{CSF_COLUMNS, CSF_NAME, category};
use super::cells::{Book, Cells, Value, cell_name};
use super::identify::{CSF_RESULTS, LISTS, OUTPUT, question_sheet};
use super::open::Refused;
use super::refs::{Ref, refs, repeated};
use super::structure::{ALIGNMENT, LABELS};

/// Most rows that one completeness cell adds up.
const MAX_GROUP: usize = 200;

/// Cells that look a number of Yes up among the labels, in order of sheet and row.
pub(super) fn completeness(book: &mut Book, answer: u32) -> Result<Vec<RowCompleteness>, Refused> {
    let labels = book.cells(LABELS, |_, column| column <= 2)?;
    let lists = book.cells(LISTS, |row, column| row <= 200 && column == 3)?;
    let mut found = Vec::new();
    for sheet in book.sheets().to_vec() {
        if question_sheet(&sheet).is_none() {
            continue;
        }
        let cells = book.cells(&sheet, |_, column| column <= 30)?;
        for (row, column, cell) in cells.iter() {
            let references = cell.formula.as_deref().map(refs).unwrap_or_default();
            let Some(table) = references.iter().find(|r| r.sheet.as_deref() == Some(LABELS)) else {
                continue;
            };
            let rows: Vec<u32> = references
                .iter()
                .filter(|r| r.sheet.as_deref() == Some(OUTPUT) && r.from.1 == answer)
                .flat_map(|r| r.from.0..=r.to.0)
                .take(MAX_GROUP)
                .collect();
            let labels = letters(table, rows.len(), &labels, &lists);
            found.push(RowCompleteness { sheet: sheet.clone(), cell: cell_name(row, column), rows, labels });
        }
    }
    Ok(found)
}

/// First letters of the labels for the sums n to 2n, each of which is looked up exactly.
fn letters(table: &Ref, n: usize, labels: &Cells, lists: &Cells) -> String {
    let (first, last) = (table.from.0, table.to.0.min(labels.last_row()));
    (n..=2 * n)
        .filter_map(|sum| {
            let sum = i64::try_from(sum).ok()?;
            let row = (first..=last).find(|row| labels.value(*row, table.from.1).whole() == Some(sum))?;
            // the label is mostly a reference to the list, whose text is there even without stored results
            let listed = labels
                .formula(row, table.to.1)
                .and_then(repeated)
                .and_then(|r| lists.text(r.from.0, r.from.1));
            listed.or_else(|| labels.text(row, table.to.1))?.trim().chars().next()
        })
        .collect()
}

/// Subcategories, the categories shown, and what their sums include beyond their own.
pub(super) fn csf(book: &mut Book, map: &mut RowMap) -> Result<(), Refused> {
    let alignment = book.cells(ALIGNMENT, |row, column| row <= 1000 && column <= 26)?;
    let listed: Vec<(u32, &str)> = alignment
        .iter()
        .filter_map(|(row, _, cell)| match &cell.value {
            Value::Text(text) if cell.formula.is_none() && is_subcategory(text.trim()) => {
                Some((row, text.trim()))
            }
            _ => None,
        })
        .collect();
    map.subcategories = listed.iter().map(|(_, id)| (*id).to_owned()).collect();
    let shown = book.cells(CSF_RESULTS, |row, column| row <= 300 && column <= 26)?;
    for row in 1..=shown.last_row() {
        let Some(category) = shown.text(row, CSF_NAME).and_then(category) else { continue };
        let mut scales = Vec::new();
        for (scale, column) in CSF_COLUMNS {
            let formula = shown.formula(row, column).unwrap_or_default();
            let Some(result) = refs(formula).into_iter().find(|r| r.sheet.as_deref() == Some(ALIGNMENT))
            else {
                continue;
            };
            scales.push(scale);
            // the sums stand to the left of the percentage
            let (row, column) = result.from;
            let sum =
                column.checked_sub(1).and_then(|column| alignment.formula(row, column)).unwrap_or_default();
            let Some(range) = refs(sum).into_iter().next() else { continue };
            let beyond = listed
                .iter()
                .filter(|(row, id)| (range.from.0..=range.to.0).contains(row) && !id.starts_with(category));
            for (_, id) in beyond {
                map.csf_extra.push((category.to_owned(), scale, (*id).to_owned()));
            }
        }
        map.csf_shown.push((category.to_owned(), scales));
    }
    Ok(())
}

/// `GV.OC-01`.
fn is_subcategory(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 8
        && bytes[..2].iter().chain(&bytes[3..5]).all(u8::is_ascii_uppercase)
        && bytes[2] == b'.'
        && bytes[5] == b'-'
        && bytes[6..].iter().all(u8::is_ascii_digit)
}
