//! The flow for files that are put together: what clashes, and what stays open that somebody may take for answered.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::merge;
use crate::model::assessment::Assessment;
use crate::model::instrument::{Domain, Instrument};

use super::Loaded;

/// Puts files of one SOC and date together, with the questionnaires that they pin; what they say differently goes to `out`,
/// and `None` comes back where they are no parts of one assessment.
#[must_use]
pub fn merge(
    files: &[Loaded],
    prefer: &[usize],
    out: &mut Diagnostics,
) -> Option<(merge::Merged, Vec<Instrument>)> {
    let parts: Vec<&Assessment> = files.iter().filter_map(|file| file.assessment.as_ref()).collect();
    if parts.len() < files.len() {
        return None;
    }
    let mut instruments: Vec<Instrument> = Vec::new();
    for found in files.iter().flat_map(|file| &file.instruments) {
        if instruments.iter().all(|known| known.reference() != found.reference()) {
            instruments.push(found.clone());
        }
    }
    let merged = merge::merge(&parts, prefer, &instruments);
    let place = |said: &merge::Said| Place::value(&files[said.part].name, &said.path);
    let say = |rule, clash: &merge::Clash, message: String, help: &str| {
        // one file may be given twice, and several may say the same
        let first = clash.said.first().map_or_else(|| Place::file(""), place);
        let start = Diagnostic::new(rule, first, message).help(help);
        clash
            .said
            .iter()
            .fold(start, |diagnostic, said| diagnostic.related(place(said), format!("{} here", said.shown)))
    };
    for clash in &merged.strangers {
        out.push(say(
            "AS018",
            clash,
            format!("{} differs, so these are no parts of one assessment", clash.about),
            "merge files of one SOC and date only; correct it where it is a slip",
        ));
    }
    for clash in &merged.clashes {
        out.push(say(
            "AS017",
            clash,
            format!("the files differ in {}", clash.about),
            "agree on one and correct the other, or let one file decide with `--prefer FILE`",
        ));
    }
    if merged.strangers.is_empty() && merged.clashes.is_empty() {
        open(files, &merged.assessment, &instruments, out);
    }
    merged.strangers.is_empty().then_some((merged, instruments))
}

/// Says which domains no file held, and which questions a sheet has open that another file answers.
fn open(files: &[Loaded], merged: &Assessment, instruments: &[Instrument], out: &mut Diagnostics) {
    let Some(first) = files.first() else { return };
    let domains = || instruments.iter().flat_map(|instrument| &instrument.domains);
    let unheld: Vec<String> = domains()
        .filter(|domain| !files.iter().any(|file| holds(file, domain)))
        .map(|domain| format!("`{}`", domain.id))
        .collect();
    if !unheld.is_empty() {
        let (the, has) = if unheld.len() == 1 { ("the domain", "its") } else { ("the domains", "their") };
        let message = format!("no file holds {the} {}, so {has} questions stay open", unheld.join(", "));
        out.push(
            Diagnostic::new("AS023", Place::file(&first.name), message)
                .help("merge once more when the parts that hold them are filled in"),
        );
    }
    let mut domain_of: BTreeMap<&str, &Domain> = BTreeMap::new();
    for domain in domains() {
        let items = domain.aspects.iter().flat_map(|aspect| &aspect.items);
        domain_of.extend(items.map(|item| (item.id.as_str(), domain)));
    }
    let answered = |one: &Assessment, id: &str| one.answers.get(id).is_some_and(|it| it.value.is_some());
    for file in files.iter().filter(|file| file.is_sheet) {
        let Some(said) = &file.assessment else { continue };
        let shown = |id: &str| domain_of.get(id).is_some_and(|domain| holds(file, domain));
        let ids: Vec<&str> = merged
            .answers
            .keys()
            .map(String::as_str)
            .filter(|id| answered(merged, id) && !answered(said, id) && shown(id))
            .collect();
        if ids.is_empty() {
            continue;
        }
        const MOST: usize = 6;
        let mut named: Vec<String> = ids.iter().take(MOST).map(|id| format!("`{id}`")).collect();
        if ids.len() > MOST {
            named.push(format!("and {} more", ids.len() - MOST));
        }
        let (questions, answers) =
            if ids.len() == 1 { ("question", "answer") } else { ("questions", "answers") };
        let message = format!(
            "{} {questions} open in this sheet took the {answers} of another file: {}",
            ids.len(),
            named.join(", ")
        );
        out.push(
            Diagnostic::new("AS024", Place::file(&file.name), message)
                .help("where an answer was cleared on purpose, clear it in the other file too"),
        );
    }
}

/// Whether a file has room for a domain: what a sheet was written for, or what else says anything about it.
fn holds(file: &Loaded, domain: &Domain) -> bool {
    if file.is_sheet {
        return file.part.as_ref().is_none_or(|part| part.contains(&domain.id));
    }
    let Some(said) = &file.assessment else { return false };
    let excluded = |id: &String| said.exclude.contains(id);
    let answers = |id: &String| said.answers.contains_key(id);
    excluded(&domain.id)
        || domain
            .aspects
            .iter()
            .any(|aspect| excluded(&aspect.id) || aspect.items.iter().any(|item| answers(&item.id)))
}
