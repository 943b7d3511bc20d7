//! HTTP operations and what surrounds their payloads.

mod callback_added;
mod callback_removed;
mod encoding_changed;
mod error_status_added;
mod error_status_removed;
mod link_changed;
mod operation_added;
mod operation_deprecated;
mod operation_id_changed;
mod operation_reactivated;
mod operation_removed;
mod operation_tags_changed;
mod parameter_added;
mod parameter_became_optional;
mod parameter_became_required;
mod parameter_deprecated;
mod parameter_moved;
mod parameter_reactivated;
mod parameter_removed;
mod parameter_serialization_changed;
mod path_parameter_renamed;
mod payload_schema_added;
mod payload_schema_removed;
mod request_body_added;
mod request_body_became_optional;
mod request_body_became_required;
mod request_body_removed;
mod request_media_type_added;
mod request_media_type_removed;
mod required_parameter_added;
mod required_request_body_added;
mod required_response_header_removed;
mod response_header_added;
mod response_header_became_optional;
mod response_header_became_required;
mod response_header_removed;
mod response_media_type_added;
mod response_media_type_removed;
mod security_added;
mod security_alternative_added;
mod security_alternative_removed;
mod security_removed;
mod security_scheme_changed;
mod security_scope_added;
mod security_scope_removed;
mod server_added;
mod server_removed;
mod success_status_added;
mod success_status_removed;
mod webhook_added;
mod webhook_removed;

use crate::Change;

/// The kinds of the family, in the order of `Kind::ALL`.
pub(super) const ALL: &[&Change] = &[
    &operation_added::CHANGE,
    &operation_removed::CHANGE,
    &operation_deprecated::CHANGE,
    &operation_reactivated::CHANGE,
    &operation_id_changed::CHANGE,
    &operation_tags_changed::CHANGE,
    &path_parameter_renamed::CHANGE,
    &parameter_added::CHANGE,
    &required_parameter_added::CHANGE,
    &parameter_removed::CHANGE,
    &parameter_moved::CHANGE,
    &parameter_became_required::CHANGE,
    &parameter_became_optional::CHANGE,
    &parameter_serialization_changed::CHANGE,
    &parameter_deprecated::CHANGE,
    &parameter_reactivated::CHANGE,
    &request_body_added::CHANGE,
    &required_request_body_added::CHANGE,
    &request_body_removed::CHANGE,
    &request_body_became_required::CHANGE,
    &request_body_became_optional::CHANGE,
    &request_media_type_added::CHANGE,
    &request_media_type_removed::CHANGE,
    &response_media_type_added::CHANGE,
    &response_media_type_removed::CHANGE,
    &payload_schema_added::CHANGE,
    &payload_schema_removed::CHANGE,
    &encoding_changed::CHANGE,
    &success_status_added::CHANGE,
    &success_status_removed::CHANGE,
    &error_status_added::CHANGE,
    &error_status_removed::CHANGE,
    &response_header_added::CHANGE,
    &response_header_removed::CHANGE,
    &required_response_header_removed::CHANGE,
    &response_header_became_required::CHANGE,
    &response_header_became_optional::CHANGE,
    &security_alternative_added::CHANGE,
    &security_alternative_removed::CHANGE,
    &security_added::CHANGE,
    &security_removed::CHANGE,
    &security_scope_added::CHANGE,
    &security_scope_removed::CHANGE,
    &security_scheme_changed::CHANGE,
    &callback_added::CHANGE,
    &callback_removed::CHANGE,
    &webhook_added::CHANGE,
    &webhook_removed::CHANGE,
    &link_changed::CHANGE,
    &server_added::CHANGE,
    &server_removed::CHANGE,
];
