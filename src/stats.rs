//! Layer 0: plain numbers in, plain numbers out.

/// Quantile of the normal distribution for 95% between two ends.
const Z95: f64 = 1.959_964;

/// Wilson's 95% interval of a share among `n`; from 0 to 1 where `n` is 0.
#[must_use]
pub fn wilson(share: f64, n: f64) -> (f64, f64) {
    if n <= 0.0 {
        return (0.0, 1.0);
    }
    let z2 = Z95 * Z95;
    let centre = share + z2 / (2.0 * n);
    let half = Z95 * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    let width = 1.0 + z2 / n;
    // rounding of the last digit must not leave 0..=1, nor lose an end that is exactly there
    let low = if share <= 0.0 { 0.0 } else { ((centre - half) / width).max(0.0) };
    let high = if share >= 1.0 { 1.0 } else { ((centre + half) / width).min(1.0) };
    (low, high)
}

/// Mid-rank of one's own value among `n` others, `below` of them lower and `tied` equal, with its 95% interval:
/// Wilson's with the `n` that ties leave effective. No interval where all are tied, nothing where `n` is 0.
#[must_use]
pub fn mid_rank(below: usize, tied: usize, n: usize) -> Option<(f64, Option<(f64, f64)>)> {
    if n == 0 || below + tied > n {
        return None;
    }
    let total = n as f64;
    let ties = tied as f64 / total;
    let rank = below as f64 / total + ties / 2.0;
    if tied == n {
        return Some((rank, None));
    }
    // the variance of 0 (above), 1/2 (tied) and 1 (below) is p(1-p) - t/4
    let (binomial, variance) = (rank * (1.0 - rank), rank * (1.0 - rank) - ties / 4.0);
    let effective = if variance > 0.0 { total * binomial / variance } else { total };
    Some((rank, Some(wilson(rank, effective))))
}

/// An exact share of 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    part: i128,
    of: i128,
}

impl Share {
    const NONE: Self = Self { part: 0, of: 1 };
    const ALL: Self = Self { part: 1, of: 1 };

    /// `part / of`, `of` above 0, kept within 0..=1.
    fn new(part: i128, of: i128) -> Self {
        if part <= 0 {
            Self::NONE
        } else if part >= of {
            Self::ALL
        } else {
            Self { part, of }
        }
    }

    fn less(self, other: Self) -> bool {
        self.part.saturating_mul(other.of) < other.part.saturating_mul(self.of)
    }

    fn larger_of(self, other: Self) -> Self {
        if self.less(other) { other } else { self }
    }

    fn smaller_of(self, other: Self) -> Self {
        if other.less(self) { other } else { self }
    }

    /// The nearest float.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.part as f64 / self.of as f64
    }

    /// Whole percent, rounded down: what "at least" may say.
    #[must_use]
    pub fn at_least_percent(self) -> i64 {
        i64::try_from(self.part.saturating_mul(100) / self.of).unwrap_or(0)
    }

    /// What is left to 1.
    #[must_use]
    pub fn rest(self) -> Self {
        Self::new(self.of - self.part, self.of)
    }
}

/// What is published about a distribution of which only the mean is known. All numbers in one unit, below 10^10.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MeanKnown {
    /// The ends of what the published mean stands for.
    pub low: i64,
    pub high: i64,
    /// The ends of the scale.
    pub min: Option<i64>,
    pub max: Option<i64>,
    /// The largest standard deviation that the published one stands for.
    pub sd: Option<i64>,
}

impl MeanKnown {
    /// At least that share lies below `x`, whatever the distribution: Markov's inequality, Cantelli's where tighter.
    #[must_use]
    pub fn share_below(&self, x: i64) -> Share {
        let (x, high) = (i128::from(x), i128::from(self.high));
        let distance = x - high;
        if distance <= 0 {
            return Share::NONE;
        }
        // P(X >= x) <= (m - min) / (x - min)
        let markov = self.min.map_or(Share::NONE, |min| {
            let min = i128::from(min);
            if x > min { Share::new(distance, x - min) } else { Share::NONE }
        });
        // P(X - m >= d) <= s^2 / (s^2 + d^2)
        let cantelli = self.sd.map_or(Share::NONE, |sd| {
            let square = i128::from(sd) * i128::from(sd);
            Share::new(distance * distance, square + distance * distance)
        });
        markov.larger_of(cantelli)
    }

    /// At most that share lies at `x` or below.
    #[must_use]
    pub fn share_at_or_below(&self, x: i64) -> Share {
        let (x, low) = (i128::from(x), i128::from(self.low));
        let markov = self.max.map_or(Share::ALL, |max| {
            let max = i128::from(max);
            if x < max { Share::new(max - low, max - x) } else { Share::ALL }
        });
        let distance = low - x;
        let cantelli = match self.sd {
            Some(sd) if distance > 0 => {
                let square = i128::from(sd) * i128::from(sd);
                Share::new(square, square + distance * distance)
            }
            _ => Share::ALL,
        };
        markov.smaller_of(cantelli)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(found: (f64, f64), expected: (f64, f64)) {
        let near = |a: f64, b: f64| (a - b).abs() < 5e-5;
        assert!(near(found.0, expected.0) && near(found.1, expected.1), "{found:?} is not {expected:?}");
    }

    #[test]
    fn wilson_gives_the_textbook_numbers() {
        // Newcombe 1998, table I, score method: 81/263, 15/148, 0/20, 1/29
        close(wilson(81.0 / 263.0, 263.0), (0.2553, 0.3662));
        close(wilson(15.0 / 148.0, 148.0), (0.0624, 0.1605));
        close(wilson(0.0, 20.0), (0.0, 0.1611));
        close(wilson(1.0 / 29.0, 29.0), (0.0061, 0.1718));
        assert_eq!(wilson(0.0, 20.0).0, 0.0);
        assert_eq!(wilson(1.0, 20.0).1, 1.0);
        assert_eq!(wilson(0.5, 0.0), (0.0, 1.0));
    }

    #[test]
    fn mid_rank_shares_ties_and_narrows_for_them() {
        // 4 of 10 below, 2 tied: 0.4 + 0.1 = 0.5; n_eff = 10 * 0.25 / (0.25 - 0.05) = 12.5
        let (rank, interval) = mid_rank(4, 2, 10).expect("ten others");
        assert!((rank - 0.5).abs() < 1e-12);
        close(interval.expect("not all tied"), wilson(0.5, 12.5));
        assert_eq!(mid_rank(0, 10, 10), Some((0.5, None)), "all tied");
        assert_eq!(mid_rank(0, 0, 0), None);
        let (rank, interval) = mid_rank(10, 0, 10).expect("ten others");
        assert_eq!((rank, interval), (1.0, Some(wilson(1.0, 10.0))));
    }

    /// The survey's people mean in half hundredths: 2.3 stands for 2.25 to 2.35, on 0 to 5.
    const PEOPLE: MeanKnown = MeanKnown { low: 450, high: 470, min: Some(0), max: Some(1000), sd: None };

    #[test]
    fn bounds_use_the_unfavourable_end_of_the_rounding() {
        // own 2.80: 1 - 2.35/2.80 = 0.45/2.80 = 0.160714…; (5 - 2.25)/(5 - 2.80) = 1.25, so nothing above
        assert_eq!(PEOPLE.share_below(560), Share { part: 90, of: 560 });
        assert_eq!(PEOPLE.share_below(560).at_least_percent(), 16);
        assert_eq!(PEOPLE.share_at_or_below(560), Share::ALL);
        // own 1.50: (5 - 2.25)/(5 - 1.50) = 2.75/3.50 = 0.785714…: at least 21% scored above
        assert_eq!(PEOPLE.share_below(300), Share::NONE);
        assert_eq!(PEOPLE.share_at_or_below(300), Share { part: 550, of: 700 });
        assert_eq!(PEOPLE.share_at_or_below(300).rest().at_least_percent(), 21);
        // at the ends of the scale the formulas are undefined and nothing is claimed beyond them
        assert_eq!(PEOPLE.share_below(0), Share::NONE);
        assert_eq!(PEOPLE.share_at_or_below(1000), Share::ALL);
        // 5.00: 1 - 2.35/5 = 0.53
        assert_eq!(PEOPLE.share_below(1000).at_least_percent(), 53);
    }

    #[test]
    fn a_published_spread_tightens_the_bounds_by_cantelli() {
        // mean 2.30 exactly, s = 0.5, own 3.30: d = 1, 1 / (0.25 + 1) = 0.8; Markov alone gives 1 - 2.3/3.3 = 0.303
        let known = MeanKnown { low: 460, high: 460, min: Some(0), max: Some(1000), sd: Some(100) };
        assert_eq!(known.share_below(660).at_least_percent(), 80);
        // own 1.30: at most 0.25 / 1.25 = 0.2 at or below
        assert!((known.share_at_or_below(260).to_f64() - 0.2).abs() < 1e-12);
        // without a scale's end, and without a spread, nothing is known
        let open = MeanKnown { low: 48_200, high: 48_200, min: None, max: None, sd: None };
        assert_eq!((open.share_below(90_000), open.share_at_or_below(1)), (Share::NONE, Share::ALL));
    }

    proptest! {
        #[test]
        fn the_true_shares_always_lie_within_the_bounds(
            sample in prop::collection::vec(0_i64..=500, 1..40),
            x in 0_i64..=500,
            step in prop::sample::select(vec![1_i64, 10, 50]),
            with_sd in any::<bool>(),
        ) {
            let n = i64::try_from(sample.len()).expect("short");
            let sum: i64 = sample.iter().sum();
            // published: rounded to the step, in hundredths; doubled so that half a step is whole
            let published = (sum + n * step / 2) / (n * step) * step;
            let mean = sum as f64 / n as f64;
            let variance = sample.iter().map(|v| (*v as f64 - mean).powi(2)).sum::<f64>() / n as f64;
            let sd = (2.0 * variance.sqrt()).ceil() as i64;
            let known = MeanKnown {
                low: 2 * published - step,
                high: 2 * published + step,
                min: Some(0),
                max: Some(1000),
                sd: with_sd.then_some(sd),
            };
            let below = sample.iter().filter(|v| **v < x).count() as f64 / n as f64;
            let at_or_below = sample.iter().filter(|v| **v <= x).count() as f64 / n as f64;
            prop_assert!(known.share_below(2 * x).to_f64() <= below + 1e-12);
            prop_assert!(known.share_at_or_below(2 * x).to_f64() >= at_or_below - 1e-12);
        }

        #[test]
        fn bounds_rise_with_the_own_score(x in 0_i64..1000, sd in prop::option::of(0_i64..500)) {
            let known = MeanKnown { sd, ..PEOPLE };
            prop_assert!(known.share_below(x).to_f64() <= known.share_below(x + 1).to_f64());
            prop_assert!(known.share_at_or_below(x).to_f64() <= known.share_at_or_below(x + 1).to_f64());
        }
    }
}
