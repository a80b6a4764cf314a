//! Beside shares: the share that answered as one did, and a rank only where the categories have an order.

use crate::model::benchmark::{Category, Compared, ComparedCategory, Own, PercentileRange, Standing};
use crate::stats;

use super::wording;

/// Every category with its interval; `own` are the slugs of one's own answers.
pub(super) fn table(categories: &[Category], n: Option<u32>, own: &[String]) -> Vec<ComparedCategory> {
    categories
        .iter()
        .map(|category| {
            let share = category.share as f64 / 10_000.0;
            ComparedCategory {
                label: category.label.clone(),
                share,
                interval: n.map(|n| stats::wilson(share, f64::from(n))),
                own: category.covers.iter().any(|slug| own.contains(slug)),
            }
        })
        .collect()
}

pub(super) fn compare(
    mut row: Compared,
    categories: &[Category],
    exclusive: bool,
    ordered: bool,
    own: &Standing,
) -> Compared {
    let answers = own.answers.get(&row.metric).map_or(&[][..], Vec::as_slice);
    row.categories = table(categories, row.n, answers);
    row.refused = match (exclusive, ordered) {
        (true, true) => None,
        (true, false) => Some("these categories have no order, so there is no rank among them".to_owned()),
        (false, _) => Some("several answers were possible, so there is no rank".to_owned()),
    };
    if row.n.is_some() {
        row.caveats.push("An interval allows for chance alone, not for who chose to take part.".to_owned());
    }
    if answers.is_empty() {
        let how = wording::how_to_know(&row.metric);
        row.says.push(format!("Not known from this file: your {} ({how}).", row.label));
        return row;
    }
    row.own = Own::Answer(answers.join(", "));
    let own_categories: Vec<usize> =
        row.categories.iter().enumerate().filter(|(_, category)| category.own).map(|(at, _)| at).collect();
    if own_categories.is_empty() {
        not_published(&mut row, answers, exclusive);
        return row;
    }
    for at in &own_categories {
        let category = &row.categories[*at];
        let share = share_with_interval(category);
        let sentence = if exclusive {
            format!(
                "You answer {}; of those surveyed, {share} are in `{}`.",
                answers.join(", "),
                category.label
            )
        } else {
            format!("Of those surveyed, {share} named `{}`, as you do.", category.label)
        };
        row.says.push(sentence);
    }
    if let ([at], true) = (own_categories.as_slice(), exclusive) {
        let category = &categories[*at];
        row.reference_share = Some(row.categories[*at].share);
        if category.covers.len() > 1 {
            row.says.push(format!(
                "These answers were published together as `{}`; how they divide is not known.",
                category.label
            ));
        }
        if ordered {
            rank(&mut row, categories, *at);
        }
    }
    row
}

/// The share below, and at or below, from whole-number sums.
fn rank(row: &mut Compared, categories: &[Category], at: usize) {
    let sum = |to: usize| categories[..to].iter().map(|category| category.share).sum::<i64>().min(10_000);
    let (below, at_or_below) = (sum(at), sum(at + 1));
    let above = 10_000 - at_or_below;
    let (below, at_or_below) = (below as f64 / 10_000.0, at_or_below as f64 / 10_000.0);
    row.percentile = Some(PercentileRange { low: below, mid: None, high: at_or_below });
    row.says.push(format!(
        "{} are in lower categories, {} in higher ones.",
        wording::percent(below),
        wording::percent(above as f64 / 10_000.0)
    ));
}

fn not_published(row: &mut Compared, answers: &[String], exclusive: bool) {
    let own = answers.join(", ");
    if row.metric == "ai.challenges" {
        for category in &row.categories {
            let share = share_with_interval(category);
            row.says
                .push(format!("Of those surveyed, {share} named `{}`, which you do not.", category.label));
        }
        return;
    }
    let labels: Vec<&str> = row.categories.iter().map(|category| category.label.as_str()).collect();
    row.says.push(format!(
        "Your answer {own} is none of the published categories ({}), so no share stands beside it.",
        labels.join(", ")
    ));
    if exclusive {
        row.refused = Some("your answer is none of the published categories".to_owned());
    }
}

fn share_with_interval(category: &ComparedCategory) -> String {
    let share = wording::percent(category.share);
    match category.interval {
        Some(ends) => format!("{share} (95% interval {})", wording::interval(ends)),
        None => share,
    }
}
