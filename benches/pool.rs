//! Percentile and quartiles of some columns of a pool, for `benches/pool/percentiles.py`, which compares with others:
//! `cargo bench --bench pool -- POOL RUNS COLUMN=OWN…` prints the figures as JSON and the milliseconds of each run.
#![allow(clippy::print_stdout, reason = "a bench says what it measured")]

use std::path::Path;
use std::time::Instant;

use socmark::diagnostic::{Diagnostics, Sources};
use socmark::pipeline::pool;
use socmark::stats::{Tally, mid_rank};

/// Number of values, percentile, quartiles.
type Figures = (usize, f64, [f64; 3]);

fn figures(folder: &Path, asked: &[(String, i64)]) -> Vec<Figures> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let wanted = |name: &str| asked.iter().any(|(column, _)| column == name);
    let table = pool::table(folder, wanted, &mut sources, &mut out).expect("a pool");
    assert!(out.is_empty(), "{out:?}");
    // as in a comparison, scores are counted in hundredths
    let one = |(column, own): &(String, i64)| {
        let values = table.numbers(column).expect("a column of numbers");
        let known = values.iter().filter(|value| !value.is_nan());
        let tally = Tally::of(known.map(|value| (value * 100.0).round() as i64));
        let (below, tied) = tally.rank(*own);
        let (percentile, _) = mid_rank(below, tied, tally.n()).expect("some rows");
        let quartile = |p| tally.quantile(p).expect("some rows") / 100.0;
        (tally.n(), percentile, [quartile(0.25), quartile(0.5), quartile(0.75)])
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let parts: Vec<_> = asked
            .chunks(asked.len().div_ceil(threads))
            .map(|part| scope.spawn(move || part.iter().map(one).collect::<Vec<_>>()))
            .collect();
        parts.into_iter().flat_map(|part| part.join().expect("counted")).collect()
    })
}

fn main() {
    // cargo itself adds `--bench`
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [folder, runs, asked @ ..] = arguments.as_slice() else {
        println!(
            "skipped: `cargo bench --bench pool -- POOL RUNS COLUMN=OWN…`; benches/pool/percentiles.py calls it"
        );
        return;
    };
    let asked: Vec<(String, i64)> = asked
        .iter()
        .map(|asked| {
            let (column, own) = asked.split_once('=').expect("COLUMN=OWN");
            (column.to_owned(), (own.parse::<f64>().expect("a number") * 100.0).round() as i64)
        })
        .collect();
    let mut found = Vec::new();
    let mut milliseconds = Vec::new();
    for _ in 0..runs.parse::<usize>().expect("a number of runs") {
        let start = Instant::now();
        found = figures(Path::new(folder), &asked);
        milliseconds.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    let rows: Vec<String> = found
        .iter()
        .map(|(n, percentile, [lower, median, upper])| format!("[{n},{percentile},{lower},{median},{upper}]"))
        .collect();
    println!("{{\"figures\":[{}],\"milliseconds\":{milliseconds:?}}}", rows.join(","));
}
