//! What stands in a part that socmark would not have written there.

use std::collections::BTreeSet;

use crate::model::adoption::{Archetype, PerceivedValue, SelfDescribed, Sourcing, Wave};
use crate::model::date::Date;
use crate::model::pool::{
    AI_BLOCKER, AI_WORDS, ANSWER, COVERAGE, Column, DATE, METHOD, QUICK, SEGMENTS, SIMULATED, SOC, Table,
    VERSION,
};
use crate::model::score::{Method, Scale};
use crate::model::segment::Segments;

/// Something wrong with a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A column, or values in one; never the values themselves, since they may be what nobody should read.
    Column(String),
    /// Rows that stand in the wrong place, or twice.
    Rows(String),
    /// Rows that were generated where the others were not, or the other way round.
    Simulated(String),
}

/// What a column holds, and what it must lie in.
enum Holds {
    Text,
    Flag,
    /// From 0 to this.
    Number(f64),
    /// From the first to the last.
    Whole(i32, i32),
}

fn holds(name: &str) -> Option<Holds> {
    let (maturity, capability) = (Scale::Maturity.max() as f64, Scale::Capability.max() as f64);
    let texts = [SOC, DATE, VERSION, "ai_version", METHOD, AI_BLOCKER];
    let starts = |start: &str| name.strip_prefix(start).is_some_and(|id| !id.is_empty());
    Some(match name {
        _ if texts.contains(&name) || SEGMENTS.contains(&name) || AI_WORDS.contains(&name) => Holds::Text,
        QUICK | SIMULATED => Holds::Flag,
        "overall" | "headline" => Holds::Number(maturity),
        "ai.interfaces" => Holds::Whole(0, i32::MAX),
        _ if starts(COVERAGE) => Holds::Number(1.0),
        _ if Sourcing::ALL.iter().any(|sourcing| name == format!("ai.mix.{}", sourcing.word())) => {
            Holds::Number(1.0)
        }
        _ if starts("domain.") || starts("aspect.") => Holds::Number(maturity),
        _ if starts("capability.domain.") || starts("capability.aspect.") => Holds::Number(capability),
        _ if starts(ANSWER) => Holds::Whole(1, 5),
        _ => return None,
    })
}

/// What is wrong with columns: kinds, ranges, and words that are in no list.
#[must_use]
pub fn columns(table: &Table, segments: &Segments) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (name, column) in table.columns() {
        let Some(holds) = holds(name) else {
            faults.push(Fault::Column(format!("column `{name}` is none that a pool of this version has")));
            continue;
        };
        let fits = match holds {
            Holds::Text => matches!(column, Column::Text(..)),
            Holds::Flag => matches!(column, Column::Flag(..)),
            Holds::Number(_) => matches!(column, Column::Number(..)),
            Holds::Whole(..) => matches!(column, Column::Whole(..)),
        };
        if !fits {
            faults.push(Fault::Column(format!(
                "column `{name}` holds another kind of values than a pool has there"
            )));
            continue;
        }
        let bad = (0..table.rows()).filter(|row| !is_good(&holds, name, table, *row, segments)).count();
        if bad > 0 {
            let rows = if bad == 1 { "1 row holds a value" } else { &format!("{bad} rows hold values") };
            faults.push(Fault::Column(format!("column `{name}`: {rows} that no assessment gives")));
        }
    }
    faults
}

fn is_good(holds: &Holds, name: &str, table: &Table, row: usize, segments: &Segments) -> bool {
    match holds {
        Holds::Flag => true,
        Holds::Number(most) => table.number(name, row).is_none_or(|value| (0.0..=*most).contains(&value)),
        Holds::Whole(least, most) => table
            .number(name, row)
            .is_none_or(|value| (f64::from(*least)..=f64::from(*most)).contains(&value)),
        Holds::Text => table.text(name, row).is_none_or(|text| is_word(name, text, segments)),
    }
}

/// Whether a text is one that the column can have.
fn is_word(name: &str, text: &str, segments: &Segments) -> bool {
    let plain = |text: &str, also: &[u8]| {
        let of = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || also.contains(&byte);
        !text.is_empty() && text.len() <= 100 && text.bytes().all(of)
    };
    match name {
        SOC => text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')),
        DATE => Date::parse(text).is_some(),
        METHOD => [Method::Default, Method::Workbook].iter().any(|method| method.word() == text),
        "ai.self_described" => SelfDescribed::ALL.iter().any(|word| word.word() == text),
        "ai.value" => PerceivedValue::ALL.iter().any(|word| word.word() == text),
        "ai.declared" | "ai.archetype" => Archetype::ALL.iter().any(|word| word.word() == text),
        "ai.wave" => Wave::ALL.iter().any(|word| word.word() == text),
        AI_BLOCKER => plain(text, b".-"),
        _ if SEGMENTS.contains(&name) => segments.knows(name, text),
        _ => plain(&text.to_lowercase(), b".-_"),
    }
}

/// What is wrong with rows of a part of that year.
#[must_use]
pub fn rows(table: &Table, year: &str, simulated: bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut say = |count: usize, one: &str, many: &str| {
        if count > 0 {
            faults.push(Fault::Rows(if count == 1 {
                format!("1 row {one}")
            } else {
                format!("{count} rows {many}")
            }));
        }
    };
    let all = || 0..table.rows();
    let without =
        all().filter(|row| table.text(SOC, *row).is_none() || table.text(DATE, *row).is_none()).count();
    say(without, "has no pseudonym or date", "have no pseudonym or date");
    let elsewhere = all()
        .filter_map(|row| table.text(DATE, row))
        .filter(|date| date.split('-').next() != Some(year))
        .count();
    say(elsewhere, "is of another year than the folder", "are of another year than the folder");
    let mut seen = BTreeSet::new();
    let twice = all()
        .filter_map(|row| table.text(SOC, row).zip(table.text(DATE, row)))
        .filter(|key| !seen.insert(*key))
        .count();
    say(twice, "is of the same SOC and date as another", "are of the same SOC and date as others");
    let unknown = all().filter(|row| table.flag(QUICK, *row).is_none()).count();
    say(unknown, "does not say whether it is a quick scan", "do not say whether they are quick scans");
    let generated = all().filter(|row| table.flag(SIMULATED, *row) == Some(true)).count();
    if !simulated && generated > 0 {
        faults.push(Fault::Simulated(format!("{generated} generated rows in a pool of SOCs")));
    }
    if simulated && generated < table.rows() {
        let real = table.rows() - generated;
        faults.push(Fault::Simulated(format!("{real} rows of a simulated pool are not marked as generated")));
    }
    faults
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::pool::Cell;

    fn row(soc: &str, date: &str) -> BTreeMap<String, Cell> {
        BTreeMap::from([
            (SOC.to_owned(), Cell::Text(soc.repeat(64))),
            (DATE.to_owned(), Cell::Text(date.to_owned())),
            (QUICK.to_owned(), Cell::Flag(false)),
            ("overall".to_owned(), Cell::Number(2.5)),
            ("answer.people.a".to_owned(), Cell::Whole(4)),
            ("sector".to_owned(), Cell::Text("finance".to_owned())),
        ])
    }

    fn table(rows: Vec<BTreeMap<String, Cell>>) -> Table {
        let mut table = Table::default();
        rows.into_iter().for_each(|row| table.push(row).expect("of one kind"));
        table
    }

    fn segments() -> Segments {
        crate::load::benchmark::segments()
    }

    #[test]
    fn what_socmark_writes_has_no_fault() {
        let table = table(vec![row("a", "2026-01-01"), row("b", "2026-01-01")]);
        assert_eq!((columns(&table, &segments()), rows(&table, "2026", false)), (vec![], vec![]));
    }

    #[test]
    fn each_fault_of_a_column_is_said_without_its_value() {
        let cases: [(&str, Cell); 9] = [
            ("remark", Cell::Text("Velvet".to_owned())),
            ("overall", Cell::Number(5.01)),
            ("overall", Cell::Number(f64::INFINITY)),
            ("answer.people.a", Cell::Whole(0)),
            ("answer.people.a", Cell::Number(4.0)),
            ("sector", Cell::Text("Velvet".to_owned())),
            (SOC, Cell::Text("Velvet".to_owned())),
            ("coverage.people", Cell::Number(1.5)),
            ("capability.domain.people", Cell::Number(3.5)),
        ];
        for (name, cell) in cases {
            let mut row = row("a", "2026-01-01");
            row.insert(name.to_owned(), cell);
            let found = columns(&table(vec![row]), &segments());
            assert!(
                matches!(&found[..], [Fault::Column(said)] if said.contains(name) && !said.contains("Velvet")),
                "{found:?}"
            );
        }
    }

    #[test]
    fn each_fault_of_rows_is_said() {
        let mut empty = row("c", "2026-01-01");
        empty.remove(DATE);
        let mut simulated = row("d", "2026-01-01");
        simulated.insert(SIMULATED.to_owned(), Cell::Flag(true));
        let table = table(vec![
            row("a", "2025-12-31"),
            row("b", "2026-01-01"),
            row("b", "2026-01-01"),
            empty,
            simulated,
        ]);
        let said = |text: &str| Fault::Rows(text.to_owned());
        assert_eq!(
            rows(&table, "2026", false),
            [
                said("1 row has no pseudonym or date"),
                said("1 row is of another year than the folder"),
                said("1 row is of the same SOC and date as another"),
                Fault::Simulated("1 generated rows in a pool of SOCs".to_owned()),
            ]
        );
        assert!(rows(&table, "2026", true).contains(&Fault::Simulated(
            "4 rows of a simulated pool are not marked as generated".to_owned()
        )));
    }
}
