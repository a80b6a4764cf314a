//! `socmark pool check POOL`

use std::path::PathBuf;

use clap::Args;

use crate::diagnostic::{Diagnostics, Sources};
use crate::model::pool::SMALLEST;
use crate::{pipeline, render};

use super::super::console::Console;
use super::super::{Exit, Format};

/// Whether a SOC can be singled out of a pool, and whether its files are whole; exit 1 where not all is well
#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// The folder of the pool
    pool: PathBuf,
    /// A group of fewer SOCs than this singles them out (2 or more; 2 asks for SOCs alone in their group)
    #[arg(long, value_name = "N", default_value_t = SMALLEST, value_parser = clap::value_parser!(u64).range(2..))]
    smallest: u64,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(args: &CheckArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let checked = pipeline::pool::check(&args.pool, args.smallest, &mut sources, &mut out);
    console.diagnostics(&out, &sources);
    let Some((checked, faults)) = checked else { return Ok(Exit::Input) };
    console.print(&match args.format {
        Format::Text => render::pool::check_text::render(&checked, faults.len()),
        Format::Json => render::pool::check_json::render(&checked, &faults.sorted(&sources)),
    })?;
    console.diagnostics(&faults, &sources);
    let well = faults.is_empty() && !checked.exposure.singles_out();
    Ok(if well { Exit::Done } else { Exit::Findings })
}
