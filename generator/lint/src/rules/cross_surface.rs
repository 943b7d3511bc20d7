//! Rules of one family. Written by `cargo xtask codegen`; a test holds it against the folder.

mod canonical_library_small;
mod canonical_no_aggregate;
mod no_accidental_identity;
mod no_shared_surface_schema;
mod ref_no_cross_surface;
mod shape;
mod support;
mod surface_declared;
mod surface_shape_justified;

use crate::Rule;

pub(super) const ALL: &[&Rule] = &[
    &canonical_library_small::RULE,
    &canonical_no_aggregate::RULE,
    &no_accidental_identity::RULE,
    &no_shared_surface_schema::RULE,
    &ref_no_cross_surface::RULE,
    &surface_declared::RULE,
    &surface_shape_justified::RULE,
];
