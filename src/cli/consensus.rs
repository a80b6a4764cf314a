//! `socmark consensus FILE… -o FILE`

use std::path::{Path, PathBuf};

use clap::Args;

use crate::{pipeline, render, store};

use super::console::Console;
use super::{Common, Exit, Format, overwrite};

/// Assessments of several assessors of one SOC and date as one, with how far they agree
#[derive(Args, Debug)]
#[command(
    after_help = "Levels: the median, the lower of the two middle ones. What else differs is settled by fixed rules, \
    each named in the result with all that was said."
)]
pub(crate) struct ConsensusArgs {
    /// Assessments or official workbooks of one SOC and date, one an assessor
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Where the consensus is written
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Replace a file that is there and differs
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run(args: &ConsensusArgs, console: &mut Console) -> anyhow::Result<Exit> {
    if overwrite::is_folder(&args.output, "consensus.yaml", console)
        || overwrite::is_spreadsheet(&args.output, console)
    {
        return Ok(Exit::Input);
    }
    let real = |path: &Path| path.canonicalize().ok();
    if let Some(same) =
        args.files.iter().find(|file| real(file).is_some() && real(file) == real(&args.output))
    {
        console.note(&format!(
            "error: {} is one of the assessments; nothing was written\n  = help: name another file, so that no assessor's answers are lost",
            same.display()
        ));
        return Ok(Exit::Input);
    }
    let mut settings = args.common.settings(console);
    settings.texts = true;
    let folder =
        args.output.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let gathered = pipeline::consensus(&args.files, folder, &settings);
    console.diagnostics(&gathered.diagnostics, &gathered.sources);
    let Some(consensus) = gathered.consensus else { return Ok(Exit::Input) };
    let text = store::assessment::to_yaml(&consensus.merged, &gathered.instruments)?;
    let files = [(args.output.clone(), text.into_bytes())];
    if !args.force && overwrite::refused(&files, console) {
        return Ok(Exit::Input);
    }
    for (path, bytes) in &files {
        store::write_atomic(path, bytes)?;
    }
    console.print(&match args.format {
        Format::Text => render::consensus_text::render(&consensus, &gathered.instruments),
        Format::Json => render::consensus_json::render(&consensus, &gathered.instruments),
    })?;
    console.note(&format!("{} written", args.output.display()));
    Ok(Exit::Done)
}
