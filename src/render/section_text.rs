//! Sections of the report on a terminal. The one door to comfy-table.

use comfy_table::{
    Cell as TableCell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Table as Drawn,
    TableStyle,
};

use crate::report::document::{Block, Cell, Fact, Part, Section, Table};

use super::wrap::hanging;

/// A line under the head, and no other.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// A chapter: title, lead, and its sections but for those whose id begins so.
pub(crate) fn part(part: &Part, without: &[&str], width: usize) -> String {
    let mut text = format!("{}\n", part.title);
    text.push_str(&wrapped(&part.lead, "", width));
    for section in &part.sections {
        if !without.iter().any(|start| section.id.starts_with(start)) {
            text.push_str(&self::section(section, width));
        }
    }
    text
}

/// One section with its title underlined.
pub(crate) fn section(section: &Section, width: usize) -> String {
    let mut text = String::new();
    if let Some(title) = &section.title {
        text.push_str(&format!("\n{title}\n{}\n", "-".repeat(title.chars().count())));
    }
    for block in &section.blocks {
        match block {
            Block::Text(said) => text.push_str(&wrapped(said, "", width)),
            Block::List(entries) => entries.iter().for_each(|entry| text.push_str(&bullet(entry, width))),
            Block::Note(tone, said) => {
                text.push_str(&wrapped(&format!("{}: {said}", tone.word()), "", width))
            }
            Block::Facts(facts) => facts.iter().for_each(|fact| text.push_str(&self::fact(fact, width))),
            Block::Table(table) => text.push_str(&self::table(table, width)),
            // their numbers stand in the tables
            Block::Figures(_) => {}
            // chapters that are shown on a terminal have none of these
            Block::Comparison(_) | Block::Answers(_) => {}
        }
    }
    text
}

/// Lines of at most so many columns, each after `indent`.
fn wrapped(said: &str, indent: &str, width: usize) -> String {
    hanging(said, indent, indent, width).into_iter().map(|line| line + "\n").collect()
}

fn bullet(said: &str, width: usize) -> String {
    format!("  - {}", wrapped(said, "    ", width).trim_start())
}

fn fact(fact: &Fact, width: usize) -> String {
    let between = if fact.values.iter().all(|value| value.ends_with('.')) { " " } else { "; " };
    bullet(&format!("{}: {}", fact.label, fact.values.join(between)), width)
}

fn table(table: &Table, width: usize) -> String {
    let mut drawn = Drawn::new();
    drawn.load_style(STYLE).set_content_arrangement(ContentArrangement::Dynamic);
    drawn.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    drawn.set_header(table.columns.iter().map(|column| column.label.as_str()));
    for row in &table.rows {
        drawn.add_row(row.cells.iter().zip(&table.columns).map(|(cell, column)| {
            let (Cell::Text(text) | Cell::Number { shown: text, .. }) = cell;
            let cell = TableCell::new(text);
            if column.numeric { cell.set_alignment(CellAlignment::Right) } else { cell }
        }));
    }
    // an id that is cut cannot be copied
    for (at, _) in table.columns.iter().enumerate().filter(|(_, column)| column.key == "id") {
        let longest = table.rows.iter().filter_map(|row| row.cells.get(at)).map(length).max().unwrap_or(0);
        if 2 * longest <= width
            && let Some(drawn) = drawn.column_mut(at)
        {
            drawn.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    let lines: Vec<String> = drawn.lines().map(|line| line.trim_end().to_owned()).collect();
    format!("\n{}{}\n\n", wrapped(&format!("{}:", table.caption), "", width), lines.join("\n"))
}

fn length(cell: &Cell) -> usize {
    let (Cell::Text(text) | Cell::Number { shown: text, .. }) = cell;
    text.chars().count()
}
