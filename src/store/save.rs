//! Files that are edited in place: one writer at a time, nothing lost that somebody else saved.

use std::fs::{File, OpenOptions};
use std::path::Path;

use anyhow::{Context, ensure};

/// Reads the text of a file, edits it and writes it back, while no other socmark process does the same. The file is left
/// as it is where the edit fails, or where its bytes changed since they were read (an editor knows nothing of the lock).
///
/// # Errors
/// Where the file cannot be read or written, where the edit fails, and where the file changed meanwhile.
pub(crate) fn edit_file<T>(
    path: &Path,
    edit: impl FnOnce(&str) -> anyhow::Result<(String, T)>,
) -> anyhow::Result<T> {
    let shown = path.display();
    // a link stays a link: what it leads to is edited
    let path = &path.canonicalize().with_context(|| format!("cannot open {shown}"))?;
    let _held = lock(path).with_context(|| format!("cannot open {shown} for writing"))?;
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {shown}"))?;
    let text = std::str::from_utf8(&bytes).with_context(|| format!("{shown} is not UTF-8"))?;
    let (edited, result) = edit(text).with_context(|| format!("{shown} was not changed"))?;
    if edited != text {
        ensure!(
            !super::stands_otherwise(path, &bytes),
            "{shown}: the file changed meanwhile; nothing was written, run again"
        );
        super::write_atomic(path, edited.as_bytes())?;
    }
    Ok(result)
}

/// Waits until this process alone may edit the file. The lock is on the file itself, so nothing is left behind, and the
/// system lets go of it when a process dies.
#[cfg(unix)]
pub(super) fn lock(path: &Path) -> std::io::Result<File> {
    use std::os::unix::fs::MetadataExt;
    loop {
        let file = OpenOptions::new().read(true).write(true).open(path)?;
        match file.lock() {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            // a disk that knows no locks, or has none left: the comparison before writing still guards
            Err(_) => return Ok(file),
        }
        // whoever held it before has put a new file in its place
        let (held, standing) = (file.metadata()?, std::fs::metadata(path)?);
        if (held.dev(), held.ino()) == (standing.dev(), standing.ino()) {
            return Ok(file);
        }
    }
}

/// Puts a new file in the place of one that this process holds, and holds it from the moment it is there.
///
/// # Errors
/// Where the disk does not do its work; what stood there before is untouched then.
#[cfg(feature = "pool")]
pub(crate) fn replace_held(path: &Path, bytes: &[u8]) -> anyhow::Result<File> {
    let waiting = super::wait_beside(path, bytes)?;
    // on a disk that knows no locks there is none to hand on; elsewhere than on Unix the lock is a file of its own
    if cfg!(unix) {
        let _ = waiting.file().lock();
    }
    waiting.take_place_held(path)
}

/// The same by a file of its own among the temporary ones: elsewhere a lock keeps the file from being read and replaced.
#[cfg(not(unix))]
pub(super) fn lock(path: &Path) -> std::io::Result<File> {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    let name = format!("socmark-{:016x}.lock", hasher.finish());
    let beside = std::env::temp_dir().join(name);
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(beside)?;
    file.lock()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.yaml");
        std::fs::write(&path, text).expect("it can be written");
        (folder, path)
    }

    #[test]
    fn a_file_that_changed_since_it_was_read_is_left_alone() {
        let (folder, path) = file("a: 1\n");
        let result = edit_file(&path, |_| {
            std::fs::write(&path, "a: somebody's\n")?;
            Ok(("a: 2\n".to_owned(), ()))
        });
        let said = format!("{:#}", result.expect_err("it changed"));
        assert!(said.ends_with("the file changed meanwhile; nothing was written, run again"), "{said}");
        assert_eq!(std::fs::read_to_string(&path).expect("it is there"), "a: somebody's\n");
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left behind");
    }

    #[test]
    fn writers_at_once_lose_nothing() {
        let (folder, path) = file("0");
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..25 {
                        edit_file(&path, |text| {
                            let number: u32 = text.parse()?;
                            Ok(((number + 1).to_string(), ()))
                        })
                        .expect("each has its turn");
                    }
                });
            }
        });
        // 4 writers · 25 times
        assert_eq!(std::fs::read_to_string(&path).expect("it is there"), "100");
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left behind");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let (folder, path) = file("a: 1\n");
        let link = folder.path().join("link.yaml");
        std::os::unix::fs::symlink(&path, &link).expect("a link");
        edit_file(&link, |_| Ok(("a: 2\n".to_owned(), ()))).expect("it is edited");
        assert!(link.symlink_metadata().expect("it is there").is_symlink());
        assert_eq!(std::fs::read_to_string(&path).expect("it is there"), "a: 2\n");
    }
}
