//! `wiring.yaml` as its users meet it.

use crate::program::Program;

const HEAD: &str = "schema: socmark/wiring/1\npeople: [lead]\ntools: [{id: tickets, kind: itsm}]\n";

#[test]
fn the_rule_of_unknown_names_fires_alone_and_only_where_it_is_broken() {
    let program = Program::new()
        .file("bad.yaml", format!("{HEAD}stages: {{intel: {{owner: leed}}}}\n"))
        .file("good.yaml", format!("{HEAD}stages: {{intel: {{owner: lead}}}}\n"));
    let bad = program.run(&["validate", "bad.yaml"]);
    assert_eq!((bad.code, bad.stderr.matches("error[").count()), (2, 1), "{bad}");
    assert!(bad.stderr.contains("error[WIR001]") && bad.stderr.contains("did you mean `lead`?"), "{bad}");
    let good = program.run(&["validate", "good.yaml"]);
    assert_eq!(
        (good.code, good.stdout.as_str(), good.stderr.as_str()),
        (0, "good.yaml: valid\n", ""),
        "{good}"
    );
    let explained = program.run(&["explain", "WIR001"]);
    assert_eq!(explained.code, 0, "{explained}");
}

#[test]
fn every_problem_of_a_wiring_is_said_in_one_run_with_its_place() {
    let text = format!(
        "{HEAD}# a comment keeps the lines apart
stages:
  detecton: {{owner: lead, tools: [tikets]}}
agents:
  triage: {{stage: investigation, level: full, colour: red}}
handoffs:
  - {{id: a, from: intel, to: hunting, state: planned, payload: stix:rapport, target: 2 days}}
  - {{id: a, from: intel, to: hunting}}
actions:
  - {{id: b, agent: triage, tool: tickets, undo: yes please}}
"
    );
    insta::assert_snapshot!(Program::new().file("wiring.yaml", text).run(&["validate", "wiring.yaml"]));
}

#[test]
fn a_wiring_is_known_by_its_schema_line_or_its_name() {
    let program = Program::new()
        .file("fabric.yaml", HEAD)
        .file("wiring.yaml", "people: []\n")
        .file("mine/wiring.yaml", "schema: socmark/assessment/1\ninstruments: [soc-core@3]\n")
        .file("newer.yaml", "schema: socmark/wiring/2\n");
    assert_eq!(program.run(&["validate", "fabric.yaml"]).code, 0);
    let nameless = program.run(&["validate", "wiring.yaml"]);
    assert!(nameless.code == 2 && nameless.stderr.contains("schema: socmark/wiring/1"), "{nameless}");
    // what a file says of itself counts more than what it is called
    assert_eq!(program.run(&["validate", "mine/wiring.yaml"]).code, 0);
    let newer = program.run(&["validate", "newer.yaml"]);
    assert!(newer.code == 2 && newer.stderr.contains("error[LD008]"), "{newer}");
    let absent = program.run(&["validate", "gone/wiring.yaml"]);
    assert!(absent.code == 2 && absent.stderr.contains("error[LD001]"), "{absent}");
}

#[test]
fn a_workspace_is_checked_with_its_wiring() {
    let program = Program::new();
    program.run(&["demo", "here"]);
    let run = program.run(&["validate", "here", "here/wiring.yaml", "--as-of", "2026-10-14"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    let valid = "here/assessment.yaml, here/wiring.yaml: valid\nhere/wiring.yaml: valid\n";
    assert_eq!(run.stdout.replace('\\', "/"), valid);
    let broken = program.read("here/wiring.yaml").replace("owner: soc-lead", "owner: soc-laed");
    let program = program.file("here/wiring.yaml", broken);
    let run = program.run(&["validate", "here", "--as-of", "2026-10-14"]);
    assert!(run.code == 2 && run.stderr.contains("did you mean `soc-lead`?"), "{run}");
    std::fs::remove_file(program.path("here/assessment.yaml")).expect("it was written");
    assert_eq!(program.run(&["validate", "here"]).code, 2, "a wiring alone is a workspace as well");
}

#[test]
fn hostile_wirings_are_refused_quickly() {
    let mut bomb = format!("{HEAD}soc:\n  a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (next, last) in ["b", "c", "d", "e", "f", "g", "h"].iter().zip(["a", "b", "c", "d", "e", "f", "g"]) {
        bomb.push_str(&format!("  {next}: &{next} [{}]\n", vec![format!("*{last}"); 9].join(", ")));
    }
    let program = Program::new()
        .file("bomb.yaml", bomb)
        .file("deep.yaml", format!("{HEAD}handoffs: {}", "[".repeat(100_000)))
        .file("huge.yaml", format!("{HEAD}soc: {{name: {}}}\n", "x".repeat(9 * 1024 * 1024)));
    for (file, rule) in [("bomb.yaml", "LD007"), ("deep.yaml", "LD007"), ("huge.yaml", "LD003")] {
        let started = std::time::Instant::now();
        let run = program.run(&["validate", file]);
        assert!(run.code == 2 && run.stderr.contains(&format!("error[{rule}]")), "{file}: {run}");
        // generous: the point is that it is not minutes
        assert!(started.elapsed().as_secs() < 30, "{file}");
    }
}
