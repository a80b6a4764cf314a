//! Layer 2: writing back. A file appears whole or not at all.

pub(crate) mod answer;
pub(crate) mod assessment;
#[cfg(feature = "pool")]
pub(crate) mod benchmark;
pub(crate) mod edit;
pub(crate) mod instrument;
pub(crate) mod migrate;
#[cfg(feature = "pool")]
pub(crate) mod pool;
pub(crate) mod record;
mod rows;
#[cfg(feature = "pool")]
mod salt;
pub(crate) mod save;
mod yaml;

use std::io::Write;
use std::path::Path;

use anyhow::Context;

/// How the name of a file begins that is not in its place yet.
const TEMPORARY: &str = ".socmark-";

/// Writes a file beside its final place and moves it there in one step, so that nobody ever sees half of it.
///
/// # Errors
/// Where the folder cannot be made, or the disk does not take the bytes; what stood there before is untouched then.
pub(crate) fn write_atomic(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    temporary(path, bytes, true)?
        .persist(path)
        .map_err(|error| error.error)
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(())
}

/// A file that waits beside its place; gone where it is dropped before it takes it.
#[cfg(feature = "pool")]
#[derive(Debug)]
pub(crate) struct Waiting(tempfile::NamedTempFile);

#[cfg(feature = "pool")]
impl Waiting {
    /// Moves it into its place in one step.
    ///
    /// # Errors
    /// Where the disk does not do it; what stood there before is untouched then.
    pub(crate) fn take_place(self, path: &Path) -> anyhow::Result<()> {
        self.take_place_held(path).map(drop)
    }

    /// As [`Self::take_place`], with the file still open.
    ///
    /// # Errors
    /// As there.
    pub(crate) fn take_place_held(self, path: &Path) -> anyhow::Result<std::fs::File> {
        let file = self.0.persist(path).map_err(|error| error.error);
        file.with_context(|| format!("cannot write {}", path.display()))
    }

    /// The file itself.
    pub(crate) fn file(&self) -> &std::fs::File {
        self.0.as_file()
    }
}

/// Writes a file beside its final place and leaves it there until it takes it.
///
/// # Errors
/// As [`write_atomic`].
#[cfg(feature = "pool")]
pub(crate) fn wait_beside(path: &Path, bytes: &[u8]) -> anyhow::Result<Waiting> {
    temporary(path, bytes, true).map(Waiting)
}

/// Writes a file that must not exist yet. `Ok(false)` where something stands there already, which is left as it is.
///
/// # Errors
/// As [`write_atomic`].
pub(crate) fn create_new(path: &Path, bytes: &[u8]) -> anyhow::Result<bool> {
    match temporary(path, bytes, true)?.persist_noclobber(path) {
        Ok(_) => Ok(true),
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error.error).with_context(|| format!("cannot write {}", path.display())),
    }
}

/// Writes a file that its owner alone may read, and that must not exist yet; one that stands there is left as it is.
///
/// # Errors
/// As [`write_atomic`].
#[cfg(feature = "pool")]
pub(crate) fn create_private(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    match temporary(path, bytes, false)?.persist_noclobber(path) {
        Err(error) if error.error.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(error.error).with_context(|| format!("cannot write {}", path.display()))
        }
        _ => Ok(()),
    }
}

/// Whether something else than these bytes stands at the path: what a writer must not replace unasked.
pub(crate) fn stands_otherwise(path: &Path, bytes: &[u8]) -> bool {
    // a link that leads nowhere is somebody's as well
    path.symlink_metadata().is_ok() && std::fs::read(path).map_or(true, |standing| standing != bytes)
}

fn temporary(path: &Path, bytes: &[u8], is_public: bool) -> anyhow::Result<tempfile::NamedTempFile> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let cannot = || format!("cannot write in {}", folder.display());
    let mut file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder).with_context(cannot)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).with_context(cannot)?;
    if is_public {
        permissions(&file, path).with_context(cannot)?;
    }
    Ok(file)
}

/// A temporary file is readable by its owner alone; the file that it becomes follows the one it replaces, or the usual mode.
#[cfg(unix)]
fn permissions(file: &tempfile::NamedTempFile, path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).map_or(0o644, |meta| meta.permissions().mode() & 0o777);
    file.as_file().set_permissions(std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn permissions(_file: &tempfile::NamedTempFile, _path: &Path) -> std::io::Result<()> {
    Ok(())
}
