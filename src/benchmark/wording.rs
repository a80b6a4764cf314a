//! Numbers and metrics in the words of a reader.

use crate::model::benchmark::FigureValue;
use crate::model::score::{Rounded, Scale};

/// `people score`, `value of AI`.
pub(super) fn metric(metric: &str) -> String {
    match metric {
        "overall" => "overall score".to_owned(),
        "headline" => "score of people, process and technology".to_owned(),
        "ai.value" => "value of AI".to_owned(),
        "ai.self_described" => "kind of AI adopter".to_owned(),
        "ai.challenges" => "challenges".to_owned(),
        other => match other.split_once('.') {
            Some(("domain", id)) => format!("{} score", id.replace('-', " ")),
            Some(("capability", rest)) => match rest.split_once('.') {
                Some(("domain", id)) => format!("{} capability", id.replace('-', " ")),
                _ => format!("capability of {}", rest.trim_start_matches("aspect.")),
            },
            Some((_, id)) => format!("score of {id}"),
            None => other.to_owned(),
        },
    }
}

/// The scale of an own score.
pub(super) fn scale(metric: &str) -> Scale {
    if metric.starts_with("capability.") { Scale::Capability } else { Scale::Maturity }
}

/// Hundredths without needless zeros: `2.3`, `1.42`, `55`.
pub(super) fn short(hundredths: i64) -> String {
    let full = Rounded(hundredths).to_string();
    full.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A published mean with the decimals that it was published with.
pub(super) fn published(hundredths: i64, precision: i64) -> String {
    let full = Rounded(hundredths).to_string();
    let drop = if precision % 100 == 0 {
        3
    } else if precision % 10 == 0 {
        1
    } else {
        0
    };
    full[..full.len() - drop].to_owned()
}

/// Half hundredths: the ends of what a rounded number stands for.
pub(super) fn half_hundredths(value: i64) -> String {
    if value % 2 == 0 {
        return Rounded(value / 2).to_string();
    }
    let sign = if value < 0 { "-" } else { "" };
    let thousandths = value.unsigned_abs() * 5;
    format!("{sign}{}.{:03}", thousandths / 1000, thousandths % 1000)
}

/// The published figure in one line.
pub(super) fn reference(value: &FigureValue) -> String {
    match value {
        FigureValue::Mean { mean, precision, max, unit, .. } => {
            let mean = published(*mean, *precision);
            match max {
                Some(max) => format!("mean {mean} of {}", short(*max)),
                None => format!("mean {mean} {unit}"),
            }
        }
        FigureValue::Shares { categories, .. } => {
            let parts: Vec<String> = categories
                .iter()
                .map(|category| format!("{}% {}", short(category.share), category.label))
                .collect();
            parts.join(", ")
        }
        FigureValue::Quantiles { points, max, .. } => {
            let parts: Vec<String> = points
                .iter()
                .map(|point| format!("p{} {}", short(point.percentile), Rounded(point.value)))
                .collect();
            format!("{} of {}", parts.join(", "), short(*max))
        }
        FigureValue::Trend { points, unit } => {
            let parts: Vec<String> =
                points.iter().map(|point| format!("{} ({})", short(point.value), point.label)).collect();
            format!("{unit}: {}", parts.join(", "))
        }
        FigureValue::Statement { text } => text.clone(),
    }
}

/// A share as whole percent; one decimal where it was published so.
pub(super) fn percent(share: f64) -> String {
    let tenths = (share * 1000.0).round() / 10.0;
    if (tenths - tenths.round()).abs() < 1e-9 { format!("{tenths:.0}%") } else { format!("{tenths:.1}%") }
}

/// `58% to 72%`, rounded outwards so that the interval never looks narrower than it is.
pub(super) fn interval((low, high): (f64, f64)) -> String {
    let (low, high) = ((low * 100.0 + 1e-9).floor(), (high * 100.0 - 1e-9).ceil());
    format!("{low:.0}% to {high:.0}%")
}

/// What one adds so that an own figure is known.
pub(super) fn how_to_know(metric: &str) -> String {
    match metric {
        "ai.value" => "set `ai.value` to none, some, good or excellent".to_owned(),
        "ai.self_described" => "set `ai.self_described` to taker, shaper, builder or none".to_owned(),
        "ai.challenges" => "list what makes improving hard under `ai.challenges`".to_owned(),
        "overall" | "headline" => {
            "answer maturity questions; the workbook's method knows no such score".to_owned()
        }
        other => match other.split_once('.') {
            Some(("capability", rest)) => {
                let (level, id) = rest.split_once('.').unwrap_or(("part", rest));
                format!("answer capability questions of the {level} `{id}`")
            }
            Some((level, id)) => format!("answer maturity questions of the {level} `{id}`"),
            None => "it is no figure of this questionnaire".to_owned(),
        },
    }
}
