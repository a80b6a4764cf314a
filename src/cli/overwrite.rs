//! Files that stand there already: what a command does not replace unasked.

use std::path::{Path, PathBuf};

use crate::store;

use super::console::Console;

/// Whether nothing may be written, which has been said then: something else stands where one of the files would go.
pub(super) fn refused(files: &[(PathBuf, Vec<u8>)], console: &mut Console) -> bool {
    let standing: Vec<&PathBuf> = files
        .iter()
        .filter(|(path, bytes)| store::stands_otherwise(path, bytes))
        .map(|(path, _)| path)
        .collect();
    let Some(first) = standing.first() else { return false };
    let others = if standing.len() > 1 { format!(" and {} more", standing.len() - 1) } else { String::new() };
    console.note(&format!(
        "error: {}{others} is there already and holds something else; nothing was written\n  = help: name another place, or add --force to replace it",
        first.display()
    ));
    true
}

/// Whether the output has the name of a spreadsheet where an assessment is written, which has been said then: most
/// often it is the filled sheet itself, and its answers would be gone.
pub(super) fn is_spreadsheet(output: &Path, console: &mut Console) -> bool {
    let extension = output.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    let spreadsheet =
        extension.is_some_and(|extension| ["xlsx", "xlsm", "xls", "ods"].contains(&extension.as_str()));
    if spreadsheet {
        console.note(&format!(
            "error: {} is the name of a spreadsheet, and an assessment is written as text; nothing was written\n  = help: write `-o {}`",
            output.display(),
            output.with_extension("yaml").display()
        ));
    }
    spreadsheet
}

/// Whether the output is a folder where a file is needed, which has been said then; `example` is a name for the file.
pub(super) fn is_folder(output: &Path, example: &str, console: &mut Console) -> bool {
    let folder = output.is_dir();
    if folder {
        console.note(&format!(
            "error: {} is a folder\n  = help: name the file to write, such as `-o {}`",
            output.display(),
            output.join(example).display()
        ));
    }
    folder
}
