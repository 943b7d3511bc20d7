use super::commands::{idempotency_key, listed};
use super::lifecycle::one_or_many;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::words;
use crate::{Cx, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_model::NodeRef;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "idempotency-policy-declared",
    Error,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("idempotency_policy_declared.md"),
)
.cedes_to(&["metadata-valid", "metadata-misspelled"])
.options(&[OptionSpec::words(
    "scope",
    &["tenant", "command", "entity", "key"],
    "What the scope of a key has to name, each as a word of one of its parts.",
)]);

const MEMBERS: [&str; 4] = ["scope", "fingerprint", "retention", "expired"];

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    if !operation.changes_state() || idempotency_key(operation).is_none() {
        return;
    }
    let Some(at) = operation.key("x-idempotency") else {
        let message = format!("`{}` takes a key and does not say what it does with it", operation.name());
        let help = "add `x-idempotency` with `scope`, `fingerprint`, `retention` and `expired`";
        cx.report(Finding::at(operation.at(), message).help(help));
        return;
    };
    let policy = cx.node(at);
    let missing: Vec<&str> = MEMBERS.into_iter().filter(|member| policy.get(member).is_none()).collect();
    if !missing.is_empty() {
        let help = "`scope` tells one command from another, `fingerprint` one payload from another, `retention` how long both are \
                    remembered, `expired` what happens after that";
        cx.report(Finding::at(at, format!("`x-idempotency` does not say its {}", listed(&missing))).help(help));
    }
    scope(cx, at, policy);
    retention(cx, at, policy);
}

fn scope(cx: &Cx<'_>, at: NodeRef, policy: Node<'_>) {
    let Some(scope) = policy.get("scope") else { return };
    let parts: Vec<String> = one_or_many(scope).into_iter().filter_map(Node::as_str).flat_map(words).collect();
    let missing: Vec<&str> = cx.words("scope").iter().filter(|word| !parts.iter().any(|part| part == word)).collect();
    if !missing.is_empty() {
        let message = format!("the scope of a key leaves out {}", listed(&missing));
        let help = "two requests that differ only in this would be taken for one; use `[tenantId, commandType, entityId, key]`";
        cx.report(Finding::at(at.sibling(scope), message).help(help));
    }
}

fn retention(cx: &Cx<'_>, at: NodeRef, policy: Node<'_>) {
    let Some(retention) = policy.get("retention") else { return };
    let text = retention.as_str().unwrap_or_default();
    if !(text.starts_with('P') && text.parse::<jiff::Span>().is_ok()) {
        let finding = Finding::at(at.sibling(retention), "the retention of a key is no duration");
        cx.report(finding.help("write it as in ISO 8601: `P7D` for seven days, `PT24H` for a day"));
    }
}
