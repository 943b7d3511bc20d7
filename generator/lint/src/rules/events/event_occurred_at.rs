use super::past_tense::is_past;
use super::payload::payloads;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::words::words;
use crate::{ContractView, Cx, Profile, Rule};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "event-occurred-at",
    Error,
    Profile::Platform,
    Hook::Contract(check),
    include_str!("event_occurred_at.md"),
);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    for payload in payloads(cx, contract) {
        let properties = cx.scene.all_properties(payload.schema.id);
        let times: Vec<_> = properties.iter().filter(|property| says_when(property.name)).collect();
        if times.iter().any(|time| time.is_required) {
            continue;
        }
        let finding = match times.first() {
            Some(time) => Finding::at(time.key_at, format!("`{}` says when it happened, and may be absent", time.name))
                .help(format!("require `{}`: a fact without its time cannot be ordered or audited", time.name)),
            None => Finding::at(payload.schema.at, "this event does not say when it happened").help(
                "add and require the time of the business act, named after it: `submittedAt` with `format: date-time`",
            ),
        };
        cx.report(finding);
    }
}

/// True for `submittedAt` and `statusChangedAt`, not for `expiresAt` and `dueAt`.
fn says_when(name: &str) -> bool {
    let words = words(name);
    matches!(words.as_slice(), [.., verb, at] if at == "at" && is_past(verb))
}
