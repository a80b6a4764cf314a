//! From assessments to the rows of a pool, and from its parts to figures.

mod check;
mod compare;
mod drivers;
mod entries;
mod freeze;
mod opened;
mod simulation;

use std::path::Path;

use crate::diagnostic::{Diagnostics, Sources};
use crate::model::pool::{Description, SEGMENTS, Table};
use crate::pool;

pub use check::check;
pub use compare::compare;
pub use drivers::{DriversWanted, drivers};
pub use entries::entries;
pub use freeze::{FreezeWanted, freeze};
pub(crate) use opened::Opened;
#[cfg(test)]
pub(crate) use simulation::built_in;
pub(crate) use simulation::plan;

/// What a pool holds, in counts that name nobody.
#[must_use]
pub fn describe(
    folder: &Path,
    smallest: u64,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<Description> {
    use crate::model::pool::{DATE, QUICK, SOC};
    let wanted = |name: &str| {
        SEGMENTS.contains(&name) || [SOC, DATE, QUICK].contains(&name) || name.starts_with("coverage.")
    };
    let opened = Opened::open(folder, sources, out)?;
    let description = pool::describe(&opened.read(wanted, out), smallest);
    Some(Description { salts: opened.head().salts(), simulated: opened.head().simulated, ..description })
}

/// The columns of a pool whose names are wanted, with questionnaire and year of each row; nothing where there is no pool.
/// What cannot be read is said, and empty or missing in the table.
#[must_use]
pub fn table(
    folder: &Path,
    wanted: impl Fn(&str) -> bool,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<Table> {
    Some(Opened::open(folder, sources, out)?.read(wanted, out))
}

/// The rows as they may leave the house, and how many SOCs lost the segments that would have told who they are. Nothing
/// where a part cannot be read: who passes rows on must know that they are all.
#[must_use]
pub fn for_others(
    folder: &Path,
    smallest: Option<u64>,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> Option<(Table, u64)> {
    let opened = Opened::open(folder, sources, out)?;
    let table = opened.read(|_| true, out);
    opened.must_be_whole(out).then(|| pool::generalised(table, smallest))
}
