//! Rows of a pool as comma-separated values.

use crate::model::pool::{Column, Table};

/// A line of names, then a line a row; an empty field where a row says nothing.
pub(crate) fn render(table: &Table) -> String {
    let columns: Vec<(&str, &Column)> = table.columns().collect();
    let mut text = columns.iter().map(|(name, _)| field(name)).collect::<Vec<_>>().join(",");
    text.push('\n');
    for row in 0..table.rows() {
        let fields: Vec<String> = columns.iter().map(|(_, column)| value(column, row)).collect();
        text.push_str(&fields.join(","));
        text.push('\n');
    }
    text
}

fn value(column: &Column, row: usize) -> String {
    match column {
        Column::Text(values) => values[row].as_deref().map(field).unwrap_or_default(),
        Column::Number(values) => values[row].map(|value| value.to_string()).unwrap_or_default(),
        Column::Whole(values) => values[row].map(|value| value.to_string()).unwrap_or_default(),
        Column::Flag(values) => values[row].map(|value| value.to_string()).unwrap_or_default(),
    }
}

/// In quotes where it has to be, or where a spreadsheet would take it for a formula or a date.
fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
