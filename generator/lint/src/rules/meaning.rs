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
mod external_id_distinct;
mod id_field_specific;
mod id_namespace_declared;
mod id_not_sequence;
mod id_single_identity;
mod known_fields;
mod lexicon_ids;
mod lexicon_money;
mod lexicon_money_words;
mod lexicon_time;
mod line_parent_relation;
mod log_safe_declared;
mod money_amount_pattern;
mod money_has_currency;
mod money_not_number;
mod money_uses_canonical;
mod null_meaning_declared;
mod optional_documented;
mod order_line_state;
mod part_roles;
mod personal_data;
mod price_basis_declared;
mod product_snapshot_complete;
mod product_snapshot_required;
mod quantity_unit_explicit;
mod quantity_whole_is_integer;
mod reference_vs_snapshot_declared;
mod sensitive_field_marked;
mod sensitive_not_external;
mod sensitive_not_in_url;
mod sent_to_others;
mod temporal_name_suffix;
mod tenant_explicit;
mod time_semantics_explicit;
mod timestamp_format;
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
    &external_id_distinct::RULE,
    &id_field_specific::RULE,
    &id_namespace_declared::RULE,
    &id_not_sequence::RULE,
    &id_single_identity::RULE,
    &line_parent_relation::RULE,
    &log_safe_declared::RULE,
    &money_amount_pattern::RULE,
    &money_has_currency::RULE,
    &money_not_number::RULE,
    &money_uses_canonical::RULE,
    &null_meaning_declared::RULE,
    &optional_documented::RULE,
    &order_line_state::RULE,
    &price_basis_declared::RULE,
    &product_snapshot_complete::RULE,
    &product_snapshot_required::RULE,
    &quantity_unit_explicit::RULE,
    &quantity_whole_is_integer::RULE,
    &reference_vs_snapshot_declared::RULE,
    &sensitive_field_marked::RULE,
    &sensitive_not_external::RULE,
    &sensitive_not_in_url::RULE,
    &temporal_name_suffix::RULE,
    &tenant_explicit::RULE,
    &time_semantics_explicit::RULE,
    &timestamp_format::RULE,
    &validation_result_explains::RULE,
];
