//! What is checked in a sheet before the cell reader sees it.
//!
//! That reader believes row numbers, formula numbers and string counts, and reserves memory for them. So
//! everything it would believe is looked at here, with the same tokeniser.

use super::xml::{Piece, attributes, placed_pieces};

/// Rows and columns that a sheet can have.
const MAX_ROW: u32 = 1_048_576;
const MAX_COLUMN: u32 = 16_384;
/// Most cells in one sheet; the largest official one has about 16 000.
const MAX_CELLS: usize = 1_000_000;
/// Longest formula, in bytes as written; spreadsheet programs stop at 8 192 characters.
const MAX_FORMULA: u64 = 32_768;
/// Most cells that repeat another cell's formula, each of which is written out; the largest official sheet has 3 105.
const MAX_SHARED: usize = 50_000;

/// Largest sheet that a look at its bytes alone can clear.
const MAX_PLAIN: usize = 8 * 1024 * 1024;

/// Whether the values of a sheet may be read; an `Err` says why not.
///
/// Tokenising twice would cost as much as reading, so sheets that cannot do harm are cleared by their bytes.
pub(super) fn values(xml: &[u8]) -> Result<(), String> {
    if plainly_harmless(xml) { Ok(()) } else { formulas(xml) }
}

/// Whether everything in the bytes that could be a reference attribute, wherever it stands, is a valid reference.
fn plainly_harmless(xml: &[u8]) -> bool {
    // another encoding would hide attributes from this look
    let head = &xml[..xml.len().min(200)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let plain = !head.contains("encoding") || head.contains("utf-8");
    if xml.len() > MAX_PLAIN || !xml.starts_with(b"<?xml") || !plain {
        return false;
    }
    xml.iter().enumerate().filter(|(_, byte)| **byte == b'=').all(|(at, _)| {
        let before = xml[..at].trim_ascii_end();
        let named = |name: &[u8]| {
            // the name of an attribute without a prefix begins after white space or the quote of the one before
            before.strip_suffix(name).and_then(<[u8]>::last).is_some_and(|byte| {
                !byte.is_ascii_alphanumeric() && !matches!(byte, b':' | b'_' | b'-' | b'.')
            })
        };
        let is_range = named(b"ref");
        if !is_range && !named(b"r") {
            return true;
        }
        let after = &xml[at + 1..];
        // far longer than any reference, with all white space that one would write
        let Ok(after) = std::str::from_utf8(&after[..after.len().min(64)]) else { return false };
        let after = after.trim_ascii_start();
        let Some(quote) = after.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return false };
        let Some((value, _)) = after[1..].split_once(quote) else { return false };
        if is_range { range(value).is_ok() } else { reference(value, false).is_ok() }
    })
}

/// Whether the formulas of a sheet may be read as well; an `Err` says why not.
pub(super) fn formulas(xml: &[u8]) -> Result<(), String> {
    let mut cells = 0;
    let mut shared = 0;
    let mut formula_start = None;
    placed_pieces(xml, |piece, at| {
        match piece {
            Piece::Start { name: "row", attributes: raw, .. } => {
                for (_, value) in attributes(raw).filter(|(key, _)| *key == "r") {
                    reference(value, false)?;
                }
            }
            Piece::Start { name: "c", attributes: raw, .. } => {
                cells += 1;
                if cells > MAX_CELLS {
                    return Err(format!("it has more than {MAX_CELLS} cells"));
                }
                for (_, value) in attributes(raw).filter(|(key, _)| *key == "r") {
                    reference(value, true)?;
                }
            }
            Piece::Start { name: name @ ("f" | "dimension"), attributes: raw, closed } => {
                if name == "f" && !closed {
                    formula_start = Some(at);
                }
                for (key, value) in attributes(raw) {
                    match key {
                        "ref" => range(value)?,
                        "si" => {
                            shared += 1;
                            if shared > MAX_SHARED || value.parse::<usize>().is_ok_and(|si| si > MAX_SHARED) {
                                return Err(format!("it shares formulas more than {MAX_SHARED} times"));
                            }
                        }
                        _ => {}
                    }
                }
            }
            Piece::End("f") if formula_start.take().is_some_and(|start| at - start > MAX_FORMULA) => {
                return Err("it holds a formula longer than any spreadsheet program allows".to_owned());
            }
            _ => {}
        }
        Ok(())
    })
}

/// Whether a table of shared strings may be read.
pub(super) fn strings(xml: &[u8]) -> Result<(), String> {
    placed_pieces(xml, |piece, _| {
        if let Piece::Start { name: "sst", attributes: raw, .. } = piece {
            for (_, value) in attributes(raw).filter(|(key, _)| *key == "uniqueCount") {
                // every string takes at least `<si/>`
                if value.trim().parse::<usize>().is_ok_and(|count| count > xml.len() / 5) {
                    return Err(format!("it declares {value} strings and cannot hold them"));
                }
            }
        }
        Ok(())
    })
}

/// `A1` or `A1:B2`, first corner first.
fn range(text: &str) -> Result<(), String> {
    let (from, to) = text.split_once(':').unwrap_or((text, text));
    let ((row, column), (last_row, last_column)) = (reference(from, true)?, reference(to, true)?);
    if last_row < row || last_column < column {
        return Err(format!("`{text}` is no range of cells"));
    }
    Ok(())
}

/// Row and column of `A1`, from 1; the column is 0 where there is none.
fn reference(text: &str, with_column: bool) -> Result<(u32, u32), String> {
    let wrong = || format!("`{text}` is no cell of a sheet");
    let digits = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = &text[..text.len() - digits.len()];
    if letters.len() > 3 || digits.len() > 7 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(wrong());
    }
    let column = letters
        .bytes()
        .fold(0, |column, letter| column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = digits.parse().map_err(|_| wrong())?;
    let column_fits = column <= MAX_COLUMN && (column > 0 || !with_column);
    if row == 0 || row > MAX_ROW || !column_fits { Err(wrong()) } else { Ok((row, column)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_no_sheet_has_are_refused() {
        assert_eq!(reference("XFD1048576", true), Ok((1_048_576, 16_384)));
        for wrong in ["XFE1", "A0", "A1048577", "1", "A", "", "A99999999999", "ABCD1", "Ä1", "A1B"] {
            assert!(reference(wrong, true).is_err(), "{wrong}");
        }
        assert!(formulas(br#"<sheetData><row r="4294967295"/></sheetData>"#).is_err());
        assert!(formulas(br#"<sheetData><row r="1"><c r = 'ZZZZ9'/></row></sheetData>"#).is_err());
        assert!(
            formulas(br#"<sheetData><c r="A1"><f t="shared" si="4000000000"/></c></sheetData>"#).is_err()
        );
        assert!(formulas(br#"<dimension ref="B9:A1"/>"#).is_err());
        assert!(formulas(br#"<dimension ref="A1:XFD1048576"/><sheetData/>"#).is_ok());
        assert!(strings(br#"<sst uniqueCount="999999999999"/>"#).is_err());
        assert!(strings(br#"<sst uniqueCount="1"><si><t>a</t></si></sst>"#).is_ok());
    }

    #[test]
    fn a_look_at_the_bytes_clears_nothing_that_the_tokeniser_refuses() {
        let sheet =
            |inner: &str| format!(r#"<?xml version="1.0" encoding="UTF-8"?><sheetData>{inner}</sheetData>"#);
        assert!(plainly_harmless(
            sheet(r#"<x xmlns:r="http://x"/><row r="1"><c r="A1" s="3"><v>1</v></c></row>"#).as_bytes()
        ));
        for hidden in [
            r#"<c r="A99999999999"/>"#,
            "<c r='A99999999999'/>",
            "<c\nr =\t\n'A99999999999'/>",
            "<row r=\"4294967296\"/>",
            "<dimension ref=\"B2:A1\"/>",
            "<c r=\"                                                                     A1\"/>",
        ] {
            assert!(!plainly_harmless(sheet(hidden).as_bytes()), "{hidden}");
            assert!(values(sheet(hidden).as_bytes()).is_err(), "{hidden}");
        }
        // an odd text is no reason to refuse, only to look closer
        let text = sheet("<c r=\"A1\" t=\"inlineStr\"><is><t>for r=2</t></is></c>");
        assert!(!plainly_harmless(text.as_bytes()) && values(text.as_bytes()).is_ok());
        let wide: Vec<u8> =
            sheet("<c r='A99999999999'/>").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(!plainly_harmless(&wide));
    }
}
