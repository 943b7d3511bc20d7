use super::equal;
use stipula_model::NodeRef;
use stipula_source::{Node, Sources};

/// Two values that correspond.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Both {
    pub(crate) old: NodeRef,
    pub(crate) new: NodeRef,
}

impl Both {
    pub(crate) fn new(old: NodeRef, new: NodeRef) -> Self {
        Self { old, new }
    }

    /// The values of a member, where they are.
    pub(crate) fn values<'s>(self, sources: &'s Sources, key: &str) -> (Option<Node<'s>>, Option<Node<'s>>) {
        (self.old.get(sources).get(key), self.new.get(sources).get(key))
    }

    /// Where a member stands, or would stand: the object itself on the side that lacks it.
    pub(crate) fn member(self, sources: &Sources, key: &str) -> Both {
        let (old, new) = self.values(sources, key);
        Both {
            old: old.map_or(self.old, |node| self.old.sibling(node)),
            new: new.map_or(self.new, |node| self.new.sibling(node)),
        }
    }

    /// True if a member is another value, or is there on one side only.
    pub(crate) fn differ(self, sources: &Sources, key: &str) -> bool {
        match self.values(sources, key) {
            (None, None) => false,
            (Some(old), Some(new)) => !equal(old, new),
            _ => true,
        }
    }
}
