//! Live scores: the rule of our method as formulas, rounded as ours are.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::model::score::{AspectScore, Exact, Scale, Score};
use crate::model::sheet::{Column, DOMAIN_ROW, scores, words};

use super::domain::{answered_formula, hidden, range};
use super::plan::{Plan, PlannedAspect, PlannedDomain, Practice, Total};
use super::style::Style;
use super::{cells, height};

/// Hidden columns: scores before they are rounded, and weights of maturity answered and in scope.
const EXACT: [u16; 2] = [7, 8];
const ANSWERED: u16 = 9;
const IN_SCOPE: u16 = 10;

const WIDTHS: [f64; 7] = [24.0, 40.0, 12.0, 12.0, 12.0, 12.0, 12.0];

/// What a score's cell shows.
pub(super) fn shown(score: Option<&Score>) -> String {
    score
        .and_then(Score::rounded)
        .map_or_else(|| scores::NONE.to_owned(), |rounded| rounded.to_f64().to_string())
}

pub(super) fn write(sheet: &mut Worksheet, plan: &Plan<'_>, style: &Style) -> Result<(), XlsxError> {
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_row_height(0, 26)?;
    cells::literal(sheet, (0, scores::NAME), "Scores", &style.title)?;
    let help = "Worked out as you answer, by the same rule as \"socmark score\". Maturity runs from 0 to 5, capability from 0 to 3. A question without an answer lowers nothing; it lowers the coverage.";
    sheet.merge_range(1, scores::NAME, 1, scores::COVERAGE, help, &style.help)?;
    sheet.set_row_height(1, height::of(&[height::Text::new(help, 100.0)]))?;
    let headings = ["Key", "Name", "Maturity", "Capability", "Answered", "Questions", "Coverage of maturity"];
    sheet.set_row_height(scores::HEADING_ROW, 30)?;
    for (column, heading) in (0_u16..).zip(headings) {
        cells::literal(sheet, (scores::HEADING_ROW, column), heading, &style.heading)?;
    }
    for (key, name, mean) in [
        (scores::OVERALL, "Overall: mean of the domains", &plan.overall),
        (scores::HEADLINE, "Headline: people, process, technology", &plan.headline),
    ] {
        if let Some(mean) = mean {
            total(sheet, key, name, mean, plan, style)?;
        }
    }
    for domain in &plan.domains {
        domain_row(sheet, domain, style)?;
        for aspect in &domain.aspects {
            aspect_row(sheet, domain, aspect, style)?;
        }
    }
    if let Some(practice) = &plan.practice {
        practice_row(sheet, practice, style)?;
    }
    for column in EXACT[0]..=IN_SCOPE {
        sheet.set_column_hidden(column)?;
    }
    sheet.set_freeze_panes(scores::HEADING_ROW + 1, 0)?;
    let last = plan.domains.last().map_or(scores::HEADING_ROW, PlannedDomain::last_score_row) + 1;
    cells::print(sheet, scores::HEADING_ROW, (last, scores::COVERAGE))?;
    cells::protect(sheet);
    Ok(())
}

impl PlannedDomain<'_> {
    fn last_score_row(&self) -> u32 {
        self.aspects.last().map_or(self.score_row, |aspect| aspect.score_row)
    }
}

/// The row's name, the rounded scores and the coverage, from its hidden columns.
fn figures(
    sheet: &mut Worksheet,
    row: u32,
    (key, name): (&str, &str),
    (maturity, capability): (Option<&Score>, Option<&Score>),
    bold: bool,
    style: &Style,
) -> Result<(), XlsxError> {
    let (name_format, score_format): (&Format, &Format) =
        if bold { (&style.strong, &style.score_bold) } else { (&style.text, &style.score) };
    cells::literal(sheet, (row, scores::KEY), key, &style.key)?;
    cells::literal(sheet, (row, scores::NAME), name, name_format)?;
    for (column, exact, score) in
        [(scores::MATURITY, EXACT[0], maturity), (scores::CAPABILITY, EXACT[1], capability)]
    {
        let cell = cells::name(row, exact);
        // nine decimals first, so that a tie that binary fractions miss is still rounded away from zero
        let formula = format!("=IF({cell}=\"\",\"{}\",ROUND(ROUND({cell},9),2))", scores::NONE);
        cells::formula(sheet, (row, column), &formula, &shown(score), score_format)?;
    }
    let (answered, in_scope) = (cells::name(row, ANSWERED), cells::name(row, IN_SCOPE));
    let formula = format!("=IF({in_scope}=0,\"{}\",{answered}/{in_scope})", scores::NONE);
    let share = maturity.and_then(|score| score.coverage.share());
    let result = share.map_or_else(|| scores::NONE.to_owned(), |share| share.to_string());
    cells::formula(sheet, (row, scores::COVERAGE), &formula, &result, &style.percent)
}

fn exact(score: Option<&Score>) -> String {
    exact_value(score.and_then(|score| score.value.as_ref()))
}

fn exact_value(value: Option<&Exact>) -> String {
    value.map(|value| value.to_f64().to_string()).unwrap_or_default()
}

fn hidden_cells(
    sheet: &mut Worksheet,
    row: u32,
    formulas: [String; 4],
    (maturity, capability): (Option<&Score>, Option<&Score>),
) -> Result<(), XlsxError> {
    let coverage = maturity.map(|score| score.coverage).unwrap_or_default();
    let results =
        [exact(maturity), exact(capability), coverage.answered.to_string(), coverage.in_scope.to_string()];
    for ((column, formula), result) in (EXACT[0]..).zip(formulas).zip(results) {
        cells::formula(sheet, (row, column), &formula, &result, &Format::new())?;
    }
    Ok(())
}

fn aspect_row(
    sheet: &mut Worksheet,
    domain: &PlannedDomain<'_>,
    aspect: &PlannedAspect<'_>,
    style: &Style,
) -> Result<(), XlsxError> {
    let AspectScore { maturity, capability, in_scope, items, .. } = aspect.score;
    let both = (maturity.as_ref(), capability.as_ref());
    let row = aspect.score_row;
    figures(sheet, row, (&aspect.aspect.id, &aspect.aspect.name), both, false, style)?;
    let on = cells::on(&domain.sheet);
    let scope =
        |row: u32| format!("{on}{}=\"{}\"", cells::name(row, Column::Answer.index()), words::OUT_OF_SCOPE);
    let out = format!("OR({},{})", scope(DOMAIN_ROW), scope(aspect.row));
    let Some((first, last)) = aspect.span() else { return Ok(()) };
    let sum = |kind: &str, column: u16| {
        let kinds = range(&on, hidden::KIND, first, last);
        format!("SUMIF({kinds},\"{kind}\",{})", range(&on, column, first, last))
    };
    let exact = |scale: Scale, kind: &str| {
        let weight = sum(kind, hidden::ANSWERED);
        format!(
            "=IF({out},\"\",IF({weight}=0,\"\",{}*{}/(4*{weight})))",
            scale.max(),
            sum(kind, hidden::STEPS)
        )
    };
    let formulas = [
        exact(Scale::Maturity, "m"),
        exact(Scale::Capability, "c"),
        format!("=IF({out},0,{})", sum("m", hidden::ANSWERED)),
        format!("=IF({out},0,{}+{})", sum("m", hidden::ANSWERED), sum("m", hidden::OPEN)),
    ];
    hidden_cells(sheet, row, formulas, both)?;
    let count = if *in_scope { items.len() } else { 0 };
    let formula = format!("=IF({out},0,{})", answered_formula(&on, first, last));
    cells::formula(sheet, (row, scores::ANSWERED), &formula, &aspect.answered.to_string(), &style.count)?;
    let formula = format!("=IF({out},0,{})", items.len());
    cells::formula(sheet, (row, scores::QUESTIONS), &formula, &count.to_string(), &style.count)
}

/// The row of a domain: means and sums of the aspects, which follow it.
fn domain_row(sheet: &mut Worksheet, domain: &PlannedDomain<'_>, style: &Style) -> Result<(), XlsxError> {
    let both = (domain.score.maturity.as_ref(), domain.score.capability.as_ref());
    let row = domain.score_row;
    figures(sheet, row, (&domain.domain.id, &domain.domain.name), both, true, style)?;
    if domain.aspects.is_empty() {
        return Ok(());
    }
    let below = |column: u16| range("", column, row + 1, domain.last_score_row());
    let mean = |column: u16| format!("=IFERROR(AVERAGE({}),\"\")", below(column));
    let sum = |column: u16| format!("=SUM({})", below(column));
    hidden_cells(sheet, row, [mean(EXACT[0]), mean(EXACT[1]), sum(ANSWERED), sum(IN_SCOPE)], both)?;
    let (answered, questions) = domain.progress();
    cells::formula(
        sheet,
        (row, scores::ANSWERED),
        &sum(scores::ANSWERED),
        &answered.to_string(),
        &style.count,
    )?;
    cells::formula(
        sheet,
        (row, scores::QUESTIONS),
        &sum(scores::QUESTIONS),
        &questions.to_string(),
        &style.count,
    )
}

/// A mean over domains; only maturity has one.
fn total(
    sheet: &mut Worksheet,
    key: &str,
    name: &str,
    total: &Total<'_>,
    plan: &Plan<'_>,
    style: &Style,
) -> Result<(), XlsxError> {
    let row = total.score_row;
    figures(sheet, row, (key, name), (total.score, None), true, style)?;
    let cells_of = |column: u16| {
        let cells: Vec<String> = total.of.iter().map(|row| cells::name(*row, column)).collect();
        cells.join(",")
    };
    let over = |function: &str, column: u16| match total.of.is_empty() {
        // no headline domain is on this sheet
        true => "=\"\"".to_owned(),
        false => format!("=IFERROR({function}({}),\"\")", cells_of(column)),
    };
    let formulas =
        [over("AVERAGE", EXACT[0]), "=\"\"".to_owned(), over("SUM", ANSWERED), over("SUM", IN_SCOPE)];
    hidden_cells(sheet, row, formulas, (total.score, None))?;
    let of = plan.domains.iter().filter(|domain| total.of.contains(&domain.score_row));
    let (answered, questions) =
        of.map(PlannedDomain::progress).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    for (column, result) in [(scores::ANSWERED, answered), (scores::QUESTIONS, questions)] {
        cells::formula(sheet, (row, column), &over("SUM", column), &result.to_string(), &style.count)?;
    }
    Ok(())
}

fn practice_row(sheet: &mut Worksheet, practice: &Practice, style: &Style) -> Result<(), XlsxError> {
    let row = practice.score_row;
    cells::literal(sheet, (row, scores::KEY), scores::PRACTICE, &style.id)?;
    cells::literal(sheet, (row, scores::NAME), "Adoption practice: mean of its aspects", &style.strong)?;
    let of: Vec<String> = practice.of.iter().map(|row| cells::name(*row, EXACT[0])).collect();
    let formula = format!("=IFERROR(AVERAGE({}),\"\")", of.join(","));
    cells::formula(sheet, (row, EXACT[0]), &formula, &exact_value(practice.value.as_ref()), &Format::new())?;
    let cell = cells::name(row, EXACT[0]);
    let formula = format!("=IF({cell}=\"\",\"{}\",ROUND(ROUND({cell},9),2))", scores::NONE);
    let rounded = practice.value.as_ref().map(|value| value.rounded().to_f64().to_string());
    let result = rounded.unwrap_or_else(|| scores::NONE.to_owned());
    cells::formula(sheet, (row, scores::MATURITY), &formula, &result, &style.score_bold)
}
