//! Facts of guarded actions, one by one and of all that the agents of a stage may take.

use crate::model::adoption::Stage;
use crate::model::date::Date;
use crate::model::wiring::{Action, Control, OnSilence, Wiring};

use super::every;

/// The actions of the agents of a stage, in the order of the file; none where the file has no register of one or the
/// other.
#[must_use]
pub fn actions_of_stage(wiring: &Wiring, stage: Stage) -> Option<Vec<&Action>> {
    wiring.agents.as_ref()?;
    let of_stage = |action: &&Action| wiring.agent(&action.agent).is_some_and(|agent| agent.stage == stage);
    Some(wiring.actions.as_ref()?.iter().filter(of_stage).collect())
}

/// Whether it is true of every action of the stage's agents; none where they have none, of which it could be said.
#[must_use]
pub fn every_action(wiring: &Wiring, stage: Stage, asked: impl Fn(&Action) -> Option<bool>) -> Option<bool> {
    let actions = actions_of_stage(wiring, stage).filter(|actions| !actions.is_empty())?;
    every(actions.into_iter().map(asked))
}

/// Whether there are limits inside which nobody is asked. Without them an agent never acts alone.
#[must_use]
pub fn may_act_alone(action: &Action) -> bool {
    action.alone_when.is_some()
}

/// Whether a role is asked, and silence refuses.
#[must_use]
pub fn has_approval(action: &Action) -> Option<bool> {
    of(&action.else_ask, |ask| ask.role.is_some() && ask.on_silence == Some(OnSilence::Refuse))
}

/// Whether a role can call it back.
#[must_use]
pub fn has_veto(action: &Action) -> Option<bool> {
    of(&action.veto, |veto| veto.role.is_some())
}

/// Whether another action takes it back.
#[must_use]
pub fn has_undo(action: &Action) -> Option<bool> {
    of(&action.undo, |undo| undo.action.is_some())
}

/// The day on which taking it back was last tried.
#[must_use]
pub fn undo_tested_on(action: &Action) -> Option<Date> {
    action.undo.get()?.tested
}

/// Whether taking it back was ever tried; no where it cannot be taken back.
#[must_use]
pub fn is_undo_tested(action: &Action) -> Option<bool> {
    of(&action.undo, |undo| undo.tested.is_some())
}

/// Whether that was at most so many days before a date, and not after it.
#[must_use]
pub fn was_undo_tested_within(action: &Action, days: i64, as_of: Date) -> Option<bool> {
    match action.undo {
        Control::None => Some(false),
        _ => undo_tested_on(action).map(|tested| (0..=days).contains(&tested.days_until(as_of))),
    }
}

/// Whether it follows a playbook.
#[must_use]
pub fn has_playbook(action: &Action) -> Option<bool> {
    action.playbook.is_there()
}

/// A control whose part decides: no where it is denied, not said where it, or that part of it, is left out.
fn of<T>(control: &Control<T>, part: impl Fn(&T) -> bool) -> Option<bool> {
    match control {
        Control::None => Some(false),
        Control::Unsaid => None,
        Control::Some(value) => part(value).then_some(true),
    }
}
