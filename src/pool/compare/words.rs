//! Words of the AI profile: how many of the others say which, small answers put together.

use std::collections::BTreeMap;

use crate::model::adoption::PerceivedValue;
use crate::model::benchmark::{Compared, ComparedCategory, Own as OwnFigure, PercentileRange};
use crate::model::cohort::SMALL_CELL;
use crate::model::pool::Table;
use crate::stats::wilson;

use super::super::describe::fold;
use super::Own;
use super::figures::Provenance;

/// A word of the profile: its column, what it is, and whether its answers have an order.
const WORDS: [(&str, &str, bool); 5] = [
    ("ai.value", "value of AI", true),
    ("ai.self_described", "kind of AI adopter, as described", false),
    ("ai.archetype", "kind of AI adopter, as practised", false),
    ("ai.wave", "wave of AI adoption", false),
    ("ai.blocker", "what holds the second wave back", false),
];

pub(super) fn shares(provenance: &Provenance, own: Own<'_>, keys: &Table, rows: &[usize]) -> Vec<Compared> {
    WORDS
        .iter()
        .filter_map(|(column, label, ordered)| {
            let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
            for word in rows.iter().filter_map(|row| keys.text(column, *row)) {
                *counts.entry(word).or_default() += 1;
            }
            let n: u64 = counts.values().sum();
            if n < provenance.smallest {
                return None;
            }
            let row = provenance.row(column, label, "shares", n);
            let categories = if *ordered { neighbours(&counts) } else { folded(&counts) };
            Some(compared(row, &categories, *ordered, own.text(column), n))
        })
        .collect()
}

/// An answer, or several that are counted together.
pub(super) struct Category {
    pub words: Vec<String>,
    pub socs: u64,
    /// Which answers they are is not told: that there is any would tell.
    unnamed: bool,
}

impl Category {
    fn label(&self) -> String {
        if self.unnamed { "other answers".to_owned() } else { self.words.join(" or ").replace('_', " ") }
    }
}

/// The values of AI in their order; one that too few give is counted with its neighbour.
pub(super) fn neighbours(counts: &BTreeMap<&str, u64>) -> Vec<Category> {
    let mut categories: Vec<Category> = Vec::new();
    for word in PerceivedValue::ALL.map(PerceivedValue::word) {
        let socs = counts.get(word).copied().unwrap_or_default();
        match categories.last_mut() {
            Some(last) if last.socs < SMALL_CELL => {
                last.words.push(word.to_owned());
                last.socs += socs;
            }
            _ => categories.push(Category { words: vec![word.to_owned()], socs, unnamed: false }),
        }
    }
    if categories.len() > 1
        && categories.last().is_some_and(|last| last.socs < SMALL_CELL)
        && let Some(last) = categories.pop()
        && let Some(before) = categories.last_mut()
    {
        before.words.extend(last.words);
        before.socs += last.socs;
    }
    categories
}

/// Answers without an order, the most frequent first; those that too few give are counted together and last.
fn folded(counts: &BTreeMap<&str, u64>) -> Vec<Category> {
    let owned = counts.iter().map(|(word, count)| ((*word).to_owned(), *count)).collect();
    let cells = fold(owned, SMALL_CELL);
    let named: Vec<String> = cells.iter().filter_map(|cell| cell.value.clone()).collect();
    let rest = || {
        counts.keys().filter(|word| !named.iter().any(|named| named == **word)).map(|word| (*word).to_owned())
    };
    cells
        .into_iter()
        .filter_map(|cell| {
            let unnamed = cell.value.is_none();
            let words = cell.value.map_or_else(|| rest().collect(), |word| vec![word]);
            Some(Category { words, socs: cell.socs?, unnamed })
        })
        .collect()
}

fn compared(
    mut row: Compared,
    categories: &[Category],
    ordered: bool,
    own: Option<&str>,
    n: u64,
) -> Compared {
    let share = |socs: u64| socs as f64 / n as f64;
    row.categories = categories
        .iter()
        .map(|category| ComparedCategory {
            label: category.label(),
            share: share(category.socs),
            interval: Some(wilson(share(category.socs), n as f64)),
            // that an answer is among the unnamed ones would tell that somebody gives it
            own: !category.unnamed && own.is_some_and(|own| category.words.iter().any(|word| word == own)),
        })
        .collect();
    let shown: Vec<String> = row
        .categories
        .iter()
        .map(|category| format!("{:.0}% {}", category.share * 100.0, category.label))
        .collect();
    row.reference = shown.join(", ");
    if !ordered {
        row.refused = Some("these answers have no order, so there is no rank among them".to_owned());
    }
    let Some(own) = own else {
        row.says.push(format!("{}: your own is not known from this file.", row.label));
        return row;
    };
    row.own = OwnFigure::Answer(own.to_owned());
    let Some(at) = row.categories.iter().position(|category| category.own) else {
        row.says.push(format!("Your answer is {own}; too few of the others give it, or none, to be told."));
        return row;
    };
    let category = &categories[at];
    row.reference_share = Some(share(category.socs));
    row.says.push(format!("Your answer is {own}; {} of {n} others say {}.", category.socs, category.label()));
    if ordered {
        let below: u64 = categories[..at].iter().map(|category| category.socs).sum();
        row.percentile =
            Some(PercentileRange { low: share(below), mid: None, high: share(below + category.socs) });
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(categories: Vec<Category>) -> Vec<(String, u64)> {
        categories.into_iter().map(|category| (category.words.join("+"), category.socs)).collect()
    }

    #[test]
    fn an_answer_of_few_is_never_told_alone() {
        let counts = BTreeMap::from([("none", 2), ("some", 20), ("good", 9), ("excellent", 3)]);
        assert_eq!(shown(neighbours(&counts)), [("none+some".into(), 22), ("good+excellent".into(), 12)]);
        let counts = BTreeMap::from([("taker", 30), ("shaper", 8), ("builder", 2), ("none", 1)]);
        // 3 alone could be worked out from the total, so the smallest of the others joins them
        assert_eq!(shown(folded(&counts)), [("taker".into(), 30), ("builder+none+shaper".into(), 11)]);
        let counts = BTreeMap::from([("none", 1), ("good", 2)]);
        assert_eq!(shown(neighbours(&counts)), [("none+some+good+excellent".into(), 3)]);
    }
}
