//! The shipped gates, and what holds of any answers.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::diagnostic::{Diagnostics, Sources};
use crate::load;
use crate::load::library::Depth;
use crate::model::adoption::{Archetype, Autonomy, Stage};
use crate::model::assessment::{Answer, AnswerValue, Assessment};
use crate::model::instrument::{Instrument, ItemKind};
use crate::model::readiness::{Demand, Gate, StageReadiness, StepKind, Verdict};
use crate::model::wiring::Wiring;
use crate::score;

use super::readiness::{Known, readiness};

fn gates() -> Vec<Gate> {
    let mut out = Diagnostics::default();
    let gates = load::gates::builtin(&mut Sources::default(), &mut out);
    assert!(out.is_empty(), "{out:?}");
    gates
}

fn instruments() -> Vec<Instrument> {
    ["soc-core", "soc-ai"]
        .iter()
        .map(|id| {
            load::library::builtin(id, Depth::Outline, &mut Sources::default(), &mut Diagnostics::default())
                .expect("a built-in questionnaire")
        })
        .collect()
}

fn verdicts(
    gates: &[Gate],
    instruments: &[Instrument],
    assessment: &Assessment,
    wiring: Option<&Wiring>,
) -> Vec<StageReadiness> {
    let cards: Vec<_> = instruments.iter().map(|instrument| score::score(instrument, assessment)).collect();
    let rules = instruments.iter().find_map(|instrument| instrument.adoption.as_ref()).expect("rules");
    let known = Known { assessment, instruments, cards: &cards.iter().collect::<Vec<_>>(), rules, wiring };
    readiness(gates, &known)
}

fn answered(instruments: &[Instrument], level: impl Fn(usize) -> Option<u8>) -> Assessment {
    let mut assessment = Assessment::default();
    let scored = instruments.iter().flat_map(Instrument::items).filter(|(_, item)| item.kind.is_scored());
    for (number, (_, item)) in scored.enumerate() {
        if let Some(level) = level(number) {
            let answer = Answer { value: Some(AnswerValue::Level(level)), ..Answer::default() };
            assessment.answers.insert(item.id.clone(), answer);
        }
    }
    assessment
}

#[test]
fn five_stages_have_six_steps_each_from_the_lowest() {
    let gates = gates();
    assert_eq!(gates.iter().map(|gate| gate.stage).collect::<Vec<_>>(), Stage::ALL);
    let archetypes = [Archetype::None, Archetype::Taker, Archetype::Shaper, Archetype::Builder];
    let levels = [Autonomy::Assisted, Autonomy::InTheLoop, Autonomy::OnTheLoop, Autonomy::Standing];
    for gate in &gates {
        let mut wanted: Vec<StepKind> =
            archetypes.windows(2).map(|pair| StepKind::Archetype { from: pair[0], to: pair[1] }).collect();
        wanted.extend(levels.windows(2).map(|pair| StepKind::Autonomy { from: pair[0], to: pair[1] }));
        let found: Vec<StepKind> = gate.steps.iter().map(|step| step.kind).collect();
        assert_eq!(found, wanted, "{}", gate.stage.word());
        for step in &gate.steps {
            let id = format!("{}.{}", gate.stage.word(), step.kind.to().replace('_', "-"));
            assert_eq!(step.id, id);
            assert!(step.conditions.len() >= 3, "{id} asks too little");
            assert!(
                step.conditions.iter().all(|condition| condition.id.starts_with(&format!("{id}."))),
                "{id}"
            );
        }
    }
}

#[test]
fn every_condition_asks_something_that_exists_and_no_other_asks_the_same() {
    let (gates, instruments) = (gates(), instruments());
    let conditions: Vec<_> = gates
        .iter()
        .flat_map(|gate| gate.steps.iter().map(move |step| (gate, step)))
        .flat_map(|(gate, step)| step.conditions.iter().map(move |condition| (gate.stage, condition)))
        .collect();
    assert!(conditions.len() >= 40, "{}", conditions.len());
    let (mut asked, mut ids, mut reasons) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for (stage, condition) in &conditions {
        assert!(ids.insert(&condition.id), "{} stands twice", condition.id);
        assert!(reasons.insert(&condition.reason), "{} has the reason of another", condition.id);
        assert!(condition.reason.split_whitespace().count() >= 8, "{} has no reason", condition.id);
        let item = |id: &str| {
            instruments
                .iter()
                .flat_map(Instrument::items)
                .find(|(_, item)| item.id == id)
                .map(|(_, item)| item)
        };
        let what = match &condition.demand {
            Demand::Item { id, at_least } => {
                let kind = &item(id).unwrap_or_else(|| panic!("{}: no item {id}", condition.id)).kind;
                assert!(matches!(kind, ItemKind::Maturity { .. } | ItemKind::Capability { .. }), "{id}");
                format!("{id} at {at_least}")
            }
            Demand::Aspect { id, at_least } => {
                assert!(instruments.iter().any(|instrument| instrument.aspect(id).is_some()), "{id}");
                format!("{id} at {at_least}")
            }
            Demand::Evidence { item: id } => {
                assert!(item(id).is_some(), "{id}");
                format!("evidence of {id}")
            }
            other => format!("{} {other:?}", stage.word()),
        };
        assert!(asked.insert(what.clone()), "{} asks again: {what}", condition.id);
    }
    for safety in ["injected-instructions", "data-leaving", "change-control", "trace"] {
        assert!(asked.iter().any(|what| what.contains(safety)), "no gate asks about {safety}");
    }
}

#[test]
fn nothing_known_opens_no_gate_and_the_best_answers_leave_only_facts_open() {
    let (gates, instruments) = (gates(), instruments());
    let nothing = verdicts(&gates, &instruments, &Assessment::default(), None);
    assert!(nothing.iter().flat_map(|stage| &stage.steps).all(|step| step.verdict == Verdict::Unknown));
    let best = verdicts(&gates, &instruments, &answered(&instruments, |_| Some(5)), None);
    for found in best.iter().flat_map(|stage| &stage.steps).flat_map(|step| &step.conditions) {
        match found.condition.demand {
            Demand::Item { .. } | Demand::Aspect { .. } => {
                assert_eq!(found.verdict, Verdict::Met, "{found:?}")
            }
            Demand::Evidence { .. } => assert_eq!(found.verdict, Verdict::Unmet, "{found:?}"),
            _ => assert_eq!(found.verdict, Verdict::Unknown, "{found:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_verdict_never_improves_when_an_answer_drops(
        levels in proptest::collection::vec(0u8..=5, 400),
        dropped in 0usize..340,
    ) {
        let (gates, instruments) = (gates(), instruments());
        let level = |number: usize| levels.get(number).copied().filter(|level| *level > 0);
        let before = answered(&instruments, level);
        let after = answered(&instruments, |number| {
            level(number).map(|level| if number == dropped { (level - 1).max(1) } else { level })
        });
        let (before, after) =
            (verdicts(&gates, &instruments, &before, None), verdicts(&gates, &instruments, &after, None));
        for (before, after) in before.iter().zip(&after) {
            for (before, after) in before.steps.iter().zip(&after.steps) {
                prop_assert!(after.verdict <= before.verdict, "{}", before.id);
                for (before, after) in before.conditions.iter().zip(&after.conditions) {
                    prop_assert!(after.verdict <= before.verdict, "{}", before.condition.id);
                }
            }
        }
    }
}
