//! `socmark ai …`: AI adoption, one file a question.

mod autonomy;
mod profile;
mod tools;

use clap::{Args, Subcommand};

use super::Exit;
use super::console::Console;

/// AI adoption: what kind of adopter a SOC is, what backs it, and what must be true before it goes further
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(crate) struct AiArgs {
    #[command(subcommand)]
    question: Option<Question>,
    #[command(flatten)]
    profile: profile::ProfileArgs,
}

#[derive(Subcommand, Debug)]
enum Question {
    Autonomy(autonomy::AutonomyArgs),
    Gates(profile::GatesArgs),
    Tools(tools::ToolsArgs),
}

pub(crate) fn run(args: &AiArgs, console: &mut Console) -> anyhow::Result<Exit> {
    match &args.question {
        Some(Question::Autonomy(args)) => autonomy::run(args, console),
        Some(Question::Gates(args)) => profile::gates(args, console),
        Some(Question::Tools(args)) => tools::run(args, console),
        None => profile::run(&args.profile, console),
    }
}
