//! The official workbook's own method, to the cell: unanswered counts below "No", every level is rounded, error cells stay.
//!
//! Differs from ours on purpose. Whole numbers throughout, rounded where the workbook rounds: percentage, aspect, domain;
//! percentage, category, function.

mod aspects;
mod completeness;
mod csf;
mod inputs;
mod scorecard;

use std::fmt;

use crate::model::assessment::Assessment;
use crate::model::rowmap::RowMap;
use crate::model::score::{Coverage, Scale};

use inputs::Inputs;

pub use completeness::Label;
pub use scorecard::scorecard;

/// What a workbook computes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkbookResults {
    /// Every aspect that has a result cell, in order of the row map.
    pub aspects: Vec<AspectResult>,
    /// In order of the row map.
    pub domains: Vec<DomainResult>,
    /// NIST CSF 2.0 functions and categories, in order of the results sheet.
    pub functions: Vec<FunctionResult>,
    pub completeness: Vec<CompletenessResult>,
}

/// A number in hundredths as the cell shows it, or the error that it shows.
pub type Cell = Result<i64, CellError>;

/// The error markers that a result cell can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellError {
    /// `#DIV/0!`: nothing to divide by, since every item weighs nothing.
    DivisionByZero,
    /// `#N/A`: looked up in vain.
    NotAvailable,
    /// `#VALUE!`: text where a number must be.
    Value,
}

impl CellError {
    /// As a spreadsheet shows it.
    #[must_use]
    pub fn marker(self) -> &'static str {
        match self {
            Self::DivisionByZero => "#DIV/0!",
            Self::NotAvailable => "#N/A",
            Self::Value => "#VALUE!",
        }
    }
}

impl fmt::Display for CellError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.marker())
    }
}

/// What the scope cell of an aspect says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScopeFlag {
    /// No scope cell: always in.
    Always,
    In,
    Out,
    /// Neither 1 nor 2: the items are out, but the aspect still counts in its domain's mean, as 0.
    Unknown,
}

/// The sums of one kind of row; factor, score and maximum in halves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// Column D.
    pub answers: i64,
    /// Column E.
    pub importance: i64,
    /// Column H.
    pub factor_halves: i64,
    /// Column I.
    pub score_halves: i64,
    /// Column J.
    pub max_halves: i64,
}

/// One result: the sums, the percentage and the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScaleResult {
    pub sums: Sums,
    /// Column K in hundredths of a percent; under the own-methodology override rounded to that.
    pub percent: Cell,
    /// The cell on the results sheet.
    pub score: Cell,
    /// Answered weight and weight in scope, of the items that a control reaches.
    pub coverage: Coverage,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AspectResult {
    pub id: String,
    pub domain: String,
    pub flag: ScopeFlag,
    pub maturity: ScaleResult,
    /// None where the aspect has no capability cell.
    pub capability: Option<ScaleResult>,
    /// The two numbers of "questions remaining": without an answer, and in all.
    pub left: u32,
    pub questions: u32,
}

impl AspectResult {
    /// Whether the workbook counts it: no scope cell, or one that says so.
    #[must_use]
    pub fn in_scope(&self) -> bool {
        matches!(self.flag, ScopeFlag::Always | ScopeFlag::In)
    }

    fn on(&self, scale: Scale) -> Option<&ScaleResult> {
        match scale {
            Scale::Maturity => Some(&self.maturity),
            Scale::Capability => self.capability.as_ref(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainResult {
    pub id: String,
    pub maturity: Cell,
    /// None where the sheet shows `N/A`.
    pub capability: Option<Cell>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionResult {
    /// `GV`.
    pub id: String,
    /// None where the sheet shows `N/A`.
    pub maturity: Option<Cell>,
    pub capability: Option<Cell>,
    pub categories: Vec<CategoryResult>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryResult {
    /// `GV.OC`.
    pub id: String,
    /// None where the sheet shows `N/A`.
    pub maturity: Option<ScaleResult>,
    pub capability: Option<ScaleResult>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompletenessResult {
    pub sheet: String,
    pub cell: String,
    pub yes: u32,
    pub questions: u32,
    /// `#N/A` where questions were left empty.
    pub label: Result<Label, CellError>,
}

/// Recomputes the workbook's results from an assessment's answers.
#[must_use]
pub fn score(rows: &RowMap, assessment: &Assessment) -> WorkbookResults {
    let inputs = Inputs::read(rows, assessment);
    WorkbookResults { completeness: completeness::labels(rows, assessment), ..results(rows, &inputs) }
}

/// All but completeness, which knows no bounds.
fn results(rows: &RowMap, inputs: &Inputs) -> WorkbookResults {
    let aspects = aspects::aspects(rows, inputs);
    let domains = aspects::domains(&aspects);
    let functions = csf::functions(rows, inputs);
    WorkbookResults { aspects, domains, functions, completeness: Vec::new() }
}
