//! A simulated cohort written as a pool, batch by batch.

use std::path::Path;

use anyhow::Context;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::frame::{self, Kind};
use crate::load::pool as load;
use crate::pool::simulate::Plan;
use crate::store;

/// Writes the cohort into a folder that is not there yet or empty, and says how many rows it has; nothing where something
/// stands there, which is said.
///
/// # Errors
/// Where the disk does not take it. What is there then is marked as simulated, and its parts are whole.
pub(crate) fn simulate(
    folder: &Path,
    fingerprint: &str,
    plan: &Plan,
    out: &mut Diagnostics,
) -> anyhow::Result<Option<usize>> {
    let taken = || {
        let place = Place::file(&folder.display().to_string());
        Diagnostic::new("PL040", place, "something stands there, and a simulated cohort is a pool of its own")
            .help("name a folder that is not there yet")
    };
    let is_free = match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    };
    // the mark stands before the first row does, and of two who start at once one alone makes it
    let head = load::head(fingerprint, true);
    if !is_free || !store::create_new(&folder.join(load::FILE), head.as_bytes())? {
        out.push(taken());
        return Ok(None);
    }
    let mut rows = 0;
    for year in plan.years() {
        let count = plan.rows(year);
        if count > 0 {
            part(&load::part(folder, plan.instrument(), year).path, plan, year, count)?;
        }
        rows += count;
    }
    Ok(Some(rows))
}

fn part(path: &Path, plan: &Plan, year: i16, rows: usize) -> anyhow::Result<()> {
    let mut batches = plan.batches(year, frame::GROUP).peekable();
    let Some(first) = batches.peek() else { return Ok(()) };
    // as in any part, a column without a value is left out; with many rows each has some
    let has_value = |column: &crate::model::pool::Column| rows > frame::GROUP || !column.is_empty();
    let columns: Vec<(String, Kind)> = first
        .columns()
        .filter(|(_, column)| has_value(column))
        .map(|(name, column)| (name.to_owned(), Kind::of(column)))
        .collect();
    let names: Vec<String> = first.columns().map(|(name, _)| name.to_owned()).collect();
    let left_out: Vec<String> =
        names.into_iter().filter(|name| !columns.iter().any(|(kept, _)| kept == name)).collect();
    let batches = batches.map(|batch| left_out.iter().fold(batch, |batch, name| batch.without(name)));
    let waiting = store::wait_beside(path, &[])?;
    let cannot = || format!("cannot write {}", path.display());
    let mut file = waiting.file().try_clone().with_context(cannot)?;
    frame::write_rows(&mut file, &columns, rows, batches).with_context(cannot)?;
    file.sync_all().with_context(cannot)?;
    waiting.take_place(path)
}
