//! `socmark pool …`: cohorts, one file a command.

mod add;
mod check;
mod describe;
mod drivers;
mod export;
mod freeze;
mod merge;
mod remove;
mod simulate;

use clap::{Args, Subcommand};

use crate::model::pool::LEAST;

use super::Exit;
use super::console::Console;

/// Cohorts: SOCs as rows without names in Parquet files, to be counted and compared
#[derive(Args, Debug)]
pub(crate) struct PoolArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    Add(add::AddArgs),
    Check(check::CheckArgs),
    Describe(describe::DescribeArgs),
    Drivers(drivers::DriversArgs),
    Export(export::ExportArgs),
    Freeze(freeze::FreezeArgs),
    Merge(merge::MergeArgs),
    Remove(remove::RemoveArgs),
    Simulate(simulate::SimulateArgs),
}

pub(crate) fn run(args: &PoolArgs, console: &mut Console) -> anyhow::Result<Exit> {
    match &args.command {
        Command::Add(args) => add::run(args, console),
        Command::Check(args) => check::run(args, console),
        Command::Describe(args) => describe::run(args, console),
        Command::Drivers(args) => drivers::run(args, console),
        Command::Export(args) => export::run(args, console),
        Command::Freeze(args) => freeze::run(args, console),
        Command::Merge(args) => merge::run(args, console),
        Command::Remove(args) => remove::run(args, console),
        Command::Simulate(args) => simulate::run(args, console),
    }
}

/// The smallest count that is shown: the user's own, never below the limit of the house.
pub(super) fn smallest(text: &str) -> Result<u64, String> {
    let wanted: u64 = text.parse().map_err(|_| "write a whole number".to_owned())?;
    match wanted {
        0..LEAST => Err(format!("at least {LEAST}: fewer SOCs can be recognised")),
        LEAST..=1_000_000_000 => Ok(wanted),
        _ => Err("no pool is that large".to_owned()),
    }
}

/// `1 row`, `2 rows`.
fn rows(count: usize) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{count} rows") }
}
