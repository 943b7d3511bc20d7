//! Path templates and operation ids (OpenAPI 3.1.1 §4.8.8, §4.8.10).

use crate::Context;
use rustc_hash::FxHashMap;
use stipula_diagnostics::{Diagnostic, Place, codes};
use stipula_model::{Contract, HttpSource, Kind, NodeRef, Operation, ParameterIn};
use stipula_source::Node;

pub(super) fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for contract in &context.model.contracts {
        operation_ids(context, contract, &mut findings);
        let names = templates(context, contract, &mut findings);
        for operation in contract.operations.iter().filter(|operation| operation.source == HttpSource::Path) {
            if let Some(names) = names.get(&operation.path_at) {
                path_parameters(context, operation, names, &mut findings);
            }
        }
    }
    findings
}

/// The names in each well-formed template, by its path item; items without operations are judged too.
fn templates<'a>(
    context: &Context<'a>,
    contract: &Contract,
    findings: &mut Vec<Diagnostic>,
) -> FxHashMap<NodeRef, Vec<&'a str>> {
    let mut shapes: FxHashMap<String, NodeRef> = FxHashMap::default();
    let mut found = FxHashMap::default();
    let paths = contract.at.get(context.sources).get("paths").filter(|_| matches!(contract.kind, Kind::OpenApi(_)));
    let paths = paths.into_iter().flat_map(Node::members).filter(|(path, _)| !path.starts_with("x-"));
    for (path, item) in paths {
        let item = contract.at.sibling(item);
        match template_names(path) {
            Ok(names) => {
                ambiguous(context, path, item, &mut shapes, findings);
                found.insert(item, names);
            }
            Err(message) => {
                findings.push(Diagnostic::new(codes::PATH_TEMPLATE_INVALID, path_place(context, item), message));
            }
        }
    }
    found
}

fn path_place(context: &Context<'_>, at: NodeRef) -> Place {
    let item = at.get(context.sources);
    let key = item.key().unwrap_or(item);
    Place { file: at.file, span: key.span(), pointer: item.pointer() }
}

/// The names in a path template, in order (OpenAPI 3.1.1 §4.8.8.2).
pub(super) fn template_names(path: &str) -> Result<Vec<&str>, String> {
    if !path.starts_with('/') {
        return Err(format!("the path `{path}` does not begin with `/`"));
    }
    let mut names: Vec<&str> = Vec::new();
    let mut rest = path;
    while let Some(open) = rest.find(['{', '}']) {
        if rest[open..].starts_with('}') {
            return Err(format!("a `}}` in `{path}` closes nothing"));
        }
        let inside = &rest[open + 1..];
        let Some(close) = inside.find(['{', '}']).filter(|close| inside[*close..].starts_with('}')) else {
            return Err(format!("a `{{` in `{path}` is not closed"));
        };
        let name = &inside[..close];
        if name.is_empty() {
            return Err(format!("a parameter in `{path}` has no name"));
        }
        if names.contains(&name) {
            return Err(format!("the parameter `{name}` stands twice in `{path}`"));
        }
        names.push(name);
        rest = &inside[close + 1..];
    }
    Ok(names)
}

/// Two templates of the same shape match the same requests.
fn ambiguous(
    context: &Context<'_>,
    path: &str,
    at: NodeRef,
    shapes: &mut FxHashMap<String, NodeRef>,
    findings: &mut Vec<Diagnostic>,
) {
    let mut shape = String::new();
    for (n, part) in path.split(['{', '}']).enumerate() {
        shape.push_str(if n % 2 == 0 { part } else { "{}" });
    }
    if !shape.contains("{}") {
        return;
    }
    match shapes.get(&shape) {
        Some(first) => {
            let message = format!("`{path}` matches the same requests as another path");
            let first = first.place(context.sources);
            let diagnostic = Diagnostic::new(codes::PATH_AMBIGUOUS, path_place(context, at), message)
                .with_label(first, "the other path")
                .with_help("merge the two path items");
            findings.push(diagnostic);
        }
        None => {
            shapes.insert(shape, at);
        }
    }
}

fn path_parameters(context: &Context<'_>, operation: &Operation, names: &[&str], findings: &mut Vec<Diagnostic>) {
    let declared: Vec<_> = operation.parameters.iter().filter(|p| p.location == ParameterIn::Path).collect();
    for name in names.iter().filter(|name| !declared.iter().any(|parameter| parameter.name == **name)) {
        let message = format!(
            "`{}` {} does not declare its path parameter `{name}`",
            operation.method.to_uppercase(),
            operation.path
        );
        let help = format!("add `- {{name: {name}, in: path, required: true, schema: …}}` to its parameters");
        findings.push(
            Diagnostic::new(codes::PATH_PARAMETER_UNDECLARED, path_place(context, operation.path_at), message)
                .with_help(help),
        );
    }
    for parameter in declared.iter().filter(|parameter| !names.contains(&parameter.name.as_str())) {
        let node = parameter.at.get(context.sources);
        let place = parameter.at.sibling(node.get("name").unwrap_or(node)).place(context.sources);
        let message = format!("the path `{}` has no parameter `{}`", operation.path, parameter.name);
        let diagnostic = Diagnostic::new(codes::PATH_PARAMETER_UNUSED, place, message)
            .with_label(path_place(context, operation.path_at), "the path");
        findings.push(diagnostic);
    }
}

fn operation_ids(context: &Context<'_>, contract: &Contract, findings: &mut Vec<Diagnostic>) {
    let mut seen: FxHashMap<&str, NodeRef> = FxHashMap::default();
    // AsyncAPI 2 has them too; in AsyncAPI 3 an operation's key is its id.
    let operations = contract.operations.iter().map(|operation| operation.at);
    for at in operations.chain(contract.wire_operations.iter().map(|operation| operation.at)) {
        let Some(value) = at.get(context.sources).get("operationId") else { continue };
        let (Some(id), value) = (value.as_str(), at.sibling(value)) else { continue };
        match seen.insert(id, value) {
            // One path item may be referred to from several places.
            Some(first) if first != value => {
                let diagnostic = Diagnostic::new(
                    codes::OPERATION_ID_DUPLICATE,
                    value.place(context.sources),
                    format!("the operationId `{id}` is used twice"),
                )
                .with_label(first.place(context.sources), "first used here")
                .with_help("give each operation an id of its own: generated clients name their methods by it");
                findings.push(diagnostic);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::template_names;

    #[test]
    fn names_are_found_in_order() {
        assert_eq!(
            template_names("/quotes/{quoteId}/lines/{lineId}.{format}"),
            Ok(vec!["quoteId", "lineId", "format"])
        );
        assert_eq!(template_names("/quotes"), Ok(vec![]));
    }

    #[test]
    fn malformed_templates_are_told_apart() {
        for (path, fault) in [
            ("quotes", "does not begin"),
            ("/quotes/{id", "is not closed"),
            ("/quotes/id}", "closes nothing"),
            ("/quotes/{}", "has no name"),
            ("/a/{b}/c/{b}", "stands twice"),
            ("/a/{b{c}}", "is not closed"),
        ] {
            assert!(template_names(path).is_err_and(|message| message.contains(fault)), "{path}");
        }
    }
}
