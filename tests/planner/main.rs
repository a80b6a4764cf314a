//! Plans against HiGHS, which solves the same instances from a model written down apart from ours (`highs.py`): the objective
//! is within 0.5% of the best that HiGHS finds, and HiGHS finds nothing beyond our bound. Needs Python with `highspy`; its path
//! is taken from `SOCMARK_PYTHON`: a job of its own, `cargo test --test planner`.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a test says what it measured")]

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use socmark::roadmap::optimise;
use socmark::roadmap::problem::{Before, Job, Limits, Problem, Step, UNITS, lag, length};

const INSTANCES: u64 = 50;

/// The same numbers at every run.
struct Random(u64);

impl Random {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % below
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// 20 to 60 practices, 4 to 8 quarters, needs of both kinds, four roles.
fn instance(seed: u64) -> Problem {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) + 1);
    let (count, quarters) = (20 + random.below(41), 4 + random.below(5));
    let mut jobs: Vec<Job> = Vec::new();
    for index in 0..count {
        let weeks = random.of(&[4, 5, 6, 8, 8, 10, 12, 13, 13, 16, 20, 26]);
        let length = length(weeks);
        let mut days: [i64; 4] = std::array::from_fn(|_| random.of(&[0, 0, 1, 2, 3, 4, 5, 6, 8]));
        if days.iter().sum::<i64>() == 0 {
            days[index % 4] = 4;
        }
        let units = days.map(|days| days * UNITS / i64::try_from(length).unwrap());
        let before = |job: usize, jobs: &[Job]| Before { job, lag: lag(jobs[job].weeks, weeks) };
        let mut job = Job { weeks, length, days: units, first: length, last: quarters, ..Job::default() };
        if index > 2 && random.below(10) < 4 {
            job.after.push(before(random.below(index), &jobs));
        }
        if index > 4 && random.below(10) < 2 {
            let others = [random.below(index), random.below(index)];
            job.after_any.push(others.iter().map(|other| before(*other, &jobs)).collect());
        }
        jobs.push(job);
    }
    let steps = (0..count)
        .flat_map(|job| (0..1 + random.below(4)).map(|_| job).collect::<Vec<_>>())
        .collect::<Vec<_>>()
        .into_iter()
        .map(|job| {
            let mut by = vec![job];
            if random.below(5) == 0 {
                by.push(random.below(count));
            }
            Step { value: (20 + random.below(180)) as f64 / 10_000.0, by }
        })
        .collect();
    let work: i64 = jobs.iter().map(Job::total).sum();
    let share = 30 + i64::try_from(random.below(40)).unwrap();
    let most = (work * share / 100 / i64::try_from(quarters).unwrap()).max(40 * UNITS / 2);
    let roles =
        std::array::from_fn(|_| (random.below(4) > 0).then(|| most * random.of(&[30, 35, 45, 60]) / 100));
    let limits = Limits { days: Some(most), roles, at_once: random.of(&[Some(4), Some(6), Some(8), None]) };
    let mut problem = Problem { quarters, discount: 0.95, jobs, steps, limits, goals: Vec::new() };
    problem.close_chains();
    problem
}

fn as_json(problem: &Problem) -> Value {
    let pairs =
        |list: &[Before]| list.iter().map(|before| json!([before.job, before.lag])).collect::<Vec<_>>();
    json!({
        "quarters": problem.quarters,
        "discount": problem.discount,
        "units": UNITS,
        "jobs": problem.jobs.iter().map(|job| json!({
            "length": job.length,
            "days": job.days,
            "after": pairs(&job.after),
            "after_any": job.after_any.iter().map(|group| pairs(group)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "steps": problem.steps.iter().map(|step| json!([step.value, step.by])).collect::<Vec<_>>(),
        "days": problem.limits.days,
        "roles": problem.limits.roles,
        "at_once": problem.limits.at_once,
    })
}

#[test]
fn plans_are_within_half_a_percent_of_highs_and_never_beyond_what_is_stated() {
    let python = std::env::var("SOCMARK_PYTHON").expect("SOCMARK_PYTHON names a Python that has highspy");
    let problems: Vec<Problem> = (0..INSTANCES).map(instance).collect();
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("instances.json"), folder.path().join("solved.json"));
    let instances: Vec<Value> = problems.iter().map(as_json).collect();
    std::fs::write(&input, serde_json::to_string(&instances).unwrap()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/planner/highs.py");
    let solving = Command::new(python).arg(script).arg(&input).arg(&output).spawn().unwrap();
    let ours: Vec<_> = problems.iter().map(|problem| optimise(problem).expect("a plan")).collect();
    assert!({ solving }.wait().unwrap().success(), "HiGHS did not solve them");
    let solved: Vec<(f64, f64)> = serde_json::from_str(&std::fs::read_to_string(&output).unwrap()).unwrap();
    let mut failed = Vec::new();
    let (mut worst, mut widest, mut proved) = (0.0_f64, 0.0_f64, 0);
    for (seed, ((problem, ours), (best, bound))) in problems.iter().zip(&ours).zip(&solved).enumerate() {
        assert_eq!(problem.broken(&ours.ends), None, "instance {seed}");
        let behind = (best - ours.objective) / best;
        worst = worst.max(behind);
        widest = widest.max(ours.gap());
        proved += u32::from(ours.gap() <= 0.005);
        println!(
            "{seed:>2}: {:>2} jobs, {} quarters: {:.5}, HiGHS {best:.5} (bound {bound:.5}), behind {:+.3}%, gap {:.3}%",
            problem.jobs.len(),
            problem.quarters,
            ours.objective,
            behind * 100.0,
            ours.gap() * 100.0
        );
        if behind > 0.005 || behind > ours.gap() + 1e-6 || ours.objective > bound * (1.0 + 1e-6) {
            failed.push(seed);
        }
    }
    println!(
        "furthest behind HiGHS: {:.3}%; widest gap: {:.3}%; gap of at most 0.5%: {proved} of {INSTANCES}",
        worst * 100.0,
        widest * 100.0
    );
    assert!(failed.is_empty(), "instances {failed:?}");
}
