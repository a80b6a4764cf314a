//! Digests inside a file of rows: one flipped bit in a Parquet file can make a reader ask for more memory than there is,
//! which ends the program, so nothing of a file is decoded that is not as it was written.
//!
//! The footer of the file, which says where everything stands, holds a digest of itself and one of each column chunk, so
//! that a reader who wants few columns checks those and no others. They find damage; who means to forge a row can make
//! them anew.

use sha2::{Digest as _, Sha256};

/// The key under which the digests stand in the metadata of the file; its number is that of this way to write them.
pub const KEY: &str = "socmark.seal.1";
/// How the key begins in any version.
const ANY_KEY: &str = "socmark.seal.";
/// The key of the former way: one digest of the whole file.
const FORMER_KEY: &str = "socmark.sha256";
/// Hexadecimal digits of SHA-256, for the footer.
const FOOTER: usize = 64;
/// Those kept for a column chunk: its first 128 bits, so that the footer stays small.
const CHUNK: usize = 32;

/// What stands under [`KEY`] in a file of so many column chunks while the digests are taken.
#[must_use]
pub fn blank(chunks: usize) -> String {
    "0".repeat(FOOTER + CHUNK * chunks)
}

/// Who wrote a file, as far as its footer tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Writer {
    /// We, with a digest of the footer and of each column chunk.
    Sealed,
    /// We, with one digest of the whole file.
    Former,
    /// A later version of us, in a way that is not known here: the number of it.
    Later(String),
    /// Another program.
    Foreign,
}

/// Who wrote the file with this footer, which may be damaged.
#[must_use]
pub fn writer(footer: &[u8]) -> Writer {
    let Some(at) = last(footer, ANY_KEY) else {
        return if last(footer, FORMER_KEY).is_some() { Writer::Former } else { Writer::Foreign };
    };
    let version: String =
        footer[at..].iter().take_while(|byte| byte.is_ascii_digit()).map(|byte| char::from(*byte)).collect();
    if KEY.strip_prefix(ANY_KEY) == Some(&version) { Writer::Sealed } else { Writer::Later(version) }
}

/// Writes the digests of the column chunks, in their order in the file, and the footer's own in the place that
/// [`blank`] holds for them. False where the footer has no such place.
#[must_use]
pub fn fill(footer: &mut [u8], chunks: &[String]) -> bool {
    let Some((at, length)) = place(footer) else { return false };
    if length != FOOTER + CHUNK * chunks.len() {
        return false;
    }
    footer[at + FOOTER..at + length].copy_from_slice(chunks.concat().as_bytes());
    let own = with_blank(footer, at);
    footer[at..at + FOOTER].copy_from_slice(own.as_bytes());
    true
}

/// The digests of the column chunks; nothing where the footer is not as it was written.
#[must_use]
pub fn chunks(footer: &[u8]) -> Option<Vec<String>> {
    let (at, length) = place(footer)?;
    let all = footer.get(at..at + length)?;
    let (own, chunks) = all.split_at_checked(FOOTER)?;
    if own != with_blank(footer, at).as_bytes() {
        return None;
    }
    Some(chunks.chunks(CHUNK).map(|digits| String::from_utf8_lossy(digits).into_owned()).collect())
}

/// The digest of a column chunk that comes piece by piece.
#[derive(Default)]
pub struct Chunk(Sha256);

impl Chunk {
    /// With another piece of it.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// As it stands among the digests.
    #[must_use]
    pub fn digits(self) -> String {
        let mut digits = hex(self.0);
        digits.truncate(CHUNK);
        digits
    }
}

/// Whether a file of the former way is as it was written: the digest of all of it but itself, 64 digits behind the last
/// key and the two bytes that Parquet writes between.
#[must_use]
pub fn is_whole(file: &[u8]) -> bool {
    let Some(at) = last(file, FORMER_KEY).map(|end| end + 2) else { return false };
    file.get(at..at + FOOTER).is_some_and(|digits| digits == with_blank(file, at).as_bytes())
}

/// Where the value of [`KEY`] stands, and how long it is: behind the key a byte for the field, then the length, seven bits
/// a byte, the lowest first.
fn place(footer: &[u8]) -> Option<(usize, usize)> {
    let mut at = last(footer, KEY)? + 1;
    let mut length = 0_usize;
    for shift in [0, 7, 14, 21] {
        let byte = *footer.get(at)?;
        at += 1;
        length |= usize::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return (length >= FOOTER && at + length <= footer.len()).then_some((at, length));
        }
    }
    None
}

/// Where the last such key ends.
fn last(bytes: &[u8], key: &str) -> Option<usize> {
    bytes.windows(key.len()).rposition(|window| window == key.as_bytes()).map(|at| at + key.len())
}

/// The digest of it all, with zeros where the digest itself stands.
fn with_blank(bytes: &[u8], at: usize) -> String {
    let mut hasher = Sha256::new();
    hasher.update(&bytes[..at]);
    hasher.update([b'0'; FOOTER]);
    hasher.update(&bytes[at + FOOTER..]);
    hex(hasher)
}

fn hex(hasher: Sha256) -> String {
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
