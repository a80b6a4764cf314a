//! What the pictures of a cohort have in common: quartiles, one's own mark, scales, the legend, and that it is simulated.

use crate::model::cohort::Spread;

use super::canvas::{Anchor, Canvas, Ink, Point};
use super::text::{width, wrap_to};

/// Width of every picture of a cohort: as wide as a phone shows it unscaled.
pub(super) const WIDTH: f64 = 360.0;
pub(super) const LEFT: f64 = 6.0;
pub(super) const RIGHT: f64 = 354.0;
pub(super) const LABEL: f64 = 12.0;
pub(super) const SMALL: f64 = 10.5;

/// Said inside the picture, so that it stays with it wherever it goes; the space that it takes comes back.
pub(super) fn simulated(canvas: &mut Canvas, simulated: bool) -> f64 {
    const WORDS: &str = "SIMULATED: no SOC is behind these figures";
    if !simulated {
        return 0.0;
    }
    let half = width(WORDS, SMALL) / 2.0 + 8.0;
    let middle = WIDTH / 2.0;
    let (from, to) = ((middle - half, 2.0), (middle + half, 20.0));
    canvas.line(&[from, (to.0, from.1), to, (from.0, to.1), from], Ink::Target, 1.25);
    canvas.bold((middle, 11.0), WORDS, SMALL, Ink::Target, Anchor::Middle);
    26.0
}

/// From the lower to the upper quartile; only outlined where few SOCs are behind it.
pub(super) fn quartiles(
    canvas: &mut Canvas,
    x: impl Fn(f64) -> f64,
    spread: &Spread,
    y: f64,
    half: f64,
    weak: bool,
) {
    let (lower, upper) = (x(spread.lower.to_f64()), x(spread.upper.to_f64()));
    // equal quartiles still show
    let (lower, upper) = if upper - lower < 2.0 { (lower - 1.0, upper + 1.0) } else { (lower, upper) };
    bar(canvas, (lower, y - half), (upper, y + half), weak);
}

/// The median across the box; drawn after one's own line, which would hide it.
pub(super) fn median(canvas: &mut Canvas, at: f64, y: f64, half: f64) {
    canvas.line(&[(at, y - half - 1.5), (at, y + half + 1.5)], Ink::Range, 2.25);
}

/// The middle half of a cohort, as an area; dashed and empty where it is weak.
pub(super) fn bar(canvas: &mut Canvas, from: Point, to: Point, weak: bool) {
    if weak {
        canvas.rect(from, to, Ink::Paper);
        canvas.line(&[from, (to.0, from.1), to, (from.0, to.1), from], Ink::OthersDashed, 1.25);
    } else {
        canvas.rect(from, to, Ink::Band);
    }
}

/// One's own score: a line with a head, unlike anything that stands for others also without colour.
pub(super) fn own(canvas: &mut Canvas, x: f64, top: f64, bottom: f64) {
    canvas.line(&[(x, top), (x, bottom)], Ink::Own, 2.25);
    canvas.polygon(&[(x - 5.0, top - 4.0), (x + 5.0, top - 4.0), (x, top + 4.0)], Ink::Own);
}

/// Words above one's own mark, kept inside the picture.
pub(super) fn own_words(canvas: &mut Canvas, x: f64, y: f64, words: &str, left: f64) {
    let half = width(words, SMALL) / 2.0;
    canvas.bold((x.clamp(left + half, RIGHT - half), y), words, SMALL, Ink::Own, Anchor::Middle);
}

/// A share of the others, with its interval.
pub(super) fn standing(canvas: &mut Canvas, at: Point, interval: Option<(f64, f64)>, weak: bool) {
    if let Some((low, high)) = interval {
        let ink = if weak { Ink::RangeDashed } else { Ink::Range };
        canvas.line(&[(low, at.1), (high, at.1)], ink, if weak { 1.25 } else { 2.0 });
        for end in [low, high] {
            canvas.line(&[(end, at.1 - 3.5), (end, at.1 + 3.5)], Ink::Range, 1.25);
        }
    }
    if weak { canvas.ring(at, 3.5, Ink::Own) } else { canvas.dot(at, 4.0, Ink::Own) }
}

/// Numbers below a scale.
pub(super) fn numbers(canvas: &mut Canvas, x: impl Fn(f64) -> f64, values: &[i64], y: f64) {
    for value in values {
        canvas.text((x(*value as f64), y), &value.to_string(), SMALL, Ink::Muted, Anchor::Middle);
    }
}

/// What a sign means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Own,
    OwnPoint,
    Dot,
    WeakDot,
    Quartiles,
    Median,
    MedianOfYear,
    Weak,
    Standing,
    WeakStanding,
}

/// The signs that a picture shows, with their words; the bottom comes back.
pub(super) fn legend(canvas: &mut Canvas, entries: &[(bool, Sign, &str)], mut y: f64) -> f64 {
    const MARK: f64 = 19.0;
    let mut at = LEFT;
    for (_, sign, words) in entries.iter().filter(|(shown, ..)| *shown) {
        let lines = wrap_to(words, SMALL, RIGHT - LEFT - MARK, 3);
        let wide = MARK + lines.iter().map(|line| width(line, SMALL)).fold(0.0, f64::max) + 12.0;
        if at > LEFT && at + wide - 12.0 > RIGHT {
            (at, y) = (LEFT, y + 15.0);
        }
        draw(canvas, *sign, (at + 7.0, y));
        for (number, line) in lines.iter().enumerate() {
            if number > 0 {
                y += 13.0;
            }
            canvas.text((at + MARK, y), line, SMALL, Ink::Muted, Anchor::Start);
        }
        at += wide;
    }
    y + 10.0
}

fn draw(canvas: &mut Canvas, sign: Sign, (x, y): Point) {
    match sign {
        Sign::Own => own(canvas, x, y - 3.0, y + 6.0),
        Sign::OwnPoint => {
            canvas.line(&[(x - 7.0, y), (x + 7.0, y)], Ink::Own, 2.0);
            canvas.dot((x, y), 3.5, Ink::Own);
        }
        Sign::Dot => canvas.dot((x, y), 3.0, Ink::Others),
        Sign::WeakDot => canvas.ring((x, y), 2.8, Ink::Others),
        Sign::Quartiles => bar(canvas, (x - 7.0, y - 4.0), (x + 7.0, y + 4.0), false),
        Sign::Median => canvas.line(&[(x, y - 5.5), (x, y + 5.5)], Ink::Range, 2.25),
        Sign::MedianOfYear => canvas.line(&[(x - 7.0, y), (x + 7.0, y)], Ink::Range, 2.25),
        Sign::Weak => bar(canvas, (x - 7.0, y - 4.0), (x + 7.0, y + 4.0), true),
        Sign::Standing => standing(canvas, (x, y), Some((x - 7.0, x + 7.0)), false),
        Sign::WeakStanding => standing(canvas, (x, y), Some((x - 7.0, x + 7.0)), true),
    }
}
