//! What rules know beside the contracts: released versions, fixtures, reports of tests, attestations.

/// Evidence from outside the contracts.
#[derive(Debug, Default)]
pub struct Evidence {}
