//! One sheet a domain: every question with its anchors, and room for the answer.

use rust_xlsxwriter::{Format, IgnoreError, Worksheet, XlsxError};

use crate::model::assessment::{Answer, AnswerValue, Assessment, Confidence, Importance};
use crate::model::instrument::{Item, ItemKind};
use crate::model::score::{AspectScore, ItemPart, Scale};
use crate::model::sheet::{Column, DOMAIN_ROW, HEADING_ROW, Row, notation, scores, sheets, words};

use super::plan::{PlannedAspect, PlannedDomain};
use super::style::Style;
use super::{cells, height, rules};

/// Widths of the columns, in characters.
const WIDTHS: [f64; 12] = [11.0, 48.0, 14.0, 25.0, 25.0, 25.0, 25.0, 25.0, 36.0, 36.0, 12.0, 12.0];

/// Hidden columns behind the visible ones, for the formulas of the scores.
pub(super) mod hidden {
    /// `m` or `c` where the row counts.
    pub const KIND: u16 = 12;
    /// Twice the weight.
    pub const WEIGHT: u16 = 13;
    /// The weight where a level is given, and where nothing is.
    pub const ANSWERED: u16 = 14;
    pub const OPEN: u16 = 15;
    /// Weight times steps above level 1.
    pub const STEPS: u16 = 16;
}

pub(super) fn write(
    sheet: &mut Worksheet,
    assessment: &Assessment,
    domain: &PlannedDomain<'_>,
    style: &Style,
) -> Result<(), XlsxError> {
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    head(sheet, assessment, domain, style)?;
    for aspect in &domain.aspects {
        aspect_row(sheet, assessment, aspect, style)?;
        for (row, what) in &aspect.rows {
            match what {
                Row::Item(item) => item_row(sheet, assessment, aspect, *row, item, style)?,
                Row::Element(item, element) => element_row(sheet, assessment, *row, item, element, style)?,
                Row::Aspect(_) => {}
            }
        }
    }
    rules::drop_downs(sheet, domain)?;
    rules::colours(sheet, domain, style)?;
    for column in hidden::KIND..=hidden::STEPS {
        sheet.set_column_hidden(column)?;
    }
    sheet.set_freeze_panes(HEADING_ROW + 1, Column::Level1.index())?;
    sheet.set_selection(HEADING_ROW + 2, Column::Answer.index(), HEADING_ROW + 2, Column::Answer.index())?;
    // the headings of the levels are texts, and so are notes that look like numbers
    sheet.ignore_error_range(
        0,
        0,
        domain.last_row(),
        Column::Confidence.index(),
        IgnoreError::NumberStoredAsText,
    )?;
    cells::print(sheet, HEADING_ROW, (domain.last_row(), Column::Level5.index()))?;
    cells::protect(sheet);
    Ok(())
}

fn head(
    sheet: &mut Worksheet,
    assessment: &Assessment,
    domain: &PlannedDomain<'_>,
    style: &Style,
) -> Result<(), XlsxError> {
    let row = DOMAIN_ROW;
    sheet.set_row_height(row, 26)?;
    cells::literal(sheet, (row, Column::Id.index()), &domain.domain.id, &style.id)?;
    cells::literal(sheet, (row, Column::Question.index()), &domain.domain.name, &style.title)?;
    scope(sheet, row, assessment, &domain.domain.id, style)?;
    let (answered, questions) = domain.progress();
    let formula = format!(
        "={0}{1}&\" of \"&{0}{2}&\" answered\"",
        cells::on(sheets::SCORES),
        cells::name(domain.score_row, scores::ANSWERED),
        cells::name(domain.score_row, scores::QUESTIONS)
    );
    cells::formula(
        sheet,
        (row, Column::Level1.index()),
        &formula,
        &format!("{answered} of {questions} answered"),
        &style.strong,
    )?;
    figures(
        sheet,
        row,
        domain.score_row,
        (domain.score.of(Scale::Maturity), domain.score.of(Scale::Capability)),
        style,
    )?;
    let help = "Choose a level in column C; the columns beside it say what each level means. A level counts only when those below it hold as well.";
    sheet.set_row_height(row + 1, 27)?;
    cells::literal(sheet, (row + 1, Column::Question.index()), help, &style.help)?;
    sheet.set_row_height(HEADING_ROW, 18)?;
    for column in Column::ALL {
        cells::literal(sheet, (HEADING_ROW, column.index()), column.heading(), &style.heading)?;
    }
    Ok(())
}

/// Maturity and capability beside the progress, from the sheet of scores.
fn figures(
    sheet: &mut Worksheet,
    row: u32,
    score_row: u32,
    (maturity, capability): (Option<&crate::model::score::Score>, Option<&crate::model::score::Score>),
    style: &Style,
) -> Result<(), XlsxError> {
    for (column, from, score, format) in [
        (Column::Level2, scores::MATURITY, maturity, &style.maturity),
        (Column::Level3, scores::CAPABILITY, capability, &style.capability),
    ] {
        if score.is_none() {
            // nothing here counts on that scale
            sheet.write_blank(row, column.index(), format)?;
            continue;
        }
        let formula = format!("={}{}", cells::on(sheets::SCORES), cells::name(score_row, from));
        cells::formula(sheet, (row, column.index()), &formula, &super::scores::shown(score), format)?;
    }
    Ok(())
}

fn is_out(assessment: &Assessment, id: &str) -> bool {
    assessment.exclude.iter().any(|excluded| excluded == id)
}

fn scope(
    sheet: &mut Worksheet,
    row: u32,
    assessment: &Assessment,
    id: &str,
    style: &Style,
) -> Result<(), XlsxError> {
    let word = if is_out(assessment, id) { words::OUT_OF_SCOPE } else { words::IN_SCOPE };
    cells::literal(sheet, (row, Column::Answer.index()), word, &style.band_scope)
}

/// How many scored questions of the aspect have an answer.
fn answered(assessment: &Assessment, aspect: &PlannedAspect<'_>) -> usize {
    let given = |item: &&Item| assessment.answers.get(&item.id).is_some_and(|answer| answer.value.is_some());
    aspect.scored().filter(given).count()
}

fn aspect_row(
    sheet: &mut Worksheet,
    assessment: &Assessment,
    planned: &PlannedAspect<'_>,
    style: &Style,
) -> Result<(), XlsxError> {
    let (row, aspect) = (planned.row, planned.aspect);
    cells::literal(sheet, (row, Column::Id.index()), &aspect.id, &style.band_id)?;
    rich(sheet, row, (&aspect.name, &style.strong_part), (&aspect.about, &style.plain_part), &style.band)?;
    scope(sheet, row, assessment, &aspect.id, style)?;
    for column in Column::ALL.iter().filter(|column| **column >= Column::Level1) {
        sheet.write_blank(row, column.index(), &style.band)?;
    }
    match planned.span().filter(|_| planned.scored().next().is_some()) {
        Some((first, last)) => {
            let count = planned.scored().count();
            let formula = format!("={}&\" of {count} answered\"", answered_formula("", first, last));
            let result = format!("{} of {count} answered", answered(assessment, planned));
            cells::formula(sheet, (row, Column::Level1.index()), &formula, &result, &style.band)?;
            let AspectScore { maturity, capability, .. } = planned.score;
            figures(sheet, row, planned.score_row, (maturity.as_ref(), capability.as_ref()), style)?;
        }
        None => cells::literal(sheet, (row, Column::Level1.index()), "not scored", &style.band)?,
    }
    let remark = assessment.notes.get(&aspect.id).map(String::as_str);
    cells::text(sheet, (row, Column::Note.index()), remark, &style.band_note)?;
    let about = format!("{}\n{}", aspect.name, aspect.about);
    sheet.set_row_height(
        row,
        height::of(&[
            height::Text::new(&about, WIDTHS[1]).bold(),
            height::Text::new(&aspect.id, WIDTHS[0]).small(),
            height::Text::new(remark.unwrap_or_default(), WIDTHS[8]),
        ]),
    )?;
    Ok(())
}

/// How many scored rows from `first` to `last` hold something, as a formula without `=`.
pub(super) fn answered_formula(on: &str, first: u32, last: u32) -> String {
    let kind = range(on, hidden::KIND, first, last);
    let answer = range(on, Column::Answer.index(), first, last);
    format!("SUMPRODUCT((({kind}=\"m\")+({kind}=\"c\"))*({answer}<>\"\"))")
}

/// `'People'!$M$5:$M$12`
pub(super) fn range(on: &str, column: u16, first: u32, last: u32) -> String {
    format!("{on}{}:{}", cells::name(first, column), cells::name(last, column))
}

/// Two texts of two looks in the cell of the question; rich text allows no empty part.
fn rich(
    sheet: &mut Worksheet,
    row: u32,
    (first, first_format): (&str, &Format),
    (second, second_format): (&str, &Format),
    format: &Format,
) -> Result<(), XlsxError> {
    let column = Column::Question.index();
    if first.is_empty() || second.is_empty() {
        return cells::literal(sheet, (row, column), if first.is_empty() { second } else { first }, format);
    }
    let below = format!("\n{second}");
    sheet.write_rich_string_with_format(
        row,
        column,
        &[(first_format, first), (second_format, &below)],
        format,
    )?;
    Ok(())
}

fn item_row(
    sheet: &mut Worksheet,
    assessment: &Assessment,
    aspect: &PlannedAspect<'_>,
    row: u32,
    item: &Item,
    style: &Style,
) -> Result<(), XlsxError> {
    let none = Answer::default();
    let answer = assessment.answers.get(&item.id).unwrap_or(&none);
    cells::literal(sheet, (row, Column::Id.index()), &item.id, &style.id)?;
    rich(sheet, row, (&item.question, &style.plain_part), (&item.why, &style.why_part), &style.text)?;
    let at = (row, Column::Answer.index());
    match (&item.kind, &answer.value) {
        (ItemKind::Fact { field, .. }, _) => {
            let place = if field == "capabilities" { sheets::AI_TOOLS } else { sheets::START };
            cells::literal(sheet, at, &format!("see {place}"), &style.level_locked)?;
        }
        (ItemKind::Elements { .. }, _) => cells::literal(sheet, at, "see below", &style.level_locked)?,
        (_, Some(AnswerValue::Level(level))) => {
            cells::number(sheet, at, Some(f64::from(*level)), &style.level)?
        }
        (_, Some(AnswerValue::NotApplicable)) => {
            cells::literal(sheet, at, words::NOT_APPLICABLE, &style.level)?
        }
        (_, Some(AnswerValue::NotRequired)) => cells::literal(sheet, at, words::NOT_REQUIRED, &style.level)?,
        _ => cells::literal(sheet, at, "", &style.level)?,
    }
    for (number, column) in (0..).zip(Column::Level1.index()..=Column::Level5.index()) {
        let anchor = item.kind.anchors().get(number).map(String::as_str);
        cells::literal(sheet, (row, column), anchor.unwrap_or_default(), &style.anchor)?;
    }
    if let ItemKind::Elements { elements, .. } = &item.kind {
        present(sheet, row, answer, elements.len(), style)?;
    }
    let evidence = notation::evidence(&answer.evidence);
    cells::text(sheet, (row, Column::Note.index()), answer.note.as_deref(), &style.input)?;
    cells::literal(sheet, (row, Column::Evidence.index()), &evidence, &style.input)?;
    cells::literal(
        sheet,
        (row, Column::Importance.index()),
        answer.importance.map_or("", Importance::word),
        &style.input_centre,
    )?;
    cells::literal(
        sheet,
        (row, Column::Confidence.index()),
        answer.confidence.map_or("", Confidence::word),
        &style.input_centre,
    )?;
    if item.kind.is_scored() {
        sums(sheet, aspect, row, item)?;
    }
    let question = format!("{}\n{}", item.question, item.why);
    let mut texts = vec![
        height::Text::new(&question, WIDTHS[1]),
        height::Text::new(&item.id, WIDTHS[0]).small(),
        height::Text::new(answer.note.as_deref().unwrap_or_default(), WIDTHS[8]),
        height::Text::new(&evidence, WIDTHS[9]),
    ];
    texts.extend(item.kind.anchors().iter().map(|anchor| height::Text::new(anchor, WIDTHS[3]).bold()));
    sheet.set_row_height(row, height::of(&texts))?;
    Ok(())
}

/// How many elements of a list are there, beside the question.
fn present(
    sheet: &mut Worksheet,
    row: u32,
    answer: &Answer,
    count: usize,
    style: &Style,
) -> Result<(), XlsxError> {
    let Some(last) = u32::try_from(count).ok().filter(|count| *count > 0).map(|count| row + count) else {
        return Ok(());
    };
    let range = range("", Column::Answer.index(), row + 1, last);
    let formula = format!("=COUNTIF({range},\"{}\")&\" of {count} there\"", words::YES);
    let there = if let Some(AnswerValue::Present(present)) = &answer.value { present.len() } else { 0 };
    cells::formula(
        sheet,
        (row, Column::Level1.index()),
        &formula,
        &format!("{there} of {count} there"),
        &style.anchor,
    )
}

fn element_row(
    sheet: &mut Worksheet,
    assessment: &Assessment,
    row: u32,
    item: &Item,
    element: &str,
    style: &Style,
) -> Result<(), XlsxError> {
    let ItemKind::Elements { elements, .. } = &item.kind else { return Ok(()) };
    let label = elements.iter().find(|one| one.id == element).map_or(element, |one| one.label.as_str());
    let id = crate::model::sheet::element_id(&item.id, element);
    cells::literal(sheet, (row, Column::Id.index()), &id, &style.key)?;
    let shown = format!("•  {label}");
    cells::literal(sheet, (row, Column::Question.index()), &shown, &style.text)?;
    let word = match assessment.answers.get(&item.id).and_then(|answer| answer.value.as_ref()) {
        Some(AnswerValue::Present(present)) if present.iter().any(|one| one == element) => words::YES,
        Some(AnswerValue::Present(_)) => words::NO,
        _ => "",
    };
    cells::literal(sheet, (row, Column::Answer.index()), word, &style.level)?;
    sheet.set_row_height(row, height::of(&[height::Text::new(&shown, WIDTHS[1])]))?;
    Ok(())
}

/// What the row adds to the sums of its aspect.
fn sums(sheet: &mut Worksheet, aspect: &PlannedAspect<'_>, row: u32, item: &Item) -> Result<(), XlsxError> {
    let plain = Format::new();
    let kind = if matches!(item.kind, ItemKind::Maturity { .. }) { "m" } else { "c" };
    sheet.write_string(row, hidden::KIND, kind)?;
    let answer = cells::name(row, Column::Answer.index());
    let importance = cells::name(row, Column::Importance.index());
    let weight = cells::name(row, hidden::WEIGHT);
    let answered = cells::name(row, hidden::ANSWERED);
    let part =
        aspect.score.items.iter().find(|standing| standing.id == item.id).map(|standing| standing.part);
    let (has, open, steps) = match part {
        Some(ItemPart::Counted { level, half_weight }) => {
            (half_weight, 0, half_weight * u32::from(level - 1))
        }
        Some(ItemPart::Unanswered { half_weight }) => (0, half_weight, 0),
        _ => (0, 0, 0),
    };
    // empty is normal
    let by_word = [Importance::None, Importance::Low, Importance::High, Importance::Critical]
        .iter()
        .rev()
        .fold(Importance::Normal.half_weight().to_string(), |rest, importance_word| {
            format!(
                "IF({importance}=\"{}\",{},{rest})",
                importance_word.word(),
                importance_word.half_weight()
            )
        });
    cells::formula(sheet, (row, hidden::WEIGHT), &format!("={by_word}"), &(has + open).to_string(), &plain)?;
    let level = format!(
        "=IF(ISNUMBER({answer}),IF(AND({answer}>=1,{answer}<=5,{answer}=INT({answer})),{weight},0),0)"
    );
    cells::formula(sheet, (row, hidden::ANSWERED), &level, &has.to_string(), &plain)?;
    cells::formula(
        sheet,
        (row, hidden::OPEN),
        &format!("=IF({answer}=\"\",{weight},0)"),
        &open.to_string(),
        &plain,
    )?;
    let stepped = format!("=IF({answered}>0,{answered}*({answer}-1),0)");
    cells::formula(sheet, (row, hidden::STEPS), &stepped, &steps.to_string(), &plain)
}
