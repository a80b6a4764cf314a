//! From a place in a document's structure to line and column in its text.

use std::collections::BTreeMap;

use super::{At, Place};

/// A stretch of a text: line and column count from 1 (columns in characters), bytes from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Mark {
    pub line: usize,
    pub column: usize,
    pub start: usize,
    pub end: usize,
}

/// A text that was read, with where each key path stands in it.
#[derive(Debug, Clone, Default)]
pub struct SourceFile {
    pub text: String,
    /// Key path to the mark of the key (none for list entries) and of the value.
    pub marks: BTreeMap<String, (Option<Mark>, Mark)>,
}

/// Every text that was read, by the name the user gave.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: BTreeMap<String, SourceFile>,
    /// Of workbooks: key path to sheet and cell.
    cells: BTreeMap<String, BTreeMap<String, (String, String)>>,
    placeless: bool,
}

impl Sources {
    /// For texts that are known to be right: no places are worked out, which saves most of the reading time.
    #[must_use]
    pub fn placeless() -> Self {
        Self { placeless: true, ..Self::default() }
    }

    /// Whether no places are wanted.
    #[must_use]
    pub fn is_placeless(&self) -> bool {
        self.placeless
    }

    pub fn add(&mut self, name: &str, file: SourceFile) {
        self.files.insert(name.to_owned(), file);
    }

    /// Where the key paths of a workbook stand: sheet and cell.
    pub fn add_cells(&mut self, name: &str, cells: BTreeMap<String, (String, String)>) {
        self.cells.entry(name.to_owned()).or_default().extend(cells);
    }

    /// Everything that another has read as well.
    pub fn extend(&mut self, other: Self) {
        self.files.extend(other.files);
        self.cells.extend(other.cells);
    }

    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(|file| file.text.as_str())
    }

    /// Whether exactly this key path stands in the text.
    #[must_use]
    pub fn knows(&self, name: &str, path: &str) -> bool {
        self.files.get(name).is_some_and(|file| file.marks.contains_key(path))
    }

    /// Where a place stands in its text; the nearest enclosing key where the exact one does not exist.
    #[must_use]
    pub fn mark(&self, place: &Place) -> Option<Mark> {
        let file = self.files.get(&place.file)?;
        match &place.at {
            At::File | At::Cell { .. } => None,
            At::Position { line, column } => Some(position_mark(&file.text, *line, *column)),
            At::Key(path) | At::Value(path) => {
                let mut path = path.as_str();
                loop {
                    if let Some((key, value)) = file.marks.get(path) {
                        let wants_key = matches!(place.at, At::Key(_));
                        return Some(if wants_key { key.unwrap_or(*value) } else { *value });
                    }
                    path = &path[..path.rfind('/')?];
                }
            }
        }
    }

    /// Sheet and cell of a place in a workbook; those of the nearest enclosing key where the exact one has none.
    #[must_use]
    pub fn cell<'a>(&'a self, place: &'a Place) -> Option<(&'a str, &'a str)> {
        match &place.at {
            At::File | At::Position { .. } => None,
            At::Cell { sheet, cell } => Some((sheet, cell)),
            At::Key(path) | At::Value(path) => {
                let cells = self.cells.get(&place.file)?;
                let mut path = path.as_str();
                loop {
                    if let Some((sheet, cell)) = cells.get(path) {
                        return Some((sheet, cell));
                    }
                    path = &path[..path.rfind('/')?];
                }
            }
        }
    }

    /// Line and column, both from 1.
    #[must_use]
    pub fn position(&self, place: &Place) -> Option<(usize, usize)> {
        match &place.at {
            At::Position { line, column } => Some((*line, *column)),
            _ => self.mark(place).map(|mark| (mark.line, mark.column)),
        }
    }

    /// `file:line:column`, `file, sheet S, cell C`, or the file alone.
    #[must_use]
    pub fn locate(&self, place: &Place) -> String {
        if let Some((sheet, cell)) = self.cell(place) {
            return format!("{}, sheet `{sheet}`, cell {cell}", place.file);
        }
        match self.position(place) {
            Some((line, column)) => format!("{}:{line}:{column}", place.file),
            None => place.file.clone(),
        }
    }
}

fn position_mark(text: &str, line: usize, column: usize) -> Mark {
    let mut start = 0;
    for (number, row) in text.split_inclusive('\n').enumerate() {
        if number + 1 == line {
            start +=
                row.char_indices().nth(column.saturating_sub(1)).map_or(row.trim_end().len(), |(at, _)| at);
            break;
        }
        start += row.len();
    }
    let start = start.min(text.len());
    let end = text[start..].chars().next().map_or(start, |c| start + c.len_utf8());
    Mark { line, column, start, end }
}
