//! The property tests of the oracle, with as many cases as one likes.

#[path = "../../generator/oracle/tests/property/mod.rs"]
#[allow(dead_code, reason = "shared with the oracle's own tests, which use the rest")]
mod property;

use anyhow::bail;
use property::check::{self, Outcome};
use property::{metamorphic, real};
use std::path::PathBuf;
use std::time::Instant;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Random questions of each kind
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    cases: u64,
    /// Where to begin, so that runs differ
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    seed: u64,
    /// A folder of real `*.schema.json`
    #[arg(long, value_name = "DIR", default_value = "contracts")]
    contracts: PathBuf,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let corpus = real::Corpus::load(&args.contracts);
    let mut violations = Vec::new();
    let mut run = |name: &str, share: u64, check: &dyn Fn(std::ops::Range<u64>) -> Outcome| {
        let start = Instant::now();
        let outcome = check(args.seed..args.seed + args.cases / share);
        println!(
            "{name:<24} {:>7} proved {:>7} refuted {:>6} undecided {:>4} violations {:>7.1} s",
            outcome.proved,
            outcome.refuted,
            outcome.undecided,
            outcome.violations.len(),
            start.elapsed().as_secs_f64()
        );
        for (reason, (count, smallest)) in &outcome.open {
            println!("    {count:>5} {reason}: {smallest}");
        }
        violations.extend(outcome.violations);
    };
    run("enumeration", 1, &|seeds| check::against_enumeration(seeds, &check::oracle));
    run("engines", 1, &check::engines_agree);
    run("laws", 10, &metamorphic::laws);
    run("transitivity", 2, &metamorphic::transitivity);
    run("real schemas", 10, &|seeds| real::no_value_disproves(&corpus, seeds));
    for violation in &violations {
        println!("VIOLATION {violation}");
    }
    if !violations.is_empty() {
        bail!("{} violations", violations.len());
    }
    Ok(())
}
