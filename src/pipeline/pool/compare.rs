//! One SOC beside the pools that were named.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources, did_you_mean};
use crate::load::pool as disk;
use crate::model::adoption::{Archetype, PerceivedValue, SelfDescribed, Wave};
use crate::model::cohort::{Condition, Segment};
use crate::model::pool::{Cell, Entry, LEAST, SEGMENTS, SMALLEST, YEAR};
use crate::model::segment::Segments;
use crate::pipeline::{CohortsWanted, Outcome, Settings};
use crate::pool::compare::{Asked, KEYS, Names, Own, compare as beside};
use crate::{load, pool};

use super::Opened;

/// Adds to the comparison what each pool among `settings.against` says. What is wrong with a pool or a segment is said, and
/// the others still count.
pub fn compare(outcome: &mut Outcome, settings: &Settings, sources: &mut Sources, out: &mut Diagnostics) {
    let wanted = &settings.cohorts;
    let segments = load::benchmark::segments();
    let date = outcome.assessment.details.date;
    // an assessment without a date is one of today
    let Some(today) = date.or(settings.as_of) else { return };
    let entry = pool::entry(
        "",
        today,
        &outcome.assessment,
        &outcome.instruments,
        &outcome.scorecard,
        outcome.adoption.as_ref(),
        &segments,
    );
    let Some(segment) = segment(&wanted.segment, &entry, &segments, out) else { return };
    if let Some(by) = &wanted.by
        && !is_key("--by", by, out)
    {
        return;
    }
    let date = date.map(|date| date.to_string());
    for folder in settings.pools() {
        let Some(opened) = Opened::open(&folder, sources, out) else { continue };
        let id = outcome.assessment.soc.id.as_deref().or(wanted.soc_id.as_deref());
        let soc = id.and_then(|id| pseudonym(&folder, &opened, id.trim(), wanted, out));
        let own = Own {
            cells: &entry.cells,
            instrument: &entry.instrument,
            date: date.as_deref(),
            soc: soc.as_deref(),
        };
        let asked = Asked {
            id: &folder.display().to_string(),
            segment: &segment,
            by: wanted.by.as_deref(),
            smallest: wanted.smallest.unwrap_or(SMALLEST).max(LEAST),
            simulated: opened.head().simulated,
            salts: opened.head().salts(),
        };
        let names = Names { instruments: &outcome.instruments, segments: &segments };
        let columns = opened.names();
        let mut said = Diagnostics::default();
        let (mut cohort, rows) = beside(own, asked, names, &columns, &mut |wanted| {
            opened.read(|name| wanted.contains(&name), &mut said)
        });
        out.extend(said);
        if !opened.is_whole() {
            cohort
                .caveats
                .insert(0, "A part of the pool could not be read; its SOCs are missing here.".to_owned());
        }
        outcome.comparison.cohorts.push(cohort);
        outcome.comparison.rows.extend(rows);
    }
}

/// The conditions that were asked for, or nothing where one is none, which is said.
pub(super) fn segment(
    asked: &[String],
    own: &Entry,
    segments: &Segments,
    out: &mut Diagnostics,
) -> Option<Segment> {
    let mut conditions = Vec::new();
    let mut failed = false;
    for asked in asked {
        let condition = condition(asked, own, segments, out);
        failed |= condition.is_none();
        conditions.extend(condition);
    }
    conditions.sort();
    conditions.dedup();
    (!failed).then_some(Segment { conditions })
}

fn condition(asked: &str, own: &Entry, segments: &Segments, out: &mut Diagnostics) -> Option<Condition> {
    let (key, value) = match asked.split_once('=') {
        Some((key, value)) => (key.trim(), Some(value.trim())),
        None => (asked.trim(), None),
    };
    if !is_key("--segment", key, out) {
        return None;
    }
    let wrong = |message: String| Diagnostic::new("PL010", Place::file("--segment"), message);
    let value = match (value, own.cells.get(key)) {
        (Some(value), _) => value.to_owned(),
        (None, _) if key == YEAR => own.date.year().to_string(),
        (None, Some(Cell::Text(own))) => own.clone(),
        (None, _) => {
            out.push(
                wrong(format!("the assessment says no `{key}` that could be taken as your own"))
                    .help(format!("write `--segment {key}=VALUE`")),
            );
            return None;
        }
    };
    let valid = values(key, segments);
    if !valid.is_empty() && !valid.contains(&value.as_str()) {
        out.push(wrong(format!("`{key}` has no value `{value}`")).help(did_you_mean(&value, &valid)));
        return None;
    }
    if key == YEAR && value.parse::<i16>().is_err() {
        out.push(wrong(format!("`{value}` is no year")).help("write it with four digits"));
        return None;
    }
    Some(Condition { key: key.to_owned(), value })
}

fn is_key(flag: &str, key: &str, out: &mut Diagnostics) -> bool {
    let known = KEYS.contains(&key);
    if !known {
        out.push(
            Diagnostic::new("PL010", Place::file(flag), format!("a pool has no `{key}` to choose SOCs by"))
                .help(did_you_mean(key, &KEYS)),
        );
    }
    known
}

/// The values that a key can have; none where any is taken.
pub(super) fn values<'a>(key: &str, segments: &'a Segments) -> Vec<&'a str> {
    match key {
        "ai.self_described" => SelfDescribed::ALL.iter().map(|word| word.word()).collect(),
        "ai.value" => PerceivedValue::ALL.iter().map(|word| word.word()).collect(),
        "ai.declared" | "ai.archetype" => Archetype::ALL.iter().map(|word| word.word()).collect(),
        "ai.wave" => Wave::ALL.iter().map(|word| word.word()).collect(),
        key if SEGMENTS.contains(&key) => segments.slugs(key),
        _ => Vec::new(),
    }
}

/// The own pseudonym in a pool. Without its salt there is none; a salt that is not the pool's is said.
fn pseudonym(
    folder: &Path,
    opened: &Opened,
    id: &str,
    wanted: &CohortsWanted,
    out: &mut Diagnostics,
) -> Option<String> {
    let file = match &wanted.salt_file {
        Some(file) => file.clone(),
        None => load::salt::beside(folder).ok().filter(|file| file.is_file())?,
    };
    let salt = disk::salt(&file, out)?;
    if !opened.head().knows(&pool::fingerprint(&salt)) {
        out.push(
            Diagnostic::new(
                "PL003",
                Place::file(&file.display().to_string()),
                "this is not the salt that the pool was made with",
            )
            .help("name the right one with `--salt-file`, so that your own rows can be left out"),
        );
        return None;
    }
    Some(pool::pseudonym(&salt, id))
}
