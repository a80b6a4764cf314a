//! `socmark man [COMMAND…]`

use clap::{Args, CommandFactory};

use crate::diagnostic::did_you_mean;

use super::console::Console;
use super::{Cli, Exit};

/// A manual page, to be read with `man -l -` or to be installed
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    socmark man | man -l -                   the page of the program\n  \
    socmark man score > socmark-score.1      the page of one command")]
pub(crate) struct ManArgs {
    /// The command; the program as a whole without it
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

pub(crate) fn run(args: &ManArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let mut command = Cli::command();
    command.build();
    let mut name = command.get_name().to_owned();
    for wanted in &args.command {
        let valid: Vec<String> =
            command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
        let Some(found) = command.find_subcommand(wanted).cloned() else {
            let valid: Vec<&str> = valid.iter().map(String::as_str).collect();
            console.note(&format!(
                "error: `{name}` has no command `{wanted}`\n  = help: {}",
                did_you_mean(wanted, &valid)
            ));
            return Ok(Exit::Input);
        };
        name = format!("{name} {}", found.get_name());
        command = found;
    }
    let source = concat!("socmark ", env!("CARGO_PKG_VERSION"));
    let mut page = Vec::new();
    // building has given each command its name with those above it, such as socmark-score
    clap_mangen::Man::new(command).source(source).render(&mut page)?;
    console.print(&String::from_utf8(page)?)?;
    Ok(Exit::Done)
}
