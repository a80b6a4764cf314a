//! AI tools side by side: answers -> scores, reading, and what each changes between the stages.

use std::collections::BTreeSet;

use crate::model::adoption::Stage;
use crate::model::assessment::Assessment;
use crate::model::instrument::Instrument;
use crate::model::readiness::Verdict;
use crate::model::score::{AspectScore, Exact, ItemPart, Score};
use crate::model::tools::{
    After, Criterion, DECIDING, Offer, Offers, PairFound, PairNow, Reading, SECURITY, THRESHOLD, ToolFound,
    ToolsReport,
};
use crate::model::wiring::{State, Wiring};
use crate::score;
use crate::wiring::facts::{self, Standing};

/// What is known beside the file of tools.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around<'a> {
    pub wiring: Option<&'a Wiring>,
    /// AI interfaces that an analyst faces in a shift today.
    pub interfaces: Option<u32>,
}

/// Compares the tools on a questionnaire that has the aspects of [`DECIDING`] and [`SECURITY`].
#[must_use]
pub fn tools(offers: &Offers, instrument: &Instrument, around: Around<'_>) -> ToolsReport {
    let wiring = around.wiring.filter(|wiring| wiring.handoffs.is_some());
    ToolsReport {
        soc_id: offers.soc_id.clone(),
        soc_name: offers.soc_name.clone(),
        instrument: instrument.clone(),
        has_wiring: wiring.is_some(),
        interfaces_today: around.interfaces,
        tools: offers.tools.iter().map(|offer| found(offer, instrument, wiring, around.interfaces)).collect(),
    }
}

fn found(
    offer: &Offer,
    instrument: &Instrument,
    wiring: Option<&Wiring>,
    interfaces: Option<u32>,
) -> ToolFound {
    // the same formula as for a SOC: a tool's answers are an assessment of nothing else
    let answers = Assessment { answers: offer.answers.clone(), ..Assessment::default() };
    let card = score::score(instrument, &answers);
    let aspects: Vec<&AspectScore> = card.domains.iter().flat_map(|domain| &domain.aspects).collect();
    let of = |id: &str| criterion(id, aspects.iter().find(|aspect| aspect.id == id).copied());
    let deciding: Vec<Criterion> = DECIDING.iter().map(|id| of(id)).collect();
    let parts = || aspects.iter().flat_map(|aspect| &aspect.items);
    let missing: Vec<String> = parts()
        .filter(|item| matches!(item.part, ItemPart::Unanswered { .. }))
        .map(|item| item.id.clone())
        .collect();
    let counted = parts().filter(|item| matches!(item.part, ItemPart::Counted { .. })).count();
    let (reading, reasons) = reading(&deciding);
    let pair =
        |from, to, by: Option<&String>| PairFound { from, to, by: by.cloned(), now: now(wiring, from, to) };
    ToolFound {
        security: of(SECURITY),
        asked: counted + missing.len(),
        missing,
        reading,
        reasons,
        added: offer
            .handoffs_added
            .iter()
            .flatten()
            .map(|added| pair(added.from, added.to, added.by.as_ref()))
            .collect(),
        removed: offer.handoffs_removed.iter().flatten().map(|(from, to)| pair(*from, *to, None)).collect(),
        unconnected: wiring.and_then(|wiring| unconnected(offer, wiring)),
        interfaces_after: after(offer, interfaces),
        deciding,
        offer: offer.clone(),
    }
}

/// Held against the threshold as it is shown, in two decimals. Open questions leave it unknown where they could decide.
fn criterion(id: &str, aspect: Option<&AspectScore>) -> Criterion {
    let score = aspect.and_then(|aspect| aspect.maturity.clone());
    let bound = |pick: fn(&Score) -> &Option<Exact>| score.as_ref().and_then(|score| pick(score).as_ref());
    let reaches = |exact: &Exact| exact.rounded() >= THRESHOLD;
    let verdict = match (bound(|score| &score.low), bound(|score| &score.high)) {
        (Some(low), _) if reaches(low) => Verdict::Met,
        (_, Some(high)) if !reaches(high) => Verdict::Unmet,
        _ => Verdict::Unknown,
    };
    let open = aspect
        .iter()
        .flat_map(|aspect| &aspect.items)
        .filter(|item| matches!(item.part, ItemPart::Unanswered { .. }))
        .map(|item| item.id.clone())
        .collect();
    Criterion {
        aspect: id.to_owned(),
        name: aspect.map_or_else(|| id.to_owned(), |aspect| aspect.name.clone()),
        score,
        verdict,
        open,
    }
}

/// Second wave only where all three reach the threshold whatever is still open; first where one cannot reach it.
fn reading(deciding: &[Criterion]) -> (Reading, Vec<String>) {
    let shown = |criterion: &Criterion| {
        let score = criterion.score.as_ref().and_then(Score::rounded);
        score.map_or_else(|| "not scored".to_owned(), |score| score.to_string())
    };
    let these = |verdict: Verdict| deciding.iter().filter(move |criterion| criterion.verdict == verdict);
    let unmet: Vec<String> = these(Verdict::Unmet)
        .map(|criterion| {
            let high = criterion.score.as_ref().and_then(|score| score.high.as_ref()).map(Exact::rounded);
            match high.filter(|_| !criterion.open.is_empty()) {
                Some(high) => {
                    format!("{} can reach {high} at most, below {THRESHOLD}", criterion.name)
                }
                None => format!("{} is at {}, below {THRESHOLD}", criterion.name, shown(criterion)),
            }
        })
        .collect();
    if !unmet.is_empty() {
        return (Reading::First, unmet);
    }
    let unknown: Vec<String> = these(Verdict::Unknown)
        .map(|criterion| match &criterion.open[..] {
            [] => format!("{} has no score: nothing in it counts", criterion.name),
            _ if criterion.score.as_ref().is_none_or(|score| score.value.is_none()) => {
                format!("{} is not answered", criterion.name)
            }
            open => {
                let open: Vec<String> = open.iter().map(|id| format!("`{id}`")).collect();
                let verb = if open.len() == 1 { "is" } else { "are" };
                format!(
                    "{} could end above or below {THRESHOLD}: {} {verb} open",
                    criterion.name,
                    open.join(", ")
                )
            }
        })
        .collect();
    if !unknown.is_empty() {
        return (Reading::Unknown, unknown);
    }
    let all: Vec<String> =
        deciding.iter().map(|criterion| format!("{} is at {}", criterion.name, shown(criterion))).collect();
    (Reading::Second, vec![format!("{}: none below {THRESHOLD}", all.join(", "))])
}

fn now(wiring: Option<&Wiring>, from: Stage, to: Stage) -> PairNow {
    match wiring.and_then(|wiring| facts::handoff_standing(wiring, from, to)) {
        None => PairNow::NotKnown,
        Some(Standing::Absent) => PairNow::Absent,
        Some(Standing::At(state)) => PairNow::At(state),
    }
}

/// Stages of the tool that would not be joined with any other. Two stages inside one tool count only as far as a hand-off
/// between them is listed.
fn unconnected(offer: &Offer, wiring: &Wiring) -> Option<Vec<Stage>> {
    let (stages, added) = (offer.stages.as_ref()?, offer.handoffs_added.as_ref()?);
    let removed = offer.handoffs_removed.as_ref()?;
    let live = wiring.handoffs.iter().flatten().filter(|handoff| handoff.state >= State::Wired);
    let joined: BTreeSet<(Stage, Stage)> = live
        .map(|handoff| (handoff.from, handoff.to))
        .filter(|pair| !removed.contains(pair))
        .chain(added.iter().map(|added| (added.from, added.to)))
        .collect();
    let alone =
        |stage: &&Stage| !joined.iter().any(|(from, to)| from != to && (from == *stage || to == *stage));
    Some(stages.iter().filter(alone).copied().collect())
}

fn after(offer: &Offer, today: Option<u32>) -> After {
    let (Some(today), Some(adds), Some(removes)) = (today, offer.interfaces_added, offer.interfaces_removed)
    else {
        return After::NotKnown;
    };
    // what it removes was there before it came
    today.checked_sub(removes).map_or(After::Impossible, |rest| After::So(rest.saturating_add(adds)))
}

#[cfg(test)]
mod tests;
