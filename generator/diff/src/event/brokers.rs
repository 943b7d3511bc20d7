//! Servers of messages.

use super::Events;
use crate::envelope::{Both, Pass, Requirements, follow, pair};
use crate::{About, Fact, Flow, Kind, Version};
use stipula_model::{Channel, NodeRef};
use stipula_source::Node;

/// A server by its key.
#[derive(Clone, Copy)]
struct Broker<'a> {
    key: &'a str,
    site: NodeRef,
    /// The Server Object, after references.
    at: NodeRef,
    node: Node<'a>,
}

impl Broker<'_> {
    /// Where it is reached: protocol, host and path, whatever its key. AsyncAPI 2 has one `url`.
    fn address(&self) -> String {
        let text = |key: &str| self.node.get_str(key).unwrap_or_default();
        let url = text("url");
        let host = url.split_once("://").map_or(url, |(_, rest)| rest);
        format!("{} {}{}{}", text("protocol"), host, text("host"), text("pathname"))
    }
}

impl<'a> Events<'_, 'a> {
    pub(super) fn brokers(&mut self) {
        let root = Both::new(self.old.contract.at, self.new.contract.at);
        let (olds, news) = (brokers(self.old.version, root.old), brokers(self.new.version, root.new));
        let exact = |it: &Broker<'_>| Some(format!("{} {}", it.key, it.address()));
        let address = |it: &Broker<'_>| Some(it.address());
        let paired = pair(&olds, &news, &[Pass::Each(&exact), Pass::Each(&address)]);
        let holder = root.member(self.noted.sources(), "servers");
        for it in &paired.old {
            let about = self.about(it.key, Flow::Kept);
            let fact = Fact::at(Kind::BrokerRemoved, &about, Both::new(it.site, holder.new));
            self.noted.fact(fact.named(it.key).values(Some(it.address()), None));
        }
        for it in &paired.new {
            let about = self.about(it.key, Flow::Kept);
            let fact = Fact::at(Kind::BrokerAdded, &about, Both::new(holder.old, it.site));
            self.noted.fact(fact.named(it.key).values(None, Some(it.address())));
        }
        self.brokers = paired.both.iter().map(|(old, new)| (old.at, new.at)).collect();
        for (old, new) in paired.both {
            self.broker(old, new);
        }
    }

    fn broker(&mut self, old: Broker<'a>, new: Broker<'a>) {
        let about = self.about(new.key, Flow::Kept);
        let at = Both::new(old.at, new.at);
        self.noted.annotations(&about, at);
        self.noted.member(Kind::DescriptionChanged, &about, at, "tags");
        for key in ["protocolVersion", "variables"] {
            self.noted.member(Kind::BindingChanged, &about, at, key);
        }
        self.bindings(&about, &[old.at], &[new.at]);
        self.security(&about, at);
    }

    /// The security that a server or an operation asks for.
    pub(super) fn security(&mut self, about: &About, at: Both) {
        let before = requirements(self.old.version, at.old, &|name| self.schemes.new_name(name));
        let after = requirements(self.new.version, at.new, &str::to_owned);
        self.noted.security(about, &before, &after);
    }

    /// The servers that a channel is limited to; without a limit it is on all of them. Servers that came or went as a whole
    /// are said once.
    pub(super) fn channel_brokers(&mut self, about: &About, old: &Channel, new: &Channel) {
        let (olds, news) = (limits(self.old.version, old.at), limits(self.new.version, new.at));
        if olds.is_none() && news.is_none() {
            return;
        }
        let is_on = |limits: &Option<Vec<NodeRef>>, at: &NodeRef| limits.as_ref().is_none_or(|it| it.contains(at));
        let place = Both::new(old.at, new.at).member(self.noted.sources(), "servers");
        for (before, after) in &self.brokers {
            let kind = match (is_on(&olds, before), is_on(&news, after)) {
                (true, false) => Kind::BrokerRemoved,
                (false, true) => Kind::BrokerAdded,
                _ => continue,
            };
            let key = self.noted.node(*after).key().and_then(Node::as_str).unwrap_or_default();
            self.noted.fact(Fact::at(kind, about, place).named(key));
        }
    }
}

fn brokers(version: Version<'_>, root: NodeRef) -> Vec<Broker<'_>> {
    let servers = root.get(version.sources).get("servers").into_iter().flat_map(Node::members);
    let broker = |(key, node)| {
        let site = root.sibling(node);
        let at = follow(version, site);
        Broker { key, site, at, node: at.get(version.sources) }
    };
    servers.map(broker).collect()
}

/// The servers that a channel names: by reference in AsyncAPI 3, by key in AsyncAPI 2. An empty list names all.
fn limits(version: Version<'_>, channel: NodeRef) -> Option<Vec<NodeRef>> {
    let list = channel.get(version.sources).get("servers").filter(|list| !list.is_empty())?;
    let by_key = |key: &str| {
        let root = channel.get(version.sources).tree().root()?;
        let server = root.get("servers")?.get(key)?;
        Some(follow(version, channel.sibling(server)))
    };
    let server = |item: Node<'_>| match item.as_str() {
        Some(key) => by_key(key),
        None => Some(follow(version, channel.sibling(item))),
    };
    Some(list.items().filter_map(server).collect())
}

/// AsyncAPI 2 lists requirements as OpenAPI does; AsyncAPI 3 lists the schemes themselves, each with its scopes.
fn requirements(version: Version<'_>, holder: NodeRef, names: &dyn Fn(&str) -> String) -> Requirements {
    let list = holder.get(version.sources).get("security");
    let is_scheme = |item: Node<'_>| item.get("$ref").is_some() || item.get("type").is_some();
    if !list.is_some_and(|list| list.items().any(is_scheme)) {
        return Requirements::read(holder, list, names);
    }
    let schemes = list.into_iter().flat_map(Node::items).map(|item| {
        let at = follow(version, holder.sibling(item));
        let scheme = at.get(version.sources);
        let name = scheme.key().and_then(Node::as_str).unwrap_or_default();
        let scopes = scheme.get("scopes").into_iter().flat_map(Node::items).filter_map(Node::as_str);
        (holder.sibling(item), names(name), scopes.map(str::to_owned).collect())
    });
    Requirements::of_schemes(list.map_or(holder, |list| holder.sibling(list)), schemes)
}
