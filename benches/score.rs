//! How scoring grows with the number of assessments, by both methods: `cargo bench --bench score`.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

use socmark::model::assessment::{Answer, AnswerValue, Assessment, Importance};
use socmark::model::instrument::{Aspect, Domain, Instrument, Item, ItemKind};
use socmark::model::rowmap::RowMap;
use socmark::model::score::Scale;
use socmark::score::{score, workbook};
use socmark::soc_cmm_2_4_2;

/// So many different ones are made; a larger run scores them in turn, so that memory stays small.
const DISTINCT: usize = 200;

fn scoring(criterion: &mut Criterion) {
    let rows = soc_cmm_2_4_2();
    let instrument = instrument(&rows);
    let assessments: Vec<Assessment> = (0..DISTINCT).map(|seed| assessment(&rows, seed)).collect();
    let mut group = criterion.benchmark_group("score");
    group.sample_size(10).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(5));
    for count in [1_000_usize, 10_000] {
        let turn = || assessments.iter().cycle().take(count);
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function(BenchmarkId::new("default", count), |bencher| {
            bencher.iter(|| turn().for_each(|one| drop(black_box(score(&instrument, one)))));
        });
        group.bench_function(BenchmarkId::new("workbook", count), |bencher| {
            bencher.iter(|| turn().for_each(|one| drop(black_box(workbook::score(&rows, one)))));
        });
        group.bench_function(BenchmarkId::new("workbook_with_bounds", count), |bencher| {
            let card = |one| workbook::scorecard(&rows, one, str::to_owned);
            bencher.iter(|| turn().for_each(|one| drop(black_box(card(one)))));
        });
    }
    group.finish();
    criterion.bench_function("row_map/parse", |bencher| bencher.iter(soc_cmm_2_4_2));
}

/// 667 items, some open, some weighted; the same at every run.
fn assessment(rows: &RowMap, seed: usize) -> Assessment {
    let mut answers = BTreeMap::new();
    // a small linear congruential generator is enough for varied answers
    let mut state = seed as u64 + 1;
    for item in rows.items.iter().filter(|item| item.sheet_row.is_some()) {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let draw = (state >> 33) as usize;
        let value = match draw % 8 {
            0 => None,
            1 if item.scale == Scale::Capability => Some(AnswerValue::NotRequired),
            level => Some(AnswerValue::Level(1 + (level % 5) as u8)),
        };
        let importance = Some(Importance::ALL[draw / 8 % 5]);
        answers.insert(item.id.clone(), Answer { value, importance, ..Answer::default() });
    }
    Assessment { answers, ..Assessment::default() }
}

/// The questionnaire of the row map, without texts.
fn instrument(rows: &RowMap) -> Instrument {
    let mut domains: Vec<Domain> = Vec::new();
    for aspect in rows.aspects.iter().filter(|aspect| aspect.result_row.is_some()) {
        if domains.last().is_none_or(|domain| domain.id != aspect.domain) {
            let id = aspect.domain.clone();
            let headline = ["people", "process", "technology"].contains(&id.as_str());
            domains.push(Domain {
                name: id.clone(),
                id,
                headline,
                about: String::new(),
                aspects: Vec::new(),
            });
        }
        let items = rows.items.iter().filter(|item| item.aspect == aspect.id).map(|item| Item {
            id: item.id.clone(),
            quick: false,
            question: String::new(),
            why: String::new(),
            kind: match item.scale {
                Scale::Maturity => ItemKind::Maturity { anchors: Vec::new() },
                Scale::Capability => ItemKind::Capability { anchors: Vec::new() },
            },
            evidence: Vec::new(),
            crosswalk: item.nist.iter().map(|id| ("nist_csf".to_owned(), vec![id.clone()])).collect(),
        });
        if let Some(domain) = domains.last_mut() {
            domain.aspects.push(Aspect {
                id: aspect.id.clone(),
                name: aspect.id.clone(),
                about: String::new(),
                minutes: None,
                crosswalk: BTreeMap::new(),
                items: items.collect(),
            });
        }
    }
    Instrument {
        id: "soc-cmm".to_owned(),
        version: rows.version.clone(),
        title: String::new(),
        summary: String::new(),
        licence: String::new(),
        attribution: None,
        sources: Vec::new(),
        domains,
        adoption: None,
    }
}

criterion_group!(benches, scoring);
criterion_main!(benches);
