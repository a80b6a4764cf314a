//! `socmark pool check`: whom a pool singles out, and whether its files are what they should be.

use crate::program::{Program, Run, fired};

/// An assessment of a SOC with its segments.
fn of(id: usize, sector: &str, region: &str, date: &str, value: &str) -> String {
    format!(
        "schema: socmark/assessment/1\ninstruments: [soc-core@3, soc-ai@3]\n\
         soc: {{id: soc-{id:02}, sector: {sector}, region: {region}, model: hybrid, size_fte: 10-50}}\n\
         assessment: {{date: {date}}}\nanswers:\n  people.knowledge.skill-gaps: 3\nai:\n  value: {value}\n"
    )
}

/// A pool of SOCs by sector, region, date and value of AI.
fn pool(rows: &[(&str, &str, &str, &str)]) -> Program {
    let mut program = Program::new().file("pool.salt", "0123456789abcdef0123456789abcdef\n");
    let mut files = Vec::new();
    for (id, (sector, region, date, value)) in rows.iter().enumerate() {
        let file = format!("{id:02}.yaml");
        program = program.file(&file, of(id, sector, region, date, value));
        files.push(file);
    }
    let names: Vec<&str> = files.iter().map(String::as_str).collect();
    let run = program.run(&[&["pool", "add", "pool"], names.as_slice()].concat());
    assert_eq!(run.code, 0, "{run}");
    program
}

/// 12 of finance and 11 of health in Europe, one of them in Africa; all but one of health see some value.
fn cohort() -> Program {
    let row = |id: usize| {
        let sector = if id < 12 { "finance" } else { "health" };
        let region = if id == 22 { "africa" } else { "europe" };
        (sector, region, "2026-11-02", if id == 12 { "good" } else { "some" })
    };
    pool(&(0..23).map(row).collect::<Vec<_>>())
}

fn json(program: &Program, more: &[&str]) -> (Run, serde_json::Value) {
    let run = program.run(&[&["pool", "check", "pool", "--format", "json"], more].concat());
    let value = run.json();
    let schema = Program::new().run(&["schema", "pool-check"]).json();
    let validator = jsonschema::draft202012::new(&schema).expect("a valid schema");
    let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
    (run, value)
}

#[test]
fn a_soc_that_stands_alone_is_counted_and_not_told() {
    let program = cohort();
    let run = program.run(&["pool", "check", "pool"]);
    assert_eq!(run.code, 1, "{run}");
    insta::assert_snapshot!(run);
    let (run, value) = json(&program, &[]);
    assert_eq!(run.code, 1);
    // africa and health are values of small cells: no output has them, nor a pseudonym
    for text in [&run.stdout, &program.run(&["pool", "check", "pool"]).stdout] {
        for secret in ["africa", "health", "finance", "europe", "some\"", "good"] {
            assert!(!text.contains(secret), "{secret}");
        }
    }
    assert_eq!(value["keys"], serde_json::json!(["sector", "region"]), "the other keys are the same for all");
    // one by its region; by both keys its group is itself, and of health 10 are left
    assert_eq!(
        value["by_all_keys"],
        serde_json::json!({"keys": ["sector", "region"], "alone": 1, "small": 1})
    );
    assert_eq!(
        value["coarser"],
        serde_json::json!([{"left_out": "region", "alone": 0, "small": 0}]),
        "without the region, groups of 12 and 11"
    );
    // everybody of finance says the same; of health and Europe one says otherwise
    assert!(
        value["uniform"]
            .as_array()
            .expect("a list")
            .contains(&serde_json::json!({"keys": ["sector"], "socs": 12}))
    );
}

#[test]
fn a_pool_in_which_nobody_stands_out_is_well() {
    let program = pool(&(0..12).map(|_| ("finance", "europe", "2026-11-02", "some")).collect::<Vec<_>>());
    let run = program.run(&["pool", "check", "pool"]);
    assert_eq!(run.code, 0, "{run}");
    insta::assert_snapshot!(run);
    let (run, value) = json(&program, &["--smallest", "13"]);
    assert_eq!((run.code, value["singled_out"].as_bool()), (1, Some(true)), "fewer than 13: {run}");
    assert_eq!(value["combinations"], serde_json::json!([]));
    let (run, value) = json(&program, &["--smallest", "2"]);
    assert_eq!((run.code, value["singled_out"].as_bool()), (0, Some(false)), "{run}");
    assert_eq!(program.run(&["pool", "check", "pool", "--smallest", "1"]).code, 2);
    let run = program.run(&["pool", "check", "nowhere"]);
    assert_eq!((run.code, fired(&run.stderr)), (2, vec!["PL004".to_owned()]), "{run}");
}

#[test]
fn an_earlier_row_can_single_a_soc_out() {
    let mut rows: Vec<_> = (0..11).map(|_| ("finance", "europe", "2026-11-02", "some")).collect();
    rows.push(("finance", "europe", "2024-11-02", "some"));
    let (run, value) = json(&pool(&rows), &["--smallest", "2"]);
    assert_eq!(run.code, 1, "{run}");
    assert_eq!(value["fewest"], serde_json::json!([{"keys": ["year"], "alone": 1, "small": 1}]));
}

#[test]
fn what_is_wrong_with_the_files_is_named_and_the_rest_still_counts() {
    let rows: Vec<_> = (0..12)
        .map(|id| ("finance", "europe", if id < 11 { "2026-11-02" } else { "2025-11-02" }, "some"))
        .collect();
    let program = pool(&rows);
    let part = |year: u16| format!("pool/instrument=soc-core/year={year}/part.parquet");
    let of_2026 = std::fs::read(program.path(&part(2026))).expect("it is there");
    let head = program.read("pool/pool.yaml");
    let program = program
        .file(&part(2025), "PAR1 cut off")
        .file(&part(2024), &of_2026)
        .file("pool/instrument=soc-core/year=2026/part-2.parquet", &of_2026)
        .file("pool/instrument=soc-core/year=abc/part.parquet", &of_2026)
        .file("pool/instrument=So Core/year=2026/part.parquet", &of_2026)
        .file("pool/copy.parquet", &of_2026)
        .file("pool/pool.salt", "0123456789abcdef0123456789abcdef\n")
        .file("pool/pool.yaml", format!("{head}simulated: true\n"));
    let (run, value) = json(&program, &[]);
    assert_eq!(run.code, 1, "{run}");
    let faults: Vec<(String, String)> = value["faults"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|fault| {
            (
                fault["rule"].as_str().unwrap_or_default().into(),
                fault["file"].as_str().unwrap_or_default().into(),
            )
        })
        .collect();
    for (rule, file) in [
        ("PL005", part(2025).as_str()),
        ("PL024", part(2024).as_str()),
        ("PL025", "pool/instrument=soc-core/year=2026/part-2.parquet"),
        ("PL025", "pool/instrument=soc-core/year=abc"),
        ("PL025", "pool/instrument=So Core"),
        ("PL025", "pool/copy.parquet"),
        ("PL021", part(2026).as_str()),
        ("PL003", "pool"),
    ] {
        let place = (rule.to_owned(), file.to_owned());
        assert!(faults.contains(&place), "{place:?} is none of {faults:#?}");
    }
    assert_eq!(value["socs"], 11, "those of the parts that can be read");
    assert_eq!(fired(&run.stderr), ["PL003", "PL005", "PL021", "PL024", "PL025"]);
}

#[test]
fn a_table_that_socmark_did_not_write_is_told_from_one_with_odd_columns() {
    let rows: Vec<_> = (0..12).map(|_| ("finance", "europe", "2026-11-02", "some")).collect();
    let part = |year: u16| format!("pool/instrument=soc-core/year={year}/part.parquet");
    let program = pool(&rows).copy("tests/fixtures/pool/foreign.parquet", &part(2025));
    let run = program.run(&["pool", "check", "pool"]);
    assert_eq!((run.code, fired(&run.stderr)), (1, vec!["PL005".to_owned()]), "{run}");
    assert!(run.stderr.contains("socmark did not write"), "{run}");
    let program = pool(&rows).copy("tests/fixtures/pool/odd.parquet", &part(2026));
    let run = program.run(&["pool", "check", "pool"]);
    assert_eq!((run.code, fired(&run.stderr)), (1, vec!["PL023".to_owned()]), "{run}");
    for said in [
        "column `headline`: 1 row holds a value that no assessment gives",
        "column `overall` holds another kind",
        "column `remark` is none",
        "column `sector`: 1 row holds",
        "column `seen` holds values of a kind that no pool holds",
    ] {
        assert!(run.stderr.contains(said), "{said}: {run}");
    }
    for secret in ["zebra", "Velvet"] {
        assert!(!run.stderr.contains(secret) && !run.stdout.contains(secret), "{run}");
    }
}
