//! Which part of the file is which sheet.

use super::open::{Package, Refused, damaged};
use super::xml::{Piece, attribute, pieces};

/// A sheet and the path of its part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load) struct SheetPart {
    pub name: String,
    pub path: String,
}

/// What the workbook's own part says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::load) struct Parts {
    pub sheets: Vec<SheetPart>,
    pub shared_strings: Option<String>,
    /// Dates count from 1904 instead of 1900.
    pub from_1904: bool,
}

/// A relation of a part: its id, the last word of its type, the path of its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::load) struct Relation {
    pub id: String,
    pub kind: String,
    pub target: String,
}

/// Follows the relations from the package to the sheets.
pub(in crate::load) fn read(package: &mut Package<'_>) -> Result<Parts, Refused> {
    let workbook = relations(package, "")?
        .into_iter()
        .find(|relation| relation.kind == "officeDocument")
        .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
    let xml = package.required(&workbook)?;
    let relations = relations(package, &workbook)?;
    let target =
        |id: &str| relations.iter().find(|relation| relation.id == id).map(|relation| &relation.target);
    let mut parts = Parts {
        shared_strings: relations
            .iter()
            .find(|relation| relation.kind == "sharedStrings")
            .map(|relation| relation.target.clone()),
        ..Parts::default()
    };
    let result = pieces(&xml, |piece| {
        match piece {
            Piece::Start { name: "sheet", attributes, .. } => {
                let path = attribute(attributes, "id").and_then(|id| target(&id).cloned());
                if let (Some(name), Some(path)) = (attribute(attributes, "name"), path) {
                    parts.sheets.push(SheetPart { name, path });
                }
            }
            Piece::Start { name: "workbookPr", attributes, .. } => {
                if let Some(value) = attribute(attributes, "date1904") {
                    parts.from_1904 = matches!(value.as_str(), "1" | "true");
                }
            }
            _ => {}
        }
        Ok(())
    });
    result.map_err(|error| damaged(&package.name, format!("part `{workbook}` is malformed: {error}")))?;
    Ok(parts)
}

/// The relations of a part; none where it has none. The package itself is the empty path.
pub(in crate::load) fn relations(package: &mut Package<'_>, of: &str) -> Result<Vec<Relation>, Refused> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let path =
        if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let Some(xml) = package.part(&path)? else { return Ok(Vec::new()) };
    let mut relations = Vec::new();
    let result = pieces(&xml, |piece| {
        if let Piece::Start { name: "Relationship", attributes, .. } = piece
            && let (Some(id), Some(kind), Some(target)) =
                (attribute(attributes, "Id"), attribute(attributes, "Type"), attribute(attributes, "Target"))
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            relations.push(Relation { id, kind, target: resolve(folder, &target) });
        }
        Ok(())
    });
    result.map_err(|error| damaged(&package.name, format!("part `{path}` is malformed: {error}")))?;
    Ok(relations)
}

/// A target as a path from the root of the package.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved_from_the_folder_of_their_part() {
        assert_eq!(resolve("xl/worksheets", "../ctrlProps/a.xml"), "xl/ctrlProps/a.xml");
        assert_eq!(resolve("xl", "/xl/sharedStrings.xml"), "xl/sharedStrings.xml");
        assert_eq!(resolve("", "xl/workbook.xml"), "xl/workbook.xml");
        assert_eq!(resolve("xl", "../../../etc/passwd"), "etc/passwd");
    }
}
