//! Layer 1: several assessments of one SOC and date -> the one that the assessors come to, and how far they agree.
//!
//! One rule for whatever has an order: the median, the lower of the two middle ones. It needs no judgement of ours, one
//! extreme answer cannot move it, and where two differ it claims the less.

mod agreement;
mod ai;
mod answers;
mod context;
mod evidence;
mod scope;
#[cfg(test)]
mod tests;
mod workbook;

use std::collections::BTreeSet;

use crate::model::assessment::{Answer, AnswerValue, Assessment};
use crate::model::consensus::{Assessor, Consensus, Settled};
use crate::model::instrument::{Instrument, Item};

pub use evidence::moved;

/// One assessment and the file that it comes from.
#[derive(Debug, Clone, Copy)]
pub struct Voice<'a> {
    pub file: &'a str,
    pub assessment: &'a Assessment,
    /// The ids of the domains that the file holds, where it holds only some: on others nothing is said.
    pub part: Option<&'a [String]>,
}

impl Voice<'_> {
    fn holds(&self, domain: &str) -> bool {
        self.part.is_none_or(|part| part.iter().any(|id| id == domain))
    }
}

/// The consensus of assessments of one SOC, one date and these questionnaires; one assessment alone stays as it is.
#[must_use]
pub fn merge(voices: &[Voice<'_>], instruments: &[Instrument]) -> Consensus {
    let assessors = assessors(voices);
    let names: Vec<&str> = assessors.iter().map(|assessor| assessor.name.as_str()).collect();
    let mut settled = Vec::new();
    let scope = scope::merge(voices, instruments, &mut settled);
    let mut merged = context::merge(voices, &names, &mut settled);
    merged.exclude.clone_from(&scope.exclude);
    let mut known = BTreeSet::new();
    let asked = instruments.iter().flat_map(Instrument::items);
    for (id, aspect, item) in asked.map(|(aspect, item)| (&item.id, &aspect.id, item)) {
        known.insert(id);
        let counts: Vec<bool> = (0..voices.len()).map(|voice| scope.counts(voice, aspect)).collect();
        merged.answers.extend(answer(id, Some(item), voices, &counts, &names, &mut settled));
    }
    // what no questionnaire asks is refused before it comes here, and would still not be lost
    let rest: BTreeSet<&String> = voices
        .iter()
        .flat_map(|voice| voice.assessment.answers.keys())
        .filter(|id| !known.contains(id))
        .collect();
    for id in rest {
        merged.answers.extend(answer(id, None, voices, &vec![true; voices.len()], &names, &mut settled));
    }
    if let [only] = voices {
        merged = only.assessment.clone();
    }
    // the sort keeps the order within a rule
    settled.sort_by_key(|settled| settled.rule);
    let domains = agreement::domains(voices, instruments, &scope);
    let workshop = agreement::workshop(voices, instruments, &scope, &merged);
    Consensus { assessors, merged, domains, workshop, settled }
}

fn answer(
    id: &str,
    item: Option<&Item>,
    voices: &[Voice<'_>],
    counts: &[bool],
    names: &[&str],
    settled: &mut Vec<Settled>,
) -> Option<(String, Answer)> {
    let given: Vec<Option<&Answer>> = voices.iter().map(|voice| voice.assessment.answers.get(id)).collect();
    let merged = answers::merge(id, item, &given, counts, names, settled)?;
    Some((id.to_owned(), merged))
}

/// The levels that count, one an assessor.
fn level(value: Option<&AnswerValue>) -> Option<u8> {
    match value {
        Some(AnswerValue::Level(level)) => Some(*level),
        _ => None,
    }
}

/// The assessments by letter, each with a name that no other has.
fn assessors(voices: &[Voice<'_>]) -> Vec<Assessor> {
    let roles = |voice: &Voice<'_>| voice.assessment.details.assessors.join(", ");
    let file = |voice: &Voice<'_>| {
        voice.file.rsplit(['/', '\\']).next().filter(|name| !name.is_empty()).unwrap_or(voice.file).to_owned()
    };
    let different = |names: &[String]| {
        names.iter().all(|name| !name.trim().is_empty())
            && names.iter().collect::<BTreeSet<_>>().len() == names.len()
    };
    let mut names: Vec<String> = voices.iter().map(roles).collect();
    if !different(&names) {
        names = voices.iter().map(file).collect();
    }
    if !different(&names) {
        names = voices.iter().map(|voice| voice.file.to_owned()).collect();
    }
    voices
        .iter()
        .zip(names)
        .enumerate()
        .map(|(number, (voice, name))| Assessor {
            letter: letter(number),
            file: voice.file.to_owned(),
            roles: voice.assessment.details.assessors.clone(),
            name,
        })
        .collect()
}

/// A to Z, AA, AB, … as the columns of a sheet.
fn letter(number: usize) -> String {
    let last = char::from(b'A' + u8::try_from(number % 26).unwrap_or_default());
    if number < 26 { last.to_string() } else { format!("{}{last}", letter(number / 26 - 1)) }
}
