//! Channels: by address, whatever their key and the names in the address.

use super::Events;
use super::wiring::Use;
use crate::envelope::{Both, Pass, follow, pair, template};
use crate::{About, Fact, Kind, Version};
use stipula_model::{Channel, NodeRef};
use stipula_source::Node;

type Numbered<'a> = (usize, &'a Channel);

impl<'a> Events<'_, 'a> {
    pub(super) fn channels(&mut self) {
        let address = |it: &Numbered<'_>| it.1.address.as_deref().map(template::shape);
        let both = |it: &Numbered<'_>| Some(format!("{} {}", it.1.name, address(it)?));
        let key = |it: &Numbered<'_>| Some(it.1.name.clone());
        let passes = [Pass::Each(&both), Pass::Each(&address), Pass::Each(&key)];
        let paired = pair(&self.old.channels(), &self.new.channels(), &passes);
        self.channels = paired.both.iter().map(|((old, _), (new, _))| (*old, *new)).collect();
        let holder = Both::new(self.old.contract.at, self.new.contract.at).member(self.noted.sources(), "channels");
        for (at, gone) in paired.old {
            let about = self.about(&gone.name, self.old.flow(Use::Channel(at)));
            let fact = Fact::at(Kind::ChannelRemoved, &about, Both::new(gone.at, holder.new));
            self.noted.fact(fact.named(&gone.name));
        }
        for (at, come) in paired.new {
            let about = self.about(&come.name, self.new.flow(Use::Channel(at)));
            let fact = Fact::at(Kind::ChannelAdded, &about, Both::new(holder.old, come.at));
            self.noted.fact(fact.named(&come.name));
        }
        for ((old_at, old), (new_at, new)) in paired.both {
            let about = self.about(&new.name, self.new.flow(Use::Channel(new_at)));
            self.channel(&about, old, new);
            self.channel_messages((old_at, old), (new_at, new));
        }
    }

    fn channel(&mut self, about: &About, old: &'a Channel, new: &'a Channel) {
        let at = Both::new(old.at, new.at);
        self.noted.annotations(about, at);
        self.noted.member(Kind::DescriptionChanged, about, at, "tags");
        let (gone, come) = self.channel_parameters(about, old, new);
        let (before, after) = (old.address.as_deref().unwrap_or(""), new.address.as_deref().unwrap_or(""));
        // A parameter more or less is said as such.
        let only_parameters = (gone || come) && template::words(before) == template::words(after);
        if old.address.is_some() != new.address.is_some()
            || (template::shape(before) != template::shape(after) && !only_parameters)
        {
            let place = at.member(self.noted.sources(), "address");
            let fact = Fact::at(Kind::ChannelAddressChanged, about, place).named(&new.name);
            self.noted.fact(fact.values(old.address.clone(), new.address.clone()));
        }
        self.channel_brokers(about, old, new);
        self.bindings(about, &[old.at], &[new.at]);
    }

    /// Parameters by their position in addresses of the same shape, else by name. True if one is gone, and if one has come.
    fn channel_parameters(&mut self, about: &About, old: &'a Channel, new: &'a Channel) -> (bool, bool) {
        let (olds, news) = (parameters(old), parameters(new));
        let shape = |channel: &Channel| channel.address.as_deref().map(template::shape);
        let by_position = shape(old) == shape(new);
        let key = |it: &Parameter<'_>| match it.position {
            Some(position) if by_position => Some(position.to_string()),
            _ => Some(it.name.to_owned()),
        };
        let paired = pair(&olds, &news, &[Pass::Each(&key)]);
        let holder = Both::new(old.at, new.at).member(self.noted.sources(), "parameters");
        for it in &paired.old {
            let at = Both::new(it.at.unwrap_or(old.at), holder.new);
            self.noted.fact(Fact::at(Kind::ChannelParameterRemoved, about, at).named(it.name));
        }
        for it in &paired.new {
            let at = Both::new(holder.old, it.at.unwrap_or(new.at));
            self.noted.fact(Fact::at(Kind::ChannelParameterAdded, about, at).named(it.name));
        }
        for (before, after) in &paired.both {
            if let (Some(old), Some(new)) = (before.at, after.at) {
                self.channel_parameter(about, Both::new(old, new));
            }
        }
        (!paired.old.is_empty(), !paired.new.is_empty())
    }

    /// What a parameter can be decides which addresses there are.
    fn channel_parameter(&mut self, about: &About, at: Both) {
        let at = Both::new(follow(self.old.version, at.old), follow(self.new.version, at.new));
        self.noted.annotations(about, at);
        self.noted.examples(about, at);
        for key in ["enum", "default", "location", "schema"] {
            self.noted.member(Kind::ChannelAddressChanged, about, at, key);
        }
    }
}

/// A parameter of an address; described or not.
#[derive(Clone, Copy)]
struct Parameter<'a> {
    name: &'a str,
    /// Its position in the address.
    position: Option<usize>,
    at: Option<NodeRef>,
}

/// Those of the address; of a channel whose address is not known, those that are described.
fn parameters(channel: &Channel) -> Vec<Parameter<'_>> {
    let described = |name: &str| channel.parameters.iter().find(|(other, _)| other == name).map(|(_, at)| *at);
    let Some(address) = channel.address.as_deref() else {
        let all = channel.parameters.iter();
        return all.map(|(name, at)| Parameter { name, position: None, at: Some(*at) }).collect();
    };
    let names = template::names(address).into_iter().enumerate();
    names.map(|(position, name)| Parameter { name, position: Some(position), at: described(name) }).collect()
}

/// The Message Object's place among the messages of its channel.
pub(super) fn message_site(version: Version<'_>, channel: &Channel, key: &str) -> Option<NodeRef> {
    let list: Node<'_> = channel.at.get(version.sources).get("messages")?;
    Some(channel.at.sibling(list.get(key)?))
}
