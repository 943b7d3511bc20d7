use super::declared_metadata::listed;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::scene::OperationView;
use crate::words::upper_snake;
use crate::{Cx, Profile, Rule};
use stipula_diagnostics::Severity::Warning;
use stipula_model::NodeRef;

pub(super) const RULE: Rule = Rule::new(
    "error-codes-enumerated",
    Warning,
    Profile::Platform,
    Hook::Operation(check),
    include_str!("error_codes_enumerated.md"),
)
.cedes_to(&["metadata-valid", "metadata-misspelled"]);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    if !operation.is_called_by_clients() {
        return;
    }
    let help = "add `x-error-codes` with the codes of the registry that it can return";
    let name = operation.name();
    match operation.key("x-error-codes") {
        None => cx.report(Finding::at(operation.at(), format!("`{name}` does not list its error codes")).help(help)),
        Some(at) if cx.node(at).is_empty() => {
            cx.report(Finding::at(at, format!("`{name}` lists no error code")).help(help));
        }
        Some(at) => {
            casing(cx, at);
            unlisted(cx, operation, at);
        }
    }
}

/// Codes are written in one way, or clients cannot compare them.
fn casing(cx: &Cx<'_>, list: NodeRef) {
    for item in cx.node(list).items() {
        let text = item.as_str().unwrap_or_default();
        if is_code(text) {
            continue;
        }
        let message = format!("`{text}` is not written like an error code");
        cx.report(Finding::at(list.sibling(item), message).help(format!("write it as `{}`", upper_snake(text))));
    }
}

fn is_code(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

/// What a response gives, the operation lists.
fn unlisted(cx: &Cx<'_>, operation: &OperationView<'_>, list: NodeRef) {
    let listed_here = |code: &str| cx.node(list).items().any(|item| item.as_str() == Some(code));
    let mut unlisted: Vec<(&str, NodeRef)> = Vec::new();
    for response in operation.failures() {
        let codes = cx.node(response.at).get("x-error-codes").into_iter().flat_map(stipula_source::Node::items);
        for (code, item) in codes.filter_map(|item| Some((item.as_str()?, item))) {
            if !listed_here(code) && !unlisted.iter().any(|(own, _)| *own == code) {
                unlisted.push((code, response.at.sibling(item)));
            }
        }
    }
    let names: Vec<&str> = unlisted.iter().map(|(code, _)| *code).collect();
    let Some((_, first)) = unlisted.first() else { return };
    let message = format!("`{}` does not list {}, which a response of it gives", operation.name(), listed(&names));
    let finding = Finding::at(list, message).label(*first, "given here");
    cx.report(finding.help("add it to `x-error-codes` of the operation, or take it from the response"));
}
