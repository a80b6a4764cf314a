//! Thirty SOCs whose kind of AI adoption was worked out by hand, and laws that hold for any.

use std::fmt::Write;

use crate::program::Program;

/// What a row says of one SOC: inventory as `sourcing status stages`, the level at which all of customisation and all of
/// data and evaluation is answered (0: not answered), and the labels expected.
struct Row {
    why: &'static str,
    inventory: Option<&'static [&'static str]>,
    customisation: u8,
    data: u8,
    declared: Option<&'static str>,
    archetype: Option<&'static str>,
    /// Weights of taker, shaper, builder; a production counts 2, a pilot 1.
    mix: Option<(u32, u32, u32)>,
}

const fn row(
    why: &'static str,
    inventory: Option<&'static [&'static str]>,
    (customisation, data): (u8, u8),
    (declared, archetype): (Option<&'static str>, Option<&'static str>),
    mix: Option<(u32, u32, u32)>,
) -> Row {
    Row { why, inventory, customisation, data, declared, archetype, mix }
}

const NONE: Option<&str> = Some("none");
const TAKER: Option<&str> = Some("taker");
const SHAPER: Option<&str> = Some("shaper");
const BUILDER: Option<&str> = Some("builder");
const UNKNOWN: Option<&str> = Some("unknown");

const T: &str = "taker production investigation";
const TP: &str = "taker pilot investigation";
const S: &str = "shaper production detection";
const SP: &str = "shaper pilot detection";
const B: &str = "builder production hunting";
const BP: &str = "builder pilot hunting";

/// All answered at 3 is a score of 5·2/4 = 2.50, just enough; at 2 it is 1.25, too low.
const ROWS: &[Row] = &[
    row("no inventory: nothing is known", None, (3, 3), (None, None), None),
    row("an empty inventory says that no AI is in use", Some(&[]), (0, 0), (NONE, NONE), None),
    row("only retired: weight 0", Some(&["builder retired hunting"]), (5, 5), (NONE, NONE), None),
    row("only evaluated: weight 0", Some(&["shaper evaluating hunting"]), (5, 5), (NONE, NONE), None),
    row("a playbook is no AI", Some(&["automation"]), (5, 5), (NONE, NONE), None),
    row("one bought: taker needs no practice", Some(&[T]), (0, 0), (TAKER, TAKER), Some((2, 0, 0))),
    row("a pilot alone gives the label as well", Some(&[TP]), (0, 0), (TAKER, TAKER), Some((1, 0, 0))),
    row(
        "3·1 of 3 is the whole: exactly a third is shaped",
        Some(&[T, SP]),
        (3, 0),
        (SHAPER, SHAPER),
        Some((2, 1, 0)),
    ),
    row("3·2 of 6: a third by production", Some(&[T, T, S]), (3, 0), (SHAPER, SHAPER), Some((4, 2, 0))),
    row("3·1 < 5: a pilot too little", Some(&[T, T, SP]), (5, 5), (TAKER, TAKER), Some((4, 1, 0))),
    row("3·2 < 8", Some(&[T, T, T, S]), (5, 5), (TAKER, TAKER), Some((6, 2, 0))),
    row("shaper without the practice is a taker", Some(&[S]), (2, 5), (SHAPER, TAKER), Some((0, 2, 0))),
    row("shaper with just enough", Some(&[S]), (3, 0), (SHAPER, SHAPER), Some((0, 2, 0))),
    row("shaper, practice not answered", Some(&[S]), (0, 5), (SHAPER, UNKNOWN), Some((0, 2, 0))),
    row("3·1 of 3: exactly a third is built", Some(&[T, BP]), (3, 3), (BUILDER, BUILDER), Some((2, 0, 1))),
    row("built by a pilot alone", Some(&[BP]), (4, 4), (BUILDER, BUILDER), Some((0, 0, 1))),
    row("builder without either practice is a taker", Some(&[B]), (2, 2), (BUILDER, TAKER), Some((0, 0, 2))),
    row("builder without data practice is a shaper", Some(&[B]), (3, 2), (BUILDER, SHAPER), Some((0, 0, 2))),
    row("builder with data practice alone is a taker", Some(&[B]), (2, 5), (BUILDER, TAKER), Some((0, 0, 2))),
    row("builder with both", Some(&[B]), (3, 3), (BUILDER, BUILDER), Some((0, 0, 2))),
    row("builder, data practice not answered", Some(&[B]), (3, 0), (BUILDER, UNKNOWN), Some((0, 0, 2))),
    row("builder, customisation not answered", Some(&[B]), (0, 5), (BUILDER, UNKNOWN), Some((0, 0, 2))),
    row(
        "builder, customisation too low decides alone",
        Some(&[B]),
        (2, 0),
        (BUILDER, TAKER),
        Some((0, 0, 2)),
    ),
    row(
        "a sixth built and a sixth shaped: 3·(1+1) of 6, and 3·1 < 6",
        Some(&[T, T, SP, BP]),
        (3, 3),
        (SHAPER, SHAPER),
        Some((4, 1, 1)),
    ),
    row(
        "a third each: builder is asked first",
        Some(&[T, S, B]),
        (3, 3),
        (BUILDER, BUILDER),
        Some((2, 2, 2)),
    ),
    row(
        "retired ones leave the label to the rest",
        Some(&[T, "builder retired hunting"]),
        (5, 5),
        (TAKER, TAKER),
        Some((2, 0, 0)),
    ),
    row(
        "evaluated ones do not push it either",
        Some(&[TP, "builder evaluating hunting", "shaper evaluating detection"]),
        (5, 5),
        (TAKER, TAKER),
        Some((1, 0, 0)),
    ),
    row(
        "a playbook beside does not dilute",
        Some(&[S, "automation", "automation"]),
        (3, 0),
        (SHAPER, SHAPER),
        Some((0, 2, 0)),
    ),
    row(
        "one over several stages counts once overall",
        Some(&["taker production investigation hunting detection", SP]),
        (3, 0),
        (SHAPER, SHAPER),
        Some((2, 1, 0)),
    ),
    row(
        "no stage named: counts overall, at no stage",
        Some(&["builder production"]),
        (5, 5),
        (BUILDER, BUILDER),
        Some((0, 0, 2)),
    ),
];

/// The assessment of a row; `extra` is added to its `ai:` block.
fn assessment(row: &Row) -> String {
    let questionnaire = |aspect: &str| {
        let path = format!("{}/questionnaires/soc-ai/ai/{aspect}.yaml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("the aspect");
        let ids: Vec<String> =
            text.lines().filter_map(|line| line.strip_prefix("  - id: ")).map(str::to_owned).collect();
        assert!(ids.len() > 2, "{aspect}");
        ids
    };
    let mut text = format!("schema: socmark/assessment/1\ninstruments: [{}]\nanswers:\n", pins());
    for (aspect, level) in [("customisation", row.customisation), ("data-and-evaluation", row.data)] {
        for id in questionnaire(aspect).iter().filter(|_| level > 0) {
            let _ = writeln!(text, "  {id}: {level}");
        }
    }
    let Some(inventory) = row.inventory else { return text };
    text.push_str("ai:\n  capabilities:\n");
    if inventory.is_empty() {
        text = text.replace("capabilities:\n", "capabilities: []\n");
    }
    for (number, entry) in inventory.iter().enumerate() {
        let words: Vec<&str> = entry.split(' ').collect();
        let _ = match words[..] {
            ["automation"] => writeln!(
                text,
                "    - {{name: A{number}, type: automation, sourcing: builder, status: production, stages: [remediation]}}"
            ),
            [sourcing, status, ref stages @ ..] => writeln!(
                text,
                "    - {{name: A{number}, type: copilot, sourcing: {sourcing}, status: {status}, stages: [{}]}}",
                stages.join(", ")
            ),
            _ => panic!("{entry}"),
        };
    }
    text
}

/// The versions that are built in.
pub(crate) fn pins() -> String {
    static PINS: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    PINS.get_or_init(built_in).clone()
}

fn built_in() -> String {
    let run = Program::new().run(&["instruments", "--format", "json"]).json();
    let version = |id: &str| {
        let list = run["instruments"].as_array().expect("a list");
        let found = list.iter().find(|instrument| instrument["id"] == id).expect("a questionnaire");
        found["version"].as_str().expect("a version").to_owned()
    };
    format!("soc-core@{}, soc-ai@{}", version("soc-core"), version("soc-ai"))
}

/// Label, mix and wave as `score` prints them: it reads no texts, so that many rows are quick.
fn profile(row: &Row) -> serde_json::Value {
    of(row, "score")["ai"].clone()
}

fn of(row: &Row, command: &str) -> serde_json::Value {
    let run = Program::new().file("a.yaml", assessment(row)).run(&[
        command,
        "a.yaml",
        "--format",
        "json",
        "--as-of",
        "2026-11-02",
    ]);
    assert_eq!(run.code, 0, "{}: {run}", row.why);
    run.json()
}

#[test]
fn thirty_profiles_worked_by_hand() {
    assert_eq!(ROWS.len(), 30);
    for row in ROWS {
        let found = profile(row);
        assert_eq!(found["declared"].as_str(), row.declared, "{}", row.why);
        assert_eq!(found["archetype"].as_str(), row.archetype, "{}", row.why);
        let Some((taker, shaper, builder)) = row.mix else {
            assert!(found["mix"].is_null(), "{}", row.why);
            let wave = if row.inventory.is_some() { "not_applicable" } else { "unknown" };
            assert_eq!(found["wave"], wave, "{}", row.why);
            continue;
        };
        let total = f64::from(taker + shaper + builder);
        let mut sum = 0.0;
        for (name, weight) in [("taker", taker), ("shaper", shaper), ("builder", builder)] {
            let share = found["mix"][name].as_f64().expect("a share");
            assert!((share - f64::from(weight) / total).abs() < 0.00005, "{}: {name} {share}", row.why);
            sum += share;
        }
        assert!((sum - 1.0).abs() < 0.0002, "{}", row.why);
    }
}

#[test]
fn one_more_built_capability_never_moves_the_label_towards_taker() {
    let order = |label: &serde_json::Value| {
        ["none", "taker", "shaper", "builder"].iter().position(|word| label == *word).expect("a label")
    };
    for row in ROWS.iter().filter(|row| row.inventory.is_some()) {
        let before = order(&profile(row)["declared"]);
        for added in [B, BP] {
            let inventory: Vec<&str> = [row.inventory.unwrap_or_default(), &[added]].concat();
            let more = Row { inventory: Some(inventory.leak()), why: row.why, ..*row };
            assert!(order(&profile(&more)["declared"]) >= before, "{} and {added}", row.why);
        }
    }
}

#[test]
fn each_stage_has_the_mix_of_what_works_there() {
    let row = row(
        "two stages",
        Some(&["taker production investigation hunting", SP, BP]),
        (3, 3),
        (None, None),
        None,
    );
    let found = of(&row, "ai")["profile"].clone();
    let at = |stage: &str| {
        let stages = found["stages"].as_array().expect("stages");
        stages.iter().find(|other| other["stage"] == stage).expect("a stage")["mix"].clone()
    };
    // hunting: a bought one in production (2), a built pilot (1)
    assert_eq!(at("hunting")["taker"], 0.6667);
    assert_eq!(at("hunting")["builder"], 0.3333);
    assert_eq!(at("detection")["shaper"], 1.0);
    assert!(at("intel").is_null());
}
