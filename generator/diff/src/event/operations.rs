//! Operations on channels: by key, action and channel; then by key; then by action and channel.

use super::Events;
use super::layers::Layers;
use super::wiring::{Wiring, flow_of};
use crate::envelope::{Both, Pass, follow, pair, set_difference, strings};
use crate::{About, Fact, Kind};
use rustc_hash::{FxHashMap, FxHashSet};
use stipula_model::{Action, Contract, NodeRef, WireOperation};
use stipula_source::Node;

/// An operation with the channel that it uses, as the new version counts them.
#[derive(Clone, Copy)]
struct Entry<'a> {
    operation: &'a WireOperation,
    /// `None` for a channel that the other version lacks.
    channel: Option<usize>,
}

/// What holds the operations on a channel: the list of AsyncAPI 3, or the channel of AsyncAPI 2.
fn operation_list(wiring: &Wiring<'_>, channel: usize) -> NodeRef {
    let contract = wiring.contract;
    let list = contract.at.get(wiring.version.sources).get("operations");
    match list {
        _ if !wiring.is_3 => contract.channels[channel].at,
        Some(list) => contract.at.sibling(list),
        None => contract.at,
    }
}

impl Entry<'_> {
    /// Its key, where somebody gave it one: AsyncAPI 2 needs none.
    fn key(&self) -> Option<&str> {
        Some(self.operation.name.as_str()).filter(|name| !matches!(*name, "publish" | "subscribe"))
    }

    fn doing(&self) -> Option<String> {
        Some(format!("{} {}", word(self.operation.action), self.channel?))
    }
}

fn word(action: Action) -> &'static str {
    match action {
        Action::Send => "send",
        Action::Receive => "receive",
    }
}

impl<'a> Events<'_, 'a> {
    pub(super) fn operations(&mut self) {
        let known: FxHashMap<usize, usize> = self.channels.iter().map(|(old, new)| (*new, *old)).collect();
        let olds = self.old.operations().map(|operation| {
            let channel = operation.channel.and_then(|at| self.channels.get(&at).copied());
            Entry { operation, channel }
        });
        let news = self.new.operations().map(|operation| {
            let channel = operation.channel.filter(|at| known.contains_key(at));
            Entry { operation, channel }
        });
        let exact = |it: &Entry<'_>| Some(format!("{} {}", it.operation.name, it.doing()?));
        let key = |it: &Entry<'_>| it.key().map(str::to_owned);
        let doing = |it: &Entry<'_>| it.doing();
        let passes = [Pass::Each(&exact), Pass::Lone(&key), Pass::Lone(&doing)];
        let paired = pair(&olds.collect::<Vec<_>>(), &news.collect::<Vec<_>>(), &passes);
        // Those on channels that came or went as a whole are said by the channel.
        for it in paired.old {
            if let Some(channel) = it.channel {
                let at = Both::new(it.operation.at, operation_list(&self.new, channel));
                self.operation_left(Kind::ChannelOperationRemoved, at, &self.label(it), it.operation);
            }
        }
        for it in paired.new {
            if let Some(channel) = it.channel.and_then(|at| known.get(&at)) {
                let at = Both::new(operation_list(&self.old, *channel), it.operation.at);
                self.operation_left(Kind::ChannelOperationAdded, at, &self.label(it), it.operation);
            }
        }
        for (old, new) in paired.both {
            self.operation(old, new);
        }
    }

    fn operation_left(&mut self, kind: Kind, at: Both, label: &str, it: &WireOperation) {
        let about = self.about(label, flow_of(it.action));
        self.noted.fact(Fact::at(kind, &about, at).named(label));
    }

    /// Its key; without one, what it does on which channel.
    fn label(&self, it: Entry<'_>) -> String {
        let channel = it.channel.map_or("", |at| &self.new.contract.channels[at].name);
        it.key().map_or_else(|| format!("{} {channel}", it.operation.name), str::to_owned)
    }

    fn operation(&mut self, old: Entry<'a>, new: Entry<'a>) {
        let (before, after) = (old.operation, new.operation);
        let about = self.about(&self.label(new), flow_of(after.action));
        let at = Both::new(before.at, after.at);
        let sources = self.noted.sources();
        self.operation_key(&about, old, new);
        if before.action != after.action {
            let fact = Fact::at(Kind::ActionChanged, &about, at.member(sources, "action")).named(&after.name);
            let words = (word(before.action).to_owned(), word(after.action).to_owned());
            self.noted.fact(fact.values(Some(words.0), Some(words.1)));
        }
        self.operation_channel(&about, old, new);
        let layers = Layers::of(self.old.version, self.new.version, at);
        self.layered_annotations(&about, &layers);
        self.operation_tags(&about, &layers);
        self.bindings(&about, &layers.old, &layers.new);
        self.security(&about, at);
        self.reply(&about, at);
        if old.channel.is_some() && old.channel == new.channel {
            self.operation_messages(&about, before, after);
        }
    }

    /// Its key, or the `operationId` of AsyncAPI 2, which may be missing.
    fn operation_key(&mut self, about: &About, old: Entry<'_>, new: Entry<'_>) {
        let is_upgraded = self.old.is_3 != self.new.is_3;
        if old.key() == new.key() || (is_upgraded && (old.key().is_none() || new.key().is_none())) {
            return;
        }
        let at = Both::new(old.operation.at, new.operation.at);
        let fact = Fact::at(Kind::OperationIdChanged, about, at.member(self.noted.sources(), "operationId"));
        let (was, is) = (old.key().map(str::to_owned), new.key().map(str::to_owned));
        self.noted.fact(fact.named(self.label(new)).values(was, is));
    }

    fn operation_channel(&mut self, about: &About, old: Entry<'_>, new: Entry<'_>) {
        let (before, after) = (old.operation, new.operation);
        if old.channel == new.channel && (old.channel.is_some() || before.channel.is_some() == after.channel.is_some())
        {
            return;
        }
        let name = |contract: &Contract, channel: Option<usize>| channel.map(|at| contract.channels[at].name.clone());
        let at = Both::new(before.at, after.at).member(self.noted.sources(), "channel");
        let fact = Fact::at(Kind::OperationChannelChanged, about, at).named(&after.name);
        let names = (name(self.old.contract, before.channel), name(self.new.contract, after.channel));
        self.noted.fact(fact.values(names.0, names.1));
    }

    fn operation_tags(&mut self, about: &About, layers: &Layers) {
        let found = layers.find(self.noted.sources(), "tags");
        let names = |node: Option<Node<'a>>| -> Vec<&'a str> {
            let own = node.into_iter().flat_map(Node::items).filter_map(|tag| tag.get_str("name"));
            own.chain(strings(node)).collect()
        };
        let (gone, come) = set_difference(&names(found.old), &names(found.new));
        if !gone.is_empty() || !come.is_empty() {
            let fact = Fact::at(Kind::OperationTagsChanged, about, found.at).named("tags");
            self.noted.fact(fact.nodes(found.old, found.new));
        }
    }

    /// A message that the channel has in both versions and the operation in one.
    fn operation_messages(&mut self, about: &About, old: &WireOperation, new: &WireOperation) {
        let (Some(old_channel), Some(new_channel)) = (old.channel, new.channel) else { return };
        let on = |contract: &Contract, channel: usize| -> FxHashSet<usize> {
            contract.channels[channel].messages.iter().map(|(_, at)| *at).collect()
        };
        let there = on(self.old.contract, old_channel);
        let (was, is): (FxHashSet<&usize>, FxHashSet<&usize>) =
            (old.messages.iter().collect(), new.messages.iter().collect());
        let place = Both::new(old.at, new.at).member(self.noted.sources(), "messages");
        for (_, after) in &self.new.contract.channels[new_channel].messages {
            let before = self.partners.get(after).into_iter().flatten().find(|before| there.contains(before));
            let Some(before) = before.copied() else { continue };
            let kind = match (was.contains(&before), is.contains(after)) {
                (false, true) => Kind::MessageAdded,
                (true, false) => Kind::MessageRemoved,
                _ => continue,
            };
            let site = self.reference_to(kind, (old, before), (new, *after));
            let at = match kind {
                Kind::MessageAdded => Both { new: site.unwrap_or(place.new), ..place },
                _ => Both { old: site.unwrap_or(place.old), ..place },
            };
            self.noted.fact(Fact::at(kind, about, at).named(&self.new.contract.messages[*after].name));
        }
    }

    /// Where an operation names a message.
    fn reference_to(
        &self,
        kind: Kind,
        (old, before): (&WireOperation, usize),
        (new, after): (&WireOperation, usize),
    ) -> Option<NodeRef> {
        let (wiring, operation, message) = match kind {
            Kind::MessageAdded => (&self.new, new, after),
            _ => (&self.old, old, before),
        };
        let list = self.noted.node(operation.at).get("messages")?;
        let target = wiring.contract.messages[message].at;
        let mut items = list.items().map(|item| operation.at.sibling(item));
        items.find(|item| follow(wiring.version, *item) == target)
    }
}
