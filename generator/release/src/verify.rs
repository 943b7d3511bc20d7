//! What was released never changes.

use crate::layout::LOCK;
use crate::{Lock, digest};
use std::collections::BTreeSet;
use stipula_compat::{Evidence, Finding, Identity, Level, SurfaceVerdict, Verdict, change, fingerprint};
use stipula_diagnostics::{Diagnostic, Place};
use stipula_diff::{About, Fact, Kind};
use stipula_model::NodeRef;
use stipula_source::{Node, RootId, SourceError, Sources};

/// What is wrong with the released files: each that differs from the lock, is missing, or is not in it.
///
/// `vault` is the folder `released/` as a root of its own, and `listed` are the files that were found there. Files that
/// cannot be understood are among the findings, since their digests cannot be those of the lock.
///
/// # Errors
/// When a file cannot be read.
pub fn verify(
    sources: &mut Sources,
    vault: RootId,
    lock: &Lock,
    listed: &[String],
) -> Result<Vec<Finding>, SourceError> {
    let mut there: BTreeSet<&str> = listed.iter().map(String::as_str).collect();
    let mut paths = vec![LOCK.to_owned()];
    for path in lock.files.keys() {
        // The folder's listing leaves out what is no contract by its name.
        if sources.resolve(vault, path)?.0.is_some() {
            there.insert(path);
        }
    }
    paths.extend(there.iter().map(|path| (*path).to_owned()));
    let _: Vec<Diagnostic> = sources.load(vault, &paths)?;
    let known: BTreeSet<&str> = lock.files.keys().map(String::as_str).collect();
    let wrong = |path: &&str| Some((*path).to_owned()).filter(|path| is_wrong(sources, vault, lock, path));
    Ok(known.union(&there).filter_map(wrong).filter_map(|path| finding(sources, vault, lock, &path)).collect())
}

fn is_wrong(sources: &Sources, vault: RootId, lock: &Lock, path: &str) -> bool {
    let file = sources.find(vault, path);
    let found = file.and_then(|file| sources.file(file).tree().root()).map(digest);
    path != LOCK && (file.is_none() || found.as_deref() != lock.files.get(path).map(String::as_str))
}

fn finding(sources: &Sources, vault: RootId, lock: &Lock, path: &str) -> Option<Finding> {
    let lock_file = sources.find(vault, LOCK)?;
    let root = sources.file(lock_file).tree().root()?;
    let entry = root.get("files").and_then(|files| files.get(path).or(Some(files))).unwrap_or(root);
    let in_lock = NodeRef::new(lock_file, entry);
    let file = sources.find(vault, path);
    let there = file.and_then(|file| Some(NodeRef::new(file, sources.file(file).tree().root()?)));
    let what = match (file, lock.files.contains_key(path)) {
        (None, _) => "is missing",
        (Some(_), true) => "is not what was released",
        (Some(_), false) => "is not in the lock: no release made it",
    };
    let kind = Kind::ReleasedVersionChanged;
    let new = match (there, file) {
        (Some(at), _) => at.place(sources),
        (None, Some(file)) => Place::bare(file, stipula_diagnostics::Span::default()),
        (None, None) => in_lock.place(sources),
    };
    let identity = Identity {
        change: kind,
        contract: path,
        surfaces: &[None],
        pointer: "",
        old: lock.files.get(path).map(String::as_str),
        new: Some(what),
    };
    Some(Finding {
        change: change(kind),
        fact: fact(kind, path, in_lock, there.unwrap_or(in_lock)),
        contract: path.to_owned(),
        message: format!("released/{path} {what}"),
        old: in_lock.place(sources),
        new,
        level: Level::Breaking,
        surfaces: vec![declared()],
        reach: Vec::new(),
        fingerprint: fingerprint(&identity),
        waived: None,
        also: Vec::new(),
    })
}

pub(crate) fn fact(kind: Kind, path: &str, old: NodeRef, new: NodeRef) -> Fact {
    Fact {
        kind,
        about: About::Document(path.to_owned()),
        old,
        new,
        name: None,
        before: None,
        after: None,
        also: Vec::new(),
    }
}

/// Breaking by rule, wherever it is read.
fn declared() -> SurfaceVerdict {
    let verdict = Verdict { level: Level::Breaking, evidence: Evidence::Declared };
    SurfaceVerdict { surface: None, effect: None, exact: verdict.clone(), assumed: verdict, depends_on: Vec::new() }
}

/// The value at a JSON Pointer of a loaded file.
pub(crate) fn value_at(sources: &Sources, root: RootId, path: &str, pointer: &str) -> Option<NodeRef> {
    let file = sources.find(root, path)?;
    let node: Node<'_> = sources.file(file).tree().root()?.at_pointer(pointer)?;
    Some(NodeRef::new(file, node))
}
