//! `socmark import WORKBOOK.xlsx|SHEET.xlsx`

use std::path::PathBuf;

use clap::Args;

use crate::{pipeline, store};

use super::console::Console;
use super::{Common, Exit, overwrite};

/// A filled sheet, or an official SOC-CMM workbook, as an assessment file, remarks to the byte
#[derive(Args, Debug)]
pub(crate) struct ImportArgs {
    /// The sheet that `export` wrote and somebody filled in, or the filled official workbook
    #[arg(value_name = "WORKBOOK")]
    workbook: PathBuf,
    /// Where the assessment is written
    #[arg(short, long, value_name = "FILE", default_value = "assessment.yaml")]
    output: PathBuf,
    /// Also write the questionnaire that an official workbook holds into this folder, texts and guidance included
    #[arg(long, value_name = "DIR")]
    instrument_out: Option<PathBuf>,
    /// Replace files that are there and differ
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run(args: &ImportArgs, console: &mut Console) -> anyhow::Result<Exit> {
    if overwrite::is_folder(&args.output, "assessment.yaml", console)
        || overwrite::is_spreadsheet(&args.output, console)
    {
        return Ok(Exit::Input);
    }
    let mut settings = args.common.settings(console);
    settings.texts = args.instrument_out.is_some();
    let loaded = pipeline::load(&args.workbook, &settings);
    console.diagnostics(&loaded.diagnostics, &loaded.sources);
    if loaded.diagnostics.has_errors() {
        return Ok(Exit::Input);
    }
    let is_imported = loaded.is_workbook || loaded.is_sheet;
    let Some(assessment) = loaded.assessment.as_ref().filter(|_| is_imported) else {
        let help = if loaded.assessment.is_some() {
            "\n  = help: it is an assessment already, which every command reads as it is; several are put together by `socmark merge`"
        } else {
            ""
        };
        console.note(&format!("error: {} is neither a sheet nor an official workbook{help}", loaded.name));
        return Ok(Exit::Input);
    };
    if loaded.is_sheet && args.instrument_out.is_some() {
        console.note(&format!(
            "error: {} is a sheet, which holds no questionnaire of its own\n  = help: leave out --instrument-out",
            loaded.name
        ));
        return Ok(Exit::Input);
    }
    let text = store::assessment::to_yaml(assessment, &loaded.instruments)?;
    let mut files = vec![(args.output.clone(), text.into_bytes())];
    if let (Some(folder), Some(instrument)) = (&args.instrument_out, loaded.instruments.first()) {
        for (path, text) in store::instrument::to_files(instrument, loaded.rows.as_ref())? {
            files.push((folder.join(path), text.into_bytes()));
        }
    }
    let cut = |part: &Vec<String>| overwrite::is_cut(&args.output, part, &loaded, &files[0].1, console);
    if loaded.part.as_ref().is_some_and(cut) || !args.force && overwrite::refused(&files, console) {
        return Ok(Exit::Input);
    }
    let comments = overwrite::comments_lost(&args.output, &files[0].1);
    for (path, bytes) in &files {
        store::write_atomic(path, bytes)?;
    }
    console.print(&format!("{}\n", args.output.display()))?;
    if let Some(note) = comments {
        console.note(&note);
    }
    let unknown = loaded.rows.as_ref().filter(|rows| rows.version != crate::soc_cmm_2_4_2().version);
    if let (Some(rows), None) = (unknown, &args.instrument_out) {
        console.note(&format!(
            "note: version {} is not built in; to score this file without the workbook, add `--instrument-out DIR` here and `--instruments DIR` there",
            rows.version
        ));
    }
    if let Some(folder) = &args.instrument_out {
        console.print(&format!("{}\n", folder.display()))?;
    }
    Ok(Exit::Done)
}
