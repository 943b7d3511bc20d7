//! Rules of one family. Written by `cargo xtask codegen`; a test holds it against the folder.

mod array_bounded;

use crate::Rule;

pub(super) const ALL: &[&Rule] = &[&array_bounded::RULE];
