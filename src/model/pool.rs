//! A pool of SOCs: one row a SOC and date, without names, kept as columns.

use std::collections::{BTreeMap, BTreeSet};

use super::date::Date;

/// Fewer SOCs than this are not shown.
pub const SMALLEST: u64 = 10;
/// The lowest that a user may set instead.
pub const LEAST: u64 = 5;
/// Share of a domain's weight that must be answered before a SOC enters the figures of that domain.
pub const ENOUGH_COVERAGE: f64 = 0.75;

/// The columns that say whose row it is, and when.
pub const SOC: &str = "soc";
pub const DATE: &str = "date";
/// Whether only the quick questions were asked.
pub const QUICK: &str = "quick";
/// Whether the row was generated and is no SOC; in no row that is one.
pub const SIMULATED: &str = "simulated";
/// In the path of a part, and columns once it is read.
pub const INSTRUMENT: &str = "instrument";
pub const YEAR: &str = "year";
/// Which method the scores were computed by, and the version of the questionnaire.
pub const METHOD: &str = "method";
pub const VERSION: &str = "version";
/// Columns that begin so hold the coverage of a domain.
pub const COVERAGE: &str = "coverage.";
/// The coverage of the questionnaire on AI.
pub const AI_COVERAGE: &str = "coverage.ai";
/// Columns that begin so hold the level of a question.
pub const ANSWER: &str = "answer.";
/// Words of the AI profile by which SOCs may be grouped too.
pub const AI_WORDS: [&str; 5] = ["ai.self_described", "ai.value", "ai.declared", "ai.archetype", "ai.wave"];
/// The groupings that a row holds, as slugs.
pub const SEGMENTS: [&str; 4] = ["sector", "region", "model", "size_fte"];

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A slug of a closed list, a version, a date or a pseudonym: never what somebody wrote freely.
    Text(String),
    Number(f64),
    Whole(i32),
    Flag(bool),
}

/// One SOC at one date, its id not yet replaced.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Known to the house alone; no pool holds it.
    pub id: String,
    pub date: Date,
    /// Which questionnaire gives the domains; the name of a folder.
    pub instrument: String,
    pub cells: BTreeMap<String, Cell>,
}

/// The values of one column, a row each.
#[derive(Debug, Clone, PartialEq)]
pub enum Column {
    Text(Vec<Option<String>>),
    Number(Vec<Option<f64>>),
    Whole(Vec<Option<i32>>),
    Flag(Vec<Option<bool>>),
}

macro_rules! of_each_kind {
    ($column:expr, $values:ident => $then:expr) => {
        match $column {
            Column::Text($values) => $then,
            Column::Number($values) => $then,
            Column::Whole($values) => $then,
            Column::Flag($values) => $then,
        }
    };
}

impl Column {
    /// A column that can hold the cell, with so many empty rows.
    fn like(cell: &Cell, rows: usize) -> Self {
        match cell {
            Cell::Text(_) => Self::Text(vec![None; rows]),
            Cell::Number(_) => Self::Number(vec![None; rows]),
            Cell::Whole(_) => Self::Whole(vec![None; rows]),
            Cell::Flag(_) => Self::Flag(vec![None; rows]),
        }
    }

    /// A column of the same kind with so many empty rows.
    fn empty(&self, rows: usize) -> Self {
        match self {
            Self::Text(_) => Self::Text(vec![None; rows]),
            Self::Number(_) => Self::Number(vec![None; rows]),
            Self::Whole(_) => Self::Whole(vec![None; rows]),
            Self::Flag(_) => Self::Flag(vec![None; rows]),
        }
    }

    fn len(&self) -> usize {
        of_each_kind!(self, values => values.len())
    }

    fn push_none(&mut self) {
        of_each_kind!(self, values => values.push(None));
    }

    /// Whether the cell is of the column's kind, and so was taken.
    fn push(&mut self, cell: Cell) -> bool {
        match (self, cell) {
            (Self::Text(values), Cell::Text(value)) => values.push(Some(value)),
            (Self::Number(values), Cell::Number(value)) => values.push(Some(value)),
            (Self::Whole(values), Cell::Whole(value)) => values.push(Some(value)),
            (Self::Flag(values), Cell::Flag(value)) => values.push(Some(value)),
            _ => return false,
        }
        true
    }

    fn append(&mut self, other: Self) -> bool {
        match (self, other) {
            (Self::Text(values), Self::Text(more)) => values.extend(more),
            (Self::Number(values), Self::Number(more)) => values.extend(more),
            (Self::Whole(values), Self::Whole(more)) => values.extend(more),
            (Self::Flag(values), Self::Flag(more)) => values.extend(more),
            _ => return false,
        }
        true
    }

    fn chosen(&self, rows: &[usize]) -> Self {
        fn at<T: Clone>(values: &[Option<T>], rows: &[usize]) -> Vec<Option<T>> {
            rows.iter().map(|row| values[*row].clone()).collect()
        }
        match self {
            Self::Text(values) => Self::Text(at(values, rows)),
            Self::Number(values) => Self::Number(at(values, rows)),
            Self::Whole(values) => Self::Whole(at(values, rows)),
            Self::Flag(values) => Self::Flag(at(values, rows)),
        }
    }

    fn is_empty(&self) -> bool {
        of_each_kind!(self, values => values.iter().all(Option::is_none))
    }
}

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
        match self.columns.get(column)? {
            Column::Text(values) => values.get(row)?.as_deref(),
            _ => None,
        }
    }

    /// The value of a row in a column of numbers.
    #[must_use]
    pub fn number(&self, column: &str, row: usize) -> Option<f64> {
        match self.columns.get(column)? {
            Column::Number(values) => *values.get(row)?,
            Column::Whole(values) => values.get(row)?.map(f64::from),
            _ => None,
        }
    }

    /// The value of a row in a column of yes and no.
    #[must_use]
    pub fn flag(&self, column: &str, row: usize) -> Option<bool> {
        match self.columns.get(column)? {
            Column::Flag(values) => *values.get(row)?,
            _ => None,
        }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// Where a column holds another kind of values; the table is of no use then.
    pub fn push(&mut self, cells: BTreeMap<String, Cell>) -> Result<(), OtherKind> {
        for (name, cell) in cells {
            let rows = self.rows;
            let column = self.columns.entry(name.clone()).or_insert_with(|| Column::like(&cell, rows));
            if !column.push(cell) {
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
        for (name, column) in other.columns {
            let rows = self.rows;
            let own = self.columns.entry(name.clone()).or_insert_with(|| column.empty(rows));
            if !own.append(column) {
                return Err(OtherKind(name));
            }
        }
        self.rows += other.rows;
        for column in self.columns.values_mut() {
            let missing = self.rows - column.len();
            let more = column.empty(missing);
            column.append(more);
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
        let values = vec![Some(text.to_owned()); self.rows];
        self.columns.insert(column.to_owned(), Column::Text(values));
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
            of_each_kind!(column, values => for row in rows {
                if let Some(value) = values.get_mut(*row) {
                    *value = None;
                }
            });
        }
    }
}

/// What a pool holds, in counts that name nobody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Description {
    pub socs: u64,
    pub rows: u64,
    /// Under how many salts the rows stand; above 1, the same SOC may count more than once.
    pub salts: usize,
    /// Counts below this are folded or not shown.
    pub smallest: u64,
    pub groups: Vec<Group>,
    /// SOCs whose latest row enters the figures of a domain; none where they are too few to be shown.
    pub domains: Vec<(String, Option<u64>)>,
}

/// SOCs counted by one grouping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// `instrument`, `year`, or a segment.
    pub key: String,
    pub cells: Vec<GroupCell>,
}

/// SOCs of one value, or of several that are too few alone and so are not named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupCell {
    /// The slug, empty where the rows say nothing; none where several values are folded together.
    pub value: Option<String>,
    /// None where even together they are too few.
    pub socs: Option<u64>,
}
