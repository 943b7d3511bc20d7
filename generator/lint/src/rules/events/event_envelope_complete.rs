use super::envelope::{Envelope, plain};
use super::support::{called, chase, is_event, listed, said};
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, MessageView, Profile, Rule};
use stipula_diagnostics::Severity::Error;

const ATTRIBUTES: &[(&str, &str)] = &[
    ("id", "id eventId messageId"),
    ("source", "source producer"),
    ("type", "type eventType"),
    ("time", "time occurredAt eventTime"),
    ("tenant", "tenantId tenant legalEntityId legalEntity"),
    ("correlation", "correlationId"),
];

pub(super) const RULE: Rule = Rule::new(
    "event-envelope-complete",
    Error,
    Profile::Platform,
    Hook::Message(check),
    include_str!("event_envelope_complete.md"),
)
.options(&[OptionSpec::pairs("attributes", ATTRIBUTES, "What an envelope says, each with the names that mean it.")])
.cedes_to(&["event-envelope-canonical"]);

fn check(cx: &Cx<'_>, message: &MessageView<'_>) {
    if !is_event(cx, message) {
        return;
    }
    let Some(envelope) = Envelope::of(cx, message) else {
        let finding = Finding::at(message.at(), format!("the event {} has no envelope", called(cx, message)));
        return cx.report(finding.help("refer to the headers that all events share, such as those of CloudEvents"));
    };
    let (mut missing, mut optional) = (Vec::new(), Vec::new());
    for (attribute, names) in cx.pairs("attributes") {
        let mut names: Vec<String> = names.split_whitespace().map(plain).collect();
        if attribute == "correlation" {
            names.extend(correlation(cx, message));
        }
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let Some(first) = names.first() else { continue };
        match envelope.attribute(&names) {
            None => missing.push((attribute.as_str(), (*first).to_owned())),
            Some(found) if !found.is_required => optional.push((attribute.as_str(), found.name.to_owned())),
            Some(_) => {}
        }
    }
    let keys = |list: &[(&str, String)]| list.iter().map(|(key, _)| (*key).to_owned()).collect::<Vec<_>>();
    let said = match (missing.is_empty(), optional.is_empty()) {
        (true, true) => return,
        (false, true) => format!("lacks {}", quoted(&keys(&missing))),
        (true, false) => format!("does not require {}", quoted(&keys(&optional))),
        (false, false) => {
            format!("lacks {}, and does not require {}", quoted(&keys(&missing)), quoted(&keys(&optional)))
        }
    };
    let names: Vec<String> = missing.into_iter().chain(optional).map(|(_, name)| name).collect();
    let finding = Finding::at(envelope.schema.at, format!("the event envelope {said}"));
    cx.report(finding.help(format!("declare and require {}", quoted(&names))));
}

fn quoted(names: &[String]) -> String {
    listed(names.iter().map(String::as_str))
}

/// The attribute that the message's `correlationId` points to.
fn correlation(cx: &Cx<'_>, message: &MessageView<'_>) -> Option<String> {
    let at = chase(cx, said(cx, message, "correlationId")?);
    let location = cx.node(at).get_str("location")?;
    location.rsplit('/').next().map(plain)
}
