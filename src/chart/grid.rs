//! A grid of short texts: what stands where, or which steps are open.

use crate::report::document::{Grid, GridTone};

use super::canvas::{Anchor, Canvas, Ink};
use super::text::{width, wrap_to};

const WIDTH: f64 = 480.0;
const LABELS: f64 = 120.0;
const RIGHT: f64 = 476.0;
const SMALL: f64 = 10.5;
const HEAD: f64 = 10.0;
const ROW: f64 = 26.0;
const GAP: f64 = 3.0;

pub(super) fn draw(chart: &Grid) -> Canvas {
    let mut canvas = Canvas::new(WIDTH);
    let wide = (RIGHT - LABELS) / chart.columns.len().max(1) as f64;
    for (number, column) in chart.columns.iter().enumerate() {
        let middle = LABELS + wide * (number as f64 + 0.5);
        for line in wrap_to(column, HEAD, wide, 1) {
            canvas.text((middle, 10.0), &line, HEAD, Ink::Muted, Anchor::Middle);
        }
    }
    let mut y = 20.0;
    for (label, cells) in &chart.rows {
        let lines = wrap_to(label, SMALL, LABELS - 10.0, 2);
        let first = y + ROW / 2.0 - 6.0 * (lines.len() as f64 - 1.0);
        for (number, line) in lines.iter().enumerate() {
            canvas.text((2.0, first + 12.0 * number as f64), line, SMALL, Ink::Text, Anchor::Start);
        }
        for (number, cell) in cells.iter().enumerate() {
            let from = LABELS + wide * number as f64 + GAP / 2.0;
            let to = from + wide - GAP;
            let (fill, ink) = inks(cell.tone);
            canvas.rect((from, y + GAP / 2.0), (to, y + ROW - GAP / 2.0), fill);
            canvas.text(((from + to) / 2.0, y + ROW / 2.0), &cell.text, SMALL, ink, Anchor::Middle);
            if cell.marked {
                canvas.ring((to - 8.0, y + ROW / 2.0), 3.5, Ink::Text);
            }
        }
        y += ROW;
    }
    canvas.height = legend(&mut canvas, chart, y + 12.0);
    canvas
}

fn inks(tone: GridTone) -> (Ink, Ink) {
    match tone {
        GridTone::Good => (Ink::Share(3), Ink::OnShare(3)),
        GridTone::Bad => (Ink::Share(1), Ink::OnShare(1)),
        GridTone::Plain => (Ink::Share(2), Ink::OnShare(2)),
        GridTone::Open => (Ink::Grid, Ink::Text),
        GridTone::Empty => (Ink::Track, Ink::Muted),
    }
}

fn legend(canvas: &mut Canvas, chart: &Grid, y: f64) -> f64 {
    let mut at = LABELS;
    for (tone, label) in &chart.legend {
        canvas.rect((at, y - 5.0), (at + 10.0, y + 5.0), inks(*tone).0);
        canvas.text((at + 15.0, y), label, SMALL, Ink::Muted, Anchor::Start);
        at += 15.0 + width(label, SMALL) + 14.0;
    }
    if chart.rows.iter().flat_map(|(_, cells)| cells).any(|cell| cell.marked) {
        canvas.ring((at + 5.0, y), 3.5, Ink::Text);
        canvas.text((at + 15.0, y), "step taken", SMALL, Ink::Muted, Anchor::Start);
        at += 1.0;
    }
    if at > LABELS { y + 12.0 } else { y }
}
