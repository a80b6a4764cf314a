//! `socmark schema [NAME]`

use clap::Args;

use crate::diagnostic::did_you_mean;
use crate::{pipeline, render};

use super::Exit;
use super::console::Console;

/// JSON Schemas of the files that are read and of the JSON that is printed
#[derive(Args, Debug)]
pub(crate) struct SchemaArgs {
    /// The schema to print; without it, they are listed
    name: Option<String>,
}

pub(crate) fn run(args: &SchemaArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let schemas = pipeline::schemas();
    let Some(wanted) = &args.name else {
        console.print(&render::schemas::list(&schemas))?;
        return Ok(Exit::Done);
    };
    let Some((_, text)) = schemas.iter().find(|(name, _)| name == wanted) else {
        let valid: Vec<&str> = schemas.iter().map(|(name, _)| name.as_str()).collect();
        console.note(&format!(
            "error: there is no schema `{wanted}`\n  = help: {}",
            did_you_mean(wanted, &valid)
        ));
        return Ok(Exit::Input);
    };
    console.print(text)?;
    Ok(Exit::Done)
}
