//! `socmark demo [DIR]`

use std::path::{Path, PathBuf};

use clap::Args;

use crate::pipeline::{self, Settings};
use crate::{render, report, store};

use super::Exit;
use super::console::Console;

/// A complete sample SOC, with everything that is worked out from it
#[derive(Args, Debug)]
pub(crate) struct DemoArgs {
    /// The folder that is written; it is made where it does not exist
    #[arg(value_name = "DIR", default_value = "socmark-demo")]
    folder: PathBuf,
}

/// The file by which a folder that `demo` wrote is known again.
const MARKER: &str = "assessment.yaml";

/// The AI tools that the sample SOC compares.
const TOOLS: &str = "tools.yaml";

pub(crate) fn run(args: &DemoArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let sample = pipeline::sample();
    let files: Vec<(&str, &str)> =
        sample.iter().map(|(below, text)| (below.as_str(), text.as_ref())).collect();
    if let Some(reason) = refusal(&args.folder).or_else(|| changed(&args.folder, &files)) {
        return Ok(refused(&args.folder, &reason, console));
    }
    for (below, text) in &files {
        write(&args.folder, below, text, console)?;
    }
    let assessment = args.folder.join(MARKER);
    let tools = args.folder.join(TOOLS);
    let mut settings = Settings { compare: true, texts: true, gates: true, ..Settings::default() };
    let decisions = args.folder.join("decisions.csv");
    settings.decisions = Some(decisions.clone());
    settings.tools = Some(tools.clone());
    // the day of the sample counts as today, so that it looks the same on every day
    settings.as_of = pipeline::load(&assessment, &settings).assessment.and_then(|sample| sample.details.date);
    let Some(outcome) = super::evaluate(&assessment, &settings, console) else {
        anyhow::bail!("the sample in {} cannot be read back", args.folder.display());
    };
    let (sample, card, ai) = (&outcome.assessment, &outcome.scorecard, outcome.adoption.as_ref());
    let report = report::build(&outcome);
    let results = [
        ("scores.json", render::score_json::render(sample, card, ai)),
        ("benchmark.json", render::benchmark::json::render(&outcome.comparison)),
        ("report/report.json", render::report_json::render(&report)),
        ("report/report.md", render::markdown::render(&report)),
        // the page to open is named last
        ("report/report.html", render::html::render(&report)?),
    ];
    let results: Vec<(&str, &str)> = results.iter().map(|(below, text)| (*below, text.as_str())).collect();
    if let Some(reason) = changed(&args.folder, &results) {
        return Ok(refused(&args.folder, &reason, console));
    }
    for (below, text) in &results {
        write(&args.folder, below, text, console)?;
    }
    console.note(&format!(
        "Open the page named last. To work it out again: `socmark report {} --decisions {} --tools {}`",
        assessment.display(),
        decisions.display(),
        tools.display()
    ));
    Ok(Exit::Done)
}

fn refused(folder: &Path, reason: &str, console: &mut Console) -> Exit {
    console.note(&format!(
        "error: {} {reason}; it was left as it is\n  = help: name a folder that is empty or not there yet: `socmark demo DIR`",
        folder.display()
    ));
    Exit::Input
}

/// Why the folder is left alone, or `None` where it may be written: it is not there, empty, or holds a sample.
fn refusal(folder: &Path) -> Option<String> {
    match std::fs::read_dir(folder) {
        Ok(mut entries) => {
            let foreign = entries.next().is_some() && !folder.join(MARKER).is_file();
            foreign.then(|| "holds files that are not of the sample".to_owned())
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(_) if folder.is_dir() => Some("cannot be read".to_owned()),
        Err(_) => Some("is no folder".to_owned()),
    }
}

/// The first file that somebody changed, or another version wrote.
fn changed(folder: &Path, files: &[(&str, &str)]) -> Option<String> {
    let differs =
        |(below, text): &&(&str, &str)| store::stands_otherwise(&folder.join(below), text.as_bytes());
    files.iter().find(differs).map(|(below, _)| format!("holds another `{below}` than the sample's"))
}

fn write(folder: &Path, below: &str, text: &str, console: &mut Console) -> anyhow::Result<()> {
    let path = below.split('/').fold(folder.to_path_buf(), |path, part| path.join(part));
    store::write_atomic(&path, text.as_bytes())?;
    console.print(&format!("{}\n", path.display()))
}
