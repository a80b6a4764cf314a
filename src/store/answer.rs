//! One answer of an assessment set or cleared in its text.

use anyhow::{bail, ensure};

use crate::diagnostic::{Diagnostics, Sources};
use crate::load;
use crate::load::yaml::{Node, Value};
use crate::model::assessment::{Answer, AnswerValue, Assessment, Confidence, Importance};
use crate::model::instrument::Instrument;

use super::edit::{self, Edit, Slot, Yaml};

/// What happens to one part of an answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Change<T> {
    #[default]
    Keep,
    Clear,
    Set(T),
}

impl<T: Clone> Change<T> {
    fn apply(&self, part: &mut Option<T>) {
        match self {
            Self::Keep => {}
            Self::Clear => *part = None,
            Self::Set(value) => *part = Some(value.clone()),
        }
    }
}

/// A change to one answer; its evidence is left as it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct AnswerEdit {
    /// The question.
    pub id: String,
    pub value: Change<AnswerValue>,
    pub importance: Change<Importance>,
    pub confidence: Change<Confidence>,
    pub note: Change<String>,
}

impl AnswerEdit {
    /// An edit of that question which changes nothing yet.
    pub(crate) fn of(id: &str) -> Self {
        Self { id: id.to_owned(), ..Self::default() }
    }

    fn apply(&self, answer: &mut Answer) {
        self.value.apply(&mut answer.value);
        self.importance.apply(&mut answer.importance);
        self.confidence.apply(&mut answer.confidence);
        self.note.apply(&mut answer.note);
    }
}

/// The text after the edit, and the assessment that it holds. A new answer stands beside those of its aspect, in the order
/// of the instruments. The text is read again and must say exactly what was meant.
///
/// # Errors
/// Where the text has errors already, or cannot be edited in place.
pub(crate) fn edit(
    text: &str,
    wanted: &AnswerEdit,
    instruments: &[Instrument],
) -> anyhow::Result<(String, Assessment)> {
    let before = read(text)?;
    let mut meant = before.clone();
    wanted.apply(meant.answers.entry(wanted.id.clone()).or_default());
    let meant = without_empty(meant);
    if meant == without_empty(before.clone()) {
        return Ok((text.to_owned(), before));
    }
    let edits = edits(&edit::parse(text)?, &before, &meant, &wanted.id, instruments);
    let mut text = edit::apply_all(text, &edits)?;
    if !meant.answers.contains_key(&wanted.id) && before.answers.contains_key(&wanted.id) {
        // braces with nothing in them go as well, unless a comment stands there
        let path = vec!["answers".to_owned(), wanted.id.clone()];
        let open = Edit { path, value: Some(Yaml::Null), slots: Vec::new() };
        text = edit::apply(&text, &open).unwrap_or(text);
    }
    let after = read(&text)?;
    ensure!(without_empty(after.clone()) == meant, "`{}` cannot be edited in place in this file", wanted.id);
    Ok((text, after))
}

fn read(text: &str) -> anyhow::Result<Assessment> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    match load::assessment::read("assessment", text, &mut sources, &mut out) {
        Some(assessment) if !out.has_errors() => Ok(assessment),
        _ => bail!("the assessment has errors; `socmark validate` shows them"),
    }
}

/// An answer that says nothing is as good as none.
fn without_empty(mut assessment: Assessment) -> Assessment {
    assessment.answers.retain(|_, answer| *answer != Answer::default());
    assessment
}

fn edits(
    root: &Node,
    before: &Assessment,
    meant: &Assessment,
    id: &str,
    instruments: &[Instrument],
) -> Vec<Edit> {
    let path = |field: Option<&str>| {
        ["answers", id].into_iter().chain(field).map(str::to_owned).collect::<Vec<String>>()
    };
    let answers = edit::find(root, &["answers"]);
    let entry = edit::find(root, &["answers", id]);
    let whole = |value: Yaml, slots| Edit { path: path(None), value: Some(value), slots };
    let Some(answer) = meant.answers.get(id) else {
        // the key stays, open: it stands below its question in files that `init` wrote
        return match entry.map(|entry| &entry.value) {
            Some(Value::Map(map)) => map
                .iter()
                .map(|(key, _)| Edit { path: path(Some(&key.text)), value: None, slots: Vec::new() })
                .collect(),
            Some(_) => vec![whole(Yaml::Null, Vec::new())],
            None => Vec::new(),
        };
    };
    let Some(Node { value: Value::Map(map), .. }) = entry else {
        let slots = if entry.is_none() { beside(id, answers, instruments) } else { Vec::new() };
        return vec![whole(short(answer), slots)];
    };
    let old = before.answers.get(id).cloned().unwrap_or_default();
    let (now, then) = (fields(answer), fields(&old));
    let mut edits = Vec::new();
    // what is new comes before what goes, so that a map is never empty in between
    for (number, field) in FIELDS.iter().enumerate() {
        let value = now.iter().find(|(key, _)| key == field).map(|(_, value)| value);
        let was = then.iter().find(|(key, _)| key == field).map(|(_, value)| value);
        if let Some(value) = value
            && Some(value) != was
        {
            let there = |key: &&&str| {
                map.iter().any(|(k, _)| k.text == ***key) || now.iter().any(|(k, _)| k == **key)
            };
            let after = FIELDS[..number].iter().rev().filter(there).map(|key| Slot::After((*key).to_owned()));
            let before = FIELDS[number..].iter().skip(1).map(|key| Slot::Before((*key).to_owned()));
            edits.push(Edit {
                path: path(Some(field)),
                value: Some(value.clone()),
                slots: after.chain(before).collect(),
            });
        }
    }
    for field in FIELDS.iter().filter(|field| {
        then.iter().any(|(key, _)| key == *field) && !now.iter().any(|(key, _)| key == *field)
    }) {
        edits.push(Edit { path: path(Some(field)), value: None, slots: Vec::new() });
    }
    edits
}

/// The keys of an answer, in the order in which they are written.
const FIELDS: [&str; 6] = ["answer", "present", "importance", "confidence", "note", "evidence"];

fn fields(answer: &Answer) -> Vec<(String, Yaml)> {
    let text = |word: &str| Yaml::Text(word.to_owned());
    let mut fields: Vec<(&str, Yaml)> = Vec::new();
    match &answer.value {
        Some(AnswerValue::Level(level)) => fields.push(("answer", Yaml::Int(i64::from(*level)))),
        Some(AnswerValue::NotRequired) => fields.push(("answer", text("not_required"))),
        Some(AnswerValue::NotApplicable) => fields.push(("answer", text("not_applicable"))),
        Some(AnswerValue::Present(present)) => {
            fields.push(("present", Yaml::List(present.iter().map(|id| text(id)).collect())));
        }
        None => {}
    }
    fields.extend(answer.importance.map(|importance| ("importance", text(importance.word()))));
    fields.extend(answer.confidence.map(|confidence| ("confidence", text(confidence.word()))));
    fields.extend(answer.note.as_ref().map(|note| ("note", text(note))));
    fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// A level alone, or a map where more is said.
fn short(answer: &Answer) -> Yaml {
    let mut fields = fields(answer);
    match fields.as_slice() {
        [(key, Yaml::Int(_))] if key == "answer" => fields.remove(0).1,
        _ => Yaml::Map(fields),
    }
}

/// Where a new answer goes: behind the nearest one before it in its aspect, before the nearest one after it, then the same
/// among all.
fn beside(id: &str, answers: Option<&Node>, instruments: &[Instrument]) -> Vec<Slot> {
    let Some(Node { value: Value::Map(map), .. }) = answers else { return Vec::new() };
    let present: std::collections::BTreeSet<&str> = map.iter().map(|(key, _)| key.text.as_str()).collect();
    let order: Vec<(&str, &str)> = instruments
        .iter()
        .flat_map(Instrument::items)
        .map(|(aspect, item)| (aspect.id.as_str(), item.id.as_str()))
        .collect();
    let Some(own) = order.iter().position(|(_, item)| *item == id) else { return Vec::new() };
    let aspect = order[own].0;
    let before = |within: bool| {
        let found = order[..own].iter().rev().filter(move |(of, _)| !within || *of == aspect);
        found
            .map(|(_, item)| *item)
            .find(|item| present.contains(item))
            .map(|item| Slot::After(item.to_owned()))
    };
    let after = |within: bool| {
        let found = order[own + 1..].iter().filter(move |(of, _)| !within || *of == aspect);
        found
            .map(|(_, item)| *item)
            .find(|item| present.contains(item))
            .map(|item| Slot::Before(item.to_owned()))
    };
    [before(true), after(true), before(false), after(false)].into_iter().flatten().collect()
}
