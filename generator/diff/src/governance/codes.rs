//! The registry of error codes (API and event design §9): clients branch on them.

use crate::envelope::{Both, Noted, Pass, pair};
use crate::{About, Fact, Kind, Version};
use stipula_model::{Kind as Document, NodeRef};
use stipula_source::Node;

/// The members that explain a code.
const TEXTS: [&str; 4] = ["title", "summary", "description", "remediation"];

/// A registered code.
#[derive(Clone, Copy)]
struct Code<'a> {
    name: &'a str,
    at: NodeRef,
}

/// All registries of a version together: it does not matter which file a code stands in.
fn codes(version: Version<'_>) -> Vec<Code<'_>> {
    let lists = version.model.documents_of(Document::ErrorCodes).filter_map(|at| list(version, at));
    let codes = lists.flat_map(|at| {
        let members = at.get(version.sources).members();
        members.map(move |(name, node)| Code { name, at: at.sibling(node) })
    });
    codes.collect()
}

fn list(version: Version<'_>, registry: NodeRef) -> Option<NodeRef> {
    registry.get(version.sources).get("codes").map(|node| registry.sibling(node))
}

pub(super) fn compare(noted: &mut Noted<'_, '_>) {
    let (old, new) = (noted.old(), noted.new_version());
    let paired = pair(&codes(old), &codes(new), &[Pass::Each(&|code: &Code<'_>| Some(code.name.to_owned()))]);
    for code in paired.old {
        let at = Both::new(code.at, holder(new, old, code.at));
        noted.fact(Fact::at(Kind::ErrorCodeRetired, &about(old, code.at), at).named(code.name));
    }
    for code in paired.new {
        let at = Both::new(holder(old, new, code.at), code.at);
        noted.fact(Fact::at(Kind::ErrorCodeRegistered, &about(new, code.at), at).named(code.name));
    }
    for (before, after) in paired.both {
        changed(noted, &about(new, after.at), Both::new(before.at, after.at), after.name);
    }
}

fn about(version: Version<'_>, at: NodeRef) -> About {
    About::Document(version.roots.path_of(version.sources, at.file))
}

/// The list of the other version that a code is missing from: of the file with the same path, else of the first registry.
fn holder(other: Version<'_>, own: Version<'_>, at: NodeRef) -> NodeRef {
    let path = own.roots.path_of(own.sources, at.file);
    let registries: Vec<NodeRef> = other.model.documents_of(Document::ErrorCodes).collect();
    let same = registries.iter().find(|it| other.roots.path_of(other.sources, it.file) == path);
    let found = same.or(registries.first()).copied();
    found.map_or(at, |registry| list(other, registry).unwrap_or(registry))
}

fn changed(noted: &mut Noted<'_, '_>, about: &About, at: Both, name: &str) {
    let sources = noted.sources();
    let members = [at.old, at.new].into_iter().flat_map(|at| at.get(sources).members());
    let mut keys: Vec<&str> = members.map(|(key, _)| key).collect();
    keys.sort_unstable();
    keys.dedup();
    for key in keys {
        if TEXTS.contains(&key) {
            noted.member(Kind::DescriptionChanged, about, at, key);
        } else if !key.starts_with("x-") && at.differ(sources, key) {
            let (old, new): (Option<Node<'_>>, Option<Node<'_>>) = at.values(sources, key);
            let fact = Fact::at(Kind::ErrorCodeChanged, about, at.member(sources, key)).named(name);
            noted.fact(fact.nodes(old, new));
        }
    }
    noted.extensions(about, &[at.old], &[at.new]);
}
