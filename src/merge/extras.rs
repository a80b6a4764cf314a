//! What official workbooks hold beyond answers, entry by entry.

use crate::model::assessment::{Assessment, WorkbookExtras};

use super::settle::{Merger, quoted};

/// Stands in where a part has none.
static NONE: WorkbookExtras = WorkbookExtras {
    version: String::new(),
    edition: String::new(),
    profile: std::collections::BTreeMap::new(),
    support: std::collections::BTreeMap::new(),
    own_methodology: None,
    scope_cells: std::collections::BTreeMap::new(),
    rows: std::collections::BTreeMap::new(),
    external_staff: None,
};

pub(super) fn merge(merger: &mut Merger<'_>) -> Option<WorkbookExtras> {
    if merger.parts.iter().all(|part| part.workbook.is_none()) {
        return None;
    }
    fn extras(part: &Assessment) -> &WorkbookExtras {
        part.workbook.as_ref().unwrap_or(&NONE)
    }
    let number = |value: &i64| format!("`{value}`");
    let text = |text: &String| quoted(text);
    Some(WorkbookExtras {
        version: merger
            .text("workbook/version", |part| Some(part.workbook.as_ref()?.version.clone()))
            .unwrap_or_default(),
        edition: merger
            .text("workbook/edition", |part| Some(part.workbook.as_ref()?.edition.clone()))
            .unwrap_or_default(),
        profile: merger.map("workbook/profile", |part| &extras(part).profile, text),
        support: merger.map("workbook/support", |part| &extras(part).support, |yes| format!("`{yes}`")),
        own_methodology: merger.field(
            "workbook/own_methodology",
            |part| extras(part).own_methodology.clone(),
            |own| {
                quoted(&format!(
                    "{}, level {}",
                    own.name.as_deref().unwrap_or("no name"),
                    own.level.as_deref().unwrap_or("not given")
                ))
            },
        ),
        scope_cells: merger.map("workbook/scope_cells", |part| &extras(part).scope_cells, number),
        rows: merger.map("workbook/rows", |part| &extras(part).rows, number),
        external_staff: merger.text("workbook/external_staff", |part| extras(part).external_staff.clone()),
    })
}
