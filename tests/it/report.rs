//! `socmark report`: what a reader gets, and what nobody's text may do to it.

use crate::program::Program;

const FIXTURE: &str = "tests/fixtures/report.yaml";
/// A questionnaire that stays as it is when ours grows.
const SMALL: [&str; 6] = [
    "instrument.yaml",
    "people/skills.yaml",
    "people/rest.yaml",
    "process/handover.yaml",
    "process/tools.yaml",
    "process/review.yaml",
];

/// The fixture, reported in every format.
fn reported() -> Program {
    let program = Program::new().copy(FIXTURE, "assessment.yaml");
    let run =
        program.run(&["report", "assessment.yaml", "--format", "html,md,json", "--as-of", "2026-11-03"]);
    assert_eq!(run.code, 0, "{run}");
    program
}

#[test]
fn the_paths_written_are_printed_and_nothing_else() {
    let program = Program::new().copy(FIXTURE, "assessment.yaml");
    let run = program.run(&["report", "assessment.yaml", "-o", "out", "--format", "json,html,html"]);
    let separator = std::path::MAIN_SEPARATOR;
    assert_eq!(run.stdout, format!("out{separator}report.html\nout{separator}report.json\n"), "{run}");
    assert_eq!(program.files(), ["assessment.yaml", "out/report.html", "out/report.json"]);
}

#[test]
fn files_of_someone_else_in_the_folder_are_left_alone() {
    let program = Program::new().copy(FIXTURE, "assessment.yaml").file("report/notes.txt", "mine");
    assert_eq!(program.run(&["report", "assessment.yaml"]).code, 0);
    assert_eq!(program.read("report/notes.txt"), "mine");
}

#[test]
fn the_same_assessment_gives_the_same_bytes() {
    let (one, two) = (reported(), reported());
    for file in ["report/report.html", "report/report.md", "report/report.json"] {
        assert!(one.read(file) == two.read(file), "{file}");
    }
}

#[test]
fn the_report_in_words() {
    // skills: weights 1 and 2, steps 2 and 1 of 4: 5 · (1·2 + 2·1) / (4·3) = 1.67; people is skills alone: 1.67
    // handover: 5 · 1/4 = 1.25; tools is open, 0 to 5; process: 1.25, between 0.63 and 3.13 (5/8, 25/8)
    // overall: (5/3 + 5/4) / 2 = 1.46; range (5/3 + 5/8) / 2 = 1.15 to (5/3 + 25/8) / 2 = 2.40
    // capability: 3 · 3/4 = 2.25
    let mut program = Program::new().copy("tests/fixtures/small-report.yaml", "assessment.yaml");
    for file in SMALL {
        program =
            program.copy(&format!("tests/fixtures/small-questionnaire/{file}"), &format!("small/{file}"));
    }
    let call =
        ["report", "assessment.yaml", "--format", "md", "--instruments", "small", "--as-of", "2026-11-03"];
    let run = program.run(&call);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
    let text = program.read("report/report.md");
    // published figures change from year to year; the benchmark's own tests hold them
    let (before, rest) = text.split_once("\n## Benchmark\n").expect("the benchmark");
    let (_, after) = rest.split_once("\n## Method and sources\n").expect("the method");
    let after = after.replace(env!("CARGO_PKG_VERSION"), "[VERSION]");
    let (method, answers) = after.split_once("\n## All answers\n").expect("the answers");
    let method = method.split("\n### Sources of published figures\n").next().expect("its beginning");
    insta::assert_snapshot!(format!("{before}\n## Method and sources\n{method}\n## All answers\n{answers}"));
}

#[test]
fn tags_are_balanced_and_ids_unique() {
    let html = reported().read("report/report.html");
    let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "ids are unique");
    assert!(ids.len() > 100, "the page has its parts");
    let mut open: Vec<String> = Vec::new();
    for tag in tags(&html) {
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap_or_default().to_owned();
        if tag.starts_with('/') {
            assert_eq!(open.pop().as_ref(), Some(&name), "{tag} closes what was opened last");
        } else if !tag.ends_with('/') && !["meta", "br", "!DOCTYPE"].contains(&name.as_str()) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} stay open");
}

#[test]
fn the_page_loads_nothing_and_runs_nothing() {
    let html = reported().read("report/report.html");
    let mut links = Vec::new();
    for tag in tags(&html) {
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        assert!(
            !["script", "link", "img", "iframe", "object", "embed", "image", "use", "base", "form"]
                .contains(&name),
            "{tag}"
        );
        assert!(!tag.contains(" on"), "no handler: {tag}");
        assert!(!tag.contains(" src="), "{tag}");
        links.extend(tag.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()));
    }
    assert!(!html.contains("@import") && !html.contains("url("));
    let outside: Vec<&str> = links.into_iter().filter(|link| !link.starts_with('#')).collect();
    // evidence of the user, and only what is a web address
    assert_eq!(
        outside,
        [
            "https://wiki.example.com/staffing?a=1&amp;b=2",
            "https://example.com/&quot;onmouseover=&quot;alert(1)"
        ]
    );
}

#[test]
fn every_link_inside_the_page_leads_somewhere() {
    let html = reported().read("report/report.html");
    let inside = html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next());
    for id in inside {
        assert!(html.contains(&format!("id=\"{id}\"")), "#{id}");
    }
}

#[test]
fn markup_in_texts_stays_text() {
    let html = reported().read("report/report.html");
    for text in [
        "&lt;script&gt;alert(&#39;soc&#39;)&lt;/script&gt;",
        "&lt;img src=x onerror=alert(1)&gt;",
        "javascript:alert(document.domain)",
        "&lt;b&gt;senior&lt;/b&gt; analyst",
        "&lt;em&gt;copilot&lt;/em&gt;",
    ] {
        assert!(html.contains(text), "{text} is shown as it was written");
    }
    let markdown = reported().read("report/report.md");
    assert!(markdown.contains(r"\<img src=x onerror=alert(1)\> \[link\](javascript:alert(2))"));
    assert!(!markdown.contains("\n# not a heading"));
}

#[test]
fn no_text_looks_like_another_than_it_is() {
    let program = Program::new().file(
        "assessment.yaml",
        "schema: socmark/assessment/1\ninstruments: [soc-core@3]\nanswers:\n  \
         people.employees.retention: {answer: 4, note: \"see http://evil.example/x \\u2028# head \\u202Egpj.exe\\u2066\", \
         evidence: [{url: \"https://evil.example/\\u202Egpj.exe\"}, {url: \"https://wiki.example.com/a\"}]}\n",
    );
    let run = program.run(&["report", "assessment.yaml", "--format", "html,md"]);
    assert_eq!(run.code, 0, "{run}");
    for file in ["report/report.html", "report/report.md"] {
        let text = program.read(file);
        let bad = |c: char| matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        assert!(!text.contains(bad), "{file}");
        assert!(!text.contains("href=\"https://evil"), "{file}");
    }
    let text = program.read("report/report.md");
    assert!(text.contains(r"see http:\//evil.example/x"), "a note is no link");
    assert!(text.contains("Evidence: <https://wiki.example.com/a>"), "evidence is");
}

#[test]
fn nothing_answered_gives_a_report_that_invents_nothing() {
    let program = Program::new().file(
        "assessment.yaml",
        "schema: socmark/assessment/1\ninstruments: [soc-core@3, soc-ai@3]\nanswers: {}\n",
    );
    let run = program.run(&["report", "assessment.yaml", "--format", "html,md,json"]);
    assert_eq!(run.code, 0, "{run}");
    let report: serde_json::Value = serde_json::from_str(&program.read("report/report.json")).expect("JSON");
    let board = &report["board"];
    for headline in board["headlines"].as_array().expect("headlines") {
        assert_eq!(headline["score"]["score"], serde_json::Value::Null);
        assert_eq!(headline["score"]["text"], "–");
        assert_eq!(headline["note"], "no score yet");
    }
    assert_eq!(board["gaps"], serde_json::json!([]));
    assert_eq!(board["strong"], serde_json::json!([]));
    let text = program.read("report/report.md");
    assert!(text.contains("Nothing can be called strong yet"), "{text}");
    assert!(text.contains("No question has been answered."));
    let before_published = text.split("\n## Benchmark\n").next().expect("the beginning");
    assert!(!before_published.contains("0.00 of"), "no score is made of nothing");
}

#[test]
fn with_everything_out_of_scope_the_report_says_that_and_not_that_answers_are_missing() {
    let program = Program::new().file(
        "assessment.yaml",
        "schema: socmark/assessment/1\ninstruments: [soc-core@3]\nsoc: {region: north-america}\n\
         scope: {exclude: [business, people, process, technology, services]}\n\
         answers: {people.employees.retention: 4}\n",
    );
    let run = program.run(&["report", "assessment.yaml", "--format", "md"]);
    assert_eq!(run.code, 0, "{run}");
    let text = program.read("report/report.md");
    let board = text.split("\n## About this assessment\n").next().expect("the first page");
    for part in [
        "Nothing can be called strong: nothing is in scope.",
        "Nothing can be said: nothing is in scope.",
        "No gap can be shown: nothing is in scope.",
        "5 domains were left out of scope",
    ] {
        assert!(board.contains(part), "{part}\n{board}");
    }
    assert!(!board.contains("answered"), "{board}");
    assert!(text.contains("- Region: North America\n"));
}

#[test]
fn every_source_has_one_heading_and_one_block() {
    let text = reported().read("report/report.md");
    let (_, benchmark) = text.split_once("\n## Benchmark\n").expect("the benchmark");
    let (benchmark, _) = benchmark.split_once("\n## Method and sources\n").expect("the method");
    let titles: Vec<&str> = benchmark
        .lines()
        .filter_map(|line| line.strip_prefix("### "))
        .map(|title| title.trim_start_matches("Context: "))
        .collect();
    assert!(titles.len() > 2, "{titles:?}");
    for title in &titles {
        assert_eq!(titles.iter().filter(|other| *other == title).count(), 1, "{title}");
    }
    assert_eq!(benchmark.matches("- Source: ").count(), titles.len(), "{benchmark}");
    // findings of a source that is also compared with stand under its figures
    assert!(benchmark.matches(": findings that no own figure is ranked against:").count() > 1);
}

#[test]
fn little_that_is_answered_is_said_above_the_numbers_and_the_range_is_as_large() {
    let program = reported();
    let report: serde_json::Value = serde_json::from_str(&program.read("report/report.json")).expect("JSON");
    // a handful of the questions of soc-core
    let score = &report["board"]["headlines"][0]["score"];
    let share = score["coverage"].as_f64().expect("a share");
    assert!(share > 0.0 && share < 0.5, "{share}");
    let caution =
        format!("Only {:.0}% of the weight is answered: read every score with its range.", share * 100.0);
    let html = program.read("report/report.html");
    assert!(html.contains(&caution));
    let (low, high) = (score["low"].as_f64().expect("low"), score["high"].as_f64().expect("high"));
    assert!(html.contains(&format!("<span class=\"value range\">{low:.2} to {high:.2}</span>")));
    assert!(!html.contains("headline first"), "no number stands alone");
}

#[test]
fn strong_is_what_reaches_its_target_or_the_level_defined_and_is_no_gap() {
    let board = |targets: &str| -> serde_json::Value {
        let text = std::fs::read_to_string("tests/fixtures/small-report.yaml").expect("the fixture");
        // skills at 3.75: weights 1 and 2, steps 3 and 3 of 4: 5 · (1·3 + 2·3) / (4·3); handover 5 · 4/4 = 5.00
        let text = text
            .replace("people.skills.plan: 3", "people.skills.plan: 4")
            .replace("people.skills.test: {answer: 2", "people.skills.test: {answer: 4")
            .replace("process.handover.talk: {answer: 2", "process.handover.talk: {answer: 5");
        let at = text.find("\ntargets:").expect("targets");
        let end = at + 1 + text[at + 1..].find('\n').expect("a line");
        let text = format!("{}\n{targets}{}", &text[..at], &text[end..]);
        let mut program = Program::new().file("assessment.yaml", &text);
        for file in SMALL {
            program =
                program.copy(&format!("tests/fixtures/small-questionnaire/{file}"), &format!("small/{file}"));
        }
        let run = program.run(&["report", "assessment.yaml", "--format", "json", "--instruments", "small"]);
        assert_eq!(run.code, 0, "{run}");
        let report: serde_json::Value =
            serde_json::from_str(&program.read("report/report.json")).expect("JSON");
        report["board"].clone()
    };
    let strong = |board: &serde_json::Value| -> Vec<String> {
        let list = board["strong"].as_array().expect("strong").iter();
        list.map(|one| one["aspect"].as_str().expect("an id").to_owned()).collect()
    };
    // people below its target of 4, process at its target of 5
    let below = board("targets: {domains: {people: 4.0, process: 5.0}}");
    assert_eq!(strong(&below), ["process.handover"], "{below:#}");
    // both reach their targets
    assert_eq!(
        strong(&board("targets: {domains: {people: 3.75, process: 3.0}}")),
        ["process.handover", "people.skills"]
    );
}

#[test]
fn without_a_target_no_gap_is_invented() {
    let program = reported();
    let report: serde_json::Value = serde_json::from_str(&program.read("report/report.json")).expect("JSON");
    let gaps = report["board"]["gaps"].as_array().expect("gaps");
    assert_eq!(gaps.len(), 5);
    // business has no target: its lowest aspect comes after every gap to a target
    let business = gaps.iter().position(|gap| gap["domain"] == "Business").expect("it is among the five");
    assert_eq!(business, 4);
    assert_eq!(gaps[business]["target"], serde_json::Value::Null);
    // one answer at level 1: 5 · 0/4 = 0.00, so level 1 is 1.00 away
    assert_eq!((&gaps[business]["score"]["score"], &gaps[business]["distance"]), (&0.0.into(), &1.0.into()));
    let targeted: Vec<f64> =
        gaps[..business].iter().map(|gap| gap["distance"].as_f64().expect("a number")).collect();
    assert!(targeted.is_sorted_by(|one, other| one >= other), "{targeted:?}");
    // detection engineering: level 1 only, target of process 3.50
    assert_eq!(gaps[0]["aspect"], "process.detection");
    assert_eq!(gaps[0]["distance"], 3.5);
    assert!(gaps[0]["needs"].is_string(), "the text of the next level is quoted");
}

#[test]
fn evidence_is_named_and_never_said_to_hold() {
    let report: serde_json::Value =
        serde_json::from_str(&reported().read("report/report.json")).expect("JSON");
    let mut states = Vec::new();
    collect(&report, "state", &mut states);
    assert_eq!(states.len(), 5);
    assert!(states.iter().all(|state| state.ends_with("not checked")), "{states:?}");
    for domain in report["board"]["domains"].as_array().expect("domains") {
        assert_eq!(domain["maturity"]["evidenced"], serde_json::Value::Null, "null until a check ran");
    }
}

#[test]
fn a_workbook_shows_its_own_figures_first_and_whose_texts_they_are() {
    let Some(data) = std::env::var_os("SOCMARK_TEST_DATA") else {
        println!("skipped: SOCMARK_TEST_DATA names no folder with official workbooks");
        return;
    };
    let workbook = std::path::Path::new(&data).join("soc-cmm/advanced-weighted.xlsx");
    let program = Program::new();
    let workbook = workbook.to_str().expect("a path in UTF-8");
    let run = program.run(&["report", workbook, "--format", "md,json,html", "--as-of", "2026-11-03"]);
    assert_eq!(run.code, 0, "{run}");
    let run = program.run(&["score", workbook, "--method", "workbook", "--format", "json"]);
    let (scores, report) = (run.json(), program.read("report/report.json"));
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    for (own, shown) in scores["domains"]
        .as_array()
        .expect("domains")
        .iter()
        .zip(report["board"]["domains"].as_array().expect("domains"))
    {
        assert_eq!(own["maturity"]["score"], shown["maturity"]["score"], "{own:#}");
        assert_eq!(shown["maturity"]["low"], serde_json::Value::Null, "bounds belong to the other method");
    }
    let text = program.read("report/report.md");
    let html = program.read("report/report.html");
    assert!(!html.contains("class=\"headline"), "no score of ours stands as the workbook's headline");
    for part in [
        "**The workbook has no overall score.**",
        "By socmark's method, which counts open questions differently: overall ",
        "The workbook's figures beside socmark's",
        "CC BY-SA 4.0",
        "not known from this file",
    ] {
        assert!(text.contains(part), "{part}");
    }
}

/// Every text under a key, wherever it stands.
fn collect<'a>(value: &'a serde_json::Value, key: &str, found: &mut Vec<&'a str>) {
    match value {
        serde_json::Value::Object(map) => {
            for (name, value) in map {
                if name == key {
                    found.extend(value.as_str());
                }
                collect(value, key, found);
            }
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| collect(value, key, found)),
        _ => {}
    }
}

/// What stands between `<` and `>` outside the style sheet; text never holds either, which is what the tests are about.
fn tags(html: &str) -> Vec<&str> {
    let (before, rest) = html.split_once("<style>").expect("the style sheet is in the page");
    let (_, after) = rest.split_once("</style>").expect("it ends");
    [before, after]
        .into_iter()
        .flat_map(|part| part.split('<').skip(1))
        .map(|rest| rest.split_once('>').unwrap_or_else(|| panic!("a tag that does not end: {rest}")).0)
        .collect()
}
