use super::payload::facts;
use super::support::{events, said};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ChannelView, Cx, MessageView, Profile, PropertyView, Rule};
use stipula_diagnostics::Severity::Warning;
use stipula_model::NodeRef;

/// From what everybody may see to what nobody may.
const RANKS: [&str; 6] = ["public", "internal", "confidential", "pii", "restricted", "secret"];

pub(super) const RULE: Rule = Rule::new(
    "topic-sensitivity-uniform",
    Warning,
    Profile::Platform,
    Hook::Channel(check),
    include_str!("topic_sensitivity_uniform.md"),
);

fn check(cx: &Cx<'_>, channel: &ChannelView<'_>) {
    let events = events(cx, channel);
    let own = channel.node.get("x-sensitivity").map(|value| channel.at().sibling(value));
    let of_events: Vec<NodeRef> = events.iter().filter_map(|event| sensitivity_at(cx, event)).collect();
    if events.is_empty() {
        return;
    }
    let Some(first) = own.or(of_events.first().copied()).filter(|_| own.is_some() || of_events.len() == events.len())
    else {
        let text = format!("`{}` does not say how sensitive its events are", channel.name());
        return cx.report(
            Finding::at(channel.at(), text)
                .help("add `x-sensitivity` to the channel: what the most sensitive of its data is"),
        );
    };
    let word = |at: NodeRef| cx.node(at).as_str().unwrap_or_default();
    let help = "split the topic, so that whoever may read it may read all of it";
    if let Some(other) = of_events.iter().find(|at| word(**at) != word(first)) {
        let text = format!("`{}` data on a topic with `{}` data", word(*other), word(first));
        return cx.report(Finding::at(*other, text).label(first, format!("`{}`", word(first))).help(help));
    }
    let limit = rank(word(first));
    if let Some((property, found)) = events.iter().find_map(|event| above(cx, event, limit?)) {
        let text = format!("this topic is `{}`, and `{}` in it is `{found}`", word(first), property.name);
        let finding = Finding::at(first, text).label(property.key_at, format!("`{found}`"));
        cx.report(finding.help("declare the topic as sensitive as its data, or leave the field out"));
    }
}

fn rank(word: &str) -> Option<usize> {
    RANKS.iter().position(|rank| *rank == word)
}

fn sensitivity_at(cx: &Cx<'_>, event: &MessageView<'_>) -> Option<NodeRef> {
    let of_payload = || event.payload.and_then(|schema| Some(schema.at.sibling(schema.node.get("x-sensitivity")?)));
    said(cx, event, "x-sensitivity").or_else(of_payload)
}

/// A property of the payload that is declared more sensitive than `limit`, not deeper than objects in objects.
fn above<'m>(cx: &Cx<'m>, event: &MessageView<'_>, limit: usize) -> Option<(PropertyView<'m>, &'m str)> {
    let scene = cx.scene;
    let top = facts(cx, event).into_iter().flat_map(|schema| scene.all_properties(schema.id));
    let all = top.flat_map(|property| std::iter::once(property).chain(scene.all_properties(property.schema.id)));
    all.filter_map(|property| Some((property, cx.metadata(property.schema, "x-sensitivity")?.as_str()?)))
        .find(|(_, word)| rank(word).is_some_and(|rank| rank > limit))
}
