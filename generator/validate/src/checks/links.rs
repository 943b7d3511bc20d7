//! Tags and links of OpenAPI descriptions.

use crate::Context;
use rustc_hash::{FxHashMap, FxHashSet};
use stipula_diagnostics::{Diagnostic, codes};
use stipula_model::{Contract, Kind};
use stipula_source::Node;

pub(super) fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for contract in context.model.contracts.iter().filter(|contract| matches!(contract.kind, Kind::OpenApi(_))) {
        tags(context, contract, &mut findings);
        links(context, contract, &mut findings);
    }
    findings
}

/// OpenAPI 3.1.1 §4.8.1: each tag name in the list must be unique.
fn tags(context: &Context<'_>, contract: &Contract, findings: &mut Vec<Diagnostic>) {
    let mut seen: FxHashMap<&str, Node<'_>> = FxHashMap::default();
    let root = contract.at.get(context.sources);
    for tag in root.get("tags").into_iter().flat_map(Node::items) {
        let Some(name) = tag.get("name") else { continue };
        let Some(text) = name.as_str() else { continue };
        if let Some(first) = seen.insert(text, name) {
            let place = contract.at.sibling(name).place(context.sources);
            let diagnostic =
                Diagnostic::new(codes::TAG_DUPLICATE, place, format!("the tag `{text}` is declared twice"))
                    .with_label(contract.at.sibling(first).place(context.sources), "first declared here");
            findings.push(diagnostic);
        }
    }
}

/// OpenAPI 3.1.1 §4.8.20: a link's `operationId` names an operation that exists.
fn links(context: &Context<'_>, contract: &Contract, findings: &mut Vec<Diagnostic>) {
    let ids: FxHashSet<&str> = contract.operations.iter().filter_map(|operation| operation.id.as_deref()).collect();
    let tree = contract.at.get(context.sources).tree();
    for link in tree.values_of("links").flat_map(Node::members).map(|(_, link)| link) {
        let Some(id) = link.get("operationId").filter(|_| is_link(link)) else { continue };
        let Some(name) = id.as_str().filter(|name| !ids.contains(name)) else { continue };
        let place = contract.at.sibling(id).place(context.sources);
        findings.push(Diagnostic::new(
            codes::LINK_OPERATION_UNKNOWN,
            place,
            format!("no operation has the id `{name}`"),
        ));
    }
}

/// True for a Link Object: of a response or of `components.links`, and not of some example that has a property `links`.
fn is_link(link: Node<'_>) -> bool {
    let holder = link.parent().and_then(Node::parent);
    let is_response = holder.is_some_and(|holder| holder.get("description").is_some() && holder.get("type").is_none());
    let pointer = link.pointer();
    pointer.starts_with("/components/links/") || (is_response && pointer.contains("/responses/"))
}
