//! Horizontal bars on a scale: own value, range while not everything is answered, target, benchmark.

use crate::model::score::Rounded;
use crate::report::document::Bars;

use super::canvas::{Anchor, Canvas, Ink};
use super::text::{width, wrap_to};

const WIDTH: f64 = 360.0;
const LEFT: f64 = 6.0;
const RIGHT: f64 = 354.0;
const LABEL: f64 = 12.0;
const SMALL: f64 = 10.5;
const BAR: f64 = 9.0;

pub(super) fn draw(chart: &Bars) -> Canvas {
    let mut canvas = Canvas::new(WIDTH);
    let x = |value: Rounded| LEFT + (RIGHT - LEFT) * (value.to_f64() / chart.max as f64).clamp(0.0, 1.0);
    let mut y = 4.0;
    for bar in &chart.bars {
        let shown = width(&bar.shown, LABEL);
        let lines = wrap_to(&bar.label, LABEL, RIGHT - LEFT - shown - 12.0, 2);
        for (number, line) in lines.iter().enumerate() {
            canvas.text((LEFT, y + 7.0 + 14.0 * number as f64), line, LABEL, Ink::Text, Anchor::Start);
        }
        canvas.bold((RIGHT, y + 7.0), &bar.shown, LABEL, Ink::Text, Anchor::End);
        let top = y + 14.0 * lines.len() as f64 + 4.0;
        let (middle, bottom) = (top + BAR / 2.0, top + BAR);
        canvas.rect((LEFT, top), (RIGHT, bottom), Ink::Track);
        for level in 1..chart.max {
            let tick = x(Rounded(level * 100));
            canvas.line(&[(tick, top), (tick, bottom)], Ink::Grid, 0.75);
        }
        if let Some(value) = bar.value {
            canvas.rect((LEFT, top), (x(value).max(LEFT + 1.0), bottom), Ink::Own);
        }
        if let Some((low, high)) = bar.range {
            whisker(&mut canvas, x(low), x(high), bottom + 4.5);
        }
        if let Some(target) = bar.target {
            canvas.line(&[(x(target), top - 3.0), (x(target), bottom + 3.0)], Ink::Target, 2.25);
            canvas.diamond((x(target), top - 3.0), 3.5, Ink::Target);
        }
        if let Some(benchmark) = bar.benchmark {
            canvas.ring((x(benchmark), middle), 4.0, Ink::Benchmark);
        }
        y = bottom + if bar.range.is_some() { 15.0 } else { 11.0 };
    }
    for level in 0..=chart.max {
        let anchor = match level {
            0 => Anchor::Start,
            _ if level == chart.max => Anchor::End,
            _ => Anchor::Middle,
        };
        canvas.text((x(Rounded(level * 100)), y + 1.0), &level.to_string(), SMALL, Ink::Muted, anchor);
    }
    canvas.height = legend(&mut canvas, chart, y + 21.0) + 10.0;
    canvas
}

fn whisker(canvas: &mut Canvas, low: f64, high: f64, y: f64) {
    canvas.line(&[(low, y), (high, y)], Ink::Range, 1.25);
    for end in [low, high] {
        canvas.line(&[(end, y - 2.5), (end, y + 2.5)], Ink::Range, 1.25);
    }
}

/// Only what the chart shows; the last line's middle comes back.
fn legend(canvas: &mut Canvas, chart: &Bars, mut y: f64) -> f64 {
    enum Mark {
        Own,
        Range,
        Target,
        Benchmark,
    }
    let any = |test: fn(&crate::report::document::Bar) -> bool| chart.bars.iter().any(test);
    let entries = [
        (any(|bar| bar.value.is_some()), Mark::Own, "this SOC"),
        (any(|bar| bar.range.is_some()), Mark::Range, "range left by open questions"),
        (any(|bar| bar.target.is_some()), Mark::Target, "target"),
        (any(|bar| bar.benchmark.is_some()), Mark::Benchmark, chart.benchmark_label.as_str()),
    ];
    let mut at = LEFT;
    for (_, mark, label) in entries.iter().filter(|(present, ..)| *present) {
        let wide = 18.0 + width(label, SMALL) + 12.0;
        if at > LEFT && at + wide > RIGHT {
            (at, y) = (LEFT, y + 15.0);
        }
        match mark {
            Mark::Own => canvas.rect((at, y - 4.0), (at + 12.0, y + 4.0), Ink::Own),
            Mark::Range => whisker(canvas, at, at + 12.0, y),
            Mark::Target => {
                canvas.line(&[(at + 6.0, y - 4.0), (at + 6.0, y + 6.0)], Ink::Target, 2.25);
                canvas.diamond((at + 6.0, y - 3.5), 3.5, Ink::Target);
            }
            Mark::Benchmark => canvas.ring((at + 6.0, y), 4.0, Ink::Benchmark),
        }
        canvas.text((at + 17.0, y), label, SMALL, Ink::Muted, Anchor::Start);
        at += wide;
    }
    y
}
