use super::support::is_stored;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ContractView, Cx, Profile, Rule, SchemaView, Surfaces};
use stipula_diagnostics::Severity::Warning;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "cache-ttl-declared",
    Warning,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("cache_ttl_declared.md"),
)
.on(Surfaces::CACHE)
.cedes_to(&["metadata-valid", "metadata-misspelled"]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if !is_stored(cx, schema, &["cache", "entry"]) {
        return;
    }
    let Some(cache) = schema.node.get("x-cache") else {
        let finding = Finding::at(schema.at, "nothing says how long an entry of this cache lives and what ends it");
        let help =
            "add `x-cache: {ttl: PT5M, keyTemplate: …, invalidatedBy: […]}` with the events after which it is wrong";
        cx.report(finding.help(help));
        return;
    };
    if !cache.is_object() {
        return;
    }
    let at = schema.at.sibling(cache);
    let ends = cache.get("invalidatedBy");
    match (cache.get("ttl"), ends) {
        (None, None) => {
            let finding = Finding::at(at, "`x-cache` says neither how long an entry lives nor what ends it");
            cx.report(
                finding.help("add a `ttl` such as PT5M, and `invalidatedBy` with the events after which it is wrong"),
            );
        }
        (None, Some(_)) => {
            let finding = Finding::at(at, "`x-cache` does not say how long an entry lives when no event arrives");
            cx.report(finding.help("add a `ttl` such as PT5M"));
        }
        (Some(_), None) => {
            let finding = Finding::at(at, "`x-cache` does not say which events end an entry");
            cx.report(finding.help("add `invalidatedBy` with their types; `[]` says that only time does"));
        }
        (Some(_), Some(_)) => {}
    }
    let has_events = || cx.contracts.iter().any(ContractView::is_asyncapi);
    for event in ends.into_iter().flat_map(Node::items) {
        let name = event.as_str().unwrap_or_default();
        if !name.is_empty() && cx.message(name).is_none() && has_events() {
            let message = format!("`{name}` ends an entry, and no message is called so");
            cx.report(Finding::at(schema.at.sibling(event), message).help("use the `name` of a message in AsyncAPI"));
        }
    }
}
