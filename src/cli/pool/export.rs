//! `socmark pool export POOL -o FILE.csv`

use std::path::PathBuf;

use clap::Args;

use crate::diagnostic::{Diagnostics, Sources};
use crate::model::pool::SMALLEST;
use crate::{load, pipeline, render, store};

use super::super::console::Console;
use super::super::{Exit, overwrite};

/// The rows of a pool as a table for others; what leaves the house is shown before it is written
#[derive(Args, Debug)]
pub(crate) struct ExportArgs {
    /// The folder of the pool
    pool: PathBuf,
    /// Where the table is written
    #[arg(short, long, value_name = "FILE.csv")]
    output: PathBuf,
    /// Segments that fewer SOCs than this share in combination are left out (5 or more)
    #[arg(long, value_name = "N", default_value_t = SMALLEST, value_parser = super::smallest)]
    smallest: u64,
    /// Keep every segment, also where it tells who a SOC is
    #[arg(long, conflicts_with = "smallest")]
    all_segments: bool,
    /// Show what would leave the house and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Replace a file that is there and differs
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(args: &ExportArgs, console: &mut Console) -> anyhow::Result<Exit> {
    if overwrite::is_folder(&args.output, "pool.csv", console) {
        return Ok(Exit::Input);
    }
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let smallest = (!args.all_segments).then_some(args.smallest);
    let table = pipeline::pool::for_others(&args.pool, smallest, &mut sources, &mut out);
    console.diagnostics(&out, &sources);
    let Some((table, hidden)) = table else { return Ok(Exit::Input) };
    console.note(&render::pool::text::leaving(&table, hidden, smallest));
    if load::salt::is_inside(&args.output, &args.pool)? {
        console.note(&format!(
            "error: {} is inside the pool, where only parts stand; nothing was written\n  = help: name a place outside it",
            args.output.display()
        ));
        return Ok(Exit::Input);
    }
    if args.dry_run {
        console.note("nothing was written");
        return Ok(Exit::Done);
    }
    let files = [(args.output.clone(), render::pool::csv::render(&table).into_bytes())];
    if !args.force && overwrite::refused(&files, console) {
        return Ok(Exit::Input);
    }
    for (path, bytes) in &files {
        store::write_atomic(path, bytes)?;
    }
    console.print(&format!("{}\n", args.output.display()))?;
    Ok(Exit::Done)
}
