//! Groups of a cohort side by side; groups too small to be shown stay unnamed.

use std::collections::BTreeMap;

use crate::model::cohort::{Group, Groups, MetricSpread, WEAK};
use crate::model::pool::Table;

use super::super::describe::fold;
use super::figures::{spread, tally};
use super::metrics::{self, Metric};
use super::{Names, Own};

pub(super) fn groups(
    key: &str,
    own: Own<'_>,
    smallest: u64,
    names: Names<'_>,
    keys: &Table,
    latest: &[usize],
    read: &mut dyn FnMut(&[&str]) -> Table,
) -> Groups {
    let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for row in latest {
        members.entry(keys.text(key, *row).unwrap_or_default()).or_default().push(*row);
    }
    let counts = members.iter().map(|(value, rows)| ((*value).to_owned(), rows.len() as u64)).collect();
    let cells = fold(counts, smallest);
    let metrics = top(names);
    let wanted: Vec<&str> = metrics.iter().map(|metric| metric.id.as_str()).collect();
    let table = read(&wanted);
    let shown = cells.iter().filter_map(|cell| cell.value.as_deref());
    let mut groups: Vec<Group> = shown
        .map(|value| {
            let rows = members.get(value).map_or(&[][..], Vec::as_slice);
            let label = if value.is_empty() {
                "not given"
            } else {
                names.segments.label(key, value).unwrap_or(value)
            };
            Group {
                value: value.to_owned(),
                label: label.to_owned(),
                socs: rows.len() as u64,
                weak: (rows.len() as u64) < WEAK,
                own: !value.is_empty() && own.text(key) == Some(value),
                spreads: spreads(&metrics, keys, &table, rows, smallest),
            }
        })
        .collect();
    withhold(&mut groups, &spreads(&metrics, keys, &table, latest, smallest), smallest);
    Groups { key: key.to_owned(), groups, some_hidden: cells.iter().any(|cell| cell.value.is_none()) }
}

/// The overall scores and the domains.
pub(super) fn top(names: Names<'_>) -> Vec<Metric> {
    let mut columns = vec!["overall".to_owned(), "headline".to_owned()];
    let domains = names.instruments.iter().flat_map(|instrument| &instrument.domains);
    columns.extend(domains.map(|domain| format!("domain.{}", domain.id)));
    metrics::all(names, &columns)
}

/// Takes a figure out of the smallest groups until those without it are none or enough: what is left of the whole cohort
/// would be the figure of a group that is too small.
fn withhold(groups: &mut [Group], whole: &[MetricSpread], smallest: u64) {
    for all in whole {
        loop {
            let of = |group: &Group| {
                group.spreads.iter().find(|spread| spread.metric == all.metric).map(|spread| spread.n)
            };
            let told: u64 = groups.iter().filter_map(of).sum();
            let rest = all.n.saturating_sub(told);
            let least =
                groups.iter_mut().filter_map(|group| Some((of(group)?, group))).min_by_key(|(n, _)| *n);
            match least {
                Some((_, group)) if rest > 0 && rest < smallest => {
                    group.spreads.retain(|spread| spread.metric != all.metric);
                }
                _ => break,
            }
        }
    }
}

/// The spread of each figure that enough of the rows have.
pub(super) fn spreads(
    metrics: &[Metric],
    keys: &Table,
    table: &Table,
    rows: &[usize],
    smallest: u64,
) -> Vec<MetricSpread> {
    metrics
        .iter()
        .filter_map(|metric| {
            let tally = tally(metric, keys, table, rows);
            let n = tally.n() as u64;
            let spread = spread(&tally).filter(|_| n >= smallest)?;
            Some(MetricSpread { metric: metric.id.clone(), label: metric.label.clone(), n, spread })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::cohort::Spread;
    use crate::model::score::Rounded;

    fn spread(metric: &str, n: u64) -> MetricSpread {
        let quartile = Rounded(250);
        let spread = Spread { lower: quartile, median: quartile, upper: quartile };
        MetricSpread { metric: metric.to_owned(), label: metric.to_owned(), n, spread }
    }

    fn group(socs: u64, spreads: Vec<MetricSpread>) -> Group {
        Group { value: String::new(), label: String::new(), socs, weak: true, own: false, spreads }
    }

    #[test]
    fn a_figure_that_leaves_few_is_taken_from_the_smallest_group() {
        // 60 of the cohort have `a`: 30 and 24 leave 6, so the group of 24 loses it; 12 of `b` are left, which is enough
        let mut groups = [
            group(32, vec![spread("a", 30), spread("b", 30)]),
            group(25, vec![spread("a", 24), spread("b", 18)]),
        ];
        withhold(&mut groups, &[spread("a", 60), spread("b", 60)], 10);
        let told = |at: usize| groups[at].spreads.iter().map(|s| s.metric.as_str()).collect::<Vec<_>>();
        assert_eq!((told(0), told(1)), (vec!["a", "b"], vec!["b"]));
    }
}
