use super::commands::segments;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::kebab;
use crate::{Cx, OperationView, Profile, Rule};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "no-generic-endpoint",
    Error,
    Profile::Recommended,
    Hook::Operation(check),
    include_str!("no_generic_endpoint.md"),
)
.options(&[
    OptionSpec::words(
        "segments",
        &[
            "action",
            "do",
            "do-action",
            "perform",
            "perform-action",
            "handle",
            "handle-request",
            "execute-action",
            "execute-command",
        ],
        "Last segments that say nothing, whatever stands before them.",
    ),
    OptionSpec::words(
        "verbs",
        &["process", "execute", "run", "invoke", "dispatch", "command", "rpc"],
        "Last segments that say nothing on their own, without the name of something before them.",
    ),
]);

fn check(cx: &Cx<'_>, operation: &OperationView<'_>) {
    if !matches!(operation.method(), "post" | "put" | "patch") || !operation.is_called_by_clients() {
        return;
    }
    let path = operation.path();
    let is_named = path.ends_with('}');
    let Some(last) = segments(path).last().filter(|_| !is_named) else { return };
    let name = kebab(last);
    let says_nothing = cx.words("segments").has(&name);
    let says_nothing_alone = cx.words("verbs").has(&name) && segments(path).count() == 1;
    if says_nothing || says_nothing_alone {
        let finding = Finding::at(operation.operation.path_at, format!("`{path}` does not say what is invoked"));
        cx.report(
            finding.help("name what is done and to what, with one path for each, such as `/orders/{orderId}/submit`"),
        );
    }
}
