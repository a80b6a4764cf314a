//! Cells of a sheet that somebody merged: only the first of them holds anything.

use super::open::{Package, Refused, damaged};
use super::parts::SheetPart;
use super::refs::refs;
use super::xml::{Piece, attribute, pieces};

/// A merged range; corners by row and column, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::load) struct Merged {
    pub from: (u32, u32),
    pub to: (u32, u32),
}

/// The merged ranges of a sheet, in their order there.
pub(in crate::load) fn read(package: &mut Package<'_>, sheet: &SheetPart) -> Result<Vec<Merged>, Refused> {
    const ELEMENT: &[u8] = b"mergeCell ";
    let xml = package.required(&sheet.path)?;
    if !xml.windows(ELEMENT.len()).any(|bytes| bytes == ELEMENT) {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    let result = pieces(&xml, |piece| {
        if let Piece::Start { name: "mergeCell", attributes, .. } = piece {
            let range = attribute(attributes, "ref").and_then(|text| refs(&text).into_iter().next());
            found.extend(range.map(|range| Merged { from: range.from, to: range.to }));
        }
        Ok(())
    });
    result
        .map_err(|error| damaged(&package.name, format!("sheet `{}` is malformed: {error}", sheet.name)))?;
    Ok(found)
}
