//! From practices, answers and limits to a plan.

use std::collections::BTreeMap;

use crate::model::adoption::{AdoptionProfile, Wave};
use crate::model::assessment::Assessment;
use crate::model::benchmark::Comparison;
use crate::model::instrument::AdoptionRules;
use crate::model::practice::{Practice, Role};
use crate::model::readiness::StageReadiness;
use crate::model::roadmap::{
    Candidate, Constraints, Expected, GoalFound, LeftOut, Plan, Quarter, RoadmapRules, StepValue, Work,
};
use crate::model::score::{Rounded, Scorecard};

use super::aims::{self, Aimed};
use super::candidates::{candidates, levels};
use super::optimise::{Optimised, optimise};
use super::problem::{Before, Ends, Job, Limits, Problem, ROLES, Step, UNITS, lag, length};
use super::reasons;
use super::value::{Sources, Standing, standing};

/// What a plan is made from.
pub struct Known<'a> {
    pub practices: &'a [Practice],
    pub assessment: &'a Assessment,
    /// The one with the overall score.
    pub card: &'a Scorecard,
    /// That of the AI questionnaire, where one is pinned.
    pub ai: Option<(&'a Scorecard, &'a AdoptionRules)>,
    pub adoption: Option<&'a AdoptionProfile>,
    pub readiness: &'a [StageReadiness],
    pub comparison: &'a Comparison,
    pub rules: &'a RoadmapRules,
}

/// What stands behind a plan, for reasons and tests.
pub(super) struct Drawn<'a> {
    pub known: &'a Known<'a>,
    pub standing: Standing,
    pub candidates: Vec<Candidate>,
    /// Practice of each candidate.
    pub practices: Vec<&'a Practice>,
    pub problem: Problem,
    /// Each step of the problem: its item and level, and what it is worth.
    pub steps: Vec<StepValue>,
    pub levels: BTreeMap<String, u8>,
    pub constraints: &'a Constraints,
}

/// Plans, and says why a practice is where it is, where one is asked about. `Err` says why no plan keeps the limits.
///
/// # Errors
/// A sentence for the user where pins, latest quarters or begun work do not fit the capacity.
pub fn plan(known: &Known<'_>, constraints: &Constraints, why: Option<&str>) -> Result<Plan, String> {
    let quarters = constraints.quarters.unwrap_or(known.rules.quarters).max(1);
    let mut assumed = Vec::new();
    let (days, roles) = capacity(known, constraints, &mut assumed);
    let at_once = constraints.at_once.unwrap_or(known.rules.at_once);
    let aims = aims::scores(constraints, known.ai.map(|(_, rules)| rules));
    let sources = Sources {
        assessment: known.assessment,
        main: known.card,
        ai: known.ai,
        comparison: known.comparison,
        rules: known.rules,
        aims,
    };
    let standing = standing(&sources);
    let levels = levels(known.practices, &standing, &constraints.done);
    let gates = aims::gate_items(constraints, known.readiness);
    let candidates = candidates(known.practices, &standing, &levels, &gates, constraints, known.rules);
    let by_id: BTreeMap<&str, &Practice> =
        known.practices.iter().map(|practice| (practice.id.as_str(), practice)).collect();
    let practices: Vec<&Practice> = candidates.iter().map(|one| by_id[one.id.as_str()]).collect();
    let limits = Limits {
        days: Some(units(days)),
        roles: std::array::from_fn(|at| {
            roles.iter().find(|(role, _)| *role == Role::ALL[at]).map(|(_, days)| units(*days))
        }),
        at_once: Some(at_once),
    };
    let (problem, steps) = problem(&candidates, &practices, constraints, quarters, limits, known.rules);
    let mut drawn = Drawn { known, standing, candidates, practices, problem, steps, levels, constraints };
    let aimed: Vec<Aimed> = aims::rows(&drawn);
    drawn.problem.goals = aimed.iter().flat_map(|aim| aim.rows.clone()).collect();
    drawn.problem.close_chains();
    let Some(found) = optimise(&drawn.problem) else { return Err(reasons::impossible(&drawn)) };
    let why = why.and_then(|id| reasons::why(&drawn, &found, id));
    let goals = aimed.iter().map(|aim| aims::found(aim, &drawn, &found)).collect();
    Ok(describe(&drawn, &found, goals, Around { days, roles, at_once, assumed }, why))
}

/// Limits as they are shown.
struct Around {
    days: Rounded,
    roles: Vec<(Role, Rounded)>,
    at_once: usize,
    assumed: Vec<String>,
}

/// Hundredths of days in units of the problem.
fn units(days: Rounded) -> i64 {
    days.0 * UNITS / 100
}

fn days(units: i64) -> Rounded {
    Rounded::of_ratio(units, UNITS)
}

/// Days a quarter, in total and by role: as given, or worked out from the size of the team.
fn capacity(
    known: &Known<'_>,
    constraints: &Constraints,
    assumed: &mut Vec<String>,
) -> (Rounded, Vec<(Role, Rounded)>) {
    let rules = known.rules;
    let given: i64 = constraints.roles.iter().map(|(_, days)| days.0).sum();
    let days = match constraints.days {
        Some(days) => days,
        // with days for every role their sum is the total
        None if constraints.roles.len() == Role::ALL.len() => Rounded(given),
        None => {
            let slug = known.assessment.soc.size_fte.as_deref();
            let of_size = slug.and_then(|slug| rules.people.iter().find(|(size, _)| size == slug));
            let people = of_size.map_or(rules.people_otherwise, |(_, people)| *people);
            // whole days: the assumption is no finer than that
            let days = i64::from(people) * i64::from(rules.days_in_quarter) * rules.share.0 / 100;
            let of = match of_size {
                Some((size, _)) => format!("a team of {size}, counted as {people} people"),
                None => format!("a team whose size is not said, counted as {people} people"),
            };
            assumed.push(format!(
                "{days} person-days a quarter: {}% of the working days of {of} (`--capacity DAYS`)",
                rules.share.0
            ));
            Rounded(days * 100)
        }
    };
    if !constraints.roles.is_empty() {
        let mut roles = constraints.roles.clone();
        roles.sort();
        return (days, roles);
    }
    let roles: Vec<(Role, Rounded)> =
        rules.roles.iter().map(|(role, share)| (*role, Rounded(days.0 * share.0 / 100))).collect();
    let list: Vec<String> = roles.iter().map(|(role, days)| format!("{} {days}", role.word())).collect();
    assumed.push(format!("of these at most: {} (`--role ROLE=DAYS`)", list.join(", ")));
    (days, roles)
}

fn problem(
    candidates: &[Candidate],
    practices: &[&Practice],
    constraints: &Constraints,
    quarters: usize,
    limits: Limits,
    rules: &RoadmapRules,
) -> (Problem, Vec<StepValue>) {
    let index: BTreeMap<&str, usize> =
        candidates.iter().enumerate().map(|(at, one)| (one.id.as_str(), at)).collect();
    let of =
        |list: &[(String, usize)], id: &str| list.iter().find(|(known, _)| known == id).map(|(_, at)| *at);
    let before = |id: &String, weeks: u32| {
        let job = *index.get(id.as_str())?;
        Some(Before { job, lag: lag(practices[job].weeks, weeks) })
    };
    let mut jobs = Vec::new();
    let mut steps: BTreeMap<(String, u8), (StepValue, Vec<usize>)> = BTreeMap::new();
    for (at, (one, practice)) in candidates.iter().zip(practices).enumerate() {
        let begun = constraints.in_progress.iter().find(|(id, _)| *id == one.id).map(|(_, percent)| *percent);
        let left = i64::from(100 - begun.unwrap_or(0).min(100));
        let weeks = (practice.weeks * u32::try_from(left).unwrap_or(100)).div_ceil(100).max(1);
        let length = length(weeks);
        let mut job = Job { weeks, length, first: length, last: quarters, ..Job::default() };
        for (role, effort) in &practice.effort {
            let at = Role::ALL.iter().position(|known| known == role).unwrap_or(0);
            let total = effort.likely.0 * UNITS / 100 * left / 100;
            job.days[at] += total / i64::try_from(length).unwrap_or(1);
        }
        if let Some(quarter) = of(&constraints.earliest, &one.id) {
            job.first = job.first.max(quarter + length - 1);
        }
        if let Some(quarter) = of(&constraints.latest, &one.id) {
            (job.last, job.must) = (quarter.min(quarters), true);
        }
        if let Some(quarter) = of(&constraints.pinned, &one.id) {
            (job.first, job.last, job.must) = (quarter, quarter, true);
        }
        if begun.is_some() {
            (job.first, job.last, job.must) = (length, length, true);
        }
        job.after = one.after.iter().filter_map(|id| before(id, weeks)).collect();
        job.after_any = one
            .after_any
            .iter()
            .map(|(.., by)| by.iter().filter_map(|id| before(id, weeks)).collect())
            .collect();
        if one.blocked.is_some() {
            // it can end in no quarter
            job.last = 0;
        }
        for step in &one.steps {
            let entry = steps.entry((step.item.clone(), step.from)).or_insert((step.clone(), Vec::new()));
            entry.1.push(at);
        }
        jobs.push(job);
    }
    let (values, steps) = steps
        .into_values()
        .map(|(value, by)| {
            let step = Step { value: value.value, by };
            (value, step)
        })
        .unzip();
    (Problem { quarters, discount: rules.discount.to_f64(), jobs, steps, limits, goals: Vec::new() }, values)
}

/// What is expected at the end of a quarter; 0: now.
pub(super) fn score_of(drawn: &Drawn<'_>, ends: &Ends, quarter: usize, id: &str) -> Option<f64> {
    let standing = &drawn.standing;
    let now = match id {
        "overall" => standing.overall?,
        "headline" => standing.headline?,
        id => standing.domains.iter().chain(&standing.aspects).find(|mean| mean.id == id)?.now,
    };
    let earned = |step: usize| drawn.problem.earned(step, ends).is_some_and(|end| end <= quarter);
    let mut sum = now + already(drawn, id, quarter);
    for (at, step) in drawn.steps.iter().enumerate().filter(|(at, _)| earned(*at)) {
        debug_assert!(at < drawn.problem.steps.len());
        sum += adds(standing, &step.item, id);
    }
    Some(sum)
}

/// What work that is done but not yet answered for adds; from the first quarter on.
fn already(drawn: &Drawn<'_>, id: &str, quarter: usize) -> f64 {
    let raised = |item: &String| {
        let now = drawn.standing.items.get(item).map_or(0, |place| place.level);
        drawn.levels.get(item).map_or(0, |level| level.saturating_sub(now))
    };
    if quarter == 0 {
        return 0.0;
    }
    drawn.standing.items.keys().map(|item| f64::from(raised(item)) * adds(&drawn.standing, item, id)).sum()
}

/// What one level of an item adds to a mean.
pub(super) fn adds(standing: &Standing, item: &str, id: &str) -> f64 {
    let Some(place) = standing.items.get(item) else { return 0.0 };
    match id {
        "overall" => place.adds_overall,
        "headline" => place.adds_headline,
        id if place.aspect == id => place.adds_aspect,
        id if standing.domain_of.get(&place.aspect).is_some_and(|domain| domain == id) => place.adds_domain,
        _ => 0.0,
    }
}

/// As shown, half away from zero; the sums are of a few hundred floats, so a tie may lie a hair under itself.
pub(super) fn shown(score: f64) -> Rounded {
    Rounded((score * 100.0 + 1e-6).round() as i64)
}

fn expected(drawn: &Drawn<'_>, ends: &Ends, quarter: usize) -> Vec<Expected> {
    let mut wanted: Vec<(String, String, String)> = Vec::new();
    wanted.push(("overall".into(), "overall".into(), "Overall".into()));
    let main = &drawn.known.card.domains;
    wanted.extend(main.iter().map(|domain| (domain.id.clone(), domain.id.clone(), domain.name.clone())));
    if let Some((_, rules)) = drawn.known.ai {
        for (id, aspect) in [
            ("lifecycle", &rules.lifecycle),
            ("knowledge", &rules.knowledge),
            ("governance", &rules.governance),
        ] {
            let name = drawn.standing.aspects.iter().find(|mean| mean.id == *aspect);
            let name = name.map_or_else(|| aspect.clone(), |mean| mean.name.clone());
            wanted.push((id.to_owned(), aspect.clone(), name));
        }
    }
    wanted
        .into_iter()
        .filter_map(|(id, of, name)| {
            Some(Expected { id, name, score: shown(score_of(drawn, ends, quarter, &of)?) })
        })
        .collect()
}

fn describe(
    drawn: &Drawn<'_>,
    found: &Optimised,
    goals: Vec<GoalFound>,
    around: Around,
    why: Option<crate::model::roadmap::Why>,
) -> Plan {
    let ends = &found.ends;
    let earners = reasons::earners(drawn, ends);
    let quarters = (1..=drawn.problem.quarters)
        .map(|index| {
            let used = drawn.problem.used(index, ends);
            let mut works: Vec<(usize, Work)> = Vec::new();
            for (job, end) in ends.iter().enumerate() {
                let of = &drawn.problem.jobs[job];
                let Some(end) = end.filter(|end| index <= *end && index + of.length > *end) else { continue };
                works.push((job, work(drawn, ends, &earners, job, end)));
            }
            // what ends first, then what is worth most
            works.sort_by(|(a, one), (b, other)| {
                let worth = |job: &usize| earners[*job].iter().map(|step| step.value).sum::<f64>();
                one.ends.cmp(&other.ends).then(worth(b).total_cmp(&worth(a))).then(one.id.cmp(&other.id))
            });
            Quarter {
                index,
                works: works.into_iter().map(|(_, work)| work).collect(),
                days: days(used.days.iter().sum()),
                roles: (0..ROLES).map(|at| (Role::ALL[at], days(used.days[at]))).collect(),
                expected: expected(drawn, ends, index),
                flips: flips(drawn, ends, index),
            }
        })
        .collect();
    let mut left_out: Vec<(f64, LeftOut)> = drawn
        .candidates
        .iter()
        .enumerate()
        .filter(|(job, _)| ends[*job].is_none())
        .map(|(job, one)| {
            let worth = one.steps.iter().map(|step| step.value).sum::<f64>();
            let reason = reasons::left_out(drawn, ends, job);
            (worth, LeftOut { id: one.id.clone(), title: one.title.clone(), reason })
        })
        .collect();
    left_out.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.id.cmp(&b.1.id)));
    Plan {
        rules: drawn.known.rules.clone(),
        days: around.days,
        roles: around.roles,
        at_once: around.at_once,
        assumed: around.assumed,
        quarters,
        now: expected(drawn, ends, 0),
        goals,
        left_out: left_out.into_iter().map(|(_, one)| one).collect(),
        objective: found.objective,
        bound: found.bound,
        gap: found.gap(),
        greedy_objective: found.greedy,
        why,
    }
}

fn work(drawn: &Drawn<'_>, ends: &Ends, earners: &[Vec<StepValue>], job: usize, end: usize) -> Work {
    let (of, one, practice) = (&drawn.problem.jobs[job], &drawn.candidates[job], drawn.practices[job]);
    let planned = |other: usize| ends[other].is_some();
    let id = |other: usize| drawn.candidates[other].id.clone();
    let mut builds_on: Vec<String> =
        of.after.iter().map(|before| before.job).filter(|other| planned(*other)).map(id).collect();
    for group in &of.after_any {
        let first = group
            .iter()
            .filter(|before| ends[before.job].is_some_and(|other| other + before.lag <= end))
            .min_by_key(|before| ends[before.job]);
        builds_on.extend(first.map(|before| id(before.job)));
    }
    builds_on.sort();
    builds_on.dedup();
    let waits = |(other, waiting): (usize, &Job)| {
        let names =
            waiting.after.iter().chain(waiting.after_any.iter().flatten()).any(|before| before.job == job);
        (names && planned(other)).then(|| id(other))
    };
    Work {
        id: one.id.clone(),
        title: one.title.clone(),
        days: days(of.share()),
        roles: (0..ROLES)
            .filter(|at| of.days[*at] > 0)
            .map(|at| (Role::ALL[at], days(of.days[at])))
            .collect(),
        total: days(of.total()),
        weeks: of.weeks,
        begins: end + 1 - of.length,
        ends: end,
        pinned: drawn.constraints.pinned.iter().any(|(pinned, _)| *pinned == practice.id),
        in_progress: drawn.constraints.in_progress.iter().any(|(begun, _)| *begun == practice.id),
        earns: earners[job].clone(),
        builds_on,
        opens: drawn.problem.jobs.iter().enumerate().filter_map(waits).collect(),
        why: reasons::in_plan(drawn, ends, earners, job),
    }
}

/// The quarter at whose end a label changes.
fn flips(drawn: &Drawn<'_>, ends: &Ends, quarter: usize) -> Vec<String> {
    let Some((_, rules)) = drawn.known.ai else { return Vec::new() };
    let mut flips = Vec::new();
    let at = |quarter: usize, aspect: &str| score_of(drawn, ends, quarter, aspect).map(shown);
    let separators = [&rules.lifecycle, &rules.knowledge, &rules.governance];
    let all = |quarter: usize| {
        separators.iter().all(|aspect| at(quarter, aspect).is_some_and(|score| score.0 >= rules.second_wave))
    };
    let in_use = drawn.known.adoption.is_some_and(|profile| profile.wave != Wave::NotApplicable);
    if in_use && all(quarter) && !all(quarter - 1) {
        flips.push("all three separators reach the second wave".to_owned());
    }
    for (aspect, mark, says) in [
        (&rules.customisation, rules.shaper_practice, "customisation practice reaches what a shaper needs"),
        (
            &rules.data_and_evaluation,
            rules.builder_practice,
            "data and evaluation practice reaches what a builder needs",
        ),
    ] {
        let reaches = |quarter: usize| at(quarter, aspect).is_some_and(|score| score.0 >= mark);
        if reaches(quarter) && !reaches(quarter - 1) {
            flips.push(format!("{says} ({})", Rounded(mark)));
        }
    }
    for domain in &drawn.known.card.domains {
        let Some(target) = domain.target_maturity else { continue };
        let reaches = |quarter: usize| at(quarter, &domain.id).is_some_and(|score| score >= target);
        if reaches(quarter) && !reaches(quarter - 1) {
            flips.push(format!("{} reaches its target of {target}", domain.name));
        }
    }
    flips
}
