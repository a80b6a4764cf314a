//! Rows of a pool as columns.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Cell, Column, Texts, Value};

/// A column that holds values of another kind than what should stand in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherKind(pub String);

/// Rows as columns; a row that says nothing about a column is empty there.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    columns: BTreeMap<String, Column>,
    rows: usize,
}

impl Table {
    /// A table of these columns, or `None` where they are not of one length.
    #[must_use]
    pub fn of(columns: BTreeMap<String, Column>, rows: usize) -> Option<Self> {
        columns.values().all(|column| column.len() == rows).then_some(Self { columns, rows })
    }

    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The columns in order of their names.
    pub fn columns(&self) -> impl Iterator<Item = (&str, &Column)> {
        self.columns.iter().map(|(name, column)| (name.as_str(), column))
    }

    /// The value of a row in a column of text.
    #[must_use]
    pub fn text(&self, column: &str, row: usize) -> Option<&str> {
        self.texts(column)?.get(row)
    }

    /// The value of a row in a column of numbers.
    #[must_use]
    pub fn number(&self, column: &str, row: usize) -> Option<f64> {
        match self.columns.get(column)?.get(row)? {
            Value::Number(value) => Some(value),
            Value::Whole(value) => Some(f64::from(value)),
            Value::Text(_) | Value::Flag(_) => None,
        }
    }

    /// The value of a row in a column of yes and no.
    #[must_use]
    pub fn flag(&self, column: &str, row: usize) -> Option<bool> {
        match self.columns.get(column)?.get(row)? {
            Value::Flag(value) => Some(value),
            _ => None,
        }
    }

    /// All of a column of numbers at once, a row each: not a number (`is_nan`) where a row says nothing. Nothing where
    /// there is no such column or it holds no numbers. For many rows, far faster than [`Self::number`] row by row.
    #[must_use]
    pub fn numbers(&self, column: &str) -> Option<Cow<'_, [f64]>> {
        self.columns.get(column)?.numbers()
    }

    /// All of a column of text at once, where equal texts have equal numbers: see [`Texts::codes`].
    #[must_use]
    pub fn texts(&self, column: &str) -> Option<&Texts> {
        match self.columns.get(column)? {
            Column::Text(texts) => Some(texts),
            _ => None,
        }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// Where a column holds another kind of values; the table is of no use then.
    pub fn push(&mut self, cells: BTreeMap<String, Cell>) -> Result<(), OtherKind> {
        for (name, cell) in cells {
            if !self.columns.contains_key(&name) {
                self.columns.insert(name.clone(), Column::like(&cell, self.rows));
            }
            if !self.columns.get_mut(&name).is_some_and(|column| column.push(&cell)) {
                return Err(OtherKind(name));
            }
        }
        self.rows += 1;
        for column in self.columns.values_mut().filter(|column| column.len() < self.rows) {
            column.push_none();
        }
        Ok(())
    }

    /// Adds the rows of another table.
    ///
    /// # Errors
    /// As [`Self::push`].
    pub fn append(&mut self, other: Self) -> Result<(), OtherKind> {
        // the first of many is taken over as it is
        if self.rows == 0 && self.columns.is_empty() {
            *self = other;
            return Ok(());
        }
        for (name, column) in other.columns {
            let rows = self.rows;
            let own = self.columns.entry(name.clone()).or_insert_with(|| column.empty(rows));
            if !own.append(column) {
                return Err(OtherKind(name));
            }
        }
        self.rows += other.rows;
        for (name, column) in &mut self.columns {
            let missing = self.rows - column.len();
            let more = column.empty(missing);
            if !column.append(more) {
                return Err(OtherKind(name.clone()));
            }
        }
        Ok(())
    }

    /// These rows in this order, without the columns in which none of them has a value.
    #[must_use]
    pub fn chosen(&self, rows: &[usize]) -> Self {
        let columns = self.columns.iter().map(|(name, column)| (name.clone(), column.chosen(rows)));
        Self { columns: columns.filter(|(_, column)| !column.is_empty()).collect(), rows: rows.len() }
    }

    /// With one column set to the same text in every row.
    #[must_use]
    pub fn with(mut self, column: &str, text: &str) -> Self {
        self.columns.insert(column.to_owned(), Column::Text(Texts::same(text, self.rows)));
        self
    }

    /// Without a column.
    #[must_use]
    pub fn without(mut self, column: &str) -> Self {
        self.columns.remove(column);
        self
    }

    /// With the values of a column taken out of some rows.
    pub fn blank(&mut self, column: &str, rows: &BTreeSet<usize>) {
        if let Some(column) = self.columns.get_mut(column) {
            rows.iter().for_each(|row| column.blank(*row));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[(&str, Cell)]) -> BTreeMap<String, Cell> {
        cells.iter().map(|(name, cell)| ((*name).to_owned(), cell.clone())).collect()
    }

    #[test]
    fn a_row_says_nothing_where_it_has_no_cell_and_two_tables_are_equal_by_what_they_say() {
        let mut one = Table::default();
        one.push(row(&[("a", Cell::Number(2.5))])).expect("of one kind");
        one.push(row(&[("b", Cell::Whole(4)), ("c", Cell::Flag(true))])).expect("of one kind");
        one.push(row(&[("a", Cell::Number(1.0)), ("t", Cell::Text("x".into()))])).expect("of one kind");
        assert_eq!((one.number("a", 0), one.number("a", 1), one.number("a", 3)), (Some(2.5), None, None));
        assert_eq!((one.number("b", 0), one.number("b", 1)), (None, Some(4.0)));
        assert_eq!((one.flag("c", 0), one.flag("c", 1), one.flag("c", 2)), (None, Some(true), None));
        assert_eq!((one.text("t", 0), one.text("t", 2), one.text("a", 2)), (None, Some("x"), None));
        let (a, b) = (one.numbers("a").expect("numbers"), one.numbers("b").expect("numbers"));
        assert!(a[0] == 2.5 && a[1].is_nan() && a[2] == 1.0 && b[0].is_nan() && b[1] == 4.0);
        assert!(one.numbers("t").is_none() && one.texts("a").is_none());
        assert_eq!(one.clone(), one, "what is missing equals what is missing");
        assert_eq!(one.push(row(&[("a", Cell::Text("word".into()))])), Err(OtherKind("a".into())));
    }

    #[test]
    fn tables_one_after_the_other_are_empty_where_one_of_them_has_no_column() {
        let mut one = Table::default();
        one.push(row(&[("a", Cell::Number(1.0)), ("s", Cell::Text("x".into()))])).expect("of one kind");
        let mut other = Table::default();
        other.push(row(&[("b", Cell::Whole(2)), ("s", Cell::Text("y".into()))])).expect("of one kind");
        one.append(other).expect("of one kind");
        assert_eq!(
            (one.rows(), one.number("a", 1), one.number("b", 0), one.number("b", 1)),
            (2, None, None, Some(2.0))
        );
        assert_eq!((one.text("s", 0), one.text("s", 1)), (Some("x"), Some("y")));
        let turned = one.chosen(&[1, 0]);
        assert_eq!((turned.text("s", 0), turned.number("a", 1)), (Some("y"), Some(1.0)));
        assert!(one.chosen(&[0]).columns().all(|(name, _)| name != "b"), "a column without a value goes");
        one.blank("s", &BTreeSet::from([0, 7]));
        assert_eq!((one.text("s", 0), one.text("s", 1)), (None, Some("y")));
        assert_eq!(one.with("year", "2026").text("year", 1), Some("2026"));
    }
}
