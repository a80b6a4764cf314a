//! `socmark schema`: what is printed as JSON fits the schema that is printed for it.

use crate::program::{Program, Run};

fn errors(name: &str, printed: &Run) -> Vec<String> {
    let schema = Program::new().run(&["schema", name]);
    assert_eq!((schema.code, schema.stderr.as_str()), (0, ""), "{schema}");
    let validator = jsonschema::draft202012::new(&schema.json()).expect("a valid schema");
    let value = printed.json();
    assert_eq!(value["schema"], format!("socmark/{name}/1"), "{printed}");
    validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn every_printed_json_fits_its_schema() {
    let program = Program::new();
    program.run(&["demo", "here"]);
    program.run(&["init", "empty"]);
    let calls: &[(&str, &[&str])] = &[
        ("score", &["score", "here/assessment.yaml"]),
        ("score", &["score", "empty/assessment.yaml"]),
        ("benchmark", &["benchmark", "here/assessment.yaml"]),
        ("benchmark", &["benchmark", "empty/assessment.yaml"]),
        ("benchmark", &["benchmark", "--list"]),
        ("benchmark", &["benchmark", "--source", "soc-cmm-2026"]),
        ("explain", &["explain", "AS002"]),
        ("explain", &["explain", "people.training.plan"]),
        ("explain", &["explain", "people", "here/assessment.yaml"]),
        ("explain", &["explain", "overall", "here/assessment.yaml"]),
        ("explain", &["explain", "--top", "here/assessment.yaml"]),
        ("explain", &["explain", "close-cases-with-a-verdict"]),
        ("explain", &["explain", "close-cases-with-a-verdict", "here/assessment.yaml"]),
        ("explain", &["explain", "process.detection.tuning-feedback", "here/assessment.yaml"]),
        ("instruments", &["instruments"]),
        ("roadmap", &["roadmap", "here/assessment.yaml", "--quarters", "1", "--goal", "people=2.0"]),
        ("roadmap", &["roadmap", "empty/assessment.yaml", "--quarters", "1", "--why", "keep-people-by-plan"]),
        ("ai", &["ai", "here/assessment.yaml"]),
        ("ai", &["ai", "empty/assessment.yaml"]),
        ("ai-gates", &["ai", "gates", "here/assessment.yaml"]),
        ("ai-gates", &["ai", "gates", "empty/assessment.yaml"]),
        ("ai-autonomy", &["ai", "autonomy", "--decisions", "here/decisions.csv"]),
    ];
    for (name, call) in calls {
        let run = program.run(&[call, &["--format", "json"][..]].concat());
        assert_eq!(run.code, 0, "{call:?}: {run}");
        assert_eq!(errors(name, &run), Vec::<String>::new(), "{call:?}");
    }
}

#[test]
fn a_report_as_json_fits_its_schema() {
    let program = Program::new();
    program.run(&["demo", "here"]);
    program.run(&["init", "empty"]);
    for folder in ["here", "empty"] {
        let assessment = format!("{folder}/assessment.yaml");
        let run = program.run(&["report", &assessment, "--format", "json", "-o", "out"]);
        assert_eq!(run.code, 0, "{run}");
        let printed = Run { stdout: program.read("out/report.json"), ..run };
        assert_eq!(errors("report", &printed), Vec::<String>::new(), "{folder}");
    }
}

#[test]
fn a_changed_result_does_not_fit() {
    // guards the test above: a schema that takes everything would prove nothing
    let program = Program::new();
    program.run(&["demo", "here"]);
    let mut run = program.run(&["score", "here/assessment.yaml", "--format", "json"]);
    run.stdout = run.stdout.replacen("\"coverage\"", "\"covered\"", 1);
    assert!(!errors("score", &run).is_empty());
}

#[test]
fn schemas_are_listed_and_a_wrong_name_is_helped() {
    let list = Program::new().run(&["schema"]);
    assert_eq!((list.code, list.stderr.as_str()), (0, ""), "{list}");
    for name in ["assessment", "aspect", "benchmark", "benchmark-source", "instrument", "score"] {
        assert!(list.stdout.lines().any(|line| line.split_whitespace().next() == Some(name)), "{list}");
    }
    insta::assert_snapshot!(Program::new().run(&["schema", "scor"]));
}
