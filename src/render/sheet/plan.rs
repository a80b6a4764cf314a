//! What stands in which row, before anything is written: formulas of one sheet point into another.

use crate::model::assessment::Assessment;
use crate::model::instrument::{Aspect, Domain, Instrument, Item};
use crate::model::score::{AspectScore, DomainScore, Score};
use crate::model::sheet::{DOMAIN_ROW, HEADING_ROW, Row, domain_sheets, rows, scores};

use super::Input;

pub(super) struct Plan<'a> {
    pub domains: Vec<PlannedDomain<'a>>,
    /// The overall score and the headline, where there is a questionnaire that has them: their rows on `Scores`.
    pub overall: Option<Total<'a>>,
    pub headline: Option<Total<'a>>,
    /// Adoption practice: the row, and the rows of the aspects behind it.
    pub practice: Option<Practice>,
}

/// A mean over domains.
pub(super) struct Total<'a> {
    pub score_row: u32,
    pub score: Option<&'a Score>,
    /// Rows of the domains on `Scores`.
    pub of: Vec<u32>,
}

pub(super) struct Practice {
    pub score_row: u32,
    pub of: Vec<u32>,
    pub value: Option<crate::model::score::Exact>,
}

pub(super) struct PlannedDomain<'a> {
    pub sheet: String,
    pub instrument: &'a Instrument,
    pub domain: &'a Domain,
    pub score: &'a DomainScore,
    pub aspects: Vec<PlannedAspect<'a>>,
    pub score_row: u32,
}

pub(super) struct PlannedAspect<'a> {
    pub aspect: &'a Aspect,
    pub score: &'a AspectScore,
    pub row: u32,
    /// Item and element rows, in order, with their row.
    pub rows: Vec<(u32, Row<'a>)>,
    pub score_row: u32,
    /// How many scored questions have an answer; 0 where the aspect is out of scope.
    pub answered: usize,
}

impl PlannedAspect<'_> {
    /// The scored items.
    pub(super) fn scored(&self) -> impl Iterator<Item = &Item> {
        self.aspect.items.iter().filter(|item| item.kind.is_scored())
    }

    /// First and last row below the aspect's own; none where it asks nothing.
    pub(super) fn span(&self) -> Option<(u32, u32)> {
        Some((self.rows.first()?.0, self.rows.last()?.0))
    }
}

impl PlannedDomain<'_> {
    /// Every id with its row on the sheet, the domain's own first.
    pub(super) fn ids(&self) -> Vec<(u32, String)> {
        let mut ids = vec![(DOMAIN_ROW, self.domain.id.clone())];
        for aspect in &self.aspects {
            ids.push((aspect.row, aspect.aspect.id.clone()));
            ids.extend(aspect.rows.iter().map(|(row, what)| (*row, what.id())));
        }
        ids
    }

    /// Questions answered and asked, of what is in scope.
    pub(super) fn progress(&self) -> (usize, usize) {
        let asked = self.aspects.iter().filter(|aspect| aspect.score.in_scope);
        asked.fold((0, 0), |sum, aspect| (sum.0 + aspect.answered, sum.1 + aspect.score.items.len()))
    }

    pub(super) fn last_row(&self) -> u32 {
        self.ids().last().map_or(HEADING_ROW, |(row, _)| *row)
    }
}

impl<'a> Plan<'a> {
    pub(super) fn new(input: &Input<'a>) -> Self {
        let main = input.instruments.iter().position(|instrument| instrument.adoption.is_none());
        let included = |domain: &Domain| input.part.is_empty() || input.part.contains(&domain.id);
        let has_main = main.is_some_and(|at| input.instruments[at].domains.iter().any(&included));
        let mut next = scores::HEADING_ROW + 1 + if has_main { 2 } else { 0 };
        let mut domains = Vec::new();
        for (sheet, instrument, domain) in domain_sheets(input.instruments) {
            let card =
                input.instruments.iter().zip(input.cards).find(|(one, _)| std::ptr::eq(*one, instrument));
            let score = card.and_then(|(_, card)| card.domains.iter().find(|score| score.id == domain.id));
            let Some(score) = score.filter(|_| included(domain)) else { continue };
            domains.push(planned(input.assessment, sheet, (instrument, domain), score, &mut next));
        }
        let total = |score_row, score, headline: bool| {
            let of = domains
                .iter()
                .filter(|domain| {
                    main.is_some_and(|at| std::ptr::eq(domain.instrument, &input.instruments[at]))
                })
                .filter(|domain| !headline || domain.domain.headline)
                .map(|domain| domain.score_row)
                .collect();
            Total { score_row, score, of }
        };
        let card = main.filter(|_| has_main).and_then(|at| input.cards.get(at));
        let overall = card.map(|card| total(scores::HEADING_ROW + 1, card.overall.as_ref(), false));
        let headline = card.map(|card| total(scores::HEADING_ROW + 2, card.headline.as_ref(), true));
        let practice = practice(&domains, next);
        Self { overall, headline, practice, domains }
    }
}

fn planned<'a>(
    assessment: &Assessment,
    sheet: String,
    (instrument, domain): (&'a Instrument, &'a Domain),
    score: &'a DomainScore,
    next: &mut u32,
) -> PlannedDomain<'a> {
    let score_row = *next;
    *next += 1;
    let mut aspects: Vec<PlannedAspect<'a>> = Vec::new();
    for (row, what) in (HEADING_ROW + 1..).zip(rows(domain)) {
        match what {
            Row::Aspect(aspect) => {
                let score = score.aspects.iter().find(|score| score.id == aspect.id);
                let score = score.expect("a scorecard has every aspect of its questionnaire");
                let given =
                    |id: &String| assessment.answers.get(id).is_some_and(|answer| answer.value.is_some());
                let answered = score.items.iter().filter(|item| score.in_scope && given(&item.id)).count();
                aspects.push(PlannedAspect {
                    aspect,
                    score,
                    row,
                    rows: Vec::new(),
                    score_row: *next,
                    answered,
                });
                *next += 1;
            }
            what => aspects.last_mut().expect("the aspect's row comes first").rows.push((row, what)),
        }
    }
    PlannedDomain { sheet, instrument, domain, score, aspects, score_row }
}

fn practice(domains: &[PlannedDomain<'_>], score_row: u32) -> Option<Practice> {
    let rules = domains.iter().find_map(|domain| domain.instrument.adoption.as_ref())?;
    let aspects: Vec<&PlannedAspect<'_>> = domains
        .iter()
        .flat_map(|domain| &domain.aspects)
        .filter(|aspect| rules.practice.contains(&aspect.aspect.id))
        .collect();
    let values = aspects.iter().filter_map(|aspect| aspect.score.maturity.as_ref()?.value.as_ref());
    Some(Practice {
        score_row,
        value: crate::model::score::Exact::mean(values),
        of: aspects.iter().map(|aspect| aspect.score_row).collect(),
    })
    .filter(|practice| !practice.of.is_empty())
}
