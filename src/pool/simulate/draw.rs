//! One row drawn: the levels of a SOC at a date, and what it says of its AI.

use crate::model::adoption::{Mix, PerceivedValue, SelfDescribed};
use crate::stats::SplitMix64;

use super::plan::{LAST_YEAR, Plan, VALUES};

/// Of what is not a question's own, the share that is the SOC's as a whole; the rest is its aspect's.
const WHOLE: f64 = 0.7;
/// How much of a question's own part stays with the SOC from year to year, as a correlation.
const STAYS: f64 = 0.9;
/// What a SOC gains a year, in standard deviations.
const YEARLY: f64 = 0.15;
/// Share of the SOCs that also have a row in an earlier year.
const EARLIER: f64 = 0.6;
/// Share of the rows that are quick scans.
const QUICK: f64 = 0.08;
/// Share of the rows with many questions open, and how many: too many for most domains.
const SKETCHY: (f64, f64) = (0.06, 0.35);
/// Share of questions that are open in all others.
const OPEN: f64 = 0.03;
/// Share of the SOCs that use no AI, and how much lower they stand in the questions on it.
const NO_AI: (f64, f64) = (0.15, 1.2);
/// Share of the rows without an inventory of AI, without a value, and without one of the segments.
const UNSAID: f64 = 0.05;

/// A generated row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// 64 hexadecimal digits, rising with the number of the SOC.
    pub soc: String,
    pub date: String,
    pub quick: bool,
    /// 1 to 5 of each question of the plan; 0 where it is open.
    pub levels: Vec<u8>,
    /// The place of the slug of each segment.
    pub segments: [Option<usize>; 4],
    pub self_described: SelfDescribed,
    pub value: Option<PerceivedValue>,
    /// AI in use by weight; none without an inventory.
    pub inventory: Option<Mix>,
    pub interfaces: u32,
}

impl Plan {
    /// Whether the SOC of that number has a row in a year.
    pub(super) fn has_row(&self, soc: usize, year: i16) -> bool {
        year == LAST_YEAR || self.random(soc, 1_000 + year as u64).share() < EARLIER
    }

    /// The row of a SOC in a year; the same whatever else is drawn.
    pub(super) fn row(&self, soc: usize, year: i16) -> Row {
        // what stays with the SOC, and what is the year's
        let (mut own, mut now) = (self.random(soc, 0), self.random(soc, year as u64));
        let (maturity, sized) = own.normals();
        let size = 0.4 * maturity + (1.0_f64 - 0.16).sqrt() * sized;
        let uses_ai = own.share() >= NO_AI.0;
        let value = weighted(&VALUES.map(|(_, share)| share), own.share());
        let value = uses_ai.then_some(VALUES[value].0);
        let self_described = if uses_ai {
            // as the report of 2026 counts those who use AI
            [SelfDescribed::Taker, SelfDescribed::Shaper, SelfDescribed::Builder]
                [weighted(&[0.65, 0.20, 0.15], own.share())]
        } else {
            SelfDescribed::None
        };
        let segments = self.segments_of(size, &mut own);
        let years_ago = f64::from(LAST_YEAR - year);
        let quick = now.share() < QUICK;
        let open = if now.share() < SKETCHY.0 { SKETCHY.1 } else { OPEN };
        let levels = self.levels(
            maturity - YEARLY * years_ago,
            value.map(|value| usize::from(value < PerceivedValue::Good)),
            uses_ai,
            (quick, open),
            (&mut own, &mut now),
        );
        let unsaid = now.share() < UNSAID;
        let value = value.filter(|_| now.share() >= UNSAID);
        let inventory = (!unsaid).then(|| inventory(self_described, &mut now));
        let interfaces = if uses_ai { now.place(6) as u32 } else { 0 };
        let date = format!("{year}-{:02}-{:02}", 1 + now.place(12), 1 + now.place(28));
        Row {
            soc: self.soc(soc),
            date,
            quick,
            levels,
            segments,
            self_described,
            value,
            inventory,
            interfaces,
        }
    }

    fn random(&self, soc: usize, what: u64) -> SplitMix64 {
        let mut first = SplitMix64::new(self.wanted.seed ^ (soc as u64).wrapping_mul(0x9E6C_63D0_876A_3F6B));
        SplitMix64::new(first.next() ^ what.wrapping_mul(0xD1B5_4A32_D192_ED03))
    }

    /// Digits that rise with the number, so that rows come in the order in which a part holds them.
    fn soc(&self, soc: usize) -> String {
        let mut random = self.random(soc, 2);
        let step = u64::MAX / self.wanted.socs.max(1) as u64;
        let first = soc as u64 * step + random.next() % step.max(1);
        format!("{first:016x}{:016x}{:016x}{:016x}", random.next(), random.next(), random.next())
    }

    /// The first slugs of a list are the commonest; the size goes with maturity a little.
    fn segments_of(&self, size: f64, random: &mut SplitMix64) -> [Option<usize>; 4] {
        let mut places = [None; 4];
        for (at, slugs) in self.segments.iter().enumerate() {
            let drawn = random.share();
            let place = if at == 3 {
                [-0.8, 0.0, 0.9, 1.6].iter().filter(|cut| size > **cut).count()
            } else {
                (drawn * drawn * slugs.len() as f64) as usize
            };
            places[at] = (random.share() >= UNSAID && place < slugs.len()).then_some(place);
        }
        places
    }

    fn levels(
        &self,
        maturity: f64,
        group: Option<usize>,
        uses_ai: bool,
        (quick, open): (bool, f64),
        (own, now): (&mut SplitMix64, &mut SplitMix64),
    ) -> Vec<u8> {
        let noise = self.wanted.noise.clamp(0.0, 1.0);
        let (whole, aspect, single) =
            (((1.0 - noise) * WHOLE).sqrt(), ((1.0 - noise) * (1.0 - WHOLE)).sqrt(), noise.sqrt());
        let offsets = normals(self.aspects.len(), own);
        let mut particular = normals(self.items.len(), own);
        if self.wanted.years > 1 {
            let fresh = normals(self.items.len(), now);
            for (particular, fresh) in particular.iter_mut().zip(fresh) {
                *particular = STAYS * *particular + (1.0 - STAYS * STAYS).sqrt() * fresh;
            }
        }
        self.items
            .iter()
            .zip(particular)
            .map(|(item, particular)| {
                // every draw is taken, so that no answer hangs on which others are open
                let is_open = now.share() < open;
                let of_ai = self.aspects[item.aspect].domain.is_none();
                if is_open || (quick && !item.quick) {
                    return 0;
                }
                let shift = group.map_or(0.0, |group| item.shifts[group]);
                let without = if of_ai && !uses_ai { NO_AI.1 } else { 0.0 };
                let shared = whole * maturity + aspect * offsets[item.aspect];
                let z = shared + single * particular + shift - without;
                1 + item.cuts.iter().filter(|cut| z > **cut).count() as u8
            })
            .collect()
    }
}

/// AI in use, mostly of the kind that the SOC says of itself.
fn inventory(word: SelfDescribed, random: &mut SplitMix64) -> Mix {
    let mut few = |most: usize| random.place(most + 1) as u32;
    match word {
        SelfDescribed::None => Mix::default(),
        SelfDescribed::Taker => Mix { taker: 1 + few(6), shaper: few(1), builder: 0 },
        SelfDescribed::Shaper => Mix { taker: few(4), shaper: 1 + few(4), builder: few(1) },
        SelfDescribed::Builder => Mix { taker: few(3), shaper: few(2), builder: 1 + few(4) },
    }
}

/// So many numbers of the normal distribution.
fn normals(count: usize, random: &mut SplitMix64) -> Vec<f64> {
    let mut drawn: Vec<f64> =
        (0..count.div_ceil(2)).flat_map(|_| <[f64; 2]>::from(random.normals())).collect();
    drawn.truncate(count);
    drawn
}

/// The place that a share falls into.
fn weighted(shares: &[f64], drawn: f64) -> usize {
    let mut sum = 0.0;
    let found = shares.iter().position(|share| {
        sum += share;
        drawn < sum
    });
    found.unwrap_or(shares.len() - 1)
}
