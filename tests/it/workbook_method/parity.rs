//! Cell by cell against filled workbooks, where the environment names a folder that holds them.

use std::path::PathBuf;

use serde_json::Value;

use socmark::model::assessment::{Answer, AnswerValue, Assessment, Importance, OwnMethodology};
use socmark::model::rowmap::RowMap;
use socmark::model::score::{Scale, Score};
use socmark::score::workbook::{Cell, ScaleResult, score, scorecard};
use socmark::soc_cmm_2_4_2;

const WORKBOOKS: [&str; 3] = ["basic-realistic", "basic-scoped", "advanced-weighted"];

#[test]
fn every_result_cell_of_a_filled_workbook_is_recomputed() {
    let rows = soc_cmm_2_4_2();
    for name in WORKBOOKS {
        let Some(expected) = expected(name) else { return };
        let assessment = assessment(&rows, &expected);
        let results = score(&rows, &assessment);

        let aspects = expected["aspects"].as_array().unwrap();
        assert_eq!(aspects.len(), results.aspects.len(), "{name}");
        for (want, got) in aspects.iter().zip(&results.aspects) {
            let label = format!("{name} {}", got.id);
            assert_eq!(want["id"].as_str().unwrap().to_lowercase(), got.id, "{label}");
            same(&want["maturity"], Some(got.maturity.score), &label);
            same(&want["capability"], got.capability.map(|capability| capability.score), &label);
            same_sums(&want["maturity_sum"], Some(&got.maturity), &label);
            same_sums(&want["capability_sum"], got.capability.as_ref(), &label);
            assert_eq!(want["questions_remaining"], format!("{}/{}", got.left, got.questions), "{label}");
            if let Some(in_scope) = want["in_scope"].as_bool() {
                assert_eq!(in_scope, got.in_scope(), "{label}");
            }
        }
        for got in &results.domains {
            let want = expected["domains"].as_object().unwrap();
            let want = want.iter().find(|(key, _)| key.to_lowercase() == got.id).unwrap().1;
            let label = format!("{name} {}", got.id);
            same(&want["maturity"], Some(got.maturity), &label);
            same(&want["capability"], got.capability, &label);
        }
        let nist = &expected["nist_csf2"];
        let functions = nist["functions"].as_object().unwrap();
        assert_eq!(functions.len(), results.functions.len());
        let mut categories = 0;
        for ((_, want), got) in functions.iter().zip(&results.functions) {
            let label = format!("{name} {}", got.id);
            same(&want["maturity"], got.maturity, &label);
            same(&want["capability"], got.capability, &label);
            for got in &got.categories {
                let label = format!("{name} {}", got.id);
                let want = &nist["categories"][&got.id];
                assert!(want.is_object(), "{label}");
                same(&want["maturity"], got.maturity.map(|result| result.score), &label);
                same(&want["capability"], got.capability.map(|result| result.score), &label);
                categories += 1;
            }
        }
        assert_eq!(categories, nist["categories"].as_object().unwrap().len());
        let labels = expected["completeness"].as_object().unwrap();
        assert_eq!(labels.len(), results.completeness.len());
        for got in &results.completeness {
            let key = format!("{}!{}", got.sheet, got.cell);
            let got = got.label.map_or_else(|error| error.marker(), |label| label.word());
            // the first word of the label
            let want = labels[&key].as_str().unwrap().split(' ').next().unwrap().to_lowercase();
            assert_eq!(want, got.to_lowercase(), "{name} {key}");
        }
    }
}

#[test]
fn the_scorecard_of_a_filled_workbook_shows_its_cells() {
    let rows = soc_cmm_2_4_2();
    for name in WORKBOOKS {
        let Some(expected) = expected(name) else { return };
        let card = scorecard(&rows, &assessment(&rows, &expected), str::to_owned);
        let shown = |score: &Option<Score>| -> Option<Cell> {
            let score = score.as_ref()?;
            assert_eq!(score.error, None);
            score.rounded().map(|rounded| Ok(rounded.0))
        };
        let got: Vec<_> = card.domains.iter().flat_map(|domain| &domain.aspects).collect();
        let want = expected["aspects"].as_array().unwrap();
        assert_eq!(got.len(), want.len());
        for (want, got) in want.iter().zip(got) {
            let label = format!("{name} {}", got.id);
            same(&want["maturity"], shown(&got.maturity), &label);
            same(&want["capability"], shown(&got.capability), &label);
        }
    }
}

/// The expected results beside a workbook; `None`, said so, where no folder is named.
fn expected(name: &str) -> Option<Value> {
    let Some(folder) = std::env::var_os("SOCMARK_TEST_DATA") else {
        println!("skipped: SOCMARK_TEST_DATA names no folder with filled workbooks");
        return None;
    };
    let path = PathBuf::from(folder).join("soc-cmm").join(format!("{name}.expected.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(serde_json::from_str(&text).expect("expected results are JSON"))
}

/// The inputs that the expected file lists by row.
fn assessment(rows: &RowMap, expected: &Value) -> Assessment {
    let mut assessment = Assessment::default();
    let mut own = OwnMethodology::default();
    for input in expected["items"].as_array().unwrap() {
        let row = u32::try_from(input["output_row"].as_u64().unwrap()).unwrap();
        let answer = input["answer"].as_i64().unwrap_or(0);
        if let Some(item) = rows.items.iter().find(|item| item.row == row) {
            let value = match answer {
                0 => None,
                6 => Some(AnswerValue::NotRequired),
                level => Some(AnswerValue::Level(u8::try_from(level).unwrap())),
            };
            let importance = (item.scale == Scale::Maturity)
                .then(|| Importance::from_ordinal(input["importance"].as_i64().unwrap()).unwrap());
            assessment.answers.insert(item.id.clone(), Answer { value, importance, ..Answer::default() });
        } else if let Some(support) = rows.support.iter().find(|support| support.row == row) {
            let extras = assessment.workbook.get_or_insert_default();
            extras.support.insert(support.id.clone(), answer == 2);
            own.in_use |= row == 602 && answer == 2;
        } else {
            let scope = rows.aspects.iter().find(|aspect| aspect.scope_row == Some(row)).unwrap();
            if answer == 1 {
                assessment.exclude.push(scope.id.clone());
            }
        }
    }
    assessment.workbook.get_or_insert_default().own_methodology = Some(own);
    assessment
}

/// Null is a cell without a number, text an error marker.
fn same(want: &Value, got: Option<Cell>, label: &str) {
    let want = match want {
        Value::Null => None,
        Value::String(marker) => Some(Err(marker.clone())),
        number => Some(Ok(hundredths(number))),
    };
    assert_eq!(want, got.map(|cell| cell.map_err(|error| error.marker().to_owned())), "{label}");
}

fn same_sums(want: &Value, got: Option<&ScaleResult>, label: &str) {
    assert_eq!(want.is_null(), got.is_none(), "{label}");
    let Some(got) = got else { return };
    let halves = |key: &str| hundredths(&want[key]) / 50;
    let whole = |key: &str| want[key].as_i64().unwrap_or_else(|| panic!("{label} {key}"));
    same(&want["pct"], Some(got.percent), label);
    assert_eq!(whole("answer_sum"), got.sums.answers, "{label} D");
    assert_eq!(whole("importance_sum"), got.sums.importance, "{label} E");
    assert_eq!(halves("factor_sum"), got.sums.factor_halves, "{label} H");
    assert_eq!(halves("score_sum"), got.sums.score_halves, "{label} I");
    assert_eq!(halves("max_sum"), got.sums.max_halves, "{label} J");
}

/// By the printed digits, so that no float rounds in between.
fn hundredths(number: &Value) -> i64 {
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    assert!(fraction.len() <= 2, "{text} has more than two decimals");
    format!("{whole}{fraction:0<2}").parse().unwrap_or_else(|_| panic!("{text} is no number"))
}
