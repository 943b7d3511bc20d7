//! Meaning and promises that no schema says: the `x-` vocabulary.

mod api_family_changed;
mod async_changed;
mod audience_narrowed;
mod audience_widened;
mod bulk_changed;
mod cache_changed;
mod consumers_changed;
mod delivery_changed;
mod enum_policy_closed;
mod enum_policy_opened;
mod error_code_added;
mod error_code_removed;
mod event_shape_changed;
mod extension_changed;
mod extension_map_changed;
mod freshness_changed;
mod id_namespace_changed;
mod idempotency_added;
mod idempotency_expiry_changed;
mod idempotency_removed;
mod idempotency_scope_changed;
mod null_meaning_changed;
mod ordering_key_changed;
mod owner_changed;
mod pagination_changed;
mod permission_changed;
mod redaction_changed;
mod replacement_changed;
mod result_binding_changed;
mod semantics_changed;
mod sensitivity_lowered;
mod sensitivity_raised;
mod stability_changed;
mod state_transition_changed;
mod sunset_changed;
mod sunset_too_early;
mod surface_changed;
mod tax_basis_changed;
mod time_semantics_changed;
mod unit_changed;
mod version_guard_changed;

use crate::Change;

/// The kinds of the family, in the order of `Kind::ALL`.
pub(super) const ALL: &[&Change] = &[
    &semantics_changed::CHANGE,
    &unit_changed::CHANGE,
    &tax_basis_changed::CHANGE,
    &time_semantics_changed::CHANGE,
    &null_meaning_changed::CHANGE,
    &id_namespace_changed::CHANGE,
    &sensitivity_raised::CHANGE,
    &sensitivity_lowered::CHANGE,
    &redaction_changed::CHANGE,
    &enum_policy_closed::CHANGE,
    &enum_policy_opened::CHANGE,
    &permission_changed::CHANGE,
    &idempotency_scope_changed::CHANGE,
    &idempotency_expiry_changed::CHANGE,
    &idempotency_added::CHANGE,
    &idempotency_removed::CHANGE,
    &version_guard_changed::CHANGE,
    &ordering_key_changed::CHANGE,
    &delivery_changed::CHANGE,
    &event_shape_changed::CHANGE,
    &freshness_changed::CHANGE,
    &pagination_changed::CHANGE,
    &result_binding_changed::CHANGE,
    &async_changed::CHANGE,
    &bulk_changed::CHANGE,
    &cache_changed::CHANGE,
    &audience_widened::CHANGE,
    &audience_narrowed::CHANGE,
    &api_family_changed::CHANGE,
    &state_transition_changed::CHANGE,
    &error_code_added::CHANGE,
    &error_code_removed::CHANGE,
    &surface_changed::CHANGE,
    &stability_changed::CHANGE,
    &sunset_changed::CHANGE,
    &sunset_too_early::CHANGE,
    &replacement_changed::CHANGE,
    &extension_map_changed::CHANGE,
    &consumers_changed::CHANGE,
    &owner_changed::CHANGE,
    &extension_changed::CHANGE,
];
