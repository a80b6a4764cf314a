//! What stands around the answers: who, when, targets, remarks, AI, and what a workbook keeps.

use std::collections::BTreeMap;

use crate::model::assessment::{Assessment, Details, SocProfile, Targets};
use crate::model::consensus::{Rule, Settled};

use super::{Voice, ai, answers, workbook};

/// Everything of an assessment but its scope and its answers.
pub(super) fn merge(voices: &[Voice<'_>], names: &[&str], settled: &mut Vec<Settled>) -> Assessment {
    let all: Vec<&Assessment> = voices.iter().map(|voice| voice.assessment).collect();
    let first = all.first();
    Assessment {
        instruments: first.map(|first| first.instruments.clone()).unwrap_or_default(),
        soc: profile(&all, settled),
        details: details(&all, settled),
        targets: targets(&all, settled),
        exclude: Vec::new(),
        answers: BTreeMap::new(),
        notes: notes(&all, names),
        ai: ai::merge(&all, settled),
        workbook: workbook::merge(&all, names, settled),
    }
}

/// The first value that is stated. Where another is stated too, that is said; saying nothing contradicts nobody.
pub(super) fn first<T: Clone + PartialEq>(
    subject: impl Into<String>,
    stated: Vec<Option<T>>,
    shown: impl Fn(&T) -> String,
    settled: &mut Vec<Settled>,
) -> Option<T> {
    let kept = stated.iter().flatten().next()?.clone();
    if stated.iter().flatten().any(|other| *other != kept) {
        let said = stated.iter().map(|value| value.as_ref().map(&shown)).collect();
        settled.push(Settled { rule: Rule::First, subject: subject.into(), said, kept: Some(shown(&kept)) });
    }
    Some(kept)
}

/// A text as it is.
#[expect(clippy::ptr_arg, reason = "the shape that `first` asks for")]
pub(super) fn text(text: &String) -> String {
    text.clone()
}

fn profile(all: &[&Assessment], settled: &mut Vec<Settled>) -> SocProfile {
    let mut of = |key: &str, field: fn(&SocProfile) -> &Option<String>| {
        let stated = all.iter().map(|assessment| field(&assessment.soc).clone()).collect();
        first(format!("soc.{key}"), stated, text, settled)
    };
    let soc = SocProfile {
        id: of("id", |soc| &soc.id),
        name: of("name", |soc| &soc.name),
        sector: of("sector", |soc| &soc.sector),
        region: of("region", |soc| &soc.region),
        model: of("model", |soc| &soc.model),
        size_fte: of("size_fte", |soc| &soc.size_fte),
        organisation_fte: of("organisation_fte", |soc| &soc.organisation_fte),
        years: None,
    };
    let years = all.iter().map(|assessment| assessment.soc.years).collect();
    SocProfile { years: first("soc.years", years, f64::to_string, settled), ..soc }
}

fn details(all: &[&Assessment], settled: &mut Vec<Settled>) -> Details {
    let mut of = |key: &str, field: fn(&Details) -> &Option<String>| {
        let stated = all.iter().map(|assessment| field(&assessment.details).clone()).collect();
        first(format!("assessment.{key}"), stated, text, settled)
    };
    let kind = of("type", |details| &details.kind);
    let style = of("style", |details| &details.style);
    let purpose = of("purpose", |details| &details.purpose);
    let mut assessors: Vec<String> = Vec::new();
    for assessor in all.iter().flat_map(|assessment| &assessment.details.assessors) {
        if !assessors.contains(assessor) {
            assessors.push(assessor.clone());
        }
    }
    // said where every report shows it
    let made = format!("consensus of {} assessments", all.len());
    let purpose = match purpose.filter(|purpose| !purpose.trim().is_empty()) {
        Some(purpose) => format!("{purpose} ({made})"),
        None => made,
    };
    let date = all.iter().find_map(|assessment| assessment.details.date);
    Details { date, kind, style, assessors, purpose: Some(purpose) }
}

fn targets(all: &[&Assessment], settled: &mut Vec<Settled>) -> Targets {
    let hundredths = |target: &i64| crate::model::score::Rounded(*target).to_string();
    let overall = all.iter().map(|assessment| assessment.targets.overall).collect();
    let overall = first("targets.overall", overall, hundredths, settled);
    let mut of = |key: &str, field: fn(&Targets) -> &BTreeMap<String, i64>| {
        let maps: Vec<&BTreeMap<String, i64>> =
            all.iter().map(|assessment| field(&assessment.targets)).collect();
        merged_map(&format!("targets.{key}"), &maps, hundredths, settled)
    };
    let domains = of("domains", |targets| &targets.domains);
    let capability = of("capability", |targets| &targets.capability);
    Targets { overall, domains, capability }
}

/// Key by key the first value that is stated.
pub(super) fn merged_map<T: Clone + PartialEq>(
    subject: &str,
    maps: &[&BTreeMap<String, T>],
    shown: impl Fn(&T) -> String,
    settled: &mut Vec<Settled>,
) -> BTreeMap<String, T> {
    let mut merged = BTreeMap::new();
    for key in maps.iter().flat_map(|map| map.keys()) {
        if merged.contains_key(key) {
            continue;
        }
        let stated = maps.iter().map(|map| map.get(key).cloned()).collect();
        let kept = first(format!("{subject}.{key}"), stated, &shown, settled);
        merged.extend(kept.map(|kept| (key.clone(), kept)));
    }
    merged
}

fn notes(all: &[&Assessment], names: &[&str]) -> BTreeMap<String, String> {
    let mut merged = BTreeMap::new();
    for id in all.iter().flat_map(|assessment| assessment.notes.keys()) {
        let said: Vec<Option<&str>> =
            all.iter().map(|assessment| assessment.notes.get(id).map(String::as_str)).collect();
        merged.extend(answers::note(&said, names, false).map(|note| (id.clone(), note)));
    }
    merged
}
