//! Earned autonomy: decisions of a window -> the level that an agent's record covers, per action.

use crate::model::adoption::Autonomy;
use crate::model::autonomy::{
    ActionRecord, AgentRecord, AgentStanding, AutonomyReport, AutonomyRules, Bounded, Counts, Decision,
    DecisionLog, Drift, ReviewTime, Verdict,
};
use crate::model::date::{DAY, Date};
use crate::stats;

use super::earned;

use std::collections::BTreeMap;

/// What is asked beside the decisions.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// Days of the window, where not those of the rules.
    pub window_days: Option<u32>,
    /// The last day of the window; the day of the last decision where none.
    pub as_of: Option<Date>,
    /// Decisions after this day are left out.
    pub today: Option<Date>,
    /// Agents of the wiring with their present level.
    pub standing: BTreeMap<String, AgentStanding>,
}

/// A stretch of time, both ends inside, in seconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub start: i64,
    pub end: i64,
    pub days: u32,
}

impl Window {
    fn holds(self, decision: &Decision) -> bool {
        (self.start..=self.end).contains(&decision.time)
    }
}

/// Works out the record of every agent and action. The window ends with the day that counts as today, or with the last
/// decision of the file.
#[must_use]
pub fn autonomy(log: DecisionLog, rules: &AutonomyRules, question: &Question) -> AutonomyReport {
    let days = question.window_days.unwrap_or(rules.window_days);
    let limit = question.as_of.or(question.today).map(Date::last_moment);
    let all = || log.groups.values().flatten();
    let counted = || all().filter(|decision| limit.is_none_or(|limit| decision.time <= limit));
    let told = question.as_of.map(Date::last_moment);
    let window = told.or_else(|| counted().map(|decision| decision.time).max()).map(|end| Window {
        start: end - i64::from(days) * DAY + 1,
        end,
        days,
    });
    let used = counted().count() as u64;
    let later = all().count() as u64 - used;
    let unread: u64 = log.malformed.iter().map(|malformed| malformed.count).sum();
    let refused = (unread as f64 > rules.unread * log.rows as f64).then(|| {
        format!("{unread} of {} rows could not be read; what they hold could change every level, so none is concluded", log.rows)
    });
    let mut actions = Vec::new();
    let mut silent: Vec<String> = question.standing.keys().cloned().collect();
    for ((agent, action), decisions) in log.groups {
        silent.retain(|name| *name != agent);
        let decisions: Vec<Decision> = decisions
            .into_iter()
            .filter(|decision| limit.is_none_or(|limit| decision.time <= limit))
            .collect();
        if let Some(window) = window
            && let Some(record) =
                record(agent.clone(), action, &decisions, window, rules, question.standing.get(&agent))
        {
            actions.push(match &refused {
                Some(reason) => unconcluded(record, reason),
                None => record,
            });
        }
    }
    AutonomyReport {
        agents: agents(&actions, &question.standing),
        rules: rules.clone(),
        window: window
            .and_then(|window| Some((Date::of_moment(window.start)?, Date::of_moment(window.end)?))),
        window_days: days,
        refused,
        later,
        rows: log.rows,
        used,
        repeated: log.repeated,
        malformed: log.malformed,
        absent: log.absent,
        actions,
        silent,
    }
}

fn record(
    agent: String,
    action: String,
    decisions: &[Decision],
    window: Window,
    rules: &AutonomyRules,
    standing: Option<&AgentStanding>,
) -> Option<ActionRecord> {
    let first = decisions.iter().map(|decision| decision.time).min()?;
    let last = decisions.iter().map(|decision| decision.time).max()?;
    let inside: Vec<&Decision> = decisions.iter().filter(|decision| window.holds(decision)).collect();
    let counts = count(inside.iter().copied());
    let whole = count(decisions.iter());
    let (earned, missing) = earned::level(&rules.levels, counts);
    let outcome = earned::verdict(earned, &counts, &rules.levels, standing, window, first);
    Some(ActionRecord {
        first: Date::of_moment(first)?,
        last: Date::of_moment(last)?,
        agreement: bounded(counts.agreed, counts.reviewed),
        reversals: bounded(counts.reversed, counts.reviewed),
        drift: drift(counts, whole),
        review: review(&inside, counts, rules),
        window: counts,
        whole,
        earned: Some(earned),
        present: standing.map(|standing| standing.level),
        verdict: outcome.verdict,
        next: Some(outcome.next),
        reasons: outcome.reasons,
        missing,
        agent,
        action,
    })
}

/// The figures without what they would have earned.
fn unconcluded(record: ActionRecord, reason: &str) -> ActionRecord {
    ActionRecord {
        earned: None,
        verdict: Verdict::NotCompared,
        next: None,
        reasons: vec![reason.to_owned()],
        missing: Vec::new(),
        ..record
    }
}

fn count<'a>(decisions: impl Iterator<Item = &'a Decision>) -> Counts {
    let mut counts = Counts::default();
    for decision in decisions {
        counts.runs += 1;
        counts.traced += u64::from(decision.traced);
        counts.evidenced += u64::from(decision.evidenced);
        if decision.reviewed {
            counts.reviewed += 1;
            counts.agreed += u64::from(decision.agreed == Some(true));
            counts.no_verdict += u64::from(decision.agreed.is_none());
            counts.reversed += u64::from(decision.reversed);
        } else {
            counts.reversed_unreviewed += u64::from(decision.reversed);
        }
    }
    counts
}

/// A share with Wilson's 95% interval; none of nothing.
pub(super) fn bounded(part: u64, of: u64) -> Option<Bounded> {
    if of == 0 {
        return None;
    }
    let share = part as f64 / of as f64;
    let (low, high) = stats::wilson(share, of as f64);
    Some(Bounded { share, low, high })
}

/// The last window against the whole: flagged where the share of all lies outside the window's interval.
fn drift(window: Counts, whole: Counts) -> Drift {
    let shares =
        |counts: Counts| (bounded(counts.agreed, counts.reviewed), bounded(counts.reversed, counts.reviewed));
    let ((Some(agreed), Some(reversed)), (Some(agreed_all), Some(reversed_all))) =
        (shares(window), shares(whole))
    else {
        let says = "nothing was reviewed in the window".to_owned();
        return Drift { agreement: None, reversals: None, flagged: None, says };
    };
    if window.reviewed == whole.reviewed {
        let says = "the window holds every reviewed decision, so there is nothing to compare with".to_owned();
        return Drift { agreement: Some(0.0), reversals: Some(0.0), flagged: None, says };
    }
    let outside = |bounded: Bounded, all: f64| all < bounded.low || all > bounded.high;
    let agreement = outside(agreed, agreed_all.share);
    let reversals = outside(reversed, reversed_all.share);
    let side = |now: f64, all: f64| if now < all { "lower" } else { "higher" };
    let mut moved = Vec::new();
    if agreement {
        moved.push(format!("agreement is {}", side(agreed.share, agreed_all.share)));
    }
    if reversals {
        moved.push(format!("reversals are {}", side(reversed.share, reversed_all.share)));
    }
    Drift {
        agreement: Some(agreed.share - agreed_all.share),
        reversals: Some(reversed.share - reversed_all.share),
        flagged: Some(agreement || reversals),
        says: if moved.is_empty() {
            "no change beyond chance against all decisions".to_owned()
        } else {
            format!("{} in the last window than over all decisions, beyond chance", moved.join(" and "))
        },
    }
}

fn review(inside: &[&Decision], counts: Counts, rules: &AutonomyRules) -> ReviewTime {
    let mut times: Vec<f32> = inside.iter().filter_map(|decision| decision.review_seconds).collect();
    times.sort_by(f32::total_cmp);
    let median = median(&times);
    let rule = &rules.rubber_stamp;
    let known = times.len() as u64;
    let (rubber_stamp, says) = match (median, bounded(counts.agreed, counts.reviewed)) {
        _ if counts.reviewed < rule.reviewed => {
            (None, format!("fewer than {} reviewed decisions", rule.reviewed))
        }
        (Some(median), Some(agreed)) if known * 2 >= counts.reviewed => {
            let flagged = agreed.share >= rule.agreement && median < rule.median_seconds;
            let says = if flagged {
                format!(
                    "half of the reviews took less than {median:.1} s and nearly all agreed: read them, or the agreement proves nothing"
                )
            } else {
                "review times leave room for reading".to_owned()
            };
            (
                Some(flagged),
                if flagged || median >= rule.median_seconds {
                    says
                } else {
                    "reviews are short, but not all agree".to_owned()
                },
            )
        }
        _ => (None, "review times are known for fewer than half of the reviewed decisions".to_owned()),
    };
    ReviewTime { known, median, rubber_stamp, says }
}

/// The middle value, or the mean of the two in the middle.
fn median(sorted: &[f32]) -> Option<f64> {
    let middle = sorted.len() / 2;
    let upper = f64::from(*sorted.get(middle)?);
    Some(if sorted.len() % 2 == 1 { upper } else { (f64::from(sorted[middle - 1]) + upper) / 2.0 })
}

/// One record an agent: its actions added up, and the lowest level that any of them earns.
fn agents(actions: &[ActionRecord], standing: &BTreeMap<String, AgentStanding>) -> Vec<AgentRecord> {
    let mut agents: Vec<AgentRecord> = Vec::new();
    for action in actions {
        let known = agents.last_mut().filter(|record| record.agent == action.agent);
        match known {
            Some(record) => {
                add(&mut record.window, action.window);
                record.earned = record.earned.min(action.earned);
            }
            None => agents.push(AgentRecord {
                agent: action.agent.clone(),
                window: action.window,
                earned: action.earned,
                present: standing.get(&action.agent).map(|standing| standing.level),
            }),
        }
    }
    agents
}

fn add(sum: &mut Counts, more: Counts) {
    sum.runs += more.runs;
    sum.reviewed += more.reviewed;
    sum.agreed += more.agreed;
    sum.no_verdict += more.no_verdict;
    sum.reversed += more.reversed;
    sum.reversed_unreviewed += more.reversed_unreviewed;
    sum.traced += more.traced;
    sum.evidenced += more.evidenced;
}

/// The levels in words for tests and messages of this stage.
pub(super) fn is_acting(level: Autonomy) -> bool {
    level > Autonomy::Assisted
}
