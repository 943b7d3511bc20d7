use super::commands::nearest;
use super::lifecycle::emitted;
use crate::finding::Finding;
use crate::rule::Hook;
use crate::{ChannelView, Cx, MessageView, Profile, Rule};
use stipula_diagnostics::Severity::Warning;
use stipula_source::Node;

pub(super) const RULE: Rule = Rule::new(
    "message-not-emitted",
    Warning,
    Profile::Recommended,
    Hook::Message(check),
    include_str!("message_not_emitted.md"),
);

fn check(cx: &Cx<'_>, message: &MessageView<'_>) {
    if cx.scene.machines.is_empty() || is_going(message.node) {
        return;
    }
    let emitted = emitted(cx);
    // What is emitted under a misspelled name is found where it is misspelled.
    let misspelled = emitted.iter().copied().filter(|name| cx.message(name).is_none());
    if emitted.contains(&message.name()) || nearest(message.name(), misspelled).is_some() {
        return;
    }
    // A channel that carries nothing of what transitions emit has another source: a projection, a gateway, a partner.
    let carries = |channel: &ChannelView<'_>| channel.messages(cx.scene).iter().any(|own| own.at() == message.at());
    let is_fed = |channel: &ChannelView<'_>| {
        channel.is_sent() && channel.messages(cx.scene).iter().any(|own| emitted.contains(&own.name()))
    };
    let mut channels = message.contract.channels(cx.scene).filter(carries);
    if let Some(channel) = channels.find(is_fed) {
        let name = message.name();
        let help = "add it to the `emits` of the transition that it reports, or move it to a channel of its own";
        let text = format!("no transition emits `{name}`, unlike what else `{}` carries", channel.name());
        cx.report(Finding::at(message.name_at(), text).help(help).label(channel.at(), "carried here"));
    }
}

/// True for what is on its way out.
fn is_going(node: Node<'_>) -> bool {
    node.get("x-sunset").is_some() || node.get("x-replaced-by").is_some()
}
