//! Readiness gates: the ladder of each stage, what to fix where one was taken too early, and before the next.

use crate::model::readiness::{ConditionFound, StageReadiness, StepFound, Verdict};

use super::ai::stage_name;
use super::document::{Block, Chart, Figure, Grid, GridCell, GridTone, Section, Table, Tone};
use super::inventory::autonomy;
use super::words::{self, column, numeric, said, text};

/// Sections of the gates; none where no AI questionnaire is pinned.
pub(super) fn sections(readiness: &[StageReadiness]) -> Vec<Section> {
    if readiness.is_empty() {
        return Vec::new();
    }
    let mut sections = vec![ladder(readiness)];
    sections.extend(readiness.iter().map(stage));
    sections
}

fn ladder(readiness: &[StageReadiness]) -> Section {
    let mut blocks = vec![
        Block::Text(
            "What must be true at a stage before AI goes a step further there. A step is open when every condition is met, closed when one is not, and not known while an answer or fact is missing. The conditions are socmark's own judgement, each with its reason."
                .to_owned(),
        ),
        Block::Figures(vec![figure(readiness)]),
        Block::Table(steps(readiness)),
    ];
    for stage in readiness {
        if let Some(level) = stage.beyond {
            blocks.push(Block::Note(
                Tone::Finding,
                format!(
                    "{}: the wiring lets an agent go further ({}) than the inventory says ({}). One of the two is old.",
                    words::capital(stage_name(stage.stage)),
                    level.word().replace('_', " "),
                    stage.autonomy.map_or("nothing", autonomy)
                ),
            ));
        }
        for step in stage.taken_unready() {
            let unmet = step.conditions.iter().filter(|found| found.verdict == Verdict::Unmet).count();
            blocks.push(Block::Note(
                Tone::Finding,
                format!(
                    "{}: the step to {} was taken, though {} of its {} conditions {} not met.",
                    words::capital(stage_name(stage.stage)),
                    rung(step),
                    unmet,
                    step.conditions.len(),
                    if unmet == 1 { "is" } else { "are" }
                ),
            ));
        }
    }
    Section {
        id: "ai-gates".to_owned(),
        title: Some("Readiness: what must be true before the next step".to_owned()),
        fold: false,
        blocks,
    }
}

fn figure(readiness: &[StageReadiness]) -> Figure {
    // the highest rung on top, as on a ladder
    let rungs: Vec<&StepFound> = readiness[0].steps.iter().rev().collect();
    let rows = rungs
        .iter()
        .map(|row| {
            let cells = readiness
                .iter()
                .map(|stage| {
                    let step = stage.steps.iter().find(|step| step.kind == row.kind);
                    step.map_or(GridCell { text: String::new(), tone: GridTone::Empty, marked: false }, cell)
                })
                .collect();
            (format!("{}: {}", words::capital(row.kind.word()), rung(row)), cells)
        })
        .collect();
    let described: Vec<String> = readiness
        .iter()
        .map(|stage| {
            let steps: Vec<String> = stage
                .steps
                .iter()
                .map(|step| {
                    let taken = if step.taken { ", taken" } else { "" };
                    format!("{} {}{taken}", rung(step), verdict(step.verdict))
                })
                .collect();
            format!("{}: {}", stage_name(stage.stage), steps.join("; "))
        })
        .collect();
    Figure {
        id: "chart-gates".to_owned(),
        title: "Gates at each stage; conditions met of all, and the steps taken".to_owned(),
        description: format!("{}.", described.join(". ")),
        chart: Chart::Grid(Grid {
            columns: readiness.iter().map(|stage| words::capital(stage.stage.word())).collect(),
            rows,
            legend: vec![
                (GridTone::Good, "open".to_owned()),
                (GridTone::Bad, "closed".to_owned()),
                (GridTone::Open, "not known".to_owned()),
            ],
        }),
    }
}

fn cell(step: &StepFound) -> GridCell {
    let met = step.conditions.iter().filter(|found| found.verdict == Verdict::Met).count();
    GridCell {
        text: format!("{met}/{}", step.conditions.len()),
        tone: match step.verdict {
            Verdict::Met => GridTone::Good,
            Verdict::Unmet => GridTone::Bad,
            Verdict::Unknown => GridTone::Open,
        },
        marked: step.taken,
    }
}

/// The step by where it leads.
fn rung(step: &StepFound) -> String {
    step.kind.to().replace('_', " ")
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "open",
        Verdict::Unmet => "closed",
        Verdict::Unknown => "not known",
    }
}

fn steps(readiness: &[StageReadiness]) -> Table {
    let mut rows = Vec::new();
    for stage in readiness {
        for step in &stage.steps {
            let count = |wanted: Verdict| {
                words::whole(step.conditions.iter().filter(|found| found.verdict == wanted).count())
            };
            rows.push(words::row(vec![
                text(words::capital(stage_name(stage.stage))),
                text(words::capital(&rung(step))),
                text(if step.taken { "taken" } else { "" }),
                text(verdict(step.verdict)),
                count(Verdict::Met),
                count(Verdict::Unmet),
                count(Verdict::Unknown),
            ]));
        }
    }
    Table {
        id: "ai-gates".to_owned(),
        caption: "Every gate".to_owned(),
        columns: vec![
            column("stage", "Stage"),
            column("step", "Step to"),
            column("taken", "Now"),
            column("verdict", "Gate"),
            numeric("met", "Met"),
            numeric("unmet", "Unmet"),
            numeric("unknown", "Not known"),
        ],
        rows,
    }
}

/// The steps that come next at one stage, with what is to be fixed first.
fn stage(stage: &StageReadiness) -> Section {
    let name = words::capital(stage_name(stage.stage));
    let now = match (stage.archetype, stage.autonomy) {
        (None, _) => "no AI inventory was given".to_owned(),
        (Some(label), None) => format!("now {}", label.word()),
        (Some(label), Some(level)) => {
            format!("now {}, and the furthest AI {}", label.word(), autonomy(level))
        }
    };
    let mut blocks = vec![Block::Text(words::sentence(&now))];
    // what was done too early comes before what is planned
    for step in stage.steps.iter().filter(|step| step.taken && step.verdict != Verdict::Met) {
        let heading =
            format!("Taken already, to {} ({}): {}", rung(step), verdict(step.verdict), said(&step.about));
        blocks.push(Block::Text(heading));
        blocks.push(Block::List(to_fix(step)));
    }
    let mut any = false;
    for step in stage.next() {
        any = true;
        blocks.push(Block::Text(format!(
            "To {} ({}): {}",
            rung(step),
            verdict(step.verdict),
            said(&step.about)
        )));
        let fix = to_fix(step);
        if fix.is_empty() {
            blocks.push(Block::Text("Every condition is met.".to_owned()));
        } else {
            blocks.push(Block::List(fix));
        }
    }
    if !any {
        blocks.push(Block::Text("Every step was taken.".to_owned()));
    }
    Section {
        id: format!("ai-gate-{}", stage.stage.word()),
        title: Some(format!("{name}: fix before the next step")),
        fold: true,
        blocks,
    }
}

/// What stands against a step: the unmet first, then what is not known.
fn to_fix(step: &StepFound) -> Vec<String> {
    [Verdict::Unmet, Verdict::Unknown]
        .iter()
        .flat_map(|wanted| step.conditions.iter().filter(move |found| found.verdict == *wanted))
        .map(condition)
        .collect()
}

fn condition(found: &ConditionFound) -> String {
    let mark = if found.verdict == Verdict::Unmet { "Unmet" } else { "Not known" };
    format!(
        "{mark}: {} {} Now: {}",
        words::sentence(&said(&found.asks)),
        said(&found.condition.reason),
        words::sentence(&said(&found.decides))
    )
}
