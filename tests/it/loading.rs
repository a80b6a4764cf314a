//! Bad files: a clear message each, exit 2, no panic, every problem in one run.

use crate::program::Program;

const HEAD: &str = "schema: socmark/assessment/1\ninstruments: [soc-core@3]\n";

#[test]
fn every_problem_of_a_file_is_said_in_one_run() {
    let text = "\
schema: socmark/assessment/1
instruments: [soc-core@3, soc-ia@1]
soc: {name: A, sector: finanse, yeers: 4}
assessment: {date: 2026-13-01}
targets: {overall: 5.5, domains: {proces: 3}}
scope: {exclude: [services.huntin]}
answers:
  people.knowledge.leaver-captur: 3
  people.knowledge.skill-gaps: 6
  process.operations.shift-handover: {answer: not_required, importanse: high}
  process.operations.stage-handoffs: {answer: not_applicable}
  business.charter.parts: 3
ai: {self_described: takr, capabilities: [{name: X, type: copilot, sourcing: taker}]}
";
    let run = Program::new().file("a.yaml", text).run(&["validate", "a.yaml"]);
    insta::assert_snapshot!(run);
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    let text =
        format!("{HEAD}answers:\n  people.knowledge.skill-gaps: 3\n  people.knowledge.skill-gaps: 4\n");
    let run = Program::new().file("a.yaml", text).run(&["score", "a.yaml"]);
    insta::assert_snapshot!(run);
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let program = Program::new()
        .file("empty.yaml", "")
        .file("blank.yaml", "\n# nothing\n")
        .file("latin.yaml", b"schema: socmark/assessment/1\nsoc: {name: Z\xfcrich}\n")
        .file("other.yaml", "schema: socmark/wiring/1\n")
        .file("newer.yaml", "schema: socmark/assessment/2\n")
        .file("none.yaml", "answers: {}\n")
        .file("list.yaml", "- a\n- b\n")
        .file("broken.yaml", "schema: [socmark\nanswers: {\n")
        .file("folder/inside.txt", "x")
        .file("assessment.yaml", HEAD);
    for file in [
        "empty.yaml",
        "blank.yaml",
        "latin.yaml",
        "other.yaml",
        "newer.yaml",
        "none.yaml",
        "list.yaml",
        "broken.yaml",
        "folder",
        "asessment.yaml",
    ] {
        let run = program.run(&["score", file]);
        assert_eq!(run.code, 2, "{file}: {run}");
        assert_eq!(run.stdout, "", "{file}");
        insta::assert_snapshot!(format!("unreadable-{}", file.replace('.', "-")), run);
    }
}

#[test]
fn hostile_documents_are_refused_quickly() {
    let mut bomb = format!("{HEAD}notes:\n  a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (next, last) in ["b", "c", "d", "e", "f", "g", "h"].iter().zip(["a", "b", "c", "d", "e", "f", "g"]) {
        bomb.push_str(&format!("  {next}: &{next} [{}]\n", vec![format!("*{last}"); 9].join(", ")));
    }
    let program = Program::new()
        .file("bomb.yaml", bomb)
        .file("deep.yaml", format!("{HEAD}notes: {}", "[".repeat(100_000)))
        .file("huge.yaml", format!("{HEAD}notes: {{a: {}}}\n", "x".repeat(9 * 1024 * 1024)));
    for (file, rule) in [("bomb.yaml", "LD007"), ("deep.yaml", "LD007"), ("huge.yaml", "LD003")] {
        let started = std::time::Instant::now();
        let run = program.run(&["validate", file]);
        assert_eq!(run.code, 2, "{file}");
        assert!(run.stderr.contains(&format!("error[{rule}]")), "{file}: {run}");
        // generous: the point is that it is not minutes
        assert!(started.elapsed().as_secs() < 30, "{file}");
    }
}

#[test]
fn forty_thousand_values_on_one_line_take_seconds_and_not_minutes() {
    let answers: Vec<String> = (0..40_000).map(|number| format!("é{number}: 3")).collect();
    let program = Program::new().file("a.yaml", format!("{HEAD}answers: {{{}}}\n", answers.join(", ")));
    let begun = std::time::Instant::now();
    let run = program.run(&["validate", "a.yaml"]);
    assert_eq!(run.code, 2, "{run}");
    // characters are counted and not bytes: `answers: {`, then `é0: 3, ` before the second key
    assert!(run.stderr.contains("a.yaml:3:11\n") && run.stderr.contains("a.yaml:3:18\n"), "{run}");
    assert!(begun.elapsed().as_secs() < 30, "it took {:?}", begun.elapsed());
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let text = format!("{HEAD}answers:\n  people.knowledge.skill-gaps: 3\n");
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let program = Program::new().file("a.yaml", text).file("b.yaml", windows);
    let (plain, marked) = (program.run(&["score", "a.yaml"]), program.run(&["score", "b.yaml"]));
    assert_eq!(plain.code, 0, "{plain}");
    assert_eq!(plain.stdout, marked.stdout);
}

#[test]
fn the_same_file_gives_the_same_bytes() {
    let program = Program::new().copy("templates/demo/assessment.yaml", "assessment.yaml");
    for arguments in
        [&["score", "assessment.yaml", "--format", "json"][..], &["benchmark", "assessment.yaml"][..]]
    {
        assert_eq!(program.run(arguments), program.run(arguments), "{arguments:?}");
    }
}
