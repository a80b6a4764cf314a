//! Files that stand there already: what a command does not replace unasked.

use std::path::{Path, PathBuf};

use crate::pipeline::{self, Loaded};
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
    let said = match standing.len() - 1 {
        0 => "is there already and holds something else".to_owned(),
        more => format!("and {more} more are there already and hold something else"),
    };
    console.note(&format!(
        "error: {} {said}; nothing was written\n  = help: name another place, or add --force to replace it",
        first.display()
    ));
    true
}

/// Whether the output has the name of a spreadsheet where an assessment is written, which has been said then: most
/// often it is the filled sheet itself, and its answers would be gone.
pub(super) fn is_spreadsheet(output: &Path, console: &mut Console) -> bool {
    let spreadsheet = is_named_as_spreadsheet(output);
    if spreadsheet {
        console.note(&format!(
            "error: {} is the name of a spreadsheet, and an assessment is written as text; nothing was written\n  = help: write `-o {}`",
            output.display(),
            output.with_extension("yaml").display()
        ));
    }
    spreadsheet
}

/// Whether a file has the name of a spreadsheet.
pub(super) fn is_named_as_spreadsheet(file: &Path) -> bool {
    let extension = file.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    extension.is_some_and(|extension| ["xlsx", "xlsm", "xls", "ods"].contains(&extension.as_str()))
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

/// Whether a part of a SOC's assessment would replace an assessment of that SOC, which has been said then: everything in
/// its other domains would be gone.
pub(super) fn is_cut(
    output: &Path,
    part: &[String],
    loaded: &Loaded,
    bytes: &[u8],
    console: &mut Console,
) -> bool {
    let (Some(assessment), true) = (&loaded.assessment, store::stands_otherwise(output, bytes)) else {
        return false;
    };
    let (Some(standing), ..) = pipeline::assessment_text(output) else { return false };
    let another = |one: &Option<String>, other: &Option<String>| {
        one.as_ref().zip(other.as_ref()).is_some_and(|(one, other)| one != other)
    };
    if another(&standing.soc.id, &assessment.soc.id) {
        return false;
    }
    let held: Vec<String> = part.iter().map(|id| format!("`{id}`")).collect();
    let (output, sheet) = (output.display(), &loaded.name);
    console.note(&format!(
        "error: {sheet} holds only {}, and {output} is an assessment of this SOC, which would be cut down to that; nothing was written\n  = help: put them together: `socmark merge {output} {sheet} --prefer {sheet} -o {output} --force`",
        held.join(", ")
    ));
    true
}

/// What is said where a file that is replaced has comments that its successor does not have.
pub(super) fn comments_lost(output: &Path, bytes: &[u8]) -> Option<String> {
    let standing = std::fs::read_to_string(output).ok()?;
    let new = String::from_utf8_lossy(bytes);
    let comments = |text: &str| -> Vec<String> {
        text.lines().map(str::trim).filter(|line| line.starts_with('#')).map(str::to_owned).collect()
    };
    let kept = comments(&new);
    let lost = comments(&standing).iter().filter(|line| !kept.contains(line)).count();
    let lines = if lost == 1 { "line" } else { "lines" };
    (lost > 0).then(|| {
        format!("note: {lost} {lines} of comment in {} went with what was replaced", output.display())
    })
}
