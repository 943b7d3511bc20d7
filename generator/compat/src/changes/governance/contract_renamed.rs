//! `contract-renamed`: a contract lies elsewhere or has another identifier.

use crate::{Change, Level, PerSurface};
use stipula_diff::Kind;

pub(super) const CHANGE: Change = Change::declared(
    Kind::ContractRenamed,
    PerSurface {
        http_request: Level::Safe,
        http_response: Level::Safe,
        event: Level::Review,
        snapshot: Level::Review,
        cache: Level::Safe,
        workflow: Level::Review,
        audit: Level::Review,
    },
    include_str!("contract_renamed.md"),
);
