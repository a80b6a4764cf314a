//! The AI inventory as the SOC declared it.

use crate::model::adoption::{AdoptionProfile, AiType, Autonomy};

use super::ai::stage_name;
use super::document::{Block, Row, Section, Table};
use super::words::{self, column, said, text, text_or_dash};

/// `None` where no inventory was given at all.
pub(super) fn section(profile: &AdoptionProfile) -> Option<Section> {
    profile.declared?;
    let blocks = if profile.capabilities.is_empty() {
        vec![Block::Text("The SOC states that no AI is in use.".to_owned())]
    } else {
        vec![Block::Table(what(profile)), Block::Table(purpose(profile))]
    };
    Some(Section { id: "ai-inventory".to_owned(), title: Some("Inventory".to_owned()), fold: false, blocks })
}

fn what(profile: &AdoptionProfile) -> Table {
    let rows = profile
        .capabilities
        .iter()
        .map(|capability| Row {
            head: false,
            cells: vec![
                text(said(&capability.name)),
                text_or_dash(capability.vendor.as_deref().map(said)),
                text(kind(capability.kind)),
                text(capability.sourcing.word()),
                text(capability.status.word()),
                text_or_dash((!capability.stages.is_empty()).then(|| {
                    capability.stages.iter().map(|stage| stage_name(*stage)).collect::<Vec<_>>().join(", ")
                })),
                text_or_dash(capability.autonomy.map(autonomy)),
                text_or_dash(capability.value.map(|value| value.word())),
            ],
        })
        .collect();
    Table {
        id: "ai-inventory".to_owned(),
        caption: "AI capabilities as declared; a fixed playbook is automation and counts as no AI".to_owned(),
        columns: vec![
            column("name", "Name"),
            column("vendor", "Vendor"),
            column("type", "Type"),
            column("sourcing", "Sourcing"),
            column("status", "Status"),
            column("stages", "Stages"),
            column("autonomy", "Autonomy"),
            column("value", "Value"),
        ],
        rows,
    }
}

fn purpose(profile: &AdoptionProfile) -> Table {
    let rows = profile
        .capabilities
        .iter()
        .map(|capability| {
            let intent = capability.intent.clone().unwrap_or_default();
            let stated =
                |text: Option<String>| text.map_or_else(|| "not stated".to_owned(), |text| said(&text));
            let grounded: Vec<String> =
                capability.grounded_in.iter().map(|kind| words::slug(kind).to_lowercase()).collect();
            Row {
                head: false,
                cells: vec![
                    text(said(&capability.name)),
                    text(stated(intent.task)),
                    text(stated(intent.outcome)),
                    text(stated(intent.stop)),
                    text_or_dash((!grounded.is_empty()).then(|| grounded.join(", "))),
                    text(match capability.trace {
                        Some(true) => "yes",
                        Some(false) => "no",
                        None => "not stated",
                    }),
                    text(stated(capability.data_leaving.clone())),
                ],
            }
        })
        .collect();
    Table {
        id: "ai-purpose".to_owned(),
        caption: "What each capability is for, what it knows and what it leaves behind".to_owned(),
        columns: vec![
            column("name", "Name"),
            column("task", "Task"),
            column("outcome", "Expected outcome"),
            column("stop", "Stop condition"),
            column("grounded_in", "Grounded in"),
            column("trace", "Reasoning trace"),
            column("data_leaving", "Data that leaves the house"),
        ],
        rows,
    }
}

pub(super) fn kind(kind: AiType) -> &'static str {
    match kind {
        AiType::LlmOffTheShelf => "language model, off the shelf",
        AiType::LlmCustomised => "language model, customised",
        AiType::Copilot => "co-pilot",
        AiType::Agent => "agent",
        AiType::MlSupervised => "machine learning, supervised",
        AiType::MlUnsupervised => "machine learning, unsupervised",
        AiType::Other => "other",
        AiType::Automation => "automation (no AI)",
    }
}

pub(super) fn autonomy(autonomy: Autonomy) -> &'static str {
    match autonomy {
        Autonomy::None => "none",
        Autonomy::Assisted => "suggests",
        Autonomy::InTheLoop => "acts after approval",
        Autonomy::OnTheLoop => "acts, can be vetoed",
        Autonomy::Standing => "acts inside guardrails",
    }
}
