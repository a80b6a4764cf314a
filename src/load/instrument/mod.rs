//! Questionnaires: `instrument.yaml` and one file an aspect -> [`Instrument`].

mod aspect;
pub(crate) mod outline;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources};
use crate::model::instrument::{AdoptionRules, CrosswalkSource, Domain, Instrument, ItemKind};

pub(crate) use aspect::read_aspect;

use super::reader::{Fields, Reader, last};
use super::yaml::{self, Node};

/// The files of one instrument folder: path below the folder to (name for diagnostics, text).
pub(crate) type Files = BTreeMap<String, (String, String)>;

/// Reads an instrument out of its files. Nothing is returned where `instrument.yaml` itself cannot be read.
pub(crate) fn read(files: &Files, sources: &mut Sources, out: &mut Diagnostics) -> Option<Instrument> {
    let (name, text) = files.get("instrument.yaml")?;
    let Head { mut instrument, domains } = head(name, text, sources, out)?;
    let mut used = BTreeSet::from(["instrument.yaml".to_owned()]);
    for (mut domain, aspects) in domains {
        for aspect in aspects {
            let path = aspect_path(&domain.id, &aspect.id);
            used.insert(path.clone());
            match files.get(&path) {
                Some((file, text)) => {
                    domain.aspects.extend(read_aspect(file, text, &aspect.id, &instrument, sources, out));
                }
                None => out.push(
                    Diagnostic::new(
                        "IN004",
                        Place::value(name, &aspect.path),
                        format!("aspect `{}` has no file", aspect.id),
                    )
                    .help(format!("write it as `{path}` beside `instrument.yaml`")),
                ),
            }
        }
        instrument.domains.push(domain);
    }
    for (path, (file, _)) in files {
        let is_aspect = path.ends_with(".yaml") && path.contains('/');
        // practices and gates are folders of their own beside the aspects
        let own_folder = path.starts_with("practices/") || path.starts_with("gates/");
        if is_aspect && !own_folder && !used.contains(path) {
            out.push(
                Diagnostic::new("IN006", Place::file(file), "no domain names this aspect file")
                    .help("add its id to the `aspects:` of a domain in `instrument.yaml`"),
            );
        }
    }
    check(&instrument, name, files, out);
    Some(instrument)
}

/// `instrument.yaml`, before any aspect is read.
struct Head {
    /// Without its domains.
    instrument: Instrument,
    /// Each domain without its aspects, and the aspects that it names.
    domains: Vec<(Domain, Vec<AspectHead>)>,
}

fn head(name: &str, text: &str, sources: &mut Sources, out: &mut Diagnostics) -> Option<Head> {
    let root = yaml::document(name, text, sources, out)?;
    let mut reader = Reader { file: name, out };
    let mut fields = reader.fields(&root, "an instrument")?;
    if !reader.schema(&mut fields, "instrument") {
        return None;
    }
    let mut instrument = Instrument {
        id: fields.required_text("id", &mut reader),
        version: fields.required_text("version", &mut reader),
        title: fields.required_text("title", &mut reader),
        summary: fields.required_text("summary", &mut reader),
        licence: fields.required_text("licence", &mut reader),
        attribution: fields.optional_text("attribution", &mut reader),
        sources: Vec::new(),
        domains: Vec::new(),
        adoption: None,
    };
    if let Some(list) = fields.optional("sources") {
        instrument.sources = reader.list(list).iter().filter_map(|node| source(&mut reader, node)).collect();
    }
    let domains = fields.required("domains", &mut reader).map(|node| reader.list(node)).unwrap_or_default();
    let adoption = fields.optional("adoption");
    if let Some(node) = adoption {
        instrument.adoption = adoption_rules(&mut reader, node);
    }
    fields.finish(&mut reader);

    let domains = domains.iter().filter_map(|node| domain_head(name, out, node)).collect();
    Some(Head { instrument, domains })
}

/// `people/training.yaml` of `people.training`; the id itself where it has no dot (`b1`).
pub(crate) fn aspect_path(domain: &str, aspect: &str) -> String {
    let file = aspect.rsplit('.').next().unwrap_or(aspect);
    format!("{domain}/{file}.yaml")
}

struct AspectHead {
    id: String,
    path: String,
}

fn domain_head(name: &str, out: &mut Diagnostics, node: &Node) -> Option<(Domain, Vec<AspectHead>)> {
    let mut reader = Reader { file: name, out };
    let mut fields = reader.fields(node, "a domain")?;
    let domain = Domain {
        id: fields.required_text("id", &mut reader),
        name: fields.required_text("name", &mut reader),
        headline: fields.optional_bool("headline", &mut reader).unwrap_or(false),
        about: fields.optional_text("about", &mut reader).unwrap_or_default(),
        aspects: Vec::new(),
    };
    let list = fields.required("aspects", &mut reader).map(|node| reader.list(node)).unwrap_or_default();
    let aspects = list
        .iter()
        .filter_map(|node| Some(AspectHead { id: reader.text(node)?, path: node.path.clone() }))
        .collect();
    fields.finish(&mut reader);
    Some((domain, aspects))
}

fn source(reader: &mut Reader<'_>, node: &Node) -> Option<CrosswalkSource> {
    let mut fields = reader.fields(node, "a source")?;
    let source = CrosswalkSource {
        key: fields.required_text("key", reader),
        title: fields.required_text("title", reader),
        version: fields.optional_text("version", reader).unwrap_or_default(),
        year: fields
            .optional("year")
            .and_then(|node| reader.int(node))
            .and_then(|year| i16::try_from(year).ok())
            .unwrap_or_default(),
    };
    fields.finish(reader);
    Some(source)
}

fn adoption_rules(reader: &mut Reader<'_>, node: &Node) -> Option<AdoptionRules> {
    let mut fields = reader.fields(node, "`adoption`")?;
    let mut separators =
        fields.required("separators", reader).and_then(|node| reader.fields(node, "`separators`"))?;
    let mut weights =
        fields.required("status_weights", reader).and_then(|node| reader.fields(node, "`status_weights`"))?;
    let number = |node: &Node, key, reader: &mut Reader<'_>| {
        let value = reader.int(node)?;
        let valid = u32::try_from(value).ok().filter(|value| *value <= 1000);
        if valid.is_none() {
            reader.say("LD012", node, format!("`{key}` must lie between 0 and 1000"), "");
        }
        valid
    };
    let count = |fields: &mut Fields<'_>, key, reader: &mut Reader<'_>| {
        fields.required(key, reader).and_then(|node| number(node, key, reader))
    };
    let optional = |fields: &mut Fields<'_>, key, reader: &mut Reader<'_>| {
        fields.optional(key).and_then(|node| number(node, key, reader))
    };
    let threshold = |fields: &mut Fields<'_>, key, reader: &mut Reader<'_>| {
        fields.required(key, reader).and_then(|node| reader.hundredths(node))
    };
    let rules = AdoptionRules {
        lifecycle: separators.required_text("lifecycle", reader),
        knowledge: separators.required_text("knowledge", reader),
        governance: separators.required_text("governance", reader),
        practice: fields.texts("practice", reader),
        customisation: fields.required_text("customisation", reader),
        data_and_evaluation: fields.required_text("data_and_evaluation", reader),
        outcomes: fields.required_text("outcomes", reader),
        production_weight: count(&mut weights, "production", reader)?,
        pilot_weight: count(&mut weights, "pilot", reader)?,
        share_divisor: count(&mut fields, "share_divisor", reader)?,
        shaper_practice: threshold(&mut fields, "shaper_practice", reader)?,
        builder_practice: threshold(&mut fields, "builder_practice", reader)?,
        second_wave: threshold(&mut fields, "second_wave", reader)?,
        ahead_of_maturity: threshold(&mut fields, "ahead_of_maturity", reader)?,
        outcome_change: optional(&mut fields, "outcome_change", reader).unwrap_or(10),
        outcomes_needed: optional(&mut fields, "outcomes_needed", reader).unwrap_or(3) as usize,
    };
    separators.finish(reader);
    weights.finish(reader);
    fields.finish(reader);
    Some(rules)
}

/// What only the whole shows: ids unique and well formed, references that exist.
fn check(instrument: &Instrument, name: &str, files: &Files, out: &mut Diagnostics) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (domain, aspect) in instrument.aspects() {
        let file = files.get(&aspect_path(&domain.id, &aspect.id)).map_or(name, |(file, _)| file.as_str());
        for (number, item) in aspect.items.iter().enumerate() {
            let place = || Place::value(file, &format!("items/{number}/id"));
            if !seen.insert(&item.id) {
                out.push(
                    Diagnostic::new("IN001", place(), format!("item id `{}` stands twice", item.id))
                        .help("ids are unique"),
                );
            }
            let inside = item.id.strip_prefix(&aspect.id).is_some_and(|rest| rest.starts_with('.'));
            if !inside || !is_id(&item.id) {
                out.push(
                    Diagnostic::new("IN002", place(), format!("`{}` is no valid item id here", item.id))
                        .help(format!("lower case words with hyphens, beginning with `{}.`", aspect.id)),
                );
            }
            if let ItemKind::Elements { informs: Some(target), .. } = &item.kind
                && instrument.item(target).is_none()
            {
                out.push(Diagnostic::new(
                    "IN005",
                    Place::value(file, &format!("items/{number}/informs")),
                    format!("no item has the id `{target}`"),
                ));
            }
        }
    }
    if let Some(rules) = &instrument.adoption {
        let named = [
            ("separators/lifecycle", &rules.lifecycle),
            ("separators/knowledge", &rules.knowledge),
            ("separators/governance", &rules.governance),
            ("customisation", &rules.customisation),
            ("data_and_evaluation", &rules.data_and_evaluation),
            ("outcomes", &rules.outcomes),
        ];
        let practice = rules.practice.iter().map(|id| ("practice", id));
        for (key, id) in named.into_iter().chain(practice) {
            if instrument.aspect(id).is_none() {
                out.push(Diagnostic::new(
                    "IN005",
                    Place::value(name, &format!("adoption/{key}")),
                    format!("`{}` names the aspect `{id}`, which does not exist", last(key)),
                ));
            }
        }
    }
}

/// Lower case letters, digits and hyphens, between dots.
fn is_id(id: &str) -> bool {
    id.split('.').all(|part| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    })
}
