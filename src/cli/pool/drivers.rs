//! `socmark pool drivers POOL`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::diagnostic::{Diagnostics, Sources};
use crate::pipeline::pool::DriversWanted;
use crate::pipeline::{self, Settings};
use crate::render;

use super::super::Exit;
use super::super::console::Console;

#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq, Default)]
enum DriversFormat {
    #[default]
    Text,
    Json,
    Csv,
}

/// What goes with AI value, or another outcome, in a pool: each answer and aspect beside it. Association, not cause
#[derive(Args, Debug)]
pub(crate) struct DriversArgs {
    /// The folder of the pool
    pool: PathBuf,
    /// What SOCs are set apart by: ai.value, overall, headline, domain.people, or another number of the pool
    #[arg(long, value_name = "KEY", default_value = "ai.value")]
    outcome: String,
    /// Only the SOCs for which this holds, such as sector=finance or year=2026 (may be repeated)
    #[arg(long, value_name = "KEY=VALUE")]
    segment: Vec<String>,
    /// A folder with a questionnaire of your own (may be repeated)
    #[arg(long, value_name = "DIR")]
    instruments: Vec<PathBuf>,
    /// List everything that was compared, also what cannot be told from chance
    #[arg(long)]
    all: bool,
    #[arg(long, value_enum, default_value_t)]
    format: DriversFormat,
}

pub(crate) fn run(args: &DriversArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let wanted = DriversWanted { outcome: args.outcome.clone(), segment: args.segment.clone() };
    let settings = Settings { instruments: args.instruments.clone(), ..Settings::default() };
    let drivers = pipeline::pool::drivers(&args.pool, &wanted, &settings, &mut sources, &mut out);
    console.diagnostics(&out, &sources);
    let Some(drivers) = drivers else { return Ok(Exit::Input) };
    if let (DriversFormat::Csv, Some(reason)) = (args.format, &drivers.refused) {
        console.note(&format!("nothing was compared: {reason}"));
    }
    console.print(&match args.format {
        DriversFormat::Text => render::pool::drivers_text::render(&drivers, args.all, console.width()),
        DriversFormat::Json => render::pool::drivers_json::render(&drivers),
        DriversFormat::Csv => render::pool::drivers_csv::render(&drivers),
    })?;
    Ok(Exit::Done)
}
