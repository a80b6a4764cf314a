//! Own figures beside published ones, with everything that must be known to read them.

use crate::model::benchmark::{Compared, ComparedCategory, Context, Own, PercentileRange, Read};
use crate::pipeline::Outcome;

use super::cohort;
use super::document::{
    Block, Chart, ComparisonCard, Fact, Figure, Part, Row, Section, Stack, StackRow, Table, Tone,
};
use super::domains::anchor;
use super::standing::Standing;
use super::words::{self, column, fact, numeric, said, share, signed, text, text_or_dash};

const SECONDARY: &str = "in articles about the source, not in the document that published it (secondary)";

pub(super) fn part(outcome: &Outcome, standing: &Standing<'_>) -> Part {
    let comparison = &outcome.comparison;
    let published: Vec<&Compared> = comparison.published().collect();
    let entries = |id: &str| comparison.context.iter().filter(|entry| entry.source == id).collect::<Vec<_>>();
    let mut sections = cohort::sections(outcome, standing);
    if published.is_empty() && !sections.is_empty() {
        // a cohort alone was asked for
    } else if published.is_empty() {
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
        sections.push(preface(standing));
        sections.extend(sources(published.iter().map(|row| row.source.as_str())).iter().map(|id| {
            let rows: Vec<&Compared> = published.iter().copied().filter(|row| row.source == *id).collect();
            source(id, &rows, &entries(id))
        }));
    }
    // sources that nothing is compared with come last
    let compared = |id: &&&str| comparison.rows.iter().any(|row| row.source == **id);
    let contexts = sources(comparison.context.iter().map(|entry| entry.source.as_str()));
    sections.extend(contexts.iter().filter(|id| !compared(id)).filter_map(|id| context(id, &entries(id))));
    Part {
        id: "benchmark".to_owned(),
        title: "Benchmark".to_owned(),
        lead: if comparison.cohorts.is_empty() {
            "Where published figures exist, they stand beside the SOC's own, each with what it allows to be said and no more."
        } else {
            "The SOC among the others of a pool, and beside published figures where they were asked for: each with what it allows to be said and no more."
        }
        .to_owned(),
        sections,
    }
}

/// Each source once, in the order of its first figure.
fn sources<'a>(all: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut sources: Vec<&str> = Vec::new();
    for source in all {
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources
}

fn preface(standing: &Standing<'_>) -> Section {
    let mut blocks = vec![Block::Note(
        Tone::Info,
        "No public source holds a distribution of SOC maturity. Where a percentile is missing, the figure does not allow one, and the reason is given."
            .to_owned(),
    )];
    if standing.is_workbook() {
        blocks.push(Block::Text(
            "Compared are the figures of the method that is named beside them.".to_owned(),
        ));
    }
    Section { id: "benchmark-preface".to_owned(), title: None, fold: false, blocks }
}

/// The figures of one source, then its findings that are context; what holds for all figures is said once, above them.
fn source(id: &str, rows: &[&Compared], context: &[&Context]) -> Section {
    let Some(first) = rows.first() else {
        return Section {
            id: format!("benchmark-{}", anchor(id)),
            title: None,
            fold: false,
            blocks: Vec::new(),
        };
    };
    let common: Vec<String> = first
        .caveats
        .iter()
        .filter(|caveat| rows.iter().all(|row| row.caveats.contains(caveat)))
        .cloned()
        .collect();
    let mut facts = provenance(first);
    if first.read == Read::Secondary {
        facts.push(fact("read", "Read", SECONDARY));
    }
    if !common.is_empty() {
        let values = common.iter().map(|text| point(text)).collect();
        facts.push(Fact { key: "caveats", label: "To be known".to_owned(), values });
    }
    let mut blocks = vec![Block::Facts(facts)];
    let cards = rows.iter().enumerate();
    blocks.extend(cards.map(|(number, row)| Block::Comparison(Box::new(card(number, row, first, &common)))));
    let title = title(&first.citation);
    if !context.is_empty() {
        let known =
            Known { n: first.n, collected: Some(&first.collected), read: first.read, caveats: &common };
        blocks.push(Block::Table(findings(id, &title, context, &known)));
    }
    Section { id: format!("benchmark-{}", anchor(id)), title: Some(title), fold: false, blocks }
}

/// The title inside a citation: what stands in quotation marks, else its first part.
fn title(citation: &str) -> String {
    let citation = said(citation);
    let quoted = citation.split(['"', '“', '”']).nth(1).map(str::trim).filter(|title| !title.is_empty());
    let first = || citation.split(';').next().unwrap_or(&citation);
    words::shorten(quoted.unwrap_or_else(first), 90)
}

/// `first` and `common` are what was said above all figures of the source.
fn card(number: usize, row: &Compared, first: &Compared, common: &[String]) -> ComparisonCard {
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
        percentile: row.percentile.and_then(percentile),
        refused: row.refused.as_deref().map(point),
        says: row.says.iter().map(|text| point(text)).collect(),
        chart: stack(&format!("chart-{id}"), &format!("{label}: published shares"), &row.categories),
        categories: categories(&format!("shares-{id}"), &label, &row.categories),
        provenance: if provenance(row) == provenance(first) { Vec::new() } else { provenance(row) },
        secondary: (row.read == Read::Secondary).then(|| SECONDARY.to_owned()),
        caveats: row
            .caveats
            .iter()
            .filter(|caveat| !common.contains(caveat))
            .map(|text| point(text))
            .collect(),
        label,
    }
}

/// A percentile with its bounds; bounds alone are among the sentences that the figure allows.
fn percentile(range: PercentileRange) -> Option<String> {
    let mid = range.mid?;
    let (low, high) = (words::percent(range.low), words::percent(range.high));
    Some(format!("percentile {:.0}: {low} are below, {high} at or below", (mid * 100.0).round()))
}

/// A sentence; names that stand in backticks on a terminal stand in quotation marks here.
fn point(text: &str) -> String {
    let text = said(text);
    let parts: Vec<&str> = text.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return words::sentence(&text);
    }
    let marked = parts.iter().enumerate().map(|(number, part)| match number % 2 {
        0 => (*part).to_owned(),
        _ => format!("“{part}”"),
    });
    words::sentence(&marked.collect::<String>())
}

fn provenance(row: &Compared) -> Vec<Fact> {
    vec![
        fact("citation", "Source", said(&row.citation)),
        fact("n", "Answers", row.n.map_or_else(|| "number not published".to_owned(), |n| format!("n = {n}"))),
        fact("collected", "Collected", said(&row.collected)),
        fact("population", "Who was asked", said(&row.population)),
        fact("licence", "Licence", said(&row.licence)),
    ]
}

/// A stack only where the shares are parts of one whole.
pub(super) fn stack(id: &str, title: &str, categories: &[ComparedCategory]) -> Option<Figure> {
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
        title: title.to_owned(),
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

pub(super) fn categories(id: &str, label: &str, categories: &[ComparedCategory]) -> Option<Table> {
    (!categories.is_empty()).then(|| Table {
        id: id.to_owned(),
        caption: format!("{label}: shares"),
        columns: vec![
            column("category", "Category"),
            numeric("share", "Share"),
            numeric("interval", "95% interval"),
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

/// A source that is context only: its block, then its findings.
fn context(id: &str, entries: &[&Context]) -> Option<Section> {
    let first = entries.first()?;
    let common: Vec<String> = first
        .caveats
        .iter()
        .filter(|caveat| entries.iter().all(|entry| entry.caveats.contains(caveat)))
        .cloned()
        .collect();
    let n = first.n.filter(|_| entries.iter().all(|entry| entry.n == first.n));
    let collected = entries.iter().all(|entry| entry.collected == first.collected);
    let mut facts = vec![fact("citation", "Source", said(&first.citation))];
    facts.extend(n.map(|n| fact("n", "Answers", format!("n = {n}"))));
    if collected {
        facts.push(fact("collected", "Collected", said(&first.collected)));
    }
    facts.push(fact("licence", "Licence", said(&first.licence)));
    if first.read == Read::Secondary {
        facts.push(fact("read", "Read", SECONDARY));
    }
    if !common.is_empty() {
        let values = common.iter().map(|text| point(text)).collect();
        facts.push(Fact { key: "caveats", label: "To be known".to_owned(), values });
    }
    let title = title(&first.citation);
    let known =
        Known { n, collected: collected.then_some(&first.collected), read: first.read, caveats: &common };
    Some(Section {
        id: format!("context-{}", anchor(id)),
        title: Some(format!("Context: {title}")),
        fold: false,
        blocks: vec![Block::Facts(facts), Block::Table(findings(id, &title, entries, &known))],
    })
}

/// What the block of a source has said of all its figures.
struct Known<'a> {
    n: Option<u32>,
    collected: Option<&'a String>,
    read: Read,
    caveats: &'a [String],
}

/// Trends and statements of one source: never a rank. Each says what the source's block has not said of it.
fn findings(id: &str, title: &str, entries: &[&Context], known: &Known<'_>) -> Table {
    let rows = entries
        .iter()
        .map(|entry| {
            let mut own: Vec<String> = entry
                .caveats
                .iter()
                .filter(|caveat| !known.caveats.contains(caveat))
                .map(|text| point(text))
                .collect();
            if let Some(n) = entry.n.filter(|_| entry.n != known.n) {
                own.push(format!("Answers: n = {n}."));
            }
            if known.collected != Some(&entry.collected) {
                own.push(words::sentence(&format!("Collected: {}", said(&entry.collected))));
            }
            if entry.read == Read::Secondary && known.read != Read::Secondary {
                own.push(words::sentence(&format!("Read {SECONDARY}")));
            }
            Row {
                head: false,
                cells: vec![
                    text(words::capital(&said(&entry.label))),
                    text(finding(entry)),
                    text(if own.is_empty() { words::DASH.to_owned() } else { own.join(" ") }),
                ],
            }
        })
        .collect();
    Table {
        id: format!("context-{}", anchor(id)),
        caption: format!("{title}: findings that no own figure is ranked against"),
        columns: vec![
            column("label", "What"),
            column("finding", "Finding"),
            column("caveats", "To be known"),
        ],
        rows,
    }
}

/// The text of an entry; its shares, where the text does not hold them.
fn finding(entry: &Context) -> String {
    let finding = said(&entry.text);
    if !finding.is_empty() {
        return finding;
    }
    let shares: Vec<String> = entry
        .categories
        .iter()
        .map(|category| format!("{} {}", said(&category.label), words::percent(category.share)))
        .collect();
    shares.join("; ")
}
