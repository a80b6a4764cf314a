//! Benchmark sources and the groupings that cohorts share.

mod figure;
mod segments;
pub(super) mod source;
#[cfg(test)]
mod tests;

use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources};
use crate::model::benchmark::Source;

use super::builtin::Folder;
use super::{files, yaml};

pub(crate) use segments::segments;

/// The file of a source inside its folder.
pub(crate) const FILE: &str = "benchmark.yaml";

/// The sources built in, in order of their ids.
pub(crate) fn builtin(sources: &mut Sources, out: &mut Diagnostics) -> Vec<Source> {
    let mut found = Vec::new();
    for path in Folder::Benchmarks.paths() {
        let Some(id) = path.strip_suffix(FILE).and_then(|folder| folder.strip_suffix('/')) else { continue };
        let Some((name, text)) = Folder::Benchmarks.text(&path) else { continue };
        found.extend(source::read(id, &name, &text, sources, out));
    }
    found
}

/// The sources built in and those of the user's folders, in order of their ids. A folder is one source
/// (`benchmark.yaml` inside), or holds one folder a source.
pub(crate) fn all(folders: &[&Path], sources: &mut Sources, out: &mut Diagnostics) -> Vec<Source> {
    let mut found = builtin(sources, out);
    for folder in folders {
        for (source, name) in folder_sources(folder, sources, out) {
            if found.iter().any(|other| other.id == source.id) {
                out.push(
                    Diagnostic::new(
                        "BM003",
                        Place::file(&name),
                        format!("there is another source called `{}`", source.id),
                    )
                    .help("rename the folder; `socmark benchmark --list` shows the names in use"),
                );
            } else {
                found.push(source);
            }
        }
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

/// The sources of one folder, each with the name of its file; also what `validate` calls on a folder or file.
pub(crate) fn folder_sources(
    folder: &Path,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Vec<(Source, String)> {
    let shown = folder.display().to_string();
    if !folder.is_dir() {
        return file(folder, sources, out).into_iter().collect();
    }
    if folder.join(FILE).is_file() {
        return file(&folder.join(FILE), sources, out).into_iter().collect();
    }
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            let message = format!("it cannot be opened: {error}");
            out.push(Diagnostic::new("LD001", Place::file(&shown), message).help("check its permissions"));
            return Vec::new();
        }
    };
    let mut paths: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path().join(FILE)))
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    if paths.is_empty() {
        let message = "the folder holds no benchmark source";
        out.push(
            Diagnostic::new("LD001", Place::file(&shown), message)
                .help(format!("a source is a folder with a `{FILE}` inside")),
        );
    }
    paths.iter().filter_map(|path| file(path, sources, out)).collect()
}

/// One file. The source's id is the name of the folder that it lies in.
fn file(path: &Path, sources: &mut Sources, out: &mut Diagnostics) -> Option<(Source, String)> {
    let name = path.display().to_string();
    let bytes = files::bytes(path, &name, yaml::MAX_BYTES, out)?;
    let text = files::text(bytes, &name, out)?;
    // `.` and `..` have no name of their own
    let absolute = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let id = absolute.parent().and_then(Path::file_name).and_then(|id| id.to_str()).unwrap_or_default();
    source::read(id, &name, &text, sources, out).map(|source| (source, name))
}

/// The text of a source under that id, without a file; nothing comes back where anything is wrong with it.
#[cfg(feature = "pool")]
pub(crate) fn text(id: &str, text: &str) -> Option<Source> {
    let (mut sources, mut out) = (Sources::placeless(), Diagnostics::default());
    source::read(id, FILE, text, &mut sources, &mut out).filter(|_| out.is_empty())
}

/// Lower case words and numbers joined by hyphens.
pub(crate) fn id_shape(id: &str) -> bool {
    id.split('-').all(|part| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}
