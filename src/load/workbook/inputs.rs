//! What was answered: the cells of `_Output` that the controls write, and the few typed ones.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::model::assessment::{Answer, AnswerValue, Assessment, Importance, OwnMethodology, WorkbookExtras};
use crate::model::rowmap::{RowItem, RowMap};
use crate::model::score::Scale;

use super::cells::{Book, Cells, Value, cell_name};
use super::identify::OUTPUT;
use super::open::Refused;

/// Columns of `_Output`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    pub kind: u32,
    pub answer: u32,
    pub importance: u32,
}

/// The columns of the versions whose layout is built in.
pub(super) const COLUMNS: Columns = Columns { kind: 3, answer: 4, importance: 5 };

/// The sheet of service S 2 with the own methodology's name and level, and of aspect P 1 with the external staff.
const METHODOLOGY: (&str, u32, u32, u32) = ("s2", 12, 12, 13);
const EXTERNAL_STAFF: (&str, u32, u32) = ("p1", 12, 12);

/// Whether every scored row still says of what kind it is where the map expects it.
pub(super) fn rows_are_in_place(output: &Cells, columns: Columns, rows: &RowMap) -> bool {
    rows.items.iter().all(|item| {
        let expected = if item.scale == Scale::Maturity { "M" } else { "C" };
        output.text(item.row, columns.kind) == Some(expected)
    })
}

/// Reads answers, importance, scope, support questions and legacy rows into the assessment.
pub(super) fn read(
    name: &str,
    output: &Cells,
    columns: Columns,
    rows: &RowMap,
    assessment: &mut Assessment,
    extras: &mut WorkbookExtras,
    out: &mut Diagnostics,
) {
    let mut reader = InputReader { name, output, columns, out };
    for item in &rows.items {
        if rows.aspect(&item.aspect).is_some_and(|aspect| aspect.sheet.is_empty()) {
            if let Some(value) =
                reader.whole(item.row, columns.answer, "an answer").filter(|value| *value != 0)
            {
                extras.rows.insert(item.row, value);
            }
            continue;
        }
        let answer =
            Answer { value: reader.answer(item), importance: reader.importance(item), ..Answer::default() };
        if answer != Answer::default() {
            assessment.answers.insert(item.id.clone(), answer);
        }
    }
    for aspect in &rows.aspects {
        let Some(row) = aspect.scope_row else { continue };
        match reader.output.value(row, columns.answer).whole() {
            Some(2) => {}
            Some(1) if !aspect.sheet.is_empty() => assessment.exclude.push(aspect.id.clone()),
            found => {
                reader.unexpected(
                    row,
                    columns.answer,
                    "a scope cell is 1 (out) or 2 (in); the workbook leaves the questions out and yet counts the aspect",
                );
                extras.scope_cells.insert(aspect.id.clone(), found.unwrap_or(0));
            }
        }
    }
    for support in &rows.support {
        match reader.whole(support.row, columns.answer, "a Yes/No answer") {
            None | Some(0) => {}
            Some(1) => {
                extras.support.insert(support.id.clone(), false);
            }
            Some(2) => {
                extras.support.insert(support.id.clone(), true);
            }
            Some(_) => reader.unexpected(support.row, columns.answer, "a Yes/No answer is 1 (no) or 2 (yes)"),
        }
    }
}

/// Reads the cells that people type themselves on the sheets of S 2 and P 1.
pub(super) fn read_typed(
    name: &str,
    book: &mut Book,
    rows: &RowMap,
    extras: &mut WorkbookExtras,
    out: &mut Diagnostics,
) -> Result<(), Refused> {
    let (aspect, column, name_row, level_row) = METHODOLOGY;
    if let Some(aspect) = rows.aspect(aspect) {
        let cells =
            book.cells(&aspect.sheet, |row, at| at == column && (row == name_row || row == level_row))?;
        let in_use = rows
            .support
            .iter()
            .find(|support| support.aspect == aspect.id && support.sheet_row + 1 == name_row)
            .is_some_and(|support| extras.support.get(&support.id) == Some(&true));
        let place = Place::cell(name, &aspect.sheet, &cell_name(level_row, column));
        let own = OwnMethodology {
            in_use,
            name: cells.value(name_row, column).shown(),
            level: level(cells.value(level_row, column), in_use, place, out),
        };
        if own != OwnMethodology::default() {
            extras.own_methodology = Some(own);
        }
    }
    let (aspect, row, column) = EXTERNAL_STAFF;
    if let Some(aspect) = rows.aspect(aspect) {
        let cells = book.cells(&aspect.sheet, |at, other| at == row && other == column)?;
        extras.external_staff = cells.value(row, column).shown();
    }
    Ok(())
}

/// The level of an own methodology as decimal text; `error` where the cell holds something else.
fn level(value: &Value, in_use: bool, place: Place, out: &mut Diagnostics) -> Option<String> {
    match value {
        Value::Empty => None,
        Value::Text(text) if text.trim().is_empty() => None,
        Value::Number(number) => {
            if !(0.0..=5.0).contains(number) {
                let message = format!("the level of an own methodology is {number}, not between 0 and 5");
                out.push(
                    Diagnostic::new("WB009", place, message)
                        .help("the workbook uses it as it is; correct it there"),
                );
            }
            Some(number.to_string())
        }
        other => {
            let text = other.shown().unwrap_or_default();
            let message = format!("the level of an own methodology is the text `{text}`, not a number");
            let mut diagnostic = Diagnostic::new("WB011", place, message)
                .help("type a number from 0 to 5 there, or clear the cell");
            if !in_use {
                // the switch beside it is off, so the workbook never looks at the level
                diagnostic.severity = Severity::Note;
            }
            out.push(diagnostic);
            Some("error".to_owned())
        }
    }
}

struct InputReader<'a> {
    name: &'a str,
    output: &'a Cells,
    columns: Columns,
    out: &'a mut Diagnostics,
}

impl InputReader<'_> {
    fn answer(&mut self, item: &RowItem) -> Option<AnswerValue> {
        let column = self.columns.answer;
        let value = self.whole(item.row, column, "an answer")?;
        match (value, item.scale) {
            (0, _) => None,
            (1..=5, _) => u8::try_from(value).ok().map(AnswerValue::Level),
            (6, Scale::Capability) => Some(AnswerValue::NotRequired),
            (_, Scale::Maturity) => {
                self.unexpected(item.row, column, "the answer to a maturity question is 1 to 5");
                None
            }
            (_, Scale::Capability) => {
                self.unexpected(item.row, column, "the answer to a capability question is 1 to 6");
                None
            }
        }
    }

    /// Only maturity items have one of their own; elsewhere the column holds a formula.
    fn importance(&mut self, item: &RowItem) -> Option<Importance> {
        if item.scale == Scale::Capability {
            return None;
        }
        let column = self.columns.importance;
        let found = self.output.value(item.row, column).whole().and_then(Importance::from_ordinal);
        if found.is_none() {
            self.unexpected(item.row, column, "an importance is 1 to 5; it is taken as normal");
        }
        found.filter(|importance| *importance != Importance::Normal)
    }

    /// A whole number; an empty cell is none, anything else is said and none.
    fn whole(&mut self, row: u32, column: u32, what: &str) -> Option<i64> {
        let value = self.output.value(row, column);
        if *value == Value::Empty {
            return None;
        }
        let whole = value.whole();
        if whole.is_none() {
            self.unexpected(row, column, &format!("{what} is a whole number"));
        }
        whole
    }

    fn unexpected(&mut self, row: u32, column: u32, expected: &str) {
        let found = match self.output.value(row, column) {
            Value::Empty => "the cell is empty".to_owned(),
            Value::Text(text) => format!("the cell holds the text `{text}`"),
            other => format!("the cell holds {}", other.shown().unwrap_or_default()),
        };
        let place = Place::cell(self.name, OUTPUT, &cell_name(row, column));
        self.out.push(
            Diagnostic::new("WB009", place, format!("{found}, but {expected}"))
                .help("choose the answer again in the workbook's drop-down; the value is left out here"),
        );
    }
}
