//! Rows written into a pool: one writer at a time, each part whole or not at all.

mod merge;
mod simulate;
mod staged;

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources};
use crate::load::pool::{self as load, Part};
use crate::load::salt as places;
use crate::model::date::Date;
use crate::model::pool::Entry;
use crate::pool;

use super::{salt, save};
use staged::Staged;

pub(crate) use merge::{How, merge};
pub(crate) use simulate::simulate;

/// A pool whose salt is known, held by this process alone.
#[derive(Debug)]
pub(crate) struct Held {
    pool: PathBuf,
    salt: Vec<u8>,
    /// Where the salt stands.
    pub salt_file: PathBuf,
    _lock: File,
}

/// What adding came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Added {
    pub rows: usize,
    pub replaced: usize,
}

/// Opens a pool to write into it, with its salt; `create` makes both where there is none. `None` where something keeps it
/// from being written, which is said.
///
/// # Errors
/// Where the disk does not do its work.
pub(crate) fn hold(
    folder: &Path,
    salt_file: Option<&Path>,
    create: bool,
    sources: &mut Sources,
    out: &mut Diagnostics,
) -> anyhow::Result<Option<Held>> {
    let salt_file = match salt_file {
        Some(path) => path.to_path_buf(),
        None => places::beside(folder)?,
    };
    let said = |message: &str, help: &str| {
        Diagnostic::new("PL003", Place::file(&salt_file.display().to_string()), message).help(help)
    };
    if places::is_inside(&salt_file, folder)? {
        out.push(said(
            "the salt would stand inside the pool",
            "keep it elsewhere: who has both can try ids until a row fits",
        ));
        return Ok(None);
    }
    let is_new = !folder.join(load::FILE).exists();
    if create && !is_new {
        let Some(head) = load::read(folder, sources, out) else { return Ok(None) };
        if head.simulated {
            let place = Place::file(&folder.display().to_string());
            out.push(
                Diagnostic::new(
                    "PL021",
                    place,
                    "the rows of this pool were generated; no SOC belongs among them",
                )
                .help("name another folder: a pool of SOCs is one of its own"),
            );
            return Ok(None);
        }
    }
    if create && is_new {
        if !is_free(folder)? {
            out.push(not_free(folder));
            return Ok(None);
        }
        salt::make(&salt_file)?;
    } else if !is_new && !salt_file.exists() {
        out.push(said(
            "the salt of the pool is not here",
            "name it with `--salt-file`; without it a SOC cannot be told from others, and another salt would count it twice",
        ));
        return Ok(None);
    }
    if is_new && !create {
        load::read(folder, sources, out);
        return Ok(None);
    }
    let Some(salt) = load::salt(&salt_file, out) else { return Ok(None) };
    let fingerprint = pool::fingerprint(&salt);
    if is_new {
        super::create_new(&folder.join(load::FILE), load::head(&fingerprint, false).as_bytes())?;
    }
    // what it says is read once nobody else changes it
    if load::read(folder, sources, out).is_none() {
        return Ok(None);
    }
    let lock = locked(folder)?;
    let Some(head) = load::read(folder, sources, out) else { return Ok(None) };
    if !head.knows(&fingerprint) {
        out.push(said(
            "this is not the salt that the pool was made with",
            "name the right one with `--salt-file`; another would count the same SOC twice",
        ));
        return Ok(None);
    }
    sweep(folder);
    Ok(Some(Held { pool: folder.to_path_buf(), salt, salt_file, _lock: lock }))
}

/// Puts the entries into the pool; a row of the same SOC and date is replaced.
///
/// # Errors
/// Where a part cannot be read or written. Each part is whole or as it was; where the disk fails between two of them,
/// adding again changes nothing in those that were written.
pub(crate) fn add(held: &Held, entries: &[Entry]) -> anyhow::Result<Added> {
    let mut parts: BTreeMap<Part, Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        let part = load::part(&held.pool, &entry.instrument, entry.date.year());
        parts.entry(part).or_default().push(entry.clone());
    }
    let (mut staged, mut added) = (Staged::default(), Added::default());
    for (part, entries) in parts {
        staged.edit(&part, |table| {
            let (table, replaced) = pool::put(&table, &entries, &held.salt)
                .map_err(|column| anyhow!("column `{}` holds another kind of values there", column.0))?;
            added.rows += entries.len();
            added.replaced += replaced;
            Ok(table)
        })?;
    }
    staged.commit()?;
    Ok(added)
}

/// Takes the rows of a SOC out of the pool, of one date where one is named; says how many.
///
/// # Errors
/// As [`add`].
pub(crate) fn remove(held: &Held, id: &str, date: Option<Date>) -> anyhow::Result<usize> {
    let soc = pool::pseudonym(&held.salt, id);
    let (mut staged, mut removed) = (Staged::default(), 0);
    let survey = load::survey(&held.pool).with_context(|| format!("cannot list {}", held.pool.display()))?;
    // rows of the SOC may stand there and would stay
    if let Some(missed) = survey.strays.iter().find(|stray| stray.is_missed) {
        bail!("{}: {}; nothing was removed", missed.path.display(), missed.why);
    }
    for part in survey.parts {
        staged.edit(&part, |table| {
            let (table, went) = pool::remove(&table, &soc, date);
            removed += went;
            Ok(table)
        })?;
    }
    staged.commit()?;
    Ok(removed)
}

/// Waits until this process alone may write into the pool.
fn locked(folder: &Path) -> anyhow::Result<File> {
    save::lock(&folder.join(load::FILE))
        .with_context(|| format!("cannot open {} for writing", folder.display()))
}

/// Removes what a writer left that was stopped: rows that nobody reads, and that nobody would take out again.
fn sweep(folder: &Path) {
    for left in load::leftovers(folder, super::TEMPORARY) {
        // where it cannot be removed it still does no harm to what is written now
        let _ = std::fs::remove_file(left);
    }
}

fn not_free(folder: &Path) -> Diagnostic {
    let place = Place::file(&folder.display().to_string());
    Diagnostic::new("PL004", place, "the folder holds other things and is no pool")
        .help("name a folder that is empty or not there yet")
}

/// Whether a pool may be made there: nothing stands there but what another process that makes it has put there just now.
fn is_free(folder: &Path) -> anyhow::Result<bool> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        Err(_) if folder.is_file() => return Ok(false),
        Err(error) => return Err(error).with_context(|| format!("cannot list {}", folder.display())),
    };
    let mut free = true;
    for entry in entries {
        let name = entry?.file_name();
        if name == load::FILE {
            return Ok(true);
        }
        free &= name.to_string_lossy().starts_with(super::TEMPORARY);
    }
    Ok(free)
}
