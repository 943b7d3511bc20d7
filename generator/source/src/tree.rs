//! The spanned tree: one flat vector of nodes in document order.

mod builder;

pub(crate) use builder::{Builder, Fragment, Parts, Text};

use crate::pointer;
use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;
use stipula_diagnostics::Span;

/// The number of a node in its [`Tree`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// The six kinds of JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number; its text is kept.
    Number,
    /// A string
    String,
    /// An array
    Array,
    /// An object; the order of its keys is kept.
    Object,
}

impl Kind {
    /// The name used in messages: `null`, `boolean`, `number`, `string`, `array`, `object`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Null => "null",
            Kind::Bool => "boolean",
            Kind::Number => "number",
            Kind::String => "string",
            Kind::Array => "array",
            Kind::Object => "object",
        }
    }
}

/// What a node's text is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Repr {
    Null,
    False,
    True,
    /// Number text stands in the source as it is.
    Number,
    /// Number text was rewritten into JSON's grammar: `decoded[payload]`.
    NumberDecoded,
    /// String text stands in the source as it is.
    Plain,
    /// The same between two quotation marks.
    Quoted,
    /// String text was unescaped or unfolded: `decoded[payload]`.
    Decoded,
    Array,
    Object,
}

/// 24 bytes a node. The nodes of a subtree follow their root without a gap; an object's children
/// are its keys, and a key's value is the node after it.
#[derive(Debug, Clone, Copy)]
struct Slot {
    start: u32,
    end: u32,
    parent: u32,
    /// The next key of the same object or item of the same array; 0 for the last.
    next: u32,
    /// Containers: number of entries. Decoded text: index into `decoded`.
    payload: u32,
    repr: Repr,
    is_key: bool,
}

/// One parsed document. Empty when nothing could be understood.
#[derive(Debug, Default)]
pub struct Tree {
    text: String,
    slots: Vec<Slot>,
    decoded: Vec<Box<str>>,
    /// Keys of the objects with many entries, by (object, key text).
    index: HashTable<u32>,
    comments: Vec<Span>,
    damaged: Vec<Span>,
    /// For each node its position in its array; made when a pointer into a long array is asked for.
    positions: OnceLock<Vec<u32>>,
}

/// Objects with fewer entries are searched in order; larger ones are indexed.
const INDEX_FROM: u32 = 12;

/// The positions of items are counted once for all arrays that are as long as this.
const COUNT_FROM: u32 = 64;

impl Tree {
    /// A text of which nothing could be understood.
    pub(crate) fn of_text(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// The text that was read, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The root value, unless reading failed before it was complete.
    pub fn root(&self) -> Option<Node<'_>> {
        (!self.slots.is_empty()).then(|| self.node(NodeId(0)))
    }

    /// The node with this number.
    ///
    /// # Panics
    /// If the number is of another tree.
    pub fn node(&self, id: NodeId) -> Node<'_> {
        assert!((id.0 as usize) < self.slots.len(), "a node of this tree");
        Node { tree: self, id: id.0 }
    }

    /// How many nodes there are, keys included.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// True when nothing could be read.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The comments of a YAML document, `#` included, in document order.
    pub fn comments(&self) -> &[Span] {
        &self.comments
    }

    /// True for the place of a value that could not be read, such as an undefined alias: what stands
    /// there instead means nothing.
    pub fn is_damaged(&self, span: Span) -> bool {
        self.damaged.iter().any(|damaged| damaged.start <= span.start && span.end <= damaged.end)
    }

    /// The values under every occurrence of a key, in document order.
    pub fn values_of<'t>(&'t self, key: &'t str) -> impl Iterator<Item = Node<'t>> + 't {
        let is_key = move |&id: &u32| self.slot(id).is_key && self.text_of(id) == key;
        let len = u32::try_from(self.slots.len()).expect("files are below 4 GiB");
        (0..len).filter(is_key).map(|id| Node { tree: self, id: id + 1 })
    }

    fn slot(&self, id: u32) -> &Slot {
        &self.slots[id as usize]
    }

    fn text_of(&self, id: u32) -> &str {
        let slot = self.slot(id);
        let (start, end) = (slot.start as usize, slot.end as usize);
        match slot.repr {
            Repr::Quoted => &self.text[start + 1..end - 1],
            Repr::Decoded | Repr::NumberDecoded => &self.decoded[slot.payload as usize],
            _ => &self.text[start..end],
        }
    }

    fn count_positions(&self) -> Vec<u32> {
        let mut positions = vec![0; self.slots.len()];
        for (id, slot) in self.slots.iter().enumerate().filter(|(_, slot)| !slot.is_key && slot.next != 0) {
            positions[slot.next as usize] = positions[id] + 1;
        }
        positions
    }

    fn key_hash(object: u32, key: &str) -> u64 {
        let mut hasher = FxHasher::default();
        object.hash(&mut hasher);
        key.hash(&mut hasher);
        hasher.finish()
    }
}

/// A value (or a key) in a tree; as cheap to copy as a reference.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree,
    id: u32,
}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at {:?}", self.kind().name(), self.pointer())
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.id == other.id
    }
}

impl Eq for Node<'_> {}

impl<'t> Node<'t> {
    /// Its number in the tree.
    pub fn id(self) -> NodeId {
        NodeId(self.id)
    }

    /// The tree it stands in.
    pub fn tree(self) -> &'t Tree {
        self.tree
    }

    fn slot(self) -> &'t Slot {
        self.tree.slot(self.id)
    }

    fn at(self, id: u32) -> Node<'t> {
        Node { tree: self.tree, id }
    }

    /// The kind of value; a key is a string.
    pub fn kind(self) -> Kind {
        match self.slot().repr {
            Repr::Null => Kind::Null,
            Repr::False | Repr::True => Kind::Bool,
            Repr::Number | Repr::NumberDecoded => Kind::Number,
            Repr::Plain | Repr::Quoted | Repr::Decoded => Kind::String,
            Repr::Array => Kind::Array,
            Repr::Object => Kind::Object,
        }
    }

    /// The bytes of the whole value, quotation marks and brackets included.
    pub fn span(self) -> Span {
        Span::new(self.slot().start, self.slot().end)
    }

    /// The bytes to underline for a finding about this value: a scalar itself; for an object, an array
    /// or a value that is left out the key it stands under, or its first character where there is no key.
    pub fn headline(self) -> Span {
        let is_left_out = self.slot().start == self.slot().end;
        if is_left_out || matches!(self.kind(), Kind::Array | Kind::Object) {
            return match self.key() {
                Some(key) => key.span(),
                None => {
                    let start = self.slot().start;
                    let width = self.tree.text[start as usize..].chars().next().map_or(0, char::len_utf8);
                    Span::new(start, start + u32::try_from(width).expect("at most 4"))
                }
            };
        }
        self.span()
    }

    /// The string, if it is one.
    pub fn as_str(self) -> Option<&'t str> {
        (self.kind() == Kind::String).then(|| self.tree.text_of(self.id))
    }

    /// The boolean, if it is one.
    pub fn as_bool(self) -> Option<bool> {
        match self.slot().repr {
            Repr::True => Some(true),
            Repr::False => Some(false),
            _ => None,
        }
    }

    /// The text of the number in JSON's grammar, if it is one; never rounded.
    pub fn as_number(self) -> Option<&'t str> {
        (self.kind() == Kind::Number).then(|| self.tree.text_of(self.id))
    }

    /// True for `null`.
    pub fn is_null(self) -> bool {
        self.slot().repr == Repr::Null
    }

    /// True for an object.
    pub fn is_object(self) -> bool {
        self.slot().repr == Repr::Object
    }

    /// True for an array.
    pub fn is_array(self) -> bool {
        self.slot().repr == Repr::Array
    }

    /// Entries of an object or an array; 0 for a scalar.
    pub fn len(self) -> usize {
        if matches!(self.slot().repr, Repr::Array | Repr::Object) { self.slot().payload as usize } else { 0 }
    }

    /// True for an empty container and for every scalar.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The items of an array in order; nothing for another kind.
    pub fn items(self) -> impl Iterator<Item = Node<'t>> + Clone {
        self.children(Repr::Array)
    }

    /// The entries of an object, key and value, in order; nothing for another kind.
    pub fn entries(self) -> impl Iterator<Item = (Node<'t>, Node<'t>)> + Clone {
        self.children(Repr::Object).map(|key| (key, key.at(key.id + 1)))
    }

    /// The entries with the text of their keys.
    pub fn members(self) -> impl Iterator<Item = (&'t str, Node<'t>)> + Clone {
        self.entries().map(|(key, value)| (key.tree.text_of(key.id), value))
    }

    fn children(self, of: Repr) -> impl Iterator<Item = Node<'t>> + Clone {
        let first = (self.slot().repr == of && self.slot().payload > 0).then(|| self.at(self.id + 1));
        std::iter::successors(first, |node| (node.slot().next != 0).then(|| node.at(node.slot().next)))
    }

    /// The value under a key; the first, should the key be repeated.
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.get_entry(key).map(|(_, value)| value)
    }

    /// The key node and the value under a key.
    pub fn get_entry(self, key: &str) -> Option<(Node<'t>, Node<'t>)> {
        if self.slot().repr == Repr::Object && self.slot().payload >= INDEX_FROM {
            let hash = Tree::key_hash(self.id, key);
            let found = self
                .tree
                .index
                .find(hash, |&id| self.tree.slot(id).parent == self.id && self.tree.text_of(id) == key)?;
            return Some((self.at(*found), self.at(*found + 1)));
        }
        self.entries().find(|(k, _)| k.tree.text_of(k.id) == key)
    }

    /// The string under a key.
    pub fn get_str(self, key: &str) -> Option<&'t str> {
        self.get(key)?.as_str()
    }

    /// The key that this value stands under, if it is the value of an object's entry.
    pub fn key(self) -> Option<Node<'t>> {
        let before = self.id.checked_sub(1)?;
        (!self.slot().is_key && self.tree.slot(before).is_key).then(|| self.at(before))
    }

    /// True for the key of an entry.
    pub fn is_key(self) -> bool {
        self.slot().is_key
    }

    /// The object or array that this value or key stands in.
    pub fn parent(self) -> Option<Node<'t>> {
        if self.id == 0 {
            return None;
        }
        let key = self.key().unwrap_or(self);
        Some(self.at(key.slot().parent))
    }

    /// The JSON Pointer of the value; for a key, that of its value.
    pub fn pointer(self) -> String {
        let mut tokens = Vec::new();
        let mut node = if self.slot().is_key { self.at(self.id + 1) } else { self };
        while let Some(parent) = node.parent() {
            match node.key() {
                Some(key) => tokens.push(key.as_str().unwrap_or_default().to_owned()),
                None => tokens.push(node.position(parent).to_string()),
            }
            node = parent;
        }
        let mut out = String::new();
        for token in tokens.iter().rev() {
            pointer::push(&mut out, token);
        }
        out
    }

    /// Its position among the items of `array`.
    fn position(self, array: Node<'t>) -> u32 {
        if array.slot().payload < COUNT_FROM {
            return array.items().zip(0..).find(|(item, _)| *item == self).map_or(0, |(_, position)| position);
        }
        self.tree.positions.get_or_init(|| self.tree.count_positions())[self.id as usize]
    }

    /// The value at a JSON Pointer below this one; array tokens are indices without leading zeros (RFC 6901 §4).
    pub fn at_pointer(self, pointer: &str) -> Option<Node<'t>> {
        let mut node = self;
        for token in pointer::tokens(pointer)? {
            node = match node.kind() {
                Kind::Object => node.get(&token)?,
                Kind::Array if token == "0" || !token.starts_with('0') => node.items().nth(token.parse().ok()?)?,
                _ => return None,
            };
        }
        Some(node)
    }

    /// The value as `serde_json` has it; number texts are kept exactly.
    pub fn to_json(self) -> serde_json::Value {
        use serde_json::Value;
        match self.kind() {
            Kind::Null => Value::Null,
            Kind::Bool => Value::Bool(self.as_bool() == Some(true)),
            Kind::Number => Value::Number(self.tree.text_of(self.id).parse().expect("readers keep to JSON's grammar")),
            Kind::String => Value::String(self.tree.text_of(self.id).to_owned()),
            Kind::Array => self.items().map(Node::to_json).collect(),
            Kind::Object => {
                Value::Object(self.members().map(|(key, value)| (key.to_owned(), value.to_json())).collect())
            }
        }
    }
}
