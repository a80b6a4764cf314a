//! Whether a sheet can hold an assessment: what would be lost, or does not fit in a cell.

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::assessment::{AnswerValue, Assessment};
use crate::model::instrument::{Instrument, ItemKind};
use crate::model::sheet::{MAX_CELL, notation};

/// Everything that stands against writing the assessment as a sheet.
pub(crate) fn check(file: &str, assessment: &Assessment, instruments: &[Instrument]) -> Diagnostics {
    let mut out = Diagnostics::default();
    let refuse =
        |place: Place, message: String, help: &str| Diagnostic::new("WB030", place, message).help(help);
    if assessment.workbook.is_some() {
        out.push(refuse(
            Place::key(file, "workbook"),
            "this assessment comes from an official workbook and holds what a sheet has no cell for"
                .to_owned(),
            "the official workbook is its sheet; fill that in and `import` it again",
        ));
        return out;
    }
    for instrument in instruments {
        // the official questionnaire is built in by its numbers alone
        if instrument.items().all(|(_, item)| item.why.is_empty() && item.kind.anchors().is_empty()) {
            out.push(refuse(
                Place::value(file, "instruments"),
                format!(
                    "the texts of `{}` are not at hand, so a sheet would have no questions",
                    instrument.reference()
                ),
                "name the folder that `import --instrument-out` wrote with `--instruments DIR`",
            ));
        }
    }
    for (_, item) in instruments.iter().flat_map(Instrument::items) {
        let answer = assessment.answers.get(&item.id);
        let present = answer.is_some_and(|answer| matches!(answer.value, Some(AnswerValue::Present(_))));
        if present && matches!(item.kind, ItemKind::Fact { .. }) {
            out.push(refuse(
                Place::value(file, &format!("answers/{}", item.id)),
                format!("`{}` is a fact, whose answer stands under `ai:`", item.id),
                "move it there, or remove it",
            ));
        }
    }
    lengths(file, assessment, &mut out);
    out
}

fn lengths(file: &str, assessment: &Assessment, out: &mut Diagnostics) {
    let mut fits = |path: &str, cell: &str| {
        let units = cell.encode_utf16().count();
        if units > MAX_CELL {
            let message = format!("this takes {units} characters, and a cell holds {MAX_CELL}");
            out.push(
                Diagnostic::new("WB030", Place::value(file, path), message)
                    .help("shorten it, or move it to a document and name that as evidence"),
            );
        }
    };
    let mut text = |path: &str, text: &str| fits(path, &notation::text(text));
    for (id, note) in &assessment.notes {
        text(&format!("notes/{id}"), note);
    }
    for (id, answer) in &assessment.answers {
        text(&format!("answers/{id}/note"), answer.note.as_deref().unwrap_or_default());
    }
    let (soc, details) = (&assessment.soc, &assessment.details);
    for (path, value) in [
        ("soc/id", &soc.id),
        ("soc/name", &soc.name),
        ("soc/sector", &soc.sector),
        ("soc/region", &soc.region),
        ("soc/model", &soc.model),
        ("soc/size_fte", &soc.size_fte),
        ("soc/organisation_fte", &soc.organisation_fte),
        ("assessment/type", &details.kind),
        ("assessment/style", &details.style),
        ("assessment/purpose", &details.purpose),
    ] {
        text(path, value.as_deref().unwrap_or_default());
    }
    let none = Vec::new();
    let tools = assessment.ai.as_ref().map_or(&none, |ai| &ai.capabilities);
    for (number, tool) in tools.iter().enumerate() {
        let intent = tool.intent.clone().unwrap_or_default();
        for (key, value) in [
            ("name", &Some(tool.name.clone())),
            ("vendor", &tool.vendor),
            ("data_leaving", &tool.data_leaving),
            ("intent/task", &intent.task),
            ("intent/outcome", &intent.outcome),
            ("intent/stop", &intent.stop),
        ] {
            text(&format!("ai/capabilities/{number}/{key}"), value.as_deref().unwrap_or_default());
        }
    }
    for (number, measured) in assessment.ai.iter().flat_map(|ai| &ai.measured).enumerate() {
        text(&format!("ai/measured/{number}/source"), measured.source.as_deref().unwrap_or_default());
    }
    for (id, answer) in &assessment.answers {
        fits(&format!("answers/{id}/evidence"), &notation::evidence(&answer.evidence));
    }
    for (number, tool) in tools.iter().enumerate() {
        fits(&format!("ai/capabilities/{number}/grounded_in"), &notation::list(&tool.grounded_in));
    }
    fits("assessment/assessors", &notation::list(&details.assessors));
    fits(
        "ai/challenges",
        &assessment.ai.as_ref().map(|ai| notation::list(&ai.challenges)).unwrap_or_default(),
    );
}
