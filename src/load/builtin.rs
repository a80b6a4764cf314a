//! The one door to the data inside the binary: questionnaires, benchmarks, templates, schemas.

use std::borrow::Cow;

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "questionnaires/"]
struct Questionnaires;

#[derive(RustEmbed)]
#[folder = "benchmarks/"]
struct Benchmarks;

#[derive(RustEmbed)]
#[folder = "templates/"]
struct Templates;

#[derive(RustEmbed)]
#[folder = "docs/schemas/"]
struct Schemas;

/// A top folder of embedded data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Folder {
    Questionnaires,
    Benchmarks,
    Templates,
    Schemas,
}

impl Folder {
    fn name(self) -> &'static str {
        match self {
            Self::Questionnaires => "questionnaires",
            Self::Benchmarks => "benchmarks",
            Self::Templates => "templates",
            Self::Schemas => "docs/schemas",
        }
    }

    fn get(self, path: &str) -> Option<Cow<'static, [u8]>> {
        match self {
            Self::Questionnaires => Questionnaires::get(path),
            Self::Benchmarks => Benchmarks::get(path),
            Self::Templates => Templates::get(path),
            Self::Schemas => Schemas::get(path),
        }
        .map(|file| file.data)
    }

    /// Every path below it (with `/`), in order.
    pub(crate) fn paths(self) -> Vec<String> {
        let mut paths: Vec<String> = match self {
            Self::Questionnaires => Questionnaires::iter().map(Cow::into_owned).collect(),
            Self::Benchmarks => Benchmarks::iter().map(Cow::into_owned).collect(),
            Self::Templates => Templates::iter().map(Cow::into_owned).collect(),
            Self::Schemas => Schemas::iter().map(Cow::into_owned).collect(),
        };
        paths.sort();
        paths
    }

    /// The text of a file, or `None` where there is none of that name. The name for diagnostics has the folder in front.
    pub(crate) fn text(self, path: &str) -> Option<(String, Cow<'static, str>)> {
        let text = match self.get(path)? {
            Cow::Borrowed(bytes) => Cow::Borrowed(std::str::from_utf8(bytes).ok()?),
            Cow::Owned(bytes) => Cow::Owned(String::from_utf8(bytes).ok()?),
        };
        Some((format!("{}/{path}", self.name()), text))
    }
}
