//! The questionnaires at hand as JSON, `socmark/instruments/1`.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::instrument::{Instrument, ItemKind};
use crate::model::practice::Practice;

/// What can be pinned in an assessment.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "socmark instruments")]
pub(crate) struct InstrumentsFile {
    schema: &'static str,
    instruments: Vec<Row>,
}

/// One questionnaire.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Row {
    pub id: String,
    pub version: String,
    pub title: String,
    /// SPDX expression under which its texts may be used.
    pub licence: String,
    pub counts: Counts,
}

#[derive(Serialize, JsonSchema)]
pub(crate) struct Counts {
    pub domains: usize,
    pub aspects: usize,
    /// Questions with a level from 1 to 5 that feed maturity.
    pub maturity: usize,
    /// Questions with a level from 1 to 5 that feed capability.
    pub capability: usize,
    /// Lists of which parts are present.
    pub elements: usize,
    /// Questions of the quick scan.
    pub quick: usize,
    /// Practices that a plan can draw on.
    pub practices: usize,
}

/// One row a questionnaire, in the order given.
pub(crate) fn rows(instruments: &[Instrument], practices: &[Practice]) -> Vec<Row> {
    instruments.iter().map(|instrument| row(instrument, practices)).collect()
}

fn row(instrument: &Instrument, practices: &[Practice]) -> Row {
    let count = |fits: fn(&ItemKind) -> bool| instrument.items().filter(|(_, item)| fits(&item.kind)).count();
    Row {
        id: instrument.id.clone(),
        version: instrument.version.clone(),
        title: instrument.title.clone(),
        licence: instrument.licence.clone(),
        counts: Counts {
            domains: instrument.domains.len(),
            aspects: instrument.aspects().count(),
            maturity: count(|kind| matches!(kind, ItemKind::Maturity { .. })),
            capability: count(|kind| matches!(kind, ItemKind::Capability { .. })),
            elements: count(|kind| matches!(kind, ItemKind::Elements { .. })),
            quick: instrument.items().filter(|(_, item)| item.quick).count(),
            practices: practices.iter().filter(|practice| practice.instrument == instrument.id).count(),
        },
    }
}

/// The JSON text, with a final newline.
pub(crate) fn render(instruments: &[Instrument], practices: &[Practice]) -> String {
    let file = InstrumentsFile { schema: "socmark/instruments/1", instruments: rows(instruments, practices) };
    let mut text =
        serde_json::to_string_pretty(&file).expect("plain structs with string keys always serialise");
    text.push('\n');
    text
}
