//! The guarded actions: a list in the order of the file.

use crate::model::wiring::{Action, AloneWhen, Ask, Does, Ocsf, OnSilence, Undo, Verdict, Veto};

use super::super::reader::Reader;
use super::super::yaml::Node;
use super::names::Names;
use super::values::{self, Ids};

pub(super) fn read(reader: &mut Reader<'_>, node: &Node, names: &Names) -> Vec<Action> {
    let mut ids = Ids::of("`actions`");
    reader.list(node).iter().filter_map(|node| action(reader, node, names, &mut ids)).collect()
}

fn action(reader: &mut Reader<'_>, node: &Node, names: &Names, ids: &mut Ids) -> Option<Action> {
    let mut fields = reader.fields(node, "an action")?;
    let id = ids.required(reader, &mut fields);
    let agent = fields.required("agent", reader).and_then(|node| names.agent(reader, node));
    let tool = fields.required("tool", reader).and_then(|node| names.tool(reader, node));
    let does = fields.optional("does").and_then(|node| does(reader, node));
    let alone_when = fields.optional("alone_when").and_then(|node| alone_when(reader, node));
    let else_ask = values::control(&mut fields, "else_ask", |node| ask(reader, node, names));
    let veto = values::control(&mut fields, "veto", |node| veto(reader, node, names));
    let undo = values::control(&mut fields, "undo", |node| undo(reader, node));
    let playbook = values::control(&mut fields, "playbook", |node| values::id(reader, node));
    fields.finish(reader);
    Some(Action { id: id?, agent: agent?, tool: tool?, does, alone_when, else_ask, veto, undo, playbook })
}

fn does(reader: &mut Reader<'_>, node: &Node) -> Option<Does> {
    let mut fields = reader.fields(node, "`does`")?;
    let does = Does {
        openc2: fields.optional_text("openc2", reader),
        d3fend: fields.optional_text("d3fend", reader),
        ocsf: fields.optional("ocsf").and_then(|node| {
            let text = reader.text(node)?;
            let ocsf = Ocsf::parse(&text);
            if ocsf.is_none() {
                let help = "a class of four digits, with or without an activity, such as `7001/1`";
                reader.say("LD012", node, format!("`{text}` is no class of OCSF"), help);
            }
            ocsf
        }),
    };
    fields.finish(reader);
    Some(does)
}

fn alone_when(reader: &mut Reader<'_>, node: &Node) -> Option<AloneWhen> {
    let mut fields = reader.fields(node, "`alone_when`")?;
    let limits = AloneWhen {
        min_tier: values::count(reader, &mut fields, "min_tier", 9),
        min_confidence: values::count(reader, &mut fields, "min_confidence", 100),
        verdict: fields.optional("verdict").and_then(|node| reader.word(node, Verdict::ALL, Verdict::word)),
        max_per_hour: values::count(reader, &mut fields, "max_per_hour", 1_000_000),
        never_tags: fields.optional("never_tags").map(|node| reader.texts(node)),
    };
    fields.finish(reader);
    Some(limits)
}

fn ask(reader: &mut Reader<'_>, node: &Node, names: &Names) -> Option<Ask> {
    let mut fields = values::parts(reader, node, "`else_ask`")?;
    let ask = Ask {
        role: names.role_at(reader, &mut fields, "role"),
        wait: values::span(reader, &mut fields, "wait"),
        on_silence: fields
            .optional("on_silence")
            .and_then(|node| reader.word(node, OnSilence::ALL, OnSilence::word)),
    };
    fields.finish(reader);
    Some(ask)
}

fn veto(reader: &mut Reader<'_>, node: &Node, names: &Names) -> Option<Veto> {
    let mut fields = values::parts(reader, node, "`veto`")?;
    let veto = Veto {
        role: names.role_at(reader, &mut fields, "role"),
        window: values::span(reader, &mut fields, "window"),
    };
    fields.finish(reader);
    Some(veto)
}

fn undo(reader: &mut Reader<'_>, node: &Node) -> Option<Undo> {
    let mut fields = values::parts(reader, node, "`undo`")?;
    let undo = Undo {
        action: fields.optional("action").and_then(|node| values::id(reader, node)),
        within: values::span(reader, &mut fields, "within"),
        tested: fields.optional("tested").and_then(|node| reader.date(node)),
    };
    fields.finish(reader);
    Some(undo)
}
