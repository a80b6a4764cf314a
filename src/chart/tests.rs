//! Pictures of a cohort from figures made by hand, looked at as text.

use super::{Colours, svg};
use crate::model::cohort::Spread;
use crate::model::score::Rounded;
use crate::report::document::{
    Chart, Distribution, DistributionRow, Figure, GroupSpread, GroupSpreads, PercentileRow, Percentiles,
    YearSpread, Years, YearsPanel,
};

fn spread(lower: i64, median: i64, upper: i64) -> Spread {
    Spread { lower: Rounded(lower), median: Rounded(median), upper: Rounded(upper) }
}

fn figure(chart: Chart) -> Figure {
    Figure {
        id: "f".to_owned(),
        title: "How the others stand".to_owned(),
        description: "D.".to_owned(),
        chart,
    }
}

fn row(label: &str, own: Option<i64>, n: u64, dots: Vec<f64>, spread: Spread) -> DistributionRow {
    DistributionRow { label: label.to_owned(), own: own.map(Rounded), n, weak: n < 30, spread, dots }
}

fn distribution() -> Distribution {
    let even = |count: usize, from: f64, to: f64| -> Vec<f64> {
        (0..count).map(|i| from + (to - from) * (i as f64 + 0.5) / count as f64).collect()
    };
    Distribution {
        max: 5,
        simulated: true,
        rows: vec![
            row("Overall", Some(252), 42, even(20, 1.2, 3.8), spread(185, 250, 315)),
            row("All equal", Some(300), 42, vec![3.0; 20], spread(300, 300, 300)),
            row("Own at the lower end", Some(0), 17, even(20, 0.0, 5.0), spread(125, 250, 375)),
            row(
                "Own at the upper end, with a name that is much too long for one line",
                Some(500),
                42,
                even(20, 0.0, 5.0),
                spread(125, 250, 375),
            ),
            row("Not answered here", None, 10, even(20, 2.0, 3.0), spread(225, 250, 275)),
        ],
    }
}

fn percentiles(rows: usize) -> Percentiles {
    let rows = (0..rows).map(|number| PercentileRow {
        label: ["People", "Detection engineering and validation of rules", "Knowledge management"]
            [number % 3]
            .to_owned(),
        mid: [0.0, 0.31, 0.5, 0.97, 1.0][number % 5],
        interval: [Some((0.0, 0.09)), Some((0.19, 0.46)), None, Some((0.86, 0.99)), Some((0.91, 1.0))]
            [number % 5],
        n: 40 + number as u64,
        weak: number % 4 == 2,
    });
    Percentiles { simulated: false, rows: rows.collect() }
}

fn groups() -> GroupSpreads {
    let group =
        |label: &str, n, own, spread| GroupSpread { label: label.to_owned(), n, weak: n < 30, own, spread };
    GroupSpreads {
        max: 5,
        simulated: true,
        own: Some(Rounded(252)),
        rows: vec![
            group("Finance and insurance", 64, true, spread(190, 260, 330)),
            group("Government, public administration and defence", 31, false, spread(150, 210, 300)),
            group("Not said", 12, false, spread(250, 250, 250)),
        ],
    }
}

fn years() -> Years {
    let year = |year, n, spread| YearSpread { year, n, weak: n < 30, spread };
    let panel = |label: &str, own: Vec<(f64, Rounded)>| YearsPanel {
        label: label.to_owned(),
        years: vec![
            year(2022, 12, spread(150, 200, 260)),
            year(2024, 38, spread(170, 230, 290)),
            year(2025, 41, spread(180, 240, 300)),
            year(2026, 44, spread(200, 250, 320)),
        ],
        own,
    };
    Years {
        max: 5,
        simulated: true,
        panels: vec![
            panel("Overall", vec![(2023.4, Rounded(190)), (2025.2, Rounded(225)), (2026.9, Rounded(252))]),
            panel("Detection engineering and threat hunting", vec![(2026.0, Rounded(400))]),
            panel("Nothing of one's own", Vec::new()),
        ],
    }
}

fn all() -> Vec<(&'static str, Chart)> {
    vec![
        ("distribution", Chart::Distribution(distribution())),
        ("percentiles", Chart::Percentiles(percentiles(5))),
        ("percentiles-27", Chart::Percentiles(percentiles(27))),
        ("groups", Chart::Groups(groups())),
        ("years", Chart::Years(years())),
    ]
}

/// Texts as `(x, y, size, anchor, words)`, in units of the picture.
fn texts(svg: &str) -> Vec<(f64, f64, f64, String, String)> {
    let attribute = |tag: &str, name: &str| {
        let (_, from) = tag.split_once(&format!(" {name}=\"")).expect("an attribute");
        from.split_once('"').expect("its end").0.to_owned()
    };
    let number = |tag: &str, name: &str| attribute(tag, name).parse::<f64>().expect("a number") / 4.0;
    svg.split("<text")
        .skip(1)
        .map(|part| {
            let (tag, rest) = part.split_once('>').expect("a tag");
            let words = rest.split_once("</text>").expect("its end").0.trim().to_owned();
            (
                number(tag, "x"),
                number(tag, "y"),
                number(tag, "font-size"),
                attribute(tag, "text-anchor"),
                words,
            )
        })
        .collect()
}

fn size(svg: &str) -> (f64, f64) {
    let (_, from) = svg.split_once("viewBox=\"0 0 ").expect("a view box");
    let mut numbers =
        from.split_once('"').expect("its end").0.split(' ').map(|n| n.parse::<f64>().expect("a number"));
    (numbers.next().expect("width") / 4.0, numbers.next().expect("height") / 4.0)
}

#[test]
fn no_text_leaves_its_picture_and_none_stands_on_another() {
    for (name, chart) in all() {
        for colours in [Colours::Page, Colours::Fixed] {
            let drawn = svg(&figure(chart.clone()), colours);
            let (wide, high) = size(&drawn);
            let boxes: Vec<(f64, f64, f64, f64, String)> = texts(&drawn)
                .into_iter()
                .map(|(x, y, size, anchor, words)| {
                    // the estimate is on the safe side: letters are narrower
                    let width = super::text::width(&words, size) * 0.9;
                    let left = match anchor.as_str() {
                        "start" => x,
                        "middle" => x - width / 2.0,
                        _ => x - width,
                    };
                    (left, y - size * 0.4, left + width, y + size * 0.4, words)
                })
                .collect();
            for (number, (left, top, right, bottom, words)) in boxes.iter().enumerate() {
                assert!(
                    *left >= -1.0 && *right <= wide + 1.0,
                    "{name}: {words} from {left} to {right} of {wide}"
                );
                assert!(*top >= -1.0 && *bottom <= high + 1.0, "{name}: {words} at {top} of {high}");
                for (l, t, r, b, other) in &boxes[number + 1..] {
                    let apart = right <= l || r <= left || bottom <= t || b <= top;
                    assert!(apart, "{name}: {words} stands on {other}");
                }
            }
        }
    }
}

#[test]
fn a_simulated_cohort_says_so_inside_the_picture_and_a_real_one_does_not() {
    const WORDS: &str = "SIMULATED: no SOC is behind these figures";
    for (name, chart) in all() {
        let simulated = !matches!(chart, Chart::Percentiles(_));
        let drawn = svg(&figure(chart), Colours::Fixed);
        assert_eq!(texts(&drawn).iter().any(|(.., words)| words == WORDS), simulated, "{name}");
    }
    let percentiles = Percentiles { simulated: true, ..percentiles(2) };
    assert!(svg(&figure(Chart::Percentiles(percentiles)), Colours::Page).contains(WORDS));
}

#[test]
fn every_dot_is_drawn_once_and_weak_ones_are_hollow() {
    let one = |n| {
        Chart::Distribution(Distribution {
            max: 5,
            simulated: false,
            rows: vec![row("Overall", None, n, vec![1.0, 1.04, 2.0, 3.5], spread(100, 152, 350))],
        })
    };
    let count = |n, sign: &str| svg(&figure(one(n)), Colours::Page).matches(sign).count();
    // four dots and the one of the legend
    assert_eq!(count(42, "<circle"), 5);
    assert_eq!(count(42, "fill=\"var(--chart-others)\""), 5);
    // a ring is a circle of paper with a line around it
    assert_eq!((count(12, "<circle"), count(12, "fill=\"var(--chart-others)\"")), (10, 0));
    assert!(count(12, "stroke-dasharray") > 0 && count(42, "stroke-dasharray") == 0);
}

#[test]
fn marks_stand_where_their_values_are() {
    let chart = Percentiles { rows: percentiles(1).rows, simulated: false };
    let mut at_half = chart.clone();
    at_half.rows[0].mid = 0.5;
    at_half.rows[0].interval = Some((0.25, 0.75));
    let drawn = svg(&figure(Chart::Percentiles(at_half)), Colours::Page);
    let number = |text: &str, words: &str| {
        texts(text)
            .iter()
            .find(|(.., found)| found == words)
            .map(|(x, ..)| *x)
            .expect("a number of the scale")
    };
    let circle = drawn.split_once("<circle cx=\"").expect("the mark").1;
    let mark = circle.split_once('"').expect("its end").0.parse::<f64>().expect("a number") / 4.0;
    // the row itself says 50 as well
    let middle = f64::midpoint(number(&drawn, "25"), number(&drawn, "75"));
    assert!((mark - middle).abs() < 0.5, "{mark}, not {middle}");
    // no bar where all are tied
    let mut tied = chart;
    tied.rows[0].interval = None;
    let lines = |rows: Percentiles| {
        svg(&figure(Chart::Percentiles(rows)), Colours::Page).matches("--chart-range").count()
    };
    assert_eq!(lines(percentiles(1)) - lines(tied), 3, "the bar and its two ends");
}

#[test]
fn a_picture_in_a_file_stands_alone() {
    for (name, chart) in all() {
        let drawn = svg(&figure(chart), Colours::Fixed);
        assert!(drawn.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\""), "{name}");
        assert!(!drawn.contains("var(") && !drawn.contains("0.5ex"), "{name}");
        let (wide, high) = size(&drawn);
        let paper = format!("<rect x=\"0\" y=\"0\" width=\"{}\" height=\"{}\"", wide * 4.0, high * 4.0);
        let first = drawn.split_once("<rect").map(|(_, rest)| format!("<rect{rest}")).unwrap_or_default();
        assert!(first.starts_with(&paper[..paper.len() - 2]), "{name}: {}", &first[..80]);
        assert!(texts(&drawn).iter().any(|(.., words)| words == "How the others stand"), "{name}");
    }
}

#[test]
fn a_title_that_is_markup_stays_text() {
    let mut figure = figure(Chart::Percentiles(percentiles(1)));
    figure.title = "</title><script>1</script>".to_owned();
    let drawn = svg(&figure, Colours::Fixed);
    assert!(!drawn.contains("<script"), "{drawn}");
}
