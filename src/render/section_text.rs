//! Sections of the report on a terminal. The one door to comfy-table.

use comfy_table::{
    Cell as TableCell, CellAlignment, ContentArrangement, LineStyle, Table as Drawn, TableStyle,
};

use crate::report::document::{Block, Cell, Fact, Part, Section, Table};

use super::wrap::{WIDTH, wrapped};

/// A line under the head, and no other.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// A chapter: title, lead, and its sections but for those whose id begins so.
pub(crate) fn part(part: &Part, without: &[&str]) -> String {
    let mut text = format!("{}\n", part.title);
    text.push_str(&wrapped(&part.lead, ""));
    for section in &part.sections {
        if !without.iter().any(|start| section.id.starts_with(start)) {
            text.push_str(&self::section(section));
        }
    }
    text
}

/// One section with its title underlined.
pub(crate) fn section(section: &Section) -> String {
    let mut text = String::new();
    if let Some(title) = &section.title {
        text.push_str(&format!("\n{title}\n{}\n", "-".repeat(title.chars().count())));
    }
    for block in &section.blocks {
        match block {
            Block::Text(said) => text.push_str(&wrapped(said, "")),
            Block::List(entries) => entries.iter().for_each(|entry| text.push_str(&bullet(entry))),
            Block::Note(tone, said) => text.push_str(&wrapped(&format!("{}: {said}", tone.word()), "")),
            Block::Facts(facts) => facts.iter().for_each(|fact| text.push_str(&self::fact(fact))),
            Block::Table(table) => text.push_str(&self::table(table)),
            // their numbers stand in the tables
            Block::Figures(_) => {}
            // chapters that are shown on a terminal have none of these
            Block::Comparison(_) | Block::Answers(_) => {}
        }
    }
    text
}

fn bullet(said: &str) -> String {
    format!("  - {}", wrapped(said, "    ").trim_start())
}

fn fact(fact: &Fact) -> String {
    let between = if fact.values.iter().all(|value| value.ends_with('.')) { " " } else { "; " };
    bullet(&format!("{}: {}", fact.label, fact.values.join(between)))
}

fn table(table: &Table) -> String {
    let mut drawn = Drawn::new();
    drawn.load_style(STYLE).set_content_arrangement(ContentArrangement::Dynamic);
    drawn.set_width(u16::try_from(WIDTH).unwrap_or(96));
    drawn.set_header(table.columns.iter().map(|column| column.label.as_str()));
    for row in &table.rows {
        drawn.add_row(row.cells.iter().zip(&table.columns).map(|(cell, column)| {
            let (Cell::Text(text) | Cell::Number { shown: text, .. }) = cell;
            let cell = TableCell::new(text);
            if column.numeric { cell.set_alignment(CellAlignment::Right) } else { cell }
        }));
    }
    let lines: Vec<String> = drawn.lines().map(|line| line.trim_end().to_owned()).collect();
    format!("\n{}{}\n\n", wrapped(&format!("{}:", table.caption), ""), lines.join("\n"))
}
