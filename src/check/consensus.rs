//! Whether assessments can be made into one: one SOC, one date, the same questionnaires, each file once.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::assessment::Assessment;

/// One of the files, by the name that the user gave, with where it really stands.
pub(crate) struct Given<'a> {
    pub(crate) name: &'a str,
    pub(crate) stands: Option<&'a Path>,
    pub(crate) assessment: &'a Assessment,
}

/// Everything in which the files differ from the first, and what has to be taken on trust.
pub(crate) fn check(files: &[Given<'_>]) -> Diagnostics {
    let mut out = Diagnostics::default();
    let Some((first, others)) = files.split_first() else { return out };
    for (number, other) in others.iter().enumerate() {
        if let Some(same) = files[..=number].iter().find(|earlier| {
            earlier.name == other.name || other.stands.is_some_and(|at| earlier.stands == Some(at))
        }) {
            out.push(
                Diagnostic::new("AS021", Place::file(other.name), "this file is named twice")
                    .related(Place::file(same.name), "named first here")
                    .help("name each assessment once"),
            );
            continue;
        }
        soc(first, other, &mut out);
        date(first, other, &mut out);
        pins(first, other, &mut out);
    }
    if !others.is_empty() && !out.has_errors() {
        trust(first, &mut out);
    }
    out
}

fn differs(first: &Given<'_>, other: &Given<'_>, path: &str, message: String, help: &str) -> Diagnostic {
    Diagnostic::new("AS020", Place::value(other.name, path), message)
        .related(Place::value(first.name, path), "the first file")
        .help(help.to_owned())
}

fn said(text: Option<&str>) -> String {
    text.map_or_else(|| "none".to_owned(), |text| format!("`{text}`"))
}

fn soc(first: &Given<'_>, other: &Given<'_>, out: &mut Diagnostics) {
    let (ours, theirs) = (&first.assessment.soc, &other.assessment.soc);
    if ours.id != theirs.id {
        let (ours, theirs) = (said(ours.id.as_deref()), said(theirs.id.as_deref()));
        out.push(differs(
            first,
            other,
            "soc/id",
            format!("the id of the SOC is {theirs} here and {ours} in the first file"),
            "a consensus is of one SOC: leave the other out, or give both the same `soc.id` (`import` makes a file of a workbook)",
        ));
        return;
    }
    let name = |name: &Option<String>| name.as_ref().map(|name| name.trim().to_owned());
    if let (None, Some(ours), Some(theirs)) = (&ours.id, name(&ours.name), name(&theirs.name))
        && ours != theirs
    {
        out.push(differs(
            first,
            other,
            "soc/name",
            format!(
                "the SOC is called `{theirs}` here and `{ours}` in the first file, and neither has an id"
            ),
            "where both are the same SOC, give both the same `soc.id`",
        ));
    }
}

fn date(first: &Given<'_>, other: &Given<'_>, out: &mut Diagnostics) {
    let (ours, theirs) = (first.assessment.details.date, other.assessment.details.date);
    if ours != theirs {
        let shown =
            |date: Option<crate::model::date::Date>| said(date.map(|date| date.to_string()).as_deref());
        out.push(differs(
            first,
            other,
            "assessment/date",
            format!("the date is {} here and {} in the first file", shown(theirs), shown(ours)),
            "assessments of different dates show a change, not a disagreement; where they belong together, agree on one date",
        ));
    }
}

fn pins(first: &Given<'_>, other: &Given<'_>, out: &mut Diagnostics) {
    let sorted = |given: &Given<'_>| {
        let pins = given.assessment.instruments.iter();
        let mut pins: Vec<String> = pins.map(|pin| format!("{}@{}", pin.id, pin.version)).collect();
        pins.sort();
        pins
    };
    let (ours, theirs) = (sorted(first), sorted(other));
    if ours != theirs {
        let shown = |pins: &[String]| if pins.is_empty() { "none".to_owned() } else { pins.join(", ") };
        out.push(differs(
            first,
            other,
            "instruments",
            format!("the questionnaires are {} here and {} in the first file", shown(&theirs), shown(&ours)),
            "answers to different questions have no median; `socmark migrate` brings older files forward",
        ));
    }
}

/// Files that say nothing cannot contradict each other.
fn trust(first: &Given<'_>, out: &mut Diagnostics) {
    let missing: Vec<&str> = [
        ("id of the SOC", first.assessment.soc.id.is_none()),
        ("date", first.assessment.details.date.is_none()),
    ]
    .into_iter()
    .filter_map(|(what, missing)| missing.then_some(what))
    .collect();
    if !missing.is_empty() {
        let message = format!(
            "no file gives the {}, so that they belong together is taken on trust",
            missing.join(" or the ")
        );
        out.push(Diagnostic::new("AS022", Place::file(first.name), message));
    }
}
