//! Rules of one family. Written by `cargo xtask codegen`; a test holds it against the folder.

use crate::Rule;

pub(super) const ALL: &[&Rule] = &[];
