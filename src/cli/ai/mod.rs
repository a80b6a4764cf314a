//! `socmark ai …`: AI adoption, one file a question.

mod autonomy;

use clap::{Args, Subcommand};

use super::Exit;
use super::console::Console;

/// AI adoption: what agents have earned
#[derive(Args, Debug)]
pub(crate) struct AiArgs {
    #[command(subcommand)]
    question: Question,
}

#[derive(Subcommand, Debug)]
enum Question {
    Autonomy(autonomy::AutonomyArgs),
}

pub(crate) fn run(args: &AiArgs, console: &mut Console) -> anyhow::Result<Exit> {
    match &args.question {
        Question::Autonomy(args) => autonomy::run(args, console),
    }
}
