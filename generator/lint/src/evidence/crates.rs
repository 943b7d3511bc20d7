//! `cargo metadata`: which crate depends on which.

use stipula_diagnostics::{Diagnostic, FileId};
use stipula_model::NodeRef;
use stipula_source::{Node, Sources};

/// A crate.
#[derive(Debug)]
pub struct Crate {
    /// Its name.
    pub name: String,
    /// What it is built with: the names of its dependencies, those for tests only left out, and where each is listed.
    pub dependencies: Vec<(String, NodeRef)>,
}

pub(super) fn read(sources: &Sources, files: impl Iterator<Item = FileId>, faults: &mut Vec<Diagnostic>) -> Vec<Crate> {
    let lists = files.filter_map(|file| super::expect(sources, file, "packages", "output of `cargo metadata`", faults));
    lists.flat_map(|at| at.get(sources).items().map(move |package| of(package, at))).collect()
}

fn of(package: Node<'_>, near: NodeRef) -> Crate {
    let all = package.get("dependencies").into_iter().flat_map(Node::items);
    let built_with = all.filter(|dependency| dependency.get_str("kind") != Some("dev"));
    let named = built_with.filter_map(|dependency| dependency.get("name"));
    Crate {
        name: package.get_str("name").unwrap_or_default().to_owned(),
        dependencies: named.filter_map(|name| Some((name.as_str()?.to_owned(), near.sibling(name)))).collect(),
    }
}
