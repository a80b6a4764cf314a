//! A benchmark source as the text of its `benchmark.yaml`.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::load;
use crate::model::benchmark::{Basis, Category, Figure, FigureValue, Quantile, Source};
use crate::model::score::Rounded;

use super::yaml::{self, Entries, FlowMap, FlowSeq, Pairs};

/// The text; it reads back as the very source, without a word said about it.
///
/// # Errors
/// Where the source is none that the loader takes.
pub(crate) fn text(source: &Source) -> anyhow::Result<String> {
    yaml::text(&File(source), |text| load::benchmark::text(&source.id, text).as_ref() == Some(source))
}

struct File<'a>(&'a Source);

impl Serialize for File<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let source = self.0;
        let mut map = Entries(serializer.serialize_map(None)?);
        map.some("schema", Some("socmark/benchmark/1"))?;
        map.some("publisher", Some(&source.publisher))?;
        map.some("title", Some(&source.title))?;
        map.some("year", Some(source.year))?;
        map.some("citation", Some(&source.citation))?;
        map.some("read", Some(source.read.word()))?;
        map.some("n", source.n)?;
        map.some("n_note", source.n_note.as_ref())?;
        map.some("collected", Some(&source.collected))?;
        map.some("population", Some(&source.population))?;
        map.some("licence", Some(&source.licence))?;
        map.some("basis", source.basis.as_ref().map(BasisOf))?;
        map.some("caveats", Some(&source.caveats).filter(|caveats| !caveats.is_empty()))?;
        map.some("figures", Some(source.figures.iter().map(FigureOf).collect::<Vec<_>>()))?;
        map.0.end()
    }
}

struct BasisOf<'a>(&'a Basis);

impl Serialize for BasisOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let basis = self.0;
        let mut map = Entries(serializer.serialize_map(None)?);
        map.some("questionnaire", Some(&basis.questionnaire))?;
        map.some("name", Some(&basis.name))?;
        map.some("edition", basis.edition.as_ref())?;
        map.some("style", basis.style.as_ref())?;
        map.some("method", basis.method.map(|method| method.word()))?;
        map.0.end()
    }
}

struct FigureOf<'a>(&'a Figure);

impl Serialize for FigureOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let figure = self.0;
        let mut map = Entries(serializer.serialize_map(None)?);
        map.some("id", Some(&figure.id))?;
        map.some("label", Some(&figure.label))?;
        map.some("metric", figure.metric.as_ref())?;
        map.some("same_words", figure.same_words.then_some(true))?;
        map.some("n", figure.n)?;
        match &figure.value {
            FigureValue::Mean { mean, precision, min, max, sd, unit } => {
                map.some("kind", Some("mean"))?;
                map.some("mean", Some(number(*mean)))?;
                map.some("precision", Some(number(*precision)))?;
                map.some("sd", sd.map(number))?;
                map.some("scale", Some(Scale { min: *min, max: *max, unit }))?;
            }
            FigureValue::Shares { categories, exclusive, ordered } => {
                map.some("kind", Some("shares"))?;
                map.some("exclusive", Some(exclusive))?;
                map.some("ordered", Some(ordered))?;
                map.some("categories", Some(categories.iter().map(category).collect::<Vec<_>>()))?;
            }
            FigureValue::Quantiles { points, min, max, unit } => {
                map.some("kind", Some("quantiles"))?;
                map.some("scale", Some(Scale { min: Some(*min), max: Some(*max), unit }))?;
                map.some("points", Some(points.iter().map(quantile).collect::<Vec<_>>()))?;
            }
            FigureValue::Trend { points, unit } => {
                map.some("kind", Some("trend"))?;
                map.some("unit", Some(unit))?;
                let points = points.iter().map(|point| {
                    FlowMap(Pairs(vec![
                        ("label".to_owned(), Value::Text(&point.label)),
                        ("value".to_owned(), Value::Number(number(point.value))),
                    ]))
                });
                map.some("points", Some(points.collect::<Vec<_>>()))?;
            }
            FigureValue::Statement { text } => {
                map.some("kind", Some("statement"))?;
                map.some("text", Some(text))?;
            }
        }
        map.some("caveats", Some(&figure.caveats).filter(|caveats| !caveats.is_empty()))?;
        map.0.end()
    }
}

/// A value on a line of its own kind.
#[derive(serde::Serialize)]
#[serde(untagged)]
enum Value<'a> {
    Text(&'a str),
    Texts(FlowSeq<Vec<&'a str>>),
    Number(f64),
}

struct Scale<'a> {
    min: Option<i64>,
    max: Option<i64>,
    unit: &'a str,
}

impl Serialize for Scale<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ends = [("min", self.min), ("max", self.max)];
        let mut pairs: Vec<(String, Value)> = ends
            .into_iter()
            .filter_map(|(name, end)| Some((name.to_owned(), Value::Number(number(end?)))))
            .collect();
        pairs.push(("unit".to_owned(), Value::Text(self.unit)));
        FlowMap(Pairs(pairs)).serialize(serializer)
    }
}

fn category(category: &Category) -> FlowMap<Pairs<Value<'_>>> {
    let mut pairs = vec![("label".to_owned(), Value::Text(&category.label))];
    if !category.covers.is_empty() {
        let covers = category.covers.iter().map(String::as_str).collect();
        pairs.push(("covers".to_owned(), Value::Texts(FlowSeq(covers))));
    }
    pairs.push(("percent".to_owned(), Value::Number(number(category.share))));
    FlowMap(Pairs(pairs))
}

fn quantile(point: &Quantile) -> FlowMap<Pairs<Value<'static>>> {
    FlowMap(Pairs(vec![
        ("percentile".to_owned(), Value::Number(number(point.percentile))),
        ("value".to_owned(), Value::Number(number(point.value))),
    ]))
}

fn number(hundredths: i64) -> f64 {
    Rounded(hundredths).to_f64()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, Sources};

    #[test]
    fn every_shipped_source_reads_back_as_it_is() {
        let shipped = load::benchmark::builtin(&mut Sources::default(), &mut Diagnostics::default());
        assert!(shipped.len() > 5);
        for source in shipped {
            // an `n_note` of a figure has become a caveat, and another one would be needed again
            let noted = |figure: &Figure| {
                figure.n.is_none() || figure.caveats.iter().any(|c| c.starts_with("Number surveyed"))
            };
            let mut source = source;
            source.figures.retain(|figure| !noted(figure));
            if source.figures.is_empty() {
                continue;
            }
            let text = text(&source).expect("it reads back");
            assert_eq!(load::benchmark::text(&source.id, &text), Some(source), "{text}");
        }
    }
}
