//! `socmark ai autonomy --decisions FILE`

use std::path::PathBuf;

use clap::Args;

use crate::model::date::Date;
use crate::{pipeline, render, store};

use super::super::console::Console;
use super::super::{Exit, Format, date};

/// The level of autonomy that the record of each agent earns, from its decisions (CSV or JSON lines)
#[derive(Args, Debug)]
pub(crate) struct AutonomyArgs {
    /// One decision a row: agent, action, time, reviewed, agreed, overridden, reversed, review_seconds, trace_id, evidence.
    /// Times such as 2026-03-12T09:30:00+01:00; without an offset they are taken as UTC
    #[arg(long, value_name = "FILE")]
    decisions: PathBuf,
    /// The wiring that says which level each agent has
    #[arg(long, value_name = "FILE")]
    wiring: Option<PathBuf>,
    /// Write the record of each agent into the wiring; comments and order stay
    #[arg(long, requires = "wiring")]
    write: bool,
    /// Thresholds of your own, in place of the shipped ones
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
    /// Days of the window, in place of those of the thresholds
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..=3650))]
    window: Option<u32>,
    /// The last day that counts; the day of the last decision where it is not given
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    as_of: Option<Date>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(crate) fn run(args: &AutonomyArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let wanted = pipeline::AutonomyWanted {
        decisions: args.decisions.clone(),
        wiring: args.wiring.clone(),
        rules: args.rules.clone(),
        window_days: args.window,
        as_of: args.as_of,
        today: Some(console.today()),
    };
    let (report, diagnostics, sources) = pipeline::autonomy(&wanted);
    console.diagnostics(&diagnostics, &sources);
    let Some(report) = report else { return Ok(Exit::Input) };
    console.print(&match args.format {
        Format::Text => render::ai::autonomy_text::render(&report),
        Format::Json => render::ai::autonomy_json::render(&report),
    })?;
    if let (Some(reason), true) = (&report.refused, args.write) {
        console.note(&format!(
            "error: nothing was written: {reason}\n  = help: correct the rows that are named above"
        ));
        return Ok(Exit::Input);
    }
    if let (Some(path), true) = (&args.wiring, args.write) {
        let written = store::save::edit_file(path, |text| {
            store::record::write(text, report.window_days, &report.agents)
        })?;
        console.note(&match written.len() {
            0 => format!("note: {} knows none of these agents; nothing was written", path.display()),
            _ => format!("{}: record written for {}", path.display(), written.join(", ")),
        });
    }
    Ok(Exit::Done)
}
