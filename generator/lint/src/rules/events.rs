//! Rules of one family. Written by `cargo xtask codegen`; a test holds it against the folder.

mod command_message_separated;
mod envelope;
mod event_actor_present;
mod event_aggregate_version;
mod event_causation_present;
mod event_dedup_key;
mod event_envelope_canonical;
mod event_envelope_complete;
mod event_name;
mod event_name_not_vague;
mod event_name_past_tense;
mod event_not_command_payload;
mod event_occurred_at;
mod event_payload_not_thin;
mod event_payload_typed;
mod event_single_audience;
mod event_type_structured;
mod event_type_versioned;
mod event_version_agrees;
mod internal_event_not_external;
mod no_before_after_payload;
mod no_global_ordering;
mod ordering_key_declared;
mod past_tense;
mod payload;
mod producer_consumer_declared;
mod support;
mod topic_name_strategy;
mod topic_owner_declared;
mod topic_sensitivity_uniform;
mod topic_versioned;

use crate::Rule;

pub(super) const ALL: &[&Rule] = &[
    &command_message_separated::RULE,
    &event_actor_present::RULE,
    &event_aggregate_version::RULE,
    &event_causation_present::RULE,
    &event_dedup_key::RULE,
    &event_envelope_canonical::RULE,
    &event_envelope_complete::RULE,
    &event_name_not_vague::RULE,
    &event_name_past_tense::RULE,
    &event_not_command_payload::RULE,
    &event_occurred_at::RULE,
    &event_payload_not_thin::RULE,
    &event_payload_typed::RULE,
    &event_single_audience::RULE,
    &event_type_structured::RULE,
    &event_type_versioned::RULE,
    &event_version_agrees::RULE,
    &internal_event_not_external::RULE,
    &no_before_after_payload::RULE,
    &no_global_ordering::RULE,
    &ordering_key_declared::RULE,
    &producer_consumer_declared::RULE,
    &topic_name_strategy::RULE,
    &topic_owner_declared::RULE,
    &topic_sensitivity_uniform::RULE,
    &topic_versioned::RULE,
];
