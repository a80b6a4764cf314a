//! The report as one HTML page: no external resource, no script.

use serde::Serialize;

use crate::chart::{self, Colours};
use crate::model::score::Rounded;
use crate::report::document::{
    AnswerCard, Block, Board, Cell, ComparisonCard, Evidence, Fact, Figure, Gap, Part, Report, Section,
    Shown, Table, undeceptive,
};

use super::templates;

/// The page's text.
///
/// # Errors
/// Where the template is broken.
pub(crate) fn render(report: &Report) -> anyhow::Result<String> {
    templates::report(&view(report)).map(undeceptive)
}

#[derive(Serialize)]
struct View<'a> {
    title: &'a str,
    soc: &'a str,
    soc_short: &'a str,
    /// Long names are set smaller.
    long_name: bool,
    subtitle: &'a str,
    board: BoardView<'a>,
    parts: Vec<PartView<'a>>,
    closing: &'a [String],
}

#[derive(Serialize)]
struct BoardView<'a> {
    caution: Option<&'a str>,
    no_overall: Option<&'a str>,
    overall_aside: Option<&'a str>,
    headlines: Vec<HeadlineView<'a>>,
    figure: Option<FigureView<'a>>,
    strong: Vec<StrengthView<'a>>,
    strong_empty: Option<&'a str>,
    holds_back: &'a [String],
    holds_back_empty: Option<&'a str>,
    gaps: Vec<GapView<'a>>,
    gaps_note: &'a str,
    reading: &'a [String],
}

#[derive(Serialize)]
struct HeadlineView<'a> {
    label: &'a str,
    text: &'a str,
    max: i64,
    note: &'a str,
    range: Option<&'a str>,
    scored: bool,
    main: bool,
}

#[derive(Serialize)]
struct StrengthView<'a> {
    name: &'a str,
    domain: &'a str,
    text: &'a str,
    level: Option<&'a str>,
    coverage: Option<&'a str>,
}

#[derive(Serialize)]
struct GapView<'a> {
    name: &'a str,
    domain: &'a str,
    score: &'a str,
    target: Option<String>,
    distance: &'a str,
    question: Option<&'a str>,
    level: Option<u8>,
    next: Option<u8>,
    needs: Option<&'a str>,
}

#[derive(Serialize)]
struct PartView<'a> {
    id: &'a str,
    title: &'a str,
    lead: &'a str,
    sections: Vec<SectionView<'a>>,
}

#[derive(Serialize)]
struct SectionView<'a> {
    id: &'a str,
    title: Option<&'a str>,
    fold: bool,
    blocks: Vec<BlockView<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum BlockView<'a> {
    Text { text: &'a str },
    List { entries: &'a [String] },
    Note { tone: &'static str, text: &'a str },
    Facts { facts: Vec<FactView<'a>> },
    Table { table: TableView<'a> },
    Figures { figures: Vec<FigureView<'a>> },
    Comparison { card: Box<CardView<'a>> },
    Answers { answers: Vec<AnswerView<'a>> },
}

#[derive(Serialize)]
struct FactView<'a> {
    label: &'a str,
    values: &'a [String],
}

#[derive(Serialize)]
struct TableView<'a> {
    id: &'a str,
    caption: &'a str,
    /// Too long to be kept on one page.
    long: bool,
    columns: Vec<ColumnView<'a>>,
    rows: Vec<RowView<'a>>,
}

#[derive(Serialize)]
struct ColumnView<'a> {
    label: &'a str,
    numeric: bool,
}

#[derive(Serialize)]
struct RowView<'a> {
    head: bool,
    name: &'a str,
    cells: Vec<CellView<'a>>,
}

#[derive(Serialize)]
struct CellView<'a> {
    text: &'a str,
    numeric: bool,
}

#[derive(Serialize)]
struct FigureView<'a> {
    title: &'a str,
    /// Markup of ours: every text in it is escaped.
    svg: String,
}

#[derive(Serialize)]
struct CardView<'a> {
    label: &'a str,
    own: &'a str,
    reference: &'a str,
    difference: Option<&'a str>,
    percentile: Option<&'a str>,
    refused: Option<&'a str>,
    says: &'a [String],
    figure: Option<FigureView<'a>>,
    table: Option<TableView<'a>>,
    provenance: Vec<FactView<'a>>,
    secondary: Option<&'a str>,
    caveats: &'a [String],
}

#[derive(Serialize)]
struct AnswerView<'a> {
    id: &'a str,
    question: &'a str,
    answer: &'a str,
    /// Whether each of the five levels is reached; empty where no level was given.
    levels: Vec<bool>,
    anchor: Option<&'a str>,
    present: Vec<&'a str>,
    missing: Vec<&'a str>,
    has_elements: bool,
    remarks: String,
    note: Option<&'a str>,
    evidence: Vec<EvidenceView<'a>>,
}

#[derive(Serialize)]
struct EvidenceView<'a> {
    text: &'a str,
    href: Option<&'a str>,
    state: &'a str,
}

fn view(report: &Report) -> View<'_> {
    View {
        title: &report.title,
        soc: &report.soc,
        soc_short: &report.soc_short,
        long_name: report.soc_short.chars().count() > 48,
        subtitle: &report.subtitle,
        board: board(&report.board),
        parts: report.parts.iter().map(part).collect(),
        closing: &report.closing,
    }
}

fn board(board: &Board) -> BoardView<'_> {
    BoardView {
        caution: board.caution.as_deref(),
        no_overall: board.no_overall.as_deref(),
        overall_aside: board.overall_aside.as_deref(),
        headlines: board
            .headlines
            .iter()
            .map(|headline| HeadlineView {
                label: &headline.label,
                text: &headline.score.text,
                max: headline.score.max,
                note: &headline.note,
                range: headline.range.as_deref(),
                scored: headline.score.value.is_some(),
                main: headline.main,
            })
            .collect(),
        figure: board.chart.as_ref().map(figure),
        strong: board
            .strong
            .iter()
            .map(|strength| StrengthView {
                name: &strength.name,
                domain: &strength.domain,
                text: &strength.score.text,
                level: strength.score.level_name,
                coverage: partial(&strength.score),
            })
            .collect(),
        strong_empty: board.strong_empty.as_deref(),
        holds_back: &board.holds_back,
        holds_back_empty: board.holds_back_empty.as_deref(),
        gaps: board.gaps.iter().map(gap).collect(),
        gaps_note: &board.gaps_note,
        reading: &board.reading,
    }
}

/// The share answered, where it is not all.
fn partial(shown: &Shown) -> Option<&str> {
    shown.coverage.is_some_and(|share| share < 1.0).then_some(shown.coverage_text.as_deref()).flatten()
}

fn gap(gap: &Gap) -> GapView<'_> {
    GapView {
        name: &gap.name,
        domain: &gap.domain,
        score: &gap.score.text,
        target: gap.target.map(|target: Rounded| target.to_string()),
        distance: &gap.distance_text,
        question: gap.question.as_deref(),
        level: gap.level,
        next: gap.level.filter(|level| *level < 5).map(|level| level + 1),
        needs: gap.needs_short.as_deref(),
    }
}

fn part(part: &Part) -> PartView<'_> {
    PartView {
        id: &part.id,
        title: &part.title,
        lead: &part.lead,
        sections: part.sections.iter().map(section).collect(),
    }
}

fn section(section: &Section) -> SectionView<'_> {
    SectionView {
        id: &section.id,
        title: section.title.as_deref(),
        fold: section.fold,
        blocks: section.blocks.iter().map(block).collect(),
    }
}

fn block(block: &Block) -> BlockView<'_> {
    match block {
        Block::Text(text) => BlockView::Text { text },
        Block::List(entries) => BlockView::List { entries },
        Block::Note(tone, text) => BlockView::Note { tone: tone.word(), text },
        Block::Facts(list) => BlockView::Facts { facts: facts(list) },
        Block::Table(one) => BlockView::Table { table: table(one) },
        Block::Figures(list) => BlockView::Figures { figures: list.iter().map(figure).collect() },
        Block::Comparison(one) => BlockView::Comparison { card: Box::new(card(one)) },
        Block::Answers(list) => BlockView::Answers { answers: list.iter().map(answer).collect() },
    }
}

fn facts(facts: &[Fact]) -> Vec<FactView<'_>> {
    facts.iter().map(|fact| FactView { label: &fact.label, values: &fact.values }).collect()
}

fn figure(figure: &Figure) -> FigureView<'_> {
    FigureView { title: &figure.title, svg: chart::svg(figure, Colours::Page) }
}

fn table(table: &Table) -> TableView<'_> {
    let shown = |cell| match cell {
        &Cell::Text(ref text) | &Cell::Number { shown: ref text, .. } => text.as_str(),
    };
    TableView {
        id: &table.id,
        caption: &table.caption,
        long: table.rows.len() > 12,
        columns: table
            .columns
            .iter()
            .map(|column| ColumnView { label: &column.label, numeric: column.numeric })
            .collect(),
        rows: table
            .rows
            .iter()
            .map(|row| RowView {
                head: row.head,
                name: row.cells.first().map_or("", shown),
                cells: row
                    .cells
                    .iter()
                    .zip(&table.columns)
                    .skip(1)
                    .map(|(cell, column)| CellView { text: shown(cell), numeric: column.numeric })
                    .collect(),
            })
            .collect(),
    }
}

fn card(card: &ComparisonCard) -> CardView<'_> {
    CardView {
        label: &card.label,
        own: &card.own,
        reference: &card.reference,
        difference: card.difference.as_deref(),
        percentile: card.percentile.as_deref(),
        refused: card.refused.as_deref(),
        says: &card.says,
        figure: card.chart.as_ref().map(figure),
        table: card.categories.as_ref().map(table),
        provenance: facts(&card.provenance),
        secondary: card.secondary.as_deref(),
        caveats: &card.caveats,
    }
}

fn answer(card: &AnswerCard) -> AnswerView<'_> {
    let named = |wanted: bool| {
        card.elements.iter().filter(|(_, there)| *there == wanted).map(|(label, _)| label.as_str()).collect()
    };
    AnswerView {
        id: &card.id,
        question: &card.question,
        answer: &card.answer,
        levels: card.level.map(|level| (1..=5).map(|step| step <= level).collect()).unwrap_or_default(),
        anchor: card.anchor.as_deref(),
        present: named(true),
        missing: named(false),
        has_elements: !card.elements.is_empty(),
        remarks: card.remarks.join("; "),
        note: card.note.as_deref(),
        evidence: card
            .evidence
            .iter()
            .map(|Evidence { text, href, state }| EvidenceView { text, href: href.as_deref(), state })
            .collect(),
    }
}
