//! What an assessment gives to be compared: scores as shown, and the AI answers.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::adoption::AdoptionProfile;
use crate::model::assessment::{AnswerValue, Assessment};
use crate::model::benchmark::Standing;
use crate::model::instrument::Instrument;
use crate::model::score::{Score, Scorecard};

/// The own standing: the scores of the card, and what the assessment says about its AI.
#[must_use]
pub fn standing(assessment: &Assessment, instruments: &[Instrument], card: &Scorecard) -> Standing {
    let mut scores = BTreeMap::new();
    let mut put = |metric: String, score: Option<&Score>| {
        if let Some(value) = score.and_then(Score::rounded) {
            scores.insert(metric, value);
        }
    };
    put("overall".to_owned(), card.overall.as_ref());
    put("headline".to_owned(), card.headline.as_ref());
    for domain in &card.domains {
        put(format!("domain.{}", domain.id), domain.maturity.as_ref());
        for aspect in &domain.aspects {
            put(format!("aspect.{}", aspect.id), aspect.maturity.as_ref());
            put(format!("capability.aspect.{}", aspect.id), aspect.capability.as_ref());
        }
        put(format!("capability.domain.{}", domain.id), domain.capability.as_ref());
    }
    let mut answers = BTreeMap::new();
    if let Some(ai) = &assessment.ai {
        let mut put = |metric: &str, slugs: Vec<String>| {
            if !slugs.is_empty() {
                answers.insert(metric.to_owned(), slugs);
            }
        };
        put("ai.value", ai.value.iter().map(|value| value.word().to_owned()).collect());
        put("ai.self_described", ai.self_described.iter().map(|word| word.word().to_owned()).collect());
        put("ai.challenges", ai.challenges.clone());
    }
    Standing {
        scores,
        answers,
        method: card.method,
        instrument: card.instrument.clone(),
        quick_scan: quick_scan(assessment, instruments, card),
        style: assessment.details.style.clone(),
    }
}

/// The standing with the scores of the aspects of AI adoption.
#[must_use]
pub fn with_ai(mut own: Standing, profile: &AdoptionProfile) -> Standing {
    for named in profile.separators.iter().chain(&profile.practice) {
        own.scores.extend(named.score.rounded().map(|score| (format!("aspect.{}", named.id), score)));
    }
    own
}

/// Said to be one, or only quick questions answered.
fn quick_scan(assessment: &Assessment, instruments: &[Instrument], card: &Scorecard) -> bool {
    if assessment.details.kind.as_deref() == Some("quick-scan") {
        return true;
    }
    let Some(instrument) = instruments.iter().find(|i| format!("{}@{}", i.id, i.version) == card.instrument)
    else {
        return false;
    };
    let items = || {
        instrument
            .domains
            .iter()
            .flat_map(|domain| &domain.aspects)
            .flat_map(|aspect| &aspect.items)
            .filter(|item| item.kind.is_scored())
    };
    let quick: BTreeSet<&str> = items().filter(|item| item.quick).map(|item| item.id.as_str()).collect();
    let answered = |id: &str| {
        assessment.answers.get(id).is_some_and(|answer| matches!(answer.value, Some(AnswerValue::Level(_))))
    };
    let mut answered = items().map(|item| item.id.as_str()).filter(|id| answered(id)).peekable();
    answered.peek().is_some() && answered.all(|id| quick.contains(id))
}
