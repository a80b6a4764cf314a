//! The hand-offs: a list in the order of the file.

use crate::model::wiring::{Data, Fallback, Handoff, Payload, Seen, State};

use super::super::reader::Reader;
use super::super::yaml::Node;
use super::names::{self, Names};
use super::values::{self, Ids};

pub(super) fn read(reader: &mut Reader<'_>, node: &Node, names: &Names) -> Vec<Handoff> {
    let mut ids = Ids::of("`handoffs`");
    reader.list(node).iter().filter_map(|node| handoff(reader, node, names, &mut ids)).collect()
}

fn handoff(reader: &mut Reader<'_>, node: &Node, names: &Names, ids: &mut Ids) -> Option<Handoff> {
    let mut fields = reader.fields(node, "a hand-off")?;
    let id = ids.required(reader, &mut fields);
    let from = fields.required("from", reader).and_then(|node| names::stage(reader, node));
    let to = fields.required("to", reader).and_then(|node| names::stage(reader, node));
    let state = fields.required("state", reader).and_then(|node| reader.word(node, State::ALL, State::word));
    let payload = fields.optional("payload").and_then(|node| payload(reader, node));
    let trigger = fields.optional_text("trigger", reader);
    let by = fields.optional("by").and_then(|node| names.driver(reader, node));
    let target = values::span(reader, &mut fields, "target");
    let ttl = values::span(reader, &mut fields, "ttl");
    let owner = names.role_at(reader, &mut fields, "owner");
    let fallback =
        fields.optional("fallback").and_then(|node| reader.word(node, Fallback::ALL, Fallback::word));
    let seen = fields.optional("seen").and_then(|node| seen(reader, node));
    let context = fields
        .optional("context")
        .map(|node| reader.list(node).iter().filter_map(|node| names::knowledge(reader, node)).collect());
    let gate = names.holder(reader, &mut fields, "gate");
    let data = fields.optional("data").map(|node| data(reader, node));
    fields.finish(reader);
    Some(Handoff {
        id: id?,
        from: from?,
        to: to?,
        state: state?,
        payload,
        trigger,
        by,
        target,
        ttl,
        owner,
        fallback,
        seen,
        context,
        gate,
        data,
    })
}

fn payload(reader: &mut Reader<'_>, node: &Node) -> Option<Payload> {
    let text = reader.text(node)?;
    let payload = Payload::parse(&text);
    if payload.is_none() {
        reader.say("LD012", node, format!("`{text}` is no payload"), format!("one of {}", Payload::FORMS));
    }
    payload
}

fn seen(reader: &mut Reader<'_>, node: &Node) -> Option<Seen> {
    let mut fields = reader.fields(node, "`seen`")?;
    let seen = Seen {
        runs: values::count(reader, &mut fields, "runs", 1_000_000_000_000),
        p90: values::span(reader, &mut fields, "p90"),
    };
    fields.finish(reader);
    Some(seen)
}

fn data(reader: &mut Reader<'_>, node: &Node) -> Vec<Data> {
    let data: Vec<Data> =
        reader.list(node).iter().filter_map(|node| reader.word(node, Data::ALL, Data::word)).collect();
    if data.contains(&Data::None) && data.len() > 1 {
        reader.say(
            "LD012",
            node,
            "`none` cannot stand beside other kinds of data",
            "leave `none` out, or the others",
        );
    }
    data
}
