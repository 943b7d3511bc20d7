//! Channels, messages and what brokers are told.

mod action_changed;
mod binding_changed;
mod broker_added;
mod broker_removed;
mod channel_added;
mod channel_address_changed;
mod channel_operation_added;
mod channel_operation_removed;
mod channel_parameter_added;
mod channel_parameter_removed;
mod channel_removed;
mod content_type_changed;
mod correlation_id_changed;
mod message_added;
mod message_deprecated;
mod message_removed;
mod message_renamed;
mod message_type_changed;
mod operation_channel_changed;
mod partition_key_changed;
mod reply_changed;
mod schema_format_changed;
mod traits_changed;

use crate::Change;

/// The kinds of the family, in the order of `Kind::ALL`.
pub(super) const ALL: &[&Change] = &[
    &channel_added::CHANGE,
    &channel_removed::CHANGE,
    &channel_address_changed::CHANGE,
    &channel_parameter_added::CHANGE,
    &channel_parameter_removed::CHANGE,
    &channel_operation_added::CHANGE,
    &channel_operation_removed::CHANGE,
    &action_changed::CHANGE,
    &operation_channel_changed::CHANGE,
    &reply_changed::CHANGE,
    &message_added::CHANGE,
    &message_removed::CHANGE,
    &message_renamed::CHANGE,
    &message_type_changed::CHANGE,
    &message_deprecated::CHANGE,
    &content_type_changed::CHANGE,
    &schema_format_changed::CHANGE,
    &correlation_id_changed::CHANGE,
    &partition_key_changed::CHANGE,
    &binding_changed::CHANGE,
    &traits_changed::CHANGE,
    &broker_added::CHANGE,
    &broker_removed::CHANGE,
];
