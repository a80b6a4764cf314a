//! `socmark report FILE`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::{render, report, store};

use super::against::Against;
use super::console::Console;
use super::{Common, Exit};

/// The report on an assessment or an official workbook: one page to hand on, and what it is made of
#[derive(Args, Debug)]
pub(crate) struct ReportArgs {
    /// `assessment.yaml` or an official `.xlsx` workbook
    file: PathBuf,
    /// The folder to write into; it is made where there is none
    #[arg(short, long, value_name = "DIR", default_value = "report")]
    output: PathBuf,
    /// What to write: `report.html`, `report.md`, `report.json`
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [ReportFormat::Html])]
    format: Vec<ReportFormat>,
    /// The wiring that gates are held against; the `wiring.yaml` beside FILE where none is named
    #[arg(long, value_name = "FILE")]
    wiring: Option<PathBuf>,
    /// Decisions of agents (CSV or JSON lines): the autonomy that they earn gets a page
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,
    /// AI tools to be compared (`tools.yaml`): they get a place in the chapter on AI
    #[arg(long, value_name = "FILE")]
    tools: Option<PathBuf>,
    #[command(flatten)]
    against: Against,
    #[command(flatten)]
    common: Common,
}

#[derive(ValueEnum, Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum ReportFormat {
    /// One page that needs nothing else: to read, to print, to send
    Html,
    /// Markdown
    Md,
    /// For programs, `socmark/report/1`
    Json,
}

pub(crate) fn run(args: &ReportArgs, console: &mut Console) -> anyhow::Result<Exit> {
    if args.output.exists() && !args.output.is_dir() {
        console.note(&format!(
            "error: {} is a file; the report goes into a folder\n  = help: name a folder with `-o`",
            args.output.display()
        ));
        return Ok(Exit::Input);
    }
    let mut settings = args.common.settings(console);
    settings.compare = true;
    args.against.put(&mut settings);
    settings.gates = true;
    settings.wiring.clone_from(&args.wiring);
    settings.decisions.clone_from(&args.decisions);
    settings.tools.clone_from(&args.tools);
    settings.texts = true;
    let Some(outcome) = super::evaluate(&args.file, &settings, console) else { return Ok(Exit::Input) };
    let report = report::build(&outcome);
    let mut formats = args.format.clone();
    formats.sort_unstable();
    formats.dedup();
    for format in formats {
        let (name, text) = match format {
            ReportFormat::Html => ("report.html", render::html::render(&report)?),
            ReportFormat::Md => ("report.md", render::markdown::render(&report)),
            ReportFormat::Json => ("report.json", render::report_json::render(&report)),
        };
        let path = args.output.join(name);
        store::write_atomic(&path, text.as_bytes())?;
        console.print(&format!("{}\n", path.display()))?;
    }
    Ok(Exit::Done)
}
