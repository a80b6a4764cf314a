//! Two groups of a cohort by their outcome, and when there are too few to compare.

use std::fmt;

/// Below so many SOCs nothing is compared.
pub const LEAST_SOCS: usize = 30;
/// Nor below so many in one of the two groups.
pub const LEAST_IN_GROUP: usize = 8;

/// One of the two groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// With the better outcome.
    High,
    /// With the worse.
    Low,
}

/// Why two groups are not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Fewer than [`LEAST_SOCS`] in all.
    FewSocs {
        /// Those there are.
        found: usize,
    },
    /// Fewer than [`LEAST_IN_GROUP`] in a group.
    SmallGroup {
        /// The smaller one, the high one of two alike.
        side: Side,
        /// Those in it.
        found: usize,
    },
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FewSocs { found } => {
                write!(f, "{found} of the {LEAST_SOCS} SOCs needed have both an answer and an outcome")
            }
            Self::SmallGroup { side, found } => {
                let side = if *side == Side::High { "better" } else { "worse" };
                write!(
                    f,
                    "{found} of the {LEAST_IN_GROUP} SOCs needed are in the group with the {side} outcome"
                )
            }
        }
    }
}

/// Whether so many are enough: SOCs in all (those in neither group among them), and those in each group.
///
/// # Errors
/// The reason where they are not.
pub fn enough(socs: usize, high: usize, low: usize) -> Result<(), Refusal> {
    if socs < LEAST_SOCS {
        return Err(Refusal::FewSocs { found: socs });
    }
    let (side, found) = if low < high { (Side::Low, low) } else { (Side::High, high) };
    if found < LEAST_IN_GROUP { Err(Refusal::SmallGroup { side, found }) } else { Ok(()) }
}

/// The top and the bottom third of the known outcomes; of an unknown one, and of one in the middle, nothing.
///
/// Equal outcomes fall together, so that no SOC stands above another with the same outcome: they are in the bottom third
/// where their mid-rank (share below plus half the tied) is a third or less, in the top third where it is two thirds or
/// more. Without ties that is the nearest whole number to a third of them in each; with many ties a group may hold more
/// (up to two thirds, where so many are equal) or none, so its size is told with what is found in it. Where less is
/// better, such as hours, give the outcomes as [`std::cmp::Reverse`].
#[must_use]
pub fn thirds<T: Ord>(outcomes: &[Option<T>]) -> Vec<Option<Side>> {
    let mut sorted: Vec<&T> = outcomes.iter().flatten().collect();
    sorted.sort_unstable();
    let runs: Vec<&[&T]> = sorted.chunk_by(|a, b| a == b).collect();
    let sides = thirds_of_counts(&runs.iter().map(|run| run.len() as u64).collect::<Vec<_>>());
    let side = |outcome: &T| sides[runs.partition_point(|run| run[0] < outcome)];
    outcomes.iter().map(|outcome| outcome.as_ref().and_then(side)).collect()
}

/// [`thirds`] of outcomes that were counted: how often each occurs, rising; for each, the third that it is in.
#[must_use]
pub fn thirds_of_counts(counts: &[u64]) -> Vec<Option<Side>> {
    let all: u64 = counts.iter().sum();
    let mut below = 0;
    let side = |tied: &u64| {
        let above = all - below - tied;
        // (below + tied / 2) / all <= 1 / 3, in whole numbers
        let side = if 3 * (2 * below + tied) <= 2 * all {
            Some(Side::Low)
        } else if 3 * (2 * above + tied) <= 2 * all {
            Some(Side::High)
        } else {
            None
        };
        below += tied;
        side
    };
    counts.iter().map(side).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `H`, `L` and `.` for the outcomes in their order.
    fn drawn<T: Ord>(outcomes: &[Option<T>]) -> String {
        let letter = |side: &Option<Side>| match side {
            Some(Side::High) => 'H',
            Some(Side::Low) => 'L',
            None => '.',
        };
        thirds(outcomes).iter().map(letter).collect()
    }

    fn known(outcomes: &[i64]) -> Vec<Option<i64>> {
        outcomes.iter().copied().map(Some).collect()
    }

    #[test]
    fn thirds_without_ties_are_the_nearest_whole_number() {
        assert_eq!(drawn(&known(&[1, 2, 3, 4, 5, 6, 7, 8, 9])), "LLL...HHH");
        // 10 / 3 is nearest to 3, 11 / 3 to 4
        assert_eq!(drawn(&known(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10])), "LLL....HHH");
        assert_eq!(drawn(&known(&[11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])), "HHHH...LLLL");
        assert_eq!(drawn(&[Some(3), None, Some(1), None, Some(2)]), "H.L..", "unknown outcomes do not count");
    }

    #[test]
    fn equal_outcomes_at_a_border_fall_to_the_side_that_their_middle_is_on() {
        // of 9, three equal ones at places 3 to 5: mid-rank 3.5 / 9 is above a third, so they stay in the middle
        assert_eq!(drawn(&known(&[1, 2, 3, 3, 3, 6, 7, 8, 9])), "LL....HHH");
        // at places 2 to 4: 2.5 / 9 is below it, so all three are in the bottom third
        assert_eq!(drawn(&known(&[1, 2, 2, 2, 5, 6, 7, 8, 9])), "LLLL..HHH");
        // two outcomes alone: mid-ranks a quarter and three quarters
        assert_eq!(drawn(&known(&[0, 0, 1, 1])), "LLHH");
        // six of nine equal: mid-rank 3 / 9, a third; seven: 3.5 / 9
        assert_eq!(drawn(&known(&[0, 0, 0, 0, 0, 0, 1, 1, 1])), "LLLLLLHHH");
        assert_eq!(drawn(&known(&[0, 0, 0, 0, 0, 0, 0, 1, 1])), ".......HH");
        assert_eq!(drawn(&known(&[4, 4, 4])), "...", "all equal");
        assert_eq!(drawn(&known(&[4])), ".", "one SOC");
        assert_eq!(drawn::<i64>(&[]), "");
    }

    #[test]
    fn too_few_are_refused_with_the_reason() {
        assert_eq!(enough(30, 8, 8), Ok(()));
        assert_eq!(enough(29, 15, 14), Err(Refusal::FewSocs { found: 29 }));
        assert_eq!(enough(60, 50, 7), Err(Refusal::SmallGroup { side: Side::Low, found: 7 }));
        assert_eq!(enough(60, 0, 30), Err(Refusal::SmallGroup { side: Side::High, found: 0 }));
        assert_eq!(
            Refusal::FewSocs { found: 29 }.to_string(),
            "29 of the 30 SOCs needed have both an answer and an outcome"
        );
        assert_eq!(
            Refusal::SmallGroup { side: Side::Low, found: 7 }.to_string(),
            "7 of the 8 SOCs needed are in the group with the worse outcome"
        );
    }

    proptest! {
        #[test]
        fn every_high_outcome_is_above_every_low_one(outcomes in prop::collection::vec(prop::option::of(0_i64..12), 0..50)) {
            let sides = thirds(&outcomes);
            prop_assert_eq!(sides.len(), outcomes.len());
            for (a, side) in outcomes.iter().zip(&sides) {
                for (b, other) in outcomes.iter().zip(&sides) {
                    if (*side, *other) == (Some(Side::High), Some(Side::Low)) {
                        prop_assert!(a > b && b.is_some());
                    }
                    prop_assert!(a != b || side == other);
                }
            }
        }
    }
}
