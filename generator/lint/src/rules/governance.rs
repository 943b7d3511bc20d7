//! Rules of one family. Written by `cargo xtask codegen`; a test holds it against the folder.

mod metadata_misspelled;
mod metadata_valid;

use crate::Rule;

pub(super) const ALL: &[&Rule] = &[&metadata_misspelled::RULE, &metadata_valid::RULE];
