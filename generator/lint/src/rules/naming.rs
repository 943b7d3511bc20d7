//! Rules of one family. Written by `cargo xtask codegen`; a test holds it against the folder.

mod command_suffix_internal;
mod enum_value_casing;
mod field_lower_camel_case;
mod field_name_domain_clear;
mod field_no_abbreviation;
mod file_name_convention;
mod made_ids;
mod names;
mod operation_id_intent;
mod path_segment_kebab_case;
mod schema_name_no_generic;
mod schema_name_pascal_case;
mod schema_suffix_matches_surface;
mod verbs;

use crate::Rule;

pub(super) const ALL: &[&Rule] = &[
    &command_suffix_internal::RULE,
    &enum_value_casing::RULE,
    &field_lower_camel_case::RULE,
    &field_name_domain_clear::RULE,
    &field_no_abbreviation::RULE,
    &file_name_convention::RULE,
    &operation_id_intent::RULE,
    &path_segment_kebab_case::RULE,
    &schema_name_no_generic::RULE,
    &schema_name_pascal_case::RULE,
    &schema_suffix_matches_surface::RULE,
];
