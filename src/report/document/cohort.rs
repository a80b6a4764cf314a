//! What is drawn of a cohort: spreads and counts, never the value of one SOC other than one's own.

use crate::model::cohort::Spread;
use crate::model::score::Rounded;

/// How the others are spread on one scale, a row a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    /// The scale is 0 to this.
    pub max: i64,
    /// No SOC is behind any figure, which the picture itself says.
    pub simulated: bool,
    pub rows: Vec<DistributionRow>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DistributionRow {
    pub label: String,
    pub own: Option<Rounded>,
    pub n: u64,
    pub weak: bool,
    pub spread: Spread,
    /// One dot for each of so many equal shares of the cohort, rising.
    pub dots: Vec<f64>,
}

/// Where one's own figures stand among the others, 0 to 100.
#[derive(Debug, Clone, PartialEq)]
pub struct Percentiles {
    pub simulated: bool,
    pub rows: Vec<PercentileRow>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct PercentileRow {
    pub label: String,
    /// Mid-rank, 0..=1.
    pub mid: f64,
    /// 95%, 0..=1; none where every value is the same.
    pub interval: Option<(f64, f64)>,
    pub n: u64,
    pub weak: bool,
}

/// One figure in the groups of a cohort.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupSpreads {
    /// The scale is 0 to this.
    pub max: i64,
    pub simulated: bool,
    /// Drawn as a line through all groups.
    pub own: Option<Rounded>,
    pub rows: Vec<GroupSpread>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct GroupSpread {
    pub label: String,
    pub n: u64,
    pub weak: bool,
    /// One's own group.
    pub own: bool,
    pub spread: Spread,
}

/// A cohort year by year, a panel a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Years {
    /// The scale ends at this.
    pub max: i64,
    pub simulated: bool,
    pub panels: Vec<YearsPanel>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct YearsPanel {
    pub label: String,
    /// Rising; years with too few SOCs are left out.
    pub years: Vec<YearSpread>,
    /// One's own scores with the year and how much of it had passed, rising.
    pub own: Vec<(f64, Rounded)>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct YearSpread {
    pub year: i16,
    pub n: u64,
    pub weak: bool,
    pub spread: Spread,
}
