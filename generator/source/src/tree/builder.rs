//! Builds a [`Tree`] from the events of a reader.

use super::{INDEX_FROM, Node, NodeId, Repr, Slot, Tree};
use hashbrown::HashTable;
use rustc_hash::FxHashSet;
use std::rc::Rc;
use stipula_diagnostics::Span;

/// A finished subtree, kept for aliases: its numbers count from its root.
#[derive(Clone)]
pub(crate) struct Fragment(Rc<[Slot]>);

impl Fragment {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Nested containers at the deepest place.
    pub(crate) fn depth(&self) -> usize {
        let mut depths = vec![0_usize; self.0.len()];
        for (at, slot) in self.0.iter().enumerate() {
            let above = if at == 0 { 0 } else { depths[slot.parent as usize] };
            depths[at] = above + usize::from(matches!(slot.repr, Repr::Array | Repr::Object));
        }
        depths.into_iter().max().unwrap_or(0)
    }

    pub(crate) fn is_object(&self) -> bool {
        self.0[0].repr == Repr::Object
    }

    pub(crate) fn is_array(&self) -> bool {
        self.0[0].repr == Repr::Array
    }

    /// The items of an array.
    pub(crate) fn items(&self) -> Vec<Fragment> {
        self.child_starts().map(|at| self.cut(at, self.end_of(at))).collect()
    }

    /// The entries of an object: key and value each.
    fn entries(&self) -> impl Iterator<Item = (Slot, Fragment)> + '_ {
        self.child_starts().map(|key| (self.0[key], self.cut(key + 1, self.end_of(key))))
    }

    fn child_starts(&self) -> impl Iterator<Item = usize> + '_ {
        let first = (self.0[0].payload > 0 && self.0.len() > 1).then_some(1);
        std::iter::successors(first, |&at| {
            let next = self.0[at].next as usize;
            (next != 0).then_some(next)
        })
    }

    fn end_of(&self, child: usize) -> usize {
        match self.0[child].next as usize {
            0 => self.0.len(),
            next => next,
        }
    }

    fn cut(&self, start: usize, end: usize) -> Fragment {
        Fragment(relocated(&self.0[start..end], start).collect())
    }
}

/// The slots with their numbers counted from `start`.
fn relocated(slots: &[Slot], start: usize) -> impl Iterator<Item = Slot> + '_ {
    let start = narrow(start);
    slots.iter().map(move |slot| Slot {
        parent: slot.parent.saturating_sub(start),
        next: slot.next.saturating_sub(start),
        ..*slot
    })
}

struct Frame {
    node: u32,
    last_child: u32,
    count: u32,
    merges: Vec<Fragment>,
}

/// Receives keys, scalars and containers in document order.
pub(crate) struct Builder<'s> {
    text: &'s str,
    slots: Vec<Slot>,
    decoded: Vec<Box<str>>,
    stack: Vec<Frame>,
    comments: Vec<Span>,
}

impl<'s> Builder<'s> {
    pub(crate) fn new(text: &'s str) -> Self {
        // Contracts have about one node in 14 bytes.
        let slots = Vec::with_capacity(text.len() / 14);
        Self { text, slots, decoded: Vec::new(), stack: Vec::new(), comments: Vec::new() }
    }

    pub(crate) fn depth(&self) -> usize {
        self.stack.len()
    }

    pub(crate) fn null(&mut self, span: Span) {
        self.add(Repr::Null, span, 0, false);
    }

    pub(crate) fn boolean(&mut self, span: Span, value: bool) {
        self.add(if value { Repr::True } else { Repr::False }, span, 0, false);
    }

    /// A number; `text` where the source has another spelling than JSON's.
    pub(crate) fn number(&mut self, span: Span, text: Option<String>) {
        match text {
            Some(text) => {
                let at = self.decode(text);
                self.add(Repr::NumberDecoded, span, at, false);
            }
            None => {
                self.add(Repr::Number, span, 0, false);
            }
        }
    }

    pub(crate) fn string(&mut self, span: Span, text: Text) {
        self.text(span, text, false);
    }

    pub(crate) fn key(&mut self, span: Span, text: Text) {
        self.text(span, text, true);
    }

    pub(crate) fn open_array(&mut self, start: u32) {
        self.open(Repr::Array, start);
    }

    pub(crate) fn open_object(&mut self, start: u32) {
        self.open(Repr::Object, start);
    }

    /// Ends the innermost container at `end`.
    pub(crate) fn close(&mut self, end: u32) {
        let frame = self.stack.pop().expect("readers balance open and close");
        let slot = &mut self.slots[frame.node as usize];
        slot.payload = frame.count;
        slot.end = end.max(slot.start);
        if !frame.merges.is_empty() {
            self.apply_merges(frame.node, &frame.merges);
        }
    }

    /// Notes that the open object takes over the entries of `mapping` that it lacks (YAML's `<<`).
    pub(crate) fn merge(&mut self, mapping: Fragment) {
        self.stack.last_mut().expect("inside an object").merges.push(mapping);
    }

    /// The subtree that began at `start`, to be inserted again later.
    pub(crate) fn fragment(&self, start: usize) -> Fragment {
        Fragment(relocated(&self.slots[start..], start).collect())
    }

    /// Removes the subtree that began at `start` (the value of a `<<`, whose key was never added).
    pub(crate) fn cut(&mut self, start: usize) -> Fragment {
        let fragment = self.fragment(start);
        self.slots.truncate(start);
        fragment
    }

    /// Inserts a copy of a subtree as the next value.
    pub(crate) fn insert(&mut self, fragment: &Fragment) {
        let at = self.slots.len();
        let root = fragment.0[0];
        self.add(root.repr, Span::new(root.start, root.end), root.payload, false);
        let offset = narrow(at);
        self.slots.extend(fragment.0[1..].iter().map(|slot| Slot {
            parent: slot.parent + offset,
            next: if slot.next == 0 { 0 } else { slot.next + offset },
            ..*slot
        }));
    }

    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    pub(crate) fn comment(&mut self, span: Span) {
        self.comments.push(span);
    }

    /// What was built; containers that a syntax error left open end at `end`.
    pub(crate) fn finish(mut self, end: u32) -> Parts {
        while !self.stack.is_empty() {
            self.close(end);
        }
        self.slots.shrink_to_fit();
        Parts { slots: self.slots, decoded: self.decoded, comments: self.comments }
    }

    fn text(&mut self, span: Span, text: Text, is_key: bool) {
        let (repr, payload) = match text {
            Text::Plain => (Repr::Plain, 0),
            Text::Quoted => (Repr::Quoted, 0),
            Text::Decoded(text) => (Repr::Decoded, self.decode(text)),
        };
        self.add(repr, span, payload, is_key);
    }

    fn decode(&mut self, text: String) -> u32 {
        self.decoded.push(text.into_boxed_str());
        narrow(self.decoded.len() - 1)
    }

    fn open(&mut self, repr: Repr, start: u32) {
        let node = self.add(repr, Span::new(start, start), 0, false);
        self.stack.push(Frame { node, last_child: 0, count: 0, merges: Vec::new() });
    }

    fn add(&mut self, repr: Repr, span: Span, payload: u32, is_key: bool) -> u32 {
        let id = narrow(self.slots.len());
        let mut parent = 0;
        if let Some(frame) = self.stack.last_mut() {
            parent = frame.node;
            if is_key || self.slots[frame.node as usize].repr == Repr::Array {
                if frame.last_child != 0 {
                    self.slots[frame.last_child as usize].next = id;
                }
                frame.last_child = id;
                frame.count += 1;
            }
        }
        self.slots.push(Slot { start: span.start, end: span.end, parent, next: 0, payload, repr, is_key });
        id
    }

    /// Earlier mappings win over later ones, and explicit keys over both (YAML merge key type).
    fn apply_merges(&mut self, object: u32, merges: &[Fragment]) {
        let slot = self.slots[object as usize];
        let last = std::iter::successors((slot.payload > 0).then_some(object + 1), |&key| {
            let next = self.slots[key as usize].next;
            (next != 0).then_some(next)
        })
        .last();
        self.stack.push(Frame { node: object, last_child: last.unwrap_or(0), count: slot.payload, merges: Vec::new() });
        let mut names = self.key_texts(object);
        for (key, value) in merges.iter().flat_map(Fragment::entries) {
            if names.insert(self.key_text(&key)) {
                self.add(key.repr, Span::new(key.start, key.end), key.payload, true);
                self.insert(&value);
            }
        }
        let frame = self.stack.pop().expect("pushed above");
        self.slots[object as usize].payload = frame.count;
    }

    fn key_texts(&self, object: u32) -> FxHashSet<String> {
        let keys = self.slots[object as usize + 1..].iter().filter(|slot| slot.is_key && slot.parent == object);
        keys.map(|key| self.key_text(key)).collect()
    }

    fn key_text(&self, key: &Slot) -> String {
        let (start, end) = (key.start as usize, key.end as usize);
        match key.repr {
            Repr::Decoded => self.decoded[key.payload as usize].to_string(),
            Repr::Quoted => self.text[start + 1..end - 1].to_owned(),
            _ => self.text[start..end].to_owned(),
        }
    }
}

/// A finished build, free of the text it was built from.
pub(crate) struct Parts {
    slots: Vec<Slot>,
    decoded: Vec<Box<str>>,
    comments: Vec<Span>,
}

impl Parts {
    /// The tree, and each repeated key as (first, repeated).
    pub(crate) fn into_tree(self, text: String, damaged: Vec<Span>) -> (Tree, Vec<(Span, Span)>) {
        let index = HashTable::new();
        let mut tree = Tree {
            slots: self.slots,
            decoded: self.decoded,
            index,
            comments: self.comments,
            damaged,
            ..Tree::of_text(text)
        };
        let repeated = tree.index_objects();
        (tree, repeated)
    }
}

/// How a string stands in the source.
pub(crate) enum Text {
    /// As it is.
    Plain,
    /// As it is, between quotation marks.
    Quoted,
    /// Unescaped or unfolded.
    Decoded(String),
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).expect("files are below 4 GiB, so are their nodes")
}

impl Tree {
    /// Indexes large objects and finds repeated keys.
    fn index_objects(&mut self) -> Vec<(Span, Span)> {
        let mut index = HashTable::new();
        let mut repeated = Vec::new();
        for id in 0..narrow(self.slots.len()) {
            let slot = self.slot(id);
            if slot.repr != Repr::Object {
                continue;
            }
            let object = self.node(NodeId(id));
            if slot.payload >= INDEX_FROM {
                self.index_object(object, &mut index, &mut repeated);
            } else {
                repeated_in_small(object, &mut repeated);
            }
        }
        repeated.sort_unstable();
        repeated.dedup();
        self.index = index;
        repeated
    }

    fn index_object(&self, object: Node<'_>, index: &mut HashTable<u32>, repeated: &mut Vec<(Span, Span)>) {
        let hash_of = |&id: &u32| Tree::key_hash(self.slot(id).parent, self.text_of(id));
        for (key, _) in object.entries() {
            let hash = hash_of(&key.id);
            let same = |&id: &u32| self.slot(id).parent == object.id && self.text_of(id) == self.text_of(key.id);
            match index.find(hash, same) {
                Some(&first) => repeated.push((self.node(NodeId(first)).span(), key.span())),
                None => {
                    index.insert_unique(hash, key.id, hash_of);
                }
            }
        }
    }
}

fn repeated_in_small(object: Node<'_>, repeated: &mut Vec<(Span, Span)>) {
    for (n, (key, _)) in object.entries().enumerate() {
        if let Some((first, _)) = object.entries().take(n).find(|(k, _)| k.as_str() == key.as_str()) {
            repeated.push((first.span(), key.span()));
        }
    }
}
