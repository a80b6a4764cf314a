//! Perceived value beside measured outcomes, worked by hand.

use crate::model::adoption::{AiFacts, Measured, Measurement, OutcomeMetric, PerceivedValue};
use crate::model::date::Date;
use crate::model::instrument::AdoptionRules;
use crate::model::uptake::Moved;

use super::value::value;

fn rules() -> AdoptionRules {
    let mut sources = crate::diagnostic::Sources::default();
    let mut out = crate::diagnostic::Diagnostics::default();
    crate::load::library::builtin("soc-ai", crate::load::library::Depth::Outline, &mut sources, &mut out)
        .and_then(|instrument| instrument.adoption)
        .expect("the built-in rules")
}

fn measured(metric: OutcomeMetric, before: f64, after: f64) -> Measured {
    let at = |value| Some(Measurement { value, on: None });
    Measured { metric, before: at(before), after: at(after), source: None }
}

fn found(perceived: PerceivedValue, measured: Vec<Measured>) -> (Option<bool>, Vec<Moved>) {
    let facts = AiFacts { value: Some(perceived), measured, ..AiFacts::default() };
    let found = value(&rules(), &facts);
    (found.disagree, found.outcomes.iter().map(|outcome| outcome.moved).collect())
}

#[test]
fn an_outcome_moves_by_a_tenth_in_its_own_direction() {
    use OutcomeMetric::{FalsePositives, HuntCadence, InvestigatedShare, SilentDetections, TriageTime};
    let (_, moved) = found(
        PerceivedValue::Some,
        vec![
            measured(TriageTime, 30.0, 27.0),        // -10%, less is better
            measured(TriageTime, 30.0, 27.1),        // -9.7%: too little
            measured(FalsePositives, 60.0, 72.0),    // +20%, less is better
            measured(InvestigatedShare, 50.0, 60.0), // +20%, more is better
            measured(HuntCadence, 2.0, 1.0),         // -50%, more is better
            measured(HuntCadence, 0.0, 1.0),         // from nothing: any rise counts
            measured(SilentDetections, 0.0, 0.0),
        ],
    );
    use Moved::{Better, Same, Worse};
    assert_eq!(moved, [Better, Same, Worse, Better, Worse, Better, Same]);
}

#[test]
fn perception_and_measurement_disagree_where_the_majority_says_otherwise() {
    use OutcomeMetric::{FalsePositives, ReopenedCases, TriageTime};
    let three = |one: f64, two: f64, three: f64| {
        vec![
            measured(TriageTime, 100.0, one),
            measured(FalsePositives, 50.0, two / 2.0),
            measured(ReopenedCases, 10.0, three / 10.0),
        ]
    };
    // two of three better
    assert_eq!(found(PerceivedValue::Good, three(50.0, 50.0, 100.0)).0, Some(false));
    assert_eq!(found(PerceivedValue::Some, three(50.0, 50.0, 100.0)).0, Some(true));
    // one of three better
    assert_eq!(found(PerceivedValue::Excellent, three(50.0, 100.0, 120.0)).0, Some(true));
    assert_eq!(found(PerceivedValue::None, three(50.0, 100.0, 120.0)).0, Some(false));
    // what got worse is said beside what got better
    let facts = AiFacts {
        value: Some(PerceivedValue::None),
        measured: three(50.0, 100.0, 120.0),
        ..AiFacts::default()
    };
    let says = value(&rules(), &facts).says;
    assert!(says.contains("1 of 3 measured outcomes got better and 1 got worse"), "{says}");
    // two comparable outcomes are too few
    let mut two = three(50.0, 50.0, 50.0);
    two[2].after = None;
    assert_eq!(
        found(PerceivedValue::Good, two),
        (None, vec![Moved::Better, Moved::Better, Moved::NotComparable])
    );
}

#[test]
fn a_second_measurement_that_is_not_later_is_no_comparison() {
    let mut one = measured(OutcomeMetric::TriageTime, 30.0, 20.0);
    let on = Date::parse("2026-06-30");
    one.before = one.before.map(|before| Measurement { on, ..before });
    one.after = one.after.map(|after| Measurement { on, ..after });
    assert_eq!(found(PerceivedValue::Good, vec![one]).1, [Moved::NotComparable]);
}
