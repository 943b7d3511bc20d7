//! What the user sees: colours, standard output and standard error.

use crate::{args::Global, config::ConfigError};
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use anyhow::Context;
use std::io::{self, IsTerminal, Write};
use stipula_report::{Color, HumanOptions, Problem, problem};

/// What failed when standard output did.
pub(crate) const STDOUT: &str = "cannot write to standard output";

/// The streams of a run and how much is said on them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    pub(crate) quiet: bool,
    pub(crate) verbose: bool,
}

#[allow(clippy::unused_self, reason = "who prints holds the terminal")]
impl Terminal {
    /// Takes over the user's choice of colours for the whole process.
    pub(crate) fn new(global: &Global) -> Self {
        let choice = match global.color {
            clap::ColorChoice::Auto => ColorChoice::Auto,
            clap::ColorChoice::Always => ColorChoice::Always,
            clap::ColorChoice::Never => ColorChoice::Never,
        };
        choice.write_global();
        Self { quiet: global.quiet, verbose: global.verbose }
    }

    /// Standard output; ANSI codes are removed where they are not wanted.
    pub(crate) fn stdout(self) -> impl Write {
        Pipe(AutoStream::auto(io::stdout()))
    }

    /// Whether standard output takes colours.
    pub(crate) fn color(self) -> Color {
        color(AutoStream::choice(&io::stdout()))
    }

    /// Writes text to standard output.
    pub(crate) fn print(self, text: &str) -> anyhow::Result<()> {
        let mut out = self.stdout();
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).context(STDOUT)
    }

    /// Says something on standard error that is wanted unless `--quiet`.
    pub(crate) fn say(self, text: &str) {
        if !self.quiet {
            err_line(text);
        }
    }

    /// Says on standard error what is wrong.
    pub(crate) fn complain(self, text: &str) {
        err_line(text);
    }

    /// Says something on standard error that is wanted with `--verbose`.
    pub(crate) fn detail(self, text: &str) {
        if self.verbose {
            err_line(text);
        }
    }

    /// True when progress may be shown.
    pub(crate) fn shows_progress(self) -> bool {
        !self.quiet && io::stderr().is_terminal() && std::env::var_os("CI").is_none()
    }

    /// Says why nothing was judged.
    pub(crate) fn error(self, error: &anyhow::Error) {
        match error.downcast_ref::<ConfigError>() {
            Some(error) => err_line(&config_error(error)),
            None => err_line(&chain(error)),
        }
    }
}

fn config_error(error: &ConfigError) -> String {
    let shown = Problem {
        message: &error.message,
        name: &error.name,
        text: &error.text,
        span: error.span.clone(),
        help: error.help.as_deref(),
    };
    let color = color(AutoStream::choice(&io::stderr()));
    problem(&shown, &HumanOptions { color, ..HumanOptions::default() })
}

/// `error: what: why: why that`
fn chain(error: &anyhow::Error) -> String {
    let style = AnsiColor::BrightRed.on_default().bold();
    let bold = Style::new().bold();
    // Paths and messages of other programs may hold anything.
    let text: String =
        format!("{error:#}").chars().map(|c| if c.is_control() && c != '\n' { '�' } else { c }).collect();
    format!("{style}error{style:#}{bold}:{bold:#} {text}")
}

fn color(choice: ColorChoice) -> Color {
    if choice == ColorChoice::Never { Color::Plain } else { Color::Ansi }
}

/// A line on standard error; there is nobody to tell when that fails.
fn err_line(text: &str) {
    let _ = writeln!(AutoStream::auto(io::stderr()), "{text}");
}

/// A writer whose reader may go away, as `head` does: what nobody reads is dropped without an error.
struct Pipe<W>(W);

impl<W: Write> Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        unread(self.0.write(bytes), bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        unread(self.0.flush(), ())
    }
}

fn unread<T>(result: io::Result<T>, otherwise: T) -> io::Result<T> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(otherwise),
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use super::Pipe;
    use std::io::{self, Write};

    struct Closed(io::ErrorKind);

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    #[test]
    fn a_reader_that_went_away_is_no_error_and_a_full_disk_is() {
        let mut pipe = Pipe(Closed(io::ErrorKind::BrokenPipe));
        assert!(pipe.write_all(b"text").is_ok() && pipe.flush().is_ok());
        assert!(Pipe(Closed(io::ErrorKind::StorageFull)).write_all(b"text").is_err());
    }
}
