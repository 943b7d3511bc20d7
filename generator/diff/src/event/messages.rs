//! Messages of channels: by what they are called on the wire, then by key.

use super::Events;
use super::channels::message_site;
use super::layers::Layers;
use super::wiring::{Use, Wiring};
use crate::envelope::{Both, Pass, pair};
use crate::{About, Fact, Flow, Kind};
use rustc_hash::FxHashSet;
use stipula_model::{Channel, Contract, Message};

/// A message of a channel.
#[derive(Clone, Copy)]
struct Entry<'a> {
    key: &'a str,
    index: usize,
    message: &'a Message,
}

type Numbered<'a> = (usize, &'a Channel);

impl<'a> Events<'_, 'a> {
    pub(super) fn channel_messages(&mut self, (old_at, old): Numbered<'a>, (new_at, new): Numbered<'a>) {
        let (olds, news) = (entries(self.old.contract, old), entries(self.new.contract, new));
        let exact = |it: &Entry<'_>| Some(format!("{} {}", it.key, it.message.name));
        let name = |it: &Entry<'_>| Some(it.message.name.clone());
        let key = |it: &Entry<'_>| Some(it.key.to_owned());
        let paired = pair(&olds, &news, &[Pass::Each(&exact), Pass::Each(&name), Pass::Each(&key)]);
        let (mut gone, mut both) = (paired.old, paired.both);
        let mut come = Vec::new();
        for it in paired.new {
            match gone.iter().position(|other| self.carry_the_same(other.message, it.message)) {
                Some(at) => both.push((gone.remove(at), it)),
                None => come.push(it),
            }
        }
        let (olds, news) = (&self.old, &self.new);
        gone.retain(|it| !came_with_operation(news, new_at, olds, (old_at, it.index)));
        come.retain(|it| !came_with_operation(olds, old_at, news, (new_at, it.index)));
        let holder = Both::new(old.at, new.at).member(self.noted.sources(), "messages");
        for it in gone {
            let flow = self.old.flow(Use::On(old_at, it.index));
            let site = message_site(self.old.version, old, it.key).unwrap_or(it.message.at);
            let about = self.about(&new.name, flow);
            let fact = Fact::at(Kind::MessageRemoved, &about, Both::new(site, holder.new));
            self.noted.fact(fact.named(&it.message.name));
        }
        for it in come {
            let flow = self.new.flow(Use::On(new_at, it.index));
            let site = message_site(self.new.version, new, it.key).unwrap_or(it.message.at);
            let about = self.about(&new.name, flow);
            let fact = Fact::at(Kind::MessageAdded, &about, Both::new(holder.old, site));
            self.noted.fact(fact.named(&it.message.name));
        }
        for (before, after) in both {
            self.paired(before, after, (old, new));
        }
    }

    /// True if payloads and headers are the same, whatever the messages are called.
    fn carry_the_same(&mut self, old: &Message, new: &Message) -> bool {
        let schema = |id: Option<_>, is_old: bool| {
            let version = if is_old { self.old.version } else { self.new.version };
            id.map(|id| version.model.schemas.get(id).at)
        };
        let payloads = (schema(old.payload, true), schema(new.payload, false));
        let headers = (schema(old.headers, true), schema(new.headers, false));
        let (Some(before), Some(after)) = payloads else { return false };
        self.noted.same(Both::new(before, after))
            && match headers {
                (Some(before), Some(after)) => self.noted.same(Both::new(before, after)),
                (before, after) => before.is_none() && after.is_none(),
            }
    }

    /// Notes another name or key, and keeps the pair, which is compared once however many channels have it.
    fn paired(&mut self, old: Entry<'a>, new: Entry<'a>, channels: (&Channel, &Channel)) {
        let named = |message: &Message, is_old: bool| {
            let version = if is_old { self.old.version } else { self.new.version };
            let layers = Layers::of(version, version, Both::new(message.at, message.at));
            layers.find(self.noted.sources(), "name").old.is_some()
        };
        let has_name = named(old.message, true) || named(new.message, false);
        let (before, after) = (&old.message.name, &new.message.name);
        let about = self.about(after, self.message_flow(new.index));
        if before != after && has_name {
            let at = Both::new(old.message.at, new.message.at).member(self.noted.sources(), "name");
            let fact = Fact::at(Kind::MessageTypeChanged, &about, at).named(after);
            self.noted.fact(fact.values(Some(before.clone()), Some(after.clone())));
        } else if old.key != new.key {
            let at = Both {
                old: message_site(self.old.version, channels.0, old.key).unwrap_or(old.message.at),
                new: message_site(self.new.version, channels.1, new.key).unwrap_or(new.message.at),
            };
            let fact = Fact::at(Kind::MessageRenamed, &about, at).named(after);
            self.noted.fact(fact.values(Some(old.key.to_owned()), Some(new.key.to_owned())));
        }
        self.partners.entry(new.index).or_default().push(old.index);
        let travels = self.messages.entry((old.index, new.index)).or_default();
        if !travels.contains(&channels.1.name) {
            travels.push(channels.1.name.clone());
        }
    }

    pub(super) fn message_flow(&self, message: usize) -> Flow {
        self.new.flow(Use::Message(message))
    }

    /// Messages that are on no channel: a description may be nothing but a collection of them.
    pub(super) fn loose_messages(&mut self) {
        let (olds, news) = (loose(self.old.contract), loose(self.new.contract));
        let name = |it: &Entry<'_>| Some(it.message.name.clone());
        let paired = pair(&olds, &news, &[Pass::Each(&name)]);
        for (old, new) in paired.both {
            self.messages.entry((old.index, new.index)).or_default();
        }
        if self.old.contract.channels.is_empty() && self.new.contract.channels.is_empty() {
            let root = Both::new(self.old.contract.at, self.new.contract.at);
            for it in paired.old {
                self.loose_message(Kind::MessageRemoved, it, Both::new(it.message.at, root.new));
            }
            for it in paired.new {
                self.loose_message(Kind::MessageAdded, it, Both::new(root.old, it.message.at));
            }
        }
    }

    fn loose_message(&mut self, kind: Kind, it: Entry<'_>, at: Both) {
        let about: About = self.about(&it.message.name, Flow::Kept);
        self.noted.fact(Fact::at(kind, &about, at).named(&it.message.name));
    }
}

/// True for a message of AsyncAPI 2 whose operation came or went with it, which is said as such.
fn came_with_operation(
    other: &Wiring<'_>,
    other_channel: usize,
    own: &Wiring<'_>,
    (channel, message): (usize, usize),
) -> bool {
    let (there, here) = (other.done(Use::Channel(other_channel)), own.done(Use::On(channel, message)));
    let remains = (here.is_sent && there.is_sent) || (here.is_received && there.is_received);
    !own.is_3 && !remains
}

fn entries<'a>(contract: &'a Contract, channel: &'a Channel) -> Vec<Entry<'a>> {
    let entry = |(key, index): &'a (String, usize)| Entry { key, index: *index, message: &contract.messages[*index] };
    channel.messages.iter().map(entry).collect()
}

fn loose(contract: &Contract) -> Vec<Entry<'_>> {
    let messages = contract.channels.iter().flat_map(|channel| &channel.messages);
    let on_channel: FxHashSet<usize> = messages.map(|(_, index)| *index).collect();
    let all = contract.messages.iter().enumerate().filter(|(index, _)| !on_channel.contains(index));
    all.map(|(index, message)| Entry { key: &message.name, index, message }).collect()
}
