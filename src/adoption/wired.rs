//! Conditions on the wiring: hand-offs, knowledge, agents and actions.

use crate::model::adoption::Stage;
use crate::model::readiness::{ActionFact, AgentFact, Demand, HandoffFact, KnowledgeFact, Verdict};
use crate::model::wiring::{Action, Agent, Knowledge, State, Wiring};
use crate::wiring::facts::{self, Standing};

/// Verdict and what decides it.
pub(super) fn held(demand: &Demand, stage: Stage, wiring: &Wiring) -> (Verdict, String) {
    match demand {
        Demand::Handoff { from, to, is } => handoff(wiring, *from, *to, *is),
        Demand::Knowledge { kind, is } => knowledge(wiring, *kind, *is, stage),
        Demand::Agents(fact) => agents(wiring, stage, *fact),
        Demand::Actions(fact) => actions(wiring, stage, *fact),
        Demand::Item { .. } | Demand::Aspect { .. } | Demand::Inventory(_) | Demand::Evidence { .. } => {
            (Verdict::Unknown, "the wiring does not say".to_owned())
        }
    }
}

fn verdict(said: Option<bool>) -> Verdict {
    match said {
        Some(true) => Verdict::Met,
        Some(false) => Verdict::Unmet,
        None => Verdict::Unknown,
    }
}

fn handoff(wiring: &Wiring, from: Stage, to: Stage, is: HandoffFact) -> (Verdict, String) {
    let pair = format!("{} to {}", from.name(), to.name());
    let Some(standing) = facts::handoff_standing(wiring, from, to) else {
        return (Verdict::Unknown, "the wiring has no register of hand-offs".to_owned());
    };
    let Standing::At(state) = standing else {
        return (Verdict::Unmet, format!("the wiring lists no hand-off from {pair}"));
    };
    let said = match is {
        HandoffFact::Documented => Some(state >= State::Documented),
        HandoffFact::Wired => Some(state >= State::Wired),
        HandoffFact::Exercised => Some(state >= State::Exercised),
        HandoffFact::Complete => facts::pair_is_complete(wiring, from, to),
        HandoffFact::Gated => facts::pair_is_gated(wiring, from, to),
    };
    let decides = match is {
        HandoffFact::Documented | HandoffFact::Wired | HandoffFact::Exercised => {
            format!("the best hand-off from {pair} is {}", state.word())
        }
        HandoffFact::Complete if said == Some(true) => format!("a hand-off from {pair} has every field"),
        HandoffFact::Complete => format!("every hand-off from {pair} leaves a field open"),
        HandoffFact::Gated if said == Some(true) => format!("the hand-offs from {pair} have a gate"),
        HandoffFact::Gated if said == Some(false) => format!("a hand-off from {pair} has no gate"),
        HandoffFact::Gated => {
            format!("the wiring does not say whether the hand-offs from {pair} have a gate")
        }
    };
    (verdict(said), decides)
}

fn knowledge(wiring: &Wiring, known: Knowledge, is: KnowledgeFact, stage: Stage) -> (Verdict, String) {
    let kind = known.word();
    let said = match is {
        KnowledgeFact::Read => facts::is_read_by(wiring, known, stage),
        KnowledgeFact::Written => facts::is_written(wiring, known),
        KnowledgeFact::Owned => facts::is_owned(wiring, known),
    };
    let decides = match said {
        Some(true) => format!("so of {kind} in the wiring"),
        Some(false) => format!("not so of {kind} in the wiring"),
        None => format!("the wiring does not say it of {kind}"),
    };
    (verdict(said), decides)
}

fn agents(wiring: &Wiring, stage: Stage, fact: AgentFact) -> (Verdict, String) {
    let asked = |agent: &Agent| match fact {
        AgentFact::Owner => facts::has_owner(agent),
        AgentFact::Trace => facts::leaves_trace(agent),
        AgentFact::KillSwitch => facts::has_kill_switch(agent),
        AgentFact::Record => facts::has_record(agent),
        AgentFact::Promoted => facts::was_promoted(agent),
    };
    let Some(agents) = facts::agents_of_stage(wiring, stage) else {
        return (Verdict::Unknown, "the wiring has no register of agents".to_owned());
    };
    named(agents.iter().map(|agent| (agent.id.as_str(), asked(agent))), "agent", stage)
}

fn actions(wiring: &Wiring, stage: Stage, fact: ActionFact) -> (Verdict, String) {
    let asked = |action: &Action| match fact {
        ActionFact::Approval => facts::has_approval(action),
        ActionFact::Undo => facts::has_undo(action),
        ActionFact::UndoTested => facts::is_undo_tested(action),
        ActionFact::Veto => facts::has_veto(action),
        ActionFact::Playbook => facts::has_playbook(action),
    };
    let Some(actions) = facts::actions_of_stage(wiring, stage) else {
        return (Verdict::Unknown, "the wiring has no register of actions".to_owned());
    };
    named(actions.iter().map(|action| (action.id.as_str(), asked(action))), "action", stage)
}

/// The least of what is said of each, with the names of those that decide.
fn named<'a>(
    said: impl Iterator<Item = (&'a str, Option<bool>)>,
    what: &str,
    stage: Stage,
) -> (Verdict, String) {
    let said: Vec<(&str, Option<bool>)> = said.collect();
    if said.is_empty() {
        return (Verdict::Unknown, format!("the wiring has no {what} at {}", stage.name()));
    }
    let names = |wanted: Option<bool>| -> Vec<String> {
        said.iter().filter(|(_, said)| *said == wanted).map(|(name, _)| format!("`{name}`")).collect()
    };
    let (without, open) = (names(Some(false)), names(None));
    if !without.is_empty() {
        (Verdict::Unmet, format!("not so of {}", without.join(", ")))
    } else if !open.is_empty() {
        (Verdict::Unknown, format!("the wiring does not say it of {}", open.join(", ")))
    } else {
        (Verdict::Met, format!("so of every {what} at {}", stage.name()))
    }
}
