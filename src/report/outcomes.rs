//! Measured outcomes beside perceived value. No cause is claimed.

use crate::model::adoption::{AdoptionProfile, Measurement, OutcomeMetric};
use crate::model::uptake::{MeasuredFound, Moved};

use super::document::{Block, Cell, Section, Table, Tone};
use super::words::{self, column, numeric, said, text, text_or_dash};

/// `None` where nothing was measured and no value was given.
pub(super) fn section(profile: &AdoptionProfile) -> Option<Section> {
    let found = &profile.value_found;
    if found.outcomes.is_empty() && profile.value.is_none() {
        return None;
    }
    let mut blocks = Vec::new();
    if found.outcomes.is_empty() {
        blocks.push(Block::Text(
            "No outcome was measured before and after, so the perceived value stands alone. `measured` in the `ai` block takes triage time, investigated share, false positives, silent and noisy detections, hunts, time between stages, reopened cases, analysts' trust and hours."
                .to_owned(),
        ));
    } else {
        blocks.push(Block::Table(table(&found.outcomes)));
        let tone = if found.disagree == Some(true) { Tone::Finding } else { Tone::Info };
        blocks.push(Block::Note(tone, words::sentence(&found.says)));
        blocks.push(Block::Note(
            Tone::Caution,
            "Before and after is no proof of cause: staff, tools, attacks and the way of counting change as well."
                .to_owned(),
        ));
    }
    Some(Section {
        id: "ai-value".to_owned(),
        title: Some("Value: measured beside perceived".to_owned()),
        fold: false,
        blocks,
    })
}

fn table(outcomes: &[MeasuredFound]) -> Table {
    let rows = outcomes
        .iter()
        .map(|found| {
            let it = &found.measured;
            words::row(vec![
                text(it.metric.label()),
                measured(it.metric, it.before),
                measured(it.metric, it.after),
                Cell::Number {
                    shown: found.change.map_or_else(
                        || words::DASH.to_owned(),
                        |change| format!("{:+.0}%", change * 100.0).replace('-', "−"),
                    ),
                    value: found.change.map(crate::model::score::four_decimals),
                },
                text(match (found.moved, &found.reason) {
                    (Moved::Better, _) => "better".to_owned(),
                    (Moved::Worse, _) => "worse".to_owned(),
                    (Moved::Same, _) => "much the same".to_owned(),
                    (Moved::NotComparable, reason) => reason.clone().unwrap_or_default(),
                }),
                text_or_dash(it.source.as_deref().map(said)),
            ])
        })
        .collect();
    Table {
        id: "ai-outcomes".to_owned(),
        caption: "Outcomes as the SOC measured them".to_owned(),
        columns: vec![
            column("outcome", "Outcome"),
            numeric("before", "Before"),
            numeric("after", "After"),
            numeric("change", "Relative change"),
            column("moved", "Reading"),
            column("source", "Source of the figures"),
        ],
        rows,
    }
}

fn measured(metric: OutcomeMetric, measurement: Option<Measurement>) -> Cell {
    match measurement {
        None => Cell::Number { shown: words::DASH.to_owned(), value: None },
        Some(it) => {
            let on = it.on.map_or_else(String::new, |on| format!(", {on}"));
            Cell::Number { shown: format!("{}{}{on}", it.value, short(metric)), value: Some(it.value) }
        }
    }
}

/// The unit behind a number.
fn short(metric: OutcomeMetric) -> &'static str {
    match metric {
        OutcomeMetric::TriageTime => " min",
        OutcomeMetric::InvestigatedShare | OutcomeMetric::FalsePositives | OutcomeMetric::ReopenedCases => {
            "%"
        }
        OutcomeMetric::SilentDetections | OutcomeMetric::NoisyDetections => "",
        OutcomeMetric::HuntCadence => " a month",
        OutcomeMetric::HandoffTime => " h",
        OutcomeMetric::AnalystTrust => " of 5",
        OutcomeMetric::AnalystHours => " h a week",
    }
}
