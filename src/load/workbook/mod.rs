//! Official SOC-CMM workbooks: `.xlsx` -> assessment, row map, stored results, and the questionnaire.
//!
//! `open` refuses what is unsafe, `cells` is the only place that reads cells, `identify` says which version
//! it is; the rest turns cells into the model. A version without an embedded row map is read by `structure`.

mod cached;
pub(in crate::load) mod cells;
mod controls;
mod groups;
mod guidance;
mod identify;
mod inputs;
pub(in crate::load) mod merged;
pub(in crate::load) mod open;
pub(in crate::load) mod parts;
mod profile;
mod refs;
mod remarks;
mod screen;
mod structure;
mod xml;

use crate::diagnostic::{Diagnostics, Place};
use crate::load::official;
use crate::model::assessment::{Assessment, InstrumentRef, WorkbookExtras};
use crate::model::instrument::Instrument;
use crate::model::rowmap::{CachedResults, RowMap};
use crate::model::segment::Segments;

use cells::{Book, Cells, With};
use identify::{CSF_RESULTS, INTRODUCTION, Identity, LISTS, OUTPUT, PROFILE, RESULTS, question_sheet};
use inputs::Columns;
use open::{Package, Refused};
use parts::Parts;

/// What a workbook says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ImportedWorkbook {
    pub assessment: Assessment,
    /// The layout that it was read by.
    pub rows: RowMap,
    /// The results stored in the file; empty where it stores none.
    pub cached: CachedResults,
    /// Whether the layout is an embedded one. One read from the file's own formulas is to be believed only where
    /// recomputing yields the stored results.
    pub known_layout: bool,
    pub version: String,
    /// `basic` or `advanced`.
    pub edition: String,
}

/// Whether the bytes can only be meant as a workbook, whatever the file's name.
pub(crate) fn looks_like_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0])
}

/// Reads an official workbook; `None` only where nothing can be made of it, which has been said.
pub(crate) fn read(
    name: &str,
    bytes: &[u8],
    maps: &[RowMap],
    segments: &Segments,
    out: &mut Diagnostics,
) -> Option<ImportedWorkbook> {
    import(name, bytes, maps, segments, out).map_err(|refused| out.push(*refused)).ok()
}

/// The questionnaire that a workbook holds, with its texts; `rows` is the layout that `read` found. Reading answers does
/// not need it, so it is read only where it is asked for.
pub(crate) fn questionnaire(
    name: &str,
    bytes: &[u8],
    rows: &RowMap,
    out: &mut Diagnostics,
) -> Option<Instrument> {
    let texts = || {
        let mut package = Package::open(name, bytes)?;
        let parts = parts::read(&mut package)?;
        let mut book = Book::open(&mut package, &parts, With::Formulas, guidance::needs)?;
        guidance::read(&mut book, rows)
    };
    texts().map_err(|refused: Refused| out.push(*refused)).ok()
}

fn import(
    name: &str,
    bytes: &[u8],
    maps: &[RowMap],
    segments: &Segments,
    out: &mut Diagnostics,
) -> Result<ImportedWorkbook, Refused> {
    let mut package = Package::open(name, bytes)?;
    let parts = parts::read(&mut package)?;
    let fixed = [INTRODUCTION, OUTPUT, PROFILE, RESULTS, CSF_RESULTS, LISTS];
    let mut book = Book::open(&mut package, &parts, With::Values, |sheet| {
        fixed.contains(&sheet) || question_sheet(sheet).is_some()
    })?;
    let identity = identify::identify(name, &mut book)?;
    let (rows, columns, known_layout, output) = layout(&mut package, &parts, &mut book, &identity, maps)?;
    let mut assessment = Assessment {
        instruments: vec![InstrumentRef { id: official::ID.to_owned(), version: identity.version.clone() }],
        ..Assessment::default()
    };
    let mut extras = WorkbookExtras {
        version: identity.version.clone(),
        edition: identity.edition.clone(),
        ..WorkbookExtras::default()
    };
    inputs::read(name, &output, columns, &rows, &mut assessment, &mut extras, out);
    inputs::read_typed(name, &mut book, &rows, &mut extras, out)?;
    remarks::read(name, &mut book, &rows, &mut assessment, out)?;
    profile::read(name, &mut book, parts.from_1904, segments, &mut assessment, &mut extras, out)?;
    for aspect in rows.aspects.iter().filter(|aspect| !aspect.sheet.is_empty() && !book.has(&aspect.sheet)) {
        let message =
            format!("the sheet `{}` is missing, and with it the remarks on `{}`", aspect.sheet, aspect.id);
        out.push(
            crate::diagnostic::Diagnostic::new("WB014", Place::file(name), message).help(
                "its answers are on the output sheet and were read; take a complete copy for the remarks",
            ),
        );
    }
    let cached = cached::read(&mut book, &rows)?;
    assessment.workbook = Some(extras);
    Ok(ImportedWorkbook {
        assessment,
        rows,
        cached,
        known_layout,
        version: identity.version,
        edition: identity.edition,
    })
}

/// The layout, its input columns, whether it is an embedded one, and the cells of `_Output`.
fn layout(
    package: &mut Package<'_>,
    parts: &Parts,
    book: &mut Book,
    identity: &Identity,
    maps: &[RowMap],
) -> Result<(RowMap, Columns, bool, Cells), Refused> {
    let wanted = |columns: Columns| {
        move |_, at| at == columns.kind || at == columns.answer || at == columns.importance
    };
    let output = book.cells(OUTPUT, wanted(inputs::COLUMNS))?;
    // a version that is known by name may still have been changed by hand
    let known = maps.iter().find(|map| {
        map.version == identity.version && inputs::rows_are_in_place(&output, inputs::COLUMNS, map)
    });
    if let Some(rows) = known {
        return Ok((rows.clone(), inputs::COLUMNS, true, output));
    }
    let Some((rows, columns)) = structure::derive(package, parts, &identity.version)? else {
        return Err(unknown(&package.name, &identity.version));
    };
    Ok((rows, columns, false, book.cells(OUTPUT, wanted(columns))?))
}

fn unknown(name: &str, version: &str) -> Refused {
    let place = Place::cell(name, INTRODUCTION, "G23");
    crate::diagnostic::Diagnostic::new(
        "WB007",
        place,
        format!("no layout is known for version {version}, and none can be read from its formulas"),
    )
    .help("take the answers over into version 2.4.2 of the official workbook")
    .into()
}

#[cfg(test)]
mod edited_tests;
#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod tests;
