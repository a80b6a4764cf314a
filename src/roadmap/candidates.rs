//! Which practices could be part of a plan, and what each of them needs.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::practice::Practice;
use crate::model::roadmap::{Candidate, Constraints, RoadmapRules};

use super::value::{Standing, step};

/// Where an item stands for the plan: as answered, or as what is done already brings it.
pub(super) fn levels(practices: &[Practice], standing: &Standing, done: &[String]) -> BTreeMap<String, u8> {
    let mut levels: BTreeMap<String, u8> =
        standing.items.iter().map(|(id, place)| (id.clone(), place.level)).collect();
    // what is done from a level that other work brings counts once that is done, so it takes as many rounds as levels
    for _ in 0..4 {
        for practice in practices.iter().filter(|practice| done.contains(&practice.id)) {
            for raise in &practice.raises {
                if let Some(level) = levels.get_mut(&raise.item)
                    && *level >= raise.from
                {
                    *level = (*level).max(raise.to);
                }
            }
        }
    }
    levels
}

/// Practices with a step that is still open, in order of the library; those that nothing can lead to are marked.
pub(super) fn candidates(
    practices: &[Practice],
    standing: &Standing,
    levels: &BTreeMap<String, u8>,
    gates: &BTreeMap<String, u8>,
    constraints: &Constraints,
    rules: &RoadmapRules,
) -> Vec<Candidate> {
    let is_begun = |id: &str| constraints.in_progress.iter().any(|(begun, _)| begun == id);
    let is_open = |practice: &Practice| {
        let open = practice
            .raises
            .iter()
            .any(|raise| levels.get(&raise.item).is_some_and(|level| *level < raise.to));
        (open || is_begun(&practice.id)) && !constraints.done.contains(&practice.id)
    };
    let open: Vec<&Practice> = practices.iter().filter(|practice| is_open(practice)).collect();
    let refused: BTreeSet<&str> = constraints.refused.iter().map(String::as_str).collect();
    let known: BTreeSet<&str> = open.iter().map(|practice| practice.id.as_str()).collect();
    let available = |id: &str| known.contains(id) && !refused.contains(id);
    let mut found: Vec<Candidate> = open
        .iter()
        .map(|practice| {
            let mut steps = Vec::new();
            let mut wanted: BTreeMap<&str, u8> = BTreeMap::new();
            for threshold in &practice.thresholds {
                let level = wanted.entry(&threshold.item).or_default();
                *level = (*level).max(threshold.level);
            }
            for raise in &practice.raises {
                let Some(level) = levels.get(&raise.item).copied().filter(|level| *level < raise.to) else {
                    continue;
                };
                let wanted = wanted.entry(&raise.item).or_default();
                *wanted = (*wanted).max(raise.from);
                let place = &standing.items[&raise.item];
                for from in level.max(raise.from)..raise.to {
                    let gate = gates.get(&raise.item).is_some_and(|asked| from < *asked);
                    steps.push(step(&raise.item, from, place, gate, rules));
                }
            }
            let begun = is_begun(&practice.id);
            let mut blocked = refused.contains(practice.id.as_str()).then(|| "refused".to_owned());
            // what was begun has what it needs, whatever the answers say
            let after: Vec<String> =
                practice.after.iter().filter(|id| known.contains(id.as_str()) && !begun).cloned().collect();
            if let Some(missing) = after.iter().find(|id| refused.contains(id.as_str())) {
                blocked.get_or_insert(format!("needs `{missing}`, which is refused"));
            }
            let mut after_any = Vec::new();
            for (item, level) in wanted.into_iter().filter(|_| !begun) {
                if levels.get(item).is_none_or(|now| *now >= level) {
                    continue;
                }
                let leads = |other: &&&Practice| {
                    other.id != practice.id
                        && available(&other.id)
                        && other.raises.iter().any(|raise| raise.item == item && raise.to >= level)
                };
                let by: Vec<String> = open.iter().filter(leads).map(|other| other.id.clone()).collect();
                if by.is_empty() {
                    blocked
                        .get_or_insert(format!("needs level {level} of `{item}`, and nothing leads there"));
                }
                after_any.push((item.to_owned(), level, by));
            }
            Candidate {
                id: practice.id.clone(),
                title: practice.title.clone(),
                steps,
                after,
                after_any,
                blocked,
            }
        })
        .collect();
    spread(&mut found);
    found
}

/// What needs blocked work is blocked too.
fn spread(candidates: &mut [Candidate]) {
    loop {
        let blocked: BTreeSet<String> =
            candidates.iter().filter(|one| one.blocked.is_some()).map(|one| one.id.clone()).collect();
        let mut changed = false;
        for one in candidates.iter_mut().filter(|one| one.blocked.is_none()) {
            let missing = one.after.iter().find(|id| blocked.contains(*id)).cloned();
            let closed = one.after_any.iter().find(|(.., by)| by.iter().all(|id| blocked.contains(id)));
            one.blocked = match (missing, closed) {
                (Some(id), _) => Some(format!("needs `{id}`, which cannot be done itself")),
                (None, Some((item, level, by))) => Some(format!(
                    "needs level {level} of `{item}`, and what leads there cannot be done itself: {}",
                    by.join(", ")
                )),
                (None, None) => None,
            };
            changed |= one.blocked.is_some();
        }
        if !changed {
            return;
        }
    }
}
