//! The schema of wirings against their reader.

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostics, Sources};
use crate::load::wiring;

use super::tests::{agree, result};

const WIRING: &str = r#"
schema: socmark/wiring/1
soc: {id: a, name: A, residency: eu, bus: mqtt, evidence_retention_days: 365}
people: [lead, ciso]
tools: [{id: edr, kind: edr, region: eu, speaks: [https]}]
stages: {detection: {owner: lead, tools: [edr]}}
knowledge: {judgement: {in: edr, owner: lead, max_age: 90d, written_by: [investigation], read_by: [detection]}}
agents:
  helper:
    stage: remediation
    via: a2a
    level: on_the_loop
    trace: otel_genai
    owner: lead
    kill_switch: lead
    record: {window_days: 90, runs: 402, reviewed: 161, agreed: 160, reversed: 0}
    promoted: {by: ciso, on: 2026-09-01}
handoffs:
  - {id: h1, from: investigation, to: detection, payload: "ocsf:2005/3", trigger: case closed, by: helper, target: 1d, ttl: 14d,
     owner: lead, fallback: ticket, state: exercised, seen: {runs: 9, p90: 4h}, gate: ciso, data: [personal, secret], context: [judgement]}
actions:
  - id: isolate
    agent: helper
    tool: edr
    does: {openc2: contain device, d3fend: D3-NI, ocsf: "7001/1"}
    alone_when: {min_tier: 3, min_confidence: 90, verdict: true_positive, max_per_hour: 10, never_tags: [ot]}
    else_ask: {role: lead, wait: 15m, on_silence: refuse}
    veto: {role: lead, window: 30m}
    undo: {action: release, within: 10m, tested: 2026-10-12}
    playbook: pb-isolate
"#;

fn reads_wiring(text: &str) -> Result<(), String> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    wiring::read("file", text, &mut sources, &mut out);
    result(&out)
}

#[test]
fn schema_and_reader_agree_on_wirings() {
    let none = || Some(json!("none"));
    let null = || Some(Value::Null);
    let mut allowed = vec![("handoffs/0/by", Some(json!("human"))), ("handoffs/0/id", Some(json!(7)))];
    for place in
        ["soc", "handoffs", "actions", "stages", "stages/detection", "knowledge", "knowledge/judgement"]
    {
        allowed.push((place, null()));
    }
    for place in [
        "knowledge/judgement/in",
        "knowledge/judgement/owner",
        "agents/helper/trace",
        "agents/helper/owner",
        "agents/helper/kill_switch",
        "handoffs/0/gate",
        "actions/0/else_ask",
        "actions/0/veto",
        "actions/0/undo",
        "actions/0/playbook",
    ] {
        allowed.extend([(place, none()), (place, null()), (place, None)]);
    }
    for place in [
        "soc/id",
        "soc/name",
        "soc/residency",
        "soc/bus",
        "soc/evidence_retention_days",
        "tools/0/region",
        "tools/0/speaks",
        "stages/detection/owner",
        "stages/detection/tools",
        "knowledge/judgement/max_age",
        "knowledge/judgement/written_by",
        "knowledge/judgement/read_by",
        "agents/helper/via",
        "agents/helper/level",
        "agents/helper/record",
        "agents/helper/record/runs",
        "agents/helper/promoted",
        "agents/helper/promoted/on",
        "agents/helper/promoted/by",
        "handoffs/0/payload",
        "handoffs/0/trigger",
        "handoffs/0/by",
        "handoffs/0/target",
        "handoffs/0/ttl",
        "handoffs/0/owner",
        "handoffs/0/fallback",
        "handoffs/0/seen",
        "handoffs/0/seen/runs",
        "handoffs/0/seen/p90",
        "handoffs/0/context",
        "handoffs/0/data",
        "actions/0/does",
        "actions/0/does/ocsf",
        "actions/0/alone_when",
        "actions/0/alone_when/min_tier",
        "actions/0/alone_when/verdict",
        "actions/0/else_ask/role",
        "actions/0/else_ask/on_silence",
        "actions/0/veto/window",
        "actions/0/undo/action",
        "actions/0/undo/tested",
    ] {
        allowed.extend([(place, null()), (place, None)]);
    }
    for (place, value) in [
        ("handoffs/0/payload", json!("cacao:playbook")),
        ("handoffs/0/payload", json!("ocsf:2004")),
        ("handoffs/0/data", json!(["none"])),
        ("handoffs/0/data", json!([])),
        ("handoffs/0/target", json!("999999s")),
        ("agents/helper/record/reversed", json!(402)),
        ("actions/0/does/ocsf", json!(7001)),
        ("actions/0/alone_when/min_confidence", json!(100)),
        ("actions/0/alone_when", json!({})),
    ] {
        allowed.push((place, Some(value)));
    }
    let mut refused: Vec<(&'static str, Option<Value>)> = [
        "schema",
        "tools/0/id",
        "tools/0/kind",
        "agents/helper/stage",
        "handoffs/0/id",
        "handoffs/0/from",
        "handoffs/0/to",
        "handoffs/0/state",
        "actions/0/id",
        "actions/0/agent",
        "actions/0/tool",
    ]
    .into_iter()
    .flat_map(|place| [(place, None), (place, null())])
    .collect();
    for place in [
        "extra",
        "soc/x",
        "tools/0/x",
        "stages/detection/x",
        "knowledge/judgement/x",
        "agents/helper/x",
        "agents/helper/record/x",
        "agents/helper/promoted/x",
        "handoffs/0/x",
        "handoffs/0/seen/x",
        "actions/0/x",
        "actions/0/does/x",
        "actions/0/alone_when/x",
        "actions/0/else_ask/x",
        "actions/0/veto/x",
        "actions/0/undo/x",
    ] {
        refused.push((place, Some(json!(1))));
    }
    for (place, value) in [
        ("schema", json!("socmark/wiring/2")),
        ("soc", json!("a")),
        ("soc/bus", json!("kafka")),
        ("soc/evidence_retention_days", json!(-1)),
        ("soc/evidence_retention_days", json!(36_501)),
        ("people", json!("lead")),
        ("people/1", json!("none")),
        ("people/1", json!("human")),
        ("people/1", json!("The CISO")),
        ("people/1", json!("ciso-")),
        ("people/1", json!("a".repeat(65))),
        ("tools", json!({})),
        ("tools/0/id", json!("../edr")),
        ("tools/0/kind", json!("xdr")),
        ("tools/0/speaks", json!("https")),
        ("stages", json!(["detection"])),
        ("stages/triage", json!({})),
        ("stages/detection/tools", json!("edr")),
        ("knowledge/wisdom", json!({})),
        ("knowledge/judgement/max_age", json!("90 days")),
        ("knowledge/judgement/max_age", json!(90)),
        ("knowledge/judgement/read_by", json!("detection")),
        ("knowledge/judgement/read_by/0", json!("triage")),
        ("agents", json!([])),
        ("agents/human", json!({"stage": "intel"})),
        ("agents/The Agent", json!({"stage": "intel"})),
        ("agents/helper", Value::Null),
        ("agents/helper/stage", json!("triage")),
        ("agents/helper/via", json!("mail")),
        ("agents/helper/level", json!("full")),
        ("agents/helper/trace", json!(true)),
        ("agents/helper/record", none().unwrap_or_default()),
        ("agents/helper/record/runs", json!(1.5)),
        ("agents/helper/record/runs", json!("many")),
        ("agents/helper/promoted/on", json!("2026-13-01")),
        ("handoffs", json!({})),
        ("handoffs/0/id", json!("A")),
        ("handoffs/0/id", json!(-7)),
        ("handoffs/0/from", json!("triage")),
        ("handoffs/0/state", json!("live")),
        ("handoffs/0/payload", json!("ocsf:2005/")),
        ("handoffs/0/payload", json!("stix:incident")),
        ("handoffs/0/payload", json!("ocsf:205")),
        ("handoffs/0/by", json!(["helper"])),
        ("handoffs/0/target", json!("0d")),
        ("handoffs/0/target", json!("1.5h")),
        ("handoffs/0/ttl", json!("2w")),
        ("handoffs/0/ttl", json!("1000000s")),
        ("handoffs/0/fallback", json!("hope")),
        ("handoffs/0/seen/p90", json!("fast")),
        ("handoffs/0/context/0", json!("wisdom")),
        ("handoffs/0/data", json!(["none", "secret"])),
        ("handoffs/0/data/0", json!("public")),
        ("handoffs/0/data", json!("personal")),
        ("actions", json!("none")),
        ("actions/0/does/ocsf", json!("contain")),
        ("actions/0/does/ocsf", json!(701)),
        ("actions/0/alone_when", json!("never")),
        ("actions/0/alone_when/min_tier", json!(10)),
        ("actions/0/alone_when/min_confidence", json!(101)),
        ("actions/0/alone_when/verdict", json!("guilty")),
        ("actions/0/alone_when/max_per_hour", json!(-1)),
        ("actions/0/else_ask", json!("lead")),
        ("actions/0/else_ask/on_silence", json!("allow")),
        ("actions/0/veto", json!(false)),
        ("actions/0/undo/action", json!("a b")),
        ("actions/0/undo/tested", json!("last year")),
        ("actions/0/playbook", json!("a/b")),
    ] {
        refused.push((place, Some(value)));
    }
    agree("wiring", reads_wiring, WIRING, &allowed, &refused);
}
