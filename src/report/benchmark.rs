//! Own figures beside published ones, with everything that must be known to read them.

use crate::model::benchmark::{Compared, ComparedCategory, Context, Own, PercentileRange, Read};
use crate::pipeline::Outcome;

use super::document::{
    Block, Chart, ComparisonCard, Fact, Figure, Part, Row, Section, Stack, StackRow, Table, Tone,
};
use super::domains::anchor;
use super::standing::Standing;
use super::words::{self, column, fact, numeric, said, share, signed, text, text_or_dash};

const SECONDARY: &str =
    "Secondary: read in articles about the source, not in the document that published the figure.";

pub(super) fn part(outcome: &Outcome, standing: &Standing<'_>) -> Part {
    let comparison = &outcome.comparison;
    let mut sections = Vec::new();
    if comparison.rows.is_empty() {
        sections.push(Section {
            id: "benchmark-none".to_owned(),
            title: None,
            fold: false,
            blocks: vec![Block::Note(
                Tone::Info,
                "No published figure was set beside this assessment.".to_owned(),
            )],
        });
    } else {
        let mut blocks = Vec::new();
        if comparison.rows.iter().any(|row| row.metric.starts_with("domain.")) {
            blocks.push(Block::Note(
                Tone::Info,
                "No public source holds a distribution of SOC maturity. Where a percentile is missing, it is because the figure does not allow one; the reason is given."
                    .to_owned(),
            ));
        }
        if standing.is_workbook() {
            blocks.push(Block::Text("Compared are the figures of the method named beside them.".to_owned()));
        }
        let cards = comparison.rows.iter().enumerate();
        blocks.extend(cards.map(|(number, row)| Block::Comparison(Box::new(card(number, row)))));
        sections.push(Section {
            id: "benchmark-figures".to_owned(),
            title: Some("Own figures beside published ones".to_owned()),
            fold: false,
            blocks,
        });
    }
    if !comparison.context.is_empty() {
        sections.push(context(&comparison.context));
    }
    Part {
        id: "benchmark".to_owned(),
        title: "Benchmark".to_owned(),
        lead: "Where published figures exist, they stand beside the SOC's own, each with what it allows to be said and no more."
            .to_owned(),
        sections,
    }
}

fn card(number: usize, row: &Compared) -> ComparisonCard {
    let id = format!("{}-{}-{number}", anchor(&row.source), anchor(&row.figure));
    let label = words::capital(&said(&row.label));
    ComparisonCard {
        metric: row.metric.clone(),
        source: row.source.clone(),
        figure: row.figure.clone(),
        kind: row.kind,
        own: match &row.own {
            Own::Unknown => "not known from this file".to_owned(),
            Own::Score(score) => score.to_string(),
            Own::Answer(slugs) => slugs
                .split(',')
                .map(|slug| words::slug(slug.trim()).to_lowercase())
                .collect::<Vec<_>>()
                .join(", "),
        },
        reference: said(&row.reference),
        difference: row.difference.map(signed),
        percentile: row.percentile.map(percentile),
        refused: row.refused.as_deref().map(|why| words::sentence(&said(why))),
        says: row.says.iter().map(|text| words::sentence(&said(text))).collect(),
        chart: stack(&format!("chart-{id}"), &label, &row.categories),
        categories: categories(&format!("shares-{id}"), &label, &row.categories),
        provenance: provenance(&row.citation, row.n, &row.collected, Some(&row.population)),
        secondary: (row.read == Read::Secondary).then(|| SECONDARY.to_owned()),
        caveats: row.caveats.iter().map(|text| words::sentence(&said(text))).collect(),
        label,
    }
}

/// Between which shares of the surveyed this SOC stands.
fn percentile(range: PercentileRange) -> String {
    let span = format!("{} to {}", words::percent(range.low), words::percent(range.high));
    match range.mid {
        Some(mid) => format!("percentile {:.0}; between {span} are below", (mid * 100.0).round()),
        None if range.low <= 0.0 && range.high >= 1.0 => "the figure does not narrow it down".to_owned(),
        None => format!("between {span} of those surveyed are at or below; nothing narrower is known"),
    }
}

fn provenance(citation: &str, n: Option<u32>, collected: &str, population: Option<&str>) -> Vec<Fact> {
    let mut facts = vec![fact("citation", "Source", said(citation))];
    facts.push(fact(
        "n",
        "Answers",
        n.map_or_else(|| "number not published".to_owned(), |n| format!("n = {n}")),
    ));
    facts.push(fact("collected", "Collected", said(collected)));
    if let Some(population) = population {
        facts.push(fact("population", "Who was asked", said(population)));
    }
    facts
}

/// A stack only where the shares are parts of one whole.
fn stack(id: &str, label: &str, categories: &[ComparedCategory]) -> Option<Figure> {
    let total: f64 = categories.iter().map(|category| category.share).sum();
    if categories.len() < 2 || categories.len() > 6 || !(0.97..=1.03).contains(&total) {
        return None;
    }
    let parts: Vec<String> = categories
        .iter()
        .map(|category| {
            let own = if category.own { " (this SOC)" } else { "" };
            format!("{} {}{own}", said(&category.label), words::percent(category.share))
        })
        .collect();
    Some(Figure {
        id: id.to_owned(),
        title: format!("{label}: published shares"),
        description: format!("{}.", parts.join("; ")),
        chart: Chart::Stack(Stack {
            categories: categories.iter().map(|category| said(&category.label)).collect(),
            rows: vec![StackRow {
                label: String::new(),
                shares: categories.iter().map(|category| category.share).collect(),
                own: categories.iter().position(|category| category.own),
            }],
        }),
    })
}

fn categories(id: &str, label: &str, categories: &[ComparedCategory]) -> Option<Table> {
    (!categories.is_empty()).then(|| Table {
        id: id.to_owned(),
        caption: format!("{label}: shares"),
        columns: vec![
            column("category", "Category"),
            numeric("share", "Share"),
            column("interval", "95% interval"),
            column("own", "This SOC"),
        ],
        rows: categories
            .iter()
            .map(|category| Row {
                head: false,
                cells: vec![
                    text(said(&category.label)),
                    share(Some(category.share)),
                    text_or_dash(
                        category.interval.map(|(low, high)| {
                            format!("{} to {}", words::percent(low), words::percent(high))
                        }),
                    ),
                    text(if category.own { "here" } else { "" }),
                ],
            })
            .collect(),
    })
}

/// Trends and statements: never a rank.
fn context(list: &[Context]) -> Section {
    let rows = list
        .iter()
        .map(|entry| {
            let shares: Vec<String> = entry
                .categories
                .iter()
                .map(|category| format!("{} {}", said(&category.label), words::percent(category.share)))
                .collect();
            let said_text = said(&entry.text);
            let finding = match (said_text.is_empty(), shares.is_empty()) {
                (_, true) => said_text,
                (true, false) => shares.join("; "),
                (false, false) => format!("{said_text} ({})", shares.join("; ")),
            };
            let mut caveats: Vec<String> =
                entry.caveats.iter().map(|text| words::sentence(&said(text))).collect();
            if entry.read == Read::Secondary {
                caveats.insert(0, SECONDARY.to_owned());
            }
            let source = match entry.n {
                Some(n) => format!("{} (n = {n}; {})", said(&entry.citation), said(&entry.collected)),
                None => format!("{} ({})", said(&entry.citation), said(&entry.collected)),
            };
            Row {
                head: false,
                cells: vec![
                    text(words::capital(&said(&entry.label))),
                    text(finding),
                    text(source),
                    text(caveats.join(" ")),
                ],
            }
        })
        .collect();
    Section {
        id: "benchmark-context".to_owned(),
        title: Some("Context".to_owned()),
        fold: false,
        blocks: vec![
            Block::Text("Findings of surveys that no own figure can be ranked against.".to_owned()),
            Block::Table(Table {
                id: "context".to_owned(),
                caption: "Trends and statements, in our words".to_owned(),
                columns: vec![
                    column("label", "What"),
                    column("finding", "Finding"),
                    column("source", "Source"),
                    column("caveats", "To be known"),
                ],
                rows,
            }),
        ],
    }
}
