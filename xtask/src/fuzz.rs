//! Runs the fuzz targets of `tests/fuzz`, seeded with our contracts and the broken files of the tests.

use anyhow::{Context, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGETS: [&str; 3] = ["json", "yaml", "model"];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Targets; all of them without one
    #[arg(value_parser = TARGETS)]
    targets: Vec<String>,
    /// How long each target runs
    #[arg(long, default_value_t = 600)]
    seconds: u32,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask/ lies in the repository")?;
    let folder = repository.join("tests/fuzz");
    let targets: Vec<&str> =
        if args.targets.is_empty() { TARGETS.to_vec() } else { args.targets.iter().map(String::as_str).collect() };
    for target in targets {
        let corpus = folder.join("corpus").join(target);
        let seeds = seed(repository, target, &corpus)?;
        println!("{target}: {seeds} seeds, {} seconds", args.seconds);
        let status = Command::new("cargo")
            .args(["+nightly", "fuzz", "run", "--fuzz-dir", ".", target, "--"])
            .arg(format!("-max_total_time={}", args.seconds))
            .args(["-timeout=25", "-rss_limit_mb=2048", "-max_len=20000", "-print_final_stats=1"])
            .current_dir(&folder)
            .status()
            .context("cannot start cargo; `cargo install cargo-fuzz` and a nightly toolchain are needed")?;
        ensure!(status.success(), "{target} found something: see {}/artifacts/{target}", folder.display());
    }
    Ok(())
}

/// Copies small contracts and broken files into the corpus of a target.
fn seed(repository: &Path, target: &str, corpus: &Path) -> anyhow::Result<usize> {
    std::fs::create_dir_all(corpus)?;
    let extensions: &[&str] = if target == "json" { &["json"] } else { &["yaml", "json"] };
    let mut seeds = 0;
    for top in ["contracts", "tests/broken", "compat-fixtures/scenarios"] {
        for path in files(&repository.join(top), extensions)? {
            let bytes = std::fs::read(&path)?;
            if bytes.len() > 12_000 {
                continue;
            }
            let name = path.strip_prefix(repository)?.to_string_lossy().replace('/', "_");
            // The model's target takes a byte that chooses a file name first.
            let bytes = if target == "model" { [&[0], &bytes[..]].concat() } else { bytes };
            std::fs::write(corpus.join(name), bytes)?;
            seeds += 1;
        }
    }
    Ok(seeds)
}

fn files(folder: &Path, extensions: &[&str]) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).with_context(|| format!("cannot list {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().and_then(|e| e.to_str()).is_some_and(|e| extensions.contains(&e)) {
                found.push(path);
            }
        }
    }
    Ok(found)
}
