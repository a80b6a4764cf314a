//! What a careful person would do with a list: always the piece of work that brings most for its days, as early as it fits.

use super::problem::{Ends, Problem};
use super::schedule::{Around, Schedule};

/// Work that must be done first, then by value for its days with all that it needs; equal ones in order of the list. None
/// where what must be done does not fit this way.
#[must_use]
pub fn greedy(problem: &Problem, around: &Around) -> Option<Ends> {
    let mut schedule = with_musts(problem, around)?;
    loop {
        let before = problem.objective(&schedule.ends);
        let mut best: Option<(f64, usize)> = None;
        for job in 0..problem.jobs.len() {
            if schedule.ends[job].is_some() {
                continue;
            }
            let Some(placed) = schedule.place(job) else { continue };
            let gain = problem.objective(&schedule.ends) - before;
            let days: i64 = placed.iter().map(|job| problem.jobs[*job].total()).sum();
            placed.iter().for_each(|job| schedule.take(*job));
            // work without effort comes first
            let rate = gain / (days.max(1) as f64);
            if gain > 0.0 && best.is_none_or(|(most, _)| rate > most) {
                best = Some((rate, job));
            }
        }
        let Some((_, job)) = best else { return Some(schedule.ends) };
        schedule.place(job);
    }
}

/// A plan of what must be done alone: what is due first comes first.
#[must_use]
pub fn with_musts<'a>(problem: &'a Problem, around: &'a Around) -> Option<Schedule<'a>> {
    let mut schedule = Schedule::new(problem, around);
    let mut musts: Vec<usize> = (0..problem.jobs.len()).filter(|job| problem.jobs[*job].must).collect();
    musts.sort_by_key(|job| {
        (problem.jobs[*job].last - problem.jobs[*job].first, problem.jobs[*job].last, *job)
    });
    for job in musts {
        schedule.place(job)?;
    }
    Some(schedule)
}
