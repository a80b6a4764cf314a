//! Counts that name nobody: what is too small is folded together, so that no subtraction finds it again.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::pool::{
    DATE, Description, ENOUGH_COVERAGE, Group, GroupCell, INSTRUMENT, QUICK, SEGMENTS, SOC, Table, YEAR,
};

/// The prefix of columns that hold the coverage of a domain.
const COVERAGE: &str = "coverage.";

/// SOCs of a pool counted by questionnaire, year and segment. A SOC counts once; of its rows the latest says which
/// segment it is in.
#[must_use]
pub fn describe(table: &Table, smallest: u64) -> Description {
    let latest = latest(table, 0..table.rows());
    let (socs, rows) = (latest.len() as u64, table.rows() as u64);
    if socs < smallest {
        return Description { socs, rows, smallest, ..Description::default() };
    }
    let mut groups = Vec::new();
    for key in [INSTRUMENT, YEAR] {
        let mut socs: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for row in 0..table.rows() {
            let value = table.text(key, row).unwrap_or_default().to_owned();
            socs.entry(value).or_default().insert(table.text(SOC, row).unwrap_or_default());
        }
        let counts = socs.into_iter().map(|(value, socs)| (value, socs.len() as u64)).collect();
        groups.push(Group { key: key.to_owned(), cells: fold(counts, smallest) });
    }
    for key in SEGMENTS {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for row in &latest {
            *counts.entry(table.text(key, *row).unwrap_or_default().to_owned()).or_default() += 1;
        }
        groups.push(Group { key: key.to_owned(), cells: fold(counts, smallest) });
    }
    let domains = counted_domains(table, &latest)
        .into_iter()
        .map(|(domain, socs)| (domain, (socs >= smallest).then_some(socs)))
        .collect();
    Description { socs, rows, smallest, groups, domains, ..Description::default() }
}

/// For each domain, how many of the rows enter its figures: no quick scan, and enough of the domain answered.
#[must_use]
pub fn counted_domains(table: &Table, rows: &[usize]) -> Vec<(String, u64)> {
    let domains = table.columns().filter_map(|(name, _)| name.strip_prefix(COVERAGE));
    let counts = |domain: &str| {
        let column = format!("{COVERAGE}{domain}");
        let enough = |row: usize| table.number(&column, row).is_some_and(|share| share >= ENOUGH_COVERAGE);
        let quick = |row: usize| table.flag(QUICK, row).unwrap_or(true);
        rows.iter().filter(|row| !quick(**row) && enough(**row)).count() as u64
    };
    domains.map(|domain| (domain.to_owned(), counts(domain))).collect()
}

/// The latest of these rows of each SOC, in order of its pseudonym.
pub(super) fn latest(table: &Table, rows: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut latest: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows {
        let soc = table.text(SOC, row).unwrap_or_default();
        let known = latest.entry(soc).or_insert(row);
        if table.text(DATE, row) > table.text(DATE, *known) {
            *known = row;
        }
    }
    latest.into_values().collect()
}

/// Counts with the small ones folded into one: with the total at hand, a single small one could be worked out, so the
/// smallest of the others joins until enough are together. Nor are they named: that there is any would tell.
#[must_use]
pub fn fold(counts: BTreeMap<String, u64>, smallest: u64) -> Vec<GroupCell> {
    let mut rising: Vec<(u64, String)> = counts.into_iter().map(|(value, count)| (count, value)).collect();
    rising.sort();
    let (mut folded, mut together) = (false, 0);
    let mut shown = Vec::new();
    for (count, value) in rising {
        if count < smallest || (folded && together < smallest) {
            folded = true;
            together += count;
        } else {
            shown.push(GroupCell { value: Some(value), socs: Some(count) });
        }
    }
    shown.reverse();
    if folded {
        shown.push(GroupCell { value: None, socs: (together >= smallest).then_some(together) });
    }
    shown
}

/// The table as it may leave the house: the year instead of the day, and no segments of a row whose combination of them,
/// year and questionnaire fewer than `smallest` SOCs share; nor its year, where fewer share that. With it, how many SOCs
/// lost something so.
#[must_use]
pub fn generalised(table: Table, smallest: Option<u64>) -> (Table, u64) {
    let mut table = table;
    let mut hidden: BTreeSet<String> = BTreeSet::new();
    if let Some(smallest) = smallest {
        let with_year = [SEGMENTS[0], SEGMENTS[1], SEGMENTS[2], SEGMENTS[3], YEAR, INSTRUMENT];
        for (keys, blanked) in [(&with_year[..], &SEGMENTS[..]), (&with_year[4..], &[YEAR][..])] {
            let rows = rare(&table, keys, blanked, smallest);
            hidden.extend(rows.iter().filter_map(|row| table.text(SOC, *row)).map(str::to_owned));
            for key in blanked {
                table.blank(key, &rows);
            }
        }
    }
    (table.without(DATE), hidden.len() as u64)
}

/// Rows that say something under one of the keys `told`, and whose combination of `keys` too few SOCs share.
fn rare(table: &Table, keys: &[&str], told: &[&str], smallest: u64) -> BTreeSet<usize> {
    let combination =
        |row: usize| -> Vec<Option<&str>> { keys.iter().map(|key| table.text(key, row)).collect() };
    let mut socs: BTreeMap<Vec<Option<&str>>, BTreeSet<&str>> = BTreeMap::new();
    for row in 0..table.rows() {
        socs.entry(combination(row)).or_default().insert(table.text(SOC, row).unwrap_or_default());
    }
    let few = |row: &usize| socs.get(&combination(*row)).is_none_or(|socs| (socs.len() as u64) < smallest);
    let says = |row: &usize| told.iter().any(|key| table.text(key, *row).is_some());
    (0..table.rows()).filter(|row| says(row) && few(row)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(counts: &[(&str, u64)]) -> Vec<(String, Option<u64>)> {
        let counts = counts.iter().map(|(value, count)| (value.to_string(), *count)).collect();
        fold(counts, 10).into_iter().map(|cell| (cell.value.unwrap_or("rest".into()), cell.socs)).collect()
    }

    #[test]
    fn a_year_in_which_few_were_assessed_leaves_the_house_with_neither_segments_nor_year() {
        use crate::model::pool::Cell;
        let mut table = Table::default();
        for soc in 0..12 {
            let text = |text: &str| Cell::Text(text.to_owned());
            let year = if soc == 0 { "2019" } else { "2025" };
            let cells = [
                (SOC, text(&format!("{soc:064}"))),
                ("sector", text("finance")),
                (YEAR, text(year)),
                (INSTRUMENT, text("soc-core")),
            ];
            table.push(cells.map(|(key, cell)| (key.to_owned(), cell)).into()).expect("of one kind");
        }
        let (left, hidden) = generalised(table, Some(10));
        assert_eq!((left.text("sector", 0), left.text(YEAR, 0), hidden), (None, None, 1));
        assert_eq!((left.text("sector", 1), left.text(YEAR, 1)), (Some("finance"), Some("2025")));
    }

    #[test]
    fn a_small_cell_cannot_be_worked_out_from_the_total() {
        assert_eq!(cells(&[("a", 30), ("b", 10)]), [("a".into(), Some(30)), ("b".into(), Some(10))]);
        // 45 in all, a alone shown with 30: the other 15 are b and c, and neither is told
        assert_eq!(
            cells(&[("a", 30), ("b", 12), ("c", 3)]),
            [("a".into(), Some(30)), ("rest".into(), Some(15))]
        );
        assert_eq!(
            cells(&[("a", 30), ("b", 6), ("c", 5)]),
            [("a".into(), Some(30)), ("rest".into(), Some(11))]
        );
        assert_eq!(cells(&[("a", 6), ("b", 3)]), [("rest".into(), None)]);
        assert_eq!(cells(&[("a", 9)]), [("rest".into(), None)]);
    }
}
