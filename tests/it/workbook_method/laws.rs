//! Laws that hold for every assessment.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;

use socmark::model::assessment::{Answer, AnswerValue, Assessment, Importance, WorkbookExtras};
use socmark::model::rowmap::RowMap;
use socmark::model::score::{Rounded, Scale, Score};
use socmark::score::workbook::{score, scorecard};
use socmark::soc_cmm_2_4_2;

use super::set_own_methodology;

static ROWS: LazyLock<RowMap> = LazyLock::new(soc_cmm_2_4_2);

/// Per item: answer 0 (open) to 6 (not required, maturity: not applicable) and importance.
fn inputs() -> impl Strategy<Value = Vec<(u8, usize)>> {
    proptest::collection::vec((0_u8..=6, 0_usize..5), ROWS.items.len())
}

fn scope() -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::vec(0..ROWS.aspects.len(), 0..4)
}

fn assessment(inputs: &[(u8, usize)], scope: &[usize]) -> Assessment {
    let mut answers = BTreeMap::new();
    for (item, &(answer, importance)) in ROWS.items.iter().zip(inputs) {
        let value = match answer {
            0 => None,
            6 if item.scale == Scale::Maturity => Some(AnswerValue::NotApplicable),
            6 => Some(AnswerValue::NotRequired),
            level => Some(AnswerValue::Level(level)),
        };
        let importance = Some(Importance::ALL[importance]);
        answers.insert(item.id.clone(), Answer { value, importance, ..Answer::default() });
    }
    Assessment {
        answers,
        exclude: scope.iter().map(|&aspect| ROWS.aspects[aspect].id.clone()).collect(),
        workbook: Some(WorkbookExtras::default()),
        ..Assessment::default()
    }
}

/// Every score of a scorecard with a label.
fn scores(assessment: &Assessment) -> Vec<(String, Score)> {
    let card = scorecard(&ROWS, assessment, str::to_owned);
    let mut all = Vec::new();
    let mut add = |id: &str, scores: [&Option<Score>; 2]| {
        all.extend(scores.into_iter().flatten().map(|score| (id.to_owned(), score.clone())));
    };
    for domain in &card.domains {
        add(&domain.id, [&domain.maturity, &domain.capability]);
        domain.aspects.iter().for_each(|aspect| add(&aspect.id, [&aspect.maturity, &aspect.capability]));
    }
    for function in &card.csf {
        add(&function.id, [&function.maturity, &function.capability]);
        function.categories.iter().for_each(|c| add(&c.id, [&c.maturity, &c.capability]));
    }
    all
}

/// `numerator / denominator` in hundredths, half away from zero, by long division on decimal digits.
fn rounded_by_hand(numerator: i64, denominator: i64) -> String {
    let (mut rest, denominator) = (numerator.unsigned_abs(), denominator.unsigned_abs());
    let mut digits: Vec<u8> = (rest / denominator).to_string().bytes().map(|byte| byte - b'0').collect();
    rest %= denominator;
    for _ in 0..3 {
        rest *= 10;
        digits.push((rest / denominator) as u8);
        rest %= denominator;
    }
    // the third decimal decides
    let up = digits.pop().unwrap() >= 5;
    let mut carry = u8::from(up);
    for digit in digits.iter_mut().rev() {
        *digit += carry;
        carry = *digit / 10;
        *digit %= 10;
    }
    let digits: String = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
    let digits = if carry > 0 { format!("1{digits}") } else { digits };
    let zero = digits.bytes().all(|byte| byte == b'0');
    let sign = if numerator < 0 && !zero { "-" } else { "" };
    format!("{sign}{}.{}", &digits[..digits.len() - 2], &digits[digits.len() - 2..])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn scores_stay_in_range_and_under_their_upper_bound(inputs in inputs(), scope in scope()) {
        for (id, score) in scores(&assessment(&inputs, &scope)) {
            let max = score.scale.max() * 100;
            prop_assert_eq!(score.value.is_none(), score.error.is_some(), "{}", id);
            if let Some(value) = score.rounded() {
                prop_assert!((0..=max).contains(&value.0), "{id} {value}");
                // open counts below 1, so the lower bound may lie above the value, the upper never below
                if let (Some(low), Some(high)) = (score.low, score.high) {
                    prop_assert!(low <= high && high.rounded() >= value, "{id}");
                }
            }
            prop_assert!(score.coverage.answered <= score.coverage.in_scope, "{}", id);
        }
    }

    #[test]
    fn raising_an_answer_lowers_nothing(inputs in inputs(), scope in scope(), item in any::<prop::sample::Index>(),
                                        own in proptest::option::of(0_u32..500)) {
        let item = item.index(inputs.len());
        prop_assume!(inputs[item].0 < 5);
        let mut raised = inputs.clone();
        raised[item].0 += 1;
        let [mut before, mut after] = [&inputs, &raised].map(|inputs| assessment(inputs, &scope));
        // the own level replaces the score of S 2 before and after alike
        let level = own.map(|level| format!("{}.{:02}", level / 100, level % 100));
        for assessment in [&mut before, &mut after] {
            set_own_methodology(assessment, own.is_some(), level.as_deref());
        }
        for ((id, before), (_, after)) in scores(&before).into_iter().zip(scores(&after)) {
            prop_assert!(before.rounded() <= after.rounded(), "{id}: {before:?} {after:?}");
        }
    }

    #[test]
    fn order_of_rows_is_irrelevant(inputs in inputs(), scope in scope()) {
        let assessment = assessment(&inputs, &scope);
        let mut turned = ROWS.clone();
        turned.items.reverse();
        turned.aliases.reverse();
        turned.support.reverse();
        turned.subcategories.reverse();
        prop_assert_eq!(score(&ROWS, &assessment), score(&turned, &assessment));
    }

    #[test]
    fn rounding_equals_long_division(numerator in -1_000_000_i64..1_000_000, denominator in 1_i64..20_000) {
        let rounded = Rounded::of_ratio(numerator, denominator);
        prop_assert_eq!(rounded.to_string(), rounded_by_hand(numerator, denominator));
    }

    #[test]
    fn any_answer_on_a_row_without_a_control_is_survived(row in 917_u32..1100, answer in any::<i64>(),
                                                        cell in any::<i64>(), level in "\\PC{0,12}") {
        let mut assessment = assessment(&[], &[]);
        let extras = assessment.workbook.get_or_insert_default();
        extras.rows.insert(row, answer);
        extras.scope_cells.insert("s4".to_owned(), cell);
        set_own_methodology(&mut assessment, true, Some(&level));
        let _ = scores(&assessment);
    }
}

#[test]
fn long_division_by_hand_is_right() {
    assert_eq!(rounded_by_hand(631, 200), "3.16"); // 3.155
    assert_eq!(rounded_by_hand(-1, 200), "-0.01");
    assert_eq!(rounded_by_hand(1999, 200), "10.00"); // 9.995
    assert_eq!(rounded_by_hand(-1, 300), "0.00");
}
