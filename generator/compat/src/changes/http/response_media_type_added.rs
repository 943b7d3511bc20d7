//! `response-media-type-added`: a media type of responses was added.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ResponseMediaTypeAdded,
    PerSurface {
        http_request: Level::Safe,
        http_response: Level::Review,
        event: Level::Review,
        snapshot: Level::Review,
        cache: Level::Review,
        workflow: Level::Review,
        audit: Level::Review,
    },
    include_str!("response_media_type_added.md"),
);
