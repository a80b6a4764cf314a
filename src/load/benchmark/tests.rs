use super::*;
use crate::model::benchmark::{FigureValue, Read};

fn shipped() -> Vec<Source> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let found = builtin(&mut sources, &mut out);
    assert!(out.is_empty(), "{out:#?}");
    found
}

/// Every number of a figure in order, as published.
fn numbers(value: &FigureValue) -> Vec<f64> {
    let hundredths: Vec<i64> = match value {
        FigureValue::Mean { mean, .. } => vec![*mean],
        FigureValue::Shares { categories, .. } => categories.iter().map(|c| c.share).collect(),
        FigureValue::Quantiles { points, .. } => {
            points.iter().flat_map(|q| [q.percentile, q.value]).collect()
        }
        FigureValue::Trend { points, .. } => points.iter().map(|p| p.value).collect(),
        FigureValue::Statement { .. } => vec![],
    };
    hundredths.into_iter().map(|value| value as f64 / 100.0).collect()
}

#[test]
fn every_published_figure_is_there_with_its_number() {
    let dwell = &[416.0, 243.0, 229.0, 205.0, 146.0, 99.0, 101.0, 78.0, 56.0, 24.0, 21.0, 10.0, 11.0, 14.0]
        as &[f64];
    // source, figure, n, numbers: typed from the publications, not from the files
    let expected: &[(&str, &str, Option<u32>, &[f64])] = &[
        ("cisco-readiness-2024", "readiness", Some(8136), &[11.0, 60.0, 26.0, 3.0]),
        ("cisco-readiness-2025", "readiness", Some(8000), &[9.0, 61.0, 26.0, 4.0]),
        ("ibm-breach-2025", "days-2018", Some(477), &[266.0]),
        ("ibm-breach-2025", "days-2023", Some(553), &[277.0]),
        ("ibm-breach-2025", "days-2024", Some(604), &[258.0]),
        ("ibm-breach-2025", "days-2024-identify", Some(604), &[194.0]),
        ("ibm-breach-2025", "days-2024-contain", Some(604), &[64.0]),
        ("ibm-breach-2025", "days-2025", Some(600), &[241.0]),
        ("mandiant-dwell-time", "dwell-time", None, dwell),
        ("micro-focus-2018", "maturity", Some(144), &[20.0, 1.0, 50.0, 1.42]),
        ("micro-focus-2018", "recommended", Some(144), &[]),
        ("owasp-samm-2024", "log-analysis", Some(29), &[14.0, 31.0, 17.0, 38.0]),
        ("owasp-samm-2024", "detection-documented", Some(29), &[14.0, 10.0, 28.0, 48.0]),
        ("owasp-samm-2024", "detection-reviewed", Some(29), &[28.0, 10.0, 28.0, 34.0]),
        ("owasp-samm-2024", "incidents-answered", Some(29), &[3.0, 14.0, 0.0, 83.0]),
        ("owasp-samm-2024", "handling-repeatable", Some(29), &[10.0, 7.0, 17.0, 66.0]),
        ("owasp-samm-2024", "response-team", Some(29), &[17.0, 14.0, 10.0, 59.0]),
        ("sans-soc-2025", "ai-used", None, &[42.0, 40.0]),
        ("sans-soc-2025", "around-the-clock", None, &[79.0]),
        ("sans-soc-2025", "common-size", None, &[]),
        ("sans-soc-2025", "common-tenure", None, &[]),
        ("sans-soc-2026", "ai-used", Some(444), &[79.0, 36.0]),
        ("sans-soc-2026", "ai-approach", Some(444), &[38.0, 31.0, 20.0]),
        ("soc-cmm-2026", "maturity-people", Some(200), &[2.3]),
        ("soc-cmm-2026", "maturity-process", Some(200), &[2.3]),
        ("soc-cmm-2026", "maturity-technology", Some(200), &[2.7]),
        ("soc-cmm-2026", "ai-value", Some(200), &[71.0, 19.0, 10.0]),
        ("soc-cmm-2026", "ai-adoption", Some(200), &[65.0, 20.0, 15.0]),
        ("soc-cmm-2026", "ai-use-growth", None, &[55.0, 145.0, 118.0, 96.0, 64.0]),
        ("soc-cmm-2026", "challenges-growth", None, &[17.0, 11.0]),
        ("soc-cmm-2026", "challenge-governance", Some(200), &[39.0]),
        ("soc-cmm-2026", "ai-value-across-models", None, &[]),
    ];
    let sources = shipped();
    let found: Vec<_> = sources
        .iter()
        .flat_map(|source| source.figures.iter().map(move |figure| (source, figure)))
        .map(|(source, figure)| (source.id.as_str(), figure.id.as_str(), figure.n, numbers(&figure.value)))
        .collect();
    assert_eq!(found.len(), expected.len());
    for row in expected {
        let row = (row.0, row.1, row.2, row.3.to_vec());
        assert!(found.contains(&row), "{row:?} is not among {found:#?}");
    }
}

#[test]
fn every_source_says_where_it_was_read_and_what_limits_it() {
    for source in shipped() {
        assert!(!source.caveats.is_empty(), "{}", source.id);
        let samm = source.id == "owasp-samm-2024";
        assert_eq!(source.read == Read::Primary, samm, "{}", source.id);
        assert_eq!(source.licence == "CC-BY-SA-4.0", samm, "{}", source.id);
        if source.read == Read::Secondary {
            assert!(source.caveats[0].starts_with("Read in articles"), "{}", source.id);
        }
    }
    let (_, licence) = Folder::Benchmarks.text("owasp-samm-2024/LICENSE").expect("shipped with its data");
    assert!(licence.contains("CC-BY-SA-4.0"));
}

#[test]
fn the_survey_of_2026_names_the_edition_that_came_after_it() {
    let sources = shipped();
    let basis =
        sources.iter().find(|s| s.id == "soc-cmm-2026").and_then(|s| s.basis.as_ref()).expect("basis");
    assert!(
        basis.edition.as_ref().is_some_and(|text| text.contains("2.4.2") && text.contains("16 April 2026"))
    );
}

const GOOD: &str = "\
schema: socmark/benchmark/1
publisher: Example
title: Example survey
year: 2026
citation: Example, survey report
read: primary
n: 40
collected: spring 2026
population: forty SOCs
licence: CC0
figures:
  - {id: people, label: People, metric: domain.people, kind: mean, mean: 2.30, precision: 0.01, sd: 0.8, scale: {min: 0, max: 5, unit: points}}
  - id: value
    label: Value of AI
    metric: ai.value
    kind: shares
    exclusive: true
    ordered: true
    categories:
      - {label: low, covers: [none, some], percent: 71.4}
      - {label: high, covers: [good, excellent], percent: 28.6}
  - {id: all, label: Overall, metric: overall, kind: quantiles, scale: {min: 0, max: 5, unit: points}, points: [{percentile: 25, value: 1.5}, {percentile: 75, value: 3}]}
";

/// The rules that fire on the text, and the figures that remain.
fn rules(id: &str, text: &str) -> (Vec<&'static str>, Option<usize>) {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let source = source::read(id, "benchmark.yaml", text, &mut sources, &mut out);
    (out.iter().map(|d| d.rule.id).collect(), source.map(|source| source.figures.len()))
}

#[test]
fn a_complete_source_loads_in_silence() {
    assert_eq!(rules("example", GOOD), (vec![], Some(3)));
}

#[test]
fn each_rule_fires_alone_on_what_it_is_about() {
    let cases: &[(&str, &str, &str, Option<usize>)] = &[
        // without who, when and where, nothing of the source is used
        ("BM001", "citation: Example, survey report\n", "", None),
        ("BM001", "collected: spring 2026\n", "", None),
        ("BM001", "publisher: Example\n", "publisher: ''\n", None),
        ("BM001", "year: 2026\n", "", None),
        ("BM001", "read: primary\n", "", None),
        ("BM001", "kind: quantiles, ", "", Some(2)),
        (
            "BM001",
            "scale: {min: 0, max: 5, unit: points}, points",
            "scale: {min: 0, unit: points}, points",
            Some(2),
        ),
        ("BM002", "mean: 2.30", "mean: 5.30", Some(2)),
        ("BM002", "sd: 0.8", "sd: 2.6", Some(2)),
        ("BM002", "precision: 0.01", "precision: 0", Some(2)),
        ("BM002", "n: 40", "n: 0", None),
        ("BM002", "year: 2026", "year: 20260", None),
        ("BM002", "value: 3}", "value: 6}", Some(3)),
        ("BM002", "max: 5, unit: points}, points", "max: 0, unit: points}, points", Some(2)),
        ("BM002", "mean: 2.30", "mean: 90000000", Some(2)),
        ("BM003", "id: value", "id: people", Some(2)),
        ("BM004", "percent: 71.4", "percent: 61.4", Some(2)),
        ("BM005", "metric: domain.people", "metric: people", Some(3)),
        ("BM005", "metric: domain.people", "metric: ai.value", Some(3)),
        ("BM005", "metric: ai.value", "metric: overall", Some(3)),
        ("BM006", "covers: [none, some]", "covers: [none, sone]", Some(3)),
        ("BM006", "covers: [none, some]", "covers: [none, some, good]", Some(3)),
        ("BM007", "id: people", "id: The People", Some(3)),
        ("BM008", "percentile: 75", "percentile: 25", Some(2)),
        ("BM008", "value: 3}", "value: 1}", Some(2)),
    ];
    for (rule, from, to, left) in cases {
        assert_eq!(GOOD.matches(from).count(), 1, "{from}");
        let text = GOOD.replace(from, to);
        let (fired, figures) = rules("example", &text);
        // without n, every figure with an own counterpart is refused
        if *from == "n: 40" {
            assert_eq!(fired, ["BM002", "BM001", "BM001", "BM001"]);
            continue;
        }
        assert_eq!((fired, figures), (vec![*rule], *left), "{from} -> {to}");
    }
    assert_eq!(rules("Example survey", GOOD).0, ["BM007"]);
}

#[test]
fn a_figure_without_n_stays_only_as_context_and_with_a_reason() {
    let without = GOOD.replace("n: 40\n", "");
    assert_eq!(rules("example", &without), (vec!["BM001"; 3], Some(0)));
    let context = without.replace(", metric: domain.people", "").replace("    metric: ai.value\n", "");
    let context = context.replace(", metric: overall", "");
    assert_eq!(rules("example", &context), (vec!["BM001"; 3], Some(0)));
    let noted = context.replace("collected:", "n_note: not stated\ncollected:");
    assert_eq!(rules("example", &noted), (vec![], Some(3)));
}

#[test]
fn hostile_sources_are_refused_without_a_panic() {
    let cases = ["", "a", "[]", "schema: socmark/benchmark/1", "schema: socmark/benchmark/2\nfigures: []"];
    for text in cases {
        assert!(!rules("example", text).0.is_empty(), "{text}");
    }
    for (from, to) in
        [("mean: 2.30", "mean: .nan"), ("mean: 2.30", "mean: 1e300"), ("figures:", "figures: 3\nx:")]
    {
        assert!(!rules("example", &GOOD.replace(from, to)).0.is_empty(), "{to}");
    }
}

#[test]
fn folders_of_the_user_join_the_shipped_ones() {
    let folder = tempfile::tempdir().expect("folder");
    let write = |id: &str, text: &str| {
        std::fs::create_dir_all(folder.path().join(id)).expect("folder");
        std::fs::write(folder.path().join(id).join("benchmark.yaml"), text).expect("file");
    };
    write("example", GOOD);
    write("broken", "schema: [");
    write("soc-cmm-2026", GOOD);
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let found = all(&[folder.path()], &mut sources, &mut out);
    let fired: Vec<_> = out.iter().map(|d| d.rule.id).collect();
    assert_eq!(fired, ["LD005", "BM003"], "one bad file hides neither the others nor its own fault");
    assert_eq!(found.len(), shipped().len() + 1);
    assert!(found.iter().any(|source| source.id == "example"));

    let one = folder.path().join("example");
    for path in [one.clone(), one.join("benchmark.yaml")] {
        let found = folder_sources(&path, &mut sources, &mut Diagnostics::default());
        assert_eq!(found.iter().map(|(source, _)| source.id.as_str()).collect::<Vec<_>>(), ["example"]);
    }
    let mut out = Diagnostics::default();
    assert!(folder_sources(&folder.path().join("absent"), &mut sources, &mut out).is_empty());
    assert!(out.has_errors());
}
