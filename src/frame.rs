//! The one door to polars: tables to Parquet and back, only the columns that are asked for.

use std::collections::BTreeMap;
use std::io::Cursor;

use anyhow::{Context, bail, ensure};
use polars::prelude::{
    Column as PolarsColumn, DataFrame, DataType, IntoColumn, KeyValueMetadata, NamedFrom, ParquetCompression,
    ParquetReader, ParquetWriter, SerReader, Series,
};

use crate::model::pool::{Column, Table};
use crate::pool::seal;

/// The table as a Parquet file. Not compressed: dictionaries keep levels and slugs small, every reader reads it, and what
/// stands in it can be searched. Its metadata hold a digest of the rest.
pub(crate) fn write(table: &Table) -> anyhow::Result<Vec<u8>> {
    let columns: Vec<PolarsColumn> = table.columns().map(|(name, column)| series(name, column)).collect();
    let mut frame = DataFrame::new(table.rows(), columns)?;
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes)
        .with_compression(ParquetCompression::Uncompressed)
        .set_parallel(false)
        .with_key_value_metadata(Some(KeyValueMetadata::from_static(vec![(
            seal::KEY.to_owned(),
            seal::BLANK.to_owned(),
        )])))
        .finish(&mut frame)?;
    seal::sealed(bytes).context("the file has no place for its digest")
}

/// The columns of a Parquet file whose names are wanted; of those that it does not have, nothing.
pub(crate) fn read(bytes: Vec<u8>, wanted: impl Fn(&str) -> bool) -> anyhow::Result<Table> {
    ensure!(seal::is_whole(&bytes), "it is damaged, or socmark did not write it");
    let mut reader = ParquetReader::new(Cursor::new(bytes));
    let schema = reader.schema()?;
    let names: Vec<String> = schema.iter_names().map(|name| name.to_string()).filter(|n| wanted(n)).collect();
    let rows = reader.num_rows()?;
    // without a single column, the number of rows is all there is to know
    if names.is_empty() {
        return Table::of(BTreeMap::new(), rows).context("columns of different length");
    }
    let frame = reader.with_columns(Some(names)).finish()?;
    let mut columns = BTreeMap::new();
    for column in frame.columns() {
        columns.insert(column.name().to_string(), values(column)?);
    }
    Table::of(columns, frame.height()).context("columns of different length")
}

fn series(name: &str, column: &Column) -> PolarsColumn {
    match column {
        Column::Text(values) => Series::new(name.into(), values).into_column(),
        Column::Number(values) => Series::new(name.into(), values).into_column(),
        Column::Whole(values) => Series::new(name.into(), values).into_column(),
        Column::Flag(values) => Series::new(name.into(), values).into_column(),
    }
}

fn values(column: &PolarsColumn) -> anyhow::Result<Column> {
    Ok(match column.dtype() {
        DataType::String => Column::Text(column.str()?.iter().map(|v| v.map(str::to_owned)).collect()),
        DataType::Float64 => Column::Number(column.f64()?.iter().collect()),
        DataType::Int32 => Column::Whole(column.i32()?.iter().collect()),
        DataType::Boolean => Column::Flag(column.bool()?.iter().collect()),
        other => bail!("column `{}` holds {other}, which no pool holds", column.name()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::pool::Cell;

    fn table() -> Table {
        let mut table = Table::default();
        for (soc, overall, level, quick) in
            [("a", Some(2.25), None, false), ("b", None, Some(4), true), ("c", Some(3.1), Some(1), false)]
        {
            let mut cells = BTreeMap::new();
            cells.insert("soc".to_owned(), Cell::Text(soc.to_owned()));
            cells.insert("quick".to_owned(), Cell::Flag(quick));
            cells.extend(overall.map(|value| ("overall".to_owned(), Cell::Number(value))));
            cells.extend(level.map(|value| ("answer.x".to_owned(), Cell::Whole(value))));
            table.push(cells).expect("of one kind");
        }
        table
    }

    #[test]
    fn what_is_written_is_read_back_and_gives_the_same_bytes() {
        let bytes = write(&table()).expect("written");
        assert_eq!(read(bytes.clone(), |_| true).expect("read"), table());
        assert_eq!(write(&table()).expect("written"), bytes);
    }

    #[test]
    fn only_the_columns_that_are_wanted_come_back() {
        let bytes = write(&table()).expect("written");
        let some = read(bytes.clone(), |name| ["overall", "domain.people"].contains(&name)).expect("read");
        assert_eq!(some.columns().map(|(name, _)| name).collect::<Vec<_>>(), ["overall"]);
        assert_eq!((some.number("overall", 0), some.number("overall", 1)), (Some(2.25), None));
        assert_eq!(read(bytes.clone(), |_| false).expect("read").rows(), 3);
    }

    #[test]
    fn a_damaged_file_is_an_error_and_no_crash() {
        let bytes = write(&table()).expect("written");
        for length in 0..bytes.len() {
            assert!(read(bytes[..length].to_vec(), |_| true).is_err(), "cut to {length}");
        }
        for at in 0..bytes.len() {
            for bits in [1, 0x80, 0xff] {
                let mut flipped = bytes.clone();
                flipped[at] ^= bits;
                assert!(read(flipped, |_| true).is_err(), "byte {at}");
            }
        }
        assert!(read(b"PAR1 is no pool PAR1".to_vec(), |_| true).is_err());
    }
}
