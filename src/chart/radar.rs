//! Axes around a centre: own scores as an area, target dashed with diamonds, benchmark dotted with rings.

use std::f64::consts::TAU;

use crate::model::score::Rounded;
use crate::report::document::Radar;

use super::canvas::{Anchor, Canvas, Ink, Point};
use super::text::{width, wrap_to};

const WIDTH: f64 = 360.0;
/// The largest and smallest radius: the picture gives way to whole words.
const RADIUS: std::ops::RangeInclusive<u32> = 70..=96;
const LABEL: f64 = 11.5;
const SMALL: f64 = 10.0;
const LINE: f64 = 13.0;

pub(super) fn draw(chart: &Radar) -> Canvas {
    let mut canvas = Canvas::new(WIDTH);
    let count = chart.axes.len().max(1);
    let name = |axis: usize| chart.axes.get(axis).map_or("", String::as_str);
    let radius = RADIUS
        .rev()
        .step_by(2)
        .map(f64::from)
        .find(|radius| (0..count).all(|axis| widest_word(name(axis)) <= space(axis, count, *radius)))
        .unwrap_or(f64::from(*RADIUS.start()));
    let labels: Vec<Vec<String>> =
        (0..count).map(|axis| wrap_to(name(axis), LABEL, space(axis, count, radius), 4)).collect();
    let extents: Vec<(f64, f64)> =
        labels.iter().enumerate().map(|(axis, lines)| extent(axis, count, radius, lines.len())).collect();
    let above = extents.iter().map(|extent| extent.0).fold(radius, f64::max);
    let below = extents.iter().map(|extent| extent.1).fold(radius, f64::max);
    let centre = (WIDTH / 2.0, above + 4.0);
    let at = |axis: usize, value: f64| {
        let (dx, dy) = direction(axis, count);
        (centre.0 + dx * radius * value, centre.1 + dy * radius * value)
    };
    for level in 1..=chart.max {
        let mut ring: Vec<Point> = (0..count).map(|axis| at(axis, level as f64 / chart.max as f64)).collect();
        ring.push(ring[0]);
        canvas.line(&ring, Ink::Grid, if level == chart.max { 1.25 } else { 0.75 });
    }
    for axis in 0..count {
        canvas.line(&[centre, at(axis, 1.0)], Ink::Grid, 0.75);
    }
    let share = |value: Rounded| (value.to_f64() / chart.max as f64).clamp(0.0, 1.0);
    let points = |values: &[Option<Rounded>]| -> Vec<Option<Point>> {
        (0..count).map(|axis| Some(at(axis, share((*values.get(axis)?)?)))).collect()
    };
    let own = points(&chart.own);
    if let Some(all) = own.iter().copied().collect::<Option<Vec<Point>>>() {
        canvas.polygon(&all, Ink::OwnArea);
    }
    let (target, benchmark) = (points(&chart.target), points(&chart.benchmark));
    outline(&mut canvas, &target, Ink::TargetDashed, 1.5);
    outline(&mut canvas, &benchmark, Ink::BenchmarkDotted, 1.5);
    outline(&mut canvas, &own, Ink::Own, 2.0);
    for point in target.iter().flatten() {
        canvas.diamond(*point, 3.5, Ink::Target);
    }
    for point in benchmark.iter().flatten() {
        canvas.ring(*point, 3.5, Ink::Benchmark);
    }
    for point in own.iter().flatten() {
        canvas.dot(*point, 3.25, Ink::Own);
    }
    for level in 0..=chart.max {
        let (x, y) = at(0, level as f64 / chart.max as f64);
        canvas.text((x + 5.0, y - 1.0), &level.to_string(), SMALL, Ink::Muted, Anchor::Start);
    }
    for (axis, lines) in labels.iter().enumerate() {
        label(&mut canvas, centre, radius, (axis, count), lines);
    }
    let series = [
        (own.iter().any(Option::is_some), Ink::Own, "this SOC"),
        (target.iter().any(Option::is_some), Ink::TargetDashed, "target"),
        (benchmark.iter().any(Option::is_some), Ink::BenchmarkDotted, chart.benchmark_label.as_str()),
    ];
    let shown: Vec<(Ink, &str)> =
        series.iter().filter(|(present, ..)| *present).map(|(_, ink, label)| (*ink, *label)).collect();
    canvas.height = legend(&mut canvas, &shown, centre.1 + below + 16.0) + 10.0;
    canvas
}

/// The first axis points up, the others follow clockwise.
fn direction(axis: usize, count: usize) -> Point {
    let angle = TAU * axis as f64 / count as f64;
    (angle.sin(), -angle.cos())
}

/// Labels stand beside the axes; those straight above and below are centred.
fn anchor(axis: usize, count: usize) -> Anchor {
    let (dx, _) = direction(axis, count);
    match dx {
        dx if dx > 0.05 => Anchor::Start,
        dx if dx < -0.05 => Anchor::End,
        _ => Anchor::Middle,
    }
}

/// Room for a label beside its axis.
fn space(axis: usize, count: usize, radius: f64) -> f64 {
    let (dx, _) = direction(axis, count);
    match anchor(axis, count) {
        Anchor::Middle => 180.0,
        Anchor::Start | Anchor::End => WIDTH / 2.0 - (radius + 9.0) * dx.abs() - 2.0,
    }
}

fn widest_word(text: &str) -> f64 {
    text.split_whitespace().map(|word| width(word, LABEL)).fold(0.0, f64::max)
}

/// Middle of the first line of a label, from the centre.
fn first_line(axis: usize, count: usize, radius: f64, lines: usize) -> f64 {
    let (_, dy) = direction(axis, count);
    let rest = (lines.max(1) - 1) as f64 * LINE;
    let y = dy * (radius + 14.0);
    match dy {
        dy if dy < -0.5 => y - rest,
        dy if dy > 0.5 => y,
        _ => y - rest / 2.0,
    }
}

/// How far a label reaches above and below the centre.
fn extent(axis: usize, count: usize, radius: f64, lines: usize) -> (f64, f64) {
    let first = first_line(axis, count, radius, lines);
    (LINE / 2.0 - first, first + (lines.max(1) - 1) as f64 * LINE + LINE / 2.0)
}

fn label(canvas: &mut Canvas, centre: Point, radius: f64, (axis, count): (usize, usize), lines: &[String]) {
    let (dx, _) = direction(axis, count);
    let x = centre.0 + dx * (radius + 9.0);
    let y = centre.1 + first_line(axis, count, radius, lines.len());
    for (number, line) in lines.iter().enumerate() {
        let at = (x, y + number as f64 * LINE);
        canvas.text(at, line, LABEL, Ink::Text, anchor(axis, count));
    }
}

/// A closed line where every axis has a point, else the pieces between neighbours.
fn outline(canvas: &mut Canvas, points: &[Option<Point>], ink: Ink, width: f64) {
    let count = points.len();
    if let Some(mut all) = points.iter().copied().collect::<Option<Vec<Point>>>() {
        all.push(all[0]);
        canvas.line(&all, ink, width);
        return;
    }
    for axis in 0..count {
        if let (Some(from), Some(to)) = (points[axis], points[(axis + 1) % count]) {
            canvas.line(&[from, to], ink, width);
        }
    }
}

fn legend(canvas: &mut Canvas, series: &[(Ink, &str)], y: f64) -> f64 {
    const MARK: f64 = 26.0;
    let wide = |label: &str| MARK + 5.0 + width(label, SMALL) + 12.0;
    let total: f64 = series.iter().map(|(_, label)| wide(label)).sum();
    let (mut at, mut y) = (((WIDTH - total) / 2.0).max(4.0), y);
    for (ink, label) in series {
        if at + wide(label) > WIDTH && at > 4.0 {
            (at, y) = (4.0, y + 15.0);
        }
        canvas.line(&[(at, y), (at + MARK, y)], *ink, 2.0);
        let middle = (at + MARK / 2.0, y);
        match ink {
            Ink::TargetDashed => canvas.diamond(middle, 3.5, Ink::Target),
            Ink::BenchmarkDotted => canvas.ring(middle, 3.5, Ink::Benchmark),
            _ => canvas.dot(middle, 3.25, Ink::Own),
        }
        canvas.text((at + MARK + 5.0, y), label, SMALL, Ink::Muted, Anchor::Start);
        at += wide(label);
    }
    y
}
