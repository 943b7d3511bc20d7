//! What rules about events ask of messages and channels.

use super::event_name::{EventName, version_of};
use crate::words::words;
use crate::{ChannelView, ContractView, Cx, MessageView};
use stipula_model::{Channel, NodeRef, WireOperation};
use stipula_source::Node;

/// What a message is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Event,
    Command,
    /// A question or an answer.
    Exchange,
}

/// True for a message that says what has happened: neither a command nor a question nor an answer.
pub(super) fn is_event(cx: &Cx<'_>, message: &MessageView<'_>) -> bool {
    role(cx, message) == Role::Event
}

/// True for a message that asks for something.
pub(super) fn is_command(cx: &Cx<'_>, message: &MessageView<'_>) -> bool {
    role(cx, message) == Role::Command
}

/// Last words of names of commands, of questions and of answers.
const COMMANDS: &[&str] = &["command", "commands", "cmd"];
const QUESTIONS: &[&str] = &["request", "requests", "query", "queries"];
const ANSWERS: &[&str] = &["response", "responses", "reply", "replies"];

/// By `x-api-family`, else by the name, the operations' `reply`, or a channel that says that commands travel on it.
fn role(cx: &Cx<'_>, message: &MessageView<'_>) -> Role {
    let (operations, channels) = (operations(cx, message), channels(cx, message));
    match family(cx, message, &operations, &channels) {
        Some("command") => return Role::Command,
        Some("event") => return Role::Event,
        Some("query") => return Role::Exchange,
        _ => {}
    }
    let last = last_word(message.name());
    let is = |words: &[&str]| last.as_ref().is_some_and(|word| words.contains(&word.as_str()));
    let is_asked = operations.iter().any(|own| cx.node(own.at).get("reply").is_some());
    if is(COMMANDS) {
        return Role::Command;
    }
    if is(QUESTIONS) || is(ANSWERS) || is_asked || is_answer(cx, message) {
        return Role::Exchange;
    }
    let is_sent_as_command = !channels.is_empty() && channels.iter().all(is_for_commands);
    if is_sent_as_command { Role::Command } else { Role::Event }
}

fn is_for_commands(channel: &ChannelView<'_>) -> bool {
    let all = words(channel.name());
    let has = |names: &[&str]| all.iter().any(|word| names.contains(&word.as_str()));
    has(COMMANDS) && !has(ANSWERS)
}

fn family<'m>(
    cx: &Cx<'m>,
    message: &MessageView<'_>,
    operations: &[&WireOperation],
    channels: &[ChannelView<'_>],
) -> Option<&'m str> {
    let own = said(cx, message, "x-api-family").and_then(|at| cx.node(at).as_str());
    let of_operations = || {
        let mut all = operations.iter().filter_map(|own| cx.node(own.at).get_str("x-api-family"));
        let first = all.next();
        all.find(|family| *family == "event").or(first)
    };
    let of_channels = || channels.iter().find_map(|channel| cx.node(channel.at()).get_str("x-api-family"));
    own.or_else(of_operations).or_else(of_channels)
}

fn last_word(name: &str) -> Option<String> {
    let is_other = |word: &String| version_of(word).is_some() || matches!(word.as_str(), "message" | "msg");
    words(name).into_iter().rev().find(|word| !is_other(word))
}

fn is_answer(cx: &Cx<'_>, message: &MessageView<'_>) -> bool {
    let operations = &contract(cx, message).contract.wire_operations;
    operations.iter().any(|own| {
        let Some(reply) = cx.node(own.at).get("reply") else { return false };
        let reply = cx.node(chase(cx, own.at.sibling(reply)));
        match (reply.get("messages"), reply.get("channel")) {
            (Some(list), _) => list.items().any(|item| chase(cx, own.at.sibling(item)) == message.at()),
            (None, Some(channel)) => {
                let at = chase(cx, own.at.sibling(channel));
                channels(cx, message).iter().any(|channel| channel.at() == at)
            }
            (None, None) => false,
        }
    })
}

/// The object behind a chain of `$ref`s.
pub(super) fn chase(cx: &Cx<'_>, mut at: NodeRef) -> NodeRef {
    const MOST_HOPS: usize = 8;
    for _ in 0..MOST_HOPS {
        at = cx.follow(at);
    }
    at
}

/// A key of a message or of its traits.
pub(super) fn said(cx: &Cx<'_>, message: &MessageView<'_>, key: &str) -> Option<NodeRef> {
    let at = message.at();
    let node = cx.node(at);
    let traits = node.get("traits").into_iter().flat_map(Node::items).map(|item| chase(cx, at.sibling(item)));
    std::iter::once(at).chain(traits).find_map(|at| cx.node(at).get(key).map(|value| at.sibling(value)))
}

/// The document of a message.
pub(super) fn contract<'m>(cx: &Cx<'m>, message: &MessageView<'_>) -> &'m ContractView<'m> {
    &cx.scene.contracts[message.contract.index]
}

fn index(message: &MessageView<'_>) -> Option<usize> {
    message.contract.contract.messages.iter().position(|own| std::ptr::eq(own, message.message))
}

/// The channels that carry a message.
pub(super) fn channels<'m>(cx: &Cx<'m>, message: &MessageView<'_>) -> Vec<ChannelView<'m>> {
    let (contract, index) = (contract(cx, message), index(message));
    let has = |channel: &&Channel| channel.messages.iter().any(|(_, own)| Some(*own) == index);
    let own = contract.contract.channels.iter().filter(has);
    own.map(|channel| ChannelView { contract, channel, node: cx.node(channel.at) }).collect()
}

fn operations<'m>(cx: &Cx<'m>, message: &MessageView<'_>) -> Vec<&'m WireOperation> {
    let index = index(message);
    let all = contract(cx, message).contract.wire_operations.iter();
    all.filter(|own| own.messages.iter().any(|own| Some(*own) == index)).collect()
}

/// The events on a channel.
pub(super) fn events<'s>(cx: &Cx<'s>, channel: &ChannelView<'s>) -> Vec<MessageView<'s>> {
    channel.messages(cx.scene).into_iter().filter(|message| is_event(cx, message)).collect()
}

/// One text, or a list of texts.
pub(super) fn texts(node: Node<'_>) -> Vec<&str> {
    node.as_str().into_iter().chain(node.items().filter_map(Node::as_str)).collect()
}

/// For whom a message is: by its own `x-audience`, that of its payload, or those of its channels.
pub(super) fn audiences<'m>(cx: &Cx<'m>, message: &MessageView<'_>) -> Vec<&'m str> {
    let own = said(cx, message, "x-audience").map(|at| cx.node(at));
    let of_payload = || cx.metadata(cx.scene.schema(message.message.payload?), "x-audience");
    let of_channels = || channels(cx, message).iter().find_map(|channel| cx.node(channel.at()).get("x-audience"));
    own.or_else(of_payload).or_else(of_channels).map(texts).unwrap_or_default()
}

/// How findings call a message: by its type or name, or by its channel where it has none.
pub(super) fn called(cx: &Cx<'_>, message: &MessageView<'_>) -> String {
    let channel = || channels(cx, message).first().map_or("components".to_owned(), |channel| channel.name().to_owned());
    EventName::of(cx, message).map_or_else(|| format!("on `{}`", channel()), |name| format!("`{}`", name.text))
}

/// Where a channel names a message that it carries, or the message itself where it stands in an operation.
pub(super) fn entry_of(channel: &ChannelView<'_>, message: &MessageView<'_>) -> NodeRef {
    let own = index(message);
    let key = channel.channel.messages.iter().find(|(_, index)| Some(*index) == own).map(|(key, _)| key);
    let entry = key.and_then(|key| channel.node.get("messages")?.get(key));
    entry.map_or(message.at(), |entry| channel.at().sibling(entry))
}

/// `a`, `b` and `c`.
pub(super) fn listed<'t>(names: impl IntoIterator<Item = &'t str>) -> String {
    joined(names, "and")
}

/// `a`, `b` or `c`.
pub(super) fn one_of<'t>(names: impl IntoIterator<Item = &'t str>) -> String {
    joined(names, "or")
}

fn joined<'t>(names: impl IntoIterator<Item = &'t str>, word: &str) -> String {
    const MOST: usize = 6;
    let mut quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    if quoted.len() > MOST {
        let more = quoted.split_off(MOST - 1).len();
        quoted.push(format!("{more} more"));
    }
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {word} {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}
