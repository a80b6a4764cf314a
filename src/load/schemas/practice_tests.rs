//! The schema of practices against their reader.

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostics, Sources};
use crate::load::practice;

use super::tests::{agree, result};

const PRACTICE: &str = r#"
schema: socmark/practice/1
id: do-the-work
title: Do the work
summary: It is done.
raises:
  - {item: people.a.one, from: 1, to: 3}
needs:
  practices: [first-work]
  items: [{item: people.a.two, level: 2}]
effort:
  analyst: {low: 0.5, likely: 1, high: 2}
  lead: {low: 1, likely: 2, high: 4}
  because: Writing.
weeks: 6
steps: [Begin., Go on., End.]
artefacts: [{name: A page, kind: sop, rules: [PD101]}]
metrics: [How often.]
pitfalls: [Too late.]
small: Less.
large: More.
reading: [{name: A guide, clause: "3"}]
"#;

fn reads_practice(text: &str) -> Result<(), String> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    practice::read("file", "do-the-work", "own", text, &mut sources, &mut out);
    result(&out)
}

#[test]
fn schema_and_reader_agree_on_practices() {
    let optional = [
        "needs",
        "needs/practices",
        "needs/items",
        "artefacts/0/rules",
        "small",
        "large",
        "reading/0/clause",
    ];
    let mut allowed: Vec<(&'static str, Option<Value>)> =
        optional.into_iter().flat_map(|place| [(place, None), (place, Some(Value::Null))]).collect();
    allowed.extend([
        ("effort/lead", None),
        ("effort/analyst", None),
        ("effort/lead/low", Some(json!(0.25))),
        ("weeks", Some(json!(26))),
        ("steps", Some(json!(["a", "b", "c", "d", "e", "f", "g", "h"]))),
        ("title", Some(json!("x".repeat(80)))),
        ("needs/practices", Some(json!([]))),
        ("artefacts/0", Some(json!({"name": "A record", "kind": "record"}))),
        ("artefacts/0", Some(json!({"name": "A record", "kind": "record", "rules": []}))),
    ]);
    let needed = [
        "schema",
        "id",
        "title",
        "summary",
        "raises",
        "effort",
        "weeks",
        "steps",
        "artefacts",
        "metrics",
        "pitfalls",
        "reading",
        "raises/0/item",
        "raises/0/from",
        "raises/0/to",
        "needs/items/0/item",
        "needs/items/0/level",
        "effort/because",
        "effort/lead/low",
        "effort/lead/likely",
        "effort/lead/high",
        "artefacts/0/name",
        "artefacts/0/kind",
        "reading/0/name",
    ];
    let mut refused: Vec<(&'static str, Option<Value>)> =
        needed.into_iter().flat_map(|place| [(place, None), (place, Some(Value::Null))]).collect();
    refused.extend([
        ("schema", Some(json!("socmark/practice/2"))),
        ("id", Some(json!("work"))),
        ("id", Some(json!("Do-the-work"))),
        ("title", Some(json!("x".repeat(81)))),
        ("raises", Some(json!([]))),
        ("raises/0/from", Some(json!(0))),
        ("raises/0/to", Some(json!(6))),
        ("raises/0/to", Some(json!("3"))),
        ("raises/0/why", Some(json!("x"))),
        ("needs/practices", Some(json!("first-work"))),
        ("needs/items/0/level", Some(json!(1))),
        ("needs/people", Some(json!([]))),
        ("effort", Some(json!({"because": "Writing."}))),
        ("effort/writer", Some(json!({"low": 1, "likely": 2, "high": 3}))),
        ("effort/lead/low", Some(json!(0))),
        ("effort/lead", Some(json!(3))),
        ("weeks", Some(json!(0))),
        ("weeks", Some(json!(27))),
        ("weeks", Some(json!(1.5))),
        ("steps", Some(json!(["a", "b"]))),
        ("steps", Some(json!(["a", "b", "c", "d", "e", "f", "g", "h", "i"]))),
        ("steps/0", Some(json!({"a": "b"}))),
        ("artefacts/0/kind", Some(json!("memo"))),
        ("artefacts/0/kind", Some(json!("record"))),
        ("artefacts/0/rules", Some(json!(["PD1"]))),
        ("metrics", Some(json!([]))),
        ("pitfalls", Some(json!("Too late."))),
        ("reading", Some(json!([]))),
        ("middle", Some(json!("x"))),
    ]);
    agree("practice", reads_practice, PRACTICE, &allowed, &refused);
}
