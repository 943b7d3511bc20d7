use super::personal_data::{LEVELS, NAMES, SENSITIVITY, is_conditional, is_personal, mark, may_hold_text};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Stand};
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "sensitive-field-marked",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("sensitive_field_marked.md"),
)
.cedes_to(&["metadata-valid", "metadata-misspelled"])
.options(&[NAMES]);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if let Some(level) = schema.node.get(SENSITIVITY) {
        return unknown_level(cx, schema, level);
    }
    let Some(name) = schema.key.filter(|_| schema.stand == Stand::Property) else { return };
    if !may_hold_text(cx, schema) || !is_personal(cx.words("names"), name) {
        return;
    }
    if mark(cx, schema).is_some() || has_marked_parts(cx, schema) || is_conditional(cx, schema) {
        return;
    }
    let finding =
        Finding::at(schema.at, format!("`{name}` looks like personal data, and nothing says how sensitive it is"));
    cx.report(finding.help(
        "add `x-sensitivity: pii` and `x-redaction`; if it is about no person, say so: `x-sensitivity: internal` or `public`",
    ));
}

fn unknown_level(cx: &Cx<'_>, schema: &SchemaView<'_>, level: Node<'_>) {
    if !level.as_str().is_some_and(|own| LEVELS.contains(&own)) {
        let finding =
            Finding::at(schema.at.sibling(level), "this is no level of sensitivity that anybody could act on");
        cx.report(finding.help(format!("write one of `{}`", LEVELS.join("`, `"))));
    }
}

/// True for an object, or a list of objects, that says it part by part.
fn has_marked_parts(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let item = cx.resolved(schema.id).child(cx, Kw::Items);
    let parts = cx.all_properties(item.unwrap_or(schema.id));
    item.is_some_and(|item| cx.metadata(cx.schema(item), SENSITIVITY).is_some())
        || parts.iter().any(|part| cx.metadata(part.schema, SENSITIVITY).is_some())
}
