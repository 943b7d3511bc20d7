//! `transition-audit-changed`: a transition is audited in another way.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::TransitionAuditChanged,
    PerSurface {
        http_request: Level::Review,
        http_response: Level::Safe,
        event: Level::Safe,
        snapshot: Level::Safe,
        cache: Level::Safe,
        workflow: Level::Review,
        audit: Level::Review,
    },
    include_str!("transition_audit_changed.md"),
);
