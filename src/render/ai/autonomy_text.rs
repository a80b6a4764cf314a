//! Earned autonomy as text.

use crate::model::adoption::Autonomy;
use crate::model::autonomy::{ActionRecord, AutonomyReport, Bounded, Counts, Verdict};
use crate::render::wrap::{shown_safely, wrapped};

/// More actions than anybody reads in a terminal.
const MOST: usize = 100;

/// One paragraph an agent and action, the rows that were left out first.
pub(crate) fn render(report: &AutonomyReport) -> String {
    let mut text = String::new();
    let window = match report.window {
        Some((from, to)) => format!("{from} to {to} ({} days)", report.window_days),
        None => format!("{} days", report.window_days),
    };
    text.push_str(&format!("Earned autonomy, window {window}\n"));
    text.push_str(&wrapped(&rows(report), "  "));
    if let Some(reason) = &report.refused {
        text.push_str(&wrapped(&format!("REFUSED: {reason}."), "  "));
    }
    if !report.absent.is_empty() {
        text.push_str(&wrapped(&format!("The file has no {}.", report.absent.join(", ")), "  "));
    }
    for record in report.actions.iter().take(MOST) {
        text.push('\n');
        text.push_str(&action(record));
    }
    if report.actions.len() > MOST {
        text.push_str(&format!(
            "\n... and {} more; `--format json` has them all\n",
            report.actions.len() - MOST
        ));
    }
    if !report.silent.is_empty() {
        let names: Vec<String> = report.silent.iter().map(|name| shown_safely(name)).collect();
        text.push('\n');
        text.push_str(&wrapped(
            &format!("In the wiring, but without a decision here: {}.", names.join(", ")),
            "",
        ));
    }
    text.push('\n');
    text.push_str(&wrapped(
        "Bounds are those of a 95% interval (Wilson) over the reviewed decisions of the window. The thresholds are socmark's own, to be edited, not taken from a standard: `questionnaires/soc-ai/autonomy.yaml`, or yours with `--rules FILE`. What people agreed with is what they saw: a level earned says nothing about decisions that nobody reviewed.",
        "",
    ));
    text
}

fn rows(report: &AutonomyReport) -> String {
    let malformed: u64 = report.malformed.iter().map(|malformed| malformed.count).sum();
    let of =
        |number: u64, what: &str| format!("{} {what}{}", grouped(number), if number == 1 { "" } else { "s" });
    let mut parts = vec![format!("{}, {} counted", of(report.rows, "row"), of(report.used, "decision"))];
    for (count, what) in [
        (malformed, "malformed"),
        (report.repeated, "repeated"),
        (report.later, "after the date that counts as today"),
    ] {
        if count > 0 {
            parts.push(format!("{} {what}", grouped(count)));
        }
    }
    format!("{}.", parts.join(", "))
}

fn action(record: &ActionRecord) -> String {
    let mut text = format!("{} · {}\n", shown_safely(&record.agent), shown_safely(&record.action));
    text.push_str(&wrapped(&level(record), "  "));
    for reason in &record.reasons {
        text.push_str(&bullet(reason));
    }
    if let (Some(earned), false) = (record.earned, record.missing.is_empty()) {
        text.push_str(&format!("  {} still needs:\n", above(earned)));
        for missing in &record.missing {
            text.push_str(&bullet(missing));
        }
    }
    let counts = record.window;
    for (label, said) in [
        ("decisions", decisions(counts)),
        ("agreement", share(record.agreement, counts.agreed, counts.reviewed)),
        ("reversed", reversed(record)),
        (
            "traces",
            format!(
                "{} with a trace id, {} with evidence",
                of(counts.traced, counts.runs),
                of(counts.evidenced, counts.runs)
            ),
        ),
        ("drift", record.drift.says.clone()),
        ("reviews", reviews(record)),
    ] {
        let lines = wrapped(&said, "              ");
        text.push_str(&format!("  {label:<12}{}", lines.trim_start()));
    }
    text
}

fn level(record: &ActionRecord) -> String {
    let (Some(earned), Some(next)) = (record.earned.map(name), record.next.map(name)) else {
        return "no level is concluded".to_owned();
    };
    match (record.verdict, record.present) {
        (Verdict::NotCompared, _) | (_, None) => format!("earns: {earned}"),
        (Verdict::Promoted, Some(present)) => {
            format!("promoted: {} to {} (earns {earned})", name(present), next)
        }
        (Verdict::Kept, Some(present)) => format!("kept: {} (earns {earned})", name(present)),
        (Verdict::Demoted, Some(present)) => {
            format!("DEMOTED: {} to {}, because its record does not cover it", name(present), next)
        }
    }
}

fn decisions(counts: Counts) -> String {
    let verdicts = match counts.no_verdict {
        0 => String::new(),
        none => format!("; {} reviewed without a verdict, counted as not agreed", grouped(none)),
    };
    format!("{} in the window, {} reviewed{verdicts}", grouped(counts.runs), grouped(counts.reviewed))
}

fn reversed(record: &ActionRecord) -> String {
    let counts = record.window;
    let mut said = match record.reversals {
        Some(bounded) => {
            format!(
                "{}, at most {} by the upper bound",
                of(counts.reversed, counts.reviewed),
                percent(bounded.high)
            )
        }
        None => "nothing reviewed".to_owned(),
    };
    if counts.reversed_unreviewed > 0 {
        said.push_str(&format!(
            "; {} more among decisions that nobody reviewed",
            grouped(counts.reversed_unreviewed)
        ));
    }
    said
}

fn share(bounded: Option<Bounded>, part: u64, whole: u64) -> String {
    match bounded {
        Some(bounded) => format!("{}, at least {} by the lower bound", of(part, whole), percent(bounded.low)),
        None => "nothing reviewed".to_owned(),
    }
}

fn reviews(record: &ActionRecord) -> String {
    let flag = if record.review.rubber_stamp == Some(true) { "RUBBER STAMP? " } else { "" };
    match record.review.median {
        Some(median) => format!(
            "{flag}{} (median {median:.0} s of {} known)",
            record.review.says,
            grouped(record.review.known)
        ),
        None => record.review.says.clone(),
    }
}

fn of(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "none of 0".to_owned();
    }
    format!("{} of {} ({})", grouped(part), grouped(whole), percent(part as f64 / whole as f64))
}

/// Two decimals near the ends, where limits such as 0.2% lie.
fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent > 0.0 && percent < 2.0 || percent > 98.0 && percent < 100.0 {
        format!("{percent:.2}%")
    } else {
        format!("{percent:.1}%")
    }
}

/// An entry of a list, its further lines under its text.
fn bullet(said: &str) -> String {
    format!("    - {}", wrapped(said, "      ").trim_start())
}

fn name(level: Autonomy) -> String {
    level.word().replace('_', " ")
}

fn above(level: Autonomy) -> String {
    let next = Autonomy::ALL.iter().find(|next| **next > level).copied().unwrap_or(level);
    let mut text = name(next);
    text[..1].make_ascii_uppercase();
    text
}

/// `1,234,567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
