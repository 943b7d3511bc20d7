use super::envelope::{Envelope, plain};
use super::payload::facts;
use super::support::{chase, events, listed, said, texts};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ChannelView, Cx, MessageView, Profile, PropertyView, Rule};
use stipula_diagnostics::Severity::Error;
use stipula_model::NodeRef;

pub(super) const RULE: Rule = Rule::new(
    "ordering-key-declared",
    Error,
    Profile::Platform,
    Hook::Channel(check),
    include_str!("ordering_key_declared.md"),
)
.cedes_to(&["no-global-ordering"]);

fn check(cx: &Cx<'_>, channel: &ChannelView<'_>) {
    let events = events(cx, channel);
    let own = channel.node.get("x-ordering-key").map(|value| channel.at().sibling(value));
    let keys: Vec<_> = events.iter().map(|event| said(cx, event, "x-ordering-key").or(own)).collect();
    let is_unsaid = |(event, key): (&MessageView<'_>, &Option<NodeRef>)| key.is_none() && !has_kafka_key(cx, event);
    if events.iter().zip(&keys).any(is_unsaid) {
        let text = format!("`{}` does not say which events stay in order", channel.name());
        return cx.report(Finding::at(channel.at(), text).help(
            "add `x-ordering-key` with the field whose events have to be seen in order, the identifier of the aggregate",
        ));
    }
    let mut declared: Vec<NodeRef> = keys.iter().flatten().copied().collect();
    declared.dedup();
    for at in declared {
        for field in texts(cx.node(at)) {
            let of_key = events.iter().zip(&keys).filter(|(_, key)| **key == Some(at)).map(|(event, _)| event);
            judge(cx, at, field, of_key);
        }
    }
}

fn judge<'e>(cx: &Cx<'_>, at: NodeRef, field: &str, events: impl Iterator<Item = &'e MessageView<'e>>) {
    let (mut absent, mut optional) = (Vec::new(), None);
    for event in events {
        match find(cx, event, field) {
            Found::Required => {}
            Found::Optional(property) => optional = optional.or(Some((property, event.name()))),
            Found::Absent => absent.push(event.name()),
        }
    }
    if !absent.is_empty() {
        let finding = Finding::at(at, format!("the ordering key `{field}` is no field of {}", listed(absent)));
        cx.report(finding.help("name a field that every event of the channel has, and require it there"));
    } else if let Some((property, event)) = optional {
        let finding = Finding::at(at, format!("the ordering key `{field}` may be absent from `{event}`"));
        cx.report(
            finding.label(property, "optional").help(format!("require `{field}` in every payload of the channel")),
        );
    }
}

enum Found {
    Required,
    Optional(NodeRef),
    Absent,
}

/// The key as a field of the payload, perhaps inside another (`order.orderId`), or as an attribute of the envelope.
fn find(cx: &Cx<'_>, event: &MessageView<'_>, field: &str) -> Found {
    let attribute = Envelope::of(cx, event).and_then(|envelope| envelope.attribute(&[&plain(field)]));
    if let Some(attribute) = attribute.filter(|own| own.name == field || own.name.starts_with("ce")) {
        return state(&[attribute]);
    }
    let payloads = facts(cx, event);
    if payloads.is_empty() {
        // A payload that says nothing is another rule's finding.
        return Found::Required;
    }
    let mut of_all = Vec::new();
    for payload in payloads {
        let (mut id, mut steps) = (payload.id, Vec::new());
        for name in field.split(['.', '/']).filter(|name| !name.is_empty()) {
            let Some(step) = cx.scene.property(id, name) else { return Found::Absent };
            id = step.schema.id;
            steps.push(step);
        }
        of_all.extend(steps);
    }
    state(&of_all)
}

fn state(steps: &[PropertyView<'_>]) -> Found {
    steps.iter().find(|step| !step.is_required).map_or(Found::Required, |step| Found::Optional(step.key_at))
}

fn has_kafka_key(cx: &Cx<'_>, event: &MessageView<'_>) -> bool {
    let bindings = said(cx, event, "bindings").map(|at| cx.node(chase(cx, at)));
    bindings.and_then(|bindings| bindings.get("kafka")?.get("key")).is_some()
}
