//! Completeness labels over Yes/No support questions; they never change a score.

use std::collections::BTreeMap;

use crate::model::assessment::Assessment;
use crate::model::rowmap::{RowCompleteness, RowMap};

use super::{CellError, CompletenessResult};

/// How complete a document or practice is, by the share of its elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    Incomplete,
    Partially,
    Averagely,
    Mostly,
    Fully,
}

impl Label {
    /// The label of a letter of the row map.
    #[must_use]
    pub fn from_letter(letter: char) -> Option<Self> {
        match letter {
            'I' => Some(Self::Incomplete),
            'P' => Some(Self::Partially),
            'A' => Some(Self::Averagely),
            'M' => Some(Self::Mostly),
            'F' => Some(Self::Fully),
            _ => None,
        }
    }

    /// In a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Incomplete => "incomplete",
            Self::Partially => "partially",
            Self::Averagely => "averagely",
            Self::Mostly => "mostly",
            Self::Fully => "fully",
        }
    }
}

pub(super) fn labels(rows: &RowMap, assessment: &Assessment) -> Vec<CompletenessResult> {
    let ids: BTreeMap<u32, &str> =
        rows.support.iter().map(|support| (support.row, support.id.as_str())).collect();
    rows.completeness.iter().map(|cell| label(cell, &ids, assessment)).collect()
}

/// The sum of the answers (No 1, Yes 2, empty 0) is looked up exactly. So an empty one is not an error in itself: with all
/// others at Yes the sum is still on the list.
fn label(cell: &RowCompleteness, ids: &BTreeMap<u32, &str>, assessment: &Assessment) -> CompletenessResult {
    let (mut sum, mut yes) = (0_usize, 0);
    for row in &cell.rows {
        let answers = assessment.workbook.as_ref().map(|extras| &extras.support);
        match ids.get(row).and_then(|id| answers?.get(*id)) {
            Some(true) => {
                sum += 2;
                yes += 1;
            }
            Some(false) => sum += 1,
            None => {}
        }
    }
    let found = sum
        .checked_sub(cell.rows.len())
        .and_then(|step| cell.labels.chars().nth(step))
        .and_then(Label::from_letter);
    CompletenessResult {
        sheet: cell.sheet.clone(),
        cell: cell.cell.clone(),
        yes,
        questions: u32::try_from(cell.rows.len()).unwrap_or(u32::MAX),
        label: found.ok_or(CellError::NotAvailable),
    }
}
