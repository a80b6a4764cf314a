//! Autonomy that agents earn by their record, from files of decisions.

use std::fmt::Write;

use crate::program::Program;

const HEAD: &str = "agent,action,time,reviewed,agreed,overridden,reversed,review_seconds,trace_id,evidence\n";

/// `count` decisions, one an hour from 2026-08-01, the first `disagreed` of them overridden.
fn decisions(agent: &str, action: &str, count: u32, disagreed: u32) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        let (day, hour) = (number / 24 % 31 + 1, number % 24);
        let overridden = u8::from(number < disagreed);
        let _ = writeln!(
            text,
            "{agent},{action},2026-08-{day:02}T{hour:02}:30:00Z,1,{},{overridden},0,60,{agent}-{number},case-{number}",
            1 - overridden
        );
        text
    })
}

fn run(program: &Program, file: &str) -> crate::program::Run {
    program.run(&["ai", "autonomy", "--decisions", file])
}

#[test]
fn levels_bounds_and_what_is_missing_are_shown_with_the_rows_left_out() {
    // Wilson, z = 1.96: 120 of 120 agreed is at least 96.9%; 57 of 60 at least 86.3%
    let text = format!(
        "{HEAD}{}{}{}{}",
        decisions("enrich", "tag-asset", 600, 0),
        decisions("triage", "close-alert", 120, 0),
        decisions("response", "isolate-host", 60, 3),
        "triage,close-alert,yesterday,1,1,0,0,60,t,e\n,close-alert,2026-08-01,1,1,0,0,60,t,e\ntriage,close-alert,2026-08-01,maybe,1,0,0,60,t,e\ntriage,close-alert,2026-08-01,0,1,0,0,60,t,e\ntriage,close-alert,2026-08-01,1,1,1,0,60,t,e\ntriage,close-alert,2026-08-01,1,1,0,0,-1,t,e\ntriage,short\ntriage,close-alert,2026-08-01T00:30:00Z,1,1,0,0,60,triage-0,case-0\n"
    );
    let program = Program::new().file("decisions.csv", text);
    insta::assert_snapshot!(run(&program, "decisions.csv"));
}

#[test]
fn json_lines_and_european_csv_give_the_same_figures() {
    let csv = format!("{HEAD}{}", decisions("triage", "close-alert", 50, 2));
    let lines: String = csv
        .lines()
        .skip(1)
        .map(|line| {
            let f: Vec<&str> = line.split(',').collect();
            format!(
                "{{\"agent\": \"{}\", \"action\": \"{}\", \"time\": \"{}\", \"reviewed\": true, \"agreed\": {}, \"overridden\": {}, \"reversed\": false, \"review_seconds\": {}, \"trace_id\": \"{}\", \"evidence\": [\"{}\"], \"model\": {{\"x\": 1}}}}\n",
                f[0], f[1], f[2], f[4] == "1", f[5] == "1", f[7], f[8], f[9]
            )
        })
        .collect();
    let program = Program::new()
        .file("comma.csv", &csv)
        .file(
            "semicolon.csv",
            format!("\u{feff}{}", csv.replace(',', ";").replace("agent;action", "Agent;\"Action\"")),
        )
        .file("lines.jsonl", lines);
    let of = |file| program.run(&["ai", "autonomy", "--decisions", file, "--format", "json"]);
    let comma = of("comma.csv");
    assert_eq!(comma.code, 0, "{comma}");
    assert_eq!(comma.json()["actions"][0]["window"]["agreed"], 48);
    assert_eq!(of("semicolon.csv"), comma);
    assert_eq!(of("lines.jsonl"), comma);
}

#[test]
fn the_window_ends_where_it_is_told_to() {
    let program = Program::new().file("d.csv", format!("{HEAD}{}", decisions("a", "b", 240, 0)));
    let of = |arguments: &[&str]| {
        let all = [&["ai", "autonomy", "--decisions", "d.csv", "--format", "json"], arguments].concat();
        program.run(&all).json()
    };
    // ten days of 24 decisions from 2026-08-01
    let all = of(&[]);
    assert_eq!(all["window"]["to"], "2026-08-10");
    assert_eq!(all["actions"][0]["window"]["runs"], 240);
    assert_eq!(all["actions"][0]["drift"]["flagged"], serde_json::Value::Null);
    let some = of(&["--as-of", "2026-08-05", "--window", "2"]);
    assert_eq!(some["window"]["from"], "2026-08-04");
    assert_eq!(some["actions"][0]["window"]["runs"], 48);
    assert_eq!(some["actions"][0]["whole"]["runs"], 120);
    assert_eq!(some["rows"]["later"], 120);
    assert_eq!(some["actions"][0]["drift"]["flagged"], false);
}

#[test]
fn a_turn_for_the_worse_and_reflexes_are_flagged() {
    // 600 agreed of 600, then half of the last 100 overridden; reviews of 2 seconds
    let mut text = HEAD.to_owned();
    for number in 0..700 {
        let agreed = u8::from(number < 600 || number % 2 == 0);
        let month = if number < 600 { 3 } else { 8 };
        let _ =
            writeln!(text, "a,b,2026-{month:02}-01T00:{:02}:00Z,1,{agreed},,0,2,t{number},e", number % 60);
        let _ = writeln!(text, "fast,b,2026-08-01T00:{:02}:00Z,1,1,,0,2,t{number},e", number % 60);
    }
    let program = Program::new().file("d.csv", text);
    let found = program.run(&["ai", "autonomy", "--decisions", "d.csv", "--format", "json"]).json();
    assert_eq!(found["actions"][0]["drift"]["flagged"], true);
    assert_eq!(found["actions"][0]["earned"], "assisted");
    assert_eq!(found["actions"][0]["review"]["rubber_stamp"], false);
    assert_eq!(found["actions"][1]["review"]["rubber_stamp"], true);
    assert_eq!(found["actions"][1]["earned"], "standing");
}

#[test]
fn files_that_are_no_decisions_are_refused_with_the_reason() {
    let program = Program::new()
        .file("empty.csv", "")
        .file("blank.csv", "\n \n")
        .file("other.csv", "agents,action,when\na,b,c\n")
        .file("twice.csv", "agent,action,time,time\na,b,c,d\n")
        .file("none.csv", HEAD)
        .file("broken.jsonl", "{\"agent\": \n{\"agent\": [1]}\n")
        .file("sheet.csv", [0x50, 0x4b, 3, 4, 0, 0xff])
        .file("utf16.csv", [0xff, 0xfe, 0x61, 0, 0x67, 0])
        .file(
            "each-its-own.csv",
            (0..10_002)
                .fold(HEAD.to_owned(), |text, n| text + &format!("a,isolate host {n},2026-08-01,1,1,,,,,\n")),
        )
        .file("rules.yaml", "schema: socmark/autonomy/1\nversion: mine\nwindow_days: 30\n")
        .file("good.csv", format!("{HEAD}{}", decisions("a", "b", 1, 0)));
    let mut said = String::new();
    for file in [
        "empty.csv",
        "blank.csv",
        "other.csv",
        "twice.csv",
        "none.csv",
        "broken.jsonl",
        "sheet.csv",
        "utf16.csv",
        "each-its-own.csv",
        "god.csv",
        ".",
    ] {
        let run = run(&program, file);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{file}: {run}");
        let _ = writeln!(said, "{file}\n{}", run.stderr);
    }
    let run = program.run(&["ai", "autonomy", "--decisions", "good.csv", "--rules", "rules.yaml"]);
    assert_eq!(run.code, 2, "{run}");
    said.push_str(&run.stderr);
    for rule in ["DC001", "DC003", "DC004", "DC005", "DC006", "LD001", "LD002", "LD004", "LD011"] {
        assert!(said.contains(rule), "{rule}: {said}");
    }
    insta::assert_snapshot!(said);
}

#[test]
fn overlapping_exports_earn_nothing_twice() {
    let once = decisions("a", "b", 20, 0);
    let program = Program::new().file("d.csv", format!("{HEAD}{once}{once}"));
    let run = program.run(&["ai", "autonomy", "--decisions", "d.csv", "--format", "json"]);
    assert!(run.stderr.contains("DC002"), "{run}");
    assert_eq!(run.json()["actions"][0]["window"]["runs"], 20);
    assert_eq!(run.json()["rows"]["repeated"], 20);
}

#[test]
fn records_are_written_into_the_wiring_and_nothing_else() {
    let wiring = "# ours\nschema: socmark/wiring/1\npeople: [lead] # roles\nagents:\n  a:   # the first\n    stage: investigation\n    level: on_the_loop # earned?\n    owner: lead\n    kill_switch: lead\n\n  other: {stage: hunting, level: assisted}\n";
    let program = Program::new()
        .file("wiring.yaml", wiring)
        .file("d.csv", format!("{HEAD}{}{}", decisions("a", "b", 50, 1), decisions("unknown", "b", 5, 0)));
    let arguments = ["ai", "autonomy", "--decisions", "d.csv", "--wiring", "wiring.yaml"];
    let looked = program.run(&arguments);
    assert_eq!(program.read("wiring.yaml"), wiring, "nothing is written unasked");
    // 49 of 50: at least 89.5%, enough for in the loop; too few reviewed for the level that it has
    assert!(looked.stdout.contains("DEMOTED: on the loop to in the loop"), "{looked}");
    assert!(looked.stdout.contains("without a decision here: other."), "{looked}");
    let wrote = program.run(&[&arguments[..], &["--write"]].concat());
    assert_eq!(wrote.stderr, "wiring.yaml: record written for a\n", "{wrote}");
    let record = "    record: {window_days: 90, runs: 50, reviewed: 50, agreed: 49, reversed: 0}\n";
    assert_eq!(program.read("wiring.yaml").replace(record, ""), wiring);
    assert!(program.read("wiring.yaml").contains(record), "{}", program.read("wiring.yaml"));
    let again = program.run(&[&arguments[..], &["--write"]].concat());
    assert_eq!(again.code, 0, "{again}");
    assert_eq!(program.read("wiring.yaml").matches("record:").count(), 1);
    assert_eq!(program.run(&["validate", "wiring.yaml"]).code, 0);
}

#[test]
fn what_could_not_be_read_lets_no_level_be_concluded() {
    let unread = (0..5).fold(String::new(), |text, _| text + "a,b,yesterday,1,0,1,1,60,t,e\n");
    let wiring = "schema: socmark/wiring/1\nagents:\n  a: {stage: hunting, level: assisted}\n";
    let program = Program::new()
        .file("d.csv", format!("{HEAD}{}{unread}", decisions("a", "b", 400, 0)))
        .file("few.csv", format!("{HEAD}{}a,b,yesterday,1,0,1,1,60,t,e\n", decisions("a", "b", 400, 0)))
        .file("wiring.yaml", wiring);
    let of = |file: &str| {
        program.run(&[
            "ai",
            "autonomy",
            "--decisions",
            file,
            "--format",
            "json",
            "--wiring",
            "wiring.yaml",
            "--write",
        ])
    };
    // 5 of 405 is 1.2%, 1 of 401 is 0.2%; 1% may be
    let many = of("d.csv");
    assert_eq!(many.code, 2, "{many}");
    assert!(many.json()["refused"].as_str().unwrap().starts_with("5 of 405 rows"), "{many}");
    assert!(many.json()["actions"][0]["earned"].is_null());
    assert_eq!(many.json()["actions"][0]["verdict"], "not_compared");
    assert_eq!(program.read("wiring.yaml"), wiring, "nothing is written");
    let few = of("few.csv");
    assert_eq!((few.code, few.json()["actions"][0]["earned"].as_str()), (0, Some("on_the_loop")), "{few}");
    assert!(few.json()["refused"].is_null());
    assert!(program.read("wiring.yaml").contains("runs: 400"));
}

#[test]
fn a_quote_that_is_never_closed_is_named_with_all_that_it_swallowed() {
    let text =
        decisions("a", "b", 100, 0) + "a,\"b,2026-08-01,1,1,0,0,60,t,e\n" + &decisions("a", "b", 300, 0);
    let program = Program::new().file("d.csv", format!("{HEAD}{text}"));
    let run = program.run(&["ai", "autonomy", "--decisions", "d.csv", "--format", "json"]);
    assert!(run.stderr.contains("301 rows were not counted: a quote is opened and not closed"), "{run}");
    assert!(run.stderr.contains("(line 102"), "{run}");
    assert!(run.json()["actions"][0]["earned"].is_null(), "{run}");
}

#[test]
fn a_decision_of_the_future_moves_no_window() {
    let late = "a,b,2062-01-01T00:00:00Z,1,1,0,0,60,t,e\n";
    let program = Program::new().file("d.csv", format!("{HEAD}{}{late}", decisions("a", "b", 200, 0)));
    let found = program.run(&["ai", "autonomy", "--decisions", "d.csv", "--format", "json"]).json();
    assert_eq!(found["rows"]["later"], 1);
    assert_eq!(found["window"]["to"], "2026-08-09");
    assert_eq!(found["actions"][0]["window"]["runs"], 200);
}
