//! What differs between two versions of a set of contracts: facts, without a verdict.
//!
//! ```text
//! old Model ─┐                                     ┌► facts      one for each edit
//!            ├► pair contracts, operations, ...  ──┼► schemas    pairs that differ, nearest to the edit
//! new Model ─┘  descend only into what differs     └► payloads   what reaches them: the blast radius
//! ```
//!
//! Both versions are loaded into one [`stipula_source::Sources`], as two roots, so that a finding can point at both.

mod brief;
mod compare;
mod envelope;
mod equality;
mod event;
mod fact;
mod fingerprint;
mod governance;
mod http;
mod kind;
mod lifecycle;
mod meaning;
mod number;
mod pairing;
mod schemas;

pub use fact::{About, Carrier, ContractPair, Diff, Edit, Fact, Flow, Payload, Reach, SchemaPair, Step};
pub use kind::{Family, Kind};

use stipula_model::{Model, Roots};
use stipula_source::Sources;

/// One of the two versions.
#[derive(Clone, Copy)]
pub struct Version<'a> {
    /// The files of both versions.
    pub sources: &'a Sources,
    /// The roots of this one.
    pub roots: &'a Roots,
    /// The contracts of this one.
    pub model: &'a Model,
}

/// Compares two versions.
pub fn diff(old: Version<'_>, new: Version<'_>) -> Diff {
    let mut comparer = compare::Comparer::new(old, new);
    governance::compare(&mut comparer);
    schemas::compare_contracts(&mut comparer);
    http::compare(&mut comparer);
    event::compare(&mut comparer);
    lifecycle::compare(&mut comparer);
    comparer.finish()
}
