//! Operations of paths and webhooks.

use super::Http;
use super::scope::{Scope, Way};
use crate::envelope::{Both, Pass, follow, pair, set_difference, strings, template};
use crate::{Fact, Kind};
use rustc_hash::FxHashMap;
use stipula_model::{Contract, HttpSource, NodeRef, Operation};
use stipula_source::Node;

impl<'a> Http<'_, 'a> {
    /// Operations of paths: by template and method, whatever the parameters are called.
    pub(super) fn paths(&mut self) {
        let old = of(self.old, HttpSource::Path);
        let new = of(self.new, HttpSource::Path);
        let exact = |it: &&Operation| Some(format!("{} {}", it.method, it.path));
        let shapes = shapes(&[&old, &new]);
        let by_shape = |it: &&Operation| Some(format!("{} {}", it.method, shapes[it.path.as_str()]));
        let paired = pair(&old, &new, &[Pass::Each(&exact), Pass::Each(&by_shape)]);
        for (old, new) in &paired.both {
            self.operation(old, new, "");
        }
        let (there, here) = (path_items(&new, &shapes), path_items(&old, &shapes));
        for old in &paired.old {
            let item =
                there.get(shapes[old.path.as_str()].as_str()).map(|item| follow(self.noted.new_version(), *item));
            let holder = item.unwrap_or_else(|| self.root_member(self.new, "paths"));
            self.operation_removed(old, holder, &paired.new, "");
        }
        for new in &paired.new {
            let item = here.get(shapes[new.path.as_str()].as_str()).map(|item| follow(self.noted.old(), *item));
            let holder = item.unwrap_or_else(|| self.root_member(self.old, "paths"));
            self.operation_added(new, holder, "");
        }
    }

    /// An operation that the new version lacks; one with its identifier may have taken its place.
    pub(super) fn operation_removed(&mut self, old: &Operation, holder: NodeRef, added: &[&Operation], callback: &str) {
        let scope = Scope::of(self.contract, old, callback);
        let successor = added.iter().find(|new| old.id.is_some() && new.id == old.id);
        let after = successor.map(|new| Scope::of(self.contract, new, callback).operation);
        let fact = Fact::at(Kind::OperationRemoved, &scope.whole(), Both::new(old.at, holder));
        self.noted.fact(fact.named(&scope.operation).values(None, after));
    }

    pub(super) fn operation_added(&mut self, new: &Operation, holder: NodeRef, callback: &str) {
        let scope = Scope::of(self.contract, new, callback);
        let fact = Fact::at(Kind::OperationAdded, &scope.whole(), Both::new(holder, new.at));
        self.noted.fact(fact.named(&scope.operation));
    }

    /// Webhooks by name, then by method.
    pub(super) fn webhooks(&mut self) {
        let (old, new) = (of(self.old, HttpSource::Webhook), of(self.new, HttpSource::Webhook));
        for it in old.iter().filter(|it| !new.iter().any(|other| other.path == it.path)) {
            let at = Both::new(it.path_at, self.root_member(self.new, "webhooks"));
            self.webhook(Kind::WebhookRemoved, it, at);
        }
        for it in new.iter().filter(|it| !old.iter().any(|other| other.path == it.path)) {
            let at = Both::new(self.root_member(self.old, "webhooks"), it.path_at);
            self.webhook(Kind::WebhookAdded, it, at);
        }
        let key = |it: &&Operation| Some(format!("{} {}", it.path, it.method));
        let paired = pair(&old, &new, &[Pass::Each(&key)]);
        for (old, new) in paired.both {
            self.operation(old, new, "");
        }
        for it in paired.old {
            if let Some(other) = new.iter().find(|other| other.path == it.path) {
                self.operation_removed(it, follow(self.noted.new_version(), other.path_at), &[], "");
            }
        }
        for it in paired.new {
            if let Some(other) = old.iter().find(|other| other.path == it.path) {
                self.operation_added(it, follow(self.noted.old(), other.path_at), "");
            }
        }
    }

    /// One fact for a webhook, however many methods it has.
    fn webhook(&mut self, kind: Kind, it: &Operation, at: Both) {
        let about = Scope::of(self.contract, it, "").whole();
        self.noted.fact(Fact::at(kind, &about, at).named(&it.path));
    }

    fn root_member(&self, contract: &Contract, key: &str) -> NodeRef {
        self.noted.node(contract.at).get(key).map_or(contract.at, |node| contract.at.sibling(node))
    }

    /// Two operations that correspond; `callback` is the name under which they are called back.
    pub(super) fn operation(&mut self, old: &'a Operation, new: &'a Operation, callback: &str) {
        let scope = Scope::of(self.contract, new, callback);
        let about = scope.whole();
        let at = Both::new(old.at, new.at);
        let item = Both::new(self.path_item(old), self.path_item(new));
        self.noted.annotations(&about, item);
        self.noted.annotations(&about, at);
        let kinds = (Kind::OperationDeprecated, Some(Kind::OperationReactivated));
        self.noted.deprecation(&about, at, kinds, Some(&scope.operation));
        self.noted.member(Kind::OperationIdChanged, &about, at, "operationId");
        self.tags(&scope, at);
        self.path_parameters(&scope, old, new);
        self.parameters(&scope, old, new);
        self.request_body(&scope, old, new);
        self.responses(&scope, old, new);
        self.operation_security(&scope, old, new);
        self.operation_servers(&scope, at, item);
        self.callbacks(&scope, old, new);
    }

    /// The Path Item Object that an operation stands in, after references.
    pub(super) fn path_item(&self, operation: &Operation) -> NodeRef {
        let around = self.noted.node(operation.at).parent();
        let additional = |node: &Node<'_>| node.key().and_then(Node::as_str) == Some("additionalOperations");
        let item = match around {
            Some(list) if additional(&list) => list.parent(),
            item => item,
        };
        item.map_or(operation.path_at, |item| operation.at.sibling(item))
    }

    fn tags(&mut self, scope: &Scope, at: Both) {
        let (old, new) = at.values(self.noted.sources(), "tags");
        let (gone, come) = set_difference(&strings(old), &strings(new));
        if !gone.is_empty() || !come.is_empty() {
            let fact = Fact::at(Kind::OperationTagsChanged, &scope.whole(), at.member(self.noted.sources(), "tags"));
            self.noted.fact(fact.named("tags").nodes(old, new));
        }
    }

    /// Parameters of a path whose place in the template is the same and whose name is another.
    fn path_parameters(&mut self, scope: &Scope, old: &Operation, new: &Operation) {
        if old.source != HttpSource::Path {
            return;
        }
        let renamed = template::names(&old.path).into_iter().zip(template::names(&new.path));
        for (before, after) in renamed.filter(|(before, after)| before != after) {
            let at = Both::new(old.path_at, new.path_at);
            let fact = Fact::at(Kind::PathParameterRenamed, &scope.way(Way::Request), at);
            self.noted.fact(fact.named(after).values(Some(before.to_owned()), Some(after.to_owned())));
        }
    }
}

fn of(contract: &Contract, source: HttpSource) -> Vec<&Operation> {
    contract.operations.iter().filter(|operation| operation.source == source).collect()
}

/// The path items with operations, by their templates.
fn path_items<'s>(operations: &[&Operation], shapes: &'s FxHashMap<&str, String>) -> FxHashMap<&'s str, NodeRef> {
    operations.iter().map(|it| (shapes[it.path.as_str()].as_str(), it.path_at)).collect()
}

/// The shape of every path, each found once.
fn shapes<'a>(lists: &[&[&'a Operation]]) -> FxHashMap<&'a str, String> {
    let mut shapes = FxHashMap::default();
    for it in lists.iter().copied().flatten() {
        shapes.entry(it.path.as_str()).or_insert_with(|| template::shape(&it.path));
    }
    shapes
}
