//! Where this SOC stands among the others, drawn: each picture with its numbers in words.

use crate::model::benchmark::Compared;
use crate::model::cohort::Sample;
use crate::report::document::{Chart, Distribution, DistributionRow, Figure, PercentileRow, Percentiles};

use super::{View, is_main, own};

/// The whole SOC and its domains: how the others are spread, and the percentiles.
pub(super) fn standing(view: &View<'_>) -> Vec<Figure> {
    let rows: Vec<(&Compared, &Sample)> = samples(view, is_main);
    let distribution = distribution(view, &rows);
    let percentiles = percentiles(view, "percentiles", "of this SOC", &rows);
    distribution.into_iter().chain(percentiles).collect()
}

/// The percentiles of each aspect.
pub(super) fn aspects(view: &View<'_>) -> Vec<Figure> {
    let rows = samples(view, |metric| metric.starts_with("aspect."));
    percentiles(view, "percentiles-aspects", "of this SOC's aspects", &rows).into_iter().collect()
}

/// The figures of the cohort that have a distribution.
pub(super) fn samples<'a>(view: &View<'a>, wanted: fn(&str) -> bool) -> Vec<(&'a Compared, &'a Sample)> {
    let rows = view.rows.iter().copied().filter(|row| wanted(&row.metric));
    rows.filter_map(|row| Some((row, row.sample.as_ref()?))).collect()
}

/// The 95% interval of a percentile; none where all values are the same.
pub(super) fn interval(row: &Compared, sample: &Sample) -> Option<(f64, f64)> {
    let range = row.percentile.filter(|_| sample.tied.is_none_or(|tied| tied < 1.0))?;
    Some((range.low, range.high))
}

fn distribution(view: &View<'_>, rows: &[(&Compared, &Sample)]) -> Option<Figure> {
    const MAX: i64 = 5;
    if rows.is_empty() {
        return None;
    }
    let in_words = rows.iter().map(|(row, sample)| {
        let own = own(row).map_or_else(|| "this SOC not scored".to_owned(), |own| format!("this SOC {own}"));
        let spread = &sample.quartiles;
        format!(
            "{}: {own}; the middle half of {} others from {} to {}, median {}{}",
            view.label(&row.metric, &row.label),
            sample.n,
            spread.lower,
            spread.upper,
            spread.median,
            weak(sample)
        )
    });
    Some(Figure {
        id: format!("distribution-{}", view.key),
        title: format!("How {} are spread, and where this SOC stands", view.others()),
        description: format!(
            "{}Scale 0 to {MAX}. {}.",
            view.simulated(),
            in_words.collect::<Vec<_>>().join(". ")
        ),
        chart: Chart::Distribution(Distribution {
            max: MAX,
            simulated: view.cohort.simulated,
            rows: rows
                .iter()
                .map(|(row, sample)| DistributionRow {
                    label: view.label(&row.metric, &row.label),
                    own: own(row),
                    n: sample.n,
                    weak: sample.weak,
                    spread: sample.quartiles,
                    dots: sample.dots.clone(),
                })
                .collect(),
        }),
    })
}

fn percentiles(view: &View<'_>, id: &str, whose: &str, rows: &[(&Compared, &Sample)]) -> Option<Figure> {
    let ranked: Vec<(PercentileRow, String)> = rows
        .iter()
        .filter_map(|(row, sample)| {
            let mid = row.percentile?.mid?;
            let label = view.label(&row.metric, &row.label);
            let interval = interval(row, sample);
            let in_words = match interval {
                Some(interval) => format!("95% interval {}", bounds(interval)),
                None => "no interval, since all are the same".to_owned(),
            };
            let said =
                format!("{label}: percentile {}, {in_words}, n {}{}", hundred(mid), sample.n, weak(sample));
            Some((PercentileRow { label, mid, interval, n: sample.n, weak: sample.weak }, said))
        })
        .collect();
    let (rows, said): (Vec<PercentileRow>, Vec<String>) = ranked.into_iter().unzip();
    (!rows.is_empty()).then(|| Figure {
        id: format!("{id}-{}", view.key),
        title: format!("Percentiles {whose} among {}", view.others()),
        description: format!("{}0 to 100. {}.", view.simulated(), said.join(". ")),
        chart: Chart::Percentiles(Percentiles { simulated: view.cohort.simulated, rows }),
    })
}

fn weak(sample: &Sample) -> &'static str {
    if sample.weak { ", weak" } else { "" }
}

/// The bounds of an interval as whole numbers of 100, never narrower than they are.
pub(super) fn bounds((low, high): (f64, f64)) -> String {
    format!("{:.0} to {:.0}", (low * 100.0 + 1e-9).floor(), (high * 100.0 - 1e-9).ceil())
}

/// A share as a number of 100, whole.
pub(super) fn hundred(share: f64) -> String {
    format!("{:.0}", (share * 100.0 + 1e-9).round())
}
