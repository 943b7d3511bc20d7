//! The command line.

use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum, ValueHint};
use std::{ffi::OsString, path::PathBuf};

/// Keeps API, event and schema contracts true.
#[derive(Debug, Parser)]
#[command(
    name = "stipula",
    version,
    about = "Keeps API, event and schema contracts true",
    long_about = "Stipula reads JSON Schema, OpenAPI and AsyncAPI contracts, finds what is wrong with them, and shows each finding \
        with the lines it is about.\n\n\
        `stipula check` is the gate for a contract repository. `stipula validate` checks any file, folder, archive or git \
        revision and needs no configuration. Nothing is ever fetched from a network.",
    after_help = AFTER,
    subcommand_required = true,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    max_term_width = 110
)]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const AFTER: &str = "\
Exit codes:
  0  clean
  1  findings at or above the threshold (errors; with --deny-warnings also warnings)
  2  the command line, the configuration or the input is wrong: nothing was judged
  3  a bug in stipula

Examples:
  $ stipula init
  $ stipula check
  $ stipula validate openapi.yaml
  $ stipula explain ref-unresolved";

/// Options of every command.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// When to use colours
    ///
    /// `auto` uses them on a terminal and respects NO_COLOR, CLICOLOR and CLICOLOR_FORCE.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Global options")]
    pub color: ColorChoice,
    /// Say only what is wrong
    ///
    /// Nothing is printed when there is nothing to report; progress and notes are left out.
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Global options")]
    pub quiet: bool,
    /// Say what was resolved: configuration, roots, number of files
    #[arg(short, long, global = true, help_heading = "Global options")]
    pub verbose: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check a contract repository: the gate for CI
    Check(Check),
    /// Check files, folders, archives or git revisions; no configuration needed
    Validate(Validate),
    /// Write a contract and all that it refers to as one file
    Bundle(Bundle),
    /// Make a starter contract repository
    Init(Init),
    /// Explain a finding's code, or list all codes
    Explain(Explain),
    /// Print the JSON Schema of one of Stipula's own formats
    Schema(Schema),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print or write the manual pages
    Man(Man),
}

/// Arguments of `check`.
#[derive(Debug, Args)]
#[command(
    long_about = "Check a contract repository: the gate for CI.\n\n\
        The repository is the nearest folder with a stipula.toml, from PATH upward, or PATH/contracts if that holds one. All of \
        it is checked, wherever in it PATH lies: contracts, references, examples, payload fixtures and scenarios. When PATH is \
        a file, only that file and what it refers to is checked.\n\n\
        An empty repository, an unknown key in stipula.toml or a file that cannot be read is an error (exit code 2): the gate \
        never reads as clean when it has seen nothing.",
    after_long_help = "Examples:\n  \
        Check the repository around the current folder:\n    $ stipula check\n  \
        Fail on warnings too, and keep the report for other programs:\n    \
        $ stipula check contracts --deny-warnings --output json=report.json\n  \
        Check what is on the main branch:\n    $ stipula check git:main"
)]
pub struct Check {
    /// Where the repository is: a folder or file in it, an archive, or `git:REF[:path]`
    #[arg(value_name = "PATH", default_value = ".", value_hint = ValueHint::AnyPath)]
    pub path: String,
    /// Configuration and root.
    #[command(flatten)]
    pub scope: Scope,
    /// What is reported, and how.
    #[command(flatten)]
    pub report: Reporting,
}

/// Arguments of `validate`.
#[derive(Debug, Args)]
#[command(
    long_about = "Check files, folders, archives or git revisions; no configuration needed.\n\n\
        An INPUT is a file, a folder (its .json, .yaml and .yml files, ignore files respected), an archive (.zip, .tar, .tar.gz, \
        .tgz), a git revision `git:REF[:path]`, or `-` for standard input.\n\n\
        References resolve below a root: the nearest folder upward with a stipula.toml, else the current folder if the input \
        lies below it, else the input's folder. A stipula.toml that is found is used, except for fixtures and scenarios, which \
        only `stipula check` looks at.\n\n\
        With --schema the inputs are payloads, and are checked against that schema.",
    after_long_help = "Examples:\n  \
        Check one contract and everything it refers to:\n    $ stipula validate openapi.yaml\n  \
        Check a folder and an archive together:\n    $ stipula validate specs/ released.tgz\n  \
        Check a folder as it was at a tag:\n    $ stipula validate git:v1.2.0:contracts\n  \
        Check an editor's unsaved text, with references resolved from where it will be saved:\n    \
        $ stipula validate - --stdin-name http/openapi.yaml\n  \
        Check payloads against a schema inside a contract:\n    \
        $ stipula validate --schema openapi.yaml#/components/schemas/Order order.json"
)]
pub struct Validate {
    /// What to check; the current folder if nothing is given
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<String>,
    /// Check the inputs as payloads against this schema
    ///
    /// A file, and after `#` the JSON Pointer or anchor of a schema in it.
    #[arg(long, value_name = "SCHEMA[#/pointer]", requires = "inputs", value_hint = ValueHint::AnyPath)]
    pub schema: Option<String>,
    /// The path that standard input (`-`) is taken for
    ///
    /// Findings carry this name, and references resolve as if the text were saved there.
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub stdin_name: Option<String>,
    /// Configuration and root.
    #[command(flatten)]
    pub scope: Scope,
    /// What is reported, and how.
    #[command(flatten)]
    pub report: Reporting,
}

/// Arguments of `bundle`.
#[derive(Debug, Args)]
#[command(
    long_about = "Write a contract and all that it refers to as one file.\n\n\
        Every schema in another file is taken into the bundle under its own identifier, so that the result means the same and \
        refers to nothing outside. A contract with errors is not bundled: its findings go to standard error (exit code 1).",
    after_long_help = "Examples:\n  \
        Print a bundle:\n    $ stipula bundle contracts/http/orders/openapi.yaml\n  \
        Write it as JSON:\n    $ stipula bundle contracts/http/orders/openapi.yaml -o dist/orders.json"
)]
pub struct Bundle {
    /// The contract: a file, `git:REF:path`, or `-` for standard input
    #[arg(value_name = "INPUT", value_hint = ValueHint::FilePath)]
    pub input: String,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// The notation; by default that of FILE's extension, else that of INPUT
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<BundleFormat>,
    /// The path that standard input (`-`) is taken for
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub stdin_name: Option<String>,
    /// Configuration and root.
    #[command(flatten)]
    pub scope: Scope,
}

/// The notation of a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BundleFormat {
    /// RFC 8259, indented.
    Json,
    /// YAML 1.2.
    Yaml,
}

/// Arguments of `init`.
#[derive(Debug, Args)]
#[command(
    long_about = "Make a starter contract repository.\n\n\
        Writes a contracts folder with a stipula.toml, one OpenAPI and one AsyncAPI contract, canonical money and error schemas \
        and an owners.yaml, a folder of payload fixtures, and a CI workflow. The result passes `stipula check`.\n\n\
        Nothing is ever overwritten: if any of the files exists, all that do are listed, nothing is written, and the exit code \
        is 2.",
    after_long_help = "Examples:\n  \
        In the current folder:\n    $ stipula init\n  \
        In a new folder:\n    $ stipula init our-contracts"
)]
pub struct Init {
    /// The folder; made if missing
    #[arg(value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
#[command(
    long_about = "Explain a finding's code, or list all codes.\n\n\
        The page says what is wrong, why it matters and how to fix it, with an example that fails and one that passes.",
    after_long_help = "Examples:\n  \
        $ stipula explain ref-unresolved\n  \
        $ stipula explain\n  \
        $ stipula explain --format json > codes.json"
)]
pub struct Explain {
    /// The code, as in `error[ref-unresolved]`
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
    /// Text or JSON
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
}

/// Arguments of `schema`.
#[derive(Debug, Args)]
#[command(
    long_about = "Print the JSON Schema (2020-12) of one of Stipula's own formats.\n\n\
        Editors complete and check stipula.toml with it; programs that read reports validate with it.",
    after_long_help = "Examples:\n  \
        $ stipula schema config > stipula.schema.json\n  \
        $ stipula schema report > report.schema.json"
)]
pub struct Schema {
    /// Which format
    #[arg(value_name = "FORMAT")]
    pub of: SchemaOf,
}

/// The formats with a published schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// stipula.toml
    Config,
    /// The report of `--format json`
    Report,
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
#[command(
    long_about = "Print a completion script for a shell.",
    after_long_help = "Examples:\n  \
        Bash, for the current user:\n    \
        $ stipula completions bash > ~/.local/share/bash-completion/completions/stipula\n  \
        Zsh, into a folder of $fpath:\n    $ stipula completions zsh > ~/.zfunc/_stipula\n  \
        Fish:\n    $ stipula completions fish > ~/.config/fish/completions/stipula.fish"
)]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
#[command(
    long_about = "Print or write the manual pages.\n\n\
        Without DIR the page of `stipula` itself is printed; with it, one page per command is written there.",
    after_long_help = "Examples:\n  \
        Read it:\n    $ stipula man | man -l -\n  \
        Install all pages:\n    $ stipula man -o ~/.local/share/man/man1"
)]
pub struct Man {
    /// Write all pages into this folder
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: Option<PathBuf>,
}

/// Where the configuration and the root of references are.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Input options")]
pub struct Scope {
    /// Use this configuration instead of the nearest stipula.toml
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub config: Option<PathBuf>,
    /// The folder that references may not leave and that paths in the configuration are relative to
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub root: Option<PathBuf>,
}

/// What is reported, and how.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Report options")]
pub struct Reporting {
    /// The format of the report on standard output
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
    /// Also write a report to a file; may be repeated
    ///
    /// `-` stands for standard output. Files are replaced atomically.
    #[arg(short, long, value_name = "FORMAT=FILE", value_parser = parse_output)]
    pub output: Vec<Output>,
    /// Fail on warnings too
    #[arg(long)]
    pub deny_warnings: bool,
    /// Findings of one code that are shown per file; 0 shows all
    ///
    /// Only for people: what is left out is counted. Other formats always hold everything.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub max_findings: usize,
}

/// The format of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Text with code frames
    Human,
    /// The format of `stipula schema report`
    Json,
}

/// A report for a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Its format.
    pub format: Format,
    /// The file; `-` is standard output.
    pub file: PathBuf,
}

fn parse_output(text: &str) -> Result<Output, String> {
    let known = || {
        let names: Vec<_> = Format::value_variants().iter().filter_map(ValueEnum::to_possible_value).collect();
        names.iter().map(|name| name.get_name().to_owned()).collect::<Vec<_>>().join(", ")
    };
    let (format, file) = text.split_once('=').ok_or_else(|| format!("expected FORMAT=FILE; formats: {}", known()))?;
    let format =
        Format::from_str(format, true).map_err(|_| format!("unknown format `{format}`; formats: {}", known()))?;
    if file.is_empty() {
        return Err("no file is named after `=`".to_owned());
    }
    Ok(Output { format, file: file.into() })
}

/// The choice of colours for help and usage errors, which are printed while the command line is being read.
pub(crate) fn color_before_parsing(arguments: &[OsString]) -> ColorChoice {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).take_while(|word| *word != "--").collect();
    let joined = words.iter().filter_map(|word| word.strip_prefix("--color="));
    let apart = words.windows(2).filter(|pair| pair[0] == "--color").map(|pair| pair[1]);
    let choice = joined.chain(apart).next_back().and_then(|choice| ColorChoice::from_str(choice, true).ok());
    choice.unwrap_or(ColorChoice::Auto)
}

#[cfg(test)]
mod tests {
    use super::{Format, Output, color_before_parsing, parse_output};
    use clap::ColorChoice;

    #[test]
    fn outputs() {
        assert_eq!(parse_output("json=a=b.json"), Ok(Output { format: Format::Json, file: "a=b.json".into() }));
        assert!(parse_output("jsn=a").is_err_and(|why| why == "unknown format `jsn`; formats: human, json"));
        assert!(parse_output("a.json").is_err());
        assert!(parse_output("json=").is_err());
    }

    #[test]
    fn colours_are_known_before_the_rest() {
        let choice = |words: &[&str]| color_before_parsing(&words.iter().map(Into::into).collect::<Vec<_>>());
        assert_eq!(choice(&["stipula", "check", "--color", "never"]), ColorChoice::Never);
        assert_eq!(choice(&["stipula", "--color=always"]), ColorChoice::Always);
        assert_eq!(choice(&["stipula", "--", "--color=always"]), ColorChoice::Auto);
    }
}
