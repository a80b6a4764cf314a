//! A cohort over years, and what the same SOCs began to do.

use crate::model::cohort::{Change, WEAK};
use crate::model::score::Rounded;
use crate::report::document::{Block, Chart, Figure, Row, Section, Table, YearSpread, Years, YearsPanel};
use crate::report::words::{self, column, difference, number, numeric, said, text};

use super::figures::count;
use super::{View, is_main, told};

pub(super) fn sections(view: &View<'_>) -> Vec<Section> {
    let Some(change) = &view.cohort.change else { return Vec::new() };
    let mut blocks = Vec::new();
    let figures = pictures(view);
    if !figures.is_empty() {
        blocks.push(Block::Text(
            "Other SOCs may have joined or left from year to year: a step of the median is not what single SOCs went through. The table of the same SOCs says that."
                .to_owned(),
        ));
        blocks.push(Block::Figures(figures));
    }
    if !change.moved.is_empty() {
        blocks.push(Block::Table(moved(view, change)));
    }
    if !change.movers.is_empty() {
        blocks.push(Block::Table(movers(view, change)));
    }
    let mut sections = Vec::new();
    if !blocks.is_empty() {
        sections.push(view.section("change", "change over years", false, blocks));
    }
    if !change.years.is_empty() {
        sections.push(view.section("years", "year by year", true, vec![Block::Table(years(view, change))]));
    }
    sections
}

/// Years of the whole SOC and its domains; nothing where fewer than two years can be told.
pub(super) fn pictures(view: &View<'_>) -> Vec<Figure> {
    const MAX: i64 = 5;
    let Some(change) = &view.cohort.change else { return Vec::new() };
    let mut metrics: Vec<(&str, &str)> = Vec::new();
    for spread in change.years.iter().flat_map(|year| &year.spreads) {
        if is_main(&spread.metric) && !metrics.iter().any(|(metric, _)| *metric == spread.metric) {
            metrics.push((&spread.metric, &spread.label));
        }
    }
    let panels: Vec<YearsPanel> = metrics
        .into_iter()
        .map(|(metric, label)| panel(view, change, metric, view.label(metric, label)))
        .filter(|panel| panel.years.len() > 1)
        .collect();
    if panels.is_empty() {
        return Vec::new();
    }
    let parts: Vec<String> = panels.iter().map(in_words).collect();
    vec![Figure {
        id: format!("trend-{}", view.key),
        title: format!("Year by year: {}", view.others()),
        description: format!("{}Scale 0 to {MAX}. {}.", view.simulated(), parts.join(". ")),
        chart: Chart::Years(Years { max: MAX, simulated: view.cohort.simulated, panels }),
    }]
}

fn panel(view: &View<'_>, change: &Change, metric: &str, label: String) -> YearsPanel {
    let years = change.years.iter().filter_map(|year| {
        let found = year.spreads.iter().find(|spread| spread.metric == metric)?;
        Some(YearSpread { year: year.year, n: found.n, weak: found.n < WEAK, spread: found.spread })
    });
    let own = change.own.iter().filter_map(|point| {
        let (_, score) = point.scores.iter().find(|(known, _)| known == metric)?;
        Some((within(&point.date)?, *score))
    });
    let mut own: Vec<(f64, Rounded)> = own.collect();
    if own.is_empty() {
        // not found in the pool: what is known is where it stands now
        let date = view.standing.assessment.details.date.and_then(|date| within(&date.to_string()));
        own.extend(date.zip(view.own(metric)));
    }
    YearsPanel { label, years: years.collect(), own }
}

/// The year of a date, and how much of it had passed.
fn within(date: &str) -> Option<f64> {
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<f64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    Some(year + ((month - 1.0) + (day - 1.0) / 31.0) / 12.0)
}

fn in_words(panel: &YearsPanel) -> String {
    let years = panel.years.iter().map(|year| {
        let weak = if year.weak { ", weak" } else { "" };
        format!(
            "{} from {} to {}, median {} (n {}{weak})",
            year.year, year.spread.lower, year.spread.upper, year.spread.median, year.n
        )
    });
    let own: Vec<String> =
        panel.own.iter().map(|(at, value)| format!("{value} in {:.0}", at.floor())).collect();
    let own = if own.is_empty() { String::new() } else { format!("; this SOC {}", words::list(&own)) };
    format!("{}: middle half in {}{own}", panel.label, words::list(&years.collect::<Vec<_>>()))
}

fn years(view: &View<'_>, change: &Change) -> Table {
    let mut rows = Vec::new();
    for year in &change.years {
        let mut head = vec![text(year.year.to_string())];
        head.extend((0..4).map(|_| text("")));
        rows.push(Row { head: true, cells: head });
        rows.extend(year.spreads.iter().map(|spread| view.spread_row(spread)));
    }
    for point in &change.own {
        let mut head = vec![text(format!("This SOC, {}", point.date))];
        head.extend((0..4).map(|_| text("")));
        rows.push(Row { head: true, cells: head });
        rows.extend(point.scores.iter().filter(|(metric, _)| is_main(metric)).map(|(metric, score)| Row {
            head: false,
            cells: vec![text(view.label(metric, metric)), text(""), number(Some(*score)), text(""), text("")],
        }));
    }
    Table {
        id: format!("cohort-{}-years-table", view.key),
        caption: view.caption("The others year by year, each SOC by its latest assessment of the year"),
        columns: vec![
            column("figure", "Year and figure"),
            numeric("lower_quartile", "Lower quartile"),
            numeric("median", "Median (of this SOC: its score)"),
            numeric("upper_quartile", "Upper quartile"),
            numeric("n", "SOCs"),
        ],
        rows,
    }
}

fn moved(view: &View<'_>, change: &Change) -> Table {
    let rows = change.moved.iter().map(|moved| {
        words::row(vec![
            text(view.label(&moved.metric, &moved.label)),
            difference(moved.own),
            text(told(moved.rose, moved.n)),
            text(moved.fell.map_or_else(|| "not told".to_owned(), |fell| told(fell, moved.n))),
            difference(Some(moved.spread.lower)),
            difference(Some(moved.spread.median)),
            difference(Some(moved.spread.upper)),
            count(moved.n, moved.n < WEAK),
        ])
    });
    Table {
        id: format!("cohort-{}-moved-table", view.key),
        caption: view.caption("The same SOCs, from an earlier year to their latest assessment"),
        columns: vec![
            column("figure", "Figure"),
            numeric("own", "This SOC"),
            numeric("rose", "Rose"),
            numeric("fell", "Fell"),
            numeric("lower_quartile", "Lower quartile"),
            numeric("median", "Median"),
            numeric("upper_quartile", "Upper quartile"),
            numeric("n", "SOCs"),
        ],
        rows: rows.collect(),
    }
}

fn movers(view: &View<'_>, change: &Change) -> Table {
    let rows = change.movers.iter().map(|mover| {
        let question = if mover.question.is_empty() { &mover.item } else { &mover.question };
        words::row(vec![
            text(said(question)),
            text(told(mover.began, mover.of)),
            text(told(mover.stopped, mover.of)),
            text(mover.item.clone()),
        ])
    });
    Table {
        id: format!("cohort-{}-movers-table", view.key),
        caption: view
            .caption("What the same SOCs began to do, the most frequent first: from under 4 to 4 or 5"),
        columns: vec![
            column("question", "Question"),
            numeric("began", "Began"),
            numeric("stopped", "Stopped"),
            column("item", "Id"),
        ],
        rows: rows.collect(),
    }
}
