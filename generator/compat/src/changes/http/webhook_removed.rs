//! `webhook-removed`: a webhook was removed.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::WebhookRemoved, PerSurface::all(Level::Breaking), include_str!("webhook_removed.md"))
        .retirable();
