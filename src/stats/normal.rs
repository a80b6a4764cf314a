//! Tails of the normal distribution.

use std::f64::consts::{PI, SQRT_2};

/// The share of a normal distribution that lies `z` or more standard deviations away from its mean, on both sides.
pub(super) fn both_tails(z: f64) -> f64 {
    erfc(z.max(0.0) / SQRT_2)
}

#[cfg(any(test, feature = "pool"))]
/// The share of a normal distribution that lies below `z` standard deviations above its mean.
pub(crate) fn share_below(z: f64) -> f64 {
    let beyond = both_tails(z.abs()) / 2.0;
    if z < 0.0 { beyond } else { 1.0 - beyond }
}

/// `1 - erf(x)` for `x` of 0 and above, to some 14 digits: the series 7.1.6 of Abramowitz and Stegun 1964 near 0, and the
/// continued fraction 7.1.14 further out, where the difference from 1 would lose them.
fn erfc(x: f64) -> f64 {
    let bell = (-x * x).exp() / PI.sqrt();
    if x < 2.0 {
        let (mut sum, mut term) = (0.0, 2.0 * x);
        for n in 1..60 {
            sum += term;
            term *= 2.0 * x * x / f64::from(2 * n + 1);
        }
        return 1.0 - bell * sum;
    }
    let fraction = (1..=120).rev().fold(x, |below, k| x + f64::from(k) / 2.0 / below);
    bell / fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_as_an_independent_implementation() {
        // scipy 1.17.1: 2 * scipy.stats.norm.sf(z)
        let cases = [
            (0.0, 1.0),
            (0.5, 0.617_075_077_451_973_8),
            (1.959_963_984_540_054, 0.05),
            (2.5, 0.012_419_330_651_552_265),
            (2.83, 0.004_654_800_413_463_103),
            (3.5, 0.000_465_258_158_071_050_03),
            (6.0, 1.973_175_290_075_389e-9),
            (12.0, 3.552_964_224_155_306e-33),
            (30.0, 9.813_427_854_295_816e-198),
        ];
        for (z, expected) in cases {
            let found = both_tails(z);
            assert!((found / expected - 1.0).abs() < 1e-12, "{z}: {found} is not {expected}");
        }
        assert_eq!(both_tails(-1.0), 1.0);
        assert_eq!(both_tails(1e9), 0.0);
    }

    #[test]
    fn the_share_below_is_on_either_side_of_a_half() {
        // scipy.stats.norm.cdf
        for (z, expected) in [(-1.5, 0.066_807_201_268_858_1), (0.0, 0.5), (0.7, 0.758_036_347_776_926_9)] {
            assert!((share_below(z) - expected).abs() < 1e-12, "{z}");
        }
    }
}
