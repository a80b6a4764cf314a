//! The hidden page that says what the sheet is: schema, questionnaires, which page holds which domain, which row which id.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Place};
use crate::load::workbook::cells::{Cells, cell_name};
use crate::model::assessment::InstrumentRef;
use crate::model::sheet::{SCHEMA, marker, sheets};

use super::Reading;

#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Marker {
    pub pins: Vec<InstrumentRef>,
    /// Whether the sheet holds some of the domains only.
    pub is_part: bool,
    pub domains: Vec<DomainPage>,
    /// Page and row (from 1) to the id that stood there when the sheet was written.
    pub rows: BTreeMap<(String, u32), String>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct DomainPage {
    pub sheet: String,
    /// `soc-core@3`
    pub instrument: String,
    pub domain: String,
}

impl Marker {
    /// The ids that the page of a domain held when the sheet was written, whatever the page is called now.
    pub(super) fn written(&self, domain: &str) -> BTreeSet<&str> {
        let page = self.domains.iter().find(|page| page.domain == domain);
        let rows = self.rows.iter().filter(|((sheet, _), _)| page.is_some_and(|page| page.sheet == *sheet));
        rows.map(|(_, id)| id.as_str()).collect()
    }
}

/// What the mark says; `None` where it says nothing that can be followed, which has been said.
pub(super) fn read(cells: &Cells, reading: &mut Reading<'_>) -> Option<Marker> {
    let name = reading.name;
    let wrong = |cell: &str, message: String, help: &str| {
        Diagnostic::new("WB015", Place::cell(name, sheets::MARKER, cell), message).help(help)
    };
    const COPY: &str = "take a copy as `socmark export` wrote it, and fill in the answers there";
    let text = |row: u32, column: u32| cells.value(row, column).shown().map(|text| text.trim().to_owned());
    if cells.last_row() == 0 {
        let message = format!("its hidden page `{}` is missing or empty", sheets::MARKER);
        reading.out.push(Diagnostic::new("WB015", Place::file(name), message).help(COPY));
        return None;
    }
    let schema = text(1, 2).filter(|_| text(1, 1).as_deref() == Some(marker::SCHEMA)).unwrap_or_default();
    if schema != SCHEMA {
        let ours = SCHEMA.rsplit_once('/').map_or(SCHEMA, |(kind, _)| kind);
        let newer = schema.strip_prefix(ours).is_some_and(|rest| rest.starts_with('/'));
        let help = if newer { "a newer sheet needs a newer program" } else { COPY };
        reading.out.push(wrong(
            "B1",
            format!("the sheet follows `{schema}`, and here `{SCHEMA}` is read"),
            help,
        ));
        return None;
    }
    let mut found = Marker::default();
    for row in 2..=cells.last_row() {
        let (key, values) = (text(row, 1), [2, 3, 4].map(|column| text(row, column).unwrap_or_default()));
        let [first, second, third] = values;
        match key.as_deref() {
            Some(marker::INSTRUMENT) => match first.split_once('@') {
                Some((id, version)) => {
                    let path = format!("instruments/{}", found.pins.len());
                    reading.places.insert(path, (sheets::MARKER.to_owned(), cell_name(row, 2)));
                    found.pins.push(InstrumentRef { id: id.to_owned(), version: version.to_owned() });
                }
                None => {
                    reading.out.push(wrong(&cell_name(row, 2), format!("`{first}` names no version"), COPY))
                }
            },
            Some(marker::PART) => found.is_part = true,
            Some(marker::DOMAIN) => {
                found.domains.push(DomainPage { sheet: first, instrument: second, domain: third });
            }
            Some(marker::ROW) => {
                found.rows.extend(second.parse().ok().map(|row| ((first, row), third)));
            }
            _ => {}
        }
    }
    if found.pins.is_empty() || found.domains.is_empty() {
        let message = format!("its hidden page `{}` names no questionnaire or no page", sheets::MARKER);
        reading.out.push(wrong("A1", message, COPY));
        return None;
    }
    Some(found)
}
