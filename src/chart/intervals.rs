//! Shares with their intervals, beside the marks that a lower end must reach.

use crate::report::document::Intervals;

use super::canvas::{Anchor, Canvas, Ink};
use super::text::{width, wrap_to};

const WIDTH: f64 = 480.0;
const LEFT: f64 = 150.0;
const RIGHT: f64 = 470.0;
const SMALL: f64 = 10.5;
const TINY: f64 = 9.0;
const ROW: f64 = 24.0;
const TOP: f64 = 34.0;

pub(super) fn draw(chart: &Intervals) -> Canvas {
    let mut canvas = Canvas::new(WIDTH);
    // as much of the scale as is needed, in steps of a tenth
    let lowest = chart.rows.iter().map(|row| row.low).chain(chart.marks.iter().map(|(_, mark)| *mark));
    let from = ((lowest.fold(1.0, f64::min) * 10.0 - 0.2).floor() / 10.0).clamp(0.0, 0.9);
    let x = |share: f64| LEFT + (share.clamp(from, 1.0) - from) / (1.0 - from) * (RIGHT - LEFT);
    let bottom = TOP + ROW * chart.rows.len() as f64;
    let mut tick = from;
    while tick < 1.0 + 1e-9 {
        canvas.line(&[(x(tick), TOP), (x(tick), bottom)], Ink::Grid, 1.0);
        let label = format!("{:.0}%", tick * 100.0);
        let at = x(tick).min(RIGHT - width(&label, TINY) / 2.0 + 8.0);
        canvas.text((at, bottom + 9.0), &label, TINY, Ink::Muted, Anchor::Middle);
        tick += if from < 0.5 { 0.2 } else { 0.1 };
    }
    for (number, (label, mark)) in chart.marks.iter().enumerate() {
        // marks stand close to one another, so their names take turns on two lines
        let y = if number % 2 == 0 { 22.0 } else { 9.0 };
        canvas.line(&[(x(*mark), y + 6.0), (x(*mark), bottom)], Ink::TargetDashed, 1.4);
        let half = width(label, TINY) / 2.0;
        let at = x(*mark).clamp(LEFT + half, RIGHT - half);
        canvas.text((at, y), label, TINY, Ink::Target, Anchor::Middle);
    }
    for (number, row) in chart.rows.iter().enumerate() {
        let y = TOP + ROW * (number as f64 + 0.5);
        let lines = wrap_to(&row.label, SMALL, LEFT - 12.0, 2);
        let first = y - 5.5 * (lines.len() as f64 - 1.0);
        for (number, line) in lines.iter().enumerate() {
            canvas.text((2.0, first + 11.0 * number as f64), line, SMALL, Ink::Text, Anchor::Start);
        }
        canvas.line(&[(x(row.low), y), (x(row.high), y)], Ink::Range, 2.0);
        for end in [row.low, row.high] {
            canvas.line(&[(x(end), y - 4.0), (x(end), y + 4.0)], Ink::Range, 1.4);
        }
        canvas.dot((x(row.share), y), 4.0, Ink::Own);
    }
    canvas.height = bottom + 18.0;
    canvas
}
