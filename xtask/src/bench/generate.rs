//! Generating and formatting a document, beside other generators in one run and in turn: CPU, wall clock and memory of whole processes.

use super::lint::row;
use crate::generate::Peers;
use crate::process::{Usage, measured};
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Documents
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Rounds; the minimum and the median are printed
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    #[command(flatten)]
    peers: Peers,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let engines = args.peers.engines();
    for file in &args.files {
        let mut usages: Vec<Vec<Usage>> = vec![Vec::new(); engines.len()];
        for _ in 0..args.rounds {
            for (engine, usages) in engines.iter().zip(&mut usages) {
                let folder = tempfile::tempdir()?;
                std::fs::create_dir_all(folder.path().join("src"))?;
                usages.push(measured(&mut engine.command(file, folder.path())?)?);
            }
        }
        println!("{}: {} bytes", file.display(), std::fs::metadata(file)?.len());
        for (engine, usages) in engines.iter().zip(usages) {
            row(engine.name(), usages);
        }
    }
    Ok(())
}
