//! Earned autonomy as JSON, `socmark/ai-autonomy/1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::autonomy::{ActionRecord, AutonomyReport, Bounded, Counts, LevelRule};
use crate::model::score::four_decimals;

/// The autonomy that the record of each agent earns. Shares are fractions 0 to 1, bounds those of a 95% interval (Wilson).
#[derive(Serialize, JsonSchema)]
#[schemars(title = "socmark ai autonomy")]
pub(crate) struct AutonomyFile<'a> {
    schema: &'static str,
    window: Window,
    thresholds: Thresholds,
    rows: Rows<'a>,
    /// Why no level is concluded, where none is.
    refused: Option<&'a str>,
    agents: Vec<Agent<'a>>,
    actions: Vec<Action<'a>>,
    /// Agents of the wiring without a decision in the file.
    without_decisions: &'a [String],
}

#[derive(Serialize, JsonSchema)]
struct Window {
    days: u32,
    /// `YYYY-MM-DD`, inside the window.
    from: Option<String>,
    to: Option<String>,
}

/// The thresholds applied; socmark's own unless a file of the user's was named.
#[derive(Serialize, JsonSchema)]
struct Thresholds {
    version: String,
    levels: Vec<Level>,
}

#[derive(Serialize, JsonSchema)]
struct Level {
    level: &'static str,
    reviewed: u64,
    agreement_low: f64,
    reversed: Option<f64>,
    reversed_high: Option<f64>,
}

#[derive(Serialize, JsonSchema)]
struct Rows<'a> {
    read: u64,
    counted: u64,
    repeated: u64,
    /// After the date that counts as today.
    later: u64,
    malformed: Vec<Malformed<'a>>,
    /// Fields that the file does not have.
    absent: &'a [&'static str],
}

#[derive(Serialize, JsonSchema)]
struct Malformed<'a> {
    reason: &'a str,
    count: u64,
    /// The first lines of that kind.
    lines: &'a [u64],
}

#[derive(Serialize, JsonSchema)]
struct Agent<'a> {
    agent: &'a str,
    /// The lowest level that any of its actions earns; null where none is concluded.
    earned: Option<&'static str>,
    present: Option<&'static str>,
    record: Record,
}

/// As the wiring keeps it.
#[derive(Serialize, JsonSchema)]
struct Record {
    window_days: u32,
    runs: u64,
    reviewed: u64,
    agreed: u64,
    reversed: u64,
}

#[derive(Serialize, JsonSchema)]
struct Action<'a> {
    agent: &'a str,
    action: &'a str,
    /// Days of the first and last decision.
    first: String,
    last: String,
    window: Figures,
    whole: Figures,
    agreement: Option<Interval>,
    reversals: Option<Interval>,
    drift: Drift<'a>,
    review: Review<'a>,
    earned: Option<&'static str>,
    present: Option<&'static str>,
    /// `promoted`, `kept`, `demoted`, or `not_compared` without a present level.
    verdict: &'static str,
    /// The level after the verdict.
    next: Option<&'static str>,
    reasons: &'a [String],
    /// What the level above the earned one still needs.
    missing: &'a [String],
}

#[derive(Serialize, JsonSchema)]
struct Figures {
    runs: u64,
    reviewed: u64,
    agreed: u64,
    /// Reviewed without a verdict; they count as not agreed.
    no_verdict: u64,
    /// Of the reviewed ones.
    reversed: u64,
    /// Of those that nobody reviewed.
    reversed_unreviewed: u64,
    /// Share of runs with a trace id.
    traced: Option<f64>,
    /// Share of runs with evidence.
    evidenced: Option<f64>,
}

#[derive(Serialize, JsonSchema)]
struct Interval {
    share: f64,
    low: f64,
    high: f64,
}

#[derive(Serialize, JsonSchema)]
struct Drift<'a> {
    agreement: Option<f64>,
    reversals: Option<f64>,
    flagged: Option<bool>,
    says: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct Review<'a> {
    /// Reviewed decisions of the window whose time is known.
    known: u64,
    median_seconds: Option<f64>,
    rubber_stamp: Option<bool>,
    says: &'a str,
}

/// The JSON text, with a final newline.
pub(crate) fn render(report: &AutonomyReport) -> String {
    let day = |at: usize| report.window.map(|(from, to)| [from, to][at].to_string());
    let file = AutonomyFile {
        schema: "socmark/ai-autonomy/1",
        window: Window { days: report.window_days, from: day(0), to: day(1) },
        thresholds: Thresholds {
            version: report.rules.version.clone(),
            levels: report.rules.levels.iter().map(level).collect(),
        },
        rows: Rows {
            read: report.rows,
            counted: report.used,
            repeated: report.repeated,
            later: report.later,
            malformed: report
                .malformed
                .iter()
                .map(|malformed| Malformed {
                    reason: &malformed.reason,
                    count: malformed.count,
                    lines: &malformed.lines,
                })
                .collect(),
            absent: &report.absent,
        },
        refused: report.refused.as_deref(),
        agents: report
            .agents
            .iter()
            .map(|agent| Agent {
                agent: &agent.agent,
                earned: agent.earned.map(|level| level.word()),
                present: agent.present.map(|level| level.word()),
                record: Record {
                    window_days: report.window_days,
                    runs: agent.window.runs,
                    reviewed: agent.window.reviewed,
                    agreed: agent.window.agreed,
                    reversed: agent.window.reversed,
                },
            })
            .collect(),
        actions: report.actions.iter().map(action).collect(),
        without_decisions: &report.silent,
    };
    serde_json::to_string_pretty(&file).expect("plain data is always JSON") + "\n"
}

fn level(rule: &LevelRule) -> Level {
    Level {
        level: rule.level.word(),
        reviewed: rule.reviewed,
        agreement_low: rule.agreement_low,
        reversed: rule.reversed.map(|share| share as f64 / 10_000.0),
        reversed_high: rule.reversed_high,
    }
}

fn action(record: &ActionRecord) -> Action<'_> {
    Action {
        agent: &record.agent,
        action: &record.action,
        first: record.first.to_string(),
        last: record.last.to_string(),
        window: figures(record.window),
        whole: figures(record.whole),
        agreement: record.agreement.map(interval),
        reversals: record.reversals.map(interval),
        drift: Drift {
            agreement: record.drift.agreement.map(four_decimals),
            reversals: record.drift.reversals.map(four_decimals),
            flagged: record.drift.flagged,
            says: &record.drift.says,
        },
        review: Review {
            known: record.review.known,
            median_seconds: record.review.median.map(four_decimals),
            rubber_stamp: record.review.rubber_stamp,
            says: &record.review.says,
        },
        earned: record.earned.map(|level| level.word()),
        present: record.present.map(|level| level.word()),
        verdict: record.verdict.word(),
        next: record.next.map(|level| level.word()),
        reasons: &record.reasons,
        missing: &record.missing,
    }
}

fn figures(counts: Counts) -> Figures {
    let share = |part: u64| (counts.runs > 0).then(|| four_decimals(part as f64 / counts.runs as f64));
    Figures {
        runs: counts.runs,
        reviewed: counts.reviewed,
        agreed: counts.agreed,
        no_verdict: counts.no_verdict,
        reversed: counts.reversed,
        reversed_unreviewed: counts.reversed_unreviewed,
        traced: share(counts.traced),
        evidenced: share(counts.evidenced),
    }
}

fn interval(bounded: Bounded) -> Interval {
    Interval {
        share: four_decimals(bounded.share),
        low: four_decimals(bounded.low),
        high: four_decimals(bounded.high),
    }
}
