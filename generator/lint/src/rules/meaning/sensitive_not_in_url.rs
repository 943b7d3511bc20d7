use super::personal_data::{CAREFUL, NAMES, SENSITIVITY, is_personal, may_hold_text};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::words::parts;
use crate::{Cx, ParameterView, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_model::{ParameterIn, SchemaId};
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "sensitive-not-in-url",
    Error,
    Profile::Recommended,
    Hook::Parameter(check),
    include_str!("sensitive_not_in_url.md"),
)
.options(&[NAMES, CAREFUL]);

/// First words of names that ask for something to be done: `sendEmail` holds no address.
const SWITCHES: &[&str] =
    &["send", "show", "hide", "include", "exclude", "has", "is", "with", "without", "notify", "verify"];

fn check(cx: &Cx<'_>, view: &ParameterView<'_>) {
    let parameter = view.parameter;
    let name = &parameter.name;
    if matches!(parameter.location, ParameterIn::Header | ParameterIn::Cookie) {
        return;
    }
    let schemas: Vec<SchemaId> =
        parameter.schema.into_iter().chain(parameter.content.iter().filter_map(|media| media.schema)).collect();
    let mut marks: Vec<&str> = view.node.get_str(SENSITIVITY).into_iter().collect();
    marks.extend(schemas.iter().flat_map(|schema| marks_of(cx, *schema)));
    let message = if let Some(level) = marks.iter().find(|level| cx.words("levels").has(level)) {
        format!("`{name}` is `{level}` and part of the address")
    } else if marks.is_empty() && looks_personal(cx, name, &schemas) {
        format!("`{name}` looks like personal data and is part of the address")
    } else {
        return;
    };
    let place = view.node.get("name").map_or(parameter.at, |name| parameter.at.sibling(name));
    cx.report(Finding::at(place, message).help(match parameter.location {
        ParameterIn::Path => "address the resource by an opaque id",
        _ => "send it in the body of a search request, or use an opaque id",
    }));
}

fn looks_personal(cx: &Cx<'_>, name: &str, schemas: &[SchemaId]) -> bool {
    let is_switch = || parts(name).next().is_some_and(|first| SWITCHES.contains(&first.to_lowercase().as_str()));
    is_personal(cx.words("names"), name)
        && !is_switch()
        && schemas.iter().all(|schema| may_hold_text(cx, cx.schema(*schema)))
}

/// The marks of a schema and of its properties: a parameter may be an object.
fn marks_of<'s>(cx: &'s Cx<'_>, schema: SchemaId) -> Vec<&'s str> {
    let parts = cx.all_properties(schema).into_iter().map(|part| part.schema.id);
    let all = std::iter::once(schema).chain(parts);
    all.filter_map(|id| cx.metadata(cx.schema(id), SENSITIVITY).and_then(Node::as_str)).collect()
}
