//! Files of older versions of the questionnaires: the steps that lead from there to the versions at hand.

use std::path::Path;

use crate::diagnostic::{Diagnostics, Sources};
use crate::load;
use crate::load::library::Depth;
use crate::model::assessment::{Assessment, InstrumentRef};
use crate::model::migration::{Forward, Migration};

use super::Settings;

/// The steps that bring an assessment to the versions built in, in the order in which they are to be made.
#[must_use]
pub fn migrations(assessment: &Assessment) -> Vec<Migration> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let of = |pin: &InstrumentRef| {
        let table = load::migration::builtin(&pin.id, &mut sources, &mut out);
        chain(table, &pin.version)
    };
    assessment.instruments.iter().flat_map(of).collect()
}

/// The steps of a table, oldest first, that follow on a version.
fn chain(table: Vec<Migration>, version: &str) -> Vec<Migration> {
    let mut version = version.to_owned();
    let mut steps = Vec::new();
    // each step leads to a later version, so the chain ends
    for step in table {
        if step.from == version {
            version.clone_from(&step.to);
            steps.push(step);
        }
    }
    steps
}

/// What became of the questionnaires pinned that are at hand only in a later version, to which their steps lead.
pub(super) fn forward(
    pins: &[InstrumentRef],
    settings: &Settings,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Vec<Forward> {
    let mut found = Vec::new();
    // questionnaires in folders are read again, and spoken of, with the pins
    let quiet = &mut Diagnostics::default();
    let folders: Vec<(&Path, String, String)> = settings
        .instruments
        .iter()
        .filter_map(|folder| {
            let read = load::library::from_folder(folder, &mut Sources::placeless(), quiet)?;
            Some((folder.as_path(), read.id, read.version))
        })
        .collect();
    for pin in pins {
        let mut at_hand: Vec<(&str, Vec<Migration>)> = Vec::new();
        for (folder, _, version) in folders.iter().filter(|(_, id, _)| *id == pin.id) {
            at_hand.push((version, load::migration::in_folder(&pin.id, folder, sources, out)));
        }
        let own = load::library::builtin_ids()
            .contains(&pin.id)
            .then(|| load::library::builtin(&pin.id, Depth::Outline, &mut Sources::placeless(), quiet));
        let own = own.flatten();
        if let Some(own) = &own {
            at_hand.push((&own.version, load::migration::builtin(&pin.id, sources, out)));
        }
        if at_hand.iter().any(|(version, _)| *version == pin.version) {
            continue;
        }
        let mut chains = at_hand.into_iter().map(|(version, table)| (version, chain(table, &pin.version)));
        let leads = chains.find(|(version, steps)| steps.last().is_some_and(|step| step.to == *version));
        found.extend(leads.and_then(|(_, steps)| Forward::along(&steps)));
    }
    found
}
