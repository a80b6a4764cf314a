//! An outcome without one of its parts: the score as our default method has it, worked out again from the answers.
//!
//! A pool holds no importance factors. Where the answers of an aspect, each with the same weight, give its score, nothing
//! else was at work and one of them can be left out; where they do not, the row says nothing without that item.

use std::collections::BTreeMap;

use crate::model::instrument::Aspect;
use crate::model::pool::Table;
use crate::model::score::Scale;

use super::outcome::number;
use super::structure::Structure;

/// Ten-thousandths in a hundredth.
const HUNDREDTH: i64 = 100;

/// The score that is the outcome, row by row, with all that it is made of.
#[derive(Debug, Clone)]
pub(super) struct Whole<'a> {
    scale: Scale,
    aspects: Vec<Held<'a>>,
    /// Place of the aspect in [`Self::aspects`], by the column of an answer.
    of_answer: BTreeMap<String, usize>,
    /// Sum and number of the scores of each domain's aspects, a row each.
    domains: Vec<Vec<(f64, u16)>>,
    /// Whether a row's outcome is what its parts give.
    adds_up: Vec<bool>,
    outcome: Vec<Option<i64>>,
}

/// One aspect in it.
#[derive(Debug, Clone)]
struct Held<'a> {
    aspect: &'a Aspect,
    domain: usize,
    /// Steps above level 1 and number of the answers, a row each.
    answers: Vec<(u16, u16)>,
    /// The score, not a number where there is none.
    score: Vec<f64>,
    /// Whether equal weights give the score.
    plain: Vec<bool>,
}

impl<'a> Whole<'a> {
    /// The parts of a score, with the scores of the aspects as the rows have them; nothing where the outcome is none.
    pub(super) fn begin(
        key: &str,
        structure: &Structure<'a>,
        table: &Table,
        rows: &[usize],
        outcome: Vec<Option<i64>>,
    ) -> Option<Self> {
        let (scale, domains) = structure.made_of(key)?;
        let mut whole = Self {
            scale,
            aspects: Vec::new(),
            of_answer: BTreeMap::new(),
            domains: vec![vec![(0.0, 0); rows.len()]; domains.len()],
            adds_up: vec![false; rows.len()],
            outcome,
        };
        for (domain, aspects) in domains.into_iter().enumerate() {
            for aspect in aspects {
                let items = aspect.items.iter().filter(|item| Structure::scale(item) == Some(scale));
                let at = whole.aspects.len();
                whole.of_answer.extend(items.map(|item| (format!("answer.{}", item.id), at)));
                let column = Self::column(scale, aspect);
                let score = |row: &usize| table.number(&column, *row).unwrap_or(f64::NAN);
                whole.aspects.push(Held {
                    aspect,
                    domain,
                    answers: vec![(0, 0); rows.len()],
                    score: rows.iter().map(score).collect(),
                    plain: vec![false; rows.len()],
                });
            }
        }
        Some(whole)
    }

    fn column(scale: Scale, aspect: &Aspect) -> String {
        match scale {
            Scale::Maturity => format!("aspect.{}", aspect.id),
            Scale::Capability => format!("capability.aspect.{}", aspect.id),
        }
    }

    /// The answers that it is made of, as columns.
    pub(super) fn answers(&self) -> impl Iterator<Item = &str> {
        self.of_answer.keys().map(String::as_str)
    }

    /// Takes in those of them that the table has.
    pub(super) fn learn(&mut self, table: &Table, rows: &[usize]) {
        for (column, at) in &self.of_answer {
            for (held, row) in self.aspects[*at].answers.iter_mut().zip(rows) {
                if let Some(steps) = table.number(column, *row).map(|level| level - 1.0) {
                    *held = (held.0 + steps as u16, held.1 + 1);
                }
            }
        }
    }

    /// Once all answers are in: which scores are those of equal weights, and which rows add up.
    pub(super) fn settle(&mut self) {
        let most = self.scale.max() as f64;
        for held in &mut self.aspects {
            for (at, (steps, count)) in held.answers.iter().enumerate() {
                let exact = score(most, *steps, *count);
                held.plain[at] = exact.is_finite()
                    && held.score[at].is_finite()
                    && hundredths(exact) == hundredths(held.score[at]);
                if held.plain[at] {
                    held.score[at] = exact;
                }
                if held.score[at].is_finite() {
                    let domain = &mut self.domains[held.domain][at];
                    *domain = (domain.0 + held.score[at], domain.1 + 1);
                }
            }
        }
        for at in 0..self.adds_up.len() {
            let whole = self.mean(at, None);
            // a score that had to be taken with two decimals can move the mean by one of the last
            let near = |a: i64, b: i64| (a - b).abs() <= HUNDREDTH;
            self.adds_up[at] = match (whole, self.outcome[at]) {
                (Some(whole), Some(outcome)) => near(whole, outcome),
                _ => false,
            };
        }
    }

    /// The outcome of each row without a column, where the column is part of it; `values` are the column's own.
    pub(super) fn without(&self, column: &str, values: &[Option<i64>]) -> Option<Vec<Option<i64>>> {
        if let Some(at) = self.of_answer.get(column) {
            let held = &self.aspects[*at];
            let most = self.scale.max() as f64;
            let one = |(row, level): (usize, &Option<i64>)| {
                let (steps, count) = held.answers[row];
                let own = u16::try_from((*level)? - 1).ok()?;
                let usable = held.plain[row] && self.adds_up[row] && own <= steps && count > 0;
                usable.then(|| self.mean(row, Some((*at, score(most, steps - own, count - 1))))).flatten()
            };
            return Some(values.iter().enumerate().map(one).collect());
        }
        let at = self.aspects.iter().position(|held| Self::column(self.scale, held.aspect) == column)?;
        let one = |row: usize| self.adds_up[row].then(|| self.mean(row, Some((at, f64::NAN)))).flatten();
        Some((0..values.len()).map(one).collect())
    }

    /// How many rows with an outcome do not add up, or hold an aspect whose score is not that of equal weights.
    pub(super) fn unclear(&self) -> u64 {
        let known = (0..self.adds_up.len()).filter(|row| self.outcome[*row].is_some());
        let unclear = |row: &usize| {
            let mut scored = self.aspects.iter().filter(|held| held.score[*row].is_finite());
            !self.adds_up[*row] || scored.any(|held| !held.plain[*row])
        };
        known.filter(unclear).count() as u64
    }

    /// The mean over the domains of the means of their aspects, with the score of one aspect replaced (not a number: left
    /// out), in ten-thousandths with two decimals as scores are shown.
    fn mean(&self, row: usize, replaced: Option<(usize, f64)>) -> Option<i64> {
        let (mut sum, mut count) = (0.0, 0.0);
        for (at, domain) in self.domains.iter().enumerate() {
            let (mut of_aspects, mut aspects) = domain[row];
            if let Some((aspect, score)) = replaced.filter(|(aspect, _)| self.aspects[*aspect].domain == at) {
                let before = self.aspects[aspect].score[row];
                if before.is_finite() {
                    (of_aspects, aspects) = (of_aspects - before, aspects - 1);
                }
                if score.is_finite() {
                    (of_aspects, aspects) = (of_aspects + score, aspects + 1);
                }
            }
            if aspects > 0 {
                sum += of_aspects / f64::from(aspects);
                count += 1.0;
            }
        }
        (count > 0.0).then(|| hundredths(sum / count) * HUNDREDTH)
    }
}

/// The score of answers with equal weights; not a number where there is none.
fn score(most: f64, steps: u16, count: u16) -> f64 {
    most * f64::from(steps) / (4.0 * f64::from(count))
}

/// Two decimals, half up as scores are rounded: what binary fractions lose is far below the part that is added.
fn hundredths(score: f64) -> i64 {
    (score * 100.0 + 0.5 + 1e-7).floor() as i64
}

/// The values of a column in whole numbers: levels as they are, scores in ten-thousandths.
pub(super) fn values(table: &Table, column: &str, rows: &[usize]) -> Vec<Option<i64>> {
    if column.starts_with("answer.") {
        let level = |row: &usize| table.number(column, *row).map(|level| level.round() as i64);
        return rows.iter().map(level).collect();
    }
    rows.iter().map(|row| number(table, column, *row)).collect()
}
