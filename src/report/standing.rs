//! Which scorecard is shown first, and where each aspect stands against its target.

use crate::model::assessment::{Answer, Assessment};
use crate::model::instrument::{Instrument, Item};
use crate::model::score::{
    AspectScore, DomainScore, ItemPart, ItemStanding, Method, Rounded, Scale, Score, Scorecard,
};
use crate::pipeline::Outcome;

use super::document::{Gap, Shown};
use super::words;

/// The scorecards in order of display, and what goes with them.
pub(super) struct Standing<'a> {
    /// Shown first: the workbook's own figures where there are any.
    pub(super) main: &'a Scorecard,
    /// Ours, where the workbook's stand first.
    pub(super) beside: Option<&'a Scorecard>,
    /// The one that has the items.
    pub(super) ours: &'a Scorecard,
    /// The questionnaire that gives the domains.
    pub(super) core: Option<&'a Instrument>,
    pub(super) ai: Option<&'a Instrument>,
    pub(super) assessment: &'a Assessment,
}

impl<'a> Standing<'a> {
    pub(super) fn of(outcome: &'a Outcome) -> Self {
        let (first, other) = (&outcome.scorecard, outcome.other.as_ref());
        let workbook = |card: &&Scorecard| card.method == Method::Workbook;
        let main = [Some(first), other].into_iter().flatten().find(workbook).unwrap_or(first);
        let ours = [Some(first), other]
            .into_iter()
            .flatten()
            .find(|card| card.method == Method::Default)
            .unwrap_or(first);
        Self {
            main,
            beside: (main.method == Method::Workbook && ours.method == Method::Default).then_some(ours),
            ours,
            core: outcome.instruments.iter().find(|instrument| instrument.adoption.is_none()),
            ai: outcome.instruments.iter().find(|instrument| instrument.adoption.is_some()),
            assessment: &outcome.assessment,
        }
    }

    pub(super) fn is_workbook(&self) -> bool {
        self.main.method == Method::Workbook
    }

    /// Aspects in scope that have a maturity score by the first scorecard, with their domain.
    pub(super) fn scored(&self) -> Vec<(&'a DomainScore, &'a AspectScore, Rounded)> {
        let aspects = self
            .main
            .domains
            .iter()
            .flat_map(|domain| domain.aspects.iter().map(move |aspect| (domain, aspect)));
        aspects
            .filter(|(_, aspect)| aspect.in_scope)
            .filter_map(|(domain, aspect)| {
                let score = aspect.maturity.as_ref().filter(|score| score.error.is_none())?;
                Some((domain, aspect, score.rounded()?))
            })
            .collect()
    }

    /// A score of the first scorecard as shown. The workbook knows no bounds: ours would not hold its own figure.
    pub(super) fn show(&self, score: &Score) -> Shown {
        let mut shown = words::shown(score);
        if self.is_workbook() {
            (shown.low, shown.high, shown.range) = (None, None, None);
        }
        shown
    }

    /// The maturity score as shown, with the coverage of ours where the workbook knows none.
    pub(super) fn shown(&self, aspect: &AspectScore, scale: Scale) -> Option<Shown> {
        let pick = |aspect: &AspectScore| match scale {
            Scale::Maturity => aspect.maturity.as_ref().map(|score| self.show(score)),
            Scale::Capability => aspect.capability.as_ref().map(|score| self.show(score)),
        };
        let mut shown = pick(aspect)?;
        if shown.coverage.is_none() {
            let ours = self.our_aspect(&aspect.id).and_then(pick).unwrap_or_default();
            (shown.coverage, shown.coverage_text) = (ours.coverage, ours.coverage_text);
        }
        Some(shown)
    }

    /// The aspect by our method, which has its items.
    pub(super) fn our_aspect(&self, id: &str) -> Option<&'a AspectScore> {
        self.ours.domains.iter().flat_map(|domain| &domain.aspects).find(|aspect| aspect.id == id)
    }

    pub(super) fn item(&self, id: &str) -> Option<&'a Item> {
        [self.core, self.ai].into_iter().flatten().find_map(|instrument| instrument.item(id))
    }

    pub(super) fn answer(&self, id: &str) -> Option<&'a Answer> {
        self.assessment.answers.get(id)
    }

    /// The counted maturity item with the lowest level; of those the weightiest, then the first.
    fn weakest(&self, aspect: &str) -> Option<(&'a ItemStanding, u8)> {
        let items = &self.our_aspect(aspect)?.items;
        items
            .iter()
            .filter(|item| item.scale == Scale::Maturity)
            .filter_map(|item| match item.part {
                ItemPart::Counted { level, half_weight } => Some((item, level, half_weight)),
                _ => None,
            })
            .min_by_key(|(_, level, weight)| (*level, std::cmp::Reverse(*weight)))
            .map(|(item, level, _)| (item, level))
    }

    /// The largest distances: to the target first, then, where no target is set, to the next level from the lowest
    /// score up. Every gap names what the next level of the weakest question needs.
    pub(super) fn gaps(&self, most: usize) -> Vec<Gap> {
        let scored = self.scored();
        let mut to_target: Vec<_> = scored
            .iter()
            .filter_map(|(domain, aspect, score)| {
                let gap = domain.target_maturity?.0 - score.0;
                (gap > 0).then_some((*domain, *aspect, *score, Rounded(gap)))
            })
            .collect();
        // the sort keeps the order of the questionnaire among equals
        to_target.sort_by_key(|(.., gap)| std::cmp::Reverse(*gap));
        let mut to_level: Vec<_> = scored
            .iter()
            .filter(|(domain, _, score)| domain.target_maturity.is_none() && score.level() < 5)
            .map(|(domain, aspect, score)| {
                (*domain, *aspect, *score, Rounded((i64::from(score.level()) + 1) * 100 - score.0))
            })
            .collect();
        to_level.sort_by_key(|(_, _, score, _)| *score);
        to_target
            .into_iter()
            .chain(to_level)
            .take(most)
            .map(|(domain, aspect, score, gap)| self.gap(domain, aspect, score, gap))
            .collect()
    }

    fn gap(&self, domain: &DomainScore, aspect: &AspectScore, score: Rounded, distance: Rounded) -> Gap {
        let weakest = self.weakest(&aspect.id);
        let item = weakest.and_then(|(standing, _)| self.item(&standing.id));
        let needs = item.zip(weakest).and_then(|(item, (_, level))| {
            item.kind.anchors().get(usize::from(level)).map(|anchor| words::said(anchor))
        });
        Gap {
            id: aspect.id.clone(),
            name: words::said(&aspect.name),
            domain: words::said(&domain.name),
            score: self.shown(aspect, Scale::Maturity).unwrap_or_default(),
            target: domain.target_maturity,
            distance,
            distance_text: match domain.target_maturity {
                Some(target) => format!("{distance} below the target of {target}"),
                None => {
                    let next = score.level() + 1;
                    format!(
                        "{distance} to the next level ({}); no target set",
                        Scale::Maturity.level_name(next)
                    )
                }
            },
            question: item.map(|item| words::said(&item.question)),
            question_id: item.map(|item| item.id.clone()),
            level: weakest.map(|(_, level)| level),
            needs_short: needs.as_deref().map(|text| words::shorten(text, 210)),
            needs,
        }
    }
}
