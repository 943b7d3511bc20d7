//! Which schemas apply to a part of a value.

use super::{Arena, NodeId};

/// `properties`, `patternProperties` and `additionalProperties` of one schema.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Members<'a> {
    pub(crate) named: &'a [(String, NodeId)],
    pub(crate) patterns: &'a [(String, NodeId)],
    pub(crate) rest: NodeId,
}

impl<'a> Members<'a> {
    pub(crate) fn new(named: &'a [(String, NodeId)], patterns: &'a [(String, NodeId)], rest: Option<NodeId>) -> Self {
        Self { named, patterns, rest: rest.unwrap_or(NodeId::TRUE) }
    }

    /// The schemas that apply to a property; `None` where a pattern is beyond us.
    pub(crate) fn of(&self, arena: &Arena, name: &str) -> Option<Vec<NodeId>> {
        let mut schemas = Vec::new();
        if let Ok(at) = self.named.binary_search_by(|(other, _)| other.as_str().cmp(name)) {
            schemas.push(self.named[at].1);
        }
        for (pattern, schema) in self.patterns {
            if arena.language(pattern)?.accepts(name) {
                schemas.push(*schema);
            }
        }
        if schemas.is_empty() {
            schemas.push(self.rest);
        }
        Some(schemas)
    }
}

/// The schema that `prefixItems` and `items` apply to the item at `index`.
pub(crate) fn item_schema(prefix: &[NodeId], rest: Option<NodeId>, index: usize) -> NodeId {
    prefix.get(index).copied().or(rest).unwrap_or(NodeId::TRUE)
}
