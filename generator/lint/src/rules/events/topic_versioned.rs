use super::event_name::version_of;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ChannelView, Cx, Profile, Rule};
use stipula_diagnostics::Severity::Error;

pub(super) const RULE: Rule =
    Rule::new("topic-versioned", Error, Profile::Platform, Hook::Channel(check), include_str!("topic_versioned.md"))
        .cedes_to(&["topic-name-strategy"]);

fn check(cx: &Cx<'_>, channel: &ChannelView<'_>) {
    let Some(address) = channel.channel.address.as_deref() else { return };
    let parameters = ["{version}", "{v}"];
    let mut parts = address.split(['.', '/', '-', '_', ':']);
    if address.starts_with('/') || parts.any(|part| version_of(part).is_some() || parameters.contains(&part)) {
        return;
    }
    let at = channel.node.get("address").map_or(channel.at(), |value| channel.at().sibling(value));
    let finding = Finding::at(at, format!("the topic `{address}` has no version"));
    cx.report(
        finding.help(format!("call it `{address}.v1`; a change that breaks its consumers gets a topic beside it")),
    );
}
