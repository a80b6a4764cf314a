//! The schemas of files are written by hand, the readers read key by key: here both judge the same files.

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostics, Sources};
use crate::load::builtin::Folder;
use crate::load::{assessment, benchmark, instrument};

/// Whether a reader takes the text without an error.
pub(super) type Reads = fn(&str) -> Result<(), String>;

pub(super) fn result(out: &Diagnostics) -> Result<(), String> {
    let said: Vec<String> = out.iter().map(|said| format!("{}: {}", said.rule.id, said.message)).collect();
    if out.has_errors() { Err(said.join("; ")) } else { Ok(()) }
}

fn reads_assessment(text: &str) -> Result<(), String> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    assessment::read("file", text, &mut sources, &mut out);
    result(&out)
}

pub(super) fn reads_benchmark(text: &str) -> Result<(), String> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    benchmark::source::read("a-source", "file", text, &mut sources, &mut out);
    result(&out)
}

/// A questionnaire of one aspect, of which one of the two files is given.
fn reads_questionnaire(head: &str, aspect: &str) -> Result<(), String> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let file = |path: &str, text: &str| (path.to_owned(), (path.to_owned(), text.to_owned()));
    let files = [file("instrument.yaml", head), file("ai/one.yaml", aspect)].into();
    instrument::read(&files, &mut sources, &mut out);
    result(&out)
}

fn reads_instrument(text: &str) -> Result<(), String> {
    reads_questionnaire(text, ASPECT)
}

fn reads_aspect(text: &str) -> Result<(), String> {
    reads_questionnaire(INSTRUMENT, text)
}

fn schema(name: &str) -> jsonschema::Validator {
    let all = super::all();
    let (_, text) = all.iter().find(|(found, _)| found == name).expect("the schema is there");
    let schema: Value = serde_json::from_str(text).expect("a schema is JSON");
    jsonschema::draft202012::meta::validate(&schema).expect("it is a valid schema");
    jsonschema::draft202012::new(&schema).expect("it can be used")
}

fn value(yaml: &str) -> Value {
    serde_saphyr::from_str(yaml).expect("the fixture is YAML")
}

/// A change of a valid file: the place (keys joined by `/`), and what stands there instead; `None` takes the key away.
pub(super) type Change = (&'static str, Option<Value>);

fn changed(base: &str, change: &Change) -> Value {
    let (place, new) = change;
    let mut root = value(base);
    let (parent, key) = place.rsplit_once('/').unwrap_or(("", place));
    let pointer = if parent.is_empty() { String::new() } else { format!("/{parent}") };
    let parent = root.pointer_mut(&pointer).unwrap_or_else(|| panic!("{place}: no such place"));
    match (parent, new) {
        (Value::Object(map), Some(new)) => {
            map.insert(key.to_owned(), new.clone());
        }
        (Value::Object(map), None) => {
            map.shift_remove(key).unwrap_or_else(|| panic!("{place}: nothing to take away"));
        }
        (Value::Array(list), Some(new)) => {
            list[key.parse::<usize>().expect("a list has numbers")] = new.clone();
        }
        (Value::Array(list), None) => {
            list.remove(key.parse().expect("a list has numbers"));
        }
        _ => panic!("{place}: neither a map nor a list"),
    }
    root
}

/// Both take the fixture and every change that is allowed; both refuse every other change.
pub(super) fn agree(name: &str, reads: Reads, base: &str, allowed: &[Change], refused: &[Change]) {
    let schema = schema(name);
    let said = |value: &Value| -> String {
        schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
    };
    let base_value = value(base);
    assert_eq!(said(&base_value), "", "{name}: the fixture against the schema");
    assert_eq!(reads(base), Ok(()), "{name}: the fixture against the reader");
    for change in allowed {
        let value = changed(base, change);
        assert_eq!(said(&value), "", "{name}: {change:?} against the schema");
        assert_eq!(reads(&value.to_string()), Ok(()), "{name}: {change:?} against the reader");
    }
    for change in refused {
        let value = changed(base, change);
        assert!(!schema.is_valid(&value), "{name}: the schema takes {change:?}");
        assert!(reads(&value.to_string()).is_err(), "{name}: the reader takes {change:?}");
    }
}

/// Paths below a folder of embedded data, with the texts.
fn shipped(folder: Folder, fits: fn(&str) -> bool) -> Vec<(String, String)> {
    let paths = folder.paths().into_iter().filter(|path| fits(path));
    paths
        .map(|path| {
            let text = folder.text(&path).expect("a path that was listed").1.into_owned();
            (path, text)
        })
        .collect()
}

#[test]
fn what_is_shipped_fits_its_schema() {
    let other = |path: &str| {
        ["/practices/", "/gates/"].iter().any(|folder| path.contains(folder))
            || ["/migrations.yaml", "/autonomy.yaml", "/roadmap.yaml"].iter().any(|file| path.ends_with(file))
    };
    let is_practice = |path: &str| {
        path.contains("/practices/") && path.ends_with(".yaml") && !path.ends_with("/library.yaml")
    };
    let kinds: [(&str, Vec<(String, String)>); 7] = [
        ("practice", shipped(Folder::Questionnaires, is_practice)),
        ("ai-tools", shipped(Folder::Templates, |path| path.ends_with("tools.yaml"))),
        ("wiring", shipped(Folder::Templates, |path| path.ends_with("wiring.yaml"))),
        ("assessment", shipped(Folder::Templates, |path| path.ends_with("assessment.yaml"))),
        ("instrument", shipped(Folder::Questionnaires, |path| path.ends_with("/instrument.yaml"))),
        (
            "aspect",
            shipped(Folder::Questionnaires, |path| {
                path.ends_with(".yaml") && !path.ends_with("/instrument.yaml")
            })
            .into_iter()
            .filter(|(path, _)| !other(path))
            .collect(),
        ),
        ("benchmark-source", shipped(Folder::Benchmarks, |path| path.ends_with("/benchmark.yaml"))),
    ];
    for (name, files) in kinds {
        let schema = schema(name);
        assert!(!files.is_empty(), "no file of {name} was found");
        for (path, text) in files {
            let value = value(&text);
            let first = schema.iter_errors(&value).next();
            let said = first.map(|error| format!("{}: {error}", error.instance_path()));
            assert_eq!(said, None, "{path}");
        }
    }
}

const ASSESSMENT: &str = r#"
schema: socmark/assessment/1
instruments: [soc-core@3, soc-ai@3]
soc: {id: a, name: A, sector: finance, region: europe, model: hybrid, size_fte: 10-50, organisation_fte: 1000-4999, years: 4.5}
assessment: {date: 2026-11-02, type: baseline, style: self, assessors: [lead], purpose: yearly}
targets: {overall: 3.0, domains: {process: 3.5}, capability: {technology: 2}}
scope: {exclude: [services.vulnerability]}
answers:
  open:
  level: 3
  word: not_required
  long:
    answer: 2
    importance: high
    confidence: low
    note: by phone
    evidence:
      - {path: docs/a.md, heading: B}
      - {url: "https://wiki.example.com", attested: {by: lead, on: 2026-10-30}}
  list: {present: [mission, scope]}
notes: {process.charter: a remark}
ai:
  self_described: taker
  value: some
  challenges: [governance]
  interfaces: 5
  capabilities:
    - name: Copilot
      vendor: V
      type: copilot
      intent: {task: t, outcome: o, stop: s}
      sourcing: taker
      status: production
      stages: [investigation]
      autonomy: assisted
      grounded_in: [assets]
      trace: false
      data_leaving: none
      value: some
  measured:
    - {metric: triage_time, before: {value: 34, on: 2025-10-31}, after: {value: 22.5}, source: tickets}
workbook:
  version: 2.4.2
  edition: advanced
  profile: {sector: Banking}
  support: {b1.1: true}
  own_methodology: {in_use: false, name: Own, level: L}
  scope_cells: {b1: 1}
  rows: {"17": 2}
  external_staff: none
"#;

#[test]
fn schema_and_reader_agree_on_assessments() {
    let allowed = [
        ("soc", None),
        ("soc", Some(Value::Null)),
        ("soc/years", Some(Value::Null)),
        ("soc/id", Some(json!(7))),
        ("instruments", Some(json!([]))),
        ("targets/domains", Some(Value::Null)),
        ("scope/exclude", Some(Value::Null)),
        ("answers", Some(Value::Null)),
        ("answers/level", Some(json!(5))),
        ("answers/level", Some(json!("not_applicable"))),
        ("answers/long/answer", Some(Value::Null)),
        ("answers/long/evidence", Some(json!([]))),
        ("answers/long/evidence/0/heading", Some(Value::Null)),
        ("answers/long/evidence/0/url", Some(Value::Null)),
        ("notes", Some(json!({}))),
        ("ai/capabilities", Some(json!([]))),
        ("ai/capabilities", Some(Value::Null)),
        ("ai/capabilities/0/intent", Some(Value::Null)),
        ("ai/capabilities/0/stages", Some(Value::Null)),
        ("ai/measured", Some(Value::Null)),
        ("ai/measured/0/after", Some(Value::Null)),
        ("ai/measured/0/before/on", Some(Value::Null)),
        ("ai/measured/0/source", None),
        ("workbook/rows", Some(json!({}))),
    ];
    let refused = [
        ("schema", None),
        ("schema", Some(json!("socmark/assessment/2"))),
        ("instruments", None),
        ("instruments", Some(Value::Null)),
        ("instruments", Some(json!("soc-core@3"))),
        ("instruments/0", Some(json!("soc-core"))),
        ("instruments/0", Some(json!("@1"))),
        ("extra", Some(json!(1))),
        ("soc", Some(json!("a name"))),
        ("soc/colour", Some(json!("red"))),
        ("soc/name", Some(json!(["A"]))),
        ("soc/years", Some(json!("four"))),
        ("soc/years", Some(json!(-1))),
        ("soc/years", Some(json!(201))),
        ("assessment/date", Some(json!("02-11-2026"))),
        ("assessment/date", Some(json!("2026-13-01"))),
        ("assessment/assessors", Some(json!("lead"))),
        ("assessment/author", Some(json!("lead"))),
        ("targets/overall", Some(json!(5.5))),
        ("targets/overall", Some(json!("high"))),
        ("targets/domains/process", Some(json!(-0.5))),
        ("targets/domains/process", Some(Value::Null)),
        ("targets/capability/technology", Some(json!(3.5))),
        ("targets/people", Some(json!(3))),
        ("scope/exclude", Some(json!("services"))),
        ("scope/include", Some(json!([]))),
        ("ai/measured/0/metric", None),
        ("ai/measured/0/metric", Some(json!("joy"))),
        ("ai/measured/0/before/value", Some(json!(-1))),
        ("ai/measured/0/before/value", Some(json!("34 min"))),
        ("ai/measured/0/after", Some(json!(22))),
        ("ai/measured/0/unit", Some(json!("h"))),
        ("answers", Some(json!([3]))),
        ("answers/level", Some(json!(0))),
        ("answers/level", Some(json!(6))),
        ("answers/level", Some(json!(2.5))),
        ("answers/level", Some(json!(true))),
        ("answers/level", Some(json!("yes"))),
        ("answers/level", Some(json!([3]))),
        ("answers/long/answer", Some(json!(9))),
        ("answers/long/importance", Some(json!("huge"))),
        ("answers/long/confidence", Some(json!(1))),
        ("answers/long/remark", Some(json!("x"))),
        ("answers/long/evidence", Some(json!({"path": "a"}))),
        ("answers/long/evidence/0/path", None),
        ("answers/long/evidence/0/url", Some(json!("https://example.com"))),
        ("answers/long/evidence/0/page", Some(json!(3))),
        ("answers/long/evidence/1/attested/on", None),
        ("answers/long/evidence/1/attested/by", None),
        ("answers/long/evidence/1/attested/on", Some(json!("soon"))),
        ("answers/list/present", Some(json!("mission"))),
        ("notes/process.charter", Some(json!({"a": 1}))),
        ("ai/self_described", Some(json!("maker"))),
        ("ai/value", Some(json!("great"))),
        ("ai/interfaces", Some(json!(-1))),
        ("ai/interfaces", Some(json!(1001))),
        ("ai/interfaces", Some(json!("five"))),
        ("ai/tools", Some(json!([]))),
        ("ai/capabilities", Some(json!({}))),
        ("ai/capabilities/0/name", None),
        ("ai/capabilities/0/type", None),
        ("ai/capabilities/0/type", Some(json!("chat"))),
        ("ai/capabilities/0/sourcing", None),
        ("ai/capabilities/0/sourcing", Some(json!("bought"))),
        ("ai/capabilities/0/status", None),
        ("ai/capabilities/0/status", Some(json!("live"))),
        ("ai/capabilities/0/stages/0", Some(json!("triage"))),
        ("ai/capabilities/0/autonomy", Some(json!("full"))),
        ("ai/capabilities/0/trace", Some(json!("yes"))),
        ("ai/capabilities/0/value", Some(json!(3))),
        ("ai/capabilities/0/intent/why", Some(json!("x"))),
        ("ai/capabilities/0/owner", Some(json!("x"))),
        ("workbook/version", None),
        ("workbook/edition", None),
        ("workbook/support/b1.1", Some(json!("yes"))),
        ("workbook/scope_cells/b1", Some(json!("in"))),
        ("workbook/rows/seventeen", Some(json!(1))),
        ("workbook/own_methodology/in_use", Some(json!("no"))),
        ("workbook/sheet", Some(json!(1))),
    ];
    agree("assessment", reads_assessment, ASSESSMENT, &allowed, &refused);
}

const INSTRUMENT: &str = r#"
schema: socmark/instrument/1
id: mine
version: "1"
title: T
summary: S
licence: MIT
attribution: A
sources: [{key: nist_csf, title: CSF, version: "2.0", year: 2024}]
domains:
  - {id: ai, name: AI, headline: false, about: About, aspects: [ai.one]}
adoption:
  separators: {lifecycle: ai.one, knowledge: ai.one, governance: ai.one}
  practice: [ai.one]
  customisation: ai.one
  data_and_evaluation: ai.one
  outcomes: ai.one
  status_weights: {production: 2, pilot: 1}
  share_divisor: 3
  shaper_practice: 2.5
  builder_practice: 2.5
  second_wave: 3.0
  ahead_of_maturity: 1.0
  outcome_change: 10
  outcomes_needed: 3
"#;

#[test]
fn schema_and_reader_agree_on_questionnaires() {
    let allowed = [
        ("attribution", None),
        ("adoption", None),
        ("adoption/practice", Some(Value::Null)),
        ("version", Some(json!(2))),
        ("domains/0/headline", Some(Value::Null)),
        ("sources/0/year", None),
    ];
    let refused = [
        ("schema", None),
        ("id", None),
        ("version", None),
        ("title", Some(Value::Null)),
        ("summary", None),
        ("licence", None),
        ("domains", None),
        ("domains", Some(json!({}))),
        ("domains/0/id", None),
        ("domains/0/name", None),
        ("domains/0/aspects", None),
        ("domains/0/aspects", Some(json!("ai.one"))),
        ("domains/0/headline", Some(json!("yes"))),
        ("domains/0/colour", Some(json!("red"))),
        ("sources/0/key", None),
        ("sources/0/title", None),
        ("sources/0/url", Some(json!("x"))),
        ("adoption/separators", None),
        ("adoption/separators/lifecycle", None),
        ("adoption/separators/speed", Some(json!("ai.one"))),
        ("adoption/customisation", None),
        ("adoption/status_weights/pilot", None),
        ("adoption/status_weights/pilot", Some(json!(-1))),
        ("adoption/share_divisor", Some(json!(1001))),
        ("adoption/second_wave", None),
        ("adoption/second_wave", Some(json!("high"))),
        ("adoption/third_wave", Some(json!(4))),
        ("author", Some(json!("me"))),
    ];
    agree("instrument", reads_instrument, INSTRUMENT, &allowed, &refused);
}

const ASPECT: &str = r#"
schema: socmark/aspect/1
id: ai.one
name: One
about: About
minutes: 3
crosswalk: {nist_csf: [GV.OC]}
items:
  - id: ai.one.level
    kind: maturity
    quick: true
    question: How?
    why: Because
    anchors: [a, b, c, d, e]
    evidence: [{kind: sop, shows: it, rules: [PD101]}]
    crosswalk: {nist_csf: [GV.OC-01]}
  - id: ai.one.parts
    kind: elements
    question: Which?
    informs: ai.one.level
    elements: [{id: x, label: X}, {id: z, label: Z}]
  - id: ai.one.fact
    kind: fact
    question: What?
    field: value
    answer: choice
    choices: [{id: some, label: Some}]
"#;

#[test]
fn schema_and_reader_agree_on_aspects() {
    let allowed = [
        ("about", None),
        ("minutes", Some(Value::Null)),
        ("items/0/kind", Some(json!("capability"))),
        ("items/0/anchors", None),
        ("items/0/quick", None),
        ("items/1/informs", None),
        ("items/2/choices", Some(Value::Null)),
        ("crosswalk/nist_csf", Some(Value::Null)),
    ];
    let refused = [
        ("schema", None),
        ("schema", Some(json!("socmark/instrument/1"))),
        ("id", None),
        ("name", None),
        ("items", None),
        ("items", Some(json!({}))),
        ("minutes", Some(json!("three"))),
        ("owner", Some(json!("me"))),
        ("crosswalk", Some(json!(["GV.OC"]))),
        ("items/0/id", None),
        ("items/0/kind", None),
        ("items/0/kind", Some(json!("level"))),
        ("items/0/question", None),
        ("items/0/quick", Some(json!(1))),
        ("items/0/anchors/4", None),
        ("items/0/anchors/4", Some(json!({"level": 5}))),
        ("items/0/elements", Some(json!([]))),
        ("items/0/evidence/0/kind", None),
        ("items/0/evidence/0/kind", Some(json!("mail"))),
        ("items/0/evidence/0/shows", None),
        ("items/0/evidence/0/rules", Some(json!("PD101"))),
        ("items/0/hint", Some(json!("x"))),
        ("items/1/elements", None),
        ("items/1/elements/0/id", None),
        ("items/1/elements/0/label", None),
        ("items/1/elements/0/why", Some(json!("x"))),
        ("items/1/anchors", Some(json!(["a", "b", "c", "d", "e"]))),
        ("items/2/field", None),
        ("items/2/answer", None),
        ("items/2/answer", Some(json!("date"))),
    ];
    agree("aspect", reads_aspect, ASPECT, &allowed, &refused);
}
