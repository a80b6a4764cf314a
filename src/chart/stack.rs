//! Shares of a whole as one bar a row, with the category of this SOC pointed at.

use crate::report::document::Stack;

use super::canvas::{Anchor, Canvas, Ink, SHARES};
use super::text::{width, wrap_to};

const WIDTH: f64 = 360.0;
const LEFT: f64 = 6.0;
const RIGHT: f64 = 354.0;
const LABEL: f64 = 12.0;
const SMALL: f64 = 10.5;
const BAR: f64 = 18.0;

pub(super) fn draw(chart: &Stack) -> Canvas {
    let mut canvas = Canvas::new(WIDTH);
    let mut y = 4.0;
    for row in &chart.rows {
        if !row.label.is_empty() {
            for line in wrap_to(&row.label, LABEL, RIGHT - LEFT, 2) {
                canvas.text((LEFT, y + 7.0), &line, LABEL, Ink::Text, Anchor::Start);
                y += 14.0;
            }
            y += 3.0;
        }
        let mut from = LEFT;
        for (number, share) in row.shares.iter().enumerate().take(SHARES) {
            let to = (from + share.clamp(0.0, 1.0) * (RIGHT - LEFT)).min(RIGHT);
            if to - from < 0.25 {
                continue;
            }
            canvas.rect((from, y), (to, y + BAR), Ink::Share(number));
            let shown = percent(*share);
            if width(&shown, SMALL) + 6.0 <= to - from {
                let middle = ((from + to) / 2.0, y + BAR / 2.0);
                canvas.text(middle, &shown, SMALL, Ink::OnShare(number), Anchor::Middle);
            }
            if from > LEFT {
                canvas.line(&[(from, y), (from, y + BAR)], Ink::Paper, 1.5);
            }
            if row.own == Some(number) {
                pointer(&mut canvas, (from + to) / 2.0, y + BAR);
            }
            from = to;
        }
        y += BAR + if row.own.is_some() { 27.0 } else { 9.0 };
    }
    canvas.height = legend(&mut canvas, chart, y + 8.0) + 10.0;
    canvas
}

/// A triangle below the bar with the words kept inside the picture.
fn pointer(canvas: &mut Canvas, x: f64, y: f64) {
    const WORDS: &str = "this SOC";
    canvas.polygon(&[(x, y + 2.0), (x + 5.0, y + 9.0), (x - 5.0, y + 9.0)], Ink::Text);
    let half = width(WORDS, SMALL) / 2.0;
    let x = x.clamp(LEFT + half, RIGHT - half);
    canvas.bold((x, y + 16.0), WORDS, SMALL, Ink::Text, Anchor::Middle);
}

fn legend(canvas: &mut Canvas, chart: &Stack, mut y: f64) -> f64 {
    let mut at = LEFT;
    for (number, category) in chart.categories.iter().enumerate().take(SHARES) {
        // one row: its shares stand in the legend, since narrow parts have no room for them
        let label = match &chart.rows[..] {
            [row] => format!("{category} {}", percent(row.shares.get(number).copied().unwrap_or(0.0))),
            _ => category.clone(),
        };
        let lines = wrap_to(&label, SMALL, RIGHT - LEFT - 16.0, 1);
        let label = lines.first().map_or("", String::as_str);
        let wide = 15.0 + width(label, SMALL) + 12.0;
        if at > LEFT && at + wide - 12.0 > RIGHT {
            (at, y) = (LEFT, y + 15.0);
        }
        canvas.rect((at, y - 5.0), (at + 10.0, y + 5.0), Ink::Share(number));
        canvas.text((at + 15.0, y), label, SMALL, Ink::Muted, Anchor::Start);
        at += wide;
    }
    y
}

/// Whole percent, half up.
fn percent(share: f64) -> String {
    format!("{:.0}%", (share * 100.0 + 1e-9).round())
}
