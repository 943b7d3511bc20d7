//! Bindings: what a broker is told (AsyncAPI bindings).

use super::Events;
use crate::envelope::{Both, follow};
use crate::{About, Fact, Kind, Version};
use serde_json::Value;
use std::collections::BTreeMap;
use stipula_model::NodeRef;
use stipula_source::Node;

/// The members that decide which messages stay in order: keys, partitions and FIFO groups of the brokers.
const ORDER: [&str; 13] = [
    "deduplicationScope",
    "fifoQueue",
    "fifoThroughputLimit",
    "groupid",
    "key",
    "messageGroupId",
    "ordering",
    "orderingKey",
    "partition",
    "partitionKey",
    "partitionKeys",
    "partitions",
    "sequence",
];

/// Members by protocol and name; one that is shared by a trait comes after one's own.
type Members = BTreeMap<(String, String), NodeRef>;

impl Events<'_, '_> {
    /// Compares the bindings of a thing that lies in several objects, the first of which wins.
    pub(super) fn bindings(&mut self, about: &About, old: &[NodeRef], new: &[NodeRef]) {
        let (olds, news) = (members(self.noted.old(), old), members(self.noted.new_version(), new));
        let mut keys: Vec<_> = olds.keys().chain(news.keys()).cloned().collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            let (before, after) = (olds.get(&key).copied(), news.get(&key).copied());
            let (Some(first_old), Some(first_new)) = (old.first(), new.first()) else { return };
            let holder = Both::new(*first_old, *first_new).member(self.noted.sources(), "bindings");
            let at = Both::new(before.unwrap_or(holder.old), after.unwrap_or(holder.new));
            let node = |at: Option<NodeRef>| at.map(|at| self.noted.node(at));
            let (before, after) = (node(before), node(after));
            if before.map(Node::to_json) == after.map(Node::to_json) {
                continue;
            }
            let kind = match before.map(telling) == after.map(telling) {
                true => Kind::DescriptionChanged,
                false if ORDER.contains(&key.1.as_str()) => Kind::PartitionKeyChanged,
                false => Kind::BindingChanged,
            };
            let name = format!("{}.{}", key.0, key.1);
            self.noted.fact(Fact::at(kind, about, at).named(name).nodes(before, after));
        }
    }
}

fn members(version: Version<'_>, layers: &[NodeRef]) -> Members {
    let mut found = Members::new();
    for at in layers {
        let Some(bindings) = at.get(version.sources).get("bindings") else { continue };
        let bindings = follow(version, at.sibling(bindings));
        for (protocol, object) in bindings.get(version.sources).members() {
            let object = follow(version, bindings.sibling(object));
            for (name, value) in object.get(version.sources).members() {
                found.entry((protocol.to_owned(), name.to_owned())).or_insert_with(|| object.sibling(value));
            }
        }
    }
    found
}

/// The value without what only explains it: keys are described by schemas.
fn telling(node: Node<'_>) -> Value {
    let mut value = node.to_json();
    if let Some(object) = value.as_object_mut() {
        object.retain(|key, _| !matches!(key.as_str(), "title" | "description" | "examples" | "$comment"));
    }
    value
}
