//! Beside published quantiles: a percentile between two of them, and beyond the outermost only that it is beyond.

use crate::model::benchmark::{Compared, Own, PercentileRange, Quantile, Standing};
use crate::model::score::Rounded;

use super::wording;

pub(super) fn compare(
    mut row: Compared,
    points: &[Quantile],
    (min, max): (i64, i64),
    own: &Standing,
) -> Compared {
    let median = points.iter().find(|point| point.percentile == 5_000);
    row.reference_value = median.map(|point| Rounded(point.value));
    let Some(score) = own.scores.get(&row.metric).copied() else {
        let how = wording::how_to_know(&row.metric);
        row.says.push(format!("Not known from this file: your {} ({how}).", row.label));
        return row;
    };
    row.own = Own::Score(score);
    if (min, max) != (0, 100 * wording::scale(&row.metric).max()) {
        row.refused = Some("the published quantiles are on another scale".to_owned());
        return row;
    }
    row.difference = median.map(|point| Rounded(score.0 - point.value));
    let name = |point: &Quantile| format!("p{} ({})", wording::short(point.percentile), Rounded(point.value));
    let share = |point: &Quantile| point.percentile as f64 / 10_000.0;
    let below = points.iter().rfind(|point| point.value < score.0);
    let above = points.iter().find(|point| point.value > score.0);
    let mut equal = points.iter().filter(|point| point.value == score.0);
    let label = &row.label;
    let (range, says) = if let Some(first) = equal.next() {
        let last = equal.next_back().unwrap_or(first);
        let mid = (first == last).then(|| share(first));
        let to = if first == last { String::new() } else { format!(" to {}", name(last)) };
        (
            PercentileRange { low: share(first), mid, high: share(last) },
            format!("Your {label} of {score} is that of {}{to}.", name(first)),
        )
    } else {
        match (below, above) {
            (Some(below), Some(above)) => {
                let part = (score.0 - below.value) as f64 / (above.value - below.value) as f64;
                let mid = share(below) + part * (share(above) - share(below));
                (
                    PercentileRange { low: share(below), mid: Some(mid), high: share(above) },
                    format!(
                        "Your {label} of {score} lies between {} and {}: about p{:.0} if a straight line joins them.",
                        name(below),
                        name(above),
                        mid * 100.0
                    ),
                )
            }
            (Some(below), None) => (
                PercentileRange { low: share(below), mid: None, high: 1.0 },
                format!("Your {label} of {score} lies above {}, the highest published.", name(below)),
            ),
            (None, Some(above)) => (
                PercentileRange { low: 0.0, mid: None, high: share(above) },
                format!("Your {label} of {score} lies below {}, the lowest published.", name(above)),
            ),
            (None, None) => return row,
        }
    };
    if range.mid.is_none() {
        row.refused =
            Some("a percentile outside two neighbouring published quantiles would be invented".to_owned());
    }
    row.percentile = Some(range);
    row.says.push(says);
    row
}
