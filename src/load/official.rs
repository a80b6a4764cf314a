//! The official questionnaire without its wording: ids and mappings from the row map, names from our counterparts.
//!
//! The texts belong to SOC-CMM and are in the user's own workbook; only numbers are built in.

use std::collections::BTreeMap;

use crate::model::instrument::{Aspect, Crosswalk, CrosswalkSource, Domain, Instrument, Item, ItemKind};
use crate::model::rowmap::RowMap;
use crate::model::score::Scale;

/// The id under which official workbooks are pinned.
pub(crate) const ID: &str = "soc-cmm";

/// The questionnaire of a row map. Domains and aspects carry the names of their counterparts in `ours`.
pub(crate) fn skeleton(rows: &RowMap, ours: Option<&Instrument>) -> Instrument {
    let names = counterpart_names(ours);
    let mapped = nist_csf(rows);
    let mut domains: Vec<Domain> = Vec::new();
    // a legacy aspect has no result row: no score of its own, so nothing to ask
    for aspect in rows.aspects.iter().filter(|aspect| aspect.result_row.is_some()) {
        if domains.last().is_none_or(|domain| domain.id != aspect.domain) {
            let our = ours.and_then(|ours| ours.domains.iter().find(|domain| domain.id == aspect.domain));
            domains.push(Domain {
                id: aspect.domain.clone(),
                name: our.map_or_else(|| aspect.domain.clone(), |domain| domain.name.clone()),
                headline: our.is_some_and(|domain| domain.headline),
                about: String::new(),
                aspects: Vec::new(),
            });
        }
        let mut items: Vec<_> = rows.items.iter().filter(|item| item.aspect == aspect.id).collect();
        // as on the sheet: the output rows follow another order
        items.sort_by_key(|item| (item.sheet_row, item.row));
        let aspect = Aspect {
            name: names.get(&aspect.id).cloned().unwrap_or_else(|| aspect.id.clone()),
            about: String::new(),
            minutes: None,
            crosswalk: Crosswalk::new(),
            items: items
                .into_iter()
                .map(|item| Item {
                    id: item.id.clone(),
                    quick: false,
                    question: format!("Question {} of the official workbook", item.id.to_uppercase()),
                    why: String::new(),
                    kind: match item.scale {
                        Scale::Maturity => ItemKind::Maturity { anchors: Vec::new() },
                        Scale::Capability => ItemKind::Capability { anchors: Vec::new() },
                    },
                    evidence: Vec::new(),
                    crosswalk: mapped
                        .get(&item.row)
                        .map(|ids| Crosswalk::from([("nist_csf".to_owned(), ids.clone())]))
                        .unwrap_or_default(),
                })
                .collect(),
            id: aspect.id.clone(),
        };
        if let Some(domain) = domains.last_mut() {
            domain.aspects.push(aspect);
        }
    }
    Instrument {
        id: ID.to_owned(),
        version: rows.version.clone(),
        title: format!("SOC-CMM {}", rows.version),
        summary: "The questions of the official SOC-CMM workbook by their numbers; their texts are in the workbook itself."
            .to_owned(),
        licence: "MIT OR Apache-2.0".to_owned(),
        attribution: None,
        sources: vec![CrosswalkSource {
            key: "nist_csf".to_owned(),
            title: "NIST Cybersecurity Framework".to_owned(),
            version: "2.0".to_owned(),
            year: 2024,
        }],
        domains,
        adoption: None,
    }
}

/// Names of our aspects by the official aspect that they are counterparts of.
fn counterpart_names(ours: Option<&Instrument>) -> BTreeMap<String, String> {
    let aspects = ours.into_iter().flat_map(Instrument::aspects);
    aspects
        .flat_map(|(_, aspect)| {
            let official = aspect.crosswalk.get("soc_cmm").cloned().unwrap_or_default();
            official.into_iter().map(|id| (id, aspect.name.clone()))
        })
        .collect()
}

/// Subcategories of each item's row: its own and those of the rows that repeat it. Ids that the alignment sheet does not
/// list map to nothing.
fn nist_csf(rows: &RowMap) -> BTreeMap<u32, Vec<String>> {
    let own = rows.items.iter().map(|item| (item.row, item.nist.as_ref()));
    let repeated = rows.aliases.iter().map(|alias| (alias.of, alias.nist.as_ref()));
    let mut mapped: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for (row, id) in own.chain(repeated) {
        if let Some(id) = id.filter(|id| rows.subcategories.contains(id)) {
            let ids = mapped.entry(row).or_default();
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
    }
    mapped
}
