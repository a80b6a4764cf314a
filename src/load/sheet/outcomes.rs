//! Outcomes measured before and after: one row each, found by the word in its first column.

use crate::diagnostic::Diagnostic;
use crate::model::adoption::{Measured, Measurement, OutcomeMetric};
use crate::model::assessment::Assessment;
use crate::model::sheet::outcomes;

use super::grid::{self, Grid, Heading};
use super::{At, Page, Reading, near};

pub(super) fn read(page: &Page, from_1904: bool, assessment: &mut Assessment, reading: &mut Reading<'_>) {
    let headings: Vec<Heading> = (0_u16..)
        .zip(outcomes::HEADINGS)
        .map(|(column, text)| Heading {
            text,
            column: u32::from(column) + 1,
            is_read: column != outcomes::LABEL && column != outcomes::UNIT,
        })
        .collect();
    let Some(grid) = grid::find(page, &headings, outcomes::HEADING_ROW + 1, reading) else { return };
    let mut found: Vec<(u32, Measured)> = Vec::new();
    for row in grid.heading_row + 1..=page.cells.last_row() {
        let figures =
            [outcomes::BEFORE, outcomes::BEFORE_ON, outcomes::AFTER, outcomes::AFTER_ON, outcomes::SOURCE];
        if !grid.says(page, row, figures.map(usize::from)) {
            continue;
        }
        let Some(id) = grid.column(usize::from(outcomes::ID)) else { continue };
        let word = reading.name(page, (row, id)).unwrap_or_default();
        let Some(metric) = OutcomeMetric::ALL.iter().copied().find(|outcome| outcome.word() == word) else {
            let words: Vec<&str> = OutcomeMetric::ALL.iter().map(|outcome| outcome.word()).collect();
            let message = format!("no outcome is called `{word}`");
            reading.say("WB019", page, (row, id), message, near(&word, &words));
            continue;
        };
        if let Some((first, _)) = found.iter().find(|(_, other)| other.metric == metric) {
            let said = Diagnostic::new(
                "WB020",
                reading.place(page, (row, id)),
                format!("`{word}` stands in two rows"),
            )
            .related(reading.place(page, (*first, id)), "the other")
            .help("keep one of the two rows");
            reading.out.push(said);
            continue;
        }
        let path = format!("ai/measured/{}", found.len());
        reading.mark(path.clone(), page, (row, id));
        let mut reader = RowReader { page, grid: &grid, row, path, from_1904, metric, reading };
        let measured = Measured {
            metric,
            before: reader.measurement("before", outcomes::BEFORE, outcomes::BEFORE_ON),
            after: reader.measurement("after", outcomes::AFTER, outcomes::AFTER_ON),
            source: reader.at("source", outcomes::SOURCE).and_then(|at| reader.reading.text(page, at)),
        };
        found.push((row, measured));
    }
    if !found.is_empty() {
        let facts = assessment.ai.get_or_insert_default();
        facts.measured = found.into_iter().map(|(_, measured)| measured).collect();
    }
}

struct RowReader<'r, 'a> {
    page: &'r Page,
    grid: &'r Grid,
    row: u32,
    path: String,
    from_1904: bool,
    metric: OutcomeMetric,
    reading: &'r mut Reading<'a>,
}

impl RowReader<'_, '_> {
    fn at(&mut self, key: &str, column: u16) -> Option<At> {
        let at = (self.row, self.grid.column(usize::from(column))?);
        self.reading.mark(format!("{}/{key}", self.path), self.page, at);
        Some(at)
    }

    /// A figure within what the outcome can be, and its day; a day alone measures nothing.
    fn measurement(&mut self, key: &str, value: u16, on: u16) -> Option<Measurement> {
        let at = self.at(&format!("{key}/value"), value)?;
        let day = self.at(&format!("{key}/on"), on);
        let expected =
            format!("a number from 0 to {} is needed, in {}", self.metric.most(), self.metric.unit());
        const HELP: &str = "write the figure alone, such as `12.5`, without its unit, or clear the cell";
        let number = self.reading.number(self.page, at, &expected, HELP);
        let on = day.and_then(|at| self.reading.date(self.page, at, self.from_1904));
        match number {
            Some(number) if (0.0..=self.metric.most()).contains(&number) => {
                Some(Measurement { value: number, on })
            }
            Some(_) => {
                self.reading.wrong(self.page, at, &expected, HELP);
                None
            }
            None => {
                let blank = self.page.cells.value(at.0, at.1).shown().is_none();
                if let (Some(day), Some(_), true) = (day, on, blank) {
                    let expected = "the figure that was measured then is missing";
                    self.reading.wrong(
                        self.page,
                        day,
                        expected,
                        "write the figure beside it, or clear the day",
                    );
                }
                None
            }
        }
    }
}
