//! A part of an assessment: some domains for a colleague to fill in.

use super::super::assessment::Assessment;
use super::super::instrument::{Domain, Instrument};

/// What an assessment says about these domains, and who the SOC is. Remarks on ids that no domain has stay in every part,
/// so that the parts together hold all of it; facts about AI go with the domains of an AI questionnaire.
#[must_use]
pub fn part(assessment: &Assessment, instruments: &[Instrument], domains: &[String]) -> Assessment {
    let mut part = assessment.clone();
    let others: Vec<&Domain> = instruments
        .iter()
        .flat_map(|instrument| &instrument.domains)
        .filter(|domain| !domains.contains(&domain.id))
        .collect();
    let of_others = |id: &str| {
        others.iter().any(|domain| {
            let aspects = || domain.aspects.iter();
            domain.id == id
                || aspects().any(|aspect| aspect.id == id || aspect.items.iter().any(|item| item.id == id))
        })
    };
    part.answers.retain(|id, _| !of_others(id));
    part.notes.retain(|id, _| !of_others(id));
    part.exclude.retain(|id| !of_others(id));
    part.targets.domains.retain(|id, _| !of_others(id));
    part.targets.capability.retain(|id, _| !of_others(id));
    let mut adopting = instruments.iter().filter(|instrument| instrument.adoption.is_some()).peekable();
    let elsewhere = adopting.peek().is_some()
        && !adopting.flat_map(|instrument| &instrument.domains).any(|domain| domains.contains(&domain.id));
    if elsewhere {
        part.ai = None;
    }
    part
}
