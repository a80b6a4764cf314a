//! Several parts changed together: all new ones wait beside their places before the first is moved there.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use anyhow::{Context, ensure};

use crate::frame;
use crate::load::pool::{self as load, Part};
use crate::model::pool::Table;
use crate::store::{self, Waiting};

/// Changes of parts that no reader sees yet; dropped, they leave nothing behind.
#[derive(Debug, Default)]
pub(super) struct Staged {
    changes: Vec<Change>,
}

#[derive(Debug)]
struct Change {
    path: PathBuf,
    /// What stood there when it was read.
    before: Option<Stamp>,
    /// The new file; none where the part goes.
    new: Option<Waiting>,
}

/// What tells a file from another one that took its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let meta = path.metadata().ok()?;
        Some(Self { length: meta.len(), modified: meta.modified().ok() })
    }
}

impl Staged {
    /// Reads a part, changes it and writes the new one beside its place.
    ///
    /// # Errors
    /// Where the part cannot be read or changed, or the disk does not take the new one. Nothing has changed then.
    pub(super) fn edit(
        &mut self,
        part: &Part,
        change: impl FnOnce(Table) -> anyhow::Result<Table>,
    ) -> anyhow::Result<()> {
        let path = &part.path;
        let cannot = || format!("{} was not changed", path.display());
        ensure!(
            stands_inside(path),
            "{}: a link leads out of the pool, and nothing is written there",
            path.display()
        );
        let stamp = Stamp::of(path);
        let before = match load::bytes(part) {
            Ok(bytes) => Some(Arc::new(bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(error).with_context(cannot),
        };
        let table = match &before {
            Some(bytes) => frame::read(Arc::clone(bytes), |_| true).with_context(cannot)?,
            None => Table::default(),
        };
        let table = change(table).with_context(cannot)?;
        let bytes = frame::write(&table).with_context(cannot)?;
        if before.as_deref() == Some(&bytes) || (before.is_none() && table.rows() == 0) {
            return Ok(());
        }
        let new = (table.rows() > 0).then(|| store::wait_beside(path, &bytes)).transpose();
        let new = new.inspect_err(|_| tidy(path)).with_context(cannot)?;
        self.changes.push(Change { path: path.clone(), before: stamp.filter(|_| before.is_some()), new });
        Ok(())
    }

    /// Moves every new part into its place. Where that stops in between, the parts that were moved are whole, and doing
    /// the same again moves the others.
    ///
    /// # Errors
    /// Where a part changed since it was read (on a disk that knows no locks), before anything is moved; and where the
    /// disk does not do its work.
    pub(super) fn commit(mut self) -> anyhow::Result<()> {
        for change in &self.changes {
            ensure!(
                Stamp::of(&change.path) == change.before,
                "{}: the file changed meanwhile; nothing was written, run again",
                change.path.display()
            );
        }
        for change in std::mem::take(&mut self.changes) {
            match change.new {
                Some(new) => new.take_place(&change.path)?,
                None => {
                    std::fs::remove_file(&change.path)
                        .with_context(|| format!("cannot remove {}", change.path.display()))?;
                    tidy(&change.path);
                }
            }
        }
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        for change in self.changes.drain(..) {
            drop(change.new);
            tidy(&change.path);
        }
    }
}

/// Whether a part, or the folder that it will stand in, is in the pool once links are followed.
fn stands_inside(path: &Path) -> bool {
    let Some(pool) = path.ancestors().nth(3) else { return false };
    // a pool that is being made is not there yet, nor is anything in it
    let Ok(root) = pool.canonicalize() else { return true };
    let there = path.ancestors().take(3).find(|there| there.symlink_metadata().is_ok());
    there.is_none_or(|there| there.canonicalize().is_ok_and(|found| found.starts_with(root)))
}

/// Removes the folders of a part, and of a pool that was not made, where they hold nothing.
fn tidy(path: &Path) {
    for folder in path.ancestors().skip(1).take(3) {
        // one that still holds something stays
        let _ = std::fs::remove_dir(folder);
    }
}
