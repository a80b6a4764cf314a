//! What the others do: where this SOC differs from most of them, and every question.

use crate::model::cohort::{ItemFrequency, Told};
use crate::report::document::{Block, Section, Table};
use crate::report::words::{self, column, numeric, said, text, text_or_dash};

use super::{View, told};

/// Questions in each of the two lists; the table of all has the others.
const SHOWN: usize = 12;

pub(super) fn sections(view: &View<'_>) -> Vec<Section> {
    let items: Vec<&ItemFrequency> = view.cohort.items.iter().collect();
    if items.is_empty() {
        return Vec::new();
    }
    let mut behind: Vec<&ItemFrequency> =
        items.iter().copied().filter(|item| item.own.is_some_and(|own| own < 4) && most(item)).collect();
    let mut ahead: Vec<&ItemFrequency> =
        items.iter().copied().filter(|item| item.own.is_some_and(|own| own >= 4) && fewest(item)).collect();
    // stable, so that questions of one share keep the order of the questionnaire
    behind.sort_by(|a, b| share(b).total_cmp(&share(a)));
    ahead.sort_by(|a, b| share(a).total_cmp(&share(b)));
    let mut blocks = vec![Block::Text(
        "A SOC does what a question asks where it answers 4 or 5. Counts under 5, and counts that leave fewer than 5, are not told."
            .to_owned(),
    )];
    let lists = [
        ("behind", "What most of the others do and this SOC does not", behind),
        ("ahead", "What this SOC does and fewer than half of the others do", ahead),
    ];
    for (id, caption, list) in lists {
        if items.iter().all(|item| item.own.is_none()) {
            blocks.push(Block::Text(format!("{caption}: not known, as this SOC has answered none of it.")));
            continue;
        }
        if list.is_empty() {
            blocks.push(Block::Text(format!("{caption}: nothing of what was asked.")));
            continue;
        }
        let shown = list.get(..SHOWN).unwrap_or(&list);
        blocks.push(Block::Table(table(view, id, caption, shown)));
        if let Some(more) = list.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            let more =
                words::count(more, "more question of this kind stands", "more questions of this kind stand");
            blocks.push(Block::Text(format!("{more} in the table of all questions.")));
        }
    }
    vec![
        view.section("practice", "what the others do", false, blocks),
        view.section(
            "items",
            "every question",
            true,
            vec![Block::Table(table(
                view,
                "items",
                "How many of the others do what a question asks",
                &items,
            ))],
        ),
    ]
}

/// More than half.
fn most(item: &ItemFrequency) -> bool {
    match item.does {
        Told::Count(count) => 2 * count > item.of,
        Told::NearlyAll => true,
        Told::Few => false,
    }
}

/// Fewer than half.
fn fewest(item: &ItemFrequency) -> bool {
    match item.does {
        Told::Count(count) => 2 * count < item.of,
        Told::NearlyAll => false,
        Told::Few => true,
    }
}

/// Orders counts; those that are not told come at the ends, all alike.
fn share(item: &ItemFrequency) -> f64 {
    match item.does {
        Told::Count(count) => count as f64 / item.of.max(1) as f64,
        Told::Few => 0.0,
        Told::NearlyAll => 1.0,
    }
}

fn table(view: &View<'_>, id: &str, caption: &str, items: &[&ItemFrequency]) -> Table {
    let rows = items.iter().map(|item| {
        let question = if item.question.is_empty() { &item.item } else { &item.question };
        words::row(vec![
            text(said(question)),
            text(view.label(&format!("aspect.{}", item.aspect), &item.aspect)),
            text_or_dash(item.own.map(|level| level.to_string())),
            text(told(item.does, item.of)),
            text(item.item.clone()),
        ])
    });
    Table {
        id: format!("cohort-{}-{id}-table", view.key),
        caption: view.caption(caption),
        columns: vec![
            column("question", "Question"),
            column("aspect", "Aspect"),
            numeric("own", "This SOC's level"),
            numeric("others", "Others that do it"),
            column("item", "Id"),
        ],
        rows: rows.collect(),
    }
}
