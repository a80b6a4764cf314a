//! `socmark pool drivers`: what goes with an outcome in a cohort.

use std::fmt::Write;
use std::sync::OnceLock;

use serde_json::Value;

use crate::program::{Program, Run};

const INSTRUMENT: &str = "schema: socmark/instrument/1\nid: own\nversion: 1\ntitle: T\nsummary: S\nlicence: MIT\ndomains:\n  \
     - {id: people, name: People, headline: true, aspects: [people.a, people.b]}\n  - {id: process, name: Process, headline: true, aspects: [process.c]}\n";

/// Four questions an aspect.
fn aspect(id: &str) -> String {
    let mut text = format!("schema: socmark/aspect/1\nid: {id}\nname: Aspect {id}\nitems:\n");
    for item in ["one", "two", "three", "four"] {
        let _ = writeln!(
            text,
            "  - {{id: {id}.{item}, kind: maturity, question: Is {item} of {id} done?, anchors: [a, b, c, d, e]}}"
        );
    }
    text
}

/// What seems to be chance, and is the same in each run.
fn noise(soc: usize, at: usize) -> usize {
    // SplitMix64
    let mut mixed = (soc as u64 * 1000 + at as u64 + 5).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((mixed ^ (mixed >> 31)) >> 33) as usize
}

/// SOCs of which every second has good or excellent value; the first question of `people.a` follows the value, that of
/// `people.b` follows size, which follows the value, and the others are chance.
fn cohort(socs: usize, change: impl Fn(usize, String) -> String) -> Program {
    let mut program = Program::new()
        .file("own/instrument.yaml", INSTRUMENT)
        .file("own/people/a.yaml", aspect("people.a"))
        .file("own/people/b.yaml", aspect("people.b"))
        .file("own/process/c.yaml", aspect("process.c"));
    let mut files = Vec::new();
    for soc in 0..socs {
        let good = soc % 2 == 0;
        let value = ["none", "some", "good", "excellent"][2 * usize::from(good) + noise(soc, 900) % 2];
        // three of four with good value are large, three of four of the others small
        let large = good != (soc / 2 % 4 == 0);
        let size = if large { "50-100" } else { "10-50" };
        let mut text = format!(
            "schema: socmark/assessment/1\ninstruments: [own@1, soc-ai@3]\n\
             soc: {{id: soc-{soc:03}, sector: finance, size_fte: {size}}}\nassessment: {{date: 2026-11-02}}\nai: {{value: {value}}}\nanswers:\n"
        );
        for (at, aspect) in ["people.a", "people.b", "process.c"].iter().enumerate() {
            for (number, item) in ["one", "two", "three", "four"].iter().enumerate() {
                let level = match (at, number) {
                    (0, 0) => 2 + 2 * usize::from(good) + noise(soc, 902) % 2,
                    (1, 0) => 2 + 2 * usize::from(large) + soc / 8 % 2,
                    _ => 1 + noise(soc, 10 * at + number) % 5,
                };
                let _ = writeln!(text, "  {aspect}.{item}: {level}");
            }
        }
        let file = format!("{soc:03}.yaml");
        program = program.file(&file, change(soc, text));
        files.push(file);
    }
    let names: Vec<&str> = files.iter().map(String::as_str).collect();
    let run = program.run(
        &[&["pool", "add", "pool", "--instruments", "own", "--as-of", "2026-11-02"], names.as_slice()]
            .concat(),
    );
    assert_eq!(run.code, 0, "{run}");
    program
}

/// 80 SOCs, for tests that only read.
fn eighty() -> &'static Program {
    static COHORT: OnceLock<Program> = OnceLock::new();
    COHORT.get_or_init(|| cohort(80, |_, text| text))
}

fn drivers(program: &Program, more: &[&str]) -> Run {
    program.run(&[&["pool", "drivers", "pool", "--instruments", "own"], more].concat())
}

fn json(program: &Program, more: &[&str]) -> Value {
    let run = drivers(program, &[more, &["--format", "json"]].concat());
    assert_eq!(run.code, 0, "{run}");
    let value = run.json();
    let schema = program.run(&["schema", "pool-drivers"]).json();
    let validator = jsonschema::draft202012::new(&schema).expect("a valid schema");
    let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
    value
}

fn found<'a>(value: &'a Value, column: &str) -> &'a Value {
    let drivers = value["drivers"].as_array().expect("a list");
    drivers
        .iter()
        .find(|driver| driver["column"] == column)
        .unwrap_or_else(|| panic!("{column} is not there"))
}

fn rule(run: &Run) -> Option<&str> {
    run.stderr.split("error[").nth(1).and_then(|rest| rest.split(']').next())
}

#[test]
fn what_goes_with_value_is_found_and_what_size_explains_is_said() {
    let program = eighty();
    let value = json(program, &[]);
    assert_eq!((&value["simulated"], &value["meaning"]), (&false.into(), &"Association, not cause".into()));
    assert_eq!((&value["socs"], &value["groups"]), (&80.into(), &serde_json::json!({"high": 40, "low": 40})));
    // twelve questions and three aspects; no capability question, and nobody answered the questions on AI
    assert_eq!(value["compared"], 15);
    // 4 or 5 against 2 or 3: fully apart, whatever the size
    let planted = found(&value, "answer.people.a.one");
    assert_eq!((&planted["standing"], &planted["delta"]), (&"holds".into(), &1.0.into()));
    assert_eq!((&planted["interval_by"], &planted["interval"]), (&"full_separation".into(), &Value::Null));
    assert_eq!(planted["of_100_pairs"], serde_json::json!([100, 0, 0]));
    assert_eq!(planted["adjusted"]["bands"], serde_json::json!(["10-50", "50-100"]));
    assert_eq!(planted["text"], "Is one of people.a done?");
    let size = found(&value, "answer.people.b.one");
    assert_eq!(
        (&size["standing"], &size["adjusted"]["change"]),
        (&"size_explains".into(), &"smaller".into())
    );
    assert_eq!(value["drivers"][0]["column"], "answer.people.a.one", "the best founded comes first");
    for chance in ["answer.process.c.two", "answer.people.a.three"] {
        assert_eq!(found(&value, chance)["standing"], "chance", "{chance}");
    }
    insta::assert_snapshot!(drivers(program, &[]));
    let run = drivers(program, &["--format", "csv"]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines.len(), 16, "{run}");
    assert!(lines[1].starts_with("false,ai.value,answer.people.a.one,item,"), "{run}");
    let fields = |line: &str| line.replace("Association, not", "Association not").split(',').count();
    assert!(lines.iter().all(|line| fields(line) == fields(lines[0])), "{run}");
    let all = drivers(program, &["--all"]).stdout;
    assert!(all.contains("Not distinguishable from chance\n") && all.contains("process.c.two"), "{all}");
    assert_eq!(drivers(program, &["--all"]).stdout, all, "the same bytes again");
}

#[test]
fn an_item_is_left_out_of_the_score_that_holds_it() {
    let program = eighty();
    let value = json(program, &["--outcome", "aspect.process.c"]);
    let columns: Vec<&str> = value["left_out"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|l| l["columns"].as_array().unwrap())
        .map(|c| c.as_str().unwrap())
        .collect();
    assert_eq!(columns, ["aspect.process.c"], "nothing else is the outcome itself");
    // four questions of chance: with itself in the outcome, each would go with it by some 0.5
    for item in ["one", "two", "three", "four"] {
        let driver = found(&value, &format!("answer.process.c.{item}"));
        let delta = driver["delta"].as_f64().unwrap();
        assert!(delta.abs() < 0.45, "{item}: {delta}");
    }
    assert_eq!(value["outcome"]["high"], "maturity of Aspect process.c in the top third");
    let value = json(program, &["--outcome", "answer.people.a.one"]);
    assert!(value["left_out"].to_string().contains("aspect.people.a"), "{value}");
}

#[test]
fn where_answers_do_not_count_alike_the_soc_is_left_out_of_its_items() {
    // importance factors are in no pool: those 25 SOCs cannot be scored without one of the items of `process.c`
    let weighted =
        |soc: usize, text: String| {
            if soc < 25 {
                text.replace("process.c.one: ", "process.c.one: {importance: critical, answer: ")
                    .lines()
                    .map(|line| {
                        if line.contains("importance") { format!("{line}}}\n") } else { format!("{line}\n") }
                    })
                    .collect()
            } else {
                text
            }
        };
    let program = cohort(50, weighted);
    let value = json(&program, &["--outcome", "overall"]);
    let left = value["left_out"].to_string();
    assert!(left.contains("answer.process.c.one") && !left.contains("answer.people"), "{left}");
    assert!(value["caveats"].to_string().contains("importance factors"), "{value}");
    assert_eq!(found(&value, "answer.people.a.two")["socs"], 50);
    assert_eq!(found(&value, "aspect.process.c")["socs"], 50, "an aspect needs no weights");
}

#[test]
fn too_few_are_refused_with_a_reason_that_tells_no_small_count() {
    let program = cohort(29, |_, text| text);
    let value = json(&program, &[]);
    assert_eq!(value["refused"], "29 SOCs with a full assessment and a known outcome, 30 are needed");
    assert_eq!((&value["compared"], &value["groups"]), (&0.into(), &Value::Null));
    let run = drivers(&program, &[]);
    assert!(run.code == 0 && run.stdout.contains("Nothing is compared: 29 SOCs"), "{run}");
    let run = drivers(&program, &["--segment", "size_fte=100+"]);
    assert!(run.code == 0 && run.stdout.contains("Nothing is compared: fewer than 10 SOCs"), "{run}");
    let one_sided = cohort(33, |soc, text| {
        let value = if soc < 4 { "value: none" } else { "value: good" };
        text.lines()
            .map(
                |line| {
                    if line.starts_with("ai:") { format!("ai: {{{value}}}\n") } else { format!("{line}\n") }
                },
            )
            .collect()
    });
    let value = json(&one_sided, &[]);
    assert_eq!(value["refused"], "fewer than 8 SOCs with some or none");
    assert_eq!(value["groups"], Value::Null, "with the total, the other group would tell");
}

#[test]
fn a_wrong_key_is_helped() {
    let program = eighty();
    for (call, id, help) in [
        (&["--outcome", "domain.peple"][..], "PL030", "did you mean `domain.people`?"),
        (&["--outcome", "ai.wave"], "PL030", "ai.value"),
        (&["--segment", "sectr=finance"], "PL010", "did you mean `sector`?"),
        (&["--segment", "sector=finanse"], "PL010", "did you mean `finance`?"),
    ] {
        let run = drivers(program, call);
        assert_eq!((run.code, rule(&run)), (2, Some(id)), "{run}");
        assert!(run.stderr.contains(help) && run.stdout.is_empty(), "{run}");
    }
    let run = drivers(program, &["--segment", "finance"]);
    assert_eq!((run.code, rule(&run)), (2, Some("PL010")), "{run}");
    let run = program.run(&["pool", "drivers", "nowhere"]);
    assert_eq!((run.code, rule(&run)), (2, Some("PL004")), "{run}");
}

#[test]
fn a_generated_pool_says_so_first_in_each_output() {
    let program = cohort(30, |_, text| text);
    let head = program.read("pool/pool.yaml") + "simulated: true\n";
    let program = program.file("pool/pool.yaml", head);
    assert!(drivers(&program, &[]).stdout.starts_with("SIMULATED: "));
    assert_eq!(json(&program, &[])["simulated"], true);
    let csv = drivers(&program, &["--format", "csv"]).stdout;
    assert!(
        csv.starts_with("simulated,") && csv.lines().skip(1).all(|line| line.starts_with("true,")),
        "{csv}"
    );
}
