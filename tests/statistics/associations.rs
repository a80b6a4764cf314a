//! What the search for drivers finds where something was planted, and where nothing was.

use std::collections::BTreeMap;

use socmark::model::cohort::Segment;
use socmark::model::drivers::{Standing, TOLD_APART};
use socmark::model::pool::{Cell, Table};
use socmark::pool::drivers::{Asked, VALUE, drivers};
use socmark::stats::{DeltaInterval, Draws, Levels, Side, associate, benjamini_hochberg};

use crate::chance::Chance;

const ITEMS: usize = 150;
const PLANTED: usize = 5;
const SOCS: usize = 80;
const LEVELS: [f64; 5] = [0.20, 0.25, 0.25, 0.20, 0.10];

/// A cohort: for each SOC whether its outcome is the better one, and for each item the levels.
struct Cohort {
    high: Vec<bool>,
    items: Vec<Vec<u8>>,
}

fn level(place: f64, shares: &[f64]) -> u8 {
    let mut below = 0.0;
    for (level, share) in (1..).zip(shares) {
        below += share;
        if place < below {
            return level;
        }
    }
    shares.len() as u8
}

/// Cliff's delta of two populations of levels.
fn delta(high: &[f64], low: &[f64]) -> f64 {
    let pairs =
        high.iter().enumerate().flat_map(|(h, p)| low.iter().enumerate().map(move |(l, q)| (h, l, p * q)));
    pairs.map(|(h, l, p)| p * f64::from(h.cmp(&l) as i8)).sum()
}

/// The levels of the better group such that the true delta against [`LEVELS`] is as wanted: each level weighted by a power.
fn tilted(wanted: f64) -> Vec<f64> {
    let tilt = |power: f64| -> Vec<f64> {
        let weights: Vec<f64> = (0..5).zip(LEVELS).map(|(level, share)| share * power.powi(level)).collect();
        let sum: f64 = weights.iter().sum();
        weights.iter().map(|weight| weight / sum).collect()
    };
    let (mut from, mut to) = (1.0, 50.0);
    for _ in 0..60 {
        let middle = (from + to) / 2.0;
        if delta(&tilt(middle), &LEVELS) < wanted { from = middle } else { to = middle }
    }
    tilt(from)
}

/// The share below a value of the standard normal distribution, to some six digits (Abramowitz and Stegun 1964, 7.1.26).
fn below(z: f64) -> f64 {
    let x = z.abs() / 2.0_f64.sqrt();
    let t = 1.0 / (1.0 + 0.327_591_1 * x);
    let series = [0.254_829_592, -0.284_496_736, 1.421_413_741, -1.453_152_027, 1.061_405_429];
    let tail = series.iter().rev().fold(0.0, |sum, a| (sum + a) * t) * (-x * x).exp() / 2.0;
    if z < 0.0 { tail } else { 1.0 - tail }
}

/// SOCs of which half, by chance, have the better outcome. Items share a factor that makes up `shared` of their variance;
/// the first `planted` have another distribution where the outcome is better.
fn cohort(seed: u64, planted: usize, shared: f64, better: &[f64]) -> Cohort {
    let mut chance = Chance::new(seed.wrapping_mul(0x5851_F42D_4C95_7F2D));
    let high: Vec<bool> = (0..SOCS).map(|_| chance.share() < 0.5).collect();
    let factors: Vec<f64> = (0..SOCS).map(|_| chance.normal()).collect();
    let items = (0..ITEMS).map(|item| {
        high.iter()
            .zip(&factors)
            .map(|(high, factor)| {
                let own = shared.sqrt() * factor + (1.0 - shared).sqrt() * chance.normal();
                level(below(own), if *high && item < planted { better } else { &LEVELS })
            })
            .collect()
    });
    let items = items.collect();
    Cohort { high, items }
}

impl Cohort {
    /// Which items can be told from chance, by the figures that the command uses; intervals are left out, as they take
    /// nearly all of the time and decide nothing here.
    fn told(&self) -> Vec<bool> {
        let outcomes: Vec<Option<u8>> = self.high.iter().map(|high| Some(u8::from(*high))).collect();
        let sides: Vec<Option<Side>> =
            self.high.iter().map(|high| Some(if *high { Side::High } else { Side::Low })).collect();
        let p_values: Vec<f64> = self
            .items
            .iter()
            .map(|levels| {
                let values: Vec<Option<u8>> = levels.iter().copied().map(Some).collect();
                associate(&values, &outcomes, &sides, Draws { resamples: 1, seed: 1 }).unwrap().permutation.p
            })
            .collect();
        benjamini_hochberg(&p_values).iter().map(|q| *q <= TOLD_APART).collect()
    }

    /// The same as a pool would hold it.
    fn table(&self) -> Table {
        let mut table = Table::default();
        for soc in 0..SOCS {
            let text = |text: &str| Cell::Text(text.to_owned());
            let mut cells = BTreeMap::from([
                ("soc".to_owned(), text(&format!("{soc:064}"))),
                ("date".to_owned(), text("2026-11-02")),
                ("instrument".to_owned(), text("own")),
                ("year".to_owned(), text("2026")),
                ("method".to_owned(), text("default")),
                ("quick".to_owned(), Cell::Flag(false)),
                ("coverage.people".to_owned(), Cell::Number(1.0)),
                (VALUE.to_owned(), text(if self.high[soc] { "good" } else { "some" })),
            ]);
            for (item, levels) in self.items.iter().enumerate() {
                cells.insert(format!("answer.people.a.{item:03}"), Cell::Whole(levels[soc].into()));
            }
            table.push(cells).unwrap();
        }
        table
    }
}

fn seeds() -> u64 {
    if crate::full() { 200 } else { 40 }
}

#[test]
fn a_delta_of_a_half_in_5_of_150_items_is_found_in_four_of_five() {
    let better = tilted(0.5);
    assert!((delta(&better, &LEVELS) - 0.5).abs() < 1e-9);
    // where items go together, what is found comes in heaps: more in one cohort, less in another
    for (name, shared, least) in [("independent", 0.0, 0.8), ("correlated (0.4)", 0.4, 0.75)] {
        let (mut found, mut wrong_share) = (0, 0.0);
        for seed in 0..seeds() {
            let told = cohort(1_000 + seed, PLANTED, shared, &better).told();
            let right = told[..PLANTED].iter().filter(|told| **told).count();
            let wrong = told[PLANTED..].iter().filter(|told| **told).count();
            found += right;
            wrong_share += wrong as f64 / (right + wrong).max(1) as f64;
        }
        let recall = found as f64 / (PLANTED as u64 * seeds()) as f64;
        let wrong_share = wrong_share / seeds() as f64;
        println!(
            "delta 0.5 planted in {PLANTED} of {ITEMS} items, {name}, {SOCS} SOCs, {} seeds: recall {recall:.3}, false among those found {wrong_share:.3}",
            seeds()
        );
        assert!(recall >= least, "{name}: {recall}");
        let error = 3.0 * (0.05 * 0.95 / seeds() as f64).sqrt();
        assert!(wrong_share <= 0.05 + error, "{wrong_share}");
    }
}

#[test]
fn on_noise_hardly_anything_is_found() {
    for (name, shared) in
        [("independent", 0.0), ("correlated (0.4)", 0.4), ("strongly correlated (0.8)", 0.8)]
    {
        // nothing is there, so a cohort in which anything is found is a false discovery
        let cohorts = (0..seeds())
            .filter(|seed| cohort(5_000 + seed, 0, shared, &LEVELS).told().iter().any(|told| *told))
            .count();
        let rate = cohorts as f64 / seeds() as f64;
        let error = 3.0 * (0.05 * 0.95 / seeds() as f64).sqrt();
        println!(
            "noise, {name}: {ITEMS} items, {SOCS} SOCs, {} seeds: false discovery rate {rate:.3} (at most {:.3})",
            seeds(),
            0.05 + error
        );
        assert!(rate <= 0.05 + error, "{name}: {rate}");
    }
}

#[test]
fn the_command_tells_the_same_items_apart() {
    let better = tilted(0.5);
    let made = cohort(1_000, PLANTED, 0.0, &better);
    let asked = Asked { outcome: VALUE.to_owned(), segment: Segment::default() };
    let result = drivers(&made.table(), asked, &[]);
    assert_eq!((result.refused.clone(), result.found.len()), (None, ITEMS), "{result:?}");
    let mut told: Vec<&str> =
        result.found.iter().filter(|d| d.standing != Standing::Chance).map(|d| d.column.as_str()).collect();
    told.sort_unstable();
    let expected: Vec<String> = made
        .told()
        .iter()
        .enumerate()
        .filter(|(_, told)| **told)
        .map(|(item, _)| format!("answer.people.a.{item:03}"))
        .collect();
    assert_eq!(told, expected);
    assert!(!told.is_empty());
}

/// How often the interval of a delta holds the true one.
#[test]
fn intervals_of_deltas_hold_the_true_one_as_documented() {
    let cohorts = if crate::full() { 1000 } else { 150 };
    for wanted in [0.0, 0.5, 0.8] {
        let better = if wanted > 0.0 { tilted(wanted) } else { LEVELS.to_vec() };
        let truth = delta(&better, &LEVELS);
        for (high, low) in [(8, 22), (15, 15), (40, 40), (1200, 1200)] {
            let mut chance = Chance::new(9_000 + high as u64);
            let (mut held, mut given) = (0, 0);
            for seed in 0..cohorts {
                let mut draw = |count: usize, shares: &[f64]| -> Vec<u8> {
                    (0..count).map(|_| level(chance.share(), shares)).collect()
                };
                let levels = Levels::of(&draw(high, &better), &draw(low, &LEVELS));
                match levels.interval(500, seed).unwrap() {
                    DeltaInterval::Estimated { low, high } | DeltaInterval::Approximated { low, high } => {
                        held += usize::from(low <= truth && truth <= high);
                        given += 1;
                    }
                    DeltaInterval::FullSeparation | DeltaInterval::AllEqual => {}
                }
            }
            let share = 100.0 * held as f64 / given as f64;
            println!(
                "delta {wanted}: groups of {high} and {low}, {cohorts} cohorts: its interval holds it in {share:.1}% ({} without one)",
                cohorts as usize - given
            );
            // the bound that docs/pool.md names, with three standard errors
            let error = 300.0 * (0.05 * 0.95 / cohorts as f64).sqrt();
            assert!(share >= 89.0 - error, "{wanted}, {high} and {low}: {share}");
        }
    }
}
