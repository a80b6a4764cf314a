//! Charts, each with its numbers in words.

use crate::model::benchmark::{Compared, Comparison};
use crate::model::score::{DomainScore, Rounded, Scale};

use super::document::{Bar, Bars, Chart, Figure, Radar, Shown};
use super::standing::Standing;
use super::words;

/// One row of a chart before it is drawn.
pub(super) struct Entry {
    pub(super) label: String,
    pub(super) score: Shown,
    pub(super) target: Option<Rounded>,
    pub(super) benchmark: Option<Rounded>,
    /// Level names stand beside the number.
    pub(super) named: bool,
}

/// Bars of the entries, or `None` where no entry has anything to draw.
pub(super) fn bars(id: &str, title: &str, max: i64, entries: &[Entry], benchmark: &str) -> Option<Figure> {
    if entries.iter().all(|entry| entry.score.value.is_none() && entry.score.range.is_none()) {
        return None;
    }
    let bars = entries
        .iter()
        .map(|entry| Bar {
            label: entry.label.clone(),
            shown: match entry.score.level_name.filter(|_| entry.named) {
                Some(name) => format!("{} {name}", entry.score.text),
                None => entry.score.text.clone(),
            },
            value: entry.score.value,
            range: entry.score.low.zip(entry.score.high),
            target: entry.target,
            benchmark: entry.benchmark,
        })
        .collect();
    Some(Figure {
        id: id.to_owned(),
        title: title.to_owned(),
        description: description(max, entries, benchmark),
        chart: Chart::Bars(Bars { max, bars, benchmark_label: benchmark.to_owned() }),
    })
}

/// A radar of the entries, or `None` where there are fewer than three axes or scores.
pub(super) fn radar(id: &str, title: &str, max: i64, entries: &[Entry], benchmark: &str) -> Option<Figure> {
    let scored = entries.iter().filter(|entry| entry.score.value.is_some()).count();
    if entries.len() < 3 || scored < 3 {
        return None;
    }
    Some(Figure {
        id: id.to_owned(),
        title: title.to_owned(),
        description: description(max, entries, benchmark),
        chart: Chart::Radar(Radar {
            axes: entries.iter().map(|entry| entry.label.clone()).collect(),
            max,
            own: entries.iter().map(|entry| entry.score.value).collect(),
            target: entries.iter().map(|entry| entry.target).collect(),
            benchmark: entries.iter().map(|entry| entry.benchmark).collect(),
            benchmark_label: benchmark.to_owned(),
        }),
    })
}

fn description(max: i64, entries: &[Entry], benchmark: &str) -> String {
    let parts: Vec<String> = entries
        .iter()
        .map(|entry| {
            let mut part = format!("{}: {}", entry.label, entry.score.text);
            if let Some(range) = &entry.score.range {
                part.push_str(&format!(", range {range}"));
            }
            if let Some(target) = entry.target {
                part.push_str(&format!(", target {target}"));
            }
            if let Some(value) = entry.benchmark {
                part.push_str(&format!(", {benchmark} {value}"));
            }
            part
        })
        .collect();
    format!("Scale 0 to {max}. {}.", parts.join("; "))
}

/// The published mean of a domain's maturity on a scale of five, if one was set beside it.
pub(super) fn benchmark_of(comparison: &Comparison, domain: &DomainScore) -> Option<Rounded> {
    let metric = format!("domain.{}", domain.id);
    let fits = |row: &&Compared| row.metric == metric && row.kind == "mean";
    comparison
        .rows
        .iter()
        .find(fits)
        .and_then(|row| row.reference_value)
        .filter(|value| (0..=500).contains(&value.0))
}

/// What the mark of a published mean is called: the same questions, or another questionnaire.
pub(super) fn benchmark_label(standing: &Standing<'_>) -> &'static str {
    if like_for_like(standing) { "published mean" } else { "published mean, other questionnaire" }
}

/// Published maturity figures come from SOC-CMM: only its own questions compare like for like.
pub(super) fn like_for_like(standing: &Standing<'_>) -> bool {
    standing.main.instrument.starts_with("soc-cmm")
}

/// The domains as entries.
pub(super) fn domains(standing: &Standing<'_>, comparison: &Comparison, named: bool) -> Vec<Entry> {
    standing
        .main
        .domains
        .iter()
        .filter_map(|domain| {
            Some(Entry {
                label: words::said(&domain.name),
                score: standing.show(domain.maturity.as_ref()?),
                target: domain.target_maturity,
                benchmark: benchmark_of(comparison, domain),
                named,
            })
        })
        .collect()
}

/// The aspects of a domain that are in scope.
pub(super) fn aspects(standing: &Standing<'_>, domain: &DomainScore, scale: Scale) -> Vec<Entry> {
    let target = match scale {
        Scale::Maturity => domain.target_maturity,
        Scale::Capability => domain.target_capability,
    };
    domain
        .aspects
        .iter()
        .filter(|aspect| aspect.in_scope)
        .filter_map(|aspect| {
            Some(Entry {
                label: words::said(&aspect.name),
                score: standing.shown(aspect, scale)?,
                target,
                benchmark: None,
                named: false,
            })
        })
        .collect()
}
