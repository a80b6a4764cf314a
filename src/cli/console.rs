//! The only writer to the terminal, and the only clock.

use std::io::{self, IsTerminal, Write};

use crate::diagnostic::{Diagnostics, Sources};
use crate::model::date::Date;
use crate::render;

use super::Exit;

/// Results go to stdout, everything else to stderr.
pub(crate) struct Console {
    out: io::BufWriter<io::Stdout>,
    err: anstream::AutoStream<io::Stderr>,
}

impl Console {
    pub(crate) fn new() -> Self {
        Self { out: io::BufWriter::new(io::stdout()), err: anstream::AutoStream::auto(io::stderr()) }
    }

    /// The result of a command.
    pub(crate) fn print(&mut self, text: &str) -> anyhow::Result<()> {
        Ok(self.out.write_all(text.as_bytes())?)
    }

    /// A note for the person at the terminal.
    pub(crate) fn note(&mut self, text: &str) {
        // stderr that is gone is nobody's loss
        let _ = writeln!(self.err, "{text}");
    }

    /// Everything that was said about files.
    pub(crate) fn diagnostics(&mut self, diagnostics: &Diagnostics, sources: &Sources) {
        let text = render::diagnostics::text(diagnostics, sources, true);
        let _ = self.err.write_all(text.as_bytes());
    }

    pub(crate) fn flush(&mut self) -> anyhow::Result<()> {
        Ok(self.out.flush()?)
    }

    /// Columns of running text: the same everywhere, so that the same input gives the same bytes; fewer only on a terminal
    /// that has fewer.
    pub(crate) fn width(&self) -> usize {
        let columns =
            terminal_size::terminal_size_of(io::stdout()).map(|(columns, _)| usize::from(columns.0));
        columns.map_or(render::wrap::WIDTH, |columns| columns.clamp(40, render::wrap::WIDTH))
    }

    /// Whether somebody can be asked: keys come from a terminal, and what is said goes to one.
    pub(crate) fn is_interactive(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Columns and rows of the terminal; those of the smallest usual one where it does not say.
    pub(crate) fn screen(&self) -> (usize, usize) {
        let size = terminal_size::terminal_size().map(|(columns, rows)| (columns.0.into(), rows.0.into()));
        size.filter(|(columns, rows)| *columns > 0 && *rows > 0).unwrap_or((80, 24))
    }

    /// Today in the local calendar.
    pub(crate) fn today(&self) -> Date {
        let today = jiff::Zoned::now().date();
        Date::new(today.year(), today.month(), today.day()).expect("today is a day of the calendar")
    }

    /// A wrong call, help or version.
    pub(crate) fn usage(&mut self, error: &clap::Error) -> Exit {
        let _ = error.print();
        if error.use_stderr() { Exit::Input } else { Exit::Done }
    }

    /// Work that could not be done; a reader that closed the pipe has all that it wanted.
    pub(crate) fn failed(&mut self, error: &anyhow::Error) -> Exit {
        let closed = error
            .chain()
            .filter_map(|cause| cause.downcast_ref::<io::Error>())
            .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe);
        if closed {
            return Exit::Done;
        }
        self.note(&format!("error: {error:#}"));
        Exit::Failed
    }
}
