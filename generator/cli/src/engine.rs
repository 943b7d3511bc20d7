//! The one place where contracts are loaded and judged.

use crate::{
    args::BundleFormat,
    config::Config,
    inputs::{InputFolder, InputSet, Inputs, Payloads},
};
use anyhow::{Result, bail};
use stipula_diagnostics::Diagnostic;
use stipula_source::{RootId, Sources};

/// What judging came to.
pub struct Outcome {
    /// Every file that was read, so that findings can be shown.
    pub sources: Sources,
    /// The findings, at their default severities, in any order.
    pub findings: Vec<Diagnostic>,
    /// How many files were judged.
    pub files: usize,
}

/// A contract as one file.
pub struct Bundled {
    /// The text; `None` when the contract has errors.
    pub text: Option<String>,
    /// What was found on the way.
    pub outcome: Outcome,
}

/// Judges contracts with their fixtures and scenarios.
///
/// # Errors
/// When a file that was listed cannot be read.
pub fn judge(inputs: Inputs, _config: &Config) -> Result<Outcome> {
    let Inputs { mut sources, sets } = inputs;
    let mut findings = Vec::new();
    for set in &sets {
        findings.extend(load_set(&mut sources, set)?);
    }
    let files = sources.files().len();
    Ok(Outcome { sources, findings, files })
}

/// Judges payloads against one schema.
///
/// # Errors
/// When a file cannot be read.
pub fn judge_payloads(payloads: Payloads, _config: &Config) -> Result<Outcome> {
    let Payloads { inputs: Inputs { mut sources, sets }, schema, payloads, fragment: _ } = payloads;
    let mut findings = Vec::new();
    for located in std::iter::once(&schema).chain(&payloads) {
        findings.extend(load(&mut sources, sets[located.set].root, std::slice::from_ref(&located.path))?);
    }
    Ok(Outcome { sources, findings, files: payloads.len() })
}

/// Writes the one contract of `inputs` and all that it refers to as one text.
///
/// # Errors
/// When a file cannot be read.
pub fn bundle(inputs: Inputs, _config: &Config, _format: BundleFormat) -> Result<Bundled> {
    drop(inputs);
    bail!("`stipula bundle` is not wired to the model yet")
}

fn load_set(sources: &mut Sources, set: &InputSet) -> Result<Vec<Diagnostic>> {
    let paths: Vec<String> = set.files.iter().map(|file| file.path.clone()).collect();
    let mut findings = load(sources, set.root, &paths)?;
    for InputFolder { root, files, .. } in set.fixtures.iter().chain(&set.scenarios) {
        findings.extend(load(sources, *root, files)?);
    }
    Ok(findings)
}

fn load(sources: &mut Sources, root: RootId, paths: &[String]) -> Result<Vec<Diagnostic>> {
    Ok(sources.load(root, paths)?)
}
