//! The practices that a plan draws on: built in, or `practices/` in a folder of the user's.

mod file;
mod head;
mod outline;
mod whole;

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics, Sources};
use crate::model::instrument::Instrument;
use crate::model::practice::{Library, Practice};

use super::builtin::Folder;
use super::library::{self, Depth};
use super::yaml::MAX_BYTES;
use super::{files, official};
#[cfg(test)]
pub(super) use file::read;
use whole::Found;

/// The folder of practices beside an `instrument.yaml`.
const FOLDER: &str = "practices";
/// The file in it that gives the whole a version.
const HEAD: &str = "library.yaml";
/// What a plan needs of them, beside it.
const OUTLINE: &str = "outline.tsv";
/// What a file of a practice says in its `schema:` line.
const SCHEMA: &str = "socmark/practice/";

/// The practices that the program ships, in order of their ids; as an outline they have no text but the title.
pub(crate) fn builtin(depth: Depth, sources: &mut Sources, out: &mut Diagnostics) -> Vec<Practice> {
    sorted(builtin_found(depth, sources, out))
}

fn builtin_found(depth: Depth, sources: &mut Sources, out: &mut Diagnostics) -> Vec<Found> {
    if depth == Depth::Outline
        && let Some(read) = outlines()
    {
        return read;
    }
    // what is built in is tested to be right: places are worked out only where that should ever fail
    let mut quiet = Diagnostics::default();
    let read = embedded(&mut Sources::placeless(), &mut quiet);
    if quiet.is_empty() { read } else { embedded(sources, out) }
}

fn outlines() -> Option<Vec<Found>> {
    let mut found = Vec::new();
    for id in library::builtin_ids() {
        let Some((file, text)) = Folder::Questionnaires.text(&format!("{id}/{FOLDER}/{OUTLINE}")) else {
            continue;
        };
        let read = outline::read(&id, &text)?;
        found.extend(read.into_iter().map(|practice| Found { file: file.clone(), practice }));
    }
    Some(found)
}

/// A practice with every text, where it is one that is built in and read as an outline.
pub(crate) fn with_texts(practice: &Practice, sources: &mut Sources, out: &mut Diagnostics) -> Practice {
    if !practice.steps.is_empty() {
        return practice.clone();
    }
    let file = format!("/{}.yaml", practice.id);
    let prefix = format!("{}/{FOLDER}/", practice.instrument);
    let paths = Folder::Questionnaires.paths();
    let path = paths.iter().find(|path| path.starts_with(&prefix) && path.ends_with(&file));
    let read = path.and_then(|path| {
        let (name, text) = Folder::Questionnaires.text(path)?;
        file::read(&name, &practice.id, &practice.instrument, &text, sources, out)
    });
    read.unwrap_or_else(|| practice.clone())
}

fn embedded(sources: &mut Sources, out: &mut Diagnostics) -> Vec<Found> {
    let paths = Folder::Questionnaires.paths();
    let practices = paths.iter().filter_map(|path| {
        let (instrument, below) = path.split_once("/practices/").filter(|(_, below)| below.contains('/'))?;
        let (file, text) = Folder::Questionnaires.text(path)?;
        let practice = file::read(&file, stem(Path::new(below))?, instrument, &text, sources, out)?;
        Some(Found { file, practice })
    });
    practices.collect()
}

/// The versions of what is built in, in order of the questionnaires.
pub(crate) fn builtin_libraries(sources: &mut Sources, out: &mut Diagnostics) -> Vec<Library> {
    let heads = library::builtin_ids().into_iter().filter_map(|id| {
        let (file, text) = Folder::Questionnaires.text(&format!("{id}/{FOLDER}/{HEAD}"))?;
        head::read(&file, &id, &text, sources, out)
    });
    heads.collect()
}

/// The versions of the practices at hand: of the folders that give one, and of what is built in for other questionnaires.
pub(crate) fn libraries(folders: &[PathBuf], sources: &mut Sources, out: &mut Diagnostics) -> Vec<Library> {
    let mut found: Vec<Library> = Vec::new();
    let mut own: Vec<String> = Vec::new();
    for folder in folders.iter().filter(|folder| folder.join(FOLDER).is_dir()) {
        let (id, path) = (folder_id(folder), folder.join(FOLDER).join(HEAD));
        let file = path.display().to_string();
        if path.is_file() {
            let bytes = files::bytes(&path, &file, MAX_BYTES, out);
            let text = bytes.and_then(|bytes| files::text(bytes, &file, out));
            found.extend(text.and_then(|text| head::read(&file, &id, &text, sources, out)));
        }
        own.push(id);
    }
    let builtin = builtin_libraries(sources, out);
    found.extend(builtin.into_iter().filter(|library| !own.contains(&library.instrument)));
    found
}

/// The practices at hand, in order of their ids: those in the `practices/` of the folders, and those built in. A folder
/// that holds practices for a questionnaire that is built in stands in for what is built in for it. The depth is of what
/// is built in.
pub(crate) fn all(
    folders: &[PathBuf],
    depth: Depth,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Vec<Practice> {
    let own: Vec<&PathBuf> = folders.iter().filter(|folder| folder.join(FOLDER).is_dir()).collect();
    if own.is_empty() {
        return builtin(depth, sources, out);
    }
    let instruments = instruments(folders);
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    for folder in own {
        let id = folder_id(folder);
        let read = in_folder(&folder.join(FOLDER), &id, sources, out);
        found.extend(read.0);
        unread.extend(read.1);
    }
    with_builtin(found, &unread, &instruments, depth, sources, out)
}

/// Adds what is built in for other questionnaires, and checks the whole.
fn with_builtin(
    mut found: Vec<Found>,
    unread: &[String],
    instruments: &[Instrument],
    depth: Depth,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Vec<Practice> {
    let mut all = builtin_found(depth, sources, out);
    all.retain(|entry| !found.iter().any(|own| own.practice.instrument == entry.practice.instrument));
    all.append(&mut found);
    whole::check(&all, unread, instruments, out);
    sorted(all)
}

fn sorted(found: Vec<Found>) -> Vec<Practice> {
    let mut practices: Vec<Practice> = found.into_iter().map(|entry| entry.practice).collect();
    practices.sort_by(|one, other| one.id.cmp(&other.id));
    practices
}

/// Reads one file, or every practice in a folder, for what is wrong with it. One that stands in the `practices/` of a
/// questionnaire is read with the whole of it; what is said about other files is left out.
pub(crate) fn validate(path: &Path, folders: &[PathBuf], sources: &mut Sources, out: &mut Diagnostics) {
    let (shown, mut said) = (path.display().to_string(), Diagnostics::default());
    if let Some(home) = home(path) {
        all(&[&[home], folders].concat(), Depth::Outline, sources, &mut said);
    } else {
        let (found, unread) = if path.is_dir() {
            in_folder(path, "", sources, &mut said)
        } else {
            let read = in_file(path, "", sources, &mut said);
            (read.into_iter().collect(), stem(path).map(str::to_owned).into_iter().collect())
        };
        with_builtin(found, &unread, &instruments(folders), Depth::Outline, sources, &mut said);
    }
    let is_meant = |file: &str| file == shown || Path::new(file).starts_with(path);
    let concerns = |said: &&Diagnostic| {
        is_meant(&said.place.file) || said.related.iter().any(|(place, _)| is_meant(&place.file))
    };
    said.iter().filter(concerns).for_each(|said| out.push(said.clone()));
}

/// Whether a file is meant as a practice, or a folder holds one.
pub(crate) fn is_one(path: &Path) -> bool {
    let mut quiet = Diagnostics::default();
    if path.is_dir() {
        let name = path.display().to_string();
        return library::yaml_files(path, &name, &mut quiet).iter().any(|(_, file)| is_one(file));
    }
    if path.extension().is_none_or(|ending| ending != "yaml") {
        return false;
    }
    let text =
        files::bytes(path, "", MAX_BYTES, &mut quiet).and_then(|bytes| files::text(bytes, "", &mut quiet));
    text.is_some_and(|text| {
        let mut values = text.lines().filter_map(|line| line.strip_prefix("schema:"));
        values.next().is_some_and(|value| value.trim_start_matches([' ', '"', '\'']).starts_with(SCHEMA))
    })
}

/// The folder with the `instrument.yaml` to whose practices a path belongs, written as the path is.
fn home(path: &Path) -> Option<PathBuf> {
    let full = std::fs::canonicalize(path).ok()?;
    let practices = full.ancestors().find(|folder| folder.file_name().is_some_and(|name| name == FOLDER))?;
    let home = practices.parent().filter(|home| home.join("instrument.yaml").is_file())?;
    let below = full.strip_prefix(home).ok()?;
    if !path.ends_with(below) {
        return Some(home.to_owned());
    }
    let depth = below.components().count();
    path.ancestors().nth(depth).map(Path::to_owned)
}

/// The questionnaires whose items practices can name. What is wrong with them is said where they are read themselves.
fn instruments(folders: &[PathBuf]) -> Vec<Instrument> {
    let (mut sources, mut quiet) = (Sources::placeless(), Diagnostics::default());
    let mut found: Vec<Instrument> =
        folders.iter().filter_map(|folder| library::from_folder(folder, &mut sources, &mut quiet)).collect();
    for id in library::builtin_ids() {
        if id != official::ID && !found.iter().any(|own| own.id == id) {
            found.extend(library::builtin(&id, Depth::Outline, &mut sources, &mut quiet));
        }
    }
    found
}

/// The id of the questionnaire in a folder.
fn folder_id(folder: &Path) -> String {
    library::from_folder(folder, &mut Sources::placeless(), &mut Diagnostics::default())
        .map(|instrument| instrument.id)
        .unwrap_or_default()
}

/// The practices of a folder, and the names of the files that could not be read.
fn in_folder(
    folder: &Path,
    instrument: &str,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> (Vec<Found>, Vec<String>) {
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    for (below, path) in library::yaml_files(folder, &folder.display().to_string(), out) {
        if below == HEAD {
            continue;
        }
        match in_file(&path, instrument, sources, out) {
            Some(read) => found.push(read),
            None => unread.extend(stem(&path).map(str::to_owned)),
        }
    }
    (found, unread)
}

fn in_file(path: &Path, instrument: &str, sources: &mut Sources, out: &mut Diagnostics) -> Option<Found> {
    let file = path.display().to_string();
    let text = files::bytes(path, &file, MAX_BYTES, out).and_then(|bytes| files::text(bytes, &file, out))?;
    let practice = file::read(&file, stem(path)?, instrument, &text, sources, out)?;
    Some(Found { file, practice })
}

/// The name of a file without its ending.
fn stem(path: &Path) -> Option<&str> {
    path.file_stem()?.to_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_is_read_without_a_word() {
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let found = embedded(&mut sources, &mut out);
        whole::check(&found, &[], &instruments(&[]), &mut out);
        assert!(out.is_empty(), "{out:?}");
        assert!(found.len() >= 220, "{}", found.len());
        assert_eq!(builtin(Depth::Full, &mut sources, &mut out), sorted(found));
    }

    /// Without its prose, as an outline has it.
    fn stripped(practice: &Practice) -> Practice {
        let Practice { id, instrument, title, raises, after, thresholds, effort, weeks, .. } =
            practice.clone();
        Practice { id, instrument, title, raises, after, thresholds, effort, weeks, ..Practice::default() }
    }

    #[test]
    fn outlines_are_the_practices_without_their_prose() {
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        let full = builtin(Depth::Full, &mut sources, &mut out);
        for library in builtin_libraries(&mut sources, &mut out) {
            let id = &library.instrument;
            let own: Vec<&Practice> = full.iter().filter(|practice| practice.instrument == *id).collect();
            let text = outline::to_text(&own);
            let path =
                Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("questionnaires/{id}/{FOLDER}/{OUTLINE}"));
            if std::env::var_os("SOCMARK_BLESS").is_some() {
                std::fs::write(&path, &text).expect("the outline can be written");
            }
            let committed = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(committed == text, "{} is old: run SOCMARK_BLESS=1 cargo test", path.display());
            let read = outline::read(id, &text).expect("our own text");
            assert_eq!(read, own.iter().map(|practice| stripped(practice)).collect::<Vec<_>>(), "{id}");
            for outline in &read {
                let texts = with_texts(outline, &mut sources, &mut out);
                assert_eq!(Some(&texts), own.iter().find(|own| own.id == outline.id).copied());
            }
        }
        assert!(out.is_empty(), "{out:?}");
    }
}
