//! The one door to the cell reader: sheets of a workbook as sparse cells, with values and formulas.
//!
//! The reader never sees the file itself but a fresh archive of the few parts that are needed, unpacked
//! within limits and screened. Ranges are never built, so a far-away cell costs nothing.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use calamine::{DataRef, Reader as _, Xlsx};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::open::{Package, Refused, damaged};
use super::parts::Parts;
use super::screen;

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::load) struct Cell {
    pub value: Value,
    /// Without the sign of equality; only where the book was opened with formulas.
    pub formula: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub(in crate::load) enum Value {
    Empty,
    Number(f64),
    Text(String),
    Bool(bool),
    /// The marker, `#DIV/0!`.
    Error(String),
}

/// The cells of one sheet by row and column, both from 1.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::load) struct Cells {
    cells: BTreeMap<(u32, u32), Cell>,
}

/// What of the cells is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load) enum With {
    Values,
    /// Values and formulas, shared ones written out.
    Formulas,
}

/// Sheets ready to be read.
pub(in crate::load) struct Book {
    name: String,
    sheets: Vec<String>,
    with: With,
    xlsx: Xlsx<Cursor<Vec<u8>>>,
}

/// Rows below are not looked at; the official sheets end far above.
const LAST_ROW: u32 = 20_000;

impl Book {
    /// Takes the named sheets out of the package; those that it lacks are left out.
    pub(in crate::load) fn open(
        package: &mut Package<'_>,
        parts: &Parts,
        with: With,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Self, Refused> {
        let name = package.name.clone();
        let mut sheets = Vec::new();
        let mut files: Vec<(String, Vec<u8>)> = Vec::new();
        for sheet in parts.sheets.iter().filter(|sheet| wanted(&sheet.name)) {
            if sheets.contains(&sheet.name) {
                return Err(damaged(&name, format!("two sheets are called `{}`", sheet.name)));
            }
            let xml = package.required(&sheet.path)?;
            let screened = match with {
                With::Values => screen::values(&xml),
                With::Formulas => screen::formulas(&xml),
            };
            screened
                .map_err(|why| damaged(&name, format!("sheet `{}` cannot be read: {why}", sheet.name)))?;
            files.push((format!("xl/{}.xml", sheets.len()), xml));
            sheets.push(sheet.name.clone());
        }
        if let Some(path) = &parts.shared_strings
            && let Some(xml) = package.part(path)?
        {
            screen::strings(&xml)
                .map_err(|why| damaged(&name, format!("part `{path}` cannot be read: {why}")))?;
            files.push(("xl/sharedStrings.xml".to_owned(), xml));
        }
        let archive = pack(sheets.len(), &files)
            .map_err(|error| damaged(&name, format!("its parts cannot be put together: {error}")))?;
        let xlsx = Xlsx::new(Cursor::new(archive))
            .map_err(|error| damaged(&name, format!("its texts cannot be read: {error}")))?;
        Ok(Self { name, sheets, with, xlsx })
    }

    /// The names of the sheets at hand, in order of the workbook.
    pub(in crate::load) fn sheets(&self) -> &[String] {
        &self.sheets
    }

    pub(in crate::load) fn has(&self, sheet: &str) -> bool {
        self.sheets.iter().any(|name| name == sheet)
    }

    /// The cells of a sheet that `keep` wants (row and column from 1); none where there is no such sheet.
    pub(in crate::load) fn cells(
        &mut self,
        sheet: &str,
        keep: impl Fn(u32, u32) -> bool,
    ) -> Result<Cells, Refused> {
        let Some(at) = self.sheets.iter().position(|name| name == sheet) else { return Ok(Cells::default()) };
        let wrong = |error: calamine::XlsxError| {
            damaged(&self.name, format!("sheet `{sheet}` cannot be read: {error}"))
        };
        let mut reader = self.xlsx.worksheet_cells_reader(&at.to_string()).map_err(wrong)?;
        let mut cells = BTreeMap::new();
        let keep = |(row, column): (u32, u32)| row < LAST_ROW && keep(row + 1, column + 1);
        loop {
            let (pos, value, formula) = if self.with == With::Formulas {
                let Some(cell) = reader.next_cell_with_formula().map_err(wrong)? else { break };
                (cell.pos, cell.value, cell.formula)
            } else {
                let Some(cell) = reader.next_cell().map_err(wrong)? else { break };
                (cell.get_position(), cell.get_value().clone(), None)
            };
            if !keep(pos) {
                continue;
            }
            let cell = Cell { value: value_of(value), formula: formula.filter(|text| !text.is_empty()) };
            if cell.value != Value::Empty || cell.formula.is_some() {
                cells.insert((pos.0 + 1, pos.1 + 1), cell);
            }
        }
        Ok(Cells { cells })
    }
}

fn value_of(value: DataRef<'_>) -> Value {
    match value {
        DataRef::Empty => Value::Empty,
        DataRef::Int(number) => Value::Number(number as f64),
        DataRef::Float(number) => Value::Number(number),
        DataRef::String(text) => Value::Text(text),
        DataRef::SharedString(text) => Value::Text(text.to_owned()),
        DataRef::Bool(value) => Value::Bool(value),
        DataRef::Error(error) => Value::Error(error.to_string()),
        DataRef::DateTime(moment) => Value::Number(moment.as_f64()),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Value::Text(text),
    }
}

/// An archive without compression that holds the sheets under their numbers as names.
fn pack(sheets: usize, files: &[(String, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
    };
    let numbers = || (0..sheets).map(|at| at.to_string());
    let list: String =
        numbers().map(|at| format!(r#"<sheet name="{at}" sheetId="{at}" r:id="r{at}"/>"#)).collect();
    let sheet_relations: String =
        numbers().map(|at| relation(&format!("r{at}"), "worksheet", &format!("{at}.xml"))).collect();
    let plumbing = [
        (
            "_rels/.rels",
            format!("<Relationships>{}</Relationships>", relation("r", "officeDocument", "xl/workbook.xml")),
        ),
        ("xl/workbook.xml", format!("<workbook><sheets>{list}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships>{sheet_relations}</Relationships>")),
    ];
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let size = files.iter().map(|(_, bytes)| bytes.len() + 256).sum::<usize>() + 64 * 1024;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(size)));
    let plumbing = plumbing.iter().map(|(path, text)| (*path, text.as_bytes()));
    for (path, bytes) in plumbing.chain(files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))) {
        writer.start_file(path, options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

impl Cells {
    pub(in crate::load) fn get(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cells.get(&(row, column))
    }

    pub(in crate::load) fn value(&self, row: u32, column: u32) -> &Value {
        self.get(row, column).map_or(&Value::Empty, |cell| &cell.value)
    }

    /// The text of a cell; none where it is empty or no text.
    pub(in crate::load) fn text(&self, row: u32, column: u32) -> Option<&str> {
        match self.value(row, column) {
            Value::Text(text) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    pub(in crate::load) fn formula(&self, row: u32, column: u32) -> Option<&str> {
        self.get(row, column)?.formula.as_deref()
    }

    /// Every cell in order of row and column.
    pub(in crate::load) fn iter(&self) -> impl Iterator<Item = (u32, u32, &Cell)> {
        self.cells.iter().map(|(&(row, column), cell)| (row, column, cell))
    }

    /// The cells of one column, from the top.
    pub(in crate::load) fn column(&self, column: u32) -> impl Iterator<Item = (u32, &Cell)> {
        self.iter().filter(move |(_, at, _)| *at == column).map(|(row, _, cell)| (row, cell))
    }

    /// The last row that holds anything; 0 where none does.
    pub(in crate::load) fn last_row(&self) -> u32 {
        self.cells.last_key_value().map_or(0, |(&(row, _), _)| row)
    }
}

impl Value {
    /// What a person sees, where something is there: text as it is, numbers in the shortest way.
    pub(in crate::load) fn shown(&self) -> Option<String> {
        match self {
            Self::Empty => None,
            Self::Number(number) => Some(number.to_string()),
            Self::Text(text) => Some(text.clone()).filter(|text| !text.is_empty()),
            Self::Bool(value) => Some(if *value { "TRUE" } else { "FALSE" }.to_owned()),
            Self::Error(marker) => Some(marker.clone()),
        }
    }

    /// A whole number, where it is one.
    pub(in crate::load) fn whole(&self) -> Option<i64> {
        match self {
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 1e9 => Some(*number as i64),
            _ => None,
        }
    }
}

/// `D4` of row 4 and column 4.
pub(in crate::load) fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        left -= 1;
        letters.push(b'A' + (left % 26) as u8);
        left /= 26;
    }
    letters.reverse();
    let letters: String = letters.into_iter().map(char::from).collect();
    format!("{letters}{row}")
}
