//! A digest inside a file of rows: one flipped bit in a Parquet file can make a reader ask for more memory than there is,
//! which ends the program, so no file is opened that is not as it was written.

use sha2::{Digest, Sha256};

/// The key under which the digest stands in the metadata of the file.
pub const KEY: &str = "socmark.sha256";
/// What stands there while the digest is taken.
pub const BLANK: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The file with its digest in the place of the last [`BLANK`], or `None` where it has none.
#[must_use]
pub fn sealed(mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    let at = place(&bytes)?;
    if &bytes[at..at + BLANK.len()] != BLANK.as_bytes() {
        return None;
    }
    let digest = digest(&bytes, at);
    bytes[at..at + BLANK.len()].copy_from_slice(digest.as_bytes());
    Some(bytes)
}

/// Whether the file is as it was sealed.
#[must_use]
pub fn is_whole(bytes: &[u8]) -> bool {
    place(bytes).is_some_and(|at| bytes[at..at + BLANK.len()] == *digest(bytes, at).as_bytes())
}

/// Where the digest stands: behind the last key, and the length that Parquet writes between the two.
fn place(bytes: &[u8]) -> Option<usize> {
    let key = KEY.as_bytes();
    let after = bytes.windows(key.len()).rposition(|window| window == key)? + key.len();
    // the field's header and the length, a byte each
    let at = after + 2;
    (at + BLANK.len() <= bytes.len()).then_some(at)
}

/// Of everything but the digest itself.
fn digest(bytes: &[u8], at: usize) -> String {
    let mut hasher = Sha256::new();
    hasher.update(&bytes[..at]);
    hasher.update(BLANK);
    hasher.update(&bytes[at + BLANK.len()..]);
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
