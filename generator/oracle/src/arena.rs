//! Schemas as a graph in which equal schemas are one node.
//!
//! Definitions may refer to each other in circles; they are read once, and nodes that cannot be told apart however
//! far one follows them are merged (partition refinement). Later schemas are laid over them bottom up.

mod keyword;
mod members;
mod read;
mod refine;
mod types;

use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

pub(crate) use self::keyword::NodeId;
pub(crate) use self::keyword::{Keyword, Measure};
pub(crate) use self::members::{Members, item_schema};
use self::read::{Reader, Sink};
pub(crate) use self::types::TypeSet;
use crate::regular::Language;

/// How schemas are to be understood.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Options {
    /// `format` is an assertion, of which nothing is known but that it equals itself. Otherwise it is dropped
    /// (validation §7.2.1: an annotation by default).
    pub assert_formats: bool,
}

/// One schema: the conjunction of its assertions. None at all is the schema `true`.
#[derive(Debug, Clone)]
pub(crate) struct Schema {
    pub(crate) keywords: Vec<Keyword>,
    /// Where it was first seen: a JSON Pointer from a definition's document, or from the schema that was asked about.
    pub(crate) pointer: String,
}

/// Hash-consed schemas: equal schemas have one [`NodeId`], whatever references they are written with.
///
/// Annotations and unknown keywords are dropped. What cannot be understood (a reference to no definition, a number
/// too large to be kept) becomes an opaque assertion, of which nothing is known but that it equals itself.
#[derive(Debug)]
pub(crate) struct Arena {
    options: Options,
    nodes: Vec<Schema>,
    ids: FxHashMap<Vec<Keyword>, NodeId>,
    definitions: FxHashMap<String, NodeId>,
    patterns: FxHashMap<String, Option<Language>>,
}

impl Arena {
    /// An arena over the definitions that references of the form `#/$defs/NAME` lead to.
    pub(crate) fn new(definitions: &Map<String, Value>, options: Options) -> Self {
        let mut arena = Self {
            options,
            nodes: Vec::new(),
            ids: FxHashMap::default(),
            definitions: FxHashMap::default(),
            patterns: FxHashMap::default(),
        };
        arena.cons(Vec::new(), String::new());
        arena.cons(vec![Keyword::Types(TypeSet::NONE)], String::new());
        let (nodes, names) = refine::merge(refine::Graph::read(definitions, options));
        let ids: Vec<NodeId> = refine::place(&mut arena, nodes);
        arena.definitions = names.into_iter().map(|(name, node)| (name, ids[node])).collect();
        arena
    }

    /// The node of a schema; its references lead to the definitions.
    pub(crate) fn intern(&mut self, schema: &Value) -> NodeId {
        let options = self.options;
        Reader::new(self, options).read(schema, String::new())
    }

    /// The node of a definition.
    pub(crate) fn definition(&self, name: &str) -> Option<NodeId> {
        self.definitions.get(name).copied()
    }

    /// Where the schema was first seen, as a JSON Pointer; `/$defs/NAME/…` for what a definition holds.
    pub(crate) fn pointer(&self, node: NodeId) -> &str {
        &self.nodes[node.index()].pointer
    }

    pub(crate) fn keywords(&self, node: NodeId) -> &[Keyword] {
        &self.nodes[node.index()].keywords
    }

    /// Where the first schema with such an assertion was first seen.
    pub(crate) fn pointer_to(&self, is_meant: impl Fn(&Keyword) -> bool) -> &str {
        let found = self.nodes.iter().find(|node| node.keywords.iter().any(&is_meant));
        found.map_or("", |node| node.pointer.as_str())
    }

    /// Where the first schema with a pattern was first seen.
    pub(crate) fn pointer_to_pattern(&self, pattern: &str) -> &str {
        self.pointer_to(|keyword| read::patterns(keyword).contains(&pattern))
    }

    /// The language of a pattern that occurs in a schema; `None` where the pattern is beyond us.
    pub(crate) fn language(&self, pattern: &str) -> Option<&Language> {
        self.patterns.get(pattern)?.as_ref()
    }

    fn cons(&mut self, keywords: Vec<Keyword>, pointer: String) -> NodeId {
        if let Some(&id) = self.ids.get(&keywords) {
            return id;
        }
        let id = self.append(keywords.clone(), pointer);
        self.ids.insert(keywords, id);
        id
    }

    fn append(&mut self, keywords: Vec<Keyword>, pointer: String) -> NodeId {
        for pattern in keywords.iter().flat_map(read::patterns) {
            if !self.patterns.contains_key(pattern) {
                self.patterns.insert(pattern.to_owned(), Language::parse(pattern).ok());
            }
        }
        let id = NodeId::at(self.nodes.len());
        self.nodes.push(Schema { keywords, pointer });
        id
    }
}

impl Sink for Arena {
    fn add(&mut self, keywords: Vec<Keyword>, pointer: String) -> NodeId {
        let keywords: Vec<Keyword> = keywords.iter().map(|keyword| keyword.map(|child| child)).collect();
        self.cons(keywords, pointer)
    }

    fn target(&self, name: &str) -> Option<NodeId> {
        self.definition(name)
    }
}

#[cfg(test)]
mod tests;
