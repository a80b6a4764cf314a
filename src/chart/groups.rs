//! One figure in the groups of a cohort: quartiles a group, with one's own score as a line through them.

use crate::report::document::GroupSpreads;

use super::canvas::{Anchor, Canvas, Ink};
use super::spread::{self, LEFT, RIGHT, SMALL, Sign, WIDTH};
use super::text::wrap_to;

const LABELS: f64 = 132.0;
const LABEL: f64 = 11.0;
const LINE: f64 = 12.0;
const BOX: f64 = 5.5;

pub(super) fn draw(chart: &GroupSpreads) -> Canvas {
    let mut canvas = Canvas::new(WIDTH);
    let x = |value: f64| LABELS + (RIGHT - LABELS - 4.0) * (value / chart.max as f64).clamp(0.0, 1.0);
    let mut y = spread::simulated(&mut canvas, chart.simulated);
    if let Some(own) = chart.own {
        spread::own_words(&mut canvas, x(own.to_f64()), y + 8.0, &own.to_string(), LABELS);
        y += 18.0;
    }
    let top = y;
    let rows: Vec<(Vec<String>, f64)> = chart
        .rows
        .iter()
        .map(|row| {
            let mut lines = wrap_to(&row.label, LABEL, LABELS - LEFT - 16.0, 2);
            let own = if row.own { ", own group" } else { "" };
            lines.push(format!("n {}{}{own}", row.n, if row.weak { ", weak" } else { "" }));
            let high = LINE * lines.len() as f64 + 8.0;
            (lines, high)
        })
        .collect();
    let bottom = top + rows.iter().map(|(_, high)| high).sum::<f64>();
    for level in 0..=chart.max {
        let tick = x(level as f64);
        canvas.line(&[(tick, top), (tick, bottom + 2.0)], Ink::Grid, 0.75);
    }
    let mut middles = Vec::new();
    for (row, (lines, high)) in chart.rows.iter().zip(&rows) {
        let middle = y + high / 2.0;
        let first = middle - LINE * (lines.len() as f64 - 1.0) / 2.0;
        for (number, line) in lines.iter().enumerate() {
            let at = (LEFT, first + LINE * number as f64);
            let last = number + 1 == lines.len();
            match (row.own, last) {
                (true, false) => canvas.bold(at, line, LABEL, Ink::Own, Anchor::Start),
                (true, true) => canvas.bold(at, line, SMALL, Ink::Own, Anchor::Start),
                (false, false) => canvas.text(at, line, LABEL, Ink::Text, Anchor::Start),
                (false, true) => canvas.text(at, line, SMALL, Ink::Muted, Anchor::Start),
            }
        }
        spread::quartiles(&mut canvas, x, &row.spread, middle, BOX, row.weak);
        middles.push(middle);
        y += high;
    }
    if let Some(own) = chart.own {
        spread::own(&mut canvas, x(own.to_f64()), top, bottom + 1.0);
    }
    for (row, middle) in chart.rows.iter().zip(middles) {
        spread::median(&mut canvas, x(row.spread.median.to_f64()), middle, BOX);
    }
    let levels: Vec<i64> = (0..=chart.max).collect();
    spread::numbers(&mut canvas, x, &levels, bottom + 11.0);
    let entries = [
        (chart.own.is_some(), Sign::Own, "this SOC"),
        (chart.rows.iter().any(|row| !row.weak), Sign::Quartiles, "middle half of a group"),
        (true, Sign::Median, "median"),
        (chart.rows.iter().any(|row| row.weak), Sign::Weak, "middle half, weak: fewer than 30 SOCs"),
    ];
    canvas.height = spread::legend(&mut canvas, &entries, bottom + 31.0);
    canvas
}
