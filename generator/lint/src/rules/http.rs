//! Rules of one family. Written by `cargo xtask codegen`; a test holds it against the folder.

mod api_family_declared;
mod api_version_located;
mod async_command_accepted;
mod bulk_job_pattern;
mod bulk_safety_declared;
mod calculation_basis_in_response;
mod calculation_no_commit;
mod calculation_result_binding;
mod collection_paginated;
mod collections;
mod command_idempotency_key;
mod command_intention_path;
mod command_permission_declared;
mod command_version_guard;
mod commands;
mod correlation_header;
mod declared_metadata;
mod error_category_coverage;
mod error_codes_enumerated;
mod error_model_canonical;
mod error_no_internals;
mod filter_params_explicit;
mod guard_failure_unlisted;
mod idempotency_conflict_response;
mod idempotency_policy_declared;
mod internal_texts;
mod large_object_projection;
mod lifecycle;
mod message_not_emitted;
mod no_client_claims;
mod no_consumer_specific_field;
mod no_generic_endpoint;
mod no_internal_leak;
mod no_status_patch;
mod no_table_crud;
mod page_size_bounded;
mod query_freshness;
mod query_side_effect_free;
mod search_semantics_declared;
mod security_defined;
mod simulation_marked;
mod state_transition_declared;
mod state_unreachable;
mod states_agree_with_machine;
mod success_answers;
mod timeline_query_exists;
mod transition_agrees_with_machine;
mod transition_audit_record;
mod transition_command_unserved;
mod transition_emits_event;
mod transition_evidence_in_request;
mod transition_failures_mapped;
mod transition_state_valid;
mod version_conflict_response;
mod version_in_read_model;

use crate::Rule;

pub(super) const ALL: &[&Rule] = &[
    &api_family_declared::RULE,
    &api_version_located::RULE,
    &async_command_accepted::RULE,
    &bulk_job_pattern::RULE,
    &bulk_safety_declared::RULE,
    &calculation_basis_in_response::RULE,
    &calculation_no_commit::RULE,
    &calculation_result_binding::RULE,
    &collection_paginated::RULE,
    &command_idempotency_key::RULE,
    &command_intention_path::RULE,
    &command_permission_declared::RULE,
    &command_version_guard::RULE,
    &correlation_header::RULE,
    &error_category_coverage::RULE,
    &error_codes_enumerated::RULE,
    &error_model_canonical::RULE,
    &error_no_internals::RULE,
    &filter_params_explicit::RULE,
    &guard_failure_unlisted::RULE,
    &idempotency_conflict_response::RULE,
    &idempotency_policy_declared::RULE,
    &large_object_projection::RULE,
    &message_not_emitted::RULE,
    &no_client_claims::RULE,
    &no_consumer_specific_field::RULE,
    &no_generic_endpoint::RULE,
    &no_internal_leak::RULE,
    &no_status_patch::RULE,
    &no_table_crud::RULE,
    &page_size_bounded::RULE,
    &query_freshness::RULE,
    &query_side_effect_free::RULE,
    &search_semantics_declared::RULE,
    &security_defined::RULE,
    &simulation_marked::RULE,
    &state_transition_declared::RULE,
    &state_unreachable::RULE,
    &states_agree_with_machine::RULE,
    &timeline_query_exists::RULE,
    &transition_agrees_with_machine::RULE,
    &transition_audit_record::RULE,
    &transition_command_unserved::RULE,
    &transition_emits_event::RULE,
    &transition_evidence_in_request::RULE,
    &transition_failures_mapped::RULE,
    &transition_state_valid::RULE,
    &version_conflict_response::RULE,
    &version_in_read_model::RULE,
];
