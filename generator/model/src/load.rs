//! Loads the files that references name, until nothing new is named.

use crate::base::{BaseUri, join_path, split_fragment};
use crate::builtin;
use rustc_hash::FxHashSet;
use stipula_diagnostics::{Diagnostic, FileId};
use stipula_source::{Node, RootId, SourceError, SourceFile, Sources};

/// Another root, seen from the main one.
#[derive(Debug, Clone)]
pub struct Mount {
    /// Its path relative to the main root, such as `../shared`.
    pub prefix: String,
    /// The root.
    pub root: RootId,
}

/// Which roots references may lead into, and what the main root is called in URIs.
#[derive(Debug, Clone)]
pub struct Roots {
    /// The folder, revision or archive that is checked.
    pub main: RootId,
    /// Others that it may refer to.
    pub mounts: Vec<Mount>,
    /// The URI that the main root's `$id`s live under, such as `https://contracts.example.com/`.
    pub base_uri: Option<String>,
}

impl Roots {
    /// One root and no base URI.
    pub fn only(main: RootId) -> Self {
        Self { main, mounts: Vec::new(), base_uri: None }
    }

    /// The root and the path there of a path seen from the main root; `None` when it leaves all of them.
    pub fn locate(&self, path: &str) -> Option<(RootId, String)> {
        for mount in &self.mounts {
            if let Some(rest) = path.strip_prefix(&mount.prefix).and_then(|rest| rest.strip_prefix('/')) {
                return Some((mount.root, rest.to_owned()));
            }
        }
        let leaves = path == ".." || path.starts_with("../");
        (!leaves).then(|| (self.main, path.to_owned()))
    }

    /// True if a root is one of these.
    pub fn cover(&self, root: RootId) -> bool {
        root == self.main || self.mounts.iter().any(|mount| mount.root == root)
    }

    /// The files of these roots, in order of loading.
    pub fn files<'s>(&self, sources: &'s Sources) -> impl Iterator<Item = &'s SourceFile> {
        sources.files().iter().filter(|file| self.cover(file.root()))
    }

    /// The path, seen from the main root, of a file.
    pub fn path_of(&self, sources: &Sources, file: FileId) -> String {
        let file = sources.file(file);
        match self.mounts.iter().find(|mount| mount.root == file.root()) {
            Some(mount) => format!("{}/{}", mount.prefix, file.path()),
            None => file.path().to_owned(),
        }
    }
}

/// Reads every file that a `$ref` in the loaded files names by a relative path, and the files those name.
///
/// # Errors
/// When a file exists and cannot be read, or more files are named than the limit allows.
pub fn load(sources: &mut Sources, roots: &mut Roots) -> Result<Vec<Diagnostic>, SourceError> {
    let mut diagnostics = Vec::new();
    let mut seen = FxHashSet::default();
    let mut next = 0;
    let needs_builtin = roots.files(sources).any(names_meta_schema);
    if needs_builtin {
        let root = sources.add_root(Box::new(builtin::files()), "built-in/");
        roots.mounts.push(Mount { prefix: "../built-in".to_owned(), root });
        let paths = sources.list(root)?;
        diagnostics.extend(sources.load(root, &paths)?);
    }
    while next < sources.files().len() {
        let file = &sources.files()[next];
        let (id, root) = (file.id(), file.root());
        next += 1;
        if !roots.cover(root) {
            continue;
        }
        for path in named_paths(sources, roots, id) {
            if !seen.insert(path.clone()) {
                continue;
            }
            let Some((root, path)) = roots.locate(&path) else { continue };
            if sources.files().len() >= sources.limits().files {
                let root = roots.base_uri.clone().unwrap_or_else(|| "the folder".to_owned());
                return Err(SourceError::TooManyFiles { root, limit: sources.limits().files });
            }
            match sources.resolve(root, &path) {
                Ok((_, found)) => diagnostics.extend(found),
                // Reported where it is referred to.
                Err(SourceError::LeavesRoot { .. } | SourceError::Io { .. }) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(diagnostics)
}

fn names_meta_schema(file: &SourceFile) -> bool {
    file.tree().values_of("$ref").filter_map(Node::as_str).any(builtin::answers)
}

/// The paths that a file's relative references name, seen from the main root.
fn named_paths(sources: &Sources, roots: &Roots, id: FileId) -> Vec<String> {
    let own = roots.path_of(sources, id);
    let tree = sources.file(id).tree();
    let mut paths: Vec<String> = tree
        .values_of("$ref")
        .filter_map(stipula_source::Node::as_str)
        .filter_map(|reference| named_path(roots, &own, split_fragment(reference).0))
        .collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}

fn named_path(roots: &Roots, own: &str, reference: &str) -> Option<String> {
    if reference.is_empty() {
        return None;
    }
    if let Some(rest) = roots.base_uri.as_deref().and_then(|base| reference.strip_prefix(base)) {
        return Some(join_path("", rest));
    }
    match BaseUri::File(own.to_owned()).join(reference) {
        Ok(BaseUri::File(path)) => Some(path),
        _ => None,
    }
}
