//! `socmark init [DIR]`

use std::path::PathBuf;

use clap::Args;

use crate::model::date::Date;
use crate::model::instrument::Instrument;
use crate::pipeline::{self, Settings};
use crate::{render, store};

use super::Exit;
use super::console::Console;

/// A commented assessment to start from, every quick question left open (or every question, with --full)
#[derive(Args, Debug)]
pub(crate) struct InitArgs {
    /// The folder of the workspace; it is made where it does not exist
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
    /// Every question instead of the quick scan
    #[arg(long)]
    full: bool,
    /// The date of the assessment, instead of today
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::date)]
    as_of: Option<Date>,
}

/// The text of a file to start from, with every quick question open, or every question.
pub(super) fn form(full: bool, date: Date, console: &mut Console) -> String {
    let (found, diagnostics, sources) = pipeline::questionnaires(&Settings::default());
    console.diagnostics(&diagnostics, &sources);
    // those with a quick scan are ours; the official questionnaire comes with a filled workbook
    let mut instruments: Vec<&Instrument> =
        found.iter().filter(|instrument| instrument.items().any(|(_, item)| item.quick)).collect();
    // the SOC before its AI; the sort keeps the order otherwise
    instruments.sort_by_key(|instrument| instrument.adoption.is_some());
    render::questionnaire_yaml::render(&instruments, &pipeline::segments(), Some(date), full)
}

pub(crate) fn run(args: &InitArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let date = args.as_of.unwrap_or_else(|| console.today());
    let text = form(args.full, date, console);
    let path = args.folder.join("assessment.yaml");
    if !store::create_new(&path, text.as_bytes())? {
        console.note(&format!(
            "error: {} is there already; it was not touched\n  = help: name another folder, or continue with `socmark score {}`",
            path.display(),
            path.display()
        ));
        return Ok(Exit::Input);
    }
    console.print(&format!("{}\n", path.display()))?;
    console.note(
        "Write levels from 1 to 5 behind the questions; `socmark explain ID` shows what each level means.",
    );
    Ok(Exit::Done)
}
