//! Cells that people write in, and formulas with their result.

use rust_xlsxwriter::{Format, Formula, ProtectionOptions, Worksheet, XlsxError};

use crate::model::date::Date;
use crate::model::sheet::notation;

use super::style::Style;

/// A text as people typed it: never a formula, whatever it begins with.
pub(super) fn text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: Option<&str>,
    format: &Format,
) -> Result<(), XlsxError> {
    let cell = value.map(notation::text).unwrap_or_default();
    literal(sheet, (row, column), &cell, format)
}

/// What is in its notation already.
pub(super) fn literal(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if cell.starts_with(['=', '+', '-', '@']) {
        // stays text even when someone opens the cell and leaves it again
        sheet.write_string_with_format(row, column, cell, &format.clone().set_quote_prefix())?;
    } else if cell.is_empty() {
        sheet.write_blank(row, column, format)?;
    } else {
        sheet.write_string_with_format(row, column, cell, format)?;
    }
    Ok(())
}

pub(super) fn number(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: Option<f64>,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        Some(value) => sheet.write_number_with_format(row, column, value, format)?,
        None => sheet.write_blank(row, column, format)?,
    };
    Ok(())
}

/// A day that spreadsheets can count, or its text.
pub(super) fn date(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    date: Option<Date>,
    style: &Style,
) -> Result<(), XlsxError> {
    match (date, date.and_then(super::day)) {
        (_, Some(day)) => {
            sheet.write_datetime_with_format(row, column, &day, &style.date)?;
        }
        (Some(old), None) => literal(sheet, (row, column), &old.to_string(), &style.input)?,
        (None, None) => {
            sheet.write_blank(row, column, &style.date)?;
        }
    }
    Ok(())
}

/// A formula with what it comes to, for programs that show a file without computing.
pub(super) fn formula(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    formula: &str,
    result: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    sheet.write_formula_with_format(row, column, Formula::new(formula).set_result(result), format)?;
    Ok(())
}

/// `C5`
pub(super) fn name(row: u32, column: u16) -> String {
    format!("{}{}", rust_xlsxwriter::utility::column_number_to_name(column), row + 1)
}

/// `'People'!` in front of a cell.
pub(super) fn on(sheet: &str) -> String {
    format!("'{}'!", sheet.replace('\'', "''"))
}

/// Questions, ids and formulas cannot be changed by mistake; there is no password. Columns and rows may be resized.
pub(super) fn protect(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    });
}

/// A4 across, one page wide, with the name of the sheet and the page below.
pub(super) fn print(sheet: &mut Worksheet, heading_row: u32, last: (u32, u16)) -> Result<(), XlsxError> {
    sheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
        .set_footer("&L&8&A&R&8Page &P of &N")
        .set_repeat_rows(heading_row, heading_row)?
        .set_print_area(0, 0, last.0, last.1)?;
    Ok(())
}
