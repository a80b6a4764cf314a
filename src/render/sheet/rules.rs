//! What a domain's cells allow, and the colours that follow what is in them.

use rust_xlsxwriter::{ConditionalFormatFormula, DataValidation, Worksheet, XlsxError};

use crate::model::assessment::{Confidence, Importance};
use crate::model::instrument::{Item, ItemKind};
use crate::model::sheet::{Column, DOMAIN_ROW, HEADING_ROW, Row, words};

use super::choices;
use super::domain::range;
use super::plan::PlannedDomain;
use super::style::Style;

pub(super) fn drop_downs(sheet: &mut Worksheet, domain: &PlannedDomain<'_>) -> Result<(), XlsxError> {
    let answer = Column::Answer.index();
    let rows = domain.aspects.iter().flat_map(|aspect| &aspect.rows);
    let scope: Vec<u32> =
        std::iter::once(DOMAIN_ROW).chain(domain.aspects.iter().map(|aspect| aspect.row)).collect();
    let of = |wanted: fn(&Row<'_>) -> bool| -> Vec<u32> {
        rows.clone().filter(|(_, what)| wanted(what)).map(|(row, _)| *row).collect()
    };
    let maturity = of(|what| matches!(what, Row::Item(Item { kind: ItemKind::Maturity { .. }, .. })));
    let capability = of(|what| matches!(what, Row::Item(Item { kind: ItemKind::Capability { .. }, .. })));
    let elements = of(|what| matches!(what, Row::Element(..)));
    let items = of(|what| matches!(what, Row::Item(_)));
    let level = "A level from 1 to 5, or one of the words of the list.";
    let lists: [(&[u32], u16, Vec<&str>, &str); 6] = [
        (&maturity, answer, vec!["1", "2", "3", "4", "5", words::NOT_APPLICABLE], level),
        (&capability, answer, vec!["1", "2", "3", "4", "5", words::NOT_REQUIRED], level),
        (&elements, answer, vec![words::YES, words::NO], "yes or no; leave it empty if you do not know."),
        (&scope, answer, vec![words::IN_SCOPE, words::OUT_OF_SCOPE], "in scope or out of scope."),
        (
            &items,
            Column::Importance.index(),
            Importance::ALL.map(Importance::word).to_vec(),
            "Choose one of the list; empty counts as normal.",
        ),
        (
            &items,
            Column::Confidence.index(),
            Confidence::ALL.map(Confidence::word).to_vec(),
            "Choose one of the list, or leave the cell empty.",
        ),
    ];
    for (rows, column, values, message) in lists {
        add(sheet, rows, column, choices::words(&values, message)?)?;
    }
    Ok(())
}

/// One rule for runs of rows: a rule a row would swell the file.
fn add(sheet: &mut Worksheet, rows: &[u32], column: u16, rule: DataValidation) -> Result<(), XlsxError> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => runs.push((*row, *row)),
        }
    }
    let Some((first, last)) = runs.first().copied() else { return Ok(()) };
    let ranges: Vec<String> = runs.iter().map(|(first, last)| range("", column, *first, *last)).collect();
    sheet.add_data_validation(first, column, last, column, &rule.set_multi_range(ranges.join(" ")))?;
    Ok(())
}

/// Out of scope is grey; else the answer and its anchor take the colour of the level.
pub(super) fn colours(
    sheet: &mut Worksheet,
    domain: &PlannedDomain<'_>,
    style: &Style,
) -> Result<(), XlsxError> {
    let (first, last) = (HEADING_ROW + 1, domain.last_row());
    if last < first {
        return Ok(());
    }
    let answer = Column::Answer.index();
    let out = |row: u32| format!("$C${}=\"{}\"", row + 1, words::OUT_OF_SCOPE);
    for aspect in &domain.aspects {
        let rule = format!("=OR({},{})", out(DOMAIN_ROW), out(aspect.row));
        let grey = ConditionalFormatFormula::new()
            .set_rule(rule.as_str())
            .set_format(&style.out_of_scope)
            .set_stop_if_true(true);
        let last = aspect.span().map_or(aspect.row, |(_, last)| last);
        sheet.add_conditional_format(aspect.row, 0, last, Column::Confidence.index(), &grey)?;
    }
    for (level, format) in (1_u16..).zip(&style.chosen) {
        let rule = format!("=$C{}={level}", first + 1);
        let chosen = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(format);
        let anchor = Column::Level1.index() + level - 1;
        sheet.add_conditional_format(first, anchor, last, anchor, &chosen)?;
        sheet.add_conditional_format(first, answer, last, answer, &chosen)?;
    }
    let scope =
        [words::IN_SCOPE, words::OUT_OF_SCOPE].map(|word| format!("$C{}<>\"{word}\"", first + 1)).join(",");
    let rule = format!("=AND($C{0}<>\"\",LEFT($C{0},4)<>\"see \",{scope})", first + 1);
    let mark = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(&style.answered);
    sheet.add_conditional_format(first, 0, last, 0, &mark)?;
    Ok(())
}
