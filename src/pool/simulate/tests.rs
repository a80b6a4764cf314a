use std::collections::BTreeMap;

use super::draw::Row;
use super::plan::{HIGH, VALUES, delta};
use super::*;
use crate::model::adoption::{AiCapability, AiFacts, AiType, PerceivedValue, Sourcing, Status};
use crate::model::assessment::{Answer, AnswerValue, Assessment, SocProfile};
use crate::model::date::Date;
use crate::model::instrument::Instrument;
use crate::model::pool::{Cell, DATE, SIMULATED, SOC, Table, Value};
use crate::model::segment::Segments;
use crate::stats::cliffs_delta;
use crate::{adoption, pool, score};

/// The built-in questionnaires and segments, out of the files that the binary holds.
fn built_in() -> (Instrument, Instrument, Segments) {
    crate::pipeline::pool::built_in().expect("they are built in")
}

fn plan(wanted: Wanted) -> Plan {
    let (main, ai, segments) = built_in();
    let rules = ai.adoption.clone().expect("rules");
    Plan::new(wanted, &main, &ai, &rules, &segments).expect("it can be planted")
}

fn wanted(socs: usize) -> Wanted {
    Wanted { socs, seed: 7, years: 1, noise: 0.5, effects: Vec::new() }
}

fn rows(table: &Table) -> Vec<BTreeMap<String, Cell>> {
    let cell = |value: Value<'_>| match value {
        Value::Text(text) => Cell::Text(text.to_owned()),
        Value::Number(value) => Cell::Number(value),
        Value::Whole(value) => Cell::Whole(value),
        Value::Flag(value) => Cell::Flag(value),
    };
    (0..table.rows())
        .map(|row| {
            let said =
                table.columns().filter_map(|(name, column)| Some((name.to_owned(), cell(column.get(row)?))));
            said.collect()
        })
        .collect()
}

/// The assessment that would give the row.
fn assessment(plan: &Plan, row: &Row) -> Assessment {
    let answers = plan.items.iter().zip(&row.levels).filter(|(_, level)| **level > 0).map(|(item, level)| {
        (item.id.clone(), Answer { value: Some(AnswerValue::Level(*level)), ..Answer::default() })
    });
    let slug = |at: usize| row.segments[at].map(|place| plan.segments[at][place].clone());
    let mix = row.inventory.unwrap_or_default();
    let pilots =
        [(Sourcing::Taker, mix.taker), (Sourcing::Shaper, mix.shaper), (Sourcing::Builder, mix.builder)];
    let pilot = |sourcing| AiCapability {
        name: "x".to_owned(),
        vendor: None,
        kind: AiType::Copilot,
        intent: None,
        sourcing,
        status: Status::Pilot,
        stages: Vec::new(),
        autonomy: None,
        grounded_in: Vec::new(),
        trace: None,
        data_leaving: None,
        value: None,
    };
    Assessment {
        soc: SocProfile {
            sector: slug(0),
            region: slug(1),
            model: slug(2),
            size_fte: slug(3),
            ..SocProfile::default()
        },
        answers: answers.collect(),
        ai: Some(AiFacts {
            self_described: Some(row.self_described),
            value: row.value,
            interfaces: Some(row.interfaces),
            inventory_given: row.inventory.is_some(),
            capabilities: pilots
                .into_iter()
                .flat_map(|(sourcing, weight)| (0..weight).map(move |_| pilot(sourcing)))
                .collect(),
            ..AiFacts::default()
        }),
        ..Assessment::default()
    }
}

#[test]
fn a_generated_row_is_the_row_that_its_answers_give() {
    let (main, ai, segments) = built_in();
    let plan = plan(Wanted { years: 3, ..wanted(60) });
    let instruments = [main.clone(), ai.clone()];
    let mut kinds = [0; 3];
    for year in plan.years() {
        let drawn: Vec<Row> =
            (0..60).filter(|soc| plan.has_row(*soc, year)).map(|soc| plan.row(soc, year)).collect();
        let table = plan.batches(year, 1_000).next().expect("a batch");
        assert_eq!((table.rows(), plan.rows(year)), (drawn.len(), drawn.len()));
        for (row, mut found) in drawn.iter().zip(rows(&table)) {
            let assessment = assessment(&plan, row);
            let card = score::score(&main, &assessment);
            let of_ai = score::score(&ai, &assessment);
            let profile = adoption::classify(&ai, &assessment, &of_ai, &card);
            let date = Date::parse(&row.date).expect("a date");
            let mut expected =
                pool::entry("x", date, &assessment, &instruments, &card, profile.as_ref(), &segments).cells;
            assert_eq!(found.remove(SIMULATED), Some(Cell::Flag(true)));
            expected.insert(SOC.to_owned(), Cell::Text(row.soc.clone()));
            expected.insert(DATE.to_owned(), Cell::Text(row.date.clone()));
            assert_eq!(found, expected);
            kinds[0] += 1;
            kinds[1] += usize::from(row.quick);
            kinds[2] += usize::from(row.inventory.is_none());
        }
    }
    assert!(kinds[0] > 100 && kinds[1] > 2 && kinds[2] > 2, "{kinds:?}");
}

#[test]
fn rows_stand_in_order_and_the_same_seed_gives_them_again() {
    let (first, again) = (plan(wanted(500)), plan(wanted(500)));
    let table = first.batches(2026, 500).next().expect("a batch");
    let socs: Vec<&str> = (0..500).filter_map(|row| table.text(SOC, row)).collect();
    assert!(socs.len() == 500 && socs.is_sorted() && socs.windows(2).all(|pair| pair[0] != pair[1]));
    assert!(again.batches(2026, 500).next().expect("a batch") == table);
    let other = plan(Wanted { seed: 8, ..wanted(500) });
    assert!(other.batches(2026, 500).next().expect("a batch") != table);
    let sizes: Vec<usize> = first.batches(2026, 200).map(|batch| batch.rows()).collect();
    assert_eq!(sizes, [200, 200, 100]);
    assert_eq!(
        first.batches(2026, 200).nth(1).expect("a batch"),
        table.chosen(&(200..400).collect::<Vec<_>>())
    );
}

#[test]
fn a_planted_effect_has_the_size_that_was_asked_for_and_the_others_have_none() {
    let asked = [
        ("people.training.plan", 0.5),
        ("ai.governance.guardrails", -0.3),
        ("technology.endpoint.agent-coverage", 0.9),
    ];
    let effects: Vec<Effect> =
        asked.iter().map(|(item, delta)| Effect { item: (*item).to_owned(), delta: *delta }).collect();
    let plan = plan(Wanted { effects: effects.clone(), ..wanted(8_000) });
    for effect in &effects {
        let item = plan.items.iter().find(|item| item.id == effect.item).expect("a question");
        assert!((delta(item.cuts, item.shifts) - effect.delta).abs() < 1e-9, "{effect:?}");
        assert!((item.shifts[0] * HIGH + item.shifts[1] * (1.0 - HIGH)).abs() < 1e-12, "the mean stays");
    }
    let rows: Vec<Row> = (0..8_000).map(|soc| plan.row(soc, 2026)).collect();
    // about 1,600 against 4,100: a standard error of 0.016; of 300 questions hardly one is five of them off
    for (at, item) in plan.items.iter().enumerate() {
        let asked = effects.iter().find(|effect| effect.item == item.id).map_or(0.0, |effect| effect.delta);
        let group = |is_high: bool| -> Vec<u8> {
            let rows = rows.iter().filter(|row| row.levels[at] > 0);
            let of =
                rows.filter(|row| row.value.is_some_and(|value| (value >= PerceivedValue::Good) == is_high));
            of.map(|row| row.levels[at]).collect()
        };
        let (high, low) = (group(true), group(false));
        assert!(item.quick || (high.len() > 1_400 && low.len() > 3_800), "{} {}", high.len(), low.len());
        let found = cliffs_delta(&high, &low).expect("two groups").value();
        assert!((found - asked).abs() < 0.08, "{}: {found} is not {asked}", item.id);
    }
}

#[test]
fn what_cannot_be_planted_is_said() {
    let (main, ai, segments) = built_in();
    let rules = ai.adoption.clone().expect("rules");
    let item = main.items().find(|(_, item)| item.kind.is_scored()).expect("a question").1.id.clone();
    let refused = |effects: &[(&str, f64)]| {
        let effects =
            effects.iter().map(|(item, delta)| Effect { item: (*item).to_owned(), delta: *delta }).collect();
        Plan::new(Wanted { effects, ..wanted(10) }, &main, &ai, &rules, &segments).expect_err("refused")
    };
    assert_eq!(refused(&[("people.nobody", 0.5)]), Unfit::NoSuchItem("people.nobody".into()));
    assert_eq!(refused(&[(&item, 0.5), (&item, 0.2)]), Unfit::Twice(item.clone()));
    assert_eq!(refused(&[(&item, -0.96)]), Unfit::Delta(-0.96));
    assert!(matches!(refused(&[(&item, f64::NAN)]), Unfit::Delta(_)));
}

#[test]
fn the_shares_of_value_are_those_that_were_published() {
    assert!((VALUES.iter().map(|(_, share)| share).sum::<f64>() - 1.0).abs() < 1e-12);
    let high: f64 =
        VALUES.iter().filter(|(value, _)| *value >= PerceivedValue::Good).map(|(_, share)| share).sum();
    assert!((high - HIGH).abs() < 1e-12);
}
