//! `contract-invalid`, `contract-unsupported` and, for OpenAPI 3.0 and AsyncAPI, whose meta-schemas
//! describe their schema objects too, `schema-invalid`.

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
    let failures = validator.failures(root);
    failures
        .into_iter()
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
    let text = version.as_str().or(version.as_number()).unwrap_or("this version").to_owned();
    let place = at.sibling(version).place(context.sources);
    Diagnostic::new(codes::CONTRACT_UNSUPPORTED, place, format!("{name} {text} is not supported")).with_help(match key {
        "swagger" => "convert it to OpenAPI 3, for example with `swagger2openapi`",
        "openapi" => "OpenAPI 3.0, 3.1 and 3.2 are supported",
        _ => "AsyncAPI 2.0 to 2.6, 3.0 and 3.1 are supported",
    })
}
