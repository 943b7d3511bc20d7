//! Groups of surfaces: what may share a schema, and what may not.

use crate::{Cx, SchemaView, Surfaces};

/// The groups, with how sentences name them. Requests and responses of HTTP are one: they are released together, and to
/// the same clients.
const GROUPS: [(Surfaces, &str); 6] = [
    (Surfaces::HTTP, "HTTP"),
    (Surfaces::EVENT, "events"),
    (Surfaces::SNAPSHOT, "snapshots"),
    (Surfaces::CACHE, "the cache"),
    (Surfaces::WORKFLOW, "workflow"),
    (Surfaces::AUDIT, "audit"),
];

/// The groups that some surfaces belong to, each whole.
pub(super) fn groups(surfaces: Surfaces) -> Surfaces {
    let own = GROUPS.into_iter().filter(|(group, _)| group.meets(surfaces));
    own.fold(Surfaces::NONE, |all, (group, _)| all.and(group))
}

/// How many groups some surfaces belong to.
pub(super) fn count(surfaces: Surfaces) -> usize {
    GROUPS.into_iter().filter(|(group, _)| group.meets(surfaces)).count()
}

/// The groups in words: `HTTP and events`.
pub(super) fn named(surfaces: Surfaces) -> String {
    let names: Vec<&str> =
        GROUPS.into_iter().filter(|(group, _)| group.meets(surfaces)).map(|(_, name)| name).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => "no surface".to_owned(),
    }
}

/// The surface that the document of a schema declares, by folder or `x-surface`; none for OpenAPI and AsyncAPI.
pub(super) fn declared(cx: &Cx<'_>, schema: &SchemaView<'_>) -> Surfaces {
    cx.contract_of(schema).map_or(Surfaces::NONE, |contract| contract.surfaces)
}

/// How messages name a schema: its title, or its file.
pub(super) fn called(cx: &Cx<'_>, schema: &SchemaView<'_>) -> String {
    let path = || cx.contract_of(schema).map(|contract| contract.path.clone()).unwrap_or_default();
    schema.name().map_or_else(path, str::to_owned)
}
