//! What can be said about a file: a rule, a place in its structure, one sentence, and what to do.
//!
//! A rule names its place structurally (a key path, a cell); [`Sources`] turns that into line and column
//! only when it is shown.

mod rules;
mod sources;

pub use rules::{RULES, Rule, rule};
pub use sources::{Mark, SourceFile, Sources};

/// How bad it is. Errors stop the work, warnings and notes do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Note,
    Warning,
    Error,
}

impl Severity {
    /// The word shown: `error`, `warning`, `note`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Where in a file's structure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum At {
    /// The file as a whole.
    File,
    /// A key in a document, by its path: `answers/people.training.plan/importance`, `ai/capabilities/0`.
    Key(String),
    /// The value at that path.
    Value(String),
    /// A position that the parser itself reported (line and column count from 1).
    Position { line: usize, column: usize },
    /// A cell of a workbook.
    Cell { sheet: String, cell: String },
}

/// A file (as the user named it) and where in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub file: String,
    pub at: At,
}

impl Place {
    /// The file as a whole.
    #[must_use]
    pub fn file(file: &str) -> Self {
        Self { file: file.to_owned(), at: At::File }
    }

    /// The value at a key path.
    #[must_use]
    pub fn value(file: &str, path: &str) -> Self {
        Self { file: file.to_owned(), at: At::Value(path.to_owned()) }
    }

    /// The key at a key path.
    #[must_use]
    pub fn key(file: &str, path: &str) -> Self {
        Self { file: file.to_owned(), at: At::Key(path.to_owned()) }
    }

    /// A cell such as `D4` of a sheet.
    #[must_use]
    pub fn cell(file: &str, sheet: &str, cell: &str) -> Self {
        Self { file: file.to_owned(), at: At::Cell { sheet: sheet.to_owned(), cell: cell.to_owned() } }
    }
}

/// One thing said about one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// A row of [`RULES`].
    pub rule: &'static Rule,
    pub severity: Severity,
    /// One sentence, lower case, identifiers in backticks.
    pub message: String,
    pub place: Place,
    /// Other places that matter, each with a short label.
    pub related: Vec<(Place, String)>,
    /// The next action.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic with the rule's own severity.
    ///
    /// # Panics
    /// Where `rule_id` is no row of [`RULES`]; a test holds the ids in code to the table.
    #[must_use]
    pub fn new(rule_id: &str, place: Place, message: impl Into<String>) -> Self {
        let rule = rule(rule_id).expect("every rule that code names is a row of the table");
        Self {
            rule,
            severity: rule.severity,
            message: message.into(),
            place,
            related: Vec::new(),
            help: None,
        }
    }

    /// With the next action.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With a further place and its label.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }
}

/// Everything said so far. Collected, never stopped at the first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    pub fn extend(&mut self, other: Self) {
        self.list.extend(other.list);
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many in all.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// How many of that severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|d| d.severity == severity).count()
    }

    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// In order of file, position (of a workbook: sheet, row, column), rule; repeats are left out.
    #[must_use]
    pub fn sorted(&self, sources: &Sources) -> Vec<&Diagnostic> {
        let mut sorted: Vec<_> = self.list.iter().collect();
        sorted.sort_by_cached_key(|d| {
            let position = sources.position(&d.place);
            let cell = sources.cell(&d.place).map(|(sheet, cell)| {
                let digits = cell.trim_start_matches(|c: char| c.is_ascii_alphabetic());
                let column = &cell[..cell.len() - digits.len()];
                (sheet.to_owned(), digits.parse::<u32>().unwrap_or(0), column.len(), column.to_owned())
            });
            (d.place.file.clone(), position, cell, d.place.at.clone(), d.rule.id, d.message.clone())
        });
        sorted.dedup_by(|a, b| a == b);
        sorted
    }
}

/// The nearest of the valid names, whatever its capitals, where one is near enough to be meant.
#[must_use]
pub fn nearest<'a>(given: &str, valid: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    valid
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&given.to_lowercase(), &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= 1.max(name.len().max(given.len()) / 3))
        .min()
        .map(|(_, name)| name)
}

/// `did you mean …?`, or the list of valid names where none is near.
#[must_use]
pub fn did_you_mean(given: &str, valid: &[&str]) -> String {
    match nearest(given, valid.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None if valid.is_empty() => "there is none that would be valid here".to_owned(),
        None if valid.len() <= 24 => {
            let names: Vec<_> = valid.iter().map(|name| format!("`{name}`")).collect();
            format!("one of {}", names.join(", "))
        }
        None => format!("none of the {} valid names is near to it", valid.len()),
    }
}
