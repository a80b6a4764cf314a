//! Rows and columns found by their headings, so that columns that people add or move do no harm.

use crate::diagnostic::Severity;
use crate::load::workbook::cells::Value;
use crate::model::sheet::{same_word, trimmed};

use super::{Page, Reading};

/// Columns behind are not looked at.
pub(super) const LAST_COLUMN: u32 = 64;
/// Rows in which the headings are looked for.
const LAST_HEADING_ROW: u32 = 12;

/// Where the headings stand, and the column (from 1) of each that was asked for.
pub(super) struct Grid {
    pub heading_row: u32,
    columns: Vec<Option<u32>>,
}

impl Grid {
    /// The column of a heading by its number in the list that was asked for; none where it is missing.
    pub(super) fn column(&self, number: usize) -> Option<u32> {
        self.columns.get(number).copied().flatten()
    }

    /// Whether any of the cells of these columns says something in that row.
    pub(super) fn says(&self, page: &Page, row: u32, numbers: impl IntoIterator<Item = usize>) -> bool {
        numbers.into_iter().filter_map(|number| self.column(number)).any(|column| {
            !trimmed(&page.cells.value(row, column).shown().unwrap_or_default()).is_empty()
                || page.cells.formula(row, column).is_some()
        })
    }
}

/// A heading that is looked for.
pub(super) struct Heading {
    pub text: &'static str,
    /// Where it stands unless somebody moved it, from 1.
    pub column: u32,
    /// Whether what stands below is read.
    pub is_read: bool,
}

/// Finds the headings; each that is read and missing is said. `None` where there are none at all.
pub(super) fn find(page: &Page, headings: &[Heading], usual: u32, reading: &mut Reading<'_>) -> Option<Grid> {
    let is = |row: u32, column: u32, heading: &Heading| {
        page.cells.value(row, column).shown().is_some_and(|shown| same_word(&shown, heading.text))
    };
    let count = |row: u32| {
        let found = |heading: &&Heading| (1..=LAST_COLUMN).any(|column| is(row, column, heading));
        headings.iter().filter(|heading| heading.is_read).filter(found).count()
    };
    let rows = std::iter::once(usual).chain((1..=LAST_HEADING_ROW).filter(|row| *row != usual));
    // the first of the best, so that the usual row wins
    let heading_row =
        rows.map(|row| (count(row), row)).reduce(|best, next| if next.0 > best.0 { next } else { best });
    let (found, heading_row) = heading_row?;
    if found == 0 {
        let first = headings.first().map_or("", |heading| heading.text);
        reading.say(
            "WB017",
            page,
            (usual, 1),
            format!("the row of headings, from `{first}` on, is missing"),
            "take it over from a copy as `socmark export` wrote it",
        );
        return None;
    }
    let columns: Vec<Option<u32>> = headings
        .iter()
        .map(|heading| {
            let moved = || (1..=LAST_COLUMN).find(|column| is(heading_row, *column, heading));
            if is(heading_row, heading.column, heading) { Some(heading.column) } else { moved() }
        })
        .collect();
    for (heading, _) in headings.iter().zip(&columns).filter(|(heading, at)| heading.is_read && at.is_none())
    {
        let there = page.cells.value(heading_row, heading.column).shown();
        let help = match there {
            Some(there) => format!("`{there}` stands there; give the column back its heading"),
            None => "give the column back its heading".to_owned(),
        };
        let message = format!("the column `{}` is missing, so nothing in it is read", heading.text);
        reading.say("WB017", page, (heading_row, heading.column), message, help);
    }
    for (row, column, cell) in page.cells.iter().filter(|(row, ..)| *row == heading_row) {
        if let Value::Text(text) = &cell.value
            && !columns.contains(&Some(column))
            && headings.iter().all(|heading| heading.column != column || columns.contains(&Some(column)))
        {
            let message = format!("the column `{text}` is none of the sheet's own and is not read");
            reading.say("WB024", page, (row, column), message, "");
        }
    }
    let read = headings.iter().zip(&columns).filter(|(heading, _)| heading.is_read);
    let read: Vec<u32> = read.filter_map(|(_, column)| *column).collect();
    reading.merged(page, heading_row + 1..=page.cells.last_row(), &read);
    Some(Grid { heading_row, columns })
}

/// Says that something stands where nothing is read; a warning, since it may be an answer.
pub(super) fn not_read(page: &Page, row: u32, message: String, help: &str, reading: &mut Reading<'_>) {
    let place = reading.place(page, (row, 1));
    let mut said = crate::diagnostic::Diagnostic::new("WB024", place, message).help(help);
    said.severity = Severity::Warning;
    reading.out.push(said);
}
