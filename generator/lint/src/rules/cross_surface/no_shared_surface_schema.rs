use super::support::{called, count, declared, groups, named};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces};
use rustc_hash::FxHashMap;
use stipula_diagnostics::Severity::Error;
use stipula_model::SchemaId;

pub(super) const RULE: Rule = Rule::new(
    "no-shared-surface-schema",
    Error,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("no_shared_surface_schema.md"),
);

fn check(cx: &Cx<'_>) {
    let mut users: FxHashMap<SchemaId, Vec<&SchemaView<'_>>> = FxHashMap::default();
    for user in cx.schemas().iter().filter(|user| count(user.reached) == 1) {
        if let Some(target) = user.target.map(|id| cx.schema(id)).filter(|target| is_shared(cx, target)) {
            users.entry(target.id).or_default().push(user);
        }
    }
    let mut shared: Vec<_> = users.into_iter().collect();
    shared.sort_by_key(|(id, _)| *id);
    for (id, users) in shared {
        let surfaces = users.iter().fold(Surfaces::NONE, |all, user| all.and(groups(user.reached)));
        if count(surfaces) > 1 {
            report(cx, cx.schema(id), surfaces, &users);
        }
    }
}

/// True for a schema that several groups of surfaces reach and that says of itself that it belongs to none of them. What
/// does is told where it is referred to.
fn is_shared(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let is_meant = || cx.contract_of(schema).is_some_and(|contract| contract.is_meant);
    count(schema.reached) > 1 && declared(cx, schema).is_empty() && is_meant()
}

fn report(cx: &Cx<'_>, schema: &SchemaView<'_>, surfaces: Surfaces, users: &[&SchemaView<'_>]) {
    let message = format!("`{}` is used by {}", called(cx, schema), named(surfaces));
    let mut finding = Finding::at(schema.at, message)
        .help("give each surface a schema of its own; what is one concept everywhere belongs in `canonical/`");
    let mut told = Surfaces::NONE;
    for user in users {
        let group = groups(user.reached);
        if !told.meets(group) {
            finding = finding.label(user.at, format!("{} here", named(group)));
            told = told.and(group);
        }
    }
    cx.report(finding);
}
