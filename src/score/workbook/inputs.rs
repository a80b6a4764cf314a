//! What the cells of `_Output` hold for an assessment.

use std::collections::BTreeMap;

use crate::model::assessment::{AnswerValue, Assessment, OwnMethodology};
use crate::model::rowmap::{RowAspect, RowItem, RowMap};
use crate::model::score::{Rounded, Scale};

use super::{CellError, ScopeFlag, Sums};

/// The aspect whose maturity an own methodology overrides.
const OVERRIDDEN: &str = "s2";

/// Answers on rows without a control are whatever the file holds; beyond this they are no answers, and sums stay safe.
const WILDEST_ANSWER: i64 = 1_000_000;

/// One scored row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells {
    pub scale: Scale,
    /// Column B is 1.
    pub in_scope: bool,
    /// A control on a sheet sets it.
    pub reachable: bool,
    /// Column D: 0 not answered, 1..=5, 6 not required.
    pub answer: i64,
    /// Column E: 1..=5.
    pub importance: i64,
    /// Column H in halves.
    pub half_weight: i64,
}

impl Cells {
    pub(super) fn add_to(&self, sums: &mut Sums) {
        sums.answers += self.answer;
        sums.importance += self.importance;
        sums.factor_halves += self.half_weight;
        sums.score_halves += self.answer * self.half_weight;
        sums.max_halves += 5 * self.half_weight;
    }
}

#[derive(Debug, Clone)]
pub(super) struct Inputs {
    /// As the items of the row map.
    pub cells: Vec<Cells>,
    /// As the aspects of the row map.
    pub flags: Vec<ScopeFlag>,
    /// As the items of the row map: position of the item's aspect.
    pub aspect_of: Vec<usize>,
    /// The level of an own methodology, where it overrides the answers.
    pub own_level: Option<Result<OwnLevel, CellError>>,
    /// Position of the aspect that it overrides.
    pub overridden: Option<usize>,
}

/// Both in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OwnLevel {
    /// Column K: 20 times the level.
    pub percent: i64,
    pub score: i64,
}

impl Inputs {
    pub(super) fn read(rows: &RowMap, assessment: &Assessment) -> Self {
        let position: BTreeMap<&str, usize> =
            rows.aspects.iter().enumerate().map(|(i, aspect)| (aspect.id.as_str(), i)).collect();
        let flags: Vec<ScopeFlag> = rows.aspects.iter().map(|aspect| flag(aspect, assessment)).collect();
        // an item of no known aspect is in no sum; the reader of row maps is tested not to yield one
        let aspect_of: Vec<usize> = rows
            .items
            .iter()
            .map(|item| position.get(item.aspect.as_str()).copied().unwrap_or(usize::MAX))
            .collect();
        let cells = rows
            .items
            .iter()
            .zip(&aspect_of)
            .map(|(item, &aspect)| {
                let flag = flags.get(aspect).copied().unwrap_or(ScopeFlag::Out);
                cells(item, assessment, flag)
            })
            .collect();
        let own = assessment.workbook.as_ref().and_then(|extras| extras.own_methodology.as_ref());
        Self {
            cells,
            flags,
            aspect_of,
            own_level: own.and_then(own_level),
            overridden: position.get(OVERRIDDEN).copied(),
        }
    }

    /// The same with every open question in scope answered so. Rows that no control reaches stay as they are: nobody can
    /// answer them.
    pub(super) fn filled(&self, answer: i64) -> Self {
        let mut filled = self.clone();
        for cells in &mut filled.cells {
            if cells.in_scope && cells.reachable && cells.answer == 0 {
                cells.answer = answer;
            }
        }
        filled
    }
}

fn flag(aspect: &RowAspect, assessment: &Assessment) -> ScopeFlag {
    if aspect.scope_row.is_none() {
        return ScopeFlag::Always;
    }
    if let Some(cell) = assessment.workbook.as_ref().and_then(|extras| extras.scope_cells.get(&aspect.id)) {
        return match cell {
            1 => ScopeFlag::Out,
            2 => ScopeFlag::In,
            _ => ScopeFlag::Unknown,
        };
    }
    // the scope cell of a legacy aspect has no control, so excluding its domain does not touch it
    let by_domain = aspect.result_row.is_some() && assessment.exclude.contains(&aspect.domain);
    if by_domain || assessment.exclude.contains(&aspect.id) { ScopeFlag::Out } else { ScopeFlag::In }
}

fn cells(item: &RowItem, assessment: &Assessment, flag: ScopeFlag) -> Cells {
    let answer = assessment.answers.get(&item.id);
    let value = answer.and_then(|answer| answer.value.as_ref());
    // "not applicable" is ours; what a workbook has for it is importance none, or not required
    let dropped = matches!(value, Some(AnswerValue::NotRequired | AnswerValue::NotApplicable));
    let level = match (item.sheet_row, value) {
        (None, _) => assessment
            .workbook
            .as_ref()
            .and_then(|extras| extras.rows.get(&item.row))
            .map_or(0, |answer| (*answer).clamp(-WILDEST_ANSWER, WILDEST_ANSWER)),
        (Some(_), Some(AnswerValue::Level(level))) => i64::from(*level).min(5),
        (Some(_), _) if dropped && item.scale == Scale::Capability => 6,
        (Some(_), _) => 0,
    };
    let importance = match item.scale {
        Scale::Maturity if dropped => 1,
        Scale::Maturity => {
            i64::from(answer.and_then(|answer| answer.importance).unwrap_or_default().ordinal())
        }
        Scale::Capability if level == 6 => 1,
        Scale::Capability => 3,
    };
    let by_importance = match importance {
        1 => 0,
        2 => 1,
        3 => 2,
        4 => 4,
        _ => 8,
    };
    Cells {
        scale: item.scale,
        in_scope: item.always_in_scope || matches!(flag, ScopeFlag::Always | ScopeFlag::In),
        reachable: item.sheet_row.is_some(),
        answer: level,
        importance,
        half_weight: item.fixed_half_weight.map_or(by_importance, i64::from),
    }
}

/// The override: switched on, and a level above 0. Text compares as above 0 and cannot be multiplied.
fn own_level(own: &OwnMethodology) -> Option<Result<OwnLevel, CellError>> {
    let text = own.level.as_deref().filter(|_| own.in_use)?;
    match decimal(text.trim()) {
        None => Some(Err(CellError::Value)),
        Some((numerator, denominator)) => (numerator > 0).then(|| {
            Ok(OwnLevel {
                percent: Rounded::of_ratio(20 * numerator, denominator).0,
                score: Rounded::of_ratio(numerator, denominator).0,
            })
        }),
    }
}

/// A decimal number as a ratio; `None` for anything else. Digits beyond the 12th of the fraction cannot move a rounded
/// value, and the whole part of a level is short.
fn decimal(text: &str) -> Option<(i64, i64)> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || whole.len() > 3 || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let (mut numerator, mut denominator) = (0_i64, 1_i64);
    for byte in whole.bytes().chain(fraction.bytes().take(12)) {
        numerator = numerator * 10 + i64::from(byte - b'0');
    }
    for _ in fraction.bytes().take(12) {
        denominator *= 10;
    }
    Some((if negative { -numerator } else { numerator }, denominator))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_read_exactly() {
        let level = |text: &str| {
            own_level(&OwnMethodology { in_use: true, name: None, level: Some(text.to_owned()) })
        };
        let of = |percent, score| Some(Ok(OwnLevel { percent, score }));
        assert_eq!(level("3.65"), of(7300, 365));
        // 20 times 4.777 is 95.54, not 20 times 4.78
        assert_eq!(level("4.777"), of(9554, 478));
        // 3.655 lies below the tie as a binary float
        assert_eq!(level("3.655"), of(7310, 366));
        assert_eq!(level("3.654999999999999999"), of(7310, 365));
        assert_eq!(level("4"), of(8000, 400));
        // not capped
        assert_eq!(level("7.5"), of(15000, 750));
        assert_eq!(level("0"), None);
        assert_eq!(level("-2"), None);
        for text in ["error", "", "3,65", "4 of 5", "1234", "--1"] {
            assert_eq!(level(text), Some(Err(CellError::Value)), "{text}");
        }
    }

    #[test]
    fn a_level_without_the_switch_overrides_nothing() {
        assert_eq!(
            own_level(&OwnMethodology { in_use: false, name: None, level: Some("4".to_owned()) }),
            None
        );
        assert_eq!(own_level(&OwnMethodology { in_use: true, name: None, level: None }), None);
    }
}
