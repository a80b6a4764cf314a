//! How the figures of a cohort are worked out, so that anybody with the pool can do it again.

use crate::model::cohort::{SMALL_CELL, WEAK};
use crate::model::pool::ENOUGH_COVERAGE;
use crate::pipeline::Outcome;
use crate::report::document::{Block, Section};
use crate::report::words;

/// Nothing where no pool was named.
pub(in crate::report) fn section(outcome: &Outcome) -> Option<Section> {
    if outcome.comparison.cohorts.is_empty() {
        return None;
    }
    let points = vec![
        format!(
            "Who counts: each other SOC by its latest assessment with the same questionnaire and method, never by a quick scan; in the figures of a domain only with {} of its weight answered or more.",
            words::percent(ENOUGH_COVERAGE)
        ),
        "Percentile: the share of the others with a lower score and half of those with the same (mid-rank p). Compared are scores as shown, with two decimals.".to_owned(),
        "Interval: Wilson's 95% interval of p, with p(1-p) / (p(1-p) - t/4) times as many SOCs as there are, t being the share with the same score. There is none where all have the same.".to_owned(),
        "Quartiles and dots: linear between the two nearest scores (type 7 of Hyndman and Fan). The dots stand at the middles of equal shares of the cohort: a dot is a share, not a SOC.".to_owned(),
        format!(
            "Marks: under {WEAK} SOCs a figure is weak. Counts under {SMALL_CELL}, and those that leave fewer than {SMALL_CELL}, are not told."
        ),
    ];
    Some(Section {
        id: "method-cohort".to_owned(),
        title: Some("How a cohort is compared".to_owned()),
        fold: false,
        blocks: vec![Block::List(points)],
    })
}
