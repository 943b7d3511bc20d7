//! `schema-invalid` and `keyword-misspelled`: schema objects against the meta-schema of their dialect.

use crate::validator::{Failure, nearest};
use crate::{Context, meta};
use rayon::prelude::*;
use std::sync::LazyLock;
use stipula_diagnostics::{Diagnostic, Place, codes};
use stipula_model::{Contract, Draft, Kind, Kw, NodeRef, SchemaId};
use stipula_source::Node;

pub(super) fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let schemas: Vec<SchemaId> = context.model.schemas.iter().map(|(id, _)| id).collect();
    let mut findings: Vec<Diagnostic> = schemas.into_par_iter().flat_map_iter(|id| judge(context, id)).collect();
    findings.extend(context.model.contracts.iter().filter_map(|contract| standalone(context, contract)));
    findings
}

/// A file that is called a schema and is none, or is one in an unknown dialect.
fn standalone(context: &Context<'_>, contract: &Contract) -> Option<Diagnostic> {
    let Kind::JsonSchema(_) = contract.kind else { return None };
    let root = contract.at.get(context.sources);
    let Some(schema) = contract.schema else {
        let message = format!("expected object or boolean, found {}", root.kind().name());
        return Some(Diagnostic::new(codes::SCHEMA_INVALID, contract.at.place(context.sources), message));
    };
    let dialect = root.get("$schema")?;
    let uri = dialect.as_str().filter(|uri| Draft::of_uri(uri).is_none())?;
    let from = context.model.schemas.get(schema).resource;
    if context.model.resolve(context.sources, context.roots, from, uri).is_some() {
        return None;
    }
    let place = contract.at.sibling(dialect).place(context.sources);
    let diagnostic = Diagnostic::new(codes::CONTRACT_UNSUPPORTED, place, format!("the dialect `{uri}` is unknown"));
    Some(
        diagnostic
            .with_help("JSON Schema draft-04 to 2020-12 is supported; keep another meta-schema among the contracts"),
    )
}

fn judge(context: &Context<'_>, id: SchemaId) -> Vec<Diagnostic> {
    let schema = context.model.schemas.get(id);
    let node = schema.at.get(context.sources);
    let draft = context.model.schemas.resource(schema.resource).draft;
    let mut findings = misspelled(schema.at, node, draft);
    if is_root(context, schema.at, node) {
        let kind = context.model.contract_in(schema.at.file).map_or(Kind::Other, |contract| contract.kind);
        if let Some(validator) = meta::of_schema(kind, draft) {
            // A fragment in an identifier is `id-invalid`.
            let is_identifier = |failure: &Failure| failure.keyword == "pattern" && failure.pointer.ends_with("/$id");
            let failures = validator.failures(node).into_iter().filter(|failure| !is_identifier(failure));
            findings.extend(failures.map(|failure| {
                let part = failure.node(node);
                let place = Place { file: schema.at.file, span: part.headline(), pointer: part.pointer() };
                Diagnostic { help: failure.help, ..Diagnostic::new(codes::SCHEMA_INVALID, place, failure.message) }
            }));
        }
    }
    findings
}

/// True if the meta-schema does not come here from a schema around this one: there is none, or this one
/// stands under a key that is no keyword, where only a reference leads.
fn is_root(context: &Context<'_>, at: NodeRef, node: Node<'_>) -> bool {
    let holds = |child: Option<Node<'_>>| {
        let child = child?;
        let is_keyword =
            |key: Node<'_>| key.as_str().is_some_and(|name| Kw::find(name).is_some() || OLD.contains(&name));
        let is_schema = context.model.schemas.at(at.sibling(child.parent()?)).is_some();
        Some(is_schema && child.key().is_some_and(is_keyword))
    };
    holds(Some(node)) != Some(true) && holds(node.parent()) != Some(true)
}

/// Keywords that older drafts or OpenAPI know and [`Kw`] does not.
const OLD: [&str; 9] = [
    "id",
    "definitions",
    "dependencies",
    "additionalItems",
    "$recursiveRef",
    "$recursiveAnchor",
    "nullable",
    "example",
    "discriminator",
];

static KNOWN: LazyLock<Vec<String>> =
    LazyLock::new(|| Kw::ALL.iter().map(|kw| kw.name()).chain(OLD).map(str::to_owned).collect());

fn misspelled(at: NodeRef, node: Node<'_>, draft: Draft) -> Vec<Diagnostic> {
    // OpenAPI 3.0's meta-schema refuses unknown keywords itself.
    if draft == Draft::OpenApi30 {
        return Vec::new();
    }
    let suspicious = |name: &str| Kw::find(name).is_none() && !OLD.contains(&name) && !name.starts_with("x-");
    let entries = node.entries().filter(|(key, _)| key.as_str().is_some_and(suspicious));
    let found = entries.filter_map(|(key, _)| {
        let name = key.as_str()?;
        let meant = nearest(name, &KNOWN)?;
        let place = Place { file: at.file, span: key.span(), pointer: key.pointer() };
        let message = format!("`{name}` is no keyword, so it asserts nothing");
        Some(Diagnostic::new(codes::KEYWORD_MISSPELLED, place, message).with_help(format!("did you mean `{meant}`?")))
    });
    found.collect()
}
