//! Generators side by side: ours and those of others, each in a process of its own.

#![allow(clippy::print_stderr, reason = "progress of a long run")]

mod engine;
mod one;
mod pick;
mod table;

pub(crate) use engine::Peers;
pub(crate) use one::{One, run as one};

use engine::Made;
use std::path::{Path, PathBuf};
use table::Row;

/// What `survey --generate` takes.
#[derive(clap::Args)]
#[group(id = "generate-args")]
pub(crate) struct Args {
    /// Generate code of every document, with our generator and with others, and print a table
    #[arg(long)]
    pub(crate) generate: bool,
    /// A file that lists more documents, one path a line
    #[arg(long, value_name = "FILE", requires = "generate")]
    list: Option<PathBuf>,
    /// Of each folder take so many documents: those of large well-known services first, and of the others every n-th
    #[arg(long, value_name = "N", requires = "generate")]
    pick: Option<usize>,
    /// Where the packages are written
    #[arg(long, value_name = "DIR", requires = "generate", default_value = "target/survey")]
    out: PathBuf,
    /// Compile the packages of so many documents, in one target folder
    #[arg(long, value_name = "N", requires = "generate", default_value_t = 0)]
    check: usize,
    #[command(flatten)]
    peers: Peers,
}

pub(crate) fn survey(args: &Args, paths: &[PathBuf]) -> anyhow::Result<()> {
    let documents = pick::documents(paths, args.list.as_deref(), args.pick)?;
    let engines = args.peers.engines();
    let out = args.out.join("packages");
    if out.exists() {
        std::fs::remove_dir_all(&out)?;
    }
    std::fs::create_dir_all(&out)?;
    let out = out.canonicalize()?;
    let mut rows = Vec::new();
    for (n, document) in documents.iter().enumerate() {
        eprint!("\r{}/{} {:<60.60}", n + 1, documents.len(), document.display());
        let made = engines.iter().map(|engine| engine.make(document, &out, &format!("d{n:04}-{}", engine.name())));
        rows.push(Row::new(document, made.collect::<anyhow::Result<_>>()?)?);
    }
    eprintln!();
    compile(&out, &mut rows, args.check)?;
    table::print(&engines, &rows);
    Ok(())
}

/// Compiles the packages of some documents, spread over the list, where any engine made one.
fn compile(out: &Path, rows: &mut [Row], count: usize) -> anyhow::Result<()> {
    let able: Vec<usize> =
        (0..rows.len()).filter(|n| rows[*n].made.iter().any(|made| made.package.is_some())).collect();
    let chosen: Vec<usize> = pick::spread(&able, count);
    let packages: Vec<String> =
        chosen.iter().flat_map(|n| &rows[*n].made).filter_map(|made| made.package.clone()).collect();
    let members: Vec<String> = packages.iter().map(|name| format!("{name:?}")).collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    std::fs::write(out.join("Cargo.toml"), manifest)?;
    for n in chosen {
        for made in &mut rows[n].made {
            made.check(out)?;
        }
    }
    Ok(())
}

impl Made {
    fn check(&mut self, out: &Path) -> anyhow::Result<()> {
        let Some(package) = &self.package else { return Ok(()) };
        eprintln!("checking {package}");
        let output = std::process::Command::new("cargo")
            .args(["check", "--quiet", "--message-format", "short", "-p", package])
            .current_dir(out)
            .env("CARGO_TARGET_DIR", out.parent().unwrap_or(out).join("compiled"))
            .env("RUSTFLAGS", "-Awarnings")
            .output()?;
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        let mut errors: Vec<&str> = text.lines().filter(|line| line.contains(": error")).collect();
        if !output.status.success() && errors.is_empty() {
            errors = text.lines().filter(|line| line.starts_with("error")).collect();
        }
        self.errors = Some(errors.len());
        self.reason = errors.first().map_or(std::mem::take(&mut self.reason), |first| (*first).to_owned());
        Ok(())
    }
}
