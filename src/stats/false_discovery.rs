//! How far chance alone explains the smallest of many p values.

/// Benjamini-Hochberg adjusted p values, in the order given: of the tests with an adjusted value up to q, no more than
/// the share q is expected to be chance (Benjamini and Hochberg 1995, "Controlling the False Discovery Rate"; proven for
/// tests that are independent or depend on each other positively, and for others an approximation).
///
/// The i-th smallest of m becomes `min over j >= i of p_j m / j`, at most 1. What is no share, such as not-a-number,
/// counts as 1: it claims nothing.
#[must_use]
pub fn benjamini_hochberg(p_values: &[f64]) -> Vec<f64> {
    let claimed = |at: &usize| {
        let p = p_values[*at];
        if (0.0..=1.0).contains(&p) { p } else { 1.0 }
    };
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|a, b| claimed(a).total_cmp(&claimed(b)));
    let mut adjusted = vec![1.0; p_values.len()];
    let mut least = 1.0_f64;
    for (rank, at) in order.iter().enumerate().rev() {
        // m / j first: what is not below 1 cannot make p smaller, nor the largest p larger
        least = least.min(claimed(at) * (p_values.len() as f64 / (rank + 1) as f64));
        adjusted[*at] = least;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn by_hand() {
        // sorted 0.01 0.02 0.03 0.5 times 4/1, 4/2, 4/3, 4/4: 0.04 0.04 0.04 0.5
        let adjusted = benjamini_hochberg(&[0.03, 0.5, 0.01, 0.02]);
        for (found, expected) in adjusted.iter().zip([0.04, 0.5, 0.04, 0.04]) {
            assert!((found - expected).abs() < 1e-15, "{adjusted:?}");
        }
        assert_eq!(benjamini_hochberg(&[]), Vec::<f64>::new());
        assert_eq!(benjamini_hochberg(&[0.2]), [0.2]);
        // 0.6 * 2 / 1 is cut by 0.8 * 2 / 2
        assert_eq!(benjamini_hochberg(&[0.8, 0.6]), [0.8, 0.8]);
    }

    #[test]
    fn what_is_no_share_claims_nothing_and_still_counts_as_a_test() {
        assert_eq!(benjamini_hochberg(&[f64::NAN, 0.25, -0.5, 7.0]), [1.0, 1.0, 1.0, 1.0]);
        assert_eq!(benjamini_hochberg(&[f64::NAN, 0.25]), [1.0, 0.5]);
    }

    proptest! {
        #[test]
        fn adjusted_values_keep_the_order_and_never_fall(ps in prop::collection::vec(1e-12_f64..=1.0, 1..60)) {
            let adjusted = benjamini_hochberg(&ps);
            for (p, a) in ps.iter().zip(&adjusted) {
                prop_assert!(p <= a && *a <= 1.0);
                for (other, b) in ps.iter().zip(&adjusted) {
                    prop_assert!(p > other || a <= b, "{p} {other} {a} {b}");
                }
            }
            let largest = ps.iter().copied().fold(0.0, f64::max);
            prop_assert_eq!(adjusted.iter().copied().fold(0.0, f64::max), largest);
        }

        #[test]
        fn one_smaller_p_raises_no_adjusted_value(ps in prop::collection::vec(1e-12_f64..=1.0, 1..30), at in 0_usize..30) {
            let mut other = ps.clone();
            let at = at % ps.len();
            other[at] /= 2.0;
            for (before, after) in benjamini_hochberg(&ps).iter().zip(benjamini_hochberg(&other)) {
                prop_assert!(after <= *before);
            }
        }
    }
}
