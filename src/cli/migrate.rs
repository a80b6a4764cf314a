//! `socmark migrate FILE…`

use std::path::{Path, PathBuf};

use anyhow::ensure;
use clap::Args;

use crate::{pipeline, store};

use super::Exit;
use super::console::Console;
use super::overwrite::is_named_as_spreadsheet;

/// Bring assessments to the questionnaire versions of this program; nothing is reinterpreted in silence
#[derive(Args, Debug)]
pub(crate) struct MigrateArgs {
    /// Assessments, edited in place; comments, order and blank lines stay
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Say what would change and leave the files as they are
    #[arg(long)]
    dry_run: bool,
}

pub(crate) fn run(args: &MigrateArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let mut failed = false;
    for file in &args.files {
        match one(file, args.dry_run, console)? {
            Exit::Done => {}
            _ => failed = true,
        }
    }
    Ok(if failed { Exit::Input } else { Exit::Done })
}

fn one(file: &Path, dry_run: bool, console: &mut Console) -> anyhow::Result<Exit> {
    let name = file.display();
    if is_named_as_spreadsheet(file) {
        console.note(&format!(
            "error: {name} is a spreadsheet, which is brought forward as it is read; nothing was changed\n  = help: `socmark import {name} -o assessment.yaml` makes an assessment of today's version of it"
        ));
        return Ok(Exit::Input);
    }
    let (read, text, diagnostics, sources) = pipeline::assessment_text(file);
    console.diagnostics(&diagnostics, &sources);
    let (Some(assessment), Some(text)) = (read, text) else { return Ok(Exit::Input) };
    if diagnostics.has_errors() {
        return Ok(Exit::Input);
    }
    let steps = pipeline::migrations(&assessment);
    if steps.is_empty() {
        console.print(&format!("{name}: nothing to do\n"))?;
        return Ok(Exit::Done);
    }
    let migrated = match store::migrate::migrate(&text, &steps) {
        Ok(migrated) => migrated,
        Err(error) => {
            console.note(&format!("error: {name}: {error:#}"));
            return Ok(Exit::Input);
        }
    };
    if !dry_run {
        // what somebody saved in the meantime is not to be lost
        ensure!(
            !store::stands_otherwise(file, text.as_bytes()),
            "{name} changed while it was being worked on; nothing was written"
        );
        store::write_atomic(file, migrated.text.as_bytes())?;
    }
    let would = if dry_run { "would change" } else { "changed" };
    console.print(&format!("{name}: {would}\n"))?;
    for done in &migrated.done {
        console.print(&format!("  {done}\n"))?;
    }
    Ok(Exit::Done)
}
