//! `xml-changed`: the XML form changed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::XmlChanged,
    PerSurface {
        http_request: Level::Review,
        http_response: Level::Review,
        event: Level::Review,
        snapshot: Level::Safe,
        cache: Level::Safe,
        workflow: Level::Safe,
        audit: Level::Safe,
    },
    include_str!("xml_changed.md"),
);
