//! What a report is made of. Everything here is worded, ordered and labelled already; renderers only lay it out.

mod cohort;

use crate::model::score::Rounded;

pub use cohort::{
    Distribution, DistributionRow, GroupSpread, GroupSpreads, PercentileRow, Percentiles, YearSpread, Years,
    YearsPanel,
};

/// Marks that turn the direction of reading or end a line unseen: with them a text can look like another than it is.
#[must_use]
pub(crate) fn is_deceptive(c: char) -> bool {
    matches!(
        c,
        '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}'
    )
}

/// The text with every such mark replaced by the sign for what cannot be shown.
#[must_use]
pub(crate) fn undeceptive(text: String) -> String {
    if text.contains(is_deceptive) { text.replace(is_deceptive, "\u{FFFD}") } else { text }
}

/// A whole report.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What kind of document it is.
    pub title: String,
    /// The SOC's name as shown.
    pub soc: String,
    /// The name cut to what a heading can hold.
    pub soc_short: String,
    pub soc_id: Option<String>,
    /// `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Date, occasion and style in one line.
    pub subtitle: String,
    pub board: Board,
    pub parts: Vec<Part>,
    /// Said at the end of every rendering.
    pub closing: Vec<String>,
}

/// The one page for those who decide.
#[derive(Debug, Clone, PartialEq)]
pub struct Board {
    /// Said above the numbers where too little is answered to read them alone.
    pub caution: Option<String>,
    /// Stands in place of the headlines where the method shown first knows no overall score.
    pub no_overall: Option<String>,
    /// The overall scores of the other method, in one sentence, where they are no headline.
    pub overall_aside: Option<String>,
    /// Where `no_overall` stands, these are the other method's and not to be shown large.
    pub headlines: Vec<Headline>,
    pub domains: Vec<DomainLine>,
    pub chart: Option<Figure>,
    pub strong: Vec<Strength>,
    /// What is said where nothing can be called strong.
    pub strong_empty: Option<String>,
    pub holds_back: Vec<String>,
    /// What is said where nothing was found.
    pub holds_back_empty: Option<String>,
    pub gaps: Vec<Gap>,
    /// How the gaps were chosen, or why there are none.
    pub gaps_note: String,
    /// What must be known to read the page.
    pub reading: Vec<String>,
}

/// A number at the top of the board page.
#[derive(Debug, Clone, PartialEq)]
pub struct Headline {
    pub key: &'static str,
    pub label: String,
    pub score: Shown,
    pub note: String,
    /// The range, where it must stand as large as the number.
    pub range: Option<String>,
    /// The number that the page is about.
    pub main: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DomainLine {
    pub id: String,
    pub name: String,
    pub maturity: Shown,
    pub target: Option<Rounded>,
    pub capability: Option<Shown>,
    pub capability_target: Option<Rounded>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Strength {
    pub id: String,
    pub name: String,
    pub domain: String,
    pub score: Shown,
}

/// One gap, with what the next level would need.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    pub id: String,
    pub name: String,
    pub domain: String,
    pub score: Shown,
    pub target: Option<Rounded>,
    /// To the target, or to the next level where no target is set.
    pub distance: Rounded,
    /// The same in words.
    pub distance_text: String,
    /// The weakest question of the aspect.
    pub question: Option<String>,
    pub question_id: Option<String>,
    pub level: Option<u8>,
    /// The text of its next level.
    pub needs: Option<String>,
    /// The same cut to what the board page can hold.
    pub needs_short: Option<String>,
}

/// A score as it is shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shown {
    /// `2.35`, a dash, or `not scored (#DIV/0!)`.
    pub text: String,
    pub value: Option<Rounded>,
    /// 5 or 3.
    pub max: i64,
    pub level: Option<u8>,
    pub level_name: Option<&'static str>,
    /// The bounds, where not everything is answered.
    pub low: Option<Rounded>,
    pub high: Option<Rounded>,
    pub range: Option<String>,
    /// 0..=1 of the weight in scope.
    pub coverage: Option<f64>,
    pub coverage_text: Option<String>,
    /// What evidence supports; none until evidence was checked.
    pub evidenced: Option<Rounded>,
    pub error: Option<String>,
}

/// A chapter.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub id: String,
    pub title: String,
    pub lead: String,
    pub sections: Vec<Section>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Unique in the report.
    pub id: String,
    /// None where the part's title says enough.
    pub title: Option<String>,
    /// Long lists can be folded on a screen; on paper they are always open.
    pub fold: bool,
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Text(String),
    List(Vec<String>),
    Note(Tone, String),
    Facts(Vec<Fact>),
    Table(Table),
    Figures(Vec<Figure>),
    Comparison(Box<ComparisonCard>),
    Answers(Vec<AnswerCard>),
}

/// How a note is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Info,
    Caution,
    Finding,
}

impl Tone {
    /// The word before the note and in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Info => "note",
            Self::Caution => "caution",
            Self::Finding => "finding",
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Stable in JSON.
    pub key: &'static str,
    pub label: String,
    pub values: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub id: String,
    pub caption: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Stable in JSON.
    pub key: &'static str,
    pub label: String,
    pub numeric: bool,
}

/// The first cell names the row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Stands above those that follow it.
    pub head: bool,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Text(String),
    Number { shown: String, value: Option<f64> },
}

/// A chart with the sentence that says what it shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Unique in the report.
    pub id: String,
    pub title: String,
    /// All its numbers in words, for those who cannot see it.
    pub description: String,
    pub chart: Chart,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    Radar(Radar),
    Bars(Bars),
    Stack(Stack),
    Grid(Grid),
    Intervals(Intervals),
    Distribution(Distribution),
    Percentiles(Percentiles),
    Groups(GroupSpreads),
    Years(Years),
}

/// At least three axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Radar {
    pub axes: Vec<String>,
    pub max: i64,
    /// One value an axis, none where there is no score.
    pub own: Vec<Option<Rounded>>,
    pub target: Vec<Option<Rounded>>,
    pub benchmark: Vec<Option<Rounded>>,
    pub benchmark_label: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    pub max: i64,
    pub bars: Vec<Bar>,
    pub benchmark_label: String,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bar {
    pub label: String,
    pub shown: String,
    pub value: Option<Rounded>,
    pub range: Option<(Rounded, Rounded)>,
    pub target: Option<Rounded>,
    pub benchmark: Option<Rounded>,
}

/// Shares of a whole, one bar a row; at most six categories.
#[derive(Debug, Clone, PartialEq)]
pub struct Stack {
    pub categories: Vec<String>,
    pub rows: Vec<StackRow>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct StackRow {
    /// Empty where one row needs no name.
    pub label: String,
    /// One share 0..=1 a category.
    pub shares: Vec<f64>,
    /// The category that this SOC belongs to.
    pub own: Option<usize>,
}

/// Shares with their intervals, all 0..=1.
#[derive(Debug, Clone, PartialEq)]
pub struct Intervals {
    pub rows: Vec<Interval>,
    /// What a lower end is asked to reach, with a name.
    pub marks: Vec<(String, f64)>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Interval {
    pub label: String,
    pub share: f64,
    pub low: f64,
    pub high: f64,
}

/// Short texts in rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    pub columns: Vec<String>,
    /// A label, and one cell a column.
    pub rows: Vec<(String, Vec<GridCell>)>,
    /// What the tones mean, where that is not plain.
    pub legend: Vec<(GridTone, String)>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct GridCell {
    pub text: String,
    pub tone: GridTone,
    /// With the mark of a step that was taken.
    pub marked: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridTone {
    Good,
    Bad,
    /// Neither is known.
    Open,
    Plain,
    Empty,
}

/// One own figure beside one published figure.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparisonCard {
    pub metric: String,
    pub source: String,
    pub figure: String,
    pub kind: &'static str,
    pub label: String,
    pub own: String,
    pub reference: String,
    pub difference: Option<String>,
    pub percentile: Option<String>,
    pub refused: Option<String>,
    pub says: Vec<String>,
    pub chart: Option<Figure>,
    pub categories: Option<Table>,
    pub provenance: Vec<Fact>,
    /// Said where the figure was not read in the document that published it.
    pub secondary: Option<String>,
    pub caveats: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct AnswerCard {
    pub id: String,
    pub question: String,
    pub answer: String,
    /// 1..=5 where a level was given.
    pub level: Option<u8>,
    pub anchor: Option<String>,
    /// Elements with whether they are present.
    pub elements: Vec<(String, bool)>,
    /// Importance, confidence and what keeps it out of the score.
    pub remarks: Vec<String>,
    pub note: Option<String>,
    pub evidence: Vec<Evidence>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    pub text: String,
    /// Only http and https addresses become links.
    pub href: Option<String>,
    pub state: String,
}
