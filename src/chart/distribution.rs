//! How the others are spread: dots in stacks for equal shares of a cohort, the middle half below, one's own mark.

use crate::report::document::{Distribution, DistributionRow};

use super::canvas::{Anchor, Canvas, Ink};
use super::spread::{self, LABEL, LEFT, RIGHT, SMALL, Sign, WIDTH};
use super::text::{width, wrap_to};

/// Stacks get no higher than this: those that would are drawn as bricks, one a dot.
const STRIP: f64 = 48.0;
/// Steps of the scale that one stack stands for.
const BIN: f64 = 0.1;
const DOT: f64 = 6.0;
const BOX: f64 = 4.0;

pub(super) fn draw(chart: &Distribution) -> Canvas {
    let mut canvas = Canvas::new(WIDTH);
    let x = |value: f64| LEFT + (RIGHT - LEFT) * (value / chart.max as f64).clamp(0.0, 1.0);
    let mut y = spread::simulated(&mut canvas, chart.simulated);
    for row in &chart.rows {
        y = strip(&mut canvas, row, &x, chart.max, y + 8.0) + 12.0;
    }
    let levels: Vec<i64> = (0..=chart.max).collect();
    spread::numbers(&mut canvas, x, &levels, y);
    let any = |test: fn(&DistributionRow) -> bool| chart.rows.iter().any(test);
    let dots = chart.rows.iter().map(|row| row.dots.len()).max().unwrap_or(0);
    let share = if chart.rows.iter().all(|row| row.dots.len() == dots) {
        format!("each dot: 1/{dots} of the other SOCs")
    } else {
        "each dot of a row: an equal share of its SOCs".to_owned()
    };
    let entries = [
        (any(|row| row.own.is_some()), Sign::Own, "this SOC"),
        (dots > 0, if any(|row| !row.weak) { Sign::Dot } else { Sign::WeakDot }, share.as_str()),
        (any(|row| !row.weak), Sign::Quartiles, "middle half of them"),
        (true, Sign::Median, "median"),
        (any(|row| row.weak), Sign::Weak, "middle half, weak: fewer than 30 SOCs"),
    ];
    canvas.height = spread::legend(&mut canvas, &entries, y + 20.0);
    canvas
}

/// One row from its label to its box; the bottom comes back.
fn strip(canvas: &mut Canvas, row: &DistributionRow, x: &impl Fn(f64) -> f64, max: i64, mut y: f64) -> f64 {
    let weak = if row.weak { ", weak" } else { "" };
    let n = format!("n {}{weak}", row.n);
    for line in wrap_to(&row.label, LABEL, RIGHT - LEFT - width(&n, SMALL) - 12.0, 2) {
        canvas.text((LEFT, y), &line, LABEL, Ink::Text, Anchor::Start);
        y += 14.0;
    }
    canvas.text((RIGHT, y - 14.0), &n, SMALL, Ink::Muted, Anchor::End);
    if let Some(own) = row.own {
        spread::own_words(canvas, x(own.to_f64()), y + 1.0, &own.to_string(), LEFT);
        y += 12.0;
    }
    let stacks = stacks(row);
    let tallest = stacks.iter().map(|(_, count)| *count).max().unwrap_or(1);
    let pitch = (STRIP / tallest as f64).min(DOT);
    let base = y + (tallest as f64 * pitch).max(12.0);
    for level in 0..=max {
        let tick = x(level as f64);
        canvas.line(&[(tick, y), (tick, base + 2.0 * BOX + 5.0)], Ink::Grid, 0.75);
    }
    canvas.line(&[(LEFT, base), (RIGHT, base)], Ink::Grid, 1.0);
    for (middle, count) in stacks {
        for number in 0..count {
            let (at, radius) = ((x(middle), base - pitch * (number as f64 + 0.5) - 0.5), pitch / 2.0 - 0.25);
            if pitch < DOT {
                let (from, to) = ((at.0 - 2.5, at.1 - pitch * 0.35), (at.0 + 2.5, at.1 + pitch * 0.35));
                canvas.rect(from, to, Ink::Others);
            } else if row.weak {
                canvas.ring(at, radius - 0.6, Ink::Others);
            } else {
                canvas.dot(at, radius, Ink::Others);
            }
        }
    }
    let middle = base + BOX + 3.5;
    spread::quartiles(canvas, x, &row.spread, middle, BOX, row.weak);
    if let Some(own) = row.own {
        spread::own(canvas, x(own.to_f64()), y, middle + BOX + 1.5);
    }
    spread::median(canvas, x(row.spread.median.to_f64()), middle, BOX);
    middle + BOX + 2.0
}

/// Where the stacks stand, and how many dots each holds.
fn stacks(row: &DistributionRow) -> Vec<(f64, usize)> {
    let mut stacks: Vec<(i64, usize)> = Vec::new();
    for dot in row.dots.iter().filter(|dot| dot.is_finite()) {
        let bin = (dot / BIN).round() as i64;
        match stacks.last_mut() {
            Some((last, count)) if *last == bin => *count += 1,
            _ => stacks.push((bin, 1)),
        }
    }
    stacks.into_iter().map(|(bin, count)| (bin as f64 * BIN, count)).collect()
}
