use stipula_diagnostics::{FileId, Place};
use stipula_source::{Node, NodeId, Sources};

/// A value in a loaded file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeRef {
    /// The file.
    pub file: FileId,
    /// The value in its tree.
    pub node: NodeId,
}

impl NodeRef {
    /// The reference to `node`, which stands in `file`.
    pub fn new(file: FileId, node: Node<'_>) -> Self {
        Self { file, node: node.id() }
    }

    /// The value.
    pub fn get(self, sources: &Sources) -> Node<'_> {
        sources.file(self.file).tree().node(self.node)
    }

    /// Another value of the same file.
    #[must_use]
    pub fn sibling(self, node: Node<'_>) -> Self {
        Self { file: self.file, node: node.id() }
    }

    /// Where a finding about the value is shown: see [`Node::headline`].
    pub fn place(self, sources: &Sources) -> Place {
        let node = self.get(sources);
        Place { file: self.file, span: node.headline(), pointer: node.pointer() }
    }
}
