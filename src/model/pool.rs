//! A pool of SOCs: one row a SOC and date, without names, kept as columns.

mod column;
mod table;
mod texts;

use std::collections::BTreeMap;

use super::date::Date;

pub use column::Column;
pub use table::{OtherKind, Table};
pub use texts::Texts;

/// Fewer SOCs than this are not shown.
pub const SMALLEST: u64 = 10;
/// The lowest that a user may set instead.
pub const LEAST: u64 = 5;
/// Share of a domain's weight that must be answered before a SOC enters the figures of that domain.
pub const ENOUGH_COVERAGE: f64 = 0.75;

/// The columns that say whose row it is, and when.
pub const SOC: &str = "soc";
pub const DATE: &str = "date";
/// Whether only the quick questions were asked.
pub const QUICK: &str = "quick";
/// Whether the row was generated and is no SOC; in no row that is one.
pub const SIMULATED: &str = "simulated";
/// In the path of a part, and columns once it is read.
pub const INSTRUMENT: &str = "instrument";
pub const YEAR: &str = "year";
/// Which method the scores were computed by, and the version of the questionnaire.
pub const METHOD: &str = "method";
pub const VERSION: &str = "version";
/// Columns that begin so hold the coverage of a domain.
pub const COVERAGE: &str = "coverage.";
/// The coverage of the questionnaire on AI.
pub const AI_COVERAGE: &str = "coverage.ai";
/// Columns that begin so hold the level of a question.
pub const ANSWER: &str = "answer.";
/// Words of the AI profile by which SOCs may be grouped too.
pub const AI_WORDS: [&str; 5] = ["ai.self_described", "ai.value", "ai.declared", "ai.archetype", "ai.wave"];
/// What holds the AI of a SOC back most; a word of the profile, but no grouping.
pub const AI_BLOCKER: &str = "ai.blocker";
/// The groupings that a row holds, as slugs.
pub const SEGMENTS: [&str; 4] = ["sector", "region", "model", "size_fte"];

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A slug of a closed list, a version, a date or a pseudonym: never what somebody wrote freely.
    Text(String),
    Number(f64),
    Whole(i32),
    Flag(bool),
}

/// One SOC at one date, its id not yet replaced.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Known to the house alone; no pool holds it.
    pub id: String,
    pub date: Date,
    /// Which questionnaire gives the domains; the name of a folder.
    pub instrument: String,
    pub cells: BTreeMap<String, Cell>,
}

/// One value of a row, as it is read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    Text(&'a str),
    Number(f64),
    Whole(i32),
    Flag(bool),
}

/// What a pool holds, in counts that name nobody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Description {
    pub socs: u64,
    pub rows: u64,
    /// Under how many salts the rows stand; above 1, the same SOC may count more than once.
    pub salts: usize,
    /// Every row was generated: no SOC is behind it.
    pub simulated: bool,
    /// Counts below this are folded or not shown.
    pub smallest: u64,
    pub groups: Vec<Group>,
    /// SOCs whose latest row enters the figures of a domain; none where they are too few to be shown.
    pub domains: Vec<(String, Option<u64>)>,
}

/// SOCs counted by one grouping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// `instrument`, `year`, or a segment.
    pub key: String,
    pub cells: Vec<GroupCell>,
}

/// SOCs of one value, or of several that are too few alone and so are not named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupCell {
    /// The slug, empty where the rows say nothing; none where several values are folded together.
    pub value: Option<String>,
    /// None where even together they are too few.
    pub socs: Option<u64>,
}
