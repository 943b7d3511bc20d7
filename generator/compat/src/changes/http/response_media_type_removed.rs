//! `response-media-type-removed`: a media type of responses was removed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ResponseMediaTypeRemoved,
    PerSurface::all(Level::Breaking),
    include_str!("response_media_type_removed.md"),
);
