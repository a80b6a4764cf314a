//! What a published mean allows to be said, whatever the distribution behind it.

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
