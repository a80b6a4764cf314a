//! The sheet as a workbook, `socmark/sheet/1`: the same input gives the same bytes. What stands where is agreed in
//! [`crate::model::sheet`].

mod cells;
mod choices;
mod domain;
mod field;
mod height;
mod marker;
mod notes;
mod outcomes;
mod plan;
mod rules;
mod scores;
mod start;
mod structure;
mod style;
mod tools;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet};

use crate::model::assessment::Assessment;
use crate::model::date::Date;
use crate::model::instrument::Instrument;
use crate::model::score::Scorecard;
use crate::model::segment::Segments;
use crate::model::sheet::sheets;

use choices::Choices;
use plan::Plan;
use style::Style;

/// What a sheet is made of.
pub(crate) struct Input<'a> {
    /// Already cut down to the part, where only a part is wanted.
    pub assessment: &'a Assessment,
    /// Those pinned, with their texts.
    pub instruments: &'a [Instrument],
    /// By our method, one for each instrument in the same order.
    pub cards: &'a [Scorecard],
    pub segments: &'a Segments,
    /// Ids of the domains that the sheet holds; empty: all.
    pub part: &'a [String],
}

impl Input<'_> {
    /// Whether the facts about AI and the inventory are asked.
    fn asks_ai(&self) -> bool {
        let asked =
            self.instruments.iter().filter(|instrument| instrument.adoption.is_some()).any(|instrument| {
                self.part.is_empty() || instrument.domains.iter().any(|domain| self.part.contains(&domain.id))
            });
        asked || self.assessment.ai.is_some()
    }
}

/// The bytes of the workbook.
///
/// # Errors
/// Where a text does not fit in its cell, which the caller has ruled out.
pub(crate) fn render(input: &Input<'_>) -> anyhow::Result<Vec<u8>> {
    let plan = Plan::new(input);
    let style = Style::new();
    let mut choices = Choices::default();
    let mut book = Workbook::new();
    // columns are as wide as so many digits of this font: one that a program lacks would make all of them wider or narrower
    book.set_default_format(&style.everywhere, style::ROW_PIXELS, style::COLUMN_PIXELS)?;
    book.set_properties(&properties(input.assessment)?);
    start::write(sheet(&mut book, sheets::START)?, input, &plan, &style, &mut choices)?;
    for domain in &plan.domains {
        domain::write(sheet(&mut book, &domain.sheet)?, input.assessment, domain, &style)?;
    }
    if input.asks_ai() {
        tools::write(sheet(&mut book, sheets::AI_TOOLS)?, input.assessment, &style, &mut choices)?;
        outcomes::write(sheet(&mut book, sheets::AI_OUTCOMES)?, input.assessment, &style)?;
    }
    notes::write(sheet(&mut book, sheets::NOTES)?, input.assessment, &plan, &style)?;
    scores::write(sheet(&mut book, sheets::SCORES)?, &plan, &style)?;
    choices.write(sheet(&mut book, sheets::LISTS)?)?;
    marker::write(sheet(&mut book, sheets::MARKER)?, input, &plan)?;
    structure::lock(&book.save_to_buffer()?)
}

fn sheet<'a>(book: &'a mut Workbook, name: &str) -> anyhow::Result<&'a mut Worksheet> {
    Ok(book.add_worksheet().set_name(name)?)
}

/// The date of the assessment, or a fixed one: the clock would change the bytes of every export.
fn properties(assessment: &Assessment) -> anyhow::Result<DocProperties> {
    let fixed = || ExcelDateTime::from_ymd(2000, 1, 1);
    let made = match assessment.details.date {
        Some(date) => day(date).map_or_else(fixed, Ok)?,
        None => fixed()?,
    };
    let title = assessment.soc.name.as_deref().unwrap_or("SOC assessment");
    // a spreadsheet program refuses a title of more characters
    let title: String = title.chars().filter(|c| !c.is_control()).take(200).collect();
    Ok(DocProperties::new().set_title(title).set_comment("Made by socmark").set_creation_datetime(&made))
}

/// A date as spreadsheets count it; none before 1900-03-01, where they disagree.
fn day(date: Date) -> Option<ExcelDateTime> {
    let first = Date::new(1900, 3, 1)?;
    if date < first { None } else { ExcelDateTime::parse_from_str(&date.to_string()).ok() }
}
