use super::payload::payloads;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::words::words;
use crate::{ContractView, Cx, Profile, PropertyView, Rule};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "event-actor-present",
    Warning,
    Profile::Platform,
    Hook::Contract(check),
    include_str!("event_actor_present.md"),
)
.options(&[
    OptionSpec::words(
        "actors",
        &["actor", "initiator", "performer", "approver", "requester", "author"],
        "Words that name who acted.",
    ),
    OptionSpec::words("without-actor", &["partner", "analytics"], "Audiences that do not learn who acted."),
]);

fn check(cx: &Cx<'_>, contract: &ContractView<'_>) {
    for payload in payloads(cx, contract) {
        let is_spared = payload.audiences.iter().any(|audience| cx.words("without-actor").has(audience));
        if is_spared || cx.scene.all_properties(payload.schema.id).iter().any(|property| says_who(cx, property)) {
            continue;
        }
        let finding = Finding::at(payload.schema.at, "this event does not say who acted");
        cx.report(
            finding.help(
                "add who did it, named after the act: `submittedBy`, an actor reference; a system is an actor too",
            ),
        );
    }
}

fn says_who(cx: &Cx<'_>, property: &PropertyView<'_>) -> bool {
    let is_actor = |word: &String| cx.words("actors").has(word);
    let of_type = || property.resolved.name().is_some_and(|title| words(title).iter().any(is_actor));
    let own = words(property.name);
    own.last().is_some_and(|word| word == "by") || own.iter().any(is_actor) || of_type()
}
