//! The next release: which documents get which version, and why it is refused.

use crate::version::{Declared, least, may_follow};
use crate::{Bump, Document, Kept, Lock, Release, Versions, layout};
use semver::Version;
use std::collections::{BTreeMap, BTreeSet};
use stipula_diagnostics::FileId;

/// Which documents are to be released: true for the path of each that is meant.
pub type Choice<'c> = &'c dyn Fn(&str) -> bool;

/// A release that can be made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The documents that get a version, by path.
    pub entries: Vec<Entry>,
    /// Those that are gone.
    pub removed: Vec<String>,
    /// Payloads that are kept from now on.
    pub payloads: Vec<Kept>,
}

/// A document that gets a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path.
    pub path: String,
    /// Its version until now.
    pub last: Option<Version>,
    /// Its new version.
    pub version: Version,
    /// The step that its changes ask for.
    pub bump: Bump,
    /// The file that it is copied from.
    pub file: FileId,
    /// The digest of what it says.
    pub digest: String,
    /// True if it was not asked for and belongs to what was.
    pub along: bool,
}

/// Why a document cannot be released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Its path.
    pub path: String,
    /// Its file.
    pub file: FileId,
    /// What is wrong, and what to do.
    pub message: String,
}

impl Plan {
    /// True when there is nothing to release.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.removed.is_empty() && self.payloads.is_empty()
    }

    /// The lock after the release.
    #[must_use]
    pub fn lock(&self, lock: &Lock, date: Option<&str>) -> Lock {
        let mut lock = lock.clone();
        let versions: Versions = self.entries.iter().map(|entry| (entry.path.clone(), entry.version.clone())).collect();
        for entry in &self.entries {
            lock.files.insert(layout::path_of(&entry.path, &entry.version), entry.digest.clone());
        }
        for kept in &self.payloads {
            lock.files.insert(kept.path.clone(), kept.digest.clone());
            lock.payloads.insert(kept.path.clone(), kept.schema.clone());
        }
        if !versions.is_empty() || !self.removed.is_empty() {
            let removed = self.removed.clone();
            lock.releases.push(Release { date: date.map(str::to_owned), versions, removed });
        }
        lock
    }

    /// The files of the release below `released/`, and what each is copied from.
    pub fn copies(&self) -> impl Iterator<Item = (String, FileId)> + '_ {
        let documents = self.entries.iter().map(|entry| (layout::path_of(&entry.path, &entry.version), entry.file));
        documents.chain(self.payloads.iter().map(|kept| (kept.path.clone(), kept.file)))
    }
}

/// Plans a release of the chosen documents.
///
/// What a chosen document leads to, and what leads to it, comes along where it changed: the versions of a release belong
/// together, and a comparison with it would otherwise see what nobody has released.
///
/// # Errors
/// Every document that cannot be released, with the reason.
pub fn plan(
    documents: &BTreeMap<String, Document>,
    lock: &Lock,
    bumps: &BTreeMap<String, Bump>,
    choice: Choice<'_>,
) -> Result<Plan, Vec<Refusal>> {
    let latest = lock.latest();
    let changed: BTreeMap<&str, Bump> = documents
        .values()
        .filter_map(|document| Some((document.path.as_str(), change(document, lock, &latest, bumps)?)))
        .collect();
    let chosen = together(documents, &changed, choice);
    let mut plan = Plan::default();
    let mut refusals = Vec::new();
    for path in &chosen {
        let document = &documents[*path];
        let (last, bump) = (latest.get(*path).or_else(|| lock.highest(path)), changed[*path]);
        match next(document, last, bump) {
            Ok(version) => plan.entries.push(Entry {
                path: document.path.clone(),
                last: latest.get(*path).cloned(),
                version,
                bump,
                file: document.file,
                digest: document.digest.clone(),
                along: !choice(path),
            }),
            Err(message) => refusals.push(Refusal { path: document.path.clone(), file: document.file, message }),
        }
    }
    let gone = latest.keys().filter(|path| !documents.contains_key(*path) && choice(path));
    plan.removed = gone.cloned().collect();
    if refusals.is_empty() { Ok(plan) } else { Err(refusals) }
}

/// The step that a document needs; `None` for one that is released as it is.
fn change(document: &Document, lock: &Lock, latest: &Versions, bumps: &BTreeMap<String, Bump>) -> Option<Bump> {
    let Some(last) = latest.get(&document.path) else { return Some(Bump::Minor) };
    let is_same = lock.digest(&document.path, last) == Some(document.digest.as_str());
    let bump = bumps.get(&document.path).copied().unwrap_or_default();
    match (bump, is_same) {
        (Bump::None, true) => None,
        (bump, _) => Some(bump.max(Bump::Patch)),
    }
}

/// The changed documents that are chosen, and those that one of them leads to or that lead to one of them.
fn together<'d>(
    documents: &'d BTreeMap<String, Document>,
    changed: &BTreeMap<&'d str, Bump>,
    choice: Choice<'_>,
) -> BTreeSet<&'d str> {
    let mut chosen: BTreeSet<&str> = changed.keys().copied().filter(|path| choice(path)).collect();
    let mut open: Vec<&str> = chosen.iter().copied().collect();
    let leads = |from: &str, to: &str| documents[from].reaches.contains(to);
    while let Some(next) = open.pop() {
        let near = changed.keys().copied().filter(|other| leads(next, other) || leads(other, next));
        let new: Vec<&str> = near.filter(|other| !chosen.contains(other)).collect();
        chosen.extend(&new);
        open.extend(new);
    }
    chosen
}

/// The version that a document gets.
fn next(document: &Document, last: Option<&Version>, bump: Bump) -> Result<Version, String> {
    let initial = |major: u64| Version::new(major, 0, 0);
    match (&document.declared, last) {
        (Declared::Unreadable(key, text), _) => {
            Err(format!("`{key}` is `{text}`, and a release needs a version such as 1.2.0"))
        }
        (Declared::Own(_, version), None) => Ok(version.clone()),
        (Declared::Own(_, version), Some(last)) if may_follow(version, last, bump) && version != last => {
            Ok(version.clone())
        }
        (Declared::Own(key, version), Some(last)) => {
            let needed = least(last, bump);
            let name = bump.name();
            Err(format!(
                "`{key}` is {version}; {last} is released and the changes since are {name}: declare {needed} or higher"
            ))
        }
        (Declared::Major(major), None) => Ok(initial(*major)),
        // The name says the major version: a break that was waived stays in it.
        (Declared::Major(_), Some(last)) => Ok(least(last, bump.min(Bump::Minor))),
        (Declared::Counted, None) => Ok(initial(1)),
        (Declared::Counted, Some(last)) => Ok(least(last, bump)),
    }
}

#[cfg(test)]
mod tests;
