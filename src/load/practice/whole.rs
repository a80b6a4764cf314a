//! What only the whole library shows: ids once, items and practices that exist, an order in which the work can be done.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, did_you_mean};
use crate::model::instrument::{Instrument, ItemKind};
use crate::model::practice::Practice;

/// A practice and the file that it stands in.
#[derive(Debug)]
pub(super) struct Found {
    pub file: String,
    pub practice: Practice,
}

/// Says what is wrong between practices, and between them and the questions that they raise. `found` is in order.
/// Nothing is said of practices that are in `unread` files: their names stand for them.
pub(super) fn check(found: &[Found], unread: &[String], instruments: &[Instrument], out: &mut Diagnostics) {
    let mut by_id: BTreeMap<&str, &Found> = BTreeMap::new();
    for entry in found {
        let id = entry.practice.id.as_str();
        if let Some(other) = by_id.get(id) {
            out.push(
                Diagnostic::new(
                    "RM006",
                    Place::value(&entry.file, "id"),
                    format!("there is another practice `{id}`"),
                )
                .related(Place::value(&other.file, "id"), "the other one")
                .help("give this one an id of its own"),
            );
        } else {
            by_id.insert(id, entry);
        }
    }
    for entry in found {
        items(entry, instruments, out);
        practices(entry, &by_id, unread, out);
    }
    cycles(&by_id, out);
    // what is in a file that cannot be read may lead anywhere
    if unread.is_empty() {
        reach(found, out);
    }
}

fn items(entry: &Found, instruments: &[Instrument], out: &mut Diagnostics) {
    let kind =
        |id: &str| instruments.iter().find_map(|instrument| instrument.item(id)).map(|item| &item.kind);
    let unknown = |id: &str, path: String, maturity: bool| {
        let all = instruments.iter().flat_map(Instrument::items).map(|(_, item)| item);
        let valid: Vec<&str> = all
            .filter(|item| {
                matches!(item.kind, ItemKind::Maturity { .. }) || !maturity && item.kind.is_scored()
            })
            .map(|item| item.id.as_str())
            .collect();
        Diagnostic::new("RM001", Place::value(&entry.file, &path), format!("no item has the id `{id}`"))
            .help(did_you_mean(id, &valid))
    };
    for (number, raise) in entry.practice.raises.iter().enumerate() {
        let path = format!("raises/{number}/item");
        match kind(&raise.item) {
            Some(ItemKind::Maturity { .. }) => {}
            None => out.push(unknown(&raise.item, path, true)),
            Some(other) => out.push(
                Diagnostic::new(
                    "RM001",
                    Place::value(&entry.file, &path),
                    format!("`{}` is no maturity item but one of kind `{}`", raise.item, other.word()),
                )
                .help("practices raise maturity; capabilities and lists are stated as they are"),
            ),
        }
    }
    for (number, threshold) in entry.practice.thresholds.iter().enumerate() {
        let path = format!("needs/items/{number}/item");
        match kind(&threshold.item) {
            Some(kind) if kind.is_scored() => {}
            None => out.push(unknown(&threshold.item, path, false)),
            Some(other) => out.push(Diagnostic::new(
                "RM001",
                Place::value(&entry.file, &path),
                format!("`{}` has no level: it is of kind `{}`", threshold.item, other.word()),
            )),
        }
    }
}

fn practices(entry: &Found, by_id: &BTreeMap<&str, &Found>, unread: &[String], out: &mut Diagnostics) {
    for (number, id) in entry.practice.after.iter().enumerate() {
        if !by_id.contains_key(id.as_str()) && !unread.contains(id) {
            let valid: Vec<&str> = by_id.keys().copied().collect();
            out.push(
                Diagnostic::new(
                    "RM004",
                    Place::value(&entry.file, &format!("needs/practices/{number}")),
                    format!("there is no practice `{id}`"),
                )
                .help(did_you_mean(id, &valid)),
            );
        }
    }
}

/// Each cycle of prerequisites once, as a chain that begins with its first id.
fn cycles(by_id: &BTreeMap<&str, &Found>, out: &mut Diagnostics) {
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for start in by_id.keys() {
        // the way from `start`, each with how many of its prerequisites have been followed
        let mut way: Vec<(&str, usize)> = vec![(start, 0)];
        while let Some((id, followed)) = way.pop() {
            let entry = by_id.get(id).filter(|_| !done.contains(id));
            let Some(needed) = entry.and_then(|entry| entry.practice.after.get(followed)) else {
                done.insert(id);
                continue;
            };
            way.push((id, followed + 1));
            match way.iter().position(|(on_way, _)| on_way == needed) {
                Some(at) => out.push(cycle(&way[at..], by_id)),
                None => way.push((needed, 0)),
            }
        }
    }
}

fn cycle(way: &[(&str, usize)], by_id: &BTreeMap<&str, &Found>) -> Diagnostic {
    let first = (0..way.len()).min_by_key(|at| way[*at].0).unwrap_or_default();
    let (id, followed) = way[first];
    let chain: Vec<String> =
        way[first..].iter().chain(&way[..=first]).map(|(id, _)| format!("`{id}`")).collect();
    let file = by_id.get(id).map(|entry| entry.file.as_str()).unwrap_or_default();
    let place = Place::value(file, &format!("needs/practices/{}", followed.saturating_sub(1)));
    let mut said =
        Diagnostic::new("RM005", place, format!("practices wait for each other: {}", chain.join(" needs ")))
            .help("take one of these needs away");
    for (id, followed) in way.iter().filter(|(other, _)| *other != id) {
        let Some(entry) = by_id.get(id) else { continue };
        let path = format!("needs/practices/{}", followed.saturating_sub(1));
        said = said.related(Place::value(&entry.file, &path), "and this one");
    }
    said
}

/// Practices that begin at a level to which no practices lead from level 1.
fn reach(found: &[Found], out: &mut Diagnostics) {
    let mut raises: BTreeMap<&str, Vec<(u8, u8)>> = BTreeMap::new();
    for raise in found.iter().flat_map(|entry| &entry.practice.raises) {
        raises.entry(&raise.item).or_default().push((raise.from, raise.to));
    }
    let reached = |item: &str| {
        let mut level = 1;
        let all = raises.get(item).map(Vec::as_slice).unwrap_or_default();
        while let Some(next) =
            all.iter().filter(|(from, to)| *from <= level && *to > level).map(|(_, to)| *to).max()
        {
            level = next;
        }
        level
    };
    for entry in found {
        for (number, raise) in entry.practice.raises.iter().enumerate() {
            let level = reached(&raise.item);
            if raise.from > level {
                out.push(
                    Diagnostic::new(
                        "RM010",
                        Place::value(&entry.file, &format!("raises/{number}/from")),
                        format!("no practice takes `{}` from {level} to {}", raise.item, raise.from),
                    )
                    .help("write the practice that leads there, or begin lower"),
                );
            }
        }
    }
}
