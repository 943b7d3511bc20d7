//! Rules of one family. Written by `cargo xtask codegen`; a test holds it against the folder.

mod allof_no_inheritance;
mod anyof_controlled;
mod array_bounded;
mod array_items_typed;
mod clash;
mod constraint_satisfiable;
mod extension_map_scoped;
mod keyword_profile_allowed;
mod no_deep_recursion;
mod no_duplicate_enum;
mod no_free_form_object;
mod no_stringly_payload;
mod number_bounded;
mod object_closed;
mod oneof_branches_disjoint;
mod oneof_discriminator;
mod pattern_portable;
mod portable;
mod questions;
mod ref_local_or_canonical;
mod required_defined;
mod required_explicit;
mod required_minimal;
mod schema_dialect_declared;
mod schema_id_absolute;
mod schema_id_matches_path;
mod schema_title_required;
mod string_bounded;
mod support;
mod type_required;
mod union;

use crate::Rule;

pub(super) const ALL: &[&Rule] = &[
    &allof_no_inheritance::RULE,
    &anyof_controlled::RULE,
    &array_bounded::RULE,
    &array_items_typed::RULE,
    &constraint_satisfiable::RULE,
    &extension_map_scoped::RULE,
    &keyword_profile_allowed::RULE,
    &no_deep_recursion::RULE,
    &no_duplicate_enum::RULE,
    &no_free_form_object::RULE,
    &no_stringly_payload::RULE,
    &number_bounded::RULE,
    &object_closed::RULE,
    &oneof_branches_disjoint::RULE,
    &oneof_discriminator::RULE,
    &pattern_portable::RULE,
    &ref_local_or_canonical::RULE,
    &required_defined::RULE,
    &required_explicit::RULE,
    &required_minimal::RULE,
    &schema_dialect_declared::RULE,
    &schema_id_absolute::RULE,
    &schema_id_matches_path::RULE,
    &schema_title_required::RULE,
    &string_bounded::RULE,
    &type_required::RULE,
];
