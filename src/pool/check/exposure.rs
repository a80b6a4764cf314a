//! Groups of SOCs by everything that somebody outside may know of them (k-anonymity: Sweeney 2002), and groups that say the
//! same throughout (l-diversity: Machanavajjhala and others 2007).

use std::collections::{BTreeMap, BTreeSet};

use crate::model::exposure::{Coarser, Combination, Exposure, TELLS, Uniform};
use crate::model::pool::{AI_BLOCKER, AI_WORDS, INSTRUMENT, SEGMENTS, SOC, Table, YEAR};

/// What somebody outside may know of a SOC.
const KEYS: [&str; 6] = [SEGMENTS[0], SEGMENTS[1], SEGMENTS[2], SEGMENTS[3], INSTRUMENT, YEAR];

/// Whether a column is looked at here.
#[must_use]
pub fn is_key(column: &str) -> bool {
    column == SOC || column == AI_BLOCKER || KEYS.contains(&column) || AI_WORDS.contains(&column)
}

/// One column as codes, a code a value; a row that says nothing has a code too, since that tells it from others as well.
struct Coded<'a> {
    key: &'a str,
    codes: Vec<u32>,
    /// How many codes there are.
    count: u128,
}

impl<'a> Coded<'a> {
    fn of(table: &Table, key: &'a str) -> Self {
        let values: BTreeSet<Option<&str>> = (0..table.rows()).map(|row| table.text(key, row)).collect();
        let places: BTreeMap<Option<&str>, u32> = values.iter().copied().zip(0..).collect();
        let codes = (0..table.rows()).map(|row| places[&table.text(key, row)]).collect();
        Self { key, codes, count: values.len() as u128 }
    }
}

/// Looks at every combination. A SOC stands in a small group where one of its rows does: whoever knows an earlier
/// assessment of it knows that row.
#[must_use]
pub fn exposure(table: &Table, smallest: u64) -> Exposure {
    let soc = Coded::of(table, SOC);
    let socs = u64::try_from(soc.count).unwrap_or(u64::MAX);
    let mut exposure = Exposure { socs, rows: table.rows() as u64, smallest, ..Exposure::default() };
    if socs < smallest {
        return exposure;
    }
    let told = Coded::of(table, TELLS);
    let silent: BTreeSet<u32> = (0..table.rows())
        .filter(|row| table.text(TELLS, *row).is_none())
        .map(|row| told.codes[row])
        .collect();
    let groups = Groups { soc: &soc, told: &told, silent: &silent, smallest };
    let keys: Vec<Coded> =
        KEYS.map(|key| Coded::of(table, key)).into_iter().filter(|key| key.count > 1).collect();
    exposure.keys = keys.iter().map(|key| key.key.to_owned()).collect();
    let mut subsets: Vec<u32> = (1..1_u32 << keys.len()).collect();
    subsets.sort_by_key(|subset| subset.count_ones());
    let mut by_subset: BTreeMap<u32, (u64, u64)> = BTreeMap::from([(0, (0, 0))]);
    for subset in subsets {
        let of: Vec<&Coded> =
            keys.iter().enumerate().filter(|(at, _)| subset >> at & 1 == 1).map(|(_, key)| key).collect();
        let found = groups.by(&of);
        by_subset.insert(subset, (found.combination.alone, found.combination.small));
        if found.uniform > 0 {
            exposure.uniform.push(Uniform { keys: found.combination.keys.clone(), socs: found.uniform });
        }
        exposure.combinations.push(found.combination);
    }
    for word in
        AI_WORDS.iter().chain([&AI_BLOCKER]).map(|word| Coded::of(table, word)).filter(|word| word.count > 1)
    {
        exposure.combinations.push(groups.by(&[&word]).combination);
        for key in &keys {
            exposure.combinations.push(groups.by(&[key, &word]).combination);
        }
    }
    exposure.coarser = coarser(&exposure.keys, &by_subset);
    exposure
}

struct Groups<'a> {
    soc: &'a Coded<'a>,
    told: &'a Coded<'a>,
    /// The code of rows that do not say it.
    silent: &'a BTreeSet<u32>,
    smallest: u64,
}

struct Found {
    combination: Combination,
    uniform: u64,
}

impl Groups<'_> {
    fn by(&self, keys: &[&Coded<'_>]) -> Found {
        let cell =
            |row: usize| keys.iter().fold(0_u128, |cell, key| cell * key.count + u128::from(key.codes[row]));
        let mut rows: Vec<(u128, u32, u32)> = (0..self.soc.codes.len())
            .map(|row| (cell(row), self.soc.codes[row], self.told.codes[row]))
            .collect();
        rows.sort_unstable();
        let (mut small, mut alone, mut uniform) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for group in rows.chunk_by(|a, b| a.0 == b.0) {
            let socs = || group.chunk_by(|a, b| a.1 == b.1).filter_map(|rows| rows.first()).map(|row| row.1);
            let count = socs().count() as u64;
            if count < self.smallest {
                small.extend(socs());
            }
            if count == 1 {
                alone.extend(socs());
            }
            let first = group[0].2;
            if count > 1 && !self.silent.contains(&first) && group.iter().all(|row| row.2 == first) {
                uniform.extend(socs());
            }
        }
        Found {
            combination: Combination {
                keys: keys.iter().map(|key| key.key.to_owned()).collect(),
                small: small.len() as u64,
                alone: alone.len() as u64,
            },
            uniform: uniform.len() as u64,
        }
    }
}

/// Keys left out one by one, each time the one after which the fewest stand alone and then in small groups.
fn coarser(keys: &[String], by_subset: &BTreeMap<u32, (u64, u64)>) -> Vec<Coarser> {
    let mut left = (1_u32 << keys.len()) - 1;
    let mut steps = Vec::new();
    while left != 0 && by_subset.get(&left).is_some_and(|(_, small)| *small > 0) {
        let without = (0..keys.len()).filter(|at| left >> at & 1 == 1).map(|at| (at, left & !(1 << at)));
        let best = without.min_by_key(|(at, rest)| (by_subset.get(rest).copied().unwrap_or_default(), *at));
        let Some((at, rest)) = best else { break };
        let (alone, small) = by_subset.get(&rest).copied().unwrap_or_default();
        steps.push(Coarser { left_out: keys[at].clone(), small, alone });
        left = rest;
    }
    steps
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::pool::Cell;

    /// Rows of SOC, sector, region, year and value of AI.
    fn table(rows: &[(&str, &str, &str, &str, &str)]) -> Table {
        let mut table = Table::default();
        for (soc, sector, region, year, value) in rows {
            let cells =
                [(SOC, soc), ("sector", sector), ("region", region), (YEAR, year), ("ai.value", value)];
            let filled = cells.into_iter().filter(|(_, value)| !value.is_empty());
            table
                .push(filled.map(|(key, value)| (key.to_owned(), Cell::Text((*value).to_owned()))).collect())
                .expect("of one kind");
        }
        table
    }

    fn of<'a>(exposure: &'a Exposure, keys: &[&str]) -> (u64, u64) {
        let found = exposure.combinations.iter().find(|combination| combination.keys == keys);
        let found: &'a Combination = found.expect("it was looked at");
        (found.alone, found.small)
    }

    #[test]
    fn groups_are_counted_by_hand() {
        let rows = [
            ("a", "finance", "europe", "2026", "good"),
            ("b", "finance", "europe", "2026", "good"),
            ("c", "finance", "europe", "2025", "some"),
            ("c", "finance", "europe", "2026", "good"),
            ("d", "health", "europe", "2026", "some"),
            ("e", "health", "africa", "2026", ""),
        ];
        let found = exposure(&table(&rows), 3);
        assert_eq!(
            (found.socs, found.rows, found.keys.clone()),
            (5, 6, vec!["sector".into(), "region".into(), "year".into()])
        );
        // finance a b c, health d e: two SOCs under three
        assert_eq!(of(&found, &["sector"]), (0, 2));
        // africa e alone
        assert_eq!(of(&found, &["region"]), (1, 1));
        // of 2025 only c, by an earlier row
        assert_eq!(of(&found, &["year"]), (1, 1));
        // c by 2025, d in health of Europe, e; the group a b c of 2026 holds
        assert_eq!(of(&found, &["sector", "region", "year"]), (3, 3));
        // nobody else says nothing: e; `some` is said by c and d
        assert_eq!(of(&found, &["ai.value"]), (1, 3));
        // all of finance and 2026 say good: a, b, c
        let uniform: Vec<(&[String], u64)> =
            found.uniform.iter().map(|uniform| (&uniform.keys[..], uniform.socs)).collect();
        assert!(uniform.contains(&(&["sector".to_owned(), "year".to_owned()][..], 3)), "{uniform:?}");
        assert!(!uniform.iter().any(|(keys, _)| *keys == ["sector".to_owned()]), "c said some in 2025");
        assert!(found.singles_out());
        let fewest: Vec<String> =
            found.fewest().iter().map(|combination| combination.keys.join("+")).collect();
        assert_eq!(
            fewest,
            ["ai.value", "region", "year"],
            "one stands alone in each, two more in a small group of the first"
        );
    }

    #[test]
    fn leaving_keys_out_ends_where_nobody_stands_out() {
        let rows = [
            ("a", "finance", "europe", "2026", "good"),
            ("b", "finance", "africa", "2026", "good"),
            ("c", "health", "europe", "2026", "good"),
            ("d", "health", "europe", "2026", "good"),
        ];
        let found = exposure(&table(&rows), 2);
        assert_eq!(of(&found, &["sector", "region"]), (2, 2));
        // without the region finance and health have two each; without the sector, b is still alone
        assert_eq!(found.coarser, [Coarser { left_out: "region".to_owned(), small: 0, alone: 0 }]);
        assert!(exposure(&table(&rows[..1]), 2).singles_out(), "too few altogether");
        assert!(!exposure(&Table::default(), 2).singles_out(), "nobody can be singled out of none");
        let alike = [("a", "x", "y", "2026", "good"), ("b", "x", "y", "2026", "good")];
        assert!(!exposure(&table(&alike), 2).singles_out());
    }

    proptest! {
        #[test]
        fn more_keys_never_hide_a_soc(rows in prop::collection::vec((0..12_u8, 0..3_u8, 0..3_u8, 0..2_u8), 1..40)) {
            let rows: Vec<[String; 4]> = rows
                .iter()
                .map(|(soc, sector, region, year)| {
                    [format!("s{soc}"), format!("x{sector}"), format!("r{region}"), format!("202{year}")]
                })
                .collect();
            let rows: Vec<(&str, &str, &str, &str, &str)> =
                rows.iter().map(|[soc, sector, region, year]| (&soc[..], &sector[..], &region[..], &year[..], "")).collect();
            let found = exposure(&table(&rows), 3);
            for one in &found.combinations {
                prop_assert!(one.alone <= one.small && one.small <= found.socs);
                for other in &found.combinations {
                    if one.keys.iter().all(|key| other.keys.contains(key)) {
                        prop_assert!(one.alone <= other.alone && one.small <= other.small);
                    }
                }
            }
        }
    }
}
