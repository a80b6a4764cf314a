//! The digests of a Parquet file: taken when it is written, compared before anything of it is decoded.

use std::io::{Read, Seek, SeekFrom, Write};
use std::ops::Range;

use anyhow::{Context, bail, ensure};
use polars::io::mmap::MmapBytesReader;
use polars::prelude::{FileMetadata, ParquetReader, SerReader};

use crate::pool::seal;

/// How a Parquet file begins and ends.
const MAGIC: &[u8] = b"PAR1";
/// The longest footer that is read: that of 20,000 row groups of 300 columns.
const MAX_FOOTER: u64 = 1 << 30;
/// Bytes that are read at a time to take a digest.
const PIECE: usize = 1 << 18;

/// What a file can be sealed in.
pub(crate) trait Sealable: MmapBytesReader {}
impl<F: MmapBytesReader> Sealable for F {}

/// Puts the digests of a file that is written otherwise into their place.
pub(super) fn seal<F: Sealable + Write>(file: &mut F) -> anyhow::Result<()> {
    let (at, mut footer) = footer(file)?;
    let metadata = ParquetReader::new(&mut *file).get_metadata()?.clone();
    let mut digests = Vec::new();
    for range in ranges(&metadata) {
        digests.push(digest(range, |at, buffer| {
            file.seek(SeekFrom::Start(at))?;
            file.read_exact(buffer)
        })?);
    }
    ensure!(seal::fill(&mut footer, &digests), "the file has no place for its digests");
    file.seek(SeekFrom::Start(at))?;
    file.write_all(&footer)?;
    file.flush()?;
    Ok(())
}

/// Where each column chunk stands, a row group after the other.
pub(super) fn ranges(metadata: &FileMetadata) -> impl Iterator<Item = Range<u64>> + '_ {
    metadata.row_groups.iter().flat_map(|group| group.byte_ranges_iter())
}

/// The digest of a piece of a file, which is read from a place into a buffer, as often as needed.
pub(super) fn digest(
    range: Range<u64>,
    mut read: impl FnMut(u64, &mut [u8]) -> std::io::Result<()>,
) -> std::io::Result<String> {
    let mut chunk = seal::Chunk::default();
    let length = range.end.saturating_sub(range.start);
    let mut buffer = vec![0; PIECE.min(usize::try_from(length).unwrap_or(PIECE))];
    let mut at = range.start;
    while at < range.end {
        let size = buffer.len().min(usize::try_from(range.end - at).unwrap_or(PIECE));
        read(at, &mut buffer[..size])?;
        chunk.update(&buffer[..size]);
        at += size as u64;
    }
    Ok(chunk.digits())
}

/// Where the footer begins, and its bytes to the end of the file; none of it is trusted yet.
///
/// # Errors
/// What is wrong with the file, for its owner to read.
pub(super) fn footer<F: Read + Seek>(file: &mut F) -> anyhow::Result<(u64, Vec<u8>)> {
    let length = file.seek(SeekFrom::End(0))?;
    ensure!(length > 0, "it is empty");
    let mut start = [0; 4];
    file.seek(SeekFrom::Start(0))?;
    let begins = length >= 4 && file.read_exact(&mut start).is_ok() && start == MAGIC;
    ensure!(begins, "it is no Parquet file");
    let mut end = [0; 8];
    let ends = length >= 12 && {
        file.seek(SeekFrom::End(-8))?;
        file.read_exact(&mut end).context("its end cannot be read")?;
        end[4..] == *MAGIC
    };
    ensure!(ends, "its end is missing: it was cut, or never written to the end");
    let size = u64::from(u32::from_le_bytes([end[0], end[1], end[2], end[3]])) + 8;
    if size + 4 > length || size > MAX_FOOTER {
        bail!("it is damaged");
    }
    file.seek(SeekFrom::Start(length - size))?;
    let mut footer = vec![0; usize::try_from(size)?];
    file.read_exact(&mut footer).context("its end cannot be read")?;
    Ok((length - size, footer))
}
