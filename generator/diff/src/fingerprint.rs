//! A hash of every value of a file, so that values that differ are told apart at once.

use crate::Version;
use crate::number::Decimal;
use rayon::prelude::*;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use stipula_model::NodeRef;
use stipula_source::{Kind, Node, NodeId, Tree};

/// The hashes of both versions' files.
pub(crate) struct Fingerprints {
    /// By the number of the file; empty for files of neither version.
    files: Vec<FilePrints>,
}

/// By node: a hash of the value, whatever the order of its members and wherever its references lead, and whether
/// something below means more than its text says.
#[derive(Default)]
struct FilePrints {
    hashes: Vec<u64>,
    open: Vec<bool>,
}

/// The keys whose strings lead elsewhere: what counts is the target and not its name.
pub(crate) const REFERENCES: [&str; 3] = ["$ref", "$dynamicRef", "$recursiveRef"];

/// True for a key that makes a value open, whatever stands there.
fn is_open(key: &str) -> bool {
    key == "$schema"
}

/// True for the entry of a reference.
pub(crate) fn is_reference(key: &str, value: Node<'_>) -> bool {
    key.starts_with('$') && REFERENCES.contains(&key) && value.kind() == Kind::String
}

/// True for a value of a discriminator's `mapping`, which names a schema (OpenAPI 3.1.1 §4.8.25).
pub(crate) fn is_mapping(value: Node<'_>) -> bool {
    let is_under = |node: Option<Node<'_>>, key: &str| node.and_then(|node| node.key()?.as_str()) == Some(key);
    value.kind() == Kind::String
        && value.parent().is_some_and(|map| is_under(Some(map), "mapping") && is_under(map.parent(), "discriminator"))
}

impl Fingerprints {
    /// Hashes the files of both versions.
    pub(crate) fn new(old: Version<'_>, new: Version<'_>) -> Self {
        let files = old.sources.files().par_iter().map(|file| {
            let is_meant = old.roots.cover(file.root()) || new.roots.cover(file.root());
            if is_meant { FilePrints::of(file.tree()) } else { FilePrints::default() }
        });
        Self { files: files.collect() }
    }

    /// The hash of a value: two values that are equal but for the order of members, the way of writing numbers and the
    /// texts of references have the same.
    pub(crate) fn hash(&self, at: NodeRef) -> u64 {
        self.files[at.file.0 as usize].hashes[at.node.0 as usize]
    }

    /// True if references or dialects below a value must be followed to know what it means.
    pub(crate) fn is_open(&self, at: NodeRef) -> bool {
        self.files[at.file.0 as usize].open[at.node.0 as usize]
    }
}

impl FilePrints {
    /// Children follow their parents, so one pass from the end meets them first.
    fn of(tree: &Tree) -> Self {
        let mut prints = Self { hashes: vec![0; tree.len()], open: vec![false; tree.len()] };
        for id in (0..tree.len()).rev() {
            let node = tree.node(NodeId(u32::try_from(id).expect("trees have fewer than 2^32 nodes")));
            if !node.is_key() {
                prints.add(node, id);
            }
        }
        prints
    }

    /// Finishes a value, whose children are all known, and adds it to its parent.
    fn add(&mut self, node: Node<'_>, id: usize) {
        let hash = match node.kind() {
            Kind::Array => mix(self.hashes[id], 0xa5 + node.len() as u64),
            Kind::Object => mix(self.hashes[id], 0x5a00 + node.len() as u64),
            _ => scalar(node),
        };
        self.hashes[id] = hash;
        let Some(parent) = node.parent().map(|parent| parent.id().0 as usize) else { return };
        let is_open = match node.key().and_then(Node::as_str) {
            Some(key) => {
                let is_name = is_reference(key, node) || is_mapping(node);
                let value = if is_name { 1 } else { hash };
                self.hashes[parent] = self.hashes[parent].wrapping_add(mix(text(key), value));
                self.open[id] || is_name || is_open(key)
            }
            None => {
                self.hashes[parent] = mix(self.hashes[parent], hash);
                self.open[id]
            }
        };
        self.open[parent] |= is_open;
    }
}

fn scalar(node: Node<'_>) -> u64 {
    match node.kind() {
        Kind::Number => {
            let number = node.as_number().unwrap_or_default();
            let mut hasher = FxHasher::default();
            match Decimal::parse(number) {
                Some(decimal) => decimal.hash(&mut hasher),
                None => number.hash(&mut hasher),
            }
            mix(hasher.finish(), 7)
        }
        Kind::String => mix(text(node.as_str().unwrap_or_default()), 3),
        Kind::Bool => mix(u64::from(node.as_bool() == Some(true)), 11),
        _ => mix(0, 13),
    }
}

fn text(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// Both halves of a product of 128 bits: every bit of the result depends on every bit of both.
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0x9e37_79b9_7f4a_7c15) * u128::from(b.rotate_left(32) ^ 0xc2b2_ae3d_27d4_eb4f);
    #[allow(clippy::cast_possible_truncation, reason = "the two halves")]
    let (low, high) = (product as u64, (product >> 64) as u64);
    low ^ high
}
