//! Code of contracts at build time, for those who would rather not commit it.
//!
//! ```no_run
//! // build.rs
//! fn main() -> Result<(), stipula_build::Error> {
//!     stipula_build::Generator::new("contracts/http/quote-service/openapi.yaml").write("quotes.rs")
//! }
//! ```
//!
//! ```ignore
//! // src/lib.rs
//! pub mod quotes {
//!     include!(concat!(env!("OUT_DIR"), "/quotes.rs"));
//! }
//! ```
//!
//! It is the engine of `stipula generate`, with one file instead of many. Paths are relative to the package. Contracts that
//! are wrong fail the build, with file, line and column; cargo runs it again when a contract changes.

#![allow(clippy::disallowed_methods, reason = "a build script reads its configuration and writes its output")]

mod repository;

use std::path::{Path, PathBuf};
pub use stipula_codegen::Target;
use stipula_codegen::{Input, Layout, Lock, Options};
use stipula_diagnostics::{Diagnostic, Severity};
use stipula_model::Model;
use stipula_source::{SourceError, Sources};

/// Why no code was generated.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A contract cannot be read from the disk.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// Something else cannot be read or written.
    #[error("{path}: {error}")]
    Io {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// `stipula.toml` or `names.lock` is wrong.
    #[error("{path}: {message}")]
    Invalid {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        message: String,
    },
    /// The contracts are wrong: each line is a finding with its place.
    #[error("the contracts are wrong:\n{0}")]
    Contracts(String),
    /// There is no contract at the path.
    #[error("{0} holds no contract")]
    Empty(PathBuf),
    /// What was generated is no Rust: a fault of the generator.
    #[error("{0}")]
    NotRust(String),
    /// Cargo did not say where to write: this runs in a build script.
    #[error("OUT_DIR is not set: call this from build.rs, or use `text`")]
    NoOutDir,
}

/// Generates code of a contract, or of all contracts in a folder.
#[derive(Debug, Clone)]
pub struct Generator {
    contracts: PathBuf,
    targets: Vec<Target>,
    lock: Option<PathBuf>,
}

/// Code, and what it was made of.
#[derive(Debug)]
pub struct Code {
    /// One text with nested modules.
    pub text: String,
    /// The contracts that were read, for whoever generates again when they change.
    pub inputs: Vec<PathBuf>,
}

impl Generator {
    /// Of a contract, or of a folder of contracts.
    pub fn new(contracts: impl Into<PathBuf>) -> Self {
        Self { contracts: contracts.into(), targets: Target::USUAL.to_vec(), lock: None }
    }

    /// What is made; by default everything that the contracts give but services.
    #[must_use]
    pub fn targets(mut self, targets: impl IntoIterator<Item = Target>) -> Self {
        self.targets = targets.into_iter().chain([Target::Dto]).collect();
        self.targets.sort_unstable();
        self.targets.dedup();
        self
    }

    /// Keeps the names of this `names.lock`, as `stipula generate` writes it.
    #[must_use]
    pub fn names(mut self, lock: impl Into<PathBuf>) -> Self {
        self.lock = Some(lock.into());
        self
    }

    /// Writes a file below `OUT_DIR`, and tells cargo what it depends on.
    ///
    /// # Errors
    /// See [`Error`].
    #[expect(clippy::print_stdout, reason = "this is how build scripts speak to cargo")]
    pub fn write(&self, name: impl AsRef<Path>) -> Result<(), Error> {
        let out = std::env::var_os("OUT_DIR").ok_or(Error::NoOutDir)?;
        let path = Path::new(&out).join(name);
        let Code { text, inputs } = self.text()?;
        for input in inputs.iter().chain([&self.contracts]).chain(&self.lock) {
            println!("cargo::rerun-if-changed={}", input.display());
        }
        std::fs::write(&path, text).map_err(|error| Error::Io { path, error })
    }

    /// The code as one text.
    ///
    /// # Errors
    /// See [`Error`].
    pub fn text(&self) -> Result<Code, Error> {
        let found = repository::find(&self.contracts)?;
        let mut sources = Sources::new(stipula_source::Limits::default());
        let (mut roots, paths) = found.open(&mut sources)?;
        let mut findings = sources.load(roots.main, &paths)?;
        findings.extend(stipula_model::load(&mut sources, &mut roots)?);
        let (model, more) = Model::build(&sources, &roots);
        findings.extend(more);
        refuse(&findings, &sources)?;
        let known = paths.iter().filter_map(|path| sources.find(roots.main, path));
        let documents: Vec<_> = model.documents_of(stipula_model::Kind::StateMachine).map(|at| at.file).collect();
        let files: Vec<_> =
            known.filter(|file| model.contract_in(*file).is_some() || documents.contains(file)).collect();
        if files.is_empty() {
            return Err(Error::Empty(self.contracts.clone()));
        }
        let options = Options { targets: self.targets.clone(), layout: Layout::Single, ..Options::default() };
        let input = Input { model: &model, sources: &sources, roots: &roots, files: &files, options: &options };
        let generated =
            stipula_codegen::generate(&input, &self.read_lock()?).map_err(|error| Error::NotRust(error.to_string()))?;
        let inputs =
            roots.files(&sources).map(|file| found.root.join(file.path())).filter(|path| path.exists()).collect();
        Ok(Code { text: generated.files.into_iter().map(|file| file.text).collect(), inputs })
    }

    fn read_lock(&self) -> Result<Lock, Error> {
        let Some(path) = &self.lock else { return Ok(Lock::default()) };
        let text = std::fs::read_to_string(path).map_err(|error| Error::Io { path: path.clone(), error })?;
        Lock::parse(&text).map_err(|error| Error::Invalid { path: path.clone(), message: error.to_string() })
    }
}

/// Nothing is generated of contracts with errors.
fn refuse(findings: &[Diagnostic], sources: &Sources) -> Result<(), Error> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let lines: Vec<String> = errors
        .map(|finding| {
            let file = sources.file(finding.place.file);
            let at = file.position(finding.place.span.start);
            format!("{}:{}:{}: {} [{}]", file.name(), at.line, at.column, finding.message, finding.code)
        })
        .collect();
    if lines.is_empty() { Ok(()) } else { Err(Error::Contracts(lines.join("\n"))) }
}
