//! Replies: where they go and what they carry (AsyncAPI 3.0 §Operation Reply Object).

use super::Events;
use super::wiring::Wiring;
use crate::envelope::{Both, follow};
use crate::{About, Fact, Kind};
use stipula_model::NodeRef;
use stipula_source::Node;

impl Events<'_, '_> {
    pub(super) fn reply(&mut self, about: &About, operation: Both) {
        let sources = self.noted.sources();
        let (old, new) = operation.values(sources, "reply");
        let before = old.map(|node| self.old_reply(operation.old.sibling(node)));
        let after = new.map(|node| reply(&self.new, operation.new.sibling(node), &|channel| channel));
        if before != after {
            let place = operation.member(sources, "reply");
            let fact = Fact::at(Kind::ReplyChanged, about, place).named("reply");
            self.noted.fact(fact.nodes(old, new));
        } else if let (Some(old), Some(new)) = (old, new) {
            let old = follow(self.old.version, operation.old.sibling(old));
            let new = follow(self.new.version, operation.new.sibling(new));
            self.noted.annotations(about, Both::new(old, new));
        }
    }

    /// What a reply of the old version says, with channels and messages as the new version counts them.
    fn old_reply(&self, at: NodeRef) -> Reply {
        let last = self.new.contract.channels.len();
        let mut found = reply(&self.old, at, &|channel| self.channels.get(&channel).copied().unwrap_or(last + channel));
        for message in &mut found.messages {
            let paired = self.messages.keys().find(|(old, _)| self.old.contract.messages[*old].name == *message);
            if let Some((_, new)) = paired {
                message.clone_from(&self.new.contract.messages[*new].name);
            }
        }
        found.messages.sort();
        found
    }
}

/// What a reply says.
#[derive(PartialEq, Eq)]
struct Reply {
    /// Where the address is found in the request.
    location: Option<String>,
    channel: Option<usize>,
    /// The names of messages, sorted.
    messages: Vec<String>,
}

fn reply(wiring: &Wiring<'_>, at: NodeRef, count: &dyn Fn(usize) -> usize) -> Reply {
    let version = wiring.version;
    let at = follow(version, at);
    let node = at.get(version.sources);
    let target = |key: &str| node.get(key).map(|it| follow(version, at.sibling(it)));
    let location = target("address").and_then(|it| it.get(version.sources).get_str("location")).map(str::to_owned);
    let channel = target("channel").and_then(|it| wiring.contract.channels.iter().position(|other| other.at == it));
    let messages = node.get("messages").into_iter().flat_map(Node::items).filter_map(|item| {
        let it = follow(version, at.sibling(item));
        wiring.contract.messages.iter().find(|other| other.at == it).map(|other| other.name.clone())
    });
    let mut messages: Vec<String> = messages.collect();
    messages.sort();
    Reply { location, channel: channel.map(count), messages }
}
