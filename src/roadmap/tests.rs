//! The optimiser against brute force, and laws that hold for every plan.

use proptest::prelude::*;

use super::optimise;
use super::problem::{Before, Ends, Job, Limits, Problem, Row, Step, UNITS, lag, length};

fn job(weeks: u32, days: [i64; 4]) -> Job {
    let length = length(weeks);
    let share = days.map(|days| days * UNITS / i64::try_from(length).expect("small"));
    Job { weeks, length, days: share, first: length, last: 9, ..Job::default() }
}

fn step(value: f64, by: &[usize]) -> Step {
    Step { value, by: by.to_vec() }
}

fn days(days: i64) -> Limits {
    Limits { days: Some(days * UNITS), ..Limits::default() }
}

/// The best of all plans there are.
fn brute(problem: &Problem) -> Option<f64> {
    let (choices, jobs) = (problem.quarters + 1, problem.jobs.len());
    let mut best: Option<f64> = None;
    for number in 0..choices.pow(u32::try_from(jobs).expect("few")) {
        let mut rest = number;
        let ends: Ends = (0..jobs)
            .map(|_| {
                let end = rest % choices;
                rest /= choices;
                (end > 0).then_some(end)
            })
            .collect();
        if problem.broken(&ends).is_none() && problem.meets_goals(&ends) {
            let value = problem.objective(&ends);
            best = Some(best.map_or(value, |best: f64| best.max(value)));
        }
    }
    best
}

#[test]
fn a_plan_that_was_worked_out_by_hand() {
    // 10 days a quarter, 2 quarters. a: 6 days worth 3; b: 5 days worth 2; c: 5 days worth 2, needs b; d: 4 days worth 1.
    // Best: a and d first, then b: c would need b in an earlier quarter (8 weeks and 8 weeks do not fit into 13).
    // a, d: (3 + 1)(1 + 0.95) = 7.8; b: 2 · 0.95 = 1.9; with b and c instead: 2 · 1.95 + (3 or 2) · 0.95.
    let mut c = job(8, [5, 0, 0, 0]);
    c.after = vec![Before { job: 1, lag: lag(8, 8) }];
    let problem = Problem {
        quarters: 2,
        discount: 0.95,
        jobs: vec![job(8, [6, 0, 0, 0]), job(8, [5, 0, 0, 0]), c, job(8, [4, 0, 0, 0])],
        steps: vec![step(3.0, &[0]), step(2.0, &[1]), step(2.0, &[2]), step(1.0, &[3])],
        limits: days(10),
        goals: Vec::new(),
    };
    let found = optimise(&problem).expect("there is a plan");
    assert_eq!(found.ends, [Some(1), Some(2), None, Some(1)]);
    assert!((found.objective - 9.7).abs() < 1e-9, "{}", found.objective);
    assert_eq!(brute(&problem).map(|best| (best - 9.7).abs() < 1e-9), Some(true));
    assert!(found.gap() < 1e-6);
}

#[test]
fn a_step_that_two_bring_is_earned_once() {
    let problem = Problem {
        quarters: 1,
        discount: 0.95,
        jobs: vec![job(8, [2, 0, 0, 0]), job(8, [3, 0, 0, 0])],
        steps: vec![step(1.0, &[0, 1])],
        limits: days(10),
        goals: Vec::new(),
    };
    let found = optimise(&problem).expect("there is a plan");
    assert!((found.objective - 1.0).abs() < 1e-9);
    assert_eq!(found.ends.iter().flatten().count(), 1, "the second would bring nothing");
}

#[test]
fn three_short_pieces_in_a_row_do_not_fit_into_one_quarter() {
    // 5 + 8 = 13 weeks twice, but 5 + 8 + 5 = 18
    let mut jobs = vec![job(5, [1, 0, 0, 0]), job(8, [1, 0, 0, 0]), job(5, [1, 0, 0, 0])];
    jobs[1].after = vec![Before { job: 0, lag: lag(5, 8) }];
    jobs[2].after = vec![Before { job: 1, lag: lag(8, 5) }];
    let problem = Problem {
        quarters: 2,
        discount: 0.95,
        jobs,
        steps: vec![step(1.0, &[0]), step(1.0, &[1]), step(1.0, &[2])],
        limits: days(10),
        goals: Vec::new(),
    };
    let found = optimise(&problem).expect("there is a plan");
    assert_eq!(found.ends, [Some(1), Some(1), Some(2)]);
}

#[test]
fn work_of_two_quarters_takes_half_of_its_days_in_each() {
    let problem = Problem {
        quarters: 2,
        discount: 0.95,
        jobs: vec![job(26, [10, 0, 0, 0])],
        steps: vec![step(1.0, &[0])],
        limits: days(5),
        goals: Vec::new(),
    };
    let found = optimise(&problem).expect("there is a plan");
    assert_eq!(found.ends, [Some(2)]);
    assert_eq!(problem.used(1, &found.ends).days[0], 5 * UNITS);
    let less = Problem { limits: days(4), ..problem };
    assert_eq!(optimise(&less).expect("an empty plan").ends, [None]);
}

#[test]
fn a_goal_displaces_what_is_worth_more_and_one_out_of_reach_comes_as_near_as_it_can() {
    let mut problem = Problem {
        quarters: 2,
        discount: 0.95,
        jobs: vec![job(8, [10, 0, 0, 0]), job(8, [10, 0, 0, 0])],
        steps: vec![step(5.0, &[0]), step(1.0, &[1])],
        limits: days(10),
        goals: vec![Row { terms: vec![(1, 0.3)], quarter: 1, at_least: 0.3 }],
    };
    let found = optimise(&problem).expect("there is a plan");
    assert_eq!(found.ends, [Some(2), Some(1)]);
    assert!(!found.goals_impossible);
    problem.goals[0] = Row { terms: vec![(0, 0.3), (1, 0.2)], quarter: 1, at_least: 0.5 };
    let found = optimise(&problem).expect("the nearest");
    assert_eq!(found.ends, [Some(1), Some(2)], "0.3 is nearer to 0.5 than 0.2");
    assert!(found.goals_impossible);
}

#[test]
fn what_must_be_done_and_cannot_is_no_plan() {
    let mut must = job(8, [20, 0, 0, 0]);
    must.must = true;
    let problem = Problem {
        quarters: 1,
        discount: 0.95,
        jobs: vec![must],
        steps: vec![step(1.0, &[0])],
        limits: days(10),
        goals: Vec::new(),
    };
    assert_eq!(optimise(&problem), None);
}

prop_compose! {
    fn any_job(index: usize)(
        weeks in 4_u32..27,
        days in prop::array::uniform4(0_i64..7),
        after in prop::collection::vec(0..index.max(1), 0..2),
        any in prop::collection::vec(0..index.max(1), 0..3),
        chains in 0..4_u8,
    ) -> (Job, Vec<usize>, Vec<usize>) {
        let first = index == 0 || chains > 1;
        (job(weeks, days), if first { vec![] } else { after }, if first || chains > 0 { vec![] } else { any })
    }
}

fn any_problem(jobs: usize, quarters: usize) -> impl Strategy<Value = Problem> {
    let list: Vec<_> = (0..jobs).map(any_job).collect();
    let steps = prop::collection::vec((1_u32..100, prop::collection::vec(0..jobs, 1..3)), jobs..2 * jobs);
    (list, steps, 6_i64..20, prop::option::of(3_i64..10), prop::option::of(1_usize..4)).prop_map(
        move |(list, steps, most, analysts, at_once)| {
            let weeks: Vec<u32> = list.iter().map(|(job, ..)| job.weeks).collect();
            let before =
                |other: usize, weeks_here: u32| Before { job: other, lag: lag(weeks[other], weeks_here) };
            let jobs = list
                .iter()
                .map(|(job, after, any)| Job {
                    after: after.iter().map(|other| before(*other, job.weeks)).collect(),
                    after_any: if any.is_empty() {
                        vec![]
                    } else {
                        vec![any.iter().map(|other| before(*other, job.weeks)).collect()]
                    },
                    ..job.clone()
                })
                .collect();
            let mut problem = Problem {
                quarters,
                discount: 0.95,
                jobs,
                steps: steps.iter().map(|(value, by)| step(f64::from(*value) / 1000.0, by)).collect(),
                limits: Limits {
                    days: Some(most * UNITS),
                    roles: [analysts.map(|days| days * UNITS), None, None, None],
                    at_once,
                },
                goals: Vec::new(),
            };
            problem.close_chains();
            problem
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn tiny_plans_are_as_good_as_the_best_of_all(problem in any_problem(5, 3)) {
        let best = brute(&problem).expect("the empty plan at least");
        let found = optimise(&problem).expect("a plan");
        prop_assert_eq!(problem.broken(&found.ends), None);
        prop_assert!((found.objective - best).abs() < 1e-9, "{} of {best}", found.objective);
        prop_assert!(found.bound >= best - 1e-9);
    }

    #[test]
    fn more_days_never_cost_more_than_the_gap(problem in any_problem(9, 4), more in 1_i64..20) {
        let found = optimise(&problem).expect("a plan");
        let mut larger = problem.clone();
        larger.limits.days = larger.limits.days.map(|days| days + more * UNITS);
        let other = optimise(&larger).expect("a plan");
        prop_assert_eq!(larger.broken(&other.ends), None);
        prop_assert!(other.bound >= found.objective - 1e-9);
        prop_assert!(other.objective >= found.objective - other.gap() * other.bound - 1e-9);
        prop_assert!(found.greedy.is_none_or(|greedy| found.objective >= greedy - 1e-9));
    }

    #[test]
    fn the_same_problem_gives_the_same_plan(problem in any_problem(7, 3)) {
        prop_assert_eq!(optimise(&problem), optimise(&problem));
    }
}
