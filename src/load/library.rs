//! The questionnaires that an assessment may pin: built in, or in a folder of the user's.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources};
use crate::model::instrument::Instrument;
use crate::model::rowmap::RowMap;

use super::builtin::Folder;
use super::instrument::{self, Files};
use super::yaml::MAX_BYTES;
use super::{files, official, rowmap};

/// Ids of the questionnaires that the binary holds, in order; the official one has numbers only.
pub(crate) fn builtin_ids() -> Vec<String> {
    let mut ids: Vec<String> = Folder::Questionnaires
        .paths()
        .into_iter()
        .filter_map(|path| path.strip_suffix("/instrument.yaml").map(str::to_owned))
        .collect();
    ids.push(official::ID.to_owned());
    ids
}

/// How much of a questionnaire is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Ids, names, kinds and crosswalks: all that scoring needs, and quick to read.
    Outline,
    /// With every text.
    Full,
}

/// A questionnaire that the binary holds.
pub(crate) fn builtin(
    id: &str,
    depth: Depth,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<Instrument> {
    if id == official::ID {
        let ours = builtin("soc-core", Depth::Outline, sources, out);
        return Some(official::skeleton(&rowmap::soc_cmm_2_4_2(), ours.as_ref()));
    }
    if depth == Depth::Outline {
        let (name, head) = Folder::Questionnaires.text(&format!("{id}/instrument.yaml"))?;
        let outline = Folder::Questionnaires.text(&format!("{id}/outline.tsv"));
        let read = outline.and_then(|(_, text)| instrument::outline::read(&name, &head, &text));
        if read.is_some() {
            return read;
        }
    }
    let prefix = format!("{id}/");
    let files: Files = Folder::Questionnaires
        .paths()
        .into_iter()
        .filter_map(|path| {
            let below = path.strip_prefix(&prefix).filter(|below| below.ends_with(".yaml"))?;
            // practices are no part of the questionnaire, and many
            if below.starts_with("practices/") {
                return None;
            }
            Some((below.to_owned(), Folder::Questionnaires.text(&path)?))
        })
        .map(|(below, (name, text))| (below, (name, text.into_owned())))
        .collect();
    // what is built in is tested to be right: places are worked out only where that should ever fail
    let mut quiet = Diagnostics::default();
    let read = instrument::read(&files, &mut Sources::placeless(), &mut quiet);
    if quiet.is_empty() { read } else { instrument::read(&files, sources, out) }
}

/// A questionnaire in a folder: `instrument.yaml` and one folder a domain. Links are not followed.
pub(crate) fn from_folder(folder: &Path, sources: &mut Sources, out: &mut Diagnostics) -> Option<Instrument> {
    let mut found = Files::new();
    let name = folder.display().to_string();
    if !folder.join("instrument.yaml").is_file() {
        out.push(
            Diagnostic::new("LD001", Place::file(&name), "the folder holds no `instrument.yaml`")
                .help("name the folder that `import --instrument-out` wrote"),
        );
        return None;
    }
    for (below, path) in yaml_files(folder, &name, out) {
        let name = path.display().to_string();
        let bytes = files::bytes(&path, &name, MAX_BYTES, out);
        if let Some(text) = bytes.and_then(|bytes| files::text(bytes, &name, out)) {
            found.insert(below, (name, text));
        }
    }
    instrument::read(&found, sources, out)
}

/// The rows of an official version that a folder holds beside its questionnaire.
pub(crate) fn rows(folder: &Path) -> Option<RowMap> {
    let text = std::fs::read_to_string(folder.join("rows.tsv")).ok()?;
    rowmap::parse(&text).ok()
}

/// `*.yaml` in a folder and the folders directly below it, in order.
pub(super) fn yaml_files(folder: &Path, name: &str, out: &mut Diagnostics) -> Vec<(String, PathBuf)> {
    const MOST: usize = 2000;
    let mut found = Vec::new();
    let mut open = vec![(String::new(), folder.to_path_buf(), 0)];
    while let Some((below, path, depth)) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&path) else { continue };
        for entry in entries.flatten() {
            let (Ok(kind), Ok(file)) = (entry.file_type(), entry.file_name().into_string()) else { continue };
            let below = if below.is_empty() { file } else { format!("{below}/{file}") };
            if kind.is_dir() && depth < 2 && below != "practices" {
                open.push((below, entry.path(), depth + 1));
            } else if kind.is_file() && below.ends_with(".yaml") {
                found.push((below, entry.path()));
            } else if kind.is_symlink() && below.ends_with(".yaml") {
                out.push(
                    Diagnostic::new(
                        "LD013",
                        Place::file(&entry.path().display().to_string()),
                        "links are not followed in a questionnaire",
                    )
                    .help("put the file itself there"),
                );
            }
        }
        if found.len() > MOST {
            out.push(
                Diagnostic::new(
                    "LD003",
                    Place::file(name),
                    format!("the folder holds more than {MOST} files"),
                )
                .help("is it the right folder?"),
            );
            return Vec::new();
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::instrument::ItemKind;

    fn full(id: &str) -> Instrument {
        let mut out = Diagnostics::default();
        let read =
            builtin(id, Depth::Full, &mut Sources::default(), &mut out).expect("a built-in questionnaire");
        assert!(out.is_empty(), "{id}: {out:?}");
        read
    }

    /// Without its prose, as an outline has it.
    fn stripped(mut instrument: Instrument) -> Instrument {
        for domain in &mut instrument.domains {
            domain.about.clear();
            for aspect in &mut domain.aspects {
                aspect.about.clear();
                for item in &mut aspect.items {
                    item.question.clear();
                    item.why.clear();
                    item.evidence.clear();
                    match &mut item.kind {
                        ItemKind::Maturity { anchors } | ItemKind::Capability { anchors } => anchors.clear(),
                        ItemKind::Elements { elements: choices, .. } | ItemKind::Fact { choices, .. } => {
                            choices.iter_mut().for_each(|choice| choice.label.clear());
                        }
                    }
                }
            }
        }
        instrument
    }

    #[test]
    fn outlines_are_the_questionnaires_without_their_prose() {
        for id in builtin_ids().iter().filter(|id| *id != official::ID) {
            let full = full(id);
            let text = instrument::outline::to_text(&full);
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("questionnaires/{id}/outline.tsv"));
            if std::env::var_os("SOCMARK_BLESS").is_some() {
                std::fs::write(&path, &text).expect("the outline can be written");
            }
            let committed = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(committed == text, "{} is old: run SOCMARK_BLESS=1 cargo test", path.display());
            let (name, head) =
                Folder::Questionnaires.text(&format!("{id}/instrument.yaml")).expect("the head");
            assert_eq!(instrument::outline::read(&name, &head, &text), Some(stripped(full)), "{id}");
        }
    }
}
