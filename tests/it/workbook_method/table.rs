//! The cases of the workbook's scoring rules, worked by hand.

use std::collections::BTreeMap;

use socmark::model::assessment::{AnswerValue, Assessment, Importance};
use socmark::model::score::{Exact, Method, Scale};
use socmark::score::workbook::{CellError, ScopeFlag, score, scorecard};
use socmark::soc_cmm_2_4_2;

use super::*;

#[test]
fn an_unfilled_workbook_is_zero_with_every_question_open() {
    let rows = soc_cmm_2_4_2();
    let results = score(&rows, &Assessment::default());
    for aspect in &results.aspects {
        assert_eq!(aspect.maturity.score, Ok(0), "{}", aspect.id);
        assert!(aspect.capability.is_none_or(|capability| capability.score == Ok(0)), "{}", aspect.id);
        assert_eq!(aspect.left, aspect.questions, "{}", aspect.id);
    }
    let questions = |id| aspect(&results, id).questions;
    assert_eq!((questions("b1"), questions("s2"), questions("t3")), (5, 52, 71));
    assert_eq!((results.aspects.len(), results.domains.len(), results.functions.len()), (27, 5, 6));
}

/// (category, maturity, capability): factor sums with everything in scope and importance normal.
const FACTORS: [(&str, Option<i64>, Option<i64>); 22] = [
    ("GV.OC", Some(22), Some(1)),
    ("GV.RM", Some(2), None),
    ("GV.RR", Some(23), None),
    ("GV.PO", Some(8), Some(3)),
    ("GV.OV", Some(1), None),
    ("GV.SC", Some(13), Some(5)),
    ("ID.AM", Some(21), Some(8)),
    ("ID.RA", Some(39), Some(53)),
    ("ID.IM", Some(37), Some(5)),
    ("PR.AA", Some(13), None),
    ("PR.AT", Some(19), Some(3)),
    ("PR.DS", Some(11), Some(8)),
    ("PR.PS", Some(44), Some(3)),
    ("PR.IR", Some(20), Some(1)),
    ("DE.CM", Some(16), Some(50)),
    ("DE.AE", Some(9), Some(89)),
    ("RS.MA", Some(5), Some(11)),
    ("RS.AN", Some(2), Some(13)),
    ("RS.CO", Some(2), Some(7)),
    ("RS.MI", Some(2), Some(9)),
    ("RC.RP", None, Some(1)),
    ("RC.CO", None, None),
];

#[test]
fn category_sums_cover_items_aliases_legacy_rows_and_the_stray_subcategory() {
    let results = score(&soc_cmm_2_4_2(), &Assessment::default());
    let sums: Vec<_> = results
        .functions
        .iter()
        .flat_map(|function| &function.categories)
        .map(|category| {
            let factor = |result: Option<socmark::score::workbook::ScaleResult>| {
                result.map(|result| result.sums.factor_halves / 2)
            };
            (category.id.as_str(), factor(category.maturity), factor(category.capability))
        })
        .collect();
    assert_eq!(sums, FACTORS);
}

#[test]
fn all_at_one_is_zero_everywhere() {
    let rows = soc_cmm_2_4_2();
    let results = score(&rows, &all_at(&rows, 1));
    for aspect in &results.aspects {
        assert_eq!(aspect.maturity.score, Ok(0), "{}", aspect.id);
        assert!(aspect.capability.is_none_or(|capability| capability.score == Ok(0)), "{}", aspect.id);
        assert_eq!(aspect.left, 0, "{}", aspect.id);
    }
}

#[test]
fn all_at_five_is_the_maximum_but_for_what_legacy_rows_hold_open() {
    let rows = soc_cmm_2_4_2();
    let results = score(&rows, &all_at(&rows, 5));
    for aspect in &results.aspects {
        assert_eq!(aspect.maturity.score, Ok(500), "{}", aspect.id);
        assert!(aspect.capability.is_none_or(|capability| capability.score == Ok(300)), "{}", aspect.id);
    }
    // PR.PS: 44 rows, 11 of them open: 100·(33·5 − 44)/(4·44) = 68.75 -> 3.4375
    assert_eq!(category(&results, "PR.PS", Scale::Maturity), Some(Ok(344)));
    // both rest on legacy rows alone
    assert_eq!(category(&results, "GV.OC", Scale::Capability), Some(Ok(0)));
    assert_eq!(category(&results, "GV.PO", Scale::Capability), Some(Ok(0)));
    assert_eq!(category(&results, "GV.RR", Scale::Maturity), Some(Ok(500)));
    assert_eq!(category(&results, "GV.RR", Scale::Capability), None);
}

#[test]
fn an_unanswered_item_counts_below_no() {
    let rows = soc_cmm_2_4_2();
    let b1 = |levels: &[u8]| {
        let mut assessment = all_at(&rows, 3);
        set_levels(&rows, &mut assessment, "b1", levels);
        maturity(&score(&rows, &assessment), "b1")
    };
    // 100·(20−5)/20 = 75; with No instead of nothing 100·(21−5)/20 = 80
    assert_eq!(b1(&[5, 5, 5, 5, 0]), Ok(375));
    assert_eq!(b1(&[5, 5, 5, 5, 1]), Ok(400));
    // 100·(4−5)/20 = −5
    assert_eq!(b1(&[1, 1, 1, 1, 0]), Ok(0));
}

#[test]
fn importance_weighs_an_item() {
    let rows = soc_cmm_2_4_2();
    let mut assessment = all_at(&rows, 3);
    set_levels(&rows, &mut assessment, "b1", &[5, 1, 1, 1, 1]);
    let first = &ids(&rows, "b1", Scale::Maturity)[..1];
    set_importance(&mut assessment, first, Importance::Critical);
    let results = score(&rows, &assessment);
    // H = 4+4, I = 20+4, J = 40: 100·(24−8)/32 = 50
    let sums = aspect(&results, "b1").maturity.sums;
    assert_eq!((sums.factor_halves, sums.score_halves, sums.max_halves), (16, 48, 80));
    assert_eq!(maturity(&results, "b1"), Ok(250));

    set_importance(&mut assessment, first, Importance::None);
    let results = score(&rows, &assessment);
    assert_eq!(maturity(&results, "b1"), Ok(0));
    // a dropped item leaves both numbers of the questions left, but its answer stays in the answer sum
    assert_eq!((aspect(&results, "b1").left, aspect(&results, "b1").questions), (0, 4));
    assert_eq!(aspect(&results, "b1").maturity.sums.answers, 9);
}

#[test]
fn importance_does_not_weigh_rows_whose_factor_is_a_constant() {
    let rows = soc_cmm_2_4_2();
    let mut assessment = all_at(&rows, 1);
    let m4 = ids(&rows, "m4", Scale::Maturity);
    set_importance(&mut assessment, &m4, Importance::None);
    // 11 of the 20 rows of M 4 have a constant factor of 1
    assert_eq!(aspect(&score(&rows, &assessment), "m4").maturity.sums.factor_halves, 22);
    set_importance(&mut assessment, &m4, Importance::Critical);
    // 11·1 + 9·4 = 47
    assert_eq!(aspect(&score(&rows, &assessment), "m4").maturity.sums.factor_halves, 94);
}

#[test]
fn two_capability_rows_of_s2_are_asked_but_weigh_nothing() {
    let rows = soc_cmm_2_4_2();
    let mut assessment = all_at(&rows, 5);
    for item in rows.items.iter().filter(|item| [1473, 1474].contains(&item.row)) {
        assessment.answers.remove(&item.id);
    }
    let results = score(&rows, &assessment);
    let s2 = aspect(&results, "s2");
    assert_eq!(s2.capability.map(|c| (c.sums.answers, c.sums.factor_halves)), Some((36 * 5, 72)));
    assert_eq!((capability(&results, "s2"), s2.left), (Ok(300), 2));
}

#[test]
fn nothing_of_importance_is_an_error_where_there_is_no_scope_cell() {
    let rows = soc_cmm_2_4_2();
    let mut assessment = all_at(&rows, 5);
    set_importance(&mut assessment, &ids(&rows, "b1", Scale::Maturity), Importance::None);
    let results = score(&rows, &assessment);
    assert_eq!(maturity(&results, "b1"), Err(CellError::DivisionByZero));
    assert_eq!(domain(&results, "business"), (Err(CellError::DivisionByZero), None));
    assert_eq!(domain(&results, "people").0, Ok(500));

    let card = scorecard(&rows, &assessment, str::to_owned);
    let business = &card.domains[0];
    let shown = business.maturity.as_ref().map(|score| (score.rounded(), score.error.as_deref()));
    assert_eq!(shown, Some((None, Some("#DIV/0!"))));
}

#[test]
fn nothing_of_importance_is_zero_and_counted_where_there_is_a_scope_cell() {
    let rows = soc_cmm_2_4_2();
    let mut assessment = all_at(&rows, 5);
    set_importance(&mut assessment, &ids(&rows, "t2", Scale::Maturity), Importance::None);
    let results = score(&rows, &assessment);
    assert_eq!(aspect(&results, "t2").maturity.percent, Err(CellError::DivisionByZero));
    assert_eq!(maturity(&results, "t2"), Ok(0));
    // (5+0+5+5)/4
    assert_eq!(domain(&results, "technology"), (Ok(375), Some(Ok(300))));
}

#[test]
fn an_exact_tie_of_the_percentage_is_rounded_up() {
    let rows = soc_cmm_2_4_2();
    let mut assessment = all_at(&rows, 3);
    set_levels(&rows, &mut assessment, "p2", &[2, 1, 1, 1, 1, 1, 1, 1]);
    let results = score(&rows, &assessment);
    // H = 8, I = 9, J = 40: 3.125 -> 3.13; 5·3.13/100 = 0.1565 -> 0.16
    assert_eq!(aspect(&results, "p2").maturity.percent, Ok(313));
    assert_eq!(maturity(&results, "p2"), Ok(16));
}

#[test]
fn what_is_not_required_leaves_the_sum() {
    let rows = soc_cmm_2_4_2();
    let mut assessment = all_at(&rows, 5);
    let s5 = ids(&rows, "s5", Scale::Capability);
    assessment.answers.entry(s5[0].clone()).or_default().value = Some(AnswerValue::NotRequired);
    assert_eq!(capability(&score(&rows, &assessment), "s5"), Ok(300));

    for id in &s5 {
        assessment.answers.entry(id.clone()).or_default().value = Some(AnswerValue::NotRequired);
    }
    let results = score(&rows, &assessment);
    assert_eq!(capability(&results, "s5"), Ok(0));
    // (5·3 + 0)/6 = 2.5: the empty aspect counts
    assert_eq!(domain(&results, "services").1, Some(Ok(250)));
    assert_eq!(aspect(&results, "s5").questions, 14);
}

#[test]
fn an_aspect_that_is_out_still_shows_its_rows_that_stay_in() {
    let rows = soc_cmm_2_4_2();
    let mut assessment = all_at(&rows, 5);
    assessment.exclude = vec!["t3".to_owned()];
    set_levels(&rows, &mut assessment, "t1", &[1; 22]);
    let results = score(&rows, &assessment);
    let t3 = aspect(&results, "t3");
    assert_eq!((t3.flag, t3.questions), (ScopeFlag::Out, 4));
    assert_eq!((maturity(&results, "t3"), capability(&results, "t3")), (Ok(0), Ok(300)));
    // (0+5+5)/3 = 3.333 and (3+3+3)/3: T 3 is in neither mean
    assert_eq!(domain(&results, "technology"), (Ok(333), Some(Ok(300))));
}

#[test]
fn a_domain_that_is_all_out_is_zero() {
    let rows = soc_cmm_2_4_2();
    let mut assessment = all_at(&rows, 5);
    assessment.exclude = vec!["services".to_owned()];
    let results = score(&rows, &assessment);
    assert_eq!(domain(&results, "services"), (Ok(0), Some(Ok(0))));
    // the legacy service has no control: it stays in NIST
    let pr_ps = results.functions.iter().flat_map(|f| &f.categories).find(|c| c.id == "PR.PS");
    let legacy = pr_ps.and_then(|c| c.capability).map(|c| c.sums.factor_halves);
    assert!(legacy.is_some_and(|halves| halves >= 2), "{legacy:?}");
    // the only row of RC.RP keeps its mapping when out, and yet counts nothing
    assert_eq!(category(&results, "RC.RP", Scale::Capability), Some(Ok(0)));
}

#[test]
fn a_scope_cell_that_is_neither_yes_nor_no_empties_the_aspect_and_keeps_it_in_the_mean() {
    let rows = soc_cmm_2_4_2();
    for cell in [0, 3, -1] {
        let mut assessment = all_at(&rows, 5);
        assessment.workbook.get_or_insert_default().scope_cells = BTreeMap::from([("t4".to_owned(), cell)]);
        let results = score(&rows, &assessment);
        assert_eq!(aspect(&results, "t4").flag, ScopeFlag::Unknown);
        assert_eq!((maturity(&results, "t4"), capability(&results, "t4")), (Ok(0), Ok(0)));
        // 15/4 and 9/4
        assert_eq!(domain(&results, "technology"), (Ok(375), Some(Ok(225))));
    }
}

#[test]
fn an_own_methodology_overrides_the_maturity_of_s2_only() {
    let rows = soc_cmm_2_4_2();
    let mut assessment = all_at(&rows, 5);
    set_own_methodology(&mut assessment, true, Some("3.65"));
    let results = score(&rows, &assessment);
    assert_eq!((maturity(&results, "s2"), capability(&results, "s2")), (Ok(365), Ok(300)));
    // (5·5 + 3.65)/6 = 4.775, an exact tie
    assert_eq!(domain(&results, "services").0, Ok(478));
    for (in_use, level) in [(true, None), (false, Some("4")), (true, Some("0")), (true, Some("-1"))] {
        set_own_methodology(&mut assessment, in_use, level);
        assert_eq!(maturity(&score(&rows, &assessment), "s2"), Ok(500), "{in_use} {level:?}");
    }
}

#[test]
fn an_own_methodology_shows_even_out_of_scope_but_is_in_no_mean() {
    let rows = soc_cmm_2_4_2();
    let mut assessment = all_at(&rows, 1);
    set_own_methodology(&mut assessment, true, Some("4"));
    assessment.exclude = vec!["s2".to_owned()];
    let results = score(&rows, &assessment);
    assert_eq!(maturity(&results, "s2"), Ok(400));
    assert_eq!(domain(&results, "services").0, Ok(0));
}

#[test]
fn an_own_level_that_is_text_breaks_the_percentage_and_shows_as_zero() {
    let rows = soc_cmm_2_4_2();
    let mut assessment = all_at(&rows, 5);
    set_own_methodology(&mut assessment, true, Some("error"));
    let results = score(&rows, &assessment);
    assert_eq!(aspect(&results, "s2").maturity.percent, Err(CellError::Value));
    assert_eq!(maturity(&results, "s2"), Ok(0));
    // 25/6 = 4.1667
    assert_eq!(domain(&results, "services").0, Ok(417));
}

#[test]
fn one_answer_on_data_sources_feeds_both_completeness_cells() {
    let rows = soc_cmm_2_4_2();
    let mut assessment = Assessment::default();
    let extras = assessment.workbook.get_or_insert_default();
    for support in rows.support.iter().filter(|support| support.id.starts_with("m1.3.")) {
        extras.support.insert(support.id.clone(), support.id == "m1.3.1");
    }
    let results = score(&rows, &assessment);
    let cell = |sheet: &str, cell: &str| {
        let found = results.completeness.iter().find(|c| c.sheet == sheet && c.cell == cell);
        found.map(|c| (c.yes, c.questions, c.label.map(|label| label.word())))
    };
    assert_eq!(cell("Process - MGT", "L23"), Some((1, 10, Ok("partially"))));
    assert_eq!(cell("Process - LOG", "L23"), cell("Process - MGT", "L23"));
    // nothing at all answered there
    assert_eq!(cell("Business - CHT", "L23"), Some((0, 11, Err(CellError::NotAvailable))));
}

#[test]
fn an_empty_support_question_is_made_up_for_by_the_others() {
    let rows = soc_cmm_2_4_2();
    let mut assessment = Assessment::default();
    let extras = assessment.workbook.get_or_insert_default();
    // three questions: Yes, Yes and nothing make 4, the sum of Yes, No and No
    let knm = &rows.completeness.iter().find(|c| c.sheet == "People - KNM" && c.cell == "L24").unwrap().rows;
    for support in rows.support.iter().filter(|support| knm[..2].contains(&support.row)) {
        extras.support.insert(support.id.clone(), true);
    }
    let results = score(&rows, &assessment);
    let cell = results.completeness.iter().find(|c| c.sheet == "People - KNM" && c.cell == "L24").unwrap();
    assert_eq!((cell.yes, cell.label.map(|label| label.word())), (2, Ok("partially")));
}

#[test]
fn a_scorecard_has_bounds_and_coverage_and_no_overall() {
    let rows = soc_cmm_2_4_2();
    let mut assessment = all_at(&rows, 3);
    set_levels(&rows, &mut assessment, "b1", &[5, 5, 5, 5, 0]);
    assessment.targets.overall = Some(300);
    assessment.targets.domains.insert("business".to_owned(), 350);
    let card = scorecard(&rows, &assessment, |id| format!("name of {id}"));
    assert_eq!((card.method, card.instrument.as_str()), (Method::Workbook, "soc-cmm@2.4.2"));
    assert!(card.overall.is_none() && card.headline.is_none());
    let headline: Vec<&str> =
        card.domains.iter().filter(|domain| domain.headline).map(|domain| domain.id.as_str()).collect();
    assert_eq!(headline, ["people", "process", "technology"]);

    let business = &card.domains[0];
    assert_eq!(business.target_maturity.map(|target| target.0), Some(350));
    assert_eq!(card.domains[1].target_maturity.map(|target| target.0), Some(300));
    let b1 = &business.aspects[0];
    assert_eq!((b1.id.as_str(), b1.name.as_str(), b1.in_scope), ("b1", "name of b1", true));
    let b1 = b1.maturity.as_ref().unwrap();
    // open 3.75, at 1 4.00, at 5 5.00; below its own lower bound, as the method has it
    assert_eq!(b1.value, Some(Exact::hundredths(375)));
    assert_eq!(
        (b1.low.clone(), b1.high.clone()),
        (Some(Exact::hundredths(400)), Some(Exact::hundredths(500)))
    );
    assert_eq!((b1.coverage.answered, b1.coverage.in_scope), (8, 10));
    // the domain: 34 items of weight 1, one open; (3.75 + 4·2.5)/5
    let maturity = business.maturity.as_ref().unwrap();
    assert_eq!((maturity.coverage.answered, maturity.coverage.in_scope), (66, 68));
    assert_eq!(maturity.value, Some(Exact::hundredths(275)));

    // rests on rows that nobody can answer: 0.00, and nothing in scope to bound it
    let gv_oc = card.csf[0].categories[0].capability.as_ref().unwrap();
    assert_eq!((gv_oc.value.clone(), gv_oc.low.clone()), (Some(Exact::hundredths(0)), None));
    assert_eq!(gv_oc.coverage.in_scope, 0);
}
