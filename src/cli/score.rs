//! `socmark score FILE`

use std::path::PathBuf;

use clap::Args;

use crate::render;

use super::console::Console;
use super::{Common, Exit, Format};

/// Scores of an assessment or an official workbook
#[derive(Args, Debug)]
pub(crate) struct ScoreArgs {
    /// `assessment.yaml` or an official `.xlsx` workbook
    file: PathBuf,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run(args: &ScoreArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let settings = args.common.settings(console);
    let Some(outcome) = super::evaluate(&args.file, &settings, console) else { return Ok(Exit::Input) };
    let (assessment, card, ai) = (&outcome.assessment, &outcome.scorecard, outcome.adoption.as_ref());
    console.print(&match args.format {
        Format::Text => render::score_text::render(assessment, card, ai),
        Format::Json => render::score_json::render(assessment, card, ai),
    })?;
    Ok(Exit::Done)
}
