//! Rows of two pools put together: the same row once, and what differs named column by column.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::pool::{DATE, OtherKind, SOC, Table};

use super::rows::ordered;

/// Which of two rows of the same SOC and date stays where they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// The one that is there already.
    Ours,
    /// The one that comes.
    Theirs,
}

/// Two rows of the same SOC and date that say different things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The pseudonym.
    pub soc: String,
    /// `YYYY-MM-DD`.
    pub date: String,
    /// The columns that differ, in order of their names.
    pub columns: Vec<String>,
}

/// What came of putting rows together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Joined {
    /// In order of pseudonym and date, whatever the order of the tables.
    pub table: Table,
    /// Rows that were not there.
    pub added: usize,
    /// Rows that were there, to the last value.
    pub same: usize,
    /// Rows that were there and differ; of each, the one to keep is in the table.
    pub clashes: Vec<Clash>,
}

/// The rows of both tables, which are of one questionnaire and year. A row of the same SOC and date stands once.
///
/// # Errors
/// Where a column holds one kind of values here and another there.
pub fn join(ours: &Table, theirs: &Table, keep: Keep) -> Result<Joined, OtherKind> {
    let names: BTreeSet<&str> = ours.columns().chain(theirs.columns()).map(|(name, _)| name).collect();
    let there: BTreeMap<(&str, &str), usize> = (0..ours.rows()).map(|row| (key(ours, row), row)).collect();
    let mut joined = Joined::default();
    let (mut replaced, mut taken) = (BTreeSet::new(), Vec::new());
    for row in 0..theirs.rows() {
        let (soc, date) = key(theirs, row);
        let Some(own) = there.get(&(soc, date)) else {
            joined.added += 1;
            taken.push(row);
            continue;
        };
        let columns: Vec<String> = names
            .iter()
            .filter(|name| !same(ours, *own, theirs, row, name))
            .map(|name| (*name).to_owned())
            .collect();
        if columns.is_empty() {
            joined.same += 1;
            continue;
        }
        joined.clashes.push(Clash { soc: soc.to_owned(), date: date.to_owned(), columns });
        if keep == Keep::Theirs {
            replaced.insert(*own);
            taken.push(row);
        }
    }
    let kept: Vec<usize> = (0..ours.rows()).filter(|row| !replaced.contains(row)).collect();
    let mut table = ours.chosen(&kept);
    table.append(theirs.chosen(&taken))?;
    joined.table = ordered(&table);
    Ok(joined)
}

fn key(table: &Table, row: usize) -> (&str, &str) {
    (table.text(SOC, row).unwrap_or_default(), table.text(DATE, row).unwrap_or_default())
}

/// Whether both rows say the same in a column; a column that a table does not have is empty in it.
fn same(ours: &Table, own: usize, theirs: &Table, row: usize, name: &str) -> bool {
    let bits = |value: Option<f64>| value.map(f64::to_bits);
    ours.text(name, own) == theirs.text(name, row)
        && bits(ours.number(name, own)) == bits(theirs.number(name, row))
        && ours.flag(name, own) == theirs.flag(name, row)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::pool::Cell;

    /// A table of rows of SOC, date and one answer; 0 stands for no answer.
    fn table(rows: &[(&str, &str, i32)]) -> Table {
        let mut table = Table::default();
        for (soc, date, level) in rows {
            let mut cells = BTreeMap::from([
                (SOC.to_owned(), Cell::Text((*soc).to_owned())),
                (DATE.to_owned(), Cell::Text((*date).to_owned())),
            ]);
            if *level > 0 {
                cells.insert("answer.x".to_owned(), Cell::Whole(*level));
            }
            table.push(cells).expect("of one kind");
        }
        table
    }

    fn levels(table: &Table) -> Vec<(String, Option<f64>)> {
        (0..table.rows())
            .map(|row| (table.text(SOC, row).unwrap_or_default().to_owned(), table.number("answer.x", row)))
            .collect()
    }

    #[test]
    fn a_row_stands_once_and_a_difference_is_named() {
        let ours = table(&[("b", "2026-01-01", 3), ("a", "2026-01-01", 0), ("c", "2026-01-01", 5)]);
        let theirs = table(&[("b", "2026-01-01", 3), ("a", "2026-01-01", 2), ("a", "2026-02-01", 4)]);
        let joined = join(&ours, &theirs, Keep::Ours).expect("of one kind");
        assert_eq!((joined.added, joined.same), (1, 1));
        let clash = Clash {
            soc: "a".to_owned(),
            date: "2026-01-01".to_owned(),
            columns: vec!["answer.x".to_owned()],
        };
        assert_eq!(joined.clashes, [clash]);
        let of = |soc: &str, level| (soc.to_owned(), level);
        assert_eq!(
            levels(&joined.table),
            [of("a", None), of("a", Some(4.0)), of("b", Some(3.0)), of("c", Some(5.0))]
        );
        let joined = join(&ours, &theirs, Keep::Theirs).expect("of one kind");
        assert_eq!(levels(&joined.table)[0], of("a", Some(2.0)));
    }

    #[test]
    fn another_kind_in_a_column_is_an_error() {
        let mut theirs = Table::default();
        theirs
            .push(BTreeMap::from([
                (SOC.to_owned(), Cell::Text("z".to_owned())),
                ("answer.x".to_owned(), Cell::Text("four".to_owned())),
            ]))
            .expect("of one kind");
        assert_eq!(
            join(&table(&[("a", "2026-01-01", 3)]), &theirs, Keep::Ours),
            Err(OtherKind("answer.x".to_owned()))
        );
    }

    proptest! {
        #[test]
        fn doing_it_again_changes_nothing_and_the_order_of_pools_leaves_no_trace(
            ours in prop::collection::btree_map("[a-d]", 0..6_i32, 0..5),
            theirs in prop::collection::btree_map("[a-d]", 0..6_i32, 0..5),
        ) {
            let of = |rows: &BTreeMap<String, i32>| {
                let rows: Vec<(&str, &str, i32)> =
                    rows.iter().map(|(soc, level)| (soc.as_str(), "2026-01-01", *level)).collect();
                table(&rows)
            };
            let (ours, theirs) = (of(&ours), of(&theirs));
            for keep in [Keep::Ours, Keep::Theirs] {
                let once = join(&ours, &theirs, keep).expect("of one kind").table;
                let again = join(&once, &theirs, keep).expect("of one kind");
                prop_assert_eq!(&again.table, &once);
                prop_assert_eq!(again.added, 0);
            }
            // what is kept here is what comes there
            let forth = join(&ours, &theirs, Keep::Ours).expect("of one kind").table;
            let back = join(&theirs, &ours, Keep::Theirs).expect("of one kind").table;
            prop_assert_eq!(forth, back);
        }
    }
}
