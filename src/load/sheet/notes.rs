//! The page of remarks on domains and questions.

use crate::diagnostic::Diagnostic;
use crate::model::assessment::Assessment;
use crate::model::sheet::{notes, trimmed};

use super::grid::{self, Heading};
use super::values::on_a_line;
use super::{Page, Reading};

pub(super) fn read(page: &Page, assessment: &mut Assessment, reading: &mut Reading<'_>) {
    let heading = |text, column: u16| Heading { text, column: u32::from(column) + 1, is_read: true };
    let headings = [heading(notes::ID_HEADING, notes::ID), heading(notes::TEXT_HEADING, notes::TEXT)];
    let Some(grid) = grid::find(page, &headings, notes::HEADING_ROW + 1, reading) else { return };
    let (Some(ids), Some(texts)) = (grid.column(0), grid.column(1)) else { return };
    for row in grid.heading_row + 1..=page.cells.last_row() {
        let Some(text) = reading.text(page, (row, texts)) else { continue };
        let Some(id) = reading.name(page, (row, ids)) else {
            if !trimmed(&text).is_empty() {
                let help = "write the id of the domain, aspect or question beside it";
                reading.say("WB019", page, (row, ids), "this remark has no id".to_owned(), help);
            }
            continue;
        };
        let id = reading.now(trimmed(&id).to_owned());
        if let Some(why) = reading.gone(&id) {
            let what = format!("the remark `{}`", on_a_line(&text));
            reading.left_out(page, (row, texts), &id, &why, &what);
            continue;
        }
        let path = format!("notes/{id}");
        if assessment.notes.contains_key(&id) {
            let mut said = Diagnostic::new(
                "WB020",
                reading.place(page, (row, ids)),
                format!("there are two remarks on `{id}`"),
            )
            .help("make one of them");
            if let Some((sheet, cell)) = reading.places.get(&path) {
                said = said.related(crate::diagnostic::Place::cell(reading.name, sheet, cell), "the other");
            }
            reading.out.push(said);
            continue;
        }
        reading.mark(path, page, (row, texts));
        assessment.notes.insert(id, text);
    }
}
