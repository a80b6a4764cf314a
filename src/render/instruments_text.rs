//! The questionnaires at hand for people.

use crate::model::instrument::Instrument;
use crate::model::practice::Practice;

use super::instruments_json::rows;

/// A line a questionnaire, under one of headings.
pub(crate) fn render(instruments: &[Instrument], practices: &[Practice]) -> String {
    let head = ["", "domains", "aspects", "maturity", "capability", "elements", "quick", "practices"];
    let rows: Vec<(Vec<String>, String)> = rows(instruments, practices)
        .into_iter()
        .map(|row| {
            let counts = &row.counts;
            let numbers = [
                counts.domains,
                counts.aspects,
                counts.maturity,
                counts.capability,
                counts.elements,
                counts.quick,
                counts.practices,
            ];
            let reference = format!("{}@{}", row.id, row.version);
            (std::iter::once(reference).chain(numbers.map(|number| number.to_string())).collect(), row.title)
        })
        .collect();
    let width =
        |at: usize| rows.iter().map(|(cells, _)| cells[at].chars().count()).chain([head[at].len()]).max();
    let widths: Vec<usize> = (0..head.len()).map(|at| width(at).unwrap_or_default()).collect();
    let line = |cells: &[&str], title: &str| {
        let mut line = format!("{:<1$}", cells[0], widths[0]);
        for (cell, width) in cells.iter().zip(&widths).skip(1) {
            line.push_str(&format!("  {cell:>width$}"));
        }
        format!("{line}  {title}").trim_end().to_owned() + "\n"
    };
    let mut text = line(&head, "");
    for (cells, title) in &rows {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        text.push_str(&line(&cells, title));
    }
    text
}
