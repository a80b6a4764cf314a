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

#[test]
fn dump() {
    let Ok(folder) = std::env::var("DUMP") else { return };
    for (name, chart) in all() {
        std::fs::write(format!("{folder}/{name}.svg"), svg(&figure(chart), Colours::Fixed)).expect("written");
    }
}
