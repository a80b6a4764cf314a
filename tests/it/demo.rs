//! `socmark demo`: a sample SOC that every other command takes.

use crate::program::Program;

#[test]
fn the_sample_is_written_scored_and_compared() {
    let program = Program::new();
    let run = program.run(&["demo"]);
    assert_eq!(run.code, 0, "{run}");
    let written: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(written.last(), Some(&"socmark-demo/report/report.html"), "the page to open is named last");
    let mut listed: Vec<String> = written.iter().map(|path| (*path).to_owned()).collect();
    listed.sort();
    assert_eq!(listed, program.files(), "every file is named, and nothing else was written");

    let scores: serde_json::Value =
        serde_json::from_str(&program.read("socmark-demo/scores.json")).expect("JSON");
    let domain = |id: &str| {
        let domains = scores["domains"].as_array().expect("domains");
        let found = domains.iter().find(|domain| domain["id"] == id).expect("the domain is there");
        found["maturity"]["score"].as_f64().expect("it has a score")
    };
    // the picture of the survey: technology ahead of people and process, second wave far away
    assert!(domain("technology") - domain("people").max(domain("process")) > 0.5, "{scores:#}");
    assert!((1.9..2.5).contains(&scores["overall"]["score"].as_f64().expect("a score")), "{scores:#}");
    assert_eq!(scores["ai"]["declared"], "taker");
    assert_eq!((&scores["ai"]["wave"], &scores["ai"]["blocker"]), (&"first".into(), &"ai.lifecycle".into()));
    let coverage = scores["overall"]["coverage"].as_f64().expect("a share");
    assert!(coverage < 1.0, "some questions are left open");
}

#[test]
fn the_files_agree_with_what_the_commands_print() {
    let program = Program::new();
    program.run(&["demo", "here"]);
    let as_of = ["--as-of", "2026-10-14", "--format", "json"];
    for (command, file) in [("score", "here/scores.json"), ("benchmark", "here/benchmark.json")] {
        let run = program.run(&[&[command, "here/assessment.yaml"], &as_of[..]].concat());
        assert_eq!(run.stdout, program.read(file), "{command}");
    }
    let report = [
        "report",
        "here/assessment.yaml",
        "--decisions",
        "here/decisions.csv",
        "--tools",
        "here/tools.yaml",
        "--as-of",
        "2026-10-14",
        "-o",
        "again",
        "--format",
        "html,md,json",
    ];
    assert_eq!(program.run(&report).code, 0);
    for name in ["report.html", "report.md", "report.json"] {
        assert!(
            program.read(&format!("again/{name}")) == program.read(&format!("here/report/{name}")),
            "{name}"
        );
    }
}

#[test]
fn the_sample_validates_without_a_word() {
    let program = Program::new();
    program.run(&["demo", "here"]);
    let run = program.run(&["validate", "here/assessment.yaml", "--as-of", "2026-10-14"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
}

#[test]
fn a_second_run_writes_the_same_again_and_never_over_an_edited_result() {
    let program = Program::new();
    program.run(&["demo", "here"]);
    let scores = program.read("here/scores.json");
    std::fs::remove_file(program.path("here/scores.json")).expect("it was written");
    assert_eq!(program.run(&["demo", "here"]).code, 0);
    assert_eq!(program.read("here/scores.json"), scores);
    let program = program.file("here/report/report.md", "edited");
    assert_eq!(program.run(&["demo", "here"]).code, 2);
    assert_eq!(program.read("here/report/report.md"), "edited");
}

#[test]
fn a_folder_with_files_of_ones_own_is_not_touched() {
    let program = Program::new().file("mine/assessment.yaml", "schema: socmark/assessment/1\n");
    insta::assert_snapshot!(program.run(&["demo", "mine"]));
    assert_eq!(program.files(), ["mine/assessment.yaml"]);
    // an edited sample is somebody's work as well
    let program = Program::new();
    program.run(&["demo", "here"]);
    let edited = format!("{}# mine\n", program.read("here/assessment.yaml"));
    let program = program.file("here/assessment.yaml", &edited);
    assert_eq!(program.run(&["demo", "here"]).code, 2);
    assert_eq!(program.read("here/assessment.yaml"), edited);
}

#[test]
fn a_file_is_no_folder() {
    let program = Program::new().file("plain", "text");
    let run = program.run(&["demo", "plain"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
    assert_eq!(program.read("plain"), "text");
}
