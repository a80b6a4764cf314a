//! One aspect file: its items with anchors, evidence and crosswalk.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources, did_you_mean};
use crate::model::instrument::{
    Aspect, Choice, Crosswalk, EvidenceHint, FactAnswer, Instrument, Item, ItemKind,
};

use super::super::reader::{Fields, Reader};
use super::super::yaml::{self, Node};

/// Kinds of documents and records that evidence may be.
const EVIDENCE_KINDS: &[&str] = &[
    "policy",
    "sop",
    "playbook",
    "runbook",
    "plan",
    "standard",
    "register",
    "record",
    "report",
    "setting",
    "detection",
];

/// One aspect file of an instrument whose head was read.
pub(crate) fn read_aspect(
    file: &str,
    text: &str,
    expected: &str,
    instrument: &Instrument,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<Aspect> {
    let root = yaml::document(file, text, sources, out)?;
    let mut reader = Reader { file, out };
    let mut fields = reader.fields(&root, "an aspect")?;
    if !reader.schema(&mut fields, "aspect") {
        return None;
    }
    let id_node = fields.required("id", &mut reader);
    let id = id_node.and_then(|node| reader.text(node)).unwrap_or_default();
    if let Some(node) = id_node.filter(|_| id != expected) {
        reader.say(
            "IN005",
            node,
            format!("this file holds aspect `{id}`"),
            format!("its domain expects `{expected}` here"),
        );
    }
    let mut aspect = Aspect {
        id,
        name: fields.required_text("name", &mut reader),
        about: fields.optional_text("about", &mut reader).unwrap_or_default(),
        minutes: fields
            .optional("minutes")
            .and_then(|node| reader.int(node))
            .and_then(|minutes| u32::try_from(minutes).ok()),
        crosswalk: fields
            .optional("crosswalk")
            .map(|node| crosswalk(&mut reader, node, instrument))
            .unwrap_or_default(),
        items: Vec::new(),
    };
    if let Some(list) = fields.required("items", &mut reader) {
        for node in reader.list(list) {
            aspect.items.extend(item(&mut reader, node, instrument));
        }
    }
    fields.finish(&mut reader);
    Some(aspect)
}

fn crosswalk(reader: &mut Reader<'_>, node: &Node, instrument: &Instrument) -> Crosswalk {
    let known: Vec<&str> = instrument.sources.iter().map(|source| source.key.as_str()).collect();
    let mut crosswalk = Crosswalk::new();
    for (key, value) in reader.entries(node, "a crosswalk") {
        if !known.contains(&key) {
            reader.out.push(
                Diagnostic::new(
                    "LD009",
                    Place::key(reader.file, &value.path),
                    format!("no source of the instrument has the key `{key}`"),
                )
                .help(did_you_mean(key, &known)),
            );
        }
        crosswalk.insert(key.to_owned(), reader.texts(value));
    }
    crosswalk
}

fn item(reader: &mut Reader<'_>, node: &Node, instrument: &Instrument) -> Option<Item> {
    let mut fields = reader.fields(node, "an item")?;
    let kind = fields.required_text("kind", reader);
    let item = Item {
        id: fields.required_text("id", reader),
        quick: fields.optional_bool("quick", reader).unwrap_or(false),
        question: fields.required_text("question", reader),
        why: fields.optional_text("why", reader).unwrap_or_default(),
        kind: match kind.as_str() {
            "maturity" => ItemKind::Maturity { anchors: anchors(&mut fields, reader) },
            "capability" => ItemKind::Capability { anchors: anchors(&mut fields, reader) },
            "elements" => ItemKind::Elements {
                informs: fields.optional_text("informs", reader),
                elements: fields
                    .required("elements", reader)
                    .map(|node| choices(reader, node))
                    .unwrap_or_default(),
            },
            "fact" => fact(&mut fields, reader)?,
            "" => return None,
            other => {
                if let Some(node) = fields.optional("kind") {
                    let valid = ["maturity", "capability", "elements", "fact"];
                    reader.say(
                        "LD012",
                        node,
                        format!("`{other}` is no kind of item"),
                        did_you_mean(other, &valid),
                    );
                }
                return None;
            }
        },
        evidence: fields
            .optional("evidence")
            .map(|node| reader.list(node).iter().filter_map(|node| evidence(reader, node)).collect())
            .unwrap_or_default(),
        crosswalk: fields
            .optional("crosswalk")
            .map(|node| crosswalk(reader, node, instrument))
            .unwrap_or_default(),
    };
    fields.finish(reader);
    Some(item)
}

fn anchors(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Vec<String> {
    let Some(node) = fields.optional("anchors") else { return Vec::new() };
    let anchors = reader.texts(node);
    if anchors.len() != 5 {
        reader.say(
            "IN003",
            node,
            format!("a scored item has five anchors, this one has {}", anchors.len()),
            "one for each level from 1 to 5",
        );
    }
    anchors
}

fn choices(reader: &mut Reader<'_>, node: &Node) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for entry in reader.list(node) {
        let Some(mut fields) = reader.fields(entry, "a choice") else { continue };
        let choice =
            Choice { id: fields.required_text("id", reader), label: fields.required_text("label", reader) };
        fields.finish(reader);
        if choices.iter().any(|other| other.id == choice.id) {
            reader.say("IN001", entry, format!("`{}` stands twice in this list", choice.id), "");
        }
        choices.push(choice);
    }
    choices
}

fn fact(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Option<ItemKind> {
    let field = fields.required_text("field", reader);
    let choices = fields.optional("choices").map(|node| choices(reader, node)).unwrap_or_default();
    let node = fields.required("answer", reader)?;
    let answer = reader.word(node, FactAnswer::ALL, FactAnswer::word)?;
    Some(ItemKind::Fact { field, answer, choices })
}

fn evidence(reader: &mut Reader<'_>, node: &Node) -> Option<EvidenceHint> {
    let mut fields = reader.fields(node, "a piece of evidence")?;
    let kind_node = fields.required("kind", reader)?;
    let kind = reader.word(kind_node, EVIDENCE_KINDS, |kind| kind).unwrap_or_default().to_owned();
    let hint = EvidenceHint {
        kind,
        shows: fields.required_text("shows", reader),
        rules: fields.texts("rules", reader),
    };
    fields.finish(reader);
    Some(hint)
}
