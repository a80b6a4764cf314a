//! Opening a workbook that nobody vouches for: what the file is, and its parts within limits.
//!
//! Sizes that the archive declares are never trusted: every part is unpacked through a counting reader.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::diagnostic::{Diagnostic, Place};

/// Largest file that is opened.
pub(crate) const MAX_FILE: usize = 64 * MIB;
/// Most that one part may unpack to.
const MAX_PART: usize = 64 * MIB;
/// Most that all parts read may unpack to.
const MAX_TOTAL: usize = 256 * MIB;
/// Most parts in one file; the official workbook has about 1 500.
const MAX_PARTS: usize = 10_000;
const MIB: usize = 1024 * 1024;

/// Why the work on a file ended.
pub(in crate::load) type Refused = Box<Diagnostic>;

/// The parts of one workbook file.
pub(in crate::load) struct Package<'a> {
    /// What the user called the file.
    pub name: String,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Lower-case path to the place in the archive.
    index: BTreeMap<String, usize>,
    /// Bytes that may still be unpacked.
    left: usize,
}

impl<'a> Package<'a> {
    /// Opens the archive and refuses what is no plain `.xlsx` workbook.
    pub(in crate::load) fn open(name: &str, bytes: &'a [u8]) -> Result<Self, Refused> {
        if bytes.len() > MAX_FILE {
            return Err(too_large(name, format!("it is larger than {} MiB", MAX_FILE / MIB)));
        }
        check_start(name, bytes)?;
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| match error {
            ZipError::InvalidPassword => encrypted(name),
            error => damaged(name, format!("it cannot be unpacked: {error}")),
        })?;
        if archive.len() > MAX_PARTS {
            return Err(too_large(name, format!("it has {} parts, more than {MAX_PARTS}", archive.len())));
        }
        let index = (0..archive.len())
            .filter_map(|at| {
                let path = archive.name_for_index(at)?.ok()?;
                Some((key(&path), at))
            })
            .collect();
        let package = Self { name: name.to_owned(), archive, index, left: MAX_TOTAL };
        package.check_kind()?;
        Ok(package)
    }

    fn has(&self, path: &str) -> bool {
        self.index.contains_key(&key(path))
    }

    fn check_kind(&self) -> Result<(), Refused> {
        let name = &self.name;
        if self.index.keys().any(|path| path.ends_with("vbaproject.bin")) {
            return Err(refuse("WB005", name, "it holds macros")
                .help("save it as `.xlsx` without macros, or take the official file again")
                .into());
        }
        if self.has("_rels/.rels") && self.has("xl/workbook.bin") {
            return Err(not_a_workbook(name, "it is a binary `.xlsb` workbook"));
        }
        if self.has("xl/workbook.xml") || self.has("_rels/.rels") {
            return Ok(());
        }
        let what = match self.has("content.xml") && self.has("mimetype") {
            true => "it is an OpenDocument file",
            false => "it is a zip archive without a workbook in it",
        };
        Err(not_a_workbook(name, what))
    }

    /// The bytes of a part, or `None` where there is none of that path.
    pub(in crate::load) fn part(&mut self, path: &str) -> Result<Option<Vec<u8>>, Refused> {
        let Some(at) = self.index.get(&key(path)).copied() else { return Ok(None) };
        let limit = MAX_PART.min(self.left);
        let broken = |error: &dyn std::fmt::Display| {
            damaged(&self.name, format!("part `{path}` cannot be unpacked: {error}"))
        };
        let file = match self.archive.by_index(at) {
            Ok(file) => file,
            // the archive says so for a part behind a password
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword) => {
                return Err(encrypted(&self.name));
            }
            Err(error) => return Err(broken(&error)),
        };
        let mut bytes = Vec::new();
        if let Err(error) = file.take(limit as u64 + 1).read_to_end(&mut bytes) {
            return Err(broken(&error));
        }
        if bytes.len() > limit {
            return Err(too_large(
                &self.name,
                format!(
                    "part `{path}` unpacks to more than the limit of {} MiB a part and {} MiB in all",
                    MAX_PART / MIB,
                    MAX_TOTAL / MIB
                ),
            ));
        }
        self.left -= bytes.len();
        Ok(Some(bytes))
    }

    /// The bytes of a part that must be there.
    pub(in crate::load) fn required(&mut self, path: &str) -> Result<Vec<u8>, Refused> {
        self.part(path)?.ok_or_else(|| damaged(&self.name, format!("part `{path}` is missing")))
    }
}

/// Part names are compared without case; some writers use backslashes.
fn key(path: &str) -> String {
    path.trim_start_matches('/').replace('\\', "/").to_ascii_lowercase()
}

/// What the first bytes tell.
fn check_start(name: &str, bytes: &[u8]) -> Result<(), Refused> {
    const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    if bytes.is_empty() {
        return Err(refuse("LD004", name, "the file is empty").into());
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(());
    }
    if bytes.starts_with(OLE) {
        // stream names are UTF-16 in the directory of such a file
        let encrypted_stream: Vec<u8> = "EncryptedPackage".bytes().flat_map(|b| [b, 0]).collect();
        if bytes.windows(encrypted_stream.len()).any(|window| window == encrypted_stream) {
            return Err(encrypted(name));
        }
        return Err(not_a_workbook(name, "it is a file of the old `.xls` kind"));
    }
    let what = match bytes {
        [b'P', b'K', b'\x05', b'\x06', ..] => "it is an empty zip archive",
        [b'%', b'P', b'D', b'F', ..] => "it is a PDF",
        _ => "it is no zip archive, as every `.xlsx` file is one",
    };
    Err(not_a_workbook(name, what))
}

/// A diagnostic on the file as a whole.
pub(in crate::load) fn refuse(rule: &str, name: &str, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(rule, Place::file(name), message)
}

fn not_a_workbook(name: &str, what: &str) -> Refused {
    refuse("WB001", name, what)
        .help(
            "open it in a spreadsheet program and save it as `.xlsx`, or give the official SOC-CMM workbook",
        )
        .into()
}

fn encrypted(name: &str) -> Refused {
    refuse("WB002", name, "it is behind a password").help("save a copy without a password").into()
}

fn too_large(name: &str, message: String) -> Refused {
    refuse("WB004", name, message).help("the official workbook is about 2 MiB; is it the right file?").into()
}

/// A part that is missing or makes no sense.
pub(in crate::load) fn damaged(name: &str, message: String) -> Refused {
    refuse("WB003", name, message)
        .help("copy or download it again, or save it anew in a spreadsheet program")
        .into()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn archive(parts: usize) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for part in 0..parts {
            writer.start_file(format!("part{part}"), SimpleFileOptions::default()).expect("memory");
            writer.write_all(b"0123456789").expect("memory");
        }
        writer.start_file("xl/workbook.xml", SimpleFileOptions::default()).expect("memory");
        writer.finish().expect("memory").into_inner()
    }

    #[test]
    fn all_parts_together_have_a_limit_too() {
        let bytes = archive(3);
        let mut package = Package::open("book.xlsx", &bytes).expect("a workbook");
        package.left = 25;
        assert!(package.part("part0").is_ok());
        assert!(package.part("PART1").expect("names have no case").is_some());
        let refused = package.part("part2").expect_err("5 bytes are left");
        assert_eq!(refused.rule.id, "WB004");
    }

    #[test]
    fn a_file_of_very_many_parts_is_refused() {
        let bytes = archive(MAX_PARTS);
        assert_eq!(Package::open("book.xlsx", &bytes).err().expect("one part too many").rule.id, "WB004");
    }
}
