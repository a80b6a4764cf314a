//! The salt of a pool: random, readable by its owner alone.

use std::path::Path;

use anyhow::anyhow;

/// Bytes of a new salt, written as twice as many hexadecimal digits.
const BYTES: usize = 32;

/// Makes the salt where there is none; one that stands there, or that another process made just now, stays.
///
/// # Errors
/// Where the system gives no random bytes, or the disk takes none.
pub(crate) fn make(path: &Path) -> anyhow::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Ok(());
    }
    let mut bytes = [0_u8; BYTES];
    getrandom::fill(&mut bytes).map_err(|error| anyhow!("the system gives no random bytes: {error}"))?;
    let mut text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    text.push('\n');
    super::create_private(path, text.as_bytes())?;
    Ok(())
}
