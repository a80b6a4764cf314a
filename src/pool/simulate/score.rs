//! Scores of a generated row, exact, as our default method gives them: whole numbers over one divisor, so that a million
//! rows take seconds. A test holds them against the method itself.

use crate::model::adoption::{Archetype, Wave};
use crate::model::score::{Scale, four_decimals};

use super::draw::Row;
use super::plan::Plan;

/// All scores of a row, in hundredths.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Scores {
    /// Maturity and capability of each aspect of the plan.
    pub aspects: Vec<[Option<i64>; 2]>,
    /// The same of each domain.
    pub domains: Vec<[Option<i64>; 2]>,
    pub overall: Option<i64>,
    pub headline: Option<i64>,
    /// Share of the questions of each domain that is answered, and of those on AI.
    pub coverage: Vec<f64>,
    pub ai_coverage: f64,
}

/// The label and wave that follow from inventory and practice.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Adoption {
    pub declared: Option<Archetype>,
    pub archetype: Option<Archetype>,
    pub wave: Wave,
    /// The aspect that is named as the blocker.
    pub blocker: Option<usize>,
}

/// A mean of means as one fraction of whole numbers.
#[derive(Debug, Clone, Copy, Default)]
struct Mean {
    /// Sum of fractions over the common divisor.
    sum: i128,
    count: i128,
}

impl Mean {
    fn add(&mut self, fraction: Option<i128>) {
        if let Some(fraction) = fraction {
            self.sum += fraction;
            self.count += 1;
        }
    }
}

/// A multiple of every number up to 16: no aspect has more questions of one kind, and no domain more aspects.
const COMMON: i128 = 720_720;

impl Plan {
    pub(super) fn scores(&self, levels: &[u8]) -> Scores {
        let mut sums = vec![[(0_i128, 0_i128); 2]; self.aspects.len()];
        let mut asked = vec![0_u32; self.domains.len()];
        let mut answered = vec![0_u32; self.domains.len()];
        let mut ai = (0_u32, 0_u32);
        for (item, level) in self.items.iter().zip(levels) {
            let (asked, answered) = match self.aspects[item.aspect].domain {
                Some(domain) => (&mut asked[domain], &mut answered[domain]),
                None => (&mut ai.0, &mut ai.1),
            };
            *asked += 1;
            if *level > 0 {
                *answered += 1;
                let (sum, count) = &mut sums[item.aspect][usize::from(item.scale == Scale::Capability)];
                *sum += i128::from(*level) - 1;
                *count += 1;
            }
        }
        // a quarter of the scale over the common divisor
        let fraction = |(sum, count): (i128, i128)| (count > 0).then(|| sum * (COMMON / count));
        let mut domains = vec![[Mean::default(); 2]; self.domains.len()];
        for (aspect, sums) in self.aspects.iter().zip(&sums) {
            for (at, sum) in sums.iter().enumerate() {
                if let Some(domain) = aspect.domain {
                    domains[domain][at].add(fraction(*sum));
                }
            }
        }
        let (mut overall, mut headline) = (Mean::default(), Mean::default());
        for (domain, [maturity, _]) in self.domains.iter().zip(&domains) {
            let mean = (maturity.count > 0).then(|| maturity.sum * (COMMON / maturity.count));
            overall.add(mean);
            if domain.headline {
                headline.add(mean);
            }
        }
        let scales = [Scale::Maturity, Scale::Capability];
        let both = |fractions: [Option<(i128, i128)>; 2]| {
            [0, 1].map(|at| fractions[at].map(|(sum, divisor)| hundredths(scales[at], sum, divisor)))
        };
        let mean = |mean: Mean, common: i128| (mean.count > 0).then_some((mean.sum, common * mean.count));
        Scores {
            aspects: sums.iter().map(|sums| both(sums.map(|sum| Some((fraction(sum)?, COMMON))))).collect(),
            domains: domains.iter().map(|means| both(means.map(|one| mean(one, COMMON)))).collect(),
            overall: both([mean(overall, COMMON * COMMON), None])[0],
            headline: both([mean(headline, COMMON * COMMON), None])[0],
            coverage: asked.iter().zip(&answered).map(|(asked, answered)| share(*answered, *asked)).collect(),
            ai_coverage: share(ai.1, ai.0),
        }
    }

    pub(super) fn adoption(&self, row: &Row, scores: &Scores) -> Adoption {
        let rules = &self.rules;
        let at = |id: &str| self.aspects.iter().position(|aspect| aspect.id == id);
        let score = |id: &str| at(id).and_then(|at| scores.aspects[at][0]);
        let declared = row.inventory.map(|mix| match mix.total() {
            0 => Archetype::None,
            total if rules.share_divisor * mix.builder >= total => Archetype::Builder,
            total if rules.share_divisor * (mix.builder + mix.shaper) >= total => Archetype::Shaper,
            _ => Archetype::Taker,
        });
        let customised = score(&rules.customisation).map(|score| score >= rules.shaper_practice);
        let evaluated = score(&rules.data_and_evaluation).map(|score| score >= rules.builder_practice);
        let archetype = declared.map(|declared| match (declared, customised, evaluated) {
            (Archetype::Shaper | Archetype::Builder, None, _) | (Archetype::Builder, Some(true), None) => {
                Archetype::Unknown
            }
            (Archetype::Shaper | Archetype::Builder, Some(false), _) => Archetype::Taker,
            (Archetype::Shaper, ..) | (Archetype::Builder, _, Some(false)) => Archetype::Shaper,
            (declared, ..) => declared,
        });
        let in_use = match declared {
            Some(label) => label != Archetype::None,
            None => row.self_described != crate::model::adoption::SelfDescribed::None,
        };
        if !in_use {
            return Adoption { declared, archetype, wave: Wave::NotApplicable, blocker: None };
        }
        let separators = [&rules.lifecycle, &rules.knowledge, &rules.governance];
        let scored: Vec<(usize, i64)> =
            separators.iter().filter_map(|id| Some((at(id)?, score(id)?))).collect();
        let weakest =
            scored.iter().min_by_key(|(_, score)| *score).filter(|(_, score)| *score < rules.second_wave);
        let wave = match weakest {
            _ if scored.len() < separators.len() => Wave::Unknown,
            None => Wave::Second,
            Some(_) => Wave::First,
        };
        Adoption { declared, archetype, wave, blocker: weakest.map(|(at, _)| *at) }
    }
}

/// `scale / 4 * sum / divisor` in hundredths, half away from zero; nothing here is below zero.
fn hundredths(scale: Scale, sum: i128, divisor: i128) -> i64 {
    let (numerator, divisor) = (100 * i128::from(scale.max()) * sum, 4 * divisor);
    i64::try_from((2 * numerator + divisor) / (2 * divisor)).expect("a score is a few hundredths")
}

fn share(answered: u32, asked: u32) -> f64 {
    if asked == 0 { 0.0 } else { four_decimals(f64::from(answered) / f64::from(asked)) }
}
