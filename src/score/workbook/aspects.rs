//! Sums, percentages, aspects and domains.

use crate::model::rowmap::RowMap;
use crate::model::score::{Coverage, Rounded, Scale};

use super::inputs::{Cells, Inputs};
use super::{AspectResult, Cell, CellError, DomainResult, ScaleResult, ScopeFlag, Sums};

/// Rows of one kind, added up.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    pub sums: Sums,
    pub coverage: Coverage,
}

impl Tally {
    /// Adds a row that is in scope.
    pub(super) fn add(&mut self, cells: &Cells) {
        cells.add_to(&mut self.sums);
        if cells.reachable {
            let weight = cells.half_weight.unsigned_abs();
            self.coverage.in_scope += weight;
            self.coverage.answered += if cells.answer == 0 { 0 } else { weight };
        }
    }
}

/// Column K: `ROUND(100·(I−H)/(J−H), 2)`, never below 0, in hundredths of a percent.
pub(super) fn percent(sums: &Sums) -> Cell {
    let span = sums.max_halves - sums.factor_halves;
    if span == 0 {
        return Err(CellError::DivisionByZero);
    }
    Ok(Rounded::of_ratio(100 * (sums.score_halves - sums.factor_halves), span).0.max(0))
}

/// `ROUND(5·K/100, 2)` or `ROUND(3·K/100, 2)`, in hundredths.
pub(super) fn score_of_percent(scale: Scale, percent: i64) -> i64 {
    Rounded::of_ratio(scale.max() * percent, 10_000).0
}

pub(super) fn aspects(rows: &RowMap, inputs: &Inputs) -> Vec<AspectResult> {
    let mut tallies = vec![[Tally::default(); 2]; rows.aspects.len()];
    let mut questions = vec![(0, 0); rows.aspects.len()];
    for (cells, &aspect) in inputs.cells.iter().zip(&inputs.aspect_of) {
        if !cells.in_scope || aspect >= tallies.len() {
            continue;
        }
        tallies[aspect][cells.scale as usize].add(cells);
        if cells.importance > 1 {
            let (left, all) = &mut questions[aspect];
            *left += u32::from(cells.answer == 0);
            *all += 1;
        }
    }
    rows.aspects
        .iter()
        .enumerate()
        .filter(|(_, aspect)| aspect.result_row.is_some())
        .map(|(i, aspect)| {
            let flag = inputs.flags[i];
            let result = |scale: Scale| {
                let Tally { sums, coverage } = tallies[i][scale as usize];
                let own =
                    inputs.own_level.filter(|_| inputs.overridden == Some(i) && scale == Scale::Maturity);
                let (percent, score) = match own {
                    Some(own) => (own.map(|own| own.percent), own.map(|own| own.score)),
                    None => {
                        let percent = percent(&sums);
                        (percent, percent.map(|percent| score_of_percent(scale, percent)))
                    }
                };
                // aspects with a scope cell show 0.00 for every error
                let score = if flag == ScopeFlag::Always { score } else { Ok(score.unwrap_or(0)) };
                ScaleResult { sums, percent, score, coverage }
            };
            AspectResult {
                id: aspect.id.clone(),
                domain: aspect.domain.clone(),
                flag,
                maturity: result(Scale::Maturity),
                capability: aspect.capability_sum_row.map(|_| result(Scale::Capability)),
                left: questions[i].0,
                questions: questions[i].1,
            }
        })
        .collect()
}

/// Means of the rounded aspect scores.
pub(super) fn domains(aspects: &[AspectResult]) -> Vec<DomainResult> {
    aspects
        .chunk_by(|a, b| a.domain == b.domain)
        .map(|aspects| DomainResult {
            id: aspects[0].domain.clone(),
            maturity: domain(aspects, Scale::Maturity).unwrap_or(Ok(0)),
            capability: domain(aspects, Scale::Capability),
        })
        .collect()
}

/// `None` where no aspect has such a cell. Aspects that are out are left out; all out is 0.
fn domain(aspects: &[AspectResult], scale: Scale) -> Option<Cell> {
    if aspects.iter().all(|aspect| aspect.on(scale).is_none()) {
        return None;
    }
    let scores: Result<Vec<i64>, CellError> = aspects
        .iter()
        .filter(|aspect| aspect.flag != ScopeFlag::Out)
        .filter_map(|aspect| aspect.on(scale))
        .map(|result| result.score)
        .collect();
    Some(scores.map(|scores| mean(&scores).unwrap_or(0)))
}

/// `ROUND(mean, 2)` of hundredths, `None` of none.
pub(super) fn mean(scores: &[i64]) -> Option<i64> {
    let count = i64::try_from(scores.len()).ok().filter(|count| *count > 0)?;
    Some(Rounded::of_ratio(scores.iter().sum(), 100 * count).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn halves(factor: i64, score: i64, max: i64) -> Sums {
        Sums { factor_halves: 2 * factor, score_halves: 2 * score, max_halves: 2 * max, ..Sums::default() }
    }

    #[test]
    fn an_exact_tie_of_the_percentage_is_rounded_up() {
        // 100·(9−8)/(40−8) = 3.125
        assert_eq!(percent(&halves(8, 9, 40)), Ok(313));
    }

    #[test]
    fn below_no_is_clamped_and_nothing_to_divide_by_is_an_error() {
        // 100·(4−5)/(25−5) = −5
        assert_eq!(percent(&halves(5, 4, 25)), Ok(0));
        assert_eq!(percent(&halves(0, 0, 0)), Err(CellError::DivisionByZero));
    }

    #[test]
    fn ties_of_the_score_are_rounded_in_decimal() {
        // 5·63.10/100 = 3.155; 3·62.50/100 = 1.875; 3·50.50/100 = 1.515
        assert_eq!(score_of_percent(Scale::Maturity, 6310), 316);
        assert_eq!(score_of_percent(Scale::Capability, 6250), 188);
        assert_eq!(score_of_percent(Scale::Capability, 5050), 152);
    }

    #[test]
    fn a_domain_is_the_mean_of_rounded_scores() {
        // (3.33 + 3.34) / 2 = 3.335
        assert_eq!(mean(&[333, 334]), Some(334));
        assert_eq!(mean(&[]), None);
    }
}
