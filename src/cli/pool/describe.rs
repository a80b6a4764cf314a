//! `socmark pool describe POOL`

use std::path::PathBuf;

use clap::Args;

use crate::diagnostic::{Diagnostics, Sources};
use crate::model::pool::SMALLEST;
use crate::{pipeline, render};

use super::super::console::Console;
use super::super::{Exit, Format};

/// What a pool holds: SOCs by questionnaire, year and segment, small counts folded together
#[derive(Args, Debug)]
pub(crate) struct DescribeArgs {
    /// The folder of the pool
    pool: PathBuf,
    /// The smallest count that is shown (5 or more)
    #[arg(long, value_name = "N", default_value_t = SMALLEST, value_parser = super::smallest)]
    smallest: u64,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(args: &DescribeArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let description = pipeline::pool::describe(&args.pool, args.smallest, &mut sources, &mut out);
    console.diagnostics(&out, &sources);
    let Some(description) = description else { return Ok(Exit::Input) };
    console.print(&match args.format {
        Format::Text => render::pool::text::render(&description, &pipeline::segments()),
        Format::Json => render::pool::json::render(&description),
    })?;
    Ok(Exit::Done)
}
