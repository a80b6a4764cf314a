use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};
use std::sync::Arc;

use super::*;
use crate::model::pool::{Cell, Column};

fn table() -> Table {
    let mut table = Table::default();
    for (soc, overall, level, quick) in
        [("a", Some(2.25), None, false), ("b", None, Some(4), true), ("c", Some(3.1), Some(1), false)]
    {
        let mut cells = BTreeMap::new();
        cells.insert("soc".to_owned(), Cell::Text(soc.to_owned()));
        cells.insert("quick".to_owned(), Cell::Flag(quick));
        cells.extend(overall.map(|value| ("overall".to_owned(), Cell::Number(value))));
        cells.extend(level.map(|value| ("answer.x".to_owned(), Cell::Whole(value))));
        table.push(cells).expect("of one kind");
    }
    table
}

/// So many rows: a text of its own in each, a level, and a score that every third lacks.
fn long(rows: usize) -> Table {
    let mut table = Table::default();
    for row in 0..rows {
        let mut cells = BTreeMap::from([
            ("soc".to_owned(), Cell::Text(format!("{row:08}"))),
            ("answer.x".to_owned(), Cell::Whole((row % 5) as i32 + 1)),
        ]);
        if row % 3 > 0 {
            cells.insert("overall".to_owned(), Cell::Number((row % 500) as f64 / 100.0));
        }
        table.push(cells).expect("of one kind");
    }
    table
}

fn on_disk(bytes: &[u8]) -> std::fs::File {
    let mut file = tempfile::tempfile().expect("a file");
    file.write_all(bytes).expect("written");
    file
}

fn why(bytes: &[u8]) -> String {
    let (memory, disk) = (Part::of_bytes(Arc::new(bytes.to_vec())), Part::of_file(on_disk(bytes)));
    let (memory, disk) = (memory.err().expect("refused"), disk.err().expect("refused"));
    assert_eq!(memory.to_string(), disk.to_string());
    format!("{memory:#}")
}

#[test]
fn what_is_written_is_read_back_and_gives_the_same_bytes() {
    let bytes = Arc::new(write(&table()).expect("written"));
    assert_eq!(read(bytes.clone(), |_| true).expect("read"), table());
    assert_eq!(&write(&table()).expect("written"), &*bytes);
    let (from_disk, damaged) = Part::of_file(on_disk(&bytes)).expect("whole").read(|_| true).expect("read");
    assert_eq!((from_disk, damaged), (table(), Vec::new()));
}

#[test]
fn only_the_columns_that_are_wanted_come_back() {
    let bytes = Arc::new(write(&table()).expect("written"));
    let some = read(bytes.clone(), |name| ["overall", "domain.people"].contains(&name)).expect("read");
    assert_eq!(some.columns().map(|(name, _)| name).collect::<Vec<_>>(), ["overall"]);
    assert_eq!((some.number("overall", 0), some.number("overall", 1)), (Some(2.25), None));
    assert_eq!(read(bytes, |_| false).expect("read").rows(), 3);
}

#[test]
fn a_table_without_rows_is_read_back() {
    let empty =
        Table::of(BTreeMap::from([("overall".to_owned(), Column::Number(Vec::new()))]), 0).expect("a table");
    let back = read(Arc::new(write(&empty).expect("written")), |_| true).expect("read");
    assert_eq!((back.rows(), back.columns().count()), (0, 1));
}

#[test]
fn many_rows_stand_in_several_groups_and_batches_give_the_same_bytes() {
    let rows = 2 * GROUP + 7;
    let all = long(rows);
    let whole = write(&all).expect("written");
    let columns: Vec<(String, Kind)> =
        all.columns().map(|(name, column)| (name.to_owned(), Kind::of(column))).collect();
    let batches =
        [0..GROUP, GROUP..2 * GROUP, 2 * GROUP..rows].map(|range| all.chosen(&range.collect::<Vec<_>>()));
    let mut file = Cursor::new(Vec::new());
    write_rows(&mut file, &columns, rows, batches.clone().into_iter()).expect("written");
    assert!(file.into_inner() == whole, "the same bytes");
    let back = Part::of_file(on_disk(&whole)).expect("whole").read(|_| true).expect("read").0;
    assert!(back == all);
    let mut lost = Cursor::new(Vec::new());
    let fewer = batches.into_iter().take(2);
    assert!(write_rows(&mut lost, &columns, rows, fewer).is_err(), "a lost batch is no file");
}

#[test]
fn a_flip_in_what_is_wanted_is_an_error_and_one_elsewhere_changes_nothing_that_is_read() {
    let bytes = Arc::new(write(&table()).expect("written"));
    let size = u32::from_le_bytes(bytes[bytes.len() - 8..bytes.len() - 4].try_into().expect("four")) as usize;
    let footer = bytes.len() - 8 - size;
    let mut unnoticed = BTreeSet::new();
    for at in 0..bytes.len() {
        for bits in [1, 0x80, 0xff] {
            let mut flipped = bytes.to_vec();
            flipped[at] ^= bits;
            let flipped = Arc::new(flipped);
            let all = read(flipped.clone(), |_| true);
            if at < 4 || at >= footer {
                assert!(all.is_err() && read(flipped, |_| false).is_err(), "byte {at}");
                continue;
            }
            // what nobody asked for may be damaged; what comes is as it was written
            for (name, _) in table().columns() {
                match read(flipped.clone(), |wanted| wanted == name) {
                    Ok(one) => assert_eq!(one.columns().next(), table().columns().find(|(n, _)| *n == name)),
                    Err(_) => assert!(all.is_err(), "byte {at}"),
                }
            }
            if let Ok(all) = all {
                assert_eq!(all, table());
                unnoticed.insert(at);
            }
        }
    }
    // between the columns stand copies of what the footer says, and behind them page indexes; nothing of ours reads either
    let chunks = Part::of_bytes(bytes).expect("whole").chunks();
    let read: BTreeSet<usize> = chunks.into_iter().flatten().map(|at| at as usize).collect();
    assert!(read.len() > 100, "{read:?}");
    assert_eq!(unnoticed, (4..footer).filter(|at| !read.contains(at)).collect());
}

#[test]
fn a_file_that_is_cut_or_strange_says_what_it_is() {
    let bytes = Arc::new(write(&table()).expect("written"));
    for length in 1..bytes.len() {
        let why = why(&bytes[..length]);
        assert!(
            ["it is no Parquet file", "its end is missing: it was cut, or never written to the end"]
                .contains(&why.as_str()),
            "{why}"
        );
    }
    assert_eq!(why(b""), "it is empty");
    assert_eq!(why(b"soc;date\n"), "it is no Parquet file");
    assert_eq!(why(b"PAR1 is no pool PAR1"), "it is damaged");
    let swapped = |from: &str, to: &str| {
        let mut other = bytes.to_vec();
        let at = other.windows(from.len()).rposition(|window| window == from.as_bytes()).expect("the key");
        other[at..at + from.len()].copy_from_slice(to.as_bytes());
        why(&other)
    };
    assert_eq!(
        swapped("socmark.seal.1", "socmark.seal.2"),
        "a later version of socmark wrote it (seal 2); read it with that version"
    );
    assert_eq!(
        swapped("socmark.seal.1", "another.key.1."),
        "it is a Parquet file that socmark did not write, or its end is damaged"
    );
}

/// As `Table` of three rows with `soc`, `overall` and `quick` was written by the version before, with one digest of all.
const FORMER: &[u8] = include_bytes!("../../tests/fixtures/pool/former.parquet");

#[test]
fn a_part_of_the_former_way_is_still_read_and_its_damage_found() {
    let mut expected = table();
    expected = expected.without("answer.x");
    assert_eq!(read(Arc::new(FORMER.to_vec()), |name| name != "answer.x").expect("read"), expected);
    assert_eq!(Part::of_file(on_disk(FORMER)).expect("whole").read(|_| true).expect("read").0, table());
    for at in 0..FORMER.len() {
        let mut flipped = FORMER.to_vec();
        flipped[at] ^= 1;
        assert!(Part::of_bytes(Arc::new(flipped)).is_err(), "byte {at}");
    }
}
