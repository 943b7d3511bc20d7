//! Rules of one family. Written by `cargo xtask codegen`; a test holds it against the folder.

mod api_version_located;
mod bulk_job_pattern;
mod bulk_safety_declared;
mod calculation_basis_in_response;
mod calculation_no_commit;
mod calculation_result_binding;
mod collection_paginated;
mod collections;
mod declared_metadata;
mod error_category_coverage;
mod error_codes_enumerated;
mod error_model_canonical;
mod error_no_internals;
mod filter_params_explicit;
mod internal_texts;
mod large_object_projection;
mod no_consumer_specific_field;
mod no_internal_leak;
mod page_size_bounded;
mod query_freshness;
mod query_side_effect_free;
mod search_semantics_declared;
mod simulation_marked;
mod success_answers;
mod timeline_query_exists;

use crate::Rule;

pub(super) const ALL: &[&Rule] = &[
    &api_version_located::RULE,
    &bulk_job_pattern::RULE,
    &bulk_safety_declared::RULE,
    &calculation_basis_in_response::RULE,
    &calculation_no_commit::RULE,
    &calculation_result_binding::RULE,
    &collection_paginated::RULE,
    &error_category_coverage::RULE,
    &error_codes_enumerated::RULE,
    &error_model_canonical::RULE,
    &error_no_internals::RULE,
    &filter_params_explicit::RULE,
    &large_object_projection::RULE,
    &no_consumer_specific_field::RULE,
    &no_internal_leak::RULE,
    &page_size_bounded::RULE,
    &query_freshness::RULE,
    &query_side_effect_free::RULE,
    &search_semantics_declared::RULE,
    &simulation_marked::RULE,
    &timeline_query_exists::RULE,
];
