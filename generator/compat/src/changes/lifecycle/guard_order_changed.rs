//! `guard-order-changed`: guards are asked in another order.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::GuardOrderChanged,
    PerSurface {
        http_request: Level::Safe,
        http_response: Level::Review,
        event: Level::Safe,
        snapshot: Level::Safe,
        cache: Level::Safe,
        workflow: Level::Safe,
        audit: Level::Safe,
    },
    include_str!("guard_order_changed.md"),
);
