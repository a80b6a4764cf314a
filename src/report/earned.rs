//! Autonomy that agents earned by their decisions.

use crate::model::adoption::Autonomy;
use crate::model::autonomy::{ActionRecord, AutonomyReport, Bounded, Verdict};

use super::document::{Block, Cell, Chart, Figure, Interval, Intervals, Section, Table, Tone};
use super::inventory::autonomy;
use super::words::{self, column, numeric, said, text};

/// More actions than a page can hold.
const MOST: usize = 40;

pub(super) fn section(report: &AutonomyReport) -> Section {
    let window = report.window.map_or_else(
        || format!("{} days", report.window_days),
        |(from, to)| format!("{from} to {to} ({} days)", report.window_days),
    );
    let left_out: u64 = report.malformed.iter().map(|malformed| malformed.count).sum();
    let mut blocks = vec![Block::Text(format!(
        "From {} decisions, window {window}. Agreement and reversals are shares of the reviewed decisions, with the bounds of a 95% interval (Wilson). The thresholds are socmark's own.",
        report.used
    ))];
    if let Some(reason) = &report.refused {
        blocks.push(Block::Note(Tone::Caution, words::sentence(reason)));
    } else if left_out > 0 {
        blocks.push(Block::Note(
            Tone::Caution,
            format!("{left_out} rows could not be counted; `socmark ai autonomy` names their lines."),
        ));
    }
    blocks.extend(figure(report).map(|figure| Block::Figures(vec![figure])));
    blocks.push(Block::Table(table(report)));
    for record in report.actions.iter().take(MOST) {
        blocks.extend(notes(record));
    }
    if report.actions.len() > MOST {
        blocks.push(Block::Text(format!(
            "{} more agents and actions are left out here; `socmark ai autonomy --format json` has them all.",
            report.actions.len() - MOST
        )));
    }
    Section {
        id: "ai-earned".to_owned(),
        title: Some("Autonomy that agents have earned".to_owned()),
        fold: false,
        blocks,
    }
}

fn name(record: &ActionRecord) -> String {
    format!("{}: {}", said(&record.agent), said(&record.action))
}

fn figure(report: &AutonomyReport) -> Option<Figure> {
    let rows: Vec<Interval> = report
        .actions
        .iter()
        .take(MOST)
        .filter_map(|record| {
            let Bounded { share, low, high } = record.agreement?;
            Some(Interval { label: name(record), share, low, high })
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let described: Vec<String> = rows
        .iter()
        .map(|row| {
            format!(
                "{}: {} ({} to {})",
                row.label,
                words::percent(row.share),
                words::percent(row.low),
                words::percent(row.high)
            )
        })
        .collect();
    let marks = report
        .rules
        .levels
        .iter()
        .map(|rule| (rule.level.word().replace('_', " "), rule.agreement_low))
        .collect();
    Some(Figure {
        id: "chart-earned".to_owned(),
        title: "Agreement with each agent, with its interval and what the levels ask of its lower end"
            .to_owned(),
        description: format!("{}.", described.join("; ")),
        chart: Chart::Intervals(Intervals { rows, marks }),
    })
}

fn table(report: &AutonomyReport) -> Table {
    let rows = report
        .actions
        .iter()
        .take(MOST)
        .map(|record| {
            words::row(vec![
                text(name(record)),
                count(record.window.runs),
                count(record.window.reviewed),
                share(record.agreement, |bounded| bounded.low, "at least"),
                share(record.reversals, |bounded| bounded.high, "at most"),
                traced(record),
                text(record.earned.map_or("not concluded", autonomy)),
                text(verdict(record)),
            ])
        })
        .collect();
    Table {
        id: "ai-earned".to_owned(),
        caption: "Each agent and action over the window".to_owned(),
        columns: vec![
            column("agent", "Agent and action"),
            numeric("runs", "Runs"),
            numeric("reviewed", "Reviewed"),
            column("agreement", "Agreement"),
            column("reversed", "Reversed"),
            column("traces", "With a trace"),
            column("earned", "Earned"),
            column("verdict", "Verdict"),
        ],
        rows,
    }
}

fn count(number: u64) -> Cell {
    Cell::Number { shown: number.to_string(), value: Some(number as f64) }
}

fn share(bounded: Option<Bounded>, bound: fn(&Bounded) -> f64, word: &str) -> Cell {
    text(bounded.map_or_else(
        || words::DASH.to_owned(),
        |bounded| format!("{}, {word} {}", words::percent(bounded.share), words::percent(bound(&bounded))),
    ))
}

fn traced(record: &ActionRecord) -> Cell {
    let runs = record.window.runs;
    text(if runs == 0 {
        words::DASH.to_owned()
    } else {
        words::percent(record.window.traced as f64 / runs as f64)
    })
}

fn verdict(record: &ActionRecord) -> String {
    let level = |level: Autonomy| level.word().replace('_', " ");
    let next = record.next.map_or_else(|| words::DASH.to_owned(), level);
    match (record.verdict, record.present) {
        (Verdict::NotCompared, _) | (_, None) => "no present level was read".to_owned(),
        (Verdict::Kept, Some(now)) => format!("kept: {}", level(now)),
        (Verdict::Promoted, Some(now)) => format!("promoted: {} to {next}", level(now)),
        (Verdict::Demoted, Some(now)) => format!("demoted: {} to {next}", level(now)),
    }
}

fn notes(record: &ActionRecord) -> Vec<Block> {
    let mut notes = Vec::new();
    let about = |said: &str| format!("{}: {}", name(record), words::sentence(said));
    if record.verdict == Verdict::Demoted {
        notes.push(Block::Note(Tone::Finding, about(&record.reasons.join("; "))));
    }
    if record.drift.flagged == Some(true) {
        notes.push(Block::Note(Tone::Finding, about(&record.drift.says)));
    }
    if record.review.rubber_stamp == Some(true) {
        notes.push(Block::Note(Tone::Finding, about(&record.review.says)));
    }
    if record.window.reversed_unreviewed > 0 {
        let count = record.window.reversed_unreviewed;
        let said = match count {
            1 => "1 decision was undone that nobody had reviewed".to_owned(),
            _ => format!("{count} decisions were undone that nobody had reviewed"),
        };
        notes.push(Block::Note(Tone::Caution, about(&said)));
    }
    notes
}
