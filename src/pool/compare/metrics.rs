//! The figures of a row: in which order, under which name, on which scale, and whose coverage admits a SOC to them.

use std::borrow::Cow;

use crate::model::instrument::{Domain, Instrument};
use crate::model::pool::{AI_COVERAGE, COVERAGE, ENOUGH_COVERAGE, Table};
use crate::model::score::Scale;

use super::Names;

/// One figure of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Metric {
    /// The column.
    pub id: String,
    pub label: String,
    /// The end of its scale, where it has one.
    pub max: Option<f64>,
    pub admits: Admits,
}

/// Whose coverage admits a SOC to a figure.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Admits {
    /// Every column of them that the row fills; at least one.
    Domains(Vec<String>),
    /// A plain fact.
    Anyone,
}

/// Which rows are admitted to a figure.
pub(super) struct Admitted<'a>(Option<Vec<Cow<'a, [f64]>>>);

impl Admitted<'_> {
    /// Whether enough of what the figure is made of was answered.
    pub fn takes(&self, row: usize) -> bool {
        let Some(columns) = &self.0 else { return true };
        // what is not a number is a domain that the row does not fill
        let mut shares = columns.iter().map(|shares| shares[row]).filter(|share| !share.is_nan()).peekable();
        shares.peek().is_some() && shares.all(|share| share >= ENOUGH_COVERAGE)
    }
}

impl Admits {
    /// The same for these rows, with the columns looked up once.
    pub fn over<'a>(&self, keys: &'a Table) -> Admitted<'a> {
        Admitted(match self {
            Self::Domains(domains) => {
                Some(domains.iter().filter_map(|column| keys.numbers(column)).collect())
            }
            Self::Anyone => None,
        })
    }
}

/// Every figure of which the pool has a column, in order of display.
pub(super) fn all(names: Names<'_>, columns: &[String]) -> Vec<Metric> {
    let has = |id: &str| columns.iter().any(|column| column == id);
    let mut metrics = Vec::new();
    let mut put = |id: String, label: String, max: Option<f64>, admits: Admits| {
        if has(&id) {
            metrics.push(Metric { id, label, max, admits });
        }
    };
    let (maturity, capability) = (Some(Scale::Maturity.max() as f64), Some(Scale::Capability.max() as f64));
    let main: Vec<&Domain> =
        names.instruments.iter().filter(|i| i.adoption.is_none()).flat_map(|i| &i.domains).collect();
    let of =
        |domains: &[&Domain]| Admits::Domains(domains.iter().map(|domain| coverage(&domain.id)).collect());
    put("overall".to_owned(), "overall score".to_owned(), maturity, of(&main));
    let headline: Vec<&Domain> = main.iter().copied().filter(|domain| domain.headline).collect();
    put("headline".to_owned(), "score of people, process and technology".to_owned(), maturity, of(&headline));
    for domain in &main {
        put(format!("domain.{}", domain.id), domain.name.clone(), maturity, of(&[*domain]));
    }
    for domain in &main {
        for aspect in &domain.aspects {
            put(format!("aspect.{}", aspect.id), aspect.name.clone(), maturity, of(&[*domain]));
        }
    }
    for domain in &main {
        put(
            format!("capability.domain.{}", domain.id),
            format!("{}, capability", domain.name),
            capability,
            of(&[*domain]),
        );
        for aspect in &domain.aspects {
            let label = format!("{}, capability", aspect.name);
            put(format!("capability.aspect.{}", aspect.id), label, capability, of(&[*domain]));
        }
    }
    let ai = || Admits::Domains(vec![AI_COVERAGE.to_owned()]);
    for aspect in names
        .instruments
        .iter()
        .filter(|i| i.adoption.is_some())
        .flat_map(|i| &i.domains)
        .flat_map(|d| &d.aspects)
    {
        put(format!("aspect.{}", aspect.id), format!("AI: {}", aspect.name), maturity, ai());
    }
    put("ai.interfaces".to_owned(), "AI interfaces that an analyst faces".to_owned(), None, Admits::Anyone);
    for (word, what) in [("taker", "as bought"), ("shaper", "adapted"), ("builder", "built")] {
        put(
            format!("ai.mix.{word}"),
            format!("share of the AI in use that is {what}, in percent"),
            Some(100.0),
            Admits::Anyone,
        );
    }
    metrics
}

/// The column that holds the coverage of a domain.
pub(super) fn coverage(domain: &str) -> String {
    format!("{COVERAGE}{domain}")
}

/// The column that admits a SOC to the questions of an instrument's domain.
pub(super) fn coverage_of(instrument: &Instrument, domain: &str) -> String {
    if instrument.adoption.is_some() { AI_COVERAGE.to_owned() } else { coverage(domain) }
}

/// A value in hundredths; shares as percent. Rows hold two decimals, or four of a share, so nothing is lost.
pub(super) fn hundredths(column: &str, value: f64) -> i64 {
    let scale = if column.starts_with("ai.mix.") { 10_000.0 } else { 100.0 };
    (value * scale).round() as i64
}
