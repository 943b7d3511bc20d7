//! Rules of one family. Written by `cargo xtask codegen`; a test holds it against the folder.

mod audit_evidence_complete;
mod cache_key_versioned;
mod cache_staleness_fields;
mod cache_ttl_declared;
mod size;
mod snapshot_hash_present;
mod snapshot_versioned;
mod support;
mod support_identifiers_present;
mod workflow_context_minimal;
mod workflow_context_versioned;

use crate::Rule;

pub(super) const ALL: &[&Rule] = &[
    &audit_evidence_complete::RULE,
    &cache_key_versioned::RULE,
    &cache_staleness_fields::RULE,
    &cache_ttl_declared::RULE,
    &snapshot_hash_present::RULE,
    &snapshot_versioned::RULE,
    &support_identifiers_present::RULE,
    &workflow_context_minimal::RULE,
    &workflow_context_versioned::RULE,
];
