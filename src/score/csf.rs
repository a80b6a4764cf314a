//! NIST CSF 2.0 by our method: each answered item counts once in every category that it is mapped to.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::instrument::Instrument;
use crate::model::score::{CsfCategory, CsfFunction, DomainScore, ItemPart, Scale, Score};

use super::weighted::{mean, weighted};

/// Functions and their categories in the framework's own order.
const FUNCTIONS: [(&str, &[&str]); 6] = [
    ("GV", &["GV.OC", "GV.RM", "GV.RR", "GV.PO", "GV.OV", "GV.SC"]),
    ("ID", &["ID.AM", "ID.RA", "ID.IM"]),
    ("PR", &["PR.AA", "PR.AT", "PR.DS", "PR.PS", "PR.IR"]),
    ("DE", &["DE.CM", "DE.AE"]),
    ("RS", &["RS.MA", "RS.AN", "RS.CO", "RS.MI"]),
    ("RC", &["RC.RP", "RC.CO"]),
];

/// Every function with an item mapped to it; a function is the mean of its categories.
pub(super) fn functions(instrument: &Instrument, domains: &[DomainScore]) -> Vec<CsfFunction> {
    let parts: BTreeMap<&str, (Scale, ItemPart)> = domains
        .iter()
        .flat_map(|domain| &domain.aspects)
        .flat_map(|aspect| &aspect.items)
        .map(|item| (item.id.as_str(), (item.scale, item.part)))
        .collect();
    let mut categories: BTreeMap<&str, [Vec<ItemPart>; 2]> = BTreeMap::new();
    for (_, item) in instrument.items() {
        let Some((scale, part)) = parts.get(item.id.as_str()) else { continue };
        let mapped = item.crosswalk.get("nist_csf").map(Vec::as_slice).unwrap_or_default();
        let of_item: BTreeSet<&str> = mapped.iter().filter_map(|id| category(id)).collect();
        for category in of_item {
            let slot = usize::from(*scale == Scale::Capability);
            categories.entry(category).or_default()[slot].push(*part);
        }
    }
    let mut functions = Vec::new();
    for (function, order) in FUNCTIONS {
        let of_function: Vec<CsfCategory> = order
            .iter()
            .filter_map(|id| Some((*id, categories.get(id)?)))
            .map(|(id, [maturity, capability])| CsfCategory {
                id: id.to_owned(),
                maturity: (!maturity.is_empty()).then(|| weighted(Scale::Maturity, maturity)),
                capability: (!capability.is_empty()).then(|| weighted(Scale::Capability, capability)),
            })
            .collect();
        if of_function.is_empty() {
            continue;
        }
        let over = |scale| {
            let scores: Vec<&Score> = of_function.iter().filter_map(|category| category.of(scale)).collect();
            mean(scale, &scores)
        };
        functions.push(CsfFunction {
            id: function.to_owned(),
            maturity: over(Scale::Maturity),
            capability: over(Scale::Capability),
            categories: of_function,
        });
    }
    functions
}

/// `GV.OC` of `GV.OC-01`.
fn category(subcategory: &str) -> Option<&str> {
    let category = subcategory.split('-').next()?;
    (category.len() == 5).then_some(category)
}
