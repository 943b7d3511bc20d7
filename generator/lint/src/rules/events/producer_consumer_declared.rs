use super::support::{said, texts};
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ChannelView, Cx, Profile, Rule};
use stipula_diagnostics::Severity::Warning;
use stipula_model::Action;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "producer-consumer-declared",
    Warning,
    Profile::Platform,
    Hook::Channel(check),
    include_str!("producer_consumer_declared.md"),
);

fn check(cx: &Cx<'_>, channel: &ChannelView<'_>) {
    let operations = channel.operations();
    let has = |action: Action| operations.iter().any(|operation| operation.action == action);
    let names = |value: Option<Node<'_>>| value.is_some_and(|value| !texts(value).is_empty());
    let in_messages = || {
        let messages = channel.messages(cx.scene);
        messages.iter().any(|message| names(said(cx, message, "x-consumers").map(|at| cx.node(at))))
    };
    let in_operations = || operations.iter().any(|operation| names(cx.node(operation.at).get("x-consumers")));
    let is_owned = channel.node.get("x-owner").is_some() || channel.contract.node.get("x-owner").is_some();
    let is_produced = has(Action::Send) || is_owned;
    let is_consumed =
        has(Action::Receive) || names(channel.node.get("x-consumers")) || in_messages() || in_operations();
    let (text, help) = match (is_produced, is_consumed) {
        (true, true) => return,
        (true, false) => {
            ("does not say who reads it", "list its consumers in `x-consumers`, or declare their `receive` operations")
        }
        (false, true) => (
            "does not say who writes to it",
            "declare the `send` operation of its producer, or `x-owner` on the channel",
        ),
        (false, false) => (
            "says neither who writes to it nor who reads it",
            "declare the `send` operation of its producer, and list its consumers in `x-consumers`",
        ),
    };
    cx.report(Finding::at(channel.at(), format!("`{}` {text}", channel.name())).help(help));
}
