//! Rules of one family. Written by `cargo xtask codegen`; a test holds it against the folder.

mod actor_canonical;
mod always_there;
mod approval_decision_complete;
mod approval_rejection_reason;
mod approval_trace_fields;
mod audit_metadata_canonical;
mod description_required;
mod enum_internal_exposed;
mod enum_policy_declared;
mod id_single_identity;
mod line_parent_relation;
mod log_safe_declared;
mod null_meaning_declared;
mod optional_documented;
mod order_line_state;
mod part_roles;
mod personal_data;
mod product_snapshot_complete;
mod product_snapshot_required;
mod reference_vs_snapshot_declared;
mod sensitive_field_marked;
mod sensitive_not_external;
mod sensitive_not_in_url;
mod sent_to_others;
mod tenant_explicit;
mod validation_result_explains;
mod whole_payload;

use crate::Rule;

pub(super) const ALL: &[&Rule] = &[
    &actor_canonical::RULE,
    &approval_decision_complete::RULE,
    &approval_rejection_reason::RULE,
    &approval_trace_fields::RULE,
    &audit_metadata_canonical::RULE,
    &description_required::RULE,
    &enum_internal_exposed::RULE,
    &enum_policy_declared::RULE,
    &id_single_identity::RULE,
    &line_parent_relation::RULE,
    &log_safe_declared::RULE,
    &null_meaning_declared::RULE,
    &optional_documented::RULE,
    &order_line_state::RULE,
    &product_snapshot_complete::RULE,
    &product_snapshot_required::RULE,
    &reference_vs_snapshot_declared::RULE,
    &sensitive_field_marked::RULE,
    &sensitive_not_external::RULE,
    &sensitive_not_in_url::RULE,
    &tenant_explicit::RULE,
    &validation_result_explains::RULE,
];
