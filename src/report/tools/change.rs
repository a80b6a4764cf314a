//! What a tool changes between the stages: hand-offs beside the wiring, and stages that stay alone.

use crate::model::tools::{After, PairFound, PairNow, ToolFound, ToolsReport};
use crate::model::wiring::State;

use super::super::ai::stage_name;
use super::super::document::{Block, Row, Table, Tone};
use super::super::words::{self, column, said, text, text_or_dash};
use super::name;

pub(super) fn blocks(report: &ToolsReport) -> Vec<Block> {
    let mut blocks = vec![Block::Text(
        if report.has_wiring {
            "Each hand-off as the supplier promises it, beside what the wiring says of the same two stages today. A pair is open where nothing flows by itself: not listed, planned, or carried by people."
        } else {
            "Each hand-off as the supplier promises it. No wiring with hand-offs was at hand, so what exists already is not known; `socmark ai tools FILE --wiring wiring.yaml` looks it up."
        }
        .to_owned(),
    )];
    let rows: Vec<Row> = report.tools.iter().flat_map(rows).collect();
    if rows.is_empty() {
        blocks.push(Block::Text("No hand-off is listed for any tool.".to_owned()));
    } else {
        blocks.push(Block::Table(Table {
            id: "ai-tools-handoffs".to_owned(),
            caption: "Hand-offs that each tool adds or removes".to_owned(),
            columns: vec![
                column("tool", "Tool"),
                column("change", "Change"),
                column("handoff", "Hand-off"),
                column("by", "By"),
                column("now", "Today"),
                column("means", "So"),
            ],
            rows,
        }));
    }
    if report.has_wiring {
        blocks.push(Block::List(report.tools.iter().map(stands_alone).collect()));
    }
    blocks.extend(report.tools.iter().filter_map(|tool| too_many(report, tool)));
    blocks
}

fn rows(tool: &ToolFound) -> Vec<Row> {
    let row = |change: &str, pair: &PairFound, means: &str| {
        words::row(vec![
            text(name(&tool.offer)),
            text(change),
            text(pair_name(pair)),
            text_or_dash(pair.by.as_deref().map(said)),
            text(today(pair.now)),
            text(means),
        ])
    };
    let added = tool.added.iter().map(|pair| row("adds", pair, added(pair.now)));
    added.chain(tool.removed.iter().map(|pair| row("removes", pair, removed(pair.now)))).collect()
}

pub(super) fn pair_name(pair: &PairFound) -> String {
    format!("{} to {}", stage_name(pair.from), stage_name(pair.to))
}

fn today(now: PairNow) -> &'static str {
    match now {
        PairNow::NotKnown => "not known",
        PairNow::Absent => "not listed",
        PairNow::At(state) => state.word(),
    }
}

/// What adding it means.
pub(super) fn added(now: PairNow) -> &'static str {
    match now {
        PairNow::NotKnown => "not known",
        now if now.is_live() => "exists already",
        _ => "closes an open pair",
    }
}

/// What removing it means.
pub(super) fn removed(now: PairNow) -> &'static str {
    match now {
        PairNow::NotKnown => "not known",
        PairNow::Absent => "there is none to remove",
        PairNow::At(State::Planned) => "drops a plan",
        PairNow::At(State::Documented) => "ends what people carry",
        PairNow::At(_) => "ends what flows today",
    }
}

fn stands_alone(tool: &ToolFound) -> String {
    let names = |stages: &[crate::model::adoption::Stage]| {
        words::list(&stages.iter().map(|stage| stage_name(*stage)).collect::<Vec<_>>())
    };
    let closes = tool.added.iter().filter(|pair| pair.now.is_open()).count();
    let closes = match (&tool.offer.handoffs_added, closes) {
        (None, _) => "what it adds is not said".to_owned(),
        (Some(_), closes) => format!("closes {}", words::count(closes, "open pair", "open pairs")),
    };
    let alone = match tool.unconnected.as_deref() {
        None => {
            "which of its stages stay unconnected cannot be told, since its stages or hand-offs are not said"
                .to_owned()
        }
        Some(_) if tool.offer.stages.as_ref().is_some_and(Vec::is_empty) => "it touches no stage".to_owned(),
        Some([]) => "each of its stages is joined with another".to_owned(),
        Some([one]) => format!("{} stays unconnected", stage_name(*one)),
        Some(stages) => format!("{} stay unconnected", names(stages)),
    };
    words::sentence(&format!("{}: {closes}; {alone}", name(&tool.offer)))
}

fn too_many(report: &ToolsReport, tool: &ToolFound) -> Option<Block> {
    let today = report.interfaces_today.filter(|_| tool.interfaces_after == After::Impossible)?;
    Some(Block::Note(
        Tone::Caution,
        format!(
            "{}: it is said to remove more AI interfaces than the {today} that an analyst has today.",
            name(&tool.offer)
        ),
    ))
}
