//! The `stipula` command: arguments, exit codes, standard output and written files.
//!
//! ```text
//! args ─► inputs (what to read, and the configuration) ─► engine (what is wrong) ─► verdict (reports, exit code)
//! ```
//!
//! Only this crate prints, exits and writes files. It never judges a contract: [`engine`] asks the
//! crates that do.

pub mod args;
mod commands;
mod comparison;
pub mod config;
pub mod engine;
mod exit;
mod generate;
pub mod inputs;
mod lint;
mod markdown;
mod progress;
mod staging;
mod terminal;
mod verdict;
mod write;

pub use exit::Exit;

use args::{Cli, Command};
use clap::{CommandFactory, FromArgMatches};
use std::ffi::OsString;
use terminal::Terminal;

/// Runs one command line, the program's name first, and says how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    exit::guarded(move || parse_and_run(&arguments))
}

/// The command line as data: for manual pages, completions and documentation.
pub fn command() -> clap::Command {
    Cli::command()
}

fn parse_and_run(arguments: &[OsString]) -> Exit {
    let color = args::color_before_parsing(arguments);
    let parsed = command().color(color).try_get_matches_from(arguments).and_then(|found| Cli::from_arg_matches(&found));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let terminal = Terminal::new(&cli.global);
    match dispatch(&cli.command, terminal) {
        Ok(exit) => exit,
        Err(error) => {
            terminal.error(&error);
            Exit::Usage
        }
    }
}

fn dispatch(command: &Command, terminal: Terminal) -> anyhow::Result<Exit> {
    match command {
        Command::Check(args) => commands::check::run(args, terminal),
        Command::Lint(args) => commands::lint::run(args, terminal),
        Command::Rules(args) => commands::rules::run(args, terminal),
        Command::Validate(args) => commands::validate::run(args, terminal),
        Command::Compat(args) => commands::compat::run(args, terminal),
        Command::Diff(args) => commands::diff::run(args, terminal),
        Command::Release(args) => commands::release::run(args, terminal),
        Command::Bundle(args) => commands::bundle::run(args, terminal),
        Command::Generate(args) => commands::generate::run(args, terminal),
        Command::Init(args) => commands::init::run(args, terminal),
        Command::Explain(args) => commands::explain::run(args, terminal),
        Command::Schema(args) => commands::schema::run(args, terminal),
        Command::Completions(args) => commands::completions::run(args, terminal),
        Command::Man(args) => commands::man::run(args, terminal),
    }
}

/// Prints help, the version or a usage error. A reader that has gone away is no reason to fail; a full disk is.
fn usage(error: &clap::Error) -> Exit {
    let lost = error.print().is_err_and(|failed| failed.kind() != std::io::ErrorKind::BrokenPipe);
    if lost || error.use_stderr() { Exit::Usage } else { Exit::Clean }
}

#[cfg(test)]
mod tests {
    use super::{Exit, command, run};

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
    }

    #[test]
    fn every_command_has_a_long_description_and_examples() {
        for sub in command().get_subcommands() {
            let name = sub.get_name();
            assert!(sub.get_long_about().is_some(), "{name} has no long description");
            let after = sub.get_after_long_help().map(ToString::to_string).unwrap_or_default();
            assert!(after.contains(&format!("stipula {name}")), "{name} has no examples");
        }
    }

    #[test]
    fn every_example_can_be_parsed() {
        for sub in command().get_subcommands() {
            let after = sub.get_after_long_help().map(ToString::to_string).unwrap_or_default();
            for line in after.lines().filter_map(|line| line.trim().strip_prefix("$ stipula ")) {
                let words = line.split(" > ").next().unwrap_or(line).split(" | ").next().unwrap_or(line);
                let parsed = command().try_get_matches_from(std::iter::once("stipula").chain(words.split_whitespace()));
                assert!(parsed.is_ok(), "`{words}`: {parsed:?}");
            }
        }
    }

    #[test]
    fn usage_errors_are_2() {
        assert_eq!(run(["stipula".into(), "chekc".into()]), Exit::Usage);
        assert_eq!(run(["stipula".into(), "check".into(), "/no/such/folder".into()]), Exit::Usage);
    }
}
