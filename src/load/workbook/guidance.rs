//! The questionnaire that a workbook holds: names, questions, hints, guidance per level, lists of elements.
//!
//! Nothing of it is built in: the texts are the author's, and go only where the user sends their own copy.

use std::collections::BTreeMap;

use crate::load::official;
use crate::model::instrument::{Aspect, Choice, Instrument, Item, ItemKind};
use crate::model::rowmap::{RowMap, RowSupport};

use super::cells::{Book, Cells, Value};
use super::identify::{INTRODUCTION, question_sheet};
use super::open::Refused;
use super::refs::{Ref, refs};

/// The sheet with the guidance per level.
pub(super) const GUIDANCE: &str = "_Guidance";
/// Columns of answer and text there.
const ANSWER: u32 = 2;
const TEXT: u32 = 3;
/// Columns of number and question on the sheets with questions.
const NUMBER: u32 = 2;
const QUESTION: u32 = 3;
/// Where the introduction names the author and the site.
const AUTHOR: (u32, u32) = (20, 7);
const SITE: (u32, u32) = (21, 7);
/// Last column that is looked at, and last row of a sheet's head.
const LAST_COLUMN: u32 = 30;
const HEAD: u32 = 20;
/// Most rows of one block of guidance; some lookups run on far past their block.
const LONGEST_BLOCK: u32 = 8;

/// The licence of the official texts.
const LICENCE: &str = "CC-BY-SA-4.0";

/// The questionnaire with the texts of the workbook.
pub(super) fn read(book: &mut Book, rows: &RowMap) -> Result<Instrument, Refused> {
    let introduction = book.cells(INTRODUCTION, |row, column| row <= 60 && column == AUTHOR.1)?;
    let guidance = book.cells(GUIDANCE, |_, column| column == ANSWER || column == TEXT)?;
    let mut instrument = official::skeleton(rows, None);
    instrument.summary = "The questions and guidance of the official SOC-CMM workbook.".to_owned();
    instrument.licence = LICENCE.to_owned();
    instrument.attribution = Some(attribution(&introduction, &rows.version));
    for domain in &mut instrument.domains {
        domain.headline = matches!(domain.id.as_str(), "people" | "process" | "technology");
        for aspect in &mut domain.aspects {
            let Some(row_aspect) = rows.aspect(&aspect.id) else { continue };
            let cells = book.cells(&row_aspect.sheet, |_, column| column <= LAST_COLUMN)?;
            if let Some(name) = cells.text(1, NUMBER) {
                name.trim().clone_into(&mut domain.name);
            }
            Sheet { cells: &cells, guidance: &guidance, rows }.fill(aspect);
        }
    }
    Ok(instrument)
}

fn attribution(introduction: &Cells, version: &str) -> String {
    let author = introduction.text(AUTHOR.0, AUTHOR.1).unwrap_or("its author").trim();
    let site = introduction.text(SITE.0, SITE.1).map_or(String::new(), |site| format!(", {}", site.trim()));
    format!(
        "SOC-CMM (Security Operations Center Capability Maturity Model) {version} by {author}{site}, licensed under \
         CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/. Taken over from the workbook into this file \
         format, texts unchanged; not endorsed by the author."
    )
}

struct Sheet<'a> {
    cells: &'a Cells,
    guidance: &'a Cells,
    rows: &'a RowMap,
}

impl Sheet<'_> {
    fn fill(&self, aspect: &mut Aspect) {
        if let Some(name) = self.name() {
            aspect.name = name;
        }
        let sheet_rows: BTreeMap<&str, u32> =
            self.rows.items.iter().filter_map(|item| Some((item.id.as_str(), item.sheet_row?))).collect();
        let hints = self.hint_column();
        let mut placed: Vec<(u32, Item)> = Vec::new();
        for mut item in std::mem::take(&mut aspect.items) {
            let row = sheet_rows.get(item.id.as_str()).copied().unwrap_or(u32::MAX);
            if let Some(question) = self.text(row, QUESTION) {
                item.question = question;
            }
            item.why = self.text(row, hints).unwrap_or_default();
            if let ItemKind::Maturity { anchors } | ItemKind::Capability { anchors } = &mut item.kind {
                *anchors = self.anchors(row);
            }
            placed.push((row, item));
        }
        placed.sort_by_key(|(row, _)| *row);
        let elements = self.elements(aspect, &placed);
        placed.extend(elements);
        placed.sort_by_key(|(row, _)| *row);
        aspect.items = placed.into_iter().map(|(_, item)| item).collect();
    }

    fn text(&self, row: u32, column: u32) -> Option<String> {
        self.cells.text(row, column).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// The aspect's name stands beside its number in the head of the sheet.
    fn name(&self) -> Option<String> {
        let (row, _) = self
            .cells
            .column(1)
            .find(|(row, cell)| *row <= HEAD && matches!(cell.value, Value::Number(_)))?;
        self.text(row, NUMBER)
    }

    /// The range of guidance that a row looks its answer up in.
    fn block(&self, row: u32) -> Option<Ref> {
        (1..=LAST_COLUMN).find_map(|column| {
            refs(self.cells.formula(row, column)?).into_iter().find(|r| r.sheet.as_deref() == Some(GUIDANCE))
        })
    }

    /// Texts for the levels 1 to 5: within the range the first match decides. None where one of them is missing.
    fn anchors(&self, row: u32) -> Vec<String> {
        let Some(block) = self.block(row) else { return Vec::new() };
        let last = block.to.0.min(block.from.0 + LONGEST_BLOCK);
        let anchors: Option<Vec<String>> = (1..=5)
            .map(|level| {
                let row = (block.from.0..=last)
                    .find(|row| self.guidance.value(*row, ANSWER).whole() == Some(level))?;
                self.guidance
                    .text(row, TEXT)
                    .map(|text| text.trim().to_owned())
                    .filter(|text| !text.is_empty())
            })
            .collect();
        anchors.unwrap_or_default()
    }

    /// The column of hints is the first with a heading right of the guidance; both editions have it elsewhere.
    fn hint_column(&self) -> u32 {
        let guidance = self.cells.iter().find_map(|(_, column, cell)| {
            let formula = cell.formula.as_deref()?;
            formula.contains(GUIDANCE).then_some(column)
        });
        let Some(guidance) = guidance else { return LAST_COLUMN };
        let head =
            self.cells.column(1).find(|(row, cell)| *row <= HEAD && matches!(cell.value, Value::Number(_)));
        let Some((head, _)) = head else { return LAST_COLUMN };
        (guidance + 1..=LAST_COLUMN)
            .find(|column| self.cells.text(head, *column).is_some())
            .unwrap_or(LAST_COLUMN)
    }

    /// Lists of Yes/No questions under one heading, and single ones, each where it stands on the sheet.
    fn elements(&self, aspect: &Aspect, scored: &[(u32, Item)]) -> Vec<(u32, Item)> {
        let mut groups: BTreeMap<u32, (String, Vec<&RowSupport>)> = BTreeMap::new();
        for support in self.rows.support.iter().filter(|support| support.aspect == aspect.id) {
            let (heading, id) = self.heading(support).unwrap_or((support.sheet_row, support.id.clone()));
            groups.entry(heading).or_insert_with(|| (id, Vec::new())).1.push(support);
        }
        let mut elements = Vec::new();
        for (row, (id, mut members)) in groups {
            members.sort_by_key(|support| support.sheet_row);
            let labelled = members.iter().filter_map(|support| {
                Some(Choice { id: support.id.clone(), label: self.text(support.sheet_row, QUESTION)? })
            });
            // a list informs the question that is its heading, or the one right above it
            let beside = |(above, _): &&(u32, Item)| *above == row || above + 1 == row;
            let informs =
                scored.iter().filter(beside).max_by_key(|(above, _)| *above).map(|(_, item)| item.id.clone());
            let item = Item {
                question: self.text(row, QUESTION).unwrap_or_else(|| id.clone()),
                quick: false,
                why: self.text(row, self.hint_column()).unwrap_or_default(),
                kind: ItemKind::Elements { informs, elements: labelled.collect() },
                evidence: Vec::new(),
                crosswalk: BTreeMap::new(),
                id,
            };
            elements.push((row, item));
        }
        elements
    }

    /// The row of the heading that a support question stands under, and the id of the list: `b4.3` of `b4.3.1`. None
    /// where the heading is a Yes/No question itself or stands nowhere.
    fn heading(&self, support: &RowSupport) -> Option<(u32, String)> {
        let (id, _) = support.id.rsplit_once('.')?;
        let number = id.get(1..)?;
        let row =
            (1..support.sheet_row).rev().find(|row| self.text(*row, NUMBER).as_deref() == Some(number))?;
        if self.rows.support.iter().any(|other| other.id == id) {
            return None;
        }
        let scored = self.rows.items.iter().any(|item| item.id == id);
        Some((row, if scored { format!("{id}.elements") } else { id.to_owned() }))
    }
}

/// Whether the questionnaire needs that sheet.
pub(super) fn needs(sheet: &str) -> bool {
    matches!(sheet, INTRODUCTION | GUIDANCE) || question_sheet(sheet).is_some()
}
