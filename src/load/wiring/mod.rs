//! `wiring.yaml` -> [`Wiring`]: its shape, its words, and that every name it uses is one that it gives.
//!
//! What is merely missing is not said here: a register is written bit by bit.

mod action;
mod agent;
mod handoff;
mod names;
mod values;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostics, Sources};
use crate::model::adoption::Stage;
use crate::model::wiring::{Bus, Keeping, Knowledge, StageWiring, Tool, ToolKind, WiredSoc, Wiring};

use super::reader::{Fields, Reader};
use super::yaml::{self, Node, Value};
use names::Names;

/// The kind in the `schema:` line.
const KIND: &str = "wiring";

/// Whether the `schema:` line of a text says that it is a wiring, of whatever version; none where there is no such line.
pub(crate) fn kind(text: &str) -> Option<bool> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let said = text.lines().find_map(|line| line.strip_prefix("schema:"))?;
    let said = said.trim_start().trim_start_matches(['"', '\'']);
    Some(said.starts_with(&format!("socmark/{KIND}/")))
}

/// Reads the text of a wiring; `None` only where nothing can be made of it.
pub(crate) fn read(name: &str, text: &str, sources: &mut Sources, out: &mut Diagnostics) -> Option<Wiring> {
    let root = yaml::document(name, text, sources, out)?;
    let mut reader = Reader { file: name, out };
    let mut fields = reader.fields(&root, "a wiring")?;
    if !reader.schema(&mut fields, KIND) {
        return None;
    }
    let soc = fields.optional("soc").and_then(|node| soc(&mut reader, node)).unwrap_or_default();
    // what others refer to comes first, wherever it stands in the file
    let people = fields.optional("people").map(|node| roles(&mut reader, node));
    let tools = fields.optional("tools").map(|node| tools(&mut reader, node));
    let agents = fields.optional("agents");
    let names = Names::of(people.as_deref(), tools.as_deref(), agents);
    let wiring = Wiring {
        soc,
        stages: fields.optional("stages").map(|node| stages(&mut reader, node, &names)).unwrap_or_default(),
        knowledge: fields
            .optional("knowledge")
            .map(|node| knowledge(&mut reader, node, &names))
            .unwrap_or_default(),
        agents: agents.map(|node| agent::read(&mut reader, node, &names)),
        handoffs: fields.optional("handoffs").map(|node| handoff::read(&mut reader, node, &names)),
        actions: fields.optional("actions").map(|node| action::read(&mut reader, node, &names)),
        people,
        tools,
    };
    fields.finish(&mut reader);
    Some(wiring)
}

fn soc(reader: &mut Reader<'_>, node: &Node) -> Option<WiredSoc> {
    let mut fields = reader.fields(node, "`soc`")?;
    let soc = WiredSoc {
        id: fields.optional_text("id", reader),
        name: fields.optional_text("name", reader),
        residency: fields.optional_text("residency", reader),
        bus: fields.optional("bus").and_then(|node| reader.word(node, Bus::ALL, Bus::word)),
        evidence_retention_days: values::count(reader, &mut fields, "evidence_retention_days", 36_500),
    };
    fields.finish(reader);
    Some(soc)
}

fn roles(reader: &mut Reader<'_>, node: &Node) -> Vec<String> {
    let mut roles = values::Ids::of("`people`");
    for node in reader.list(node) {
        if let Some(id) = values::id(reader, node) {
            roles.take(reader, node, id);
        }
    }
    roles.all
}

fn tools(reader: &mut Reader<'_>, node: &Node) -> Vec<Tool> {
    let mut ids = values::Ids::of("`tools`");
    let mut tools = Vec::new();
    for node in reader.list(node) {
        let Some(mut fields) = reader.fields(node, "a tool") else { continue };
        let id = ids.required(reader, &mut fields);
        let kind =
            fields.required("kind", reader).and_then(|node| reader.word(node, ToolKind::ALL, ToolKind::word));
        let region = fields.optional_text("region", reader);
        let speaks = fields.optional("speaks").map(|node| reader.texts(node));
        fields.finish(reader);
        // a tool of a kind that is not known is still one that others may name
        tools.extend(id.map(|id| Tool { id, kind: kind.unwrap_or(ToolKind::Other), region, speaks }));
    }
    tools
}

fn stages(reader: &mut Reader<'_>, node: &Node, names: &Names) -> BTreeMap<Stage, StageWiring> {
    let mut stages = BTreeMap::new();
    for (key, node) in reader.entries(node, "`stages`") {
        let stage = names::stage_key(reader, node, key);
        // a key with nothing under it says no more than no key
        if node.value == Value::Null {
            continue;
        }
        let Some(mut fields) = reader.fields(node, "a stage") else { continue };
        let wiring = StageWiring {
            owner: names.role_at(reader, &mut fields, "owner"),
            tools: fields.optional("tools").map(|node| names.tools(reader, node)),
        };
        fields.finish(reader);
        stages.extend(stage.map(|stage| (stage, wiring)));
    }
    stages
}

fn knowledge(reader: &mut Reader<'_>, node: &Node, names: &Names) -> BTreeMap<Knowledge, Keeping> {
    let mut knowledge = BTreeMap::new();
    for (key, node) in reader.entries(node, "`knowledge`") {
        let kind = names::knowledge_key(reader, node, key);
        if node.value == Value::Null {
            continue;
        }
        let Some(mut fields) = reader.fields(node, "a kind of knowledge") else { continue };
        let keeping = Keeping {
            kept_in: values::control(&mut fields, "in", |node| names.tool(reader, node)),
            owner: values::control(&mut fields, "owner", |node| names.role(reader, node)),
            max_age: values::span(reader, &mut fields, "max_age"),
            written_by: stage_list(reader, &mut fields, "written_by"),
            read_by: stage_list(reader, &mut fields, "read_by"),
        };
        fields.finish(reader);
        knowledge.extend(kind.map(|kind| (kind, keeping)));
    }
    knowledge
}

fn stage_list(reader: &mut Reader<'_>, fields: &mut Fields<'_>, key: &'static str) -> Option<Vec<Stage>> {
    let node = fields.optional(key)?;
    Some(reader.list(node).iter().filter_map(|node| names::stage(reader, node)).collect())
}

#[cfg(test)]
mod tests;
