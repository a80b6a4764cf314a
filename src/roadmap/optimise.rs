//! The best plan that can be found in a bounded number of tries and nodes, and what no plan exceeds. No clock: the same
//! problem gives the same plan on every machine.

use super::greedy::greedy;
use super::problem::{Ends, Problem};
use super::schedule::{Schedule, around};
use super::search::{follow, improve, mend, regrow, short, standing};
use super::solver::{Aim, Effort, Solved, solve};

/// A plan with what is known of how good it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Optimised {
    pub ends: Ends,
    pub objective: f64,
    /// No plan is worth more; at least [`Self::objective`].
    pub bound: f64,
    /// What the greedy plan is worth; none where it does not fit what must be done.
    pub greedy: Option<f64>,
    /// For each goal of the problem what it asks for in the end: less than it did where that cannot be reached.
    pub asked: Vec<f64>,
    /// Whether it was proved that the goals cannot all be reached.
    pub goals_impossible: bool,
}

impl Optimised {
    /// What is not proved, as a share of the bound, 0..=1.
    #[must_use]
    pub fn gap(&self) -> f64 {
        if self.bound <= 0.0 { 0.0 } else { ((self.bound - self.objective) / self.bound).clamp(0.0, 1.0) }
    }
}

/// Good enough: the search for better plans and the proof stop here.
const GAP: f64 = 0.005;
/// Where a proof is cheap it goes on to this.
const FINE: f64 = 0.0005;
/// Up to so many jobs times quarters every plan is within reach of the proof, so it goes on to the end.
const SMALL: usize = 120;
/// Sums of floats may be off by this share; a bound is taken that much higher.
const MARGIN: f64 = 1e-7;

/// Plans. None where what must be done does not fit.
#[must_use]
pub fn optimise(problem: &Problem) -> Option<Optimised> {
    let mut problem = problem.clone();
    problem.close_chains();
    let around = around(&problem);
    let asked: Vec<f64> = problem.goals.iter().map(|row| row.at_least).collect();
    let plain = Problem { goals: Vec::new(), ..problem.clone() };
    let by_value = greedy(&plain, &around);
    let greedy_value = by_value.as_ref().map(|ends| plain.objective(ends));
    let mut goals_impossible = false;
    let mut start = by_value;
    if !asked.is_empty() {
        let (nearest, impossible) = nearest(&problem, start.take())?;
        goals_impossible = impossible;
        for row in &mut problem.goals {
            row.at_least = row.at_least.min(plain.reached(row, &nearest));
        }
        start = Some(nearest);
    }
    let no_nodes = Effort { nodes: 0, gap: 0.0 };
    let (mut bound, done) = match solve(&problem, Aim::Relaxed, None, no_nodes) {
        Solved::Impossible => return None,
        Solved::Found { bound, done, .. } => (bound, done),
    };
    let followed = if done.is_empty() { None } else { follow(&problem, &around, &done) };
    start = best_of(&problem, [start, followed]);
    if start.is_none() {
        // what must be done leaves so little room that only the solver finds a place for it
        let effort = Effort { nodes: 2000, gap: GAP };
        match solve(&problem, Aim::Value, None, effort) {
            Solved::Impossible => return None,
            Solved::Found { ends, .. } => start = ends,
        }
    }
    let mut best = start?;
    let first = best.clone();
    let size = problem.jobs.len() * problem.quarters;
    let enough = |ends: &Ends, bound: Option<f64>, share: f64| {
        bound.is_some_and(|bound| problem.objective(ends) >= bound * (1.0 - share))
    };
    let fine = if size <= SMALL { 0.0 } else { FINE };
    best = mend(&problem, &best, &done, 2);
    // a small plan is decided by the proof below
    if size > SMALL && !enough(&best, bound, fine) {
        // the more there is to choose from, the more the windows of the solver find, and the less chance does
        let (tries, seeds) = match problem.jobs.len() {
            jobs @ ..=100 => ((120_000 / jobs.max(1)).clamp(60, 2500), 6),
            jobs => ((60_000 / jobs).max(60), 1),
        };
        for seed in 0..seeds {
            // every other time from the first plan again, since the best so far may lie in a hollow
            let from = if seed % 2 == 0 { &best } else { &first };
            let found = improve(&problem, &around, from, 3 * tries, seed);
            let found = regrow(&problem, &around, &found, tries, seed);
            let found = if seeds > 1 { mend(&problem, &found, &done, 2) } else { found };
            best = best_of(&problem, [Some(best), Some(found)])?;
            if enough(&best, bound, fine) || (size > 400 && enough(&best, bound, GAP)) {
                break;
            }
        }
        best = mend(&problem, &best, &done, 4);
    }
    let nodes = (150_000 / size.max(1)).clamp(60, 1500) as u64;
    let gap = if size <= 400 { fine } else { GAP * 0.9 };
    if !enough(&best, bound, gap)
        && let Solved::Found { ends, bound: proved, .. } =
            solve(&problem, Aim::Value, Some(&best), Effort { nodes, gap })
    {
        best = best_of(&problem, [Some(best), ends])?;
        bound = match (bound, proved) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }
    // work that may end earlier at no cost does
    let mut early = Schedule::over(&problem, &around, &best);
    early.pull_forward();
    best = early.ends;
    let objective = problem.objective(&best);
    // without any proof everything that could be earned at once bounds it
    let everything: f64 = problem.steps.iter().map(|step| step.value * problem.factor(1)).sum();
    let bound = (bound.unwrap_or(everything) * (1.0 + MARGIN)).max(objective);
    Some(Optimised { ends: best, objective, bound, greedy: greedy_value, asked, goals_impossible })
}

fn best_of<const N: usize>(problem: &Problem, plans: [Option<Ends>; N]) -> Option<Ends> {
    let mut best: Option<(Ends, (f64, f64))> = None;
    for ends in plans.into_iter().flatten() {
        let found = standing(problem, &ends);
        let more = |known: (f64, f64)| {
            found.0 > known.0 + 1e-12 || (found.0 >= known.0 - 1e-12 && found.1 > known.1)
        };
        if best.as_ref().is_none_or(|(_, known)| more(*known)) {
            best = Some((ends, found));
        }
    }
    best.map(|(ends, _)| ends)
}

/// A plan that is as little short of the goals as can be found, and whether it was proved that all cannot be reached. None
/// where what must be done does not fit.
fn nearest(problem: &Problem, start: Option<Ends>) -> Option<(Ends, bool)> {
    let size = problem.jobs.len() * problem.quarters;
    let nodes = (100_000 / size.max(1)).clamp(60, 1500) as u64;
    let around = around(problem);
    // the value only breaks ties: everything counts for the goals
    let pulled = Problem { steps: problem.steps.clone(), ..problem.clone() };
    let start = start.map(|ends| improve(&pulled, &around, &ends, 600, 1));
    if let Some(ends) = &start
        && short(problem, ends) <= 0.0
    {
        return Some((ends.clone(), false));
    }
    match solve(problem, Aim::Goals, start.as_ref(), Effort { nodes, gap: 1e-6 }) {
        Solved::Impossible => None,
        Solved::Found { ends, bound, .. } => {
            let best = best_of(problem, [ends, start])?;
            let proved = bound.is_some_and(|bound| bound > 1e-6);
            Some((best, proved))
        }
    }
}
