//! The values of one column, a row each, as small as they can be: a pool may hold a million rows.

use std::borrow::Cow;

use super::texts::Texts;
use super::{Cell, Value};

/// What stands in a column of whole numbers where a row says nothing.
const NO_WHOLE: i32 = i32::MIN;

/// The values of one column, a row each.
#[derive(Debug, Clone)]
pub enum Column {
    Text(Texts),
    /// Not a number where a row says nothing.
    Number(Vec<f64>),
    /// The lowest number there is where a row says nothing.
    Whole(Vec<i32>),
    /// None where a row says nothing.
    Flag(Vec<Option<bool>>),
}

impl Column {
    /// A column of numbers; what is not a number is taken for nothing said.
    pub fn numbers_of(values: impl Iterator<Item = Option<f64>>) -> Self {
        Self::Number(values.map(|value| value.unwrap_or(f64::NAN)).collect())
    }

    /// A column of whole numbers.
    pub fn wholes_of(values: impl Iterator<Item = Option<i32>>) -> Self {
        Self::Whole(values.map(|value| value.unwrap_or(NO_WHOLE)).collect())
    }

    /// A column that can hold the cell, with so many empty rows.
    pub(super) fn like(cell: &Cell, rows: usize) -> Self {
        match cell {
            Cell::Text(_) => Self::Text(Texts::empty(rows)),
            Cell::Number(_) => Self::Number(vec![f64::NAN; rows]),
            Cell::Whole(_) => Self::Whole(vec![NO_WHOLE; rows]),
            Cell::Flag(_) => Self::Flag(vec![None; rows]),
        }
    }

    /// A column of the same kind with so many empty rows.
    #[must_use]
    pub fn empty(&self, rows: usize) -> Self {
        match self {
            Self::Text(_) => Self::Text(Texts::empty(rows)),
            Self::Number(_) => Self::Number(vec![f64::NAN; rows]),
            Self::Whole(_) => Self::Whole(vec![NO_WHOLE; rows]),
            Self::Flag(_) => Self::Flag(vec![None; rows]),
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Text(texts) => texts.len(),
            Self::Number(values) => values.len(),
            Self::Whole(values) => values.len(),
            Self::Flag(values) => values.len(),
        }
    }

    /// Whether no row says anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(texts) => texts.is_empty(),
            Self::Number(values) => values.iter().all(|value| value.is_nan()),
            Self::Whole(values) => values.iter().all(|value| *value == NO_WHOLE),
            Self::Flag(values) => values.iter().all(Option::is_none),
        }
    }

    /// What a row says.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Value<'_>> {
        match self {
            Self::Text(texts) => texts.get(row).map(Value::Text),
            Self::Number(values) => {
                values.get(row).filter(|value| !value.is_nan()).map(|v| Value::Number(*v))
            }
            Self::Whole(values) => {
                values.get(row).filter(|value| **value != NO_WHOLE).map(|v| Value::Whole(*v))
            }
            Self::Flag(values) => (*values.get(row)?).map(Value::Flag),
        }
    }

    /// All of a column of numbers at once, not a number where a row says nothing; nothing where it holds other things.
    pub(super) fn numbers(&self) -> Option<Cow<'_, [f64]>> {
        match self {
            Self::Number(values) => Some(Cow::Borrowed(values)),
            Self::Whole(values) => Some(Cow::Owned(
                values.iter().map(|v| if *v == NO_WHOLE { f64::NAN } else { f64::from(*v) }).collect(),
            )),
            Self::Text(_) | Self::Flag(_) => None,
        }
    }

    pub(super) fn push_none(&mut self) {
        match self {
            Self::Text(texts) => texts.push(None),
            Self::Number(values) => values.push(f64::NAN),
            Self::Whole(values) => values.push(NO_WHOLE),
            Self::Flag(values) => values.push(None),
        }
    }

    /// Whether the cell is of the column's kind, and so was taken.
    pub(super) fn push(&mut self, cell: &Cell) -> bool {
        match (self, cell) {
            (Self::Text(texts), Cell::Text(text)) => texts.push(Some(text)),
            (Self::Number(values), Cell::Number(value)) => values.push(*value),
            (Self::Whole(values), Cell::Whole(value)) => values.push(*value),
            (Self::Flag(values), Cell::Flag(value)) => values.push(Some(*value)),
            _ => return false,
        }
        true
    }

    /// Adds the rows of another column; false where it holds other things.
    #[must_use]
    pub fn append(&mut self, other: Self) -> bool {
        match (self, other) {
            (Self::Text(texts), Self::Text(more)) => texts.append(&more),
            (Self::Number(values), Self::Number(more)) => values.extend(more),
            (Self::Whole(values), Self::Whole(more)) => values.extend(more),
            (Self::Flag(values), Self::Flag(more)) => values.extend(more),
            _ => return false,
        }
        true
    }

    pub(super) fn chosen(&self, rows: &[usize]) -> Self {
        fn at<T: Copy>(values: &[T], rows: &[usize]) -> Vec<T> {
            rows.iter().map(|row| values[*row]).collect()
        }
        match self {
            Self::Text(texts) => Self::Text(texts.chosen(rows)),
            Self::Number(values) => Self::Number(at(values, rows)),
            Self::Whole(values) => Self::Whole(at(values, rows)),
            Self::Flag(values) => Self::Flag(at(values, rows)),
        }
    }

    /// A row no longer says anything.
    pub(super) fn blank(&mut self, row: usize) {
        fn set<T>(values: &mut [T], row: usize, nothing: T) {
            if let Some(value) = values.get_mut(row) {
                *value = nothing;
            }
        }
        match self {
            Self::Text(texts) => texts.blank(row),
            Self::Number(values) => set(values, row, f64::NAN),
            Self::Whole(values) => set(values, row, NO_WHOLE),
            Self::Flag(values) => set(values, row, None),
        }
    }
}

impl PartialEq for Column {
    /// Whether they are of one kind and each row says the same.
    fn eq(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
            && self.len() == other.len()
            && (0..self.len()).all(|row| self.get(row) == other.get(row))
    }
}
