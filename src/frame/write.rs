//! Tables into Parquet files, a batch of rows after the other, so that a file may be larger than the memory.

use std::io::Write;

use anyhow::ensure;
use polars::prelude::{DataFrame, KeyValueMetadata, ParquetCompression, ParquetWriter};

use crate::model::pool::Table;
use crate::pool::seal;

use super::columns::{Kind, schema, to_polars};
use super::seal::Sealable;

/// Rows of a row group; the last one of a file may have fewer.
pub(crate) const GROUP: usize = 100_000;
/// From so many rows on, columns are encoded side by side; the bytes are the same.
const MANY: usize = 10_000;

/// Writes a whole table.
pub(super) fn write_table<F: Sealable + Write>(file: &mut F, table: &Table) -> anyhow::Result<()> {
    let columns: Vec<(String, Kind)> =
        table.columns().map(|(name, column)| (name.to_owned(), Kind::of(column))).collect();
    let groups = (0..table.rows()).step_by(GROUP).map(|from| from..(from + GROUP).min(table.rows()));
    let frames = groups.map(|rows| {
        let height = rows.len();
        let series = table.columns().map(|(name, column)| to_polars(name, column, rows.clone())).collect();
        Ok(DataFrame::new(height, series)?)
    });
    write_frames(file, &columns, table.rows(), frames)
}

/// Writes so many rows of these columns, in order of their names, from batches of [`GROUP`] rows each, the last one
/// smaller; a column that a batch does not have is empty there. The same rows give the same bytes as a whole table does.
///
/// # Errors
/// Where the batches are not as said, or the disk does not take them.
pub(crate) fn write_rows<F: Sealable + Write>(
    file: &mut F,
    columns: &[(String, Kind)],
    rows: usize,
    batches: impl Iterator<Item = Table>,
) -> anyhow::Result<()> {
    let frames = batches.map(|batch| {
        let height = batch.rows();
        ensure!(
            batch.columns().all(|(name, own)| columns.iter().any(|(n, k)| n == name && *k == Kind::of(own))),
            "a batch of rows has other columns"
        );
        let series = columns.iter().map(|(name, kind)| match batch.columns().find(|(own, _)| own == name) {
            Some((_, column)) => to_polars(name, column, 0..height),
            None => to_polars(name, &kind.empty(height), 0..height),
        });
        Ok(DataFrame::new(height, series.collect())?)
    });
    write_frames(file, columns, rows, frames)
}

/// Not compressed: dictionaries keep levels and slugs small, every reader reads it, and what stands in it can be searched.
fn write_frames<F: Sealable + Write>(
    file: &mut F,
    columns: &[(String, Kind)],
    rows: usize,
    frames: impl Iterator<Item = anyhow::Result<DataFrame>>,
) -> anyhow::Result<()> {
    let groups = rows.div_ceil(GROUP);
    let mut writer = ParquetWriter::new(&mut *file)
        .with_compression(ParquetCompression::Uncompressed)
        .set_parallel(rows >= MANY)
        .with_key_value_metadata(Some(KeyValueMetadata::from_static(vec![(
            seal::KEY.to_owned(),
            seal::blank(groups * columns.len()),
        )])))
        .batched(&schema(columns))?;
    let mut written = 0;
    for frame in frames {
        let frame = frame?;
        ensure!(frame.height() == GROUP.min(rows - written), "a batch has another number of rows");
        writer.write_batch(&frame)?;
        written += frame.height();
    }
    ensure!(written == rows, "there are fewer rows than said");
    writer.finish()?;
    drop(writer);
    super::seal::seal(file)
}
