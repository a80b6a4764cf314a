//! One SOC beside the others of a pool: percentiles, spreads, counts; never a row of one of them.

mod change;
mod choose;
mod figures;
mod freeze;
mod groups;
mod items;
mod metrics;
mod words;

use std::collections::BTreeMap;

use crate::model::benchmark::Compared;
use crate::model::cohort::{Cohort, OwnRows, Segment, WEAK};
use crate::model::instrument::Instrument;
use crate::model::pool::{Cell, Table};
use crate::model::score::Rounded;
use crate::model::segment::Segments;

pub use choose::{KEYS, is_key};
pub use freeze::{Freeze, NotFrozen, freeze};

/// The own SOC, as the row that it would be in the pool.
#[derive(Debug, Clone, Copy)]
pub struct Own<'a> {
    pub cells: &'a BTreeMap<String, Cell>,
    /// Which questionnaire gives the domains.
    pub instrument: &'a str,
    /// `YYYY-MM-DD`, where the assessment has a date.
    pub date: Option<&'a str>,
    /// Its pseudonym in this pool; none where the salt or an id is missing.
    pub soc: Option<&'a str>,
}

impl Own<'_> {
    /// A number in hundredths; shares as percent.
    fn hundredths(self, column: &str) -> Option<i64> {
        match self.cells.get(column)? {
            Cell::Number(value) => Some(metrics::hundredths(column, *value)),
            Cell::Whole(value) => Some(metrics::hundredths(column, f64::from(*value))),
            Cell::Text(_) | Cell::Flag(_) => None,
        }
    }

    fn text(&self, column: &str) -> Option<&str> {
        match self.cells.get(column)? {
            Cell::Text(text) => Some(text),
            _ => None,
        }
    }

    fn level(&self, column: &str) -> Option<u8> {
        match self.cells.get(column)? {
            Cell::Whole(level) => u8::try_from(*level).ok(),
            _ => None,
        }
    }
}

/// What is asked of a pool.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The pool as the user named it.
    pub id: &'a str,
    pub segment: &'a Segment,
    /// Groups by this key side by side.
    pub by: Option<&'a str>,
    /// Cohorts with fewer SOCs are not shown.
    pub smallest: u64,
    /// `pool.yaml` says that no row is a SOC.
    pub simulated: bool,
    /// Salts whose rows stand in the pool; with more than one, a SOC may count more than once.
    pub salts: usize,
}

/// What gives names to ids.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    pub instruments: &'a [Instrument],
    pub segments: &'a Segments,
}

/// Sets the own SOC beside the others. `columns` are the names that the pool has; `read` gives some of them, always for
/// the same rows in the same order, so that only a few are held at a time.
pub fn compare(
    own: Own<'_>,
    asked: Asked<'_>,
    names: Names<'_>,
    columns: &[String],
    read: &mut dyn FnMut(&[&str]) -> Table,
) -> (Cohort, Vec<Compared>) {
    let mut cohort = Cohort {
        id: asked.id.to_owned(),
        simulated: asked.simulated,
        segment: asked.segment.clone(),
        smallest: asked.smallest,
        ..Cohort::default()
    };
    let keys: Vec<&str> = columns.iter().map(String::as_str).filter(|column| is_key(column)).collect();
    let keys = read(&keys);
    cohort.simulated |= choose::any_simulated(&keys);
    let chosen = choose::others(&keys, own, asked);
    cohort.own = match (own.soc, chosen.own.is_empty()) {
        // what was generated is nobody
        _ if cohort.simulated => OwnRows::None,
        (None, _) => OwnRows::Unknown,
        (Some(_), true) => OwnRows::None,
        (Some(_), false) => OwnRows::LeftOut,
    };
    cohort.left_out = chosen.left_out.clone();
    cohort.caveats = caveats(&cohort, asked, &chosen, own);
    let n = chosen.latest.len() as u64;
    if n < asked.smallest {
        cohort.refused = Some(choose::refused(asked));
        cohort.proposed = choose::proposed(&keys, own, asked);
        return (cohort, Vec::new());
    }
    cohort.socs = Some(n);
    cohort.weak = n < WEAK;
    cohort.years = chosen.years;
    let provenance = figures::Provenance::of(&cohort, names);
    let mut rows = figures::figures(&provenance, own, names, columns, &keys, &chosen, read);
    rows.extend(words::shares(&provenance, own, &keys, &chosen.latest));
    let (items, movers) = items::frequencies(own, asked.smallest, names, &keys, &chosen, read);
    cohort.items = items;
    cohort.by =
        asked.by.map(|key| groups::groups(key, own, asked.smallest, names, &keys, &chosen.latest, read));
    cohort.change = change::change(own, asked.smallest, names, &keys, &chosen, movers, read);
    (cohort, rows)
}

fn caveats(cohort: &Cohort, asked: Asked<'_>, chosen: &choose::Chosen, own: Own<'_>) -> Vec<String> {
    let mut caveats = Vec::new();
    if cohort.simulated {
        caveats.push("Simulated: no SOC is behind any figure of this cohort.".to_owned());
    }
    if cohort.own == OwnRows::Unknown {
        caveats.push(
            "Whether your own SOC is among the others is not known: it is left out only where the assessment has an id \
             and the salt of the pool is at hand."
                .to_owned(),
        );
    }
    if asked.salts > 1 {
        caveats.push(format!(
            "Rows stand under {} salts, so the same SOC may count more than once.",
            asked.salts
        ));
    }
    caveats.extend(chosen.other_versions.clone());
    if matches!(own.cells.get(crate::model::pool::QUICK), Some(Cell::Flag(true))) {
        caveats.push("Your assessment is a quick scan, by its type or because only quick questions are answered: an estimate; the others answered in full.".to_owned());
    }
    caveats.push(
        "Who is in a pool is no random choice of SOCs: an interval allows for chance alone.".to_owned(),
    );
    caveats
}

/// Hundredths as shown.
fn rounded(hundredths: f64) -> Rounded {
    Rounded(hundredths.round() as i64)
}
