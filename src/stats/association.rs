//! One item or aspect of a cohort against its outcome. Association, not cause.

use super::delta::{CliffsDelta, DeltaInterval};
use super::groups::{Refusal, Side, enough};
use super::kendall::tau_b;
use super::levels::Levels;
use super::permutation::PermutationP;

/// How a bootstrap is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    /// How many resamples.
    pub resamples: usize,
    /// The same seed gives the same interval.
    pub seed: u64,
}

impl Default for Draws {
    /// 2,000: other seeds move an end of the interval by some 3% of half its width.
    fn default() -> Self {
        Self { resamples: 2000, seed: 0 }
    }
}

/// What a cohort shows of one item or aspect and the outcome.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Association {
    /// SOCs with both, those in neither group among them: the tau is theirs.
    pub socs: usize,
    /// Those of them in the group with the better outcome.
    pub high: usize,
    /// Those in the group with the worse.
    pub low: usize,
    /// How far the high group stands above the low one.
    pub delta: CliffsDelta,
    /// What resampling leaves open of it.
    pub interval: DeltaInterval,
    /// Kendall's tau-b with the outcome itself; nothing where one of the two is the same everywhere.
    pub tau: Option<f64>,
    /// How often chance alone sets the groups as far apart; not yet adjusted for the number of items.
    pub permutation: PermutationP,
}

/// Sets the values of an item against the outcomes: three lists with one place a SOC. A SOC without a value or an outcome
/// is left out; one in neither group counts for the tau alone.
///
/// # Errors
/// Where those that are left are too few ([`enough`]), the reason.
pub fn associate<V: Ord, O: Ord>(
    values: &[Option<V>],
    outcomes: &[Option<O>],
    sides: &[Option<Side>],
    draws: Draws,
) -> Result<Association, Refusal> {
    let mut pairs = Vec::new();
    let (mut high, mut low) = (Vec::new(), Vec::new());
    for ((value, outcome), side) in values.iter().zip(outcomes).zip(sides) {
        let (Some(value), Some(outcome)) = (value, outcome) else { continue };
        pairs.push((value, outcome));
        match side {
            Some(Side::High) => high.push(value),
            Some(Side::Low) => low.push(value),
            None => {}
        }
    }
    associate_counted(&Levels::of(&high, &low), pairs.len(), || tau_b(&pairs), draws)
}

/// The same from how often each value occurs in the two groups; `socs` counts those in neither group as well, and the tau
/// is worked out where they are enough.
///
/// # Errors
/// As [`associate`].
pub fn associate_counted(
    levels: &Levels,
    socs: usize,
    tau: impl FnOnce() -> Option<f64>,
    draws: Draws,
) -> Result<Association, Refusal> {
    let (high, low) = (levels.high(), levels.low());
    enough(socs, high, low)?;
    let empty = Refusal::SmallGroup { side: Side::High, found: 0 };
    Ok(Association {
        socs,
        high,
        low,
        delta: levels.delta().ok_or(empty)?,
        interval: levels.interval(draws.resamples.max(1), draws.seed).ok_or(empty)?,
        tau: tau(),
        permutation: levels.permutation().ok_or(empty)?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Method, thirds};
    use super::*;

    /// 30 SOCs with the outcomes 0 to 29 and the values by their place.
    fn cohort(value: impl Fn(i64) -> Option<i64>) -> (Vec<Option<i64>>, Vec<Option<i64>>) {
        ((0..30).map(value).collect(), (0..30).map(Some).collect())
    }

    fn found(values: &[Option<i64>], outcomes: &[Option<i64>]) -> Result<Association, Refusal> {
        associate(values, outcomes, &thirds(outcomes), Draws::default())
    }

    #[test]
    fn an_item_that_rises_with_the_outcome() {
        // thirds of ten: 0..=9 low, 20..=29 high; values 1 to 3 and 3 to 5, six outcomes a value
        let (values, outcomes) = cohort(|at| Some(at / 6 + 1));
        let found = found(&values, &outcomes).expect("enough");
        assert_eq!((found.socs, found.high, found.low), (30, 10, 10));
        // low: six 1, four 2; high: four 4, six 5
        assert!(found.delta.is_full_separation() && found.delta.value() == 1.0);
        assert_eq!(found.interval, DeltaInterval::FullSeparation);
        // this deal and its mirror, of C(20, 10) = 184756: six 1 and four 2 fall to one group in one way each
        assert_eq!(found.permutation.method, Method::Exact);
        assert!((found.permutation.p - 2.0 / 184_756.0).abs() < 1e-15);
        // no pair is discordant; 5 values of 6 tie 75 of 435 pairs: 360 / sqrt(360 * 435)
        let tau = found.tau.expect("two orders");
        assert!((tau - (360.0_f64 / 435.0).sqrt()).abs() < 1e-12, "{tau}");
    }

    #[test]
    fn missing_answers_are_left_out_and_may_leave_too_few() {
        let (values, outcomes) = cohort(|at| (at != 4).then_some(at % 5));
        assert_eq!(found(&values, &outcomes), Err(Refusal::FewSocs { found: 29 }));
        let outcomes: Vec<Option<i64>> = (0..60).map(Some).collect();
        let values: Vec<Option<i64>> = (0..60).map(|at| (at >= 13).then_some(at % 5)).collect();
        assert_eq!(
            found(&values, &outcomes),
            Err(Refusal::SmallGroup { side: Side::Low, found: 7 }),
            "thirds of 20, of which 13 did not answer"
        );
        assert_eq!(found(&values[..1], &outcomes[..1]), Err(Refusal::FewSocs { found: 0 }), "one SOC");
        assert_eq!(found(&[], &[]), Err(Refusal::FewSocs { found: 0 }));
    }

    #[test]
    fn an_item_that_is_the_same_everywhere_shows_nothing() {
        let (values, outcomes) = cohort(|_| Some(3));
        let shown = found(&values, &outcomes).expect("enough");
        assert_eq!((shown.delta.value(), shown.tau, shown.permutation.p), (0.0, None, 1.0));
        assert_eq!(shown.interval, DeltaInterval::AllEqual);
        let (values, _) = cohort(Some);
        let same = vec![Some(1); 30];
        assert_eq!(
            found(&values, &same),
            Err(Refusal::SmallGroup { side: Side::High, found: 0 }),
            "one outcome everywhere has no thirds"
        );
    }
}
