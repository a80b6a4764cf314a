//! `assessment.yaml` -> [`Assessment`]: its shape. What only the instruments can tell is checked in `check`.

mod ai;
pub(in crate::load) mod answers;
mod workbook;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Sources};
use crate::model::assessment::{Assessment, Details, InstrumentRef, SocProfile, Targets};

use super::reader::{Fields, Reader};
use super::yaml::{self, Node};

/// Reads the text of an assessment; `None` only where nothing can be made of it.
pub(crate) fn read(
    name: &str,
    text: &str,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<Assessment> {
    let root = yaml::document(name, text, sources, out)?;
    let mut reader = Reader { file: name, out };
    let mut fields = reader.fields(&root, "an assessment")?;
    if !reader.schema(&mut fields, "assessment") {
        return None;
    }
    let assessment = Assessment {
        instruments: instruments(&mut fields, &mut reader),
        soc: fields.optional("soc").and_then(|node| soc(&mut reader, node)).unwrap_or_default(),
        details: fields
            .optional("assessment")
            .and_then(|node| details(&mut reader, node))
            .unwrap_or_default(),
        targets: fields.optional("targets").and_then(|node| targets(&mut reader, node)).unwrap_or_default(),
        exclude: fields.optional("scope").map(|node| scope(&mut reader, node)).unwrap_or_default(),
        answers: fields.optional("answers").map(|node| answers::read(&mut reader, node)).unwrap_or_default(),
        notes: fields.optional("notes").map(|node| notes(&mut reader, node)).unwrap_or_default(),
        ai: fields.optional("ai").and_then(|node| ai::read(&mut reader, node)),
        workbook: fields.optional("workbook").and_then(|node| workbook::read(&mut reader, node)),
    };
    fields.finish(&mut reader);
    Some(assessment)
}

fn instruments(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Vec<InstrumentRef> {
    let Some(list) = fields.required("instruments", reader) else { return Vec::new() };
    let mut instruments = Vec::new();
    for node in reader.list(list) {
        let Some(text) = reader.text(node) else { continue };
        match text.split_once('@') {
            Some((id, version)) if !id.is_empty() && !version.is_empty() => {
                instruments.push(InstrumentRef { id: id.to_owned(), version: version.to_owned() });
            }
            _ => reader.say("AS001", node, format!("`{text}` names no version"), "write it as `soc-core@3`"),
        }
    }
    instruments
}

fn soc(reader: &mut Reader<'_>, node: &Node) -> Option<SocProfile> {
    let mut fields = reader.fields(node, "`soc`")?;
    let soc = SocProfile {
        id: fields.optional_text("id", reader),
        name: fields.optional_text("name", reader),
        sector: fields.optional_text("sector", reader),
        region: fields.optional_text("region", reader),
        model: fields.optional_text("model", reader),
        size_fte: fields.optional_text("size_fte", reader),
        organisation_fte: fields.optional_text("organisation_fte", reader),
        years: fields.optional("years").and_then(|node| {
            let years = reader.number(node)?;
            if !(0.0..=200.0).contains(&years) {
                reader.say(
                    "LD012",
                    node,
                    format!("`{years}` is no number of years in operation"),
                    "0 to 200",
                );
                return None;
            }
            Some(years)
        }),
    };
    fields.finish(reader);
    Some(soc)
}

fn details(reader: &mut Reader<'_>, node: &Node) -> Option<Details> {
    let mut fields = reader.fields(node, "`assessment`")?;
    let details = Details {
        date: fields.optional("date").and_then(|node| reader.date(node)),
        kind: fields.optional_text("type", reader),
        style: fields.optional_text("style", reader),
        assessors: fields.texts("assessors", reader),
        purpose: fields.optional_text("purpose", reader),
    };
    fields.finish(reader);
    Some(details)
}

fn targets(reader: &mut Reader<'_>, node: &Node) -> Option<Targets> {
    let mut fields = reader.fields(node, "`targets`")?;
    let targets = Targets {
        overall: fields.optional("overall").and_then(|node| target(reader, node, 500)),
        domains: fields.optional("domains").map(|node| target_map(reader, node, 500)).unwrap_or_default(),
        capability: fields
            .optional("capability")
            .map(|node| target_map(reader, node, 300))
            .unwrap_or_default(),
    };
    fields.finish(reader);
    Some(targets)
}

fn target_map(reader: &mut Reader<'_>, node: &Node, max: i64) -> BTreeMap<String, i64> {
    reader
        .entries(node, "a map of targets")
        .into_iter()
        .filter_map(|(id, node)| Some((id.to_owned(), target(reader, node, max)?)))
        .collect()
}

fn target(reader: &mut Reader<'_>, node: &Node, max: i64) -> Option<i64> {
    let value = reader.hundredths(node)?;
    if (0..=max).contains(&value) {
        return Some(value);
    }
    reader.say("AS006", node, format!("a target here lies between 0 and {}", max / 100), "");
    None
}

fn scope(reader: &mut Reader<'_>, node: &Node) -> Vec<String> {
    let Some(mut fields) = reader.fields(node, "`scope`") else { return Vec::new() };
    let exclude = fields.texts("exclude", reader);
    fields.finish(reader);
    exclude
}

fn notes(reader: &mut Reader<'_>, node: &Node) -> BTreeMap<String, String> {
    reader
        .entries(node, "`notes`")
        .into_iter()
        .filter_map(|(id, node)| Some((id.to_owned(), reader.text(node)?)))
        .collect()
}
