//! Values of a column as places in their order, so that they can be counted in tables.

/// No value.
const NONE: u32 = u32::MAX;
/// Up to so far apart, values are placed by counting; else by sorting.
const NARROW: i64 = 1 << 20;

/// The values of some rows, each replaced by its place among the different ones, rising.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Ranked {
    places: Vec<u32>,
    different: usize,
}

impl Ranked {
    pub(super) fn of(values: &[Option<i64>]) -> Self {
        let known = || values.iter().copied().flatten();
        let (Some(least), Some(most)) = (known().min(), known().max()) else {
            return Self { places: vec![NONE; values.len()], different: 0 };
        };
        if most.checked_sub(least).is_none_or(|width| width > NARROW) {
            let mut sorted: Vec<i64> = known().collect();
            sorted.sort_unstable();
            sorted.dedup();
            let place = |value: i64| sorted.partition_point(|other| *other < value) as u32;
            let places = values.iter().map(|value| value.map_or(NONE, place)).collect();
            return Self { places, different: sorted.len() };
        }
        // first whether a value occurs, then its place
        let mut table = vec![NONE; (most - least) as usize + 1];
        known().for_each(|value| table[(value - least) as usize] = 0);
        let mut different = 0;
        for place in table.iter_mut().filter(|place| **place == 0) {
            *place = different;
            different += 1;
        }
        let places = values.iter().map(|value| value.map_or(NONE, |value| table[(value - least) as usize]));
        Self { places: places.collect(), different: different as usize }
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// How many different values there are.
    pub(super) fn different(&self) -> usize {
        self.different
    }

    /// The place of a row's value, from 0.
    pub(super) fn at(&self, row: usize) -> Option<usize> {
        self.places.get(row).filter(|place| **place != NONE).map(|place| *place as usize)
    }

    /// How often each value occurs, rising.
    pub(super) fn counts(&self) -> Vec<u64> {
        let mut counts = vec![0; self.different];
        (0..self.len()).filter_map(|row| self.at(row)).for_each(|place| counts[place] += 1);
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn places(values: &[Option<i64>]) -> Vec<Option<usize>> {
        let ranked = Ranked::of(values);
        (0..ranked.len()).map(|row| ranked.at(row)).collect()
    }

    #[test]
    fn places_rise_with_the_values() {
        assert_eq!(
            places(&[Some(5), None, Some(-3), Some(5), Some(4)]),
            [Some(2), None, Some(0), Some(2), Some(1)]
        );
        assert_eq!(places(&[None, None]), [None, None]);
        assert_eq!(Ranked::of(&[Some(5), None, Some(-3), Some(5)]).counts(), [1, 2]);
    }

    proptest! {
        #[test]
        fn counting_and_sorting_give_the_same(values in prop::collection::vec(prop::option::of(-9_i64..9), 0..30)) {
            let wide: Vec<Option<i64>> = values.iter().map(|value| value.map(|value| value * (NARROW + 7))).collect();
            prop_assert_eq!(Ranked::of(&values), Ranked::of(&wide));
        }
    }
}
