//! How far several observers agree beyond chance: Krippendorff's alpha from its coincidence matrix.

use std::collections::BTreeMap;

/// How far apart two values count: what sort of scale they stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// Equal or not.
    Nominal,
    /// By the values that lie between them; their size means nothing but an order.
    Ordinal,
    /// By their difference.
    Interval,
}

/// Krippendorff's alpha of units with the values that observers gave each; a value that is missing is left out.
///
/// `1 - observed / expected disagreement`: 1 at full agreement, 0 at what chance would give, below 0 at less than that.
/// A unit with fewer than two values says nothing about agreement and is skipped. `None` where no disagreement can be
/// expected: no unit with two values, or the same value everywhere.
///
/// Sums are whole numbers until the last divisions, so the order of units and of observers cannot change a digit.
#[must_use]
pub fn krippendorff(units: &[Vec<u8>], metric: Metric) -> Option<f64> {
    let pairable = || units.iter().filter(|unit| unit.len() > 1);
    let mut totals: BTreeMap<u8, i128> = BTreeMap::new();
    for value in pairable().flatten() {
        *totals.entry(*value).or_default() += 1;
    }
    // the coincidence matrix weighs the pairs of a unit of m values by 1 / (m - 1): one sum for each m
    let mut observed: BTreeMap<usize, i128> = BTreeMap::new();
    for unit in pairable() {
        let sum: i128 = pairs(unit).map(|(a, b)| distance(a, b, metric, &totals)).sum();
        *observed.entry(unit.len()).or_default() += sum;
    }
    let values: Vec<u8> = totals.keys().copied().collect();
    let expected: i128 =
        pairs(&values).map(|(a, b)| totals[&a] * totals[&b] * distance(a, b, metric, &totals)).sum();
    if expected == 0 {
        return None;
    }
    let count: i128 = totals.values().sum();
    let observed: f64 = observed.iter().map(|(size, sum)| *sum as f64 / (size - 1) as f64).sum();
    Some(1.0 - (count - 1) as f64 * observed / expected as f64)
}

/// Each two of the values once.
fn pairs(values: &[u8]) -> impl Iterator<Item = (u8, u8)> + '_ {
    values.iter().enumerate().flat_map(|(at, a)| values[at + 1..].iter().map(move |b| (*a, *b)))
}

/// Four times the squared distance, so that it is whole: of the ordinal metric, half of each end's count is taken off.
fn distance(a: u8, b: u8, metric: Metric, totals: &BTreeMap<u8, i128>) -> i128 {
    let (low, high) = (a.min(b), a.max(b));
    if low == high {
        return 0;
    }
    let twice = match metric {
        Metric::Nominal => 2,
        Metric::Ordinal => {
            let between: i128 = totals.range(low..=high).map(|(_, count)| count).sum();
            2 * between - totals[&low] - totals[&high]
        }
        Metric::Interval => 2 * i128::from(high - low),
    };
    twice * twice
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Units from one line an observer, a digit a unit, `.` for a missing value.
    fn units(observers: &[&str]) -> Vec<Vec<u8>> {
        let length = observers[0].len();
        assert!(observers.iter().all(|line| line.len() == length), "one place a unit");
        let value = |line: &str, at: usize| line.as_bytes()[at].checked_sub(b'0').filter(|v| *v < 10);
        (0..length).map(|at| observers.iter().filter_map(|line| value(line, at)).collect()).collect()
    }

    fn close(observers: &[&str], metric: Metric, expected: f64, within: f64) {
        let found = krippendorff(&units(observers), metric).expect("disagreement can be expected");
        assert!((found - expected).abs() < within, "{metric:?}: {found} is not {expected}");
    }

    #[test]
    fn the_worked_example_of_the_inventor() {
        // Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section D: 4 observers, 12 units, missing data
        let observers = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
        close(&observers, Metric::Nominal, 0.743, 0.0005);
        close(&observers, Metric::Ordinal, 0.815, 0.0005);
        close(&observers, Metric::Interval, 0.849, 0.0005);
    }

    #[test]
    fn the_example_of_the_encyclopedia() {
        // Wikipedia, "Krippendorff's alpha": 3 coders, 15 units; nominal 0.691, interval 0.811
        let observers = [".....34121133.3", "1.213343.......", "..21344.21133.4"];
        close(&observers, Metric::Nominal, 0.691, 0.0005);
        close(&observers, Metric::Interval, 0.811, 0.0005);
    }

    #[test]
    fn the_same_as_an_independent_implementation() {
        // random matrices; values by the Python package `krippendorff` 0.9.0, level_of_measurement nominal, ordinal, interval
        let cases: &[(&[&str], [f64; 3])] = &[
            (
                &["55114134443.335", "4.214.254521333", "5..1411..51312."],
                [0.242_125_984_251_968_4, 0.724_063_552_188_552_1, 0.704_044_117_647_058_9],
            ),
            (
                &["5.33.144124", "5.3.313.1.4", "4.233234113"],
                [0.411_764_705_882_352_9, 0.855_593_124_823_894, 0.855_907_780_979_827_1],
            ),
            (
                &["5255153.211132", "434.151..12124", "31452423112111", "..45142.111143", "5244142111.131"],
                [0.258_088_919_925_512_2, 0.694_762_814_495_745_7, 0.748_013_981_569_749_1],
            ),
            (
                &["3251..21132..", ".551..41.33.3"],
                [0.486_842_105_263_157_96, 0.644_011_877_268_228_3, 0.578_703_703_703_703_7],
            ),
            (
                &["..53112551424", "3535214533513", "1.55113523.23", ".5541.2.5132."],
                [0.265_201_952_951_620_2, 0.664_333_863_579_954_5, 0.660_918_269_585_083_7],
            ),
        ];
        for (observers, expected) in cases {
            for (metric, expected) in
                [Metric::Nominal, Metric::Ordinal, Metric::Interval].into_iter().zip(expected)
            {
                close(observers, metric, *expected, 1e-12);
            }
        }
    }

    #[test]
    fn by_hand_two_observers_and_four_units() {
        // 11 22 12 22: counts 3 and 5 of 8; coincidences of 1 with 2 on one side 1, so nominal 1 - 7 * 1 / (3 * 5) = 8/15
        close(&["1212", "1222"], Metric::Nominal, 8.0 / 15.0, 1e-12);
        // with two values every metric is the same but for a factor that cancels
        close(&["1212", "1222"], Metric::Ordinal, 8.0 / 15.0, 1e-12);
        close(&["1212", "1222"], Metric::Interval, 8.0 / 15.0, 1e-12);
    }

    #[test]
    fn nothing_is_said_where_no_disagreement_can_be_expected() {
        assert_eq!(krippendorff(&[], Metric::Ordinal), None);
        assert_eq!(krippendorff(&units(&["3333", "3333"]), Metric::Ordinal), None, "one value only");
        assert_eq!(krippendorff(&units(&["12..", "..34"]), Metric::Ordinal), None, "nothing shared");
    }

    fn matrix() -> impl Strategy<Value = Vec<Vec<u8>>> {
        prop::collection::vec(prop::collection::vec(1_u8..=5, 0..5), 1..30)
    }

    proptest! {
        #[test]
        fn alpha_is_never_above_1_and_only_full_agreement_is_1(units in matrix()) {
            if let Some(alpha) = krippendorff(&units, Metric::Ordinal) {
                prop_assert!(alpha <= 1.0);
                let agreed = units.iter().all(|unit| unit.windows(2).all(|pair| pair[0] == pair[1]));
                prop_assert_eq!(agreed, alpha == 1.0);
            }
        }

        #[test]
        fn full_agreement_on_two_values_is_exactly_1(values in prop::collection::vec(1_u8..=5, 2..30), m in 2_usize..6) {
            prop_assume!(values.iter().any(|value| *value != values[0]));
            let units: Vec<Vec<u8>> = values.iter().map(|value| vec![*value; m]).collect();
            prop_assert_eq!(krippendorff(&units, Metric::Ordinal), Some(1.0));
        }

        #[test]
        fn the_order_of_units_and_of_observers_is_irrelevant(units in matrix(), turn in 0_usize..30) {
            let mut other = units.clone();
            other.rotate_left(turn % units.len());
            for unit in &mut other {
                unit.reverse();
            }
            prop_assert_eq!(krippendorff(&units, Metric::Ordinal), krippendorff(&other, Metric::Ordinal));
        }

        #[test]
        fn only_the_order_of_the_values_counts(units in matrix(), steps in prop::collection::vec(1_u8..20, 5)) {
            let renamed = |value: u8| steps[..usize::from(value)].iter().sum::<u8>();
            let other: Vec<Vec<u8>> =
                units.iter().map(|unit| unit.iter().map(|value| renamed(*value)).collect()).collect();
            prop_assert_eq!(krippendorff(&units, Metric::Ordinal), krippendorff(&other, Metric::Ordinal));
        }

        #[test]
        fn units_with_one_value_change_nothing(units in matrix(), lone in 1_u8..=5) {
            let mut other = units.clone();
            other.push(vec![lone]);
            prop_assert_eq!(krippendorff(&units, Metric::Ordinal), krippendorff(&other, Metric::Ordinal));
        }
    }
}
