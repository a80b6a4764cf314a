//! A Parquet file that is read column by column, each compared with its digest before it is decoded.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, bail, ensure};
use polars::io::mmap::MmapBytesReader;
use polars::prelude::{ArrowSchema, DataFrame, FileMetadataRef, ParallelStrategy, ParquetReader, SerReader};

use crate::model::pool::{Column, Table};
use crate::pool::seal::{self, Writer};

use super::columns::{Kind, from_polars};
use super::seal::{digest, footer, ranges};

/// Columns that are decoded at a time: enough to keep every processor busy, few enough to stay small.
const AT_A_TIME: usize = 16;
/// Threads that take digests.
const MOST_THREADS: usize = 8;

/// A file of rows whose footer is as it was written.
pub(crate) struct Part {
    source: Source,
    metadata: FileMetadataRef,
    schema: Arc<ArrowSchema>,
    /// Of each column chunk; none where the whole file was compared already.
    digests: Option<Vec<String>>,
}

enum Source {
    File(Mutex<File>),
    Bytes(Arc<Vec<u8>>),
}

impl Source {
    /// Fills the buffer from that place on.
    fn read(&self, at: u64, buffer: &mut [u8]) -> std::io::Result<()> {
        match self {
            Self::File(file) => {
                let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(at))?;
                file.read_exact(buffer)
            }
            Self::Bytes(bytes) => {
                let mut rest = Cursor::new(bytes.as_slice());
                rest.set_position(at);
                rest.read_exact(buffer)
            }
        }
    }
}

/// Bytes that several readers share.
struct Bytes(Arc<Vec<u8>>);

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// The digests in a footer.
///
/// # Errors
/// Where it is none of ours, or not as it was written.
fn sealed(footer: &[u8]) -> anyhow::Result<Vec<String>> {
    match seal::writer(footer) {
        Writer::Later(version) => {
            bail!("a later version of socmark wrote it (seal {version}); read it with that version")
        }
        Writer::Foreign => bail!("it is a Parquet file that socmark did not write, or its end is damaged"),
        Writer::Sealed | Writer::Former => seal::chunks(footer).context("it is damaged"),
    }
}

/// A column that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Damaged {
    pub column: String,
    pub why: String,
}

impl Part {
    /// A file on disk. It is mapped into memory while columns are decoded, so it must be replaced as a whole and not
    /// changed where it stands, as our writers do.
    ///
    /// # Errors
    /// What is wrong with it, for its owner to read.
    pub(crate) fn of_file(mut file: File) -> anyhow::Result<Self> {
        let (_, footer) = footer(&mut file)?;
        if seal::writer(&footer) == Writer::Former {
            let mut bytes = Vec::new();
            file.rewind()?;
            file.read_to_end(&mut bytes)?;
            return Self::of_bytes(Arc::new(bytes));
        }
        let digests = sealed(&footer)?;
        let reader = ParquetReader::new(file.try_clone()?);
        Self::checked(Source::File(Mutex::new(file)), reader, Some(digests))
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// As [`Self::of_file`].
    pub(crate) fn of_bytes(bytes: Arc<Vec<u8>>) -> anyhow::Result<Self> {
        let (_, footer) = footer(&mut Cursor::new(bytes.as_slice()))?;
        let digests = if seal::writer(&footer) == Writer::Former {
            ensure!(seal::is_whole(&bytes), "it is damaged");
            None
        } else {
            Some(sealed(&footer)?)
        };
        let reader = ParquetReader::new(Cursor::new(Bytes(bytes.clone())));
        Self::checked(Source::Bytes(bytes), reader, digests)
    }

    fn checked<R: MmapBytesReader>(
        source: Source,
        mut reader: ParquetReader<R>,
        digests: Option<Vec<String>>,
    ) -> anyhow::Result<Self> {
        let schema = reader.schema()?;
        let metadata = reader.get_metadata()?.clone();
        if digests.as_ref().is_some_and(|digests| digests.len() != ranges(&metadata).count()) {
            bail!("it is damaged");
        }
        Ok(Self { source, metadata, schema, digests })
    }

    /// Where its column chunks stand.
    #[cfg(test)]
    pub(super) fn chunks(&self) -> Vec<std::ops::Range<u64>> {
        ranges(&self.metadata).collect()
    }

    pub(crate) fn rows(&self) -> usize {
        self.metadata.num_rows
    }

    /// The columns in their order, each with what it holds; none where no pool holds such a thing.
    pub(crate) fn columns(&self) -> impl Iterator<Item = (&str, Option<Kind>)> {
        self.schema.iter().map(|(name, field)| (name.as_str(), Kind::of_file(field.dtype())))
    }

    /// The columns whose names are wanted; those that cannot be read are empty and named beside them.
    ///
    /// # Errors
    /// Where the file can no longer be read at all.
    pub(crate) fn read(&self, wanted: impl Fn(&str) -> bool) -> anyhow::Result<(Table, Vec<Damaged>)> {
        let wanted: Vec<(&str, Option<Kind>)> = self.columns().filter(|(name, _)| wanted(name)).collect();
        let (mut columns, mut damaged) = (BTreeMap::new(), Vec::new());
        for names in wanted.chunks(AT_A_TIME) {
            let broken = self.broken(&names.iter().map(|(name, _)| *name).collect::<Vec<_>>());
            let mut good = Vec::new();
            for (name, kind) in names {
                match (kind, broken.contains(name)) {
                    (Some(_), false) => good.push((*name).to_owned()),
                    (Some(kind), true) => {
                        columns.insert((*name).to_owned(), kind.empty(self.rows()));
                        damaged.push(Damaged { column: (*name).to_owned(), why: "it is damaged".to_owned() });
                    }
                    (None, _) => damaged.push(Damaged {
                        column: (*name).to_owned(),
                        why: "it holds what no pool holds".to_owned(),
                    }),
                }
            }
            columns.extend(self.decoded(good)?);
        }
        let table = Table::of(columns, self.rows()).context("columns of different length")?;
        Ok((table, damaged))
    }

    /// Those of the columns that are not as they were written.
    fn broken<'a>(&self, names: &[&'a str]) -> BTreeSet<&'a str> {
        let Some(digests) = &self.digests else { return BTreeSet::new() };
        let mut chunks = Vec::new();
        for (number, group) in self.metadata.row_groups.iter().enumerate() {
            let ranges: Vec<_> = group.byte_ranges_iter().collect();
            for name in names {
                for column in group.columns_idxs_under_root_iter(name).unwrap_or_default() {
                    let digest = &digests[number * group.n_columns() + column];
                    chunks.push((*name, ranges[*column].clone(), digest));
                }
            }
        }
        let next = AtomicUsize::new(0);
        let broken = Mutex::new(BTreeSet::new());
        let look = || {
            while let Some((name, range, expected)) = chunks.get(next.fetch_add(1, Ordering::Relaxed)) {
                let found = digest(range.clone(), |at, buffer| self.source.read(at, buffer));
                if !found.is_ok_and(|found| found == **expected) {
                    broken.lock().unwrap_or_else(PoisonError::into_inner).insert(*name);
                }
            }
        };
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
        if threads == 1 || self.rows() < 10_000 {
            look();
        } else {
            std::thread::scope(|scope| {
                (0..threads).for_each(|_| {
                    scope.spawn(look);
                });
            });
        }
        broken.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn decoded(&self, names: Vec<String>) -> anyhow::Result<BTreeMap<String, Column>> {
        // polars gives no rows at all where there is no column
        if names.is_empty() {
            return Ok(BTreeMap::new());
        }
        let frame = match &self.source {
            Source::File(file) => {
                let file = file.lock().unwrap_or_else(PoisonError::into_inner).try_clone()?;
                self.frame(ParquetReader::new(file), names)?
            }
            Source::Bytes(bytes) => {
                self.frame(ParquetReader::new(Cursor::new(Bytes(bytes.clone()))), names)?
            }
        };
        frame.columns().iter().map(|column| Ok((column.name().to_string(), from_polars(column)?))).collect()
    }

    fn frame<R: MmapBytesReader>(
        &self,
        mut reader: ParquetReader<R>,
        names: Vec<String>,
    ) -> anyhow::Result<DataFrame> {
        reader.set_metadata(self.metadata.clone());
        let frame = reader.read_parallel(ParallelStrategy::Columns).with_columns(Some(names)).finish()?;
        Ok(frame)
    }
}
