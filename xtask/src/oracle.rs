//! The property tests of the oracle, with as many cases as one likes; and generated types against their schemas.

#[path = "../../generator/oracle/tests/property/mod.rs"]
#[allow(dead_code, reason = "shared with the oracle's own tests, which use the rest")]
mod property;

use anyhow::bail;
use property::check::{self, Outcome};
use property::{metamorphic, real};
use std::path::PathBuf;
use std::time::Instant;
use stipula_acceptance::{Contracts, Package, Subject, hold, values};
use stipula_codegen::Layout;

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
    /// Hold the types that are generated from the contracts against their schemas instead
    #[arg(long)]
    generated: bool,
    /// Values for each type
    #[arg(long, value_name = "N", default_value_t = 2_000, requires = "generated")]
    values: usize,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    if args.generated {
        return generated(args);
    }
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

/// Every type that the contracts name accepts what its schema accepts, and loses nothing.
fn generated(args: &Args) -> anyhow::Result<()> {
    let start = Instant::now();
    let module = Contracts::in_folder(&args.contracts).module("contracts", Layout::Files);
    println!("{:<24} {:>7} types {:>32.1} s", "generated", module.subjects.len(), start.elapsed().as_secs_f64());
    let start = Instant::now();
    let built = Package { name: "generated-contracts", modules: vec![module] }.build();
    println!("{:<24} {:>7} broken {:>31.1} s", "compiled", built.broken.len(), start.elapsed().as_secs_f64());
    let start = Instant::now();
    let summary = hold(&built, &|_, subject: &Subject| {
        let made = values(&subject.document, &format!("{} {}", subject.name, args.seed), args.values);
        made.iter().map(ToString::to_string).collect()
    });
    println!(
        "{:<24} {:>7} valid {:>8} invalid {:>5} of {:>5} types with a valid value {:>7.1} s",
        "held",
        summary.accepted,
        summary.refused,
        summary.types - summary.unsatisfied.len(),
        summary.types,
        start.elapsed().as_secs_f64()
    );
    for difference in &summary.differences {
        println!("DIFFERENCE {difference}");
    }
    if !summary.counts.is_empty() || !built.broken.is_empty() {
        bail!("differences: {:?}; modules that do not compile: {:?}", summary.counts, built.broken);
    }
    Ok(())
}
