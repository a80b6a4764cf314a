//! A practice as JSON: one of the kinds of `socmark/explain/1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::practice::{Library, Practice};
use crate::model::practice_standing::{PracticeStanding, RaiseState, Raising, Size};

/// A practice that takes an item further.
#[derive(Serialize, JsonSchema)]
pub(super) struct RaisingOut {
    practice: String,
    title: String,
    from: u8,
    to: u8,
}

pub(super) fn raising(practices: &[Raising]) -> Vec<RaisingOut> {
    let row = |raising: &Raising| RaisingOut {
        practice: raising.practice.clone(),
        title: raising.title.clone(),
        from: raising.from,
        to: raising.to,
    };
    practices.iter().map(row).collect()
}

/// The sheet of a practice. What depends on the answers is null without a file.
#[derive(Serialize, JsonSchema)]
pub(super) struct SheetOut {
    id: String,
    instrument: String,
    /// The version of the practices of that questionnaire.
    version: Option<String>,
    title: String,
    summary: String,
    raises: Vec<RaiseOut>,
    needs: NeedsOut,
    effort: Vec<EffortOut>,
    because: String,
    weeks: u32,
    steps: Vec<String>,
    artefacts: Vec<ArtefactOut>,
    metrics: Vec<String>,
    pitfalls: Vec<String>,
    /// What a SOC of fewer than 10 people does differently.
    small: Option<String>,
    /// What a SOC of more than 50 people does differently.
    large: Option<String>,
    /// `small`, `middle` or `large`: the variant that the size of the SOC asks for.
    size: Option<&'static str>,
    reading: Vec<ReadingOut>,
}

#[derive(Serialize, JsonSchema)]
struct RaiseOut {
    item: String,
    from: u8,
    to: u8,
    /// `open`, `not_yet`, `reached` or `not_counted`.
    state: Option<&'static str>,
    /// The answer; 1 where it is assumed.
    level: Option<u8>,
    /// Whether nothing was answered.
    assumed: Option<bool>,
}

#[derive(Serialize, JsonSchema)]
struct NeedsOut {
    practices: Vec<AfterOut>,
    items: Vec<ThresholdOut>,
}

#[derive(Serialize, JsonSchema)]
struct AfterOut {
    id: String,
    /// Whether the answers show what it leads to.
    met: Option<bool>,
}

#[derive(Serialize, JsonSchema)]
struct ThresholdOut {
    item: String,
    level: u8,
    met: Option<bool>,
}

/// Person-days for a SOC of 10 to 20 people.
#[derive(Serialize, JsonSchema)]
struct EffortOut {
    role: &'static str,
    low: f64,
    likely: f64,
    high: f64,
}

#[derive(Serialize, JsonSchema)]
struct ArtefactOut {
    name: String,
    kind: &'static str,
    rules: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct ReadingOut {
    name: String,
    clause: Option<String>,
}

pub(super) fn sheet(
    practice: &Practice,
    library: Option<&Library>,
    standing: Option<&PracticeStanding>,
) -> SheetOut {
    let raises = practice.raises.iter().enumerate().map(|(at, raise)| {
        let state = standing.map(|standing| standing.raises[at].1);
        let (level, assumed) = match state {
            Some(RaiseState::Open { level, assumed } | RaiseState::NotYet { level, assumed }) => {
                (Some(level), Some(assumed))
            }
            Some(RaiseState::Reached { level }) => (Some(level), Some(false)),
            Some(RaiseState::NotCounted) | None => (None, None),
        };
        let (item, state) = (raise.item.clone(), state.map(RaiseState::word));
        RaiseOut { item, from: raise.from, to: raise.to, state, level, assumed }
    });
    let after = practice
        .after
        .iter()
        .enumerate()
        .map(|(at, id)| AfterOut { id: id.clone(), met: standing.map(|standing| standing.after[at].2) });
    let thresholds = practice.thresholds.iter().enumerate().map(|(at, threshold)| ThresholdOut {
        item: threshold.item.clone(),
        level: threshold.level,
        met: standing.map(|standing| standing.thresholds[at].1.is_some_and(|level| level >= threshold.level)),
    });
    SheetOut {
        id: practice.id.clone(),
        instrument: practice.instrument.clone(),
        version: library.map(|library| library.version.clone()),
        title: practice.title.clone(),
        summary: practice.summary.clone(),
        raises: raises.collect(),
        needs: NeedsOut { practices: after.collect(), items: thresholds.collect() },
        effort: practice
            .effort
            .iter()
            .map(|(role, days)| EffortOut {
                role: role.word(),
                low: days.low.to_f64(),
                likely: days.likely.to_f64(),
                high: days.high.to_f64(),
            })
            .collect(),
        because: practice.because.clone(),
        weeks: practice.weeks,
        steps: practice.steps.clone(),
        artefacts: practice
            .artefacts
            .iter()
            .map(|artefact| ArtefactOut {
                name: artefact.name.clone(),
                kind: artefact.kind.word(),
                rules: artefact.rules.clone(),
            })
            .collect(),
        metrics: practice.metrics.clone(),
        pitfalls: practice.pitfalls.clone(),
        small: practice.small.clone(),
        large: practice.large.clone(),
        size: standing.and_then(|standing| standing.size).map(|size| match size {
            Size::Small => "small",
            Size::Middle => "middle",
            Size::Large => "large",
        }),
        reading: practice
            .reading
            .iter()
            .map(|reading| ReadingOut { name: reading.name.clone(), clause: reading.clause.clone() })
            .collect(),
    }
}
