//! Drivers: which answers and scores of a cohort go with its outcome. Association, not cause.

use super::cohort::Segment;

/// Up to this adjusted p an association counts as more than chance.
pub const TOLD_APART: f64 = 0.05;
/// What stands in every output.
pub const NO_CAUSE: &str = "Association, not cause";

/// What goes with an outcome in one pool.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drivers {
    /// The folder as the user named it.
    pub pool: String,
    /// Every row was generated: no SOC is behind any figure.
    pub simulated: bool,
    pub outcome: Outcome,
    pub segment: Segment,
    /// Whose rows are looked at, such as `soc-core`; empty where the pool has none.
    pub instrument: String,
    /// SOCs with a latest full row and a known outcome; none where they are too few to be told.
    pub socs: Option<u64>,
    /// Those with the better and with the worse outcome; none where nothing is compared.
    pub groups: Option<Groups>,
    /// Why nothing is compared, where nothing is.
    pub refused: Option<String>,
    /// What was compared, best founded first.
    pub found: Vec<Driver>,
    /// What was not, by the reason.
    pub left_out: Vec<LeftOut>,
    /// What must be known beside every figure.
    pub caveats: Vec<String>,
}

/// The outcome, in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// `ai.value`, `overall`, `domain.people`.
    pub key: String,
    pub label: String,
    /// What a SOC of the high group has, such as `good or excellent value of AI`.
    pub high: String,
    /// What a SOC of the low group has.
    pub low: String,
}

/// SOCs in the two groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Groups {
    pub high: u64,
    pub low: u64,
}

/// What is set against the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The answer to a question, 1 to 5.
    Item,
    /// The maturity of an aspect.
    Aspect,
    /// The capability of an aspect.
    Capability,
}

impl Kind {
    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Aspect => "aspect",
            Self::Capability => "capability",
        }
    }
}

/// One item or aspect beside the outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Driver {
    /// The column of the pool: `answer.people.training.plan`.
    pub column: String,
    pub kind: Kind,
    /// The id of the item or aspect.
    pub id: String,
    /// Its question or name; empty where the questionnaire's texts are not at hand.
    pub text: String,
    /// SOCs with both, those in neither group among them.
    pub socs: u64,
    pub groups: Groups,
    pub pairs: Pairs,
    pub interval: Interval,
    /// Kendall's tau-b with the outcome itself; none where one of the two is the same everywhere.
    pub tau: Option<f64>,
    /// Permutation p of the delta, not adjusted.
    pub p: f64,
    /// All deals were counted; else a normal distribution stands for them.
    pub p_exact: bool,
    /// The same after Benjamini-Hochberg over everything that was compared.
    pub q: f64,
    /// The same within bands of size; none where no band has enough SOCs in both groups.
    pub adjusted: Option<Adjusted>,
    pub standing: Standing,
}

/// Pairs of one SOC of the high group and one of the low.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pairs {
    /// In which the first has more.
    pub more: u64,
    /// In which it has less.
    pub less: u64,
    /// All; above 0.
    pub all: u64,
}

impl Pairs {
    /// Cliff's delta, -1..=1.
    #[must_use]
    pub fn delta(self) -> f64 {
        (self.more as f64 - self.less as f64) / self.all as f64
    }

    /// Of 100 pairs, those with more, with less and with the same, which add up to 100.
    #[must_use]
    pub fn of_hundred(self) -> [u64; 3] {
        let counts = [self.more, self.less, self.all - self.more - self.less].map(u128::from);
        let all = u128::from(self.all);
        let mut shares = counts.map(|count| (count * 100 / all) as u64);
        // the largest remainders get what is missing
        let mut order = [0, 1, 2];
        order.sort_by_key(|at| std::cmp::Reverse(counts[*at] * 100 % all));
        let missing = 100 - shares.iter().sum::<u64>();
        order.iter().take(missing as usize).for_each(|at| shares[*at] += 1);
        shares
    }
}

/// The 95% interval of a delta, and how it came about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Interval {
    Bootstrap {
        low: f64,
        high: f64,
    },
    Normal {
        low: f64,
        high: f64,
    },
    /// Not estimable: no value of one group lies among those of the other.
    FullSeparation,
    /// Not estimable: all values are equal.
    AllEqual,
}

impl Interval {
    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Bootstrap { .. } => "bootstrap",
            Self::Normal { .. } => "normal",
            Self::FullSeparation => "full_separation",
            Self::AllEqual => "all_equal",
        }
    }

    /// Its ends, where it can be estimated.
    #[must_use]
    pub fn ends(self) -> Option<(f64, f64)> {
        match self {
            Self::Bootstrap { low, high } | Self::Normal { low, high } => Some((low, high)),
            Self::FullSeparation | Self::AllEqual => None,
        }
    }
}

/// The pairs within bands of size only.
#[derive(Debug, Clone, PartialEq)]
pub struct Adjusted {
    pub pairs: Pairs,
    pub interval: Interval,
    /// The bands with enough SOCs in both groups, as slugs, from the smallest.
    pub bands: Vec<String>,
    /// SOCs of the two groups in these bands.
    pub socs: u64,
    pub change: Option<Change>,
}

/// How much the view within bands differs from the plain one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The other way round.
    Sign,
    /// Less than half as large: size explains much of it.
    Smaller,
    /// More than half as large again: size hid some of it.
    Larger,
}

impl Change {
    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Sign => "sign",
            Self::Smaller => "smaller",
            Self::Larger => "larger",
        }
    }
}

/// What can be said of an item or aspect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// More than chance, and much the same among SOCs of one size.
    Holds,
    /// More than chance; too few SOCs of one size to look within.
    NotAdjusted,
    /// More than chance, and among SOCs of one size the other way round or less than half as large.
    SizeExplains,
    /// Not distinguishable from chance.
    Chance,
}

impl Standing {
    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::NotAdjusted => "not_adjusted",
            Self::SizeExplains => "size_explains",
            Self::Chance => "chance",
        }
    }
}

/// Items and aspects that were not compared, for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    pub reason: String,
    pub columns: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_hundred_pairs_all_are_told() {
        // thirds: 33 1/3 each, the first gets the one that is missing
        assert_eq!(Pairs { more: 1, less: 1, all: 3 }.of_hundred(), [34, 33, 33]);
        assert_eq!(Pairs { more: 71, less: 20, all: 100 }.of_hundred(), [71, 20, 9]);
        // 5/7 = 71.43, 1/7 = 14.29 twice: 71 + 14 + 14, and the largest remainder is the first's
        assert_eq!(Pairs { more: 5, less: 1, all: 7 }.of_hundred(), [72, 14, 14]);
        assert_eq!(Pairs { more: 0, less: 9, all: 9 }.of_hundred(), [0, 100, 0]);
    }
}
