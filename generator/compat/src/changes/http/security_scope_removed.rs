//! `security-scope-removed`: a scope is no longer needed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::SecurityScopeRemoved,
    PerSurface {
        http_request: Level::Safe,
        http_response: Level::Breaking,
        event: Level::Breaking,
        snapshot: Level::Breaking,
        cache: Level::Breaking,
        workflow: Level::Breaking,
        audit: Level::Breaking,
    },
    include_str!("security_scope_removed.md"),
);
