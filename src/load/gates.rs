//! `gates/<stage>.yaml` -> [`Gate`]s.

use crate::diagnostic::{Diagnostics, Sources};
use crate::model::adoption::{Archetype, Autonomy, Stage};
use crate::model::readiness::{
    ActionFact, AgentFact, Condition, Demand, Gate, HandoffFact, InventoryFact, KnowledgeFact, Step, StepKind,
};
use crate::model::score::Rounded;
use crate::model::wiring::Knowledge;

use super::builtin::Folder;
use super::reader::{Fields, Reader};
use super::yaml::{self, Node};

/// The gates that the program ships, in the order of the stages.
pub(crate) fn builtin(sources: &mut Sources, out: &mut Diagnostics) -> Vec<Gate> {
    let mut gates: Vec<Gate> = Folder::Questionnaires
        .paths()
        .iter()
        .filter(|path| path.starts_with("soc-ai/gates/"))
        .filter_map(|path| Folder::Questionnaires.text(path))
        .filter_map(|(name, text)| read(&name, &text, sources, out))
        .collect();
    gates.sort_by_key(|gate| gate.stage);
    gates
}

/// The gates of one file.
pub(crate) fn read(name: &str, text: &str, sources: &mut Sources, out: &mut Diagnostics) -> Option<Gate> {
    let root = yaml::document(name, text, sources, out)?;
    let mut reader = Reader { file: name, out };
    let mut fields = reader.fields(&root, "a file of gates")?;
    if !reader.schema(&mut fields, "gates") {
        return None;
    }
    fields.required_text("version", &mut reader);
    let stage =
        fields.required("stage", &mut reader).and_then(|node| reader.word(node, Stage::ALL, Stage::word));
    let steps = fields.required("steps", &mut reader).map(|node| reader.list(node)).unwrap_or_default();
    let steps = steps.iter().filter_map(|node| step(&mut reader, node)).collect();
    fields.finish(&mut reader);
    Some(Gate { stage: stage?, steps })
}

fn step(reader: &mut Reader<'_>, node: &Node) -> Option<Step> {
    let mut fields = reader.fields(node, "a step")?;
    let id = fields.required_text("id", reader);
    let is_archetype = fields.required("kind", reader).and_then(|node| {
        reader.word(node, &[true, false], |archetype| if archetype { "archetype" } else { "autonomy" })
    });
    let (from, to) = (fields.required("from", reader), fields.required("to", reader));
    let about = fields.required_text("about", reader);
    let list = fields.required("conditions", reader).map(|node| reader.list(node)).unwrap_or_default();
    let conditions = list.iter().filter_map(|node| condition(reader, node)).collect();
    fields.finish(reader);
    let kind = if is_archetype? {
        let mut word = |node| reader.word(node, Archetype::ALL, Archetype::word);
        StepKind::Archetype { from: word(from?)?, to: word(to?)? }
    } else {
        let mut word = |node| reader.word(node, Autonomy::ALL, Autonomy::word);
        StepKind::Autonomy { from: word(from?)?, to: word(to?)? }
    };
    Some(Step { id, kind, about, conditions })
}

fn condition(reader: &mut Reader<'_>, node: &Node) -> Option<Condition> {
    let mut fields = reader.fields(node, "a condition")?;
    let id = fields.required_text("id", reader);
    let reason = fields.required_text("reason", reader);
    let demand = demand(reader, &mut fields);
    if demand.is_none() {
        reader.say(
            "LD011",
            node,
            "a condition needs one of `item`, `aspect`, `inventory`, `handoff`, `knowledge`, `agents`, `actions`, `evidence`",
            "with `at_least` beside the first two, and `is` beside `handoff` and `knowledge`",
        );
    }
    fields.finish(reader);
    Some(Condition { id, demand: demand?, reason })
}

fn demand(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<Demand> {
    if let Some(id) = fields.optional_text("item", reader) {
        let node = fields.required("at_least", reader)?;
        let level = reader.int(node)?;
        let at_least = u8::try_from(level).ok().filter(|level| (2..=5).contains(level));
        if at_least.is_none() {
            reader.say("LD012", node, format!("`{level}` is no level that can be asked for"), "2 to 5");
        }
        return Some(Demand::Item { id, at_least: at_least? });
    }
    if let Some(id) = fields.optional_text("aspect", reader) {
        let node = fields.required("at_least", reader)?;
        let at_least = Rounded(reader.hundredths(node)?);
        return Some(Demand::Aspect { id, at_least });
    }
    if let Some(item) = fields.optional_text("evidence", reader) {
        return Some(Demand::Evidence { item });
    }
    if let Some(node) = fields.optional("inventory") {
        return Some(Demand::Inventory(reader.word(node, InventoryFact::ALL, InventoryFact::word)?));
    }
    if let Some(node) = fields.optional("agents") {
        return Some(Demand::Agents(reader.word(node, AgentFact::ALL, AgentFact::word)?));
    }
    if let Some(node) = fields.optional("actions") {
        return Some(Demand::Actions(reader.word(node, ActionFact::ALL, ActionFact::word)?));
    }
    if let Some(node) = fields.optional("knowledge") {
        let kind = reader.word(node, Knowledge::ALL, Knowledge::word)?;
        let is = fields.required("is", reader)?;
        return Some(Demand::Knowledge {
            kind,
            is: reader.word(is, KnowledgeFact::ALL, KnowledgeFact::word)?,
        });
    }
    let node = fields.optional("handoff")?;
    let is = fields.required("is", reader)?;
    let is = reader.word(is, HandoffFact::ALL, HandoffFact::word);
    let mut ends = reader.fields(node, "`handoff`")?;
    let mut end = |key| {
        let node = ends.required(key, reader)?;
        reader.word(node, Stage::ALL, Stage::word)
    };
    let (from, to) = (end("from"), end("to"));
    ends.finish(reader);
    Some(Demand::Handoff { from: from?, to: to?, is: is? })
}
