//! Shapes in the units of a chart, drawn with plotters once the height is known.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::report::document::Figure;

use super::Colours;
use super::text::wrap_to;

/// Pixels a unit: plotters knows whole pixels only.
const SCALE: f64 = 4.0;
/// What plotters divides font sizes by.
const FONT: f64 = 1.24;

/// Every colour of a chart: the one on white paper (Okabe and Ito's palette, darkened to 3:1 where it carries meaning),
/// and the variable of the page. Dashes are part of the ink, so that lines differ in grey too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Text,
    Muted,
    Grid,
    Track,
    Own,
    OwnArea,
    Target,
    TargetDashed,
    Benchmark,
    BenchmarkDotted,
    Range,
    RangeDashed,
    /// The other SOCs of a cohort, and the middle half of them.
    Others,
    OthersDashed,
    Band,
    Paper,
    /// Categories of a stack, and the text on them.
    Share(usize),
    OnShare(usize),
}

/// Categories that have an ink of their own.
pub(super) const SHARES: usize = 6;

const SHARE_INKS: [(&str, u32); SHARES] = [
    ("share-1", 0x0B4F7D),
    ("share-2", 0xE69F01),
    ("share-3", 0x9FD3F2),
    ("share-4", 0x00775A),
    ("share-5", 0xD9A0C2),
    ("share-6", 0x767C82),
];
const ON_SHARE_INKS: [(&str, u32); SHARES] = [
    ("on-share-1", 0xFFFFFE),
    ("on-share-2", 0x101316),
    ("on-share-3", 0x101317),
    ("on-share-4", 0xFFFFFD),
    ("on-share-5", 0x101318),
    ("on-share-6", 0xFFFFFC),
];

impl Ink {
    const ALL: [Self; 28] = [
        Self::Text,
        Self::Muted,
        Self::Grid,
        Self::Track,
        Self::Own,
        Self::OwnArea,
        Self::Target,
        Self::TargetDashed,
        Self::Benchmark,
        Self::BenchmarkDotted,
        Self::Range,
        Self::RangeDashed,
        Self::Others,
        Self::OthersDashed,
        Self::Band,
        Self::Paper,
        Self::Share(0),
        Self::Share(1),
        Self::Share(2),
        Self::Share(3),
        Self::Share(4),
        Self::Share(5),
        Self::OnShare(0),
        Self::OnShare(1),
        Self::OnShare(2),
        Self::OnShare(3),
        Self::OnShare(4),
        Self::OnShare(5),
    ];

    /// Variable of the page, colour on paper (each its own, so that it can be found again), dashes.
    fn parts(self) -> (&'static str, u32, Option<&'static str>) {
        match self {
            Self::Text => ("text", 0x1B2229, None),
            Self::Muted => ("muted", 0x55606B, None),
            Self::Grid => ("grid", 0xD5DBE1, None),
            Self::Track => ("track", 0xECEFF2, None),
            Self::Own => ("own", 0x0B5E94, None),
            Self::OwnArea => ("own", 0x0B5E95, None),
            Self::Target => ("target", 0xB34A00, None),
            Self::TargetDashed => ("target", 0xB34A01, Some("22 14")),
            Self::Benchmark => ("benchmark", 0x00694F, None),
            Self::BenchmarkDotted => ("benchmark", 0x00694E, Some("5 11")),
            Self::Range => ("range", 0x1B222A, None),
            Self::RangeDashed => ("range", 0x1B222B, Some("9 9")),
            Self::Others => ("others", 0x66717C, None),
            Self::OthersDashed => ("others", 0x66717D, Some("9 9")),
            Self::Band => ("band", 0xC4CDD6, None),
            Self::Paper => ("paper", 0xFFFFFF, None),
            Self::Share(n) => (SHARE_INKS[n % SHARES].0, SHARE_INKS[n % SHARES].1, None),
            Self::OnShare(n) => (ON_SHARE_INKS[n % SHARES].0, ON_SHARE_INKS[n % SHARES].1, None),
        }
    }

    fn rgba(self) -> RGBAColor {
        let [_, r, g, b] = self.parts().1.to_be_bytes();
        RGBColor(r, g, b).mix(if self == Self::OwnArea { 0.16 } else { 1.0 })
    }
}

pub(super) type Point = (f64, f64);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

enum Op {
    Line(Vec<Point>, Ink, f64),
    Polygon(Vec<Point>, Ink),
    Rect(Point, Point, Ink),
    Circle(Point, f64, Ink, bool),
    Text { at: Point, text: String, size: f64, ink: Ink, anchor: Anchor, bold: bool },
}

impl Op {
    fn moved(self, dx: f64, dy: f64) -> Self {
        let to = |(x, y): Point| (x + dx, y + dy);
        match self {
            Self::Line(path, ink, width) => Self::Line(path.into_iter().map(to).collect(), ink, width),
            Self::Polygon(path, ink) => Self::Polygon(path.into_iter().map(to).collect(), ink),
            Self::Rect(from, corner, ink) => Self::Rect(to(from), to(corner), ink),
            Self::Circle(at, radius, ink, filled) => Self::Circle(to(at), radius, ink, filled),
            Self::Text { at, text, size, ink, anchor, bold } => {
                Self::Text { at: to(at), text, size, ink, anchor, bold }
            }
        }
    }
}

/// A picture in the making.
pub(super) struct Canvas {
    width: f64,
    pub(super) height: f64,
    ops: Vec<Op>,
}

impl Canvas {
    pub(super) fn new(width: f64) -> Self {
        Self { width, height: 0.0, ops: Vec::new() }
    }

    pub(super) fn line(&mut self, points: &[Point], ink: Ink, width: f64) {
        self.ops.push(Op::Line(points.to_vec(), ink, width));
    }

    pub(super) fn polygon(&mut self, points: &[Point], ink: Ink) {
        self.ops.push(Op::Polygon(points.to_vec(), ink));
    }

    pub(super) fn rect(&mut self, from: Point, to: Point, ink: Ink) {
        self.ops.push(Op::Rect(from, to, ink));
    }

    pub(super) fn dot(&mut self, at: Point, radius: f64, ink: Ink) {
        self.ops.push(Op::Circle(at, radius, ink, true));
    }

    /// A circle filled with paper, so that it shows on any ground.
    pub(super) fn ring(&mut self, at: Point, radius: f64, ink: Ink) {
        self.ops.push(Op::Circle(at, radius, Ink::Paper, true));
        self.ops.push(Op::Circle(at, radius, ink, false));
    }

    pub(super) fn diamond(&mut self, (x, y): Point, radius: f64, ink: Ink) {
        self.polygon(&[(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)], ink);
    }

    /// Text whose middle line is at `at.1`.
    pub(super) fn text(&mut self, at: Point, text: &str, size: f64, ink: Ink, anchor: Anchor) {
        self.ops.push(Op::Text { at, text: text.to_owned(), size, ink, anchor, bold: false });
    }

    pub(super) fn bold(&mut self, at: Point, text: &str, size: f64, ink: Ink, anchor: Anchor) {
        self.ops.push(Op::Text { at, text: text.to_owned(), size, ink, anchor, bold: true });
    }

    /// The same picture on paper, below its title.
    pub(super) fn titled(mut self, title: &str) -> Self {
        const SIZE: f64 = 13.0;
        const LINE: f64 = 17.0;
        const MARGIN: f64 = 8.0;
        let lines = wrap_to(title, SIZE, self.width, 4);
        let top = MARGIN + LINE * lines.len() as f64 + 6.0;
        let mut page = Self::new(self.width + 2.0 * MARGIN);
        page.height = top + self.height + MARGIN;
        page.rect((0.0, 0.0), (page.width, page.height), Ink::Paper);
        for (number, line) in lines.iter().enumerate() {
            let middle = MARGIN + LINE * (number as f64 + 0.5);
            page.bold((MARGIN + 4.0, middle), line, SIZE, Ink::Text, Anchor::Start);
        }
        page.ops.extend(std::mem::take(&mut self.ops).into_iter().map(|op| op.moved(MARGIN, top)));
        page
    }

    /// The SVG, with name and description for those who cannot see it.
    pub(super) fn finish(self, figure: &Figure, colours: Colours) -> String {
        let (width, height) = (pixels(self.width), pixels(self.height));
        let mut drawn = String::new();
        {
            let size = (width.unsigned_abs(), height.unsigned_abs());
            let area = SVGBackend::with_string(&mut drawn, size).into_drawing_area();
            for op in &self.ops {
                draw(&area, op);
            }
            area.present().expect("a picture in memory is never refused");
        }
        let body = drawn
            .split_once(">\n")
            .and_then(|(_, rest)| rest.trim_end().strip_suffix("</svg>"))
            .expect("plotters writes one svg element");
        let id = &figure.id;
        let body = inks(&fonts(body), colours);
        let body = if colours == Colours::Fixed { settled(&body) } else { body };
        let family = match colours {
            Colours::Page => String::new(),
            // half of the pixels drawn: large enough to be read where a program takes them as they are
            Colours::Fixed => format!(
                " xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" font-family=\"Helvetica, Arial, Liberation Sans, sans-serif\"",
                width / 2,
                height / 2
            ),
        };
        format!(
            "<svg{family} viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" class=\"chart\">\n\
             <title id=\"{id}-t\">{}</title>\n<desc id=\"{id}-d\">{}</desc>\n{body}</svg>\n",
            escape(&figure.title),
            escape(&figure.description),
        )
    }
}

/// Whole pixels; rounded by way of millionths, so that the last digit of a sine moves nothing.
fn pixels(units: f64) -> i32 {
    let scaled = (units * SCALE * 1_000_000.0).round() / 1_000_000.0;
    scaled.round() as i32
}

fn pixel((x, y): Point) -> (i32, i32) {
    (pixels(x), pixels(y))
}

fn draw(area: &DrawingArea<SVGBackend<'_>, plotters::coord::Shift>, op: &Op) {
    let points = |points: &[Point]| points.iter().copied().map(pixel).collect::<Vec<_>>();
    let wide = |width: f64| pixels(width).max(1).unsigned_abs();
    let result = match op {
        Op::Line(path, ink, width) => {
            area.draw(&PathElement::new(points(path), ink.rgba().stroke_width(wide(*width))))
        }
        Op::Polygon(path, ink) => area.draw(&Polygon::new(points(path), ink.rgba().filled())),
        Op::Rect(from, to, ink) => {
            area.draw(&Rectangle::new([pixel(*from), pixel(*to)], ink.rgba().filled()))
        }
        Op::Circle(at, radius, ink, filled) => {
            let style = ShapeStyle { color: ink.rgba(), filled: *filled, stroke_width: wide(1.6) };
            area.draw(&Circle::new(pixel(*at), pixels(*radius), style))
        }
        Op::Text { at, text, size, ink, anchor, bold } => {
            let horizontal = match anchor {
                Anchor::Start => HPos::Left,
                Anchor::Middle => HPos::Center,
                Anchor::End => HPos::Right,
            };
            let weight = if *bold { FontStyle::Bold } else { FontStyle::Normal };
            let font = FontDesc::new(FontFamily::SansSerif, size * SCALE * FONT, weight);
            let colour = ink.rgba();
            let style = TextStyle::from(font).color(&colour).pos(Pos::new(horizontal, VPos::Center));
            area.draw(&Text::new(text.as_str(), pixel(*at), style))
        }
    };
    result.expect("a picture in memory is never refused");
}

/// The family of the page, and whole font sizes.
fn fonts(svg: &str) -> String {
    let svg = svg.replace(" font-family=\"sans-serif\"", "").replace(" opacity=\"1\"", "");
    let mut parts = svg.split(" font-size=\"");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (size, rest) = part.split_once('"').unwrap_or((part, ""));
        let size = size.parse::<f64>().unwrap_or(0.0).round();
        out.push_str(&format!(" font-size=\"{size:.0}\"{rest}"));
    }
    out
}

/// Text for programs that know less than a browser: at the height where it stands, and without the line breaks around it,
/// which some count as spaces.
fn settled(svg: &str) -> String {
    /// Half of the height of a small letter, in shares of the font size.
    const HALF: f64 = 0.26;
    let mut parts = svg.split("<text ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (tag, rest) = part.split_once(">\n").unwrap_or((part, ""));
        let (text, rest) = rest.split_once("\n</text>").unwrap_or((rest, ""));
        let number = |name: &str| {
            let (_, from) = tag.split_once(&format!("{name}=\""))?;
            from.split_once('"')?.0.parse::<f64>().ok()
        };
        let (y, size) = (number(" y").unwrap_or(0.0), number("font-size").unwrap_or(0.0));
        let at = format!(" y=\"{:.0}\"", y + HALF * size);
        let tag = tag.replacen(&format!(" y=\"{y}\""), &at, 1).replacen(" dy=\"0.5ex\"", "", 1);
        out.push_str(&format!("<text {tag}>{text}</text>{rest}"));
    }
    out
}

/// Each ink's colour as the variable of the page, and its dashes. Text cannot hold an attribute: its quotes are escaped.
fn inks(svg: &str, colours: Colours) -> String {
    let mut out = svg.to_owned();
    for ink in Ink::ALL {
        let (name, colour, dashes) = ink.parts();
        let shown = match colours {
            Colours::Page => format!("var(--chart-{name})"),
            Colours::Fixed => format!("#{colour:06X}"),
        };
        let dashes = dashes.map(|dashes| format!(" stroke-dasharray=\"{dashes}\"")).unwrap_or_default();
        out = out
            .replace(&format!("stroke=\"#{colour:06X}\""), &format!("stroke=\"{shown}\"{dashes}"))
            .replace(&format!("fill=\"#{colour:06X}\""), &format!("fill=\"{shown}\""));
    }
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_ink_can_be_found_again_by_its_colour() {
        let colours: BTreeSet<u32> = Ink::ALL.iter().map(|ink| ink.parts().1).collect();
        assert_eq!(colours.len(), Ink::ALL.len());
    }
}
