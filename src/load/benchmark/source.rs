//! `benchmark.yaml` -> [`Source`]: who published what, when it was collected, and the figures.

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources};
use crate::load::reader::{Fields, Reader};
use crate::load::yaml::{self, Node};
use crate::model::benchmark::{Basis, Figure, Read, Source};
use crate::model::score::Method;

use super::figure::{self, SourceFacts};
use super::id_shape;

/// Styles of assessment that a source can name.
const STYLES: [&str; 3] = ["self", "guided", "third-party"];

/// Reads the text of a source whose folder is called `id`.
pub(crate) fn read(
    id: &str,
    name: &str,
    text: &str,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<Source> {
    let root = yaml::document(name, text, sources, out)?;
    if !id_shape(id) {
        out.push(
            Diagnostic::new(
                "BM007",
                Place::file(name),
                format!("the folder's name `{id}` is no id for a source"),
            )
            .help("name the folder in lower case words and numbers joined by hyphens"),
        );
    }
    let mut reader = Reader { file: name, out };
    let mut fields = reader.fields(&root, "a benchmark source")?;
    if !reader.schema(&mut fields, "benchmark") {
        return None;
    }
    let publisher = needed(&mut fields, &mut reader, "publisher", "who published it");
    let title = needed(&mut fields, &mut reader, "title", "what it is called");
    let citation = needed(&mut fields, &mut reader, "citation", "where its figures were read");
    let collected = needed(&mut fields, &mut reader, "collected", "when its data were collected");
    let population = needed(&mut fields, &mut reader, "population", "who was surveyed");
    let licence = needed(&mut fields, &mut reader, "licence", "under which terms its figures can be used");
    let year = fields.optional("year");
    let year = match year {
        Some(node) => year_of(&mut reader, node),
        None => {
            missing(&mut reader, &root, "year", "when it was published");
            None
        }
    };
    let read = match fields.optional("read") {
        Some(node) => reader.word(node, &[Read::Primary, Read::Secondary], Read::word),
        None => {
            missing(
                &mut reader,
                &root,
                "read",
                "whether the document itself was read (primary) or one about it",
            );
            None
        }
    };
    let n = fields.optional("n").and_then(|node| figure::count(&mut reader, node));
    let n_note = fields.optional_text("n_note", &mut reader);
    let basis = fields.optional("basis").and_then(|node| basis(&mut reader, node));
    let caveats = fields.texts("caveats", &mut reader);
    let facts = SourceFacts { n, n_note: n_note.is_some() };
    let list = fields.required("figures", &mut reader);
    let mut figures: Vec<Figure> = Vec::new();
    for node in list.map(|node| reader.list(node)).unwrap_or_default() {
        let Some(figure) = figure::read(&mut reader, node, &facts) else { continue };
        if figures.iter().any(|other| other.id == figure.id) {
            let message = format!("two figures are called `{}`", figure.id);
            reader.say("BM003", node, message, "give each an id of its own");
            continue;
        }
        figures.push(figure);
    }
    if let Some(node) = list.filter(|node| reader.list(node).is_empty()) {
        reader.say("BM001", node, "the source has no figure", "list at least one under `figures:`");
    }
    fields.finish(&mut reader);
    Some(Source {
        id: id.to_owned(),
        publisher: publisher?,
        title: title?,
        year: year?,
        citation: citation?,
        read: read?,
        n,
        n_note,
        collected: collected?,
        population: population?,
        licence: licence?,
        basis,
        caveats,
        figures,
    })
}

/// Text without which none of the figures can be judged.
fn needed(fields: &mut Fields<'_>, reader: &mut Reader<'_>, key: &'static str, what: &str) -> Option<String> {
    let node = fields.node;
    match fields.optional(key) {
        Some(node) => reader.text(node).filter(|text| {
            let filled = !text.trim().is_empty();
            if !filled {
                missing(reader, node, key, what);
            }
            filled
        }),
        None => {
            missing(reader, node, key, what);
            None
        }
    }
}

fn missing(reader: &mut Reader<'_>, node: &Node, key: &str, what: &str) {
    reader.say("BM001", node, format!("the source does not say {what}"), format!("add `{key}:`"));
}

fn year_of(reader: &mut Reader<'_>, node: &Node) -> Option<i16> {
    let value = reader.int(node)?;
    let year = i16::try_from(value).ok().filter(|year| (1980..=2100).contains(year));
    if year.is_none() {
        reader.say("BM002", node, format!("`{value}` is no year of publication"), "1980 to 2100");
    }
    year
}

fn basis(reader: &mut Reader<'_>, node: &Node) -> Option<Basis> {
    let mut fields = reader.fields(node, "`basis`")?;
    let basis = Basis {
        questionnaire: fields.required_text("questionnaire", reader),
        name: fields.required_text("name", reader),
        edition: fields.optional_text("edition", reader),
        style: fields
            .optional("style")
            .and_then(|node| reader.word(node, &STYLES, |style| style))
            .map(ToOwned::to_owned),
        method: fields
            .optional("method")
            .and_then(|node| reader.word(node, &[Method::Default, Method::Workbook], Method::word)),
    };
    fields.finish(reader);
    Some(basis)
}
