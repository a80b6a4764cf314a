//! Bytes from disk, with every way in which that can go wrong said as a diagnostic.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};

/// Reads a whole file of at most `limit` bytes. `name` is what the user called it.
pub(crate) fn bytes(path: &Path, name: &str, limit: usize, out: &mut Diagnostics) -> Option<Vec<u8>> {
    match read(path, name, limit) {
        Ok(bytes) => Some(bytes),
        Err(diagnostic) => {
            out.push(*diagnostic);
            None
        }
    }
}

fn read(path: &Path, name: &str, limit: usize) -> Result<Vec<u8>, Box<Diagnostic>> {
    let unreadable =
        |what: String, help: &str| Box::new(Diagnostic::new("LD001", Place::file(name), what).help(help));
    let meta = std::fs::metadata(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => unreadable(
            "there is no such file".to_owned(),
            &similar_file(path).unwrap_or_else(|| "check the path".to_owned()),
        ),
        _ => unreadable(format!("it cannot be opened: {error}"), "check its permissions"),
    })?;
    if meta.is_dir() {
        return Err(unreadable("it is a directory, not a file".to_owned(), "name the file inside it"));
    }
    if !meta.is_file() {
        return Err(unreadable("it is no regular file".to_owned(), "name a file on disk"));
    }
    if meta.len() > limit as u64 {
        return Err(Box::new(too_large(name, limit)));
    }
    let file = File::open(path)
        .map_err(|error| unreadable(format!("it cannot be opened: {error}"), "check its permissions"))?;
    let mut bytes = Vec::new();
    // the size on disk may change while it is read, so the limit holds for what arrives
    file.take(limit as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(format!("it cannot be read: {error}"), "check the disk"))?;
    if bytes.len() > limit {
        return Err(Box::new(too_large(name, limit)));
    }
    Ok(bytes)
}

/// A file over the limit, in bytes.
pub(crate) fn too_large(name: &str, limit: usize) -> Diagnostic {
    let message = format!("it is larger than {} MiB", limit / (1024 * 1024));
    Diagnostic::new("LD003", Place::file(name), message)
        .help("no file of this kind is that large; is it the right one?")
}

fn similar_file(path: &Path) -> Option<String> {
    let folder = match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => return None,
    };
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .ok()?
        .take(1000)
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    let wanted = path.file_name()?.to_str()?;
    crate::diagnostic::nearest(wanted, names.iter().map(String::as_str))
        .map(|name| format!("did you mean `{name}`?"))
}

/// UTF-8 text of bytes, or a diagnostic that names the first byte that is none.
pub(crate) fn text(bytes: Vec<u8>, name: &str, out: &mut Diagnostics) -> Option<String> {
    if bytes.is_empty() {
        out.push(
            Diagnostic::new("LD004", Place::file(name), "the file is empty")
                .help("`socmark init` writes a commented file to start from"),
        );
        return None;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
            out.push(
                Diagnostic::new("LD002", Place::file(name), format!("the text on line {line} is not UTF-8"))
                    .help("save the file as UTF-8"),
            );
            None
        }
    }
}
