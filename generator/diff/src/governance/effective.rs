//! Which entry of a document governs a file: the last one whose glob matches, as in a CODEOWNERS file.

use crate::envelope::{Both, Noted};
use crate::{ContractPair, Version};
use globset::{GlobBuilder, GlobMatcher};
use rustc_hash::FxHashSet;
use stipula_model::{Kind, NodeRef};
use stipula_source::Node;

/// An entry with the globs that say what it governs.
struct Entry {
    at: NodeRef,
    globs: Vec<GlobMatcher>,
}

/// The entries of all documents of a kind, in order.
pub(super) struct Entries(Vec<Entry>);

impl Entries {
    /// Reads the entries under `list`; each names its files under `key`.
    pub(super) fn read(version: Version<'_>, kind: Kind, list: &str, key: &str) -> Self {
        let entries = version.model.documents_of(kind).flat_map(|document| {
            let list = document.get(version.sources).get(list);
            list.into_iter().flat_map(Node::items).map(move |entry| {
                let globs = entry.get(key).map(globs).unwrap_or_default();
                Entry { at: document.sibling(entry), globs }
            })
        });
        Self(entries.collect())
    }

    /// The entry that governs a file.
    pub(super) fn of(&self, path: &str) -> Option<NodeRef> {
        let matches = |entry: &&Entry| entry.globs.iter().any(|glob| glob.is_match(path));
        self.0.iter().rev().find(matches).map(|entry| entry.at)
    }
}

/// One glob or several. What is no glob governs nothing; `stipula check` says so.
fn globs(node: Node<'_>) -> Vec<GlobMatcher> {
    let texts = node.as_str().into_iter().chain(node.items().filter_map(Node::as_str));
    let built = texts.filter_map(|text| GlobBuilder::new(text).literal_separator(true).build().ok());
    built.map(|glob| glob.compile_matcher()).collect()
}

/// The paths of what both versions have: contracts, and documents at the same path.
pub(super) fn governed(old: Version<'_>, new: Version<'_>, pairs: &[ContractPair]) -> Vec<(String, String)> {
    let path = |version: Version<'_>, file| version.roots.path_of(version.sources, file);
    let contracts = pairs.iter().filter_map(|pair| {
        let (before, after) = (&old.model.contracts[pair.old?], &new.model.contracts[pair.new?]);
        Some((path(old, before.file), path(new, after.file)))
    });
    let documents = new.model.documents.iter().map(|(at, _)| path(new, at.file));
    let known: FxHashSet<String> = old.model.documents.iter().map(|(at, _)| path(old, at.file)).collect();
    let kept = documents.filter(|it| known.contains(it));
    contracts.chain(kept.map(|it| (it.clone(), it))).collect()
}

/// Where an entry would stand: the list of the first document of the kind, or the document.
pub(super) fn list_of(version: Version<'_>, kind: Kind, list: &str) -> Option<NodeRef> {
    let document = version.model.documents_of(kind).next()?;
    let list = document.get(version.sources).get(list);
    Some(list.map_or(document, |list| document.sibling(list)))
}

/// The path of the document that an entry stands in.
pub(super) fn governing(noted: &Noted<'_, '_>, at: Both) -> String {
    noted.new_version().roots.path_of(noted.sources(), at.new.file)
}
