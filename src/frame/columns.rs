//! Columns of ours as columns of polars, and back.

use anyhow::bail;
use polars::prelude::{
    ArrowDataType, Column as PolarsColumn, DataType, Field, IntoColumn, NamedFrom, Schema, Series,
};

use crate::model::pool::{Column, Texts, Value};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    Whole,
    Flag,
}

impl Kind {
    pub(crate) fn of(column: &Column) -> Self {
        match column {
            Column::Text(_) => Self::Text,
            Column::Number(_) => Self::Number,
            Column::Whole(_) => Self::Whole,
            Column::Flag(_) => Self::Flag,
        }
    }

    /// That of a column of a file; nothing where no pool holds such a column.
    pub(super) fn of_file(kind: &ArrowDataType) -> Option<Self> {
        Some(match kind {
            ArrowDataType::Utf8View | ArrowDataType::Utf8 | ArrowDataType::LargeUtf8 => Self::Text,
            ArrowDataType::Float64 => Self::Number,
            ArrowDataType::Int32 => Self::Whole,
            ArrowDataType::Boolean => Self::Flag,
            _ => return None,
        })
    }

    /// A column of this kind in which no row says anything.
    pub(crate) fn empty(self, rows: usize) -> Column {
        match self {
            Self::Text => Column::Text(Texts::empty(rows)),
            Self::Number => Column::numbers_of(std::iter::repeat_n(None, rows)),
            Self::Whole => Column::wholes_of(std::iter::repeat_n(None, rows)),
            Self::Flag => Column::Flag(vec![None; rows]),
        }
    }

    fn polars(self) -> DataType {
        match self {
            Self::Text => DataType::String,
            Self::Number => DataType::Float64,
            Self::Whole => DataType::Int32,
            Self::Flag => DataType::Boolean,
        }
    }
}

pub(super) fn schema(columns: &[(String, Kind)]) -> Schema {
    columns.iter().map(|(name, kind)| Field::new(name.as_str().into(), kind.polars())).collect()
}

/// Rows of a column.
pub(super) fn to_polars(name: &str, column: &Column, rows: std::ops::Range<usize>) -> PolarsColumn {
    let name = name.into();
    match column {
        Column::Text(texts) => Series::new(name, rows.map(|row| texts.get(row)).collect::<Vec<_>>()),
        Column::Number(values) => Series::new(
            name,
            values[rows].iter().map(|value| Some(*value).filter(|v| !v.is_nan())).collect::<Vec<_>>(),
        ),
        Column::Whole(_) => Series::new(
            name,
            rows.map(|row| match column.get(row) {
                Some(Value::Whole(value)) => Some(value),
                _ => None,
            })
            .collect::<Vec<Option<i32>>>(),
        ),
        Column::Flag(values) => Series::new(name, &values[rows]),
    }
    .into_column()
}

pub(super) fn from_polars(column: &PolarsColumn) -> anyhow::Result<Column> {
    Ok(match column.dtype() {
        DataType::String => {
            let mut texts = Texts::default();
            column.str()?.iter().for_each(|text| texts.push(text));
            Column::Text(texts)
        }
        DataType::Float64 => Column::numbers_of(column.f64()?.iter()),
        DataType::Int32 => Column::wholes_of(column.i32()?.iter()),
        DataType::Boolean => Column::Flag(column.bool()?.iter().collect()),
        other => bail!("it holds {other}, which no pool holds"),
    })
}
