//! AI tools side by side, through the front door.

use std::fmt::Write;

use crate::program::{Program, Run};

const HEAD: &str = "schema: socmark/ai-tools/1\ninstrument: ai-tool@2\n";

const ITEMS: [&str; 12] = [
    "lifecycle.stages",
    "lifecycle.gives-back",
    "knowledge.learning",
    "knowledge.people-leave",
    "knowledge.contract-end",
    "audit.trace",
    "audit.autonomy",
    "security.injected-instructions",
    "security.data-use",
    "security.model-changes",
    "security.tenant-isolation",
    "security.supplier-access",
];

/// A tool with one level for every question.
fn tool(name: &str, level: u8) -> String {
    let answers: Vec<String> = ITEMS.iter().map(|item| format!("tool.{item}: {level}")).collect();
    format!("  - {{name: {name}, answers: {{{}}}}}\n", answers.join(", "))
}

fn compare(text: &str, arguments: &[&str]) -> Run {
    Program::new().file("tools.yaml", text).run(&[&["ai", "tools", "tools.yaml"], arguments].concat())
}

fn demo() -> Program {
    let program = Program::new();
    assert_eq!(program.run(&["demo", "here"]).code, 0);
    program
}

#[test]
fn three_tools_side_by_side_in_text_and_in_markdown() {
    let program = demo();
    let of = |format: &str| {
        let run = program.run(&[
            "ai",
            "tools",
            "here/tools.yaml",
            "--assessment",
            "here/assessment.yaml",
            "--format",
            format,
        ]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
        run.stdout
    };
    let text = of("text");
    assert!(text.lines().all(|line| line.chars().count() <= 96), "{text}");
    insta::assert_snapshot!("tools-text", text);
    let markdown = of("md");
    // the texts of the questionnaire have tests of their own; here it is the table that counts
    let (comparison, procurement) = markdown.split_once("### For the procurement file").expect("it has one");
    insta::assert_snapshot!("tools-md", comparison);
    let rows: Vec<&str> = procurement.lines().filter(|line| line.starts_with("| ")).collect();
    assert_eq!(rows.len(), 13, "a head and twelve questions: {procurement}");
    assert!(rows.iter().all(|row| row.matches(" | ").count() == 5), "{procurement}");
    let last = rows[12];
    assert!(last.contains("(tool.security.supplier-access)") && last.ends_with("| not answered |"), "{last}");
}

#[test]
fn the_report_has_the_tools_only_where_they_are_named() {
    let program = demo();
    for (arguments, is_there) in [(&["--tools", "here/tools.yaml"][..], true), (&[], false)] {
        let call = [&["report", "here/assessment.yaml", "-o", "out", "--format", "html,md,json"], arguments]
            .concat();
        assert_eq!(program.run(&call).code, 0);
        for name in ["report.html", "report.md", "report.json"] {
            let text = program.read(&format!("out/{name}"));
            assert_eq!(text.contains("Investigation agent A"), is_there, "{name}");
            assert_eq!(text.contains("no winner is declared"), is_there, "{name}");
        }
    }
    let absent = program.run(&["report", "here/assessment.yaml", "--tools", "here/tool.yaml", "-o", "out"]);
    assert!(absent.code == 2 && absent.stderr.contains("did you mean `tools.yaml`?"), "{absent}");
}

#[test]
fn thresholds_count_at_exactly_three() {
    // lifecycle and audit: 5 · (0.5 · 4 + 1 · 1) / 5 = 3.00; knowledge: 5 · (0.5 · 2 + 0.5 · 2 + 1 · 1) / 5 = 3.00
    // security: 5 · (0.5 + 0.5 + 0.5 + 0.75 + 0.75) / 5 = 3.00
    let exact = "  - name: A
    answers:
      tool.lifecycle.stages: {answer: 3, importance: critical}
      tool.lifecycle.gives-back: 5
      tool.knowledge.learning: {answer: 3, importance: high}
      tool.knowledge.people-leave: {answer: 3, importance: high}
      tool.knowledge.contract-end: 5
      tool.audit.trace: {answer: 3, importance: critical}
      tool.audit.autonomy: 5
      tool.security.injected-instructions: 3
      tool.security.data-use: 3
      tool.security.model-changes: 3
      tool.security.tenant-isolation: 4
      tool.security.supplier-access: 4
";
    let read = |tool: &str| {
        let json = compare(&format!("{HEAD}tools:\n{tool}"), &["--format", "json"]).json();
        let scores: Vec<f64> = json["tools"][0]["aspects"]
            .as_array()
            .unwrap()
            .iter()
            .map(|aspect| aspect["score"].as_f64().unwrap())
            .collect();
        (json["tools"][0]["reading"].as_str().unwrap().to_owned(), scores)
    };
    assert_eq!(read(exact), ("second".to_owned(), vec![3.0; 4]));
    // one answer lower: 5 · (0.5 · 4 + 0.75) / 5 = 2.75
    let lower = exact.replace("tool.audit.autonomy: 5", "tool.audit.autonomy: 4");
    assert_eq!(read(&lower), ("first".to_owned(), vec![3.0, 3.0, 2.75, 3.0]));
    // security below it is a finding of its own, and the reading stays
    let unsafe_one = exact.replace("tool.security.data-use: 3", "tool.security.data-use: 2");
    assert_eq!(read(&unsafe_one), ("second".to_owned(), vec![3.0, 3.0, 3.0, 2.75]));
    let said = compare(&format!("{HEAD}tools:\n{unsafe_one}"), &[]).stdout;
    assert!(said.contains("finding: A: its own security is at 2.75, below 3.00."), "{said}");
}

#[test]
fn what_is_not_answered_is_marked_and_settles_nothing() {
    let text = format!("{HEAD}tools:\n  - {{name: A, answers: {{tool.audit.trace: 5}}}}\n  - name: B\n");
    let json = compare(&text, &["--format", "json"]).json();
    assert_eq!(
        (&json["tools"][0]["reading"], &json["tools"][1]["reading"]),
        (&"unknown".into(), &"unknown".into())
    );
    assert_eq!(json["tools"][0]["missing"].as_array().unwrap().len(), 11);
    assert_eq!(json["tools"][1]["aspects"][0]["score"], serde_json::Value::Null);
    assert_eq!(json["tools"][1]["interfaces"]["then"], serde_json::Value::Null);
    let said = compare(&text, &[]).stdout;
    assert!(said.contains("none of the 12 questions is answered"), "{said}");
    let csv = compare(&text, &["--format", "csv"]).stdout;
    // a question that nobody answered says so in both columns; notes and evidence stay empty
    assert_eq!(csv.matches("\"not answered\",\"\",\"\"").count(), 11 + 12 + 3 + 4, "{csv}");
}

#[test]
fn ten_tools_stay_readable_and_eleven_are_refused() {
    let tools = |count: u32| -> String {
        (1..=count).fold(format!("{HEAD}tools:\n"), |mut text, number| {
            let _ =
                write!(text, "{}", tool(&format!("Investigation and response platform number {number}"), 4));
            text
        })
    };
    let ten = compare(&tools(10), &[]);
    assert_eq!(ten.code, 0, "{ten}");
    assert!(ten.stdout.lines().all(|line| line.chars().count() <= 96), "{ten}");
    for caption in ["Tools 1 to 4 of 10", "Tools 5 to 8 of 10", "Tools 9 to 10 of 10"] {
        assert_eq!(ten.stdout.matches(caption).count(), 2, "{caption}: {ten}");
    }
    for format in ["json", "md", "csv"] {
        assert_eq!(compare(&tools(10), &["--format", format]).code, 0, "{format}");
    }
    let csv = compare(&tools(10), &["--format", "csv"]).stdout;
    assert_eq!(csv.lines().next().map(|head| head.matches("\",\"").count() + 1), Some(5 + 30));
    let eleven = compare(&tools(11), &[]);
    assert_eq!((eleven.code, eleven.stdout.as_str()), (2, ""), "{eleven}");
    assert!(eleven.stderr.contains("error[TL001]: 11 tools cannot be read side by side; 10 can"), "{eleven}");
}

#[test]
fn each_rule_of_tools_fires_where_it_is_broken_and_nowhere_else() {
    let pair = "{from: intel, to: hunting}";
    let cases = [
        ("TL001", "tools: []\n".to_owned(), "tools: [{name: A}]\n".to_owned()),
        ("TL002", "tools: [{name: A}, {name: ' A '}]\n".to_owned(), "tools: [{name: A}, {name: a}]\n".to_owned()),
        (
            "TL003",
            format!("tools: [{{name: A, handoffs: {{adds: [{pair}, {pair}]}}}}]\n"),
            format!("tools: [{{name: A, handoffs: {{adds: [{pair}, {{from: hunting, to: intel}}]}}}}]\n"),
        ),
        (
            "TL003",
            format!("tools: [{{name: A, handoffs: {{adds: [{pair}], removes: [{pair}]}}}}]\n"),
            format!("tools: [{{name: A, handoffs: {{adds: [{pair}], removes: [{{from: hunting, to: intel}}]}}}}]\n"),
        ),
        (
            "AS002",
            "tools: [{name: A, answers: {tool.audit.trace: 3, tool.audit.trase: 3}}]\n".to_owned(),
            "tools: [{name: A, answers: {tool.audit.trace: 3}}]\n".to_owned(),
        ),
        (
            "AS004",
            "tools: [{name: A, answers: {tool.audit.trace: not_required}}]\n".to_owned(),
            "tools: [{name: A, answers: {tool.audit.trace: {answer: not_applicable, note: it acts on nothing}}}]\n".to_owned(),
        ),
    ];
    for (rule, bad, good) in cases {
        let program = Program::new()
            .file("bad.yaml", format!("{HEAD}{bad}"))
            .file("good.yaml", format!("{HEAD}{good}"));
        let said = program.run(&["validate", "bad.yaml"]);
        assert_eq!(said.stderr.matches("error[").count(), 1, "{rule}: {said}");
        assert!(said.code == 2 && said.stderr.contains(&format!("error[{rule}]")), "{rule}: {said}");
        assert_eq!(program.run(&["ai", "tools", "bad.yaml"]).stderr, said.stderr);
        let good = program.run(&["validate", "good.yaml"]);
        assert_eq!(
            (good.code, good.stdout.as_str(), good.stderr.as_str()),
            (0, "good.yaml: valid\n", ""),
            "{rule}"
        );
        assert_eq!(program.run(&["explain", rule]).code, 0);
    }
}

#[test]
fn every_problem_is_said_in_one_run_with_its_place() {
    let text = "schema: socmark/ai-tools/1
instrument: ai-tol@1
soc: {id: a, sector: finance}
tools:
  - name: A
    vendr: V
    status: bought
    stages: [detecton]
    interfaces: {adds: -1}
    handoffs:
      adds: [{from: intel, too: hunting}]
  - {status: trial, answers: {tool.audit.trace: 7, tool.audit.autonomy: {answr: 3}}}
  - just text
";
    insta::assert_snapshot!(compare(text, &[]));
    // the pin of an older version names what to look at again
    let old = compare("schema: socmark/ai-tools/1\ninstrument: ai-tool@1\ntools: [{name: A}]\n", &[]);
    assert!(
        old.stderr.contains("= help: pin `ai-tool@2`, and look again at")
            && old.stderr.contains("tool.audit.autonomy"),
        "{old}"
    );
    let of = |pin: &str| {
        compare(&format!("schema: socmark/ai-tools/1\ninstrument: {pin}\ntools: [{{name: A}}]\n"), &[])
    };
    for (pin, says) in [
        ("ai-tool@0", "error[AS001]: this program has `ai-tool@"),
        ("ai-tool", "error[AS001]: `ai-tool` names no version"),
        ("soc-core@3", "error[AS001]: `soc-core@3` has no aspect `tool.lifecycle`"),
    ] {
        let run = of(pin);
        assert!(run.code == 2 && run.stderr.contains(says), "{pin}: {run}");
    }
}

#[test]
fn hostile_files_are_refused_or_shown_as_text() {
    let mut bomb = format!("{HEAD}tools:\n  - {{name: &a [x, x, x, x, x, x, x, x, x]}}\n");
    for (next, last) in ["b", "c", "d", "e", "f", "g", "h"].iter().zip(["a", "b", "c", "d", "e", "f", "g"]) {
        bomb.push_str(&format!("  - {{name: &{next} [{}]}}\n", vec![format!("*{last}"); 9].join(", ")));
    }
    let many = format!("{HEAD}tools:\n{}", "  - {name: A}\n".repeat(20_000));
    let deep = format!("{HEAD}tools: {}", "[".repeat(100_000));
    for (text, rule) in [(bomb, "LD007"), (deep, "LD007"), (many, "TL001"), (String::new(), "LD004")] {
        let started = std::time::Instant::now();
        let run = compare(&text, &[]);
        assert!(run.code == 2 && run.stderr.contains(&format!("error[{rule}]")), "{run}");
        // generous: the point is that it is not minutes
        assert!(started.elapsed().as_secs() < 30, "{rule}");
    }
    let text = format!(
        "{HEAD}tools:\n  - name: \"=HYPERLINK(\\\"http://x\\\")\"\n    vendor: \"\\e]0;x\\a|<script>alert(1)</script>\"\n    price: \"@SUM(1)\"\n    notes: \"+1\\n-2,\\\"q\\\";=1\"\n    answers: {{tool.audit.trace: {{answer: 3, note: \"\\t=cmd|x\", evidence: [{{url: \"-2+3\"}}]}}}}\n"
    );
    let csv = compare(&text, &["--format", "csv"]);
    assert_eq!(csv.code, 0, "{csv}");
    let cells: Vec<&str> = csv
        .stdout
        .trim_start_matches('\u{feff}')
        .lines()
        .flat_map(|line| line.trim_matches('"').split("\",\""))
        .collect();
    assert!(cells.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t'])), "{csv}");
    for guarded in ["'=HYPERLINK(\"\"http://x\"\")", "'@SUM(1)", "'+1 -2,\"\"q\"\";=1", "'=cmd|x", "'-2+3"] {
        assert!(cells.contains(&guarded), "{guarded}: {csv}");
    }
    for format in ["text", "md"] {
        let run = compare(&text, &["--format", format]);
        assert!(run.code == 0 && !run.stdout.contains(['\u{1b}', '\u{7}']), "{run}");
    }
    let markdown = compare(&text, &["--format", "md"]).stdout;
    assert!(!markdown.contains("<script>") && markdown.contains("\\|\\<script\\>"), "{markdown}");
}

#[test]
fn a_wiring_is_taken_from_beside_the_file_or_where_it_is_named() {
    let wiring = "schema: socmark/wiring/1\nhandoffs: [{id: a, from: intel, to: hunting, state: wired}]\n";
    let tools = format!("{HEAD}tools: [{{name: A, handoffs: {{adds: [{{from: intel, to: hunting}}]}}}}]\n");
    let program = Program::new()
        .file("here/tools.yaml", &tools)
        .file("here/wiring.yaml", wiring)
        .file("alone/tools.yaml", &tools)
        .file("broken.yaml", "schema: socmark/wiring/1\nhandofs: []\n");
    let now = |arguments: &[&str]| {
        let run = program.run(&[&["ai", "tools", "--format", "json"], arguments].concat());
        run.json()["tools"][0]["handoffs"]["adds"][0]["now"].as_str().unwrap().to_owned()
    };
    assert_eq!(now(&["here/tools.yaml"]), "wired");
    assert_eq!(now(&["alone/tools.yaml"]), "not_known");
    assert_eq!(now(&["alone/tools.yaml", "--wiring", "here/wiring.yaml"]), "wired");
    let broken = program.run(&["ai", "tools", "here/tools.yaml", "--wiring", "broken.yaml"]);
    assert!(broken.code == 2 && broken.stdout.is_empty() && broken.stderr.contains("LD009"), "{broken}");
    let absent = program.run(&["ai", "tools", "here/tools.yaml", "--assessment", "gone.yaml"]);
    assert!(absent.code == 2 && absent.stdout.is_empty() && absent.stderr.contains("LD001"), "{absent}");
}

#[test]
fn init_writes_a_form_that_validates_and_never_replaces_a_file() {
    let program = Program::new();
    let run = program.run(&["ai", "tools", "--init", "offers/tools.yaml"]);
    assert_eq!((run.code, run.stdout.replace('\\', "/").as_str()), (0, "offers/tools.yaml\n"), "{run}");
    let form = program.read("offers/tools.yaml");
    for item in ITEMS {
        assert_eq!(form.matches(&format!("\n      tool.{item}:\n")).count(), 2, "{item}");
    }
    let valid = program.run(&["validate", "offers/tools.yaml"]);
    assert_eq!((valid.code, valid.stderr.as_str()), (0, ""), "{valid}");
    assert_eq!(program.run(&["ai", "tools", "offers/tools.yaml"]).code, 0);
    let program = program.file("offers/tools.yaml", "mine");
    let again = program.run(&["ai", "tools", "--init", "offers/tools.yaml"]);
    assert!(again.code == 2 && again.stderr.contains("it was not touched"), "{again}");
    assert_eq!(program.read("offers/tools.yaml"), "mine");
    assert_eq!(program.run(&["ai", "tools", "--init", "offers"]).code, 2);
}

#[test]
fn the_result_fits_its_schema() {
    let program = demo();
    let schema = program.run(&["schema", "ai-tools-result"]);
    let validator = jsonschema::draft202012::new(&schema.json()).expect("a valid schema");
    for arguments in [&["--assessment", "here/assessment.yaml"][..], &[]] {
        let call = [&["ai", "tools", "here/tools.yaml", "--format", "json"], arguments].concat();
        let value = program.run(&call).json();
        assert_eq!(value["schema"], "socmark/ai-tools-result/1");
        let first = validator.iter_errors(&value).next().map(|error| error.to_string());
        assert_eq!(first, None);
    }
    let interfaces = |number: usize| {
        let call =
            ["ai", "tools", "here/tools.yaml", "--format", "json", "--assessment", "here/assessment.yaml"];
        program.run(&call).json()["tools"][number]["interfaces"]["then"].clone()
    };
    // 5 today: + 1 - 2, nothing, + 2
    assert_eq!([interfaces(0), interfaces(1), interfaces(2)], [4, 5, 7]);
}
