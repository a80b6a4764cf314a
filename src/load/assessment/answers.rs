//! The `answers:` of an assessment: a level alone, or a map with importance, note and evidence.

use std::collections::BTreeMap;

use crate::diagnostic::did_you_mean;
use crate::model::assessment::{
    Answer, AnswerValue, Attestation, Confidence, EvidenceRef, EvidenceSource, Importance,
};

use super::super::reader::Reader;
use super::super::yaml::{Node, Value};

pub(in crate::load) fn read(reader: &mut Reader<'_>, node: &Node) -> BTreeMap<String, Answer> {
    reader
        .entries(node, "`answers`")
        .into_iter()
        .filter_map(|(id, node)| Some((id.to_owned(), answer(reader, id, node)?)))
        .collect()
}

fn answer(reader: &mut Reader<'_>, id: &str, node: &Node) -> Option<Answer> {
    match &node.value {
        // a question copied from a template and left open
        Value::Null => None,
        Value::Map(_) => long(reader, id, node),
        // an answer that cannot be used keeps its entry, so that a wrong id is said in the same run
        _ => Some(Answer { value: value(reader, id, node), ..Answer::default() }),
    }
}

fn long(reader: &mut Reader<'_>, id: &str, node: &Node) -> Option<Answer> {
    let mut fields = reader.fields(node, "an answer")?;
    let level = fields.optional("answer").and_then(|node| value(reader, id, node));
    let present = fields.optional("present").map(|node| AnswerValue::Present(reader.texts(node)));
    let answer = Answer {
        value: level.or(present),
        importance: fields
            .optional("importance")
            .and_then(|node| reader.word(node, &Importance::ALL, Importance::word)),
        confidence: fields
            .optional("confidence")
            .and_then(|node| reader.word(node, &Confidence::ALL, Confidence::word)),
        note: fields.optional_text("note", reader),
        evidence: fields
            .optional("evidence")
            .map(|node| reader.list(node).iter().filter_map(|node| evidence(reader, node)).collect())
            .unwrap_or_default(),
    };
    fields.finish(reader);
    Some(answer)
}

fn value(reader: &mut Reader<'_>, id: &str, node: &Node) -> Option<AnswerValue> {
    match &node.value {
        Value::Int(level @ 1..=5) => u8::try_from(*level).ok().map(AnswerValue::Level),
        Value::Int(_) | Value::Float(_) => {
            reader.say(
                "AS003",
                node,
                format!("answer to `{id}` is not one of the levels"),
                "answers are whole numbers from 1 to 5",
            );
            None
        }
        Value::Text(word) => match word.as_str() {
            "not_required" => Some(AnswerValue::NotRequired),
            "not_applicable" => Some(AnswerValue::NotApplicable),
            other => {
                let help = did_you_mean(other, &["not_required", "not_applicable"]);
                reader.say(
                    "AS003",
                    node,
                    format!("`{other}` is no answer to `{id}`"),
                    format!("a level from 1 to 5, or {}", help.trim_start_matches("one of ")),
                );
                None
            }
        },
        other => {
            reader.say(
                "LD010",
                node,
                format!("the answer to `{id}` must be a level from 1 to 5, not {}", other.kind()),
                "",
            );
            None
        }
    }
}

fn evidence(reader: &mut Reader<'_>, node: &Node) -> Option<EvidenceRef> {
    let mut fields = reader.fields(node, "a piece of evidence")?;
    let path = fields.optional_text("path", reader);
    let url = fields.optional_text("url", reader);
    let heading = fields.optional_text("heading", reader);
    let attested = fields.optional("attested").and_then(|node| attestation(reader, node));
    fields.finish(reader);
    let source = match (path, url) {
        (Some(path), None) => EvidenceSource::Path(path),
        (None, Some(url)) => EvidenceSource::Url(url),
        (None, None) => {
            reader.say(
                "AS015",
                node,
                "this evidence names neither a `path` nor a `url`",
                "say where it can be looked at",
            );
            return None;
        }
        (Some(_), Some(_)) => {
            reader.say(
                "AS015",
                node,
                "this evidence names both a `path` and a `url`",
                "make two entries of it",
            );
            return None;
        }
    };
    Some(EvidenceRef { source, heading, attested })
}

fn attestation(reader: &mut Reader<'_>, node: &Node) -> Option<Attestation> {
    let mut fields = reader.fields(node, "`attested`")?;
    let by = fields.required_text("by", reader);
    let on = fields.required("on", reader).and_then(|node| reader.date(node));
    fields.finish(reader);
    Some(Attestation { by, on: on? })
}
