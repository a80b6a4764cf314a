//! `socmark benchmark FILE`, `--list`, `--source ID`

use std::path::PathBuf;

use clap::Args;

use crate::diagnostic::{Diagnostics, Sources, did_you_mean};
use crate::{benchmark, pipeline, render, report};

use super::against::Against;
use super::console::Console;
use super::{Common, Exit, Format, svg};

/// Where a SOC stands beside published figures, and what each of them allows to be said
#[derive(Args, Debug)]
pub(crate) struct BenchmarkArgs {
    /// `assessment.yaml` or an official `.xlsx` workbook
    #[arg(required_unless_present_any = ["list", "source"])]
    file: Option<PathBuf>,
    #[command(flatten)]
    against: Against,
    /// What there is to compare with
    #[arg(long, conflicts_with_all = ["file", "source"])]
    list: bool,
    /// Everything known about one source
    #[arg(long, value_name = "ID", conflicts_with = "file")]
    source: Option<String>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Draw each pool among what is compared with: pictures as SVG files in this folder
    #[arg(long, value_name = "DIR", requires = "file", requires = "against")]
    svg: Option<PathBuf>,
    /// Replace pictures that are there and hold something else
    #[arg(long, requires = "svg")]
    force: bool,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run(args: &BenchmarkArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let mut settings = args.common.settings(console);
    settings.compare = true;
    args.against.put(&mut settings);
    let Some(file) = &args.file else { return sources(args, &settings, console) };
    let Some(outcome) = super::evaluate(file, &settings, console) else { return Ok(Exit::Input) };
    if let Some(folder) = &args.svg {
        let exit = svg::write(&outcome, folder, args.force, console)?;
        if exit != Exit::Done {
            return Ok(exit);
        }
    }
    console.print(&match args.format {
        Format::Text => {
            let cohorts = report::cohorts(&outcome);
            render::benchmark::text::render(&outcome.comparison, &cohorts, console.width())
        }
        Format::Json => render::benchmark::json::render(&outcome.comparison),
    })?;
    Ok(Exit::Done)
}

fn sources(
    args: &BenchmarkArgs,
    settings: &pipeline::Settings,
    console: &mut Console,
) -> anyhow::Result<Exit> {
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let published = pipeline::published(settings, &mut sources, &mut out);
    console.diagnostics(&out, &sources);
    if out.has_errors() {
        return Ok(Exit::Input);
    }
    let Some(id) = &args.source else {
        console.print(&match args.format {
            Format::Text => render::benchmark::text::list(&published, console.width()),
            Format::Json => render::benchmark::json::list(&published),
        })?;
        return Ok(Exit::Done);
    };
    let Some(source) = published.iter().find(|source| source.id == *id) else {
        let valid: Vec<&str> = published.iter().map(|source| source.id.as_str()).collect();
        console.note(&format!(
            "error: there is no benchmark source `{id}`\n  = help: {}",
            did_you_mean(id, &valid)
        ));
        return Ok(Exit::Input);
    };
    let figures = benchmark::figures(source);
    console.print(&match args.format {
        Format::Text => render::benchmark::text::source(source, &figures, console.width()),
        Format::Json => render::benchmark::json::source(source, &figures),
    })?;
    Ok(Exit::Done)
}
