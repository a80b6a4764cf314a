//! `socmark pool merge POOL OTHER…`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::diagnostic::{Diagnostics, Sources};
use crate::pool::Keep;
use crate::store;

use super::super::Exit;
use super::super::console::Console;

/// The rows of other pools put into a pool; what differs is listed, and nothing is written then
#[derive(Args, Debug)]
pub(crate) struct MergeArgs {
    /// The folder of the pool that takes the rows; made where it is not there yet
    pool: PathBuf,
    /// Pools whose rows are taken; they stay as they are
    #[arg(required = true, value_name = "OTHER")]
    others: Vec<PathBuf>,
    /// Which row stays where two of one SOC and date differ
    #[arg(long, value_enum)]
    keep: Option<KeepArg>,
    /// Take rows under another salt too, although a SOC that is in both is not found and counts twice
    #[arg(long)]
    several_salts: bool,
}

#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq)]
enum KeepArg {
    /// The one that is there, or comes from the pool named first
    Ours,
    /// The one that comes, from the pool named last
    Theirs,
}

pub(crate) fn run(args: &MergeArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let keep = args.keep.map(|keep| match keep {
        KeepArg::Ours => Keep::Ours,
        KeepArg::Theirs => Keep::Theirs,
    });
    let how = store::pool::How { keep, several_salts: args.several_salts };
    let merged = store::pool::merge(&args.pool, &args.others, how, &mut sources, &mut out)?;
    console.diagnostics(&out, &sources);
    let Some(merged) = merged else { return Ok(Exit::Input) };
    let pool = args.pool.display();
    let mut text = format!("{pool}: {} added", super::rows(merged.added));
    if merged.same > 0 {
        text.push_str(&format!(", {} there already", merged.same));
    }
    if merged.differed > 0 {
        let kept = if keep == Some(Keep::Theirs) { "those that came" } else { "those that were there" };
        text.push_str(&format!(", {} differed: {kept} stay", super::rows(merged.differed)));
    }
    console.print(&format!("{text}\n"))?;
    if merged.salts > 1 {
        console.note(&format!("rows under {} salts: the same SOC may count more than once", merged.salts));
    }
    if merged.is_new {
        let first = args.others.first().map(|other| other.display().to_string()).unwrap_or_default();
        console.note(&format!(
            "{pool} has the salt of {first}: name that file with `--salt-file` where you add to it or remove from it"
        ));
    }
    Ok(Exit::Done)
}
