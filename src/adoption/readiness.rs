//! Gates held against answers, scores, inventory and wiring -> [`StageReadiness`].

use crate::model::adoption::{AiCapability, AiType, Archetype, Autonomy, Mix, Stage, Status};
use crate::model::assessment::{AnswerValue, Assessment};
use crate::model::instrument::{AdoptionRules, Instrument, Item};
use crate::model::readiness::{
    ConditionFound, Demand, Gate, InventoryFact, StageReadiness, StepFound, StepKind, Verdict,
};
use crate::model::score::{AspectScore, Rounded, Scorecard};
use crate::model::wiring::Wiring;

use super::archetype::{declared, mix_of};
use super::wired;
use crate::wiring::facts;

/// What conditions are held against.
pub struct Known<'a> {
    pub assessment: &'a Assessment,
    pub instruments: &'a [Instrument],
    /// Scorecards of all instruments.
    pub cards: &'a [&'a Scorecard],
    pub rules: &'a AdoptionRules,
    /// None where no wiring was read.
    pub wiring: Option<&'a Wiring>,
}

/// Every gate with the verdict of each condition and what decides it. A step is met when all its conditions are, unmet
/// when one is not, and unknown otherwise: lowering an answer never opens a gate.
#[must_use]
pub fn readiness(gates: &[Gate], known: &Known<'_>) -> Vec<StageReadiness> {
    gates.iter().map(|gate| stage(gate, known)).collect()
}

fn stage(gate: &Gate, known: &Known<'_>) -> StageReadiness {
    let facts = known.assessment.ai.as_ref().filter(|facts| facts.inventory_given);
    let here: Option<Vec<&AiCapability>> =
        facts.map(|facts| in_use(&facts.capabilities).filter(|ai| ai.stages.contains(&gate.stage)).collect());
    let of_stage: Option<Mix> = facts.map(|facts| mix_of(known.rules, &facts.capabilities, Some(gate.stage)));
    let archetype = of_stage.map(|mix| declared(known.rules, mix));
    let autonomy = here.as_ref().and_then(|here| here.iter().filter_map(|ai| ai.autonomy).max());
    let wired = known.wiring.and_then(|wiring| facts::highest_level(wiring, gate.stage));
    let beyond = wired.filter(|wired| *wired > autonomy.unwrap_or(Autonomy::None) && here.is_some());
    let steps = gate
        .steps
        .iter()
        .map(|step| {
            let conditions: Vec<ConditionFound> = step
                .conditions
                .iter()
                .map(|condition| {
                    let (verdict, decides) = held(&condition.demand, gate.stage, here.as_deref(), known);
                    ConditionFound {
                        asks: asks(&condition.demand, known),
                        condition: condition.clone(),
                        verdict,
                        decides,
                    }
                })
                .collect();
            StepFound {
                id: step.id.clone(),
                kind: step.kind,
                about: step.about.clone(),
                verdict: conditions.iter().map(|found| found.verdict).min().unwrap_or(Verdict::Met),
                taken: taken(step.kind, archetype, autonomy),
                conditions,
            }
        })
        .collect();
    StageReadiness { stage: gate.stage, archetype, autonomy, beyond, steps }
}

/// AI in pilot or production; a static playbook is none.
pub(super) fn in_use(capabilities: &[AiCapability]) -> impl Iterator<Item = &AiCapability> {
    capabilities
        .iter()
        .filter(|ai| ai.kind != AiType::Automation && matches!(ai.status, Status::Pilot | Status::Production))
}

fn taken(kind: StepKind, archetype: Option<Archetype>, autonomy: Option<Autonomy>) -> bool {
    match kind {
        StepKind::Archetype { to, .. } => archetype.is_some_and(|now| now != Archetype::Unknown && now >= to),
        StepKind::Autonomy { to, .. } => autonomy.is_some_and(|now| now >= to),
    }
}

/// Verdict and what decides it.
fn held(
    demand: &Demand,
    stage: Stage,
    here: Option<&[&AiCapability]>,
    known: &Known<'_>,
) -> (Verdict, String) {
    match demand {
        Demand::Item { id, at_least } => item(id, *at_least, known),
        Demand::Aspect { id, at_least } => aspect(id, *at_least, known),
        Demand::Evidence { item } => evidence(item, known),
        Demand::Inventory(fact) => inventory(*fact, stage, here),
        Demand::Handoff { .. } | Demand::Knowledge { .. } | Demand::Agents(_) | Demand::Actions(_) => {
            match known.wiring {
                Some(wiring) => wired::held(demand, stage, wiring),
                None => (Verdict::Unknown, "no wiring was read".to_owned()),
            }
        }
    }
}

fn item(id: &str, at_least: u8, known: &Known<'_>) -> (Verdict, String) {
    let Some(found) = find(id, known) else {
        return (Verdict::Unknown, "no pinned questionnaire asks it".to_owned());
    };
    let answer = known.assessment.answers.get(id).and_then(|answer| answer.value.as_ref());
    match answer {
        None => (Verdict::Unknown, "not answered".to_owned()),
        Some(AnswerValue::NotApplicable) => (Verdict::Unknown, "answered as not applicable".to_owned()),
        Some(AnswerValue::NotRequired) => (Verdict::Unknown, "answered as not required".to_owned()),
        Some(AnswerValue::Present(_)) => (Verdict::Unknown, "a list of elements has no level".to_owned()),
        Some(AnswerValue::Level(level)) => {
            let verdict = if *level >= at_least { Verdict::Met } else { Verdict::Unmet };
            let anchor = usize::from(*level)
                .checked_sub(1)
                .and_then(|at| found.kind.anchors().get(at))
                .map_or_else(String::new, |anchor| format!(": {anchor}"));
            (verdict, format!("answered {level}{anchor}"))
        }
    }
}

fn find<'a>(id: &str, known: &Known<'a>) -> Option<&'a Item> {
    known.instruments.iter().flat_map(Instrument::items).map(|(_, item)| item).find(|item| item.id == id)
}

/// With open questions the bounds decide: a score that they could lift over the mark or push under it is unknown.
fn aspect(id: &str, at_least: Rounded, known: &Known<'_>) -> (Verdict, String) {
    let scored = known.cards.iter().flat_map(|card| &card.domains).flat_map(|domain| &domain.aspects);
    let Some(found) = scored.into_iter().find(|aspect: &&AspectScore| aspect.id == id) else {
        return (Verdict::Unknown, "no pinned questionnaire has it".to_owned());
    };
    let score = found.maturity.as_ref();
    let Some((score, value)) = score.and_then(|score| Some((score, score.rounded()?))) else {
        return (Verdict::Unknown, format!("{} has no score", found.name));
    };
    let (low, high) = score.range().unwrap_or((value, value));
    let verdict = if low >= at_least {
        Verdict::Met
    } else if high < at_least {
        Verdict::Unmet
    } else {
        Verdict::Unknown
    };
    let range =
        if low == high { String::new() } else { format!(", from {low} to {high} with the open questions") };
    (verdict, format!("{} scores {value}{range}", found.name))
}

fn evidence(id: &str, known: &Known<'_>) -> (Verdict, String) {
    match known.assessment.answers.get(id) {
        None => (Verdict::Unknown, "not answered".to_owned()),
        Some(answer) if answer.evidence.is_empty() => {
            (Verdict::Unmet, "the answer names no evidence".to_owned())
        }
        Some(answer) => {
            let count = answer.evidence.len();
            let named = if count == 1 {
                "1 document or record is named".to_owned()
            } else {
                format!("{count} documents or records are named")
            };
            (Verdict::Met, format!("{named}, not looked at here"))
        }
    }
}

fn inventory(fact: InventoryFact, stage: Stage, here: Option<&[&AiCapability]>) -> (Verdict, String) {
    let Some(here) = here else { return (Verdict::Unknown, "no AI inventory was given".to_owned()) };
    if here.is_empty() {
        return (Verdict::Unknown, format!("no AI is in use in {}", stage.name()));
    }
    let said = |ai: &AiCapability| match fact {
        InventoryFact::Intent => {
            let intent = ai.intent.clone().unwrap_or_default();
            Some(intent.task.is_some() && intent.outcome.is_some() && intent.stop.is_some())
        }
        InventoryFact::Trace => ai.trace,
        InventoryFact::Grounded => Some(!ai.grounded_in.is_empty()),
        InventoryFact::DataLeaving => Some(ai.data_leaving.is_some()),
        InventoryFact::Autonomy => Some(ai.autonomy.is_some()),
    };
    let named = |wanted: Option<bool>| -> Vec<String> {
        here.iter().filter(|ai| said(ai) == wanted).map(|ai| format!("`{}`", ai.name)).collect()
    };
    let (without, open) = (named(Some(false)), named(None));
    if !without.is_empty() {
        (Verdict::Unmet, format!("not so: {}", without.join(", ")))
    } else if !open.is_empty() {
        (Verdict::Unknown, format!("not said of {}", open.join(", ")))
    } else {
        (Verdict::Met, format!("so of all {} in use here", here.len()))
    }
}

/// The demand in words.
fn asks(demand: &Demand, known: &Known<'_>) -> String {
    match demand {
        Demand::Item { id, at_least } => {
            let question = find(id, known).map(|item| item.question.as_str()).filter(|text| !text.is_empty());
            format!("level {at_least} or more of: {}", question.unwrap_or(id))
        }
        Demand::Aspect { id, at_least } => {
            let aspects =
                known.cards.iter().flat_map(|card| &card.domains).flat_map(|domain| &domain.aspects);
            let name = aspects
                .into_iter()
                .find(|aspect| aspect.id == *id)
                .map_or(id.as_str(), |aspect| &aspect.name);
            format!("{name} scores {at_least} or more")
        }
        Demand::Inventory(fact) => format!("every AI in use here {}", fact.says()),
        Demand::Handoff { from, to, is } => {
            format!("the hand-off from {} to {} {}", from.name(), to.name(), is.says())
        }
        Demand::Knowledge { kind, is } => format!("knowledge of {} {}", kind.word(), is.says()),
        Demand::Agents(fact) => format!("every agent of this stage {}", fact.says()),
        Demand::Actions(fact) => format!("every action of its agents {}", fact.says()),
        Demand::Evidence { item } => {
            let question =
                find(item, known).map(|item| item.question.as_str()).filter(|text| !text.is_empty());
            format!("a document or record is named as evidence: {}", question.unwrap_or(item))
        }
    }
}
