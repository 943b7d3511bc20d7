//! Parameters (OpenAPI 3.1.1 §4.8.12).

use crate::Context;
use rustc_hash::FxHashSet;
use stipula_diagnostics::{Diagnostic, codes};
use stipula_model::{NodeRef, Operation, Parameter, ParameterIn, SchemaId, Shape};
use stipula_source::Node;

pub(super) fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut judged = FxHashSet::default();
    for operation in context.model.contracts.iter().flat_map(|contract| &contract.operations) {
        duplicates(context, operation, &mut findings);
        for parameter in operation.parameters.iter().filter(|parameter| judged.insert(parameter.at)) {
            findings.extend(style(context, parameter));
        }
    }
    findings
}

fn duplicates(context: &Context<'_>, operation: &Operation, findings: &mut Vec<Diagnostic>) {
    let same = |a: &Parameter, b: &Parameter| {
        a.location == b.location
            && (a.name == b.name || (a.location == ParameterIn::Header && a.name.eq_ignore_ascii_case(&b.name)))
    };
    for (n, parameter) in operation.parameters.iter().enumerate() {
        let Some(first) = operation.parameters[..n].iter().find(|first| same(first, parameter)) else { continue };
        let name = |at: NodeRef| {
            let node = at.get(context.sources);
            at.sibling(node.get("name").unwrap_or(node)).place(context.sources)
        };
        let message = format!("the {} parameter `{}` is declared twice", parameter.location.name(), parameter.name);
        // Two references to one parameter: the operation says it twice.
        let place = if first.at == parameter.at { operation.at.place(context.sources) } else { name(parameter.at) };
        let diagnostic = Diagnostic::new(codes::PARAMETER_DUPLICATE, place, message)
            .with_label(name(first.at), "first declared here")
            .with_help("keep one; an operation's own parameter replaces that of its path");
        findings.push(diagnostic);
    }
}

/// Styles that are defined for some types only (OpenAPI 3.1.1 §4.8.12.3).
fn style(context: &Context<'_>, parameter: &Parameter) -> Option<Diagnostic> {
    let node = parameter.at.get(context.sources);
    let style = node.get("style")?;
    let name = style.as_str()?;
    let fits: &[&str] = match name {
        "deepObject" => &["object"],
        "spaceDelimited" | "pipeDelimited" => &["array", "object"],
        _ => return None,
    };
    let types = types_of(context, parameter.schema?)?;
    if types.iter().any(|found| fits.contains(&found.as_str())) {
        return None;
    }
    let message = format!("the style `{name}` is not defined for type {}", types.join(" or "));
    let diagnostic =
        Diagnostic::new(codes::PARAMETER_STYLE_INVALID, parameter.at.sibling(style).place(context.sources), message);
    Some(diagnostic.with_help(format!("use it for {}, or remove `style`", fits.join(" or "))))
}

/// The types that a schema declares, directly or through one reference; `None` where it leaves them open.
fn types_of(context: &Context<'_>, id: SchemaId) -> Option<Vec<String>> {
    let schemas = &context.model.schemas;
    let declared = |id: SchemaId| {
        schemas.keywords(context.sources, id).find_map(|keyword| match keyword.shape {
            Shape::Types(types) => Some(types.set.names().map(str::to_owned).collect::<Vec<_>>()),
            _ => None,
        })
    };
    let is_plain = |id: SchemaId| {
        let node = schemas.get(id).at.get(context.sources);
        !["allOf", "anyOf", "oneOf"].iter().any(|key| node.get(key).is_some_and(Node::is_array))
    };
    let id = schemas.get(id).target.unwrap_or(id);
    declared(id).filter(|_| is_plain(id))
}
