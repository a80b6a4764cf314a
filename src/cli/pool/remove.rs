//! `socmark pool remove POOL --soc-id ID`

use std::path::PathBuf;

use clap::Args;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Sources};
use crate::model::date::Date;
use crate::store;

use super::super::Exit;
use super::super::console::Console;

/// The rows of a SOC taken out of a pool, all or those of one date
#[derive(Args, Debug)]
pub(crate) struct RemoveArgs {
    /// The folder of the pool
    pool: PathBuf,
    /// The id of the SOC
    #[arg(long, alias = "soc", value_name = "ID")]
    soc_id: String,
    /// The row of this date only
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::super::date)]
    date: Option<Date>,
    /// The secret behind the pseudonyms; POOL.salt beside the pool where none is named
    #[arg(long, value_name = "FILE")]
    salt_file: Option<PathBuf>,
}

pub(crate) fn run(args: &RemoveArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let held = store::pool::hold(&args.pool, args.salt_file.as_deref(), false, &mut sources, &mut out)?;
    let removed = match &held {
        Some(held) => store::pool::remove(held, args.soc_id.trim(), args.date)?,
        None => 0,
    };
    if held.is_some() && removed == 0 {
        let when = args.date.map(|date| format!(" of {date}")).unwrap_or_default();
        out.push(
            Diagnostic::new(
                "PL006",
                Place::file(&args.pool.display().to_string()),
                format!("the pool holds no row of `{}`{when}", args.soc_id.trim()),
            )
            .help("the id is the one under `soc:` in the assessment, letter by letter"),
        );
    }
    console.diagnostics(&out, &sources);
    if out.has_errors() {
        return Ok(Exit::Input);
    }
    console.print(&format!("{}: {} removed\n", args.pool.display(), super::rows(removed)))?;
    Ok(Exit::Done)
}
