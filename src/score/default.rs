//! Our method: `scale · Σ w·f / Σ w` with `f = (a-1)/4`, exact to the overall score.
//!
//! An unanswered item lowers nothing; it widens the bounds and lowers the coverage.

use crate::model::assessment::{AnswerValue, Assessment};
use crate::model::instrument::{Aspect, Instrument, Item, ItemKind};
use crate::model::score::{
    AspectScore, DomainScore, ItemPart, ItemStanding, Method, Rounded, Scale, Score, Scorecard,
};

use super::csf;
use super::weighted::{mean, weighted};

/// Scores an assessment against one instrument.
///
/// Overall is the mean of the domains that have a score, headline the mean of those marked as headline; a domain is
/// the mean of its aspects in scope that have a score; an aspect is the weighted mean over its answered items.
#[must_use]
pub fn score(instrument: &Instrument, assessment: &Assessment) -> Scorecard {
    // an AI instrument is read beside the SOC's maturity and enters neither its overall score nor its targets
    let own_overall = instrument.adoption.is_none();
    let domains: Vec<DomainScore> = instrument
        .domains
        .iter()
        .map(|domain| {
            let excluded = assessment.exclude.contains(&domain.id);
            let aspects: Vec<AspectScore> =
                domain.aspects.iter().map(|aspect| aspect_score(aspect, assessment, excluded)).collect();
            let over = |scale| mean_of_aspects(&aspects, scale);
            DomainScore {
                maturity: over(Scale::Maturity),
                capability: over(Scale::Capability),
                target_maturity: assessment
                    .targets
                    .domains
                    .get(&domain.id)
                    .copied()
                    .or(assessment.targets.overall.filter(|_| own_overall))
                    .map(Rounded),
                target_capability: assessment.targets.capability.get(&domain.id).copied().map(Rounded),
                id: domain.id.clone(),
                name: domain.name.clone(),
                headline: domain.headline,
                aspects,
            }
        })
        .collect();
    let headline: Vec<&DomainScore> = domains.iter().filter(|domain| domain.headline).collect();
    Scorecard {
        method: Method::Default,
        instrument: if instrument.id.is_empty() { String::new() } else { instrument.reference() },
        overall: mean_of_domains(domains.iter()).filter(|_| own_overall),
        headline: mean_of_domains(headline.into_iter()).filter(|_| own_overall),
        target_overall: assessment.targets.overall.filter(|_| own_overall).map(Rounded),
        csf: csf::functions(instrument, &domains),
        domains,
    }
}

/// The score of one aspect, with what every item contributes. `excluded` puts it out of scope whatever the assessment says.
#[must_use]
pub fn aspect_score(aspect: &Aspect, assessment: &Assessment, excluded: bool) -> AspectScore {
    let in_scope = !excluded && !assessment.exclude.contains(&aspect.id);
    let items: Vec<ItemStanding> =
        aspect.items.iter().filter_map(|item| standing(item, assessment, in_scope)).collect();
    let over = |scale| {
        let parts: Vec<ItemPart> =
            items.iter().filter(|item| item.scale == scale).map(|item| item.part).collect();
        (!parts.is_empty()).then(|| weighted(scale, &parts))
    };
    AspectScore {
        id: aspect.id.clone(),
        name: aspect.name.clone(),
        in_scope,
        maturity: over(Scale::Maturity),
        capability: over(Scale::Capability),
        items,
    }
}

/// What an item contributes; `None` for items that are never scored.
fn standing(item: &Item, assessment: &Assessment, in_scope: bool) -> Option<ItemStanding> {
    let scale = match item.kind {
        ItemKind::Maturity { .. } => Scale::Maturity,
        ItemKind::Capability { .. } => Scale::Capability,
        ItemKind::Elements { .. } | ItemKind::Fact { .. } => return None,
    };
    let answer = assessment.answers.get(&item.id);
    let half_weight = answer.and_then(|answer| answer.importance).unwrap_or_default().half_weight();
    let part = match answer.and_then(|answer| answer.value.as_ref()) {
        _ if !in_scope => ItemPart::OutOfScope,
        Some(AnswerValue::NotRequired) => ItemPart::NotRequired,
        Some(AnswerValue::NotApplicable) => ItemPart::NotApplicable,
        _ if half_weight == 0 => ItemPart::WeightNone,
        Some(AnswerValue::Level(level)) => ItemPart::Counted { level: *level, half_weight },
        Some(AnswerValue::Present(_)) | None => ItemPart::Unanswered { half_weight },
    };
    Some(ItemStanding { id: item.id.clone(), scale, part })
}

fn mean_of_aspects(aspects: &[AspectScore], scale: Scale) -> Option<Score> {
    let scores: Vec<&Score> = aspects.iter().filter_map(|aspect| aspect.of(scale)).collect();
    mean(scale, &scores)
}

fn mean_of_domains<'a>(domains: impl Iterator<Item = &'a DomainScore>) -> Option<Score> {
    let scores: Vec<&Score> = domains.filter_map(|domain| domain.maturity.as_ref()).collect();
    mean(Scale::Maturity, &scores)
}
