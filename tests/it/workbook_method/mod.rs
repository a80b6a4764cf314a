//! The official workbook's scoring method.

mod laws;
mod parity;
mod table;

use socmark::model::assessment::{
    Answer, AnswerValue, Assessment, Importance, OwnMethodology, WorkbookExtras,
};
use socmark::model::rowmap::{RowItem, RowMap};
use socmark::model::score::Scale;
use socmark::score::workbook::{AspectResult, Cell, WorkbookResults};

/// Every item that a control reaches, answered by the same rule.
fn answered(rows: &RowMap, answer: impl Fn(&RowItem) -> Option<AnswerValue>) -> Assessment {
    let mut assessment = Assessment { workbook: Some(WorkbookExtras::default()), ..Assessment::default() };
    for item in rows.items.iter().filter(|item| item.sheet_row.is_some()) {
        if let Some(value) = answer(item) {
            assessment.answers.insert(item.id.clone(), Answer { value: Some(value), ..Answer::default() });
        }
    }
    assessment
}

fn all_at(rows: &RowMap, level: u8) -> Assessment {
    answered(rows, |_| Some(AnswerValue::Level(level)))
}

/// The ids of an aspect's items of one kind, in order of their rows.
fn ids(rows: &RowMap, aspect: &str, scale: Scale) -> Vec<String> {
    rows.items
        .iter()
        .filter(|item| item.aspect == aspect && item.scale == scale)
        .map(|item| item.id.clone())
        .collect()
}

/// Answers the maturity items of an aspect one by one; 0 leaves one open.
fn set_levels(rows: &RowMap, assessment: &mut Assessment, aspect: &str, levels: &[u8]) {
    let ids = ids(rows, aspect, Scale::Maturity);
    assert_eq!(ids.len(), levels.len(), "{aspect}");
    for (id, &level) in ids.into_iter().zip(levels) {
        let value = (level > 0).then_some(AnswerValue::Level(level));
        assessment.answers.entry(id).or_default().value = value;
    }
}

fn set_importance(assessment: &mut Assessment, ids: &[String], importance: Importance) {
    for id in ids {
        assessment.answers.entry(id.clone()).or_default().importance = Some(importance);
    }
}

fn set_own_methodology(assessment: &mut Assessment, in_use: bool, level: Option<&str>) {
    let own = OwnMethodology { in_use, name: None, level: level.map(str::to_owned) };
    assessment.workbook.get_or_insert_default().own_methodology = Some(own);
}

fn aspect<'a>(results: &'a WorkbookResults, id: &str) -> &'a AspectResult {
    results.aspects.iter().find(|aspect| aspect.id == id).unwrap_or_else(|| panic!("no aspect {id}"))
}

fn maturity(results: &WorkbookResults, id: &str) -> Cell {
    aspect(results, id).maturity.score
}

fn capability(results: &WorkbookResults, id: &str) -> Cell {
    aspect(results, id).capability.unwrap_or_else(|| panic!("{id} has no capability")).score
}

/// A domain's two cells.
fn domain(results: &WorkbookResults, id: &str) -> (Cell, Option<Cell>) {
    let domain = results.domains.iter().find(|domain| domain.id == id);
    domain.map(|domain| (domain.maturity, domain.capability)).unwrap_or_else(|| panic!("no domain {id}"))
}

/// A category's cell on one scale; `None` where the sheet shows `N/A`.
fn category(results: &WorkbookResults, id: &str, scale: Scale) -> Option<Cell> {
    let category = results.functions.iter().flat_map(|function| &function.categories).find(|c| c.id == id);
    let category = category.unwrap_or_else(|| panic!("no category {id}"));
    match scale {
        Scale::Maturity => category.maturity,
        Scale::Capability => category.capability,
    }
    .map(|result| result.score)
}
