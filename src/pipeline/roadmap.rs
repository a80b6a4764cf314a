//! What to do next, from the same outcome that everything else shows.

use crate::diagnostic::{Diagnostics, Sources, did_you_mean};
use crate::model::practice::Practice;
use crate::model::roadmap::{Constraints, GoalOf, Plan};
use crate::{load, roadmap, score};

use super::{Outcome, Settings};

/// Why there is no plan: one sentence, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub message: String,
    pub help: String,
}

fn refused<T>(message: impl Into<String>, help: impl Into<String>) -> Result<T, Refused> {
    Err(Refused { message: message.into(), help: help.into() })
}

/// Plans for an assessment that was evaluated with its gates; `why` asks about one practice.
///
/// # Errors
/// Where the file pins nothing that practices know, an id or goal is unknown, or no plan keeps the limits.
pub fn roadmap(
    outcome: &Outcome,
    settings: &Settings,
    constraints: &Constraints,
    why: Option<&str>,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Result<Plan, Refused> {
    let practices: Vec<Practice> =
        load::practice::all(&settings.instruments, load::library::Depth::Outline, sources, out)
            .into_iter()
            .filter(|practice| practice.raises.iter().any(|raise| asked(outcome, &raise.item)))
            .collect();
    if practices.is_empty() {
        return refused(
            "no practice raises anything that this file answers",
            "a plan needs answers to `soc-core` or `soc-ai`, or a questionnaire of your own with practices beside it",
        );
    }
    known(outcome, constraints, &practices, why)?;
    let rules = load::roadmap::builtin();
    let ai = outcome.instruments.iter().find_map(|instrument| {
        let rules = instrument.adoption.as_ref()?;
        Some((score::score(instrument, &outcome.assessment), rules))
    });
    // by our method: the workbook's has no overall score to move
    let main = super::main_instrument(&outcome.instruments);
    let card = main.map(|main| score::score(main, &outcome.assessment));
    let known = roadmap::Known {
        practices: &practices,
        assessment: &outcome.assessment,
        card: card.as_ref().unwrap_or(&outcome.scorecard),
        ai: ai.as_ref().map(|(card, rules)| (card, *rules)),
        adoption: outcome.adoption.as_ref(),
        readiness: &outcome.readiness,
        comparison: &outcome.comparison,
        rules: &rules,
    };
    roadmap::plan(&known, constraints, why).or_else(|reason| {
        refused(
            format!("no plan keeps these limits: {reason}"),
            "give more days or quarters, or take back what is pinned or due",
        )
    })
}

fn asked(outcome: &Outcome, item: &str) -> bool {
    outcome.instruments.iter().any(|instrument| instrument.item(item).is_some())
}

/// Every id that was named exists, and nothing contradicts itself.
fn known(
    outcome: &Outcome,
    constraints: &Constraints,
    practices: &[Practice],
    why: Option<&str>,
) -> Result<(), Refused> {
    let valid: Vec<&str> = practices.iter().map(|practice| practice.id.as_str()).collect();
    let timed = constraints.pinned.iter().chain(&constraints.earliest).chain(&constraints.latest);
    let named = timed.map(|(id, _)| id).chain(&constraints.refused).chain(&constraints.done);
    let named = named.chain(constraints.in_progress.iter().map(|(id, _)| id)).map(String::as_str);
    for id in named.chain(why) {
        if !valid.contains(&id) {
            return refused(format!("there is no practice `{id}` for this file"), did_you_mean(id, &valid));
        }
    }
    for id in &constraints.done {
        let also = |list: &[(String, usize)]| list.iter().any(|(other, _)| other == id);
        let begun = constraints.in_progress.iter().any(|(other, _)| other == id);
        if begun || also(&constraints.pinned) || constraints.refused.contains(id) {
            return refused(
                format!("`{id}` is said to be done, and to be something else too"),
                "say one of done, in progress, pinned, refused",
            );
        }
    }
    for goal in &constraints.goals {
        if let GoalOf::Score { id, .. } = &goal.what {
            let mut ids: Vec<&str> = vec!["overall", "headline"];
            for instrument in &outcome.instruments {
                ids.extend(instrument.domains.iter().map(|domain| domain.id.as_str()));
                ids.extend(instrument.aspects().map(|(_, aspect)| aspect.id.as_str()));
            }
            if !ids.contains(&id.as_str()) {
                return refused(
                    format!("goal `{}`: nothing that is scored is called `{id}`", goal.text),
                    did_you_mean(id, &ids),
                );
            }
        }
    }
    Ok(())
}
