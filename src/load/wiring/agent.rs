//! The agents: a map by their ids.

use crate::diagnostic::{Diagnostic, Place};
use crate::model::adoption::Autonomy;
use crate::model::wiring::{Agent, Promotion, Record, Via};

use super::super::reader::Reader;
use super::super::yaml::Node;
use super::names::{self, Names};
use super::values;

/// Most runs in a record: beyond this, sums in whole numbers could overflow.
const MOST: i64 = 1_000_000_000_000;

pub(super) fn read(reader: &mut Reader<'_>, node: &Node, names: &Names) -> Vec<Agent> {
    let mut agents: Vec<Agent> = Vec::new();
    for (id, node) in reader.entries(node, "`agents`") {
        if let Some(help) = values::wrong(id) {
            let place = Place::key(reader.file, &node.path);
            reader.out.push(
                Diagnostic::new("LD012", place, format!("`{id}` cannot be used as an id here")).help(help),
            );
        }
        agents.extend(agent(reader, node, id, names));
    }
    agents.sort_by(|a, b| a.id.cmp(&b.id));
    agents
}

fn agent(reader: &mut Reader<'_>, node: &Node, id: &str, names: &Names) -> Option<Agent> {
    let mut fields = reader.fields(node, "an agent")?;
    let stage = fields.required("stage", reader).and_then(|node| names::stage(reader, node));
    let via = fields.optional("via").and_then(|node| reader.word(node, Via::ALL, Via::word));
    let level = fields.optional("level").and_then(|node| reader.word(node, Autonomy::ALL, Autonomy::word));
    let trace = values::control(&mut fields, "trace", |node| reader.text(node));
    let owner = names.holder(reader, &mut fields, "owner");
    let kill_switch = names.holder(reader, &mut fields, "kill_switch");
    let record = fields.optional("record").and_then(|node| record(reader, node));
    let promoted = fields.optional("promoted").and_then(|node| promoted(reader, node, names));
    fields.finish(reader);
    Some(Agent { id: id.to_owned(), stage: stage?, via, level, trace, owner, kill_switch, record, promoted })
}

fn record(reader: &mut Reader<'_>, node: &Node) -> Option<Record> {
    let mut fields = reader.fields(node, "`record`")?;
    let record = Record {
        window_days: values::count(reader, &mut fields, "window_days", 36_500),
        runs: values::count(reader, &mut fields, "runs", MOST),
        reviewed: values::count(reader, &mut fields, "reviewed", MOST),
        agreed: values::count(reader, &mut fields, "agreed", MOST),
        reversed: values::count(reader, &mut fields, "reversed", MOST),
    };
    fields.finish(reader);
    // a part larger than its whole would make the shares, and so the level earned, meaningless
    let parts = [
        ("reviewed", record.reviewed, "runs", record.runs),
        ("agreed", record.agreed, "reviewed", record.reviewed),
        ("agreed", record.agreed, "runs", record.runs),
        ("reversed", record.reversed, "runs", record.runs),
    ];
    for (part, count, whole, most) in parts {
        if let (Some(count), Some(most)) = (count, most)
            && count > most
        {
            reader.say(
                "LD012",
                node,
                format!("a record cannot have {count} `{part}` of {most} `{whole}`"),
                "correct one of the two",
            );
        }
    }
    Some(record)
}

fn promoted(reader: &mut Reader<'_>, node: &Node, names: &Names) -> Option<Promotion> {
    let mut fields = reader.fields(node, "`promoted`")?;
    let promotion = Promotion {
        by: names.role_at(reader, &mut fields, "by"),
        on: fields.optional("on").and_then(|node| reader.date(node)),
    };
    fields.finish(reader);
    Some(promotion)
}
