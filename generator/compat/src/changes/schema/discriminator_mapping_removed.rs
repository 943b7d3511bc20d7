//! `discriminator-mapping-removed`: a value that tells alternatives apart was removed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::DiscriminatorMappingRemoved,
    PerSurface {
        http_request: Level::Breaking,
        http_response: Level::Safe,
        event: Level::Breaking,
        snapshot: Level::Breaking,
        cache: Level::Breaking,
        workflow: Level::Breaking,
        audit: Level::Breaking,
    },
    include_str!("discriminator_mapping_removed.md"),
);
