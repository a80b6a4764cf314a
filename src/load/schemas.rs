//! The JSON Schemas that the binary holds: of the files that it reads, and of the JSON that it prints.

use std::borrow::Cow;

use super::builtin::Folder;

/// Name and text of each, in order of the names.
pub(crate) fn all() -> Vec<(String, Cow<'static, str>)> {
    Folder::Schemas
        .paths()
        .into_iter()
        .filter_map(|path| {
            let name = path.strip_suffix(".json")?.to_owned();
            Some((name, Folder::Schemas.text(&path)?.1))
        })
        .collect()
}

#[cfg(test)]
mod benchmark_tests;
#[cfg(test)]
mod practice_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tools_tests;
#[cfg(test)]
mod wiring_tests;
