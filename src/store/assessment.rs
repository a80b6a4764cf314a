//! An assessment as the text of its file: the shape that people would write by hand.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::load;
use crate::model::adoption::{AiCapability, AiFacts, Measured};
use crate::model::assessment::{Answer, AnswerValue, Assessment, EvidenceRef, EvidenceSource};
use crate::model::instrument::Instrument;

use super::yaml::{self, Entries, FlowMap, FlowSeq, Pairs};

/// The text of an assessment file, answers in the order of the instruments. It is read again before it is returned, and
/// refused unless it says exactly what was meant: no remark is ever bent by its notation.
///
/// # Errors
/// Where the text would not read back as the same assessment, which no input should bring about.
pub(crate) fn to_yaml(assessment: &Assessment, instruments: &[Instrument]) -> anyhow::Result<String> {
    let file = File { assessment, instruments };
    yaml::text(&file, |text| reads_back(text, assessment))
}

fn reads_back(text: &str, meant: &Assessment) -> bool {
    let mut out = crate::diagnostic::Diagnostics::default();
    let read =
        load::assessment::read("assessment", text, &mut crate::diagnostic::Sources::default(), &mut out);
    !out.has_errors() && read.as_ref() == Some(meant)
}

struct File<'a> {
    assessment: &'a Assessment,
    instruments: &'a [Instrument],
}

/// A score in hundredths, written with as many decimals as it has.
struct Hundredths(i64);

impl Serialize for Hundredths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0 as f64 / 100.0)
    }
}

fn hundredths(map: &std::collections::BTreeMap<String, i64>) -> Vec<(String, Hundredths)> {
    map.iter().map(|(id, value)| (id.clone(), Hundredths(*value))).collect()
}

impl Serialize for File<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Assessment { soc, details, targets, .. } = self.assessment;
        let mut file = Entries(serializer.serialize_map(None)?);
        file.some("schema", Some("socmark/assessment/1"))?;
        let pins: Vec<String> =
            self.assessment.instruments.iter().map(|pin| format!("{}@{}", pin.id, pin.version)).collect();
        file.0.serialize_entry("instruments", &FlowSeq(pins))?;
        file.map(
            "soc",
            texts(
                &[
                    ("id", &soc.id),
                    ("name", &soc.name),
                    ("sector", &soc.sector),
                    ("region", &soc.region),
                    ("model", &soc.model),
                    ("size_fte", &soc.size_fte),
                    ("organisation_fte", &soc.organisation_fte),
                ],
                soc.years.map(Value::Number).map(|years| ("years", years)),
            ),
        )?;
        let date = details.date.map(|date| Value::Text(date.to_string()));
        let mut about: Vec<(String, Value)> =
            date.into_iter().map(|date| ("date".to_owned(), date)).collect();
        about.extend(texts(&[("type", &details.kind), ("style", &details.style)], None));
        if !details.assessors.is_empty() {
            about.push(("assessors".to_owned(), Value::List(details.assessors.clone())));
        }
        about.extend(texts(&[("purpose", &details.purpose)], None));
        file.map("assessment", about)?;
        if *targets != crate::model::assessment::Targets::default() {
            file.0.serialize_entry("targets", &Targets(targets))?;
        }
        if !self.assessment.exclude.is_empty() {
            let exclude = vec![("exclude".to_owned(), FlowSeq(self.assessment.exclude.clone()))];
            file.map("scope", exclude)?;
        }
        file.map("answers", self.answers())?;
        let notes = self.assessment.notes.iter().map(|(id, note)| (id.clone(), note)).collect();
        file.map("notes", notes)?;
        file.some("ai", self.assessment.ai.as_ref().map(Ai))?;
        file.some("workbook", self.assessment.workbook.as_ref().map(Workbook))?;
        file.0.end()
    }
}

impl<'a> File<'a> {
    /// In the order of the instruments; what they do not know comes last, in order of its id.
    fn answers(&self) -> Vec<(String, AnswerEntry<'a>)> {
        let order: std::collections::BTreeMap<&str, usize> = self
            .instruments
            .iter()
            .flat_map(Instrument::items)
            .enumerate()
            .map(|(number, (_, item))| (item.id.as_str(), number))
            .collect();
        let mut answers: Vec<_> = self.assessment.answers.iter().collect();
        answers.sort_by_key(|(id, _)| (order.get(id.as_str()).copied().unwrap_or(usize::MAX), *id));
        answers.into_iter().map(|(id, answer)| (id.clone(), AnswerEntry(answer))).collect()
    }
}

enum Value {
    Text(String),
    Number(f64),
    List(Vec<String>),
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            // a whole number is written as one
            #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 1e9 => {
                serializer.serialize_i64(*number as i64)
            }
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::List(list) => FlowSeq(list).serialize(serializer),
        }
    }
}

fn texts(fields: &[(&str, &Option<String>)], last: Option<(&str, Value)>) -> Vec<(String, Value)> {
    let given = fields
        .iter()
        .filter_map(|(key, text)| Some(((*key).to_owned(), Value::Text(text.as_ref()?.clone()))));
    given.chain(last.map(|(key, value)| (key.to_owned(), value))).collect()
}

struct Targets<'a>(&'a crate::model::assessment::Targets);

impl Serialize for Targets<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = Entries(serializer.serialize_map(None)?);
        map.some("overall", self.0.overall.map(Hundredths))?;
        for (key, targets) in [("domains", &self.0.domains), ("capability", &self.0.capability)] {
            if !targets.is_empty() {
                map.0.serialize_entry(key, &FlowMap(Pairs(hundredths(targets))))?;
            }
        }
        map.0.end()
    }
}

/// A level alone where nothing else is said, else a map: on one line unless it holds a longer text.
struct AnswerEntry<'a>(&'a Answer);

impl Serialize for AnswerEntry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Answer { value, importance, confidence, note, evidence } = self.0;
        let alone = importance.is_none() && confidence.is_none() && note.is_none() && evidence.is_empty();
        match value {
            Some(AnswerValue::Level(level)) if alone => serializer.serialize_u8(*level),
            _ => {
                let short = note.as_ref().is_none_or(|note| note.len() <= 60 && !note.contains(['\n', '\r']));
                let fields = AnswerFields(self.0);
                if short && evidence.is_empty() {
                    FlowMap(fields).serialize(serializer)
                } else {
                    fields.serialize(serializer)
                }
            }
        }
    }
}

struct AnswerFields<'a>(&'a Answer);

impl Serialize for AnswerFields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Answer { value, importance, confidence, note, evidence } = self.0;
        let mut map = Entries(serializer.serialize_map(None)?);
        match value {
            Some(AnswerValue::Level(level)) => map.some("answer", Some(level))?,
            Some(AnswerValue::NotRequired) => map.some("answer", Some("not_required"))?,
            Some(AnswerValue::NotApplicable) => map.some("answer", Some("not_applicable"))?,
            Some(AnswerValue::Present(present)) => map.some("present", Some(FlowSeq(present)))?,
            None => {}
        }
        map.some("importance", importance.map(|importance| importance.word()))?;
        map.some("confidence", confidence.map(|confidence| confidence.word()))?;
        map.some("note", note.as_ref())?;
        if !evidence.is_empty() {
            let evidence: Vec<_> = evidence.iter().map(|evidence| FlowMap(Evidence(evidence))).collect();
            map.0.serialize_entry("evidence", &evidence)?;
        }
        map.0.end()
    }
}

struct Evidence<'a>(&'a EvidenceRef);

impl Serialize for Evidence<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = Entries(serializer.serialize_map(None)?);
        match &self.0.source {
            EvidenceSource::Path(path) => map.some("path", Some(path))?,
            EvidenceSource::Url(url) => map.some("url", Some(url))?,
        }
        map.some("heading", self.0.heading.as_ref())?;
        let attested = self.0.attested.as_ref();
        map.some(
            "attested",
            attested.map(|attested| {
                Pairs(vec![
                    ("by".to_owned(), attested.by.clone()),
                    ("on".to_owned(), attested.on.to_string()),
                ])
            }),
        )?;
        map.0.end()
    }
}

struct Ai<'a>(&'a AiFacts);

impl Serialize for Ai<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = Entries(serializer.serialize_map(None)?);
        map.some("self_described", self.0.self_described.map(|word| word.word()))?;
        map.some("value", self.0.value.map(|word| word.word()))?;
        map.list("challenges", self.0.challenges.clone())?;
        map.some("interfaces", self.0.interfaces)?;
        if self.0.inventory_given {
            let capabilities: Vec<_> = self.0.capabilities.iter().map(Capability).collect();
            map.0.serialize_entry("capabilities", &capabilities)?;
        }
        if !self.0.measured.is_empty() {
            let measured: Vec<_> = self.0.measured.iter().map(|it| FlowMap(MeasuredEntry(it))).collect();
            map.0.serialize_entry("measured", &measured)?;
        }
        map.0.end()
    }
}

struct MeasuredEntry<'a>(&'a Measured);

impl Serialize for MeasuredEntry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = Entries(serializer.serialize_map(None)?);
        map.some("metric", Some(self.0.metric.word()))?;
        for (key, measurement) in [("before", self.0.before), ("after", self.0.after)] {
            let Some(measurement) = measurement else { continue };
            let mut fields = vec![("value".to_owned(), Value::Number(measurement.value))];
            fields.extend(measurement.on.map(|on| ("on".to_owned(), Value::Text(on.to_string()))));
            map.0.serialize_entry(key, &Pairs(fields))?;
        }
        map.some("source", self.0.source.as_ref())?;
        map.0.end()
    }
}

struct Capability<'a>(&'a AiCapability);

impl Serialize for Capability<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let it = self.0;
        let mut map = Entries(serializer.serialize_map(None)?);
        map.some("name", Some(&it.name))?;
        map.some("vendor", it.vendor.as_ref())?;
        map.some("type", Some(it.kind.word()))?;
        map.some(
            "intent",
            it.intent.as_ref().map(|intent| {
                let fields = [("task", &intent.task), ("outcome", &intent.outcome), ("stop", &intent.stop)];
                Pairs(texts(&fields, None))
            }),
        )?;
        map.some("sourcing", Some(it.sourcing.word()))?;
        map.some("status", Some(it.status.word()))?;
        map.list("stages", it.stages.iter().map(|stage| stage.word()).collect())?;
        map.some("autonomy", it.autonomy.map(|autonomy| autonomy.word()))?;
        map.list("grounded_in", it.grounded_in.clone())?;
        map.some("trace", it.trace)?;
        map.some("data_leaving", it.data_leaving.as_ref())?;
        map.some("value", it.value.map(|value| value.word()))?;
        map.0.end()
    }
}

struct Workbook<'a>(&'a crate::model::assessment::WorkbookExtras);

impl Serialize for Workbook<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let extras = self.0;
        let mut map = Entries(serializer.serialize_map(None)?);
        map.some("version", Some(&extras.version))?;
        map.some("edition", Some(&extras.edition))?;
        map.map("profile", extras.profile.iter().map(|(key, text)| (key.clone(), text)).collect())?;
        map.some(
            "own_methodology",
            extras.own_methodology.as_ref().map(|own| {
                let mut fields = Pairs(vec![("in_use".to_owned(), Scalar::Bool(own.in_use))]);
                for (key, text) in [("name", &own.name), ("level", &own.level)] {
                    fields.0.extend(text.clone().map(|text| (key.to_owned(), Scalar::Text(text))));
                }
                fields
            }),
        )?;
        map.some("external_staff", extras.external_staff.as_ref())?;
        map.map("scope_cells", extras.scope_cells.iter().map(|(id, value)| (id.clone(), value)).collect())?;
        map.map("rows", extras.rows.iter().map(|(row, value)| (row.to_string(), value)).collect())?;
        map.map("support", extras.support.iter().map(|(id, yes)| (id.clone(), yes)).collect())?;
        map.0.end()
    }
}

enum Scalar {
    Bool(bool),
    Text(String),
}

impl Serialize for Scalar {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::assessment::InstrumentRef;
    use proptest::prelude::*;

    fn with_note(note: &str) -> Assessment {
        let mut assessment = Assessment {
            instruments: vec![InstrumentRef { id: "soc-cmm".into(), version: "2.4.2".into() }],
            ..Assessment::default()
        };
        let answer =
            Answer { value: Some(AnswerValue::Level(3)), note: Some(note.into()), ..Answer::default() };
        assessment.answers.insert("b4.1".into(), answer);
        assessment.notes.insert("b4.10".into(), note.into());
        assessment
    }

    #[test]
    fn remarks_survive_whatever_they_look_like() {
        for note in [
            "=1+1",
            " leading",
            "trailing ",
            "4.10",
            "007",
            "yes",
            "null",
            "~",
            "a: b",
            "# no comment",
            "- x",
            "{x}",
            "two\nlines",
            "two\r\nlines",
            "\ttab",
            "ends with newline\n",
            "\n\nbegins with them",
            "\"quoted\" 'both'",
            "日本語",
            "\u{85}\u{2028}",
            "1e5",
            "0x1F",
            "2026-01-01",
            "",
            " ",
            "@at",
            "%percent",
            "&anchor *alias",
            "!tag",
            "? what",
            "---",
            "...",
            "\u{feff}bom",
            "a  b   c",
            "bell\u{7}",
        ] {
            let meant = with_note(note);
            let text = to_yaml(&meant, &[]).unwrap_or_else(|error| panic!("{note:?}: {error}"));
            assert!(reads_back(&text, &meant), "{note:?}\n{text}");
        }
    }

    proptest! {
        #[test]
        fn any_remark_reads_back(note in "\\PC*|[ \\t\\r\\n#:'\"\\-a-c0-9]{0,40}|.*") {
            let meant = with_note(&note);
            prop_assert!(to_yaml(&meant, &[]).is_ok(), "{note:?}");
        }
    }
}
