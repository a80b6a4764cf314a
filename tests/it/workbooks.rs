//! Official workbooks from the front door: every cell, every remark, the same bytes twice.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use crate::program::Program;

const FILLED: [&str; 3] = ["basic-realistic", "basic-scoped", "advanced-weighted"];
const EMPTY: [&str; 2] = ["soc-cmm-2.4.2-basic", "soc-cmm-2.4.2-advanced"];

/// The folder of official workbooks, or a word that the test is skipped.
fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("SOCMARK_TEST_DATA").map(|data| PathBuf::from(data).join("soc-cmm"));
    if folder.is_none() {
        println!("skipped: SOCMARK_TEST_DATA names no folder with official workbooks");
    }
    folder
}

fn workbook(name: &str) -> Option<(Program, String)> {
    let path = folder()?.join(format!("{name}.xlsx"));
    Some((Program::new(), path.to_string_lossy().into_owned()))
}

fn expected(name: &str) -> Value {
    let path = folder().expect("checked by the caller").join(format!("{name}.expected.json"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("expected results")).expect("valid JSON")
}

/// The workbook's cell in a score: its number, its error marker, or nothing.
fn cell(score: &Value) -> Value {
    match (&score["error"], &score["score"]) {
        (Value::String(marker), _) => Value::String(marker.clone()),
        (_, number) => number.clone(),
    }
}

fn same(ours: &Value, theirs: &Value) -> bool {
    match (ours.as_f64(), theirs.as_f64()) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        _ => ours == theirs || (theirs == "N/A" && ours.is_null()),
    }
}

#[test]
fn every_cell_of_the_filled_workbooks_is_reproduced() {
    for name in FILLED {
        let Some((program, path)) = workbook(name) else { return };
        let run = program.run(&["score", &path, "--method", "workbook", "--format", "json"]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run}");
        let (ours, theirs) = (run.json(), expected(name));
        let mut compared = 0;
        let mut check = |what: String, score: &Value, cell_value: &Value| {
            compared += 1;
            assert!(same(&cell(score), cell_value), "{name} {what}: {score} is not {cell_value}");
        };
        let domains: BTreeMap<&str, &Value> = ours["domains"]
            .as_array()
            .expect("domains")
            .iter()
            .map(|domain| (domain["id"].as_str().expect("an id"), domain))
            .collect();
        for (domain, cells) in theirs["domains"].as_object().expect("domains") {
            for scale in ["maturity", "capability"] {
                check(
                    format!("{domain} {scale}"),
                    &domains[domain.to_lowercase().as_str()][scale],
                    &cells[scale],
                );
            }
        }
        let aspects: BTreeMap<&str, &Value> = domains
            .values()
            .flat_map(|domain| domain["aspects"].as_array().expect("aspects"))
            .map(|aspect| (aspect["id"].as_str().expect("an id"), aspect))
            .collect();
        for cells in theirs["aspects"].as_array().expect("aspects") {
            let id = cells["id"].as_str().expect("an id").to_lowercase();
            for scale in ["maturity", "capability"] {
                check(format!("{id} {scale}"), &aspects[id.as_str()][scale], &cells[scale]);
            }
        }
        let csf: BTreeMap<String, &Value> = ours["nist_csf"]
            .as_array()
            .expect("functions and categories")
            .iter()
            .map(|row| {
                (row["category"].as_str().or(row["function"].as_str()).expect("an id").to_owned(), row)
            })
            .collect();
        for (id, cells) in theirs["nist_csf2"]["categories"].as_object().expect("categories") {
            for scale in ["maturity", "capability"] {
                check(
                    format!("{id} {scale}"),
                    csf.get(id).map_or(&Value::Null, |row| &row[scale]),
                    &cells[scale],
                );
            }
        }
        let names = ["Govern", "Identify", "Protect", "Detect", "Respond", "Recover"];
        for (name, id) in names.into_iter().zip(["GV", "ID", "PR", "DE", "RS", "RC"]) {
            let cells = &theirs["nist_csf2"]["functions"][name];
            assert!(cells.is_object(), "{name}");
            for scale in ["maturity", "capability"] {
                check(
                    format!("{id} {scale}"),
                    csf.get(id).map_or(&Value::Null, |row| &row[scale]),
                    &cells[scale],
                );
            }
        }
        // 5 domains, 27 aspects, 22 categories, 6 functions, on two scales
        assert_eq!(compared, 2 * (5 + 27 + 22 + 6), "{name}");
    }
}

#[test]
fn the_import_scores_as_the_workbook_does_and_gives_the_same_bytes_twice() {
    for name in FILLED.into_iter().chain(EMPTY) {
        let Some((program, path)) = workbook(name) else { return };
        let first = program.run(&["import", &path, "-o", "a.yaml"]);
        let second = program.run(&["import", &path, "-o", "b.yaml"]);
        assert_eq!((first.code, second.code), (0, 0), "{first}\n{second}");
        assert_eq!(program.read("a.yaml"), program.read("b.yaml"), "{name}");
        for method in ["workbook", "default"] {
            let of = |file: &str| program.run(&["score", file, "--method", method, "--format", "json"]);
            let (imported, direct) = (of("a.yaml"), of(&path));
            assert_eq!(imported.code, 0, "{imported}");
            assert_eq!(imported.stdout, direct.stdout, "{name} {method}");
        }
        assert_eq!(program.run(&["validate", "a.yaml", &path]).code, 0, "{name}");
    }
}

#[test]
fn every_remark_survives_to_the_byte() {
    for name in FILLED {
        let Some((program, path)) = workbook(name) else { return };
        program.run(&["import", &path, "-o", "a.yaml"]);
        let read: Value = serde_saphyr::from_str(&program.read("a.yaml")).expect("valid YAML");
        let comments = expected(name)["comments"].clone();
        let comments = comments.as_array().expect("comments");
        assert!(!comments.is_empty(), "{name} has remarks");
        let letters =
            [("Business", 'b'), ("People", 'p'), ("Process", 'm'), ("Technology", 't'), ("Services", 's')];
        for comment in comments {
            let sheet = comment["sheet"].as_str().expect("a sheet");
            let (_, letter) = letters.iter().find(|(domain, _)| sheet.starts_with(domain)).expect("a domain");
            let id = format!("{letter}{}", comment["visible_id"].as_str().expect("an id"));
            let kept = read["answers"][&id]["note"].as_str().or(read["notes"][&id].as_str());
            assert_eq!(kept, comment["text"].as_str(), "{name} {id}");
        }
    }
}

#[test]
fn an_import_never_replaces_what_somebody_wrote() {
    let Some((program, path)) = workbook("basic-realistic") else { return };
    let program = program.file("a.yaml", "mine\n");
    let refused = program.run(&["import", &path, "-o", "a.yaml"]);
    assert_eq!(refused.code, 2, "{refused}");
    assert_eq!(program.read("a.yaml"), "mine\n");
    assert_eq!(program.run(&["import", &path, "-o", "a.yaml", "--force"]).code, 0);
    assert_ne!(program.read("a.yaml"), "mine\n");
}

#[test]
fn the_questionnaire_of_a_workbook_carries_its_texts_and_licence() {
    let Some((program, path)) = workbook("advanced-weighted") else { return };
    let run = program.run(&["import", &path, "-o", "a.yaml", "--instrument-out", "official"]);
    assert_eq!(run.code, 0, "{run}");
    let head = program.read("official/instrument.yaml").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(head.contains("licence: CC-BY-SA-4.0") && head.contains("Rob van Os"), "{head}");
    assert_eq!(program.run(&["validate", "official"]).code, 0);
    let with = program.run(&["score", "a.yaml", "--instruments", "official", "--format", "json"]).json();
    let without = program.run(&["score", "a.yaml", "--format", "json"]).json();
    assert_eq!(with["overall"], without["overall"]);
    assert_eq!(with["nist_csf"], without["nist_csf"]);
}

#[test]
fn results_go_where_they_fit() {
    let Some((program, path)) = workbook("basic-realistic") else { return };
    let program = program.file("folder/x", "x").file("plain", "mine");
    for arguments in [["import", &path, "-o", "folder"], ["report", &path, "-o", "plain"]] {
        let run = program.run(&arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
        assert!(run.stderr.contains("help: name"), "{run}");
    }
    assert_eq!(program.files(), ["folder/x", "plain"]);
}

#[test]
fn explanations_follow_one_method_and_say_so() {
    let Some((program, path)) = workbook("basic-realistic") else { return };
    let run = program.run(&["explain", "s2", &path, "--method", "workbook"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run}");
}

#[test]
fn figures_of_soc_cmm_are_compared_with_the_workbooks_own_cells() {
    let Some((program, path)) = workbook("advanced-weighted") else { return };
    let run = program.run(&["benchmark", &path, "--against", "soc-cmm-2026", "--format", "json"]);
    let rows = run.json()["comparisons"].clone();
    let own = |metric: &str| {
        rows.as_array().expect("rows").iter().find(|row| row["metric"] == metric).expect("the row")["own"]
            .clone()
    };
    // the cells of the results sheet, not our method's 2.72 and 3.09
    assert_eq!((own("domain.people"), own("domain.process")), (1.88.into(), 2.74.into()));
}

#[test]
fn files_that_are_no_workbook_are_refused() {
    let program = Program::new()
        .file("text.xlsx", "hello")
        .file("zip.xlsx", b"PK\x03\x04 and then nothing")
        .file("old.xls", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0]);
    for file in ["text.xlsx", "zip.xlsx", "old.xls"] {
        let run = program.run(&["import", file]);
        assert_eq!(run.code, 2, "{run}");
        insta::assert_snapshot!(format!("no-workbook-{}", file.replace('.', "-")), run);
        assert_eq!(program.files(), ["old.xls", "text.xlsx", "zip.xlsx"], "nothing is written");
    }
}
