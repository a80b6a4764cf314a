//! Plans made better by taking some work out and putting other work in. Seeded, and bounded by a number of tries.

use super::greedy::with_musts;
use super::problem::{Ends, Job, Problem, ROLES, Step};
use super::schedule::{Around, Schedule};
use super::solver::{Aim, Effort, Solved, solve};

/// The same numbers at every run: PCG with 64 bits of state.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_add(0x9E37_79B9_7F4A_7C15));
        random.next();
        random
    }

    fn next(&mut self) -> u32 {
        let old = self.0;
        self.0 = old.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let shifted = (((old >> 18) ^ old) >> 27) as u32;
        shifted.rotate_right((old >> 59) as u32)
    }

    /// 0..1.
    pub fn share(&mut self) -> f64 {
        f64::from(self.next()) / 4_294_967_296.0
    }

    /// `0..below`; 0 where that is empty.
    pub fn below(&mut self, below: usize) -> usize {
        // a bias of one in 2^32 does not matter to a search
        ((u64::from(self.next()) * below as u64) >> 32) as usize
    }
}

/// How good a plan is: less short of the goals first, then worth more.
#[must_use]
pub fn standing(problem: &Problem, ends: &Ends) -> (f64, f64) {
    (-short(problem, ends), problem.objective(ends))
}

/// What is missing to the goals, summed; 0 where all are reached.
#[must_use]
pub fn short(problem: &Problem, ends: &Ends) -> f64 {
    let missing = |row| (problem.reached(row, ends) - row.at_least + super::problem::ROUND_OFF).min(0.0);
    -problem.goals.iter().map(missing).sum::<f64>()
}

fn better(a: (f64, f64), b: (f64, f64)) -> bool {
    a.0 > b.0 + 1e-12 || (a.0 >= b.0 - 1e-12 && a.1 > b.1 + 1e-12)
}

/// Plans that follow a relaxed one: work in the order in which its parts are done there, then whatever still fits. The best
/// of several readings of "done"; none where what must be done does not fit in any.
#[must_use]
pub fn follow(problem: &Problem, around: &Around, done: &[Vec<f64>]) -> Option<Ends> {
    let weights = Weights::even();
    let worth = worth(problem, &weights);
    let mut best: Option<(Ends, (f64, f64))> = None;
    for tenths in 1..=9 {
        let Some(mut schedule) = with_musts(problem, around) else { continue };
        let level = f64::from(tenths) / 10.0;
        let mut order: Vec<(usize, f64, usize)> = Vec::new();
        for (job, column) in done.iter().enumerate() {
            if let Some(end) = column.iter().position(|done| *done >= level) {
                order.push((end + 1, -worth[job], job));
            }
        }
        order.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
        for (_, _, job) in order {
            schedule.place(job);
        }
        fill(&mut schedule, worth.iter().copied());
        schedule.pull_forward();
        let found = standing(problem, &schedule.ends);
        if best.as_ref().is_none_or(|(_, known)| better(found, *known)) {
            best = Some((schedule.ends, found));
        }
    }
    best.map(|(ends, _)| ends)
}

/// The best plan found in so many tries, at least as good as the one to begin with. A plan is an order here: work is put in one
/// after the other, each as early as it fits, and what does not fit stays out. Moving work in that order reaches every plan
/// that is worth having, since nothing gains by waiting.
#[must_use]
pub fn improve(problem: &Problem, around: &Around, start: &Ends, tries: usize, seed: u64) -> Ends {
    let mut random = Random::new(seed);
    let worth = worth(problem, &Weights::even());
    let empty = match with_musts(problem, around) {
        Some(schedule) => schedule,
        None => return start.clone(),
    };
    let factors: Vec<f64> = (0..=problem.quarters).map(|end| problem.factor(end)).collect();
    let quick = |ends: &Ends| -> (f64, f64) {
        let value = |step: &Step| {
            let end = step.by.iter().filter_map(|job| ends[*job]).min();
            end.map_or(0.0, |end| step.value * factors[end])
        };
        let short = if problem.goals.is_empty() { 0.0 } else { -short(problem, ends) };
        (short, problem.steps.iter().map(value).sum())
    };
    let mut order: Vec<usize> = (0..problem.jobs.len()).filter(|job| worth[*job] > 0.0).collect();
    if order.len() < 2 {
        return start.clone();
    }
    order.sort_by(|a, b| {
        let key = |job: usize| start[job].unwrap_or(usize::MAX);
        key(*a).cmp(&key(*b)).then(worth[*b].total_cmp(&worth[*a])).then(a.cmp(b))
    });
    let decode = |order: &[usize]| {
        let mut schedule = empty.clone();
        for job in order {
            if schedule.ends[*job].is_none() && schedule.brings_something(*job) {
                schedule.place(*job);
            }
        }
        schedule.ends
    };
    let mut best = start.clone();
    let mut best_standing = standing(problem, &best);
    let mut current = quick(&decode(&order));
    let mut planned = order.len();
    for round in 0..tries {
        let left = 1.0 - round as f64 / tries as f64;
        // from where something may have gone in, to where it may matter
        let reach = if random.below(2) == 0 { planned.max(1) } else { order.len() };
        let from = random.below(reach);
        let to = random.below(planned.max(1));
        let moved = order.remove(from);
        order.insert(to.min(order.len()), moved);
        let ends = decode(&order);
        let found = quick(&ends);
        // a little worse is taken now and then, less and less, so that the search leaves a hollow
        let slack = 0.006 * left * left * -(random.share().max(1e-9).ln());
        if found.0 >= current.0 - 1e-12 && found.1 >= current.1 * (1.0 - slack) || better(found, current) {
            current = found;
            planned = (ends.iter().flatten().count() * 3 / 2).min(order.len());
            if better(found, best_standing) && problem.broken(&ends).is_none() {
                best = ends;
                best_standing = found;
            }
        } else {
            let back = order.remove(to.min(order.len() - 1));
            order.insert(from, back);
        }
    }
    best
}

/// The best plan found in so many tries, each of which takes some work out with all that waits for it, and puts in what then
/// fits by ever other weights; at least as good as the one to begin with.
#[must_use]
pub fn regrow(problem: &Problem, around: &Around, start: &Ends, tries: usize, seed: u64) -> Ends {
    let mut random = Random::new(seed);
    let mut best = Schedule::over(problem, around, start);
    best.pull_forward();
    let mut best_standing = standing(problem, &best.ends);
    let (mut current, mut current_standing) = (best.clone(), best_standing);
    for round in 0..tries {
        let mut next = current.clone();
        ruin(&mut next, &mut random);
        let worth = worth(problem, &Weights::random(&mut random));
        let noisy: Vec<f64> = worth.iter().map(|worth| worth * (0.7 + 0.6 * random.share())).collect();
        fill(&mut next, noisy.into_iter());
        next.pull_forward();
        let found = standing(problem, &next.ends);
        let slack = 0.004 * (1.0 - round as f64 / tries as f64) * random.share();
        if better(found, best_standing) && problem.broken(&next.ends).is_none() {
            best = next.clone();
            best_standing = found;
        }
        if found.0 >= current_standing.0 - 1e-12 && found.1 >= current_standing.1 * (1.0 - slack) {
            current = next;
            current_standing = found;
        }
        if round % 200 == 199 {
            current = best.clone();
            current_standing = best_standing;
        }
    }
    best.ends
}

fn ruin(schedule: &mut Schedule<'_>, random: &mut Random) {
    let planned: Vec<usize> = schedule
        .ends
        .iter()
        .enumerate()
        .filter(|(job, end)| end.is_some() && !schedule.problem.jobs[*job].must)
        .map(|(job, _)| job)
        .collect();
    if planned.is_empty() {
        return;
    }
    if random.below(3) == 0 {
        // a quarter and perhaps the next is planned anew
        let from = 1 + random.below(schedule.problem.quarters);
        let to = from + random.below(2);
        for job in planned {
            if schedule.ends[job].is_some_and(|end| (from..=to).contains(&end)) && random.below(4) > 0 {
                schedule.take_with_followers(job);
            }
        }
    } else {
        let most = 2 + planned.len() / 5;
        for _ in 0..=random.below(most) {
            schedule.take_with_followers(planned[random.below(planned.len())]);
        }
    }
}

/// The plan made better a part at a time: all that ends in a window of quarters, and all that is left out, is planned anew by
/// the solver while the rest stays. At least as good as the one to begin with.
#[must_use]
pub fn mend(problem: &Problem, start: &Ends, done: &[Vec<f64>], rounds: usize) -> Ends {
    let mut best = start.clone();
    let mut best_standing = standing(problem, &best);
    for round in 0..rounds {
        let mut changed = false;
        for part in parts(problem, &best, done, round) {
            let effort = Effort { nodes: 120, gap: 0.0005 };
            if let Solved::Found { ends: Some(ends), .. } = solve(&part, Aim::Value, Some(&best), effort) {
                let found = standing(problem, &ends);
                if better(found, best_standing) && problem.broken(&ends).is_none() {
                    best = ends;
                    best_standing = found;
                    changed = true;
                }
            }
        }
        if !changed && round > 0 {
            break;
        }
    }
    best
}

/// Copies of the problem in which some of the work has no choice.
fn parts(problem: &Problem, ends: &Ends, done: &[Vec<f64>], round: usize) -> Vec<Problem> {
    let width = 2 + round % 2;
    let mut parts = Vec::new();
    for from in 1..=problem.quarters.saturating_sub(width - 1).max(1) {
        let to = from + width - 1;
        let mut part = problem.clone();
        for (index, job) in part.jobs.iter_mut().enumerate() {
            match ends[index] {
                Some(end) if end < from || end > to => fix(job, end),
                // it may move inside the window, or out of the plan
                _ => {
                    job.first = job.first.max(from);
                    job.last = job.last.min(to);
                }
            }
        }
        parts.push(part);
    }
    // what the relaxed plan is undecided about
    if !done.is_empty() {
        let mut part = problem.clone();
        for (index, job) in part.jobs.iter_mut().enumerate() {
            let decided = done[index].iter().all(|done| *done < 0.02 || *done > 0.98);
            let relaxed = done[index].iter().position(|done| *done > 0.5).map(|at| at + 1);
            match ends[index] {
                Some(end) if decided && relaxed == ends[index] => fix(job, end),
                None if decided && relaxed.is_none() && !job.must => job.last = 0,
                _ => {}
            }
        }
        parts.push(part);
    }
    parts
}

fn fix(job: &mut Job, end: usize) {
    job.first = end;
    job.last = end;
    job.must = true;
}

/// How scarce days, days of each role, and places side by side are taken to be.
struct Weights([f64; ROLES + 2]);

impl Weights {
    fn even() -> Self {
        Self([1.0; ROLES + 2])
    }

    fn random(random: &mut Random) -> Self {
        let mut weights = [0.0; ROLES + 2];
        weights.iter_mut().for_each(|weight| *weight = random.share().powi(2) + 0.02);
        Self(weights)
    }

    /// The share of a quarter that a job takes, over all its quarters.
    fn cost(&self, problem: &Problem, job: &Job) -> f64 {
        let part = |used: i64, most: Option<i64>| most.map_or(0.0, |most| used as f64 / most.max(1) as f64);
        let mut cost = self.0[0] * part(job.share(), problem.limits.days);
        for role in 0..ROLES {
            cost += self.0[role + 1] * part(job.days[role], problem.limits.roles[role]);
        }
        cost += self.0[ROLES + 1] * part(1, problem.limits.at_once.and_then(|most| i64::try_from(most).ok()));
        // without any limit the order is that of the value alone
        cost.max(1e-9) * job.length as f64
    }
}

/// What the steps of each job are worth for what it takes, as if nobody else brought them.
fn worth(problem: &Problem, weights: &Weights) -> Vec<f64> {
    let mut worth = vec![0.0; problem.jobs.len()];
    for step in &problem.steps {
        for job in &step.by {
            worth[*job] += step.value;
        }
    }
    // goals pull harder than any value does
    for (step, adds) in problem.goals.iter().flat_map(|row| &row.terms) {
        for job in &problem.steps[*step].by {
            worth[*job] += adds;
        }
    }
    let direct = worth.clone();
    // what leads to others is worth some of what they are worth
    for (index, job) in problem.jobs.iter().enumerate() {
        for before in job.after.iter().chain(job.after_any.iter().flatten()) {
            worth[before.job] += 0.3 * direct[index];
        }
    }
    worth.iter_mut().zip(&problem.jobs).for_each(|(worth, job)| *worth /= weights.cost(problem, job));
    worth
}

/// Puts in what fits, the most worthy first.
fn fill(schedule: &mut Schedule<'_>, worth: impl Iterator<Item = f64>) {
    let must = |job: usize| schedule.problem.jobs[job].must;
    let mut order: Vec<(bool, f64, usize)> = worth
        .enumerate()
        .filter(|(job, worth)| schedule.ends[*job].is_none() && (*worth > 0.0 || must(*job)))
        // what must be done cannot wait for its turn
        .map(|(job, worth)| (!must(job), -worth, job))
        .collect();
    order.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    for (_, _, job) in order {
        if schedule.ends[job].is_none() && schedule.brings_something(job) {
            schedule.place(job);
        }
    }
}
