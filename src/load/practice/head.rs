//! `practices/library.yaml` -> [`Library`].

use crate::diagnostic::{Diagnostics, Sources};
use crate::load::reader::Reader;
use crate::load::yaml;
use crate::model::practice::Library;

/// The version of the practices of a questionnaire.
pub(super) fn read(
    name: &str,
    instrument: &str,
    text: &str,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<Library> {
    let root = yaml::document(name, text, sources, out)?;
    let mut reader = Reader { file: name, out };
    let mut fields = reader.fields(&root, "a library of practices")?;
    if !reader.schema(&mut fields, "practice-library") {
        return None;
    }
    let library = Library {
        instrument: instrument.to_owned(),
        version: fields.required_text("version", &mut reader),
        summary: fields.required_text("summary", &mut reader),
    };
    fields.finish(&mut reader);
    Some(library)
}
