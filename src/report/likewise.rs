//! What surveyed SOCs said of their AI, beside what this one says: each source in its own wording.

use crate::model::benchmark::{Compared, Context};
use crate::pipeline::Outcome;

use super::document::{Block, Section, Table, Tone};
use super::words::{self, column, numeric, said, text};

/// `None` where no source was read.
pub(super) fn section(outcome: &Outcome) -> Option<Section> {
    let rows: Vec<&Compared> =
        outcome.comparison.published().filter(|row| row.metric.starts_with("ai.")).collect();
    if rows.is_empty() {
        return None;
    }
    let mut blocks = vec![
        Block::Text(
            "Surveys ask SOCs to describe themselves, so only the SOC's own words stand here, not the label worked out above. Takers, shapers and builders are no ranking. Each survey asked in its own words; no figure is an average of them."
                .to_owned(),
        ),
        Block::Table(table(&rows)),
    ];
    let context: Vec<String> = outcome
        .comparison
        .context
        .iter()
        .filter(|context| about_ai(context) && rows.iter().any(|row| row.source == context.source))
        .map(|context| {
            let many = context.n.map_or_else(String::new, |n| format!(", n {n}"));
            format!(
                "{}: {} ({}{many})",
                said(&context.label),
                words::sentence(&said(&context.text)),
                context.source
            )
        })
        .collect();
    if !context.is_empty() {
        blocks.push(Block::Text("Context, never a rank:".to_owned()));
        blocks.push(Block::List(context));
    }
    blocks.push(Block::Note(
        Tone::Info,
        "Sources, numbers of answers, collection windows and caveats of each figure stand in the benchmark chapter and in `socmark benchmark --source ID`."
            .to_owned(),
    ));
    Some(Section {
        id: "ai-likewise".to_owned(),
        title: Some("SOCs that say likewise".to_owned()),
        fold: false,
        blocks,
    })
}

fn about_ai(context: &Context) -> bool {
    ["ai-", "challenges-"].iter().any(|start| context.figure.starts_with(start))
}

fn table(rows: &[&Compared]) -> Table {
    let mut lines = Vec::new();
    for row in rows {
        for category in &row.categories {
            lines.push(words::row(vec![
                text(said(&row.label)),
                text(said(&category.label)),
                words::share(Some(category.share)),
                text(category.interval.map_or_else(
                    || words::DASH.to_owned(),
                    |(low, high)| format!("{} to {}", words::percent(low), words::percent(high)),
                )),
                text(if category.own { "this SOC" } else { "" }),
                text(format!("{}{}", row.source, row.n.map_or_else(String::new, |n| format!(", n {n}")))),
            ]));
        }
    }
    Table {
        id: "ai-likewise".to_owned(),
        caption: "Shares of the SOCs surveyed, with the 95% interval (Wilson) of the share".to_owned(),
        columns: vec![
            column("question", "What was asked"),
            column("answer", "Answer"),
            numeric("share", "Share"),
            column("interval", "Interval"),
            column("own", "Own answer"),
            column("source", "Source"),
        ],
        rows: lines,
    }
}
