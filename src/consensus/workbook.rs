//! What official workbooks keep beyond an assessment.

use std::collections::BTreeMap;

use crate::model::assessment::{Assessment, OwnMethodology, WorkbookExtras};
use crate::model::consensus::{Rule, Settled};
use crate::stats::lower_median;

use super::answers;
use super::context::{first, merged_map, text};

/// Profile texts that stand in fields of their own as well, where a difference is said already.
const SAID_ELSEWHERE: [&str; 8] = [
    "names",
    "purpose",
    "assessment_type",
    "assessment_style",
    "business_size",
    "sector",
    "soc_size",
    "soc_model",
];

/// Support answers by their median, legacy rows too, everything else as it is stated first.
pub(super) fn merge(
    all: &[&Assessment],
    names: &[&str],
    settled: &mut Vec<Settled>,
) -> Option<WorkbookExtras> {
    let extras: Vec<Option<&WorkbookExtras>> =
        all.iter().map(|assessment| assessment.workbook.as_ref()).collect();
    extras.iter().flatten().next()?;
    let edition = extras.iter().map(|extras| extras.map(|extras| extras.edition.clone())).collect();
    let version = extras.iter().map(|extras| extras.map(|extras| extras.version.clone())).collect();
    let own = extras.iter().map(|extras| extras.as_ref()?.own_methodology.clone()).collect();
    let external: Vec<Option<&str>> =
        extras.iter().map(|extras| extras.as_ref()?.external_staff.as_deref()).collect();
    let given: Vec<&WorkbookExtras> = extras.iter().flatten().copied().collect();
    let maps = |of: fn(&WorkbookExtras) -> &BTreeMap<String, i64>| -> Vec<&BTreeMap<String, i64>> {
        given.iter().map(|extras| of(extras)).collect()
    };
    Some(WorkbookExtras {
        version: first("workbook.version", version, text, settled).unwrap_or_default(),
        edition: first("workbook.edition", edition, text, settled).unwrap_or_default(),
        profile: profile(&extras, settled),
        support: support(&extras, settled),
        own_methodology: first("workbook.own_methodology", own, methodology, settled),
        scope_cells: merged_map(
            "workbook.scope_cells",
            &maps(|extras| &extras.scope_cells),
            i64::to_string,
            settled,
        ),
        rows: rows(&given),
        external_staff: answers::note(&external, names, false),
    })
}

fn profile(extras: &[Option<&WorkbookExtras>], settled: &mut Vec<Settled>) -> BTreeMap<String, String> {
    let none = BTreeMap::new();
    let maps: Vec<&BTreeMap<String, String>> =
        extras.iter().map(|extras| extras.map_or(&none, |extras| &extras.profile)).collect();
    let mut said = Vec::new();
    let merged = merged_map("workbook.profile", &maps, text, &mut said);
    let elsewhere = |subject: &str| SAID_ELSEWHERE.iter().any(|key| subject.ends_with(&format!(".{key}")));
    settled.extend(said.into_iter().filter(|said| !elsewhere(&said.subject)));
    merged
}

/// Yes where more than half of those who answer say yes.
fn support(extras: &[Option<&WorkbookExtras>], settled: &mut Vec<Settled>) -> BTreeMap<String, bool> {
    let word = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let mut merged = BTreeMap::new();
    for id in extras.iter().flatten().flat_map(|extras| extras.support.keys()) {
        let said: Vec<Option<bool>> =
            extras.iter().map(|extras| extras.as_ref()?.support.get(id).copied()).collect();
        let given: Vec<bool> = said.iter().flatten().copied().collect();
        let Some(kept) = lower_median(&given) else { continue };
        let new = merged.insert(id.clone(), kept).is_none();
        if new && given.iter().any(|yes| *yes != kept) {
            settled.push(Settled {
                rule: Rule::Median,
                subject: format!("workbook.support.{id}"),
                said: said.into_iter().map(|yes| yes.map(word)).collect(),
                kept: Some(word(kept)),
            });
        }
    }
    merged
}

fn rows(given: &[&WorkbookExtras]) -> BTreeMap<u32, i64> {
    let mut merged = BTreeMap::new();
    for row in given.iter().flat_map(|extras| extras.rows.keys()) {
        let values: Vec<i64> = given.iter().filter_map(|extras| extras.rows.get(row).copied()).collect();
        merged.extend(lower_median(&values).map(|kept| (*row, kept)));
    }
    merged
}

fn methodology(own: &OwnMethodology) -> String {
    let word = if own.in_use { "in use" } else { "not in use" };
    match &own.level {
        Some(level) => format!("{word}, level {level}"),
        None => word.to_owned(),
    }
}
