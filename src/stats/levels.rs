//! Two groups as counts: how often each value occurs in each, so that a million rows cost what their few values cost.

use super::delta::{CliffsDelta, DeltaInterval};
use super::permutation::{PermutationP, permutation_of};
use super::quantile::quantile;
use super::random::SplitMix64;
use super::table::Value;

/// Up to so many rows a delta's interval is drawn; above, the normal interval of its variance stands for the draws.
pub const BOOTSTRAP_ROWS: usize = 2000;
/// Quantile of the normal distribution for 95% between two ends.
const Z95: f64 = 1.959_964;

/// How often each value occurs in the high and in the low group, values rising.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Levels {
    cells: Vec<[u64; 2]>,
}

impl Levels {
    /// From the counts in the high and in the low group, a pair a value in rising order; values that nobody has count for
    /// nothing.
    #[must_use]
    pub fn of_counts(cells: impl IntoIterator<Item = [u64; 2]>) -> Self {
        Self { cells: cells.into_iter().filter(|cell| *cell != [0, 0]).collect() }
    }

    /// From the values themselves.
    #[must_use]
    pub fn of<T: Ord>(high: &[T], low: &[T]) -> Self {
        let mut rows: Vec<(&T, usize)> =
            high.iter().map(|value| (value, 0)).chain(low.iter().map(|value| (value, 1))).collect();
        rows.sort_unstable();
        let cells = rows.chunk_by(|a, b| a.0 == b.0).map(|run| {
            let low: usize = run.iter().map(|row| row.1).sum();
            [(run.len() - low) as u64, low as u64]
        });
        Self { cells: cells.collect() }
    }

    /// Rows in the high group.
    #[must_use]
    pub fn high(&self) -> usize {
        self.cells.iter().map(|cell| cell[0] as usize).sum()
    }

    /// Rows in the low group.
    #[must_use]
    pub fn low(&self) -> usize {
        self.cells.iter().map(|cell| cell[1] as usize).sum()
    }

    /// Cliff's delta over all pairs; `None` where a group is empty.
    #[must_use]
    pub fn delta(&self) -> Option<CliffsDelta> {
        stratified_delta(std::slice::from_ref(self))
    }

    /// The 95% interval of that delta; see [`stratified_interval`].
    #[must_use]
    pub fn interval(&self, resamples: usize, seed: u64) -> Option<DeltaInterval> {
        stratified_interval(std::slice::from_ref(self), resamples, seed)
    }

    /// The permutation p of that delta, as [`super::permutation_p`] has it.
    #[must_use]
    pub fn permutation(&self) -> Option<PermutationP> {
        let lead = self.delta()?.lead();
        let rows = self.cells.iter().map(|cell| cell[0] + cell[1]).sum::<u64>();
        let mut below = 0;
        let values: Vec<Value> = self
            .cells
            .iter()
            .map(|cell| {
                let here = cell[0] + cell[1];
                let above = rows - below - here;
                let lead = below as i64 - above as i64;
                below += here;
                Value { rows: here as usize, high: cell[0] as usize, lead }
            })
            .collect();
        Some(permutation_of(&values, self.high(), self.low(), lead))
    }

    /// Pairs in which the high group has more, and in which it has less.
    fn more_and_less(&self) -> (u64, u64) {
        let (mut below, mut above) = (0, self.low() as u64);
        let (mut more, mut less) = (0, 0);
        for [high, low] in &self.cells {
            above -= low;
            more += high * below;
            less += high * above;
            below += low;
        }
        (more, less)
    }

    /// The consistent estimate of the variance of the delta (Cliff 1996, "Ordinal Methods for Behavioral Data
    /// Analysis"), from how far each row dominates the other group; above 0 unless the groups are apart or all equal.
    fn variance(&self) -> f64 {
        let (n, m) = (self.high() as f64, self.low() as f64);
        let (more, less) = self.more_and_less();
        let delta = (more as f64 - less as f64) / (n * m);
        let square = |x: f64| x * x;
        let (mut of_high, mut of_low) = (0.0, 0.0);
        let (mut below, mut above) = ([0.0, 0.0], [n, m]);
        for cell in &self.cells {
            let [high, low] = cell.map(|count| count as f64);
            above = [above[0] - high, above[1] - low];
            of_high += high * square((below[1] - above[1]) / m - delta);
            of_low += low * square((above[0] - below[0]) / n - delta);
            below = [below[0] + high, below[1] + low];
        }
        let of_pairs = (more + less) as f64 - n * m * square(delta);
        let (of_high, of_low) = (of_high / (n - 1.0), of_low / (m - 1.0));
        ((m - 1.0) * of_high + (n - 1.0) * of_low + of_pairs / ((n - 1.0) * (m - 1.0))) / (n * m)
    }
}

/// Cliff's delta over the pairs within strata, such as bands of size: what is compared is alike in them. `None` where no
/// stratum has both groups.
#[must_use]
pub fn stratified_delta(strata: &[Levels]) -> Option<CliffsDelta> {
    let mut sum = CliffsDelta { more: 0, less: 0, pairs: 0 };
    for levels in strata {
        let (more, less) = levels.more_and_less();
        sum.more += more;
        sum.less += less;
        sum.pairs += levels.high() as u64 * levels.low() as u64;
    }
    (sum.pairs > 0).then_some(sum)
}

/// The 95% interval of [`stratified_delta`].
///
/// Up to [`BOOTSTRAP_ROWS`] rows by resampling: `resamples` times, as many rows are drawn from each group of each stratum
/// with replacement as it holds, and the 2.5% and 97.5% quantiles of their deltas are the ends (percentile method, Efron
/// 1979). Above, from the consistent variance (Cliff 1996) by the formula that keeps the ends between -1 and 1 (Feng and
/// Cliff 2004, "Monte Carlo evaluation of ordinal d with improved confidence interval"), with the normal quantile; strata are independent, so their variances add up, weighted by the square of their shares of the pairs.
///
/// `None` where no stratum has both groups, or nothing is resampled.
#[must_use]
pub fn stratified_interval(strata: &[Levels], resamples: usize, seed: u64) -> Option<DeltaInterval> {
    let delta = stratified_delta(strata)?;
    if delta.is_full_separation() {
        return Some(DeltaInterval::FullSeparation);
    }
    if delta.more + delta.less == 0 {
        return Some(DeltaInterval::AllEqual);
    }
    let usable: Vec<&Levels> = strata.iter().filter(|levels| levels.high() > 0 && levels.low() > 0).collect();
    let rows: usize = usable.iter().map(|levels| levels.high() + levels.low()).sum();
    if rows > BOOTSTRAP_ROWS {
        return Some(normal(&usable, delta));
    }
    let mut random = SplitMix64::new(seed);
    let groups: Vec<[Vec<usize>; 2]> =
        usable.iter().map(|levels| [0, 1].map(|group| places(&levels.cells, group))).collect();
    let deltas: Vec<f64> = (0..resamples)
        .map(|_| {
            let lead: i64 = groups
                .iter()
                .zip(&usable)
                .map(|([high, low], levels)| {
                    let high = resampled(high, levels.cells.len(), &mut random);
                    lead(&high, &resampled(low, levels.cells.len(), &mut random))
                })
                .sum();
            lead as f64 / delta.pairs as f64
        })
        .collect();
    Some(DeltaInterval::Estimated { low: quantile(&deltas, 0.025)?, high: quantile(&deltas, 0.975)? })
}

/// The place of each row's value among the values, for one group.
fn places(cells: &[[u64; 2]], group: usize) -> Vec<usize> {
    cells.iter().enumerate().flat_map(|(at, cell)| std::iter::repeat_n(at, cell[group] as usize)).collect()
}

fn resampled(group: &[usize], values: usize, random: &mut SplitMix64) -> Vec<i64> {
    let mut counts = vec![0_i64; values];
    for _ in group {
        counts[group[random.place(group.len())]] += 1;
    }
    counts
}

/// Pairs with more minus pairs with less, from how often each value occurs in each group.
fn lead(high: &[i64], low: &[i64]) -> i64 {
    let mut above: i64 = low.iter().sum();
    let mut below = 0;
    let mut lead = 0;
    for (high, low) in high.iter().zip(low) {
        above -= low;
        lead += high * (below - above);
        below += low;
    }
    lead
}

fn normal(strata: &[&Levels], delta: CliffsDelta) -> DeltaInterval {
    let variance: f64 = strata
        .iter()
        .map(|levels| {
            let share = (levels.high() as f64 * levels.low() as f64) / delta.pairs as f64;
            // a stratum with one row in a group has no variance of its own; its share of the pairs is small
            if levels.high() > 1 && levels.low() > 1 { share * share * levels.variance() } else { 0.0 }
        })
        .sum();
    let d = delta.value();
    let (spread, rest) = (Z95 * Z95 * variance, 1.0 - d * d);
    let half = (variance * Z95 * Z95 * (rest * rest + spread)).sqrt();
    let end = |half: f64| ((d - d * d * d + half) / (rest + spread)).clamp(-1.0, 1.0);
    DeltaInterval::Approximated { low: end(-half), high: end(half) }
}

#[cfg(test)]
mod tests {
    use super::super::delta::{cliffs_delta, delta_interval};
    use super::super::permutation::permutation_p;
    use super::*;
    use proptest::prelude::*;

    fn answers() -> impl Strategy<Value = Vec<u8>> {
        prop::collection::vec(1_u8..=5, 1..30)
    }

    #[test]
    fn the_variance_by_hand() {
        // high 1 3, low 2 2 2: rows of high dominate by -1 and 1, of low by 0; delta 0
        // of high: (1 + 1) / 1 = 2; of low: 0; of pairs: 6 / (1 * 2) = 3; ((3 - 1) 2 + (2 - 1) 0 + 3) / 6 = 7 / 6
        let levels = Levels::of(&[1, 3], &[2, 2, 2]);
        assert_eq!(levels.cells, [[1, 0], [0, 3], [1, 0]]);
        assert!((levels.variance() - 7.0 / 6.0).abs() < 1e-15, "{}", levels.variance());
    }

    #[test]
    fn pairs_across_strata_do_not_count() {
        // within: 5 of 5 pairs of 2 > 1 and 1 of 1 of 4 < 5; across, 4 > 1 would count
        let strata = [Levels::of(&[2], &[1, 1, 1, 1, 1]), Levels::of(&[4], &[5])];
        assert_eq!(stratified_delta(&strata), Some(CliffsDelta { more: 5, less: 1, pairs: 6 }));
        assert_eq!(stratified_delta(&[Levels::of(&[1], &[]), Levels::of(&[], &[2])]), None);
        assert_eq!(stratified_delta(&[]), None);
    }

    #[test]
    fn drawn_and_normal_intervals_meet_at_the_border() {
        // 2,000 rows are drawn, twice as many are not; a half of the width shrinks by the root of 2
        let group =
            |shift: usize| -> Vec<usize> { (0..1000).map(|at| (at * 7 % 100 + shift) * 5 / 108).collect() };
        for shift in [0, 5, 40] {
            let levels = Levels::of(&group(shift), &group(0));
            let Some(DeltaInterval::Estimated { low, high }) = levels.interval(4000, 7) else {
                panic!("drawn")
            };
            let doubled = Levels::of_counts(levels.cells.iter().map(|cell| cell.map(|count| 2 * count)));
            assert!(matches!(doubled.interval(10, 7), Some(DeltaInterval::Approximated { .. })));
            let delta = levels.delta().expect("two groups");
            let DeltaInterval::Approximated { low: from, high: to } = normal(&[&levels], delta) else {
                panic!("normal")
            };
            let width = high - low;
            assert!((low - from).abs() < 0.04 * width && (high - to).abs() < 0.04 * width, "{shift}");
        }
    }

    #[test]
    fn the_normal_interval_is_that_of_an_independent_computation() {
        // numpy over all pairs: d_ij = sign(x_i - y_j), the formulas as published; high 30x1 40x2 50x3, low 60x1 40x2 20x3
        let levels = Levels::of_counts([[30, 60], [40, 40], [50, 20]]);
        let DeltaInterval::Approximated { low, high } = normal(&[&levels], levels.delta().expect("groups"))
        else {
            panic!("normal")
        };
        assert!((low - 0.199384688709).abs() < 1e-9 && (high - 0.455053763023).abs() < 1e-9, "{low} {high}");
    }

    proptest! {
        #[test]
        fn counts_give_what_the_values_give(high in answers(), low in answers(), seed in any::<u64>()) {
            let levels = Levels::of(&high, &low);
            prop_assert_eq!((levels.high(), levels.low()), (high.len(), low.len()));
            prop_assert_eq!(levels.delta(), cliffs_delta(&high, &low));
            prop_assert_eq!(levels.interval(20, seed), delta_interval(&high, &low, 20, seed));
            prop_assert_eq!(levels.permutation(), permutation_p(&high, &low));
        }

        #[test]
        fn a_normal_interval_holds_its_delta_and_stays_in_range(high in answers(), low in answers()) {
            let levels = Levels::of(&high, &low);
            let delta = levels.delta().expect("two groups");
            if delta.is_full_separation() {
                return Ok(());
            }
            if let DeltaInterval::Approximated { low, high } = normal(&[&levels], delta) {
                prop_assert!(-1.0 <= low && low <= high && high <= 1.0);
                prop_assert!(low <= delta.value() + 1e-12 && delta.value() - 1e-12 <= high);
            }
        }

        #[test]
        fn one_stratum_is_the_whole(high in answers(), low in answers(), seed in any::<u64>()) {
            let levels = Levels::of(&high, &low);
            // a stratum without one of the groups adds no pair
            let strata = [Levels::of(&[9_u8], &[]), levels.clone()];
            prop_assert_eq!(stratified_delta(&strata), levels.delta());
            prop_assert_eq!(stratified_interval(&strata, 20, seed), levels.interval(20, seed));
        }
    }
}
