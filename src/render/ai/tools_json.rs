//! AI tools side by side as JSON, `socmark/ai-tools-result/1`; the file that they are read from is `socmark/ai-tools/1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::assessment::AnswerValue;
use crate::model::score::{Exact, Rounded, Score};
use crate::model::tools::{After, Criterion, PairFound, THRESHOLD, ToolFound, ToolsReport};

/// AI tools side by side: scores, first or second wave, and what each adds and removes. The order is that of the file.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "socmark ai tools result")]
pub(crate) struct ToolsFile<'a> {
    schema: &'static str,
    soc: Soc<'a>,
    instrument: String,
    /// What lifecycle, knowledge, audit and the tool's own security are each held against.
    threshold: f64,
    /// Whether a wiring with a register of hand-offs was at hand.
    has_wiring: bool,
    /// AI interfaces that an analyst faces in a shift today; null where no assessment says so.
    interfaces_today: Option<u32>,
    tools: Vec<Tool<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Soc<'a> {
    id: Option<&'a str>,
    name: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct Tool<'a> {
    name: &'a str,
    vendor: Option<&'a str>,
    /// `offered`, `trial` or `owned`.
    status: Option<&'static str>,
    /// Null where the file does not say.
    stages: Option<Vec<&'static str>>,
    price: Option<&'a str>,
    notes: Option<&'a str>,
    /// `first`, `second` or `unknown`.
    reading: &'static str,
    reasons: &'a [String],
    /// Lifecycle, knowledge and audit, which decide the reading, and security, which does not.
    aspects: Vec<Aspect<'a>>,
    answers: Vec<Answer<'a>>,
    /// Questions without an answer.
    missing: &'a [String],
    interfaces: Interfaces,
    handoffs: Handoffs<'a>,
}

#[derive(Serialize, JsonSchema)]
struct Aspect<'a> {
    id: &'a str,
    name: &'a str,
    /// Over what is answered; null where nothing is.
    score: Option<f64>,
    /// Where it may end once everything is answered.
    low: Option<f64>,
    high: Option<f64>,
    /// Whether it reaches the threshold: `met`, `unmet`, or `unknown` where open questions could decide.
    verdict: &'static str,
    open: &'a [String],
}

#[derive(Serialize, JsonSchema)]
struct Answer<'a> {
    item: &'a str,
    /// Null where there is no level.
    level: Option<u8>,
    /// `level`, `not_applicable`, `not_required` or `not_answered`.
    state: &'static str,
    note: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct Interfaces {
    adds: Option<u32>,
    removes: Option<u32>,
    /// How many an analyst then has; null where that is not known, or cannot be.
    then: Option<u32>,
    /// Whether it is said to remove more than there are.
    impossible: bool,
}

#[derive(Serialize, JsonSchema)]
struct Handoffs<'a> {
    /// Null where the file does not say.
    adds: Option<Vec<Pair<'a>>>,
    removes: Option<Vec<Pair<'a>>>,
    /// Its stages that no live hand-off joins with another; null where that cannot be told.
    unconnected: Option<Vec<&'static str>>,
}

#[derive(Serialize, JsonSchema)]
struct Pair<'a> {
    from: &'static str,
    to: &'static str,
    by: Option<&'a str>,
    /// In the wiring: `absent`, `planned`, `documented`, `wired`, `exercised`, or `not_known` without one.
    now: &'static str,
    /// Whether nothing flows there by itself today; null where that is not known.
    open: Option<bool>,
}

/// The JSON text, with a final newline.
pub(crate) fn render(report: &ToolsReport) -> String {
    let file = ToolsFile {
        schema: "socmark/ai-tools-result/1",
        soc: Soc { id: report.soc_id.as_deref(), name: report.soc_name.as_deref() },
        instrument: report.instrument.reference(),
        threshold: THRESHOLD.to_f64(),
        has_wiring: report.has_wiring,
        interfaces_today: report.interfaces_today,
        tools: report.tools.iter().map(|found| tool(report, found)).collect(),
    };
    serde_json::to_string_pretty(&file).expect("plain data is always JSON") + "\n"
}

fn tool<'a>(report: &'a ToolsReport, found: &'a ToolFound) -> Tool<'a> {
    let offer = &found.offer;
    let words =
        |stages: &Vec<crate::model::adoption::Stage>| stages.iter().map(|stage| stage.word()).collect();
    Tool {
        name: &offer.name,
        vendor: offer.vendor.as_deref(),
        status: offer.status.map(|status| status.word()),
        stages: offer.stages.as_ref().map(words),
        price: offer.price.as_deref(),
        notes: offer.notes.as_deref(),
        reading: found.reading.word(),
        reasons: &found.reasons,
        aspects: found.deciding.iter().chain([&found.security]).map(aspect).collect(),
        answers: report
            .instrument
            .items()
            .filter(|(_, item)| item.kind.is_scored())
            .map(|(_, item)| {
                let answer = offer.answers.get(&item.id);
                let value = answer.and_then(|answer| answer.value.as_ref());
                let (level, state) = match value {
                    Some(AnswerValue::Level(level)) => (Some(*level), "level"),
                    Some(AnswerValue::NotApplicable) => (None, "not_applicable"),
                    Some(AnswerValue::NotRequired) => (None, "not_required"),
                    Some(AnswerValue::Present(_)) | None => (None, "not_answered"),
                };
                Answer {
                    item: &item.id,
                    level,
                    state,
                    note: answer.and_then(|answer| answer.note.as_deref()),
                }
            })
            .collect(),
        missing: &found.missing,
        interfaces: Interfaces {
            adds: offer.interfaces_added,
            removes: offer.interfaces_removed,
            then: match found.interfaces_after {
                After::So(number) => Some(number),
                After::NotKnown | After::Impossible => None,
            },
            impossible: found.interfaces_after == After::Impossible,
        },
        handoffs: Handoffs {
            adds: offer.handoffs_added.as_ref().map(|_| found.added.iter().map(pair).collect()),
            removes: offer.handoffs_removed.as_ref().map(|_| found.removed.iter().map(pair).collect()),
            unconnected: found.unconnected.as_ref().map(words),
        },
    }
}

fn aspect(criterion: &Criterion) -> Aspect<'_> {
    let of =
        |pick: fn(&Score) -> Option<Rounded>| criterion.score.as_ref().and_then(pick).map(Rounded::to_f64);
    Aspect {
        id: &criterion.aspect,
        name: &criterion.name,
        score: of(Score::rounded),
        low: of(|score| score.low.as_ref().map(Exact::rounded)),
        high: of(|score| score.high.as_ref().map(Exact::rounded)),
        verdict: criterion.verdict.word(),
        open: &criterion.open,
    }
}

fn pair(found: &PairFound) -> Pair<'_> {
    use crate::model::tools::PairNow;
    Pair {
        from: found.from.word(),
        to: found.to.word(),
        by: found.by.as_deref(),
        now: found.now.word(),
        open: (found.now != PairNow::NotKnown).then(|| found.now.is_open()),
    }
}
