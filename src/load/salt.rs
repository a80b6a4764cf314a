//! Where the salt of a pool stands, and what is in it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};

/// Where the salt of a pool stands where nobody says otherwise: beside it, under its name.
///
/// # Errors
/// Where the pool's folder has no place or name.
pub(crate) fn beside(pool: &Path) -> anyhow::Result<PathBuf> {
    let stands = resolved(pool)?;
    let mut name = OsString::from(stands.file_name().context("the root of a disk cannot be a pool")?);
    name.push(".salt");
    // shown as the user wrote it, where that leads to the same place
    match pool.file_name() {
        Some(written) if Some(written) == stands.file_name() => Ok(pool.with_file_name(name)),
        _ => Ok(stands.with_file_name(name)),
    }
}

/// Whether the salt would stand in the pool, whatever links and dots lead there.
///
/// # Errors
/// Where one of the places cannot be found out.
pub(crate) fn is_inside(salt: &Path, pool: &Path) -> anyhow::Result<bool> {
    Ok(resolved(salt)?.starts_with(resolved(pool)?))
}

/// The place that a path leads to, links followed as far as it exists.
fn resolved(path: &Path) -> anyhow::Result<PathBuf> {
    let absolute = std::path::absolute(path).with_context(|| format!("cannot find {}", path.display()))?;
    let mut missing = Vec::new();
    let mut there = absolute.as_path();
    loop {
        if let Ok(found) = there.canonicalize() {
            return Ok(missing.iter().rev().fold(found, |path, name| path.join(name)));
        }
        let (Some(parent), Some(name)) = (there.parent(), there.components().next_back()) else {
            return Ok(absolute);
        };
        match name {
            // above what does not exist there is nothing to go back to
            std::path::Component::ParentDir => return Err(anyhow!("cannot find {}", path.display())),
            name => missing.push(name.as_os_str().to_owned()),
        }
        there = parent;
    }
}
