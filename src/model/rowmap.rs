//! The layout of an official SOC-CMM workbook: rows, ids and numbers, no wording.

use super::score::Scale;

/// Which row of the sheet `_Output` is which item, and how rows add up. The same for both editions of a version.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowMap {
    /// `2.4.2`.
    pub version: String,
    pub aspects: Vec<RowAspect>,
    /// Scored rows, legacy ones without a control included.
    pub items: Vec<RowItem>,
    /// Rows that repeat another one for the NIST mapping only.
    pub aliases: Vec<RowAlias>,
    /// Yes/No support questions.
    pub support: Vec<RowSupport>,
    /// Completeness cells: label steps over groups of support questions.
    pub completeness: Vec<RowCompleteness>,
    /// Every NIST CSF 2.0 subcategory that the alignment sheet lists, in its order (`GV.OC-01`).
    pub subcategories: Vec<String>,
    /// Subcategories that a category's sum includes beyond its own, even where no row maps to them: (category, scale, subcategory).
    pub csf_extra: Vec<(String, Scale, String)>,
    /// Categories shown on the results sheet, in order, and which scales they show.
    pub csf_shown: Vec<(String, Vec<Scale>)>,
}

/// An aspect and its cells. A legacy aspect (S 7) has no result row: it counts in NIST CSF only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowAspect {
    /// `b1`, `t3`, `s7`.
    pub id: String,
    /// `business`, `people`, `process`, `technology`, `services`.
    pub domain: String,
    /// Sheet of its questions, `Business - BSD`; empty for a legacy aspect.
    pub sheet: String,
    /// Row on the sheet `Results - OVR`.
    pub result_row: Option<u32>,
    /// Row of its sum of maturity items, and of capability items, on `_Output`.
    pub maturity_sum_row: u32,
    pub capability_sum_row: Option<u32>,
    /// Row whose answer is the scope cell; none where the aspect is always in scope.
    pub scope_row: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowItem {
    pub row: u32,
    /// Letter and number that the user sees (`b4.6`); `s7.r917` (aspect and row) where no sheet shows it.
    pub id: String,
    /// Aspect id.
    pub aspect: String,
    pub scale: Scale,
    /// Stays in whatever the scope cell says (T 3.7.22 to 25).
    pub always_in_scope: bool,
    /// The NIST id that column G yields while in scope, listed subcategory or not; none where G is empty.
    pub nist: Option<String>,
    /// Row of the question on its sheet.
    pub sheet_row: Option<u32>,
    /// Half weight that the factor column holds whatever the importance: 2 where it is a constant 1 (rows of M 4), 0 where
    /// it is empty (rows 1473 and 1474); none where it follows the importance.
    pub fixed_half_weight: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowAlias {
    pub row: u32,
    /// Row of the item that it finally repeats.
    pub of: u32,
    pub nist: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowSupport {
    pub row: u32,
    /// As the user sees it: `m1.3.1`.
    pub id: String,
    pub aspect: String,
    pub sheet_row: u32,
}

/// One completeness cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowCompleteness {
    pub sheet: String,
    /// `L24`.
    pub cell: String,
    /// Rows of its support questions on `_Output`.
    pub rows: Vec<u32>,
    /// One letter per number of Yes from 0: I, P, A, M, F.
    pub labels: String,
}

impl RowMap {
    /// The aspect of that id.
    #[must_use]
    pub fn aspect(&self, id: &str) -> Option<&RowAspect> {
        self.aspects.iter().find(|aspect| aspect.id == id)
    }
}

/// Results stored in a workbook by the program that saved it last; hundredths, `Err` with the marker of an error cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CachedResults {
    /// (aspect or domain id, scale) to its cell on the results sheet and the value there; absent cells are left out.
    pub scores: Vec<CachedScore>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct CachedScore {
    /// `b1`, `business`, `GV`, `GV.OC`.
    pub id: String,
    pub scale: Scale,
    pub sheet: String,
    pub cell: String,
    /// Hundredths, or the marker (`#DIV/0!`, `N/A`).
    pub value: Result<i64, String>,
}
