use super::support;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, Profile, Rule, SchemaView, Stand};
use rustc_hash::FxHashSet;
use stipula_diagnostics::Severity::Error;
use stipula_model::{Kw, SchemaId};
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "required-defined",
    Error,
    Profile::Recommended,
    Hook::Schema(check),
    include_str!("required_defined.md"),
);

fn check(cx: &Cx<'_>, schema: &SchemaView<'_>) {
    let Some(required) = schema.get(Kw::Required).filter(|list| !list.is_empty()) else { return };
    if schema.is_fragment || schema.is_base {
        return;
    }
    if schema.has(Kw::Type) && !schema.is("object") {
        let types: Vec<&str> = schema.types.names().collect();
        let message =
            format!("`required` lists properties, and {} has none", support::called(schema, &types.join(" or ")));
        let finding = Finding::at(schema.at.sibling(required), message).label(schema.at, "no object");
        return cx.report(finding.help("move it to the object that has these properties, perhaps to `items`"));
    }
    let own = schema.get(Kw::Properties);
    let is_own = |name: &str| own.is_some_and(|own| own.get(name).is_some());
    if required.items().filter_map(Node::as_str).all(is_own) {
        return;
    }
    let Some(declared) = declared(cx, schema) else { return };
    let mut seen = FxHashSet::default();
    for item in required.items() {
        let Some(name) = item.as_str().filter(|name| !declared.contains(name) && seen.insert(*name)) else { continue };
        let is_closed = schema.get(Kw::AdditionalProperties).and_then(Node::as_bool) == Some(false);
        let effect = if is_closed { "and forbidden, so that no value is valid" } else { "and not described" };
        let finding = Finding::at(schema.at.sibling(item), format!("`{name}` is required {effect}"));
        cx.report(finding.help(help(name, &declared)));
    }
}

fn help(name: &str, declared: &FxHashSet<&str>) -> String {
    let scored = declared.iter().map(|other| (strsim::normalized_damerau_levenshtein(name, other), *other));
    let best = scored.filter(|(score, _)| *score >= 0.7).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
    match best {
        Some((_, other)) => format!("is `{other}` meant? Otherwise describe `{name}` under `properties`"),
        None => format!("describe `{name}` under `properties`, or do not require it"),
    }
}

/// True where the names are described by other means than `properties`.
fn is_map(schema: &SchemaView<'_>) -> bool {
    schema.has(Kw::PatternProperties) || schema.get(Kw::AdditionalProperties).is_some_and(Node::is_object)
}

/// Every name that some schema for the same value declares; `None` if one of them is a map.
fn declared<'m>(cx: &Cx<'m>, schema: &SchemaView<'m>) -> Option<FxHashSet<&'m str>> {
    let mut names = FxHashSet::default();
    for id in support::in_place(cx, outermost(cx, schema))? {
        let part = cx.schema(id);
        if is_map(part) {
            return None;
        }
        names.extend(part.get(Kw::Properties).into_iter().flat_map(|map| map.members().map(|(name, _)| name)));
    }
    Some(names)
}

/// The schema that an alternative, and what that stands in, describes the same value with.
fn outermost(cx: &Cx<'_>, schema: &SchemaView<'_>) -> SchemaId {
    let mut id = schema.id;
    loop {
        let view = cx.schema(id);
        let is_within = matches!(view.stand, Stand::Alternative | Stand::Part);
        match view.parent.filter(|_| is_within) {
            Some(parent) => id = parent,
            None => return id,
        }
    }
}
