//! What a plan costs and how good it is: the whole library for 8 quarters and 4 roles, how it grows with the quarters, and the
//! greedy plan beside it. `cargo bench --bench roadmap` prints gap and value before the times.
#![allow(clippy::print_stdout, reason = "a bench says what it measured")]

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

use socmark::model::practice::Role;
use socmark::model::roadmap::{Constraints, Plan};
use socmark::model::score::Rounded;
use socmark::pipeline::{self, Outcome, Settings};

fn outcome(settings: &Settings) -> Outcome {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/demo/assessment.yaml");
    pipeline::evaluate(pipeline::load(&file, settings), settings).expect("the sample")
}

/// Days a quarter by role as a team of 15 to 20 has them for this, or scaled.
fn limits(quarters: usize, days: i64) -> Constraints {
    let part = |share: i64| Rounded(days * share);
    let roles = [(Role::Analyst, 45), (Role::Engineer, 45), (Role::Lead, 35), (Role::Manager, 15)];
    Constraints {
        quarters: Some(quarters),
        days: Some(Rounded(days * 100)),
        roles: roles.map(|(role, share)| (role, part(share))).to_vec(),
        ..Constraints::default()
    }
}

fn plan(outcome: &Outcome, settings: &Settings, constraints: &Constraints) -> Plan {
    let (mut sources, mut out) = Default::default();
    pipeline::roadmap(outcome, settings, constraints, None, &mut sources, &mut out).expect("a plan")
}

fn planning(criterion: &mut Criterion) {
    let settings = Settings { gates: true, ..Settings::default() };
    let outcome = outcome(&settings);
    for (quarters, days) in [(2, 90), (4, 90), (6, 90), (8, 90), (8, 60), (8, 120), (8, 180), (12, 90)] {
        let constraints = limits(quarters, days);
        let start = Instant::now();
        let plan = plan(&outcome, &settings, &constraints);
        println!(
            "{quarters:>2} quarters, {days:>3} days: value {:.4}, bound {:.4}, gap {:.3}%, greedy {:.4} ({:.0}%), {:.2} s",
            plan.objective,
            plan.bound,
            plan.gap * 100.0,
            plan.greedy_objective.unwrap_or(0.0),
            plan.greedy_objective.unwrap_or(0.0) / plan.objective * 100.0,
            start.elapsed().as_secs_f64()
        );
    }
    let mut group = criterion.benchmark_group("roadmap");
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(15));
    for quarters in [4, 8] {
        let constraints = limits(quarters, 90);
        group.bench_function(BenchmarkId::new("full_library_4_roles", quarters), |bencher| {
            bencher.iter(|| black_box(plan(&outcome, &settings, &constraints)));
        });
    }
    group.finish();
}

criterion_group!(benches, planning);
criterion_main!(benches);
