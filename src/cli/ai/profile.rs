//! `socmark ai FILE` and `socmark ai gates FILE`

use std::path::PathBuf;

use clap::Args;

use crate::{pipeline, render, report};

use super::super::console::Console;
use super::super::{Common, Exit, Format};

#[derive(Args, Debug)]
pub(crate) struct ProfileArgs {
    /// `assessment.yaml`, a filled sheet, or an official workbook
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    how: How,
}

#[derive(Args, Debug)]
struct How {
    /// The wiring that gates are held against; the `wiring.yaml` beside FILE where none is named
    #[arg(long, value_name = "FILE")]
    wiring: Option<PathBuf>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    common: Common,
}

/// What must be true at each stage before AI goes a step further: what to fix before you buy
#[derive(Args, Debug)]
pub(crate) struct GatesArgs {
    /// `assessment.yaml`, a filled sheet, or an official workbook
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    how: How,
}

pub(super) fn run(args: &ProfileArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let file = args.file.clone().unwrap_or_else(|| PathBuf::from("assessment.yaml"));
    let Some(outcome) = outcome(&file, &args.how, console) else {
        return Ok(Exit::Input);
    };
    console.print(&match args.how.format {
        Format::Text => {
            let part = report::ai_part(&outcome);
            let mut text = render::section_text::part(&part, &["ai-gate-", "ai-inventory"], console.width());
            if !outcome.readiness.is_empty() {
                text.push_str(
                    "\n`socmark ai gates FILE` shows what to fix before the next step of each stage.\n",
                );
            }
            text
        }
        Format::Json => render::ai::profile_json::render(
            &outcome.assessment,
            outcome.adoption.as_ref(),
            &outcome.comparison,
            &outcome.readiness,
        ),
    })?;
    Ok(Exit::Done)
}

pub(super) fn gates(args: &GatesArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let Some(outcome) = outcome(&args.file, &args.how, console) else {
        return Ok(Exit::Input);
    };
    if outcome.readiness.is_empty() {
        console.note(
            "error: this file pins no AI questionnaire, so no gate can be held against it\n  = help: pin soc-ai under `instruments:`; `socmark instruments` shows its version",
        );
        return Ok(Exit::Input);
    }
    console.print(&match args.how.format {
        Format::Text => {
            let part = report::ai_part(&outcome);
            part.sections
                .iter()
                .filter(|section| section.id.starts_with("ai-gate"))
                .map(|section| render::section_text::section(section, console.width()))
                .collect()
        }
        Format::Json => render::ai::gates_json::render(&outcome.readiness),
    })?;
    Ok(Exit::Done)
}

fn outcome(file: &std::path::Path, how: &How, console: &mut Console) -> Option<pipeline::Outcome> {
    let mut settings = how.common.settings(console);
    settings.wiring.clone_from(&how.wiring);
    settings.texts = true;
    settings.gates = true;
    settings.compare = true;
    super::super::evaluate(file, &settings, console)
}
