//! Rules of one family. Written by `cargo xtask codegen`; a test holds it against the folder.

mod canonical_stable;
mod compat_fixture_required;
mod compat_policy_declared;
mod consumers_listed;
mod contract_first_provenance;
mod contract_test_coverage;
mod deprecation_has_sunset;
mod dual_publish_declared;
mod event_type_reused;
mod examples_realistic;
mod examples_required;
mod generated_dto_not_domain;
mod golden_dataset_coverage;
mod metadata_misspelled;
mod metadata_valid;
mod negative_fixture_required;
mod outbox_fields_complete;
mod owner_required;
mod owner_resolvable;
mod producer_validates;
mod row_model_not_response;
mod sunset_window;
mod support;
mod version_located;

use crate::Rule;

pub(super) const ALL: &[&Rule] = &[
    &canonical_stable::RULE,
    &compat_fixture_required::RULE,
    &compat_policy_declared::RULE,
    &consumers_listed::RULE,
    &contract_first_provenance::RULE,
    &contract_test_coverage::RULE,
    &deprecation_has_sunset::RULE,
    &dual_publish_declared::RULE,
    &event_type_reused::RULE,
    &examples_realistic::RULE,
    &examples_required::RULE,
    &generated_dto_not_domain::RULE,
    &golden_dataset_coverage::RULE,
    &metadata_misspelled::RULE,
    &metadata_valid::RULE,
    &negative_fixture_required::RULE,
    &outbox_fields_complete::RULE,
    &owner_required::RULE,
    &owner_resolvable::RULE,
    &producer_validates::RULE,
    &row_model_not_response::RULE,
    &sunset_window::RULE,
    &version_located::RULE,
];
