//! Numbers taken apart: what was added up, and what one level more would change.

use super::score::{Exact, ItemStanding, Rounded, Scale, Score};

/// One number taken apart.
#[derive(Debug, Clone, PartialEq)]
pub enum Explanation {
    Item(ItemExplained),
    Aspect(AspectExplained),
    Mean(MeanExplained),
}

/// One item and what it does to the scores above it.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemExplained {
    pub id: String,
    pub question: String,
    pub why: String,
    /// Five anchors; empty where the questionnaire has none.
    pub anchors: Vec<String>,
    pub standing: ItemStanding,
    pub aspect: String,
    /// One level more; for an open item what the answers 1 and 5 would do. Empty where nothing can move.
    pub steps: Vec<Step>,
}

/// The scores before and after one answer changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub item: String,
    /// None: not answered yet.
    pub from: Option<u8>,
    pub to: u8,
    pub changes: Vec<Change>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Aspect or domain id, `overall`, `headline`.
    pub id: String,
    pub scale: Scale,
    pub before: Option<Rounded>,
    pub after: Option<Rounded>,
    /// Exact difference; none where there was no score before.
    pub difference: Option<Exact>,
}

/// The weighted mean of one aspect, one row an item.
#[derive(Debug, Clone, PartialEq)]
pub struct AspectExplained {
    pub id: String,
    pub name: String,
    pub domain: String,
    /// Maturity first; each with its items and its score.
    pub scales: Vec<(Scale, Vec<ItemStanding>, Score)>,
    pub in_scope: bool,
}

/// A mean of scores: a domain over its aspects, overall and headline over domains.
#[derive(Debug, Clone, PartialEq)]
pub struct MeanExplained {
    pub id: String,
    pub name: String,
    pub scales: Vec<MeanOfScale>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct MeanOfScale {
    pub scale: Scale,
    /// Each part with its score; parts without one do not count, and `left_out` says why.
    pub parts: Vec<Part>,
    pub score: Score,
    pub target: Option<Rounded>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub id: String,
    pub name: String,
    pub value: Option<Exact>,
    pub left_out: Option<&'static str>,
}
