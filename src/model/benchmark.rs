//! Benchmark sources: published figures with what each of them allows to be said, and the comparison with one's own.

use std::collections::BTreeMap;

use super::cohort::{Cohort, Sample};
use super::score::{Method, Rounded};

/// A folder under `benchmarks/`.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    pub id: String,
    pub publisher: String,
    pub title: String,
    pub year: i16,
    /// Where the figures were read: the citation shown beside every figure.
    pub citation: String,
    pub read: Read,
    /// Number of SOCs or organisations; none where the source does not say.
    pub n: Option<u32>,
    /// How `n` is to be read: exact, about, inferred.
    pub n_note: Option<String>,
    /// When the data were collected, in words.
    pub collected: String,
    pub population: String,
    pub licence: String,
    /// What it was measured with; none where the source is no assessment of SOCs.
    pub basis: Option<Basis>,
    /// What must be known beside every figure of this source.
    pub caveats: Vec<String>,
    pub figures: Vec<Figure>,
}

/// What figures were measured with, so that a comparison can name each difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// `soc-cmm`: an own instrument whose id begins so asks the same questions.
    pub questionnaire: String,
    /// The questionnaire in words.
    pub name: String,
    /// How its edition or scale differs from today's, one sentence.
    pub edition: Option<String>,
    /// `self`, `guided`, `third-party`.
    pub style: Option<String>,
    /// How its scores were computed; none: by the questionnaire's own method.
    pub method: Option<Method>,
}

/// Whether a figure was read in the document that published it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    Primary,
    Secondary,
}

impl Read {
    /// The word in files and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Unique within its source, kebab-case.
    pub id: String,
    /// What is measured, in words.
    pub label: String,
    /// The own figure that it is compared with: `domain.people`, `ai.value`, `ai.self_described`, `overall`; none: context only.
    pub metric: Option<String>,
    /// Our question has the words of the survey's.
    pub same_words: bool,
    /// Overrides the source's n.
    pub n: Option<u32>,
    pub caveats: Vec<String>,
    pub value: FigureValue,
}

/// What kind of knowledge a figure is; the tool claims no more than the kind allows.
#[derive(Debug, Clone, PartialEq)]
pub enum FigureValue {
    /// Hundredths of the scale's unit. `precision` is the rounding step (10 for one decimal).
    Mean {
        mean: i64,
        precision: i64,
        min: Option<i64>,
        max: Option<i64>,
        sd: Option<i64>,
        unit: String,
    },
    Shares {
        categories: Vec<Category>,
        exclusive: bool,
        ordered: bool,
    },
    /// Percentile points, rising.
    Quantiles {
        points: Vec<Quantile>,
        min: i64,
        max: i64,
        unit: String,
    },
    /// Values by year or a change between two years; context, never a rank.
    Trend {
        points: Vec<TrendPoint>,
        unit: String,
    },
    Statement {
        text: String,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub struct Category {
    /// Slugs of own answers that fall into it; more than one where levels are published together.
    pub covers: Vec<String>,
    pub label: String,
    /// Percent as published, hundredths of a percent point.
    pub share: i64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Quantile {
    /// 0 to 100 in hundredths.
    pub percentile: i64,
    /// Hundredths.
    pub value: i64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TrendPoint {
    pub label: String,
    /// Hundredths.
    pub value: i64,
}

/// What is known of the own SOC, as far as a figure can be set beside it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Standing {
    /// Scores as shown, by metric: `overall`, `domain.people`.
    pub scores: BTreeMap<String, Rounded>,
    /// Slugs of answers, by metric: `ai.value`, `ai.self_described`, `ai.challenges`.
    pub answers: BTreeMap<String, Vec<String>>,
    pub method: Method,
    /// The instrument that gives the domains, `soc-core@3`.
    pub instrument: String,
    /// The scores come from the quick subset: an estimate.
    pub quick_scan: bool,
    /// `self`, `guided`, `third-party`.
    pub style: Option<String>,
}

/// Own figures set beside every source that fits.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    pub rows: Vec<Compared>,
    /// Trends and statements: context.
    pub context: Vec<Context>,
    /// The pools among the sources.
    pub cohorts: Vec<Cohort>,
}

impl Comparison {
    /// The rows that come from published sources, not from a pool.
    pub fn published(&self) -> impl Iterator<Item = &Compared> {
        self.rows.iter().filter(|row| !self.cohorts.iter().any(|cohort| cohort.id == row.source))
    }
}

/// One own figure beside one published figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    pub metric: String,
    /// The metric in words.
    pub label: String,
    pub source: String,
    pub figure: String,
    /// `mean`, `shares`, `quantiles`, `sample`.
    pub kind: &'static str,
    /// Own figure: a score, or the slug of an answer (several joined by a comma).
    pub own: Own,
    /// The published figure in words or number.
    pub reference: String,
    /// The published mean or share where it is a number, hundredths.
    pub reference_value: Option<Rounded>,
    /// For shares: the share 0..=1 of the category that one's own answer falls into, where it is one.
    pub reference_share: Option<f64>,
    pub difference: Option<Rounded>,
    pub percentile: Option<PercentileRange>,
    /// Why there is no percentile, where somebody might expect one.
    pub refused: Option<String>,
    /// What the figure allows to be said, one sentence each, worked out for this SOC.
    pub says: Vec<String>,
    /// For a sample: how the others are spread.
    pub sample: Option<Sample>,
    /// For shares: each category with its Wilson 95% interval and whether it is one's own.
    pub categories: Vec<ComparedCategory>,
    pub n: Option<u32>,
    pub read: Read,
    pub citation: String,
    pub collected: String,
    pub population: String,
    /// Under which the figure may be passed on.
    pub licence: String,
    pub caveats: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Own {
    /// Not known from this file.
    Unknown,
    Score(Rounded),
    Answer(String),
}

/// Shares 0..=1 of the surveyed that are below (low), and at or below (high).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PercentileRange {
    pub low: f64,
    pub mid: Option<f64>,
    pub high: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ComparedCategory {
    pub label: String,
    /// 0..=1.
    pub share: f64,
    /// Wilson 95% interval; none where the source does not say of how many.
    pub interval: Option<(f64, f64)>,
    pub own: bool,
}

/// A trend or statement, shown as context.
#[derive(Debug, Clone, PartialEq)]
pub struct Context {
    pub source: String,
    pub figure: String,
    pub kind: &'static str,
    pub label: String,
    pub text: String,
    /// For shares: each category; with its Wilson 95% interval where n is known.
    pub categories: Vec<ComparedCategory>,
    pub n: Option<u32>,
    pub read: Read,
    pub citation: String,
    pub collected: String,
    /// Under which the figure may be passed on.
    pub licence: String,
    pub caveats: Vec<String>,
}
