//! Every figure of a cohort beside one's own, as tables.

use crate::model::benchmark::{Compared, ComparedCategory};
use crate::model::cohort::Sample;
use crate::report::benchmark;
use crate::report::document::{Block, Cell, Figure, Row, Section, Table, Tone};
use crate::report::words::{self, column, number, numeric, said, text, text_or_dash};

use super::{View, is_main, own, pictures};

pub(super) fn sections(view: &View<'_>) -> Vec<Section> {
    let mut blocks = Vec::new();
    let main = pictures::samples(view, is_main);
    if !main.is_empty() {
        blocks.push(Block::Table(table(view, "main", "This SOC among the others, on 0 to 5", &main)));
    }
    let capability = pictures::samples(view, |metric| metric.starts_with("capability.domain."));
    if !capability.is_empty() {
        blocks.push(Block::Table(table(
            view,
            "capability",
            "Capability among the others, on 0 to 3",
            &capability,
        )));
    }
    blocks.extend(remarks(view, &[main, capability].concat()));
    let mut sections = Vec::new();
    if !blocks.is_empty() {
        sections.push(view.section("figures", "the figures", false, blocks));
    }
    sections.extend(ai(view));
    sections.extend(aspects(view));
    sections
}

fn aspects(view: &View<'_>) -> Option<Section> {
    let rows = pictures::samples(view, |metric| metric.starts_with("aspect."));
    let capability = pictures::samples(view, |metric| metric.starts_with("capability.aspect."));
    let mut blocks = Vec::new();
    let figures = pictures::aspects(view);
    if !figures.is_empty() {
        blocks.push(Block::Figures(figures));
    }
    if !rows.is_empty() {
        blocks.push(Block::Table(table(view, "aspects", "Aspects among the others, on 0 to 5", &rows)));
    }
    if !capability.is_empty() {
        let caption = "Capability of aspects among the others, on 0 to 3";
        blocks.push(Block::Table(table(view, "capability-aspects", caption, &capability)));
    }
    blocks.extend(remarks(view, &[rows, capability].concat()));
    (!blocks.is_empty()).then(|| view.section("aspects", "aspect by aspect", true, blocks))
}

/// Words of the AI profile as shares, its numbers as spreads.
fn ai(view: &View<'_>) -> Option<Section> {
    // one category alone says nothing: too few gave any other answer
    let rows: Vec<&Compared> = view.rows.iter().copied().filter(|row| row.categories.len() > 1).collect();
    let mut blocks = Vec::new();
    let figures: Vec<Figure> = rows.iter().filter_map(|row| stack(view, row)).collect();
    if !rows.is_empty() {
        blocks.push(Block::Text(
            "Each SOC's own words, and what was worked out from its answers. Takers, shapers and builders are no ranking; answers that fewer than 5 give are counted together."
                .to_owned(),
        ));
    }
    if !figures.is_empty() {
        blocks.push(Block::Figures(figures));
    }
    if !rows.is_empty() {
        blocks.push(Block::Table(shares(view, &rows)));
    }
    let numbers = pictures::samples(view, |metric| metric.starts_with("ai."));
    if !numbers.is_empty() {
        blocks.push(Block::Table(table(view, "ai", "Numbers of the AI profile among the others", &numbers)));
    }
    (!blocks.is_empty()).then(|| view.section("ai", "AI among the others", false, blocks))
}

/// The shares with the names of what they stand for.
fn named(view: &View<'_>, row: &Compared) -> Vec<ComparedCategory> {
    let name = |word: &str| view.label(&format!("aspect.{word}"), word);
    let categories = row.categories.iter().cloned();
    categories
        .map(|category| ComparedCategory {
            label: category.label.split(" or ").map(name).collect::<Vec<_>>().join(" or "),
            ..category
        })
        .collect()
}

fn stack(view: &View<'_>, row: &Compared) -> Option<Figure> {
    let id = format!("shares-{}-{}", super::anchor(&row.metric), view.key);
    let n = row.n.map_or_else(String::new, |n| format!("{n} "));
    let kind = if view.cohort.simulated { "simulated" } else { "other" };
    let title = format!("{}: {n}{kind} SOCs of “{}”", view.label(&row.metric, &row.label), view.name);
    benchmark::stack(&id, &title, &named(view, row)).map(|figure| view.marked(figure))
}

fn shares(view: &View<'_>, rows: &[&Compared]) -> Table {
    let mut lines = Vec::new();
    for row in rows {
        let n = row.n.map(|n| Cell::Number { shown: n.to_string(), value: Some(n.into()) });
        lines.push(Row {
            head: true,
            cells: vec![
                text(view.label(&row.metric, &row.label)),
                text(""),
                text(""),
                text(""),
                n.unwrap_or_else(|| text("")),
            ],
        });
        lines.extend(named(view, row).into_iter().map(|category| Row {
            head: false,
            cells: vec![
                text(category.label),
                words::share(Some(category.share)),
                text_or_dash(category.interval.map(|(low, high)| {
                    format!("{} to {}", words::percent(low), words::percent(high))
                })),
                text(if category.own { "here" } else { "" }),
                text(""),
            ],
        }));
    }
    Table {
        id: format!("cohort-{}-shares-table", view.key),
        caption: view.caption(
            "What the others say of their AI, and what it amounts to, with the 95% interval (Wilson)",
        ),
        columns: vec![
            column("answer", "Figure and answer"),
            numeric("share", "Share"),
            numeric("interval", "95% interval"),
            column("own", "This SOC"),
            numeric("n", "SOCs"),
        ],
        rows: lines,
    }
}

fn table(view: &View<'_>, id: &str, caption: &str, rows: &[(&Compared, &Sample)]) -> Table {
    let rows = rows.iter().map(|(row, sample)| {
        let mid = row.percentile.and_then(|range| range.mid);
        let interval = pictures::interval(row, sample).filter(|_| mid.is_some());
        words::row(vec![
            text(view.label(&row.metric, &row.label)),
            number(own(row)),
            Cell::Number {
                shown: mid.map_or_else(|| words::DASH.to_owned(), pictures::hundred),
                value: mid.map(crate::model::score::four_decimals),
            },
            text_or_dash(interval.map(pictures::bounds)),
            number(Some(sample.quartiles.lower)),
            number(Some(sample.quartiles.median)),
            number(Some(sample.quartiles.upper)),
            count(sample.n, sample.weak),
        ])
    });
    Table {
        id: format!("cohort-{}-{id}-table", view.key),
        caption: view.caption(caption),
        columns: vec![
            column("figure", "Figure"),
            numeric("own", "This SOC"),
            numeric("percentile", "Percentile"),
            numeric("interval", "95% interval"),
            numeric("lower_quartile", "Lower quartile"),
            numeric("median", "Median"),
            numeric("upper_quartile", "Upper quartile"),
            numeric("n", "SOCs"),
        ],
        rows: rows.collect(),
    }
}

/// Why a percentile is missing, and what must be known of single figures.
fn remarks(view: &View<'_>, rows: &[(&Compared, &Sample)]) -> Vec<Block> {
    let mut remarks: Vec<(String, Vec<String>)> = Vec::new();
    for (row, _) in rows {
        let reasons = row.refused.iter().map(|reason| format!("No percentile: {}", said(reason)));
        let own =
            row.caveats.iter().filter(|caveat| !view.cohort.caveats.contains(caveat)).map(|text| said(text));
        for remark in reasons.chain(own) {
            let label = view.label(&row.metric, &row.label);
            match remarks.iter_mut().find(|(known, _)| *known == remark) {
                Some((_, labels)) => labels.push(label),
                None => remarks.push((remark, vec![label])),
            }
        }
    }
    let lines: Vec<String> = remarks
        .into_iter()
        .map(|(remark, labels)| format!("{}: {}", words::list(&labels), words::sentence(&remark)))
        .collect();
    if lines.is_empty() { Vec::new() } else { vec![Block::Note(Tone::Info, lines.join("\n"))] }
}

/// A number of SOCs, with the mark of a weak one.
pub(super) fn count(n: u64, weak: bool) -> Cell {
    Cell::Number { shown: format!("{n}{}", if weak { " (weak)" } else { "" }), value: Some(n as f64) }
}
