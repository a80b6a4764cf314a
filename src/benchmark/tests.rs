use std::collections::BTreeMap;

use super::*;
use crate::diagnostic::{Diagnostics, Sources};
use crate::model::benchmark::PercentileRange;
use crate::model::score::{Method, Rounded};

/// The shipped sources; their loading is tested where they are loaded.
fn shipped() -> Vec<Source> {
    crate::load::benchmark::builtin(&mut Sources::default(), &mut Diagnostics::default())
}

pub(crate) fn sample() -> Standing {
    let scores =
        [("overall", 310), ("domain.people", 280), ("domain.process", 232), ("domain.technology", 150)];
    let answers =
        [("ai.value", vec!["some"]), ("ai.self_described", vec!["taker"]), ("ai.challenges", vec!["budget"])];
    Standing {
        scores: scores.into_iter().map(|(metric, score)| (metric.to_owned(), Rounded(score))).collect(),
        answers: answers
            .into_iter()
            .map(|(metric, slugs)| (metric.to_owned(), slugs.into_iter().map(str::to_owned).collect()))
            .collect(),
        method: Method::Default,
        instrument: "soc-core@3".to_owned(),
        quick_scan: false,
        style: Some("self".to_owned()),
    }
}

fn row(own: &Standing, source: &str, metric: &str) -> Compared {
    let found = compare(&shipped(), own, None);
    found.rows.into_iter().find(|row| row.source == source && row.metric == metric).expect("compared")
}

fn with_answer(metric: &str, slug: &str) -> Standing {
    let mut own = sample();
    own.answers.insert(metric.to_owned(), vec![slug.to_owned()]);
    own
}

fn with_score(metric: &str, score: i64) -> Standing {
    let mut own = sample();
    own.scores.insert(metric.to_owned(), Rounded(score));
    own
}

#[test]
fn a_mean_gives_a_difference_and_bounds_but_no_percentile() {
    let row = row(&sample(), "soc-cmm-2026", "domain.people");
    assert_eq!(row.own, Own::Score(Rounded(280)));
    assert_eq!((row.reference_value, row.difference), (Some(Rounded(230)), Some(Rounded(50))));
    let range = row.percentile.expect("a bounded scale");
    // 1 - 2.35/2.80, and (5 - 2.25)/(5 - 2.80) above 1
    assert!((range.low - 0.45 / 2.80).abs() < 1e-12 && range.mid.is_none() && range.high == 1.0);
    assert!(row.refused.is_some_and(|why| why.contains("distribution")));
    assert_eq!(
        row.says,
        [
            "Your people score of 2.80 lies 0.50 above the surveyed mean of 2.3.",
            "Whether 0.50 is much cannot be said: no spread was published.",
            "Whatever the distribution, at least 16% of the surveyed SOCs scored below you.",
        ]
    );
}

#[test]
fn a_score_inside_the_rounding_of_the_mean_is_not_called_different() {
    let row = row(&sample(), "soc-cmm-2026", "domain.process");
    assert!(
        row.says[0].contains("cannot be told apart") && row.says[0].contains("2.25 to 2.35"),
        "{:?}",
        row.says
    );
    assert!(!row.says.iter().any(|sentence| sentence.contains("at least")), "{:?}", row.says);
    // 2.25 and 2.35 still belong to it, 2.36 does not
    for (score, inside) in [(224, false), (225, true), (235, true), (236, false)] {
        let own = with_score("domain.process", score);
        let says = super::tests::row(&own, "soc-cmm-2026", "domain.process").says;
        assert_eq!(says[0].contains("told apart"), inside, "{score}: {says:?}");
    }
}

#[test]
fn below_the_mean_the_bound_speaks_of_those_above() {
    let row = row(&sample(), "soc-cmm-2026", "domain.technology");
    // technology mean 2.7 stands for 2.65 to 2.75; (5 - 2.65)/(5 - 1.50) = 0.671428…: at least 32% above
    let range = row.percentile.expect("bounded");
    assert!(range.low == 0.0 && (range.high - 2.35 / 3.5).abs() < 1e-12);
    assert!(row.says.contains(
        &"Whatever the distribution, at least 32% of the surveyed SOCs scored above you.".to_owned()
    ));
}

#[test]
fn the_value_of_ai_has_a_rank_and_its_joint_level_says_so() {
    let row = row(&sample(), "soc-cmm-2026", "ai.value");
    assert_eq!(row.percentile, Some(PercentileRange { low: 0.0, mid: None, high: 0.71 }));
    assert_eq!((row.reference_share, row.refused.clone()), (Some(0.71), None));
    assert!(row.says.iter().any(|sentence| sentence.contains("published together as `some or none`")));
    assert!(
        row.says.contains(&"0% are in lower categories, 29% in higher ones.".to_owned()),
        "{:?}",
        row.says
    );
    let none = super::tests::row(&with_answer("ai.value", "none"), "soc-cmm-2026", "ai.value");
    assert_eq!(none.percentile, row.percentile, "none falls into the same category as some");

    let good = super::tests::row(&with_answer("ai.value", "good"), "soc-cmm-2026", "ai.value");
    assert_eq!(good.percentile, Some(PercentileRange { low: 0.71, mid: None, high: 0.90 }));
    let excellent = super::tests::row(&with_answer("ai.value", "excellent"), "soc-cmm-2026", "ai.value");
    assert_eq!(excellent.percentile, Some(PercentileRange { low: 0.90, mid: None, high: 1.0 }));
}

#[test]
fn kinds_of_adopter_have_no_rank() {
    let row = row(&sample(), "soc-cmm-2026", "ai.self_described");
    assert_eq!(row.percentile, None);
    assert!(row.refused.is_some_and(|why| why.contains("no order")));
    let own: Vec<_> = row.categories.iter().map(|c| (c.label.as_str(), c.share, c.own)).collect();
    assert_eq!(own, [("taker", 0.65, true), ("shaper", 0.2, false), ("builder", 0.15, false)]);
    // Wilson for 65% of 200: (0.65 + 0.0096037)/1.0192073 ± 1.959964·√(0.0011375 + 0.00002401)/1.0192073
    let (low, high) = row.categories[0].interval.expect("n is known");
    assert!((low - 0.58163).abs() < 1e-4 && (high - 0.71275).abs() < 1e-4, "{low} {high}");

    let none =
        super::tests::row(&with_answer("ai.self_described", "none"), "soc-cmm-2026", "ai.self_described");
    assert_eq!(none.own, Own::Answer("none".to_owned()));
    assert!(none.says[0].contains("none of the published categories"), "{:?}", none.says);
    assert!(none.reference_share.is_none() && none.categories.iter().all(|category| !category.own));
}

#[test]
fn another_survey_of_adopters_stands_beside_with_its_own_wording_and_is_never_averaged() {
    let row = row(&sample(), "sans-soc-2026", "ai.self_described");
    assert_eq!(row.percentile, None);
    assert!(row.refused.is_some_and(|why| why.contains("several answers")));
    let caveats = row.caveats.join(" ");
    for word in ["worded differently", "maker", "27 points", "never average"] {
        assert!(caveats.contains(word), "{word}: {caveats}");
    }
    let together = super::tests::row(&sample(), "soc-cmm-2026", "ai.self_described");
    assert!(!together.caveats.join(" ").contains("worded differently"));
}

#[test]
fn a_challenge_that_one_does_not_name_is_said_without_a_rank() {
    let row = row(&sample(), "soc-cmm-2026", "ai.challenges");
    assert_eq!(row.own, Own::Answer("budget".to_owned()));
    assert!(row.says[0].contains("which you do not"), "{:?}", row.says);
    let own = with_answer("ai.challenges", "governance");
    let named = super::tests::row(&own, "soc-cmm-2026", "ai.challenges");
    assert!(named.says[0].contains("39%") && named.says[0].contains("as you do"), "{:?}", named.says);
}

#[test]
fn quantiles_give_a_percentile_between_them_and_none_beyond() {
    let row = |score| super::tests::row(&with_score("overall", score), "micro-focus-2018", "overall");
    // halfway from 1.00 (p20) to 1.42 (p50) is 1.21: p35
    let between = row(121).percentile.expect("between");
    assert!((between.mid.expect("interpolated") - 0.35).abs() < 1e-12);
    assert_eq!((between.low, between.high), (0.2, 0.5));
    assert_eq!(row(142).percentile, Some(PercentileRange { low: 0.5, mid: Some(0.5), high: 0.5 }));
    let above = row(310);
    assert_eq!(above.percentile, Some(PercentileRange { low: 0.5, mid: None, high: 1.0 }));
    assert!(above.says[0].contains("above p50 (1.42)") && above.refused.is_some());
    assert_eq!(above.difference, Some(Rounded(168)));
    assert_eq!(row(99).percentile, Some(PercentileRange { low: 0.0, mid: None, high: 0.2 }));
}

#[test]
fn every_difference_in_kind_is_named_beside_the_figure() {
    let caveats = |own: &Standing| row(own, "soc-cmm-2026", "domain.people").caveats.join("\n");
    let ours = caveats(&sample());
    for word in [
        "soc-core@3",
        "SOC-CMM",
        "2.4.2",
        "16 April 2026",
        "Assessed by the SOC itself",
        "Read in articles",
        "about 200",
    ] {
        assert!(ours.contains(word), "{word}: {ours}");
    }
    let workbook = Standing { instrument: "soc-cmm-2.4.2@2.4.2".to_owned(), ..sample() };
    assert!(caveats(&workbook).contains("--method workbook"));
    assert!(!caveats(&workbook).contains("other questions"));
    let like = Standing { method: Method::Workbook, ..workbook };
    assert!(!caveats(&like).contains("--method") && !caveats(&like).contains("other questions"));
    assert!(caveats(&like).contains("2.4.2"), "the edition stands beside every comparison");
    let quick = Standing { quick_scan: true, ..sample() };
    assert!(caveats(&quick).contains("estimate") && !ours.contains("estimate"));
    let outside = Standing { style: Some("third-party".to_owned()), ..sample() };
    assert!(caveats(&outside).contains("nothing is corrected"));
    for row in compare(&shipped(), &sample(), None).rows.iter().filter(|row| row.source == "soc-cmm-2026") {
        assert!(row.caveats.iter().any(|caveat| caveat.contains("before edition 2.4.2")), "{}", row.metric);
    }
}

#[test]
fn what_is_not_known_is_a_row_that_says_what_to_add() {
    let own = Standing { scores: BTreeMap::new(), answers: BTreeMap::new(), ..sample() };
    let found = compare(&shipped(), &own, None);
    assert_eq!(found.rows.len(), compare(&shipped(), &sample(), None).rows.len());
    for row in &found.rows {
        assert_eq!(row.own, Own::Unknown);
        assert!(row.percentile.is_none() && row.difference.is_none() && row.reference_share.is_none());
        assert!(row.says[0].starts_with("Not known from this file"), "{:?}", row.says);
    }
}

#[test]
fn figures_without_an_own_counterpart_are_context() {
    let found = compare(&shipped(), &sample(), None);
    let cisco = found.context.iter().find(|c| c.source == "cisco-readiness-2025").expect("context");
    assert_eq!(cisco.text, "9% beginner, 61% formative, 26% progressive, 4% mature");
    let ibm = found.context.iter().find(|c| c.figure == "days-2025").expect("context");
    assert_eq!((ibm.text.as_str(), ibm.n), ("mean 241 days", Some(600)));
    let growth = found.context.iter().find(|c| c.figure == "ai-use-growth").expect("context");
    assert!(growth.text.contains("145 (co-pilots)") && growth.n.is_none());
    // without n there is no interval
    let sans = found.context.iter().find(|c| c.source == "sans-soc-2025").expect("context");
    assert!(sans.categories.iter().all(|category| category.interval.is_none()));
    let all: usize = shipped().iter().map(|source| source.figures.len()).sum();
    assert_eq!(found.rows.len() + found.context.len(), all);
}

#[test]
fn a_figure_on_another_scale_gives_no_difference() {
    let mut sources = shipped();
    for figure in sources.iter_mut().flat_map(|source| &mut source.figures) {
        if let FigureValue::Mean { max: Some(max), .. } = &mut figure.value {
            *max = 300;
        }
    }
    let found = compare(&sources, &sample(), None);
    let row = found.rows.iter().find(|row| row.metric == "domain.people").expect("compared");
    assert!(row.difference.is_none() && row.percentile.is_none() && row.says[0].contains("different scales"));
}

#[test]
fn a_standing_holds_what_is_shown_and_knows_a_quick_scan() {
    use crate::model::adoption::{AiFacts, PerceivedValue};
    use crate::model::assessment::{Answer, AnswerValue, Assessment};

    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let mut instrument =
        crate::load::library::builtin("soc-core", crate::load::library::Depth::Full, &mut sources, &mut out)
            .expect("shipped");
    // one question for certain that no quick scan asks
    let people =
        instrument.domains.iter_mut().find(|domain| domain.id == "people").expect("a headline domain");
    let mut slow = people.aspects[0].items[0].clone();
    (slow.id, slow.quick) = ("people.slow".to_owned(), false);
    people.aspects[0].items.push(slow);
    let answer = |level| Answer { value: Some(AnswerValue::Level(level)), ..Answer::default() };
    let items: Vec<_> =
        instrument.items().map(|(_, item)| item).filter(|item| item.kind.is_scored()).collect();
    let mut assessment = Assessment {
        // every quick question at 3: the fraction 1/2, so 2.50 everywhere
        answers: items.iter().filter(|item| item.quick).map(|item| (item.id.clone(), answer(3))).collect(),
        ai: Some(AiFacts { value: Some(PerceivedValue::Good), ..AiFacts::default() }),
        ..Assessment::default()
    };
    let stand = |assessment: &Assessment| {
        standing(assessment, std::slice::from_ref(&instrument), &crate::score::score(&instrument, assessment))
    };
    let own = stand(&assessment);
    assert!(own.quick_scan);
    assert_eq!(own.scores.get("domain.people"), Some(&Rounded(250)));
    assert_eq!(own.scores.get("overall"), Some(&Rounded(250)));
    assert_eq!(own.answers.get("ai.value"), Some(&vec!["good".to_owned()]));
    assert!(!own.answers.contains_key("ai.self_described"), "nothing is made up");

    let slow = items.iter().find(|item| !item.quick).expect("not all are quick");
    assessment.answers.insert(slow.id.clone(), answer(1));
    assert!(!stand(&assessment).quick_scan);
    assert!(!stand(&Assessment::default()).quick_scan, "nothing answered is no scan");
    let named = Assessment {
        details: crate::model::assessment::Details { kind: Some("quick-scan".into()), ..Default::default() },
        ..Assessment::default()
    };
    assert!(stand(&named).quick_scan);
}

#[test]
fn figures_of_soc_cmm_are_compared_with_the_workbooks_cells() {
    let mut workbook = sample();
    workbook.method = crate::model::score::Method::Workbook;
    workbook.scores.insert("domain.people".to_owned(), Rounded(111));
    let found = compare(&shipped(), &sample(), Some(&workbook));
    let own = |source: &str, metric: &str| {
        found.rows.iter().find(|row| row.source == source && row.metric == metric).map(|row| row.own.clone())
    };
    assert_eq!(own("soc-cmm-2026", "domain.people"), Some(Own::Score(Rounded(111))));
    let overall = sample().scores.get("overall").copied().map(Own::Score);
    assert_eq!(own("micro-focus-2018", "overall"), overall);
}
