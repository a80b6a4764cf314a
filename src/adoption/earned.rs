//! Which level a record covers, what the next one still needs, and what follows for the present one.

use crate::model::adoption::Autonomy;
use crate::model::autonomy::{AgentStanding, Counts, LevelRule, Verdict};
use crate::model::date::Date;
use crate::stats;

use super::autonomy::{Window, bounded, is_acting};

/// The highest level of which every condition holds, and those of every level below it; with what the next one lacks.
pub(super) fn level(levels: &[LevelRule], counts: Counts) -> (Autonomy, Vec<String>) {
    let mut earned = Autonomy::Assisted;
    for rule in levels {
        let lacks = lacks(rule, counts);
        if !lacks.is_empty() {
            return (earned, lacks);
        }
        earned = rule.level;
    }
    (earned, Vec::new())
}

/// Every condition of one level that does not hold, in words.
fn lacks(rule: &LevelRule, counts: Counts) -> Vec<String> {
    let mut lacks = Vec::new();
    if counts.reviewed < rule.reviewed {
        lacks.push(format!(
            "{} more reviewed decisions in the window ({} of {})",
            rule.reviewed - counts.reviewed,
            counts.reviewed,
            rule.reviewed
        ));
    }
    let Some(agreed) = bounded(counts.agreed, counts.reviewed) else { return lacks };
    if agreed.low < rule.agreement_low {
        let reach = most_needed(|n| stats::wilson(agreed.share, n).0 >= rule.agreement_low, counts.reviewed);
        lacks.push(format!(
            "agreement: the lower bound is {}, {} is needed; {}",
            percent(agreed.low),
            percent(rule.agreement_low),
            match reach {
                Some(n) =>
                    format!("at today's {} that takes about {n} reviewed decisions", percent(agreed.share)),
                None => format!("at today's {} no number of reviews reaches it", percent(agreed.share)),
            }
        ));
    }
    if let Some(most) = rule.reversed {
        // in ten-thousandths, so that no binary fraction decides
        if counts.reversed * 10_000 > most * counts.reviewed {
            lacks.push(format!(
                "reversals: {} of {} reviewed, at most {} may be",
                counts.reversed,
                counts.reviewed,
                percent(most as f64 / 10_000.0)
            ));
        }
        let all = counts.reversed + counts.reversed_unreviewed;
        if counts.reversed_unreviewed > 0 && all * 10_000 > most * counts.runs {
            lacks.push(format!(
                "reversals outside the reviewed sample: {all} of {} runs were undone in all, at most {} may be",
                counts.runs,
                percent(most as f64 / 10_000.0)
            ));
        }
    }
    if let (Some(most), Some(reversed)) = (rule.reversed_high, bounded(counts.reversed, counts.reviewed))
        && reversed.high > most
    {
        let reach = most_needed(|n| stats::wilson(reversed.share, n).1 <= most, counts.reviewed);
        lacks.push(format!(
            "reversals: the upper bound is {}, at most {} may be; {}",
            percent(reversed.high),
            percent(most),
            match reach {
                Some(n) =>
                    format!("at today's {} that takes about {n} reviewed decisions", percent(reversed.share)),
                None => format!("at today's {} no number of reviews reaches it", percent(reversed.share)),
            }
        ));
    }
    lacks
}

/// The least number of reviewed decisions from which a bound holds at the same share; none where none up to a million does.
fn most_needed(holds: impl Fn(f64) -> bool, from: u64) -> Option<u64> {
    let (mut low, mut high) = (from.max(1), 1_000_000_u64);
    if !holds(high as f64) {
        return None;
    }
    // the bounds close in with n, so the first that holds is found by halving
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle as f64) { high = middle } else { low = middle + 1 }
    }
    Some(low)
}

/// What follows for the present level.
pub(super) struct Outcome {
    pub verdict: Verdict,
    pub next: Autonomy,
    pub reasons: Vec<String>,
}

/// Demoted at once where the record does not cover the present level; promoted one level, and only after a full window
/// since the last promotion.
pub(super) fn verdict(
    earned: Autonomy,
    counts: &Counts,
    levels: &[LevelRule],
    standing: Option<&AgentStanding>,
    window: Window,
    first: i64,
) -> Outcome {
    let Some(standing) = standing else {
        return Outcome { verdict: Verdict::NotCompared, next: earned, reasons: Vec::new() };
    };
    let present = standing.level;
    if earned < present && is_acting(present) {
        let mut reasons: Vec<String> = levels
            .iter()
            .filter(|rule| rule.level <= present)
            .map(|rule| (rule.level, lacks(rule, *counts)))
            .filter(|(_, lacks)| !lacks.is_empty())
            .flat_map(|(level, lacks)| {
                lacks.into_iter().map(move |lack| format!("{} needs {lack}", name(level)))
            })
            .collect();
        if counts.runs == 0 {
            reasons.insert(0, "no decision lies in the window".to_owned());
        }
        return Outcome { verdict: Verdict::Demoted, next: earned, reasons };
    }
    if earned <= present {
        return Outcome { verdict: Verdict::Kept, next: present, reasons: Vec::new() };
    }
    let since = standing.promoted.map(Date::last_moment);
    let full = match since {
        Some(promoted) => promoted < window.start,
        None => first <= window.start + crate::model::date::DAY,
    };
    if !full {
        let reason = match standing.promoted {
            Some(date) => format!(
                "the record would carry {}, but a full window of {} days has not passed since the promotion on {date}",
                name(earned),
                window.days
            ),
            None => format!(
                "the record would carry {}, but it does not reach back a full window of {} days",
                name(earned),
                window.days
            ),
        };
        return Outcome { verdict: Verdict::Kept, next: present, reasons: vec![reason] };
    }
    let next = levels.iter().map(|rule| rule.level).find(|level| *level > present).unwrap_or(earned);
    let reasons = if next < earned {
        vec![format!("the record would carry {}; one level is given at a time", name(earned))]
    } else {
        Vec::new()
    };
    Outcome { verdict: Verdict::Promoted, next, reasons }
}

/// A level in running text.
pub(super) fn name(level: Autonomy) -> String {
    level.word().replace('_', " ")
}

/// Two decimals where they are needed: bounds are compared with limits such as 0.2%.
fn percent(share: f64) -> String {
    let text = format!("{:.2}", share * 100.0);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn levels() -> Vec<LevelRule> {
        crate::load::autonomy::builtin().levels
    }

    fn counts(reviewed: u64, agreed: u64, reversed: u64) -> Counts {
        Counts { runs: reviewed, reviewed, agreed, reversed, ..Counts::default() }
    }

    fn earned(reviewed: u64, agreed: u64, reversed: u64) -> Autonomy {
        level(&levels(), counts(reviewed, agreed, reversed)).0
    }

    #[test]
    fn levels_are_earned_by_count_and_bound() {
        // Wilson's lower bound of 30 of 30 is 30 / (30 + 3.8415) = 0.8865; of 28 of 30 it is 0.787, under 0.80
        assert_eq!(earned(29, 29, 0), Autonomy::Assisted);
        assert_eq!(earned(30, 30, 0), Autonomy::InTheLoop);
        assert_eq!(earned(30, 28, 0), Autonomy::Assisted);
        // 100 of 100: 100 / 103.8415 = 0.963; 0 reversed: upper bound 3.8415 / 103.8415 = 0.037
        assert_eq!(earned(100, 100, 0), Autonomy::OnTheLoop);
        // one reversal in 100 is 1%, but its upper bound is 5.4%
        assert_eq!(earned(100, 100, 1), Autonomy::InTheLoop);
        // 99 of 100: lower bound 0.9455, under 0.95
        assert_eq!(earned(100, 99, 0), Autonomy::InTheLoop);
        // 500 of 500: 500 / 503.8415 = 0.9924; upper bound of 0 reversals 0.0076
        assert_eq!(earned(500, 500, 0), Autonomy::Standing);
        // 1 in 500 is exactly 0.2%; its upper bound is 1.13%, above 1%
        assert_eq!(earned(500, 500, 1), Autonomy::OnTheLoop);
        // 2 in 1,000: exactly 0.2%, upper bound 0.73%
        assert_eq!(earned(1000, 1000, 2), Autonomy::Standing);
        assert_eq!(earned(1000, 1000, 3), Autonomy::OnTheLoop);
        assert_eq!(earned(0, 0, 0), Autonomy::Assisted);
    }

    #[test]
    fn what_is_missing_says_how_many_reviews_it_takes() {
        let (earned, missing) = level(&levels(), counts(60, 60, 0));
        assert_eq!(earned, Autonomy::InTheLoop);
        // n / (n + 3.8415) >= 0.95 from n = 73; 3.8415 / (n + 3.8415) <= 0.05 from the same
        assert_eq!(
            missing,
            [
                "40 more reviewed decisions in the window (60 of 100)",
                "agreement: the lower bound is 93.98%, 95% is needed; at today's 100% that takes about 73 reviewed decisions",
                "reversals: the upper bound is 6.02%, at most 5% may be; at today's 0% that takes about 73 reviewed decisions",
            ]
        );
        let (_, missing) = level(&levels(), counts(200, 180, 0));
        assert!(missing[0].contains("no number of reviews reaches it"), "{missing:?}");
    }

    #[test]
    fn reversals_outside_the_sample_hold_a_level_back() {
        let mut sampled = counts(500, 500, 0);
        sampled.runs = 2000;
        assert_eq!(level(&levels(), sampled).0, Autonomy::Standing);
        // 4 of 2,000 are 0.2%, 5 are more
        sampled.reversed_unreviewed = 4;
        assert_eq!(level(&levels(), sampled).0, Autonomy::Standing);
        sampled.reversed_unreviewed = 5;
        assert_eq!(level(&levels(), sampled).0, Autonomy::OnTheLoop);
    }

    fn decided(present: Autonomy, promoted: Option<&str>, counts: Counts, first: i64) -> Outcome {
        let standing = AgentStanding { level: present, promoted: promoted.and_then(Date::parse) };
        let end = Date::parse("2026-10-31").expect("a day").last_moment();
        let window = Window { start: end - 90 * crate::model::date::DAY + 1, end, days: 90 };
        verdict(level(&levels(), counts).0, &counts, &levels(), Some(&standing), window, first)
    }

    #[test]
    fn promotion_waits_for_a_full_window_and_goes_one_level_at_a_time() {
        let good = counts(500, 500, 0);
        // the window begins on 2026-08-03
        let outcome = decided(Autonomy::InTheLoop, Some("2026-08-02"), good, 0);
        assert_eq!((outcome.verdict, outcome.next), (Verdict::Promoted, Autonomy::OnTheLoop));
        let outcome = decided(Autonomy::InTheLoop, Some("2026-08-03"), good, 0);
        assert_eq!((outcome.verdict, outcome.next), (Verdict::Kept, Autonomy::InTheLoop));
        let young = Date::parse("2026-08-20").expect("a day").last_moment();
        assert_eq!(decided(Autonomy::Assisted, None, good, young).verdict, Verdict::Kept);
        assert_eq!(decided(Autonomy::Assisted, None, good, 0).verdict, Verdict::Promoted);
        assert_eq!(decided(Autonomy::Standing, None, good, 0).verdict, Verdict::Kept);
    }

    #[test]
    fn demotion_is_at_once_and_says_why() {
        let outcome = decided(Autonomy::OnTheLoop, Some("2026-10-30"), counts(200, 198, 5), 0);
        assert_eq!((outcome.verdict, outcome.next), (Verdict::Demoted, Autonomy::InTheLoop));
        assert!(
            outcome.reasons[0].starts_with("on the loop needs reversals: 5 of 200 reviewed"),
            "{:?}",
            outcome.reasons
        );
        let outcome = decided(Autonomy::Standing, None, counts(0, 0, 0), 0);
        assert_eq!((outcome.verdict, outcome.next), (Verdict::Demoted, Autonomy::Assisted));
        assert_eq!(outcome.reasons[0], "no decision lies in the window");
    }

    proptest! {
        #[test]
        fn one_more_reversal_or_disagreement_never_raises_a_level(reviewed in 1u64..2000, bad in 0u64..60, reversed in 0u64..30) {
            let bad = bad.min(reviewed);
            let reversed = reversed.min(reviewed);
            let now = earned(reviewed, reviewed - bad, reversed);
            if bad < reviewed {
                prop_assert!(earned(reviewed, reviewed - bad - 1, reversed) <= now);
            }
            if reversed < reviewed {
                prop_assert!(earned(reviewed, reviewed - bad, reversed + 1) <= now);
            }
        }

        #[test]
        fn the_number_of_reviews_named_is_the_first_that_does(reviewed in 1u64..400, bad in 0u64..5) {
            let share = (reviewed - bad.min(reviewed)) as f64 / reviewed as f64;
            if let Some(n) = most_needed(|n| stats::wilson(share, n).0 >= 0.95, 1) {
                prop_assert!(stats::wilson(share, n as f64).0 >= 0.95);
                prop_assert!(n == 1 || stats::wilson(share, (n - 1) as f64).0 < 0.95);
            }
        }
    }
}
