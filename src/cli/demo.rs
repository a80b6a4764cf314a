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

pub(crate) fn run(args: &DemoArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let files = pipeline::sample();
    if let Some(reason) = refusal(&args.folder, &files) {
        console.note(&format!(
            "error: {} {reason}; nothing was written\n  = help: name a folder that is empty or not there yet: `socmark demo DIR`",
            args.folder.display()
        ));
        return Ok(Exit::Input);
    }
    for (below, text) in &files {
        write(&args.folder, below, text, console)?;
    }
    let assessment = args.folder.join(MARKER);
    let mut settings = Settings { compare: true, texts: true, ..Settings::default() };
    // the day of the sample counts as today, so that it looks the same on every day
    settings.as_of = pipeline::load(&assessment, &settings).assessment.and_then(|sample| sample.details.date);
    let Some(outcome) = super::evaluate(&assessment, &settings, console) else {
        anyhow::bail!("the sample in {} cannot be read back", args.folder.display());
    };
    let (sample, card, ai) = (&outcome.assessment, &outcome.scorecard, outcome.adoption.as_ref());
    write(&args.folder, "scores.json", &render::score_json::render(sample, card, ai), console)?;
    write(&args.folder, "benchmark.json", &render::benchmark::json::render(&outcome.comparison), console)?;
    let report = report::build(&outcome);
    write(&args.folder, "report/report.json", &render::report_json::render(&report), console)?;
    write(&args.folder, "report/report.md", &render::markdown::render(&report), console)?;
    // the page to open is named last
    write(&args.folder, "report/report.html", &render::html::render(&report)?, console)?;
    console.note(&format!(
        "Open the page named last. To work it out again: `socmark report {}`",
        assessment.display()
    ));
    Ok(Exit::Done)
}

/// Why the folder is left alone, or `None` where it may be written.
fn refusal(folder: &Path, files: &[(String, std::borrow::Cow<'static, str>)]) -> Option<&'static str> {
    match std::fs::read_dir(folder) {
        Ok(mut entries) => {
            let ours = || {
                let standing = std::fs::read(folder.join(MARKER)).ok();
                let sample = files.iter().find(|(below, _)| below == MARKER);
                standing.zip(sample).is_some_and(|(standing, (_, text))| standing == text.as_bytes())
            };
            (entries.next().is_some() && !ours()).then_some("holds files that are not of the sample")
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(_) if folder.is_dir() => Some("cannot be read"),
        Err(_) => Some("is no folder"),
    }
}

fn write(folder: &Path, below: &str, text: &str, console: &mut Console) -> anyhow::Result<()> {
    let path = below.split('/').fold(folder.to_path_buf(), |path, part| path.join(part));
    store::write_atomic(&path, text.as_bytes())?;
    console.print(&format!("{}\n", path.display()))
}
