//! NIST CSF 2.0: subcategories over items and their aliases, categories over subcategories, functions over categories.

use std::collections::BTreeMap;

use crate::model::rowmap::RowMap;
use crate::model::score::Scale;

use super::aspects::{Tally, mean, percent, score_of_percent};
use super::inputs::Inputs;
use super::{CategoryResult, Cell, FunctionResult, ScaleResult};

pub(super) fn functions(rows: &RowMap, inputs: &Inputs) -> Vec<FunctionResult> {
    let tallies = subcategories(rows, inputs);
    let mut functions: Vec<FunctionResult> = Vec::new();
    for (category, scales) in &rows.csf_shown {
        let result = |scale| scales.contains(&scale).then(|| self::category(rows, &tallies, category, scale));
        let entry = CategoryResult {
            id: category.clone(),
            maturity: result(Scale::Maturity),
            capability: result(Scale::Capability),
        };
        let id = category.split('.').next().unwrap_or(category);
        match functions.last_mut().filter(|function| function.id == id) {
            Some(function) => function.categories.push(entry),
            None => functions.push(FunctionResult {
                id: id.to_owned(),
                maturity: None,
                capability: None,
                categories: vec![entry],
            }),
        }
    }
    for function in &mut functions {
        function.maturity = over(function.categories.iter().map(|category| category.maturity));
        function.capability = over(function.categories.iter().map(|category| category.capability));
    }
    functions
}

/// The mean of the categories that show a number.
fn over(categories: impl Iterator<Item = Option<ScaleResult>>) -> Option<Cell> {
    let scores: Vec<i64> = categories.flatten().filter_map(|result| result.score.ok()).collect();
    mean(&scores).map(Ok)
}

/// By subcategory and scale, over the rows that are in scope. A row that is out empties its mapping or, where the mapping is
/// a constant, is the only one of its subcategory, which then counts nothing.
fn subcategories<'a>(rows: &'a RowMap, inputs: &Inputs) -> BTreeMap<&'a str, [Tally; 2]> {
    let mut tallies: BTreeMap<&str, [Tally; 2]> =
        rows.subcategories.iter().map(|id| (id.as_str(), [Tally::default(); 2])).collect();
    let by_row: BTreeMap<u32, usize> = rows.items.iter().enumerate().map(|(i, item)| (item.row, i)).collect();
    let own = rows.items.iter().enumerate().map(|(i, item)| (i, item.nist.as_deref()));
    let repeated =
        rows.aliases.iter().filter_map(|alias| by_row.get(&alias.of).map(|&i| (i, alias.nist.as_deref())));
    for (i, nist) in own.chain(repeated) {
        let cells = &inputs.cells[i];
        // an id that the alignment sheet does not list maps to nothing
        if let Some(tally) = nist.filter(|_| cells.in_scope).and_then(|id| tallies.get_mut(id)) {
            tally[cells.scale as usize].add(cells);
        }
    }
    tallies
}

fn category(
    rows: &RowMap,
    tallies: &BTreeMap<&str, [Tally; 2]>,
    category: &str,
    scale: Scale,
) -> ScaleResult {
    let mut total = Tally::default();
    let own = tallies
        .range(category..)
        .take_while(|(id, _)| id.starts_with(category))
        .filter(|(id, _)| id[category.len()..].starts_with('-'))
        .map(|(_, tally)| tally);
    let extra = rows
        .csf_extra
        .iter()
        .filter(|(of, kind, _)| of == category && *kind == scale)
        .filter_map(|(_, _, id)| tallies.get(id.as_str()));
    for tally in own.chain(extra) {
        let Tally { sums, coverage } = &tally[scale as usize];
        total.sums.answers += sums.answers;
        total.sums.importance += sums.importance;
        total.sums.factor_halves += sums.factor_halves;
        total.sums.score_halves += sums.score_halves;
        total.sums.max_halves += sums.max_halves;
        total.coverage = total.coverage.plus(*coverage);
    }
    // undefined is 0 here, and counts
    let percent = percent(&total.sums).unwrap_or(0);
    ScaleResult {
        sums: total.sums,
        percent: Ok(percent),
        score: Ok(score_of_percent(scale, percent)),
        coverage: total.coverage,
    }
}
