//! Callbacks: by name, then by expression; their operations are compared with the flow swapped.

use super::Http;
use super::scope::{Scope, Way};
use crate::envelope::{Both, Pass, follow, pair};
use crate::{Fact, Kind, Version};
use stipula_model::{Contract, HttpSource, NodeRef, Operation};
use stipula_source::Node;

/// A callback of an operation, by its name.
#[derive(Clone, Copy)]
struct Callback<'a> {
    name: &'a str,
    site: NodeRef,
    /// The Callback Object, after references.
    at: NodeRef,
}

impl<'a> Http<'_, 'a> {
    pub(super) fn callbacks(&mut self, scope: &Scope, old: &'a Operation, new: &'a Operation) {
        let olds = self.callbacks_of(self.noted.old(), old);
        let news = self.callbacks_of(self.noted.new_version(), new);
        let paired = pair(&olds, &news, &[Pass::Each(&|it: &Callback<'_>| Some(it.name.to_owned()))]);
        let about = scope.way(Way::Response);
        let holder = Both::new(old.at, new.at).member(self.noted.sources(), "callbacks");
        for it in &paired.old {
            let fact = Fact::at(Kind::CallbackRemoved, &about, Both::new(it.site, holder.new));
            self.noted.fact(fact.named(it.name));
        }
        for it in &paired.new {
            let fact = Fact::at(Kind::CallbackAdded, &about, Both::new(holder.old, it.site));
            self.noted.fact(fact.named(it.name));
        }
        for (old, new) in paired.both {
            self.callback(old, new);
        }
    }

    fn callbacks_of(&self, version: Version<'a>, operation: &Operation) -> Vec<Callback<'a>> {
        let list = self.noted.node(operation.at).get("callbacks");
        let callback = |(name, node): (&'a str, Node<'a>)| {
            let site = operation.at.sibling(node);
            Callback { name, site, at: follow(version, site) }
        };
        list.into_iter().flat_map(Node::members).filter(|(name, _)| !name.starts_with("x-")).map(callback).collect()
    }

    fn callback(&mut self, old: Callback<'a>, new: Callback<'a>) {
        let (olds, news) = (self.calls(self.old, old), self.calls(self.new, new));
        let exact = |it: &&Operation| Some(format!("{} {}", it.method, it.path));
        let method = |it: &&Operation| Some(it.method.clone());
        let paired = pair(&olds, &news, &[Pass::Each(&exact), Pass::Lone(&method)]);
        for it in &paired.old {
            self.operation_removed(it, new.at, &paired.new, old.name);
        }
        for it in &paired.new {
            self.operation_added(it, old.at, new.name);
        }
        for (before, after) in paired.both {
            if self.called.insert((before.at, after.at)) {
                self.operation(before, after, new.name);
            }
        }
    }

    /// The operations of a callback.
    fn calls(&self, contract: &'a Contract, callback: Callback<'_>) -> Vec<&'a Operation> {
        let items: Vec<NodeRef> =
            self.noted.node(callback.at).members().map(|(_, item)| callback.at.sibling(item)).collect();
        let operations = contract.operations.iter().filter(|it| it.source == HttpSource::Callback);
        operations.filter(|it| items.contains(&it.path_at)).collect()
    }
}
