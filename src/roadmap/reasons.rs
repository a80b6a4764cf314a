//! Why a practice is in the plan, why then, and what one that is left out would need.

use crate::model::practice::Role;
use crate::model::roadmap::{StepValue, Why};
use crate::model::score::Rounded;

use super::optimise::{Optimised, optimise};
use super::plan::{Drawn, shown};
use super::problem::{Ends, ROLES, UNITS};
use super::schedule::{Schedule, around};

/// For each candidate the steps that it is the first to bring; of several that end together the first in the library.
pub(super) fn earners(drawn: &Drawn<'_>, ends: &Ends) -> Vec<Vec<StepValue>> {
    let mut earners = vec![Vec::new(); drawn.candidates.len()];
    for (step, value) in drawn.problem.steps.iter().zip(&drawn.steps) {
        let first = step.by.iter().filter_map(|job| Some((ends[*job]?, *job))).min();
        if let Some((_, job)) = first {
            earners[job].push(value.clone());
        }
    }
    earners
}

fn days(units: i64) -> Rounded {
    Rounded::of_ratio(units, UNITS)
}

/// Items with the levels between which they move: `a from 2 to 4, b from 1 to 3 (not answered, 1 assumed)`.
fn moves(steps: &[StepValue]) -> String {
    let mut items: Vec<(&str, u8, u8, bool)> = Vec::new();
    for step in steps {
        match items.iter_mut().find(|(item, ..)| *item == step.item) {
            Some((_, from, to, _)) => {
                *from = (*from).min(step.from);
                *to = (*to).max(step.from + 1);
            }
            None => items.push((&step.item, step.from, step.from + 1, step.assumed)),
        }
    }
    let text = |(item, from, to, assumed): &(&str, u8, u8, bool)| {
        let open = if *assumed { " (not answered, 1 assumed)" } else { "" };
        format!("{item} from {from} to {to}{open}")
    };
    items.iter().map(text).collect::<Vec<_>>().join(", ")
}

/// What speaks for the steps beyond the score: gate, target, reference.
fn pulls(drawn: &Drawn<'_>, steps: &[StepValue]) -> Vec<String> {
    let mut says = Vec::new();
    let gated: Vec<&str> =
        steps.iter().filter(|step| step.gate > 0.0).map(|step| step.item.as_str()).collect();
    if !gated.is_empty() {
        says.push(format!("a gate that you aim at asks for {}", gated.join(", ")));
    }
    let name = |aspect: &str| {
        let mean = drawn.standing.aspects.iter().find(|mean| mean.id == aspect);
        mean.map_or_else(|| aspect.to_owned(), |mean| format!("{} stands at {}", mean.name, shown(mean.now)))
    };
    let furthest = |of: &dyn Fn(&StepValue) -> f64| {
        let far = steps.iter().max_by(|a, b| of(a).total_cmp(&of(b)))?;
        (of(far) > 0.0).then(|| (name(&far.aspect), Rounded((of(far) * 200.0).round() as i64)))
    };
    if let Some((where_it_stands, under)) = furthest(&|step| step.target) {
        let or_more = if under.0 >= 200 { " or more" } else { "" };
        says.push(format!("{where_it_stands}, {under}{or_more} under its target"));
    }
    if let Some((where_it_stands, under)) = furthest(&|step| step.benchmark) {
        says.push(format!("{where_it_stands}, {under} under the median of those compared with"));
    }
    says
}

/// Why it is part of the plan, in one or two sentences.
pub(super) fn in_plan(drawn: &Drawn<'_>, ends: &Ends, earners: &[Vec<StepValue>], job: usize) -> String {
    let own = &earners[job];
    let one = &drawn.candidates[job];
    let opens: Vec<&str> = drawn
        .problem
        .jobs
        .iter()
        .enumerate()
        .filter(|(other, waiting)| {
            ends[*other].is_some()
                && (waiting.after.iter().any(|before| before.job == job)
                    || waiting.after_any.iter().any(|group| {
                        let first =
                            group.iter().filter_map(|before| Some((ends[before.job]?, before.job))).min();
                        first.is_some_and(|(_, first)| first == job)
                    }))
        })
        .map(|(other, _)| drawn.candidates[other].id.as_str())
        .collect();
    let mut parts = Vec::new();
    if !own.is_empty() {
        parts.push(format!("raises {}", moves(own)));
    }
    parts.extend(pulls(drawn, own));
    if !opens.is_empty() {
        parts.push(format!("opens {}", opens.join(", ")));
    }
    if drawn.constraints.in_progress.iter().any(|(id, _)| *id == one.id) {
        parts.insert(0, "in progress".to_owned());
    } else if drawn.constraints.pinned.iter().any(|(id, _)| *id == one.id) {
        parts.insert(0, "pinned".to_owned());
    }
    if parts.is_empty() {
        parts.push("brings nothing that other work in the plan does not bring as early".to_owned());
    }
    parts.join("; ")
}

/// What is missing for a job to end in a quarter, the rest of the plan as it is.
fn lacks(drawn: &Drawn<'_>, ends: &Ends, job: usize, end: usize) -> Vec<String> {
    let of = &drawn.problem.jobs[job];
    let limits = &drawn.problem.limits;
    let mut says = Vec::new();
    for t in end + 1 - of.length..=end {
        let mut used = drawn.problem.used(t, ends);
        let running = ends[job].is_some_and(|own| t <= own && t + of.length > own);
        if running {
            used.count -= 1;
            used.days.iter_mut().zip(of.days).for_each(|(sum, own)| *sum -= own);
        }
        let over = |used: i64, needs: i64, most: Option<i64>| {
            most.map(|most| used + needs - most).filter(|over| *over > 0)
        };
        let mut short = Vec::new();
        for role in 0..ROLES {
            if let Some(over) = over(used.days[role], of.days[role], limits.roles[role]) {
                short.push(format!("{} days of {}", days(over), Role::ALL[role].word()));
            }
        }
        if let Some(over) = over(used.days.iter().sum(), of.share(), limits.days)
            && short.is_empty()
        {
            short.push(format!("{} days", days(over)));
        }
        if limits.at_once.is_some_and(|most| used.count >= most) {
            short.push("a place beside the other work".to_owned());
        }
        if !short.is_empty() {
            says.push(format!("Q{t} lacks {}", short.join(" and ")));
        }
    }
    says
}

/// How much of a job's days a quarter lacks, to find the quarter that comes nearest.
fn shortage(drawn: &Drawn<'_>, ends: &Ends, job: usize, end: usize) -> i64 {
    let of = &drawn.problem.jobs[job];
    let limits = &drawn.problem.limits;
    (end + 1 - of.length..=end)
        .map(|t| {
            let used = drawn.problem.used(t, ends);
            let over = |used: i64, needs: i64, most: Option<i64>| {
                most.map_or(0, |most| (used + needs - most).max(0))
            };
            let roles: i64 =
                (0..ROLES).map(|role| over(used.days[role], of.days[role], limits.roles[role])).sum();
            let place = if limits.at_once.is_some_and(|most| used.count >= most) { of.share() } else { 0 };
            roles + over(used.days.iter().sum(), of.share(), limits.days) + place
        })
        .sum()
}

/// Why it is in no quarter.
pub(super) fn left_out(drawn: &Drawn<'_>, ends: &Ends, job: usize) -> String {
    let (one, of) = (&drawn.candidates[job], &drawn.problem.jobs[job]);
    if let Some(reason) = &one.blocked {
        return reason.clone();
    }
    let limits = &drawn.problem.limits;
    for role in 0..ROLES {
        if let Some(most) = limits.roles[role].filter(|most| of.days[role] > *most) {
            let role_name = Role::ALL[role].word();
            return format!(
                "takes {} days of {role_name} a quarter, and there are {}",
                days(of.days[role]),
                days(most)
            );
        }
    }
    if let Some(most) = limits.days.filter(|most| of.share() > *most) {
        return format!("takes {} days a quarter, and there are {}", days(of.share()), days(most));
    }
    if drawn.problem.soonest()[job].is_none() {
        return format!("does not fit into {} quarters with what it needs before", drawn.problem.quarters);
    }
    let mut others: Vec<&str> = drawn
        .problem
        .steps
        .iter()
        .filter(|step| step.by.contains(&job))
        .filter_map(|step| step.by.iter().filter_map(|other| Some((ends[*other]?, *other))).min())
        .map(|(_, other)| drawn.candidates[other].id.as_str())
        .collect();
    let all_brought = drawn
        .problem
        .steps
        .iter()
        .filter(|step| step.by.contains(&job))
        .all(|step| step.by.iter().any(|other| ends[*other].is_some()));
    others.sort_unstable();
    others.dedup();
    if all_brought && !others.is_empty() {
        return format!("what it raises is raised by {}", others.join(", "));
    }
    let around = around(&drawn.problem);
    let schedule = Schedule::over(&drawn.problem, &around, ends);
    let waits: Vec<&str> = missing(drawn, ends, job);
    let Some(ready) = schedule.ready(job) else {
        return format!(
            "brings less for the capacity than what is planned, and would need {} first",
            waits.join(", ")
        );
    };
    let last = of.last.min(drawn.problem.quarters);
    if ready > last {
        return "what it needs is done too late for it".to_owned();
    }
    let nearest = (ready..=last).min_by_key(|end| (shortage(drawn, ends, job, *end), *end)).unwrap_or(last);
    let lacks = lacks(drawn, ends, job, nearest);
    if lacks.is_empty() {
        return "brings nothing within the quarters".to_owned();
    }
    format!("brings less for the capacity than what is planned; nearest: {}", lacks.join(", "))
}

/// What it needs and the plan does not hold.
fn missing<'d>(drawn: &'d Drawn<'_>, ends: &Ends, job: usize) -> Vec<&'d str> {
    let of = &drawn.problem.jobs[job];
    let name = |other: usize| drawn.candidates[other].id.as_str();
    let mut waits: Vec<&str> =
        of.after.iter().map(|before| before.job).filter(|other| ends[*other].is_none()).map(name).collect();
    for group in &of.after_any {
        if group.iter().all(|before| ends[before.job].is_none()) {
            waits.extend(group.first().map(|before| name(before.job)));
        }
    }
    waits.sort_unstable();
    waits.dedup();
    waits
}

/// The whole answer to "why": none where no candidate has that id.
pub(super) fn why(drawn: &Drawn<'_>, found: &Optimised, id: &str) -> Option<Why> {
    let job = drawn.candidates.iter().position(|one| one.id == id)?;
    let (one, of) = (&drawn.candidates[job], &drawn.problem.jobs[job]);
    let ends = &found.ends;
    let mut says = Vec::new();
    let planned = ends[job].map(|end| (end + 1 - of.length, end));
    match ends[job] {
        Some(end) => {
            let earners = earners(drawn, ends);
            says.push(format!("In the plan: {}.", in_plan(drawn, ends, &earners, job)));
            says.push(then(drawn, ends, job, end));
            says.extend(displaced(drawn, ends, job));
        }
        None => {
            says.push(format!("Not in the plan: {}.", left_out(drawn, ends, job)));
            if one.blocked.is_none() {
                says.push(forced(drawn, found, job));
            }
        }
    }
    Some(Why { id: one.id.clone(), title: one.title.clone(), planned, steps: one.steps.clone(), says })
}

/// Why not earlier.
fn then(drawn: &Drawn<'_>, ends: &Ends, job: usize, end: usize) -> String {
    let of = &drawn.problem.jobs[job];
    if of.first == of.last {
        return format!("It ends in Q{end} because that was asked for.");
    }
    if end == of.length {
        return format!("It ends in Q{end}, as early as its {} weeks allow.", of.weeks);
    }
    let earlier = end - 1;
    if earlier < of.first {
        return format!("It ends in Q{end} because it may not begin earlier.");
    }
    let around = around(&drawn.problem);
    let schedule = Schedule::over(&drawn.problem, &around, ends);
    if schedule.ready(job).is_some_and(|ready| ready > earlier) {
        let mut late: Vec<String> = of
            .after
            .iter()
            .chain(of.after_any.iter().flatten())
            .filter(|before| ends[before.job].is_some_and(|other| other + before.lag > earlier))
            .map(|before| {
                format!("{} (ends in Q{})", drawn.candidates[before.job].id, ends[before.job].unwrap_or(0))
            })
            .collect();
        late.sort();
        late.dedup();
        return format!("Not earlier, since it builds on {}.", late.join(", "));
    }
    let lacks = lacks(drawn, ends, job, earlier);
    format!("Not earlier, since work that brings more for the capacity is there: {}.", lacks.join(", "))
}

/// What would take its place.
fn displaced(drawn: &Drawn<'_>, ends: &Ends, job: usize) -> Option<String> {
    let around = around(&drawn.problem);
    let mut schedule = Schedule::over(&drawn.problem, &around, ends);
    schedule.take_with_followers(job);
    let without = drawn.problem.objective(&schedule.ends);
    let mut best: Option<(f64, usize)> = None;
    for other in (0..drawn.candidates.len()).filter(|other| *other != job && ends[*other].is_none()) {
        let Some(placed) = schedule.place(other) else { continue };
        if !placed.contains(&job) {
            let gain = drawn.problem.objective(&schedule.ends) - without;
            if gain > 1e-12 && best.is_none_or(|(most, _)| gain > most) {
                best = Some((gain, other));
            }
        }
        placed.iter().for_each(|job| schedule.take(*job));
    }
    let gone = drawn.problem.objective(ends) - without;
    Some(match best {
        Some((gain, other)) => format!(
            "It displaced {}: that would bring {gain:.4} to the value of the plan in its place, this brings {gone:.4} with what builds on it.",
            drawn.candidates[other].id
        ),
        None => "It displaced nothing: no other work would fit in its place.".to_owned(),
    })
}

/// What happens to the plan when it must be in.
fn forced(drawn: &Drawn<'_>, found: &Optimised, job: usize) -> String {
    let mut problem = drawn.problem.clone();
    problem.jobs[job].must = true;
    let forced = optimise(&problem);
    let Some(other) = forced.filter(|other| other.ends[job].is_some()) else {
        return "With it no plan keeps the limits.".to_owned();
    };
    let names = |kept: &Ends, gone: &Ends| {
        let list: Vec<&str> = (0..kept.len())
            .filter(|at| *at != job && kept[*at].is_some() && gone[*at].is_none())
            .map(|at| drawn.candidates[at].id.as_str())
            .collect();
        if list.is_empty() { "nothing".to_owned() } else { list.join(", ") }
    };
    let less = (found.objective - other.objective) / found.objective.max(1e-12) * 100.0;
    let cost =
        if less > 0.005 { format!("{less:.2}% less") } else { "no less within what is proved".to_owned() };
    format!(
        "Put in, it would end in Q{}; out would go {}, in would come {}; the plan would be worth {cost}.",
        other.ends[job].unwrap_or(0),
        names(&found.ends, &other.ends),
        names(&other.ends, &found.ends),
    )
}

/// Why nothing keeps the limits: the first piece of work that must be in and has no place by itself.
pub(super) fn impossible(drawn: &Drawn<'_>) -> String {
    let soonest = drawn.problem.soonest();
    for (job, of) in drawn.problem.jobs.iter().enumerate().filter(|(_, of)| of.must) {
        let id = &drawn.candidates[job].id;
        if let Some(reason) = &drawn.candidates[job].blocked {
            return format!("`{id}` must be in the plan, but it is {reason}");
        }
        if of.last < of.length {
            return format!("`{id}` takes {} quarters, so it cannot end before Q{}", of.length, of.length);
        }
        if soonest[job].is_none() {
            let mut free = drawn.problem.clone();
            free.jobs[job].first = free.jobs[job].length;
            free.jobs[job].last = free.quarters;
            return match free.soonest()[job] {
                Some(end) => {
                    format!("`{id}` cannot end by Q{}: with what it needs, Q{end} is the earliest", of.last)
                }
                None => format!("`{id}` does not fit into the quarters and days that there are"),
            };
        }
    }
    "what must be done does not fit together into the days that there are".to_owned()
}
