//! The first sheet: how to fill it in, how far it is, and what is known about the SOC.

use rust_xlsxwriter::{DataValidation, DataValidationRule, Url, Worksheet, XlsxError};

use crate::model::score::Scale;
use crate::model::sheet::{scores, sheets, start};

use super::choices::Choices;
use super::field::{self, Field, List, Value};
use super::plan::Plan;
use super::style::Style;
use super::{Input, cells, height};

const WIDTHS: [f64; 4] = [18.0, 34.0, 44.0, 78.0];

const HOW: [&str; 6] = [
    "1.  Fill in what is known below; nothing here is needed for a score. The white cells are yours, the rest is locked against slips (no password).",
    "2.  Go through the sheets named after the domains and choose a level for each question in column C. Leave open what you do not know.",
    "3.  Say in the note why, and name evidence, one a line: a path or URL, then \"# heading\" and \"| attested by ROLE on 2026-10-30\" where they apply.",
    "4.  Take an aspect or a whole domain that the SOC does not have out of scope in column C of its row.",
    "5.  Importance weighs a question: none, low (half), normal, high (double), critical (four times). Scores are on the sheet \"Scores\".",
    "6.  When done: socmark import SHEET.xlsx -o assessment.yaml. Do not rename sheets or change the grey ids; they say what belongs where.",
];

pub(super) fn write(
    sheet: &mut Worksheet,
    input: &Input<'_>,
    plan: &Plan<'_>,
    style: &Style,
    choices: &mut Choices,
) -> Result<(), XlsxError> {
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_row_height(0, 28)?;
    let titles: Vec<&str> = input.instruments.iter().map(|instrument| instrument.title.as_str()).collect();
    let title = if input.assessment.soc.name.is_some() { "SOC assessment" } else { "SOC self-assessment" };
    cells::literal(sheet, (0, start::LABEL), title, &style.title)?;
    // a text over several columns does not wrap by itself
    sheet.merge_range(1, start::LABEL, 1, start::HELP, &titles.join(" · "), &style.help)?;
    let mut row = 2;
    for line in HOW {
        sheet.merge_range(row, start::LABEL, row, start::HELP, line, &style.help)?;
        sheet
            .set_row_height(row, height::of(&[height::Text::new(line, WIDTHS[1] + WIDTHS[2] + WIDTHS[3])]))?;
        row += 1;
    }
    row = progress(sheet, row + 1, plan, style)?;
    for group in field::groups(input, plan) {
        row += 1;
        for (column, text) in
            [(start::LABEL, group.title), (start::VALUE, "Your answer"), (start::HELP, "Help")]
        {
            cells::literal(sheet, (row, column), text, &style.heading)?;
        }
        sheet.set_row_height(row, 18)?;
        for field in &group.fields {
            row += 1;
            one(sheet, row, field, style, choices)?;
        }
        row += 1;
    }
    sheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&L&8&A&R&8Page &P of &N").set_print_area(0, 0, row, start::HELP)?;
    cells::protect(sheet);
    Ok(())
}

/// One line a domain, each a way to its sheet.
fn progress(sheet: &mut Worksheet, mut row: u32, plan: &Plan<'_>, style: &Style) -> Result<u32, XlsxError> {
    for (column, text) in [(start::LABEL, "So far"), (start::VALUE, "Answered"), (start::HELP, "Maturity")] {
        cells::literal(sheet, (row, column), text, &style.heading)?;
    }
    sheet.set_row_height(row, 18)?;
    let on = cells::on(sheets::SCORES);
    for domain in &plan.domains {
        row += 1;
        let (answered, questions) = domain.progress();
        let link = format!("internal:{}A1", cells::on(&domain.sheet));
        sheet.write_url_with_options(
            row,
            start::LABEL,
            Url::new(link),
            &domain.domain.name,
            "",
            Some(&style.link),
        )?;
        let of = |column| format!("{on}{}", cells::name(domain.score_row, column));
        let formula = format!("={}&\" of \"&{}", of(scores::ANSWERED), of(scores::QUESTIONS));
        cells::formula(
            sheet,
            (row, start::VALUE),
            &formula,
            &format!("{answered} of {questions}"),
            &style.text,
        )?;
        let shown = super::scores::shown(domain.score.of(Scale::Maturity));
        cells::formula(
            sheet,
            (row, start::HELP),
            &format!("={}", of(scores::MATURITY)),
            &shown,
            &style.maturity_left,
        )?;
    }
    if let Some(overall) = &plan.overall {
        row += 1;
        cells::literal(sheet, (row, start::LABEL), "Overall", &style.strong)?;
        let of = |column| format!("{on}{}", cells::name(overall.score_row, column));
        let formula = format!("={}&\" of \"&{}", of(scores::ANSWERED), of(scores::QUESTIONS));
        let domains = plan.domains.iter().filter(|domain| overall.of.contains(&domain.score_row));
        let sum =
            domains.map(|domain| domain.progress()).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        cells::formula(
            sheet,
            (row, start::VALUE),
            &formula,
            &format!("{} of {}", sum.0, sum.1),
            &style.strong,
        )?;
        let shown = super::scores::shown(overall.score);
        cells::formula(
            sheet,
            (row, start::HELP),
            &format!("={}", of(scores::MATURITY)),
            &shown,
            &style.maturity_left,
        )?;
    }
    Ok(row + 1)
}

fn one(
    sheet: &mut Worksheet,
    row: u32,
    field: &Field,
    style: &Style,
    choices: &mut Choices,
) -> Result<(), XlsxError> {
    cells::literal(sheet, (row, start::KEY), &field.key, &style.key)?;
    cells::literal(sheet, (row, start::LABEL), &field.label, &style.text)?;
    cells::literal(sheet, (row, start::HELP), &field.help, &style.help)?;
    let at = (row, start::VALUE);
    let mut shown = String::new();
    match &field.value {
        Value::Text(text) => {
            shown = text.clone().unwrap_or_default();
            cells::text(sheet, at, text.as_deref(), &style.input)?;
        }
        Value::Cell(cell) => {
            shown.clone_from(cell);
            cells::literal(sheet, at, cell, &style.input)?;
        }
        Value::Number(number) => cells::number(sheet, at, *number, &style.number)?,
        Value::Date(date) => cells::date(sheet, at, *date, style)?,
    }
    if let Some(rule) = rule(&field.list, choices)? {
        sheet.add_data_validation(row, start::VALUE, row, start::VALUE, &rule)?;
    }
    sheet.set_row_height(
        row,
        height::of(&[
            height::Text::new(&shown, WIDTHS[2]),
            height::Text::new(&field.help, WIDTHS[3]),
            height::Text::new(&field.label, WIDTHS[1]),
        ]),
    )?;
    Ok(())
}

fn rule(list: &List, choices: &mut Choices) -> Result<Option<DataValidation>, XlsxError> {
    let said = |rule: DataValidation, message: String| -> Result<DataValidation, XlsxError> {
        rule.set_error_title("Not possible here")?.set_error_message(message)
    };
    Ok(Some(match list {
        List::None => return Ok(None),
        List::Suggested(values) if values.is_empty() => return Ok(None),
        List::Suggested(values) => choices.suggest(values)?,
        List::Only(values) => choices.only(values)?,
        List::UpTo(most) => super::choices::number(*most)?,
        List::WholeUpTo(most) => said(
            DataValidation::new().allow_whole_number(DataValidationRule::Between(0, *most)),
            format!("A whole number from 0 to {most}."),
        )?,
        List::Date => super::choices::date()?,
    }))
}
