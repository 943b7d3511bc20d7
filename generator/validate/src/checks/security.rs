//! `security-scheme-undefined` (OpenAPI 3.1.1 §4.8.30, AsyncAPI 2.6 §Security Requirement Object).

use crate::Context;
use rustc_hash::FxHashSet;
use stipula_diagnostics::{Diagnostic, codes};

pub(super) fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for contract in &context.model.contracts {
        let mut reported = FxHashSet::default();
        let uses = contract.operations.iter().flat_map(|operation| &operation.security).flatten();
        for found in uses.chain(&contract.security) {
            // OpenAPI 3.2 lets a URI stand for a scheme.
            let known = contract.security_schemes.contains(&found.scheme) || found.scheme.contains(['/', '#']);
            if known || !reported.insert(found.at) {
                continue;
            }
            let message = format!("no security scheme is called `{}`", found.scheme);
            let diagnostic =
                Diagnostic::new(codes::SECURITY_SCHEME_UNDEFINED, found.at.place(context.sources), message);
            findings.push(match crate::validator::nearest(&found.scheme, &contract.security_schemes) {
                Some(meant) => diagnostic.with_help(format!("did you mean `{meant}`?")),
                None => diagnostic.with_help("declare it under `components.securitySchemes`"),
            });
        }
    }
    findings
}
