//! Developer commands: `cargo xtask --help`.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a developer's tool reads, runs and prints")]

mod bench;
mod compare;
mod fuzz;
mod generate;
mod oracle;
mod process;
mod rules;
mod scorecard;
mod survey;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Developer commands of Stipula")]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Load and validate every contract file below the given paths, each by itself, and count what is found
    Survey(survey::Args),
    /// Measure load + validate beside a bare parse of the same file, in one run
    Bench(bench::Args),
    /// Run the fuzz targets for the readers and the model (needs nightly and cargo-fuzz)
    Fuzz(fuzz::Args),
    /// Run the property tests of the oracle with many random cases
    Oracle(oracle::Args),
    /// Generate code of one document with one generator, as `survey` and `bench` do
    #[command(hide = true)]
    GenerateOne(generate::One),
    /// Write the registry of lint rules from their folder
    Codegen(rules::Codegen),
    /// Make the two files of a new lint rule
    NewRule(rules::NewRule),
    /// Hold the oracle against labelled pairs of schemas
    Scorecard(scorecard::Args),
}

fn main() -> anyhow::Result<()> {
    match Args::parse().command {
        Command::Survey(args) => survey::run(&args),
        Command::Bench(args) => bench::run(&args),
        Command::Fuzz(args) => fuzz::run(&args),
        Command::Oracle(args) => oracle::run(&args),
        Command::GenerateOne(args) => generate::one(&args),
        Command::Codegen(args) => rules::codegen(&args),
        Command::NewRule(args) => rules::new_rule(&args),
        Command::Scorecard(args) => scorecard::run(&args),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_well_formed() {
        <super::Args as clap::CommandFactory>::command().debug_assert();
    }
}
