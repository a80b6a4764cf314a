//! A table as CSV for spreadsheets. The one door to csv for what is written.

use csv::{QuoteStyle, Terminator, WriterBuilder};

use crate::report::document::{Cell, Table};

/// Every cell in quotes, lines ended as RFC 4180 has it, with a byte-order mark by which spreadsheets know UTF-8.
pub(crate) fn table(table: &Table) -> String {
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let head = table.columns.iter().map(|column| harmless(&column.label)).collect::<Vec<_>>();
    let rows = table.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| {
            let (Cell::Text(text) | Cell::Number { shown: text, .. }) = cell;
            harmless(text)
        });
        cells.collect::<Vec<_>>()
    });
    for record in std::iter::once(head).chain(rows) {
        writer.write_record(record).expect("memory takes every record, and all are of one length");
    }
    let bytes = writer.into_inner().expect("memory takes all bytes");
    String::from_utf8(bytes).expect("it was made of text")
}

/// One line, and no formula: a spreadsheet calculates what begins with one of these signs, so an apostrophe is set before
/// it. Signs of full width and white space before a sign count as well.
fn harmless(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let starts = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    if line.starts_with(starts) { format!("'{line}") } else { line }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r\n=1", " =1", "\u{a0}=1", "＝1", "\u{3000}@x"]
        {
            let made = harmless(text);
            assert!(made.starts_with('\''), "{text:?}: {made:?}");
        }
        assert_eq!(harmless("a\nb = c"), "a b = c");
        assert_eq!(harmless("'=1"), "'=1");
        assert_eq!(harmless(""), "");
    }
}
