//! `socmark validate FILE…`

use std::path::PathBuf;

use clap::Args;

use crate::{pipeline, render};

use super::console::Console;
use super::{Common, Exit};

/// Schema, ids, ranges, dates and references of files; every problem in one run
#[derive(Args, Debug)]
pub(crate) struct ValidateArgs {
    /// Assessments, workbooks, wirings, comparisons of AI tools, folders of questionnaires or benchmark sources
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run(args: &ValidateArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let settings = args.common.settings(console);
    let mut failed = false;
    for file in &args.files {
        let loaded = pipeline::validate(file, &settings);
        console.diagnostics(&loaded.diagnostics, &loaded.sources);
        if loaded.diagnostics.has_errors() {
            failed = true;
        } else {
            console.print(&format!("{}: valid\n", render::wrap::shown_safely(&loaded.name)))?;
        }
    }
    Ok(if failed { Exit::Input } else { Exit::Done })
}
