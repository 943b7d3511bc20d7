//! Every rule over one document, beside other linters in one run and in turn: CPU, wall clock and memory of whole processes.

use crate::process::{Usage, measured};
use std::path::PathBuf;
use std::process::Command;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The document
    file: PathBuf,
    /// Rounds; the minimum and the median are printed
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// The stipula binary
    #[arg(long, value_name = "PATH", default_value = "target/release/stipula")]
    stipula: PathBuf,
    /// Redocly's command line (npm `@redocly/cli`)
    #[arg(long, value_name = "PATH")]
    redocly: Option<PathBuf>,
    /// Spectral's command line (npm `@stoplight/spectral-cli`)
    #[arg(long, value_name = "PATH")]
    spectral: Option<PathBuf>,
    /// vacuum (github.com/daveshanley/vacuum)
    #[arg(long, value_name = "PATH")]
    vacuum: Option<PathBuf>,
    /// Rounds of the others, which are slow
    #[arg(long, default_value_t = 1)]
    peer_rounds: usize,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let ruleset = tempfile::Builder::new().suffix(".yaml").tempfile()?;
    std::fs::write(ruleset.path(), "extends: ['spectral:oas']\n")?;
    let mut runs: Vec<(String, Command, usize)> = Vec::new();
    for profile in ["minimal", "recommended", "platform"] {
        let mut command = Command::new(&args.stipula);
        command.arg("lint").arg(&args.file).args(["--profile", profile]);
        runs.push((format!("stipula, {profile}"), command, args.rounds));
    }
    if let Some(redocly) = &args.redocly {
        let mut command = Command::new(redocly);
        command.arg("lint").arg(&args.file).env("REDOCLY_TELEMETRY", "off");
        runs.push(("redocly, recommended".to_owned(), command, args.peer_rounds));
    }
    if let Some(vacuum) = &args.vacuum {
        let mut command = Command::new(vacuum);
        command.arg("lint").arg(&args.file).args(["--details", "--all-results", "--no-banner", "--no-style"]);
        runs.push(("vacuum, recommended".to_owned(), command, args.peer_rounds));
    }
    if let Some(spectral) = &args.spectral {
        let mut command = Command::new(spectral);
        command.arg("lint").arg(&args.file).arg("--ruleset").arg(ruleset.path());
        runs.push(("spectral, spectral:oas".to_owned(), command, args.peer_rounds));
    }
    let mut usages: Vec<Vec<Usage>> = vec![Vec::new(); runs.len()];
    for round in 0..args.rounds.max(args.peer_rounds) {
        for ((_, command, rounds), usages) in runs.iter_mut().zip(&mut usages) {
            if round < *rounds {
                usages.push(measured(command)?);
            }
        }
    }
    println!("{}: {} bytes", args.file.display(), std::fs::metadata(&args.file)?.len());
    for ((name, _, _), usages) in runs.iter().zip(usages) {
        row(name, usages);
    }
    Ok(())
}

pub(super) fn row(name: &str, mut usages: Vec<Usage>) {
    usages.sort_by_key(|usage| usage.cpu);
    let (least, median) = (&usages[0], &usages[usages.len() / 2]);
    let memory = usages.iter().map(|usage| usage.memory).max().unwrap_or(0);
    let wall = usages.iter().map(|usage| usage.wall).min().unwrap_or_default();
    println!(
        "  {name:<24} cpu min {:>7.2} s  median {:>7.2} s  wall min {:>7.2} s  peak {memory:>5} MiB  exit {}",
        least.cpu.as_secs_f64(),
        median.cpu.as_secs_f64(),
        wall.as_secs_f64(),
        least.code.map_or("?".to_owned(), |code| code.to_string())
    );
}
