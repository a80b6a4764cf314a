//! A sample as counts of its values: one pass over the rows, and every rank and quantile after that is a look-up.

use std::collections::BTreeMap;

/// Values up to this are counted in an array; hundredths of a score or a percentage all are.
const DENSE: i64 = 10_000;

/// How often each value occurs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Rising, each with the number of values up to and including it.
    steps: Vec<(i64, usize)>,
}

impl Tally {
    /// Counts the values.
    #[must_use]
    pub fn of(values: impl IntoIterator<Item = i64>) -> Self {
        let mut dense = vec![0_usize; usize::try_from(DENSE).unwrap_or(0) + 1];
        let mut others: BTreeMap<i64, usize> = BTreeMap::new();
        for value in values {
            match usize::try_from(value).ok().and_then(|at| dense.get_mut(at)) {
                Some(count) => *count += 1,
                None => *others.entry(value).or_default() += 1,
            }
        }
        let dense = (0_i64..).zip(dense).filter(|(_, count)| *count > 0);
        let (below, above): (Vec<_>, Vec<_>) = others.into_iter().partition(|(value, _)| *value < 0);
        let mut all = 0;
        let steps = below.into_iter().chain(dense).chain(above).map(|(value, count)| {
            all += count;
            (value, all)
        });
        Self { steps: steps.collect() }
    }

    /// How many values there are.
    #[must_use]
    pub fn n(&self) -> usize {
        self.steps.last().map_or(0, |(_, up_to)| *up_to)
    }

    /// How many are below the value, and how many equal to it.
    #[must_use]
    pub fn rank(&self, value: i64) -> (usize, usize) {
        let at = self.steps.partition_point(|(other, _)| *other < value);
        let below = at.checked_sub(1).map_or(0, |before| self.steps[before].1);
        let tied =
            self.steps.get(at).filter(|(other, _)| *other == value).map_or(0, |(_, up_to)| up_to - below);
        (below, tied)
    }

    /// The quantile at `p` of 0..=1, as [`super::quantile`] gives it (type 7). `None` of no values, and of a `p` that is no
    /// share.
    #[must_use]
    pub fn quantile(&self, p: f64) -> Option<f64> {
        if !(0.0..=1.0).contains(&p) {
            return None;
        }
        let place = self.n().checked_sub(1)? as f64 * p;
        let (low, high) = (self.at(place.floor() as usize)?, self.at(place.ceil() as usize)?);
        let (low, high, part) = (low as f64, high as f64, place.fract());
        Some(if part > 0.0 { (low + (high - low) * part).clamp(low, high) } else { low })
    }

    /// The value at a place of the sorted sample, from 0.
    fn at(&self, place: usize) -> Option<i64> {
        let at = self.steps.partition_point(|(_, up_to)| *up_to <= place);
        self.steps.get(at).map(|(value, _)| *value)
    }
}

#[cfg(test)]
mod tests {
    use super::super::quantile;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn by_hand() {
        let tally = Tally::of([300, 100, 100, 250, -50, 20_000]);
        assert_eq!(
            (tally.n(), tally.rank(100), tally.rank(101), tally.rank(-50)),
            (6, (1, 2), (3, 0), (0, 1))
        );
        assert_eq!((tally.rank(20_000), tally.rank(99_999)), ((5, 1), (6, 0)));
        // sorted -50 100 100 250 300 20000: the middle of the third and fourth
        assert_eq!(
            (tally.quantile(0.5), tally.quantile(0.0), tally.quantile(1.0)),
            (Some(175.0), Some(-50.0), Some(20_000.0))
        );
        assert_eq!(
            (Tally::default().quantile(0.5), Tally::default().n(), tally.quantile(1.1)),
            (None, 0, None)
        );
    }

    proptest! {
        #[test]
        fn the_same_as_over_the_sorted_sample(
            sample in prop::collection::vec(prop_oneof![0_i64..12, -20_000_i64..20_000], 1..60),
            p in 0.0_f64..=1.0,
            own in -20_001_i64..20_001,
        ) {
            let tally = Tally::of(sample.iter().copied());
            let floats: Vec<f64> = sample.iter().map(|value| *value as f64).collect();
            prop_assert_eq!(tally.quantile(p), quantile(&floats, p));
            for value in [own, sample[0]] {
                let below = sample.iter().filter(|other| **other < value).count();
                let tied = sample.iter().filter(|other| **other == value).count();
                prop_assert_eq!(tally.rank(value), (below, tied));
            }
        }
    }
}
