//! `socmark pool freeze POOL -o DIR`

use std::path::PathBuf;

use clap::Args;

use crate::diagnostic::{Diagnostics, Sources};
use crate::model::cohort::WEAK;
use crate::model::pool::SMALLEST;
use crate::{load, pipeline, store};

use super::super::console::Console;
use super::super::{Common, Exit, overwrite};

/// A pool turned into a benchmark source: quantiles and shares that can be handed on, and no row
#[derive(Args, Debug)]
pub(crate) struct FreezeArgs {
    /// The folder of the pool
    pool: PathBuf,
    /// The folder of the source; `benchmark.yaml` is written into it
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// The id of the source, a folder of that name inside DIR; without it, DIR itself is the source and its name the id
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// A figure of fewer SOCs is left out (10 or more; under 30 it is marked as weak)
    #[arg(long, value_name = "N", default_value_t = WEAK, value_parser = clap::value_parser!(u64).range(SMALLEST..))]
    min_n: u64,
    /// Only SOCs for which this holds (may be repeated), such as sector=finance or year=2026
    #[arg(long, value_name = "KEY=VALUE")]
    segment: Vec<String>,
    /// The questionnaire whose rows are taken, where the pool has several
    #[arg(long, value_name = "ID")]
    questionnaire: Option<String>,
    /// Who answers for the figures
    #[arg(long, value_name = "TEXT", default_value = "the owner of the pool, not named")]
    publisher: String,
    /// What the source is called
    #[arg(long, value_name = "TEXT", default_value = "Frozen pool of SOC assessments")]
    title: String,
    /// Terms under which the figures may be used
    #[arg(long, value_name = "TEXT", default_value = "not stated; ask the publisher before passing it on")]
    licence: String,
    /// Replace a source that is there and differs
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run(args: &FreezeArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let settings = args.common.settings(console);
    let folder = args.id.as_ref().map_or_else(|| args.output.clone(), |id| args.output.join(id));
    let absolute = std::path::absolute(&folder)?;
    let id = absolute.file_name().map(|id| id.to_string_lossy().into_owned()).unwrap_or_default();
    let is_id = args.id.as_ref().is_none_or(|asked| *asked == id) && pipeline::is_source_id(&id);
    if !is_id {
        console.note(&format!(
            "error: `{}` is no id of a source\n  = help: name the folder, or `--id`, in lower case words and numbers joined by hyphens",
            args.id.as_ref().unwrap_or(&id)
        ));
        return Ok(Exit::Input);
    }
    let (mut sources, mut out) = (Sources::default(), Diagnostics::default());
    let wanted = pipeline::pool::FreezeWanted {
        id: &id,
        questionnaire: args.questionnaire.as_deref(),
        segment: &args.segment,
        min_n: args.min_n,
        publisher: &args.publisher,
        title: &args.title,
        licence: &args.licence,
    };
    let source = pipeline::pool::freeze(&args.pool, wanted, &settings, &mut sources, &mut out);
    console.diagnostics(&out, &sources);
    let Some(source) = source else { return Ok(Exit::Input) };
    let text = store::benchmark::text(&source)?;
    let files = [(folder.join(load::benchmark::FILE), text.into_bytes())];
    if !args.force && overwrite::refused(&files, console) {
        return Ok(Exit::Input);
    }
    for (path, bytes) in &files {
        store::write_atomic(path, bytes)?;
        console.print(&format!("{}\n", path.display()))?;
    }
    let figures = source.figures.len();
    console.note(&format!(
        "{figures} figures of at least {} SOCs each; `socmark benchmark FILE --benchmarks {} --against {id}` compares with them",
        args.min_n,
        folder.display()
    ));
    Ok(Exit::Done)
}
