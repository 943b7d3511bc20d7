//! Turns what is named on the command line into files to judge.
//!
//! ```text
//! PATH | git:REF[:path] | archive | -  ─►  place (root, configuration)  ─►  set (root in Sources, files, mounts)
//! ```

mod baseline;
mod collect;
mod meant;
mod overlay;
mod pair;
mod place;
mod revision;
mod side;

use crate::{args::Scope, config::Config};
use anyhow::{Result, bail};
pub(crate) use baseline::{Compared, Vault, against};
use collect::Collector;
pub(crate) use meant::{Whole, whole};
pub(crate) use pair::pair;
use stipula_lint::EvidenceKind;
use stipula_source::{RootId, Sources};

/// Everything that a run reads: the sources, and one set of files per root.
pub struct Inputs {
    /// The roots; no file is read yet.
    pub sources: Sources,
    /// The files to judge, root by root.
    pub sets: Vec<InputSet>,
}

/// The files of one root: a folder, a git revision or an archive.
#[derive(Debug, Clone)]
pub struct InputSet {
    /// The root in the sources.
    pub root: RootId,
    /// What stands before the root's paths in reports; empty for the current folder.
    pub label: String,
    /// The URI that the root is published under.
    pub base_uri: Option<String>,
    /// Folders outside the root that references may lead into.
    pub mounts: Vec<InputMount>,
    /// The contracts to judge, sorted by path.
    pub files: Vec<InputFile>,
    /// True for a whole repository of contracts.
    pub is_repository: bool,
    /// The paths that findings are wanted about, where that is not all of `files`; the others are there to be known.
    pub meant: Option<Vec<String>>,
    /// Folders of payload fixtures; only `check` looks at them.
    pub fixtures: Vec<InputFolder>,
    /// Folders of scenarios; only `check` looks at them.
    pub scenarios: Vec<InputFolder>,
    /// What rules know beside the contracts.
    pub evidence: Vec<InputEvidence>,
}

/// Files that are evidence of something.
#[derive(Debug, Clone)]
pub struct InputEvidence {
    /// Of what.
    pub kind: EvidenceKind,
    /// The root in the sources that they are read from.
    pub root: RootId,
    /// Their paths below `root`, sorted.
    pub files: Vec<String>,
}

/// Another root, seen from a set's.
#[derive(Debug, Clone)]
pub struct InputMount {
    /// Its path relative to the set's root, such as `../shared`.
    pub prefix: String,
    /// The root in the sources.
    pub root: RootId,
}

/// A file to judge.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct InputFile {
    /// Its path below the set's root.
    pub path: String,
    /// True if the command line names it, false if it was found in a folder: then it may be no contract at all.
    pub named: bool,
}

/// The files of a folder that hold no contracts.
#[derive(Debug, Clone)]
pub struct InputFolder {
    /// Its path relative to the set's root, such as `../compat-fixtures/payloads`.
    pub prefix: String,
    /// The root in the sources that its files are read from.
    pub root: RootId,
    /// Its files, by their paths below `root`, sorted.
    pub files: Vec<String>,
}

/// Payloads and the schema that they are checked against.
pub struct Payloads {
    /// The sources and sets; the sets list no files.
    pub inputs: Inputs,
    /// The file with the schema.
    pub schema: Located,
    /// The place of the schema in the file: a JSON Pointer, an anchor, or empty for the whole file. No `#`, not
    /// percent-decoded.
    pub fragment: String,
    /// The payloads in the order given.
    pub payloads: Vec<Located>,
}

/// A file in a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The index of the set.
    pub set: usize,
    /// The path below the set's root.
    pub path: String,
}

/// Inputs with the configuration that applies to them.
pub struct Resolved<T> {
    /// What to read.
    pub inputs: T,
    /// The configuration of the first input.
    pub config: Config,
    /// What was resolved, for `--verbose`.
    pub notes: Vec<String>,
}

/// The contract repository around a path.
///
/// # Errors
/// When there is none, its configuration is wrong, or it holds no contract.
pub fn repository(path: &str, scope: &Scope) -> Result<Resolved<Inputs>> {
    let mut collector = Collector::new(scope, None)?;
    collector.add_repository(path)?;
    finish(collector, &[path.to_owned()])
}

/// Files, folders, archives, git revisions and standard input; the current folder if nothing is named.
///
/// # Errors
/// When one does not exist or cannot be listed, a configuration is wrong, or no file is found at all.
pub fn named(arguments: &[String], stdin_name: Option<&str>, scope: &Scope) -> Result<Resolved<Inputs>> {
    let here = [".".to_owned()];
    let arguments = if arguments.is_empty() { &here } else { arguments };
    let mut collector = Collector::new(scope, stdin_name)?;
    for argument in arguments {
        collector.add(argument)?;
    }
    finish(collector, arguments)
}

/// The configuration around the current folder, or the one that is named; the default without one.
///
/// # Errors
/// When it is wrong.
pub fn nearest_config(scope: &Scope) -> Result<Config> {
    let finder = place::Finder::new(scope)?;
    let here = finder.cwd.clone();
    match finder.repository(&here, false) {
        Ok(place) => Ok(place.config),
        // Without a file there is nothing wrong with it.
        Err(_) if scope.config.is_none() && !finder.has_config(&here) => Ok(Config::default()),
        Err(error) => Err(error),
    }
}

/// Payloads to check against `schema`: a file, and after `#` a place in it.
///
/// # Errors
/// As [`named`]; also when the schema is no single file.
pub fn payloads(
    schema: &str,
    arguments: &[String],
    stdin_name: Option<&str>,
    scope: &Scope,
) -> Result<Resolved<Payloads>> {
    let mut collector = Collector::new(scope, stdin_name)?;
    let (file, fragment) = split_fragment(schema);
    let found = collector.add(file)?;
    let [schema] = found.as_slice() else { bail!("--schema names one file, and `{file}` is {}", count(found.len())) };
    let schema = schema.clone();
    let mut payloads = Vec::new();
    for argument in arguments {
        payloads.extend(collector.add(argument)?);
    }
    if payloads.is_empty() {
        bail!("no payload found in {}", list(arguments));
    }
    let Resolved { mut inputs, config, notes } = collector.finish();
    inputs.sets.iter_mut().for_each(|set| set.files.clear());
    Ok(Resolved { inputs: Payloads { inputs, schema, fragment: fragment.to_owned(), payloads }, config, notes })
}

fn finish(collector: Collector<'_>, arguments: &[String]) -> Result<Resolved<Inputs>> {
    let resolved = collector.finish();
    if resolved.inputs.sets.iter().all(|set| set.files.is_empty()) {
        bail!(
            "no contract file found in {}: looked for .json, .yaml and .yml files that are not ignored, hidden or excluded \
             by stipula.toml",
            list(arguments)
        );
    }
    Ok(resolved)
}

/// `a.yaml#/b` is the place `/b` in `a.yaml`, unless there is a file of that name.
fn split_fragment(schema: &str) -> (&str, &str) {
    match schema.split_once('#') {
        Some(parts) if !std::path::Path::new(schema).exists() => parts,
        _ => (schema, ""),
    }
}

fn list(arguments: &[String]) -> String {
    let quoted: Vec<String> = arguments.iter().map(|argument| format!("`{argument}`")).collect();
    quoted.join(", ")
}

fn count(files: usize) -> String {
    format!("{files} files")
}

#[cfg(test)]
mod tests;
