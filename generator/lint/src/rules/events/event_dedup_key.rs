use super::envelope::{self, plain};
use super::payload::facts;
use super::support::{events, listed, said, texts};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ChannelView, Cx, MessageView, Profile, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_model::NodeRef;

pub(super) const RULE: Rule =
    Rule::new("event-dedup-key", Error, Profile::Platform, Hook::Channel(check), include_str!("event_dedup_key.md"));

/// What every complete envelope has; that it is missing is another rule's finding.
const GIVEN: &[&str] = &["id", "eventid", "source", "producer"];

fn check(cx: &Cx<'_>, channel: &ChannelView<'_>) {
    let events = events(cx, channel);
    let own = channel.node.get("x-delivery").map(|value| channel.at().sibling(value));
    let of_events: Vec<_> = events.iter().map(|event| said(cx, event, "x-delivery").or(own)).collect();
    if of_events.iter().any(Option::is_none) {
        let text = format!("`{}` does not say how its events are told from their repetitions", channel.name());
        return cx.report(Finding::at(channel.at(), text).help(
            "add `x-delivery: {guarantee: at-least-once, dedupKey: [source, id]}`: delivery repeats, and consumers have to notice",
        ));
    }
    let mut deliveries: Vec<NodeRef> = of_events.iter().flatten().copied().collect();
    deliveries.sort_unstable();
    deliveries.dedup();
    for delivery in deliveries {
        let own = events.iter().zip(&of_events).filter(|(_, of_event)| **of_event == Some(delivery));
        let own: Vec<&MessageView<'_>> = own.map(|(event, _)| event).collect();
        judge(cx, delivery, &own);
    }
}

fn judge(cx: &Cx<'_>, delivery: NodeRef, events: &[&MessageView<'_>]) {
    let node = cx.node(delivery);
    let is_once = matches!(node.get_str("guarantee"), Some("at-most-once" | "exactly-once"));
    let Some(list) = node.get("dedupKey").filter(|list| !texts(*list).is_empty()) else {
        if !is_once {
            let finding = Finding::at(delivery, "this delivery has no `dedupKey`, and events come more than once");
            cx.report(finding.help("add `dedupKey: [source, id]`, or what else stays the same on every delivery"));
        }
        return;
    };
    for name in texts(list) {
        let without = events.iter().filter(|event| !has(cx, event, name)).map(|event| event.name());
        let without: Vec<&str> = without.collect();
        if !without.is_empty() {
            let text = format!("`{name}`, which is to tell repetitions, is no part of {}", listed(without));
            let finding = Finding::at(delivery.sibling(list), text);
            cx.report(
                finding.help("name attributes that every event has and that never change, such as `source` and `id`"),
            );
        }
    }
}

fn has(cx: &Cx<'_>, event: &MessageView<'_>, name: &str) -> bool {
    let attribute = plain(name);
    GIVEN.contains(&attribute.as_str())
        || envelope::attribute(cx, event, &[&attribute]).is_some()
        || facts(cx, event).iter().any(|payload| cx.scene.property(payload.id, name).is_some())
}
