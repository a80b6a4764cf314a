//! Facts of hand-offs, one by one and of all that join two stages.

use crate::model::adoption::Stage;
use crate::model::wiring::{Handoff, Knowledge, State, Wiring};

use super::{any, every};

/// How far the hand-offs of two stages have come, from not being there upwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The register lists none.
    Absent,
    /// The best of several.
    At(State),
}

/// Whether something flows: wired or exercised.
#[must_use]
pub fn is_live(handoff: &Handoff) -> bool {
    handoff.state >= State::Wired
}

/// The fields that a contract needs and this one leaves open, by their keys.
#[must_use]
pub fn missing(handoff: &Handoff) -> Vec<&'static str> {
    let needed = [
        ("owner", handoff.owner.is_some()),
        ("trigger", handoff.trigger.is_some()),
        ("payload", handoff.payload.is_some()),
        ("target", handoff.target.is_some()),
        ("ttl", handoff.ttl.is_some()),
        ("fallback", handoff.fallback.is_some()),
        ("by", handoff.by.is_some()),
    ];
    needed.into_iter().filter(|(_, there)| !there).map(|(key, _)| key).collect()
}

/// Whether a contract has everything that it needs.
#[must_use]
pub fn is_complete(handoff: &Handoff) -> bool {
    missing(handoff).is_empty()
}

/// Whether a kind of knowledge travels with it.
#[must_use]
pub fn carries(handoff: &Handoff, kind: Knowledge) -> Option<bool> {
    handoff.context.as_ref().map(|context| context.contains(&kind))
}

/// Every hand-off from a stage to another, in the order of the file; none where the file has no register of them.
#[must_use]
pub fn between(wiring: &Wiring, from: Stage, to: Stage) -> Option<Vec<&Handoff>> {
    let register = wiring.handoffs.as_ref()?;
    Some(register.iter().filter(|handoff| handoff.from == from && handoff.to == to).collect())
}

/// The best state of any hand-off between two stages.
#[must_use]
pub fn handoff_standing(wiring: &Wiring, from: Stage, to: Stage) -> Option<Standing> {
    let best = between(wiring, from, to)?.iter().map(|handoff| handoff.state).max();
    Some(best.map_or(Standing::Absent, Standing::At))
}

/// Whether any of them is wired or exercised.
#[must_use]
pub fn pair_is_live(wiring: &Wiring, from: Stage, to: Stage) -> Option<bool> {
    Some(between(wiring, from, to)?.into_iter().any(is_live))
}

/// Whether one that has come furthest is complete; no where there is none.
#[must_use]
pub fn pair_is_complete(wiring: &Wiring, from: Stage, to: Stage) -> Option<bool> {
    Some(furthest(&between(wiring, from, to)?).any(is_complete))
}

/// Whether one that has come furthest carries that kind of knowledge; no where there is none.
#[must_use]
pub fn pair_carries(wiring: &Wiring, from: Stage, to: Stage, kind: Knowledge) -> Option<bool> {
    any(furthest(&between(wiring, from, to)?).map(|handoff| carries(handoff, kind)))
}

/// Whether every way between two stages has a gate: one without would be a way around it. What is only planned counts
/// where there is nothing else; no where there is nothing at all.
#[must_use]
pub fn pair_is_gated(wiring: &Wiring, from: Stage, to: Stage) -> Option<bool> {
    let all = between(wiring, from, to)?;
    let in_use: Vec<&Handoff> =
        all.iter().copied().filter(|handoff| handoff.state > State::Planned).collect();
    let ways = if in_use.is_empty() { all } else { in_use };
    if ways.is_empty() { Some(false) } else { every(ways.iter().map(|way| way.gate.is_there())) }
}

/// Those that share the best state.
fn furthest<'a>(all: &[&'a Handoff]) -> impl Iterator<Item = &'a Handoff> {
    let best = all.iter().map(|handoff| handoff.state).max();
    all.iter().copied().filter(move |handoff| Some(handoff.state) == best)
}
