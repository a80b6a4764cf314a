//! One row of text fields -> one decision, or the reason why it is none.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::model::autonomy::{Decision, DecisionLog, Malformed};
use crate::model::date;

/// The text of each field, in the order of [`super::FIELDS`]; empty where absent.
pub(super) type Fields<'a> = [&'a str; 10];

/// Different agents and actions that one file may name: more is no log of decisions.
pub(super) const MOST_GROUPS: usize = 10_000;

/// Collects rows into a log.
#[derive(Default)]
pub(super) struct Collector {
    groups: HashMap<(String, String), usize>,
    decisions: Vec<Vec<Decision>>,
    /// Hashes of whole rows that carry a trace id.
    seen: HashSet<u64>,
    malformed: BTreeMap<String, Malformed>,
    rows: u64,
    repeated: u64,
    too_many: bool,
    /// The group of the row before: logs often stay with one agent.
    last: Option<((String, String), usize)>,
}

impl Collector {
    pub(super) fn row(&mut self, line: u64, fields: &Fields<'_>) {
        self.rows += 1;
        match decision(fields) {
            Ok(decision) => {
                if decision.traced {
                    let mut hasher = DefaultHasher::new();
                    fields.hash(&mut hasher);
                    if !self.seen.insert(hasher.finish()) {
                        self.repeated += 1;
                        return;
                    }
                }
                match self.group(fields[0].trim(), fields[1].trim()) {
                    Some(group) => self.decisions[group].push(decision),
                    None => self.too_many = true,
                }
            }
            Err(reason) => self.bad(line, reason),
        }
    }

    /// Several rows that became one.
    pub(super) fn lost(&mut self, line: u64, reason: String, rows: u64) {
        self.unreadable(line, reason.clone());
        self.rows += rows - 1;
        if let Some(entry) = self.malformed.get_mut(&reason) {
            entry.count += rows - 1;
        }
    }

    /// Whether the file names more agents and actions than a log of decisions can.
    pub(super) fn too_many(&self) -> bool {
        self.too_many
    }

    /// A row that never came as far as its fields.
    pub(super) fn unreadable(&mut self, line: u64, reason: String) {
        self.rows += 1;
        self.bad(line, reason);
    }

    fn bad(&mut self, line: u64, reason: String) {
        let entry = self.malformed.entry(reason.clone()).or_insert_with(|| Malformed {
            reason,
            count: 0,
            lines: Vec::new(),
        });
        entry.count += 1;
        if entry.lines.len() < 5 {
            entry.lines.push(line);
        }
    }

    fn group(&mut self, agent: &str, action: &str) -> Option<usize> {
        if let Some(((a, b), group)) = &self.last
            && a == agent
            && b == action
        {
            return Some(*group);
        }
        let key = (agent.to_owned(), action.to_owned());
        let next = self.decisions.len();
        let group = match self.groups.get(&key) {
            Some(group) => *group,
            None if next >= MOST_GROUPS => return None,
            None => {
                self.groups.insert(key.clone(), next);
                self.decisions.push(Vec::new());
                next
            }
        };
        self.last = Some((key, group));
        Some(group)
    }

    pub(super) fn finish(mut self, absent: Vec<&'static str>) -> DecisionLog {
        let mut groups = BTreeMap::new();
        for (key, group) in self.groups {
            groups.insert(key, std::mem::take(&mut self.decisions[group]));
        }
        DecisionLog {
            groups,
            rows: self.rows,
            repeated: self.repeated,
            malformed: self.malformed.into_values().collect(),
            absent,
        }
    }
}

fn decision(fields: &Fields<'_>) -> Result<Decision, String> {
    let [agent, action, time, reviewed, agreed, overridden, reversed, seconds, trace, evidence] = *fields;
    if agent.trim().is_empty() {
        return Err("no agent is named".to_owned());
    }
    if action.trim().is_empty() {
        return Err("no action is named".to_owned());
    }
    let time = match time.trim() {
        "" => return Err("no time is given".to_owned()),
        text => {
            date::moment(text).ok_or("the time is none that can be read, such as 2026-03-12T09:30:00Z")?
        }
    };
    let reviewed = yes_or_no(reviewed, "reviewed")?.unwrap_or(false);
    let agreed = yes_or_no(agreed, "agreed")?;
    let overridden = yes_or_no(overridden, "overridden")?;
    let reversed = yes_or_no(reversed, "reversed")?.unwrap_or(false);
    let review_seconds = match seconds.trim() {
        "" => None,
        text => match text.parse::<f32>() {
            Ok(seconds) if seconds.is_finite() && seconds >= 0.0 => Some(seconds),
            _ => return Err("`review_seconds` is no number of seconds".to_owned()),
        },
    };
    let verdict = match (agreed, overridden) {
        (Some(agreed), Some(overridden)) if agreed == overridden => {
            let both = if agreed { "both agreed and overridden" } else { "neither agreed nor overridden" };
            // `false` in both columns is how many logs write a row that nobody reviewed
            if agreed || reviewed {
                return Err(format!("it is {both}"));
            }
            None
        }
        (Some(agreed), _) => Some(agreed),
        (None, overridden) => overridden.map(|overridden| !overridden),
    };
    if !reviewed && (agreed == Some(true) || overridden == Some(true)) {
        return Err("it has a verdict but was not reviewed".to_owned());
    }
    Ok(Decision {
        time,
        reviewed,
        agreed: verdict.filter(|_| reviewed),
        reversed,
        review_seconds: review_seconds.filter(|_| reviewed),
        traced: !trace.trim().is_empty(),
        evidenced: !evidence.trim().is_empty(),
    })
}

/// Nothing where the field is empty.
fn yes_or_no(text: &str, field: &'static str) -> Result<Option<bool>, String> {
    let text = text.trim();
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if text.is_empty() || is(&["null"]) {
        Ok(None)
    } else if is(&["true", "1", "yes", "t", "y"]) {
        Ok(Some(true))
    } else if is(&["false", "0", "no", "f", "n"]) {
        Ok(Some(false))
    } else {
        Err(format!("`{field}` is neither true nor false"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(fields: Fields<'_>) -> Result<Decision, String> {
        decision(&fields)
    }

    #[test]
    fn a_verdict_comes_from_either_column() {
        let of = |agreed, overridden| {
            read(["a", "b", "2026-03-12", "yes", agreed, overridden, "", "", "", ""])
                .map(|decision| decision.agreed)
        };
        assert_eq!(of("true", ""), Ok(Some(true)));
        assert_eq!(of("", "1"), Ok(Some(false)));
        assert_eq!(of("", ""), Ok(None));
        assert_eq!(of("no", "yes"), Ok(Some(false)));
        assert_eq!(of("yes", "yes"), Err("it is both agreed and overridden".to_owned()));
        assert_eq!(of("0", "0"), Err("it is neither agreed nor overridden".to_owned()));
    }

    #[test]
    fn what_nobody_reviewed_has_no_verdict() {
        let of = |agreed| read(["a", "b", "2026-03-12", "0", agreed, "0", "1", "3", "t", "e"]);
        let decision = of("0").expect("a decision");
        assert!(!decision.reviewed && decision.reversed && decision.traced && decision.evidenced);
        assert_eq!((decision.agreed, decision.review_seconds), (None, None));
        assert_eq!(of("1"), Err("it has a verdict but was not reviewed".to_owned()));
    }

    #[test]
    fn repeats_are_counted_once_where_a_trace_id_tells_them_apart() {
        let mut collector = Collector::default();
        let traced = ["a", "b", "2026-03-12", "1", "1", "", "", "", "t1", ""];
        let untraced = ["a", "b", "2026-03-12", "1", "1", "", "", "", "", ""];
        for fields in [&traced, &traced, &untraced, &untraced] {
            collector.row(2, fields);
        }
        collector.row(9, &["", "b", "2026-03-12", "", "", "", "", "", "", ""]);
        let log = collector.finish(Vec::new());
        assert_eq!((log.rows, log.repeated), (5, 1));
        assert_eq!(log.groups[&("a".to_owned(), "b".to_owned())].len(), 3);
        assert_eq!(log.malformed[0].lines, [9]);
    }
}
