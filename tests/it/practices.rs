//! Practices as files: each rule with a file that fires it alone and one that fires nothing.

use crate::program::{Program, Run, fired};

const INSTRUMENT: &str = "schema: socmark/instrument/1\nid: own\nversion: 1\ntitle: T\nsummary: S\nlicence: MIT\ndomains:\n  - {id: people, name: People, aspects: [people.a]}\n";
const ASPECT: &str = "schema: socmark/aspect/1\nid: people.a\nname: A\nitems:\n  - {id: people.a.one, kind: maturity, question: One?, anchors: [a, b, c, d, e]}\n  - {id: people.a.two, kind: maturity, question: Two?, anchors: [a, b, c, d, e]}\n  - {id: people.a.parts, kind: elements, question: Parts?, informs: people.a.one, elements: [{id: x, label: X}]}\n";
const FIRST: &str = "\
schema: socmark/practice/1
id: first-work
title: Do the first work
summary: It is done.
raises:
  - {item: people.a.one, from: 1, to: 3}
needs:
  practices: []
effort:
  lead: {low: 1, likely: 2, high: 4}
  because: Two days of writing.
weeks: 6
steps: [Begin., Go on., End.]
artefacts: [{name: A page, kind: sop, rules: [PD101]}]
metrics: [How often.]
pitfalls: [Too late.]
reading: [{name: A guide, clause: \"3\"}]
";

/// The second practice, which needs the first.
fn second() -> String {
    FIRST
        .replace("first-work", "second-work")
        .replace("from: 1, to: 3", "from: 3, to: 4")
        .replace("practices: []", "practices: [first-work]\n  items: [{item: people.a.two, level: 2}]")
}

/// A questionnaire with the first and the second practice.
fn own() -> Program {
    Program::new()
        .file("own/instrument.yaml", INSTRUMENT)
        .file("own/people/a.yaml", ASPECT)
        .file("own/practices/people/first-work.yaml", FIRST)
        .file("own/practices/people/second-work.yaml", second())
}

fn swap(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}");
    text.replace(from, to)
}

#[test]
fn practices_fire_the_rule_that_they_break_and_no_other() {
    let (one, two) = ("own/practices/people/first-work.yaml", "own/practices/people/second-work.yaml");
    let item = "{item: people.a.one, from: 1, to: 3}";
    let cases: Vec<(&str, &str, String)> = vec![
        ("RM001", one, swap(FIRST, item, &format!("{item}\n  - {{item: people.a.tow, from: 1, to: 2}}"))),
        ("RM001", one, swap(FIRST, item, &format!("{item}\n  - {{item: people.a.parts, from: 1, to: 2}}"))),
        ("RM001", two, swap(&second(), "people.a.two, level", "people.b.two, level")),
        ("RM001", two, swap(&second(), "people.a.two, level", "people.a.parts, level")),
        ("RM002", one, swap(FIRST, item, &format!("{item}\n  - {{item: people.a.two, from: 1, to: 4}}"))),
        ("RM002", two, swap(&second(), "from: 3, to: 4", "from: 4, to: 3")),
        ("RM002", two, swap(&second(), "level: 2", "level: 1")),
        ("RM003", one, swap(FIRST, item, &format!("{item}\n  - {item}"))),
        ("RM003", two, swap(&second(), "raises:\n  - {item: people.a.one, from: 3, to: 4}", "raises: []")),
        ("RM004", two, swap(&second(), "[first-work]", "[frist-work]")),
        ("RM005", one, swap(FIRST, "practices: []", "practices: [second-work]")),
        ("RM005", one, swap(FIRST, "practices: []", "practices: [first-work]")),
        ("RM006", "own/practices/other/first-work.yaml", FIRST.to_owned()),
        (
            "RM006",
            "own/practices/close-cases-with-a-verdict.yaml",
            swap(FIRST, "first-work", "close-cases-with-a-verdict"),
        ),
        ("RM007", two, swap(&second(), "id: second-work", "id: third-work")),
        ("RM007", "own/practices/Third.yaml", swap(FIRST, "first-work", "Third")),
        ("RM008", one, swap(FIRST, "low: 1, likely: 2", "low: 3, likely: 2")),
        ("RM008", one, swap(FIRST, "low: 1, likely: 2", "low: 0, likely: 2")),
        ("RM009", one, swap(FIRST, "  because", "  analysts: {low: 1, likely: 2, high: 4}\n  because")),
        ("RM010", one, swap(FIRST, "from: 1, to: 3", "from: 2, to: 3")),
        ("LD012", one, swap(FIRST, "weeks: 6", "weeks: 27")),
        ("LD012", one, swap(FIRST, "[Begin., Go on., End.]", "[Begin.]")),
        ("LD012", one, swap(FIRST, "kind: sop", "kind: record")),
        ("LD012", one, swap(FIRST, "PD101", "AS001")),
        ("LD012", one, swap(FIRST, "kind: sop", "kind: memo")),
        ("LD012", one, swap(FIRST, "Do the first work", &"x".repeat(81))),
        ("LD011", one, swap(FIRST, "  lead: {low: 1, likely: 2, high: 4}\n", "")),
        ("LD011", one, swap(FIRST, "  because: Two days of writing.\n", "")),
        ("LD010", one, swap(FIRST, "[Begin., Go on., End.]", "[Begin., Go on., {End: x}]")),
        ("LD009", one, swap(FIRST, "weeks: 6", "weeks: 6\nwaeks: 7")),
        ("LD005", one, swap(FIRST, "weeks: 6", "weeks: [6")),
    ];
    let good = own().run(&["validate", "own", "own/practices", "own/practices/people/second-work.yaml"]);
    assert_eq!((good.code, good.stderr.as_str()), (0, ""), "{good}");
    for (rule, path, text) in cases {
        let program = own().file(path, &text);
        let run = program.run(&["validate", "own"]);
        // a practice that is out of reach takes those that build on it along
        let mut rules = fired(&run.stderr);
        rules.dedup();
        assert_eq!((rules, run.code), (vec![rule.to_owned()], 2), "{path}\n{text}\n{run}");
    }
}

#[test]
fn every_problem_of_a_file_is_said_in_one_run_with_its_place() {
    let text = swap(FIRST, "weeks: 6", "weeks: 0")
        .replace("people.a.one, from: 1", "people.a.oen, from: 1")
        .replace("low: 1", "low: 5")
        .replace("kind: sop", "kind: sopp")
        .replace("[Too late.]", "[]");
    let run = own().file("own/practices/people/first-work.yaml", text).run(&["validate", "own"]);
    insta::assert_snapshot!(run);
}

#[test]
fn a_cycle_is_named_as_the_chain_that_it_is() {
    let third = second().replace("second-work", "third-work").replace("[first-work]", "[second-work]");
    let run = own()
        .file("own/practices/people/third-work.yaml", third)
        .file("own/practices/people/first-work.yaml", swap(FIRST, "practices: []", "practices: [third-work]"))
        .run(&["validate", "own/practices/people/second-work.yaml"]);
    assert_eq!(fired(&run.stderr), ["RM005"], "{run}");
    let chain = "`first-work` needs `third-work` needs `second-work` needs `first-work`";
    assert!(run.stderr.contains(chain), "{run}");
}

fn loose(text: &str, file: &str) -> Run {
    Program::new().file(file, text).run(&["validate", file])
}

#[test]
fn a_file_of_its_own_is_read_against_what_is_built_in() {
    let ours = swap(FIRST, "people.a.one", "people.training.plan");
    let needs = swap(&ours, "practices: []", "practices: [close-cases-with-a-verdict]");
    let run = loose(&needs, "first-work.yaml");
    assert_eq!(
        (run.code, run.stderr.as_str(), run.stdout.as_str()),
        (0, "", "first-work.yaml: valid\n"),
        "{run}"
    );
    assert_eq!(fired(&loose(FIRST, "first-work.yaml").stderr), ["RM001"]);
    let taken = swap(&ours, "first-work", "close-cases-with-a-verdict");
    assert_eq!(fired(&loose(&taken, "close-cases-with-a-verdict.yaml").stderr), ["RM006"]);
    let folder = Program::new().file("mine/first-work.yaml", ours).run(&["validate", "mine"]);
    assert_eq!((folder.code, folder.stderr.as_str()), (0, ""), "{folder}");
}

const SOC: &str = "schema: socmark/assessment/1\ninstruments: [soc-core@3, soc-ai@3]\nsoc: {size_fte: 5-10}\nanswers:\n  process.detection.tuning-feedback: 2\n";

#[test]
fn a_practice_is_explained_alone_and_beside_a_file() {
    let program = Program::new().file("a.yaml", SOC);
    insta::assert_snapshot!("practice_sheet", program.run(&["explain", "close-cases-with-a-verdict"]));
    let beside = program.run(&["explain", "close-cases-with-a-verdict", "a.yaml"]);
    assert!(
        beside.stdout.contains("process.detection.tuning-feedback  1 -> 3: open, the answer is 2"),
        "{beside}"
    );
    assert!(beside.stdout.contains("fewer than 10 people") && !beside.stdout.contains("more than 50 people"));
    let json = program.run(&["explain", "close-cases-with-a-verdict", "a.yaml", "--format", "json"]).json();
    assert_eq!(json["kind"], "practice");
    assert_eq!((&json["size"], &json["version"]), (&"small".into(), &"1".into()), "{json}");
    assert_eq!(
        (&json["raises"][0]["state"], &json["raises"][0]["level"]),
        (&"open".into(), &2.into()),
        "{json}"
    );
    // what comes later waits for it
    let later = program.run(&["explain", "close-cases-into-rules", "a.yaml"]);
    assert!(later.stdout.contains("not answered, so taken for 1"), "{later}");
}

#[test]
fn an_item_names_the_practices_that_take_it_further() {
    let raising = |run: &Run| -> Vec<(u64, u64)> {
        let json = run.json();
        let rows = json["practices"].as_array().expect("a list").iter();
        let pairs = rows.map(|row| (row["from"].as_u64().expect("from"), row["to"].as_u64().expect("to")));
        pairs.collect()
    };
    let id = "process.detection.tuning-feedback";
    let program =
        Program::new().file("a.yaml", SOC).file("b.yaml", SOC.replace("feedback: 2", "feedback: 5"));
    let run = |file: &[&str]| program.run(&[&["explain", id, "--format", "json"], file].concat());
    let all = raising(&run(&[]));
    assert!(all.len() >= 3 && all.is_sorted(), "{all:?}");
    let from_two = raising(&run(&["a.yaml"]));
    let expected: Vec<(u64, u64)> = all.iter().copied().filter(|(from, to)| *from <= 2 && *to > 2).collect();
    assert_eq!(from_two, expected);
    assert!(!from_two.is_empty() && from_two.len() < all.len(), "{from_two:?}");
    assert_eq!(raising(&run(&["b.yaml"])), []);
    let text = program.run(&["explain", id, "a.yaml"]);
    assert!(text.stdout.contains("Practices that take it further\n  1 -> 3  close-cases-"), "{text}");
}

#[test]
fn a_mistyped_practice_is_helped_and_the_own_ones_are_found() {
    let run = Program::new().run(&["explain", "close-cases-with-a-verdikt"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("did you mean `close-cases-with-a-verdict`?"), "{run}");
    let head = "schema: socmark/practice-library/1\nversion: \"7\"\nsummary: Ours.\n";
    let program = own().file("own/practices/library.yaml", head);
    let run = program.run(&["explain", "second-work", "--instruments", "own"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    assert!(run.stdout.starts_with("second-work, a practice of own, version 7\n"), "{run}");
    assert!(run.stdout.contains("Needs before\n  first-work\n  people.a.two at 2 or more\n"), "{run}");
    let broken = own().file("own/practices/library.yaml", head.replace("version", "versoin"));
    assert_eq!(fired(&broken.run(&["validate", "own"]).stderr), ["LD009", "LD011"]);
}

#[test]
fn questionnaires_are_listed_with_the_number_of_their_practices() {
    let json = own().run(&["instruments", "--instruments", "own", "--format", "json"]).json();
    let rows = json["instruments"].as_array().expect("a list");
    let of = |id: &str| {
        let row = rows.iter().find(|row| row["id"] == id).expect("the questionnaire is listed");
        row["counts"]["practices"].as_u64().expect("a number")
    };
    assert_eq!((of("own"), of("soc-cmm"), of("ai-tool")), (2, 0, 0));
    assert!(of("soc-core") >= 170 && of("soc-core") + of("soc-ai") >= 220, "{json}");
}
