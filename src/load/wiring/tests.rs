//! Wirings as people write them: whole, half, wrong and hostile.

use proptest::prelude::*;

use crate::diagnostic::{At, Diagnostics, Sources};
use crate::load::builtin::Folder;
use crate::model::adoption::{Autonomy, Stage};
use crate::model::date::Date;
use crate::model::wiring::{
    Control, Data, Driver, Fallback, Knowledge, Payload, Sigma, State, ToolKind, Verdict, Via, Wiring,
};

use super::{kind, read};

const HEAD: &str = "schema: socmark/wiring/1\n";

fn load(text: &str) -> (Option<Wiring>, Vec<String>) {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let wiring = read("wiring.yaml", text, &mut sources, &mut out);
    let said = out
        .sorted(&sources)
        .iter()
        .map(|said| {
            let at = match &said.place.at {
                At::Key(path) | At::Value(path) => path.clone(),
                At::File | At::Position { .. } | At::Cell { .. } => String::new(),
            };
            format!("{} {at}: {} ({})", said.rule.id, said.message, said.help.as_deref().unwrap_or_default())
        })
        .collect();
    (wiring, said)
}

fn good(text: &str) -> Wiring {
    let (wiring, said) = load(text);
    assert!(said.is_empty(), "{said:#?}");
    wiring.expect("it reads")
}

fn sample() -> String {
    Folder::Templates.text("demo/wiring.yaml").expect("the sample has a wiring").1.into_owned()
}

/// The extract that the format is explained with, and the sections that it refers to.
const WHOLE: &str = r#"
schema: socmark/wiring/1
soc: {id: a, name: A, residency: eu, bus: mqtt, evidence_retention_days: 365}
people: [ir-lead, ciso]
tools: [{id: edr, kind: edr, region: eu, speaks: [https]}, {id: tickets, kind: itsm}]
stages: {detection: {owner: ir-lead, tools: [tickets]}}
knowledge: {judgement: {in: tickets, owner: ir-lead, max_age: 90d, written_by: [investigation], read_by: [detection]}}
agents:
  triage-agent: {stage: investigation, level: assisted}
  response-agent: {stage: remediation, via: a2a, level: on_the_loop, trace: otel_genai, owner: ir-lead, kill_switch: ir-lead,
                   record: {window_days: 90, runs: 402, reviewed: 161, agreed: 160, reversed: 0}, promoted: {by: ciso, on: 2026-09-01}}
handoffs:
  - {id: h07, from: investigation, to: detection, payload: "ocsf:2005/3", trigger: case_closed, by: triage-agent, target: 1d, ttl: 14d,
     owner: ir-lead, fallback: ticket, state: wired, data: [personal], context: [judgement, outcomes]}
  - {id: h08, from: remediation, to: remediation, state: exercised, by: human, seen: {runs: 12, p90: 90m}, gate: ciso, payload: sigma:state}
actions:
  - id: isolate-host
    agent: response-agent
    tool: edr
    does: {openc2: "contain device", d3fend: D3-NI, ocsf: "7001/1"}
    alone_when: {min_tier: 3, min_confidence: 90, verdict: true_positive, max_per_hour: 10, never_tags: [domain_controller, medical, ot]}
    else_ask: {role: ir-lead, wait: 15m, on_silence: refuse}
    veto: {role: ir-lead, window: 30m}
    undo: {action: release-host, within: 10m, tested: 2026-10-12}
    playbook: pb-isolate-host
"#;

#[test]
fn every_field_is_read_as_it_is_meant() {
    let wiring = good(WHOLE);
    assert_eq!(wiring.soc.evidence_retention_days, Some(365));
    assert_eq!(wiring.tool("edr").map(|tool| tool.kind), Some(ToolKind::Edr));
    assert_eq!(wiring.stages[&Stage::Detection].tools.as_deref(), Some(&["tickets".to_owned()][..]));
    let judgement = &wiring.knowledge[&Knowledge::Judgement];
    assert_eq!(judgement.kept_in, Control::Some("tickets".to_owned()));
    assert_eq!(judgement.max_age.map(|span| span.seconds()), Some(90 * 86_400));
    assert_eq!(judgement.written_by, Some(vec![Stage::Investigation]));
    let agent = wiring.agent("response-agent").expect("it is there");
    assert_eq!((agent.via, agent.level), (Some(Via::A2a), Some(Autonomy::OnTheLoop)));
    assert_eq!(agent.record.expect("a record").agreed, Some(160));
    assert_eq!(agent.promoted.clone().expect("promoted").on, Date::new(2026, 9, 1));
    let [first, second] = &wiring.handoffs.as_ref().expect("hand-offs")[..] else { panic!("two") };
    assert_eq!(first.by, Some(Driver::Agent("triage-agent".to_owned())));
    assert_eq!(first.payload.expect("a payload").to_string(), "ocsf:2005/3");
    assert_eq!((first.fallback, first.state), (Some(Fallback::Ticket), State::Wired));
    assert_eq!(first.data, Some(vec![Data::Personal]));
    assert_eq!(first.context, Some(vec![Knowledge::Judgement, Knowledge::Outcomes]));
    assert_eq!((&second.by, second.gate.get()), (&Some(Driver::Human), Some(&"ciso".to_owned())));
    assert_eq!(second.payload, Some(Payload::Sigma(Sigma::State)));
    let seen = second.seen.expect("it was measured");
    assert_eq!((seen.runs, seen.p90.map(|p90| p90.seconds())), (Some(12), Some(5_400)));
    let action = &wiring.actions.as_ref().expect("actions")[0];
    let limits = action.alone_when.clone().expect("limits");
    assert_eq!((limits.min_tier, limits.verdict), (Some(3), Some(Verdict::TruePositive)));
    assert_eq!(action.undo.get().expect("an undo").tested, Date::new(2026, 10, 12));
}

#[test]
fn what_a_file_leaves_out_is_not_known_and_what_it_denies_is() {
    let bare = good(HEAD);
    assert_eq!((bare.handoffs, bare.agents, bare.tools), (None, None, None));
    let open = good(&format!(
        "{HEAD}soc:\nstages: {{intel:}}\nknowledge: {{assets:}}\ntools: []\nhandoffs: [{{id: 7, from: intel, to: hunting, state: planned}}]\nagents: {{a: {{stage: intel, trace: none, kill_switch:}}}}\n"
    ));
    assert_eq!(open.tools, Some(Vec::new()));
    let agent = open.agent("a").expect("it is there");
    assert_eq!((&agent.trace, &agent.kill_switch), (&Control::None, &Control::Unsaid));
    let handoff = &open.handoffs.as_ref().expect("one")[0];
    assert_eq!((handoff.id.as_str(), &handoff.gate, &handoff.context), ("7", &Control::Unsaid, &None));
    assert!(open.stages.is_empty() && open.knowledge.is_empty());
}

#[test]
fn every_name_that_is_not_known_is_said_with_the_nearest() {
    let text = r#"
schema: socmark/wiring/1
people: [ir-lead]
tools: [{id: tickets, kind: itsm}]
stages: {detecton: {owner: ir-leed, tools: [tikets]}}
knowledge: {judgment: {in: wiki, owner: ir-lead, written_by: [investigation, triage]}}
agents: {triage-agent: {stage: investigation, kill_switch: ir-laed, promoted: {by: board}}}
handoffs:
  - {id: a, from: intell, to: hunting, state: planned, by: triage-agnet, owner: nobody, context: [asset], gate: ir-lead}
actions:
  - {id: b, agent: human, tool: edr, else_ask: {role: irlead}, veto: {role: ir-lead}}
"#;
    let (_, said) = load(text);
    let expected = [
        "WIR001 stages/detecton: there is no stage `detecton` (did you mean `detection`?)",
        "WIR001 stages/detecton/owner: there is no role `ir-leed` (did you mean `ir-lead`?)",
        "WIR001 stages/detecton/tools/0: there is no tool `tikets` (did you mean `tickets`?)",
        "WIR001 knowledge/judgment: there is no kind of knowledge `judgment` (did you mean `judgement`?)",
        "WIR001 knowledge/judgment/in: there is no tool `wiki` (list it under `tools`)",
        "WIR001 knowledge/judgment/written_by/1: there is no stage `triage` (one of `intel`, `hunting`, `detection`, `investigation`, `remediation`)",
        "WIR001 agents/triage-agent/kill_switch: there is no role `ir-laed` (did you mean `ir-lead`?)",
        "WIR001 agents/triage-agent/promoted/by: there is no role `board` (list it under `people`)",
        "WIR001 handoffs/0/from: there is no stage `intell` (did you mean `intel`?)",
        "WIR001 handoffs/0/by: there is no agent `triage-agnet` (did you mean `triage-agent`?)",
        "WIR001 handoffs/0/owner: there is no role `nobody` (list it under `people`)",
        "WIR001 handoffs/0/context/0: there is no kind of knowledge `asset` (did you mean `assets`?)",
        "WIR001 actions/0/agent: there is no agent `human` (list it under `agents`)",
        "WIR001 actions/0/tool: there is no tool `edr` (list it under `tools`)",
        "WIR001 actions/0/else_ask/role: there is no role `irlead` (did you mean `ir-lead`?)",
    ];
    assert_eq!(said, expected);
}

#[test]
fn every_other_problem_is_said_where_it_stands() {
    let text = r#"
schema: socmark/wiring/1
soc: {bus: kafka, evidence_retention_days: -1}
people: [ir-lead, ir-lead, IR lead, none]
tools: [{id: edr, kind: xdr}, {id: ../up, kind: edr}, {kind: edr}, edr]
stages: [intel]
agents:
  human: {stage: intel}
  a: {stage: intel, level: full, record: {runs: 5, reviewed: 6, agreed: 9}, promoted: {on: soon}, colour: red}
handoffs:
  - {id: x, from: intel, to: hunting, state: live, payload: "ocsf:20x5", target: 2 days, ttl: 14, fallback: hope, data: [none, secret]}
  - {id: x, from: intel, to: hunting}
  - {id: y, to: hunting, state: planned, by: [a], seen: {runs: many}}
actions:
  - {id: z, agent: a, tool: edr, alone_when: {min_tier: 10, min_confidence: 101, verdict: guilty}, else_ask: {on_silence: allow},
     veto: no, undo: yes please, does: {ocsf: contain}, playbook: a/b}
"#;
    let (_, said) = load(text);
    let short: Vec<&str> = said.iter().filter_map(|line| line.split(": ").next()).collect();
    let expected = [
        "LD012 soc/bus",
        "LD012 soc/evidence_retention_days",
        "LD006 people/1",
        "LD012 people/2",
        "LD012 people/3",
        "LD012 tools/0/kind",
        "LD012 tools/1/id",
        "LD011 tools/2",
        "LD010 tools/3",
        "LD010 stages",
        "LD012 agents/human",
        "LD012 agents/a/level",
        // more reviewed than run, more agreed than reviewed, and more agreed than run
        "LD012 agents/a/record",
        "LD012 agents/a/record",
        "LD012 agents/a/record",
        "LD012 agents/a/promoted/on",
        "LD009 agents/a/colour",
        "LD012 handoffs/0/state",
        "LD012 handoffs/0/payload",
        "LD012 handoffs/0/target",
        "LD012 handoffs/0/ttl",
        "LD012 handoffs/0/fallback",
        "LD012 handoffs/0/data",
        "LD011 handoffs/1",
        "LD006 handoffs/1/id",
        "LD011 handoffs/2",
        "LD010 handoffs/2/by",
        "LD010 handoffs/2/seen/runs",
        "LD012 actions/0/alone_when/min_tier",
        "LD012 actions/0/alone_when/min_confidence",
        "LD012 actions/0/alone_when/verdict",
        "LD012 actions/0/else_ask/on_silence",
        "LD010 actions/0/veto",
        "LD010 actions/0/undo",
        "LD012 actions/0/does/ocsf",
        "LD012 actions/0/playbook",
    ];
    assert_eq!(short, expected, "{said:#?}");
}

#[test]
fn a_wiring_is_known_by_its_schema_line() {
    for wiring in [WHOLE, "\u{feff}schema: 'socmark/wiring/2'\r\n", "# a\nschema:   \"socmark/wiring/1\""] {
        assert_eq!(kind(wiring), Some(true), "{wiring}");
    }
    assert_eq!(kind("schema: socmark/assessment/1\n# schema: socmark/wiring/1"), Some(false));
    assert_eq!(kind("soc: {}\n  schema: socmark/wiring/1"), None);
}

#[test]
fn the_sample_reads_and_shows_every_state_and_what_is_lacking() {
    let wiring = good(&sample());
    let handoffs = wiring.handoffs.expect("hand-offs");
    let count = |state| handoffs.iter().filter(|handoff| handoff.state == state).count();
    assert!(State::ALL.iter().all(|state| count(*state) > 0));
    let live = count(State::Wired) + count(State::Exercised);
    assert!(live < count(State::Documented) && count(State::Documented) < count(State::Planned) + live);
    assert_eq!(wiring.knowledge.len(), Knowledge::ALL.len());
    assert_eq!(wiring.agents.expect("agents").len(), 1);
    let actions = wiring.actions.expect("actions");
    assert!(actions.len() == 2 && actions.iter().all(|action| action.alone_when.is_none()));
}

#[test]
fn many_names_do_not_make_it_slow() {
    let tools: Vec<String> = (0..5_000).map(|n| format!("\n  - {{id: tool-{n}, kind: other}}")).collect();
    let used: Vec<String> = (0..5_000).map(|n| format!("\n      - unknown-{n}")).collect();
    let text = format!("{HEAD}tools:{}\nstages:\n  intel:\n    tools:{}\n", tools.concat(), used.concat());
    let started = std::time::Instant::now();
    let (_, said) = load(&text);
    assert_eq!(said.len(), 5_000);
    // generous: comparing all with all would take many minutes
    assert!(started.elapsed().as_secs() < 60);
}

/// Pieces that make trouble where they stand in for something else.
const PIECES: &[&str] = &[
    "",
    "~",
    "[]",
    "{}",
    "none",
    "human",
    "-1",
    "99999999999999999999",
    "1e400",
    "0d",
    "ocsf:",
    "'",
    "\"",
    ": ",
    "- ",
    "\n",
    "\t",
    "&a ",
    "*a",
    "{",
    "]",
    "é",
    "\u{0}",
    "true",
    "2026-02-30",
    "[[[[",
    "? ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is cut out of the sample and put in its place: no panic, and what does not read is said.
    #[test]
    fn mutated_text_never_panics(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), 0_usize..30, prop::sample::select(PIECES)), 1..6)
    ) {
        let mut text: Vec<char> = sample().chars().collect();
        for (at, length, piece) in edits {
            let start = at.index(text.len());
            let end = (start + length).min(text.len());
            text.splice(start..end, piece.chars());
        }
        let text: String = text.into_iter().collect();
        let (wiring, said) = load(&text);
        prop_assert!(wiring.is_some() || !said.is_empty());
    }
}
