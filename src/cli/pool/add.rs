//! `socmark pool add POOL FILE…`

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;

use crate::diagnostic::{Diagnostics, Sources};
use crate::model::pool::{Cell, QUICK};
use crate::{pipeline, store};

use super::super::console::Console;
use super::super::{Common, Exit};

/// Assessments put into a pool: scores, answers and segments under a pseudonym; no name and no text
#[derive(Args, Debug)]
pub(crate) struct AddArgs {
    /// The folder of the pool; made where it is not there yet
    pool: PathBuf,
    /// Assessments, filled sheets or official workbooks
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The id of the SOC, where the file has none, as workbooks do
    #[arg(long, value_name = "ID")]
    soc_id: Option<String>,
    /// The secret behind the pseudonyms, kept outside the pool; POOL.salt beside it where none is named
    #[arg(long, value_name = "FILE")]
    salt_file: Option<PathBuf>,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run(args: &AddArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let settings = args.common.settings(console);
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let entries =
        pipeline::pool::entries(&args.files, args.soc_id.as_deref(), &settings, &mut sources, &mut out);
    let Some(entries) = entries else {
        console.diagnostics(&out, &sources);
        return Ok(Exit::Input);
    };
    let held = store::pool::hold(&args.pool, args.salt_file.as_deref(), true, &mut sources, &mut out)?;
    console.diagnostics(&out, &sources);
    let Some(held) = held else { return Ok(Exit::Input) };
    let added = store::pool::add(&held, &entries)?;
    let socs: BTreeSet<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
    if socs.len() == 1 && entries.len() > 1 {
        console.note("note: all of these are rows of one SOC, at several dates");
    }
    let quick = entries.iter().filter(|entry| entry.cells.get(QUICK) == Some(&Cell::Flag(true))).count();
    if quick > 0 {
        console.note(&format!(
            "note: {} a quick scan, by the type or because only quick questions are answered, and in no figure of a cohort",
            if quick == 1 { "1 row is".to_owned() } else { format!("{quick} rows are") }
        ));
    }
    let replaced = match added.replaced {
        0 => String::new(),
        count => format!(", {count} of them in place of an older one"),
    };
    console.print(&format!("{}: {} added{replaced}\n", args.pool.display(), super::rows(added.rows)))?;
    console.note(&format!(
        "the salt is in {}: keep it apart from the pool, and keep it",
        held.salt_file.display()
    ));
    Ok(Exit::Done)
}
