//! `socmark pool freeze`: a pool as a benchmark source that can be handed on.

use std::fmt::Write;

use crate::program::{Program, Run, fired};

/// A full assessment: every question of two domains at one level, so that their coverage is 1.
fn of(id: usize, items: &[String], value: &str, more: &str) -> String {
    let level = 1 + id % 5;
    let mut text = format!(
        "schema: socmark/assessment/1\ninstruments: [soc-core@3, soc-ai@3]\n\
         soc: {{id: soc-{id:02}, sector: {}}}\nassessment: {{date: 202{}-11-02{more}}}\n\
         ai: {{value: {value}, self_described: taker}}\nanswers:\n",
        if id.is_multiple_of(2) { "finance" } else { "health" },
        5 + id % 2,
    );
    for item in items {
        let _ = writeln!(text, "  {item}: {level}");
    }
    text
}

/// The scored questions of the domains of people and services.
fn items() -> Vec<String> {
    let program = Program::new();
    program.run(&["init", "here", "--full"]);
    let text = program.read("here/assessment.yaml");
    let keys = text.lines().filter_map(|line| line.strip_prefix("  ")?.split_once(':')).map(|(key, _)| key);
    let of = |key: &&str| key.starts_with("people.") || key.starts_with("services.");
    let ids: Vec<String> =
        keys.filter(of).filter(|key| key.matches('.').count() == 2).map(str::to_owned).collect();
    assert!(ids.len() > 60, "{ids:?}");
    ids
}

/// A pool of 40 SOCs, eight of each level; 30 see some value, 10 good.
fn pool() -> Program {
    let items = items();
    let mut program = Program::new().file("pool.salt", "0123456789abcdef0123456789abcdef\n");
    let mut files = Vec::new();
    for id in 0..40 {
        let file = format!("{id:02}.yaml");
        program = program.file(&file, of(id, &items, if id < 30 { "some" } else { "good" }, ""));
        files.push(file);
    }
    // a quick scan that would be in every figure if it counted
    program = program.file("quick.yaml", of(99, &items, "good", ", type: quick-scan"));
    files.push("quick.yaml".to_owned());
    let names: Vec<&str> = files.iter().map(String::as_str).collect();
    let run = program.run(&[&["pool", "add", "pool"], names.as_slice()].concat());
    assert_eq!(run.code, 0, "{run}");
    program
}

fn freeze(program: &Program, more: &[&str]) -> Run {
    program.run(&[&["pool", "freeze", "pool"], more].concat())
}

#[test]
fn a_frozen_pool_is_a_source_like_any_other() {
    let program = pool();
    let own = [
        "-o",
        "sources",
        "--id",
        "our-cohort",
        "--publisher",
        "North House",
        "--title",
        "Our: \"cohort\"",
        "--licence",
        "CC0",
    ];
    let run = freeze(&program, &own);
    assert_eq!((run.code, run.stdout.as_str()), (0, "sources/our-cohort/benchmark.yaml\n"), "{run}");
    let text = program.read("sources/our-cohort/benchmark.yaml");
    insta::assert_snapshot!(text);
    for secret in ["pool.salt", "north", "soc-0", "2025-11-02"] {
        assert!(!text.contains(secret), "{secret}");
    }
    // again: the same bytes; with other words: refused unless forced
    assert_eq!(freeze(&program, &own).code, 0);
    assert_eq!(program.read("sources/our-cohort/benchmark.yaml"), text);
    let run = freeze(&program, &["-o", "sources", "--id", "our-cohort"]);
    assert_eq!(run.code, 2, "{run}");
    assert_eq!(program.read("sources/our-cohort/benchmark.yaml"), text);
    // the front doors of sources
    for path in ["sources", "sources/our-cohort", "sources/our-cohort/benchmark.yaml"] {
        let run = program.run(&["validate", path]);
        assert_eq!((run.code, run.stderr.contains("warning")), (0, false), "{run}");
    }
    let run = program.run(&["benchmark", "--benchmarks", "sources", "--list"]);
    assert!(run.code == 0 && run.stdout.contains("our-cohort"), "{run}");
    let run = program.run(&["benchmark", "--benchmarks", "sources", "--source", "our-cohort"]);
    assert!(run.code == 0 && run.stdout.contains("People") && run.stdout.contains("40"), "{run}");
    let call =
        ["benchmark", "02.yaml", "--benchmarks", "sources", "--against", "our-cohort", "--format", "json"];
    let run = program.run(&call);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    let rows = run.json()["comparisons"].as_array().expect("a list").clone();
    let row = |metric: &str| rows.iter().find(|row| row["metric"] == metric).expect("compared").clone();
    // eight of 1, 2, 3, 4, 5 answered throughout: scores 0, 1.25, 2.5, 3.75, 5; own 2.5 is the median
    let people = row("domain.people");
    assert_eq!((people["own"].as_f64(), people["reference"].as_f64()), (Some(2.5), Some(2.5)), "{people:#}");
    assert!(people["says"].to_string().contains("is that of p50 (2.50)"), "{people:#}");
    assert!(!people["caveats"].to_string().contains("method"), "computed alike: {people:#}");
    // the same on the scale of capability, 0 to 3
    let capability = row("capability.domain.services");
    assert_eq!(capability["own"], capability["reference"], "{capability:#}");
    assert!(capability["refused"].is_null(), "{capability:#}");
    assert!(row("ai.value")["says"].to_string().contains("none or some"), "{:#}", row("ai.value"));
}

#[test]
fn what_is_too_few_generated_or_mixed_is_not_frozen() {
    let program = pool();
    let nothing = |run: &Run, rule: &str| {
        assert_eq!((run.code, fired(&run.stderr)), (2, vec![rule.to_owned()]), "{run}");
        assert!(!program.path("out").exists());
    };
    nothing(&freeze(&program, &["-o", "out", "--min-n", "41"]), "PL026");
    nothing(&freeze(&program, &["-o", "out", "--segment", "sector=finance"]), "PL026");
    nothing(&freeze(&program, &["-o", "out", "--segment", "sector"]), "PL010");
    nothing(&freeze(&program, &["-o", "out", "--segment", "sektor=finance"]), "PL010");
    nothing(&freeze(&program, &["-o", "out", "--questionnaire", "soc-cor"]), "PL026");
    nothing(&freeze(&program, &["-o", "out", "--method", "workbook"]), "PL026");
    assert_eq!(freeze(&program, &["-o", "out", "--min-n", "9"]).code, 2);
    for bad in [&["-o", "Out Put"][..], &["-o", "out", "--id", "../up"], &["-o", "out", "--id", "Up"]] {
        let run = freeze(&program, bad);
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains("is no id of a source"), "{run}");
    }
    assert!(!program.path("out").exists() && !program.path("up").exists());
    let run = freeze(&program, &["-o", "finance", "--segment", "sector=finance", "--min-n", "20"]);
    assert_eq!(run.code, 0, "{run}");
    let text = program.read("finance/benchmark.yaml");
    assert!(text.contains("Weak: only 20 SOCs") && text.contains("sector Banking and finance"), "{text}");
    // a part that cannot be read is missing from every figure
    let part = "pool/instrument=soc-core/year=2026/part.parquet";
    let whole = std::fs::read(program.path(part)).expect("it is there");
    let program = program.file(part, &whole[..whole.len() / 2]);
    let run = freeze(&program, &["-o", "out", "--min-n", "10"]);
    assert_eq!((run.code, fired(&run.stderr)), (2, vec!["PL005".to_owned(), "PL009".to_owned()]), "{run}");
    let head = program.read("pool/pool.yaml");
    let program = program.file(part, &whole).file("pool/pool.yaml", format!("{head}simulated: true\n"));
    let run = freeze(&program, &["-o", "out"]);
    assert_eq!((run.code, fired(&run.stderr)), (2, vec!["PL021".to_owned()]), "{run}");
    assert!(!program.path("out").exists());
}
