//! `socmark completions SHELL`

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::console::Console;
use super::{Cli, Exit};

/// A completion script, for your shell to load
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    socmark completions bash > ~/.local/share/bash-completion/completions/socmark\n  \
    socmark completions fish > ~/.config/fish/completions/socmark.fish")]
pub(crate) struct CompletionsArgs {
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(args: &CompletionsArgs, console: &mut Console) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "socmark", &mut script);
    console.print(&String::from_utf8(script)?)?;
    Ok(Exit::Done)
}
