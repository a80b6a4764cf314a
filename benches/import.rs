//! Importing an official workbook against a bare read of the same sheets: `SOCMARK_TEST_DATA=... cargo bench --bench import`.
#![allow(clippy::print_stdout, reason = "a bench that is skipped says so")]

use std::hint::black_box;
use std::path::PathBuf;
use std::time::Duration;

use calamine::{Reader, Xlsx, open_workbook};
use criterion::{Criterion, criterion_group, criterion_main};

use socmark::pipeline::{self, Settings};

/// Sheets that are no input: pictures, results of results, guidance.
fn is_read(sheet: &str) -> bool {
    let domains = ["Business - ", "People - ", "Process - ", "Technology - ", "Services - "];
    let fixed =
        ["Introduction - INT", "_Output", "General - PRO", "Results - OVR", "Results - CSF2", "_Input"];
    domains.iter().any(|domain| sheet.starts_with(domain)) || fixed.contains(&sheet)
}

fn importing(criterion: &mut Criterion) {
    let Some(data) = std::env::var_os("SOCMARK_TEST_DATA") else {
        println!("skipped: SOCMARK_TEST_DATA names no folder with official workbooks");
        return;
    };
    let path = PathBuf::from(data).join("soc-cmm/advanced-weighted.xlsx");
    let mut group = criterion.benchmark_group("import");
    group.sample_size(20).measurement_time(Duration::from_secs(8));
    group.bench_function("socmark", |bencher| {
        bencher.iter(|| {
            let loaded = pipeline::load(black_box(&path), &Settings::default());
            assert!(loaded.assessment.is_some());
            loaded
        });
    });
    group.bench_function("bare_read", |bencher| {
        bencher.iter(|| {
            let mut book: Xlsx<_> = open_workbook(black_box(&path)).expect("a workbook");
            let sheets: Vec<String> = book.sheet_names().into_iter().filter(|name| is_read(name)).collect();
            assert!(sheets.len() > 30, "{sheets:?}");
            sheets
                .iter()
                .map(|sheet| book.worksheet_range(sheet).expect("a sheet").get_size())
                .collect::<Vec<_>>()
        });
    });
    group.finish();
}

criterion_group!(benches, importing);
criterion_main!(benches);
