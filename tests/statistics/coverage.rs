//! How often the interval of a percentile holds the true one: the mid-rank of one's own score in the population that the
//! cohort was drawn from. A new own score and a new cohort each time.

use socmark::stats::mid_rank;

use crate::chance::{Chance, Population, sum_of};

const COHORTS: usize = 2000;
/// For the split by place and the other sizes, where fewer would be too coarse.
const MANY: usize = 20_000;

/// How ordinary answers are spread over the five levels, and how those to a question that hardly anybody does.
const LEVELS: [f64; 5] = [0.10, 0.25, 0.30, 0.25, 0.10];
const RARE: [f64; 5] = [0.60, 0.20, 0.12, 0.06, 0.02];

fn populations() -> Vec<Population> {
    // an aspect: 7 answers; a domain: 100 answers, of which the score in hundredths of 5 has as many values as it shows
    let hundredths = |sums: Vec<f64>| {
        let most = (sums.len() - 1) as f64;
        let mut shares = vec![0.0; 501];
        sums.iter()
            .enumerate()
            .for_each(|(sum, p)| shares[(sum as f64 / most * 500.0).round() as usize] += p);
        shares
    };
    vec![
        Population { name: "no ties", shares: Vec::new() },
        Population { name: "scores of a domain, two decimals", shares: hundredths(sum_of(&LEVELS, 100)) },
        Population { name: "scores of an aspect of 7 items", shares: hundredths(sum_of(&LEVELS, 7)) },
        Population { name: "one item, 5 levels", shares: LEVELS.to_vec() },
        Population { name: "one item that few do", shares: RARE.to_vec() },
    ]
}

#[derive(Default, Clone, Copy)]
struct Tally {
    held: usize,
    all: usize,
    /// All others tied: no interval is given.
    none: usize,
}

impl Tally {
    fn percent(self) -> f64 {
        100.0 * self.held as f64 / self.all as f64
    }
}

/// The places of the own score that are told apart, by its true mid-rank.
const PLACES: [(&str, f64); 5] =
    [("below 5%", 0.05), ("5-25%", 0.25), ("25-75%", 0.75), ("75-95%", 0.95), ("above 95%", 1.1)];

fn coverage(population: &Population, n: usize, cohorts: usize, seed: u64) -> (Tally, [Tally; 5]) {
    let mut chance = Chance::new(seed);
    let (mut all, mut places) = (Tally::default(), [Tally::default(); 5]);
    for _ in 0..cohorts {
        let (own, truth) = population.draw(&mut chance);
        let others: Vec<f64> = (0..n).map(|_| population.draw(&mut chance).0).collect();
        let below = others.iter().filter(|other| **other < own).count();
        let tied = others.iter().filter(|other| **other == own).count();
        let place = PLACES.iter().position(|(_, end)| truth < *end).unwrap();
        for tally in [&mut all, &mut places[place]] {
            match mid_rank(below, tied, n).unwrap().1 {
                Some((low, high)) => {
                    tally.held += usize::from(low <= truth && truth <= high);
                    tally.all += 1;
                }
                None => tally.none += 1,
            }
        }
    }
    (all, places)
}

#[test]
fn intervals_of_percentiles_hold_the_true_one_in_93_to_97_of_100_cohorts_of_40() {
    println!("coverage of the 95% interval of a percentile, {COHORTS} cohorts of 40");
    for (number, population) in populations().iter().enumerate() {
        let (all, _) = coverage(population, 40, COHORTS, 40 + number as u64);
        println!("  {:<36} {:.1}%  (no interval: {})", population.name, all.percent(), all.none);
        assert!((93.0..=97.0).contains(&all.percent()), "{}", population.name);
        assert_eq!(all.all + all.none, COHORTS);
    }
}

#[test]
fn where_the_own_score_lies_and_how_many_there_are_matters_as_documented() {
    let cohorts = if crate::full() { MANY } else { COHORTS };
    for n in [10, 20, 40, 100] {
        println!("coverage by the true place of the own score, {cohorts} cohorts of {n}");
        for (number, population) in populations().iter().enumerate() {
            let (all, places) = coverage(population, n, cohorts, (n * 100 + number) as u64);
            let split: Vec<String> = PLACES
                .iter()
                .zip(places)
                .map(|((place, _), tally)| match tally.all {
                    0 => format!("{place} -"),
                    _ => format!("{place} {:.1}%", tally.percent()),
                })
                .collect();
            println!("  {:<36} {:.1}%: {}", population.name, all.percent(), split.join(", "));
            // the bounds that docs/pool.md names
            assert!((92.0..=99.0).contains(&all.percent()), "{} of {n}: {}", population.name, all.percent());
        }
    }
}
