use super::event_name::EventName;
use super::past_tense::is_past;
use super::support::is_event;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, MessageView, Profile, Rule};
use stipula_diagnostics::Severity::Warning;

const VERBS: &[&str] = &[
    "updated",
    "changed",
    "modified",
    "edited",
    "altered",
    "touched",
    "saved",
    "upserted",
    "processed",
    "handled",
    "update",
    "change",
    "changes",
    "modification",
];
const NOUNS: &[&str] = &[
    "status",
    "state",
    "data",
    "info",
    "information",
    "detail",
    "details",
    "record",
    "object",
    "entity",
    "resource",
    "field",
    "fields",
    "value",
    "values",
    "attribute",
    "attributes",
    "property",
    "properties",
    "metadata",
];

pub(super) const RULE: Rule = Rule::new(
    "event-name-not-vague",
    Warning,
    Profile::Platform,
    Hook::Message(check),
    include_str!("event_name_not_vague.md"),
)
.options(&[
    OptionSpec::words("verbs", VERBS, "Words that say that something happened and not what."),
    OptionSpec::words("nouns", NOUNS, "Words that do not say which part of the entity is meant."),
]);

fn check(cx: &Cx<'_>, message: &MessageView<'_>) {
    if !is_event(cx, message) {
        return;
    }
    let Some(name) = EventName::of(cx, message) else { return };
    let finding = if is_empty(cx, &name) {
        Finding::at(name.at, format!("`{}` says that there was an event, and not which", name.text))
            .help("name each fact, as in `QuoteSubmitted` and `QuoteAccepted`, with a message of its own")
    } else if is_vague(cx, &name) {
        Finding::at(name.at, format!("`{}` says that something changed, and not what happened", name.text)).help(
            "name the business fact, as in `OrderCancelled`, or at least the part that it concerns, as in \
             `QuoteDraftUpdated`",
        )
    } else {
        return;
    };
    cx.report(finding);
}

/// True for `QuoteEvent`, `OrderStatusEvent` and `quote.event`.
fn is_empty(cx: &Cx<'_>, name: &EventName<'_>) -> bool {
    let says = |word: &String| is_past(word) || cx.words("verbs").has(word);
    let is_bare = match name.fact.as_slice() {
        [] => true,
        [one] => !name.is_dotted() && !says(one),
        [.., last] => cx.words("nouns").has(last) && !name.fact.iter().any(says),
    };
    name.has_suffix && is_bare
}

/// True for `OrderUpdated`, `order.updated` and `OrderStatusChanged`. A part of the entity may be updated: a name in one piece
/// says which with a second noun.
fn is_vague(cx: &Cx<'_>, name: &EventName<'_>) -> bool {
    let Some((verb, object)) = name.fact.split_last() else { return false };
    let least = if name.is_dotted() { 1 } else { 2 };
    cx.words("verbs").has(verb)
        && (object.len() < least || object.last().is_some_and(|noun| cx.words("nouns").has(noun)))
}
