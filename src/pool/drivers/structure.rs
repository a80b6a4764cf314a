//! Which question belongs to which aspect and domain, and which scores hold which.

use std::collections::BTreeMap;

use crate::model::drivers::Kind;
use crate::model::instrument::{Aspect, Domain, Instrument, Item, ItemKind};
use crate::model::score::Scale;

/// The questionnaires of a cohort by the ids in its columns.
#[derive(Debug, Clone, Default)]
pub(super) struct Structure<'a> {
    pub(super) main: Option<&'a Instrument>,
    items: BTreeMap<&'a str, (&'a Domain, &'a Aspect, &'a Item)>,
    aspects: BTreeMap<&'a str, (&'a Domain, &'a Aspect)>,
}

impl<'a> Structure<'a> {
    /// The questionnaire of that id and those on AI; of two of one id, the first.
    pub(super) fn new(id: &str, instruments: &'a [Instrument]) -> Self {
        let main = instruments.iter().find(|instrument| instrument.id == id);
        let ai = instruments.iter().filter(|instrument| instrument.adoption.is_some());
        let mut structure = Self { main, ..Self::default() };
        for instrument in main.into_iter().chain(ai) {
            for (domain, aspect) in instrument.aspects() {
                structure.aspects.entry(&aspect.id).or_insert((domain, aspect));
                for item in &aspect.items {
                    structure.items.entry(&item.id).or_insert((domain, aspect, item));
                }
            }
        }
        structure
    }

    /// The column as what it is, and the id in it; nothing where it is neither an answer nor the score of an aspect.
    pub(super) fn kind(column: &str) -> Option<(Kind, &str)> {
        let starts =
            [("answer.", Kind::Item), ("aspect.", Kind::Aspect), ("capability.aspect.", Kind::Capability)];
        starts.iter().find_map(|(start, kind)| Some((*kind, column.strip_prefix(start)?)))
    }

    /// The domain that a column belongs to. Where no questionnaire says it, the first word of the id.
    pub(super) fn domain<'b>(&'b self, column: &'b str) -> Option<&'b str> {
        if let Some(id) = column.strip_prefix("domain.").or(column.strip_prefix("capability.domain.")) {
            return Some(id);
        }
        let (kind, id) = Self::kind(column)?;
        let known = match kind {
            Kind::Item => self.items.get(id).map(|found| found.0),
            Kind::Aspect | Kind::Capability => self.aspects.get(id).map(|found| found.0),
        };
        known.map(|domain| domain.id.as_str()).or(id.split('.').next())
    }

    /// The question of an item or the name of an aspect; empty where no text is at hand.
    pub(super) fn text(&self, column: &str) -> String {
        match Self::kind(column) {
            Some((Kind::Item, id)) => self.items.get(id).map(|found| found.2.question.clone()),
            Some((Kind::Aspect, id)) => self.aspects.get(id).map(|found| found.1.name.clone()),
            Some((Kind::Capability, id)) => {
                self.aspects.get(id).map(|found| format!("{} (capability)", found.1.name))
            }
            None => None,
        }
        .unwrap_or_default()
    }

    /// Whether a questionnaire at hand has the question or aspect.
    pub(super) fn knows(&self, column: &str) -> bool {
        match Self::kind(column) {
            Some((Kind::Item, id)) => self.items.contains_key(id),
            Some((_, id)) => self.aspects.contains_key(id),
            None => false,
        }
    }

    /// The scale that a question feeds.
    pub(super) fn scale(item: &Item) -> Option<Scale> {
        match item.kind {
            ItemKind::Maturity { .. } => Some(Scale::Maturity),
            ItemKind::Capability { .. } => Some(Scale::Capability),
            ItemKind::Elements { .. } | ItemKind::Fact { .. } => None,
        }
    }

    /// Whether the question is one of the aspect's.
    pub(super) fn is_in(&self, item: &str, aspect: &str) -> bool {
        self.items.get(item).is_some_and(|found| found.1.id == aspect)
    }

    /// The domains and aspects that a score is made of, and on which scale; nothing where the outcome is no score of a
    /// questionnaire at hand.
    pub(super) fn made_of(&self, outcome: &str) -> Option<(Scale, Vec<Vec<&'a Aspect>>)> {
        let domains = |wanted: &dyn Fn(&Domain) -> bool| -> Option<Vec<Vec<&'a Aspect>>> {
            let domains = self.main?.domains.iter().filter(|domain| wanted(domain));
            let aspects: Vec<Vec<&Aspect>> = domains.map(|domain| domain.aspects.iter().collect()).collect();
            (!aspects.is_empty()).then_some(aspects)
        };
        let (scale, score) = match outcome.strip_prefix("capability.") {
            Some(score) => (Scale::Capability, score),
            None => (Scale::Maturity, outcome),
        };
        let aspects = match (score, score.split_once('.')) {
            ("overall", _) => domains(&|_| true),
            ("headline", _) => domains(&|domain| domain.headline),
            (_, Some(("domain", id))) => domains(&|domain| domain.id == id),
            (_, Some(("aspect", id))) => self.aspects.get(id).map(|found| vec![vec![found.1]]),
            _ => None,
        };
        Some((scale, aspects?))
    }
}
