//! The same SOCs over years.

use std::collections::BTreeMap;

use crate::model::cohort::{Change, MetricSpread, Moved, Mover, OwnPoint, SMALL_CELL, Told, Year};
use crate::model::pool::{DATE, Table, YEAR};
use crate::model::score::Rounded;
use crate::stats::Tally;

use super::choose::Chosen;
use super::figures::spread;
use super::groups::{spreads, top};
use super::metrics::{self, Metric};
use super::{Names, Own};

/// Of each SOC that was assessed in more than one year: the latest row of an earlier year, and the latest row.
pub(super) fn pairs(keys: &Table, chosen: &Chosen) -> Vec<(usize, usize)> {
    let year = |row: &usize| keys.text(YEAR, *row);
    let pair = |rows: &Vec<usize>| {
        let latest = *rows.last()?;
        let earlier = rows.iter().rfind(|row| year(row) < year(&latest))?;
        Some((*earlier, latest))
    };
    chosen.all.iter().filter_map(pair).collect()
}

/// Nothing where too few SOCs were assessed twice and the own SOC has no earlier row.
pub(super) fn change(
    own: Own<'_>,
    smallest: u64,
    names: Names<'_>,
    keys: &Table,
    chosen: &Chosen,
    movers: Vec<Mover>,
    read: &mut dyn FnMut(&[&str]) -> Table,
) -> Option<Change> {
    let pairs = pairs(keys, chosen);
    // a row of the present date is what is being compared, or an older state of it
    let earlier: Vec<usize> = chosen
        .own
        .iter()
        .copied()
        .filter(|row| own.date.is_none_or(|date| keys.text(DATE, *row) < Some(date)))
        .collect();
    let enough = pairs.len() as u64 >= smallest;
    if !enough && earlier.is_empty() {
        return None;
    }
    let metrics = top(names);
    let wanted: Vec<&str> = metrics.iter().map(|metric| metric.id.as_str()).collect();
    let table = read(&wanted);
    let whole = spreads(&metrics, keys, &table, &chosen.latest, smallest);
    // the figures of those that were not assessed in a year would follow from the whole cohort's
    let leaves_enough = |spread: &MetricSpread| {
        let all = whole.iter().find(|all| all.metric == spread.metric).map_or(0, |all| all.n);
        all <= spread.n || all - spread.n >= smallest
    };
    let years = by_year(keys, chosen)
        .into_iter()
        .map(|(year, rows)| {
            let mut spreads = spreads(&metrics, keys, &table, &rows, smallest);
            spreads.retain(leaves_enough);
            Year { year, spreads }
        })
        .filter(|year| !year.spreads.is_empty())
        .collect();
    let moved =
        metrics.iter().filter_map(|metric| moved(metric, own, smallest, keys, &table, &pairs, &earlier));
    Some(Change {
        years,
        own: own_points(&metrics, own, keys, &table, &earlier),
        moved: if enough { moved.collect() } else { Vec::new() },
        movers: if enough { movers } else { Vec::new() },
    })
}

/// The latest row of each SOC in each year.
fn by_year(keys: &Table, chosen: &Chosen) -> BTreeMap<i16, Vec<usize>> {
    let mut years: BTreeMap<i16, Vec<usize>> = BTreeMap::new();
    for rows in &chosen.all {
        for of_year in rows.chunk_by(|a, b| keys.text(YEAR, *a) == keys.text(YEAR, *b)) {
            let latest = of_year.last().copied();
            let year = latest.and_then(|row| keys.text(YEAR, row)?.parse().ok());
            if let (Some(row), Some(year)) = (latest, year) {
                years.entry(year).or_default().push(row);
            }
        }
    }
    years
}

fn moved(
    metric: &Metric,
    own: Own<'_>,
    smallest: u64,
    keys: &Table,
    table: &Table,
    pairs: &[(usize, usize)],
    earlier: &[usize],
) -> Option<Moved> {
    let (values, admitted) = (table.numbers(&metric.id)?, metric.admits.over(keys));
    let value = |row: usize| {
        let value = Some(values[row]).filter(|value| !value.is_nan() && admitted.takes(row))?;
        Some(metrics::hundredths(&metric.id, value))
    };
    let changes: Vec<i64> =
        pairs.iter().filter_map(|(earlier, latest)| Some(value(*latest)? - value(*earlier)?)).collect();
    let n = changes.len() as u64;
    if n < smallest {
        return None;
    }
    let rose = changes.iter().filter(|change| **change > 0).count() as u64;
    let fell = changes.iter().filter(|change| **change < 0).count() as u64;
    let tally = Tally::of(changes);
    let before = earlier.iter().rev().find_map(|row| value(*row));
    Some(Moved {
        metric: metric.id.clone(),
        label: metric.label.clone(),
        n,
        rose: Told::of(rose, n),
        fell: fell_beside(rose, fell, n),
        spread: spread(&tally)?,
        own: own.hundredths(&metric.id).zip(before).map(|(now, before)| Rounded(now - before)),
    })
}

/// How many fell: not told where those that stayed are few, since they would follow from the two.
fn fell_beside(rose: u64, fell: u64, n: u64) -> Option<Told> {
    let stayed = n - rose - fell;
    (!(1..SMALL_CELL).contains(&stayed)).then(|| Told::of(fell, n))
}

/// The own rows and what is being compared now.
fn own_points(
    metrics: &[Metric],
    own: Own<'_>,
    keys: &Table,
    table: &Table,
    earlier: &[usize],
) -> Vec<OwnPoint> {
    let mut points: Vec<OwnPoint> = earlier
        .iter()
        .map(|row| OwnPoint {
            date: keys.text(DATE, *row).unwrap_or_default().to_owned(),
            scores: metrics
                .iter()
                .filter_map(|metric| {
                    let value = table.number(&metric.id, *row)?;
                    Some((metric.id.clone(), Rounded(metrics::hundredths(&metric.id, value))))
                })
                .collect(),
        })
        .collect();
    if !points.is_empty() {
        points.push(OwnPoint {
            date: own.date.unwrap_or("now").to_owned(),
            scores: metrics
                .iter()
                .filter_map(|metric| Some((metric.id.clone(), Rounded(own.hundredths(&metric.id)?))))
                .collect(),
        });
    }
    points
}
