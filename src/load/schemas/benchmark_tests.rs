//! The schema of benchmark sources against their reader.

use serde_json::{Value, json};

use super::tests::{agree, reads_benchmark};

const BENCHMARK: &str = r#"
schema: socmark/benchmark/1
publisher: P
title: T
year: 2026
citation: C
read: secondary
n: 200
n_note: about
collected: 2026
population: SOCs
licence: L
basis: {questionnaire: soc-cmm, name: SOC-CMM, edition: E, style: self}
caveats: [one]
figures:
  - {id: a-mean, label: A, metric: domain.people, kind: mean, mean: 2.3, precision: 0.1, sd: 0.5, scale: {min: 0, max: 5, unit: points}, same_words: true, n: 20, n_note: x, caveats: [z]}
  - id: shares
    label: B
    metric: ai.value
    kind: shares
    exclusive: true
    ordered: true
    categories: [{label: low, covers: [none, some], percent: 71}, {label: high, covers: [good, excellent], percent: 29}]
  - {id: quantiles, label: C, metric: overall, kind: quantiles, scale: {min: 0, max: 5, unit: points}, points: [{percentile: 20, value: 1}, {percentile: 50, value: 1.42}]}
  - {id: trend, label: D, kind: trend, unit: days, points: [{label: "2024", value: 11}]}
  - {id: said, label: E, kind: statement, text: So it is.}
"#;

#[test]
fn schema_and_reader_agree_on_benchmark_sources() {
    let allowed = [
        ("n_note", None),
        ("basis", Some(Value::Null)),
        ("basis/style", None),
        ("basis/method", Some(json!("default"))),
        ("caveats", Some(json!([]))),
        ("figures/0/sd", None),
        ("figures/0/metric", None),
        ("figures/0/metric", Some(json!("aspect.people.training"))),
        ("figures/0/metric", Some(json!("capability.domain.people"))),
        ("figures/0/scale/max", None),
        ("figures/3/points/0/value", Some(json!(-3))),
    ];
    let refused = [
        ("schema", None),
        ("basis/method", Some(json!("guess"))),
        ("figures/0/metric", Some(json!("capability.people"))),
        ("publisher", None),
        ("publisher", Some(json!(" "))),
        ("title", Some(Value::Null)),
        ("year", None),
        ("year", Some(json!(1979))),
        ("year", Some(json!("2026"))),
        ("citation", None),
        ("read", None),
        ("read", Some(json!("heard"))),
        ("n", Some(json!(0))),
        ("collected", None),
        ("population", None),
        ("licence", None),
        ("basis/questionnaire", None),
        ("basis/style", Some(json!("audit"))),
        ("figures", None),
        ("figures", Some(json!([]))),
        ("url", Some(json!("x"))),
        ("figures/0/id", None),
        ("figures/0/id", Some(json!("A Mean"))),
        ("figures/0/label", None),
        ("figures/0/kind", None),
        ("figures/0/kind", Some(json!("median"))),
        ("figures/0/metric", Some(json!("speed"))),
        ("figures/0/metric", Some(json!("ai.value"))),
        ("figures/0/mean", None),
        ("figures/0/mean", Some(json!("high"))),
        ("figures/0/precision", None),
        ("figures/0/precision", Some(json!(0))),
        ("figures/0/sd", Some(json!(-1))),
        ("figures/0/scale", None),
        ("figures/0/scale/unit", None),
        ("figures/0/scale/step", Some(json!(1))),
        ("figures/0/n", Some(json!(-5))),
        ("figures/0/points", Some(json!([]))),
        ("figures/0/same_words", Some(json!("yes"))),
        ("figures/1/metric", Some(json!("overall"))),
        ("figures/1/exclusive", None),
        ("figures/1/ordered", None),
        ("figures/1/categories", None),
        ("figures/1/categories", Some(json!([]))),
        ("figures/1/categories/0/label", None),
        ("figures/1/categories/0/percent", None),
        ("figures/1/categories/0/percent", Some(json!(101))),
        ("figures/1/categories/0/share", Some(json!(0.7))),
        ("figures/2/scale/min", None),
        ("figures/2/points", Some(json!([]))),
        ("figures/2/points/0/percentile", Some(json!(-1))),
        ("figures/2/points/0/value", None),
        ("figures/3/metric", Some(json!("overall"))),
        ("figures/3/unit", None),
        ("figures/3/points", None),
        ("figures/4/text", None),
        ("figures/4/value", Some(json!(1))),
    ];
    agree("benchmark-source", reads_benchmark, BENCHMARK, &allowed, &refused);
}
