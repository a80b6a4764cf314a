//! The schema of files of AI tools against their reader.

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostics, Sources};
use crate::load::tools;

use super::tests::{agree, result};

const TOOLS: &str = r#"
schema: socmark/ai-tools/1
instrument: ai-tool@2
soc: {id: a, name: A}
tools:
  - name: A
    vendor: V
    status: trial
    stages: [detection, investigation]
    answers:
      tool.audit.trace: 3
      tool.audit.autonomy: {answer: 4, importance: high, confidence: low, note: why, evidence: [{path: a.md, heading: h, attested: {by: lead, on: 2026-10-01}}]}
      tool.security.data-use: not_applicable
    interfaces: {adds: 1, removes: 2}
    handoffs: {adds: [{from: intel, to: hunting, by: reports}], removes: [{from: hunting, to: intel}]}
    price: none yet
    notes: none
  - {name: B}
"#;

fn reads_tools(text: &str) -> Result<(), String> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    tools::read("file", text, &mut sources, &mut out);
    result(&out)
}

#[test]
fn schema_and_reader_agree_on_tools() {
    let optional = [
        "soc",
        "soc/id",
        "soc/name",
        "tools/0/vendor",
        "tools/0/status",
        "tools/0/stages",
        "tools/0/answers",
        "tools/0/answers/tool.audit.trace",
        "tools/0/answers/tool.audit.autonomy/note",
        "tools/0/interfaces",
        "tools/0/interfaces/adds",
        "tools/0/interfaces/removes",
        "tools/0/handoffs",
        "tools/0/handoffs/adds",
        "tools/0/handoffs/removes",
        "tools/0/handoffs/adds/0/by",
        "tools/0/price",
        "tools/0/notes",
    ];
    let mut allowed: Vec<(&'static str, Option<Value>)> =
        optional.into_iter().flat_map(|place| [(place, None), (place, Some(Value::Null))]).collect();
    for (place, value) in [
        ("tools/0/name", json!(7)),
        ("tools/0/stages", json!([])),
        ("tools/0/handoffs/adds", json!([])),
        ("tools/0/interfaces/adds", json!(1000)),
        ("tools/0/interfaces/adds", json!(0)),
        ("tools/0/price", json!(12000)),
        ("tools", json!((0..10).map(|number| json!({"name": number})).collect::<Vec<_>>())),
    ] {
        allowed.push((place, Some(value)));
    }
    let needed = [
        "schema",
        "instrument",
        "tools",
        "tools/0/name",
        "tools/0/handoffs/adds/0/from",
        "tools/0/handoffs/adds/0/to",
        "tools/0/handoffs/removes/0/to",
    ];
    let mut refused: Vec<(&'static str, Option<Value>)> =
        needed.into_iter().flat_map(|place| [(place, None), (place, Some(Value::Null))]).collect();
    for place in [
        "wiring",
        "soc/x",
        "tools/0/x",
        "tools/0/interfaces/x",
        "tools/0/handoffs/x",
        "tools/0/handoffs/adds/0/x",
        "tools/0/handoffs/removes/0/by",
        "tools/0/answers/tool.audit.autonomy/x",
    ] {
        refused.push((place, Some(json!(1))));
    }
    for (place, value) in [
        ("schema", json!("socmark/ai-tools/2")),
        ("schema", json!("socmark/ai-tools-result/1")),
        ("instrument", json!("ai-tool")),
        ("instrument", json!(["ai-tool@2"])),
        ("tools", json!([])),
        ("tools", json!({})),
        ("tools", json!((0..11).map(|number| json!({"name": number})).collect::<Vec<_>>())),
        ("tools/1", json!("B")),
        ("tools/0/name", json!(" ")),
        ("tools/0/name", json!("")),
        ("tools/0/status", json!("bought")),
        ("tools/0/stages", json!("detection")),
        ("tools/0/stages/0", json!("triage")),
        ("tools/0/answers", json!([3])),
        ("tools/0/answers/tool.audit.trace", json!(6)),
        ("tools/0/answers/tool.audit.trace", json!(3.5)),
        ("tools/0/answers/tool.audit.trace", json!("yes")),
        ("tools/0/interfaces", json!(1)),
        ("tools/0/interfaces/adds", json!(-1)),
        ("tools/0/interfaces/adds", json!(1001)),
        ("tools/0/interfaces/adds", json!("one")),
        ("tools/0/handoffs", json!([])),
        ("tools/0/handoffs/adds", json!("none")),
        ("tools/0/handoffs/adds/0/from", json!("triage")),
    ] {
        refused.push((place, Some(value)));
    }
    agree("ai-tools", reads_tools, TOOLS, &allowed, &refused);
}
