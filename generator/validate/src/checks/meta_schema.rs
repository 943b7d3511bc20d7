//! `contract-invalid`, `contract-unsupported` and, for OpenAPI 3.0 and AsyncAPI, whose meta-schemas
//! describe their schema objects too, `schema-invalid`.

use crate::validator::Failure;
use crate::{Context, meta};
use rayon::prelude::*;
use stipula_diagnostics::{Diagnostic, Place, codes};
use stipula_model::{Kind, NodeRef};
use stipula_source::Node;

pub(super) fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let contracts = context.model.contracts.iter().map(|contract| (contract.at, contract.kind));
    let documents: Vec<_> = contracts.chain(context.model.documents.iter().copied()).collect();
    documents.into_par_iter().flat_map_iter(|(at, kind)| judge(context, at, kind)).collect()
}

fn judge(context: &Context<'_>, at: NodeRef, kind: Kind) -> Vec<Diagnostic> {
    if kind == Kind::Unsupported {
        return vec![unsupported(context, at)];
    }
    let Some(validator) = meta::of_document(kind) else { return Vec::new() };
    let root = at.get(context.sources);
    // A path without `/` is `path-template-invalid`.
    let is_path = |failure: &Failure| {
        matches!(kind, Kind::OpenApi(_))
            && failure.pointer == "/paths"
            && root.at_pointer("/paths").is_some_and(|paths| {
                failure.unexpected.as_deref().is_some_and(|name| paths.get(name).is_some_and(Node::is_object))
            })
    };
    let failures = validator.failures(root);
    failures
        .into_iter()
        .filter(|failure| !is_path(failure))
        .map(|failure| {
            let node = failure.node(root);
            let code = if in_schema(context, at, node) { codes::SCHEMA_INVALID } else { codes::CONTRACT_INVALID };
            let place = Place { file: at.file, span: node.headline(), pointer: node.pointer() };
            let diagnostic = Diagnostic::new(code, place, failure.message);
            match failure.help {
                Some(help) => diagnostic.with_help(help),
                None => diagnostic,
            }
        })
        .collect()
}

/// True if the value is part of a schema.
fn in_schema(context: &Context<'_>, at: NodeRef, node: Node<'_>) -> bool {
    let around = std::iter::successors(Some(node), |node| node.parent());
    around.into_iter().any(|node| context.model.schemas.at(at.sibling(node)).is_some())
}

fn unsupported(context: &Context<'_>, at: NodeRef) -> Diagnostic {
    let root = at.get(context.sources);
    let (name, key) = [("Swagger", "swagger"), ("OpenAPI", "openapi"), ("AsyncAPI", "asyncapi")]
        .into_iter()
        .find(|(_, key)| root.get(key).is_some())
        .unwrap_or(("", "openapi"));
    let version = root.get(key).unwrap_or(root);
    let place = at.sibling(version).place(context.sources);
    let message = match version.as_str().or(version.as_number()) {
        Some(text) => format!("{name} {text} is not supported"),
        None => format!("`{key}` names no version"),
    };
    Diagnostic::new(codes::CONTRACT_UNSUPPORTED, place, message).with_help(match key {
        "swagger" => "convert it to OpenAPI 3, for example with `swagger2openapi`",
        "openapi" => "OpenAPI 3.0, 3.1 and 3.2 are supported",
        _ => "AsyncAPI 2.0 to 2.6, 3.0 and 3.1 are supported",
    })
}
