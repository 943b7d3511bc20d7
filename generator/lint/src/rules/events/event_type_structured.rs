use super::event_name::EventName;
use super::support::is_event;
use crate::finding::Finding;
use crate::options::OptionSpec;
use crate::rule::Hook;
use crate::{Cx, MessageView, Profile, Rule};
use stipula_diagnostics::Severity::Warning;

pub(super) const RULE: Rule = Rule::new(
    "event-type-structured",
    Warning,
    Profile::Platform,
    Hook::Message(check),
    include_str!("event_type_structured.md"),
)
.options(&[
    OptionSpec::number("segments", 4, "How many parts a type has at least, without the version."),
    OptionSpec::text("prefix", "", "What types begin with, such as `com.example`; empty for anything."),
])
.cedes_to(&["event-type-versioned"]);

fn check(cx: &Cx<'_>, message: &MessageView<'_>) {
    if !is_event(cx, message) {
        return;
    }
    let Some(name) = EventName::of(cx, message) else {
        let finding = Finding::at(message.at(), "this event has no name, so nobody knows its type");
        return cx.report(finding.help("give it its type as `name`: `com.example.cpq.quote.submitted.v1`"));
    };
    if let Some(fault) = fault(cx, &name) {
        let finding = Finding::at(name.at, format!("the event type `{}` {fault}", name.text));
        let prefix = Some(cx.text("prefix")).filter(|prefix| !prefix.is_empty()).unwrap_or("com.example");
        cx.report(finding.help(format!(
            "write it as `{prefix}.<domain>.<entity>.<fact>.v1`: `{prefix}.cpq.quote.submitted.v1` for instance"
        )));
    }
}

fn fault(cx: &Cx<'_>, name: &EventName<'_>) -> Option<String> {
    let prefix = cx.text("prefix");
    let least = usize::try_from(cx.number("segments")).unwrap_or(usize::MAX);
    let is_last = |version: u64| name.text.ends_with(&format!(".v{version}"));
    if !name.is_dotted() || name.text.contains(['/', ':']) {
        return Some("is no reverse domain name with parts between dots".to_owned());
    }
    if let Some(part) = name.segments.iter().find(|part| !is_kebab(part)) {
        return Some(format!("has the part `{part}`, which is not in lower case with hyphens"));
    }
    if name.segments.len() < least {
        return Some(format!(
            "has {} parts, and not {least}: who, which domain, which entity, what",
            name.segments.len()
        ));
    }
    if name.version.is_some_and(|version| !is_last(version)) {
        return Some("does not end in its version".to_owned());
    }
    let has_prefix = prefix.is_empty() || name.text.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('.'));
    (!has_prefix).then(|| format!("does not begin with `{prefix}`"))
}

fn is_kebab(part: &str) -> bool {
    part.starts_with(|c: char| c.is_ascii_lowercase())
        && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
