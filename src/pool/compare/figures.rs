//! Percentile, quartiles and spread of each figure among the others.

use crate::model::benchmark::{Compared, Own as OwnFigure, PercentileRange, Read};
use crate::model::cohort::{Cohort, Sample, Segment, Spread, WEAK};
use crate::model::pool::Table;
use crate::model::score::Rounded;
use crate::stats::{Tally, mid_rank};

use super::choose::Chosen;
use super::metrics::{self, Metric};
use super::{Names, Own, rounded};

/// Dots that draw a distribution.
const MOST_DOTS: i32 = 20;
/// Fewer values than this have quartiles and no dots.
const FEWEST_FOR_DOTS: usize = 10;
/// Columns that are held at a time.
const BATCH: usize = 24;

/// What every figure of a cohort says of where it comes from.
#[derive(Debug, Clone)]
pub(super) struct Provenance {
    pub source: String,
    pub citation: String,
    pub collected: String,
    pub population: String,
    pub caveats: Vec<String>,
    pub smallest: u64,
    pub simulated: bool,
}

impl Provenance {
    pub fn of(cohort: &Cohort, names: Names<'_>) -> Self {
        let collected = match cohort.years {
            Some((first, last)) if first == last => first.to_string(),
            Some((first, last)) => format!("{first} to {last}"),
            None => "not known".to_owned(),
        };
        let what = if cohort.simulated { "simulated cohort" } else { "your own pool" };
        Self {
            source: cohort.id.clone(),
            citation: format!("{what} {}", cohort.id),
            collected,
            population: format!(
                "{} other SOCs{}, each by its latest full assessment",
                cohort.socs.unwrap_or_default(),
                describe(&cohort.segment, names)
            ),
            caveats: cohort.caveats.clone(),
            smallest: cohort.smallest,
            simulated: cohort.simulated,
        }
    }

    /// A row of the comparison without its figures.
    pub fn row(&self, metric: &str, label: &str, kind: &'static str, n: u64) -> Compared {
        Compared {
            metric: metric.to_owned(),
            label: label.to_owned(),
            source: self.source.clone(),
            figure: metric.to_owned(),
            kind,
            own: OwnFigure::Unknown,
            reference: String::new(),
            reference_value: None,
            reference_share: None,
            difference: None,
            percentile: None,
            refused: None,
            says: Vec::new(),
            sample: None,
            categories: Vec::new(),
            n: u32::try_from(n).ok(),
            read: Read::Primary,
            citation: self.citation.clone(),
            collected: self.collected.clone(),
            population: self.population.clone(),
            licence: "rows of your own pool; nothing was published".to_owned(),
            caveats: self.caveats.clone(),
        }
    }
}

/// ` of sector Finance, region Europe`, or nothing.
pub(super) fn describe(segment: &Segment, names: Names<'_>) -> String {
    if segment.conditions.is_empty() {
        return String::new();
    }
    let shown = segment.conditions.iter().map(|condition| {
        let label = names.segments.label(&condition.key, &condition.value).unwrap_or(&condition.value);
        format!("{} {label}", condition.key)
    });
    format!(" of {}", shown.collect::<Vec<_>>().join(", "))
}

pub(super) fn figures(
    provenance: &Provenance,
    own: Own<'_>,
    names: Names<'_>,
    columns: &[String],
    keys: &Table,
    chosen: &Chosen,
    read: &mut dyn FnMut(&[&str]) -> Table,
) -> Vec<Compared> {
    let mut rows = Vec::new();
    for batch in metrics::all(names, columns).chunks(BATCH) {
        let wanted: Vec<&str> = batch.iter().map(|metric| metric.id.as_str()).collect();
        let table = read(&wanted);
        for metric in batch {
            let tally = tally(metric, keys, &table, &chosen.latest);
            if (tally.n() as u64) >= provenance.smallest {
                rows.push(figure(provenance, metric, own.hundredths(&metric.id), &tally));
            }
        }
    }
    rows
}

/// The values of a figure in the rows that coverage admits to it.
pub(super) fn tally(metric: &Metric, keys: &Table, table: &Table, rows: &[usize]) -> Tally {
    let Some(values) = table.numbers(&metric.id) else { return Tally::default() };
    let admitted = metric.admits.over(keys);
    let known = rows.iter().filter(|row| !values[**row].is_nan() && admitted.takes(**row));
    Tally::of(known.map(|row| metrics::hundredths(&metric.id, values[*row])))
}

/// The quartiles as shown, or nothing of no values.
pub(super) fn spread(tally: &Tally) -> Option<Spread> {
    Some(Spread {
        lower: rounded(tally.quantile(0.25)?),
        median: rounded(tally.quantile(0.5)?),
        upper: rounded(tally.quantile(0.75)?),
    })
}

/// Middles of so many equal shares: at most a third as many as there are SOCs, since as many quantiles as values give every
/// value away.
fn dots(tally: &Tally) -> Vec<f64> {
    if tally.n() < FEWEST_FOR_DOTS {
        return Vec::new();
    }
    let count = i32::try_from(tally.n() / 3).map_or(MOST_DOTS, |third| third.min(MOST_DOTS));
    (0..count)
        .filter_map(|at| tally.quantile((f64::from(at) + 0.5) / f64::from(count)))
        .map(|value| value / 100.0)
        .collect()
}

fn figure(provenance: &Provenance, metric: &Metric, own: Option<i64>, tally: &Tally) -> Compared {
    let n = tally.n();
    let mut row = provenance.row(&metric.id, &metric.label, "sample", n as u64);
    let Some(spread) = spread(tally) else { return row };
    row.reference_value = Some(spread.median);
    row.reference = format!("quartiles {}, {}, {}", spread.lower, spread.median, spread.upper);
    let weak = (n as u64) < WEAK;
    let mut sample =
        Sample { n: n as u64, weak, quartiles: spread, dots: dots(tally), max: metric.max, tied: None };
    if let Some(own) = own {
        row.own = OwnFigure::Score(Rounded(own));
        row.difference = Some(Rounded(own - spread.median.0));
        let (below, tied) = tally.rank(own);
        sample.tied = Some(tied as f64 / n as f64);
        if let Some((mid, interval)) = mid_rank(below, tied, n) {
            let (low, high) = interval.unwrap_or((0.0, 1.0));
            row.percentile = Some(PercentileRange { low, mid: Some(mid), high });
            row.says.push(said(metric, own, mid, interval, n, provenance.simulated));
            if interval.is_none() {
                row.refused = Some(format!("all {n} have the same value as you, so there is no interval"));
            }
        }
    } else {
        row.says.push(format!("{}: your own is not known from this file.", metric.label));
    }
    if weak {
        row.caveats.insert(0, format!("Weak: only {n} SOCs, fewer than {WEAK}."));
    }
    row.sample = Some(sample);
    row
}

fn said(
    metric: &Metric,
    own: i64,
    mid: f64,
    interval: Option<(f64, f64)>,
    n: usize,
    simulated: bool,
) -> String {
    let whole = |share: f64| (share * 100.0).round();
    let others = if simulated { "simulated rows" } else { "other SOCs" };
    let chance = match interval {
        Some((low, high)) => {
            format!(
                "; chance alone leaves {:.0} to {:.0} open",
                (low * 100.0 + 1e-9).floor(),
                (high * 100.0 - 1e-9).ceil()
            )
        }
        None => String::new(),
    };
    format!(
        "{}: your {} is at percentile {:.0} of {n} {others}{chance}.",
        metric.label,
        Rounded(own),
        whole(mid)
    )
}
