//! Whose rows are looked at: the latest full assessment of each SOC of the segment, by one questionnaire and one method.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::cohort::{Condition, Segment};
use crate::model::pool::{
    COVERAGE, ENOUGH_COVERAGE, INSTRUMENT, METHOD, QUICK, SIMULATED, SMALLEST, Table, VERSION, YEAR,
};

use super::super::describe::latest;

/// What divides SOCs by size.
pub(super) const SIZE: &str = "size_fte";

/// The rows of a table that count, and what is known of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Chosen {
    pub(super) instrument: String,
    /// Places in the table, in order of the pseudonym.
    pub(super) rows: Vec<usize>,
    pub(super) simulated: bool,
    /// By domain: which of [`Self::rows`] have answered enough of it.
    pub(super) covered: BTreeMap<String, Vec<bool>>,
    /// By domain: which of them say how much of it they have answered; it is in scope there.
    pub(super) in_scope: BTreeMap<String, Vec<bool>>,
    /// The band of size of each of them, as a place in [`Self::bands`].
    pub(super) band: Vec<Option<u8>>,
    /// The bands that occur.
    pub(super) bands: Vec<String>,
    pub(super) caveats: Vec<String>,
}

impl Chosen {
    pub(super) fn of(table: &Table, segment: &Segment) -> Self {
        let [instrument, method] = kind(table, segment);
        let of_kind = |row: &usize| {
            table.text(INSTRUMENT, *row) == Some(&instrument) && table.text(METHOD, *row) == Some(&method)
        };
        let full = |row: &usize| table.flag(QUICK, *row) == Some(false);
        let others = (0..table.rows()).any(|row| full(&row) && !of_kind(&row));
        // of the year that was asked for, the latest; it says which segment the SOC is in
        let (years, profile): (Vec<&Condition>, Vec<&Condition>) =
            segment.conditions.iter().partition(|condition| condition.key == YEAR);
        let holds = |conditions: &[&Condition], row: &usize| {
            conditions.iter().all(|c| table.text(&c.key, *row) == Some(c.value.as_str()))
        };
        let counted = (0..table.rows()).filter(|row| of_kind(row) && full(row) && holds(&years, row));
        let rows: Vec<usize> =
            latest(table, counted).into_iter().filter(|row| holds(&profile, row)).collect();
        let mut chosen = Self {
            simulated: (0..table.rows()).any(|row| table.flag(SIMULATED, row) == Some(true)),
            instrument,
            ..Self::default()
        };
        let domains = table.columns().filter_map(|(name, _)| name.strip_prefix(COVERAGE));
        for domain in domains {
            let column = format!("{COVERAGE}{domain}");
            let shares = || rows.iter().map(|row| table.number(&column, *row));
            let enough = shares().map(|share| share.is_some_and(|share| share >= ENOUGH_COVERAGE)).collect();
            chosen.covered.insert(domain.to_owned(), enough);
            chosen.in_scope.insert(domain.to_owned(), shares().map(|share| share.is_some()).collect());
        }
        let sizes: BTreeSet<&str> = rows.iter().filter_map(|row| table.text(SIZE, *row)).collect();
        chosen.bands = sizes.into_iter().map(str::to_owned).collect();
        chosen.bands.sort_by_key(|band| (lower_end(band), band.clone()));
        let place = |row: &usize| {
            let size = table.text(SIZE, *row)?;
            chosen.bands.iter().position(|band| band == size).and_then(|at| u8::try_from(at).ok())
        };
        chosen.band = rows.iter().map(place).collect();
        if others {
            chosen.caveats.push(format!(
                "Rows by another questionnaire or method are left out: this looks at `{}` by the method `{method}`; `--segment {INSTRUMENT}=ID` and `--segment {METHOD}=METHOD` look at others.",
                chosen.instrument
            ));
        }
        let versions: BTreeSet<&str> = rows.iter().filter_map(|row| table.text(VERSION, *row)).collect();
        if versions.len() > 1 && rows.len() as u64 >= SMALLEST {
            chosen.caveats.push("The rows are of different versions of the questionnaire.".to_owned());
        }
        chosen.rows = rows;
        chosen
    }

    /// Whether a row has answered enough of a domain.
    pub(super) fn has(&self, domain: &str, at: usize) -> bool {
        self.covered.get(domain).is_some_and(|covered| covered[at])
    }
}

/// Where a band such as `10-50` or `100+` begins.
fn lower_end(band: &str) -> u32 {
    let digits: String =
        band.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    // a band such as `<5` begins below
    let end = digits.parse().unwrap_or(u32::MAX);
    if band.starts_with('<') { end.saturating_sub(1) } else { end }
}

/// Questionnaire and method: those asked for, else those with the most full rows; of two with as many, the first by name.
fn kind(table: &Table, segment: &Segment) -> [String; 2] {
    let asked = |key: &str| segment.conditions.iter().find(|condition| condition.key == key);
    let asked = [INSTRUMENT, METHOD].map(|key| asked(key).map(|condition| condition.value.as_str()));
    let mut counts: BTreeMap<[&str; 2], u64> = BTreeMap::new();
    for row in (0..table.rows()).filter(|row| table.flag(QUICK, *row) == Some(false)) {
        let found = [INSTRUMENT, METHOD].map(|key| table.text(key, row).unwrap_or_default());
        if asked.iter().zip(found).all(|(asked, found)| asked.is_none_or(|asked| asked == found)) {
            *counts.entry(found).or_default() += 1;
        }
    }
    let most = counts.iter().rev().max_by_key(|(_, count)| **count).map(|(kind, _)| kind.map(str::to_owned));
    most.unwrap_or_else(|| asked.map(|asked| asked.unwrap_or_default().to_owned()))
}
