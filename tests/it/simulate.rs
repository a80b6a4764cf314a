//! `socmark pool simulate`: a made-up cohort, and how it is kept apart from SOCs.

use crate::program::{Program, Run};

fn rule(run: &Run) -> Option<&str> {
    run.stderr.split("error[").nth(1).and_then(|rest| rest.split(']').next())
}

fn simulated(more: &[&str]) -> Program {
    let program = Program::new();
    let run = program.run(&[&["pool", "simulate", "made-up", "--socs", "60"], more].concat());
    assert_eq!(run.code, 0, "{run}");
    program
}

fn part(program: &Program, year: i16) -> Vec<u8> {
    let path = program.path(&format!("made-up/instrument=soc-core/year={year}/part.parquet"));
    std::fs::read(path).expect("a part")
}

#[test]
fn a_simulated_cohort_is_a_pool_that_says_what_it_is_before_anything_else() {
    let program = simulated(&["--years", "2"]);
    assert_eq!(
        program.files(),
        [
            "made-up/instrument=soc-core/year=2025/part.parquet",
            "made-up/instrument=soc-core/year=2026/part.parquet",
            "made-up/pool.yaml"
        ]
    );
    let run = program.run(&["pool", "simulate", "again", "--socs", "60", "--years", "2"]);
    assert!(run.stdout.ends_with("rows simulated; no SOC is behind any of them\n"), "{run}");
    assert!(program.read("made-up/pool.yaml").contains("simulated: true"));
    let run = program.run(&["pool", "describe", "made-up"]);
    assert!(run.stdout.starts_with("Simulated: no SOC is behind any row.\n60 SOCs, "), "{run}");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let run = program.run(&["pool", "describe", "made-up", "--format", "json"]);
    assert_eq!((&run.json()["simulated"], &run.json()["socs"]), (&true.into(), &60.into()));
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_does_not() {
    let (one, same, other) = (simulated(&[]), simulated(&["--seed", "1"]), simulated(&["--seed", "2"]));
    assert!(part(&one, 2026) == part(&same, 2026));
    assert!(part(&one, 2026) != part(&other, 2026));
    let planted =
        simulated(&["--effect", "people.training.plan=0.5", "--effect", "ai.governance.guardrails=-0.3"]);
    assert!(part(&one, 2026) != part(&planted, 2026));
}

#[test]
fn no_soc_stands_among_made_up_rows_and_nothing_that_stands_there_is_touched() {
    let text = "schema: socmark/assessment/1\ninstruments: [soc-core@3]\nsoc: {id: north}\nassessment: {date: 2026-11-02}\nanswers: {people.knowledge.skill-gaps: 3}\n";
    let program = simulated(&[]).file("a.yaml", text).file("docs/charter.md", "# Charter\n");
    let before = program.files();
    let run = program.run(&["pool", "add", "made-up", "a.yaml"]);
    assert_eq!((run.code, rule(&run)), (2, Some("PL021")), "{run}");
    assert_eq!(program.files(), before, "no salt either");
    for taken in ["made-up", "docs", "a.yaml"] {
        let run = program.run(&["pool", "simulate", taken, "--socs", "10"]);
        assert_eq!((run.code, rule(&run)), (2, Some("PL040")), "{run}");
    }
    assert_eq!(program.files(), before);
}

#[test]
fn what_cannot_be_simulated_is_said_and_leaves_no_folder() {
    let program = Program::new();
    let call = |more: &[&str]| program.run(&[&["pool", "simulate", "new", "--socs", "60"], more].concat());
    let run = call(&["--effect", "people.training.plam=0.5"]);
    assert_eq!((run.code, rule(&run)), (2, Some("PL041")), "{run}");
    assert!(run.stderr.contains("people.training.plan"), "it says what is near: {run}");
    for wrong in [
        &["--effect", "people.training.plan=1.5"][..],
        &["--effect", "people.training.plan"],
        &["--noise", "2"],
        &["--years", "0"],
    ] {
        assert_eq!(call(wrong).code, 2, "{wrong:?}");
    }
    assert_eq!(program.files(), Vec::<String>::new());
}

#[test]
fn a_comparison_with_a_made_up_cohort_says_so() {
    let text = "schema: socmark/assessment/1\ninstruments: [soc-core@3]\nsoc: {id: north}\nassessment: {date: 2026-11-02}\nanswers: {people.knowledge.skill-gaps: 3}\n";
    let program = simulated(&[]).file("a.yaml", text);
    let run = program.run(&["benchmark", "a.yaml", "--against", "made-up"]);
    assert!(run.stdout.to_lowercase().contains("simulated"), "{run}");
}
