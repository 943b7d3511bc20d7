use super::envelope::{Envelope, plain};
use super::support::is_event;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, MessageView, Profile, Rule};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule = Rule::new(
    "event-causation-present",
    Error,
    Profile::Platform,
    Hook::Message(check),
    include_str!("event_causation_present.md"),
)
.options(&[OptionSpec::words("names", &["causationId", "causedBy", "causeId"], "Attributes that name the cause.")])
.cedes_to(&["event-envelope-canonical"]);

fn check(cx: &Cx<'_>, message: &MessageView<'_>) {
    if !is_event(cx, message) {
        return;
    }
    let Some(envelope) = Envelope::of(cx, message) else { return };
    let names: Vec<String> = cx.words("names").iter().map(plain).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    if envelope.attribute(&names).is_none() {
        let finding = Finding::at(envelope.schema.at, "the event envelope does not say what caused an event");
        cx.report(finding.help(
            "declare `causationid`, the id of the command or event that led to this one; it may be optional, for facts \
             that nothing recorded caused",
        ));
    }
}
