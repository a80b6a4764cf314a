//! `socmark instruments`

use clap::Args;

use crate::{pipeline, render};

use super::console::Console;
use super::{Common, Exit, Format};

/// The questionnaires at hand, with what each of them holds
#[derive(Args, Debug)]
pub(crate) struct InstrumentsArgs {
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run(args: &InstrumentsArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let settings = args.common.settings(console);
    let (found, mut diagnostics, mut sources) = pipeline::questionnaires(&settings);
    let practices = pipeline::practices(&settings, &mut sources, &mut diagnostics);
    console.diagnostics(&diagnostics, &sources);
    if diagnostics.has_errors() {
        return Ok(Exit::Input);
    }
    console.print(&match args.format {
        Format::Text => render::instruments_text::render(&found, &practices),
        Format::Json => render::instruments_json::render(&found, &practices),
    })?;
    Ok(Exit::Done)
}
