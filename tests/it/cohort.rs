//! `socmark benchmark --against POOL`: one SOC beside the others.

use std::sync::OnceLock;

use serde_json::Value;

use crate::program::{Program, fired};

/// Scored questions of the two questionnaires, by the files that the program reads.
fn items() -> Vec<String> {
    let outlines = ["questionnaires/soc-core/outline.tsv", "questionnaires/soc-ai/outline.tsv"];
    let mut items = Vec::new();
    for outline in outlines {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(outline);
        let text = std::fs::read_to_string(path).expect("an outline");
        for line in text.lines().filter(|line| line.starts_with("item\t")) {
            let fields: Vec<&str> = line.split('\t').collect();
            if fields.iter().any(|field| ["maturity", "capability"].contains(field)) {
                items.push(fields[1].to_owned());
            }
        }
    }
    items
}

/// A SOC that answers the same everywhere.
struct Soc<'a> {
    id: &'a str,
    date: &'a str,
    level: u8,
    sector: &'a str,
    region: &'a str,
    value: &'a str,
}

const SOC: Soc<'static> =
    Soc { id: "own", date: "2026-06-30", level: 3, sector: "finance", region: "europe", value: "good" };

impl Soc<'_> {
    /// The assessment; questions that begin with one of `open` stay open.
    fn yaml(&self, open: &[&str]) -> String {
        let answers: String = items()
            .iter()
            .filter(|item| !open.iter().any(|open| item.starts_with(open)))
            .map(|item| format!("  {item}: {}\n", self.level))
            .collect();
        format!(
            "schema: socmark/assessment/1\ninstruments: [soc-core@3, soc-ai@3]\nsoc: {{id: {}, sector: {}, region: {}}}\n\
             assessment: {{date: {}}}\nai: {{value: {}, self_described: taker}}\nanswers:\n{answers}",
            self.id, self.sector, self.region, self.date, self.value
        )
    }
}

/// 25 SOCs, five at each level: 0, 1.25, 2.5, 3.75 and 5. Made once, then copied.
fn pool() -> Program {
    static FILES: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    let files = FILES.get_or_init(|| {
        let program = made();
        let files = program.files().into_iter().filter(|file| file.starts_with("pool"));
        files.map(|file| (file.clone(), std::fs::read(program.path(&file)).expect("it is there"))).collect()
    });
    let program = Program::new().file("own.yaml", SOC.yaml(&[]));
    files.iter().fold(program, |program, (file, bytes)| program.file(file, bytes))
}

fn made() -> Program {
    let mut program = Program::new();
    let mut call = vec!["pool".to_owned(), "add".to_owned(), "pool".to_owned()];
    for number in 0..25_u8 {
        let soc = Soc {
            id: &format!("other-{number}"),
            level: number % 5 + 1,
            sector: if number < 12 { "finance" } else { "health" },
            region: if number < 7 { "europe" } else { "asia-pacific" },
            value: if number < 20 { "some" } else { "good" },
            ..SOC
        };
        let file = format!("{number}.yaml");
        program = program.file(&file, soc.yaml(&[]));
        call.push(file);
    }
    let call: Vec<&str> = call.iter().map(String::as_str).collect();
    let run = program.run(&call);
    assert_eq!(run.code, 0, "{run}");
    program
}

fn json(program: &Program, more: &[&str]) -> Value {
    let mut call = vec!["benchmark", "own.yaml", "--against", "pool", "--format", "json"];
    call.extend(more);
    let run = program.run(&call);
    assert_eq!(run.code, 0, "{run}");
    serde_json::from_str(&run.stdout).expect("JSON")
}

fn row<'a>(benchmark: &'a Value, metric: &str) -> &'a Value {
    let rows = benchmark["comparisons"].as_array().expect("a list");
    rows.iter().find(|row| row["metric"] == metric).unwrap_or_else(|| panic!("{metric}"))
}

#[test]
fn a_percentile_is_the_mid_rank_among_the_others_with_its_interval() {
    let program = pool();
    // ten below 2.5 and five at it: (10 + 2.5) / 25; ties leave n_eff = 25 * 0.25 / (0.25 - 0.05) = 31.25, and Wilson's
    // interval of a half among 31.25 is 0.5 -/+ 0.16543
    let percentile = serde_json::json!({"low": 0.3345, "mid": 0.5, "high": 0.6655});
    let found = json(&program, &[]);
    for metric in ["overall", "headline", "domain.people", "aspect.people.knowledge", "aspect.ai.governance"]
    {
        let row = row(&found, metric);
        assert_eq!(
            (&row["own"], &row["kind"], &row["n"]),
            (&2.5.into(), &"sample".into(), &25.into()),
            "{row}"
        );
        assert_eq!(row["percentile"], percentile, "{metric}");
        assert_eq!(
            row["sample"]["quartiles"],
            serde_json::json!({"lower": 1.25, "median": 2.5, "upper": 3.75})
        );
        assert_eq!(row["sample"]["weak"], true);
    }
    // capability runs from 0 to 3
    let capability = row(&found, "capability.domain.technology");
    assert_eq!((&capability["own"], &capability["sample"]["max"]), (&1.5.into(), &3.0.into()));
    assert_eq!(capability["percentile"], percentile);
    // five of the others say good, twenty some; those are too many to hide
    let value = row(&found, "ai.value");
    assert_eq!(value["percentile"], serde_json::json!({"low": 0.8, "mid": null, "high": 1.0}));
    // levels 4 and 5 do it: ten of 25
    let items = found["cohorts"][0]["items"].as_array().expect("a list");
    assert_eq!(items.len(), items_asked());
    assert!(items.iter().all(|item| item["does"] == 10 && item["of"] == 25 && item["own"] == 3));
}

fn items_asked() -> usize {
    items().len()
}

#[test]
fn own_rows_are_left_out_where_they_can_be_known() {
    let program = pool();
    assert_eq!(json(&program, &[])["cohorts"][0]["own_rows"], "not_in_pool");
    let run = program.run(&["pool", "add", "pool", "own.yaml"]);
    assert_eq!(run.code, 0, "{run}");
    let found = json(&program, &[]);
    assert_eq!(
        (&found["cohorts"][0]["own_rows"], &found["cohorts"][0]["n"]),
        (&"left_out".into(), &25.into())
    );
    // without the salt nobody can tell which row is one's own
    std::fs::rename(program.path("pool.salt"), program.path("elsewhere")).expect("moved");
    let found = json(&program, &[]);
    assert_eq!(
        (&found["cohorts"][0]["own_rows"], &found["cohorts"][0]["n"]),
        (&"unknown".into(), &26.into())
    );
    assert!(found["cohorts"][0]["caveats"][0].as_str().is_some_and(|text| text.contains("not known")));
    assert_eq!(json(&program, &["--salt-file", "elsewhere"])["cohorts"][0]["own_rows"], "left_out");
}

#[test]
fn a_segment_that_is_too_small_is_refused_without_its_count_and_another_is_proposed() {
    let program = pool();
    let finance = json(&program, &["--segment", "sector=finance"]);
    assert_eq!(finance["cohorts"][0]["n"], 12);
    // 0 to 11: 0, 1, …, 4, 0, …, 4, 0, 1: three at 0 and at 1.25, two at 2.5
    assert_eq!(row(&finance, "overall")["percentile"]["mid"], 0.5833);
    assert_eq!(
        json(&program, &["--segment", "sector"])["cohorts"][0]["n"],
        12,
        "a key alone is one's own value"
    );
    // seven in Europe, all of finance
    let small = json(&program, &["--segment", "region", "--segment", "sector=finance"]);
    let cohort = &small["cohorts"][0];
    assert_eq!((&cohort["n"], small["comparisons"].as_array().map(Vec::len)), (&Value::Null, Some(0)));
    assert!(
        cohort["refused"].as_str().is_some_and(|why| why.contains("fewer than 10") && !why.contains('7'))
    );
    assert_eq!(cohort["proposed"]["segment"], serde_json::json!([{"key": "sector", "value": "finance"}]));
    assert_eq!(cohort["proposed"]["n"], 12);
    let shown = json(&program, &["--segment", "region", "--smallest", "5"]);
    assert_eq!(shown["cohorts"][0]["n"], 7);
    let run = program.run(&["benchmark", "own.yaml", "--against", "pool", "--smallest", "4"]);
    assert_eq!(run.code, 2, "{run}");
}

#[test]
fn a_segment_that_no_pool_has_is_named_with_the_nearest_that_there_is() {
    let program = pool();
    let cases: [(&[&str], &str, &str); 5] = [
        (&["--segment", "sectr=finance"], "PL010", "`sector`"),
        (&["--segment", "sector=finanse"], "PL010", "`finance`"),
        (&["--segment", "size_fte"], "PL010", "size_fte=VALUE"),
        (&["--by", "regoin"], "PL010", "`region`"),
        (&["--against", "nowhere"], "BM009", "--list"),
    ];
    for (more, rule, help) in cases {
        let mut call = vec!["benchmark", "own.yaml", "--against", "pool"];
        call.extend(more);
        let run = program.run(&call);
        assert_eq!((run.code, fired(&run.stderr)), (2, vec![rule.to_owned()]), "{run}");
        assert!(run.stderr.contains(help), "{run}");
    }
}

#[test]
fn quick_scans_and_domains_hardly_answered_do_not_count() {
    let program = pool();
    // of people, only what `knowledge` asks is answered; the rest is whole
    let open: Vec<String> = items()
        .into_iter()
        .filter(|item| item.starts_with("people.") && !item.starts_with("people.knowledge."))
        .collect();
    let open: Vec<&str> = open.iter().map(String::as_str).collect();
    let thin = Soc { id: "thin", level: 1, ..SOC };
    let quick = Soc { id: "quick", level: 1, ..SOC }
        .yaml(&[])
        .replace("assessment: {", "assessment: {type: quick-scan, ");
    let program = program.file("thin.yaml", thin.yaml(&open)).file("quick.yaml", quick);
    let run = program.run(&["pool", "add", "pool", "thin.yaml", "quick.yaml"]);
    assert_eq!(run.code, 0, "{run}");
    let found = json(&program, &[]);
    assert_eq!(found["cohorts"][0]["n"], 26, "the quick scan is not among them");
    let n = |metric: &str| row(&found, metric)["n"].clone();
    assert_eq!(
        (n("domain.people"), n("aspect.people.knowledge"), n("overall"), n("headline")),
        (25.into(), 25.into(), 25.into(), 25.into())
    );
    assert_eq!((n("domain.process"), n("aspect.ai.governance")), (26.into(), 26.into()));
    assert!(found["cohorts"][0]["left_out"][0].as_str().is_some_and(|text| text.contains("quick")));
}

#[test]
fn the_same_socs_are_followed_over_years_and_no_single_one_of_them() {
    let mut program = pool();
    let mut files = vec!["before-own.yaml".to_owned()];
    program = program.file("before-own.yaml", Soc { date: "2025-05-01", level: 2, ..SOC }.yaml(&[]));
    // twelve were there a year before: those now at 4 and 5 (levels of 3, 4 and 8, 9 of 0..12) were a level lower
    for number in 0..12_u8 {
        let now = number % 5 + 1;
        let level = if now >= 4 { now - 1 } else { now };
        let soc = Soc { id: &format!("other-{number}"), date: "2025-04-01", level, ..SOC };
        let file = format!("before-{number}.yaml");
        program = program.file(&file, soc.yaml(&[]));
        files.push(file);
    }
    let mut call = vec!["pool", "add", "pool"];
    call.extend(files.iter().map(String::as_str));
    let run = program.run(&call);
    assert_eq!(run.code, 0, "{run}");
    let change = json(&program, &[])["cohorts"][0]["change"].clone();
    let overall =
        change["moved"].as_array().expect("a list").iter().find(|row| row["metric"] == "overall").cloned();
    let overall = overall.expect("twelve are enough");
    assert_eq!((&overall["n"], &overall["own"]), (&12.into(), &1.25.into()));
    // four rose by 1.25, eight did not move: fewer than five are not told
    assert_eq!((&overall["rose"], &overall["fell"]), (&Value::Null, &Value::Null));
    assert_eq!(overall["quartiles"], serde_json::json!({"lower": 0.0, "median": 0.0, "upper": 1.25}));
    assert_eq!(change["own"].as_array().map(Vec::len), Some(2));
    let years: Vec<_> =
        change["years"].as_array().expect("a list").iter().map(|year| &year["year"]).collect();
    assert_eq!(years, [2025, 2026]);
}

#[test]
fn groups_stand_side_by_side_and_small_ones_are_not_named() {
    let program = pool();
    let found = json(&program, &["--by", "sector"]);
    let groups = &found["cohorts"][0]["groups"];
    let shown: Vec<_> = groups["groups"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|group| (&group["value"], &group["n"]))
        .collect();
    assert_eq!(shown, [(&"health".into(), &13.into()), (&"finance".into(), &12.into())]);
    assert_eq!(groups["some_hidden"], false);
    // seven in Europe: neither they nor, by subtraction, the 18 others are told
    let found = json(&program, &["--by", "region"]);
    let groups = &found["cohorts"][0]["groups"];
    assert_eq!((&groups["some_hidden"], groups["groups"].as_array().map(Vec::len)), (&true.into(), Some(0)));
}

#[test]
fn pools_and_published_sources_stand_side_by_side() {
    let program = pool();
    let sources = |more: &[&str]| -> Vec<String> {
        let mut sources: Vec<String> = json(&program, more)["comparisons"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|row| row["source"].as_str().expect("text").to_owned())
            .collect();
        sources.sort();
        sources.dedup();
        sources
    };
    assert_eq!(sources(&[]), ["pool"]);
    assert_eq!(sources(&["--against", "soc-cmm-2026"]), ["pool", "soc-cmm-2026"]);
    assert!(sources(&["--against", "published"]).len() > 2);
}

#[test]
fn what_is_printed_follows_its_schema() {
    let program = pool();
    let schema: Value = serde_json::from_str(&program.run(&["schema", "benchmark"]).stdout).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    for more in [&["--by", "sector"][..], &["--segment", "sector=retail"]] {
        let found = json(&program, more);
        let errors: Vec<String> = schema.iter_errors(&found).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}

#[test]
fn a_standing_in_a_pool_reads_well_in_a_terminal() {
    let program = pool();
    insta::assert_snapshot!(program.run(&["benchmark", "own.yaml", "--against", "pool", "--by", "sector"]));
    let refused =
        ["benchmark", "own.yaml", "--against", "pool", "--segment", "region", "--segment", "sector"];
    insta::assert_snapshot!(program.run(&refused));
}
