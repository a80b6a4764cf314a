//! The one door to polars: tables to Parquet and back, only the columns that are asked for.

mod columns;
mod part;
mod seal;
mod write;

#[cfg(test)]
mod tests;

use std::io::Cursor;
use std::sync::Arc;

use anyhow::bail;

use crate::model::pool::Table;

pub(crate) use columns::Kind;
pub(crate) use part::Part;
pub(crate) use write::{GROUP, write_rows};

/// The table as a Parquet file.
pub(crate) fn write(table: &Table) -> anyhow::Result<Vec<u8>> {
    let mut file = Cursor::new(Vec::new());
    write::write_table(&mut file, table)?;
    Ok(file.into_inner())
}

/// The columns of a Parquet file whose names are wanted; of those that it does not have, nothing. A damaged one is an
/// error.
pub(crate) fn read(bytes: impl Into<Arc<Vec<u8>>>, wanted: impl Fn(&str) -> bool) -> anyhow::Result<Table> {
    let (table, damaged) = Part::of_bytes(bytes.into())?.read(wanted)?;
    if let Some(first) = damaged.first() {
        bail!("column `{}`: {}", first.column, first.why);
    }
    Ok(table)
}
