//! The AI in use: where which type works, how far it acts alone, and what it is grounded in.

use crate::model::adoption::{AdoptionProfile, Sourcing, Stage, Status};
use crate::model::uptake::{StageUptake, TypeCount};

use super::ai::stage_name;
use super::document::{Block, Chart, Figure, Grid, GridCell, GridTone, Section, Table, Tone};
use super::inventory::{autonomy, kind};
use super::words::{self, column, numeric, said, text};

/// `None` where no inventory was given or it is empty.
pub(super) fn section(profile: &AdoptionProfile) -> Option<Section> {
    let uptake = &profile.uptake;
    if uptake.types.is_empty() {
        return None;
    }
    let mut blocks = vec![
        Block::Figures(vec![matrix(&uptake.types)]),
        Block::Table(by_type(&uptake.types)),
        Block::Table(by_stage(&uptake.stages)),
        Block::Table(grounding(profile)),
    ];
    let names = |names: &[String]| words::list(&names.iter().map(|name| said(name)).collect::<Vec<_>>());
    if !uptake.ungrounded.is_empty() {
        let said =
            format!("In use, but grounded in nothing of the house's own: {}.", names(&uptake.ungrounded));
        blocks.push(Block::Note(Tone::Finding, said));
    }
    if !uptake.untraced.is_empty() {
        let said = format!(
            "In use, and no reasoning trace is said to be left: {}. What an auditor asks for cannot be shown.",
            names(&uptake.untraced)
        );
        blocks.push(Block::Note(Tone::Finding, said));
    }
    Some(Section {
        id: "ai-uptake".to_owned(),
        title: Some("Where AI works, how far alone, and on what knowledge".to_owned()),
        fold: false,
        blocks,
    })
}

fn matrix(types: &[TypeCount]) -> Figure {
    let cells = |count: &TypeCount| {
        let cell = |number: &usize| GridCell {
            text: if *number == 0 { String::new() } else { number.to_string() },
            tone: if *number == 0 { GridTone::Empty } else { GridTone::Plain },
            marked: false,
        };
        count.stages.iter().map(cell).collect::<Vec<_>>()
    };
    let described: Vec<String> = types
        .iter()
        .map(|count| {
            let stages: Vec<String> = Stage::ALL
                .iter()
                .zip(count.stages)
                .filter(|(_, number)| *number > 0)
                .map(|(stage, number)| format!("{} {number}", stage_name(*stage)))
                .collect();
            let stages = if stages.is_empty() { "not in use".to_owned() } else { stages.join(", ") };
            format!("{}: {stages}", kind(count.kind))
        })
        .collect();
    Figure {
        id: "chart-matrix".to_owned(),
        title: "AI in pilot or production, by type and stage".to_owned(),
        description: format!("{}.", described.join("; ")),
        chart: Chart::Grid(Grid {
            columns: Stage::ALL.iter().map(|stage| words::capital(stage.word())).collect(),
            rows: types.iter().map(|count| (words::capital(kind(count.kind)), cells(count))).collect(),
            legend: Vec::new(),
        }),
    }
}

fn by_type(types: &[TypeCount]) -> Table {
    let mut columns = vec![column("type", "Type")];
    columns.extend(Status::ALL.iter().map(|status| numeric(status.word(), &words::capital(status.word()))));
    columns.push(column("mix", "Mix of what is in use"));
    let rows = types
        .iter()
        .map(|count| {
            let mut cells = vec![text(words::capital(kind(count.kind)))];
            cells.extend(count.statuses.iter().map(|number| words::whole(*number)));
            let shares: Vec<String> = Sourcing::ALL
                .iter()
                .filter_map(|sourcing| {
                    let share = count.mix.share(*sourcing).filter(|share| *share > 0.0)?;
                    Some(format!("{} {}", sourcing.word(), words::percent(share)))
                })
                .collect();
            cells.push(text(if shares.is_empty() { words::DASH.to_owned() } else { shares.join(", ") }));
            words::row(cells)
        })
        .collect();
    Table {
        id: "ai-types".to_owned(),
        caption: "The inventory by type and status; the mix weighs production more than a pilot".to_owned(),
        columns,
        rows,
    }
}

fn by_stage(stages: &[StageUptake]) -> Table {
    let rows = stages
        .iter()
        .map(|stage| {
            let names: Vec<String> = stage
                .in_use
                .iter()
                .map(|(name, level)| {
                    let level = level.map_or("not said", autonomy);
                    format!("{} ({level})", said(name))
                })
                .collect();
            words::row(vec![
                text(words::capital(stage_name(stage.stage))),
                words::whole(stage.in_use.len()),
                text(match stage.furthest() {
                    Some(level) => autonomy(level),
                    None if stage.in_use.is_empty() => words::DASH,
                    None => "not said",
                }),
                text(if names.is_empty() { words::DASH.to_owned() } else { names.join("; ") }),
            ])
        })
        .collect();
    Table {
        id: "ai-autonomy".to_owned(),
        caption: "How far AI acts alone at each stage".to_owned(),
        columns: vec![
            column("stage", "Stage"),
            numeric("in_use", "In use"),
            column("furthest", "Furthest"),
            column("which", "Which, and what each may do"),
        ],
        rows,
    }
}

fn grounding(profile: &AdoptionProfile) -> Table {
    let rows = profile
        .uptake
        .grounding
        .iter()
        .map(|grounding| {
            let stages: Vec<&str> = grounding.stages.iter().map(|stage| stage_name(*stage)).collect();
            let by: Vec<String> = grounding.by.iter().map(|name| said(name)).collect();
            words::row(vec![
                text(knowledge(&grounding.knowledge)),
                text(if by.is_empty() { "nothing in use".to_owned() } else { by.join("; ") }),
                text(if stages.is_empty() { words::DASH.to_owned() } else { stages.join(", ") }),
            ])
        })
        .collect();
    Table {
        id: "ai-grounding".to_owned(),
        caption: "Institutional knowledge, and the AI that is grounded in it".to_owned(),
        columns: vec![
            column("knowledge", "Knowledge"),
            column("by", "AI grounded in it"),
            column("stages", "At the stages"),
        ],
        rows,
    }
}

/// A kind of knowledge in words; one of the SOC's own stays as it is.
pub(super) fn knowledge(kind: &str) -> String {
    match kind {
        "assets" => "Assets that matter".to_owned(),
        "judgement" => "Judgement from past incidents".to_owned(),
        "sanctioned" => "Sanctioned actions".to_owned(),
        "escalation" => "Escalation criteria".to_owned(),
        "outcomes" => "Outcomes of past cases".to_owned(),
        other => words::slug(other),
    }
}
