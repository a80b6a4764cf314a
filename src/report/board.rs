//! The board page: where we stand, what is strong, what holds us back, the largest gaps.

use crate::model::adoption::{Archetype, Wave};
use crate::model::assessment::Importance;
use crate::model::score::{AspectScore, DomainScore, ItemPart, Method, Rounded, Scale, Score};
use crate::pipeline::Outcome;

use super::document::{Board, DomainLine, Gap, Headline, Shown, Strength};
use super::standing::Standing;
use super::{about, figures, words};

const GAPS: usize = 5;
const STRENGTHS: usize = 4;
const FINDINGS: usize = 5;
/// Level 3, defined: below it nothing is strong unless it was all that was aimed at.
const STRONG_LEVEL: u8 = 3;

pub(super) fn board(outcome: &Outcome, standing: &Standing<'_>) -> Board {
    let gaps = standing.gaps(GAPS);
    let strong = strong(standing, &gaps);
    let holds_back = holds_back(outcome, standing);
    let nothing = standing.scored().is_empty();
    let entries = figures::domains(standing, &outcome.comparison, true);
    Board {
        caution: caution(standing),
        no_overall: standing.is_workbook().then(|| "The workbook has no overall score.".to_owned()),
        overall_aside: overall_aside(standing),
        headlines: headlines(standing),
        domains: domains(standing),
        chart: figures::bars(
            "chart-board",
            "Maturity of each domain",
            5,
            &entries,
            figures::benchmark_label(standing),
        ),
        strong_empty: strong.is_empty().then(|| {
            if !about::anything_in_scope(standing) {
                "Nothing can be called strong: nothing is in scope.".to_owned()
            } else if nothing {
                "Nothing can be called strong yet: no aspect in scope has a score.".to_owned()
            } else if standing.scored().iter().any(|(domain, _, score)| reached(domain, *score)) {
                "Nothing can be called strong yet: what reaches its target or level 3 (defined) is also among the largest gaps, has less than half of its weight answered or a score outside the scale."
                    .to_owned()
            } else {
                "Nothing can be called strong yet: no aspect reaches its target or level 3 (defined).".to_owned()
            }
        }),
        strong,
        holds_back_empty: holds_back.is_empty().then(|| {
            if !about::anything_in_scope(standing) {
                "Nothing can be said: nothing is in scope.".to_owned()
            } else if nothing {
                "Nothing can be said yet: no question in scope has been answered.".to_owned()
            } else {
                "The answers raise no finding.".to_owned()
            }
        }),
        holds_back,
        gaps_note: gaps_note(standing, gaps.len()),
        gaps,
        reading: about::reading(standing),
    }
}

/// The share of the weight behind the overall score, where there is a score and less than half is answered.
fn thin(standing: &Standing<'_>) -> Option<f64> {
    let share = standing.ours.overall.as_ref().and_then(|score| score.coverage.share())?;
    (share > 0.0 && share < 0.5).then_some(share)
}

fn caution(standing: &Standing<'_>) -> Option<String> {
    let share = words::percent(thin(standing)?);
    Some(if standing.is_workbook() {
        format!(
            "Only {share} of the weight is answered: the workbook counts every open question below the lowest answer, so its scores are low for what is open."
        )
    } else {
        format!("Only {share} of the weight is answered: read every score with its range.")
    })
}

/// Ours in one sentence, apart from the workbook's figures.
fn overall_aside(standing: &Standing<'_>) -> Option<String> {
    let ours = standing.beside?;
    let one = |label: &str, score: &Option<Score>| {
        let shown = words::shown(score.as_ref()?);
        shown.value?;
        let range = shown.range.map(|range| format!(" ({range} possible)")).unwrap_or_default();
        Some(format!("{label} {}{range}", shown.text))
    };
    let scores: Vec<String> =
        [one("overall", &ours.overall), one("people, process and technology", &ours.headline)]
            .into_iter()
            .flatten()
            .collect();
    (!scores.is_empty()).then(|| {
        format!("By socmark's method, which counts open questions differently: {}.", scores.join(", "))
    })
}

fn headlines(standing: &Standing<'_>) -> Vec<Headline> {
    // the workbook knows no overall score, so ours is shown and said to be ours
    let ours = standing.ours.method == Method::Default && standing.is_workbook();
    let card = if ours { standing.ours } else { standing.main };
    let in_scope = about::anything_in_scope(standing);
    let thin = thin(standing).is_some();
    let of = |key, label: &str, score: &Option<Score>| {
        let shown = words::shown(score.as_ref()?);
        let mut note = match shown.level_name {
            None if !in_scope => "nothing is in scope".to_owned(),
            None => "no score yet".to_owned(),
            Some(name) => name.to_owned(),
        };
        if let (Some(answered), Some(share)) = (&shown.coverage_text, shown.coverage)
            && share < 1.0
            && shown.value.is_some()
        {
            note.push_str(&format!("; {answered} answered so far"));
            if let Some(range) = shown.range.as_ref().filter(|_| !thin) {
                note.push_str(&format!(", {range} possible"));
            }
        }
        let label = if ours { format!("{label}, by socmark's method") } else { label.to_owned() };
        let range = shown.range.clone().filter(|_| thin && shown.value.is_some());
        Some(Headline { key, label, score: shown, note, range, main: key == "overall" && !ours && !thin })
    };
    [
        of("overall", "Overall maturity", &card.overall),
        of("headline", "People, process and technology", &card.headline),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn domains(standing: &Standing<'_>) -> Vec<DomainLine> {
    standing
        .main
        .domains
        .iter()
        .map(|domain| DomainLine {
            id: domain.id.clone(),
            name: words::said(&domain.name),
            maturity: domain.maturity.as_ref().map_or_else(dash, |score| standing.show(score)),
            target: domain.target_maturity,
            capability: domain.capability.as_ref().map(|score| standing.show(score)),
            capability_target: domain.target_capability,
        })
        .collect()
}

fn dash() -> Shown {
    Shown { text: words::DASH.to_owned(), max: 5, ..Shown::default() }
}

fn reached(domain: &DomainScore, score: Rounded) -> bool {
    match domain.target_maturity {
        Some(target) => score >= target,
        None => score.level() >= STRONG_LEVEL,
    }
}

/// The highest aspects that reach their target or, where none is set, the level `defined`; never those whose weight is
/// for less than half answered, that are named as a gap, or whose workbook shows more than the scale has.
fn strong(standing: &Standing<'_>, gaps: &[Gap]) -> Vec<Strength> {
    let half = |aspect: &AspectScore| {
        let shown = standing.shown(aspect, Scale::Maturity);
        shown.and_then(|shown| shown.coverage).is_none_or(|share| share >= 0.5)
    };
    let mut scored = standing.scored();
    scored.retain(|(domain, aspect, score)| {
        reached(domain, *score)
            && score.0 <= Scale::Maturity.max() * 100
            && half(aspect)
            && !gaps.iter().any(|gap| gap.id == aspect.id)
    });
    scored.sort_by_key(|(.., score)| std::cmp::Reverse(*score));
    scored
        .into_iter()
        .take(STRENGTHS)
        .map(|(domain, aspect, _)| Strength {
            id: aspect.id.clone(),
            name: words::said(&aspect.name),
            domain: words::said(&domain.name),
            score: standing.shown(aspect, Scale::Maturity).unwrap_or_default(),
        })
        .collect()
}

/// Findings in words, the most telling first.
fn holds_back(outcome: &Outcome, standing: &Standing<'_>) -> Vec<String> {
    let mut findings = Vec::new();
    findings.extend(lowest_domain(standing));
    if let Some(ai) = &outcome.adoption {
        findings.extend(ai.ahead_of_maturity.iter().map(|finding| words::sentence(finding)));
        if let (Some(declared), Some(backed)) = (ai.declared, ai.archetype)
            && declared != backed
            && backed != Archetype::Unknown
        {
            findings.push(format!(
                "The AI inventory declares a {}; practice backs a {}.",
                declared.word(),
                backed.word()
            ));
        }
        if ai.wave == Wave::First
            && let Some(blocker) = &ai.blocker
            && let Some(named) = ai.separators.iter().find(|named| named.id == *blocker)
        {
            let score = named.score.rounded().map(|score| format!(" at {score}")).unwrap_or_default();
            findings.push(format!("AI use is first-wave; what blocks it most is {}{score}.", named.name));
        }
        if !ai.without_intent.is_empty() {
            let number = ai.without_intent.len();
            findings.push(format!(
                "{} in use without a complete intent: task, outcome and stop condition.",
                words::count(number, "AI capability is", "AI capabilities are")
            ));
        }
    }
    findings.extend(important_at_bottom(standing));
    findings.extend(challenges(outcome, standing));
    findings.truncate(FINDINGS);
    findings
}

fn lowest_domain(standing: &Standing<'_>) -> Option<String> {
    let scored: Vec<_> = standing
        .main
        .domains
        .iter()
        .filter_map(|domain| Some((domain, domain.maturity.as_ref()?.rounded()?)))
        .collect();
    let (lowest, score) = scored.iter().min_by_key(|(_, score)| *score)?;
    let (_, highest) = scored.iter().max_by_key(|(_, score)| *score)?;
    if highest == score {
        return None;
    }
    let (count, together) = (scored.len(), scored.iter().filter(|(_, other)| other == score).count());
    (together == 1).then(|| {
        format!(
            "{} is the lowest of the {count} domains with a score: {score}, {}.",
            words::said(&lowest.name),
            Scale::Maturity.level_name(score.level())
        )
    })
}

/// Questions that the SOC itself marked as important, at the lowest level.
fn important_at_bottom(standing: &Standing<'_>) -> Option<String> {
    let domains = &standing.ours.domains;
    let found = domains
        .iter()
        .flat_map(|domain| &domain.aspects)
        .flat_map(|aspect| &aspect.items)
        .filter(|item| matches!(item.part, ItemPart::Counted { level: 1, half_weight } if half_weight >= Importance::High.half_weight()))
        .count();
    (found > 0).then(|| {
        format!(
            "{} marked as highly important {} at the lowest level.",
            words::count(found, "question", "questions"),
            if found == 1 { "is" } else { "are" }
        )
    })
}

fn challenges(outcome: &Outcome, standing: &Standing<'_>) -> Option<String> {
    let named = super::ai::challenges(outcome, standing);
    (!named.is_empty()).then(|| {
        let shown: Vec<String> =
            named.iter().take(3).map(|name| format!("“{}”", words::shorten(name, 60))).collect();
        format!("The SOC itself names as its challenges: {}.", words::list(&shown))
    })
}

fn gaps_note(standing: &Standing<'_>, gaps: usize) -> String {
    let targeted = standing.main.domains.iter().filter(|domain| domain.target_maturity.is_some()).count();
    if !about::anything_in_scope(standing) {
        return "No gap can be shown: nothing is in scope.".to_owned();
    }
    if standing.scored().is_empty() {
        return "No gap can be shown: no aspect in scope has a score.".to_owned();
    }
    match (gaps, targeted) {
        (0, 0) => "Every aspect is at the highest level; no target is set.".to_owned(),
        (0, _) => "No aspect is below its target.".to_owned(),
        (_, 0) => "No target is set, so the lowest aspects are shown with the distance to their next level."
            .to_owned(),
        (_, all) if all == standing.main.domains.len() => {
            "An aspect's target is the target of its domain.".to_owned()
        }
        _ => "An aspect's target is the target of its domain; where a domain has none, the distance is to the next level."
            .to_owned(),
    }
}
