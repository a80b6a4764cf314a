//! A cohort: what the SOCs of a pool show beside one SOC. Counts and quantiles only; no row of a SOC is in here.

use super::benchmark::Compared;
use super::score::Rounded;

/// Fewer SOCs than this, and every figure is marked as weak.
pub const WEAK: u64 = 30;
/// Counts of SOCs under this inside a cohort are not told.
pub const SMALL_CELL: u64 = 5;

/// Which SOCs of a pool are looked at: those for which every condition holds. Without conditions, all.
#[derive(Debug, Clone, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct Segment {
    pub conditions: Vec<Condition>,
}

/// A column of slugs, and the one that it must hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Condition {
    /// `sector`, `region`, `model`, `size_fte`, `year`, or a word of the AI profile such as `ai.archetype`.
    pub key: String,
    pub value: String,
}

/// One pool beside one SOC. Its figures are rows of a comparison, of kind `sample` or `shares`, with [`Self::id`] as source.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cohort {
    /// The folder as the user named it.
    pub id: String,
    /// Every row was generated: no SOC is behind any figure.
    pub simulated: bool,
    /// What the user asked for.
    pub segment: Segment,
    /// The other SOCs in it; none where they are too few to be told.
    pub socs: Option<u64>,
    /// Why nothing is shown, where nothing is.
    pub refused: Option<String>,
    /// Where the segment is too small: the one that keeps most of its conditions and holds, with its SOCs.
    pub proposed: Option<(Segment, u64)>,
    /// Cohorts with fewer SOCs are not shown.
    pub smallest: u64,
    /// Fewer than [`WEAK`] SOCs.
    pub weak: bool,
    /// First and last year of the rows that count.
    pub years: Option<(i16, i16)>,
    pub own: OwnRows,
    /// Rows that do not count, by the reason; never with numbers that single somebody out.
    pub left_out: Vec<String>,
    /// What must be known beside every figure.
    pub caveats: Vec<String>,
    /// Per question, how many do it; in order of the questionnaire.
    pub items: Vec<ItemFrequency>,
    /// Groups of the cohort side by side, where asked for.
    pub by: Option<Groups>,
    /// The same SOCs over years, where enough of them have been assessed more than once.
    pub change: Option<Change>,
}

/// What is known of the own SOC's rows in the pool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OwnRows {
    /// Its rows are not among the others.
    LeftOut,
    /// It is not in the pool.
    #[default]
    None,
    /// Without the salt or an id it cannot be found, so it may be among the others.
    Unknown,
}

/// The distribution of one figure among the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// SOCs in this figure.
    pub n: u64,
    pub weak: bool,
    pub quartiles: Spread,
    /// Values at the middles of so many equal shares of the cohort, rising: at (i + 1/2)/count. At most 20, and a third of
    /// the SOCs: as many quantiles as values would give every value away.
    pub dots: Vec<f64>,
    /// Of the scale: 0 to this; none where it has no end.
    pub max: Option<f64>,
    /// Share of the others with the same value as one's own, 0..=1; none without an own value.
    pub tied: Option<f64>,
}

/// Quartiles, as shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    pub lower: Rounded,
    pub median: Rounded,
    pub upper: Rounded,
}

/// A count that may be too telling to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Count(u64),
    /// Fewer than [`SMALL_CELL`].
    Few,
    /// All, or all but fewer than [`SMALL_CELL`].
    NearlyAll,
}

/// How many SOCs do what a question asks: answer 4 or 5.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemFrequency {
    pub item: String,
    /// The question, where the questionnaire's texts are at hand.
    pub question: String,
    pub aspect: String,
    /// Own level 1 to 5.
    pub own: Option<u8>,
    pub does: Told,
    /// SOCs that answered.
    pub of: u64,
}

/// Groups of a cohort by one key.
#[derive(Debug, Clone, PartialEq)]
pub struct Groups {
    pub key: String,
    /// The largest first.
    pub groups: Vec<Group>,
    /// Whether there are groups that are too small to be shown.
    pub some_hidden: bool,
}

/// One group, with the spread of each figure that enough of its SOCs have.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The slug; empty where the rows say nothing.
    pub value: String,
    pub label: String,
    pub socs: u64,
    pub weak: bool,
    /// The own SOC is in it.
    pub own: bool,
    pub spreads: Vec<MetricSpread>,
}

/// The spread of one figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricSpread {
    pub metric: String,
    pub label: String,
    pub n: u64,
    pub spread: Spread,
}

/// A cohort over years.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Change {
    /// The cohort year by year, each SOC by its latest row of the year.
    pub years: Vec<Year>,
    /// The own SOC's earlier rows and its present score, by date.
    pub own: Vec<OwnPoint>,
    /// The same SOCs, from the latest row of an earlier year to the latest row.
    pub moved: Vec<Moved>,
    /// Questions that most of these SOCs began to do, the most first.
    pub movers: Vec<Mover>,
}

/// A year of the cohort.
#[derive(Debug, Clone, PartialEq)]
pub struct Year {
    pub year: i16,
    pub spreads: Vec<MetricSpread>,
}

/// The own SOC at a date.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnPoint {
    /// `YYYY-MM-DD`.
    pub date: String,
    pub scores: Vec<(String, Rounded)>,
}

/// How one figure changed in the same SOCs.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    pub metric: String,
    pub label: String,
    /// SOCs with the figure at both dates.
    pub n: u64,
    pub rose: Told,
    /// None where too few stayed as they were: they would follow from the two counts.
    pub fell: Option<Told>,
    /// Quartiles of the change.
    pub spread: Spread,
    /// The own change, from its latest earlier row.
    pub own: Option<Rounded>,
}

/// A question that SOCs began to do: from under 4 to 4 or 5.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mover {
    pub item: String,
    pub question: String,
    pub began: Told,
    pub stopped: Told,
    /// SOCs that answered it at both dates.
    pub of: u64,
}

impl Told {
    /// The count, or that it is too small (on either side) to be told.
    #[must_use]
    pub fn of(count: u64, all: u64) -> Self {
        if count < SMALL_CELL {
            Self::Few
        } else if all.saturating_sub(count) < SMALL_CELL {
            Self::NearlyAll
        } else {
            Self::Count(count)
        }
    }
}

/// The rows of a comparison that come from a cohort.
pub fn rows_of<'a>(rows: &'a [Compared], cohort: &'a Cohort) -> impl Iterator<Item = &'a Compared> {
    rows.iter().filter(|row| row.source == cohort.id)
}
