//! A plan that is being built: work is put in and taken out, and what each quarter still has is known at once.

use super::problem::{Before, Ends, Problem, ROLES};

/// A plan that never breaks a limit; work without a place is none.
#[derive(Debug, Clone)]
pub struct Schedule<'a> {
    pub problem: &'a Problem,
    pub ends: Ends,
    /// Days left by quarter, all roles and each; `i64::MAX / 2` where there is no limit.
    left: Vec<[i64; ROLES + 1]>,
    slots: Vec<usize>,
    around: &'a Around,
}

/// What is looked up again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    /// For each job those that name it among what they need.
    waiting: Vec<Vec<usize>>,
    /// For each job the steps that it brings.
    steps: Vec<Vec<usize>>,
}

#[must_use]
pub fn around(problem: &Problem) -> Around {
    let mut waiting = vec![Vec::new(); problem.jobs.len()];
    for (index, job) in problem.jobs.iter().enumerate() {
        for before in job.after.iter().chain(job.after_any.iter().flatten()) {
            waiting[before.job].push(index);
        }
    }
    waiting.iter_mut().for_each(|list| {
        list.sort_unstable();
        list.dedup();
    });
    let mut steps = vec![Vec::new(); problem.jobs.len()];
    for (index, step) in problem.steps.iter().enumerate() {
        step.by.iter().for_each(|job| steps[*job].push(index));
    }
    Around { waiting, steps }
}

impl<'a> Schedule<'a> {
    #[must_use]
    pub fn new(problem: &'a Problem, around: &'a Around) -> Self {
        let unlimited = i64::MAX / 2;
        let mut left = [unlimited; ROLES + 1];
        left[0] = problem.limits.days.unwrap_or(unlimited);
        for role in 0..ROLES {
            left[role + 1] = problem.limits.roles[role].unwrap_or(unlimited);
        }
        let slots = problem.limits.at_once.unwrap_or(usize::MAX / 2);
        Self {
            problem,
            ends: vec![None; problem.jobs.len()],
            left: vec![left; problem.quarters + 1],
            slots: vec![slots; problem.quarters + 1],
            around,
        }
    }

    /// A plan that is there already, with what each quarter has left.
    #[must_use]
    pub fn over(problem: &'a Problem, around: &'a Around, ends: &Ends) -> Self {
        let mut schedule = Self::new(problem, around);
        for (job, end) in ends.iter().enumerate() {
            if let Some(end) = end {
                schedule.put(job, *end);
            }
        }
        schedule
    }

    /// Whether there is room for a job that ends in that quarter.
    #[must_use]
    pub fn has_room(&self, index: usize, end: usize) -> bool {
        let job = &self.problem.jobs[index];
        let share = job.share();
        end >= job.length
            && (end + 1 - job.length..=end).all(|t| {
                let left = &self.left[t];
                self.slots[t] > 0
                    && left[0] >= share
                    && (0..ROLES).all(|role| left[role + 1] >= job.days[role])
            })
    }

    fn book(&mut self, index: usize, end: usize, sign: i64) {
        let job = &self.problem.jobs[index];
        for t in end + 1 - job.length..=end {
            self.left[t][0] -= sign * job.share();
            for role in 0..ROLES {
                self.left[t][role + 1] -= sign * job.days[role];
            }
            if sign > 0 { self.slots[t] -= 1 } else { self.slots[t] += 1 }
        }
    }

    /// Puts a job in; there must be room, and it must not be in yet.
    pub fn put(&mut self, index: usize, end: usize) {
        self.book(index, end, 1);
        self.ends[index] = Some(end);
    }

    /// Takes a job out alone, whoever waits for it.
    pub fn take(&mut self, index: usize) {
        if let Some(end) = self.ends[index].take() {
            self.book(index, end, -1);
        }
    }

    /// Takes a job out with all that could not stay without it.
    pub fn take_with_followers(&mut self, index: usize) {
        let mut open = vec![index];
        while let Some(at) = open.pop() {
            self.take(at);
            for follower in &self.around.waiting[at] {
                if self.ends[*follower]
                    .is_some_and(|end| self.ready(*follower).is_none_or(|ready| ready > end))
                {
                    open.push(*follower);
                }
            }
        }
    }

    /// The quarter before which a job cannot end by what it needs; none where something that it needs is not in.
    #[must_use]
    pub fn ready(&self, index: usize) -> Option<usize> {
        let job = &self.problem.jobs[index];
        let after = |before: &Before| Some(self.ends[before.job]? + before.lag);
        let mut ready = job.first.max(job.length);
        for before in &job.after {
            ready = ready.max(after(before)?);
        }
        for group in &job.after_any {
            ready = ready.max(group.iter().filter_map(after).min()?);
        }
        Some(ready)
    }

    /// The first quarter with room in which a job can end, where all that it needs is in.
    #[must_use]
    pub fn earliest(&self, index: usize) -> Option<usize> {
        let last = self.problem.jobs[index].last.min(self.problem.quarters);
        (self.ready(index)?..=last).find(|end| self.has_room(index, *end))
    }

    /// Puts a job in as early as possible with all that it needs; what was put in, or nothing and no change.
    pub fn place(&mut self, index: usize) -> Option<Vec<usize>> {
        let mut placed = Vec::new();
        if self.place_into(index, &mut placed, 0) {
            return Some(placed);
        }
        placed.iter().for_each(|job| self.take(*job));
        None
    }

    fn place_into(&mut self, index: usize, placed: &mut Vec<usize>, depth: usize) -> bool {
        if self.ends[index].is_some() {
            return true;
        }
        // deeper than there are jobs: what is needed goes round in a circle
        if depth > self.problem.jobs.len() {
            return false;
        }
        let problem = self.problem;
        let job = &problem.jobs[index];
        for before in &job.after {
            if !self.place_into(before.job, placed, depth + 1) {
                return false;
            }
        }
        for group in &job.after_any {
            if group.iter().any(|before| self.ends[before.job].is_some()) {
                continue;
            }
            let mut order: Vec<usize> = group.iter().map(|before| before.job).collect();
            order.sort_by_key(|job| (problem.jobs[*job].total(), *job));
            let found = order.into_iter().any(|job| {
                let mark = placed.len();
                let done = self.place_into(job, placed, depth + 1);
                if !done {
                    placed.drain(mark..).for_each(|job| self.take(job));
                }
                done
            });
            if !found {
                return false;
            }
        }
        match self.earliest(index) {
            Some(end) => {
                self.put(index, end);
                placed.push(index);
                true
            }
            None => false,
        }
    }

    /// Whether a job would bring a step that is not there yet, or must be done.
    #[must_use]
    pub fn brings_something(&self, job: usize) -> bool {
        let there = |step: &usize| {
            self.problem.steps[*step].by.iter().any(|other| *other != job && self.ends[*other].is_some())
        };
        self.problem.jobs[job].must || !self.around.steps[job].iter().all(there)
    }

    /// Moves work to earlier quarters as long as there is room; nothing gets later.
    pub fn pull_forward(&mut self) {
        loop {
            let mut order: Vec<(usize, usize)> =
                self.ends.iter().enumerate().filter_map(|(job, end)| Some(((*end)?, job))).collect();
            order.sort_unstable();
            let mut moved = false;
            for (end, job) in order {
                self.take(job);
                let earliest = self.earliest(job).filter(|earliest| *earliest < end);
                moved |= earliest.is_some();
                self.put(job, earliest.unwrap_or(end));
            }
            if !moved {
                return;
            }
        }
    }
}
