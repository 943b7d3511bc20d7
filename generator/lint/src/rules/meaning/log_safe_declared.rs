use super::personal_data::{CAREFUL, SENSITIVITY};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Stand};
use stipula_diagnostics::Severity::Warning;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "log-safe-declared",
    Warning,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("log_safe_declared.md"),
)
.options(&[CAREFUL])
.cedes_to(&["sensitive-not-external", "metadata-valid", "metadata-misspelled"]);

const KEY: &str = "x-redaction";
const WAYS: [&str; 3] = ["mask", "hash", "drop"];

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(mark) = schema.node.get(SENSITIVITY) else { return };
    let Some(level) = mark.as_str().filter(|level| cx.words("levels").has(level)) else { return };
    let finding = match cx.metadata(schema, KEY) {
        Some(way) if way.as_str().is_some_and(|way| WAYS.contains(&way)) => return,
        Some(way) if schema.node.get(KEY).is_some() => Finding::at(schema.at.sibling(way), "a log cannot act on this"),
        _ if is_in_url(schema) || is_said_by_parts(cx, schema) => return,
        _ => Finding::at(
            schema.at.sibling(mark),
            format!("this is `{level}`, and nothing says what a log may show of it"),
        ),
    };
    cx.report(
        finding
            .help("add `x-redaction`: `mask` keeps the shape, `hash` lets equal values be found, `drop` leaves it out"),
    );
}

/// What is sensitive in an address is in every access log already: `sensitive-not-in-url` says so.
fn is_in_url(schema: &SchemaView<'_>) -> bool {
    let parameter = schema.node.parent().filter(|_| schema.stand == Stand::Whole);
    parameter.and_then(|node: Node<'_>| node.get_str("in")).is_some_and(|place| ["query", "path"].contains(&place))
}

/// True for an object of which each property says it.
fn is_said_by_parts(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let parts = cx.all_properties(schema.id);
    !parts.is_empty() && parts.iter().all(|part| cx.metadata(part.schema, KEY).is_some())
}
