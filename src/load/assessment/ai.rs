//! The `ai:` block: what the SOC says about its AI, and the inventory.

use crate::model::adoption::{
    AiCapability, AiFacts, AiType, Autonomy, Intent, Measured, Measurement, OutcomeMetric, PerceivedValue,
    SelfDescribed, Sourcing, Stage, Status,
};

use super::super::reader::Reader;
use super::super::yaml::{Node, Value};

pub(super) fn read(reader: &mut Reader<'_>, node: &Node) -> Option<AiFacts> {
    let mut fields = reader.fields(node, "`ai`")?;
    let mut facts = AiFacts {
        self_described: fields
            .optional("self_described")
            .and_then(|node| reader.word(node, &SelfDescribed::ALL, SelfDescribed::word)),
        value: fields
            .optional("value")
            .and_then(|node| reader.word(node, &PerceivedValue::ALL, PerceivedValue::word)),
        challenges: fields.texts("challenges", reader),
        interfaces: fields.optional("interfaces").and_then(|node| {
            let count = reader.int(node)?;
            let valid = u32::try_from(count).ok().filter(|count| *count <= 1000);
            if valid.is_none() {
                reader.say("LD012", node, format!("`{count}` is no number of interfaces"), "0 to 1000");
            }
            valid
        }),
        inventory_given: false,
        capabilities: Vec::new(),
        measured: Vec::new(),
    };
    if let Some(list) = fields.optional("capabilities") {
        facts.inventory_given = matches!(list.value, Value::List(_));
        for node in reader.list(list) {
            let Some(capability) = capability(reader, node) else { continue };
            if facts.capabilities.iter().any(|other: &AiCapability| other.name == capability.name) {
                reader.say(
                    "AS013",
                    node,
                    format!("two AI capabilities are called `{}`", capability.name),
                    "give each a name of its own",
                );
            }
            facts.capabilities.push(capability);
        }
    }
    if let Some(list) = fields.optional("measured") {
        for node in reader.list(list) {
            let Some(measured) = measured(reader, node) else { continue };
            if facts.measured.iter().any(|other| other.metric == measured.metric) {
                let word = measured.metric.word();
                reader.say("AS019", node, format!("`{word}` is measured twice"), "keep the one that counts");
            }
            facts.measured.push(measured);
        }
    }
    fields.finish(reader);
    Some(facts)
}

fn capability(reader: &mut Reader<'_>, node: &Node) -> Option<AiCapability> {
    let mut fields = reader.fields(node, "an AI capability")?;
    let name = fields.required("name", reader).and_then(|node| {
        let name = reader.text(node)?;
        if name.trim().is_empty() {
            reader.say(
                "LD012",
                node,
                "an AI capability needs a name that can be seen",
                "such as `Triage copilot`",
            );
        }
        Some(name)
    });
    let name = name.unwrap_or_default();
    let vendor = fields.optional_text("vendor", reader);
    let kind = fields.required("type", reader).and_then(|node| reader.word(node, AiType::ALL, AiType::word));
    let intent = fields.optional("intent").and_then(|node| intent(reader, node));
    let sourcing =
        fields.required("sourcing", reader).and_then(|node| reader.word(node, Sourcing::ALL, Sourcing::word));
    let status =
        fields.required("status", reader).and_then(|node| reader.word(node, Status::ALL, Status::word));
    let mut stages = Vec::new();
    if let Some(list) = fields.optional("stages") {
        for node in reader.list(list) {
            let stage = reader.word(node, Stage::ALL, Stage::word);
            stages.extend(stage.filter(|stage| !stages.contains(stage)));
        }
    }
    stages.sort();
    let autonomy =
        fields.optional("autonomy").and_then(|node| reader.word(node, Autonomy::ALL, Autonomy::word));
    let grounded_in = fields.texts("grounded_in", reader);
    let trace = fields.optional_bool("trace", reader);
    let data_leaving = fields.optional_text("data_leaving", reader);
    let value = fields
        .optional("value")
        .and_then(|node| reader.word(node, &PerceivedValue::ALL, PerceivedValue::word));
    fields.finish(reader);
    Some(AiCapability {
        name,
        vendor,
        kind: kind?,
        intent,
        sourcing: sourcing?,
        status: status?,
        stages,
        autonomy,
        grounded_in,
        trace,
        data_leaving,
        value,
    })
}

/// One outcome before and after.
fn measured(reader: &mut Reader<'_>, node: &Node) -> Option<Measured> {
    let mut fields = reader.fields(node, "a measured outcome")?;
    let metric = fields
        .required("metric", reader)
        .and_then(|node| reader.word(node, OutcomeMetric::ALL, OutcomeMetric::word));
    let (before, after) = (fields.optional("before"), fields.optional("after"));
    let source = fields.optional_text("source", reader);
    fields.finish(reader);
    let metric = metric?;
    let before = before.and_then(|node| measurement(reader, node, metric));
    let after = after.and_then(|node| measurement(reader, node, metric));
    Some(Measured { metric, before, after, source })
}

fn measurement(reader: &mut Reader<'_>, node: &Node, metric: OutcomeMetric) -> Option<Measurement> {
    let mut fields = reader.fields(node, "a measurement")?;
    let value = fields.required("value", reader).and_then(|node| {
        let value = reader.number(node)?;
        let valid = (0.0..=metric.most()).contains(&value);
        if !valid {
            let allowed = format!("0 to {}, in {}", metric.most(), metric.unit());
            reader.say("LD012", node, format!("`{value}` cannot be `{}`", metric.word()), allowed);
        }
        valid.then_some(value)
    });
    let on = fields.optional("on").and_then(|node| reader.date(node));
    fields.finish(reader);
    Some(Measurement { value: value?, on })
}

fn intent(reader: &mut Reader<'_>, node: &Node) -> Option<Intent> {
    let mut fields = reader.fields(node, "`intent`")?;
    let intent = Intent {
        task: fields.optional_text("task", reader),
        outcome: fields.optional_text("outcome", reader),
        stop: fields.optional_text("stop", reader),
    };
    fields.finish(reader);
    Some(intent)
}
