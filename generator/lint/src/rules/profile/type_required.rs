use super::support;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Stand, fix};
use serde_json::json;
use stipula_diagnostics::Severity::Error;
use stipula_model::Kw;
use stipula_source::{Kind, Node};

pub(super) const RULE: Rule =
    Rule::new("type-required", Error, Profile::Recommended, Hook::Schema(check), include_str!("type_required.md"));

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    if schema.has(Kw::Type) || schema.is_fragment || schema.is_base || schema.is_boolean() {
        return;
    }
    let is_put_together = schema.is_reference() || schema.has(Kw::Not) || schema.has(Kw::If) || is_union(cx, schema);
    if is_put_together || is_typed_around(cx, schema) || is_said_elsewhere(cx, schema) {
        return;
    }
    let kind = kind_of_values(schema);
    let help = match kind.or_else(|| kind_of_keywords(schema)) {
        Some(kind) => format!("add `type: {kind}`"),
        None => "add `type`; where any value is right, list all types that may come".to_owned(),
    };
    let message = format!("{} has no `type`", support::called(schema, "schema"));
    let member = |kind: &str| fix::add_member(cx.sources, schema.at, None, ("type", &json!(kind)));
    let finding = Finding::at(schema.at, message).help(help);
    cx.report(finding.fix(fix::one("add the type that all values have", kind.and_then(member))));
}

/// True if the type is that of its parts or alternatives. Alternatives that only differ in what they require have none.
fn is_union(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let describes = |keyword: &str| {
        let branches = schema.branches(cx.scene, keyword);
        branches.into_iter().any(|branch| !support::only_requires(cx.schema(branch)))
    };
    schema.is_composed() && (schema.has(Kw::AllOf) || describes("oneOf") || describes("anyOf"))
}

/// An alternative narrows what stands around it, and the type belongs there.
fn is_typed_around(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let is_typed = |parent| cx.schema(parent).has(Kw::Type) || support::only_requires(schema);
    schema.stand == Stand::Alternative && schema.parent.is_some_and(is_typed)
}

/// Other rules speak about items and values of maps that are not described; content that is no JSON has no type.
fn is_said_elsewhere(cx: &Cx<'_>, schema: &SchemaView<'_>) -> bool {
    let is_other = match schema.stand {
        Stand::Item | Stand::MapValue => support::says_nothing(schema),
        Stand::Property => support::is_envelope_payload(cx, schema),
        Stand::Whole => {
            let media = schema.node.parent().and_then(Node::key).and_then(Node::as_str);
            media.is_some_and(|media| media.contains('/') && !media.contains("json"))
        }
        _ => false,
    };
    is_other || schema.has(Kw::ContentMediaType)
}

/// The one type of everything that `enum` or `const` allows: naming it changes nothing.
fn kind_of_values(schema: &SchemaView<'_>) -> Option<&'static str> {
    let values = schema.values();
    let kind = type_of(*values.first()?);
    values.iter().all(|value| type_of(*value) == kind).then_some(kind)
}

fn type_of(value: Node<'_>) -> &'static str {
    match value.kind() {
        Kind::Number if value.as_number().is_some_and(|text| text.parse::<i64>().is_ok()) => "integer",
        kind => kind.name(),
    }
}

/// The type that the other keywords are about.
fn kind_of_keywords(schema: &SchemaView<'_>) -> Option<&'static str> {
    schema.keywords().find_map(|(kw, _)| match kw {
        Kw::Properties | Kw::Required | Kw::AdditionalProperties | Kw::MaxProperties | Kw::MinProperties => {
            Some("object")
        }
        Kw::Items | Kw::PrefixItems | Kw::MaxItems | Kw::MinItems | Kw::UniqueItems => Some("array"),
        Kw::MaxLength | Kw::MinLength | Kw::Pattern | Kw::Format => Some("string"),
        Kw::Maximum | Kw::Minimum | Kw::ExclusiveMaximum | Kw::ExclusiveMinimum | Kw::MultipleOf => Some("number"),
        _ => None,
    })
}
