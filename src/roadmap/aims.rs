//! Goals: what they ask of the steps, and what came of them.

use std::collections::BTreeMap;

use crate::model::instrument::AdoptionRules;
use crate::model::readiness::{Demand, StageReadiness, StepKind, Verdict};
use crate::model::roadmap::{Constraints, Goal, GoalFound, GoalOf};
use crate::model::score::Rounded;

use super::optimise::Optimised;
use super::plan::{Drawn, adds, score_of, shown};
use super::problem::Row;

/// A goal as sums over steps.
pub(super) struct Aimed {
    pub goal: Goal,
    pub quarter: usize,
    pub rows: Vec<Row>,
    /// Means that are asked for, with their marks.
    pub means: Vec<(String, Rounded)>,
    /// Items that are asked for, with their levels.
    pub items: Vec<(String, u8)>,
    pub beyond: Vec<String>,
}

/// A level of an item in a goal weighs as much as this part of a score.
const LEVEL: f64 = 0.2;
/// Scores count as shown: half a hundredth less is rounded up.
const ROUNDING: f64 = 0.005;

/// Scores that goals ask for, by domain or aspect.
pub(super) fn scores(constraints: &Constraints, rules: Option<&AdoptionRules>) -> BTreeMap<String, f64> {
    let mut found = BTreeMap::new();
    for goal in &constraints.goals {
        match &goal.what {
            GoalOf::Score { id, at_least } => {
                found.insert(id.clone(), at_least.to_f64());
            }
            GoalOf::SecondWave => {
                if let Some(rules) = rules {
                    for aspect in [&rules.lifecycle, &rules.knowledge, &rules.governance] {
                        found.insert(aspect.clone(), Rounded(rules.second_wave).to_f64());
                    }
                }
            }
            GoalOf::Archetype { .. } | GoalOf::Autonomy { .. } => {}
        }
    }
    found
}

/// Conditions of the gates that a goal aims at and that are not met.
fn demands<'a>(goal: &Goal, readiness: &'a [StageReadiness]) -> Vec<(&'a Demand, &'a str)> {
    let (stage, wanted) = match &goal.what {
        GoalOf::Archetype { stage, .. } => (stage, "archetype"),
        GoalOf::Autonomy { stage, .. } => (stage, "autonomy"),
        GoalOf::Score { .. } | GoalOf::SecondWave => return Vec::new(),
    };
    let up_to = |kind: StepKind| match (&goal.what, kind) {
        (GoalOf::Archetype { to, .. }, StepKind::Archetype { to: step, .. }) => step <= *to,
        (GoalOf::Autonomy { to, .. }, StepKind::Autonomy { to: step, .. }) => step <= *to,
        _ => false,
    };
    readiness
        .iter()
        .filter(|found| found.stage == *stage)
        .flat_map(|found| &found.steps)
        .filter(|step| step.kind.word() == wanted && !step.taken && up_to(step.kind))
        .flat_map(|step| &step.conditions)
        .filter(|condition| condition.verdict != Verdict::Met)
        .map(|condition| (&condition.condition.demand, condition.asks.as_str()))
        .collect()
}

/// The level of each item that an unmet gate asks for which is aimed at.
pub(super) fn gate_items(constraints: &Constraints, readiness: &[StageReadiness]) -> BTreeMap<String, u8> {
    let mut found: BTreeMap<String, u8> = BTreeMap::new();
    for goal in &constraints.goals {
        for (demand, _) in demands(goal, readiness) {
            if let Demand::Item { id, at_least } = demand {
                let level = found.entry(id.clone()).or_default();
                *level = (*level).max(*at_least);
            }
        }
    }
    found
}

/// Every goal as sums.
pub(super) fn rows(drawn: &Drawn<'_>) -> Vec<Aimed> {
    drawn.constraints.goals.iter().map(|goal| aimed(drawn, goal)).collect()
}

fn aimed(drawn: &Drawn<'_>, goal: &Goal) -> Aimed {
    let quarter = goal.quarter.unwrap_or(drawn.problem.quarters).clamp(1, drawn.problem.quarters);
    let mut aimed = Aimed {
        goal: goal.clone(),
        quarter,
        rows: Vec::new(),
        means: Vec::new(),
        items: Vec::new(),
        beyond: Vec::new(),
    };
    match &goal.what {
        GoalOf::Score { id, at_least } => aimed.means.push((id.clone(), *at_least)),
        GoalOf::SecondWave => match drawn.known.ai {
            Some((_, rules)) => {
                let mark = Rounded(rules.second_wave);
                for aspect in [&rules.lifecycle, &rules.knowledge, &rules.governance] {
                    aimed.means.push((aspect.clone(), mark));
                }
            }
            None => aimed.beyond.push("no AI questionnaire is pinned".to_owned()),
        },
        GoalOf::Archetype { .. } | GoalOf::Autonomy { .. } => {
            for (demand, asks) in demands(goal, drawn.known.readiness) {
                match demand {
                    Demand::Item { id, at_least } if drawn.standing.items.contains_key(id) => {
                        aimed.items.push((id.clone(), *at_least));
                    }
                    Demand::Aspect { id, at_least } => aimed.means.push((id.clone(), *at_least)),
                    _ => aimed.beyond.push(asks.to_owned()),
                }
            }
        }
    }
    let no_plan = vec![None; drawn.problem.jobs.len()];
    let with_steps = |weigh: &dyn Fn(&str) -> f64, at_least: f64| Row {
        terms: drawn
            .steps
            .iter()
            .enumerate()
            .map(|(at, step)| (at, weigh(&step.item)))
            .filter(|(_, adds)| *adds > 0.0)
            .collect(),
        quarter,
        at_least,
    };
    for (id, mark) in &aimed.means {
        match score_of(drawn, &no_plan, 1, id) {
            Some(now) => aimed
                .rows
                .push(with_steps(&|item| adds(&drawn.standing, item, id), mark.to_f64() - ROUNDING - now)),
            None => aimed.beyond.push(format!("`{id}` has no score in this file")),
        }
    }
    for (item, level) in &aimed.items {
        let now = drawn.levels.get(item).copied().unwrap_or(1);
        let mut row = with_steps(&|_| 0.0, LEVEL * f64::from(level.saturating_sub(now)));
        row.terms = drawn
            .steps
            .iter()
            .enumerate()
            .filter(|(_, step)| step.item == *item && step.from < *level)
            .map(|(at, _)| (at, LEVEL))
            .collect();
        aimed.rows.push(row);
    }
    aimed
}

/// What came of a goal.
pub(super) fn found(aim: &Aimed, drawn: &Drawn<'_>, found: &Optimised) -> GoalFound {
    let mut met = aim.beyond.is_empty();
    let mut reached = Vec::new();
    for (id, mark) in &aim.means {
        let Some(score) = score_of(drawn, &found.ends, aim.quarter, id).map(shown) else { continue };
        met &= score >= *mark;
        reached.push(format!("{id} {score} of {mark}"));
    }
    for (item, level) in &aim.items {
        let now = drawn.levels.get(item).copied().unwrap_or(1);
        let there = drawn
            .steps
            .iter()
            .enumerate()
            .filter(|(at, step)| {
                step.item == *item
                    && drawn.problem.earned(*at, &found.ends).is_some_and(|end| end <= aim.quarter)
            })
            .count();
        let then = now + u8::try_from(there).unwrap_or(0);
        met &= then >= *level;
        reached.push(format!("{item} level {then} of {level}"));
    }
    let mut reached =
        if reached.is_empty() { "nothing that practices bring".to_owned() } else { reached.join(", ") };
    if !met && !aim.rows.is_empty() {
        reached.push_str(if found.goals_impossible {
            "; no plan under these limits reaches all goals, which was proved: this is the nearest that was found"
        } else {
            "; the nearest that was found"
        });
    }
    GoalFound { goal: aim.goal.clone(), quarter: aim.quarter, met, reached, beyond: aim.beyond.clone() }
}
