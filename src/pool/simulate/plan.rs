//! What is to be generated, worked out once: questions with their cuts, and shifts that plant the effects.

use std::fmt;

use crate::model::adoption::PerceivedValue;
use crate::model::instrument::{AdoptionRules, Instrument, ItemKind};
use crate::model::pool::SEGMENTS;
use crate::model::score::Scale;
use crate::model::segment::Segments;
use crate::stats::{SplitMix64, share_below};

/// The year of the latest rows; nothing in a simulated cohort depends on the day on which it is made.
pub(super) const LAST_YEAR: i16 = 2026;
/// Where the levels of a question of middling difficulty are cut: 16, 30, 28, 17 and 9 of a hundred.
const CUTS: [f64; 4] = [-1.0, -0.1, 0.65, 1.35];
/// How far the cuts of a question may lie from these, as a standard deviation.
const DIFFICULTY: f64 = 0.35;
/// The largest effect that is planted; nearer to 1 the groups come apart.
const MOST_DELTA: f64 = 0.95;
/// The value that SOCs with AI see in it: 29 of a hundred good or excellent, as in the SOC-CMM report of 2026, the split of
/// the others being ours.
pub(super) const VALUES: [(PerceivedValue, f64); 4] = [
    (PerceivedValue::None, 0.26),
    (PerceivedValue::Some, 0.45),
    (PerceivedValue::Good, 0.19),
    (PerceivedValue::Excellent, 0.10),
];
/// The share of good and excellent.
pub(super) const HIGH: f64 = 0.29;

/// What was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// SOCs; each has a row in the last year.
    pub socs: usize,
    /// The same seed gives the same rows.
    pub seed: u64,
    /// Years with rows, 1 to 10: in each earlier year, 60 of a hundred SOCs have one too.
    pub years: usize,
    /// Share of a question's variance that is its own, 0 to 1: the more, the less the answers of a SOC go together.
    pub noise: f64,
    /// Differences between those who see good or excellent value in their AI and those who see some or none.
    pub effects: Vec<Effect>,
}

/// A planted difference.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    pub item: String,
    /// Cliff's delta, positive where SOCs with more value from AI stand higher.
    pub delta: f64,
}

/// Why something cannot be generated.
#[derive(Debug, Clone, PartialEq)]
pub enum Unfit {
    /// There is no such question with levels.
    NoSuchItem(String),
    /// Beyond what can be planted.
    Delta(f64),
    /// The same question twice.
    Twice(String),
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchItem(item) => write!(f, "there is no question `{item}` with levels"),
            Self::Delta(delta) => {
                write!(
                    f,
                    "an effect of {delta} cannot be planted: it lies between -{MOST_DELTA} and {MOST_DELTA}"
                )
            }
            Self::Twice(item) => write!(f, "the question `{item}` has two effects"),
        }
    }
}

/// A cohort that can be generated, batch by batch.
#[derive(Debug, Clone)]
pub struct Plan {
    pub(super) wanted: Wanted,
    pub(super) domains: Vec<Domain>,
    pub(super) aspects: Vec<Aspect>,
    pub(super) items: Vec<Item>,
    /// Of the questionnaire, and of the one on AI.
    pub(super) versions: [String; 2],
    /// Of the questionnaire.
    pub(super) instrument: String,
    pub(super) rules: AdoptionRules,
    /// The slugs of each grouping, in order.
    pub(super) segments: [Vec<String>; 4],
}

#[derive(Debug, Clone)]
pub(super) struct Domain {
    pub id: String,
    pub headline: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Aspect {
    pub id: String,
    /// None in the questionnaire on AI.
    pub domain: Option<usize>,
}

#[derive(Debug, Clone)]
pub(super) struct Item {
    pub id: String,
    pub aspect: usize,
    pub scale: Scale,
    /// Asked in a quick scan of the questionnaire.
    pub quick: bool,
    pub cuts: [f64; 4],
    /// What a SOC with high value from AI has more of what is cut, and one with low value, so that the mean stays.
    pub shifts: [f64; 2],
}

impl Plan {
    /// A plan over the built-in questionnaires: `main`, and `ai` with its rules of adoption.
    ///
    /// # Errors
    /// The first effect that cannot be planted.
    pub fn new(
        wanted: Wanted,
        main: &Instrument,
        ai: &Instrument,
        rules: &AdoptionRules,
        segments: &Segments,
    ) -> Result<Self, Unfit> {
        let mut plan = Self {
            domains: Vec::new(),
            aspects: Vec::new(),
            items: Vec::new(),
            versions: [main.version.clone(), ai.version.clone()],
            instrument: main.id.clone(),
            rules: rules.clone(),
            segments: SEGMENTS.map(|key| segments.slugs(key).into_iter().map(str::to_owned).collect()),
            wanted,
        };
        for (instrument, is_main) in [(main, true), (ai, false)] {
            for domain in &instrument.domains {
                if is_main {
                    plan.domains.push(Domain { id: domain.id.clone(), headline: domain.headline });
                }
                let of = is_main.then(|| plan.domains.len() - 1);
                for aspect in &domain.aspects {
                    plan.aspects.push(Aspect { id: aspect.id.clone(), domain: of });
                    for item in &aspect.items {
                        let scale = match item.kind {
                            ItemKind::Maturity { .. } => Scale::Maturity,
                            ItemKind::Capability { .. } => Scale::Capability,
                            ItemKind::Elements { .. } | ItemKind::Fact { .. } => continue,
                        };
                        let quick = is_main && item.quick;
                        plan.put(&item.id, scale, quick);
                    }
                }
            }
        }
        for effect in &plan.wanted.effects.clone() {
            plan.plant(effect)?;
        }
        Ok(plan)
    }

    fn put(&mut self, id: &str, scale: Scale, quick: bool) {
        let mut random = SplitMix64::new(self.wanted.seed ^ (self.items.len() as u64 + 1) << 40);
        let harder = DIFFICULTY * random.normals().0;
        self.items.push(Item {
            id: id.to_owned(),
            aspect: self.aspects.len() - 1,
            scale,
            quick,
            cuts: CUTS.map(|cut| cut + harder),
            shifts: [0.0; 2],
        });
    }

    /// Finds the shift between the two groups at which the levels that it gives differ by the delta that is asked for. It is
    /// split so that the mean over both groups stays.
    fn plant(&mut self, effect: &Effect) -> Result<(), Unfit> {
        let Some(item) = self.items.iter_mut().find(|item| item.id == effect.item) else {
            return Err(Unfit::NoSuchItem(effect.item.clone()));
        };
        if item.shifts != [0.0; 2] {
            return Err(Unfit::Twice(effect.item.clone()));
        }
        if effect.delta.is_nan() || effect.delta.abs() > MOST_DELTA {
            return Err(Unfit::Delta(effect.delta));
        }
        // the delta rises with the shift, so halving the range finds it
        let (mut low, mut high) = (-12.0, 12.0);
        for _ in 0..80 {
            let middle = f64::midpoint(low, high);
            if delta(item.cuts, split(middle)) < effect.delta { low = middle } else { high = middle }
        }
        item.shifts = split(f64::midpoint(low, high));
        Ok(())
    }

    /// The questionnaire of the rows.
    #[must_use]
    pub fn instrument(&self) -> &str {
        &self.instrument
    }

    /// The years with rows, rising.
    pub fn years(&self) -> impl Iterator<Item = i16> + use<> {
        let count = i16::try_from(self.wanted.years.clamp(1, 10)).unwrap_or(1);
        LAST_YEAR - count + 1..=LAST_YEAR
    }
}

/// The shifts of the high and the low group that are so far apart.
fn split(apart: f64) -> [f64; 2] {
    [apart * (1.0 - HIGH), -apart * HIGH]
}

/// Cliff's delta of the levels that two groups have with these shifts.
pub(super) fn delta(cuts: [f64; 4], shifts: [f64; 2]) -> f64 {
    let [high, low] = shifts.map(|shift| {
        let below: Vec<f64> = cuts.iter().map(|cut| share_below(cut - shift)).chain([1.0]).collect();
        (0..5)
            .map(|level| below[level] - if level == 0 { 0.0 } else { below[level - 1] })
            .collect::<Vec<f64>>()
    });
    let pairs = |a: &[f64], b: &[f64]| -> f64 {
        (0..5).flat_map(|i| (0..i).map(move |j| (i, j))).map(|(i, j)| a[i] * b[j]).sum()
    };
    pairs(&high, &low) - pairs(&low, &high)
}
