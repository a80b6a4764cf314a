//! One page of a domain: which row belongs to which question, and what is wrong with rows and ids.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::model::assessment::{Answer, AnswerValue, Assessment};
use crate::model::instrument::{Domain, ItemKind};
use crate::model::sheet::{self, Column, HEADING_ROW, Row, same_word, trimmed, words};

use super::grid::{self, Grid, Heading};
use super::identity::{Identity, Verdict};
use super::marker::Marker;
use super::values::on_a_line;
use super::{At, Page, Reading, near};

const HEADING: u32 = HEADING_ROW + 1;

/// Columns in which people write.
const WRITTEN: [Column; 5] =
    [Column::Answer, Column::Note, Column::Evidence, Column::Importance, Column::Confidence];

/// Whether a page under another name is the page of the domain.
pub(super) fn stands_on(page: &Page, domain: &Domain) -> bool {
    let ids: BTreeSet<String> = sheet::rows(domain).iter().map(Row::id).collect();
    let is = |text: &str| text == domain.id;
    let head = (1..=HEADING).any(|row| page.cells.text(row, 1).map(str::trim).is_some_and(is));
    head && page
        .cells
        .column(1)
        .any(|(row, _)| page.cells.text(row, 1).is_some_and(|id| ids.contains(id.trim())))
}

/// Reads the page into the assessment.
pub(super) fn read(
    page: &Page,
    domain: &Domain,
    asked: &[Row<'_>],
    identity: &Identity,
    marker: &Marker,
    assessment: &mut Assessment,
    reading: &mut Reading<'_>,
) {
    let headings: Vec<Heading> = Column::ALL
        .into_iter()
        .map(|column| Heading {
            text: column.heading(),
            column: u32::from(column.index()) + 1,
            is_read: column.is_read(),
        })
        .collect();
    let Some(grid) = grid::find(page, &headings, HEADING, reading) else { return };
    let Some(ids) = grid.column(Column::Id as usize) else { return };
    let mut reader = DomainReader { page, domain, identity, marker, grid, ids, reading };
    let rows = reader.rows(asked);
    reader.scope_of_domain(assessment);
    let mut yes: BTreeMap<&str, BTreeMap<&str, bool>> = BTreeMap::new();
    for row in asked {
        let Some(at) = rows.get(&row.id()).copied() else { continue };
        match *row {
            Row::Aspect(aspect) => {
                reader.scope(&aspect.id, at, assessment);
                let note = reader.at(Column::Note, at);
                if let Some(text) = note.and_then(|cell| reader.reading.text(page, cell)) {
                    reader.note(&aspect.id, text, at, assessment);
                }
            }
            Row::Item(item) => {
                let columns = WRITTEN.map(|column| reader.at(column, at));
                let answer = super::answers::read(page, item, columns, reader.reading);
                if answer != Answer::default() {
                    assessment.answers.insert(item.id.clone(), answer);
                }
            }
            Row::Element(item, element) => {
                let Some(cell) = reader.at(Column::Answer, at) else { continue };
                reader.reading.mark(format!("answers/{}/present/{element}", item.id), page, cell);
                if let Some(there) = reader.reading.yes_or_no(page, cell) {
                    yes.entry(&item.id).or_default().insert(element, there);
                }
            }
        }
    }
    for row in asked {
        let Row::Item(item) = row else { continue };
        let (ItemKind::Elements { elements, .. }, Some(said)) = (&item.kind, yes.get(item.id.as_str()))
        else {
            continue;
        };
        let there = elements.iter().filter(|element| said.get(element.id.as_str()) == Some(&true));
        let present = there.map(|element| element.id.clone()).collect();
        assessment.answers.entry(item.id.clone()).or_default().value = Some(AnswerValue::Present(present));
    }
}

struct DomainReader<'r, 'a> {
    page: &'r Page,
    domain: &'r Domain,
    identity: &'r Identity,
    marker: &'r Marker,
    grid: Grid,
    /// The column of the ids.
    ids: u32,
    reading: &'r mut Reading<'a>,
}

impl DomainReader<'_, '_> {
    fn at(&self, column: Column, row: u32) -> Option<At> {
        self.grid.column(column as usize).map(|column| (row, column))
    }

    fn id(&self, row: u32) -> Option<String> {
        let shown = self.page.cells.value(row, self.ids).shown()?;
        let id = Some(trimmed(&shown).to_owned()).filter(|id| !id.is_empty());
        id.map(|id| self.reading.now(id))
    }

    /// The id that stood in a row when the sheet was written.
    fn wrote(&self, row: u32) -> Option<&str> {
        self.marker.rows.get(&(self.page.name.clone(), row)).map(String::as_str)
    }

    /// The row of each id that can be trusted; everything else is said.
    fn rows(&mut self, asked: &[Row<'_>]) -> BTreeMap<String, u32> {
        let expected: Vec<String> = asked.iter().map(Row::id).collect();
        let valid: Vec<&str> = expected.iter().map(String::as_str).collect();
        let all = self.grid.heading_row + 1..=self.page.cells.last_row();
        let present: BTreeSet<String> = all.clone().filter_map(|row| self.id(row)).collect();
        let mut rows: BTreeMap<String, u32> = BTreeMap::new();
        // ids that are missing because another stands in their place, which is said there
        let mut explained: BTreeSet<String> = BTreeSet::new();
        for row in all {
            let lost = self.wrote(row).filter(|id| !present.contains(*id)).map(str::to_owned);
            match self.id(row) {
                None => self.without_id(row, lost, &mut explained),
                Some(id) if self.reading.gone(&id).is_some() => self.left_out(&id, row),
                Some(id) if !valid.contains(&id.as_str()) => {
                    let help = match &lost {
                        Some(lost) => format!("it was `{lost}`; give the row back its id"),
                        None => self.elsewhere(&id).unwrap_or_else(|| near(&id, &valid)),
                    };
                    let message = format!("no row of this page has the id `{id}`");
                    self.reading.say("WB019", self.page, (row, self.ids), message, help);
                    explained.extend(lost);
                }
                Some(id) => match rows.get(&id).copied() {
                    Some(first) => {
                        let (place, earlier) = (
                            self.reading.place(self.page, (row, self.ids)),
                            self.reading.place(self.page, (first, self.ids)),
                        );
                        let help = match &lost {
                            Some(lost) => format!("this row was `{lost}`; give it back its id"),
                            None => "keep one of the two rows".to_owned(),
                        };
                        let said =
                            Diagnostic::new("WB020", place, format!("the id `{id}` stands in two rows"))
                                .related(earlier, "the other")
                                .help(help);
                        self.reading.out.push(said);
                        explained.extend(lost);
                    }
                    None => {
                        if self.shows_its_question(&id, row) {
                            rows.insert(id, row);
                        } else {
                            explained.insert(id);
                        }
                    }
                },
            }
        }
        // an older sheet never had the rows of what is asked since
        let wrote = (!self.reading.forward.is_empty()).then(|| self.marker.written(&self.domain.id));
        let missing: Vec<&str> = expected
            .iter()
            .filter(|id| !present.contains(*id) && !explained.contains(*id))
            .filter(|id| wrote.as_ref().is_none_or(|wrote| wrote.contains(id.as_str())))
            .map(String::as_str)
            .collect();
        self.missing(&missing);
        rows
    }

    /// Where the row of an id was when the sheet was written, if that is another page.
    fn elsewhere(&self, id: &str) -> Option<String> {
        let mut rows = self.marker.rows.iter();
        let ((page, row), _) = rows.find(|((page, _), other)| *page != self.page.name && *other == id)?;
        Some(format!("it belongs into row {row} of the page `{page}`; answer it there, and clear this row"))
    }

    /// Says what stands in the row of an id that nobody asks any more.
    fn left_out(&mut self, id: &str, row: u32) {
        let Some(why) = self.reading.gone(id) else { return };
        let mut what = Vec::new();
        let mut first = None;
        for column in WRITTEN {
            let Some(cell) = self.at(column, row) else { continue };
            let shown = self.page.cells.value(cell.0, cell.1).shown().unwrap_or_default();
            let says_nothing = trimmed(&shown).is_empty()
                || column == Column::Answer
                    && (same_word(&shown, words::IN_SCOPE) || super::answers::points_elsewhere(&shown));
            if !says_nothing {
                first = first.or(Some(cell));
                what.push(format!("{} `{}`", column.heading().to_lowercase(), on_a_line(&shown)));
            }
        }
        if let Some(cell) = first {
            self.reading.left_out(self.page, cell, id, &why, &what.join(", "));
        }
    }

    fn without_id(&mut self, row: u32, lost: Option<String>, explained: &mut BTreeSet<String>) {
        if !self.grid.says(self.page, row, WRITTEN.map(|column| column as usize)) {
            return;
        }
        if let Some(lost) = lost {
            let message = format!("the id of this row is gone; it was `{lost}`");
            self.reading.say("WB019", self.page, (row, self.ids), message, "give the row back its id");
            explained.insert(lost);
        } else {
            grid::not_read(
                self.page,
                row,
                format!("row {row} has no id, so what stands in it is not read"),
                "answers stand in the rows of their questions",
                self.reading,
            );
        }
    }

    /// Whether the row may be read: its question is the one that the id names, or was only reworded, which is said.
    fn shows_its_question(&mut self, id: &str, row: u32) -> bool {
        let Some(cell) = self.at(Column::Question, row) else { return true };
        let text = self.page.cells.value(cell.0, cell.1).shown().unwrap_or_default();
        match self.identity.of(id, &text) {
            Verdict::Same => true,
            Verdict::Other(other) => {
                let message = format!("the row of `{id}` shows the question of `{other}`");
                let help = "cells were moved: put id, question and answer of each row together again";
                self.reading.say("WB021", self.page, cell, message, help);
                false
            }
            Verdict::Changed if self.reading.is_reworded(id) => true,
            Verdict::Changed => {
                let message = format!("the question beside `{id}` is not the one that was asked");
                let mut said = Diagnostic::new("WB021", self.reading.place(self.page, cell), message)
                    .help("the answer is read as one to the question of the id");
                said.severity = crate::diagnostic::Severity::Warning;
                self.reading.out.push(said);
                true
            }
        }
    }

    fn missing(&mut self, missing: &[&str]) {
        const MOST: usize = 5;
        if missing.is_empty() {
            return;
        }
        let mut names: Vec<String> = missing.iter().take(MOST).map(|id| format!("`{id}`")).collect();
        if missing.len() > MOST {
            names.push(format!("and {} more", missing.len() - MOST));
        }
        let (rows, are) = if missing.len() == 1 { ("row", "is") } else { ("rows", "are") };
        let message = format!("{} {rows} {are} missing: {}", missing.len(), names.join(", "));
        let at = (self.grid.heading_row, self.ids);
        self.reading.say(
            "WB022",
            self.page,
            at,
            message,
            "what was answered there is lost; undo the deletion",
        );
    }

    /// The domain's own row stands above the headings.
    fn scope_of_domain(&mut self, assessment: &mut Assessment) {
        let id = &self.domain.id;
        let row = (1..self.grid.heading_row).find(|row| self.id(*row).as_deref() == Some(id.as_str()));
        match row {
            Some(row) => self.scope(id, row, assessment),
            None => {
                let help = format!("write `{id}` into it again");
                let message = format!("the id of the domain, `{id}`, is missing above the headings");
                self.reading.say("WB019", self.page, (1, self.ids), message, help);
            }
        }
    }

    fn scope(&mut self, id: &str, row: u32, assessment: &mut Assessment) {
        let Some(cell) = self.at(Column::Answer, row) else { return };
        let Some(text) = self.reading.given(self.page, cell).and_then(|value| value.shown()) else { return };
        if same_word(&text, words::OUT_OF_SCOPE) {
            if !assessment.exclude.iter().any(|other| other == id) {
                let path = format!("scope/exclude/{}", assessment.exclude.len());
                self.reading.mark(path, self.page, cell);
                assessment.exclude.push(id.to_owned());
            }
        } else if !same_word(&text, words::IN_SCOPE) {
            let expected = format!("`{}` or `{}` is needed", words::IN_SCOPE, words::OUT_OF_SCOPE);
            let help = "choose it from the drop-down of the cell";
            self.reading.wrong(self.page, cell, &expected, help);
        }
    }

    fn note(&mut self, id: &str, text: String, row: u32, assessment: &mut Assessment) {
        if let Some(cell) = self.at(Column::Note, row) {
            self.reading.mark(format!("notes/{id}"), self.page, cell);
        }
        assessment.notes.insert(id.to_owned(), text);
    }
}
