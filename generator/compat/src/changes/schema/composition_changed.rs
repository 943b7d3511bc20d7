//! `composition-changed`: a schema is composed in another way.

use crate::Change;
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::by_inclusion(Kind::CompositionChanged, include_str!("composition_changed.md"));
