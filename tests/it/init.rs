//! `socmark init`: a workspace that works as it stands.

use crate::program::Program;

#[test]
fn the_empty_workspace_validates_and_scores_nothing() {
    let program = Program::new();
    let init = program.run(&["init", "mine", "--as-of", "2026-10-14"]);
    insta::assert_snapshot!(init);
    let validate = program.run(&["validate", "mine/assessment.yaml", "--as-of", "2026-10-14"]);
    assert_eq!((validate.code, validate.stderr.as_str()), (0, ""));
    let score =
        program.run(&["score", "mine/assessment.yaml", "--as-of", "2026-10-14", "--format", "json"]).json();
    assert!(score["overall"].is_null() || score["overall"]["score"].is_null(), "{score}");
    assert!(score["domains"].as_array().is_some_and(|domains| domains.len() == 5), "{score}");
    assert_eq!(score["ai"]["wave"], "unknown");
}

#[test]
fn a_level_written_behind_a_question_is_scored() {
    let program = Program::new();
    program.run(&["init"]);
    let text = program.read("assessment.yaml");
    let answered = text.replace("  people.training.plan:\n", "  people.training.plan: 3\n");
    assert_ne!(text, answered);
    let program = Program::new().file("assessment.yaml", answered);
    let score = program.run(&["score", "assessment.yaml", "--format", "json"]).json();
    let people = score["domains"].as_array().and_then(|all| all.iter().find(|one| one["id"] == "people"));
    // 5 · (3 - 1) / 4 = 2.5, the only answer of the domain
    assert_eq!(people.expect("the domain is there")["maturity"]["score"], 2.5);
}

#[test]
fn a_file_that_is_there_is_left_as_it_is() {
    let program = Program::new().file("assessment.yaml", "mine");
    let run = program.run(&["init"]);
    insta::assert_snapshot!(run);
    assert_eq!(program.read("assessment.yaml"), "mine");
    assert_eq!(program.files(), ["assessment.yaml"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_made_is_exit_3() {
    let run = Program::new().file("plain", "a file").run(&["init", "plain"]);
    assert_eq!((run.code, run.stdout.as_str()), (3, ""), "{run}");
    assert!(run.stderr.contains("plain"), "{run}");
}

#[test]
fn the_full_form_asks_every_question() {
    let program = Program::new();
    assert_eq!(program.run(&["init", "full", "--full", "--as-of", "2026-11-02"]).code, 0);
    assert_eq!(program.run(&["init", "quick", "--as-of", "2026-11-02"]).code, 0);
    let open = |path: &str| {
        program.read(path).lines().filter(|line| line.starts_with("  ") && line.ends_with(':')).count()
    };
    assert!(open("full/assessment.yaml") > open("quick/assessment.yaml") + 200);
    assert_eq!(program.run(&["validate", "full/assessment.yaml", "--as-of", "2026-11-02"]).code, 0);
}
