//! What only the questionnaire can tell about AI tools: whether it asks what was answered, and can be read at all.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::instrument::{Instrument, Item};
use crate::model::tools::{DECIDING, Offers, SECURITY};

/// Every problem of a file of tools against its questionnaire.
pub(crate) fn check(file: &str, offers: &Offers, instrument: &Instrument) -> Diagnostics {
    let mut out = Diagnostics::default();
    for id in DECIDING.iter().chain([&SECURITY]).filter(|id| instrument.aspect(id).is_none()) {
        let message =
            format!("`{}` has no aspect `{id}`, which the comparison needs", instrument.reference());
        out.push(
            Diagnostic::new("AS001", Place::value(file, "instrument"), message)
                .help("pin `ai-tool`; `socmark instruments` shows its version"),
        );
    }
    if out.has_errors() {
        return out;
    }
    let items: BTreeMap<&str, &Item> = instrument.items().map(|(_, item)| (item.id.as_str(), item)).collect();
    for (number, tool) in offers.tools.iter().enumerate() {
        let root = format!("tools/{number}/answers");
        super::assessment::answers(file, &root, &tool.answers, &items, true, &mut out);
    }
    out
}
