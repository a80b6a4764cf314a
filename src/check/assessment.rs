//! What only the pinned instruments can tell about an assessment: ids, kinds, scope, targets, segments.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, did_you_mean, nearest};
use crate::model::assessment::{Answer, AnswerValue, Assessment};
use crate::model::date::Date;
use crate::model::instrument::{Instrument, Item, ItemKind};
use crate::model::segment::Segments;

/// Whether an unknown id is worth saying. Where a pinned questionnaire is not at hand, which is said once, only an id that
/// is near to a known one is: the rest may well belong to the missing one.
fn worth_saying(id: &str, valid: &[&str], complete: bool) -> bool {
    complete || nearest(id, valid.iter().copied()).is_some()
}

/// How many problems get a guess of what was meant.
const GUESSES: usize = 200;

/// Every problem of an assessment against its instruments. `today` is the date that counts as today, if one does.
pub(crate) fn check(
    file: &str,
    assessment: &Assessment,
    instruments: &[Instrument],
    segments: &Segments,
    today: Option<Date>,
) -> Diagnostics {
    let mut out = Diagnostics::default();
    let items: BTreeMap<&str, &Item> =
        instruments.iter().flat_map(Instrument::items).map(|(_, item)| (item.id.as_str(), item)).collect();
    let aspects: BTreeSet<&str> =
        instruments.iter().flat_map(Instrument::aspects).map(|(_, aspect)| aspect.id.as_str()).collect();
    let domains: BTreeSet<&str> = instruments
        .iter()
        .flat_map(|instrument| &instrument.domains)
        .map(|domain| domain.id.as_str())
        .collect();
    if assessment.instruments.is_empty() {
        out.push(
            Diagnostic::new(
                "AS001",
                Place::value(file, "instruments"),
                "no questionnaire is pinned, so no answer can mean anything",
            )
            .help("pin at least one; `socmark instruments` shows what there is"),
        );
    }
    let complete = instruments.len() >= assessment.instruments.len();
    answers(file, "answers", &assessment.answers, &items, complete, &mut out);
    scope(file, assessment, instruments, &aspects, &domains, &mut out);
    targets(file, assessment, &domains, complete, &mut out);
    for id in assessment.notes.keys() {
        let known =
            items.contains_key(id.as_str()) || aspects.contains(id.as_str()) || domains.contains(id.as_str());
        // remarks of an official workbook may stand at groups of support questions, which are no items
        if !known && complete && assessment.workbook.is_none() {
            let valid: Vec<&str> = aspects.iter().chain(items.keys()).copied().collect();
            out.push(
                Diagnostic::new(
                    "AS009",
                    Place::key(file, &format!("notes/{id}")),
                    format!("no aspect or item is called `{id}`"),
                )
                .help(did_you_mean(id, &valid)),
            );
        }
    }
    profile(file, assessment, segments, &mut out);
    if let (Some(date), Some(today)) = (assessment.details.date, today)
        && date > today
    {
        let message = format!("the assessment is dated {date}, after {today}");
        out.push(
            Diagnostic::new("AS010", Place::value(file, "assessment/date"), message)
                .help("correct the date, or say with `--as-of` which day counts as today"),
        );
    }
    out
}

/// Answers that stand under the key path `root`, against the questions that there are.
pub(super) fn answers(
    file: &str,
    root: &str,
    answers: &BTreeMap<String, Answer>,
    items: &BTreeMap<&str, &Item>,
    complete: bool,
    out: &mut Diagnostics,
) {
    let valid: Vec<&str> = items.keys().copied().collect();
    for (id, answer) in answers {
        let path = format!("{root}/{id}");
        let Some(item) = items.get(id.as_str()) else {
            if !worth_saying(id, &valid, complete) {
                continue;
            }
            let message = format!("no pinned instrument asks `{id}`");
            let unknown = Diagnostic::new("AS002", Place::key(file, &path), message);
            // a file of another kind altogether gets no guesses: they would cost minutes
            out.push(if out.len() < GUESSES { unknown.help(did_you_mean(id, &valid)) } else { unknown });
            continue;
        };
        let wrong = |message: String, help: &str| {
            Diagnostic::new("AS004", Place::value(file, &path), message).help(help)
        };
        match (&answer.value, &item.kind) {
            (Some(AnswerValue::NotRequired), kind) if !matches!(kind, ItemKind::Capability { .. }) => {
                out.push(wrong(
                    format!("`{id}` is a {} item, which cannot be `not_required`", kind.word()),
                    "a maturity item that does not fit is `not_applicable`, with a note that says why",
                ));
            }
            (Some(AnswerValue::NotApplicable), ItemKind::Maturity { .. })
                if answer.note.as_deref().is_none_or(|note| note.trim().is_empty()) =>
            {
                let message = format!("`{id}` is not applicable, but nothing says why");
                out.push(
                    Diagnostic::new("AS005", Place::value(file, &path), message)
                        .help("add a `note:` with the reason"),
                );
            }
            (Some(AnswerValue::NotApplicable), ItemKind::Maturity { .. }) => {}
            (Some(AnswerValue::NotApplicable), kind) => out.push(wrong(
                format!("`{id}` is a {} item, which cannot be `not_applicable`", kind.word()),
                "a capability item that the SOC does not need is `not_required`",
            )),
            (Some(AnswerValue::Level(_)), kind @ (ItemKind::Elements { .. } | ItemKind::Fact { .. })) => {
                out.push(wrong(
                    format!("`{id}` is of kind `{}` and takes no level", kind.word()),
                    "say which are there: `present: [...]`",
                ));
            }
            (Some(AnswerValue::Present(_)), kind) if kind.is_scored() => {
                out.push(wrong(
                    format!("`{id}` takes a level, not a list of what is present"),
                    "a whole number from 1 to 5",
                ));
            }
            (Some(AnswerValue::Present(present)), ItemKind::Elements { elements, .. }) => {
                let valid: Vec<&str> = elements.iter().map(|element| element.id.as_str()).collect();
                for (number, name) in
                    present.iter().enumerate().filter(|(_, name)| !valid.contains(&name.as_str()))
                {
                    out.push(
                        Diagnostic::new(
                            "AS012",
                            Place::value(file, &format!("{path}/present/{number}")),
                            format!("`{name}` is none of the elements of `{id}`"),
                        )
                        .help(did_you_mean(name, &valid)),
                    );
                }
            }
            _ => {}
        }
    }
}

fn scope(
    file: &str,
    assessment: &Assessment,
    instruments: &[Instrument],
    aspects: &BTreeSet<&str>,
    domains: &BTreeSet<&str>,
    out: &mut Diagnostics,
) {
    for (number, id) in assessment.exclude.iter().enumerate() {
        let place = || Place::value(file, &format!("scope/exclude/{number}"));
        if !aspects.contains(id.as_str()) && !domains.contains(id.as_str()) {
            let valid: Vec<&str> = aspects.iter().chain(domains).copied().collect();
            if !worth_saying(id, &valid, instruments.len() >= assessment.instruments.len()) {
                continue;
            }
            out.push(
                Diagnostic::new("AS007", place(), format!("no aspect or domain is called `{id}`"))
                    .help(did_you_mean(id, &valid)),
            );
            continue;
        }
        let answered = instruments
            .iter()
            .flat_map(|instrument| &instrument.domains)
            .flat_map(|domain| domain.aspects.iter().map(move |aspect| (domain, aspect)))
            .filter(|(domain, aspect)| domain.id == *id || aspect.id == *id)
            .flat_map(|(_, aspect)| &aspect.items)
            .filter(|item| {
                matches!(
                    assessment.answers.get(&item.id).and_then(|answer| answer.value.as_ref()),
                    Some(AnswerValue::Level(_))
                )
            })
            .count();
        // a workbook keeps the answers of what was taken out of scope later, which is no slip of the pen
        if answered > 0 && assessment.workbook.is_none() {
            out.push(
                Diagnostic::new(
                    "AS014",
                    place(),
                    format!("`{id}` is out of scope, so its {answered} answers do not count"),
                )
                .help("take it into scope again to count them"),
            );
        }
    }
}

fn targets(
    file: &str,
    assessment: &Assessment,
    domains: &BTreeSet<&str>,
    complete: bool,
    out: &mut Diagnostics,
) {
    let named = assessment.targets.domains.keys().map(|id| ("domains", id));
    for (key, id) in named.chain(assessment.targets.capability.keys().map(|id| ("capability", id))) {
        let valid: Vec<&str> = domains.iter().copied().collect();
        if !domains.contains(id.as_str()) && worth_saying(id, &valid, complete) {
            out.push(
                Diagnostic::new(
                    "AS008",
                    Place::key(file, &format!("targets/{key}/{id}")),
                    format!("no domain is called `{id}`"),
                )
                .help(did_you_mean(id, &valid)),
            );
        }
    }
}

fn profile(file: &str, assessment: &Assessment, segments: &Segments, out: &mut Diagnostics) {
    let soc = &assessment.soc;
    let details = &assessment.details;
    let given = [
        ("soc/sector", "sector", &soc.sector),
        ("soc/region", "region", &soc.region),
        ("soc/model", "model", &soc.model),
        ("soc/size_fte", "size_fte", &soc.size_fte),
        ("soc/organisation_fte", "organisation_fte", &soc.organisation_fte),
        ("assessment/type", "kind", &details.kind),
        ("assessment/style", "style", &details.style),
    ];
    for (path, key, value) in given {
        let Some(value) = value else { continue };
        let valid = segments.slugs(key);
        if value != "other" && !valid.is_empty() && !valid.contains(&value.as_str()) {
            let name = path.rsplit('/').next().unwrap_or(path);
            out.push(
                Diagnostic::new(
                    "AS011",
                    Place::value(file, path),
                    format!("`{value}` is none of the values of `{name}`"),
                )
                .help(did_you_mean(value, &valid)),
            );
        }
    }
}
