//! What a pool holds, for a terminal.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::model::pool::{Description, Group, SIMULATED, SOC, Table};
use crate::model::segment::Segments;

/// SOCs under this many are said to be weak.
const WEAK: u64 = 30;

pub(crate) fn render(pool: &Description, segments: &Segments) -> String {
    let mut text = String::new();
    if pool.simulated {
        text.push_str("Simulated: no SOC is behind any row.\n");
    }
    let socs = if pool.socs == 1 { "SOC" } else { "SOCs" };
    let rows = if pool.rows == 1 { "row" } else { "rows" };
    let _ = writeln!(text, "{} {socs}, {} {rows}", pool.socs, pool.rows);
    text.push_str(&several_salts(pool.salts));
    let smallest = pool.smallest;
    if pool.socs < smallest {
        let _ = writeln!(text, "Fewer than {smallest} SOCs: nothing else is shown.");
        return text;
    }
    if pool.socs < WEAK {
        let _ = writeln!(text, "Fewer than {WEAK} SOCs: any figure is weak.");
    }
    for group in &pool.groups {
        let _ = writeln!(text, "\n{}", heading(group, segments));
        for cell in &group.cells {
            let named = cell.value.as_deref().map(|value| label(&group.key, value, segments));
            let _ = writeln!(
                text,
                "  {}  {}",
                count(cell.socs, smallest),
                named.unwrap_or("together, as some are too few alone")
            );
        }
    }
    if !pool.domains.is_empty() {
        text.push_str("\nIn the figures of a domain (full assessment, 75% of it answered, latest row)\n");
        for (domain, socs) in &pool.domains {
            let _ = writeln!(text, "  {}  {domain}", count(*socs, smallest));
        }
    }
    text
}

/// A line on rows that were put together although a SOC cannot be found in all of them; empty where they stand under one salt.
pub(crate) fn several_salts(salts: usize) -> String {
    if salts < 2 {
        return String::new();
    }
    format!("Rows under {salts} salts: the same SOC may count more than once.\n")
}

fn count(socs: Option<u64>, smallest: u64) -> String {
    let shown = socs.map_or_else(|| format!("<{smallest}"), |socs| socs.to_string());
    format!("{shown:>5}")
}

fn heading<'a>(group: &'a Group, segments: &'a Segments) -> &'a str {
    match group.key.as_str() {
        "instrument" => "Questionnaire",
        "year" => "Year",
        key => segments.list.iter().find(|segment| segment.key == key).map_or(key, |segment| &segment.label),
    }
}

fn label<'a>(key: &str, value: &'a str, segments: &'a Segments) -> &'a str {
    if value.is_empty() { "not given" } else { segments.label(key, value).unwrap_or(value) }
}

/// What leaves the house with a table: how many SOCs, which columns, and what was left out.
pub(crate) fn leaving(table: &Table, hidden: u64, smallest: Option<u64>) -> String {
    let socs: BTreeSet<&str> = (0..table.rows()).filter_map(|row| table.text(SOC, row)).collect();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, _) in table.columns() {
        *kinds.entry(kind(name)).or_default() += 1;
    }
    let columns: Vec<String> = kinds.iter().map(|(kind, count)| format!("{kind} ({count})")).collect();
    let simulated = (0..table.rows()).any(|row| table.flag(SIMULATED, row) == Some(true));
    let mut text = if simulated { "SIMULATED: no SOC is behind any row\n" } else { "" }.to_owned();
    let _ = write!(
        text,
        "what leaves the house: {} rows, {} SOCs\n  columns: {}\n  a pseudonym for each SOC; no name, no text, no day, and not the salt",
        table.rows(),
        socs.len(),
        columns.join(", ")
    );
    match smallest {
        Some(smallest) => {
            let _ = write!(
                text,
                "\n  segments left out where fewer than {smallest} SOCs share their combination in a year, and the year where fewer were assessed in it: {hidden} of them"
            );
        }
        None => text.push_str("\n  every segment, also where it tells who a SOC is"),
    }
    text
}

/// What a column is, by the beginning of its name.
fn kind(name: &str) -> &'static str {
    let starts: [(&str, &str); 8] = [
        ("ai.", "AI profile"),
        ("answer.", "answers"),
        ("aspect.", "scores"),
        ("capability.", "scores"),
        ("coverage.", "coverage"),
        ("domain.", "scores"),
        ("headline", "scores"),
        ("overall", "scores"),
    ];
    let found = starts.iter().find(|(start, _)| name.starts_with(start));
    match name {
        SOC => "pseudonym",
        "sector" | "region" | "model" | "size_fte" => "segments",
        _ => found.map_or("about the row", |(_, kind)| kind),
    }
}
