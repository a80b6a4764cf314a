//! The AI profile and the readiness gates, as a SOC manager meets them.

use crate::profiles::pins;
use crate::program::Program;

const DAY: [&str; 2] = ["--as-of", "2026-10-14"];

#[test]
fn the_sample_reads_as_one_story() {
    let program = Program::new();
    program.run(&["demo", "here"]);
    insta::assert_snapshot!(program.run(&[&["ai", "here/assessment.yaml"][..], &DAY].concat()));
    insta::assert_snapshot!(program.run(&[&["ai", "gates", "here/assessment.yaml"][..], &DAY].concat()));
}

#[test]
fn a_file_that_says_nothing_of_ai_is_told_what_to_add() {
    let program = Program::new()
        .file("a.yaml", format!("schema: socmark/assessment/1\ninstruments: [{}]\n", pins()))
        .file(
            "core.yaml",
            format!("schema: socmark/assessment/1\ninstruments: [{}]\n", pins().split(',').next().unwrap()),
        );
    let found = program.run(&["ai", "a.yaml", "--format", "json"]).json();
    assert!(found["profile"]["declared"].is_null() && found["profile"]["mix"].is_null(), "{found}");
    assert_eq!(found["profile"]["wave"], "unknown");
    for step in found["gates"].as_array().unwrap().iter().flat_map(|stage| stage["steps"].as_array().unwrap())
    {
        assert_eq!(step["verdict"], "unknown", "nothing known opens no gate and closes none: {step}");
        assert_eq!(step["taken"], false);
    }
    let core = program.run(&["ai", "core.yaml"]);
    assert_eq!(core.code, 0, "{core}");
    assert!(core.stdout.contains("it pins no AI questionnaire"), "{core}");
    let gates = program.run(&["ai", "gates", "core.yaml"]);
    assert_eq!((gates.code, gates.stdout.as_str()), (2, ""), "{gates}");
    assert!(gates.stderr.contains("pin soc-ai"), "{gates}");
}

#[test]
fn the_wiring_beside_the_file_decides_conditions_that_answers_cannot() {
    let gates = |wiring: &str| {
        let program = Program::new()
            .file("a.yaml", format!("schema: socmark/assessment/1\ninstruments: [{}]\n", pins()))
            .file("other.yaml", wiring)
            .file("b/a.yaml", format!("schema: socmark/assessment/1\ninstruments: [{}]\n", pins()))
            .file("b/wiring.yaml", wiring);
        let named = program.run(&["ai", "gates", "a.yaml", "--wiring", "other.yaml", "--format", "json"]);
        let beside = program.run(&["ai", "gates", "b/a.yaml", "--format", "json"]);
        assert_eq!((named.code, &named.stdout), (0, &beside.stdout), "{named}");
        named.json()
    };
    let verdict = |found: &serde_json::Value, id: &str| {
        let conditions = found["stages"].as_array().unwrap().iter().flat_map(|stage| {
            stage["steps"].as_array().unwrap().iter().flat_map(|step| step["conditions"].as_array().unwrap())
        });
        let found: Vec<_> = conditions.filter(|condition| condition["id"] == id).collect();
        assert_eq!(found.len(), 1, "{id}");
        found[0]["verdict"].as_str().unwrap().to_owned()
    };
    let wiring = |state: &str| {
        format!(
            "schema: socmark/wiring/1\nhandoffs:\n  - {{id: h1, from: intel, to: hunting, payload: \"stix:report\", state: {state}}}\n"
        )
    };
    let id = handoff_condition();
    assert_eq!(verdict(&gates(&wiring("planned")), &id), "unmet");
    assert_eq!(verdict(&gates(&wiring("exercised")), &id), "met");
    assert_eq!(verdict(&gates("schema: socmark/wiring/1\n"), &id), "unknown");
}

/// The condition of the shipped gates that asks for a wired hand-off from intelligence to hunting.
fn handoff_condition() -> String {
    let path = format!("{}/questionnaires/soc-ai/gates/hunting.yaml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the gates of hunting");
    let before = text.split("handoff: {from: intel, to: hunting}").next().expect("the condition");
    let line = before.lines().rev().find_map(|line| line.trim().strip_prefix("- id: "));
    line.expect("its id").to_owned()
}

#[test]
fn a_wiring_that_cannot_be_read_stops_the_work() {
    let program = Program::new()
        .file("a.yaml", format!("schema: socmark/assessment/1\ninstruments: [{}]\n", pins()))
        .file("wiring.yaml", "schema: socmark/wiring/1\nhandofs: []\n");
    let run = program.run(&["ai", "gates", "a.yaml"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
    assert!(run.stderr.contains("wiring.yaml:2") && run.stderr.contains("handoffs"), "{run}");
}

#[test]
fn steps_taken_too_early_are_spelled_out_in_words_of_the_reader() {
    let ai = "ai:\n  capabilities:\n    - {name: Everywhere, type: agent, sourcing: builder, status: pilot}\n    - {name: Drafts, type: copilot, sourcing: taker, status: pilot, stages: [intel], trace: false}\n";
    let file = |ai: &str| format!("schema: socmark/assessment/1\ninstruments: [{}]\n{ai}", pins());
    let program = Program::new()
        .file("a.yaml", file(ai))
        .file("blank.yaml", file(&ai.replace("Drafts", "\"  \"")))
        .file("wiring.yaml", "schema: socmark/wiring/1\nagents: {}\nhandoffs: []\n");
    let gates = program.run(&["ai", "gates", "a.yaml"]);
    assert!(gates.stdout.contains("Taken already, to taker (not known)"), "{gates}");
    assert!(gates.stdout.contains("no agent at threat"), "{gates}");
    assert!(!gates.stdout.contains(" intel ") && !gates.stdout.contains(" intel."), "{gates}");
    let profile = program.run(&["ai", "a.yaml"]);
    assert!(
        profile.stdout.contains("no stage is said, so counted in the whole and at no stage:"),
        "{profile}"
    );
    assert!(profile.stdout.contains("No AI is said to be in pilot or production in hunting"), "{profile}");
    let blank = program.run(&["ai", "blank.yaml"]);
    assert_eq!((blank.code, blank.stdout.as_str()), (2, ""), "{blank}");
    assert!(blank.stderr.contains("a name that can be seen"), "{blank}");
}

#[test]
fn a_wiring_that_goes_further_than_the_inventory_is_named() {
    let inventory = "ai: {capabilities: [{name: A, type: agent, sourcing: taker, status: production, stages: [hunting], autonomy: assisted}]}\n";
    let of = |level: &str| {
        let program = Program::new()
            .file("a.yaml", format!("schema: socmark/assessment/1\ninstruments: [{}]\n{inventory}", pins()))
            .file(
                "wiring.yaml",
                format!("schema: socmark/wiring/1\nagents: {{a: {{stage: hunting, level: {level}}}}}\n"),
            );
        let text = program.run(&["ai", "gates", "a.yaml"]);
        (
            program.run(&["ai", "gates", "a.yaml", "--format", "json"]).json(),
            text.stdout.contains("One of the two is old"),
        )
    };
    let (found, said) = of("standing");
    assert_eq!((found["stages"][1]["wired_beyond"].as_str(), said), (Some("standing"), true), "{found}");
    let (found, said) = of("assisted");
    assert!(found["stages"][1]["wired_beyond"].is_null() && !said, "{found}");
}
