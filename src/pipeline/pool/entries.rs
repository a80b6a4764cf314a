//! From assessments to the rows of a pool.

use std::path::PathBuf;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources};
use crate::model::pool::Entry;
use crate::pipeline::{Settings, evaluate};
use crate::{load, pool};

/// Assessments as rows of a pool, each under the id in its file or, where it has none, under `soc_id`. Nothing comes back
/// where one of them cannot be a row: all are added, or none.
#[must_use]
pub fn entries(
    files: &[PathBuf],
    soc_id: Option<&str>,
    settings: &Settings,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<Vec<Entry>> {
    let segments = load::benchmark::segments();
    let mut entries: Vec<(String, Entry)> = Vec::new();
    for file in files {
        let mut loaded = crate::pipeline::load(file, settings);
        sources.extend(std::mem::take(&mut loaded.sources));
        let said = std::mem::take(&mut loaded.diagnostics);
        let failed = said.has_errors();
        out.extend(said);
        let name = loaded.name.clone();
        if failed {
            continue;
        }
        let Some(outcome) = evaluate(loaded, settings) else { continue };
        let own = outcome.assessment.soc.id.as_deref().map(str::trim).filter(|id| !id.is_empty());
        let wanted = soc_id.map(str::trim).filter(|id| !id.is_empty());
        let id = match (own, wanted) {
            (Some(own), Some(wanted)) if own != wanted => {
                out.push(
                    Diagnostic::new(
                        "PL001",
                        Place::value(&name, "soc/id"),
                        "the file has another id than `--soc-id`",
                    )
                    .help("leave `--soc-id` out, or correct the file"),
                );
                continue;
            }
            (None, None) => {
                out.push(
                    Diagnostic::new("PL001", Place::file(&name), "the file has no id of the SOC")
                        .help("write `soc: {id: …}` into it, or name the id with `--soc-id`"),
                );
                continue;
            }
            (own, wanted) => own.or(wanted).unwrap_or_default(),
        };
        let Some(date) = outcome.assessment.details.date else {
            out.push(
                Diagnostic::new("PL002", Place::file(&name), "the assessment has no date")
                    .help("write `assessment: {date: YYYY-MM-DD}` into it"),
            );
            continue;
        };
        let entry = pool::entry(
            id,
            date,
            &outcome.assessment,
            &outcome.instruments,
            &outcome.scorecard,
            outcome.adoption.as_ref(),
            &segments,
        );
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if entry.instrument.is_empty() || !entry.instrument.bytes().all(plain) {
            out.push(
                Diagnostic::new(
                    "PL008",
                    Place::value(&name, "instruments"),
                    format!("`{}` is no name for a folder of the pool", entry.instrument),
                )
                .help("give the questionnaire an id of lower case letters, digits and hyphens"),
            );
            continue;
        }
        let same = |other: &Entry| {
            (&other.id, other.date, &other.instrument) == (&entry.id, entry.date, &entry.instrument)
        };
        if let Some((first, _)) = entries.iter().find(|(_, other)| same(other)) {
            out.push(
                Diagnostic::new(
                    "PL007",
                    Place::file(&name),
                    "it is of the same SOC and date as another file",
                )
                .related(Place::file(first), "the other one")
                .help("add one of them, or what `socmark merge` or `socmark consensus` makes of them"),
            );
            continue;
        }
        entries.push((name, entry));
    }
    (!out.has_errors()).then(|| entries.into_iter().map(|(_, entry)| entry).collect())
}
