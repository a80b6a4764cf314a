//! Which rows of a pool count beside one SOC: the latest full assessment of each other SOC of the segment, by the same
//! questionnaire and method.

use std::collections::BTreeMap;

use crate::model::cohort::{Condition, Segment, Told};
use crate::model::pool::{
    AI_WORDS, COVERAGE, DATE, INSTRUMENT, METHOD, QUICK, SEGMENTS, SIMULATED, SOC, Table, Texts, VERSION,
    YEAR,
};

use super::{Asked, Own};

/// By what a cohort can be narrowed or grouped.
pub const KEYS: [&str; 10] = [
    SEGMENTS[0],
    SEGMENTS[1],
    SEGMENTS[2],
    SEGMENTS[3],
    YEAR,
    AI_WORDS[0],
    AI_WORDS[1],
    AI_WORDS[2],
    AI_WORDS[3],
    AI_WORDS[4],
];

/// Whether a column is needed to choose rows; the others are read when their turn comes.
#[must_use]
pub fn is_key(column: &str) -> bool {
    [SOC, DATE, QUICK, METHOD, VERSION, SIMULATED, "ai.blocker"].contains(&column)
        || KEYS.contains(&column)
        || column.starts_with(COVERAGE)
}

/// The rows that count.
#[derive(Debug, Clone, Default)]
pub(super) struct Chosen {
    /// The latest row of each other SOC in the segment, in order of the pseudonym.
    pub latest: Vec<usize>,
    /// Every row of these SOCs that is a full assessment, by SOC and date.
    pub all: Vec<Vec<usize>>,
    /// The own SOC's, by date.
    pub own: Vec<usize>,
    pub years: Option<(i16, i16)>,
    pub left_out: Vec<String>,
    pub other_versions: Option<String>,
}

pub(super) fn any_simulated(keys: &Table) -> bool {
    (0..keys.rows()).any(|row| keys.flag(SIMULATED, row) == Some(true))
}

fn said(texts: Option<&Texts>, row: usize) -> &str {
    texts.and_then(|texts| texts.get(row)).unwrap_or_default()
}

pub(super) fn others(keys: &Table, own: Own<'_>, asked: Asked<'_>) -> Chosen {
    let mut chosen = Chosen::default();
    let mut out: BTreeMap<&str, u64> = BTreeMap::new();
    let method = own.text(METHOD).unwrap_or_default();
    let mut counted: Vec<usize> = Vec::new();
    for row in 0..keys.rows() {
        let mine = own.soc.is_some() && keys.text(SOC, row) == own.soc;
        let why = if keys.text(INSTRUMENT, row) != Some(own.instrument) {
            Some("of another questionnaire")
        } else if keys.text(METHOD, row) != Some(method) {
            Some("scored by another method")
        } else if keys.flag(QUICK, row) != Some(false) {
            Some("that are quick scans")
        } else {
            None
        };
        match (why, mine) {
            (None, true) => chosen.own.push(row),
            (None, false) => counted.push(row),
            (Some(why), false) => *out.entry(why).or_default() += 1,
            (Some(_), true) => {}
        }
    }
    // looked up once: sorting a million rows asks for them twenty million times
    let (socs, dates) = (keys.texts(SOC), keys.texts(DATE));
    let key = |row: &usize| (said(socs, *row), said(dates, *row));
    chosen.own.sort_by_key(key);
    counted.sort_by_key(key);
    let years: Vec<&Condition> =
        asked.segment.conditions.iter().filter(|condition| condition.key == YEAR).collect();
    let profile: Vec<&Condition> =
        asked.segment.conditions.iter().filter(|condition| condition.key != YEAR).collect();
    let holds = |conditions: &[&Condition], row: usize| {
        conditions.iter().all(|condition| keys.text(&condition.key, row) == Some(condition.value.as_str()))
    };
    for rows in counted.chunk_by(|a, b| said(socs, *a) == said(socs, *b)) {
        // of the year that was asked for, the latest; it says which segment the SOC is in
        let Some(latest) = rows.iter().rposition(|row| holds(&years, *row)) else { continue };
        if holds(&profile, rows[latest]) {
            chosen.latest.push(rows[latest]);
            chosen.all.push(rows[..=latest].to_vec());
        }
    }
    let year = |row: &usize| keys.text(YEAR, *row).and_then(|year| year.parse::<i16>().ok());
    chosen.years =
        chosen.latest.iter().filter_map(year).min().zip(chosen.latest.iter().filter_map(year).max());
    // counts are of the whole pool, so they say nothing of a segment
    chosen.left_out = out
        .into_iter()
        .map(|(why, count)| match Told::of(count, u64::MAX) {
            Told::Count(count) => format!("{count} rows {why}"),
            _ => format!("a few rows {why}"),
        })
        .collect();
    chosen.other_versions = other_versions(keys, own, &chosen.latest);
    chosen
}

fn other_versions(keys: &Table, own: Own<'_>, latest: &[usize]) -> Option<String> {
    let version = own.text(VERSION)?;
    let others = latest.iter().filter(|row| keys.text(VERSION, **row) != Some(version)).count() as u64;
    let how_many = match Told::of(others, latest.len() as u64) {
        _ if others == 0 => return None,
        Told::Count(count) => format!("{count} of the SOCs"),
        Told::Few => "A few of the SOCs".to_owned(),
        Told::NearlyAll => "Nearly all of the SOCs".to_owned(),
    };
    Some(format!("{how_many} answered another version of the questionnaire than your {version}."))
}

/// Why a cohort is not shown; never with its count.
pub(super) fn refused(asked: Asked<'_>) -> String {
    let what = if asked.segment.conditions.is_empty() { "the pool" } else { "the segment" };
    format!(
        "{what} has fewer than {} other SOCs with a full assessment by the same questionnaire and method",
        asked.smallest
    )
}

/// The segment that keeps most of the conditions and holds; of several, the one with most SOCs.
pub(super) fn proposed(keys: &Table, own: Own<'_>, asked: Asked<'_>) -> Option<(Segment, u64)> {
    let conditions = &asked.segment.conditions;
    let count = conditions.len().min(MOST_CONDITIONS);
    let mut best: Option<(Segment, u64)> = None;
    for kept in 0_u32..(1 << count) - 1 {
        let kept = conditions.iter().take(count).enumerate().filter(|(at, _)| kept >> at & 1 == 1);
        let segment = Segment { conditions: kept.map(|(_, condition)| condition.clone()).collect() };
        let socs = others(keys, own, Asked { segment: &segment, ..asked }).latest.len() as u64;
        let better = best
            .as_ref()
            .is_none_or(|(other, most)| (segment.conditions.len(), socs) > (other.conditions.len(), *most));
        if socs >= asked.smallest && better {
            best = Some((segment, socs));
        }
    }
    best
}

/// Conditions of a segment that are varied; more are not asked in earnest.
const MOST_CONDITIONS: usize = 6;
