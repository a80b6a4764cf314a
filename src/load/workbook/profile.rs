//! The profile: texts kept as they are, and the slugs that cohorts share.

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::assessment::{Assessment, WorkbookExtras};
use crate::model::date::Date;
use crate::model::segment::Segments;

use super::cells::{Book, Cells, Value, cell_name};
use super::identify::{LISTS, PROFILE};
use super::open::Refused;

/// Column of every value on the profile sheet, and of the choices on the sheet of lists.
const COLUMN: u32 = 7;
const LIST_COLUMN: u32 = 3;

/// Field, row, and the grouping whose choices it offers.
const TEXTS: [(&str, u32, Option<&str>); 13] = [
    ("names", 12, None),
    ("departments", 16, None),
    ("purpose", 17, None),
    ("scope_text", 24, None),
    ("assessment_type", 28, Some("kind")),
    ("assessment_style", 29, Some("style")),
    ("business_size", 32, Some("organisation_fte")),
    ("sector", 33, Some("sector")),
    ("soc_size", 35, Some("size_fte")),
    ("soc_model", 36, Some("model")),
    ("region", 37, Some("region")),
    ("geographic_operation", 38, None),
    ("notes", 53, None),
];
const DATE: (&str, u32) = ("assessment_date", 11);
const YEARS: (&str, u32) = ("years_of_operation", 34);
/// Domain, row, highest target in hundredths.
const MATURITY_TARGETS: [(&str, u32); 5] =
    [("business", 41), ("people", 42), ("process", 43), ("technology", 44), ("services", 45)];
const CAPABILITY_TARGETS: [(&str, u32); 2] = [("technology", 49), ("services", 50)];
/// Days between the two epochs that spreadsheet programs count from.
const DAYS_TO_1904: i64 = 1462;

/// Reads profile and targets.
pub(super) fn read(
    name: &str,
    book: &mut Book,
    from_1904: bool,
    segments: &Segments,
    assessment: &mut Assessment,
    extras: &mut WorkbookExtras,
    out: &mut Diagnostics,
) -> Result<(), Refused> {
    let cells = book.cells(PROFILE, |row, column| column == COLUMN && row <= 60)?;
    let lists = book.cells(LISTS, |row, column| column == LIST_COLUMN && row <= 200)?;
    let mut reader = ProfileReader { name, cells: &cells, lists: &lists, segments, out };
    for (field, row, grouping) in TEXTS {
        let Some(text) = cells.value(row, COLUMN).shown() else { continue };
        let slug = grouping.and_then(|grouping| reader.slug(grouping, row, &text));
        match grouping {
            Some("kind") => assessment.details.kind = slug,
            Some("style") => assessment.details.style = slug,
            Some("organisation_fte") => assessment.soc.organisation_fte = slug,
            Some("sector") => assessment.soc.sector = slug,
            Some("size_fte") => assessment.soc.size_fte = slug,
            Some("model") => assessment.soc.model = slug,
            Some("region") => assessment.soc.region = slug,
            _ => {}
        }
        match field {
            "names" => {
                let names = text.split([';', '\n']).map(str::trim).filter(|name| !name.is_empty());
                assessment.details.assessors = names.map(str::to_owned).collect();
            }
            "purpose" => assessment.details.purpose = Some(text.clone()),
            _ => {}
        }
        extras.profile.insert(field.to_owned(), text);
    }
    assessment.details.date = reader.date(from_1904, extras);
    assessment.soc.years = reader.years(extras);
    let targets = &mut assessment.targets;
    for (rows, max, map) in [
        (MATURITY_TARGETS.as_slice(), 500, &mut targets.domains),
        (CAPABILITY_TARGETS.as_slice(), 300, &mut targets.capability),
    ] {
        for &(domain, row) in rows {
            if let Some(target) = reader.target(row, max) {
                map.insert(domain.to_owned(), target);
            }
        }
    }
    Ok(())
}

struct ProfileReader<'a> {
    name: &'a str,
    cells: &'a Cells,
    lists: &'a Cells,
    segments: &'a Segments,
    out: &'a mut Diagnostics,
}

impl ProfileReader<'_> {
    fn say(&mut self, rule: &str, row: u32, message: String, help: &str) {
        let place = Place::cell(self.name, PROFILE, &cell_name(row, COLUMN));
        self.out.push(Diagnostic::new(rule, place, message).help(help));
    }

    /// The slug of a choice: the text is looked up in the workbook's own list.
    fn slug(&mut self, grouping: &str, row: u32, text: &str) -> Option<String> {
        let wanted = text.trim();
        if wanted.is_empty() {
            return None;
        }
        let listed = self.segments.values(grouping).iter().find(|value| {
            value
                .input_row
                .and_then(|row| self.lists.text(row, LIST_COLUMN))
                .is_some_and(|own| own.trim() == wanted)
        });
        if let Some(value) = listed {
            return Some(value.slug.clone());
        }
        self.say(
            "WB010",
            row,
            format!("`{wanted}` is none of the workbook's choices for `{grouping}`; it counts as `other`"),
            "choose one of the list in the workbook, or correct the slug in the assessment",
        );
        Some("other".to_owned())
    }

    /// The date of the assessment, a serial number; a text is read only where it is an ISO date.
    fn date(&mut self, from_1904: bool, extras: &mut WorkbookExtras) -> Option<Date> {
        let (field, row) = DATE;
        let value = self.cells.value(row, COLUMN);
        let found = match value {
            Value::Empty => return None,
            Value::Number(serial) if (0.0..1e7).contains(serial) => {
                // the part behind the point is the time of day
                let days = serial.floor() as i64 + if from_1904 { DAYS_TO_1904 } else { 0 };
                Date::from_spreadsheet_serial(days)
            }
            // some programs store a date as text with a time of day behind it
            Value::Text(text) => Date::parse(text.trim().split('T').next().unwrap_or_default()),
            _ => None,
        };
        if found.is_none() {
            let text = value.shown()?;
            let message = format!("`{text}` is no date");
            self.say("WB009", row, message, "type a date such as 2026-03-12 there; the text is kept");
            extras.profile.insert(field.to_owned(), text);
        }
        found
    }

    fn years(&mut self, extras: &mut WorkbookExtras) -> Option<f64> {
        let (field, row) = YEARS;
        let value = self.cells.value(row, COLUMN);
        let years = match value {
            Value::Empty => return None,
            Value::Number(years) => Some(*years),
            Value::Text(text) => text.trim().parse().ok(),
            _ => None,
        };
        let years = years.filter(|years| (0.0..=200.0).contains(years));
        if years.is_none() {
            let text = value.shown()?;
            self.say(
                "WB009",
                row,
                format!("`{text}` is no number of years"),
                "type a number there; the text is kept",
            );
            extras.profile.insert(field.to_owned(), text);
        }
        years
    }

    /// A target in hundredths.
    fn target(&mut self, row: u32, max: i64) -> Option<i64> {
        let value = self.cells.value(row, COLUMN);
        let hundredths = match value {
            Value::Empty => return None,
            Value::Text(text) if text.trim().is_empty() => return None,
            Value::Number(number) if number.abs() < 1e6 => Some((number * 100.0).round() as i64),
            _ => None,
        };
        let target = hundredths.filter(|target| (0..=max).contains(target));
        if target.is_none() {
            let found = value.shown().unwrap_or_default();
            self.say(
                "WB009",
                row,
                format!("`{found}` is no target between 0 and {}", max / 100),
                "type a number there, or clear the cell; it is left out here",
            );
        }
        target
    }
}
