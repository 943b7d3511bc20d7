//! Who owns a contract, who reviews it and who consumes it.

use super::effective::{Entries, governed, governing, list_of};
use crate::envelope::{Both, Noted, set_difference, strings};
use crate::{About, ContractPair, Fact, Kind};
use std::collections::BTreeMap;
use stipula_model::{Kind as Document, NodeRef};
use stipula_source::Node;

pub(super) fn compare(noted: &mut Noted<'_, '_>, pairs: &[ContractPair]) {
    let (old, new) = (noted.old(), noted.new_version());
    let read = |version| Entries::read(version, Document::Owners, "contracts", "path");
    let (olds, news) = (read(old), read(new));
    let lists = (list_of(old, Document::Owners, "contracts"), list_of(new, Document::Owners, "contracts"));
    for (before, after) in governed(old, new, pairs) {
        let (was, is) = (olds.of(&before), news.of(&after));
        // What nobody owned or owns is said by the list that lacks it.
        let places = (was.or(lists.0).or(is), is.or(lists.1).or(was));
        if let (Some(old), Some(new)) = places
            && (was.is_some() || is.is_some())
        {
            let about = About::Document(governing(noted, Both::new(old, new)));
            noted.on_behalf_of(Some(after));
            entry(noted, &about, Both::new(old, new), (was.is_some(), is.is_some()));
        }
    }
    noted.on_behalf_of(None);
    people(noted);
}

/// What the entries in force say about one contract. Several contracts that one entry governs share its facts.
fn entry(noted: &mut Noted<'_, '_>, about: &About, at: Both, is_there: (bool, bool)) {
    if is_there != (true, true) {
        noted.fact(Fact::at(Kind::OwnerChanged, about, at).named("team"));
        return;
    }
    noted.member(Kind::OwnerChanged, about, at, "team");
    people_list(noted, Kind::OwnerChanged, about, at, "reviewers");
    people_list(noted, Kind::ConsumersChanged, about, at, "consumers");
}

/// A list of names; its order does not count.
fn people_list(noted: &mut Noted<'_, '_>, kind: Kind, about: &About, at: Both, key: &str) {
    let sources = noted.sources();
    let (old, new) = at.values(sources, key);
    let (gone, come) = set_difference(&strings(old), &strings(new));
    if !gone.is_empty() || !come.is_empty() {
        noted.fact(Fact::at(kind, about, at.member(sources, key)).named(key).nodes(old, new));
    }
}

/// The teams and consumers themselves, of documents at the same path.
fn people(noted: &mut Noted<'_, '_>) {
    let (old, new) = (noted.old(), noted.new_version());
    let olds: Vec<NodeRef> = old.model.documents_of(Document::Owners).collect();
    for after in new.model.documents_of(Document::Owners) {
        let path = new.roots.path_of(new.sources, after.file);
        let Some(before) = olds.iter().find(|at| old.roots.path_of(old.sources, at.file) == path) else { continue };
        let about = About::Document(path);
        let at = Both::new(*before, after);
        section(noted, Kind::OwnerChanged, &about, at, "teams");
        section(noted, Kind::ConsumersChanged, &about, at, "consumers");
    }
}

/// Each team or consumer by its name.
fn section(noted: &mut Noted<'_, '_>, kind: Kind, about: &About, at: Both, key: &str) {
    let sources = noted.sources();
    let (Some(old), Some(new)) = at.values(sources, key) else { return noted.member(kind, about, at, key) };
    let at = at.member(sources, key);
    let mut names: Vec<&str> = old.members().chain(new.members()).map(|(name, _)| name).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let kind = if only_explains(old.get(name), new.get(name)) { Kind::DescriptionChanged } else { kind };
        noted.member(kind, about, at, name);
    }
}

/// True if a team or a consumer is the same and only reached or described otherwise.
fn only_explains(old: Option<Node<'_>>, new: Option<Node<'_>>) -> bool {
    let telling = |node: Node<'_>| {
        let members = node.members().filter(|(key, _)| !matches!(*key, "contact" | "purpose" | "description"));
        members.map(|(key, value)| (key.to_owned(), value.to_json())).collect::<BTreeMap<_, _>>()
    };
    matches!((old, new), (Some(old), Some(new)) if telling(old) == telling(new))
}
