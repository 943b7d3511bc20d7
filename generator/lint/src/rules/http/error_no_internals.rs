use super::internal_texts::internal;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::scene::ExampleView;
use crate::words::words;
use crate::{Cx, Profile, Rule, Surfaces};
use stipula_diagnostics::Severity::Error;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "error-no-internals",
    Error,
    Profile::Recommended,
    Hook::Example(check),
    include_str!("error_no_internals.md"),
)
.on(Surfaces::RESPONSE.and(Surfaces::EVENT).and(Surfaces::CANONICAL))
.options(&[
    OptionSpec::words(
        "members",
        &["error", "errors", "exception", "message", "messages", "detail", "details", "reason", "cause", "remediation"],
        "Last words of the names of members that tell of a failure.",
    ),
    OptionSpec::words("allowed", &[], "Names that look like exceptions and are error codes of this API."),
]);

fn check(cx: &Cx<'_>, example: &ExampleView<'_>) {
    let name = example.schema.and_then(|schema| schema.key);
    let is_told = is_failure(example.value) || name.is_some_and(|name| tells(cx, name));
    look(cx, example, example.value, is_told, 0);
}

/// Looks at the texts of an example: at all of them where a failure is told, else at those that tell of one.
fn look(cx: &Cx<'_>, example: &ExampleView<'_>, value: Node<'_>, is_told: bool, depth: u32) {
    const DEEPEST: u32 = 16;
    if depth > DEEPEST {
        return;
    }
    let found = value.as_str().filter(|_| is_told).and_then(internal);
    if let Some((what, part)) = found.filter(|(_, part)| !cx.words("allowed").has(part)) {
        let help = "say what happened in words of the domain and what the caller can do; log the rest under the correlation id";
        let message = format!("`{part}` is {what}, and callers see it");
        cx.report(Finding::at(example.at.sibling(value), message).help(help));
    }
    value.items().for_each(|item| look(cx, example, item, is_told, depth + 1));
    for (name, member) in value.members() {
        look(cx, example, member, is_told || tells(cx, name), depth + 1);
    }
}

fn tells(cx: &Cx<'_>, name: &str) -> bool {
    words(name).last().is_some_and(|last| cx.words("members").has(last))
}

/// True for the body of an error: it stands in a response of failure, or has what only errors have.
fn is_failure(value: Node<'_>) -> bool {
    let status = value.get("status").and_then(Node::as_number).unwrap_or_default();
    if value.get("errorCode").is_some() || status.len() == 3 && status.starts_with(['4', '5']) {
        return true;
    }
    let around = std::iter::successors(Some(value), |node| node.parent());
    let keys = around.filter_map(|node| Some((node.key()?.as_str()?, node.parent()?.key()?.as_str()?)));
    keys.take(8).any(|(key, parent)| parent == "responses" && (key.starts_with(['4', '5']) || key == "default"))
}
