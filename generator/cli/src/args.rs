//! The command line.

mod help;

use crate::config::{ClientBy, Config, PackageName, ProfileName, TypesBy, target_parser};
use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum, ValueHint};
use globset::{GlobBuilder, GlobMatcher};
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};
use stipula_codegen::Target;
use stipula_compat::{Date, Mode};
use stipula_model::Surface;

/// Keeps API, event and schema contracts true.
#[derive(Debug, Parser)]
#[command(
    name = "stipula",
    version,
    about = "Keeps API, event and schema contracts true",
    long_about = help::STIPULA,
    after_help = help::AFTER,
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

/// Options of every command.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// When to use colours
    ///
    /// `auto` uses them on a terminal and respects `NO_COLOR`, `CLICOLOR` and `CLICOLOR_FORCE`.
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
    #[command(long_about = help::CHECK, after_long_help = help::CHECK_EXAMPLES)]
    Check(Check),
    /// Check names, meaning, metadata and governance: every rule of the profile
    #[command(long_about = help::LINT, after_long_help = help::LINT_EXAMPLES)]
    Lint(Lint),
    /// List the lint rules, with what the configuration makes of them
    #[command(long_about = help::RULES, after_long_help = help::RULES_EXAMPLES)]
    Rules(Rules),
    /// Check files, folders, archives or git revisions; no configuration needed
    #[command(long_about = help::VALIDATE, after_long_help = help::VALIDATE_EXAMPLES)]
    Validate(Validate),
    /// Compare contracts with their released versions: whom does a change break?
    #[command(long_about = help::COMPAT, after_long_help = help::COMPAT_EXAMPLES)]
    Compat(Compat),
    /// List what differs between two versions, without a verdict
    #[command(long_about = help::DIFF, after_long_help = help::DIFF_EXAMPLES)]
    Diff(Diff),
    /// Release the contracts: versions that never change
    #[command(long_about = help::RELEASE, after_long_help = help::RELEASE_EXAMPLES)]
    Release(Release),
    /// Write a contract and all that it refers to as one file
    #[command(long_about = help::BUNDLE, after_long_help = help::BUNDLE_EXAMPLES)]
    Bundle(Bundle),
    /// Generate Rust from contracts: types, clients, services, events
    #[command(long_about = help::GENERATE, after_long_help = help::GENERATE_EXAMPLES)]
    Generate(Generate),
    /// Make a starter contract repository
    #[command(long_about = help::INIT, after_long_help = help::INIT_EXAMPLES)]
    Init(Init),
    /// Explain a finding's code or a kind of change, or list all of them
    #[command(long_about = help::EXPLAIN, after_long_help = help::EXPLAIN_EXAMPLES)]
    Explain(Explain),
    /// Print the JSON Schema of one of Stipula's own formats
    #[command(long_about = help::SCHEMA, after_long_help = help::SCHEMA_EXAMPLES)]
    Schema(Schema),
    /// Print a completion script for a shell
    #[command(long_about = help::COMPLETIONS, after_long_help = help::COMPLETIONS_EXAMPLES)]
    Completions(Completions),
    /// Print or write the manual pages
    #[command(long_about = help::MAN, after_long_help = help::MAN_EXAMPLES)]
    Man(Man),
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Where the repository is: a folder or file in it, an archive, or `git:REF[:path]`
    #[arg(value_name = "PATH", default_value = ".", value_hint = ValueHint::AnyPath)]
    pub path: String,
    /// Do not compare with versions before
    #[arg(long, conflicts_with = "against", help_heading = "Comparison options")]
    pub no_compat: bool,
    /// What to compare with.
    #[command(flatten)]
    pub gate: Gate,
    /// What is known already.
    #[command(flatten)]
    pub lint: KnownFindings,
    /// Configuration and root.
    #[command(flatten)]
    pub scope: Scope,
    /// What is reported, and how.
    #[command(flatten)]
    pub report: Reporting,
}

/// Findings that are known and not reported.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Lint options")]
pub struct KnownFindings {
    /// Report only what this file does not know; `lint --update-baseline` writes it
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub baseline: Option<PathBuf>,
    /// Report what the configured baseline knows as well
    #[arg(long, conflicts_with = "baseline")]
    pub no_baseline: bool,
}

impl KnownFindings {
    /// The file that is named on the command line, else in the configuration.
    pub(crate) fn baseline(&self, config: &Config, folder: Option<&Path>) -> Option<PathBuf> {
        if self.no_baseline {
            return None;
        }
        let configured = || Some(folder?.join(config.lint.baseline.as_ref()?.as_str()));
        self.baseline.clone().or_else(configured)
    }
}

/// Arguments of `lint`.
#[derive(Debug, Args)]
pub struct Lint {
    /// What to lint; the repository around the current folder, or the folder itself, if nothing is given
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<String>,
    /// Which rules speak, instead of what stipula.toml says
    #[arg(long, value_name = "PROFILE", help_heading = "Lint options")]
    pub profile: Option<ProfileName>,
    /// Apply only this rule, whatever profile has it; may be repeated
    #[arg(long = "rule", value_name = "RULE", conflicts_with = "profile", help_heading = "Lint options")]
    pub rules: Vec<String>,
    /// Report only what a git revision does not have: what the change brings
    #[arg(long, value_name = "REF", help_heading = "Lint options")]
    pub changed: Option<String>,
    /// Write what a machine can fix without changing what is meant; comments and order stay
    #[arg(long, help_heading = "Lint options", conflicts_with = "update_baseline")]
    pub fix: bool,
    /// Merge what is found into the baseline, and drop what is no longer there
    #[arg(long, help_heading = "Lint options", conflicts_with_all = ["changed", "rules"])]
    pub update_baseline: bool,
    /// What is known already.
    #[command(flatten)]
    pub baseline: KnownFindings,
    /// Let the waivers of another version count, such as `git:main`; the working tree's by default
    #[arg(long, value_name = "VERSION", help_heading = "Lint options")]
    pub waivers_from: Option<String>,
    /// The day that sunsets, attestations and waivers are held against; today by default
    #[arg(long, value_name = "DATE", value_parser = parse_date, help_heading = "Lint options")]
    pub today: Option<Date>,
    /// The path that standard input (`-`) is taken for
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub stdin_name: Option<String>,
    /// Configuration and root.
    #[command(flatten)]
    pub scope: Scope,
    /// What is reported, and how.
    #[command(flatten)]
    pub report: Reporting,
}

/// Arguments of `rules`.
#[derive(Debug, Args)]
pub struct Rules {
    /// The rules of a profile, instead of what stipula.toml says
    #[arg(long, value_name = "PROFILE")]
    pub profile: Option<ProfileName>,
    /// Only those of one family: naming, meaning, http, events, …
    #[arg(long, value_name = "FAMILY")]
    pub family: Option<String>,
    /// Those that are off as well
    #[arg(long)]
    pub all: bool,
    /// Text or JSON
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
    /// Configuration and root.
    #[command(flatten)]
    pub scope: Scope,
}

/// Arguments of `compat`.
#[derive(Debug, Args)]
pub struct Compat {
    /// The repository, or a contract in it; two versions OLD NEW are compared with each other
    #[arg(value_name = "PATH", num_args = 0..=2, value_hint = ValueHint::AnyPath)]
    pub paths: Vec<String>,
    /// Judge every standalone schema as if it stood on this surface
    #[arg(long, value_name = "SURFACE", value_parser = parse_surface, help_heading = "Comparison options")]
    pub surface: Option<Surface>,
    /// What must hold, instead of what the policies say
    ///
    /// BACKWARD: the new version accepts what the old one accepted. FORWARD: the old version accepts what the new one
    /// produces. FULL: both. With _TRANSITIVE against all supported releases.
    #[arg(long, value_name = "MODE", value_parser = parse_mode, help_heading = "Comparison options")]
    pub mode: Option<ModeArg>,
    /// Show every change, those that break nobody included, and why it matters
    #[arg(long)]
    pub explain: bool,
    /// What to compare with.
    #[command(flatten)]
    pub gate: Gate,
    /// Configuration and root.
    #[command(flatten)]
    pub scope: Scope,
    /// What is reported, and how.
    #[command(flatten)]
    pub report: Reporting,
}

/// A mode, and whether it is transitive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ModeArg {
    /// The mode.
    pub mode: Mode,
    /// True if it must hold against all supported releases.
    pub transitive: bool,
}

/// What contracts are compared with, and whose waivers count.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Comparison options")]
pub struct Gate {
    /// The baseline: `released`, `git:REF[:path]`, a folder or an archive
    ///
    /// By default what stipula.toml says, else the released versions.
    #[arg(long, value_name = "BASELINE", value_hint = ValueHint::AnyPath)]
    pub against: Option<String>,
    /// Whose waivers count, and when.
    #[command(flatten)]
    pub waiving: Waiving,
}

/// Whose waivers count, and on which day they are held against.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Comparison options")]
pub struct Waiving {
    /// Let the waivers of another version count, such as `git:main`: the baseline's by default
    #[arg(long, value_name = "VERSION", conflicts_with = "allow_own_waivers")]
    pub waivers_from: Option<String>,
    /// Let the waivers of the working tree count, so that a change may bring its own
    #[arg(long)]
    pub allow_own_waivers: bool,
    /// The day on which sunsets and waivers are held against; today by default, for a release its day
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub today: Option<Date>,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub struct Diff {
    /// The old version: a file, a folder, an archive or `git:REF[:path]`
    #[arg(value_name = "OLD", value_hint = ValueHint::AnyPath)]
    pub old: String,
    /// The new version
    #[arg(value_name = "NEW", value_hint = ValueHint::AnyPath)]
    pub new: String,
    /// Text or JSON
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
    /// Configuration and root.
    #[command(flatten)]
    pub scope: Scope,
}

/// Arguments of `release`.
#[derive(Debug, Args)]
pub struct Release {
    /// Where the repository is: a folder in it
    #[arg(value_name = "PATH", default_value = ".", value_hint = ValueHint::DirPath)]
    pub path: String,
    /// Say what would be released and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The day of the release, for the lock and the changelog; none is written without it
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub date: Option<Date>,
    /// Release only the contracts that match this pattern, and what belongs to them; may be repeated
    #[arg(long, value_name = "GLOB", value_parser = parse_glob)]
    pub contract: Vec<GlobMatcher>,
    /// Whose waivers count.
    #[command(flatten)]
    pub waiving: Waiving,
    /// Configuration and root.
    #[command(flatten)]
    pub scope: Scope,
}

/// Arguments of `validate`.
#[derive(Debug, Args)]
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

/// Arguments of `generate`.
#[derive(Debug, Args)]
pub struct Generate {
    /// The contracts: files, folders, archives or `git:REF[:path]`; without any, what stipula.toml says
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<String>,
    /// The folder that is written; made if missing
    #[arg(short, long, value_name = "DIR", requires = "inputs", value_hint = ValueHint::DirPath)]
    pub out: Option<PathBuf>,
    /// What is made; by default everything that the contracts give but services
    #[arg(long, value_name = "TARGET", value_delimiter = ',', requires = "inputs", value_parser = target_parser())]
    pub target: Vec<Target>,
    /// Who makes the types
    #[arg(long, value_name = "MAKER", default_value = "stipula", requires = "inputs")]
    pub types: TypesBy,
    /// Who makes the clients
    #[arg(long, value_name = "MAKER", default_value = "stipula", requires = "inputs")]
    pub client: ClientBy,
    /// Make a package of this name: a Cargo.toml beside the code
    #[arg(long, value_name = "NAME", requires = "inputs")]
    pub package: Option<PackageName>,
    /// Where the package finds stipula-rt, as Cargo reads it; by default a version in the registry
    #[arg(long, value_name = "DIR", requires = "package", value_hint = ValueHint::DirPath)]
    pub runtime_path: Option<String>,
    /// Write nothing; show what would change, and fail if anything would
    #[arg(long)]
    pub check: bool,
    /// Say why the code of a part of a contract looks as it does: `FILE#/pointer`
    #[arg(long, value_name = "FILE#/POINTER", conflicts_with = "check")]
    pub explain: Option<String>,
    /// Show every note about what the code cannot say
    #[arg(long)]
    pub notes: bool,
    /// The path that standard input (`-`) is taken for
    #[arg(long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub stdin_name: Option<String>,
    /// Configuration and root.
    #[command(flatten)]
    pub scope: Scope,
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// The folder; made if missing
    #[arg(value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// The code or the kind of change, as in `error[ref-unresolved]`
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
    /// Text or JSON
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
}

/// Arguments of `schema`.
#[derive(Debug, Args)]
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
    /// State machines: transitions as data
    StateMachine,
    /// Who owns which contract
    Owners,
    /// Compatibility policies
    Compatibility,
    /// Waivers
    Waivers,
    /// The metadata of contracts, `x-…` keys, as a vocabulary
    Metadata,
    /// Known findings of lint
    LintBaseline,
    /// The registry of error codes
    ErrorCodes,
    /// Payloads and what is expected of them
    Fixtures,
    /// Business cases, step by step
    Scenario,
    /// What people answer for, where no tool can look
    Attestations,
    /// What a run of contract tests exercised
    ContractTests,
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// Arguments of `man`.
#[derive(Debug, Args)]
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

fn parse_surface(text: &str) -> Result<Surface, String> {
    let known = || Surface::ALL.map(Surface::name).join(", ");
    Surface::find(text).ok_or_else(|| format!("unknown surface; surfaces: {}", known()))
}

fn parse_mode(text: &str) -> Result<ModeArg, String> {
    let found = Mode::find(&text.to_ascii_uppercase().replace('-', "_"));
    let (mode, transitive) = found.ok_or("unknown mode; modes: BACKWARD, FORWARD, FULL, each also with _TRANSITIVE")?;
    Ok(ModeArg { mode, transitive })
}

fn parse_date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "no day; write it as 2026-12-31".to_owned())
}

fn parse_glob(text: &str) -> Result<GlobMatcher, String> {
    let glob = GlobBuilder::new(text).literal_separator(true).build();
    glob.map(|glob| glob.compile_matcher()).map_err(|error| format!("no pattern: {}", error.kind()))
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
