//! Where one's own figures stand among the others: the mid-rank, and how far it may be off.

use crate::report::document::Percentiles;

use super::canvas::{Anchor, Canvas, Ink};
use super::spread::{self, LEFT, RIGHT, SMALL, Sign, WIDTH};
use super::text::{width, wrap_to};

const LABELS: f64 = 132.0;
const LINE: f64 = 12.0;
const LABEL: f64 = 11.0;

pub(super) fn draw(chart: &Percentiles) -> Canvas {
    let mut canvas = Canvas::new(WIDTH);
    let top = spread::simulated(&mut canvas, chart.simulated) + 2.0;
    let labels: Vec<Vec<String>> =
        chart.rows.iter().map(|row| wrap_to(&row.label, LABEL, LABELS - LEFT - 10.0, 3)).collect();
    let high = |lines: &Vec<String>| (LINE * lines.len() as f64 + 7.0).max(22.0);
    let bottom = top + labels.iter().map(high).sum::<f64>();
    // the number of SOCs stands in each row only where it differs
    let first = chart.rows.first().map(|row| row.n);
    let same = chart.rows.iter().all(|row| Some(row.n) == first);
    let counts: Vec<String> = chart.rows.iter().map(|row| format!("n {}", row.n)).collect();
    let widest = counts.iter().map(|text| width(text, SMALL)).fold(0.0, f64::max);
    let shown_at = if same { RIGHT } else { RIGHT - widest - 8.0 };
    let end = shown_at - width("100", LABEL) - 9.0;
    let x = |share: f64| LABELS + share.clamp(0.0, 1.0) * (end - LABELS);
    let mut tops = Vec::new();
    let mut y = top;
    for (number, lines) in labels.iter().enumerate() {
        // every other row is shaded, so that the eye finds back to its label
        if number % 2 == 1 {
            canvas.rect((0.0, y), (WIDTH, y + high(lines)), Ink::Track);
        }
        tops.push(y);
        y += high(lines);
    }
    for quarter in 0..=4 {
        let tick = x(f64::from(quarter) / 4.0);
        canvas.line(&[(tick, top), (tick, bottom + 2.0)], Ink::Grid, if quarter == 2 { 1.5 } else { 0.75 });
    }
    for (((row, n), lines), row_top) in chart.rows.iter().zip(&counts).zip(&labels).zip(tops) {
        let y = row_top + high(lines) / 2.0;
        let first = y - LINE / 2.0 * (lines.len() as f64 - 1.0);
        for (number, line) in lines.iter().enumerate() {
            canvas.text((LEFT, first + LINE * number as f64), line, LABEL, Ink::Text, Anchor::Start);
        }
        spread::standing(
            &mut canvas,
            (x(row.mid), y),
            row.interval.map(|(low, high)| (x(low), x(high))),
            row.weak,
        );
        let shown = format!("{:.0}", (row.mid * 100.0).round());
        canvas.bold((shown_at, y), &shown, LABEL, Ink::Text, Anchor::End);
        if !same {
            canvas.text((RIGHT, y), n, SMALL, Ink::Muted, Anchor::End);
        }
    }
    spread::numbers(&mut canvas, |value| x(value / 100.0), &[0, 25, 50, 75, 100], bottom + 11.0);
    let n = first.filter(|_| same).map(|n| format!(", n {n}")).unwrap_or_default();
    let strong = format!("percentile with 95% interval{n}");
    let weak =
        format!("the same, weak: fewer than 30 SOCs{}", if first.is_some_and(|n| n < 30) { &n } else { "" });
    let entries = [
        (chart.rows.iter().any(|row| !row.weak), Sign::Standing, strong.as_str()),
        (chart.rows.iter().any(|row| row.weak), Sign::WeakStanding, weak.as_str()),
    ];
    canvas.height = spread::legend(&mut canvas, &entries, bottom + 31.0);
    canvas
}
