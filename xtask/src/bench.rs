//! Load + validate beside a bare parse of the same file, in one run and in turn, so that both meet the same machine.

use crate::{process, survey};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Contract files
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Rounds; the minimum and the median are printed
    #[arg(long, default_value_t = 7)]
    rounds: usize,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    for path in &args.files {
        let bytes = std::fs::read(path)?;
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let root = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let is_json = path.extension().is_some_and(|extension| extension == "json");
        let (mut bare, mut ours, mut memory) = (Vec::new(), Vec::new(), 0);
        let mut findings = 0;
        for _ in 0..args.rounds {
            bare.push(timed(|| if is_json { bare_json(&bytes) } else { bare_yaml(&bytes) })?);
            process::reset_peak_memory();
            ours.push(timed(|| {
                let (_, found) = survey::validate_one(root, name)?;
                findings = found.len();
                Ok(())
            })?);
            memory = memory.max(process::peak_memory());
        }
        let parser = if is_json { "serde_json" } else { "granit-parser" };
        println!("{name}: {} bytes, {findings} findings", bytes.len());
        let (bare, ours) = (summary(bare), summary(ours));
        println!("  bare parse ({parser}):  min {:>8.1} ms  median {:>8.1} ms", bare.0, bare.1);
        println!("  load + validate:        min {:>8.1} ms  median {:>8.1} ms  peak {memory} MiB", ours.0, ours.1);
        println!("  ratio of the medians:   {:.2}", ours.1 / bare.1);
    }
    Ok(())
}

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
