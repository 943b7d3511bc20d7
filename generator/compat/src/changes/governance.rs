//! Contracts as a whole, their registry and their rules.

mod contract_added;
mod contract_removed;
mod contract_renamed;
mod contract_version_changed;
mod error_code_changed;
mod error_code_registered;
mod error_code_retired;
mod payload_rejected;
mod policy_relaxed;
mod policy_tightened;
mod released_version_changed;

use crate::Change;

/// The kinds of the family, in the order of `Kind::ALL`.
pub(super) const ALL: &[&Change] = &[
    &contract_added::CHANGE,
    &contract_removed::CHANGE,
    &contract_renamed::CHANGE,
    &contract_version_changed::CHANGE,
    &released_version_changed::CHANGE,
    &payload_rejected::CHANGE,
    &error_code_registered::CHANGE,
    &error_code_retired::CHANGE,
    &error_code_changed::CHANGE,
    &policy_tightened::CHANGE,
    &policy_relaxed::CHANGE,
];
