//! The three separators and the practice around them.

use crate::model::adoption::{AdoptionProfile, NamedScore};
use crate::model::score::{Rounded, Scale};

use super::document::{Block, Figure, Row, Section, Table, Tone};
use super::figures::{self, Entry};
use super::standing::Standing;
use super::words::{self, column, level, number, numeric, said, score, share, text, text_or_dash};

pub(super) fn section(standing: &Standing<'_>, profile: &AdoptionProfile) -> Section {
    let threshold = standing.ai.and_then(|ai| ai.adoption.as_ref()).map(|rules| Rounded(rules.second_wave));
    let entry = |named: &NamedScore, target| Entry {
        label: said(&named.name),
        score: words::shown(&named.score),
        target,
        benchmark: None,
        named: true,
    };
    let three: Vec<Entry> = profile.separators.iter().map(|named| entry(named, threshold)).collect();
    let practice: Vec<Entry> = profile.practice.iter().map(|named| entry(named, None)).collect();
    let mut blocks = vec![Block::Text(
        "Three things set apart the SOCs that get most from AI: it carries context across the lifecycle, it is grounded in the house's own knowledge, and it can be governed. All three are needed for the second wave."
            .to_owned(),
    )];
    let charts: Vec<Figure> = [
        figures::bars(
            "chart-separators",
            "The three separators; the mark is what the second wave needs",
            5,
            &three,
            "",
        ),
        figures::bars("chart-practice", "Adoption practice and measured outcomes", 5, &practice, ""),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !charts.is_empty() {
        blocks.push(Block::Figures(charts));
    }
    let rows = three
        .iter()
        .map(|entry| ("separator", entry))
        .chain(practice.iter().map(|entry| ("practice", entry)))
        .map(|(kind, entry)| Row {
            head: false,
            cells: vec![
                text(entry.label.clone()),
                text(kind),
                score(Some(&entry.score)),
                level(Some(&entry.score)),
                number(entry.target),
                share(entry.score.coverage),
                text_or_dash(entry.score.range.clone()),
            ],
        })
        .collect();
    blocks.push(Block::Table(Table {
        id: "ai-separators".to_owned(),
        caption: format!("Separators and practice, 0 to {}", Scale::Maturity.max()),
        columns: vec![
            column("name", "Name"),
            column("kind", "Kind"),
            numeric("score", "Score"),
            column("level", "Level"),
            numeric("second_wave", "Second wave needs"),
            numeric("coverage", "Answered"),
            numeric("range", "Range"),
        ],
        rows,
    }));
    blocks.push(Block::Note(
        Tone::Info,
        "Weights and thresholds of label and wave are socmark's own, not taken from a survey or standard."
            .to_owned(),
    ));
    Section {
        id: "ai-separators-section".to_owned(),
        title: Some("Separators and practice".to_owned()),
        fold: false,
        blocks,
    }
}
