//! One figure of a source: its value by kind, refused where it could not be judged.

use crate::diagnostic::did_you_mean;
use crate::load::reader::{Fields, Reader};
use crate::load::yaml::Node;
use crate::model::adoption::{PerceivedValue, SelfDescribed};
use crate::model::benchmark::{Category, Figure, FigureValue, Quantile, TrendPoint};

use super::id_shape;

/// Largest number in a figure, in hundredths: ten million units. Keeps whole-number arithmetic far from its limits.
const LARGEST: i64 = 1_000_000_000;

const KINDS: &[&str] = &["mean", "shares", "quantiles", "trend", "statement"];
const METRICS: &[&str] = &[
    "overall",
    "headline",
    "domain.<id>",
    "aspect.<id>",
    "capability.domain.<id>",
    "capability.aspect.<id>",
    "ai.value",
    "ai.self_described",
    "ai.challenges",
];

/// What the source says that its figures need.
pub(super) struct SourceFacts {
    pub n: Option<u32>,
    pub n_note: bool,
}

/// Reads a figure; `None` where something that it needs is missing, which has been said.
pub(super) fn read(reader: &mut Reader<'_>, node: &Node, source: &SourceFacts) -> Option<Figure> {
    let mut fields = reader.fields(node, "a figure")?;
    let id = fields.required_text("id", reader);
    if !id.is_empty() && !id_shape(&id) {
        reader.say(
            "BM007",
            node,
            format!("`{id}` is no id"),
            "write lower case words and numbers joined by hyphens",
        );
    }
    let label = fields.required_text("label", reader);
    let metric_node = fields.optional("metric");
    let metric = metric_node.and_then(|node| reader.text(node));
    let same_words = fields.optional_bool("same_words", reader).unwrap_or(false);
    let n = fields.optional("n").and_then(|node| count(reader, node));
    let n_note = fields.optional_text("n_note", reader);
    let caveats = fields.texts("caveats", reader);
    let kind = match fields.optional("kind") {
        Some(node) => reader.text(node),
        None => {
            reader.say(
                "BM001",
                node,
                format!("figure `{id}` does not say what kind of knowledge it is"),
                format!("add `kind:`, one of {}", KINDS.join(", ")),
            );
            None
        }
    };
    let covers_of = metric.as_deref().and_then(answers_of);
    let value = match kind.as_deref() {
        Some("mean") => mean(&mut fields, reader),
        Some("shares") => shares(&mut fields, reader, covers_of.as_deref()),
        Some("quantiles") => quantiles(&mut fields, reader),
        Some("trend") => trend(&mut fields, reader),
        Some("statement") => fields
            .required("text", reader)
            .and_then(|node| reader.text(node))
            .map(|text| FigureValue::Statement { text }),
        Some("sample") => {
            let node = fields.node;
            reader.say(
                "LD012",
                node,
                format!("figure `{id}` is a sample, which no benchmark file holds"),
                "rows of single SOCs are kept by `socmark pool`",
            );
            None
        }
        Some(other) => {
            reader.say("LD012", node, format!("`{other}` is no kind of figure"), did_you_mean(other, KINDS));
            None
        }
        None => None,
    };
    if value.is_some() || kind.as_deref().is_some_and(|kind| KINDS.contains(&kind)) {
        fields.finish(reader);
    }
    let value = value?;
    if let (Some(metric), Some(node)) = (&metric, metric_node) {
        check_metric(reader, node, metric, &value);
    }
    if n.or(source.n).is_none() {
        if metric.is_some() {
            reader.say(
                "BM001",
                node,
                format!(
                    "figure `{id}` is compared with an own figure but does not say how many were surveyed"
                ),
                "add `n:` here or to the source, or remove `metric:` to keep it as context",
            );
            return None;
        }
        if n_note.is_none() && !source.n_note {
            reader.say(
                "BM001",
                node,
                format!("figure `{id}` does not say how many were surveyed"),
                "add `n:`, or an `n_note:` that says why the number is not known",
            );
            return None;
        }
    }
    // an `n_note` of the figure alone says that the source's n does not hold for it
    let own_n = if n.is_none() && n_note.is_some() { None } else { n.or(source.n) };
    let mut caveats = caveats;
    if let Some(note) = n_note {
        caveats.push(format!("Number surveyed: {note}."));
    }
    (!id.is_empty()).then_some(Figure { id, label, metric, same_words, n: own_n, caveats, value })
}

/// A count of at least 1.
pub(super) fn count(reader: &mut Reader<'_>, node: &Node) -> Option<u32> {
    let value = reader.int(node)?;
    let count = u32::try_from(value).ok().filter(|count| *count > 0);
    if count.is_none() {
        reader.say("BM002", node, format!("`{value}` is no number of SOCs"), "a whole number from 1");
    }
    count
}

/// The answers that our own question of that metric knows; `None` where they are free.
fn answers_of(metric: &str) -> Option<Vec<&'static str>> {
    match metric {
        "ai.value" => Some(PerceivedValue::ALL.iter().map(|value| value.word()).collect()),
        "ai.self_described" => Some(SelfDescribed::ALL.iter().map(|value| value.word()).collect()),
        _ => None,
    }
}

fn check_metric(reader: &mut Reader<'_>, node: &Node, metric: &str, value: &FigureValue) {
    let score = ["overall", "headline"].contains(&metric)
        || ["domain.", "aspect.", "capability.domain.", "capability.aspect."]
            .iter()
            .any(|start| metric.strip_prefix(start).is_some_and(|id| !id.is_empty()));
    let answer = ["ai.value", "ai.self_described", "ai.challenges"].contains(&metric);
    if !score && !answer {
        let help = did_you_mean(metric, METRICS);
        reader.say("BM005", node, format!("there is no own figure `{metric}`"), help);
        return;
    }
    let (fits, needed) = match value {
        FigureValue::Mean { .. } | FigureValue::Quantiles { .. } => (score, "a score"),
        FigureValue::Shares { .. } => (answer, "an answer"),
        FigureValue::Trend { .. } | FigureValue::Statement { .. } => {
            (false, "nothing, since it is context only")
        }
    };
    if !fits {
        reader.say(
            "BM005",
            node,
            format!("a figure of this kind is compared with {needed}, which `{metric}` is not"),
            "remove `metric:`, or correct `kind:`",
        );
    }
}

/// `scale:` with its ends and unit.
struct Range {
    min: Option<i64>,
    max: Option<i64>,
    unit: String,
}

fn scale(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Option<Range> {
    let node = fields.required("scale", reader)?;
    let mut fields = reader.fields(node, "`scale`")?;
    let min = fields.optional("min").and_then(|node| number(reader, node));
    let max = fields.optional("max").and_then(|node| number(reader, node));
    let unit = fields.required_text("unit", reader);
    fields.finish(reader);
    if let (Some(low), Some(high)) = (min, max)
        && low >= high
    {
        reader.say("BM002", node, "the scale ends before it begins", "`min` is smaller than `max`");
        return None;
    }
    Some(Range { min, max, unit })
}

fn number(reader: &mut Reader<'_>, node: &Node) -> Option<i64> {
    let value = reader.hundredths(node)?;
    if value.abs() > LARGEST {
        reader.say("BM002", node, "the number is too large for a figure", "at most ten million");
        return None;
    }
    Some(value)
}

fn mean(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Option<FigureValue> {
    let mean_node = fields.required("mean", reader)?;
    let mean = number(reader, mean_node);
    let precision_node = fields.required("precision", reader)?;
    let precision = number(reader, precision_node).filter(|step| {
        let positive = *step > 0;
        if !positive {
            let help = "0.1 for a mean published to one decimal";
            reader.say("BM002", precision_node, "the step of rounding is above 0", help);
        }
        positive
    });
    let sd_node = fields.optional("sd");
    let sd = sd_node.and_then(|node| number(reader, node));
    let range = scale(fields, reader)?;
    let mean = mean?;
    if range.min.is_some_and(|min| mean < min) || range.max.is_some_and(|max| mean > max) {
        reader.say("BM002", mean_node, "the mean lies outside its own scale", "correct the mean or `scale:`");
        return None;
    }
    if let (Some(sd), Some(node)) = (sd, sd_node) {
        // on a bounded scale no standard deviation is larger than half its width
        let most = range.min.zip(range.max).map(|(min, max)| (max - min) / 2 + precision.unwrap_or(0));
        if sd < 0 || most.is_some_and(|most| sd > most) {
            let help = "it is at least 0 and at most half the width of the scale";
            reader.say("BM002", node, "no spread on this scale is that large", help);
            return None;
        }
    }
    Some(FigureValue::Mean {
        mean,
        precision: precision?,
        min: range.min,
        max: range.max,
        sd,
        unit: range.unit,
    })
}

fn shares(
    fields: &mut Fields<'_>,
    reader: &mut Reader<'_>,
    answers: Option<&[&'static str]>,
) -> Option<FigureValue> {
    let exclusive = fields.required("exclusive", reader).and_then(|node| reader.bool(node));
    let ordered = fields.required("ordered", reader).and_then(|node| reader.bool(node));
    let list = fields.required("categories", reader)?;
    let mut categories: Vec<Category> = Vec::new();
    let mut whole = true;
    for node in reader.list(list) {
        let Some(mut entry) = reader.fields(node, "a category") else { continue };
        let label = entry.required_text("label", reader);
        let covers_node = entry.optional("covers");
        let covers = covers_node.map(|node| reader.texts(node)).unwrap_or_default();
        let percent = entry.required("percent", reader);
        let share = percent.and_then(|node| number(reader, node));
        entry.finish(reader);
        let (Some(share), Some(percent)) = (share, percent) else { continue };
        if !(0..=10_000).contains(&share) {
            reader.say("BM002", percent, "a share lies between 0 and 100 percent", "");
            continue;
        }
        whole &= share % 100 == 0;
        for slug in &covers {
            if let Some(answers) = answers
                && !answers.contains(&slug.as_str())
            {
                let help = did_you_mean(slug, answers);
                reader.say(
                    "BM006",
                    covers_node.unwrap_or(node),
                    format!("our question has no answer `{slug}`"),
                    help,
                );
            }
            if exclusive == Some(true) && categories.iter().any(|other| other.covers.contains(slug)) {
                reader.say(
                    "BM006",
                    covers_node.unwrap_or(node),
                    format!("two categories cover the answer `{slug}` although only one can be true"),
                    "keep it in one of them",
                );
            }
        }
        categories.push(Category { covers, label, share });
    }
    let (exclusive, ordered) = (exclusive?, ordered?);
    if categories.is_empty() {
        reader.say("BM001", list, "no category has a share", "list them under `categories:`");
        return None;
    }
    if exclusive {
        let sum: i64 = categories.iter().map(|category| category.share).sum();
        let half_step = if whole { 50 } else { 5 };
        let slack = half_step * i64::try_from(categories.len()).unwrap_or(i64::MAX / half_step);
        if (sum - 10_000).abs() > slack {
            let shown = crate::model::score::Rounded(sum);
            reader.say(
                "BM004",
                list,
                format!("the shares add up to {shown} percent"),
                "correct them, or say `exclusive: false` where several answers were possible",
            );
            return None;
        }
    }
    Some(FigureValue::Shares { categories, exclusive, ordered })
}

fn quantiles(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Option<FigureValue> {
    let range = scale(fields, reader);
    let list = fields.required("points", reader)?;
    let mut points: Vec<Quantile> = Vec::new();
    for node in reader.list(list) {
        let Some(mut entry) = reader.fields(node, "a quantile") else { continue };
        let percentile = entry.required("percentile", reader).and_then(|node| number(reader, node));
        let value = entry.required("value", reader).and_then(|node| number(reader, node));
        entry.finish(reader);
        let (Some(percentile), Some(value)) = (percentile, value) else { continue };
        let inside = range.as_ref().is_none_or(|range| {
            range.min.is_none_or(|min| value >= min) && range.max.is_none_or(|max| value <= max)
        });
        if !(0..=10_000).contains(&percentile) || !inside {
            let help = "the percentile lies between 0 and 100, the value on `scale:`";
            reader.say("BM002", node, "the quantile lies outside its scale", help);
            continue;
        }
        if points.last().is_some_and(|last| percentile <= last.percentile || value < last.value) {
            let help = "list them from the lowest percentile to the highest";
            reader.say("BM008", node, "the quantiles do not rise", help);
            return None;
        }
        points.push(Quantile { percentile, value });
    }
    let range = range?;
    let (Some(min), Some(max)) = (range.min, range.max) else {
        reader.say(
            "BM001",
            fields.node,
            "quantiles need both ends of their scale",
            "add `min` and `max` to `scale:`",
        );
        return None;
    };
    if points.is_empty() {
        reader.say("BM001", list, "no quantile is given", "list them under `points:`");
        return None;
    }
    Some(FigureValue::Quantiles { points, min, max, unit: range.unit })
}

fn trend(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Option<FigureValue> {
    let unit = fields.required_text("unit", reader);
    let list = fields.required("points", reader)?;
    let mut points = Vec::new();
    for node in reader.list(list) {
        let Some(mut entry) = reader.fields(node, "a point of a trend") else { continue };
        let label = entry.required_text("label", reader);
        let value = entry.required("value", reader).and_then(|node| number(reader, node));
        entry.finish(reader);
        points.extend(value.map(|value| TrendPoint { label, value }));
    }
    if points.is_empty() {
        reader.say("BM001", list, "the trend has no point", "list them under `points:`");
        return None;
    }
    Some(FigureValue::Trend { points, unit })
}
