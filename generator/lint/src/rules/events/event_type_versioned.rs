use super::envelope::attribute;
use super::event_name::EventName;
use super::past_tense::is_past;
use super::support::is_event;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{Cx, MessageView, Profile, Rule};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "event-type-versioned",
    Error,
    Profile::Platform,
    Hook::Message(check),
    include_str!("event_type_versioned.md"),
);

fn check(cx: &Cx<'_>, message: &MessageView<'_>) {
    if !is_event(cx, message) {
        return;
    }
    let Some(name) = EventName::of(cx, message).filter(|name| name.version.is_none()) else { return };
    if attribute(cx, message, &["eventversion"]).is_some() {
        return;
    }
    let help = if name.is_dotted() {
        format!("make it `{}.v1`; the number is the major version of the payload", name.text)
    } else {
        format!("give it a type such as `com.example.cpq.{}.v1`, with the major version of its payload", fact(&name))
    };
    cx.report(Finding::at(name.at, format!("the event type `{}` has no version", name.text)).help(help));
}

/// `quote.submitted` for `QuoteSubmitted`; for what is no fact another example.
fn fact(name: &EventName<'_>) -> String {
    match name.fact.as_slice() {
        [entity, fact @ ..] if fact.iter().any(|word| is_past(word)) => format!("{entity}.{}", fact.join("-")),
        _ => "quote.submitted".to_owned(),
    }
}
