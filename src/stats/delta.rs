//! How far one group stands above another: Cliff's delta, with what resampling leaves open.

use super::levels::Levels;

/// Cliff's delta in whole numbers: of all pairs of one from each group, how many stand which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CliffsDelta {
    /// Pairs in which the one of the high group has more.
    pub more: u64,
    /// Pairs in which it has less.
    pub less: u64,
    /// All pairs, those that are equal among them; above 0.
    pub pairs: u64,
}

impl CliffsDelta {
    /// `(more - less) / pairs`: 1 where all of the high group stand above all of the low one, -1 where all stand below.
    #[must_use]
    pub fn value(self) -> f64 {
        self.lead() as f64 / self.pairs as f64
    }

    /// `more - less`.
    pub(super) fn lead(self) -> i64 {
        self.more as i64 - self.less as i64
    }

    /// No value of one group lies among those of the other.
    #[must_use]
    pub fn is_full_separation(self) -> bool {
        self.more.max(self.less) == self.pairs
    }
}

/// How far a delta could differ in another cohort.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum DeltaInterval {
    /// The middle 95% of the deltas of the resamples.
    Estimated {
        /// The 2.5th of a hundred.
        low: f64,
        /// The 97.5th.
        high: f64,
    },
    /// The 95% normal interval of its variance, kept between -1 and 1.
    Approximated {
        /// The lower end.
        low: f64,
        /// The upper.
        high: f64,
    },
    /// Not estimable: each resample of groups that are fully apart is fully apart again, which says nothing of how far
    /// another cohort could differ.
    FullSeparation,
    /// Not estimable: all values are equal, and so are those of each resample.
    AllEqual,
}

/// Cliff's delta (Cliff 1993, "Dominance statistics: Ordinal analyses to answer ordinal questions"), counted over all
/// pairs: exact, ties included. `None` where a group is empty.
#[must_use]
pub fn cliffs_delta<T: Ord>(high: &[T], low: &[T]) -> Option<CliffsDelta> {
    if high.is_empty() || low.is_empty() {
        return None;
    }
    let mut sorted: Vec<&T> = low.iter().collect();
    sorted.sort_unstable();
    let (mut more, mut less) = (0, 0);
    for value in high {
        more += sorted.partition_point(|other| *other < value) as u64;
        less += (sorted.len() - sorted.partition_point(|other| *other <= value)) as u64;
    }
    Some(CliffsDelta { more, less, pairs: high.len() as u64 * low.len() as u64 })
}

/// The 95% interval of Cliff's delta, by resampling or, above [`super::BOOTSTRAP_ROWS`] rows, from its variance; see
/// [`super::stratified_interval`]. The same seed gives the same interval; the order of the values within a group is
/// irrelevant.
///
/// `None` where a group is empty or nothing is resampled.
#[must_use]
pub fn delta_interval<T: Ord>(high: &[T], low: &[T], resamples: usize, seed: u64) -> Option<DeltaInterval> {
    Levels::of(high, low).interval(resamples, seed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn by_hand_over_all_pairs() {
        // 3 against 1 2 3: more, more, equal; 4: three times more; 1: equal, less, less; 5 more and 2 less of 9
        let delta = cliffs_delta(&[3, 4, 1], &[1, 2, 3]).expect("two groups");
        assert_eq!(delta, CliffsDelta { more: 5, less: 2, pairs: 9 });
        assert!((delta.value() - 1.0 / 3.0).abs() < 1e-15);
        assert_eq!(cliffs_delta::<u8>(&[], &[1]), None);
        assert_eq!(cliffs_delta::<u8>(&[1], &[]), None);
    }

    #[test]
    fn nothing_is_estimated_from_groups_that_are_apart_or_equal() {
        assert_eq!(delta_interval(&[4, 5], &[1, 3], 500, 1), Some(DeltaInterval::FullSeparation));
        assert_eq!(delta_interval(&[1, 1], &[5, 2], 500, 1), Some(DeltaInterval::FullSeparation));
        assert_eq!(delta_interval(&[3, 3, 3], &[3], 500, 1), Some(DeltaInterval::AllEqual));
        assert_eq!(delta_interval(&[3, 4], &[3, 5], 0, 1), None, "no resample");
        assert_eq!(delta_interval(&[3], &[], 500, 1), None);
    }

    #[test]
    fn the_same_seed_gives_the_same_interval_whatever_the_order() {
        let (high, low) = ([5, 4, 3, 3, 2, 5, 4, 4], [1, 2, 3, 4, 2, 2, 1, 5]);
        let mut turned = high;
        turned.reverse();
        let first = delta_interval(&high, &low, 1000, 42);
        assert_eq!(first, delta_interval(&turned, &low, 1000, 42));
        let others: Vec<_> = (0..5).map(|seed| delta_interval(&high, &low, 101, seed)).collect();
        assert!(others.iter().any(|other| *other != others[0]), "the seed decides the draws");
    }

    #[test]
    fn two_against_two_by_hand() {
        // high 1 3, low 2 2: a resample of high is 1 1 (1/4, delta -1), 1 3 (1/2, 0) or 3 3 (1/4, 1), low is always 2 2
        let Some(DeltaInterval::Estimated { low, high }) = delta_interval(&[1, 3], &[2, 2], 1000, 9) else {
            panic!("not apart")
        };
        assert_eq!((low, high), (-1.0, 1.0));
    }

    proptest! {
        #[test]
        fn to_swap_the_groups_turns_the_sign(
            high in prop::collection::vec(1_u8..=5, 1..30),
            low in prop::collection::vec(1_u8..=5, 1..30),
        ) {
            let one = cliffs_delta(&high, &low).expect("two groups");
            let other = cliffs_delta(&low, &high).expect("two groups");
            prop_assert_eq!((one.more, one.less, one.pairs), (other.less, other.more, other.pairs));
            prop_assert_eq!(one.value(), -other.value());
            prop_assert!(one.value().abs() <= 1.0);
        }

        #[test]
        fn only_the_order_of_the_values_counts(
            high in prop::collection::vec(1_u8..=5, 1..30),
            low in prop::collection::vec(1_u8..=5, 1..30),
        ) {
            let turned = |group: &[u8]| -> Vec<i32> { group.iter().map(|v| i32::from(*v).pow(3) - 7).collect() };
            prop_assert_eq!(cliffs_delta(&high, &low), cliffs_delta(&turned(&high), &turned(&low)));
            prop_assert_eq!(
                delta_interval(&high, &low, 20, 3),
                delta_interval(&turned(&high), &turned(&low), 20, 3)
            );
        }

        #[test]
        fn an_interval_lies_in_range_and_in_order(
            high in prop::collection::vec(1_u8..=5, 1..20),
            low in prop::collection::vec(1_u8..=5, 1..20),
            seed in any::<u64>(),
        ) {
            match delta_interval(&high, &low, 50, seed).expect("two groups") {
                DeltaInterval::Estimated { low, high } | DeltaInterval::Approximated { low, high } => prop_assert!(-1.0 <= low && low <= high && high <= 1.0),
                DeltaInterval::FullSeparation => {
                    prop_assert_eq!(cliffs_delta(&high, &low).expect("two groups").value().abs(), 1.0);
                }
                DeltaInterval::AllEqual => prop_assert!(high.iter().chain(&low).all(|v| *v == high[0])),
            }
        }
    }
}
