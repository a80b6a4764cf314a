//! The inventory of AI capabilities, as a table.

use rust_xlsxwriter::{Table, TableColumn, TableStyle, Worksheet, XlsxError};

use crate::model::adoption::{AiCapability, AiType, Autonomy, PerceivedValue, Sourcing, Stage, Status};
use crate::model::assessment::Assessment;
use crate::model::sheet::{TOOL_HEADING_ROW, Tool, notation, shown, words};
use crate::model::wiring::Knowledge;

use super::choices::{self, Choices};
use super::style::Style;
use super::{cells, height};

/// Rows that are ready, and those left free below a long inventory.
const ROWS: usize = 30;
const FREE: usize = 10;

const WIDTHS: [f64; 18] =
    [26.0, 18.0, 19.0, 10.0, 12.0, 9.0, 9.0, 10.0, 12.0, 12.0, 14.0, 28.0, 8.0, 28.0, 11.0, 30.0, 30.0, 30.0];

pub(super) fn write(
    sheet: &mut Worksheet,
    assessment: &Assessment,
    style: &Style,
    choices: &mut Choices,
) -> Result<(), XlsxError> {
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_row_height(0, 26)?;
    cells::literal(sheet, (0, 0), "AI tools", &style.title)?;
    let help = "One row for each AI capability, also those that came with another product; a fixed playbook is automation, not AI. Name, type, sourcing and status are needed. taker: as bought · shaper: configured with own context · builder: built on own data. Task, outcome and stop condition say what it is for and when it is switched off.";
    let help = &format!("{help} Grounded in: {}", kinds());
    sheet.merge_range(1, 0, 1, 10, help, &style.help)?;
    sheet.set_row_height(1, height::of(&[height::Text::new(help, WIDTHS[..11].iter().sum())]))?;
    let none = Vec::new();
    let tools = assessment.ai.as_ref().map_or(&none, |ai| &ai.capabilities);
    let first = TOOL_HEADING_ROW + 1;
    let count = u32::try_from(ROWS.max(tools.len() + FREE)).expect("an inventory is no longer than its file");
    let last = TOOL_HEADING_ROW + count;
    let columns: Vec<TableColumn> = Tool::ALL
        .iter()
        .map(|tool| TableColumn::new().set_header(tool.heading()).set_header_format(&style.heading))
        .collect();
    let table = Table::new().set_name("AiTools").set_style(TableStyle::Light1).set_columns(&columns);
    let right = Tool::IntentStop.index();
    sheet.add_table(TOOL_HEADING_ROW, 0, last, right, &table)?;
    sheet.set_row_height(TOOL_HEADING_ROW, 30)?;
    for (number, row) in (first..=last).enumerate() {
        let cells = tools.get(number).map(row_of);
        for tool in Tool::ALL {
            let cell = cells.as_ref().map_or("", |cells| cells[usize::from(tool.index())].as_str());
            let format = if centred(tool) { &style.input_centre } else { &style.input };
            cells::literal(sheet, (row, tool.index()), cell, format)?;
        }
        if let Some(cells) = &cells {
            let texts: Vec<height::Text<'_>> =
                cells.iter().zip(WIDTHS).map(|(cell, width)| height::Text::new(cell, width)).collect();
            sheet.set_row_height(row, height::of(&texts))?;
        }
    }
    let yes = vec![words::YES.to_owned()];
    let lists = [
        (Tool::Type, Tool::Type, choices::shown(AiType::ALL, AiType::word)),
        (Tool::Sourcing, Tool::Sourcing, choices::shown(Sourcing::ALL, Sourcing::word)),
        (Tool::Status, Tool::Status, choices::shown(Status::ALL, Status::word)),
        (Tool::Intel, Tool::Remediation, yes),
        (Tool::Autonomy, Tool::Autonomy, choices::shown(Autonomy::ALL, Autonomy::word)),
        (Tool::Trace, Tool::Trace, vec![words::YES.to_owned(), words::NO.to_owned()]),
        (Tool::Value, Tool::Value, choices::shown(&PerceivedValue::ALL, PerceivedValue::word)),
    ];
    for (from, to, values) in lists {
        sheet.add_data_validation(first, from.index(), last, to.index(), &choices.only(&values)?)?;
    }
    let grounded = Tool::GroundedIn.index();
    sheet.add_data_validation(first, grounded, last, grounded, &choices::prompt("Grounded in", &kinds())?)?;
    sheet.set_freeze_panes(first, 1)?;
    cells::print(sheet, TOOL_HEADING_ROW, (last, right))?;
    // eighteen columns on one page are too small to read; the names stand on both
    sheet.set_print_fit_to_pages(2, 0).set_repeat_columns(0, 0)?;
    cells::protect(sheet);
    Ok(())
}

/// The words of `Grounded in`, and how several are written.
fn kinds() -> String {
    let words: Vec<&str> = Knowledge::ALL.iter().map(|kind| kind.word()).collect();
    format!(
        "kinds of own knowledge that it reads, {}. Several with a semicolon between: {}. Empty where it reads none.",
        words.join(", "),
        words.iter().take(2).copied().collect::<Vec<_>>().join("; ")
    )
}

fn centred(tool: Tool) -> bool {
    Tool::STAGES.contains(&tool) || tool == Tool::Trace
}

/// The cells of a capability, in the order of the columns.
fn row_of(it: &AiCapability) -> Vec<String> {
    let text = |text: &Option<String>| text.as_deref().map(notation::text).unwrap_or_default();
    let intent = it.intent.clone().unwrap_or_default();
    let stage = |at: usize| if it.stages.contains(&Stage::ALL[at]) { words::YES } else { "" };
    Tool::ALL
        .iter()
        .map(|tool| match tool {
            Tool::Name => notation::text(&it.name),
            Tool::Vendor => text(&it.vendor),
            Tool::Type => shown(it.kind.word()),
            Tool::Sourcing => shown(it.sourcing.word()),
            Tool::Status => shown(it.status.word()),
            Tool::Intel => stage(0).to_owned(),
            Tool::Hunting => stage(1).to_owned(),
            Tool::Detection => stage(2).to_owned(),
            Tool::Investigation => stage(3).to_owned(),
            Tool::Remediation => stage(4).to_owned(),
            Tool::Autonomy => it.autonomy.map(|word| shown(word.word())).unwrap_or_default(),
            Tool::GroundedIn => notation::list(&it.grounded_in),
            Tool::Trace => match it.trace {
                Some(true) => words::YES.to_owned(),
                Some(false) => words::NO.to_owned(),
                None => String::new(),
            },
            Tool::DataLeaving => text(&it.data_leaving),
            Tool::Value => it.value.map(|word| shown(word.word())).unwrap_or_default(),
            Tool::IntentTask => text(&intent.task),
            Tool::IntentOutcome => text(&intent.outcome),
            Tool::IntentStop => text(&intent.stop),
        })
        .collect()
}
