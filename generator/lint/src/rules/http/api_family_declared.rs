use super::commands::{listed, nearest};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::words::words;
use crate::{Cx, Family, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "api-family-declared",
    Error,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("api_family_declared.md"),
)
.cedes_to(&["metadata-valid", "metadata-misspelled"]);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    if operation.family.is_some() || !operation.is_called_by_clients() {
        return;
    }
    if let Some(at) = operation.key("x-api-family") {
        let value = cx.node(at).as_str().unwrap_or_default();
        let families = Family::ALL.map(|(name, _)| name);
        let help = match nearest(value, families) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("the families are {}", listed(&families)),
        };
        cx.report(Finding::at(at, format!("`{value}` is no family of operations")).help(help));
    } else if !operation.is_safe() {
        let message = format!("`{}` does not say what kind of operation it is", operation.name());
        let help = format!("add `x-api-family: {}`, or another family if that is not what it does", likely(operation));
        cx.report(Finding::at(operation.at(), message).help(help));
    }
}

/// The family that the name speaks of.
fn likely(operation: &OperationView<'_>) -> &'static str {
    const SIGNS: [(&str, &[&str]); 5] = [
        ("simulation", &["simulate", "simulation", "forecast"]),
        ("calculation", &["calculate", "calculation", "evaluate", "validate", "estimate", "preview", "check"]),
        ("query", &["search", "query", "find", "list", "lookup"]),
        ("bulk", &["bulk", "batch", "import", "export", "migrate"]),
        ("repair", &["repair", "retry", "resend"]),
    ];
    let id = operation.node.get("operationId").and_then(Node::as_str).unwrap_or_default();
    let mut names = words(operation.path());
    names.extend(words(id));
    let is_sign = |signs: &[&str]| names.iter().any(|name| signs.contains(&name.as_str()));
    SIGNS.into_iter().find(|(_, signs)| is_sign(signs)).map_or("command", |(family, _)| family)
}
