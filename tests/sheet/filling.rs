//! Random assessments of the full questionnaires, the same ones every time.

use serde_json::{Map, Value, json};
use socmark::model::instrument::{Instrument, ItemKind};
use socmark::pipeline::{Settings, questionnaires};

/// A small generator with a seed (splitmix64): what fails today fails tomorrow.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// 0 to `below - 1`.
    pub fn roll(&mut self, below: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(below).unwrap()).unwrap()
    }

    /// True in so many of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.roll(of.len())]
    }
}

/// The two questionnaires that a new workspace pins.
pub fn instruments() -> Vec<Instrument> {
    let (found, diagnostics, _) = questionnaires(&Settings::default());
    assert!(!diagnostics.has_errors());
    let named = |id: &str| found.iter().find(|instrument| instrument.id == id).cloned().expect("built in");
    vec![named("soc-core"), named("soc-ai")]
}

/// Texts that notations and spreadsheet programs like to bend.
const TEXTS: &[&str] = &[
    "plain words",
    "=1+1",
    "+31 20 1234567",
    "-1 of 5",
    "@home",
    "007",
    "1e5",
    "TRUE",
    "2026-01-01",
    "3",
    " blanks around ",
    "two\nlines",
    "\nbegins with a line",
    "ends with one\n",
    "carriage\r\nreturn",
    "tab\tbetween",
    "\"quoted\" and 'quoted'",
    "json:\"x\"",
    "_x000D_ spelt out",
    "bell\u{7}",
    "日本語 и кириллица é",
    "🙂 beyond the basic plane",
    "a | b # c ; d, e",
    "<b>&amp;</b>",
    "'apostrophe first",
    "#N/A",
    "a  double  blank",
    "no\u{a0}break",
];

fn text(dice: &mut Dice) -> Value {
    let first = *dice.pick(TEXTS);
    if dice.chance(20) { json!(format!("{first}{}", dice.pick(TEXTS))) } else { json!(first) }
}

fn evidence(dice: &mut Dice) -> Value {
    let mut one = Map::new();
    if dice.chance(50) {
        one.insert(
            "path".into(),
            json!(*dice.pick(&["docs/a.md", "a b.md", "x # y.md", "https://not-a-url", " p ", "ü.md"])),
        );
    } else {
        one.insert(
            "url".into(),
            json!(*dice.pick(&["https://example.org/a#b", "HTTP://EXAMPLE.ORG", "ftp://x", "x | y"])),
        );
    }
    if dice.chance(50) {
        one.insert("heading".into(), text(dice));
    }
    if dice.chance(40) {
        let by = dice.pick(&["lead on duty", "\"chief\"", "auditor | external", " x"]);
        one.insert("attested".into(), json!({"by": by, "on": "2026-03-12"}));
    }
    Value::Object(one)
}

/// How much of an assessment is filled in.
#[derive(Clone, Copy, PartialEq)]
pub enum Depth {
    /// Answers, importance and scope: what scores hang on.
    Scores,
    /// Everything that a file can say.
    All,
}

/// An assessment as JSON, which is YAML as well.
pub fn assessment(instruments: &[Instrument], seed: u64, depth: Depth) -> String {
    let dice = &mut Dice::new(seed);
    // from hardly begun to nearly complete; every tenth is empty
    let fill = if seed % 10 == 9 { 0 } else { *dice.pick(&[4, 30, 60, 95]) };
    let all = depth == Depth::All;
    let (mut answers, mut notes, mut exclude) = (Map::new(), Map::new(), Vec::new());
    for domain in instruments.iter().flat_map(|instrument| &instrument.domains) {
        if dice.chance(6) {
            exclude.push(domain.id.clone());
        }
        for aspect in &domain.aspects {
            if dice.chance(8) {
                exclude.push(aspect.id.clone());
            }
            if all && dice.chance(15) {
                notes.insert(aspect.id.clone(), text(dice));
            }
            for item in &aspect.items {
                let mut one = Map::new();
                match &item.kind {
                    ItemKind::Maturity { .. } | ItemKind::Capability { .. } if dice.chance(fill) => {
                        let maturity = matches!(item.kind, ItemKind::Maturity { .. });
                        if dice.chance(8) {
                            one.insert(
                                "answer".into(),
                                json!(if maturity { "not_applicable" } else { "not_required" }),
                            );
                            one.insert("note".into(), json!("we do without"));
                        } else {
                            one.insert("answer".into(), json!(dice.roll(5) + 1));
                        }
                    }
                    ItemKind::Elements { elements, .. } if dice.chance(fill) => {
                        let there: Vec<&str> =
                            elements.iter().filter(|_| dice.chance(50)).map(|one| one.id.as_str()).collect();
                        one.insert("present".into(), json!(there));
                    }
                    _ => {}
                }
                if item.kind.is_scored() && dice.chance(35) {
                    let word = dice.pick(&["none", "low", "normal", "high", "critical"]);
                    one.insert("importance".into(), json!(word));
                }
                if all {
                    if dice.chance(30) && !one.contains_key("note") {
                        one.insert("note".into(), text(dice));
                    }
                    if dice.chance(20) {
                        one.insert("confidence".into(), json!(*dice.pick(&["low", "medium", "high"])));
                    }
                    if dice.chance(25) {
                        let list: Vec<Value> = (0..=dice.roll(3)).map(|_| evidence(dice)).collect();
                        one.insert("evidence".into(), json!(list));
                    }
                    if dice.chance(3) {
                        notes.insert(item.id.clone(), text(dice));
                    }
                }
                if !one.is_empty() {
                    answers.insert(item.id.clone(), Value::Object(one));
                }
            }
        }
    }
    let mut file = json!({
        "schema": "socmark/assessment/1",
        "instruments": instruments.iter().map(Instrument::reference).collect::<Vec<_>>(),
        "answers": answers,
        "notes": notes,
        "scope": {"exclude": exclude},
    });
    if all {
        profile(&mut file, dice);
    }
    file.to_string()
}

fn profile(file: &mut Value, dice: &mut Dice) {
    file["soc"] = json!({
        "id": "s-1", "name": text(dice), "sector": "finance", "region": "europe", "model": "hybrid",
        "size_fte": "5-10", "organisation_fte": "50000+", "years": dice.roll(40) as f64 / 4.0,
    });
    file["assessment"] = json!({
        "date": "2026-02-28", "type": "baseline", "style": "self", "purpose": text(dice),
        "assessors": [text(dice), "analyst; senior", "lead"],
    });
    file["targets"] =
        json!({"overall": 3.25, "domains": {"people": 4, "ai": 0}, "capability": {"services": 2.05}});
    let tools: Vec<Value> = (0..dice.roll(35))
        .map(|number| {
            let name = format!("{} {number}", text(dice).as_str().unwrap().trim());
            let mut tool = json!({
                "name": name,
                "type": dice.pick(&["llm_off_the_shelf", "agent", "automation", "other"]),
                "sourcing": dice.pick(&["taker", "shaper", "builder"]),
                "status": dice.pick(&["evaluating", "pilot", "production", "retired"]),
            });
            if dice.chance(60) {
                tool["vendor"] = text(dice);
                tool["stages"] = json!(["intel", "remediation"]);
                tool["autonomy"] = json!(dice.pick(&["none", "in_the_loop", "standing"]));
                tool["grounded_in"] = json!(["assets", "a; b", text(dice)]);
                tool["trace"] = json!(dice.chance(50));
            }
            if dice.chance(50) {
                tool["data_leaving"] = text(dice);
                tool["value"] = json!("good");
                tool["intent"] = json!({"task": text(dice), "stop": text(dice)});
            }
            tool
        })
        .collect();
    file["ai"] = json!({
        "self_described": "shaper", "value": "some", "challenges": ["budget", "skills"], "interfaces": dice.roll(9),
        "capabilities": tools,
        "measured": [
            {"metric": "triage_time", "before": {"value": 42.5, "on": "2025-06-30"}, "after": {"value": 30}, "source": text(dice)},
            {"metric": "analyst_trust", "after": {"value": 3.5, "on": "2026-01-31"}},
        ],
    });
}
