//! A cohort turned into a benchmark source: quantiles and shares in place of rows, so that it can be handed on.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::adoption::{PerceivedValue, SelfDescribed};
use crate::model::benchmark::{Basis, Category as Share, Figure, FigureValue, Quantile, Read, Source};
use crate::model::cohort::{SMALL_CELL, Segment, WEAK};
use crate::model::pool::{Cell, METHOD, Table, VERSION};
use crate::model::score::{Method, Rounded};
use crate::stats::Tally;

use super::choose::{self, Chosen};
use super::metrics::{self, Metric};
use super::{Asked, Names, Own, figures, rounded, words};

/// The quantiles that are handed on, in hundredths.
const POINTS: [i64; 5] = [1_000, 2_500, 5_000, 7_500, 9_000];
/// Columns that are held at a time.
const BATCH: usize = 24;

/// What is frozen, and what its owner says of it.
#[derive(Debug, Clone, Copy)]
pub struct Freeze<'a> {
    /// The id of the source.
    pub id: &'a str,
    /// The questionnaire whose rows are taken.
    pub instrument: &'a str,
    pub method: Method,
    pub segment: &'a Segment,
    /// A figure of fewer SOCs is left out.
    pub min_n: u64,
    /// Salts whose rows stand in the pool.
    pub salts: usize,
    pub publisher: &'a str,
    pub title: &'a str,
    pub licence: &'a str,
}

/// Why nothing was frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotFrozen {
    /// Rows were generated: no generated cohort goes out as if it were data.
    Simulated,
    /// No figure has enough SOCs.
    TooFew,
}

/// The source that the rows make. `columns` are the names that the pool has; `read` gives some of them, always for the same
/// rows in the same order.
///
/// # Errors
/// Where there is nothing that may be handed on.
pub fn freeze(
    asked: Freeze<'_>,
    names: Names<'_>,
    columns: &[String],
    read: &mut dyn FnMut(&[&str]) -> Table,
) -> Result<Source, NotFrozen> {
    let keys: Vec<&str> =
        columns.iter().map(String::as_str).filter(|column| choose::is_key(column)).collect();
    let keys = read(&keys);
    if choose::any_simulated(&keys) {
        return Err(NotFrozen::Simulated);
    }
    let cells = BTreeMap::from([(METHOD.to_owned(), Cell::Text(asked.method.word().to_owned()))]);
    let nobody = Own { cells: &cells, instrument: asked.instrument, date: None, soc: None };
    let of_all = Asked {
        id: asked.id,
        segment: asked.segment,
        by: None,
        smallest: asked.min_n,
        simulated: false,
        salts: asked.salts,
    };
    let chosen = choose::others(&keys, nobody, of_all);
    let mut figures = Vec::new();
    for batch in metrics::all(names, columns).chunks(BATCH) {
        let scores: Vec<&Metric> = batch.iter().filter(|metric| is_score(&metric.id)).collect();
        let wanted: Vec<&str> = scores.iter().map(|metric| metric.id.as_str()).collect();
        let table = read(&wanted);
        for metric in scores {
            let tally = figures::tally(metric, &keys, &table, &chosen.latest);
            if tally.n() as u64 >= asked.min_n {
                figures.extend(quantiles(metric, &tally));
            }
        }
    }
    figures.extend(ai_value(&keys, &chosen.latest, asked.min_n));
    figures.extend(self_described(&keys, &chosen.latest, asked.min_n));
    unlike(&mut figures);
    if figures.is_empty() {
        return Err(NotFrozen::TooFew);
    }
    Ok(source(asked, names, &keys, &chosen, figures))
}

/// Scores alone are compared with a published quantile.
fn is_score(metric: &str) -> bool {
    ["overall", "headline"].contains(&metric)
        || ["domain.", "aspect.", "capability."].iter().any(|start| metric.starts_with(start))
}

fn quantiles(metric: &Metric, tally: &Tally) -> Option<Figure> {
    let points: Option<Vec<Quantile>> = POINTS
        .iter()
        .map(|percentile| {
            let value = tally.quantile(*percentile as f64 / 10_000.0)?;
            Some(Quantile { percentile: *percentile, value: rounded(value).0 })
        })
        .collect();
    let max = (metric.max? * 100.0).round() as i64;
    let value = FigureValue::Quantiles { points: points?, min: 0, max, unit: "points".to_owned() };
    Some(figure(&metric.id, &metric.label, tally.n() as u64, value))
}

/// The value of AI in its order; an answer that too few gave stands with its neighbour.
fn ai_value(keys: &Table, rows: &[usize], min_n: u64) -> Option<Figure> {
    let (counts, n) = counted(keys, "ai.value", rows);
    let groups: Vec<(Vec<String>, u64)> =
        words::neighbours(&counts).into_iter().map(|category| (category.words, category.socs)).collect();
    let shared = PerceivedValue::ALL.len() > groups.len();
    shares("ai.value", "Value that SOCs see in their AI", groups, (n, min_n), true, shared)
}

/// The kinds of adopter; those that too few are stand together, with a larger one where subtracting would tell.
fn self_described(keys: &Table, rows: &[usize], min_n: u64) -> Option<Figure> {
    let (counts, n) = counted(keys, "ai.self_described", rows);
    let mut rising: Vec<(u64, &str)> = SelfDescribed::ALL
        .iter()
        .map(|word| (counts.get(word.word()).copied().unwrap_or_default(), word.word()))
        .collect();
    rising.sort_unstable();
    let (mut together, mut named) = ((Vec::new(), 0), Vec::new());
    for (socs, word) in rising {
        if socs < SMALL_CELL || (!together.0.is_empty() && together.1 < SMALL_CELL) {
            together.0.push(word.to_owned());
            together.1 += socs;
        } else {
            named.push((vec![word.to_owned()], socs));
        }
    }
    named.reverse();
    let shared = !together.0.is_empty();
    if shared {
        together.0.sort();
        named.push(together);
    }
    shares(
        "ai.self_described",
        "Kind of AI adopter, as SOCs describe themselves",
        named,
        (n, min_n),
        false,
        shared,
    )
}

fn counted<'a>(keys: &'a Table, column: &str, rows: &[usize]) -> (BTreeMap<&'a str, u64>, u64) {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for word in rows.iter().filter_map(|row| keys.text(column, *row)) {
        *counts.entry(word).or_default() += 1;
    }
    let n = counts.values().sum();
    (counts, n)
}

/// Nothing where too few answered, or where all answers stand together.
fn shares(
    metric: &str,
    label: &str,
    groups: Vec<(Vec<String>, u64)>,
    (n, min_n): (u64, u64),
    ordered: bool,
    shared: bool,
) -> Option<Figure> {
    if n < min_n || groups.len() < 2 {
        return None;
    }
    let percent = |socs: u64| -> Option<i64> {
        Some(Rounded::of_ratio(100 * i64::try_from(socs).ok()?, i64::try_from(n).ok()?).0)
    };
    let categories: Option<Vec<Share>> = groups
        .into_iter()
        .map(|(covers, socs)| Some(Share { label: covers.join(" or "), share: percent(socs)?, covers }))
        .collect();
    let value = FigureValue::Shares { categories: categories?, exclusive: true, ordered };
    let mut figure = figure(metric, label, n, value);
    figure.same_words = true;
    if shared {
        figure.caveats.push(format!("Answers that fewer than {SMALL_CELL} SOCs gave stand with others."));
    }
    Some(figure)
}

fn figure(metric: &str, label: &str, n: u64, value: FigureValue) -> Figure {
    let weak = format!("Weak: only {n} SOCs, fewer than {WEAK}.");
    let mut label = label.to_owned();
    if let Some(first) = label.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Figure {
        id: slug(metric),
        label,
        metric: Some(metric.to_owned()),
        same_words: false,
        n: u32::try_from(n).ok(),
        caveats: if n < WEAK { vec![weak] } else { Vec::new() },
        value,
    }
}

/// Lower case words and numbers joined by hyphens.
fn slug(metric: &str) -> String {
    let words = metric.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

/// Gives a number to an id that another figure has.
fn unlike(figures: &mut [Figure]) {
    let mut seen = BTreeSet::new();
    for figure in figures {
        let base = figure.id.clone();
        let mut number = 2;
        while !seen.insert(figure.id.clone()) {
            figure.id = format!("{base}-{number}");
            number += 1;
        }
    }
}

fn source(
    asked: Freeze<'_>,
    names: Names<'_>,
    keys: &Table,
    chosen: &Chosen,
    figures: Vec<Figure>,
) -> Source {
    let n = chosen.latest.len();
    let (first, last) = chosen.years.unwrap_or_default();
    let years = if first == last { first.to_string() } else { format!("{first} to {last}") };
    let versions: BTreeSet<&str> = chosen.latest.iter().filter_map(|row| keys.text(VERSION, *row)).collect();
    let mut caveats = vec![
        "Who is in a pool is no random choice of SOCs: the figures speak of those that were put into it."
            .to_owned(),
        "A SOC of the pool is among those that it is compared with here.".to_owned(),
    ];
    if asked.salts > 1 {
        caveats.push(format!(
            "Rows stood under {} salts, so the same SOC may count more than once.",
            asked.salts
        ));
    }
    if versions.len() > 1 {
        caveats.push("The SOCs answered more than one version of the questionnaire.".to_owned());
    }
    caveats.extend(chosen.left_out.iter().map(|rows| format!("Left out: {rows}.")));
    let name = match versions.iter().collect::<Vec<_>>()[..] {
        [version] => format!("{} {version}", asked.instrument),
        _ => asked.instrument.to_owned(),
    };
    Source {
        id: asked.id.to_owned(),
        publisher: asked.publisher.to_owned(),
        title: asked.title.to_owned(),
        // no clock: the year of the latest row, so that the same pool gives the same file
        year: last,
        citation: format!(
            "{}, \"{}\": figures of {n} SOCs, frozen from a pool by socmark",
            asked.publisher, asked.title
        ),
        read: Read::Primary,
        n: u32::try_from(n).ok(),
        n_note: None,
        collected: format!("assessments of {years}, of each SOC the latest"),
        population: format!(
            "SOCs{} with a full assessment by {name}, in the figures of a domain where at least 75% of it was answered",
            figures::describe(asked.segment, names)
        ),
        licence: asked.licence.to_owned(),
        basis: Some(Basis {
            questionnaire: asked.instrument.to_owned(),
            name,
            edition: None,
            style: None,
            method: Some(asked.method),
        }),
        caveats,
        figures,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostics, Sources};
    use crate::load::library::Depth;
    use crate::model::instrument::Instrument;
    use crate::model::pool::{INSTRUMENT, QUICK, SIMULATED, SOC, YEAR};
    use crate::model::segment::Segments;

    fn instrument() -> Instrument {
        let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
        crate::load::library::builtin("soc-core", Depth::Outline, &mut sources, &mut out).expect("shipped")
    }

    /// SOCs with a people score of 0.1 times their number, 10 to 10 + count; value and kind of AI by number.
    fn pool(count: u16, words: impl Fn(u16) -> (&'static str, &'static str)) -> Table {
        let mut table = Table::default();
        for number in 0..count {
            let (value, kind) = words(number);
            let text = |text: &str| Cell::Text(text.to_owned());
            let cells = [
                (SOC, text(&format!("{number:03}"))),
                ("date", text("2026-01-01")),
                (YEAR, text("2026")),
                (INSTRUMENT, text("soc-core")),
                (METHOD, text("default")),
                (VERSION, text("3")),
                (QUICK, Cell::Flag(false)),
                ("coverage.people", Cell::Number(if number == 0 { 0.7 } else { 0.75 })),
                ("domain.people", Cell::Number(f64::from(number) / 10.0)),
                ("capability.domain.people", Cell::Number(1.5)),
                ("ai.value", text(value)),
                ("ai.self_described", text(kind)),
            ];
            table
                .push(cells.into_iter().map(|(name, cell)| (name.to_owned(), cell)).collect())
                .expect("of one kind");
        }
        table
    }

    fn frozen(table: &Table, min_n: u64) -> Result<Source, NotFrozen> {
        let instruments = [instrument()];
        let segments = Segments::default();
        let columns: Vec<String> = table.columns().map(|(name, _)| name.to_owned()).collect();
        let asked = Freeze {
            id: "ours",
            instrument: "soc-core",
            method: Method::Default,
            segment: &Segment::default(),
            min_n,
            salts: 1,
            publisher: "P",
            title: "T",
            licence: "L",
        };
        freeze(asked, Names { instruments: &instruments, segments: &segments }, &columns, &mut |_| {
            table.clone()
        })
    }

    fn of<'a>(source: &'a Source, metric: &str) -> Option<&'a Figure> {
        source.figures.iter().find(|figure| figure.metric.as_deref() == Some(metric))
    }

    #[test]
    fn quantiles_are_those_worked_out_by_hand() {
        let source = frozen(&pool(42, |_| ("some", "taker")), 30).expect("enough");
        let people = of(&source, "domain.people").expect("enough");
        // the first has answered too little: 0.1 to 4.1 are left, 41 values, so quantile p is 0.1 + 4 p
        let FigureValue::Quantiles { points, min, max, .. } = &people.value else { panic!("quantiles") };
        let values: Vec<(i64, i64)> = points.iter().map(|point| (point.percentile, point.value)).collect();
        assert_eq!(values, [(1_000, 50), (2_500, 110), (5_000, 210), (7_500, 310), (9_000, 370)]);
        assert_eq!((*min, *max, people.n, source.n), (0, 500, Some(41), Some(42)));
        let FigureValue::Quantiles { max, .. } =
            &of(&source, "capability.domain.people").expect("enough").value
        else {
            panic!("quantiles")
        };
        assert_eq!(*max, 300);
        assert_eq!(
            (source.year, source.collected.as_str()),
            (2026, "assessments of 2026, of each SOC the latest")
        );
        // all say the same: a share of everybody says nothing, and would say it of each
        assert!(of(&source, "ai.value").is_none() && of(&source, "ai.self_described").is_none());
        assert_eq!(frozen(&pool(42, |_| ("some", "taker")), 43), Err(NotFrozen::TooFew));
    }

    #[test]
    fn answers_that_few_gave_stand_with_others() {
        // 30 some, 6 good, 4 excellent; 34 takers, 4 shapers, 2 builders
        let words = |number: u16| match number {
            0..30 => ("some", "taker"),
            30..34 => ("good", "taker"),
            34..36 => ("good", "shaper"),
            36..38 => ("excellent", "shaper"),
            _ => ("excellent", "builder"),
        };
        let source = frozen(&pool(40, words), 30).expect("enough");
        let shares = |metric: &str| {
            let FigureValue::Shares { categories, ordered, .. } = &of(&source, metric).expect("enough").value
            else {
                panic!("shares")
            };
            let shown: Vec<(&str, i64)> =
                categories.iter().map(|category| (category.label.as_str(), category.share)).collect();
            (shown.into_iter().map(|(label, share)| (label.to_owned(), share)).collect::<Vec<_>>(), *ordered)
        };
        let owned =
            |pairs: &[(&str, i64)]| pairs.iter().map(|(a, b)| ((*a).to_owned(), *b)).collect::<Vec<_>>();
        assert_eq!(
            shares("ai.value"),
            (owned(&[("none or some", 7_500), ("good or excellent", 2_500)]), true)
        );
        // builder 2 and none 0 are few, and 2 are few even together: shaper joins, which makes 6
        assert_eq!(
            shares("ai.self_described"),
            (owned(&[("taker", 8_500), ("builder or none or shaper", 1_500)]), false)
        );
    }

    #[test]
    fn generated_rows_are_not_frozen() {
        let mut table = pool(40, |_| ("some", "taker"));
        let mut row: BTreeMap<String, Cell> = BTreeMap::from([(SOC.to_owned(), Cell::Text("x".to_owned()))]);
        row.insert(SIMULATED.to_owned(), Cell::Flag(true));
        table.push(row).expect("of one kind");
        assert_eq!(frozen(&table, 30), Err(NotFrozen::Simulated));
    }
}
