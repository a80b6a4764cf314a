//! The report as JSON, `socmark/report/1`.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::model::score::{Rounded, four_decimals};
use crate::report::document as doc;

/// A whole report. Scores have two decimals; shares and coverage are fractions 0 to 1; texts are as shown.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "socmark report")]
pub(crate) struct ReportFile<'a> {
    schema: &'static str,
    title: &'a str,
    soc: Soc<'a>,
    /// `YYYY-MM-DD`.
    date: Option<&'a str>,
    subtitle: &'a str,
    board: Board<'a>,
    parts: Vec<Part<'a>>,
    closing: &'a [String],
}

#[derive(Serialize, JsonSchema)]
struct Soc<'a> {
    id: Option<&'a str>,
    name: &'a str,
}

/// The page for those who decide.
#[derive(Serialize, JsonSchema)]
struct Board<'a> {
    headlines: Vec<Headline<'a>>,
    domains: Vec<Domain<'a>>,
    strong: Vec<Strength<'a>>,
    holds_back: &'a [String],
    gaps: Vec<Gap<'a>>,
    gaps_note: &'a str,
    reading: &'a [String],
}

/// A score; `score` is null where nothing was answered or the workbook shows an error.
#[derive(Serialize, JsonSchema)]
struct Shown<'a> {
    score: Option<f64>,
    /// As shown to readers.
    text: &'a str,
    /// 5 for maturity, 3 for capability.
    max: i64,
    level: Option<u8>,
    level_name: Option<&'a str>,
    low: Option<f64>,
    high: Option<f64>,
    coverage: Option<f64>,
    /// What evidence supports; null until evidence was checked.
    evidenced: Option<f64>,
    error: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct Headline<'a> {
    key: &'a str,
    label: &'a str,
    score: Shown<'a>,
    note: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct Domain<'a> {
    id: &'a str,
    name: &'a str,
    maturity: Shown<'a>,
    capability: Option<Shown<'a>>,
    target_maturity: Option<f64>,
    target_capability: Option<f64>,
}

#[derive(Serialize, JsonSchema)]
struct Strength<'a> {
    aspect: &'a str,
    name: &'a str,
    domain: &'a str,
    score: Shown<'a>,
}

#[derive(Serialize, JsonSchema)]
struct Gap<'a> {
    aspect: &'a str,
    name: &'a str,
    domain: &'a str,
    score: Shown<'a>,
    target: Option<f64>,
    /// To the target; to the next level where no target is set.
    distance: f64,
    text: &'a str,
    /// The weakest question and its present level.
    item: Option<&'a str>,
    question: Option<&'a str>,
    level: Option<u8>,
    /// The text of that question's next level.
    needs: Option<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct Part<'a> {
    id: &'a str,
    title: &'a str,
    lead: &'a str,
    sections: Vec<Section<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Section<'a> {
    id: &'a str,
    title: Option<&'a str>,
    blocks: Vec<Block<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Block<'a> {
    Text {
        text: &'a str,
    },
    List {
        entries: &'a [String],
    },
    Note {
        /// `note`, `caution` or `finding`.
        tone: &'static str,
        text: &'a str,
    },
    /// Texts by key.
    Facts {
        facts: Vec<Fact<'a>>,
    },
    /// Rows are objects by column key; numbers are null where a dash is shown.
    Table {
        id: &'a str,
        caption: &'a str,
        columns: Vec<Column<'a>>,
        rows: Vec<Map<String, Value>>,
    },
    /// Charts, in words.
    Charts {
        charts: Vec<Chart<'a>>,
    },
    Comparison(Comparison<'a>),
    Answers {
        answers: Vec<Answer<'a>>,
    },
}

#[derive(Serialize, JsonSchema)]
struct Fact<'a> {
    key: &'static str,
    label: &'a str,
    values: &'a [String],
}

#[derive(Serialize, JsonSchema)]
struct Column<'a> {
    key: &'static str,
    label: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct Chart<'a> {
    id: &'a str,
    title: &'a str,
    description: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct Comparison<'a> {
    metric: &'a str,
    source: &'a str,
    figure: &'a str,
    /// `mean`, `shares` or `quantiles`.
    figure_kind: &'static str,
    label: &'a str,
    own: &'a str,
    reference: &'a str,
    difference: Option<&'a str>,
    percentile: Option<&'a str>,
    refused: Option<&'a str>,
    says: &'a [String],
    shares: Vec<Map<String, Value>>,
    provenance: Vec<Fact<'a>>,
    secondary: bool,
    caveats: &'a [String],
}

#[derive(Serialize, JsonSchema)]
struct Answer<'a> {
    id: &'a str,
    question: &'a str,
    answer: &'a str,
    level: Option<u8>,
    anchor: Option<&'a str>,
    present: Vec<&'a str>,
    missing: Vec<&'a str>,
    remarks: &'a [String],
    note: Option<&'a str>,
    evidence: Vec<Evidence<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Evidence<'a> {
    text: &'a str,
    url: Option<&'a str>,
    state: &'a str,
}

/// The JSON text, with a final newline.
pub(crate) fn render(report: &doc::Report) -> String {
    let mut text =
        serde_json::to_string_pretty(&file(report)).expect("plain structs with string keys always serialise");
    text.push('\n');
    text
}

fn file(report: &doc::Report) -> ReportFile<'_> {
    ReportFile {
        schema: "socmark/report/1",
        title: &report.title,
        soc: Soc { id: report.soc_id.as_deref(), name: &report.soc },
        date: report.date.as_deref(),
        subtitle: &report.subtitle,
        board: board(&report.board),
        parts: report.parts.iter().map(part).collect(),
        closing: &report.closing,
    }
}

fn board(board: &doc::Board) -> Board<'_> {
    Board {
        headlines: board
            .headlines
            .iter()
            .map(|one| Headline {
                key: one.key,
                label: &one.label,
                score: shown(&one.score),
                note: &one.note,
            })
            .collect(),
        domains: board
            .domains
            .iter()
            .map(|one| Domain {
                id: &one.id,
                name: &one.name,
                maturity: shown(&one.maturity),
                capability: one.capability.as_ref().map(shown),
                target_maturity: one.target.map(Rounded::to_f64),
                target_capability: one.capability_target.map(Rounded::to_f64),
            })
            .collect(),
        strong: board
            .strong
            .iter()
            .map(|one| Strength {
                aspect: &one.id,
                name: &one.name,
                domain: &one.domain,
                score: shown(&one.score),
            })
            .collect(),
        holds_back: &board.holds_back,
        gaps: board
            .gaps
            .iter()
            .map(|one| Gap {
                aspect: &one.id,
                name: &one.name,
                domain: &one.domain,
                score: shown(&one.score),
                target: one.target.map(Rounded::to_f64),
                distance: one.distance.to_f64(),
                text: &one.distance_text,
                item: one.question_id.as_deref(),
                question: one.question.as_deref(),
                level: one.level,
                needs: one.needs.as_deref(),
            })
            .collect(),
        gaps_note: &board.gaps_note,
        reading: &board.reading,
    }
}

fn shown(shown: &doc::Shown) -> Shown<'_> {
    Shown {
        score: shown.value.map(Rounded::to_f64),
        text: &shown.text,
        max: shown.max,
        level: shown.level,
        level_name: shown.level_name,
        low: shown.low.map(Rounded::to_f64),
        high: shown.high.map(Rounded::to_f64),
        coverage: shown.coverage.map(four_decimals),
        evidenced: shown.evidenced.map(Rounded::to_f64),
        error: shown.error.as_deref(),
    }
}

fn part(part: &doc::Part) -> Part<'_> {
    Part {
        id: &part.id,
        title: &part.title,
        lead: &part.lead,
        sections: part
            .sections
            .iter()
            .map(|section| Section {
                id: &section.id,
                title: section.title.as_deref(),
                blocks: section.blocks.iter().map(block).collect(),
            })
            .collect(),
    }
}

fn block(block: &doc::Block) -> Block<'_> {
    match block {
        doc::Block::Text(text) => Block::Text { text },
        doc::Block::List(entries) => Block::List { entries },
        doc::Block::Note(tone, text) => Block::Note { tone: tone.word(), text },
        doc::Block::Facts(list) => Block::Facts { facts: facts(list) },
        doc::Block::Table(table) => Block::Table {
            id: &table.id,
            caption: &table.caption,
            columns: table
                .columns
                .iter()
                .map(|column| Column { key: column.key, label: &column.label })
                .collect(),
            rows: rows(table),
        },
        doc::Block::Figures(figures) => Block::Charts {
            charts: figures
                .iter()
                .map(|one| Chart { id: &one.id, title: &one.title, description: &one.description })
                .collect(),
        },
        doc::Block::Comparison(card) => Block::Comparison(comparison(card)),
        doc::Block::Answers(answers) => Block::Answers { answers: answers.iter().map(answer).collect() },
    }
}

fn facts(facts: &[doc::Fact]) -> Vec<Fact<'_>> {
    facts.iter().map(|fact| Fact { key: fact.key, label: &fact.label, values: &fact.values }).collect()
}

fn rows(table: &doc::Table) -> Vec<Map<String, Value>> {
    let value = |cell: &doc::Cell| match cell {
        doc::Cell::Text(text) => Value::from(text.as_str()),
        // a number that cannot be shown as one keeps its text: `not scored (#DIV/0!)`
        doc::Cell::Number { shown, value: None } if shown.starts_with("not") => Value::from(shown.as_str()),
        doc::Cell::Number { value, .. } => value.map_or(Value::Null, Value::from),
    };
    let row = |row: &doc::Row| {
        table
            .columns
            .iter()
            .zip(&row.cells)
            .map(|(column, cell)| (column.key.to_owned(), value(cell)))
            .collect()
    };
    table.rows.iter().map(row).collect()
}

fn comparison(card: &doc::ComparisonCard) -> Comparison<'_> {
    Comparison {
        metric: &card.metric,
        source: &card.source,
        figure: &card.figure,
        figure_kind: card.kind,
        label: &card.label,
        own: &card.own,
        reference: &card.reference,
        difference: card.difference.as_deref(),
        percentile: card.percentile.as_deref(),
        refused: card.refused.as_deref(),
        says: &card.says,
        shares: card.categories.as_ref().map(rows).unwrap_or_default(),
        provenance: facts(&card.provenance),
        secondary: card.secondary.is_some(),
        caveats: &card.caveats,
    }
}

fn answer(card: &doc::AnswerCard) -> Answer<'_> {
    let named = |wanted: bool| {
        card.elements.iter().filter(|(_, there)| *there == wanted).map(|(label, _)| label.as_str()).collect()
    };
    Answer {
        id: &card.id,
        question: &card.question,
        answer: &card.answer,
        level: card.level,
        anchor: card.anchor.as_deref(),
        present: named(true),
        missing: named(false),
        remarks: &card.remarks,
        note: card.note.as_deref(),
        evidence: card
            .evidence
            .iter()
            .map(|one| Evidence { text: &one.text, url: one.href.as_deref(), state: &one.state })
            .collect(),
    }
}
