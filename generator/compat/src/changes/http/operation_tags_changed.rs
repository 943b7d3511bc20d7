//! `operation-tags-changed`: an operation is grouped in another way.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::OperationTagsChanged,
    PerSurface::all(Level::Docs),
    include_str!("operation_tags_changed.md"),
);
