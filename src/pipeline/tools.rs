//! AI tools side by side, with what is known of the SOC around them.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources, did_you_mean};
use crate::load::library::Depth;
use crate::model::instrument::Instrument;
use crate::model::tools::{Offers, ToolsReport};
use crate::{adoption, check, load};

use super::{Settings, wiring};

/// What is asked about tools.
#[derive(Debug, Clone, Default)]
pub struct ToolsWanted {
    pub file: PathBuf,
    /// The wiring that hand-offs are looked up in; the one beside the file where none is named.
    pub wiring: Option<PathBuf>,
    /// The assessment that says how many AI interfaces an analyst has today.
    pub assessment: Option<PathBuf>,
    /// Folders of questionnaires beside the built-in ones.
    pub instruments: Vec<PathBuf>,
}

/// The tools of a file side by side. Nothing comes back where a file cannot be used, which is said.
#[must_use]
pub fn tools(wanted: &ToolsWanted) -> (Option<ToolsReport>, Diagnostics, Sources) {
    let (mut out, mut sources) = (Diagnostics::default(), Sources::default());
    let settings = Settings { instruments: wanted.instruments.clone(), ..Settings::default() };
    let read = read(&wanted.file, &settings, &mut sources, &mut out);
    let found = wiring::named_or_beside(wanted.wiring.as_ref(), &wanted.file, wiring::FILE);
    let wiring = found.and_then(|found| wiring::read(&found, &mut sources, &mut out));
    let mut interfaces = None;
    let assessment = wiring::named_or_beside(wanted.assessment.as_ref(), &wanted.file, "assessment.yaml");
    if let Some(path) = &assessment {
        let loaded = super::load(path, &settings);
        interfaces = loaded.assessment.and_then(|assessment| assessment.ai).and_then(|ai| ai.interfaces);
        out.extend(loaded.diagnostics);
        sources.extend(loaded.sources);
    }
    // a wiring or assessment that was found and cannot be read is not the same as none
    if out.has_errors() {
        return (None, out, sources);
    }
    let around = adoption::Around { wiring: wiring.as_ref(), interfaces };
    (read.map(|(offers, instrument)| adoption::tools(&offers, &instrument, around)), out, sources)
}

/// Reads a file of tools with the questionnaire that it pins, and checks its answers.
pub(super) fn read(
    path: &Path,
    settings: &Settings,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<(Offers, Instrument)> {
    let name = path.display().to_string();
    let bytes = load::files::bytes(path, &name, load::yaml::MAX_BYTES, out)?;
    let text = load::files::text(bytes, &name, out)?;
    let offers = load::tools::read(&name, &text, sources, out)?;
    let instrument = pinned(&name, &offers, settings, sources, out)?;
    out.extend(check::tools::check(&name, &offers, &instrument));
    Some((offers, instrument))
}

fn pinned(
    file: &str,
    offers: &Offers,
    settings: &Settings,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<Instrument> {
    let wanted = offers.instrument.as_ref()?;
    let fits = |found: &Instrument| found.id == wanted.id && found.version == wanted.version;
    let mut own: Vec<Instrument> = Vec::new();
    for folder in &settings.instruments {
        own.extend(load::library::from_folder(folder, sources, out));
    }
    if let Some(found) = own.into_iter().find(|found| fits(found)) {
        return Some(found);
    }
    let mut unknown = |message: String, help: String| {
        out.push(Diagnostic::new("AS001", Place::value(file, "instrument"), message).help(help));
        None
    };
    let builtin = load::library::builtin_ids();
    if !builtin.contains(&wanted.id) {
        let valid: Vec<&str> = builtin.iter().map(String::as_str).collect();
        let help = format!(
            "{} (a folder of your own is named with `--instruments DIR`)",
            did_you_mean(&wanted.id, &valid)
        );
        return unknown(format!("there is no questionnaire `{}`", wanted.id), help);
    }
    // what is built in is read without a word
    let (mut places, mut quiet) = (Sources::placeless(), Diagnostics::default());
    let found = load::library::builtin(&wanted.id, Depth::Full, &mut places, &mut quiet)?;
    if fits(&found) {
        return Some(found);
    }
    let steps = load::migration::builtin(&wanted.id, &mut places, &mut quiet);
    let step = steps.iter().find(|step| step.from == wanted.version && step.to == found.version);
    let help = match step {
        Some(step) if !step.reworded.is_empty() => format!(
            "pin `{}`, and look again at the answers whose questions were reworded: {}",
            found.reference(),
            step.reworded.join(", ")
        ),
        _ => format!(
            "look at the answers again and pin `{}`, or name a folder that holds the other version with `--instruments DIR`",
            found.reference()
        ),
    };
    unknown(format!("this program has `{}`, not version {}", found.reference(), wanted.version), help)
}

/// The questionnaire that tools are answered on.
#[must_use]
pub fn tools_form() -> Option<Instrument> {
    load::library::builtin("ai-tool", Depth::Full, &mut Sources::placeless(), &mut Diagnostics::default())
}

/// Whether a file is meant as one of tools: its `schema:` line says so.
pub(super) fn is_one(path: &Path) -> bool {
    let (mut quiet, name) = (Diagnostics::default(), path.display().to_string());
    load::files::bytes(path, &name, load::yaml::MAX_BYTES, &mut quiet)
        .and_then(|bytes| load::files::text(bytes, &name, &mut quiet))
        .is_some_and(|text| load::tools::is_kind(&text))
}
