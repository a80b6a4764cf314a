//! A cohort year by year: the middle half and the median of each year, one's own scores as a line over them.

use crate::report::document::{Years, YearsPanel};

use super::canvas::{Anchor, Canvas, Ink};
use super::spread::{self, LABEL, LEFT, RIGHT, SMALL, Sign, WIDTH};
use super::text::{width, wrap_to};

const HIGH: f64 = 104.0;
/// Room for the numbers of the scale.
const SCALE: f64 = 14.0;
const GAP: f64 = 16.0;

pub(super) fn draw(chart: &Years) -> Canvas {
    let mut canvas = Canvas::new(WIDTH);
    let mut y = spread::simulated(&mut canvas, chart.simulated);
    let levels = levels(chart);
    let columns = if chart.panels.len() == 1 { 1 } else { 2 };
    let wide = (RIGHT - LEFT - GAP * (columns as f64 - 1.0)) / columns as f64;
    for row in chart.panels.chunks(columns) {
        let titles: Vec<Vec<String>> =
            row.iter().map(|panel| wrap_to(&panel.label, LABEL, wide, 2)).collect();
        let top = y + 14.0 * titles.iter().map(Vec::len).max().unwrap_or(1) as f64 + 8.0;
        for (number, (panel, title)) in row.iter().zip(&titles).enumerate() {
            let left = LEFT + (wide + GAP) * number as f64;
            for (line, text) in title.iter().enumerate() {
                canvas.text((left, y + 8.0 + 14.0 * line as f64), text, LABEL, Ink::Text, Anchor::Start);
            }
            self::panel(&mut canvas, panel, (left, top), wide, levels);
        }
        y = top + HIGH + 26.0;
    }
    let years = || chart.panels.iter().flat_map(|panel| &panel.years);
    let entries = [
        (chart.panels.iter().any(|panel| !panel.own.is_empty()), Sign::OwnPoint, "this SOC"),
        (years().any(|year| !year.weak), Sign::Quartiles, "middle half of the others"),
        (true, Sign::MedianOfYear, "their median"),
        (years().any(|year| year.weak), Sign::Weak, "middle half, weak: fewer than 30 SOCs"),
    ];
    canvas.height = spread::legend(&mut canvas, &entries, y + 4.0);
    canvas
}

/// The whole levels between which everything lies, at least two apart; the same for all panels.
fn levels(chart: &Years) -> (i64, i64) {
    let quartiles = chart
        .panels
        .iter()
        .flat_map(|panel| &panel.years)
        .flat_map(|year| [year.spread.lower, year.spread.upper]);
    let own = chart.panels.iter().flat_map(|panel| &panel.own).map(|(_, value)| *value);
    let hundredths: Vec<i64> = quartiles.chain(own).map(|value| value.0).collect();
    let low = hundredths.iter().min().map_or(0, |low| low.div_euclid(100)).clamp(0, chart.max);
    let high =
        hundredths.iter().max().map_or(chart.max, |high| (high + 99).div_euclid(100)).clamp(0, chart.max);
    let high = high.max(low + 2).min(chart.max);
    (low.min(high - 2).max(0), high)
}

fn panel(
    canvas: &mut Canvas,
    panel: &YearsPanel,
    (left, top): (f64, f64),
    wide: f64,
    (low, high): (i64, i64),
) {
    let years = panel.years.iter().map(|year| f64::from(year.year));
    let own = panel.own.iter().map(|(at, _)| at.floor());
    let (first, last) =
        years.chain(own).fold((f64::MAX, f64::MIN), |(first, last), year| (first.min(year), last.max(year)));
    if first > last {
        return;
    }
    let (from, to) = (left + SCALE, left + wide);
    let each = (to - from) / (last - first + 1.0);
    let x = |year: f64| from + (year - first) * each;
    let y =
        |value: f64| top + HIGH * (1.0 - ((value - low as f64) / (high - low).max(1) as f64).clamp(0.0, 1.0));
    for level in low..=high {
        let at = y(level as f64);
        canvas.line(&[(from, at), (to, at)], Ink::Grid, 0.75);
        canvas.text((from - 5.0, at), &level.to_string(), SMALL, Ink::Muted, Anchor::End);
    }
    // names of years only as often as there is room
    let step = ((width("2026", SMALL) + 6.0) / each).ceil().max(1.0);
    let mut year = last;
    while year >= first {
        canvas.text(
            (x(year + 0.5), top + HIGH + 12.0),
            &format!("{year:.0}"),
            SMALL,
            Ink::Muted,
            Anchor::Middle,
        );
        year -= step;
    }
    let half = (each * 0.3).min(16.0);
    for year in &panel.years {
        let middle = x(f64::from(year.year) + 0.5);
        let (mut upper, mut lower) = (y(year.spread.upper.to_f64()), y(year.spread.lower.to_f64()));
        if lower - upper < 2.0 {
            (upper, lower) = (upper - 1.0, lower + 1.0);
        }
        spread::bar(canvas, (middle - half, upper), (middle + half, lower), year.weak);
    }
    for pair in panel.years.windows(2) {
        // nothing is drawn over a year of which nothing is known
        if pair[0].year + 1 == pair[1].year {
            let at = |year: &crate::report::document::YearSpread| {
                (x(f64::from(year.year) + 0.5), y(year.spread.median.to_f64()))
            };
            canvas.line(&[at(&pair[0]), at(&pair[1])], Ink::Others, 1.0);
        }
    }
    for year in &panel.years {
        let (middle, median) = (x(f64::from(year.year) + 0.5), y(year.spread.median.to_f64()));
        canvas.line(&[(middle - half - 1.5, median), (middle + half + 1.5, median)], Ink::Range, 2.25);
    }
    let points: Vec<(f64, f64)> = panel.own.iter().map(|(at, value)| (x(*at), y(value.to_f64()))).collect();
    if points.len() > 1 {
        canvas.line(&points, Ink::Own, 2.0);
    }
    for (number, (point, (year, value))) in points.iter().zip(&panel.own).enumerate() {
        canvas.dot(*point, 3.5, Ink::Own);
        // the first and the last say their value: those between would cover one another
        if number == 0 || number + 1 == points.len() {
            let shown = value.to_string();
            let half = width(&shown, SMALL) / 2.0;
            let at = point.0.clamp(from + half, to - half);
            // away from the median of that year, which would run through it
            let of_year = panel.years.iter().find(|known| f64::from(known.year) == year.floor());
            let below =
                of_year.is_some_and(|known| known.spread.median > *value) && point.1 + 16.0 < top + HIGH;
            let beside = if below || point.1 - 10.0 < top { point.1 + 11.0 } else { point.1 - 10.0 };
            canvas.bold((at, beside), &shown, SMALL, Ink::Own, Anchor::Middle);
        }
    }
}
