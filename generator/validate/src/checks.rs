//! The checks, one file each.

mod channels;
mod discriminators;
mod examples;
mod fixtures;
mod links;
mod meta_schema;
mod parameters;
mod paths;
mod patterns;
mod repository;
mod scenarios;
mod schemas;
mod security;

use crate::Context;
use rayon::prelude::*;
use stipula_diagnostics::Diagnostic;

type Check = fn(&Context<'_>) -> Vec<Diagnostic>;

/// Those of contracts themselves. Independent of one another; the slow ones come first so that both cores have work.
const OF_CONTRACTS: [Check; 11] = [
    examples::check,
    meta_schema::check,
    schemas::check,
    patterns::check,
    parameters::check,
    paths::check,
    discriminators::check,
    security::check,
    links::check,
    channels::check,
    repository::check,
];

/// Those of payloads and business cases.
const OF_PAYLOADS: [Check; 2] = [fixtures::check, scenarios::check];

pub(crate) fn run(context: &Context<'_>) -> Vec<Diagnostic> {
    OF_PAYLOADS.par_iter().chain(&OF_CONTRACTS).flat_map_iter(|check| check(context)).collect()
}

pub(crate) fn run_on_contracts(context: &Context<'_>) -> Vec<Diagnostic> {
    OF_CONTRACTS.par_iter().flat_map_iter(|check| check(context)).collect()
}
