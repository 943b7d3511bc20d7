use super::made_ids::is_machine_made;
use super::names::is_version;
use super::verbs::{LEADING, VERBS};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::parts;
use crate::{Cx, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "operation-id-intent",
    Warning,
    Profile::Recommended,
    Hook::Operation(check),
    include_str!("operation_id_intent.md"),
)
.options(&[
    OptionSpec::words("verbs", VERBS, "Verbs; one of them in an id says what the operation does."),
    OptionSpec::words("leading-verbs", LEADING, "Verbs that are also nouns; they count as the first word only."),
    OptionSpec::words("meaningless", MEANINGLESS, "Words that say nothing; a number behind them does not help."),
]);

const MEANINGLESS: &[&str] = &[
    "operation",
    "op",
    "method",
    "endpoint",
    "handler",
    "action",
    "api",
    "call",
    "function",
    "func",
    "route",
    "request",
    "index",
    "do",
    "execute",
    "run",
    "process",
    "handle",
    "invoke",
    "perform",
];

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    if !operation.is_called_by_clients() {
        return;
    }
    let Some((id, at)) = operation.operation.id.as_deref().zip(operation.key("operationId")) else {
        let finding = Finding::at(operation.at(), "this operation has no `operationId`");
        return cx.report(finding.help("add one that says what it does, such as `acceptQuote`"));
    };
    let what = if is_meaningless(cx, id) {
        "does not say what it does"
    } else if is_machine_made(operation, id) {
        "repeats the method and the path instead of saying what it does"
    } else if !has_verb(cx, operation, id) && !is_reception(operation, id) {
        "names a thing and does not say what is done with it"
    } else {
        return;
    };
    let finding = Finding::at(at, format!("`{id}` {what}"));
    cx.report(finding.help("call it by what its caller wants: a verb and the business object, such as `acceptQuote`"));
}

fn is_meaningless(cx: &Cx<'_>, id: &str) -> bool {
    let meaningless = cx.words("meaningless");
    parts(id).all(|word| {
        let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
        stem.is_empty() || meaningless.has_in_any_case(stem)
    })
}

fn has_verb(cx: &Cx<'_>, operation: &OperationView<'_>, id: &str) -> bool {
    let is_turned = |word: &str, is_verb: &dyn Fn(&str) -> bool| is_verb(word) || turned(word).is_some_and(is_verb);
    let is_verb = |word: &str| cx.words("verbs").has_in_any_case(word);
    let is_leading = |word: &str| cx.words("leading-verbs").has_in_any_case(word);
    let own = id.rsplit('/').next().unwrap_or(id);
    let mut first = [id, own].into_iter().filter_map(|id| parts(id).next());
    parts(id).any(|word| is_turned(word, &is_verb))
        || first.any(|word| is_turned(word, &is_leading) && !is_collection(operation.path(), word))
}

/// True for the noun of the collection that a path begins with: `quote` of `/quotes/{quoteId}`.
fn is_collection(path: &str, word: &str) -> bool {
    let first = path.split('/').find(|segment| !segment.is_empty() && !is_version(segment)).unwrap_or_default();
    first.strip_suffix('s').unwrap_or(first).eq_ignore_ascii_case(word)
}

/// True for where a consumer is called about an event, and named after the event.
fn is_reception(operation: &OperationView<'_>, id: &str) -> bool {
    operation.method() == "post"
        && parts(id).last().is_some_and(|word| matches!(word, "Event" | "event" | "Notification"))
}

/// `pin` of `unpin`, `calculate` of `recalculate`.
fn turned(word: &str) -> Option<&str> {
    ["un", "re", "Un", "Re"].into_iter().find_map(|prefix| word.strip_prefix(prefix))
}
