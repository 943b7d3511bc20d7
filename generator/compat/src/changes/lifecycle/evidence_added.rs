//! `evidence-added`: a transition needs more on record.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::EvidenceAdded,
    PerSurface {
        http_request: Level::Breaking,
        http_response: Level::Safe,
        event: Level::Safe,
        snapshot: Level::Safe,
        cache: Level::Safe,
        workflow: Level::Breaking,
        audit: Level::Safe,
    },
    include_str!("evidence_added.md"),
);
