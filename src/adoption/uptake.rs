//! Inventory -> [`Uptake`].

use crate::model::adoption::{AiCapability, AiFacts, AiType, Stage, Status};
use crate::model::instrument::AdoptionRules;
use crate::model::uptake::{Grounding, StageUptake, TypeCount, Uptake};
use crate::model::wiring::Knowledge;

use super::archetype::mix_of;
use super::readiness::in_use;

/// Counts the inventory; nothing where none was given.
pub(super) fn uptake(rules: &AdoptionRules, facts: &AiFacts) -> Uptake {
    if !facts.inventory_given {
        return Uptake::default();
    }
    let used: Vec<&AiCapability> = in_use(&facts.capabilities).collect();
    let names = |fits: &dyn Fn(&AiCapability) -> bool| -> Vec<String> {
        used.iter().filter(|ai| fits(ai)).map(|ai| ai.name.clone()).collect()
    };
    let stages = Stage::ALL
        .iter()
        .map(|stage| StageUptake {
            stage: *stage,
            in_use: used
                .iter()
                .filter(|ai| ai.stages.contains(stage))
                .map(|ai| (ai.name.clone(), ai.autonomy))
                .collect(),
        })
        .collect();
    Uptake {
        types: AiType::ALL.iter().filter_map(|kind| of_type(rules, facts, *kind)).collect(),
        stages,
        grounding: grounding(&used),
        ungrounded: names(&|ai| ai.grounded_in.is_empty()),
        untraced: names(&|ai| ai.trace != Some(true)),
    }
}

fn of_type(rules: &AdoptionRules, facts: &AiFacts, kind: AiType) -> Option<TypeCount> {
    let these: Vec<AiCapability> = facts
        .capabilities
        .iter()
        .filter(|ai| ai.kind == kind && kind != AiType::Automation)
        .cloned()
        .collect();
    if these.is_empty() {
        return None;
    }
    let mut statuses = [0; 4];
    for (count, status) in statuses.iter_mut().zip(Status::ALL) {
        *count = these.iter().filter(|ai| ai.status == *status).count();
    }
    let mut stages = [0; 5];
    for (count, stage) in stages.iter_mut().zip(Stage::ALL) {
        *count = in_use(&these).filter(|ai| ai.stages.contains(stage)).count();
    }
    Some(TypeCount { kind, statuses, mix: mix_of(rules, &these, None), stages })
}

/// The five kinds, then words of the SOC's own in order of first use.
fn grounding(used: &[&AiCapability]) -> Vec<Grounding> {
    let mut kinds: Vec<&str> = Knowledge::ALL.iter().map(|kind| kind.word()).collect();
    for kind in used.iter().flat_map(|ai| &ai.grounded_in) {
        if !kinds.contains(&kind.as_str()) {
            kinds.push(kind);
        }
    }
    kinds
        .into_iter()
        .map(|kind| {
            let by: Vec<&&AiCapability> =
                used.iter().filter(|ai| ai.grounded_in.iter().any(|other| other == kind)).collect();
            Grounding {
                knowledge: kind.to_owned(),
                stages: Stage::ALL
                    .iter()
                    .filter(|stage| by.iter().any(|ai| ai.stages.contains(stage)))
                    .copied()
                    .collect(),
                by: by.into_iter().map(|ai| ai.name.clone()).collect(),
            }
        })
        .collect()
}
