//! A pool on disk: `pool.yaml` and the parts below it.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources};

use super::files;
use super::reader::Reader;
use super::yaml;

/// The file that makes a folder a pool.
pub(crate) const FILE: &str = super::POOL_FILE;
/// The file of rows in the folder of a year.
const PART: &str = "part.parquet";
/// How the line of the other salts begins.
const MERGED: &str = "merged_salts:";
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
    /// The salts of rows that came from other pools, rising: the same SOC has another pseudonym under each.
    pub merged_salts: Vec<String>,
}

impl Head {
    /// Whether pseudonyms under that salt are among the rows.
    pub(crate) fn knows(&self, fingerprint: &str) -> bool {
        self.salt == fingerprint || self.merged_salts.iter().any(|salt| salt == fingerprint)
    }

    /// Under how many salts the rows stand; above 1, the same SOC may count more than once.
    pub(crate) fn salts(&self) -> usize {
        1 + self.merged_salts.len()
    }

    /// The salts of the rows of another pool that are none of ours, rising.
    pub(crate) fn unknown_salts<'a>(&self, other: &'a Self) -> Vec<&'a str> {
        let theirs = std::iter::once(&other.salt).chain(&other.merged_salts);
        theirs.map(String::as_str).filter(|salt| !self.knows(salt)).collect()
    }
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

/// The text of a `pool.yaml` with other salts listed, its remarks kept.
pub(crate) fn with_merged_salts(text: &str, salts: &[String]) -> String {
    let mut kept = String::new();
    let mut inside = false;
    for line in text.lines() {
        // the list may have been written over several lines
        inside = line.starts_with(MERGED) || (inside && line.starts_with([' ', '-', ']', '"', '\'', '\t']));
        if !inside {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    if salts.is_empty() {
        return kept;
    }
    let salts: Vec<String> = salts.iter().map(|salt| format!("\"{salt}\"")).collect();
    format!("{kept}{MERGED} [{}]\n", salts.join(", "))
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
    let mut merged_salts = fields.texts("merged_salts", &mut reader);
    fields.finish(&mut reader);
    merged_salts.sort();
    merged_salts.dedup();
    merged_salts.retain(|merged| *merged != salt);
    (!reader.out.has_errors()).then_some(Head { salt, simulated, merged_salts })
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
    Part { instrument: instrument.to_owned(), year: year.to_string(), path: folder.join(PART) }
}

/// The part of another pool that holds rows of the same questionnaire and year.
pub(crate) fn like(pool: &Path, other: &Part) -> Part {
    let folder = pool.join(format!("instrument={}", other.instrument)).join(format!("year={}", other.year));
    Part { path: folder.join(PART), ..other.clone() }
}

/// Files beside parts whose names begin so: what a writer that was stopped has left there.
pub(crate) fn leftovers(pool: &Path, prefix: &str) -> Vec<PathBuf> {
    let instruments = partitions(pool, "instrument=").unwrap_or_default();
    let years = instruments.iter().flat_map(|(_, folder)| partitions(folder, "year=").unwrap_or_default());
    let entries = years.filter_map(|(_, folder)| std::fs::read_dir(folder).ok()).flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix))
        .map(|entry| entry.path())
        .collect();
    found.sort();
    found
}

/// What stands in the folder of a pool.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Survey {
    /// In order.
    pub parts: Vec<Part>,
    /// Where rows may stand that nobody reads, in order of the paths.
    pub strays: Vec<Stray>,
}

/// Something that looks as if it held rows, and is no part.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stray {
    pub path: PathBuf,
    pub why: String,
    /// Its place is that of a part, so rows may be missing that belong to the pool.
    pub is_missed: bool,
}

/// The parts of a pool, and what is none although it stands where parts do.
///
/// # Errors
/// Where the pool's folder cannot be listed.
pub(crate) fn survey(pool: &Path) -> std::io::Result<Survey> {
    let root = pool.canonicalize()?;
    let mut survey = Survey::default();
    for entry in std::fs::read_dir(pool)? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(instrument) = name.strip_prefix("instrument=") else {
            if is_table(&path) {
                survey.stray(&path, "it is a table outside the folders of a year");
            }
            continue;
        };
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if instrument.is_empty() || !instrument.bytes().all(plain) {
            survey.stray(&path, "the folder does not bear the id of a questionnaire");
        } else {
            survey.years(&root, instrument, &path);
        }
    }
    survey.parts.sort();
    survey.strays.sort();
    Ok(survey)
}

impl Survey {
    fn stray(&mut self, path: &Path, why: impl Into<String>) {
        self.strays.push(Stray { path: path.to_path_buf(), why: why.into(), is_missed: false });
    }

    fn missed(&mut self, path: &Path, why: impl Into<String>) {
        self.strays.push(Stray { path: path.to_path_buf(), why: why.into(), is_missed: true });
    }

    /// The entries of a folder; where it cannot be listed, that is said and there are none.
    fn entries(&mut self, folder: &Path) -> Vec<PathBuf> {
        let listed = std::fs::read_dir(folder)
            .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect());
        listed.unwrap_or_else(|error: std::io::Error| {
            self.missed(folder, format!("it cannot be listed: {error}"));
            Vec::new()
        })
    }

    fn years(&mut self, root: &Path, instrument: &str, folder: &Path) {
        for path in self.entries(folder) {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            match name.strip_prefix("year=") {
                Some(year) if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) => {
                    self.year(root, instrument, year, &path);
                }
                Some(_) => self.stray(&path, "the folder does not bear a year of four digits"),
                None if is_table(&path) => self.stray(&path, "it is a table outside the folders of a year"),
                None => {}
            }
        }
    }

    fn year(&mut self, root: &Path, instrument: &str, year: &str, folder: &Path) {
        for path in self.entries(folder) {
            if path.file_name().is_none_or(|name| name != PART) {
                if is_table(&path) {
                    self.stray(&path, format!("only `{PART}` is read here; other programs may count both"));
                }
            } else if !path.canonicalize().is_ok_and(|found| found.starts_with(root)) {
                self.missed(
                    &path,
                    "it is a link that leads out of the pool, or nowhere, and is not followed",
                );
            } else if !path.is_file() {
                self.missed(&path, "it is no file");
            } else {
                let (instrument, year) = (instrument.to_owned(), year.to_owned());
                self.parts.push(Part { instrument, year, path });
            }
        }
    }
}

/// Whether a file has the name of a table.
fn is_table(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("parquet"))
}

/// The bytes of a part.
///
/// # Errors
/// Where it cannot be read.
pub(crate) fn bytes(part: &Part) -> std::io::Result<Vec<u8>> {
    std::fs::read(&part.path)
}

/// A part, open to be read.
///
/// # Errors
/// Where it cannot be opened.
pub(crate) fn open(part: &Part) -> std::io::Result<std::fs::File> {
    std::fs::File::open(&part.path)
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
