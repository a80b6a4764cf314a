//! A practice as a sheet for people.

use crate::model::practice::{Library, Practice};
use crate::model::practice_standing::{PracticeStanding, RaiseState, Raising, Size};
use crate::model::score::Rounded;

use super::wrap::{WIDTH, hanging, wrapped};

/// The sheet of a practice; with `standing`, how it stands in a SOC.
pub(crate) fn sheet(
    practice: &Practice,
    library: Option<&Library>,
    standing: Option<&PracticeStanding>,
) -> String {
    let of = library.map_or_else(
        || practice.instrument.clone(),
        |library| format!("{}, version {}", library.instrument, library.version),
    );
    let mut out = format!("{}, a practice of {of}\n\n{}\n", practice.id, wrapped(&practice.title, ""));
    out.push_str(&wrapped(&practice.summary, ""));
    heading(&mut out, "Raises");
    match standing {
        None => practice.raises.iter().for_each(|raise| {
            out.push_str(&format!("  {}  {} -> {}\n", raise.item, raise.from, raise.to));
        }),
        Some(standing) => standing.raises.iter().for_each(|(raise, state)| {
            let line = format!("  {}  {} -> {}: ", raise.item, raise.from, raise.to);
            out.push_str(&format!("{line}{}\n", state_words(*state)));
        }),
    }
    needs(&mut out, practice, standing);
    heading(&mut out, "Effort, in person-days for a SOC of 10 to 20 people (low, likely, high)");
    let mut sum = 0;
    for (role, days) in &practice.effort {
        sum += days.likely.0;
        let figures = [days.low, days.likely, days.high].map(short);
        out.push_str(&format!("  {:<10}{:>5}{:>7}{:>7}\n", role.word(), figures[0], figures[1], figures[2]));
    }
    out.push_str(&format!("  Likely {} days in all, over {} weeks.\n", short(Rounded(sum)), practice.weeks));
    out.push_str(&wrapped(&practice.because, "  "));
    heading(&mut out, "Steps");
    for (number, step) in practice.steps.iter().enumerate() {
        item(&mut out, &format!("  {}. ", number + 1), step);
    }
    heading(&mut out, "What it leaves behind");
    for artefact in &practice.artefacts {
        let rules = match artefact.rules.as_slice() {
            [] => String::new(),
            rules => format!("; to pass {}", rules.join(", ")),
        };
        item(&mut out, "  - ", &format!("{} ({}{rules})", artefact.name, artefact.kind.word()));
    }
    list(&mut out, "How you see that it works", &practice.metrics);
    list(&mut out, "How it goes wrong, and what to do instead", &practice.pitfalls);
    sizes(&mut out, practice, standing.and_then(|standing| standing.size));
    heading(&mut out, "Further reading");
    for reading in &practice.reading {
        let clause = reading.clause.as_ref().map_or_else(String::new, |clause| format!(": {clause}"));
        item(&mut out, "  - ", &format!("{}{clause}", reading.name));
    }
    out
}

fn state_words(state: RaiseState) -> String {
    let level = |level: u8, assumed: bool| {
        if assumed { "not answered, so taken for 1".to_owned() } else { format!("the answer is {level}") }
    };
    match state {
        RaiseState::Open { level: at, assumed } => format!("open, {}", level(at, assumed)),
        RaiseState::NotYet { level: at, assumed } => format!("not yet, {}", level(at, assumed)),
        RaiseState::Reached { level } => format!("reached, the answer is {level}"),
        RaiseState::NotCounted => "does not count in this file".to_owned(),
    }
}

fn needs(out: &mut String, practice: &Practice, standing: Option<&PracticeStanding>) {
    if practice.after.is_empty() && practice.thresholds.is_empty() {
        return;
    }
    heading(out, "Needs before");
    match standing {
        None => {
            practice.after.iter().for_each(|id| out.push_str(&format!("  {id}\n")));
            for threshold in &practice.thresholds {
                out.push_str(&format!("  {} at {} or more\n", threshold.item, threshold.level));
            }
        }
        Some(standing) => {
            for (id, title, is_there) in &standing.after {
                let state = if *is_there { "the answers show what it leads to" } else { "still to do" };
                item(out, "  ", &format!("{id}: {state} ({title})"));
            }
            for (threshold, level) in &standing.thresholds {
                let state = match level {
                    Some(level) if *level >= threshold.level => format!("reached, the answer is {level}"),
                    Some(level) => format!("not yet, the answer is {level}"),
                    None => "there is no answer".to_owned(),
                };
                out.push_str(&format!("  {} at {} or more: {state}\n", threshold.item, threshold.level));
            }
        }
    }
}

/// The variant that fits, or both where the size is not known.
fn sizes(out: &mut String, practice: &Practice, size: Option<Size>) {
    let variants = [
        (Size::Small, "In a SOC of fewer than 10 people", &practice.small),
        (Size::Large, "In a SOC of more than 50 people", &practice.large),
    ];
    for (own, title, text) in variants {
        if let Some(text) = text
            && size.is_none_or(|size| size == own)
        {
            heading(out, title);
            out.push_str(&wrapped(text, "  "));
        }
    }
}

/// The practices that raise an item, under a heading; nothing where there is none.
pub(crate) fn raising(title: &str, practices: &[Raising]) -> String {
    let mut out = String::new();
    if practices.is_empty() {
        return out;
    }
    heading(&mut out, title);
    for raising in practices {
        let line = format!("{}: {}", raising.practice, raising.title);
        item(&mut out, &format!("  {} -> {}  ", raising.from, raising.to), &line);
    }
    out
}

fn heading(out: &mut String, title: &str) {
    out.push_str(&format!("\n{title}\n"));
}

fn list(out: &mut String, title: &str, texts: &[String]) {
    heading(out, title);
    texts.iter().for_each(|text| item(out, "  - ", text));
}

fn item(out: &mut String, head: &str, text: &str) {
    let rest = " ".repeat(head.chars().count());
    hanging(text, head, &rest, WIDTH).iter().for_each(|line| out.push_str(&format!("{line}\n")));
}

/// Days without decimals that say nothing: `3`, `0.5`.
fn short(days: Rounded) -> String {
    let text = days.to_string();
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
