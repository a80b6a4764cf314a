//! Facts of agents, one by one and of all that work in a stage, and of the tools of a stage.

use std::collections::BTreeMap;

use crate::model::adoption::{Autonomy, Stage};
use crate::model::autonomy::AgentStanding;
use crate::model::wiring::{Agent, Record, Wiring};

use super::{any, every};

/// Ids of the tools that a stage works with; none where the file does not say.
#[must_use]
pub fn tools_of_stage(wiring: &Wiring, stage: Stage) -> Option<&[String]> {
    wiring.stages.get(&stage)?.tools.as_deref()
}

/// The agents that work in a stage, in order of their ids; none where the file has no register of agents.
#[must_use]
pub fn agents_of_stage(wiring: &Wiring, stage: Stage) -> Option<Vec<&Agent>> {
    Some(wiring.agents.as_ref()?.iter().filter(|agent| agent.stage == stage).collect())
}

/// Whether it is true of an agent of the stage.
#[must_use]
pub fn any_agent(wiring: &Wiring, stage: Stage, asked: impl Fn(&Agent) -> Option<bool>) -> Option<bool> {
    any(agents_of_stage(wiring, stage)?.into_iter().map(asked))
}

/// Whether it is true of every agent of the stage; none where no agent works there, of whom it could be said.
#[must_use]
pub fn every_agent(wiring: &Wiring, stage: Stage, asked: impl Fn(&Agent) -> Option<bool>) -> Option<bool> {
    let agents = agents_of_stage(wiring, stage).filter(|agents| !agents.is_empty())?;
    every(agents.into_iter().map(asked))
}

/// The furthest level that an agent of the stage is said to have: `none` where no agent works there. An agent without a
/// level could be the furthest, so then it is not said.
#[must_use]
pub fn highest_level(wiring: &Wiring, stage: Stage) -> Option<Autonomy> {
    let mut highest = Autonomy::None;
    for agent in agents_of_stage(wiring, stage)? {
        highest = highest.max(agent.level?);
    }
    Some(highest)
}

/// Whether a role can stop it.
#[must_use]
pub fn has_kill_switch(agent: &Agent) -> Option<bool> {
    agent.kill_switch.is_there()
}

/// Whether it leaves a reasoning trace.
#[must_use]
pub fn leaves_trace(agent: &Agent) -> Option<bool> {
    agent.trace.is_there()
}

/// Whether a role answers for it.
#[must_use]
pub fn has_owner(agent: &Agent) -> Option<bool> {
    agent.owner.is_there()
}

/// Whether a record over a window stands there with everything that a level is worked out from. Typed by hand it is a
/// claim; whether it is enough for the level is not asked here.
#[must_use]
pub fn has_record(agent: &Agent) -> Option<bool> {
    let Record { window_days, runs, reviewed, agreed, reversed } = agent.record?;
    (window_days.is_some() && [runs, reviewed, agreed, reversed].iter().all(Option::is_some)).then_some(true)
}

/// Whether somebody promoted it on a date.
#[must_use]
pub fn was_promoted(agent: &Agent) -> Option<bool> {
    let promoted = agent.promoted.as_ref()?;
    (promoted.by.is_some() && promoted.on.is_some()).then_some(true)
}

/// Level and promotion of every agent that has a level, by its id: what its record is held against.
#[must_use]
pub fn standing(wiring: &Wiring) -> BTreeMap<String, AgentStanding> {
    let agents = wiring.agents.iter().flatten();
    agents
        .filter_map(|agent| {
            let promoted = agent.promoted.as_ref().and_then(|promoted| promoted.on);
            Some((agent.id.clone(), AgentStanding { level: agent.level?, promoted }))
        })
        .collect()
}
