//! `discriminator-mapping-added`: a value that tells alternatives apart was added.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::DiscriminatorMappingAdded,
    PerSurface {
        http_request: Level::Safe,
        http_response: Level::Risky,
        event: Level::Risky,
        snapshot: Level::Safe,
        cache: Level::Risky,
        workflow: Level::Risky,
        audit: Level::Safe,
    },
    include_str!("discriminator_mapping_added.md"),
);
