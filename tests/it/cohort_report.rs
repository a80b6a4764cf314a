//! A cohort in the report, and its pictures as files.

use std::sync::OnceLock;

use serde_json::Value;

use crate::program::{Program, Run};

/// Questions of two aspects of one domain of the built-in questionnaire, and the rest of it.
fn questions() -> &'static [String] {
    static QUESTIONS: OnceLock<Vec<String>> = OnceLock::new();
    QUESTIONS.get_or_init(|| {
        let path =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("questionnaires/soc-core/outline.tsv");
        let text = std::fs::read_to_string(path).expect("an outline");
        let items = text.lines().filter(|line| line.starts_with("item\t"));
        let scored =
            items.filter(|line| line.split('\t').any(|field| ["maturity", "capability"].contains(&field)));
        scored.filter_map(|line| line.split('\t').nth(1)).map(str::to_owned).collect()
    })
}

/// An assessment that answers `level` everywhere but where `other` says otherwise.
fn assessment(id: &str, date: &str, sector: &str, level: u8, other: &[(&str, u8)]) -> String {
    let answers: String = questions()
        .iter()
        .map(|item| {
            let found = other.iter().find(|(begin, _)| item.starts_with(begin));
            format!("  {item}: {}\n", found.map_or(level, |(_, level)| *level))
        })
        .collect();
    format!(
        "schema: socmark/assessment/1\ninstruments: [soc-core@3]\nsoc: {{id: {id}, sector: {sector}}}\n\
         assessment: {{date: {date}}}\nanswers:\n{answers}"
    )
}

/// 40 SOCs at levels 1 to 5, eight each, in finance (16), health (12), retail (6) and media (6); the first 20 also a year before at
/// level 1. All but four of them give customers a 5; only three do anything about leaving privacy open.
fn cohort() -> Program {
    static FILES: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    let files = FILES.get_or_init(|| {
        let mut program = Program::new();
        let mut call = vec!["pool".to_owned(), "add".to_owned(), "finance 2026".to_owned()];
        for number in 0..40_u8 {
            let sector = match number {
                0..16 => "finance",
                16..28 => "health",
                28..34 => "retail",
                _ => "media",
            };
            let id = format!("other-{number}");
            let customers = if number < 36 { 5 } else { 1 };
            let privacy = if number < 3 { 5 } else { 1 };
            let odd = [("business.customers", customers), ("business.privacy", privacy)];
            let (now, before) = (format!("{number}.yaml"), format!("{number}-before.yaml"));
            program = program.file(&now, assessment(&id, "2026-05-01", sector, number % 5 + 1, &odd));
            call.push(now);
            if number < 20 {
                program = program.file(&before, assessment(&id, "2025-05-01", sector, 1, &[]));
                call.push(before);
            }
        }
        let call: Vec<&str> = call.iter().map(String::as_str).collect();
        let run = program.run(&call);
        assert_eq!(run.code, 0, "{run}");
        let files = program.files().into_iter().filter(|file| file.starts_with("finance 2026"));
        files.map(|file| (file.clone(), std::fs::read(program.path(&file)).expect("it is there"))).collect()
    });
    let own =
        assessment("own", "2026-06-30", "finance", 3, &[("business.customers", 2), ("business.privacy", 4)]);
    let program = Program::new().file("own.yaml", own);
    files.iter().fold(program, |program, (file, bytes)| program.file(file, bytes))
}

/// The same pool, said to be simulated.
fn simulated() -> Program {
    let program = cohort();
    let head = program.read("finance 2026/pool.yaml");
    program.file("finance 2026/pool.yaml", format!("{head}simulated: true\n"))
}

fn report(program: &Program, more: &[&str]) -> (String, String, Value) {
    let call = ["report", "own.yaml", "--against", "finance 2026", "--format", "html,md,json"];
    let run = program.run(&[&call, more].concat());
    assert_eq!(run.code, 0, "{run}");
    let json = serde_json::from_str(&program.read("report/report.json")).expect("JSON");
    (program.read("report/report.html"), program.read("report/report.md"), json)
}

fn section<'a>(report: &'a Value, id: &str) -> Option<&'a Value> {
    let parts = report["parts"].as_array().expect("parts");
    let mut sections = parts.iter().flat_map(|part| part["sections"].as_array().expect("sections"));
    sections.find(|section| section["id"] == id)
}

/// The rows of the table whose id ends so.
fn rows<'a>(section: &'a Value, table: &str) -> &'a Vec<Value> {
    let blocks = section["blocks"].as_array().expect("blocks");
    let found = blocks.iter().find(|block| block["id"].as_str().is_some_and(|id| id.ends_with(table)));
    found.unwrap_or_else(|| panic!("{table} in {section}"))["rows"].as_array().expect("rows")
}

#[test]
fn a_cohort_has_its_pages_before_published_sources() {
    let (html, markdown, json) = report(&cohort(), &["--against", "published", "--by", "sector"]);
    let at = |text: &str| markdown.find(text).unwrap_or_else(|| panic!("{text}"));
    assert!(at("### Cohort “finance 2026”") < at("No public source holds a distribution"));
    for said in ["40 other SOCs", "all SOCs of the pool", "groups of fewer than 10 SOCs"] {
        assert!(markdown.contains(said), "{said}");
    }
    // 16 of 40 below 2.5 in a domain without odd questions, eight at it: 20/40, and ties leave 40 * 0.25 / 0.2 = 50
    // effective; Wilson of a half among 50 is 0.5 -/+ 0.1336
    let main = rows(section(&json, "cohort-finance-2026-figures").expect("figures"), "main-table");
    let people = main.iter().find(|row| row["figure"] == "People").expect("people");
    assert_eq!(
        (&people["own"], &people["percentile"], &people["interval"], &people["n"]),
        (&2.5.into(), &0.5.into(), &"36 to 64".into(), &40.0.into())
    );
    assert_eq!((&people["lower_quartile"], &people["upper_quartile"]), (&1.25.into(), &3.75.into()));
    // the pictures say it in words, and the page has them
    let description = "People: percentile 50, 95% interval 36 to 64, n 40";
    assert!(html.contains(description), "{description}");
    for id in ["distribution", "percentiles", "percentiles-aspects", "groups-overall", "trend"] {
        assert!(html.contains(&format!("id=\"{id}-finance-2026-t\"")), "{id}");
    }
    assert!(section(&json, "method-cohort").is_some(), "how it is worked out");
    // the surveys of others do not count a pool among them
    assert!(!markdown.contains("your own pool"), "{markdown}");
}

#[test]
fn what_most_do_and_this_soc_does_not_is_told_without_small_counts() {
    let (_, markdown, json) = report(&cohort(), &[]);
    let practice = section(&json, "cohort-finance-2026-practice").expect("practice");
    let behind = rows(practice, "behind-table");
    // 36 of 40 do it, which leaves four: neither count is told
    assert!(
        !behind.is_empty() && behind.iter().all(|row| row["others"] == "more than 35 of 40"),
        "{behind:?}"
    );
    assert!(
        behind.iter().all(|row| row["item"].as_str().is_some_and(|id| id.starts_with("business.customers")))
    );
    let ahead = rows(practice, "ahead-table");
    assert!(ahead.iter().all(|row| row["others"] == "fewer than 5 of 40" && row["own"] == "4"), "{ahead:?}");
    let all = rows(section(&json, "cohort-finance-2026-items").expect("items"), "items-table");
    assert_eq!(all.len(), questions().len());
    assert!(all.iter().any(|row| row["others"] == "16 of 40"), "levels 4 and 5: 16 of 40");
    for telling in ["36 of 40", "3 of 40", "4 of 40 "] {
        assert!(!markdown.contains(&format!("| {telling}")), "{telling}");
    }
}

#[test]
fn groups_and_years_are_told_where_they_are_large_enough() {
    let (html, _, json) = report(&cohort(), &["--by", "sector"]);
    let groups = rows(section(&json, "cohort-finance-2026-groups-figures").expect("groups"), "groups-table");
    let names: Vec<&str> = groups.iter().filter_map(|row| row["figure"].as_str()).collect();
    assert!(
        names.contains(&"Banking and finance (this SOC's group)") && names.contains(&"Health"),
        "{names:?}"
    );
    assert!(!html.contains("Retail"), "six SOCs are no group");
    let change = section(&json, "cohort-finance-2026-change").expect("change");
    let moved = rows(change, "moved-table");
    let people = moved.iter().find(|row| row["figure"] == "People").expect("people");
    // of 20 SOCs at 0 a year before, four stayed there: nothing is told that they would follow from
    assert_eq!((&people["rose"], &people["fell"]), (&"more than 15 of 20".into(), &"not told".into()));
    assert!(html.contains("2025 from 0.00 to 0.00, median 0.00 (n 20, weak)"), "the trend in words");
    // it is not in the pool, so only its present score is known
    assert!(html.contains("; this SOC 2.50 in 2026"), "the own point in words");
}

#[test]
fn a_simulated_cohort_says_so_on_every_page_and_in_every_picture() {
    const WORDS: &str = "SIMULATED: no SOC is behind these figures";
    let program = simulated();
    let (html, markdown, json) = report(&program, &["--by", "sector"]);
    assert!(markdown.contains("### Cohort “finance 2026” (simulated)"));
    let cohort = section(&json, "cohort-finance-2026").expect("the cohort");
    assert_eq!(cohort["blocks"][0]["tone"], "caution");
    let chart = |part: &&str| part.contains("-finance-2026-t\">");
    let charts: Vec<&str> = html.split("<svg ").skip(1).filter(chart).collect();
    assert!(charts.len() >= 10, "{}", charts.len());
    for one in charts {
        let drawn = one.split("</svg>").next().expect("a picture");
        assert!(
            drawn.contains(WORDS) && drawn.contains("<desc") && drawn.contains(">Simulated: no SOC"),
            "{drawn}"
        );
    }
    let run = program.run(&["benchmark", "own.yaml", "--against", "finance 2026", "--svg", "pictures"]);
    assert_eq!(run.code, 0, "{run}");
    for file in program.files().iter().filter(|file| file.ends_with(".svg")) {
        assert!(program.read(file).contains(WORDS), "{file}");
    }
}

#[test]
fn a_cohort_that_is_refused_shows_nothing_but_why() {
    let (html, markdown, json) = report(&cohort(), &["--segment", "sector=retail", "--segment", "year=2026"]);
    assert!(markdown.contains("Nothing is shown of this cohort. The segment has fewer than 10 other SOCs"));
    assert!(markdown.contains("A segment that holds: Year: 2026 (40 SOCs)."), "{markdown}");
    assert!(markdown.contains("fewer than 10, too few to be told"));
    let sections =
        json["parts"].as_array().expect("parts").iter().flat_map(|part| part["sections"].as_array());
    let ids = sections.flatten().filter_map(|section| section["id"].as_str());
    assert_eq!(ids.filter(|id| id.starts_with("cohort-")).count(), 1);
    assert!(!html.contains("distribution-finance-2026"), "no picture");
    let program = cohort();
    let call =
        ["benchmark", "own.yaml", "--against", "finance 2026", "--segment", "sector=retail", "--svg", "p"];
    let run = program.run(&call);
    assert_eq!(run.code, 0, "{run}");
    assert!(run.stderr.contains("no picture of finance 2026"), "{run}");
    assert!(!program.files().iter().any(|file| file.ends_with(".svg")));
}

#[test]
fn pictures_are_files_that_are_never_replaced_unasked() {
    let program = cohort();
    let call =
        ["benchmark", "own.yaml", "--against", "finance 2026", "--by", "sector", "--svg", "out/pictures"];
    let run = program.run(&call);
    assert_eq!(run.code, 0, "{run}");
    let pictures: Vec<String> = program.files().into_iter().filter(|file| file.ends_with(".svg")).collect();
    for name in [
        "distribution",
        "groups-domain-people",
        "groups-overall",
        "percentiles",
        "percentiles-aspects",
        "trend",
    ] {
        assert!(pictures.contains(&format!("out/pictures/{name}-finance-2026.svg")), "{name}: {pictures:?}");
    }
    let first: Vec<String> = pictures.iter().map(|file| program.read(file)).collect();
    for text in &first {
        well_formed(text);
    }
    // the same again changes nothing
    let run = program.run(&call);
    assert_eq!(run.code, 0, "{run}");
    assert!(pictures.iter().zip(&first).all(|(file, text)| program.read(file) == *text));
    let program = program.file("out/pictures/trend-finance-2026.svg", "mine");
    let run = program.run(&call);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
    assert!(run.stderr.contains("trend-finance-2026.svg is there already"), "{run}");
    assert_eq!(program.read("out/pictures/trend-finance-2026.svg"), "mine");
    let run = program.run(&[&call[..], &["--force"]].concat());
    assert_eq!(run.code, 0, "{run}");
    assert!(program.read("out/pictures/trend-finance-2026.svg").starts_with("<svg "));
}

fn well_formed(svg: &str) {
    let mut reader = quick_xml::Reader::from_str(svg);
    let (mut depth, mut elements) = (0_i32, 0);
    loop {
        match reader.read_event().expect("well formed") {
            quick_xml::events::Event::Start(_) => (depth, elements) = (depth + 1, elements + 1),
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert!(depth == 0 && elements > 2, "{svg}");
}

#[test]
fn without_a_pool_there_is_nothing_to_draw() {
    let program = cohort();
    let run = program.run(&["benchmark", "own.yaml", "--against", "sans-soc-2026", "--svg", "pictures"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
    assert!(run.stderr.contains("no pool to draw") && run.stderr.contains("--against POOL"), "{run}");
    let program = program.file("pictures", "a file");
    let run = program.run(&["benchmark", "own.yaml", "--against", "finance 2026", "--svg", "pictures"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.contains("pictures is a file"), "{run}");
    assert_eq!(program.read("pictures"), "a file");
}

#[test]
fn where_a_pool_lies_is_not_told() {
    let program = cohort();
    let folder = program.path("finance 2026");
    let folder = folder.to_str().expect("a path");
    let run = program.run(&["report", "own.yaml", "--against", folder, "--format", "html,md,json"]);
    assert_eq!(run.code, 0, "{run}");
    let parent = std::path::Path::new(folder).parent().and_then(|parent| parent.to_str()).expect("a folder");
    for file in ["report/report.html", "report/report.md", "report/report.json"] {
        let text = program.read(file);
        assert!(text.contains("finance 2026") && !text.contains(parent), "{file}");
    }
}

#[test]
fn two_pools_of_one_name_keep_apart() {
    let program = cohort();
    let files: Vec<String> =
        program.files().into_iter().filter(|file| file.starts_with("finance 2026/")).collect();
    let program = files.iter().fold(program, |program, file| {
        let bytes = std::fs::read(program.path(file)).expect("it is there");
        program.file(&format!("b/{file}"), bytes)
    });
    let (html, _, json) = report(&program, &["--against", "b/finance 2026"]);
    assert!(
        section(&json, "cohort-finance-2026").is_some() && section(&json, "cohort-finance-2026-2").is_some()
    );
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "ids are unique");
}

#[test]
fn the_report_with_a_cohort_fits_its_schema() {
    let program = cohort();
    report(&program, &["--by", "sector"]);
    let schema: Run = Program::new().run(&["schema", "report"]);
    let validator = jsonschema::draft202012::new(&schema.json()).expect("a valid schema");
    let value: Value = serde_json::from_str(&program.read("report/report.json")).expect("JSON");
    let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn the_picture_in_the_documentation_is_what_the_program_draws() {
    let program = Program::new();
    assert_eq!(program.run(&["demo", "here"]).code, 0);
    assert_eq!(program.run(&["pool", "simulate", "example", "--socs", "80"]).code, 0);
    let run =
        program.run(&["benchmark", "here/assessment.yaml", "--against", "example", "--svg", "pictures"]);
    assert_eq!(run.code, 0, "{run}");
    let drawn = program.read("pictures/distribution-example.svg");
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/distribution-simulated.svg");
    if std::env::var_os("SOCMARK_BLESS").is_some() {
        std::fs::write(&path, &drawn).expect("written");
    }
    assert!(drawn.contains("SIMULATED"), "no generated cohort is shown as data");
    let shown = std::fs::read_to_string(&path).expect("the picture");
    assert!(shown == drawn, "`SOCMARK_BLESS=1 cargo test the_picture_in` draws it anew");
}
