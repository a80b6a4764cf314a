//! Any file or folder of ours, by what it is.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Place};
use crate::load::{benchmark, library, practice};

use super::{Loaded, Settings, tools, wiring};

/// Reads any file or folder of ours and says everything that is wrong with it: an assessment, a workbook, a questionnaire,
/// a practice, a benchmark source, a wiring, a comparison of AI tools.
#[must_use]
pub fn validate(path: &Path, settings: &Settings) -> Loaded {
    let mut loaded = Loaded { name: path.display().to_string(), ..Loaded::default() };
    let (out, sources) = (&mut loaded.diagnostics, &mut loaded.sources);
    if path.is_dir() {
        let wired = path.join(wiring::FILE);
        if path.join("assessment.yaml").is_file() {
            let mut loaded = super::load(&path.join("assessment.yaml"), settings);
            if wired.is_file() {
                wiring::read(&wired, &mut loaded.sources, &mut loaded.diagnostics);
                loaded.name = format!("{}, {}", loaded.name, wired.display());
            }
            return loaded;
        }
        if wired.is_file() {
            wiring::read(&wired, sources, out);
            loaded.name = wired.display().to_string();
            return loaded;
        }
        if path.join("instrument.yaml").is_file() {
            library::from_folder(path, sources, out);
            practice::all(&[path.to_owned()], library::Depth::Outline, sources, out);
            practice::libraries(&[path.to_owned()], sources, out);
        } else if practice::is_one(path) {
            practice::validate(path, &settings.instruments, sources, out);
        } else if benchmark::folder_sources(path, sources, out).is_empty() && !out.has_errors() {
            out.push(
                Diagnostic::new(
                    "LD001",
                    Place::file(&loaded.name),
                    "the folder holds neither a questionnaire nor practices nor benchmark sources",
                )
                .help("a questionnaire has an `instrument.yaml`, a benchmark source a `benchmark.yaml`"),
            );
        }
        return loaded;
    }
    match path.file_name().and_then(|name| name.to_str()) {
        Some("benchmark.yaml") => {
            benchmark::folder_sources(path, sources, out);
        }
        Some("instrument.yaml") => {
            let folder =
                path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            library::from_folder(folder, sources, out);
            practice::all(&[folder.to_owned()], library::Depth::Outline, sources, out);
            practice::libraries(&[folder.to_owned()], sources, out);
        }
        _ if wiring::is_one(path) => {
            wiring::read(path, sources, out);
        }
        _ if practice::is_one(path) => practice::validate(path, &settings.instruments, sources, out),
        _ if tools::is_one(path) => {
            tools::read(path, settings, sources, out);
        }
        _ => return super::load(path, settings),
    }
    loaded
}
