//! Outcomes measured before and after AI came into use, one row each.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::model::adoption::OutcomeMetric;
use crate::model::assessment::Assessment;
use crate::model::sheet::outcomes;

use super::style::Style;
use super::{cells, choices, height};

const WIDTHS: [f64; 8] = [16.0, 44.0, 24.0, 12.0, 14.0, 12.0, 14.0, 60.0];

pub(super) fn write(sheet: &mut Worksheet, assessment: &Assessment, style: &Style) -> Result<(), XlsxError> {
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_row_height(0, 26)?;
    cells::literal(sheet, (0, outcomes::LABEL), "AI outcomes", &style.title)?;
    let help = "What was measured before AI came into use and after it, each with the last day of what was measured. Leave empty what nobody measured.";
    sheet.merge_range(1, outcomes::LABEL, 1, outcomes::SOURCE, help, &style.help)?;
    sheet.set_row_height(outcomes::HEADING_ROW, 30)?;
    for (column, heading) in (0_u16..).zip(outcomes::HEADINGS) {
        cells::literal(sheet, (outcomes::HEADING_ROW, column), heading, &style.heading)?;
    }
    let mut row = outcomes::HEADING_ROW;
    for outcome in OutcomeMetric::ALL {
        row += 1;
        let measured = assessment.ai.iter().flat_map(|ai| &ai.measured).find(|one| one.metric == *outcome);
        cells::literal(sheet, (row, outcomes::ID), outcome.word(), &style.key)?;
        cells::literal(sheet, (row, outcomes::LABEL), outcome.label(), &style.text)?;
        cells::literal(sheet, (row, outcomes::UNIT), outcome.unit(), &style.text)?;
        let before = measured.and_then(|measured| measured.before);
        let after = measured.and_then(|measured| measured.after);
        for (value, day, measurement) in
            [(outcomes::BEFORE, outcomes::BEFORE_ON, before), (outcomes::AFTER, outcomes::AFTER_ON, after)]
        {
            cells::number(sheet, (row, value), measurement.map(|one| one.value), &style.number)?;
            cells::date(sheet, (row, day), measurement.and_then(|one| one.on), style)?;
            sheet.add_data_validation(row, value, row, value, &choices::number(outcome.most())?)?;
            sheet.add_data_validation(row, day, row, day, &choices::date()?)?;
        }
        let source = measured.and_then(|measured| measured.source.as_deref());
        cells::text(sheet, (row, outcomes::SOURCE), source, &style.input)?;
        let texts = [
            (outcome.label(), WIDTHS[1]),
            (outcome.unit(), WIDTHS[2]),
            (source.unwrap_or_default(), WIDTHS[7]),
        ];
        sheet.set_row_height(row, height::of(&texts.map(|(text, width)| height::Text::new(text, width))))?;
    }
    sheet.set_freeze_panes(outcomes::HEADING_ROW + 1, outcomes::UNIT)?;
    cells::print(sheet, outcomes::HEADING_ROW, (row, outcomes::SOURCE))?;
    cells::protect(sheet);
    Ok(())
}
