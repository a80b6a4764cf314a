//! `questionnaires/<id>/migrations.yaml` -> [`Migration`]s.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::{Diagnostics, Sources};
use crate::model::migration::Migration;

use super::builtin::Folder;
use super::files;
use super::reader::Reader;
use super::yaml::{self, Node};

/// The steps of a built-in questionnaire, oldest first; none where it never changed.
pub(crate) fn builtin(id: &str, sources: &mut Sources, out: &mut Diagnostics) -> Vec<Migration> {
    let Some((name, text)) = Folder::Questionnaires.text(&format!("{id}/migrations.yaml")) else {
        return Vec::new();
    };
    read(id, &name, &text, sources, out)
}

/// The steps that a folder holds beside its questionnaire; none where it has no such file.
pub(crate) fn in_folder(
    id: &str,
    folder: &Path,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Vec<Migration> {
    let path = folder.join("migrations.yaml");
    if !path.is_file() {
        return Vec::new();
    }
    let name = path.display().to_string();
    let text = files::bytes(&path, &name, yaml::MAX_BYTES, out).and_then(|it| files::text(it, &name, out));
    text.map(|text| read(id, &name, &text, sources, out)).unwrap_or_default()
}

/// The steps of one file.
pub(crate) fn read(
    id: &str,
    name: &str,
    text: &str,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Vec<Migration> {
    let Some(root) = yaml::document(name, text, sources, out) else { return Vec::new() };
    let mut reader = Reader { file: name, out };
    let Some(mut fields) = reader.fields(&root, "a migration table") else { return Vec::new() };
    if !reader.schema(&mut fields, "migrations") {
        return Vec::new();
    }
    let steps = fields.required("steps", &mut reader).map(|node| reader.list(node)).unwrap_or_default();
    let steps = steps.iter().filter_map(|node| step(&mut reader, id, node)).collect();
    fields.finish(&mut reader);
    steps
}

fn step(reader: &mut Reader<'_>, id: &str, node: &Node) -> Option<Migration> {
    let mut fields = reader.fields(node, "a migration step")?;
    let migration = Migration {
        instrument: id.to_owned(),
        from: fields.required_text("from", reader),
        to: fields.required_text("to", reader),
        summary: fields.required_text("summary", reader),
        renamed: fields.optional("renamed").map(|node| texts(reader, node)).unwrap_or_default(),
        split: fields
            .optional("split")
            .map(|node| {
                let entries = reader.entries(node, "`split`");
                entries.into_iter().map(|(old, node)| (old.to_owned(), reader.texts(node))).collect()
            })
            .unwrap_or_default(),
        retired: fields.optional("retired").map(|node| texts(reader, node)).unwrap_or_default(),
        reworded: fields.texts("reworded", reader),
    };
    fields.finish(reader);
    Some(migration)
}

fn texts(reader: &mut Reader<'_>, node: &Node) -> BTreeMap<String, String> {
    let entries = reader.entries(node, "a map of ids");
    entries.into_iter().filter_map(|(old, node)| Some((old.to_owned(), reader.text(node)?))).collect()
}
