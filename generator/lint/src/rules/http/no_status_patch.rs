use super::commands::parts;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::words;
use crate::{Cx, Family, OperationView, Profile, PropertyView, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_source::Node;

pub(super) const RULE: Rule =
    Rule::new("no-status-patch", Error, Profile::Platform, Hook::Operation(check), include_str!("no_status_patch.md"))
        .options(&[OptionSpec::words(
            "fields",
            &["status", "state", "lifecycleState", "lifecycleStatus"],
            "Properties that hold the state of an entity; `orderStatus` counts where the path speaks of orders.",
        )]);

/// A `state` beside these is a part of an address.
const ADDRESS: [&str; 5] = ["city", "country", "postalCode", "zip", "zipCode"];

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    let is_update = match operation.method() {
        "put" | "patch" => true,
        "post" => is_read(cx, operation),
        _ => false,
    };
    let computes = matches!(operation.family, Some(Family::Query | Family::Calculation | Family::Simulation));
    if !is_update || computes || !operation.is_called_by_clients() {
        return;
    }
    let Some(body) = operation.body() else { return };
    let parts = parts(cx, body, &["allOf", "oneOf", "anyOf"]);
    let properties: Vec<PropertyView<'_>> = parts.iter().flat_map(|part| cx.properties(cx.schema(*part))).collect();
    if properties.iter().any(|property| ADDRESS.contains(&property.name)) {
        return;
    }
    let fields = cx.words("fields");
    let is_state =
        |name: &str| fields.has(name) || fields.iter().any(|field| is_of_entity(name, field, operation.path()));
    let Some(found) = properties.iter().find(|own| is_state(own.name) && !is_read_only(own)) else { return };
    let message = format!("`{}` lets a client write `{}`", operation.name(), found.name);
    let path = operation.path();
    let help = format!(
        "take `{}` out of the body and serve each transition as a command, such as `POST {path}/accept`",
        found.name
    );
    let label = "every guard of the lifecycle is bypassed here";
    cx.report(Finding::at(found.key_at, message).help(help).label(operation.at(), label));
}

/// True for a POST to an entity itself: what can be read there is changed there.
fn is_read(cx: &Cx<'_>, operation: &OperationView<'_>) -> bool {
    let path = operation.path();
    let is_read = |own: &OperationView<'_>| own.method() == "get" && own.path() == path;
    path.ends_with('}') && operation.contract.operations(cx.sources).any(|own| is_read(&own))
}

/// True for `orderStatus` below `/orders`.
fn is_of_entity(name: &str, field: &str, path: &str) -> bool {
    let Some(entity) = name.get(..name.len().saturating_sub(field.len())).filter(|own| !own.is_empty()) else {
        return false;
    };
    name[entity.len()..].eq_ignore_ascii_case(field)
        && words(entity).last().is_some_and(|noun| words(path).iter().any(|word| word.starts_with(noun.as_str())))
}

fn is_read_only(property: &PropertyView<'_>) -> bool {
    let is_set = |node: Node<'_>| node.get("readOnly").and_then(Node::as_bool) == Some(true);
    is_set(property.schema.node) || is_set(property.resolved.node)
}
