//! A questionnaire as its files: `instrument.yaml`, one file an aspect, and the rows of an official workbook.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::ensure;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::diagnostic::{Diagnostics, Sources};
use crate::load;
use crate::model::instrument::{Aspect, Choice, Crosswalk, Domain, Instrument, Item, ItemKind};
use crate::model::rowmap::RowMap;

use super::rows;
use super::yaml::{self, Entries, FlowMap, FlowSeq, Pairs};

/// Every file of the questionnaire, by its path below the folder. What is returned reads back as the same questionnaire.
///
/// # Errors
/// Where it would not read back, or where it classifies AI adoption (those are ours, and are not written out).
pub(crate) fn to_files(
    instrument: &Instrument,
    rows: Option<&RowMap>,
) -> anyhow::Result<Vec<(PathBuf, String)>> {
    ensure!(instrument.adoption.is_none(), "only questionnaires without adoption rules are written out");
    let mut files =
        BTreeMap::from([("instrument.yaml".to_owned(), yaml::text(&Head(instrument), |_| true)?)]);
    for (domain, aspect) in instrument.aspects() {
        let path = load::instrument::aspect_path(&domain.id, &aspect.id);
        files.insert(path, yaml::text(&AspectFile(aspect), |text| reads_back(text, instrument, aspect))?);
    }
    let read = files.iter().map(|(path, text)| (path.clone(), (path.clone(), text.clone()))).collect();
    let mut out = Diagnostics::default();
    let read = load::instrument::read(&read, &mut Sources::default(), &mut out);
    ensure!(
        !out.has_errors() && read.as_ref() == Some(instrument),
        "the questionnaire would not read back as it was meant, so it is not written"
    );
    if let Some(rows) = rows {
        files.insert("rows.tsv".to_owned(), rows::to_text(rows));
    }
    Ok(files.into_iter().map(|(path, text)| (PathBuf::from(path), text)).collect())
}

fn reads_back(text: &str, instrument: &Instrument, meant: &Aspect) -> bool {
    let mut out = Diagnostics::default();
    let read = load::instrument::read_aspect(
        "aspect",
        text,
        &meant.id,
        instrument,
        &mut Sources::default(),
        &mut out,
    );
    !out.has_errors() && read.as_ref() == Some(meant)
}

struct Head<'a>(&'a Instrument);

impl Serialize for Head<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let it = self.0;
        let mut map = Entries(serializer.serialize_map(None)?);
        map.some("schema", Some("socmark/instrument/1"))?;
        map.some("id", Some(&it.id))?;
        map.some("version", Some(&it.version))?;
        map.some("title", Some(&it.title))?;
        map.some("summary", Some(&it.summary))?;
        map.some("licence", Some(&it.licence))?;
        map.some("attribution", it.attribution.as_ref())?;
        let sources: Vec<_> = it
            .sources
            .iter()
            .map(|source| {
                let mut fields = vec![
                    ("key".to_owned(), Scalar::Text(&source.key)),
                    ("title".to_owned(), Scalar::Text(&source.title)),
                ];
                if !source.version.is_empty() {
                    fields.push(("version".to_owned(), Scalar::Text(&source.version)));
                }
                if source.year != 0 {
                    fields.push(("year".to_owned(), Scalar::Number(source.year)));
                }
                FlowMap(Pairs(fields))
            })
            .collect();
        map.some("sources", (!sources.is_empty()).then_some(sources))?;
        map.some("domains", Some(it.domains.iter().map(DomainHead).collect::<Vec<_>>()))?;
        map.0.end()
    }
}

enum Scalar<'a> {
    Text(&'a str),
    Number(i16),
}

impl Serialize for Scalar<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_i16(*number),
        }
    }
}

struct DomainHead<'a>(&'a Domain);

impl Serialize for DomainHead<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = Entries(serializer.serialize_map(None)?);
        map.some("id", Some(&self.0.id))?;
        map.some("name", Some(&self.0.name))?;
        map.some("headline", self.0.headline.then_some(true))?;
        map.some("about", filled(&self.0.about))?;
        map.some(
            "aspects",
            Some(FlowSeq(self.0.aspects.iter().map(|aspect| &aspect.id).collect::<Vec<_>>())),
        )?;
        map.0.end()
    }
}

/// Nothing for an empty text: the key is left out then.
fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn crosswalk(crosswalk: &Crosswalk) -> Option<FlowMap<Pairs<FlowSeq<Vec<&String>>>>> {
    let pairs = crosswalk.iter().map(|(key, ids)| (key.clone(), FlowSeq(ids.iter().collect()))).collect();
    (!crosswalk.is_empty()).then_some(FlowMap(Pairs(pairs)))
}

struct AspectFile<'a>(&'a Aspect);

impl Serialize for AspectFile<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let it = self.0;
        let mut map = Entries(serializer.serialize_map(None)?);
        map.some("schema", Some("socmark/aspect/1"))?;
        map.some("id", Some(&it.id))?;
        map.some("name", Some(&it.name))?;
        map.some("about", filled(&it.about))?;
        map.some("minutes", it.minutes)?;
        map.some("crosswalk", crosswalk(&it.crosswalk))?;
        map.some("items", Some(it.items.iter().map(ItemEntry).collect::<Vec<_>>()))?;
        map.0.end()
    }
}

struct ItemEntry<'a>(&'a Item);

impl Serialize for ItemEntry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let it = self.0;
        let mut map = Entries(serializer.serialize_map(None)?);
        map.some("id", Some(&it.id))?;
        map.some("kind", Some(it.kind.word()))?;
        map.some("quick", it.quick.then_some(true))?;
        map.some("question", Some(&it.question))?;
        map.some("why", filled(&it.why))?;
        match &it.kind {
            ItemKind::Maturity { anchors } | ItemKind::Capability { anchors } => {
                map.some("anchors", (!anchors.is_empty()).then_some(anchors))?;
            }
            ItemKind::Elements { informs, elements } => {
                map.some("informs", informs.as_ref())?;
                map.some("elements", Some(choices(elements)))?;
            }
            ItemKind::Fact { field, answer, choices: list } => {
                map.some("field", Some(field))?;
                map.some("answer", Some(answer.word()))?;
                map.some("choices", (!list.is_empty()).then(|| choices(list)))?;
            }
        }
        let evidence: Vec<_> = it
            .evidence
            .iter()
            .map(|hint| EvidenceEntry { kind: &hint.kind, shows: &hint.shows, rules: &hint.rules })
            .map(FlowMap)
            .collect();
        map.some("evidence", (!evidence.is_empty()).then_some(evidence))?;
        map.some("crosswalk", crosswalk(&it.crosswalk))?;
        map.0.end()
    }
}

#[derive(serde::Serialize)]
struct EvidenceEntry<'a> {
    kind: &'a str,
    shows: &'a str,
    #[serde(skip_serializing_if = "no_rules")]
    rules: &'a Vec<String>,
}

fn no_rules(rules: &&Vec<String>) -> bool {
    rules.is_empty()
}

fn choices(choices: &[Choice]) -> Vec<FlowMap<Pairs<&String>>> {
    choices
        .iter()
        .map(|choice| {
            FlowMap(Pairs(vec![("id".to_owned(), &choice.id), ("label".to_owned(), &choice.label)]))
        })
        .collect()
}
