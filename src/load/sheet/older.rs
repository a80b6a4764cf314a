//! A sheet of older versions of its questionnaires, read as one of the versions at hand: renamed ids are looked up, and what
//! was answered to a question that nobody asks any more is said, never dropped in silence.

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::assessment::Assessment;
use crate::model::instrument::{Domain, Instrument};
use crate::model::migration::{Fate, Forward, lines_by_domain};
use crate::model::sheet::{self, Row};

use super::marker::{DomainPage, Marker};
use super::{At, Page, Reading};

/// The mark as the program would write it today, as far as ids and versions go.
pub(super) fn bring(marker: &mut Marker, forward: &[Forward]) {
    for step in forward {
        for pin in marker.pins.iter_mut().filter(|pin| pin.id == step.instrument && pin.version == step.from)
        {
            pin.version.clone_from(&step.to);
        }
        let old = format!("{}@{}", step.instrument, step.from);
        for page in marker.domains.iter_mut().filter(|page| page.instrument == old) {
            page.instrument = format!("{}@{}", step.instrument, step.to);
            renamed(&mut page.domain, step);
        }
        marker.rows.values_mut().for_each(|id| renamed(id, step));
    }
}

fn renamed(id: &mut String, step: &Forward) {
    if let Some(Fate::Renamed(new)) = step.fate(id) {
        *id = new;
    }
}

/// Rows that stand on the page of a domain, and now belong to another one.
pub(super) fn moved_here<'i>(
    domain: &Domain,
    instruments: &'i [Instrument],
    marker: &Marker,
    reading: &Reading<'_>,
) -> Vec<Row<'i>> {
    if reading.forward.is_empty() {
        return Vec::new();
    }
    let wrote = marker.written(&domain.id);
    let domains = instruments.iter().flat_map(|instrument| &instrument.domains);
    let others = domains.filter(|other| other.id != domain.id);
    others.flat_map(sheet::rows).filter(|row| wrote.contains(row.id().as_str())).collect()
}

/// Says from which versions to which, and which of the answers are to be looked at again.
pub(super) fn say(marker: &Marker, assessment: &Assessment, reading: &mut Reading<'_>) {
    for step in reading.forward {
        let at = marker.pins.iter().position(|pin| pin.id == step.instrument);
        let place = Place::value(reading.name, &format!("instruments/{}", at.unwrap_or_default()));
        let read = format!(
            "the sheet was written for `{}@{}` and is read as one of `{}@{}`",
            step.instrument, step.from, step.instrument, step.to
        );
        let has_answer = |id: &&String| assessment.answers.get(*id).is_some_and(|one| one.value.is_some());
        let answered: Vec<&str> = step.reworded.iter().filter(has_answer).map(String::as_str).collect();
        let said = if answered.is_empty() {
            Diagnostic::new("WB025", place, read)
        } else {
            let answers = if answered.len() == 1 { "answer is" } else { "answers are" };
            let message =
                format!("{read}; {} {answers} to questions whose levels were reworded since", answered.len());
            let lines = lines_by_domain(answered).join("\n");
            let mut said = Diagnostic::new("WB025", place, message)
                .help(format!("they are kept; please look at them again:\n{lines}"));
            said.severity = Severity::Warning;
            said
        };
        reading.out.push(said);
    }
}

impl Reading<'_> {
    fn fate(&self, id: &str) -> Option<Fate> {
        self.forward.iter().find_map(|step| step.fate(id))
    }

    /// The id as it is called now.
    pub(super) fn now(&self, id: String) -> String {
        match self.fate(&id) {
            Some(Fate::Renamed(new)) => new,
            _ => id,
        }
    }

    /// Why nobody asks that id any more; none where it is asked.
    pub(super) fn gone(&self, id: &str) -> Option<String> {
        match self.fate(id) {
            Some(Fate::Gone(why)) => Some(why),
            _ => None,
        }
    }

    /// Whether the question of an id may read otherwise in the sheet.
    pub(super) fn is_reworded(&self, id: &str) -> bool {
        self.forward.iter().any(|step| step.is_reworded(id))
    }

    /// Says that what stands there belongs to an id that nobody asks any more.
    pub(super) fn left_out(&mut self, page: &Page, at: At, id: &str, why: &str, what: &str) {
        self.say("WB026", page, at, format!("`{id}` {why}"), format!("left out of what is read: {what}"));
    }

    /// Says that a page is of a domain that no longer is.
    pub(super) fn domain_gone(&mut self, page: &DomainPage) {
        let message = format!("the domain `{}` is no longer part of `{}`", page.domain, page.instrument);
        let place = Place::cell(self.name, &page.sheet, "A1");
        let help = "left out of what is read: the whole page";
        self.out.push(Diagnostic::new("WB026", place, message).help(help));
    }
}
