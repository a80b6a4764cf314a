//! The plan as numbers: pieces of work, the steps that they bring, and what limits them.
//!
//! Quarters count from 1. Work that ends in quarter `t` and takes `length` quarters runs in `t - length + 1 ..= t`.

/// Roles whose days are counted apart.
pub const ROLES: usize = 4;
/// Weeks of a quarter.
pub const WEEKS: u32 = 13;
/// Units of a day: hundredths that can be halved, so that what two quarters share stays a whole number.
pub const UNITS: i64 = 200;

/// Everything that decides a plan.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Problem {
    /// At least 1.
    pub quarters: usize,
    /// What a step that is there one quarter later is still worth, 0..=1.
    pub discount: f64,
    pub jobs: Vec<Job>,
    pub steps: Vec<Step>,
    pub limits: Limits,
    pub goals: Vec<Row>,
}

/// A piece of work.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Job {
    /// Elapsed, at least 1.
    pub weeks: u32,
    /// Quarters that it takes.
    pub length: usize,
    /// Days of each role in each of its quarters, in [`UNITS`].
    pub days: [i64; ROLES],
    /// First and last quarter in which it may end.
    pub first: usize,
    pub last: usize,
    /// It is part of every plan.
    pub must: bool,
    /// All of these end before.
    pub after: Vec<Before>,
    /// At least one of each group ends before.
    pub after_any: Vec<Vec<Before>>,
}

impl Job {
    /// Days of all roles in each of its quarters.
    #[must_use]
    pub fn share(&self) -> i64 {
        self.days.iter().sum()
    }

    /// Days of all roles over all of its quarters.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.share() * i64::try_from(self.length).unwrap_or(1)
    }
}

/// Work that ends at least `lag` quarters before the end of the work that waits for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Before {
    pub job: usize,
    pub lag: usize,
}

/// Something that is worth having, earned once by whichever of the jobs ends first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Step {
    /// A quarter of having it, at least 0.
    pub value: f64,
    pub by: Vec<usize>,
}

/// What there is in each quarter; none: no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// Days of all roles, in [`UNITS`].
    pub days: Option<i64>,
    pub roles: [Option<i64>; ROLES],
    /// Pieces of work that run at the same time.
    pub at_once: Option<usize>,
}

/// A sum over steps that must be reached by the end of a quarter.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Step and what it adds.
    pub terms: Vec<(usize, f64)>,
    pub quarter: usize,
    pub at_least: f64,
}

/// Floats of sums over a few hundred steps differ by less than this for the order of adding alone.
pub const ROUND_OFF: f64 = 1e-9;

/// The quarter in which each job ends; none: it is not in the plan.
pub type Ends = Vec<Option<usize>>;

/// How many quarters a piece of work takes.
#[must_use]
pub fn length(weeks: u32) -> usize {
    weeks.div_ceil(WEEKS).max(1) as usize
}

/// How long before the end of work of `weeks` the end of what it builds on must lie: both in one quarter where their elapsed
/// weeks fit into it together, else before it begins.
#[must_use]
pub fn lag(before: u32, weeks: u32) -> usize {
    if before + weeks <= WEEKS { 0 } else { length(weeks) }
}

impl Problem {
    /// What having a step from the end of quarter `end` on is worth for each unit of its value.
    #[must_use]
    pub fn factor(&self, end: usize) -> f64 {
        (end..=self.quarters).map(|t| self.discount.powi(i32::try_from(t).unwrap_or(i32::MAX) - 1)).sum()
    }

    /// The quarter at the end of which a step is there.
    #[must_use]
    pub fn earned(&self, step: usize, ends: &Ends) -> Option<usize> {
        self.steps[step].by.iter().filter_map(|job| ends[*job]).min()
    }

    /// Sum over the quarters of the discounted value of the steps that are there at their end.
    #[must_use]
    pub fn objective(&self, ends: &Ends) -> f64 {
        (0..self.steps.len())
            .filter_map(|step| Some(self.steps[step].value * self.factor(self.earned(step, ends)?)))
            .sum()
    }

    /// What a sum of a goal comes to by the end of its quarter.
    #[must_use]
    pub fn reached(&self, row: &Row, ends: &Ends) -> f64 {
        let there = |step: usize| self.earned(step, ends).is_some_and(|end| end <= row.quarter);
        row.terms.iter().filter(|(step, _)| there(*step)).map(|(_, adds)| adds).sum()
    }

    /// The first thing that a plan breaks, in words for tests and errors; none where it keeps everything but the goals.
    #[must_use]
    pub fn broken(&self, ends: &Ends) -> Option<String> {
        for (index, job) in self.jobs.iter().enumerate() {
            let Some(end) = ends[index] else {
                if job.must {
                    return Some(format!("{index} must be done"));
                }
                continue;
            };
            if end < job.first.max(job.length) || end > job.last.min(self.quarters) {
                return Some(format!("{index} ends in {end}"));
            }
            let done = |before: &Before| ends[before.job].is_some_and(|other| other + before.lag <= end);
            if !job.after.iter().all(done) {
                return Some(format!("{index} comes before what it needs"));
            }
            if !job.after_any.iter().all(|group| group.iter().any(done)) {
                return Some(format!("{index} comes before anything that leads to it"));
            }
        }
        for t in 1..=self.quarters {
            let used = self.used(t, ends);
            if self.limits.days.is_some_and(|most| used.days.iter().sum::<i64>() > most) {
                return Some(format!("too many days in {t}"));
            }
            let over = |role: usize| self.limits.roles[role].is_some_and(|most| used.days[role] > most);
            if (0..ROLES).any(over) {
                return Some(format!("too many days of a role in {t}"));
            }
            if self.limits.at_once.is_some_and(|most| used.count > most) {
                return Some(format!("too much at once in {t}"));
            }
        }
        None
    }

    /// Whether it reaches every goal.
    #[must_use]
    pub fn meets_goals(&self, ends: &Ends) -> bool {
        self.goals.iter().all(|row| self.reached(row, ends) >= row.at_least - ROUND_OFF)
    }

    /// What runs in a quarter.
    #[must_use]
    pub fn used(&self, t: usize, ends: &Ends) -> Used {
        let mut used = Used::default();
        for (job, end) in self.jobs.iter().zip(ends) {
            if end.is_some_and(|end| t <= end && t + job.length > end) {
                used.count += 1;
                used.days.iter_mut().zip(job.days).for_each(|(sum, days)| *sum += days);
            }
        }
        used
    }

    /// Adds what follows from chains: work that fits into a quarter with what it needs, and that with what it needs, may not
    /// fit all together.
    pub fn close_chains(&mut self) {
        let chains: Vec<Vec<Before>> = (0..self.jobs.len()).map(|job| self.too_long(job)).collect();
        for (job, more) in self.jobs.iter_mut().zip(chains) {
            job.after.extend(more);
            job.after.sort();
            job.after.dedup();
        }
    }

    /// Work at the far end of chains within one quarter that is too short for all of the chain.
    fn too_long(&self, job: usize) -> Vec<Before> {
        let mut found = Vec::new();
        let mut open = vec![(job, self.jobs[job].weeks)];
        while let Some((at, weeks)) = open.pop() {
            for before in self.jobs[at].after.iter().filter(|before| before.lag == 0) {
                let weeks = weeks + self.jobs[before.job].weeks;
                if weeks > WEEKS {
                    found.push(Before { job: before.job, lag: 1 });
                } else {
                    open.push((before.job, weeks));
                }
            }
        }
        found
    }

    /// The first quarter in which each job can end by what it needs; none where it cannot within the quarters.
    #[must_use]
    pub fn soonest(&self) -> Vec<Option<usize>> {
        let fits = |job: &Job| {
            let within = |most: Option<i64>, days: i64| most.is_none_or(|most| days <= most);
            within(self.limits.days, job.share())
                && (0..ROLES).all(|role| within(self.limits.roles[role], job.days[role]))
                && self.limits.at_once.is_none_or(|most| most > 0)
        };
        let mut soonest: Vec<Option<usize>> = vec![None; self.jobs.len()];
        // each round settles at least the jobs whose needs are settled, so a chain of n takes n rounds at most
        for _ in 0..=self.jobs.len() {
            let mut changed = false;
            for (index, job) in self.jobs.iter().enumerate() {
                let after = |before: &Before| Some(soonest[before.job]? + before.lag);
                let all: Option<Vec<usize>> = job.after.iter().map(after).collect();
                let any: Option<Vec<usize>> =
                    job.after_any.iter().map(|group| group.iter().filter_map(after).min()).collect();
                let found = all.zip(any).and_then(|(all, any)| {
                    let ready = all.into_iter().chain(any).max().unwrap_or(0);
                    let end = ready.max(job.first).max(job.length);
                    (fits(job) && end <= job.last.min(self.quarters)).then_some(end)
                });
                if found != soonest[index] {
                    soonest[index] = found;
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
        soonest
    }
}

/// Days of each role, and how many pieces of work, in one quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Used {
    pub days: [i64; ROLES],
    pub count: usize,
}
