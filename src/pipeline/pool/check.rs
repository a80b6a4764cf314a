//! A pool looked over: its files, what stands in them, and whom it singles out.

use std::path::Path;

use anyhow::bail;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources};
use crate::frame;
use crate::load;
use crate::load::pool::{self as disk, Part};
use crate::load::salt;
use crate::model::exposure::Checked;
use crate::model::pool::{DATE, QUICK, SIMULATED, SOC, Table};
use crate::model::segment::Segments;
use crate::pool::check::{self, Fault};

use super::Opened;

/// Columns of a part that are held at a time.
const BATCH: usize = 40;

/// Looks a pool over: with what was found, what is wrong with its files and what stands in them. Nothing where there is no
/// pool, which is said. Groups of fewer than `smallest` SOCs are small.
#[must_use]
pub fn check(
    folder: &Path,
    smallest: u64,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<(Checked, Diagnostics)> {
    // what opening it says of parts is said below, part by part
    let mut said = Diagnostics::default();
    let Some(opened) = Opened::open(folder, sources, &mut said) else {
        out.extend(said);
        return None;
    };
    let survey = match disk::survey(folder) {
        Ok(survey) => survey,
        Err(error) => {
            out.push(unreadable(folder, &error.to_string()));
            return None;
        }
    };
    let mut faults = Diagnostics::default();
    for stray in &survey.strays {
        faults.push(super::opened::strays(stray));
    }
    if salt::beside(folder)
        .is_ok_and(|beside| beside.file_name().is_some_and(|name| folder.join(name).is_file()))
    {
        let place = Place::file(&folder.display().to_string());
        faults.push(
            Diagnostic::new("PL003", place, "the salt stands inside the pool")
                .help("move it elsewhere: who has both can try ids until a row fits"),
        );
    }
    let segments = load::benchmark::segments();
    for part in &survey.parts {
        look_over(part, opened.head().simulated, &segments, &mut faults);
    }
    // a part that cannot be read has been named above
    let table = opened.read(check::is_key, &mut Diagnostics::default());
    let checked = Checked {
        pool: folder.display().to_string(),
        parts: survey.parts.len(),
        simulated: opened.head().simulated,
        salts: opened.head().salts(),
        exposure: check::exposure(&table, smallest),
    };
    Some((checked, faults))
}

fn look_over(part: &Part, simulated: bool, segments: &Segments, out: &mut Diagnostics) {
    let mut found = Vec::new();
    if let Err(error) = faults_of(part, simulated, segments, &mut found) {
        out.push(unreadable(&part.path, &format!("{error:#}")));
    }
    for fault in found {
        let place = Place::file(&part.path.display().to_string());
        out.push(match fault {
            Fault::Column(said) => Diagnostic::new("PL023", place, said)
                .help("socmark did not write that; add the assessments to a new pool"),
            Fault::Rows(said) => Diagnostic::new("PL024", place, said)
                .help("socmark did not write that; add the assessments to a new pool"),
            Fault::Simulated(said) => Diagnostic::new("PL021", place, said)
                .help("keep generated rows in a pool of their own, made by `pool simulate`"),
        });
    }
}

/// Some columns at a time, so that a large part needs little memory.
fn faults_of(
    part: &Part,
    simulated: bool,
    segments: &Segments,
    found: &mut Vec<Fault>,
) -> anyhow::Result<()> {
    let rows = frame::Part::of_file(disk::open(part)?)?;
    let mut names = Vec::new();
    for (name, kind) in rows.columns() {
        if kind.is_some() {
            names.push(name.to_owned());
        } else {
            found.push(Fault::Column(format!("column `{name}` holds values of a kind that no pool holds")));
        }
    }
    let read = |wanted: &[&str]| -> anyhow::Result<Table> {
        let (table, damaged) = rows.read(|name| wanted.contains(&name))?;
        if let Some(first) = damaged.first() {
            bail!("column `{}`: {}", first.column, first.why);
        }
        Ok(table)
    };
    found.extend(check::rows(&read(&[SOC, DATE, QUICK, SIMULATED])?, &part.year, simulated));
    for batch in names.chunks(BATCH) {
        let batch: Vec<&str> = batch.iter().map(String::as_str).collect();
        found.extend(check::columns(&read(&batch)?, segments));
    }
    Ok(())
}

fn unreadable(path: &Path, error: &str) -> Diagnostic {
    Diagnostic::new("PL005", Place::file(&path.display().to_string()), format!("it cannot be read: {error}"))
        .help("put the file back from a copy; `docs/pool.md` says what stands in it")
}
