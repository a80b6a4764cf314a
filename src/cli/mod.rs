//! Layer 3: arguments in, bytes out. One file a subcommand.

mod against;
mod ai;
mod assess;
mod benchmark;
mod completions;
mod consensus;
mod console;
mod demo;
mod explain;
mod export;
mod import;
mod init;
mod instruments;
mod man;
mod merge;
mod migrate;
mod overwrite;
#[cfg(feature = "pool")]
mod pool;
mod report;
mod roadmap;
mod schema;
mod score;
mod svg;
mod validate;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

#[cfg(feature = "pool")]
use crate::diagnostic::{Diagnostics, Sources};
use crate::model::date::Date;
use crate::model::score::Method;
use crate::pipeline::{self, Settings};
use console::Console;

/// Score a security operations centre: maturity, AI adoption, benchmark and report, offline.
#[derive(Parser, Debug)]
#[command(name = "socmark", version, max_term_width = 100, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    Ai(ai::AiArgs),
    Assess(assess::AssessArgs),
    Benchmark(benchmark::BenchmarkArgs),
    Completions(completions::CompletionsArgs),
    Consensus(consensus::ConsensusArgs),
    Demo(demo::DemoArgs),
    Explain(explain::ExplainArgs),
    Export(export::ExportArgs),
    Import(import::ImportArgs),
    Init(init::InitArgs),
    Instruments(instruments::InstrumentsArgs),
    Man(man::ManArgs),
    Merge(merge::MergeArgs),
    Migrate(migrate::MigrateArgs),
    #[cfg(feature = "pool")]
    Pool(pool::PoolArgs),
    Report(report::ReportArgs),
    Roadmap(roadmap::RoadmapArgs),
    Schema(schema::SchemaArgs),
    Score(score::ScoreArgs),
    Validate(validate::ValidateArgs),
}

/// How a command ended; the number is the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done = 0,
    /// Findings at or above the threshold.
    Findings = 1,
    /// The input or the call is wrong.
    Input = 2,
    /// The work could not be done.
    Failed = 3,
}

#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Format {
    #[default]
    Text,
    Json,
}

#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum MethodArg {
    /// socmark's own: open questions lower nothing
    #[default]
    Default,
    /// The official workbook's, to the cell
    Workbook,
}

/// What every command that computes takes.
#[derive(Args, Debug, Clone, Default)]
pub(crate) struct Common {
    /// How scores are computed
    #[arg(long, value_enum, default_value_t)]
    method: MethodArg,
    /// The date that counts as today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    as_of: Option<Date>,
    /// A folder with a questionnaire of your own (may be repeated)
    #[arg(long, value_name = "DIR")]
    instruments: Vec<PathBuf>,
    /// A folder with benchmark sources of your own (may be repeated)
    #[arg(long, value_name = "DIR")]
    benchmarks: Vec<PathBuf>,
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write it as YYYY-MM-DD".to_owned())
}

impl Common {
    fn settings(&self, console: &Console) -> Settings {
        Settings {
            method: match self.method {
                MethodArg::Default => Method::Default,
                MethodArg::Workbook => Method::Workbook,
            },
            as_of: Some(self.as_of.unwrap_or_else(|| console.today())),
            instruments: self.instruments.clone(),
            benchmarks: self.benchmarks.clone(),
            ..Settings::default()
        }
    }
}

/// Loads and evaluates a file; diagnostics go to stderr, and nothing comes back where an error is among them.
fn evaluate(file: &std::path::Path, settings: &Settings, console: &mut Console) -> Option<pipeline::Outcome> {
    let loaded = pipeline::load(file, settings);
    console.diagnostics(&loaded.diagnostics, &loaded.sources);
    if loaded.diagnostics.has_errors() {
        return None;
    }
    let outcome = pipeline::evaluate(loaded, settings)?;
    #[cfg(feature = "pool")]
    let outcome = beside_pools(outcome, settings, console)?;
    Some(outcome)
}

/// Sets the SOC beside the pools that were named.
#[cfg(feature = "pool")]
fn beside_pools(
    mut outcome: pipeline::Outcome,
    settings: &Settings,
    console: &mut Console,
) -> Option<pipeline::Outcome> {
    if settings.pools().is_empty() {
        return Some(outcome);
    }
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    pipeline::pool::compare(&mut outcome, settings, &mut sources, &mut out);
    console.diagnostics(&out, &sources);
    (!out.has_errors()).then_some(outcome)
}

/// Runs the program. Exit codes: 0 done, 1 findings, 2 wrong input or call, 3 the work could not be done.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let mut console = Console::new();
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return ExitCode::from(console.usage(&error) as u8),
    };
    let result = match cli.command {
        Command::Ai(args) => ai::run(&args, &mut console),
        Command::Assess(args) => assess::run(&args, &mut console),
        Command::Benchmark(args) => benchmark::run(&args, &mut console),
        Command::Completions(args) => completions::run(&args, &mut console),
        Command::Consensus(args) => consensus::run(&args, &mut console),
        Command::Demo(args) => demo::run(&args, &mut console),
        Command::Explain(args) => explain::run(&args, &mut console),
        Command::Export(args) => export::run(&args, &mut console),
        Command::Import(args) => import::run(&args, &mut console),
        Command::Init(args) => init::run(&args, &mut console),
        Command::Instruments(args) => instruments::run(&args, &mut console),
        Command::Man(args) => man::run(&args, &mut console),
        Command::Merge(args) => merge::run(&args, &mut console),
        Command::Migrate(args) => migrate::run(&args, &mut console),
        #[cfg(feature = "pool")]
        Command::Pool(args) => pool::run(&args, &mut console),
        Command::Report(args) => report::run(&args, &mut console),
        Command::Roadmap(args) => roadmap::run(&args, &mut console),
        Command::Schema(args) => schema::run(&args, &mut console),
        Command::Score(args) => score::run(&args, &mut console),
        Command::Validate(args) => validate::run(&args, &mut console),
    };
    let exit = match result.and_then(|exit| console.flush().map(|()| exit)) {
        Ok(exit) => exit,
        Err(error) => console.failed(&error),
    };
    ExitCode::from(exit as u8)
}
