//! `socmark consensus`: several assessors of one SOC and date.

use std::path::PathBuf;

use crate::program::{Program, Run};

const HEAD: &str = "schema: socmark/assessment/1\ninstruments: [soc-core@3, soc-ai@3]\n";

fn of(role: &str, rest: &str) -> String {
    format!(
        "{HEAD}soc: {{id: north, name: North}}\nassessment: {{date: 2026-11-02, assessors: [{role}], purpose: yearly}}\n{rest}"
    )
}

/// Three assessors; the second keeps its file, and a document beside it, in a folder of its own.
fn three() -> Program {
    let lead = "answers:\n  people.training.plan: 4\n  people.knowledge.skill-gaps: {answer: 3, importance: high, confidence: high, note: by list}\n  business.charter.parts: {present: [mission, scope]}\n  people.training.exercises: {answer: not_applicable, note: none held}\n";
    let analyst = "answers:\n  people.training.plan: {answer: 1, evidence: [{path: docs/plan.md}, {url: \"https://wiki.example.com/plan\"}]}\n  people.knowledge.skill-gaps: {answer: 2, confidence: low, note: by memory}\n  business.charter.parts: {present: [mission]}\n  people.training.exercises: 2\nai: {self_described: taker}\n";
    let auditor =
        "answers:\n  people.training.plan: 2\n  people.training.exercises: 4\nai: {self_described: shaper}\n";
    Program::new()
        .file("lead.yaml", of("lead", lead))
        .file("analyst/a.yaml", of("analyst", analyst))
        .file("analyst/docs/plan.md", "# Plan\n")
        .file("auditor.yaml", of("auditor", auditor))
}

fn consensus(program: &Program, files: &[&str], more: &[&str]) -> Run {
    program.run(&[&["consensus"], files, &["-o", "out/all.yaml", "--as-of", "2026-11-20"], more].concat())
}

const FILES: &[&str] = &["lead.yaml", "analyst/a.yaml", "auditor.yaml"];

#[test]
fn three_assessors_come_to_one_file_that_says_what_it_is() {
    let program = three();
    let run = consensus(&program, FILES, &[]);
    insta::assert_snapshot!(run);
    insta::assert_snapshot!(program.read("out/all.yaml"));
    let valid = program.run(&["validate", "out/all.yaml", "--as-of", "2026-11-20"]);
    assert_eq!((valid.code, valid.stderr.as_str()), (0, ""), "{valid}");
    assert_eq!(program.run(&["score", "out/all.yaml"]).code, 0);
    // once more: the same file may stand there
    assert_eq!(consensus(&program, FILES, &[]), run);
}

#[test]
fn the_json_fits_its_schema_and_says_the_same() {
    let program = three();
    let run = consensus(&program, FILES, &["--format", "json"]);
    assert_eq!(run.code, 0, "{run}");
    let schema = program.run(&["schema", "consensus"]).json();
    let validator = jsonschema::draft202012::new(&schema).expect("a valid schema");
    let value = run.json();
    let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
    assert_eq!(value["schema"], "socmark/consensus/1");
    let people = value["domains"].as_array().unwrap().iter().find(|domain| domain["id"] == "people").unwrap();
    assert_eq!((&people["assessors"], &people["shared"]), (&3.into(), &3.into()), "{people}");
    assert_eq!((&people["alpha"], &people["refused"]), (&serde_json::Value::Null, &"few_shared".into()));
    assert_eq!(value["workshop"][0]["answers"], serde_json::json!([4, 1, 2]));
    assert_eq!(value["workshop"][1]["answers"], serde_json::json!(["not_applicable", 2, 4]));
}

#[test]
fn alpha_is_that_of_an_independent_implementation() {
    // the random matrix of three observers and 15 units whose ordinal alpha the Python package `krippendorff` 0.9.0 gives
    // as 0.7240635521885521, on the first 15 questions of the domain `process`
    let observers = ["55114134443.335", "4.214.254521333", "5..1411..51312."];
    let listed = Program::new().run(&["explain", "process", "--format", "json"]).stdout;
    assert!(listed.contains("process."), "{listed}");
    let full = Program::new();
    full.run(&["init", "all", "--full", "--as-of", "2026-11-02"]);
    let text = full.read("all/assessment.yaml");
    // lists of parts take no level
    let ids: Vec<&str> = text
        .lines()
        .filter_map(|line| line.trim().strip_suffix(':')?.strip_prefix("process."))
        .filter(|id| text.contains(&format!("  process.{id}:\n")))
        .take(15)
        .collect();
    assert_eq!(ids.len(), 15, "{text}");
    let mut program = Program::new();
    for (number, line) in observers.iter().enumerate() {
        let levels = ids.iter().zip(line.chars()).filter(|(_, level)| *level != '.');
        let answers: String = levels.map(|(id, level)| format!("  process.{id}: {level}\n")).collect();
        program = program.file(&format!("{number}.yaml"), of("a", &format!("answers:\n{answers}")));
    }
    let run = consensus(&program, &["0.yaml", "1.yaml", "2.yaml"], &["--format", "json"]);
    assert_eq!(run.code, 0, "{run}");
    let value = run.json();
    let process =
        value["domains"].as_array().unwrap().iter().find(|domain| domain["id"] == "process").unwrap();
    assert_eq!(process["alpha"], 0.7241, "{process}");
}

#[test]
fn one_assessment_alone_is_no_failure_and_stays_as_it_is() {
    let program = three();
    let run = consensus(&program, &["lead.yaml"], &[]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("refused: one assessor"), "{run}");
    let scores = |file| program.run(&["score", file, "--format", "json"]).stdout;
    assert_eq!(scores("lead.yaml"), scores("out/all.yaml"));
    assert!(!program.read("out/all.yaml").contains("consensus"));
}

#[test]
fn what_does_not_belong_together_is_refused_with_what_differs() {
    let ours = of("lead", "");
    let cases: &[(&str, &str, String)] = &[
        (
            "AS020",
            "the id of the SOC is `south` here and `north` in the first file",
            ours.replace("north", "south"),
        ),
        ("AS020", "the id of the SOC is none here", ours.replace("id: north, ", "")),
        ("AS020", "the date is `2026-11-03` here and `2026-11-02`", ours.replace("11-02", "11-03")),
        ("AS020", "the questionnaires are soc-core@3 here", ours.replace(", soc-ai@3", "")),
    ];
    for (rule, said, text) in cases {
        let program = Program::new().file("a.yaml", &ours).file("b.yaml", text);
        let run = consensus(&program, &["a.yaml", "b.yaml"], &[]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
        assert!(run.stderr.contains(rule) && run.stderr.contains(said), "{run}");
        assert_eq!(run.stderr.matches("error[").count(), 1, "{run}");
        assert_eq!(program.files(), ["a.yaml", "b.yaml"], "nothing is written");
    }
    let nameless = |name: &str| format!("{HEAD}soc: {{name: {name}}}\nassessment: {{date: 2026-11-02}}\n");
    let program = Program::new()
        .file("a.yaml", nameless("North"))
        .file("b.yaml", nameless("South"))
        .file("c.yaml", nameless("North"));
    let run = consensus(&program, &["a.yaml", "b.yaml"], &[]);
    assert!(run.code == 2 && run.stderr.contains("the SOC is called `South` here"), "{run}");
    let run = consensus(&program, &["a.yaml", "c.yaml"], &[]);
    assert!(run.code == 0 && run.stderr.contains("note[AS022]: no file gives the id of the SOC,"), "{run}");
}

#[test]
fn a_file_that_is_named_twice_is_no_second_assessor() {
    let program = three();
    for again in ["lead.yaml", "analyst/../lead.yaml"] {
        let run = consensus(&program, &["lead.yaml", again], &[]);
        assert_eq!(run.code, 2, "{run}");
        assert!(run.stderr.contains("AS021") && run.stderr.matches("error[").count() == 1, "{run}");
    }
}

#[test]
fn no_assessors_answers_are_overwritten() {
    let program = three().file("out/all.yaml", "mine\n");
    let run = consensus(&program, FILES, &[]);
    assert_eq!(
        (run.code, run.stdout.as_str(), program.read("out/all.yaml").as_str()),
        (2, "", "mine\n"),
        "{run}"
    );
    assert!(run.stderr.contains("--force"), "{run}");
    assert_eq!(consensus(&program, FILES, &["--force"]).code, 0);
    let before = program.read("auditor.yaml");
    let run = program.run(&["consensus", "lead.yaml", "auditor.yaml", "-o", "auditor.yaml", "--force"]);
    assert_eq!((run.code, program.read("auditor.yaml")), (2, before), "{run}");
}

#[test]
fn every_problem_of_every_file_is_said() {
    let program = Program::new()
        .file("a.yaml", of("a", "answers: {people.training.plan: 9}\n"))
        .file("b.yaml", of("b", "answers: {people.training.plam: 3}\n"));
    let run = consensus(&program, &["a.yaml", "b.yaml", "gone.yaml"], &[]);
    assert_eq!(run.code, 2);
    for said in ["AS003", "AS002", "LD001"] {
        assert!(run.stderr.contains(said), "{said}: {run}");
    }
}

#[test]
fn official_workbooks_of_two_assessors_come_to_one() {
    let Some(data) = std::env::var_os("SOCMARK_TEST_DATA") else {
        println!("skipped: SOCMARK_TEST_DATA names no folder with official workbooks");
        return;
    };
    let bytes = std::fs::read(PathBuf::from(data).join("soc-cmm/advanced-weighted.xlsx")).unwrap();
    let program = Program::new().file("a.xlsx", &bytes);
    assert_eq!(program.run(&["import", "a.xlsx", "-o", "b.yaml"]).code, 0);
    let same = program.read("b.yaml");
    // the second assessor gives the lowest level wherever the first gives the highest
    let other: String = same
        .lines()
        .map(|line| match line.strip_suffix(": 5") {
            Some(start) => format!("{start}: 1\n"),
            None => line.replace("{answer: 5", "{answer: 1") + "\n",
        })
        .collect();
    assert_ne!(same, other);
    let program = program.file("b.yaml", other);
    let run = program.run(&["consensus", "a.xlsx", "b.yaml", "-o", "all.yaml"]);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stdout.contains("For the workshop"), "{run}");
    // the lower of two everywhere: what the second says, whose own scores they are
    for method in ["default", "workbook"] {
        let domains = |file| {
            let run = program.run(&["score", file, "--method", method, "--format", "json"]);
            run.json()["domains"].clone()
        };
        assert_eq!(domains("all.yaml"), domains("b.yaml"), "{method}");
        assert_ne!(domains("all.yaml"), domains("a.xlsx"), "{method}");
    }
}
