//! Discriminators (OpenAPI 3.1.1 §4.8.25).

use crate::Context;
use rustc_hash::FxHashMap;
use stipula_diagnostics::{Diagnostic, codes};
use stipula_model::{Kw, NodeRef, ResourceId, SchemaId, Shape};
use stipula_source::Node;

pub(super) fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (id, schema) in context.model.schemas.iter() {
        let node = schema.at.get(context.sources);
        let Some(discriminator) = node.get("discriminator") else { continue };
        let Some(property) = discriminator.get("propertyName") else { continue };
        if let Some(name) = property.as_str() {
            properties(context, id, schema.at.sibling(property), name, &mut findings);
        }
        for (_, value) in discriminator.get("mapping").into_iter().flat_map(Node::members) {
            findings.extend(mapping(context, schema.at.sibling(value), value, schema.resource));
        }
    }
    findings
}

/// Every alternative (or, without alternatives, the schema itself) declares the property.
fn properties(context: &Context<'_>, id: SchemaId, at: NodeRef, name: &str, findings: &mut Vec<Diagnostic>) {
    let mut branches = Vec::new();
    for keyword in context.model.schemas.keywords(context.sources, id) {
        if let (Kw::OneOf | Kw::AnyOf, Shape::Schemas(members)) = (keyword.kw, keyword.shape) {
            branches.extend(members);
        }
    }
    let mut known = FxHashMap::default();
    if declares(context, id, name, MOST_NESTING, &mut known) {
        return;
    }
    if branches.is_empty() {
        let message = format!("this schema has no property `{name}` to tell its kinds apart");
        findings.push(Diagnostic::new(codes::DISCRIMINATOR_PROPERTY_MISSING, at.place(context.sources), message));
        return;
    }
    for branch in branches {
        if declares(context, branch, name, MOST_NESTING, &mut known) {
            continue;
        }
        let message = format!("an alternative has no property `{name}` to be told apart by");
        let place = context.model.schemas.get(branch).at.place(context.sources);
        let diagnostic = Diagnostic::new(codes::DISCRIMINATOR_PROPERTY_MISSING, at.place(context.sources), message)
            .with_label(place, "this alternative")
            .with_help(format!("declare `{name}` in it and require it"));
        findings.push(diagnostic);
    }
}

/// Compositions deeper than this are taken to declare the property: silence is better than a false alarm.
const MOST_NESTING: usize = 12;

/// `known` keeps what was found, so that a schema which many others refer to is looked at once.
fn declares(
    context: &Context<'_>,
    id: SchemaId,
    name: &str,
    left: usize,
    known: &mut FxHashMap<SchemaId, bool>,
) -> bool {
    if left == 0 {
        return true;
    }
    if let Some(found) = known.get(&id) {
        return *found;
    }
    let schema = context.model.schemas.get(id);
    if schema.at.get(context.sources).get("$ref").is_some() && schema.target.is_none() {
        // An unresolved reference was reported.
        return true;
    }
    let mut through = |id: SchemaId| declares(context, id, name, left - 1, known);
    let found = context.model.schemas.keywords(context.sources, id).any(|keyword| match (keyword.kw, keyword.shape) {
        (Kw::Properties, Shape::Map(members)) => members.iter().any(|(key, _)| key.as_str() == Some(name)),
        (Kw::Ref, Shape::Target(Some(target))) => through(target),
        (Kw::AllOf, Shape::Schemas(members)) => members.into_iter().any(&mut through),
        (Kw::OneOf | Kw::AnyOf, Shape::Schemas(members)) => members.into_iter().all(&mut through),
        _ => false,
    });
    known.insert(id, found);
    found
}

/// A mapping's value is a reference, or the name of a component.
fn mapping(context: &Context<'_>, at: NodeRef, value: Node<'_>, resource: ResourceId) -> Option<Diagnostic> {
    let text = value.as_str()?;
    let leads_somewhere = |reference: &str| {
        let target = context.model.resolve(context.sources, context.roots, resource, reference);
        target
            .is_some_and(|target| context.model.schemas.at(target).is_some() || target.get(context.sources).is_object())
    };
    if leads_somewhere(&format!("#/components/schemas/{text}")) || leads_somewhere(text) {
        return None;
    }
    let message = format!("`{text}` is neither a reference that resolves nor the name of a component schema");
    Some(Diagnostic::new(codes::DISCRIMINATOR_MAPPING_INVALID, at.place(context.sources), message))
}
