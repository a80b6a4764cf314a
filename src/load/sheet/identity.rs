//! Which question a row shows, so that an answer is never read under an id that its row does not ask.

use crate::model::instrument::{Domain, ItemKind};
use crate::model::sheet::{self, Row};

/// The text of every row of the sheet.
pub(super) struct Identity {
    shown: Vec<Shown>,
}

struct Shown {
    id: String,
    text: String,
    /// Labels of elements are short and recur: they are told apart in their own list alone.
    list: Option<String>,
}

/// What the text beside an id means.
#[derive(Debug, PartialEq)]
pub(super) enum Verdict<'a> {
    Same,
    /// Somebody reworded or cleared it.
    Changed,
    /// It is the question of that other id.
    Other(&'a str),
}

impl Identity {
    pub(super) fn new<'d>(domains: impl Iterator<Item = &'d Domain>) -> Self {
        let shown = domains.flat_map(sheet::rows).map(|row| {
            let (text, list) = match row {
                Row::Aspect(aspect) => (&aspect.name, None),
                Row::Item(item) => (&item.question, None),
                Row::Element(item, element) => (label(item, element), Some(item.id.clone())),
            };
            Shown { id: row.id(), text: plain(text), list }
        });
        Self { shown: shown.collect() }
    }

    /// What a cell with a question says about the id of its row.
    pub(super) fn of(&self, id: &str, cell: &str) -> Verdict<'_> {
        let cell = plain(cell);
        let Some(own) = self.shown.iter().find(|shown| shown.id == id) else { return Verdict::Changed };
        if cell.starts_with(&own.text) {
            return Verdict::Same;
        }
        let others = self.shown.iter().filter(|shown| shown.list == own.list && !shown.text.is_empty());
        let other = others.filter(|shown| cell.starts_with(&shown.text)).max_by_key(|shown| shown.text.len());
        other.map_or(Verdict::Changed, |other| Verdict::Other(&other.id))
    }
}

fn label<'i>(item: &'i crate::model::instrument::Item, element: &'i str) -> &'i String {
    let ItemKind::Elements { elements, .. } = &item.kind else { return &item.question };
    elements.iter().find(|one| one.id == element).map_or(&item.question, |one| &one.label)
}

/// Without the marks of lists and without regard to white space.
fn plain(text: &str) -> String {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || "•-–*".contains(c));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
