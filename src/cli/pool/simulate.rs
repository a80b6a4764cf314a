//! `socmark pool simulate POOL --socs N`

use std::path::PathBuf;

use clap::Args;

use crate::diagnostic::{Diagnostics, Sources};
use crate::pool::simulate::{Effect, Wanted};
use crate::{pipeline, store};

use super::super::Exit;
use super::super::console::Console;

/// A made-up cohort to try things with: no SOC is behind any row, and every output says so
#[derive(Args, Debug)]
pub(crate) struct SimulateArgs {
    /// The folder of the pool that is made; nothing may stand there yet
    pool: PathBuf,
    /// SOCs in it; each has a row in the last year
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    socs: u32,
    /// The same number gives the same rows
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// Years with rows; in each earlier one, 6 of 10 SOCs have one too
    #[arg(long, value_name = "Y", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=10))]
    years: u8,
    /// A planted difference in a question between SOCs with good or excellent value from AI and those with some or
    /// none, as Cliff's delta from -0.95 to 0.95; repeatable
    #[arg(long, value_name = "ITEM=DELTA", value_parser = effect)]
    effect: Vec<Effect>,
    /// The part of each answer that goes with nothing else, 0 to 1: at 1 no two answers of a SOC go together
    #[arg(long, value_name = "SHARE", default_value_t = 0.5, value_parser = share)]
    noise: f64,
}

pub(crate) fn run(args: &SimulateArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let mut out = Diagnostics::default();
    let wanted = Wanted {
        socs: usize::try_from(args.socs)?,
        seed: args.seed,
        years: usize::from(args.years),
        noise: args.noise,
        effects: args.effect.clone(),
    };
    let rows = match pipeline::pool::plan(wanted, &mut out)? {
        // no salt is behind these pseudonyms: the seed tells one cohort from another
        Some(plan) => store::pool::simulate(&args.pool, &format!("{:016x}", args.seed), &plan, &mut out)?,
        None => None,
    };
    console.diagnostics(&out, &Sources::default());
    let Some(rows) = rows else { return Ok(Exit::Input) };
    console.print(&format!(
        "{}: {} simulated; no SOC is behind any of them\n",
        args.pool.display(),
        super::rows(rows)
    ))?;
    Ok(Exit::Done)
}

fn effect(text: &str) -> Result<Effect, String> {
    let (item, delta) = text.split_once('=').ok_or("write it as ITEM=DELTA")?;
    let delta = delta.trim().parse().map_err(|_| format!("`{}` is no number", delta.trim()))?;
    Ok(Effect { item: item.trim().to_owned(), delta })
}

fn share(text: &str) -> Result<f64, String> {
    let share: f64 = text.parse().map_err(|_| "write a number".to_owned())?;
    if (0.0..=1.0).contains(&share) { Ok(share) } else { Err("a share lies between 0 and 1".to_owned()) }
}
