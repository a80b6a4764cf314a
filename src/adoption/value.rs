//! Measured outcomes beside perceived value -> [`ValueFound`].

use crate::model::adoption::{AiFacts, Measured, PerceivedValue};
use crate::model::instrument::AdoptionRules;
use crate::model::uptake::{MeasuredFound, Moved, ValueFound};

/// Sets the measured outcomes beside the perceived value. They disagree where value is seen as good and most outcomes did
/// not get better, or as some or none and most did; of too few outcomes nothing is said. No cause is claimed.
pub(super) fn value(rules: &AdoptionRules, facts: &AiFacts) -> ValueFound {
    let outcomes: Vec<MeasuredFound> =
        facts.measured.iter().map(|measured| found(rules, measured.clone())).collect();
    let comparable = outcomes.iter().filter(|found| found.moved != Moved::NotComparable).count();
    let better = outcomes.iter().filter(|found| found.moved == Moved::Better).count();
    let worse = outcomes.iter().filter(|found| found.moved == Moved::Worse).count();
    let (disagree, says) = match facts.value {
        _ if comparable < rules.outcomes_needed => (
            None,
            format!(
                "{comparable} of the outcomes named have comparable measurements before and after; {} are needed to set them beside what is perceived",
                rules.outcomes_needed
            ),
        ),
        None => (
            None,
            format!(
                "{better} of {comparable} measured outcomes got better and {worse} got worse; how AI is valued as a whole was not answered"
            ),
        ),
        Some(value) => {
            let high = matches!(value, PerceivedValue::Good | PerceivedValue::Excellent);
            let most = 2 * better > comparable;
            let moved =
                format!("{better} of {comparable} measured outcomes got better and {worse} got worse");
            let says = match (high, most) {
                (true, false) => format!(
                    "value is seen as {}, but only {moved}: look at the figures before the next purchase",
                    value.word()
                ),
                (false, true) => format!(
                    "value is seen as {}, yet {moved}: ask the analysts what the figures miss",
                    value.word()
                ),
                _ => format!(
                    "value is seen as {}, and {moved}: the two do not contradict one another",
                    value.word()
                ),
            };
            (Some(high != most), says)
        }
    };
    ValueFound { outcomes, disagree, says }
}

fn found(rules: &AdoptionRules, measured: Measured) -> MeasuredFound {
    let not = |reason: &str, measured| MeasuredFound {
        measured,
        moved: Moved::NotComparable,
        change: None,
        reason: Some(reason.to_owned()),
    };
    let (before, after) = match (measured.before, measured.after) {
        (Some(before), Some(after)) => (before, after),
        (None, Some(_)) => return not("nothing was measured before", measured),
        (Some(_), None) => return not("nothing was measured after", measured),
        (None, None) => return not("nothing was measured", measured),
    };
    if let (Some(first), Some(second)) = (before.on, after.on)
        && second <= first
    {
        return not("the second measurement is not later than the first", measured);
    }
    let difference = after.value - before.value;
    let change = (before.value > 0.0).then(|| difference / before.value);
    // from 0 any rise counts in full
    let large =
        change.map_or(difference > 0.0, |change| change.abs() * 100.0 + 1e-9 >= rules.outcome_change as f64);
    let moved = if !large {
        Moved::Same
    } else if (difference > 0.0) == measured.metric.more_is_better() {
        Moved::Better
    } else {
        Moved::Worse
    };
    MeasuredFound { measured, moved, change, reason: None }
}
