//! `socmark export FILE -o SHEET.xlsx`

use std::path::PathBuf;

use clap::Args;

use crate::diagnostic::did_you_mean;
use crate::model::instrument::Instrument;
use crate::model::sheet;
use crate::render::sheet::Input;
use crate::{check, pipeline, render, score, store};

use super::console::Console;
use super::{Common, Exit, overwrite};

/// An assessment as a spreadsheet to fill in: drop-downs, anchors, live scores; `import` reads it back
#[derive(Args, Debug)]
pub(crate) struct ExportArgs {
    /// The assessment, answered or not; `socmark init` writes one to start from
    file: PathBuf,
    /// Where the sheet is written; its name ends in `.xlsx`
    #[arg(short, long, value_name = "SHEET.xlsx")]
    output: PathBuf,
    /// Only this domain, for a colleague to fill in (may be repeated); `merge` puts the parts together
    #[arg(long, value_name = "DOMAIN")]
    part: Vec<String>,
    /// Replace a file that is there and differs
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run(args: &ExportArgs, console: &mut Console) -> anyhow::Result<Exit> {
    if overwrite::is_folder(&args.output, "sheet.xlsx", console) {
        return Ok(Exit::Input);
    }
    if !args.output.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx")) {
        console.note(&format!(
            "error: {} does not end in .xlsx, so no spreadsheet program would open it\n  = help: write `-o {}`",
            args.output.display(),
            args.output.with_extension("xlsx").display()
        ));
        return Ok(Exit::Input);
    }
    let mut settings = args.common.settings(console);
    settings.texts = true;
    let mut loaded = pipeline::load(&args.file, &settings);
    if !loaded.diagnostics.has_errors()
        && let Some(assessment) = &loaded.assessment
    {
        let problems = check::sheet::check(&loaded.name, assessment, &loaded.instruments);
        loaded.diagnostics.extend(problems);
    }
    console.diagnostics(&loaded.diagnostics, &loaded.sources);
    let Some(assessment) = loaded.assessment.as_ref().filter(|_| !loaded.diagnostics.has_errors()) else {
        return Ok(Exit::Input);
    };
    let Some(part) = part(&args.part, &loaded.instruments, console) else { return Ok(Exit::Input) };
    let cut = (!part.is_empty()).then(|| sheet::part(assessment, &loaded.instruments, &part));
    let assessment = cut.as_ref().unwrap_or(assessment);
    let cards: Vec<_> =
        loaded.instruments.iter().map(|instrument| score::score(instrument, assessment)).collect();
    let bytes = render::sheet::render(&Input {
        assessment,
        instruments: &loaded.instruments,
        cards: &cards,
        segments: &pipeline::segments(),
        part: &part,
    })?;
    let files = [(args.output.clone(), bytes)];
    if !args.force && overwrite::refused(&files, console) {
        return Ok(Exit::Input);
    }
    let [(path, bytes)] = &files;
    store::write_atomic(path, bytes)?;
    console.print(&format!("{}\n", path.display()))?;
    console.note(&format!(
        "Fill in its white cells in any spreadsheet program; `socmark import {} -o assessment.yaml` reads it back.",
        path.display()
    ));
    Ok(Exit::Done)
}

/// The ids of the domains asked for, in the order of the questionnaires; none where one is unknown, which has been said then.
fn part(wanted: &[String], instruments: &[Instrument], console: &mut Console) -> Option<Vec<String>> {
    let known: Vec<&str> = instruments
        .iter()
        .flat_map(|instrument| &instrument.domains)
        .map(|domain| domain.id.as_str())
        .collect();
    if let Some(unknown) = wanted.iter().find(|id| !known.contains(&id.as_str())) {
        console.note(&format!(
            "error: no domain is called `{unknown}`\n  = help: {}",
            did_you_mean(unknown, &known)
        ));
        return None;
    }
    Some(known.into_iter().filter(|id| wanted.iter().any(|one| one == id)).map(str::to_owned).collect())
}
