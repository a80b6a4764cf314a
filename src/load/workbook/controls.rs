//! Form controls: which drop-down on which row of which sheet writes which cell of `_Output`.

use super::identify::{OUTPUT, question_sheet};
use super::open::{Package, Refused, damaged};
use super::parts::{Parts, SheetPart, relations};
use super::refs::{Ref, refs};
use super::xml::{Piece, attribute, pieces};

/// A drop-down on a sheet with questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Control {
    pub sheet: String,
    /// Row of the sheet that it stands on, from 1.
    pub sheet_row: u32,
    /// Row and column on `_Output` that it writes.
    pub row: u32,
    pub column: u32,
    /// The list that it offers.
    pub choices: Option<Ref>,
}

/// Every control of the sheets with questions, in order of sheet and row.
pub(super) fn read(package: &mut Package<'_>, parts: &Parts) -> Result<Vec<Control>, Refused> {
    let mut controls = Vec::new();
    for sheet in parts.sheets.iter().filter(|sheet| question_sheet(&sheet.name).is_some()) {
        let anchors = anchors(package, sheet)?;
        let relations = relations(package, &sheet.path)?;
        for (id, sheet_row) in anchors {
            let Some(relation) = relations.iter().find(|relation| relation.id == id) else { continue };
            let Some(xml) = package.part(&relation.target)? else { continue };
            let Some((cell, choices)) = link(&package.name, &relation.target, &xml)? else { continue };
            let (row, column) = cell.from;
            controls.push(Control { sheet: sheet.name.clone(), sheet_row, row, column, choices });
        }
    }
    Ok(controls)
}

/// Relation id and row (from 1) of every control of a sheet, from the top.
fn anchors(package: &mut Package<'_>, sheet: &SheetPart) -> Result<Vec<(String, u32)>, Refused> {
    let xml = package.required(&sheet.path)?;
    let mut anchors = Vec::new();
    let mut id: Option<String> = None;
    let (mut in_from, mut in_row) = (false, false);
    let result = pieces(&xml, |piece| {
        match piece {
            Piece::Start { name: "control", attributes, closed: false } => id = attribute(attributes, "id"),
            Piece::Start { name: "from", closed: false, .. } => in_from = id.is_some(),
            Piece::Start { name: "row", closed: false, .. } => in_row = in_from,
            Piece::Text(text) if in_row => {
                if let (Ok(row), Some(id)) = (text.trim().parse::<u32>(), id.take()) {
                    anchors.push((id, row.saturating_add(1)));
                }
            }
            Piece::End("row") => in_row = false,
            Piece::End("from") => in_from = false,
            Piece::End("control") => id = None,
            _ => {}
        }
        Ok(())
    });
    result
        .map_err(|error| damaged(&package.name, format!("sheet `{}` is malformed: {error}", sheet.name)))?;
    anchors.sort_by_key(|(_, row)| *row);
    Ok(anchors)
}

/// The cell of `_Output` that a control writes, and its list; none where it writes another sheet.
fn link(name: &str, path: &str, xml: &[u8]) -> Result<Option<(Ref, Option<Ref>)>, Refused> {
    let mut found = None;
    let result = pieces(xml, |piece| {
        if let Piece::Start { name: "formControlPr", attributes, .. } = piece {
            let one = |name| attribute(attributes, name).and_then(|text| refs(&text).into_iter().next());
            found = one("fmlaLink").map(|cell| (cell, one("fmlaRange")));
        }
        Ok(())
    });
    result.map_err(|error| damaged(name, format!("part `{path}` is malformed: {error}")))?;
    Ok(found.filter(|(cell, _)| cell.sheet.as_deref() == Some(OUTPUT)))
}
