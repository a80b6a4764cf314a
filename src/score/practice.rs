//! Where a SOC stands against a practice.

use crate::model::assessment::Assessment;
use crate::model::instrument::Instrument;
use crate::model::practice::{Practice, Raise};
use crate::model::practice_standing::{PracticeStanding, RaiseState, Size};
use crate::model::score::ItemPart;

use super::default::aspect_score;

/// A practice beside the answers; `all` are the practices among which it finds those that come before.
#[must_use]
pub fn practice(
    practice: &Practice,
    all: &[Practice],
    instruments: &[Instrument],
    assessment: &Assessment,
) -> PracticeStanding {
    let level = |item: &str| part(item, instruments, assessment);
    let state_of = |raise: &Raise| state(raise, level(&raise.item));
    let after = practice.after.iter().map(|id| {
        let found = all.iter().find(|other| other.id == *id);
        let title = found.map(|other| other.title.clone()).unwrap_or_default();
        let is_there = found.is_some_and(|other| {
            let states: Vec<RaiseState> = other.raises.iter().map(state_of).collect();
            states.iter().any(|state| matches!(state, RaiseState::Reached { .. }))
                && states
                    .iter()
                    .all(|state| matches!(state, RaiseState::Reached { .. } | RaiseState::NotCounted))
        });
        (id.clone(), title, is_there)
    });
    PracticeStanding {
        raises: practice.raises.iter().map(|raise| (raise.clone(), state_of(raise))).collect(),
        after: after.collect(),
        thresholds: practice
            .thresholds
            .iter()
            .map(|threshold| {
                let answered = match level(&threshold.item) {
                    Some(ItemPart::Counted { level, .. }) => Some(level),
                    _ => None,
                };
                (threshold.clone(), answered)
            })
            .collect(),
        size: assessment.soc.size_fte.as_deref().and_then(Size::of),
        practice: practice.clone(),
    }
}

/// What an item contributes; `None` where no questionnaire asks it.
fn part(item: &str, instruments: &[Instrument], assessment: &Assessment) -> Option<ItemPart> {
    instruments.iter().find_map(|instrument| {
        instrument.domains.iter().find_map(|domain| {
            let aspect =
                domain.aspects.iter().find(|aspect| aspect.items.iter().any(|own| own.id == item))?;
            let score = aspect_score(aspect, assessment, assessment.exclude.contains(&domain.id));
            score.items.into_iter().find(|standing| standing.id == item).map(|standing| standing.part)
        })
    })
}

/// An open question counts as 1, which is said.
fn state(raise: &Raise, part: Option<ItemPart>) -> RaiseState {
    let (level, assumed) = match part {
        Some(ItemPart::Counted { level, .. }) => (level, false),
        Some(ItemPart::Unanswered { .. }) => (1, true),
        _ => return RaiseState::NotCounted,
    };
    if level >= raise.to {
        RaiseState::Reached { level }
    } else if level >= raise.from {
        RaiseState::Open { level, assumed }
    } else {
        RaiseState::NotYet { level, assumed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raise_is_open_from_its_start_to_below_its_end() {
        let raise = Raise { item: "a".to_owned(), from: 2, to: 4 };
        let at = |level| state(&raise, Some(ItemPart::Counted { level, half_weight: 2 }));
        assert_eq!(at(1), RaiseState::NotYet { level: 1, assumed: false });
        assert_eq!(at(2), RaiseState::Open { level: 2, assumed: false });
        assert_eq!(at(3), RaiseState::Open { level: 3, assumed: false });
        assert_eq!(at(4), RaiseState::Reached { level: 4 });
        let open = Some(ItemPart::Unanswered { half_weight: 2 });
        assert_eq!(state(&raise, open), RaiseState::NotYet { level: 1, assumed: true });
        for part in
            [None, Some(ItemPart::NotApplicable), Some(ItemPart::OutOfScope), Some(ItemPart::WeightNone)]
        {
            assert_eq!(state(&raise, part), RaiseState::NotCounted);
        }
    }
}
