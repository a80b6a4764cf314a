//! The sheet: an assessment as a workbook that people fill in. Names, columns and words that its writer and its reader share.
//!
//! ```text
//! Start     key | label | value | help          profile, targets, facts about AI
//! <domain>  row 1: the domain; row 3: headings; below: aspect rows, item rows, element rows
//! AI tools  a table, one AI capability a row    only where an AI questionnaire is pinned, or `ai:` is filled
//! AI outcomes  one row an outcome of model::adoption::OutcomeMetric, measured before and after; with `AI tools`
//! Notes     id | text                           remarks that are not on an aspect row
//! Scores    key | name | figures                formulas, never read back
//! Lists     values of long drop-downs           hidden
//! socmark   key | values                        very hidden; says what the sheet is
//! ```
//!
//! Empty cells say nothing. Order inside sets (excluded ids, elements present, challenges) is that of the questionnaire.
//! A text stands in its cell as it is, unless a cell cannot carry it: then in the [`notation`] of `json:"…"`.

pub mod notation;
mod part;

use super::instrument::{Aspect, Domain, Instrument, Item, ItemKind};

pub use part::part;

/// The value of the marker row `schema`.
pub const SCHEMA: &str = "socmark/sheet/1";

/// Most UTF-16 units of a cell's text.
pub const MAX_CELL: usize = 32_767;

/// Names of the sheets that are no domain.
pub mod sheets {
    pub const START: &str = "Start";
    pub const AI_TOOLS: &str = "AI tools";
    pub const AI_OUTCOMES: &str = "AI outcomes";
    pub const NOTES: &str = "Notes";
    pub const SCORES: &str = "Scores";
    pub const LISTS: &str = "Lists";
    pub const MARKER: &str = "socmark";
    /// No domain sheet has one of these names.
    pub const ALL: [&str; 7] = [START, AI_TOOLS, AI_OUTCOMES, NOTES, SCORES, LISTS, MARKER];
}

/// Column A of the marker sheet; the values follow in B, C, D.
pub mod marker {
    /// `schema | socmark/sheet/1`, always row 1.
    pub const SCHEMA: &str = "schema";
    /// `instrument | soc-core@3`, one row a pin, in the order of the file.
    pub const INSTRUMENT: &str = "instrument";
    /// `part | <domain id>`, one row a domain that the sheet holds; absent where it holds all.
    pub const PART: &str = "part";
    /// `domain | <sheet name> | soc-core@3 | <domain id>`.
    pub const DOMAIN: &str = "domain";
    /// `row | <sheet name> | <row, from 1> | <id>`: what column A of a domain sheet held when it was written, row 1 included.
    pub const ROW: &str = "row";
}

/// Columns of a domain sheet, from A.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    Id,
    Question,
    /// A level, `not applicable`, `not required`; `yes` or `no` for an element; the scope on the domain's row and aspect rows.
    Answer,
    Level1,
    Level2,
    Level3,
    Level4,
    Level5,
    /// On an aspect row the remark on the aspect.
    Note,
    Evidence,
    Importance,
    Confidence,
}

impl Column {
    pub const ALL: [Self; 12] = [
        Self::Id,
        Self::Question,
        Self::Answer,
        Self::Level1,
        Self::Level2,
        Self::Level3,
        Self::Level4,
        Self::Level5,
        Self::Note,
        Self::Evidence,
        Self::Importance,
        Self::Confidence,
    ];

    /// What stands in the row of headings.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Id => "Id",
            Self::Question => "Question",
            Self::Answer => "Answer",
            Self::Level1 => "1",
            Self::Level2 => "2",
            Self::Level3 => "3",
            Self::Level4 => "4",
            Self::Level5 => "5",
            Self::Note => "Note",
            Self::Evidence => "Evidence",
            Self::Importance => "Importance",
            Self::Confidence => "Confidence",
        }
    }

    /// The number of the column, from 0.
    #[must_use]
    pub fn index(self) -> u16 {
        self as u16
    }

    /// Whether `import` reads it; the anchors are there to be read by people.
    #[must_use]
    pub fn is_read(self) -> bool {
        !matches!(
            self,
            Self::Question | Self::Level1 | Self::Level2 | Self::Level3 | Self::Level4 | Self::Level5
        )
    }
}

/// Rows of a domain sheet, from 0: the domain's own (id in A, scope in C), and the headings; rows of ids follow.
pub const DOMAIN_ROW: u32 = 0;
pub const HEADING_ROW: u32 = 2;

/// Columns of `Start` from 0; its rows with an empty or unknown A are there for people.
pub mod start {
    pub const KEY: u16 = 0;
    pub const LABEL: u16 = 1;
    pub const VALUE: u16 = 2;
    pub const HELP: u16 = 3;

    pub const SOC_ID: &str = "soc.id";
    pub const SOC_NAME: &str = "soc.name";
    pub const SOC_SECTOR: &str = "soc.sector";
    pub const SOC_REGION: &str = "soc.region";
    pub const SOC_MODEL: &str = "soc.model";
    pub const SOC_SIZE_FTE: &str = "soc.size_fte";
    pub const SOC_ORGANISATION_FTE: &str = "soc.organisation_fte";
    /// A number.
    pub const SOC_YEARS: &str = "soc.years";
    /// A date cell, or text `YYYY-MM-DD`.
    pub const DATE: &str = "assessment.date";
    pub const TYPE: &str = "assessment.type";
    pub const STYLE: &str = "assessment.style";
    /// A list in the notation of [`super::notation::list`].
    pub const ASSESSORS: &str = "assessment.assessors";
    pub const PURPOSE: &str = "assessment.purpose";
    /// A number with up to two decimals, as are all targets.
    pub const TARGET_OVERALL: &str = "targets.overall";
    /// `targets.domains.<domain id>`.
    pub const TARGET_DOMAIN: &str = "targets.domains.";
    /// `targets.capability.<domain id>`.
    pub const TARGET_CAPABILITY: &str = "targets.capability.";
    pub const AI_SELF_DESCRIBED: &str = "ai.self_described";
    pub const AI_VALUE: &str = "ai.value";
    /// A list.
    pub const AI_CHALLENGES: &str = "ai.challenges";
    /// A whole number.
    pub const AI_INTERFACES: &str = "ai.interfaces";
    /// `yes`: the inventory is given, even if it is empty. A filled table is an inventory in any case.
    pub const AI_INVENTORY: &str = "ai.inventory";
}

/// Columns of the table on `AI tools`, in order; its headings are [`Tool::heading`] in row [`TOOL_HEADING_ROW`], from A.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tool {
    Name,
    Vendor,
    Type,
    Sourcing,
    Status,
    /// `yes` in each stage where it works; these five follow `model::adoption::Stage::ALL`.
    Intel,
    Hunting,
    Detection,
    Investigation,
    Remediation,
    Autonomy,
    /// A list.
    GroundedIn,
    /// `yes`, `no` or empty.
    Trace,
    DataLeaving,
    Value,
    IntentTask,
    IntentOutcome,
    IntentStop,
}

/// The row of the table's headings on `AI tools`, from 0.
pub const TOOL_HEADING_ROW: u32 = 2;

impl Tool {
    pub const ALL: [Self; 18] = [
        Self::Name,
        Self::Vendor,
        Self::Type,
        Self::Sourcing,
        Self::Status,
        Self::Intel,
        Self::Hunting,
        Self::Detection,
        Self::Investigation,
        Self::Remediation,
        Self::Autonomy,
        Self::GroundedIn,
        Self::Trace,
        Self::DataLeaving,
        Self::Value,
        Self::IntentTask,
        Self::IntentOutcome,
        Self::IntentStop,
    ];
    /// Columns of the stages, in the order of `model::adoption::Stage::ALL`.
    pub const STAGES: [Self; 5] =
        [Self::Intel, Self::Hunting, Self::Detection, Self::Investigation, Self::Remediation];

    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Vendor => "Vendor",
            Self::Type => "Type",
            Self::Sourcing => "Sourcing",
            Self::Status => "Status",
            Self::Intel => "Intel",
            Self::Hunting => "Hunting",
            Self::Detection => "Detection",
            Self::Investigation => "Investigation",
            Self::Remediation => "Remediation",
            Self::Autonomy => "Autonomy",
            Self::GroundedIn => "Grounded in",
            Self::Trace => "Trace",
            Self::DataLeaving => "Data leaving the house",
            Self::Value => "Value",
            Self::IntentTask => "Task",
            Self::IntentOutcome => "Outcome",
            Self::IntentStop => "Stop condition",
        }
    }

    /// The number of the column, from 0.
    #[must_use]
    pub fn index(self) -> u16 {
        self as u16
    }
}

/// `AI outcomes`: the row of its headings, from 0, and its columns. A row whose figures and source are empty says nothing.
pub mod outcomes {
    pub const HEADING_ROW: u32 = 2;
    /// The word of the outcome, `triage_time`.
    pub const ID: u16 = 0;
    pub const LABEL: u16 = 1;
    pub const UNIT: u16 = 2;
    /// A number, and the day beside it: a date cell, or text `YYYY-MM-DD`.
    pub const BEFORE: u16 = 3;
    pub const BEFORE_ON: u16 = 4;
    pub const AFTER: u16 = 5;
    pub const AFTER_ON: u16 = 6;
    pub const SOURCE: u16 = 7;
    /// What stands in the row of headings, from column A.
    pub const HEADINGS: [&str; 8] =
        ["Id", "Outcome", "Unit", "Before", "Before: measured on", "After", "After: measured on", "Source"];
}

/// `Notes`: the row of its headings, from 0, and its two columns.
pub mod notes {
    pub const HEADING_ROW: u32 = 2;
    pub const ID: u16 = 0;
    pub const TEXT: u16 = 1;
    pub const ID_HEADING: &str = "Id";
    pub const TEXT_HEADING: &str = "Text";
}

/// `Scores`: the row of its headings, from 0, and the columns of its figures; keys in A are ids of domains and aspects.
pub mod scores {
    pub const HEADING_ROW: u32 = 2;
    pub const KEY: u16 = 0;
    pub const NAME: u16 = 1;
    pub const MATURITY: u16 = 2;
    pub const CAPABILITY: u16 = 3;
    pub const ANSWERED: u16 = 4;
    pub const QUESTIONS: u16 = 5;
    /// Answered weight over weight in scope, 0 to 1.
    pub const COVERAGE: u16 = 6;
    pub const OVERALL: &str = "overall";
    pub const HEADLINE: &str = "headline";
    /// The mean of adoption practice.
    pub const PRACTICE: &str = "ai practice";
    /// What stands where nothing was answered.
    pub const NONE: &str = "–";
}

/// Words in cells. Readers take capitals, blanks and underscores as they come: see [`same_word`].
pub mod words {
    pub const NOT_APPLICABLE: &str = "not applicable";
    pub const NOT_REQUIRED: &str = "not required";
    pub const IN_SCOPE: &str = "in scope";
    pub const OUT_OF_SCOPE: &str = "out of scope";
    pub const YES: &str = "yes";
    pub const NO: &str = "no";
}

/// A word of a file (`in_the_loop`) as a cell shows it (`in the loop`).
#[must_use]
pub fn shown(word: &str) -> String {
    word.replace('_', " ")
}

/// Whether a cell says that word, whatever its capitals, blanks and underscores.
#[must_use]
pub fn same_word(cell: &str, word: &str) -> bool {
    let plain = |text: &str| trimmed(text).replace(['_', '\u{a0}'], " ").to_lowercase();
    plain(cell) == plain(word)
}

/// Without outer blanks, the ones that nobody sees among them.
#[must_use]
pub fn trimmed(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// Whether a character takes no place of its own, so that nobody sees it in a cell.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// What an id in column A of a domain sheet stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Row<'a> {
    Aspect(&'a Aspect),
    Item(&'a Item),
    /// An element of a list, in the row of its own below the item's.
    Element(&'a Item, &'a str),
}

impl Row<'_> {
    /// The id in column A.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Aspect(aspect) => aspect.id.clone(),
            Self::Item(item) => item.id.clone(),
            Self::Element(item, element) => element_id(&item.id, element),
        }
    }
}

/// The id of an element's row: `<item id>#<element id>`.
#[must_use]
pub fn element_id(item: &str, element: &str) -> String {
    format!("{item}#{element}")
}

/// The rows of a domain in order, from the one below the headings. Facts have a row for note and evidence; what they ask
/// is answered on `Start` and `AI tools`.
#[must_use]
pub fn rows(domain: &Domain) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for aspect in &domain.aspects {
        rows.push(Row::Aspect(aspect));
        for item in &aspect.items {
            rows.push(Row::Item(item));
            if let ItemKind::Elements { elements, .. } = &item.kind {
                rows.extend(elements.iter().map(|element| Row::Element(item, &element.id)));
            }
        }
    }
    rows
}

/// The sheet of every domain of the instruments, in order: its name as spreadsheets allow it, unique whatever its capitals.
#[must_use]
pub fn domain_sheets(instruments: &[Instrument]) -> Vec<(String, &Instrument, &Domain)> {
    let mut taken: Vec<String> = sheets::ALL.iter().map(|name| name.to_lowercase()).collect();
    let mut found = Vec::new();
    for instrument in instruments {
        for domain in &instrument.domains {
            let cleaned = sheet_name(&domain.name, 31);
            let mut name = cleaned.clone();
            let mut number = 2;
            // `history` is a name that spreadsheets keep for themselves
            while taken.contains(&name.to_lowercase()) || name.eq_ignore_ascii_case("history") {
                name = format!("{} {number}", sheet_name(&cleaned, 28));
                number += 1;
            }
            taken.push(name.to_lowercase());
            found.push((name, instrument, domain));
        }
    }
    found
}

fn sheet_name(name: &str, most: usize) -> String {
    let allowed = |c: &char| !c.is_control() && !"[]:*?/\\'".contains(*c);
    let mut units = 0;
    let cleaned: String = name
        .chars()
        .filter(allowed)
        .take_while(|c| {
            units += c.len_utf16();
            units <= most
        })
        .collect();
    match cleaned.trim() {
        "" => "Domain".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_and_their_numbers_agree() {
        assert!(Column::ALL.iter().enumerate().all(|(number, column)| usize::from(column.index()) == number));
        assert!(Tool::ALL.iter().enumerate().all(|(number, tool)| usize::from(tool.index()) == number));
        let stages: Vec<String> =
            crate::model::adoption::Stage::ALL.iter().map(|stage| stage.word().to_owned()).collect();
        assert_eq!(Tool::STAGES.map(|tool| tool.heading().to_lowercase()).to_vec(), stages);
    }

    #[test]
    fn sheet_names_are_allowed_and_unique_whatever_their_capitals() {
        let domain = |id: &str, name: &str| Domain {
            id: id.into(),
            name: name.into(),
            headline: false,
            about: String::new(),
            aspects: Vec::new(),
        };
        let long = "A name that is much longer than a sheet may be called";
        let instrument = Instrument {
            domains: vec![
                domain("a", "People"),
                domain("b", "PEOPLE"),
                domain("c", "In/Out: [all]*?"),
                domain("d", "notes"),
                domain("e", "''"),
                domain("f", long),
                domain("g", long),
            ],
            ..Instrument::default()
        };
        let instruments = [instrument];
        let names: Vec<String> = domain_sheets(&instruments).into_iter().map(|(name, ..)| name).collect();
        assert_eq!(
            names,
            [
                "People",
                "PEOPLE 2",
                "InOut all",
                "notes 2",
                "Domain",
                "A name that is much longer than",
                "A name that is much longer t 2"
            ]
        );
    }

    #[test]
    fn words_are_known_in_any_dress() {
        assert!(same_word(" In_The_Loop", "in_the_loop") && same_word("in the loop", "in_the_loop"));
        assert!(!same_word("intheloop", "in_the_loop"));
        assert!(same_word("\u{200b}not\u{a0}applicable\u{feff}", words::NOT_APPLICABLE));
        assert!(!same_word("y\u{200b}es", words::YES));
    }
}
