//! The wiring beside an assessment.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostics, Sources};
use crate::load;
use crate::model::wiring::Wiring;

/// The file of a workspace that holds it.
pub(super) const FILE: &str = "wiring.yaml";

/// A wiring, with everything that was said about it. Nothing comes back where the file cannot be used.
#[must_use]
pub fn wiring(path: &Path) -> (Option<Wiring>, Diagnostics, Sources) {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let read = read(path, &mut sources, &mut out).filter(|_| !out.has_errors());
    (read, out, sources)
}

/// The file that was named, or the one of that name beside another, where it is there.
pub(super) fn named_or_beside(named: Option<&PathBuf>, other: &Path, name: &str) -> Option<PathBuf> {
    let beside = other.with_file_name(name);
    named.cloned().or_else(|| beside.is_file().then_some(beside))
}

/// Reads a file as a wiring.
pub(super) fn read(path: &Path, sources: &mut Sources, out: &mut Diagnostics) -> Option<Wiring> {
    let name = path.display().to_string();
    let bytes = load::files::bytes(path, &name, load::yaml::MAX_BYTES, out)?;
    let text = load::files::text(bytes, &name, out)?;
    load::wiring::read(&name, &text, sources, out)
}

/// Whether a file is meant as a wiring: its `schema:` line says so, or its name where it has none.
pub(super) fn is_one(path: &Path) -> bool {
    let (mut quiet, name) = (Diagnostics::default(), path.display().to_string());
    let text = load::files::bytes(path, &name, load::yaml::MAX_BYTES, &mut quiet)
        .and_then(|bytes| load::files::text(bytes, &name, &mut quiet));
    let named = path.file_name().is_some_and(|name| name == FILE);
    match text.as_deref().map(load::wiring::kind) {
        Some(Some(is_wiring)) => is_wiring,
        _ => named,
    }
}
