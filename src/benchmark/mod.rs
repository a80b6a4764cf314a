//! Layer 1: own figures beside published ones, each saying no more than its kind allows.

mod caveats;
mod mean;
mod quantiles;
mod shares;
mod standing;
#[cfg(test)]
mod tests;
mod wording;

use crate::model::benchmark::{Compared, Comparison, Context, Figure, FigureValue, Own, Source, Standing};

use crate::model::score::Method;

pub use standing::{standing, with_ai};

/// Sets the own standing beside every figure that has an own counterpart; the other figures are context. `workbook` is
/// the standing by the official workbook's method, where there is one: figures of SOC-CMM are compared with that.
#[must_use]
pub fn compare(sources: &[Source], own: &Standing, workbook: Option<&Standing>) -> Comparison {
    let mut comparison = Comparison::default();
    for source in sources {
        let soc_cmm = source.basis.as_ref().is_some_and(|basis| {
            basis.questionnaire == "soc-cmm" && basis.method.is_none_or(|method| method == Method::Workbook)
        });
        let own = workbook.filter(|_| soc_cmm).unwrap_or(own);
        for figure in &source.figures {
            let row = figure.metric.as_deref().and_then(|metric| compared(source, figure, metric, own));
            match row {
                Some(row) => comparison.rows.push(row),
                None => comparison.context.push(context(source, figure)),
            }
        }
    }
    // stable, so that figures of one metric keep the order of their sources
    comparison.rows.sort_by_key(|row| (rank(&row.metric), row.metric.clone()));
    comparison
}

/// Order of display: the domains first, since that is where like is nearest to like.
fn rank(metric: &str) -> u8 {
    match metric.split('.').next() {
        Some("domain") => 0,
        Some("aspect") => 1,
        Some("capability") => 2,
        Some("headline") => 3,
        Some("overall") => 4,
        _ => 5,
    }
}

fn compared(source: &Source, figure: &Figure, metric: &str, own: &Standing) -> Option<Compared> {
    let row = Compared {
        metric: metric.to_owned(),
        label: wording::metric(metric),
        source: source.id.clone(),
        figure: figure.id.clone(),
        kind: kind(&figure.value),
        own: Own::Unknown,
        reference: wording::reference(&figure.value),
        reference_value: None,
        reference_share: None,
        difference: None,
        percentile: None,
        refused: None,
        says: Vec::new(),
        sample: None,
        categories: Vec::new(),
        n: figure.n,
        read: source.read,
        citation: source.citation.clone(),
        collected: source.collected.clone(),
        population: source.population.clone(),
        licence: source.licence.clone(),
        caveats: caveats::of(source, figure, own),
    };
    match &figure.value {
        FigureValue::Mean { mean, precision, min, max, sd, .. } => {
            let mean = mean::Mean { mean: *mean, precision: *precision, min: *min, max: *max, sd: *sd };
            Some(mean::compare(row, &mean, own))
        }
        FigureValue::Shares { categories, exclusive, ordered } => {
            Some(shares::compare(row, categories, *exclusive, *ordered, own))
        }
        FigureValue::Quantiles { points, min, max, .. } => {
            Some(quantiles::compare(row, points, (*min, *max), own))
        }
        FigureValue::Trend { .. } | FigureValue::Statement { .. } => None,
    }
}

/// Every figure of a source by itself, for who looks at what there is to compare with.
#[must_use]
pub fn figures(source: &Source) -> Vec<Context> {
    source.figures.iter().map(|figure| context(source, figure)).collect()
}

fn context(source: &Source, figure: &Figure) -> Context {
    let categories = match &figure.value {
        FigureValue::Shares { categories, .. } => shares::table(categories, figure.n, &[]),
        _ => Vec::new(),
    };
    Context {
        source: source.id.clone(),
        figure: figure.id.clone(),
        kind: kind(&figure.value),
        label: figure.label.clone(),
        text: wording::reference(&figure.value),
        categories,
        n: figure.n,
        read: source.read,
        citation: source.citation.clone(),
        collected: source.collected.clone(),
        licence: source.licence.clone(),
        caveats: caveats::of_figure(source, figure),
    }
}

fn kind(value: &FigureValue) -> &'static str {
    match value {
        FigureValue::Mean { .. } => "mean",
        FigureValue::Shares { .. } => "shares",
        FigureValue::Quantiles { .. } => "quantiles",
        FigureValue::Trend { .. } => "trend",
        FigureValue::Statement { .. } => "statement",
    }
}
