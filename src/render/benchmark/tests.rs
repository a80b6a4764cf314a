use super::{json, text};
use crate::benchmark::{compare, figures};
use crate::diagnostic::{Diagnostics, Sources};
use crate::model::benchmark::{Comparison, Source, Standing};
use crate::model::score::{Method, Rounded};

fn shipped() -> Vec<Source> {
    crate::load::benchmark::builtin(&mut Sources::default(), &mut Diagnostics::default())
}

fn sample() -> Comparison {
    let scores = [("overall", 310), ("domain.people", 280), ("domain.process", 232)];
    let answers = [("ai.value", "some"), ("ai.self_described", "taker")];
    let own = Standing {
        scores: scores.into_iter().map(|(metric, score)| (metric.to_owned(), Rounded(score))).collect(),
        answers: answers.into_iter().map(|(m, slug)| (m.to_owned(), vec![slug.to_owned()])).collect(),
        method: Method::Default,
        instrument: "soc-core@3".to_owned(),
        quick_scan: true,
        style: Some("guided".to_owned()),
    };
    compare(&shipped(), &own, None)
}

#[test]
fn a_standing_reads_well_in_a_terminal() {
    insta::assert_snapshot!(text::render(&sample(), &[], 100));
}

#[test]
fn the_list_and_a_source_read_well() {
    let sources = shipped();
    let survey = sources.iter().find(|source| source.id == "sans-soc-2026").expect("shipped");
    insta::assert_snapshot!(format!(
        "{}---\n{}",
        text::list(&sources, 100),
        text::source(survey, &figures(survey), 80)
    ));
}

#[test]
fn no_line_is_wider_than_asked() {
    for width in [60, 80, 100] {
        for line in text::render(&sample(), &[], width).lines() {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn json_keeps_the_contract() {
    let value: serde_json::Value = serde_json::from_str(&json::render(&sample())).expect("JSON");
    assert_eq!(value["schema"], "socmark/benchmark/1");
    let rows = value["comparisons"].as_array().expect("a list");
    let keys = [
        "metric",
        "source",
        "kind",
        "own",
        "reference",
        "difference",
        "percentile",
        "n",
        "read",
        "citation",
        "caveats",
    ];
    for row in rows {
        for key in keys {
            assert!(row.get(key).is_some(), "{key} in {row}");
        }
    }
    let find = |metric: &str, source: &str| {
        rows.iter().find(|row| row["metric"] == metric && row["source"] == source).expect("compared")
    };
    let people = find("domain.people", "soc-cmm-2026");
    assert_eq!((&people["own"], &people["reference"]), (&2.8.into(), &2.3.into()));
    assert_eq!(people["difference"], 0.5);
    // 0.45/2.80 = 0.160714…, rounded so that "at least" still holds
    assert_eq!(people["percentile"], serde_json::json!({"low": 0.1607, "mid": null, "high": 1.0}));
    assert_eq!((&people["n"], &people["read"]), (&200.into(), &"secondary".into()));
    let technology = find("domain.technology", "soc-cmm-2026");
    assert!(technology["own"].is_null() && technology["percentile"].is_null());
    let value_of_ai = find("ai.value", "soc-cmm-2026");
    assert_eq!((&value_of_ai["own"], &value_of_ai["reference"]), (&"some".into(), &0.71.into()));
    assert_eq!(value_of_ai["percentile"], serde_json::json!({"low": 0.0, "mid": null, "high": 0.71}));
    assert!(find("ai.self_described", "soc-cmm-2026")["percentile"].is_null());
}

#[test]
fn json_follows_its_schema() {
    let schema = serde_json::to_value(schemars::schema_for!(json::BenchmarkFile)).expect("schema");
    let schema = jsonschema::validator_for(&schema).expect("a valid schema");
    let sources = shipped();
    for text in
        [json::render(&sample()), json::list(&sources), json::source(&sources[0], &figures(&sources[0]))]
    {
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert!(schema.is_valid(&value), "{text}");
    }
}
