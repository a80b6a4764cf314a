//! A row map from the workbook's own formulas and controls, for versions without an embedded one.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::rowmap::{RowAlias, RowAspect, RowItem, RowMap, RowSupport};
use crate::model::score::Scale;

use super::cells::{Book, Cells, Value, With};
use super::controls::{self, Control};
use super::groups;
use super::identify::{CSF_RESULTS, LISTS, OUTPUT, RESULTS, domain_of, question_sheet};
use super::inputs::Columns;
use super::open::{Package, Refused};
use super::parts::Parts;
use super::refs::{refs, repeated};

/// The sheet that adds rows up by NIST CSF subcategory, and the one that names numbers of Yes.
pub(super) const ALIGNMENT: &str = "_NIST-CSF_Alignment";
pub(super) const LABELS: &str = "_SUM_Completeness";
/// What column L says of a row that only repeats another one.
const ALIAS: &str = "NIST MAPPING";
/// Longest chain of repetitions that is followed.
const LONGEST_CHAIN: usize = 64;

/// The columns of `_Output`, found by their headers: versions differ in how many NIST columns they have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct OutputColumns {
    id: u32,
    in_scope: u32,
    inputs: Columns,
    nist: Option<u32>,
    factor: u32,
    result: u32,
    remarks: u32,
}

/// Layout and input columns read from the file itself; none where it has not the rows and columns to look for.
pub(super) fn derive(
    package: &mut Package<'_>,
    parts: &Parts,
    version: &str,
) -> Result<Option<(RowMap, Columns)>, Refused> {
    let fixed = [OUTPUT, RESULTS, CSF_RESULTS, LISTS, ALIGNMENT, LABELS];
    let mut book = Book::open(package, parts, With::Formulas, |sheet| {
        fixed.contains(&sheet) || question_sheet(sheet).is_some()
    })?;
    let output = book.cells(OUTPUT, |_, column| column <= 26)?;
    let Some(columns) = columns(&output) else { return Ok(None) };
    let controls = controls::read(package, parts)?;
    let mut numbers = BTreeMap::new();
    for sheet in book.sheets().to_vec() {
        if question_sheet(&sheet).is_some() {
            let cells = book.cells(&sheet, |_, column| column == 2)?;
            for (row, cell) in cells.column(2) {
                if let Value::Text(number) = &cell.value {
                    numbers.insert((sheet.clone(), row), number.trim().to_owned());
                }
            }
        }
    }
    let structure = Structure { output: &output, columns, controls: &controls, numbers };
    let mut map = RowMap { version: version.to_owned(), ..RowMap::default() };
    map.aspects = structure.aspects(&book.cells(RESULTS, |row, column| row <= 300 && column <= 20)?);
    map.items = structure.items(&map.aspects);
    map.aliases = structure.aliases(&map.items);
    map.support = structure.support(&map);
    map.completeness = groups::completeness(&mut book, columns.inputs.answer)?;
    groups::csf(&mut book, &mut map)?;
    let usable = !map.items.is_empty() && map.aspects.iter().any(|aspect| !aspect.sheet.is_empty());
    Ok(usable.then_some((map, columns.inputs)))
}

/// The columns by the words in row 1; none where one of them is missing.
fn columns(output: &Cells) -> Option<OutputColumns> {
    let headers: Vec<(u32, String)> = output
        .iter()
        .take_while(|(row, ..)| *row == 1)
        .filter_map(|(_, column, cell)| match &cell.value {
            Value::Text(text) => Some((column, text.trim().to_lowercase())),
            _ => None,
        })
        .collect();
    let find =
        |word: &str| headers.iter().find(|(_, header)| header.starts_with(word)).map(|(column, _)| *column);
    // where there is one column per edition of the framework, 2.0 is the last
    let nist =
        headers.iter().filter(|(_, header)| header.starts_with("nist in scope")).map(|(column, _)| *column);
    Some(OutputColumns {
        id: 1,
        in_scope: find("in scope")?,
        inputs: Columns { kind: find("type")?, answer: find("answer")?, importance: find("importance")? },
        nist: nist.max(),
        factor: find("factor")?,
        result: find("final score")?,
        remarks: find("remarks")?,
    })
}

struct Structure<'a> {
    output: &'a Cells,
    columns: OutputColumns,
    controls: &'a [Control],
    /// The number that the user sees, by sheet and row.
    numbers: BTreeMap<(String, u32), String>,
}

impl Structure<'_> {
    /// Aspects by their sum rows, in order of domain and number.
    fn aspects(&self, results: &Cells) -> Vec<RowAspect> {
        let mut found: BTreeMap<(usize, u32), RowAspect> = BTreeMap::new();
        for (row, cell) in self.output.column(self.columns.inputs.answer) {
            let Some((letter, number, scale)) = cell.formula.as_deref().and_then(sum) else { continue };
            let Some(domain) = domain_of(letter) else { continue };
            let order = "BPMTS".find(letter).unwrap_or(usize::MAX);
            let aspect = found.entry((order, number)).or_insert_with(|| RowAspect {
                id: format!("{}{number}", letter.to_ascii_lowercase()),
                domain: domain.to_owned(),
                sheet: String::new(),
                result_row: None,
                maturity_sum_row: 0,
                capability_sum_row: None,
                scope_row: self.scope_row(letter, number),
            });
            match scale {
                Scale::Maturity => {
                    aspect.maturity_sum_row = row;
                    aspect.result_row = self.result_row(results, row);
                }
                Scale::Capability => aspect.capability_sum_row = Some(row),
            }
        }
        let mut aspects: Vec<RowAspect> = found.into_values().collect();
        let sheets = self.sheets();
        for aspect in &mut aspects {
            aspect.sheet = sheets.get(&aspect.id).cloned().unwrap_or_default();
        }
        aspects
    }

    /// The row whose id reads `T 1 - Scope`.
    fn scope_row(&self, letter: char, number: u32) -> Option<u32> {
        let wanted = format!("{letter} {number} - Scope");
        self.output
            .column(self.columns.id)
            .find(|(_, cell)| matches!(&cell.value, Value::Text(text) if text.trim() == wanted))
            .map(|(row, _)| row)
    }

    /// The row of the results sheet that shows the percentage of a sum row.
    fn result_row(&self, results: &Cells, sum_row: u32) -> Option<u32> {
        let shown = (sum_row, self.columns.result);
        results
            .iter()
            .find(|(_, _, cell)| {
                let formula = cell.formula.as_deref().unwrap_or_default();
                refs(formula)
                    .iter()
                    .any(|r| r.sheet.as_deref() == Some(OUTPUT) && r.from == shown && r.to == shown)
            })
            .map(|(row, ..)| row)
    }

    /// The sheet on which most of an aspect's scored questions stand.
    fn sheets(&self) -> BTreeMap<String, String> {
        let mut votes: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
        for control in self.controls.iter().filter(|control| control.column == self.columns.inputs.answer) {
            if self.kind(control.row).is_some()
                && let Some(aspect) = self.aspect_of(control.row)
            {
                *votes.entry(aspect).or_default().entry(&control.sheet).or_default() += 1;
            }
        }
        let most = |votes: BTreeMap<&str, usize>| {
            votes.into_iter().max_by_key(|(_, count)| *count).map(|(sheet, _)| sheet.to_owned())
        };
        votes.into_iter().filter_map(|(aspect, votes)| Some((aspect, most(votes)?))).collect()
    }

    /// The scale of a scored row; none for aliases, whose kind is a formula, and for all other rows.
    fn kind(&self, row: u32) -> Option<Scale> {
        if self.is_alias(row) || self.output.formula(row, self.columns.inputs.kind).is_some() {
            return None;
        }
        match self.output.text(row, self.columns.inputs.kind)?.trim() {
            "M" => Some(Scale::Maturity),
            "C" => Some(Scale::Capability),
            _ => None,
        }
    }

    fn is_alias(&self, row: u32) -> bool {
        self.output.text(row, self.columns.remarks).is_some_and(|text| text.trim() == ALIAS)
    }

    /// The aspect whose sum a row enters, by its internal id: `B 4.8` is of `b4`.
    fn aspect_of(&self, row: u32) -> Option<String> {
        let id = self.output.text(row, self.columns.id)?;
        let (letter, number) = id.split_once(' ')?;
        let number: String = number.chars().take_while(char::is_ascii_digit).collect();
        let letter = letter.chars().next().filter(|_| letter.len() == 1)?;
        domain_of(letter)?;
        (!number.is_empty()).then(|| format!("{}{number}", letter.to_ascii_lowercase()))
    }

    /// The first control that writes the answer of each row.
    fn by_row(&self) -> BTreeMap<u32, &Control> {
        let mut by_row = BTreeMap::new();
        for control in self.controls.iter().filter(|control| control.column == self.columns.inputs.answer) {
            by_row.entry(control.row).or_insert(control);
        }
        by_row
    }

    /// Letter and number as the user sees them.
    fn visible(&self, control: &Control) -> Option<String> {
        let (_, letter) = question_sheet(&control.sheet)?;
        let number = self.numbers.get(&(control.sheet.clone(), control.sheet_row))?;
        Some(format!("{letter}{number}"))
    }

    fn items(&self, aspects: &[RowAspect]) -> Vec<RowItem> {
        let controls = self.by_row();
        let mut items = Vec::new();
        for (row, _) in self.output.column(self.columns.inputs.kind) {
            let (Some(scale), Some(aspect)) = (self.kind(row), self.aspect_of(row)) else { continue };
            let Some(of) = aspects.iter().find(|own| own.id == aspect) else { continue };
            let control = controls.get(&row);
            let id = control.and_then(|control| self.visible(control));
            items.push(RowItem {
                row,
                id: id.unwrap_or_else(|| format!("{aspect}.r{row}")),
                scale,
                always_in_scope: of.scope_row.is_some()
                    && self.output.formula(row, self.columns.in_scope).is_none(),
                nist: self.nist(row),
                sheet_row: control.map(|control| control.sheet_row),
                fixed_half_weight: self.fixed_half_weight(row),
                aspect,
            });
        }
        items
    }

    /// What the column of ids in scope yields while the row is in scope.
    fn nist(&self, row: u32) -> Option<String> {
        let column = self.columns.nist?;
        let cell = self.output.get(row, column)?;
        let text = match &cell.formula {
            // IF(B4=1,F4,""): the last reference is the id
            Some(formula) => refs(formula).last().and_then(|last| self.output.text(last.from.0, last.from.1)),
            None => self.output.text(row, column),
        };
        text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// Twice the factor where it is no formula.
    fn fixed_half_weight(&self, row: u32) -> Option<u32> {
        if self.output.formula(row, self.columns.factor).is_some() {
            return None;
        }
        match self.output.value(row, self.columns.factor) {
            Value::Number(factor) if (0.0..=100.0).contains(factor) => Some((factor * 2.0).round() as u32),
            _ => Some(0),
        }
    }

    /// Rows that repeat a scored row, followed to its end through the column of answers.
    fn aliases(&self, items: &[RowItem]) -> Vec<RowAlias> {
        let scored: BTreeSet<u32> = items.iter().map(|item| item.row).collect();
        let mut aliases = Vec::new();
        for (row, _) in self.output.column(self.columns.remarks).filter(|(row, _)| self.is_alias(*row)) {
            let mut of = row;
            for _ in 0..LONGEST_CHAIN {
                let formula = self.output.formula(of, self.columns.inputs.answer);
                let Some(next) = formula.and_then(repeated).filter(|next| next.sheet.is_none()) else {
                    break;
                };
                of = next.from.0;
                if scored.contains(&of) {
                    aliases.push(RowAlias { row, of, nist: self.nist(row) });
                    break;
                }
            }
        }
        aliases
    }

    /// Rows that a control writes and that are neither scored nor scope, in order of row.
    fn support(&self, map: &RowMap) -> Vec<RowSupport> {
        let scored: BTreeSet<u32> = map.items.iter().map(|item| item.row).collect();
        let scope: BTreeSet<u32> = map.aspects.iter().filter_map(|aspect| aspect.scope_row).collect();
        self.by_row()
            .into_iter()
            .filter(|(row, _)| !scored.contains(row) && !scope.contains(row))
            .filter_map(|(row, control)| {
                let aspect = map.aspects.iter().find(|aspect| aspect.sheet == control.sheet)?.id.clone();
                Some(RowSupport { row, id: self.visible(control)?, aspect, sheet_row: control.sheet_row })
            })
            .collect()
    }
}

/// Letter, number and scale of a sum's pattern: `SUMIFS(D:D,$A:$A,"B 1*",$B:$B,1,$C:$C,"M",…)`.
fn sum(formula: &str) -> Option<(char, u32, Scale)> {
    if !formula.starts_with("SUMIFS(") {
        return None;
    }
    let texts: Vec<&str> = formula.split('"').skip(1).step_by(2).collect();
    let (letter, number) = texts.iter().find_map(|text| text.strip_suffix('*')?.split_once(' '))?;
    let scale = match (texts.contains(&"M"), texts.contains(&"C")) {
        (true, false) => Scale::Maturity,
        (false, true) => Scale::Capability,
        _ => return None,
    };
    let letter = letter.chars().next().filter(|_| letter.len() == 1)?;
    Some((letter, number.parse().ok()?, scale))
}
