//! How far the assessors agree, domain by domain and question by question.

use std::cmp::Reverse;

use crate::model::assessment::{AnswerValue, Assessment};
use crate::model::consensus::{DomainAgreement, FAR, FEWEST_SHARED, FarApart, NoAlpha};
use crate::model::instrument::{Aspect, Domain, Instrument, Item};
use crate::stats::{Metric, krippendorff};

use super::Voice;
use super::scope::Scope;

/// Every domain that asks for levels.
pub(super) fn domains(
    voices: &[Voice<'_>],
    instruments: &[Instrument],
    scope: &Scope,
) -> Vec<DomainAgreement> {
    instruments
        .iter()
        .flat_map(|instrument| instrument.domains.iter().map(move |domain| (instrument, domain)))
        .filter(|(_, domain)| scored(domain).next().is_some())
        .map(|(instrument, domain)| of_domain(voices, instrument, domain, scope))
        .collect()
}

fn of_domain(
    voices: &[Voice<'_>],
    instrument: &Instrument,
    domain: &Domain,
    scope: &Scope,
) -> DomainAgreement {
    let mut gave = vec![false; voices.len()];
    let mut units: Vec<Vec<u8>> = Vec::new();
    for (aspect, item) in scored(domain).filter(|(aspect, _)| scope.holds(&aspect.id)) {
        let answers = answers(voices, aspect, item, scope);
        for (gave, answer) in gave.iter_mut().zip(&answers) {
            *gave |= super::level(*answer).is_some();
        }
        let levels: Vec<u8> = answers.into_iter().filter_map(super::level).collect();
        if levels.len() > 1 {
            units.push(levels);
        }
    }
    let assessors = gave.into_iter().filter(|gave| *gave).count();
    let alpha = if voices.len() == 1 || assessors == 1 {
        Err(NoAlpha::OneAssessor)
    } else if units.len() < FEWEST_SHARED {
        Err(NoAlpha::FewShared)
    } else {
        krippendorff(&units, Metric::Ordinal).ok_or(NoAlpha::NoExpectedDisagreement)
    };
    let spreads = || units.iter().map(|levels| spread(levels));
    DomainAgreement {
        instrument: instrument.reference(),
        id: domain.id.clone(),
        name: domain.name.clone(),
        assessors,
        shared: units.len(),
        unanimous: spreads().filter(|spread| *spread == 0).count(),
        far_apart: spreads().filter(|spread| *spread >= FAR).count(),
        alpha,
    }
}

/// The questions that nobody should leave to a median.
pub(super) fn workshop(
    voices: &[Voice<'_>],
    instruments: &[Instrument],
    scope: &Scope,
    merged: &Assessment,
) -> Vec<FarApart> {
    let mut list = Vec::new();
    for domain in instruments.iter().flat_map(|instrument| &instrument.domains) {
        for (aspect, item) in scored(domain).filter(|(aspect, _)| scope.holds(&aspect.id)) {
            let answers = answers(voices, aspect, item, scope);
            let levels: Vec<u8> = answers.iter().filter_map(|answer| super::level(*answer)).collect();
            let spread = spread(&levels);
            if spread >= FAR {
                list.push(FarApart {
                    item: item.id.clone(),
                    question: item.question.clone(),
                    aspect: aspect.name.clone(),
                    domain: domain.name.clone(),
                    answers: answers.into_iter().map(Option::<&AnswerValue>::cloned).collect(),
                    spread,
                    kept: merged.answers.get(&item.id).and_then(|answer| answer.value.clone()),
                });
            }
        }
    }
    // the sort keeps the order of the questionnaires within a spread
    list.sort_by_key(|far| Reverse(far.spread));
    list
}

fn scored(domain: &Domain) -> impl Iterator<Item = (&Aspect, &Item)> {
    let items = domain.aspects.iter().flat_map(|aspect| aspect.items.iter().map(move |item| (aspect, item)));
    items.filter(|(_, item)| item.kind.is_scored())
}

/// What each assessor answers, where it counts.
fn answers<'a>(
    voices: &[Voice<'a>],
    aspect: &Aspect,
    item: &Item,
    scope: &Scope,
) -> Vec<Option<&'a AnswerValue>> {
    let of = |(number, voice): (usize, &Voice<'a>)| {
        scope.counts(number, &aspect.id).then_some(())?;
        voice.assessment.answers.get(&item.id)?.value.as_ref()
    };
    voices.iter().enumerate().map(of).collect()
}

fn spread(levels: &[u8]) -> u8 {
    match (levels.iter().min(), levels.iter().max()) {
        (Some(low), Some(high)) => high - low,
        _ => 0,
    }
}
