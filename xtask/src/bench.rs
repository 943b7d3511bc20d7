//! Measurements, each beside its peers in one run. Here: load + validate beside a bare parse of the same file, in one run and in turn, so that both meet the same machine.

mod compat;
mod generate;
mod lint;

use crate::{process, survey};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: Option<What>,
    /// Contract files to load and validate
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Rounds; the minimum and the median are printed
    #[arg(long, default_value_t = 7)]
    rounds: usize,
}

#[derive(clap::Subcommand)]
enum What {
    /// Compare two versions, beside a bare parse of both and beside oasdiff
    Compat(compat::Args),
    /// Generate code of documents, beside progenitor and openapi-to-rust
    Generate(generate::Args),
    /// Lint a document with every rule, beside Redocly, Spectral and vacuum
    Lint(lint::Args),
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    match &args.what {
        Some(What::Compat(args)) => compat::run(args),
        Some(What::Generate(args)) => generate::run(args),
        Some(What::Lint(args)) => lint::run(args),
        None => load_and_validate(args),
    }
}

fn load_and_validate(args: &Args) -> anyhow::Result<()> {
    for path in &args.files {
        let bytes = std::fs::read(path)?;
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let root = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let is_json = path.extension().is_some_and(|extension| extension == "json");
        // JSON is YAML too, so a JSON file is read by both bare parsers.
        let mut parsers: Vec<(&str, BareParser, Vec<Duration>)> = vec![("granit-parser", bare_yaml, Vec::new())];
        if is_json {
            parsers.insert(0, ("serde_json", bare_json, Vec::new()));
        }
        let (mut ours, mut memory, mut findings) = (Vec::new(), 0, 0);
        for _ in 0..args.rounds {
            for (_, parse, times) in &mut parsers {
                times.push(timed(|| parse(&bytes))?);
            }
            process::reset_peak_memory();
            ours.push(timed(|| {
                let (_, found) = survey::validate_one(root, name)?;
                findings = found.len();
                Ok(())
            })?);
            memory = memory.max(process::peak_memory());
        }
        println!("{name}: {} bytes, {findings} findings", bytes.len());
        let ours = summary(ours);
        println!("  load + validate             min {:>8.1} ms  median {:>8.1} ms  peak {memory} MiB", ours.0, ours.1);
        for (parser, _, times) in parsers {
            let bare = summary(times);
            let ratio = ours.1 / bare.1;
            println!(
                "  bare parse {parser:<15}  min {:>8.1} ms  median {:>8.1} ms  ours / bare {ratio:.2}",
                bare.0, bare.1
            );
        }
    }
    Ok(())
}

type BareParser = fn(&[u8]) -> anyhow::Result<()>;

fn timed(work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<Duration> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed())
}

fn summary(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort_unstable();
    let ms = |time: Option<&Duration>| time.map_or(0.0, |time| time.as_secs_f64() * 1000.0);
    (ms(times.first()), ms(times.get(times.len() / 2)))
}

fn bare_json(bytes: &[u8]) -> anyhow::Result<()> {
    let value: serde_json::Value = serde_json::from_slice(bytes)?;
    std::hint::black_box(&value);
    Ok(())
}

fn bare_yaml(bytes: &[u8]) -> anyhow::Result<()> {
    let text = std::str::from_utf8(bytes)?;
    for event in granit_parser::Parser::new_from_str(text) {
        std::hint::black_box(event?);
    }
    Ok(())
}
