use super::payload::facts;
use super::support::{is_event, said};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule};
use rustc_hash::FxHashMap;
use std::fmt::Write;
use stipula_diagnostics::Severity::Error;
use stipula_model::{Kw, NodeRef, SchemaId};

pub(super) const RULE: Rule = Rule::new(
    "event-not-command-payload",
    Error,
    Profile::Platform,
    Hook::Repository(check),
    include_str!("event_not_command_payload.md"),
)
.options(&[OptionSpec::number(
    "properties",
    3,
    "How many properties a payload has at least for the comparison to mean anything.",
)]);

fn check(cx: &Cx<'_>) {
    let messages =
        cx.contracts.iter().filter(|contract| contract.is_meant).flat_map(|contract| contract.messages(cx.scene));
    let mut messages = messages.filter(|message| is_event(cx, message)).peekable();
    if messages.peek().is_none() {
        return;
    }
    let bodies = bodies(cx);
    for message in messages {
        let same = facts(cx, &message).into_iter().find_map(|schema| bodies.get(&shape(cx, schema.id)?));
        if let Some((operation, body)) = same {
            let at = said(cx, &message, "payload").unwrap_or(message.at());
            let text = format!("`{}` carries what `{operation}` is asked with", message.name());
            let finding = Finding::at(at, text).label(*body, "the request");
            cx.report(finding.help(
                "give the event a payload of its own: what was decided, when and by whom, with the identifiers and values \
                 that the request did not have",
            ));
        }
    }
}

/// The shapes of request bodies, each with the operation and the place.
fn bodies(cx: &Cx<'_>) -> FxHashMap<String, (String, NodeRef)> {
    let mut found = FxHashMap::default();
    for operation in cx.operations().filter(|operation| operation.is_called_by_clients() && !operation.is_safe()) {
        let Some(body) = operation.body() else { continue };
        if let Some(shape) = shape(cx, body) {
            found.entry(shape).or_insert_with(|| (operation.name(), cx.schema(body).at));
        }
    }
    found
}

/// The names and types of an object's properties; none for small ones.
fn shape(cx: &Cx<'_>, id: SchemaId) -> Option<String> {
    let least = usize::try_from(cx.number("properties")).unwrap_or(usize::MAX);
    if cx.all_properties(id).len() < least.max(1) {
        return None;
    }
    let (mut out, mut left) = (String::new(), 1000);
    write_shape(cx, id, 0, &mut left, &mut out);
    Some(out)
}

fn write_shape(cx: &Cx<'_>, id: SchemaId, depth: usize, left: &mut usize, out: &mut String) {
    const DEEPEST: usize = 6;
    *left = left.saturating_sub(1);
    if depth > DEEPEST || *left == 0 {
        return out.push('…');
    }
    let view = cx.resolved(id);
    let mut types: Vec<&str> = view.types.names().filter(|name| *name != "null").collect();
    types.sort_unstable();
    let mut properties = cx.all_properties(view.id);
    properties.sort_by_key(|property| property.name);
    if properties.is_empty() {
        out.push_str(&types.join("|"));
    }
    for property in properties {
        let _ = write!(out, "{{{}:", property.name);
        write_shape(cx, property.schema.id, depth + 1, left, out);
        out.push('}');
    }
    if let Some(items) = view.child(cx.scene, Kw::Items) {
        out.push('[');
        write_shape(cx, items, depth + 1, left, out);
        out.push(']');
    }
}
