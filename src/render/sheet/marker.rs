//! The very hidden sheet by which a reader knows what it has before it.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::model::sheet::{SCHEMA, marker};

use super::plan::Plan;
use super::{Input, cells};

pub(super) fn write(sheet: &mut Worksheet, input: &Input<'_>, plan: &Plan<'_>) -> Result<(), XlsxError> {
    let mut rows = vec![vec![marker::SCHEMA.to_owned(), SCHEMA.to_owned()]];
    for pin in &input.assessment.instruments {
        rows.push(vec![marker::INSTRUMENT.to_owned(), format!("{}@{}", pin.id, pin.version)]);
    }
    for id in input.part {
        rows.push(vec![marker::PART.to_owned(), id.clone()]);
    }
    for domain in &plan.domains {
        rows.push(vec![
            marker::DOMAIN.to_owned(),
            domain.sheet.clone(),
            domain.instrument.reference(),
            domain.domain.id.clone(),
        ]);
    }
    for domain in &plan.domains {
        for (row, id) in domain.ids() {
            rows.push(vec![marker::ROW.to_owned(), domain.sheet.clone(), (row + 1).to_string(), id]);
        }
    }
    for (row, values) in (0_u32..).zip(rows) {
        for (column, value) in (0_u16..).zip(values) {
            sheet.write_string(row, column, value)?;
        }
    }
    cells::protect(sheet);
    sheet.set_very_hidden(true);
    Ok(())
}
