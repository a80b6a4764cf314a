//! Rows of a pool as comma-separated values.

use crate::model::pool::{Column, Table, Value};

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
    match column.get(row) {
        Some(Value::Text(text)) => field(text),
        Some(Value::Number(value)) => value.to_string(),
        Some(Value::Whole(value)) => value.to_string(),
        Some(Value::Flag(value)) => value.to_string(),
        None => String::new(),
    }
}

/// In quotes where it has to be, or where a spreadsheet would take it for a formula or a date.
pub(super) fn field(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
