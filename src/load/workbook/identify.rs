//! Which workbook this is: version and edition.

use crate::diagnostic::Place;

use super::cells::{Book, Cells, Value, cell_name};
use super::open::{Refused, refuse};

/// The sheet that names version and edition.
pub(super) const INTRODUCTION: &str = "Introduction - INT";
/// The sheet that holds all answers.
pub(super) const OUTPUT: &str = "_Output";
pub(super) const PROFILE: &str = "General - PRO";
pub(super) const RESULTS: &str = "Results - OVR";
pub(super) const CSF_RESULTS: &str = "Results - CSF2";
/// The sheet with the lists that the controls offer.
pub(super) const LISTS: &str = "_Input";

/// The cell that names version and edition.
const VERSION_ROW: u32 = 23;
const VERSION_COLUMN: u32 = 7;
/// First words of the sheets with questions; a dash and the aspect's short name follow.
const DOMAINS: [(&str, &str, char); 5] = [
    ("Business", "business", 'b'),
    ("People", "people", 'p'),
    ("Process", "process", 'm'),
    ("Technology", "technology", 't'),
    ("Services", "services", 's'),
];

/// Version and edition of an official workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    pub version: String,
    /// `basic` or `advanced`.
    pub edition: String,
}

/// The domain id and letter of a sheet with questions, `None` for other sheets.
pub(super) fn question_sheet(name: &str) -> Option<(&'static str, char)> {
    let (domain, _) = name.split_once(" - ")?;
    DOMAINS.iter().find(|(word, ..)| *word == domain).map(|&(_, id, letter)| (id, letter))
}

/// The letter that the numbers of a domain get.
pub(super) fn letter(domain: &str) -> Option<char> {
    DOMAINS.iter().find(|(_, id, _)| *id == domain).map(|&(.., letter)| letter)
}

/// The domain id of a letter on the sheet `_Output`.
pub(super) fn domain_of(letter: char) -> Option<&'static str> {
    DOMAINS.iter().find(|(.., own)| *own == letter.to_ascii_lowercase()).map(|&(_, id, _)| id)
}

/// Reads version and edition; never from the document's title, which is stale in both editions.
pub(super) fn identify(name: &str, book: &mut Book) -> Result<Identity, Refused> {
    let missing: Vec<&str> =
        [INTRODUCTION, OUTPUT, PROFILE].into_iter().filter(|sheet| !book.has(sheet)).collect();
    if !missing.is_empty() {
        return Err(refuse("WB006", name, format!("it has no sheet `{}`", missing.join("`, no sheet `")))
            .help("give an official SOC-CMM workbook, 2.4.2 basic or advanced, filled in or not")
            .into());
    }
    let introduction = book.cells(INTRODUCTION, |row, column| row <= 60 && column == VERSION_COLUMN)?;
    // where an older version has it elsewhere, it is the first cell of that column that starts with a version
    let starts = |value: &Value| matches!(value, Value::Text(text) if version(text).is_some_and(|v| text.trim().starts_with(&v)));
    let row = if starts(introduction.value(VERSION_ROW, VERSION_COLUMN)) {
        VERSION_ROW
    } else {
        introduction
            .column(VERSION_COLUMN)
            .find(|(_, cell)| starts(&cell.value))
            .map_or(VERSION_ROW, |(row, _)| row)
    };
    let text = introduction.value(row, VERSION_COLUMN).shown().unwrap_or_default();
    let Some(version) = version(&text) else {
        let place = Place::cell(name, INTRODUCTION, &cell_name(row, VERSION_COLUMN));
        return Err(crate::diagnostic::Diagnostic::new("WB006", place, "no version stands here")
            .help("take the answers over into an official workbook whose version cell is intact")
            .into());
    };
    let edition = match (text.contains("basic"), text.contains("advanced")) {
        (true, false) => "basic",
        (false, true) => "advanced",
        _ => edition_by_header(book)?,
    };
    Ok(Identity { version, edition: edition.to_owned() })
}

/// The number that the text starts with or holds: `2.4.2`.
fn version(text: &str) -> Option<String> {
    text.split(|c: char| !(c.is_ascii_digit() || c == '.'))
        .map(|word| word.trim_matches('.'))
        .find(|word| word.contains('.'))
        .map(str::to_owned)
}

/// Only the advanced edition has a column for importance beside the questions.
fn edition_by_header(book: &mut Book) -> Result<&'static str, Refused> {
    let sheet = book.sheets().iter().find(|name| question_sheet(name).is_some()).cloned();
    let cells: Cells = match sheet {
        Some(sheet) => book.cells(&sheet, |row, _| row <= 20)?,
        None => Cells::default(),
    };
    let weighted =
        cells.iter().any(|(_, _, cell)| matches!(&cell.value, Value::Text(text) if text == "Importance"));
    Ok(if weighted { "advanced" } else { "basic" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_first_dotted_number() {
        assert_eq!(version("2.4.2, advanced version").as_deref(), Some("2.4.2"));
        assert_eq!(version("SOC-CMM 2.3.4 (basic)").as_deref(), Some("2.3.4"));
        assert_eq!(version("version 2"), None);
        assert_eq!(version(""), None);
    }
}
