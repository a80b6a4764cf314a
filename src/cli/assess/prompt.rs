//! The door to the prompts: one line is asked for, and Esc and Ctrl-C are answers like any other.

use inquire::validator::Validation;
use inquire::{InquireError, Text};

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    Line(String),
    /// Esc.
    Cancelled,
    /// Ctrl-C.
    Interrupted,
}

/// Asks for a line until `check` is content with it; `help` stands below it meanwhile.
pub(super) fn line(
    message: &str,
    help: &str,
    initial: &str,
    check: impl Fn(&str) -> Result<(), String> + Clone + 'static,
) -> anyhow::Result<Said> {
    let validator = move |typed: &str| {
        Ok(match check(typed) {
            Ok(()) => Validation::Valid,
            Err(why) => Validation::Invalid(why.into()),
        })
    };
    let mut text = Text::new(message).with_validator(validator).with_initial_value(initial);
    if !help.is_empty() {
        text = text.with_help_message(help);
    }
    match text.prompt() {
        Ok(line) => Ok(Said::Line(line)),
        Err(InquireError::OperationCanceled) => Ok(Said::Cancelled),
        Err(InquireError::OperationInterrupted) => Ok(Said::Interrupted),
        Err(error) => Err(anyhow::Error::new(error).context("the terminal cannot be read")),
    }
}
