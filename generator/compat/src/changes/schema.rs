//! Keywords of JSON Schema.

mod additional_properties_allowed;
mod additional_properties_changed;
mod additional_properties_forbidden;
mod all_of_member_added;
mod all_of_member_removed;
mod any_of_member_added;
mod any_of_member_removed;
mod component_added;
mod component_removed;
mod component_renamed;
mod composition_changed;
mod condition_changed;
mod const_added;
mod const_changed;
mod const_removed;
mod contains_added;
mod contains_removed;
mod content_changed;
mod default_changed;
mod dependency_added;
mod dependency_removed;
mod description_changed;
mod dialect_changed;
mod discriminator_changed;
mod discriminator_mapping_added;
mod discriminator_mapping_removed;
mod enum_dropped;
mod enum_introduced;
mod enum_value_added;
mod enum_value_removed;
mod examples_changed;
mod format_added;
mod format_changed;
mod format_removed;
mod items_changed;
mod max_contains_decreased;
mod max_contains_increased;
mod max_items_decreased;
mod max_items_increased;
mod max_length_decreased;
mod max_length_increased;
mod max_properties_decreased;
mod max_properties_increased;
mod maximum_decreased;
mod maximum_increased;
mod min_contains_decreased;
mod min_contains_increased;
mod min_items_decreased;
mod min_items_increased;
mod min_length_decreased;
mod min_length_increased;
mod min_properties_decreased;
mod min_properties_increased;
mod minimum_decreased;
mod minimum_increased;
mod multiple_of_added;
mod multiple_of_changed;
mod multiple_of_removed;
mod not_changed;
mod null_allowed;
mod null_forbidden;
mod one_of_member_added;
mod one_of_member_removed;
mod pattern_added;
mod pattern_changed;
mod pattern_property_added;
mod pattern_property_removed;
mod pattern_removed;
mod prefix_item_added;
mod prefix_item_removed;
mod property_added;
mod property_became_optional;
mod property_became_required;
mod property_names_changed;
mod property_removed;
mod property_renamed;
mod read_only_changed;
mod reference_changed;
mod required_property_added;
mod schema_allowed;
mod schema_changed;
mod schema_deprecated;
mod schema_forbidden;
mod schema_reactivated;
mod type_added;
mod type_changed;
mod type_removed;
mod unevaluated_items_changed;
mod unevaluated_properties_changed;
mod unique_items_added;
mod unique_items_removed;
mod write_only_changed;
mod xml_changed;

use crate::{Change, Level, PerSurface};

/// The kinds of the family, in the order of `Kind::ALL`.
pub(super) const ALL: &[&Change] = &[
    &type_added::CHANGE,
    &type_removed::CHANGE,
    &type_changed::CHANGE,
    &null_allowed::CHANGE,
    &null_forbidden::CHANGE,
    &enum_introduced::CHANGE,
    &enum_dropped::CHANGE,
    &enum_value_added::CHANGE,
    &enum_value_removed::CHANGE,
    &const_added::CHANGE,
    &const_removed::CHANGE,
    &const_changed::CHANGE,
    &minimum_increased::CHANGE,
    &minimum_decreased::CHANGE,
    &maximum_decreased::CHANGE,
    &maximum_increased::CHANGE,
    &multiple_of_added::CHANGE,
    &multiple_of_removed::CHANGE,
    &multiple_of_changed::CHANGE,
    &min_length_increased::CHANGE,
    &min_length_decreased::CHANGE,
    &max_length_decreased::CHANGE,
    &max_length_increased::CHANGE,
    &pattern_added::CHANGE,
    &pattern_removed::CHANGE,
    &pattern_changed::CHANGE,
    &format_added::CHANGE,
    &format_removed::CHANGE,
    &format_changed::CHANGE,
    &content_changed::CHANGE,
    &property_added::CHANGE,
    &required_property_added::CHANGE,
    &property_removed::CHANGE,
    &property_renamed::CHANGE,
    &property_became_required::CHANGE,
    &property_became_optional::CHANGE,
    &pattern_property_added::CHANGE,
    &pattern_property_removed::CHANGE,
    &property_names_changed::CHANGE,
    &additional_properties_forbidden::CHANGE,
    &additional_properties_allowed::CHANGE,
    &additional_properties_changed::CHANGE,
    &unevaluated_properties_changed::CHANGE,
    &min_properties_increased::CHANGE,
    &min_properties_decreased::CHANGE,
    &max_properties_decreased::CHANGE,
    &max_properties_increased::CHANGE,
    &dependency_added::CHANGE,
    &dependency_removed::CHANGE,
    &items_changed::CHANGE,
    &prefix_item_added::CHANGE,
    &prefix_item_removed::CHANGE,
    &min_items_increased::CHANGE,
    &min_items_decreased::CHANGE,
    &max_items_decreased::CHANGE,
    &max_items_increased::CHANGE,
    &unique_items_added::CHANGE,
    &unique_items_removed::CHANGE,
    &contains_added::CHANGE,
    &contains_removed::CHANGE,
    &min_contains_increased::CHANGE,
    &min_contains_decreased::CHANGE,
    &max_contains_decreased::CHANGE,
    &max_contains_increased::CHANGE,
    &unevaluated_items_changed::CHANGE,
    &all_of_member_added::CHANGE,
    &all_of_member_removed::CHANGE,
    &any_of_member_added::CHANGE,
    &any_of_member_removed::CHANGE,
    &one_of_member_added::CHANGE,
    &one_of_member_removed::CHANGE,
    &composition_changed::CHANGE,
    &not_changed::CHANGE,
    &condition_changed::CHANGE,
    &schema_allowed::CHANGE,
    &schema_forbidden::CHANGE,
    &schema_changed::CHANGE,
    &reference_changed::CHANGE,
    &component_added::CHANGE,
    &component_removed::CHANGE,
    &component_renamed::CHANGE,
    &dialect_changed::CHANGE,
    &default_changed::CHANGE,
    &examples_changed::CHANGE,
    &description_changed::CHANGE,
    &read_only_changed::CHANGE,
    &write_only_changed::CHANGE,
    &schema_deprecated::CHANGE,
    &schema_reactivated::CHANGE,
    &discriminator_changed::CHANGE,
    &discriminator_mapping_added::CHANGE,
    &discriminator_mapping_removed::CHANGE,
    &xml_changed::CHANGE,
];

/// What a property weighs at least that is no longer there (Schema-first contracts §24.3). Structurally its absence is
/// allowed where it was optional; but others rely on it. Caches and processes are read by our own software: there the
/// accepted values alone decide.
const GONE: PerSurface<Level> = PerSurface {
    http_request: Level::Breaking,
    http_response: Level::Breaking,
    event: Level::Breaking,
    snapshot: Level::Breaking,
    cache: Level::Safe,
    workflow: Level::Safe,
    audit: Level::Breaking,
};
