//! `pattern-invalid`: regular expressions by ECMA-262 with the `u` flag (Validation §6.3.3, Core §6.4).

use crate::Context;
use stipula_diagnostics::{Diagnostic, Place, codes};
use stipula_model::{Kw, NodeRef, Shape};
use stipula_source::Node;

pub(super) fn check(context: &Context<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (id, schema) in context.model.schemas.iter() {
        let node = schema.at.get(context.sources);
        if node.get("pattern").is_none() && node.get("patternProperties").is_none() {
            continue;
        }
        for keyword in context.model.schemas.keywords(context.sources, id) {
            match (keyword.kw, keyword.shape) {
                (Kw::Pattern, Shape::Value(value)) => findings.extend(judge(schema.at, value)),
                (Kw::PatternProperties, Shape::Map(members)) => {
                    findings.extend(members.into_iter().filter_map(|(key, _)| judge(schema.at, key)));
                }
                _ => {}
            }
        }
    }
    findings
}

fn judge(at: NodeRef, pattern: Node<'_>) -> Option<Diagnostic> {
    let text = pattern.as_str()?;
    let error = regress::Regex::with_flags(text, "u").err()?;
    // Many engines read patterns without the flag; what only those accept is portable enough to use.
    if regress::Regex::with_flags(text, "").is_ok() {
        return None;
    }
    let place = Place { file: at.file, span: pattern.span(), pointer: pattern.pointer() };
    let message = format!("this pattern is no regular expression of ECMA-262: {}", error.text.to_lowercase());
    Some(Diagnostic::new(codes::PATTERN_INVALID, place, message))
}
