use super::support::{self, Extent};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView};
use stipula_diagnostics::Severity::Error;
use stipula_model::{Kw, SchemaId};

pub(super) const RULE: Rule = Rule::new(
    "extension-map-scoped",
    Error,
    Profile::Platform,
    Hook::Schema(check),
    include_str!("extension_map_scoped.md"),
);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    match support::extent(cx, schema) {
        Some(Extent::Open(value)) if !support::is_envelope_payload(cx, schema) => {
            let message = format!("{} takes any property with any value", support::called(schema, "object"));
            let help = "close it, or describe the values: `additionalProperties: {type: string, maxLength: 512}`";
            cx.report(Finding::at(schema.at.sibling(value), message).help(help));
        }
        Some(Extent::Map(values)) => scope(cx, schema, Some(values)),
        Some(Extent::Extension) => scope(cx, schema, schema.child(cx.scene, Kw::AdditionalProperties)),
        _ => {}
    }
}

fn scope(cx: &Cx<'_>, schema: &SchemaView<'_>, values: Option<SchemaId>) {
    let values = values.map(|id| cx.schema(id));
    let missing: Vec<&str> = [
        (!support::is_extension_map(schema)).then_some("`x-extension-map: true`"),
        values.is_none_or(|values| support::says_nothing(values)).then_some("what its values are"),
        values.is_some_and(is_unbounded_text).then_some("a `maxLength` for its values"),
        (!schema.has(Kw::MaxProperties)).then_some("`maxProperties`"),
        (!schema.has(Kw::Description)).then_some("a `description`"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !missing.is_empty() {
        let message = format!("{} is a map without {}", support::called(schema, "object"), support::joined(&missing));
        let help =
            "say that the map is intended, what it is for, what it holds and how much; or declare its properties";
        cx.report(Finding::at(schema.at, message).help(help));
    }
}

fn is_unbounded_text(values: &SchemaView<'_>) -> bool {
    let bounds = [Kw::MaxLength, Kw::Pattern, Kw::Enum, Kw::Const, Kw::Format];
    values.is("string") && !bounds.iter().any(|kw| values.has(*kw))
}
