//! `socmark`: arguments in, exit code out; everything else is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    socmark::cli::run(std::env::args_os())
}
