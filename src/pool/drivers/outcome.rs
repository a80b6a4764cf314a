//! What can be an outcome, its words, and who has more of it.

use crate::model::adoption::PerceivedValue;
use crate::model::drivers::Outcome;
use crate::model::pool::Table;
use crate::stats::{Side, thirds_of_counts};

use super::structure::Structure;
use super::values::Ranked;

/// The outcome that is looked at where none is named.
pub const VALUE: &str = "ai.value";
/// Values are compared in ten-thousandths: scores have two decimals, shares four.
const PARTS: f64 = 10_000.0;

/// Whether a column can be an outcome: the perceived value of AI, or a number.
#[must_use]
pub fn is_outcome(column: &str) -> bool {
    let starts = ["ai.mix.", "answer.", "aspect.", "capability.", "domain."];
    [VALUE, "ai.interfaces", "overall", "headline"].contains(&column)
        || starts.iter().any(|start| column.starts_with(start))
}

/// The outcome in words.
pub(super) fn words(key: &str, structure: &Structure<'_>) -> Outcome {
    let label = match key.split_once('.') {
        None => match key {
            "headline" => "maturity over people, process and technology".to_owned(),
            _ => format!("{key} maturity"),
        },
        Some(("ai", "value")) => "perceived value of AI".to_owned(),
        Some(("ai", "interfaces")) => "AI interfaces of an analyst".to_owned(),
        Some(("domain", id)) => format!("maturity of `{id}`"),
        Some(("capability", id)) => format!("capability of `{}`", id.split_once('.').map_or(id, |at| at.1)),
        Some(("answer", id)) => format!("answer to `{id}`"),
        Some(("aspect", id)) => {
            let name = structure.text(key);
            if name.is_empty() { format!("maturity of `{id}`") } else { format!("maturity of {name}") }
        }
        Some((_, id)) => format!("share of AI in use that is `{}`", id.trim_start_matches("mix.")),
    };
    let (high, low) = if key == VALUE {
        ("good or excellent value of AI".to_owned(), "some or none".to_owned())
    } else {
        (format!("{label} in the top third"), "it in the bottom third".to_owned())
    };
    Outcome { key: key.to_owned(), label, high, low }
}

/// The outcome of each row: the place of the word for AI value, or the number.
pub(super) fn of_rows(table: &Table, key: &str, rows: &[usize]) -> Vec<Option<i64>> {
    let one = |row: &usize| -> Option<i64> {
        if key == VALUE {
            let word = table.text(key, *row)?;
            return PerceivedValue::ALL.iter().position(|value| value.word() == word).map(|at| at as i64);
        }
        number(table, key, *row)
    };
    rows.iter().map(one).collect()
}

/// The number of a row, in whole ten-thousandths.
pub(super) fn number(table: &Table, column: &str, row: usize) -> Option<i64> {
    table.number(column, row).filter(|value| value.is_finite()).map(|value| (value * PARTS).round() as i64)
}

/// Outcomes with the group of each.
#[derive(Debug, Clone)]
pub(super) struct Sided {
    pub(super) ranked: Ranked,
    /// By place of the outcome.
    pub(super) sides: Vec<Option<Side>>,
}

impl Sided {
    /// Good and excellent against none and some; of numbers the top against the bottom third.
    pub(super) fn of(key: &str, outcomes: &[Option<i64>]) -> Self {
        let ranked = Ranked::of(outcomes);
        if key != VALUE {
            let sides = thirds_of_counts(&ranked.counts());
            return Self { ranked, sides };
        }
        let good = PerceivedValue::ALL.iter().position(|value| *value == PerceivedValue::Good).unwrap_or(2);
        let mut different: Vec<i64> = outcomes.iter().copied().flatten().collect();
        different.sort_unstable();
        different.dedup();
        let side = |value: &i64| Some(if *value >= good as i64 { Side::High } else { Side::Low });
        let sides = different.iter().map(side).collect();
        Self { ranked, sides }
    }

    /// Rows in the high and in the low group.
    pub(super) fn groups(&self) -> (u64, u64) {
        let counts = self.ranked.counts();
        let of = |side: Side| {
            counts.iter().zip(&self.sides).filter(|(_, s)| **s == Some(side)).map(|(count, _)| count).sum()
        };
        (of(Side::High), of(Side::Low))
    }
}
