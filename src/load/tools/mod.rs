//! `tools.yaml` -> [`Offers`]: up to ten AI tools with their answers. Whether the questions exist is checked in `check`.

use crate::diagnostic::{Diagnostics, Sources};
use crate::model::adoption::Stage;
use crate::model::assessment::InstrumentRef;
use crate::model::tools::{AddedHandoff, MOST_TOOLS, Offer, OfferStatus, Offers};

use super::assessment::answers;
use super::reader::{Fields, Reader};
use super::yaml::{self, Node};

/// The kind in the `schema:` line.
const KIND: &str = "ai-tools";

/// Whether the `schema:` line of a text says that it is a file of tools, of whatever version.
pub(crate) fn is_kind(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let said = text.lines().find_map(|line| line.strip_prefix("schema:")).unwrap_or_default();
    said.trim_start().trim_start_matches(['"', '\'']).starts_with(&format!("socmark/{KIND}/"))
}

/// Reads the text of a file of tools; `None` only where nothing can be made of it.
pub(crate) fn read(name: &str, text: &str, sources: &mut Sources, out: &mut Diagnostics) -> Option<Offers> {
    let root = yaml::document(name, text, sources, out)?;
    let mut reader = Reader { file: name, out };
    let mut fields = reader.fields(&root, "a file of AI tools")?;
    if !reader.schema(&mut fields, KIND) {
        return None;
    }
    let mut offers = Offers {
        instrument: fields.required("instrument", &mut reader).and_then(|node| pin(&mut reader, node)),
        ..Offers::default()
    };
    if let Some(node) = fields.optional("soc")
        && let Some(mut soc) = reader.fields(node, "`soc`")
    {
        offers.soc_id = soc.optional_text("id", &mut reader);
        offers.soc_name = soc.optional_text("name", &mut reader);
        soc.finish(&mut reader);
    }
    if let Some(node) = fields.required("tools", &mut reader) {
        offers.tools = tools(&mut reader, node);
    }
    fields.finish(&mut reader);
    Some(offers)
}

fn pin(reader: &mut Reader<'_>, node: &Node) -> Option<InstrumentRef> {
    let text = reader.text(node)?;
    let pin = text.split_once('@').filter(|(id, version)| !id.is_empty() && !version.is_empty());
    if pin.is_none() {
        reader.say("AS001", node, format!("`{text}` names no version"), "write it as `ai-tool@2`");
    }
    pin.map(|(id, version)| InstrumentRef { id: id.to_owned(), version: version.to_owned() })
}

fn tools(reader: &mut Reader<'_>, node: &Node) -> Vec<Offer> {
    let list = reader.list(node);
    if list.len() > MOST_TOOLS {
        reader.say(
            "TL001",
            node,
            format!("{} tools cannot be read side by side; {MOST_TOOLS} can", list.len()),
            "keep those that are still in question, or make two files of them",
        );
    }
    if list.is_empty() && matches!(node.value, yaml::Value::List(_)) {
        reader.say(
            "TL001",
            node,
            "no tool is listed",
            "`socmark ai tools --init FILE` writes two to fill in",
        );
    }
    let mut tools: Vec<Offer> = Vec::new();
    // a list that is far too long is refused above; its entries need not be compared with each other
    for node in list.iter().take(10 * MOST_TOOLS) {
        let Some(tool) = tool(reader, node) else { continue };
        if !tool.name.is_empty() && tools.iter().any(|other| other.name == tool.name) {
            let message = format!("two tools are called `{}`", tool.name);
            reader.say("TL002", node, message, "give each a name of its own");
        }
        tools.push(tool);
    }
    tools
}

fn tool(reader: &mut Reader<'_>, node: &Node) -> Option<Offer> {
    let mut fields = reader.fields(node, "a tool")?;
    let name = fields.required("name", reader).and_then(|node| {
        let name = reader.text(node)?.trim().to_owned();
        if name.is_empty() {
            reader.say(
                "LD012",
                node,
                "a tool needs a name that can be seen",
                "such as `Investigation agent A`",
            );
        }
        Some(name)
    });
    let vendor = fields.optional_text("vendor", reader);
    let status =
        fields.optional("status").and_then(|node| reader.word(node, OfferStatus::ALL, OfferStatus::word));
    let stages = fields.optional("stages").map(|node| stages(reader, node));
    let answers = fields.optional("answers").map(|node| answers::read(reader, node)).unwrap_or_default();
    let mut offer = Offer {
        name: name.unwrap_or_default(),
        vendor,
        status,
        stages,
        answers,
        interfaces_added: None,
        interfaces_removed: None,
        handoffs_added: None,
        handoffs_removed: None,
        price: fields.optional_text("price", reader),
        notes: fields.optional_text("notes", reader),
    };
    if let Some(node) = fields.optional("interfaces")
        && let Some(mut interfaces) = reader.fields(node, "`interfaces`")
    {
        offer.interfaces_added = count(reader, &mut interfaces, "adds");
        offer.interfaces_removed = count(reader, &mut interfaces, "removes");
        interfaces.finish(reader);
    }
    if let Some(node) = fields.optional("handoffs")
        && let Some(mut handoffs) = reader.fields(node, "`handoffs`")
    {
        let (adds, removes) = (handoffs.optional("adds"), handoffs.optional("removes"));
        offer.handoffs_added = adds.map(|node| added(reader, node));
        offer.handoffs_removed = removes.map(|node| removed(reader, node, &offer.handoffs_added));
        handoffs.finish(reader);
    }
    fields.finish(reader);
    Some(offer)
}

fn stages(reader: &mut Reader<'_>, node: &Node) -> Vec<Stage> {
    let mut stages: Vec<Stage> = Vec::new();
    for node in reader.list(node) {
        let stage = reader.word(node, Stage::ALL, Stage::word);
        stages.extend(stage.filter(|stage| !stages.contains(stage)));
    }
    stages.sort();
    stages
}

fn count(reader: &mut Reader<'_>, fields: &mut Fields<'_>, key: &'static str) -> Option<u32> {
    let node = fields.optional(key)?;
    let count = reader.int(node)?;
    let valid = u32::try_from(count).ok().filter(|count| *count <= 1000);
    if valid.is_none() {
        reader.say("LD012", node, format!("`{count}` is no number of interfaces"), "0 to 1000");
    }
    valid
}

fn added(reader: &mut Reader<'_>, node: &Node) -> Vec<AddedHandoff> {
    let mut all: Vec<AddedHandoff> = Vec::new();
    for node in reader.list(node) {
        let Some(mut fields) = reader.fields(node, "an added hand-off") else { continue };
        let pair = pair(reader, &mut fields);
        let by = fields.optional_text("by", reader);
        fields.finish(reader);
        let Some((from, to)) = pair else { continue };
        if all.iter().any(|other| (other.from, other.to) == (from, to)) {
            twice(reader, node, from, to, "is added twice", "keep one of the two");
            continue;
        }
        all.push(AddedHandoff { from, to, by });
    }
    all
}

fn removed(reader: &mut Reader<'_>, node: &Node, added: &Option<Vec<AddedHandoff>>) -> Vec<(Stage, Stage)> {
    let mut all = Vec::new();
    for node in reader.list(node) {
        let Some(mut fields) = reader.fields(node, "a removed hand-off") else { continue };
        let pair = pair(reader, &mut fields);
        fields.finish(reader);
        let Some((from, to)) = pair else { continue };
        if all.contains(&(from, to)) {
            twice(reader, node, from, to, "is removed twice", "keep one of the two");
            continue;
        }
        if added.iter().flatten().any(|added| (added.from, added.to) == (from, to)) {
            let help = "list it under `adds` alone where the tool takes it over";
            twice(reader, node, from, to, "is both added and removed", help);
        }
        all.push((from, to));
    }
    all
}

fn twice(reader: &mut Reader<'_>, node: &Node, from: Stage, to: Stage, what: &str, help: &str) {
    let message = format!("the hand-off from {} to {} {what}", from.word(), to.word());
    reader.say("TL003", node, message, help);
}

fn pair(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<(Stage, Stage)> {
    let mut stage =
        |key| fields.required(key, reader).and_then(|node| reader.word(node, Stage::ALL, Stage::word));
    let (from, to) = (stage("from"), stage("to"));
    Some((from?, to?))
}
