//! A comparison of two versions beside a bare parse of both and beside oasdiff, in one run and in turn.

use super::{bare_json, summary, timed};
use crate::compare;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The old version
    old: PathBuf,
    /// The new version
    new: PathBuf,
    /// Rounds; the minimum and the median are printed
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// The oasdiff binary, to be timed on the same pair (`oasdiff breaking OLD NEW`)
    #[arg(long, value_name = "PATH")]
    oasdiff: Option<PathBuf>,
    /// The stipula binary, to be timed as a whole process on the same pair
    #[arg(long, value_name = "PATH")]
    stipula: Option<PathBuf>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let bytes = [std::fs::read(&args.old)?, std::fs::read(&args.new)?];
    let (mut bare, mut loading, mut judging) = (Vec::new(), Vec::new(), Vec::new());
    let mut peers: Vec<(&str, Vec<Duration>)> = Vec::new();
    let mut findings = 0;
    for _ in 0..args.rounds {
        bare.push(timed(|| bytes.iter().try_for_each(|bytes| bare_json(bytes)))?);
        let compared = compare::files(&args.old, &args.new)?;
        loading.push(compared.loading);
        judging.push(compared.judging);
        findings = compared.report.findings.len();
        peer(&mut peers, "stipula compat", args.stipula.as_ref(), "compat", args)?;
        peer(&mut peers, "oasdiff breaking", args.oasdiff.as_ref(), "breaking", args)?;
    }
    println!("{} + {} bytes, {findings} findings", bytes[0].len(), bytes[1].len());
    let bare = row("bare parse of both", bare, None);
    let whole: Vec<Duration> = loading.iter().zip(&judging).map(|(loading, judging)| *loading + *judging).collect();
    row("load both", loading, Some(bare));
    row("compare and judge", judging, Some(bare));
    row("load, compare and judge", whole, Some(bare));
    for (name, times) in peers {
        row(name, times, Some(bare));
    }
    Ok(())
}

fn row(name: &str, times: Vec<Duration>, bare: Option<f64>) -> f64 {
    let (least, median) = summary(times);
    let ratio = bare.map(|bare| format!("  {:.2} × bare", median / bare)).unwrap_or_default();
    println!("  {name:<26} min {least:>8.1} ms  median {median:>8.1} ms{ratio}");
    median
}

fn peer(
    peers: &mut Vec<(&'static str, Vec<Duration>)>,
    name: &'static str,
    binary: Option<&PathBuf>,
    verb: &str,
    args: &Args,
) -> anyhow::Result<()> {
    let Some(binary) = binary else { return Ok(()) };
    let time = timed(|| {
        // Exit codes tell what was found; only a program that cannot be started is an error here.
        Command::new(binary)
            .arg(verb)
            .arg(&args.old)
            .arg(&args.new)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()?;
        Ok(())
    })?;
    match peers.iter_mut().find(|(known, _)| *known == name) {
        Some((_, times)) => times.push(time),
        None => peers.push((name, vec![time])),
    }
    Ok(())
}
