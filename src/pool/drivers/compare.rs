//! One column against the outcome: counted once, then every figure from the counts.

use crate::model::drivers::{Adjusted, Change, Groups, Interval, Pairs};
use crate::stats::{
    self, Association, DeltaInterval, Draws, LEAST_IN_GROUP, Levels, Refusal, Side, associate_counted,
    stratified_delta, stratified_interval,
};

use super::outcome::Sided;
use super::values::Ranked;

/// Tables up to so many cells are counted; above, pairs are sorted.
const CELLS: usize = 1 << 22;

/// Bands of size: the place of each row's, and their names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bands<'a> {
    pub(super) of_row: &'a [Option<u8>],
    pub(super) names: &'a [String],
}

/// What was found of one column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) association: Association,
    pub(super) adjusted: Option<Adjusted>,
}

/// Sets the values of a column against the outcomes, row by row; a row without one of the two is left out.
pub(super) fn compare(
    values: &[Option<i64>],
    outcome: &Sided,
    bands: Bands<'_>,
    seed: u64,
) -> Result<Found, Refusal> {
    let ranked = Ranked::of(values);
    // levels of the whole first, then of each band
    let mut counts = vec![vec![[0_u64; 2]; ranked.different()]; bands.names.len() + 1];
    let width = outcome.ranked.different();
    let mut table =
        (ranked.different() * width <= CELLS).then(|| vec![vec![0_u64; width]; ranked.different()]);
    let mut socs = 0;
    for row in 0..ranked.len() {
        let (Some(value), Some(of)) = (ranked.at(row), outcome.ranked.at(row)) else { continue };
        socs += 1;
        if let Some(table) = &mut table {
            table[value][of] += 1;
        }
        let Some(side) = outcome.sides[of] else { continue };
        let side = usize::from(side == Side::Low);
        counts[0][value][side] += 1;
        if let Some(band) = bands.of_row[row] {
            counts[usize::from(band) + 1][value][side] += 1;
        }
    }
    let mut levels: Vec<Levels> = counts.into_iter().map(Levels::of_counts).collect();
    let strata = levels.split_off(1);
    let tau = || match &table {
        Some(table) => stats::tau_b_of_counts(table),
        None => {
            let pair = |row| Some((ranked.at(row)?, outcome.ranked.at(row)?));
            stats::tau_b(&(0..ranked.len()).filter_map(pair).collect::<Vec<_>>())
        }
    };
    let draws = Draws { seed, ..Draws::default() };
    let association = associate_counted(&levels[0], socs, tau, draws)?;
    let adjusted = adjusted(&association, &strata, bands.names, draws);
    Ok(Found { association, adjusted })
}

/// The pairs within bands that have [`LEAST_IN_GROUP`] SOCs in both groups: the least that a group needs anywhere.
fn adjusted(
    association: &Association,
    strata: &[Levels],
    names: &[String],
    draws: Draws,
) -> Option<Adjusted> {
    let enough = |levels: &Levels| levels.high().min(levels.low()) >= LEAST_IN_GROUP;
    let (bands, strata): (Vec<String>, Vec<Levels>) =
        names.iter().cloned().zip(strata.iter().cloned()).filter(|(_, levels)| enough(levels)).unzip();
    let delta = stratified_delta(&strata)?;
    let interval = interval(stratified_interval(&strata, draws.resamples, draws.seed)?);
    let plain = association.delta.value();
    Some(Adjusted {
        pairs: pairs(delta),
        interval,
        bands,
        socs: strata.iter().map(|levels| (levels.high() + levels.low()) as u64).sum(),
        change: change(plain, delta.value()),
    })
}

/// The other way round, less than half as large, or more than half as large again.
fn change(plain: f64, within: f64) -> Option<Change> {
    if plain * within < 0.0 {
        Some(Change::Sign)
    } else if within.abs() < plain.abs() / 2.0 {
        Some(Change::Smaller)
    } else if within.abs() > plain.abs() * 1.5 {
        Some(Change::Larger)
    } else {
        None
    }
}

pub(super) fn pairs(delta: stats::CliffsDelta) -> Pairs {
    Pairs { more: delta.more, less: delta.less, all: delta.pairs }
}

pub(super) fn interval(found: DeltaInterval) -> Interval {
    match found {
        DeltaInterval::Estimated { low, high } => Interval::Bootstrap { low, high },
        DeltaInterval::Approximated { low, high } => Interval::Normal { low, high },
        DeltaInterval::FullSeparation => Interval::FullSeparation,
        DeltaInterval::AllEqual => Interval::AllEqual,
    }
}

pub(super) fn groups(association: &Association) -> Groups {
    Groups { high: association.high as u64, low: association.low as u64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_from_half_on() {
        assert_eq!(change(0.4, 0.3), None);
        assert_eq!(change(0.4, 0.19), Some(Change::Smaller));
        assert_eq!(change(-0.4, -0.61), Some(Change::Larger));
        assert_eq!(change(0.4, -0.1), Some(Change::Sign));
        assert_eq!(change(0.4, 0.0), Some(Change::Smaller));
        assert_eq!(change(0.0, 0.0), None);
    }
}
