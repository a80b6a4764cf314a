//! From a pool to what goes with an outcome in it, a batch of columns at a time.

use std::collections::BTreeSet;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources, did_you_mean};
use crate::load;
use crate::model::cohort::{Condition, Segment};
use crate::model::drivers::Drivers;
use crate::model::pool::{INSTRUMENT, METHOD};
use crate::pipeline::{Settings, questionnaires};
use crate::pool::compare::KEYS;
use crate::pool::drivers::{Asked, Study, VALUE, is_needed_first, is_outcome};

use super::Opened;
use super::compare::values;

/// So many cells are read at a time, at 16 bytes or less: a million rows come in batches of 24 columns.
const CELLS: usize = 24_000_000;

/// What was asked, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DriversWanted {
    /// A column of the pool.
    pub outcome: String,
    /// Conditions as `KEY=VALUE`.
    pub segment: Vec<String>,
}

/// What goes with an outcome in a pool. Nothing comes back where the pool, the outcome or the segment is none, which is
/// said.
#[must_use]
pub fn drivers(
    folder: &Path,
    wanted: &DriversWanted,
    settings: &Settings,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<Drivers> {
    let opened = Opened::open(folder, sources, out)?;
    let file = folder.display().to_string();
    let segment = segment(&wanted.segment, out);
    let asked = Asked { outcome: wanted.outcome.clone(), segment };
    let names: BTreeSet<String> = opened.names().into_iter().collect();
    let first = opened.read(|column| is_needed_first(&asked, column), out);
    check_outcome(&file, &asked.outcome, &names, out);
    let (instruments, said, read) = questionnaires(settings);
    sources.extend(read);
    out.extend(said);
    if out.has_errors() {
        return None;
    }
    let mut study = Study::begin(&first, &names, asked, &instruments);
    let rows = first.rows();
    drop(first);
    let batch = (CELLS / rows.max(1)).max(1);
    let read = |columns: &[String], out: &mut Diagnostics| {
        opened.read(|name| columns.iter().any(|column| column == name), out)
    };
    for columns in study.to_learn().chunks(batch) {
        study.learn(&read(columns, out));
    }
    study.settle();
    for columns in study.to_compare().to_vec().chunks(batch) {
        study.compare(&read(columns, out));
    }
    let mut drivers = study.finish();
    drivers.pool = file;
    drivers.simulated |= opened.head().simulated;
    if opened.head().salts() > 1 {
        drivers.caveats.push(
            "The pool was put together from pools of different salts: a SOC that was in two of them counts twice."
                .to_owned(),
        );
    }
    if !opened.is_whole() {
        drivers
            .caveats
            .insert(0, "A part of the pool could not be read; its values are missing here.".to_owned());
    }
    Some(drivers)
}

fn check_outcome(file: &str, outcome: &str, names: &BTreeSet<String>, out: &mut Diagnostics) {
    let known: Vec<&str> = names.iter().map(String::as_str).filter(|name| is_outcome(name)).collect();
    let valid = [&known[..], &[VALUE, "overall"]].concat();
    if !valid.contains(&outcome) {
        out.push(
            Diagnostic::new("PL030", Place::file(file), format!("`{outcome}` is no outcome in this pool"))
                .help(format!(
                    "{}; `overall`, `domain.people` and `ai.value` are outcomes",
                    did_you_mean(outcome, &valid)
                )),
        );
    }
}

/// The conditions that rows can hold; what is none is said.
fn segment(asked: &[String], out: &mut Diagnostics) -> Segment {
    let keys = [&KEYS[..], &[INSTRUMENT, METHOD]].concat();
    let lists = load::benchmark::segments();
    let mut conditions = Vec::new();
    for asked in asked {
        let wrong = |message: String| Diagnostic::new("PL010", Place::file("--segment"), message);
        let Some((key, value)) = asked.split_once('=').map(|(key, value)| (key.trim(), value.trim())) else {
            out.push(
                wrong(format!("`{asked}` is no condition"))
                    .help("write it as KEY=VALUE, such as `sector=finance`"),
            );
            continue;
        };
        let valid = values(key, &lists);
        if !keys.contains(&key) {
            let message = format!("a pool has no `{key}` to choose SOCs by");
            out.push(wrong(message).help(did_you_mean(key, &keys)));
        } else if !valid.is_empty() && !valid.contains(&value) {
            out.push(wrong(format!("`{key}` has no value `{value}`")).help(did_you_mean(value, &valid)));
        } else {
            conditions.push(Condition { key: key.to_owned(), value: value.to_owned() });
        }
    }
    conditions.sort();
    conditions.dedup();
    Segment { conditions }
}
