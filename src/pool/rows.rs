//! Rows put into a table and taken out of it.

use std::collections::BTreeSet;

use crate::model::date::Date;
use crate::model::pool::{Cell, DATE, Entry, OtherKind, SOC, Table};

use super::key::pseudonym;

/// The table with the entries in it, their ids replaced, and how many rows they replaced: a SOC has one row a date. In
/// order of pseudonym and date, so that the order of adding leaves no trace.
///
/// # Errors
/// Where a column holds another kind of values.
pub fn put(table: &Table, entries: &[Entry], salt: &[u8]) -> Result<(Table, usize), OtherKind> {
    let keys: Vec<(String, String)> =
        entries.iter().map(|entry| (pseudonym(salt, &entry.id), entry.date.to_string())).collect();
    let new: BTreeSet<(&str, &str)> = keys.iter().map(|(soc, date)| (soc.as_str(), date.as_str())).collect();
    let kept: Vec<usize> = (0..table.rows()).filter(|row| !new.contains(&key(table, *row))).collect();
    let mut merged = table.chosen(&kept);
    for (entry, (soc, date)) in entries.iter().zip(&keys) {
        let mut cells = entry.cells.clone();
        cells.insert(SOC.to_owned(), Cell::Text(soc.clone()));
        cells.insert(DATE.to_owned(), Cell::Text(date.clone()));
        merged.push(cells)?;
    }
    Ok((ordered(&merged), table.rows() - kept.len()))
}

/// The table without the rows of a SOC, of one date where one is named, and how many went.
#[must_use]
pub fn remove(table: &Table, soc: &str, date: Option<Date>) -> (Table, usize) {
    let date = date.map(|date| date.to_string());
    let goes = |row: usize| {
        let (own, when) = key(table, row);
        own == soc && date.as_ref().is_none_or(|date| date == when)
    };
    let kept: Vec<usize> = (0..table.rows()).filter(|row| !goes(*row)).collect();
    (table.chosen(&kept), table.rows() - kept.len())
}

/// In order of pseudonym and date.
pub(super) fn ordered(table: &Table) -> Table {
    let mut rows: Vec<usize> = (0..table.rows()).collect();
    rows.sort_by_key(|row| key(table, *row));
    table.chosen(&rows)
}

fn key(table: &Table, row: usize) -> (&str, &str) {
    (table.text(SOC, row).unwrap_or_default(), table.text(DATE, row).unwrap_or_default())
}
