use super::support::{Fixtures, named, payloads};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Surfaces};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "compat-fixture-required",
    Error,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("compat_fixture_required.md"),
)
.in_repositories();

fn check(cx: &Cx<'_>) {
    let fixtures = Fixtures::of(cx);
    let open = stored(cx).into_iter().filter(|(schema, _)| fixtures.about(cx, schema).valid == 0);
    for (schema, version) in open.take(if fixtures.is_empty() { 1 } else { usize::MAX }) {
        let name = named(cx, schema);
        let others = if fixtures.is_empty() { ", nor of any other contract" } else { "" };
        let message = format!("`{name}` is released as {version}, and no payload of it is kept{others}");
        let help =
            "list a payload as it was written then under `valid` of a fixtures.yaml: every later version must read it";
        cx.report(Finding::at(schema.at, message).help(help));
    }
}

/// What is released and kept by others: payloads of messages, and snapshots that are no part of another one.
fn stored<'s>(cx: &'s Cx<'s>) -> Vec<(&'s SchemaView<'s>, &'s str)> {
    let messages = payloads(cx).into_iter().filter(|schema| schema.surfaces.meets(Surfaces::EVENT));
    let snapshots =
        cx.scene.contracts.iter().filter(|contract| contract.is_meant && contract.surfaces == Surfaces::SNAPSHOT);
    let roots = snapshots.filter_map(|contract| contract.contract.schema).map(|id| cx.scene.schema(id));
    let parts: Vec<_> = cx
        .scene
        .schemas()
        .iter()
        .filter(|schema| schema.surfaces == Surfaces::SNAPSHOT)
        .filter_map(|schema| schema.target)
        .collect();
    let whole = roots.filter(|root| !parts.contains(&root.id));
    let latest = |schema: &SchemaView<'_>| {
        let path = &cx.scene.contract_of(schema)?.path;
        cx.evidence.released.get(path)?.last().map(|released| released.version.as_str())
    };
    messages.chain(whole).filter_map(|schema| Some((schema, latest(schema)?))).collect()
}
