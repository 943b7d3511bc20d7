//! `webhook-added`: a webhook was added.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change =
    Change::declared(Kind::WebhookAdded, PerSurface::all(Level::Safe), include_str!("webhook_added.md"));
