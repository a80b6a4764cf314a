//! Remarks on anything that is no aspect: those stand on the aspect's own row.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::model::assessment::Assessment;
use crate::model::sheet::notes;

use super::plan::Plan;
use super::style::Style;
use super::{cells, height};

const WIDTHS: [f64; 2] = [36.0, 120.0];
/// Free rows below the remarks.
const FREE: usize = 20;

pub(super) fn write(
    sheet: &mut Worksheet,
    assessment: &Assessment,
    plan: &Plan<'_>,
    style: &Style,
) -> Result<(), XlsxError> {
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_row_height(0, 26)?;
    cells::literal(sheet, (0, notes::ID), "Notes", &style.title)?;
    let help = "Remarks on a domain or a question as a whole: its id, then the text. Remarks on an aspect stand on its own row, remarks on an answer beside it.";
    sheet.merge_range(1, notes::ID, 1, notes::TEXT, help, &style.help)?;
    cells::literal(sheet, (notes::HEADING_ROW, notes::ID), notes::ID_HEADING, &style.heading)?;
    cells::literal(sheet, (notes::HEADING_ROW, notes::TEXT), notes::TEXT_HEADING, &style.heading)?;
    let on_a_row = |id: &str| {
        plan.domains.iter().flat_map(|domain| &domain.aspects).any(|aspect| aspect.aspect.id == id)
    };
    let mut row = notes::HEADING_ROW;
    for (id, text) in assessment.notes.iter().filter(|(id, _)| !on_a_row(id)) {
        row += 1;
        cells::text(sheet, (row, notes::ID), Some(id), &style.input)?;
        cells::text(sheet, (row, notes::TEXT), Some(text), &style.input)?;
        sheet.set_row_height(
            row,
            height::of(&[height::Text::new(text, WIDTHS[1]), height::Text::new(id, WIDTHS[0])]),
        )?;
    }
    for _ in 0..FREE {
        row += 1;
        sheet.write_blank(row, notes::ID, &style.input)?;
        sheet.write_blank(row, notes::TEXT, &style.input)?;
    }
    sheet.set_freeze_panes(notes::HEADING_ROW + 1, 0)?;
    cells::print(sheet, notes::HEADING_ROW, (row, notes::TEXT))?;
    cells::protect(sheet);
    Ok(())
}
