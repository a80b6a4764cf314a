//! Explanations for a terminal: words, and numbers that add up.

use crate::diagnostic::Rule;
use crate::model::explanation::{AspectExplained, Change, Explanation, ItemExplained, MeanExplained, Step};
use crate::model::instrument::{Aspect, Instrument, Item, ItemKind};
use crate::model::practice_standing::Raising;
use crate::model::score::{Exact, ItemPart, ItemStanding, Rounded, Scale, Score};

use super::practice_text;
use super::wrap::wrapped;

/// A rule of the diagnostics.
pub(crate) fn rule(rule: &Rule) -> String {
    format!("{} {} ({})\n\n{}", rule.id, rule.name, rule.severity.word(), wrapped(rule.why, ""))
}

/// One number taken apart; of an item also the practices that take it further.
pub(crate) fn number(explanation: &Explanation, practices: &[Raising]) -> String {
    match explanation {
        Explanation::Item(item) => {
            of_item(item) + &practice_text::raising("Practices that take it further", practices)
        }
        Explanation::Aspect(aspect) => of_aspect(aspect),
        Explanation::Mean(mean) => of_mean(mean),
    }
}

/// The answers that move the overall score most.
pub(crate) fn top(steps: &[Step], instruments: &[Instrument]) -> String {
    if steps.is_empty() {
        return "No answer can move the overall score: none below 5 is given.\n".to_owned();
    }
    let mut out =
        "One level more here moves the overall score most, everything else as it is. Where an aspect has open\nquestions, its few answers weigh more than they will once all are given.\n\n".to_owned();
    out.push_str(&format!("{:>3}  {:<46}{:>8}  {:>8}  {:<14}\n", "", "answer", "level", "overall", "then"));
    for (number, step) in steps.iter().enumerate() {
        let Some(change) = step.changes.iter().find(|change| change.id == "overall") else { continue };
        let from = step.from.unwrap_or(1);
        let moved = change
            .difference
            .as_ref()
            .map_or_else(String::new, |difference| format!("{:+.4}", difference.to_f64()));
        let then = change.after.map_or_else(String::new, |after| after.to_string());
        out.push_str(
            &format!(
                "{:>3}  {:<46}{:>8}  {moved:>8}  {then:<14}\n",
                number + 1,
                step.item,
                format!("{from} -> {}", step.to)
            )
            .replace(" \n", "\n"),
        );
        let item = instruments.iter().find_map(|instrument| instrument.item(&step.item));
        if let Some(anchor) = item.and_then(|item| item.kind.anchors().get(usize::from(step.to) - 1)) {
            out.push_str(&wrapped(&format!("level {}: {anchor}", step.to), "       "));
        }
    }
    out.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// What an item, aspect or domain is, without any answer; of an item also the practices that raise it.
pub(crate) fn definition(id: &str, instrument: &Instrument, practices: &[Raising]) -> Option<String> {
    if let Some(domain) = instrument.domains.iter().find(|domain| domain.id == id) {
        let mut out = format!(
            "{id}: {}, a domain of {}\n{}\n",
            domain.name,
            instrument.reference(),
            wrapped(&domain.about, "")
        );
        for aspect in &domain.aspects {
            out.push_str(&format!("  {:<32}{}\n", aspect.id, aspect.name));
        }
        return Some(out);
    }
    if let Some(aspect) = instrument.aspect(id) {
        return Some(aspect_definition(aspect, instrument));
    }
    let item = instrument.item(id)?;
    Some(item_definition(item, instrument) + &practice_text::raising("Practices that raise it", practices))
}

fn aspect_definition(aspect: &Aspect, instrument: &Instrument) -> String {
    let mut out = format!(
        "{}: {}, an aspect of {}\n{}\n",
        aspect.id,
        aspect.name,
        instrument.reference(),
        wrapped(&aspect.about, "")
    );
    for item in &aspect.items {
        out.push_str(&format!("  {} ({})\n", item.id, item.kind.word()));
        out.push_str(&wrapped(&item.question, "    "));
    }
    out
}

fn item_definition(item: &Item, instrument: &Instrument) -> String {
    let mut out = format!(
        "{}, a {} item of {}\n\n{}",
        item.id,
        item.kind.word(),
        instrument.reference(),
        wrapped(&item.question, "")
    );
    if !item.why.is_empty() {
        out.push_str(&format!("\n{}", wrapped(&format!("Why it matters: {}", item.why), "")));
    }
    if !item.kind.anchors().is_empty() {
        out.push('\n');
    }
    for (number, anchor) in item.kind.anchors().iter().enumerate() {
        out.push_str(&hanging(&format!("  {}  ", number + 1), anchor));
    }
    match &item.kind {
        ItemKind::Elements { elements, .. } => {
            out.push_str("\nElements:\n");
            elements
                .iter()
                .for_each(|element| out.push_str(&hanging(&format!("  {:<24}", element.id), &element.label)));
        }
        ItemKind::Fact { choices, field, .. } => {
            out.push_str(&format!("\nAnswered in the file as `ai.{field}`.\n"));
            choices
                .iter()
                .for_each(|choice| out.push_str(&hanging(&format!("  {:<24}", choice.id), &choice.label)));
        }
        ItemKind::Maturity { .. } | ItemKind::Capability { .. } => {}
    }
    if !item.evidence.is_empty() {
        out.push_str("\nWhat would prove level 3 and above:\n");
        for evidence in &item.evidence {
            let rules = if evidence.rules.is_empty() {
                String::new()
            } else {
                format!(" (rules {})", evidence.rules.join(", "))
            };
            out.push_str(&hanging("  - ", &format!("{}: {}{rules}", evidence.kind, evidence.shows)));
        }
    }
    if !item.crosswalk.is_empty() {
        out.push_str("\nElsewhere:\n");
        for (key, ids) in &item.crosswalk {
            let title = instrument
                .sources
                .iter()
                .find(|source| source.key == *key)
                .map_or(key.as_str(), |source| &source.title);
            out.push_str(&hanging("  ", &format!("{title}: {}", ids.join(", "))));
        }
    }
    out
}

fn of_item(item: &ItemExplained) -> String {
    let mut out = format!("{}\n{}\n", item.id, wrapped(&item.question, ""));
    let said = match item.standing.part {
        ItemPart::Counted { level, half_weight } => {
            format!(
                "Answered {level}, weight {}: it adds {} of {} to {}.",
                weight(half_weight),
                product(level, half_weight),
                weight(half_weight),
                item.aspect
            )
        }
        ItemPart::Unanswered { half_weight } => {
            format!(
                "Not answered, weight {}: it lowers no score, it widens the range of {}.",
                weight(half_weight),
                item.aspect
            )
        }
        ItemPart::WeightNone => "Importance none: it does not count.".to_owned(),
        ItemPart::NotRequired => "Not required: it does not count.".to_owned(),
        ItemPart::NotApplicable => "Not applicable: it does not count.".to_owned(),
        ItemPart::OutOfScope => format!("{} is out of scope: it does not count.", item.aspect),
    };
    out.push_str(&wrapped(&said, ""));
    if let ItemPart::Counted { level, .. } = item.standing.part
        && let Some(anchor) = item.anchors.get(usize::from(level) - 1)
    {
        out.push_str(&format!("\nWhat was said to be true (level {level}):\n{}", wrapped(anchor, "  ")));
    }
    for step in &item.steps {
        let what = if step.from.is_some() { "One level more" } else { "If the answer were" };
        out.push_str(&format!("\n{what} ({}):\n", step.to));
        if let Some(anchor) = item.anchors.get(usize::from(step.to) - 1) {
            out.push_str(&wrapped(anchor, "  "));
        }
        step.changes.iter().for_each(|change| out.push_str(&changed(change)));
    }
    out
}

fn changed(change: &Change) -> String {
    let shown = |value: Option<Rounded>| value.map_or_else(|| "-".to_owned(), |value| value.to_string());
    let moved =
        change.difference.as_ref().map_or_else(String::new, |moved| format!("  ({:+.4})", moved.to_f64()));
    format!("  {:<32}{:>6} -> {}{moved}\n", change.id, shown(change.before), shown(change.after))
}

fn of_aspect(aspect: &AspectExplained) -> String {
    let mut out = format!("{}: {}\n", aspect.id, aspect.name);
    if !aspect.in_scope {
        out.push_str("Out of scope: it has no score, and its domain is the mean of the others.\n");
        return out;
    }
    for (scale, items, score) in &aspect.scales {
        out.push_str(&format!(
            "\n{:<50}{:>7}{:>8}{:>24}\n",
            heading(*scale),
            "answer",
            "weight",
            "(answer-1)/4 x weight"
        ));
        items.iter().for_each(|item| out.push_str(&item_row(item)));
        let (answered, gained) = sums(items);
        out.push_str(&format!(
            "{:<50}{:>7}{:>8}{:>24}\n",
            "  sum over what is answered",
            "",
            weight(answered),
            eighths(gained)
        ));
        out.push_str(&match (&score.value, score.rounded()) {
            (Some(value), Some(shown)) => format!(
                "\n{} x {} / {} = {}{}, {}\n",
                (*scale).max(),
                eighths(gained),
                weight(answered),
                decimals(value),
                shown_as(value, shown),
                scale.level_name(shown.level())
            ),
            _ => "\nNothing is answered, so there is no score.\n".to_owned(),
        });
        out.push_str(&bounds(score));
    }
    out.push_str(&format!(
        "\nIts domain `{}` is the mean of its aspects: socmark explain {} FILE\n",
        aspect.domain, aspect.domain
    ));
    out
}

fn item_row(item: &ItemStanding) -> String {
    let (answer, weighs, adds) = match item.part {
        ItemPart::Counted { level, half_weight } => {
            (level.to_string(), weight(half_weight), product(level, half_weight))
        }
        ItemPart::Unanswered { half_weight } => {
            ("-".to_owned(), weight(half_weight), "not answered".to_owned())
        }
        ItemPart::WeightNone => ("".to_owned(), "0".to_owned(), "importance none".to_owned()),
        ItemPart::NotRequired => ("".to_owned(), "".to_owned(), "not required".to_owned()),
        ItemPart::NotApplicable => ("".to_owned(), "".to_owned(), "not applicable".to_owned()),
        ItemPart::OutOfScope => ("".to_owned(), "".to_owned(), "out of scope".to_owned()),
    };
    format!("  {:<48}{answer:>7}{weighs:>8}{adds:>24}\n", item.id)
}

/// Half weights answered, and eighths gained: half weight times (answer-1).
fn sums(items: &[ItemStanding]) -> (u32, u32) {
    items.iter().fold((0, 0), |(answered, gained), item| match item.part {
        ItemPart::Counted { level, half_weight } => {
            (answered + half_weight, gained + half_weight * (u32::from(level) - 1))
        }
        _ => (answered, gained),
    })
}

fn of_mean(mean: &MeanExplained) -> String {
    let mut out = format!("{}: {}\n", mean.id, mean.name);
    for scale in &mean.scales {
        out.push_str(&format!("\n{}\n", heading(scale.scale)));
        for part in &scale.parts {
            let value = match (&part.value, part.left_out) {
                (Some(value), _) => decimals(value),
                (None, reason) => format!("- ({})", reason.unwrap_or("no score")),
            };
            out.push_str(&format!("  {:<32}{:<34}{value}\n", part.id, part.name));
        }
        let scored: Vec<String> =
            scale.parts.iter().filter_map(|part| part.value.as_ref()).map(decimals).collect();
        out.push_str(&match (&scale.score.value, scale.score.rounded()) {
            (Some(value), Some(shown)) => wrapped(
                &format!(
                    "({}) / {} = {}{}, {}",
                    scored.join(" + "),
                    scored.len(),
                    decimals(value),
                    shown_as(value, shown),
                    scale.scale.level_name(shown.level())
                ),
                "",
            ),
            _ => "Nothing is answered, so there is no score.\n".to_owned(),
        });
        out.push_str(&bounds(&scale.score));
        if let (Some(target), Some(shown)) = (scale.target, scale.score.rounded()) {
            let gap = Rounded(target.0 - shown.0);
            out.push_str(&if gap.0 > 0 {
                format!("Target {target}: {gap} to go.\n")
            } else {
                format!("Target {target}: reached.\n")
            });
        }
    }
    out
}

fn bounds(score: &Score) -> String {
    match (&score.low, &score.high, score.coverage.share()) {
        (Some(low), Some(high), Some(share)) if low != high => format!(
            "Answered: {:.0}% of the weight. If all open questions were answered 1 it would be {}, if 5 {}.\n",
            share * 100.0,
            low.rounded(),
            high.rounded()
        ),
        _ => String::new(),
    }
}

fn heading(scale: Scale) -> &'static str {
    match scale {
        Scale::Maturity => "Maturity, 0 to 5",
        Scale::Capability => "Capability, 0 to 3",
    }
}

/// `, shown as 1.88` where rounding changed what is shown.
fn shown_as(value: &Exact, shown: Rounded) -> String {
    if decimals(value) == format!("{shown}00") { String::new() } else { format!(", shown as {shown}") }
}

/// Four decimals: enough for sums to add up in front of the reader.
fn decimals(value: &Exact) -> String {
    format!("{:.4}", value.to_f64())
}

fn weight(half: u32) -> String {
    if half.is_multiple_of(2) { (half / 2).to_string() } else { format!("{}.5", half / 2) }
}

fn product(level: u8, half_weight: u32) -> String {
    eighths(half_weight * (u32::from(level) - 1))
}

/// A number of eighths, exactly.
fn eighths(count: u32) -> String {
    format!("{}.{:03}", count / 8, count % 8 * 125)
}

fn hanging(head: &str, text: &str) -> String {
    let indent = " ".repeat(head.chars().count());
    let body = wrapped(text, &indent);
    format!("{head}{}", body.trim_start())
}
