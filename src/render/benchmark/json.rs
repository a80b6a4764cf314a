//! Benchmarks as JSON, `socmark/benchmark/1`.

use schemars::JsonSchema;
use serde::Serialize;

use super::cohort_json::{self, CohortRow, SampleRow};
use crate::model::benchmark::{
    Compared, ComparedCategory, Comparison, Context, Own, PercentileRange, Source,
};
use crate::model::score::{Rounded, four_decimals};

/// Own figures beside published ones, and what there is to compare with. Scores have two decimals; shares and
/// percentiles are fractions 0 to 1.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "socmark benchmark")]
pub(crate) struct BenchmarkFile {
    schema: &'static str,
    /// Empty where no assessment was given.
    comparisons: Vec<Row>,
    /// Figures without an own counterpart.
    context: Vec<ContextRow>,
    /// The pools among the sources.
    cohorts: Vec<CohortRow>,
    /// What there is to compare with; only where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    sources: Option<Vec<SourceRow>>,
}

/// One own figure beside one published figure.
#[derive(Serialize, JsonSchema)]
struct Row {
    /// `domain.people`, `ai.value`, …
    metric: String,
    label: String,
    source: String,
    figure: String,
    /// `mean`, `shares`, `quantiles` or `sample`.
    kind: &'static str,
    own: Option<OwnValue>,
    /// The published mean or median, or the share of the category that the own answer falls into.
    reference: Option<f64>,
    reference_text: String,
    difference: Option<f64>,
    percentile: Option<Percentile>,
    /// Why there is no exact percentile.
    refused: Option<String>,
    says: Vec<String>,
    categories: Vec<Category>,
    /// For a sample: how the others are spread.
    #[serde(skip_serializing_if = "Option::is_none")]
    sample: Option<SampleRow>,
    n: Option<u32>,
    /// `primary` or `secondary`.
    read: &'static str,
    citation: String,
    collected: String,
    population: String,
    caveats: Vec<String>,
}

/// A score, or the slug of an answer.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
enum OwnValue {
    Score(f64),
    Answer(String),
}

/// The share of the surveyed below (low), and at or below (high); `mid` only where the source allows a percentile. In a sample
/// `mid` is the mid-rank, and `low` and `high` are its 95% interval.
#[derive(Serialize, JsonSchema)]
struct Percentile {
    low: f64,
    mid: Option<f64>,
    high: f64,
}

#[derive(Serialize, JsonSchema)]
struct Category {
    label: String,
    share: f64,
    /// Wilson 95% interval; null where the source does not say of how many.
    low: Option<f64>,
    high: Option<f64>,
    own: bool,
}

#[derive(Serialize, JsonSchema)]
struct ContextRow {
    source: String,
    figure: String,
    kind: &'static str,
    label: String,
    text: String,
    categories: Vec<Category>,
    n: Option<u32>,
    read: &'static str,
    citation: String,
    collected: String,
    caveats: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct SourceRow {
    id: String,
    publisher: String,
    title: String,
    year: i16,
    n: Option<u32>,
    n_note: Option<String>,
    read: &'static str,
    citation: String,
    collected: String,
    population: String,
    licence: String,
    caveats: Vec<String>,
    figures: Vec<FigureRow>,
}

#[derive(Serialize, JsonSchema)]
struct FigureRow {
    id: String,
    label: String,
    /// The own figure that it stands beside; null: context only.
    metric: Option<String>,
}

/// `benchmark FILE`.
pub(crate) fn render(comparison: &Comparison) -> String {
    write(&BenchmarkFile {
        schema: SCHEMA,
        comparisons: comparison.rows.iter().map(row).collect(),
        context: comparison.context.iter().map(context).collect(),
        cohorts: comparison.cohorts.iter().map(cohort_json::cohort).collect(),
        sources: None,
    })
}

/// `benchmark --list`.
pub(crate) fn list(sources: &[Source]) -> String {
    write(&BenchmarkFile {
        schema: SCHEMA,
        comparisons: Vec::new(),
        context: Vec::new(),
        cohorts: Vec::new(),
        sources: Some(sources.iter().map(source_row).collect()),
    })
}

/// `benchmark --source ID`: the source, and its figures by themselves as context.
pub(crate) fn source(source: &Source, figures: &[Context]) -> String {
    write(&BenchmarkFile {
        schema: SCHEMA,
        comparisons: Vec::new(),
        context: figures.iter().map(context).collect(),
        cohorts: Vec::new(),
        sources: Some(vec![source_row(source)]),
    })
}

const SCHEMA: &str = "socmark/benchmark/1";

fn write(file: &BenchmarkFile) -> String {
    let mut text =
        serde_json::to_string_pretty(file).expect("plain structs with string keys always serialise");
    text.push('\n');
    text
}

fn row(row: &Compared) -> Row {
    let own = match &row.own {
        Own::Unknown => None,
        Own::Score(score) => Some(OwnValue::Score(score.to_f64())),
        Own::Answer(answer) => Some(OwnValue::Answer(answer.clone())),
    };
    Row {
        metric: row.metric.clone(),
        label: row.label.clone(),
        source: row.source.clone(),
        figure: row.figure.clone(),
        kind: row.kind,
        own,
        reference: row.reference_value.map(Rounded::to_f64).or(row.reference_share),
        reference_text: row.reference.clone(),
        difference: row.difference.map(Rounded::to_f64),
        percentile: row.percentile.map(percentile),
        refused: row.refused.clone(),
        says: row.says.clone(),
        categories: row.categories.iter().map(category).collect(),
        sample: row.sample.as_ref().map(cohort_json::sample),
        n: row.n,
        read: row.read.word(),
        citation: row.citation.clone(),
        collected: row.collected.clone(),
        population: row.population.clone(),
        caveats: row.caveats.clone(),
    }
}

/// Four decimals, bounds outwards so that they still hold.
fn percentile(range: PercentileRange) -> Percentile {
    let exact = range.mid.is_some_and(|mid| mid == range.low && mid == range.high);
    Percentile {
        low: if exact { four_decimals(range.low) } else { down(range.low) },
        mid: range.mid.map(four_decimals),
        high: if exact { four_decimals(range.high) } else { up(range.high) },
    }
}

// the small slack keeps a fraction that is a whole number of steps where it is
fn down(share: f64) -> f64 {
    (share * 10_000.0 + 1e-7).floor() / 10_000.0
}

fn up(share: f64) -> f64 {
    (share * 10_000.0 - 1e-7).ceil() / 10_000.0
}

fn category(category: &ComparedCategory) -> Category {
    Category {
        label: category.label.clone(),
        share: four_decimals(category.share),
        low: category.interval.map(|(low, _)| down(low)),
        high: category.interval.map(|(_, high)| up(high)),
        own: category.own,
    }
}

fn context(context: &Context) -> ContextRow {
    ContextRow {
        source: context.source.clone(),
        figure: context.figure.clone(),
        kind: context.kind,
        label: context.label.clone(),
        text: context.text.clone(),
        categories: context.categories.iter().map(category).collect(),
        n: context.n,
        read: context.read.word(),
        citation: context.citation.clone(),
        collected: context.collected.clone(),
        caveats: context.caveats.clone(),
    }
}

fn source_row(source: &Source) -> SourceRow {
    SourceRow {
        id: source.id.clone(),
        publisher: source.publisher.clone(),
        title: source.title.clone(),
        year: source.year,
        n: source.n,
        n_note: source.n_note.clone(),
        read: source.read.word(),
        citation: source.citation.clone(),
        collected: source.collected.clone(),
        population: source.population.clone(),
        licence: source.licence.clone(),
        caveats: source.caveats.clone(),
        figures: source
            .figures
            .iter()
            .map(|figure| FigureRow {
                id: figure.id.clone(),
                label: figure.label.clone(),
                metric: figure.metric.clone(),
            })
            .collect(),
    }
}
