//! Quantiles of a sample.

/// The 25th, 50th and 75th of a hundred.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quartiles {
    /// A quarter of the sample lies below.
    pub lower: f64,
    /// Half of it.
    pub median: f64,
    /// Three quarters.
    pub upper: f64,
}

/// The quantile at `p` of 0..=1: linear between the two nearest values, at the place `(n - 1) p` of the sorted sample.
///
/// Type 7 of Hyndman and Fan 1996, "Sample Quantiles in Statistical Packages": what R, NumPy and polars (`Linear`)
/// give unless told otherwise, and `quantile_cont` of DuckDB, so that whoever reads the pool finds the same numbers.
/// `None` of no values, of a value that is no finite number, and of a `p` that is no share.
#[must_use]
pub fn quantile(values: &[f64], p: f64) -> Option<f64> {
    at(&sorted(values)?, p)
}

/// The three quartiles, each by [`quantile`].
#[must_use]
pub fn quartiles(values: &[f64]) -> Option<Quartiles> {
    let sorted = sorted(values)?;
    Some(Quartiles { lower: at(&sorted, 0.25)?, median: at(&sorted, 0.5)?, upper: at(&sorted, 0.75)? })
}

fn sorted(values: &[f64]) -> Option<Vec<f64>> {
    if !values.iter().all(|value| value.is_finite()) {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    Some(sorted)
}

fn at(sorted: &[f64], p: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&p) {
        return None;
    }
    let place = sorted.len().checked_sub(1)? as f64 * p;
    let (below, part) = (place.floor(), place.fract());
    let low = *sorted.get(below as usize)?;
    let high = *sorted.get(place.ceil() as usize)?;
    // the last digit must not carry it past the neighbour
    Some(if part > 0.0 { (low + (high - low) * part).clamp(low, high) } else { low })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn by_hand_between_the_two_nearest() {
        // sorted 1 2 4 8: place 3 * 0.25 = 0.75, so 1 + 0.75 * (2 - 1); 1.5, so 2 + 0.5 * 2; 2.25, so 4 + 0.25 * 4
        let quartiles = quartiles(&[8.0, 1.0, 4.0, 2.0]).expect("four values");
        assert_eq!(quartiles, Quartiles { lower: 1.75, median: 3.0, upper: 5.0 });
        assert_eq!(quantile(&[8.0, 1.0, 4.0, 2.0], 0.0), Some(1.0));
        assert_eq!(quantile(&[8.0, 1.0, 4.0, 2.0], 1.0), Some(8.0));
        // five values: each quartile is one of them
        assert_eq!(quantile(&[5.0, 4.0, 3.0, 2.0, 1.0], 0.25), Some(2.0));
    }

    #[test]
    fn one_value_is_every_quantile_and_none_is_no_quantile() {
        assert_eq!(quantile(&[2.5], 0.9), Some(2.5));
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quartiles(&[]), None);
        assert_eq!(quantile(&[1.0, f64::NAN], 0.5), None);
        assert_eq!(quantile(&[1.0, f64::INFINITY], 0.5), None);
        for p in [-0.01, 1.01, f64::NAN] {
            assert_eq!(quantile(&[1.0, 2.0], p), None, "{p}");
        }
    }

    proptest! {
        #[test]
        fn quantiles_rise_with_the_share_and_stay_in_the_sample(
            sample in prop::collection::vec(-1e300_f64..1e300, 1..40),
            p in 0.0_f64..=1.0,
            q in 0.0_f64..=1.0,
        ) {
            let (low, high) = (quantile(&sample, p.min(q)), quantile(&sample, p.max(q)));
            prop_assert!(low <= high);
            prop_assert!(quantile(&sample, 0.0) <= low && high <= quantile(&sample, 1.0));
        }
    }
}
