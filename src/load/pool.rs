//! A pool on disk: `pool.yaml` and the parts below it.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources};

use super::files;
use super::reader::Reader;
use super::yaml;

/// The file that makes a folder a pool.
pub(crate) const FILE: &str = super::POOL_FILE;
/// Longest salt that is read; ours have 64 bytes.
const MAX_SALT: usize = 4096;
/// The shortest salt that is taken: below this, pseudonyms could be guessed by trying salts.
const MIN_SALT: usize = 16;

/// What `pool.yaml` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    /// Which salt the pseudonyms were made with, without giving it away.
    pub salt: String,
    /// Its rows were generated and are no SOCs.
    pub simulated: bool,
}

/// The text of a new `pool.yaml`.
pub(crate) fn head(salt: &str, simulated: bool) -> String {
    let (what, mark) = if simulated {
        ("A simulated cohort: every row was generated, none is a SOC.", "simulated: true\n")
    } else {
        (
            "A pool of SOC assessments. Rows name nobody; the salt that ties a SOC to its row is kept elsewhere.",
            "",
        )
    };
    format!("# {what}\nschema: socmark/pool/1\nsalt: \"{salt}\"\n{mark}")
}

/// Reads `pool.yaml`; a folder without one is no pool, and is said to be none.
pub(crate) fn read(pool: &Path, sources: &mut Sources, out: &mut Diagnostics) -> Option<Head> {
    let path = pool.join(FILE);
    if !path.is_file() {
        out.push(
            Diagnostic::new("PL004", Place::file(&pool.display().to_string()), "there is no pool here")
                .help("`socmark pool add POOL FILE…` makes one, in a folder of its own"),
        );
        return None;
    }
    let name = path.display().to_string();
    let bytes = files::bytes(&path, &name, yaml::MAX_BYTES, out)?;
    let text = files::text(bytes, &name, out)?;
    let root = yaml::document(&name, &text, sources, out)?;
    let mut reader = Reader { file: &name, out };
    let mut fields = reader.fields(&root, "a pool")?;
    if !reader.schema(&mut fields, "pool") {
        return None;
    }
    let salt = fields.required_text("salt", &mut reader);
    let simulated = fields.optional_bool("simulated", &mut reader).unwrap_or(false);
    fields.finish(&mut reader);
    (!reader.out.has_errors()).then_some(Head { salt, simulated })
}

/// The salt of a file, with the blanks of its last line left out.
pub(crate) fn salt(path: &Path, out: &mut Diagnostics) -> Option<Vec<u8>> {
    let name = path.display().to_string();
    let mut bytes = files::bytes(path, &name, MAX_SALT, out)?;
    bytes.truncate(bytes.trim_ascii_end().len());
    if bytes.len() < MIN_SALT {
        out.push(
            Diagnostic::new("PL003", Place::file(&name), format!("a salt has at least {MIN_SALT} bytes"))
                .help("leave `--salt-file` out and a random one is made, or write 64 random digits into the file"),
        );
        return None;
    }
    Some(bytes)
}

/// One file of rows: those of one questionnaire and year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Part {
    pub instrument: String,
    pub year: String,
    pub path: PathBuf,
}

/// Where the rows of a questionnaire and year stand.
pub(crate) fn part(pool: &Path, instrument: &str, year: i16) -> Part {
    let folder = pool.join(format!("instrument={instrument}")).join(format!("year={year}"));
    Part { instrument: instrument.to_owned(), year: year.to_string(), path: folder.join("part.parquet") }
}

/// Every part of a pool, in order.
///
/// # Errors
/// Where a folder cannot be listed.
pub(crate) fn parts(pool: &Path) -> std::io::Result<Vec<Part>> {
    let mut parts = Vec::new();
    for (instrument, folder) in partitions(pool, "instrument=")? {
        for (year, folder) in partitions(&folder, "year=")? {
            let path = folder.join("part.parquet");
            if path.is_file() {
                parts.push(Part { instrument: instrument.clone(), year, path });
            }
        }
    }
    parts.sort();
    Ok(parts)
}

/// The bytes of a part.
///
/// # Errors
/// Where it cannot be read.
pub(crate) fn bytes(part: &Part) -> std::io::Result<Vec<u8>> {
    std::fs::read(&part.path)
}

fn partitions(folder: &Path, key: &str) -> std::io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let value = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_prefix(key));
        if let Some(value) = value.filter(|_| path.is_dir()) {
            found.push((value.to_owned(), path.clone()));
        }
    }
    Ok(found)
}
