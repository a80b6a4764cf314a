//! Scores, kept exact until they are shown. This is the only place that rounds.

use std::fmt;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

/// An exact score or difference of scores. Whole-number arithmetic, so the order of items cannot matter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(BigRational);

impl Exact {
    /// `numerator / denominator`; the denominator is never 0 (it is a sum of weights or a count that was checked).
    ///
    /// # Panics
    /// Where the denominator is 0.
    #[must_use]
    pub fn ratio(numerator: i64, denominator: i64) -> Self {
        Self(BigRational::new(BigInt::from(numerator), BigInt::from(denominator)))
    }

    /// A number of hundredths, such as a target or a published figure.
    #[must_use]
    pub fn hundredths(hundredths: i64) -> Self {
        Self::ratio(hundredths, 100)
    }

    /// The mean of the values, or `None` of none.
    #[must_use]
    pub fn mean<'a>(values: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let mut sum = BigRational::zero();
        let mut count = 0_i64;
        for value in values {
            sum += &value.0;
            count += 1;
        }
        (count > 0).then(|| Self(sum / BigInt::from(count)))
    }

    /// `self - other`.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        Self(&self.0 - &other.0)
    }

    /// `self / divisor`, for a part's share in a mean; the divisor is never 0.
    ///
    /// # Panics
    /// Where the divisor is 0.
    #[must_use]
    pub fn over(&self, divisor: usize) -> Self {
        Self(&self.0 / BigInt::from(divisor))
    }

    /// Two decimals, half away from zero: what is shown, and what levels, gates and thresholds use.
    #[must_use]
    pub fn rounded(&self) -> Rounded {
        let scaled = &self.0 * BigInt::from(100);
        // BigRational::round is half away from zero
        Rounded(scaled.round().to_integer().to_i64().unwrap_or(if scaled.is_negative() {
            i64::MIN
        } else {
            i64::MAX
        }))
    }

    /// The nearest float, for charts only.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.0.to_f64().unwrap_or(f64::NAN)
    }
}

/// Hundredths as shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rounded(pub i64);

impl Rounded {
    /// `numerator / denominator` in two decimals, half away from zero, in whole numbers; the denominator is above 0.
    ///
    /// # Panics
    /// Where the denominator is 0.
    #[must_use]
    pub fn of_ratio(numerator: i64, denominator: i64) -> Self {
        let (numerator, denominator) = (i128::from(numerator) * 100, i128::from(denominator));
        let away = if numerator < 0 { -denominator } else { denominator };
        let rounded = (2 * numerator + away) / (2 * denominator);
        Self(i64::try_from(rounded).unwrap_or(if rounded < 0 { i64::MIN } else { i64::MAX }))
    }

    /// As a float with two decimals, for JSON and charts.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        // exact for every score: hundredths are far below 2^53
        self.0 as f64 / 100.0
    }

    /// With an explicit sign, for differences: `+0.25`, `-1.00`, `0.00`.
    #[must_use]
    pub fn signed(self) -> String {
        if self.0 > 0 { format!("+{self}") } else { self.to_string() }
    }

    /// The level: the floor of the rounded score, 0 to the scale's maximum.
    #[must_use]
    pub fn level(self) -> u8 {
        u8::try_from((self.0.max(0)) / 100).unwrap_or(u8::MAX)
    }
}

impl fmt::Display for Rounded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let value = self.0.unsigned_abs();
        f.pad(&format!("{sign}{}.{:02}", value / 100, value % 100))
    }
}

/// A share or difference with four decimals, so that the same input gives the same bytes whatever a platform's last digit.
#[must_use]
pub fn four_decimals(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

/// Which of the two scales a score is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scale {
    /// 0 to 5.
    Maturity,
    /// 0 to 3.
    Capability,
}

impl Scale {
    /// 5 or 3.
    #[must_use]
    pub fn max(self) -> i64 {
        match self {
            Self::Maturity => 5,
            Self::Capability => 3,
        }
    }

    /// The word in files and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Maturity => "maturity",
            Self::Capability => "capability",
        }
    }

    /// The name of a level: maturity 0..=5, capability 0..=3; higher levels have the name of the highest.
    #[must_use]
    pub fn level_name(self, level: u8) -> &'static str {
        match (self, level) {
            (Self::Maturity, 0) => "non-existent",
            (Self::Maturity, 1) => "initial",
            (Self::Maturity, 2) => "managed",
            (Self::Maturity, 3) => "defined",
            (Self::Maturity, 4) => "quantitatively managed",
            (Self::Maturity, _) => "optimizing",
            (Self::Capability, 0) => "incomplete",
            (Self::Capability, 1) => "performed",
            (Self::Capability, 2) => "managed",
            (Self::Capability, _) => "defined",
        }
    }
}

/// A score with all that must be known to read it.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    pub scale: Scale,
    /// None where nothing was answered, all weights are 0, or it is out of scope: a dash, never 0.
    pub value: Option<Exact>,
    /// The score if every unanswered item were at 1; none where nothing is in scope.
    pub low: Option<Exact>,
    /// The score if every unanswered item were at 5; none where nothing is in scope.
    pub high: Option<Exact>,
    /// Answered weight and weight in scope of the full instrument.
    pub coverage: Coverage,
    /// The same formula over what evidence supports; none until evidence was checked.
    pub evidenced: Option<Exact>,
    /// The error marker of a workbook cell (`#DIV/0!`); then there is no value.
    pub error: Option<String>,
}

impl Score {
    /// What is shown, or `None` for a dash.
    #[must_use]
    pub fn rounded(&self) -> Option<Rounded> {
        self.value.as_ref().map(Exact::rounded)
    }

    /// Where the score may end once everything is answered. None where nothing is open, and where the score lies under
    /// its own lower end: by the workbook's method an open question counts below level 1.
    #[must_use]
    pub fn range(&self) -> Option<(Rounded, Rounded)> {
        let (low, high) = (self.low.as_ref()?, self.high.as_ref()?);
        let under = self.value.as_ref().is_some_and(|value| value < low);
        let (low, high) = (low.rounded(), high.rounded());
        (!under && low != high).then_some((low, high))
    }

    /// The level of what is shown.
    #[must_use]
    pub fn level(&self) -> Option<u8> {
        // an own methodology may put a workbook's cell above its scale
        let most = u8::try_from(self.scale.max()).unwrap_or(u8::MAX);
        self.rounded().map(|rounded| rounded.level().min(most))
    }
}

/// Answered weight against weight in scope, both in half units of the importance factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    pub answered: u64,
    pub in_scope: u64,
}

impl Coverage {
    /// 0..=1, or `None` where nothing is in scope.
    #[must_use]
    pub fn share(self) -> Option<f64> {
        (self.in_scope > 0).then(|| self.answered as f64 / self.in_scope as f64)
    }

    /// The sum of two.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { answered: self.answered + other.answered, in_scope: self.in_scope + other.in_scope }
    }
}

/// How scores are computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Method {
    /// Ours: an unanswered item lowers nothing, exact to the domain mean.
    #[default]
    Default,
    /// The official workbook's, to the cell.
    Workbook,
}

impl Method {
    /// The word in flags and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Workbook => "workbook",
        }
    }
}

/// All scores of one assessment by one method.
#[derive(Debug, Clone, PartialEq)]
pub struct Scorecard {
    pub method: Method,
    /// The instrument that gives the domains, `soc-core@3`.
    pub instrument: String,
    /// Mean of the domains that have a score; none where the method knows no overall score.
    pub overall: Option<Score>,
    /// Mean of people, process and technology.
    pub headline: Option<Score>,
    /// The target of the overall score.
    pub target_overall: Option<Rounded>,
    pub domains: Vec<DomainScore>,
    /// NIST CSF 2.0 functions, each with its categories.
    pub csf: Vec<CsfFunction>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DomainScore {
    pub id: String,
    pub name: String,
    pub headline: bool,
    /// None where the domain has no item of that kind.
    pub maturity: Option<Score>,
    pub capability: Option<Score>,
    /// Targets in hundredths.
    pub target_maturity: Option<Rounded>,
    pub target_capability: Option<Rounded>,
    pub aspects: Vec<AspectScore>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct AspectScore {
    pub id: String,
    pub name: String,
    pub in_scope: bool,
    pub maturity: Option<Score>,
    pub capability: Option<Score>,
    /// The scored items of the aspect, in order of the instrument; empty by the workbook method.
    pub items: Vec<ItemStanding>,
}

/// What one scored item contributes, or why it does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemStanding {
    pub id: String,
    pub scale: Scale,
    pub part: ItemPart,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemPart {
    /// Answered 1..=5 with that half weight (above 0).
    Counted {
        level: u8,
        half_weight: u32,
    },
    /// In scope with that half weight, without an answer.
    Unanswered {
        half_weight: u32,
    },
    /// Importance none.
    WeightNone,
    NotRequired,
    NotApplicable,
    /// Its aspect is out of scope.
    OutOfScope,
}

/// A function or category of NIST CSF 2.0.
#[derive(Debug, Clone, PartialEq)]
pub struct CsfFunction {
    /// `GV`.
    pub id: String,
    pub maturity: Option<Score>,
    pub capability: Option<Score>,
    pub categories: Vec<CsfCategory>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct CsfCategory {
    /// `GV.OC`.
    pub id: String,
    pub maturity: Option<Score>,
    pub capability: Option<Score>,
}

macro_rules! on_both_scales {
    ($($holder:ident),+) => {$(
        impl $holder {
            /// The score on one of the two scales; none where it has no item of that kind.
            #[must_use]
            pub fn of(&self, scale: Scale) -> Option<&Score> {
                match scale {
                    Scale::Maturity => self.maturity.as_ref(),
                    Scale::Capability => self.capability.as_ref(),
                }
            }
        }
    )+};
}

on_both_scales!(DomainScore, AspectScore, CsfFunction, CsfCategory);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_are_rounded_away_from_zero_in_decimal() {
        // 63.10 % of 5 is 3.155; binary floats make 3.15 of it
        assert_eq!(Exact::ratio(6310 * 5, 10_000).rounded(), Rounded(316));
        assert_eq!(Exact::ratio(-3155, 1000).rounded(), Rounded(-316));
        assert_eq!(Exact::ratio(3_154_999, 1_000_000).rounded(), Rounded(315));
        assert_eq!(Rounded(-5).to_string(), "-0.05");
        assert_eq!(Rounded(316).level(), 3);
    }

    #[test]
    fn a_ratio_of_whole_numbers_rounds_as_an_exact_one() {
        for denominator in 1..=40 {
            for numerator in -500..=500 {
                let exact = Exact::ratio(numerator, denominator).rounded();
                assert_eq!(Rounded::of_ratio(numerator, denominator), exact, "{numerator}/{denominator}");
            }
        }
        // 1 / 200 = 0.005 and 1 / 201 just below it
        assert_eq!((Rounded::of_ratio(1, 200), Rounded::of_ratio(1, 201)), (Rounded(1), Rounded(0)));
        assert_eq!((Rounded::of_ratio(-1, 200), Rounded::of_ratio(-1, 201)), (Rounded(-1), Rounded(0)));
    }

    #[test]
    fn a_mean_is_exact_whatever_the_order() {
        let parts = [Exact::ratio(1, 3), Exact::ratio(5, 7), Exact::ratio(2, 11)];
        let mut reversed = parts.clone();
        reversed.reverse();
        assert_eq!(Exact::mean(&parts), Exact::mean(&reversed));
        assert_eq!(Exact::mean(&[]), None);
    }
}
