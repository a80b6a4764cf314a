//! The `workbook:` block: what an official workbook holds that has no field of its own.

use std::collections::BTreeMap;

use crate::model::assessment::{OwnMethodology, WorkbookExtras};

use super::super::reader::Reader;
use super::super::yaml::Node;

pub(super) fn read(reader: &mut Reader<'_>, node: &Node) -> Option<WorkbookExtras> {
    let mut fields = reader.fields(node, "`workbook`")?;
    let extras = WorkbookExtras {
        version: fields.required_text("version", reader),
        edition: fields.required_text("edition", reader),
        profile: fields.optional("profile").map(|node| texts(reader, node)).unwrap_or_default(),
        support: fields
            .optional("support")
            .map(|node| {
                let entries = reader.entries(node, "`support`");
                entries
                    .into_iter()
                    .filter_map(|(id, node)| Some((id.to_owned(), reader.bool(node)?)))
                    .collect()
            })
            .unwrap_or_default(),
        own_methodology: fields.optional("own_methodology").and_then(|node| own_methodology(reader, node)),
        scope_cells: fields
            .optional("scope_cells")
            .map(|node| {
                let entries = reader.entries(node, "`scope_cells`");
                entries
                    .into_iter()
                    .filter_map(|(id, node)| Some((id.to_owned(), reader.int(node)?)))
                    .collect()
            })
            .unwrap_or_default(),
        rows: fields.optional("rows").map(|node| rows(reader, node)).unwrap_or_default(),
        external_staff: fields.optional_text("external_staff", reader),
    };
    fields.finish(reader);
    Some(extras)
}

fn texts(reader: &mut Reader<'_>, node: &Node) -> BTreeMap<String, String> {
    let entries = reader.entries(node, "`profile`");
    entries.into_iter().filter_map(|(key, node)| Some((key.to_owned(), reader.text(node)?))).collect()
}

fn own_methodology(reader: &mut Reader<'_>, node: &Node) -> Option<OwnMethodology> {
    let mut fields = reader.fields(node, "`own_methodology`")?;
    let own = OwnMethodology {
        in_use: fields.optional_bool("in_use", reader).unwrap_or(false),
        name: fields.optional_text("name", reader),
        level: fields.optional_text("level", reader),
    };
    fields.finish(reader);
    Some(own)
}

fn rows(reader: &mut Reader<'_>, node: &Node) -> BTreeMap<u32, i64> {
    let mut rows = BTreeMap::new();
    for (key, node) in reader.entries(node, "`rows`") {
        let value = reader.int(node);
        match (key.parse::<u32>(), value) {
            (Ok(row), Some(value)) => {
                rows.insert(row, value);
            }
            (Err(_), _) => reader.say("LD012", node, format!("`{key}` is no row number"), ""),
            (_, None) => {}
        }
    }
    rows
}
