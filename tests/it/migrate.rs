//! An assessment of the quick questionnaires, brought to the full ones.

use crate::program::Program;

const OLD: &str = "tests/fixtures/quick-form-1.yaml";

#[test]
fn an_older_version_is_named_with_what_to_do() {
    let run = Program::new().copy(OLD, "a.yaml").run(&["score", "a.yaml"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("this program has `soc-core@3`, not version 1"), "{run}");
    assert!(run.stderr.contains("socmark migrate"), "{run}");
    // the version is the problem: its questions are not said to be unknown one by one
    assert_eq!(run.stderr.matches("error[").count(), 2, "{run}");
}

#[test]
fn a_real_assessment_is_migrated_with_nothing_lost() {
    let program = Program::new().copy(OLD, "a.yaml");
    let before = program.read("a.yaml");
    let shown = program.run(&["migrate", "--dry-run", "a.yaml"]);
    assert_eq!((shown.code, program.read("a.yaml")), (0, before.clone()), "a dry run changes nothing");
    insta::assert_snapshot!(program.run(&["migrate", "a.yaml"]));
    let after = program.read("a.yaml");
    assert_eq!(before.replace("soc-core@1", "soc-core@3").replace("soc-ai@1", "soc-ai@3"), after);
    assert_eq!(program.run(&["validate", "a.yaml"]).code, 0);
    // only quick questions are answered: an estimate, with the coverage and bounds of the full questionnaire
    let score = program.run(&["score", "a.yaml", "--format", "json"]).json();
    let overall = &score["overall"];
    assert!(overall["coverage"].as_f64().expect("a share") < 0.35, "{overall}");
    assert!(overall["high"].as_f64() > overall["score"].as_f64().map(|score| score + 1.0), "{overall}");
    assert_eq!(program.run(&["migrate", "a.yaml"]).stdout, "a.yaml: nothing to do\n");
}

#[test]
fn what_cannot_be_read_is_left_alone() {
    let program = Program::new()
        .file("bad.yaml", "schema: socmark/assessment/1\ninstruments: [soc-core@1]\nanswers: {x: 9}\n");
    let run = program.run(&["migrate", "bad.yaml", "none.yaml"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("AS003") && run.stderr.contains("LD001"), "{run}");
}
