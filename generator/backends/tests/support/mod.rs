//! Contracts for the tests of back ends.
#![allow(dead_code, reason = "each test uses its part")]

use std::path::{Path, PathBuf};
use stipula_backends::{Generated, Refused, progenitor, typify};
use stipula_model::{Model, Roots};
use stipula_source::{Folder, Limits, Memory, Provider, Sources};

pub(crate) struct World {
    pub sources: Sources,
    pub roots: Roots,
    pub model: Model,
}

impl World {
    /// The files of a provider that are named.
    pub(crate) fn of(provider: Box<dyn Provider>, files: &[&str]) -> World {
        let mut sources = Sources::new(Limits::default());
        let root = sources.add_root(provider, "");
        let files: Vec<String> = files.iter().map(|file| (*file).to_owned()).collect();
        let mut findings = sources.load(root, &files).expect("the files are there");
        let mut roots = Roots::only(root);
        findings.extend(stipula_model::load(&mut sources, &mut roots).expect("what they refer to is there"));
        let (model, found) = Model::build(&sources, &roots);
        findings.extend(found);
        // Fixtures may be wrong; contracts are not.
        findings.retain(|finding| !sources.file(finding.place.file).path().contains("/payloads/"));
        assert!(findings.is_empty(), "{findings:#?}");
        World { sources, roots, model }
    }

    /// One file in memory.
    pub(crate) fn text(name: &str, text: &str) -> World {
        let mut files = Memory::new();
        files.insert(name, text.to_owned());
        World::of(Box::new(files), &[name])
    }

    /// Contracts of the repository.
    pub(crate) fn contracts(files: &[&str]) -> World {
        let folder = Folder::open(repository().join("contracts")).expect("the contracts are there");
        World::of(Box::new(folder), files)
    }

    pub(crate) fn typify(&self) -> Result<Generated, Refused> {
        let contracts: Vec<_> = self.model.contracts.iter().collect();
        typify(&self.model, &self.sources, &contracts)
    }

    /// The client of the only OpenAPI description.
    pub(crate) fn progenitor(&self) -> Result<Generated, Refused> {
        let contract = self.model.contracts.iter().find(|contract| !contract.operations.is_empty());
        progenitor(&self.model, &self.sources, contract.expect("a contract has operations"))
    }
}

pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// `code pointer: message` of each finding.
pub(crate) fn said(made: &Generated) -> Vec<String> {
    let line = |finding: &stipula_diagnostics::Diagnostic| {
        format!("{} {}: {}", finding.code, finding.place.pointer, finding.message)
    };
    made.findings.iter().map(line).collect()
}

/// Code without its documentation, which is long.
pub(crate) fn without_docs(rust: &str) -> String {
    let lines = rust.lines().filter(|line| !line.trim_start().starts_with("///"));
    lines.flat_map(|line| [line, "\n"]).collect()
}
