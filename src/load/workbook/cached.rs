//! The results that the program which saved the file last has stored.

use crate::model::rowmap::{CachedResults, CachedScore, RowMap};
use crate::model::score::Scale;

use super::cells::{Book, Cells, Value, cell_name};
use super::identify::{CSF_RESULTS, RESULTS};
use super::open::Refused;

/// Columns of maturity and capability on the two sheets, and of the names beside them.
const COLUMNS: [(Scale, u32); 2] = [(Scale::Maturity, 8), (Scale::Capability, 12)];
pub(super) const CSF_COLUMNS: [(Scale, u32); 2] = [(Scale::Maturity, 10), (Scale::Capability, 12)];
pub(super) const CSF_NAME: u32 = 4;
const OVERALL: u32 = 3;

/// Reads what is stored for aspects, domains, CSF functions and categories; empty cells are left out.
pub(super) fn read(book: &mut Book, rows: &RowMap) -> Result<CachedResults, Refused> {
    let mut cached = CachedResults::default();
    let results = book.cells(RESULTS, |row, column| row <= 200 && matches!(column, OVERALL | 8 | 12))?;
    let mut last: Option<(&str, u32)> = None;
    let mut aspects: Vec<_> =
        rows.aspects.iter().filter_map(|aspect| Some((aspect, aspect.result_row?))).collect();
    aspects.sort_by_key(|(_, row)| *row);
    for (aspect, row) in aspects {
        if let Some((domain, row)) = last.filter(|(domain, _)| *domain != aspect.domain) {
            add_row(&mut cached, &results, domain, RESULTS, row + 1, COLUMNS);
        }
        add_row(&mut cached, &results, &aspect.id, RESULTS, row, COLUMNS);
        last = Some((aspect.domain.as_str(), row));
    }
    if let Some((domain, row)) = last {
        add_row(&mut cached, &results, domain, RESULTS, row + 1, COLUMNS);
    }
    let csf =
        book.cells(CSF_RESULTS, |row, column| row <= 200 && matches!(column, OVERALL | CSF_NAME | 10 | 12))?;
    let mut function = None;
    for row in 1..=csf.last_row() {
        if let Some(category) = csf.text(row, CSF_NAME).and_then(category) {
            add_row(&mut cached, &csf, category, CSF_RESULTS, row, CSF_COLUMNS);
            function = category.split_once('.').map(|(function, _)| function.to_owned());
        } else if csf.text(row, OVERALL).is_some()
            && let Some(function) = function.take()
        {
            add_row(&mut cached, &csf, &function, CSF_RESULTS, row, CSF_COLUMNS);
        }
    }
    // a few cells hold the text `N/A` whether or not anything was ever computed
    let computed =
        |score: &CachedScore| score.value.as_ref().map_or_else(|marker| marker.starts_with('#'), |_| true);
    if cached.scores.iter().any(computed) { Ok(cached) } else { Ok(CachedResults::default()) }
}

/// The id in brackets at the end of a category's name: `GV.OC`.
pub(super) fn category(name: &str) -> Option<&str> {
    let (_, id) = name.trim().strip_suffix(')')?.rsplit_once('(')?;
    let (function, part) = id.split_once('.')?;
    let upper = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase());
    (upper(function) && upper(part)).then_some(id)
}

fn add_row(
    cached: &mut CachedResults,
    cells: &Cells,
    id: &str,
    sheet: &str,
    row: u32,
    columns: [(Scale, u32); 2],
) {
    for (scale, column) in columns {
        let value = match cells.value(row, column) {
            Value::Empty => continue,
            Value::Number(number) if number.abs() < 1e9 => Ok((number * 100.0).round() as i64),
            other => Err(other.shown().unwrap_or_default()),
        };
        cached.scores.push(CachedScore {
            id: id.to_owned(),
            scale,
            sheet: sheet.to_owned(),
            cell: cell_name(row, column),
            value,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::category;

    #[test]
    fn a_category_is_named_in_brackets() {
        assert_eq!(category(" Platform Security (PR.PS)"), Some("PR.PS"));
        assert_eq!(category("Govern"), None);
        assert_eq!(category("Something (else)"), None);
    }
}
