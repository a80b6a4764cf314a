//! The sheet that people filled in: `.xlsx` as Excel, LibreOffice or Google wrote it -> assessment.
//!
//! It comes through the same door as official workbooks: parts within limits, screened, read by the one cell reader. What
//! stands where is agreed in [`crate::model::sheet`]; `marker` says which sheet it is, `grid` finds rows and columns,
//! `values` turns cells into values. Every problem is said with its cell, all in one run.

mod answers;
mod domain;
mod grid;
mod identity;
mod marker;
mod notes;
mod older;
mod outcomes;
mod start;
mod tools;
mod values;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources, did_you_mean, nearest};
use crate::model::assessment::{Assessment, InstrumentRef};
use crate::model::instrument::{Domain, Instrument};
use crate::model::migration::Forward;
use crate::model::sheet::{self as model, sheets};

use super::workbook::cells::{Book, Cells, With, cell_name};
use super::workbook::merged::{self, Merged};
use super::workbook::open::{Package, Refused};
use super::workbook::parts::{self, Parts};
use marker::Marker;

/// A sheet that was opened and recognised; its answers are not read yet.
pub(crate) struct Sheet<'a> {
    package: Package<'a>,
    parts: Parts,
    marker: Marker,
    /// What became of the questionnaires since the sheet was written.
    forward: Vec<Forward>,
}

/// Whether the bytes are meant as our sheet: they carry its mark, or its pages without the mark.
pub(crate) fn is_one(name: &str, bytes: &[u8]) -> bool {
    let parts = Package::open(name, bytes).and_then(|mut package| parts::read(&mut package));
    parts.is_ok_and(|parts| {
        let has = |wanted: &str| parts.sheets.iter().any(|sheet| sheet.name == wanted);
        has(sheets::MARKER) || [sheets::START, sheets::NOTES, sheets::SCORES].into_iter().all(has)
    })
}

impl<'a> Sheet<'a> {
    /// Opens a sheet and reads its mark; `None` where it cannot be read any further, which has been said.
    pub(crate) fn open(
        name: &str,
        bytes: &'a [u8],
        sources: &mut Sources,
        out: &mut Diagnostics,
    ) -> Option<Self> {
        let open = || -> Result<(Package<'a>, Parts, Cells), Refused> {
            let mut package = Package::open(name, bytes)?;
            let parts = parts::read(&mut package)?;
            let mut book = Book::open(&mut package, &parts, With::Values, |sheet| sheet == sheets::MARKER)?;
            let cells = book.cells(sheets::MARKER, |_, column| column <= 4)?;
            Ok((package, parts, cells))
        };
        let (package, parts, cells) = open().map_err(|refused| out.push(*refused)).ok()?;
        let mut reading = Reading { name, out, places: BTreeMap::new(), forward: &[] };
        let marker = marker::read(&cells, &mut reading);
        sources.add_cells(name, reading.places);
        Some(Self { package, parts, marker: marker?, forward: Vec::new() })
    }

    /// The questionnaires that the sheet asks.
    pub(crate) fn pins(&self) -> &[InstrumentRef] {
        &self.marker.pins
    }

    /// Whether it holds some of the domains only, and the ids of those that it holds.
    pub(crate) fn part(&self) -> Option<Vec<String>> {
        let domains = self.marker.domains.iter().map(|page| page.domain.clone());
        self.marker.is_part.then(|| domains.collect())
    }

    /// Lets a sheet of older versions be read as one of those to which the steps lead.
    pub(crate) fn bring(&mut self, forward: Vec<Forward>) {
        older::bring(&mut self.marker, &forward);
        self.forward = forward;
    }

    /// Reads what was filled in; `instruments` are those pinned, with their texts.
    pub(crate) fn read(
        mut self,
        instruments: &[Instrument],
        sources: &mut Sources,
        out: &mut Diagnostics,
    ) -> Option<Assessment> {
        let name = self.package.name.clone();
        let forward = std::mem::take(&mut self.forward);
        let mut reading = Reading { name: &name, out, places: BTreeMap::new(), forward: &forward };
        let read = self.filled_in(instruments, &mut reading);
        sources.add_cells(&name, reading.places);
        read.map_err(|refused| out.push(*refused)).ok()
    }

    fn filled_in(
        &mut self,
        instruments: &[Instrument],
        reading: &mut Reading<'_>,
    ) -> Result<Assessment, Refused> {
        let Pages { pages, by_domain } = self.pages(instruments, reading)?;
        let mut assessment = Assessment { instruments: self.marker.pins.clone(), ..Assessment::default() };
        let identity = identity::Identity::new(instruments.iter().flat_map(|instrument| &instrument.domains));
        for (domain, at) in &by_domain {
            let Some(page) = at.map(|at| &pages[at]) else { continue };
            let mut asked = model::rows(domain);
            asked.extend(older::moved_here(domain, instruments, &self.marker, reading));
            domain::read(page, domain, &asked, &identity, &self.marker, &mut assessment, reading);
        }
        let page = |wanted: &str| pages.iter().find(|page| page.name == wanted);
        if let Some(page) = page(sheets::START) {
            start::read(page, self.parts.from_1904, &mut assessment, reading);
        }
        if let Some(page) = page(sheets::AI_TOOLS) {
            tools::read(page, &mut assessment, reading);
        }
        if let Some(page) = page(sheets::AI_OUTCOMES) {
            outcomes::read(page, self.parts.from_1904, &mut assessment, reading);
        }
        if let Some(page) = page(sheets::NOTES) {
            notes::read(page, &mut assessment, reading);
        }
        older::say(&self.marker, &assessment, reading);
        Ok(assessment)
    }

    /// Every page that is read, and which of them holds which domain.
    fn pages<'i>(
        &mut self,
        instruments: &'i [Instrument],
        reading: &mut Reading<'_>,
    ) -> Result<Pages<'i>, Refused> {
        let marker = &self.marker;
        let names: Vec<String> = self.parts.sheets.iter().map(|sheet| sheet.name.clone()).collect();
        let is_ours = |name: &str| {
            sheets::ALL.contains(&name) || marker.domains.iter().any(|domain| domain.sheet == name)
        };
        let strange: Vec<&String> = names.iter().filter(|name| !is_ours(name)).collect();
        let lost = marker.domains.iter().any(|domain| !names.contains(&domain.sheet));
        // what people add is looked at only where it may be a page under another name
        let wanted = |name: &str| match name {
            sheets::SCORES | sheets::LISTS | sheets::MARKER => false,
            name => is_ours(name) || lost,
        };
        let mut book = Book::open(&mut self.package, &self.parts, With::Formulas, wanted)?;
        let mut pages = Vec::new();
        for name in book.sheets().to_vec() {
            let cells = book.cells(&name, |_, column| column <= grid::LAST_COLUMN)?;
            let part = self.parts.sheets.iter().find(|part| part.name == name);
            let merged = part.map(|part| merged::read(&mut self.package, part)).transpose()?;
            pages.push(Page { name, cells, merged: merged.unwrap_or_default() });
        }
        let mut by_domain = Vec::new();
        let mut renamed: Vec<String> = Vec::new();
        for wanted in &marker.domains {
            let instrument = instruments.iter().find(|one| one.reference() == wanted.instrument);
            let domain = instrument.and_then(|one| one.domains.iter().find(|one| one.id == wanted.domain));
            // what is not pinned, or not at hand, has been said
            let Some(domain) = domain else {
                if instrument.is_some() {
                    reading.domain_gone(wanted);
                }
                continue;
            };
            let own = pages.iter().position(|page| page.name == wanted.sheet);
            let at = own.or_else(|| {
                let under_other_name = |page: &Page| {
                    strange.contains(&&page.name)
                        && !renamed.contains(&page.name)
                        && domain::stands_on(page, domain)
                };
                pages.iter().position(under_other_name)
            });
            match (own, at) {
                (None, Some(at)) => renamed.push(pages[at].name.clone()),
                (None, None) => reading.missing_page(&wanted.sheet, &strange),
                _ => {}
            }
            by_domain.push((domain, at));
        }
        let asks_ai = |domain: &marker::DomainPage| {
            let of = instruments.iter().find(|one| one.reference() == domain.instrument);
            of.is_some_and(|instrument| instrument.adoption.is_some())
        };
        let mut fixed = vec![sheets::START, sheets::NOTES];
        if marker.domains.iter().any(asks_ai) {
            fixed.extend([sheets::AI_TOOLS, sheets::AI_OUTCOMES]);
        }
        for wanted in fixed {
            if !names.iter().any(|name| name == wanted) {
                reading.missing_page(wanted, &strange);
            }
        }
        for name in strange.into_iter().filter(|name| !renamed.contains(name)) {
            let message = format!("the page `{name}` is none of the sheet's own and is not read");
            reading.out.push(Diagnostic::new("WB024", Place::cell(reading.name, name, "A1"), message));
        }
        Ok(Pages { pages, by_domain })
    }
}

/// The pages that are read.
struct Pages<'i> {
    pages: Vec<Page>,
    /// Each domain with the number of its page; none where that is missing.
    by_domain: Vec<(&'i Domain, Option<usize>)>,
}

/// One page of the sheet.
struct Page {
    name: String,
    cells: Cells,
    merged: Vec<Merged>,
}

/// A row and a column, both from 1.
type At = (u32, u32);

/// What is said while a sheet is read, and where everything that was found stands.
struct Reading<'a> {
    name: &'a str,
    out: &'a mut Diagnostics,
    /// Key path as in an assessment file to page and cell.
    places: BTreeMap<String, (String, String)>,
    /// What became of the questionnaires since the sheet was written.
    forward: &'a [Forward],
}

impl Reading<'_> {
    fn place(&self, page: &Page, (row, column): At) -> Place {
        Place::cell(self.name, &page.name, &cell_name(row, column))
    }

    fn say(&mut self, rule: &str, page: &Page, at: At, message: String, help: impl Into<String>) {
        let help = help.into();
        let said = Diagnostic::new(rule, self.place(page, at), message);
        self.out.push(if help.is_empty() { said } else { said.help(help) });
    }

    /// Says where one cell was made of several that are read each by itself.
    fn merged(&mut self, page: &Page, rows: std::ops::RangeInclusive<u32>, columns: &[u32]) {
        for range in &page.merged {
            let read = columns.iter().filter(|column| (range.from.1..=range.to.1).contains(*column)).count();
            let covered = rows.clone().filter(|row| (range.from.0..=range.to.0).contains(row)).count();
            if read * covered > 1 {
                let name = format!(
                    "{}:{}",
                    cell_name(range.from.0, range.from.1),
                    cell_name(range.to.0, range.to.1)
                );
                let message =
                    format!("the cells {name} are merged, so only the first of them can say anything");
                let help = "split them again, and answer each row in its own cell";
                self.say("WB027", page, range.from, message, help);
            }
        }
    }

    /// Remembers where the value of a key path stands.
    fn mark(&mut self, path: impl Into<String>, page: &Page, (row, column): At) {
        self.places.insert(path.into(), (page.name.clone(), cell_name(row, column)));
    }

    fn missing_page(&mut self, wanted: &str, strange: &[&String]) {
        let near = nearest(wanted, strange.iter().map(|name| name.as_str()));
        let help = match near {
            Some(near) => format!("is it `{near}`? Give it back its name"),
            None => "take the page from a complete copy; for some domains only, `socmark export --part`"
                .to_owned(),
        };
        let message = format!("the page `{wanted}` is missing, and with it what it held");
        self.out.push(Diagnostic::new("WB018", Place::file(self.name), message).help(help));
    }
}

/// The nearest of many ids, where one is near; lists of hundreds help nobody.
fn near(given: &str, valid: &[&str]) -> String {
    if valid.len() <= 12 {
        did_you_mean(given, valid)
    } else {
        nearest(given, valid.iter().copied())
            .map(|name| format!("did you mean `{name}`?"))
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
