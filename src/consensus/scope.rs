//! What is in scope where the assessors differ.

use std::collections::BTreeSet;

use crate::model::consensus::{Rule, Settled};
use crate::model::instrument::{Domain, Instrument};

use super::Voice;

/// The scope that the assessors come to, beside the one of each.
pub(super) struct Scope {
    /// As it is written: domains or aspects.
    pub(super) exclude: Vec<String>,
    /// Aspects that are out.
    out: BTreeSet<String>,
    /// Aspects that each assessor takes out.
    each: Vec<BTreeSet<String>>,
}

impl Scope {
    /// Whether an assessor's answers on an aspect count: not where the others keep it in scope and this one does not.
    pub(super) fn counts(&self, voice: usize, aspect: &str) -> bool {
        self.out.contains(aspect) || !self.each.get(voice).is_some_and(|out| out.contains(aspect))
    }

    /// Whether an aspect is in scope.
    pub(super) fn holds(&self, aspect: &str) -> bool {
        !self.out.contains(aspect)
    }
}

/// Out of scope is what more than half of those who hold its domain take out: leaving a part out can only hide a low score.
pub(super) fn merge(voices: &[Voice<'_>], instruments: &[Instrument], settled: &mut Vec<Settled>) -> Scope {
    let each: Vec<BTreeSet<String>> = voices.iter().map(|voice| taken_out(voice, instruments)).collect();
    // what one assessor says of an aspect: whether it is out, nothing where the file does not hold its domain
    let said = |domain: &str, aspect: &String| -> Vec<Option<bool>> {
        let both = voices.iter().zip(&each);
        both.map(|(voice, out)| voice.holds(domain).then(|| out.contains(aspect))).collect()
    };
    let mut out = BTreeSet::new();
    let mut differs = false;
    for (domain, aspect) in instruments.iter().flat_map(Instrument::aspects) {
        let said = said(&domain.id, &aspect.id);
        let yes = said.iter().filter(|out| **out == Some(true)).count();
        let is_out = 2 * yes > said.iter().flatten().count();
        if is_out {
            out.insert(aspect.id.clone());
        }
        differs |= said.contains(&None) && is_out;
        if said.iter().flatten().any(|one| *one != is_out) {
            differs = true;
            let word = |out: bool| if out { "out" } else { "in" }.to_owned();
            settled.push(Settled {
                rule: Rule::Scope,
                subject: format!("scope.{}", aspect.id),
                said: said.into_iter().map(|one| one.map(word)).collect(),
                kept: Some(word(is_out)),
            });
        }
    }
    if !differs {
        let exclude = voices.first().map(|voice| voice.assessment.exclude.clone()).unwrap_or_default();
        return Scope { exclude, out, each };
    }
    let exclude = instruments
        .iter()
        .flat_map(|instrument| &instrument.domains)
        .flat_map(|domain| written(domain, &out));
    Scope { exclude: exclude.collect(), out, each }
}

/// The aspects that one assessor takes out, alone or with their domain.
fn taken_out(voice: &Voice<'_>, instruments: &[Instrument]) -> BTreeSet<String> {
    let exclude = &voice.assessment.exclude;
    let aspects = instruments.iter().flat_map(Instrument::aspects);
    aspects
        .filter(|(domain, aspect)| exclude.contains(&domain.id) || exclude.contains(&aspect.id))
        .map(|(_, aspect)| aspect.id.clone())
        .collect()
}

/// A domain that is out as a whole by its own name, else its aspects that are.
fn written(domain: &Domain, out: &BTreeSet<String>) -> Vec<String> {
    let gone: Vec<String> =
        domain.aspects.iter().map(|aspect| &aspect.id).filter(|id| out.contains(*id)).cloned().collect();
    if gone.len() == domain.aspects.len() && !gone.is_empty() { vec![domain.id.clone()] } else { gone }
}
