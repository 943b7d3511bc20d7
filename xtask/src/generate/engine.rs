//! The generators that are measured.

use crate::process::{self, Usage};
use anyhow::Context;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Slower than this is a failure.
const LONGEST: Duration = Duration::from_mins(5);

/// The others beside which ours is put.
#[derive(clap::Args, Clone)]
pub(crate) struct Peers {
    /// progenitor as it is, and behind our lowering
    #[arg(long)]
    progenitor: bool,
    /// The binary of openapi-to-rust (`cargo install openapi-to-rust --root DIR`)
    #[arg(long, value_name = "PATH")]
    openapi_to_rust: Option<PathBuf>,
}

impl Peers {
    pub(crate) fn engines(&self) -> Vec<Engine> {
        let mut out = vec![Engine::Stipula];
        if self.progenitor {
            out.extend([Engine::Lowered, Engine::Progenitor]);
        }
        out.extend(self.openapi_to_rust.clone().map(Engine::OpenapiToRust));
        out
    }
}

/// A generator.
#[derive(Debug, Clone)]
pub(crate) enum Engine {
    /// Ours.
    Stipula,
    /// progenitor behind our lowering.
    Lowered,
    /// progenitor as it is.
    Progenitor,
    /// openapi-to-rust.
    OpenapiToRust(PathBuf),
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Made {
    /// The package, where one was made.
    pub(crate) package: Option<String>,
    pub(crate) usage: Usage,
    pub(crate) lines: usize,
    /// Findings about what cannot be said.
    pub(crate) findings: usize,
    /// How many errors the compiler found, where it was asked.
    pub(crate) errors: Option<usize>,
    /// Why nothing was made, or the compiler's first error.
    pub(crate) reason: String,
}

impl Engine {
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Engine::Stipula => "stipula",
            Engine::Lowered => "progenitor-lowered",
            Engine::Progenitor => "progenitor",
            Engine::OpenapiToRust(_) => "openapi-to-rust",
        }
    }

    /// The whole process: reading, generating, formatting, writing.
    pub(crate) fn command(&self, document: &Path, folder: &Path) -> anyhow::Result<Command> {
        let mut command = match self {
            Engine::OpenapiToRust(binary) => {
                let mut command = Command::new(binary);
                command.arg("generate").arg(document).arg("--output-dir").arg(folder.join("src")).arg("--quiet");
                command
            }
            own => {
                let mut command = Command::new(std::env::current_exe()?);
                command.args(["generate-one", own.name()]).arg(document).arg(folder);
                command
            }
        };
        command.env("RUST_BACKTRACE", "0");
        Ok(command)
    }

    /// Generates a package of a document.
    pub(super) fn make(&self, document: &Path, out: &Path, name: &str) -> anyhow::Result<Made> {
        let folder = out.join(name);
        std::fs::create_dir_all(folder.join("src"))?;
        let mut command = self.command(document, &folder)?;
        if let Engine::Stipula = self {
            command.arg("--server");
        }
        let usage = process::measured_within(&mut command, LONGEST)?;
        if let Engine::OpenapiToRust(_) = self {
            finish_openapi_to_rust(&folder)?;
        }
        let reason = std::fs::read_to_string(folder.join("reason.txt")).unwrap_or_default();
        let findings = std::fs::read_to_string(folder.join("findings.txt")).unwrap_or_default();
        let is_made = usage.code == Some(0) && folder.join("src/lib.rs").exists();
        if is_made {
            name_package(&folder, name)?;
        }
        let lines = if is_made { lines(&folder.join("src"))? } else { 0 };
        let reason = if is_made || !reason.is_empty() { reason } else { format!("exit code {:?}", usage.code) };
        let findings = findings.trim().parse().unwrap_or(0);
        Ok(Made { package: is_made.then(|| name.to_owned()), usage, lines, findings, errors: None, reason })
    }
}

/// It writes a module; a package needs a root and a manifest.
fn finish_openapi_to_rust(folder: &Path) -> anyhow::Result<()> {
    let source = folder.join("src");
    if !source.join("mod.rs").exists() {
        return Ok(());
    }
    std::fs::rename(source.join("mod.rs"), source.join("lib.rs"))?;
    let needs = std::fs::read_to_string(source.join("REQUIRED_DEPS.toml")).unwrap_or_default();
    std::fs::write(folder.join("Cargo.toml"), super::one::manifest(&needs)).context("no manifest could be written")
}

/// Every package has a name of its own, and all are of one workspace.
fn name_package(folder: &Path, name: &str) -> anyhow::Result<()> {
    let path = folder.join("Cargo.toml");
    let manifest = std::fs::read_to_string(&path)?;
    let named = manifest
        .lines()
        .filter(|line| *line != "[workspace]")
        .map(|line| if line.starts_with("name = ") { format!("name = {name:?}") } else { line.to_owned() });
    Ok(std::fs::write(&path, named.collect::<Vec<_>>().join("\n"))?)
}

fn lines(folder: &Path) -> anyhow::Result<usize> {
    let mut count = 0;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            count += lines(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            count += std::fs::read_to_string(&path)?.lines().count();
        }
    }
    Ok(count)
}
