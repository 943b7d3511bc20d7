//! The lock: what was released, and the digest of every file of it.

use crate::{layout, version};
use semver::Version;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use stipula_diagnostics::FileId;
use stipula_source::{Limits, Node, Tree, read};

/// The version of the lock's format.
const FORMAT: &str = "1.0";

/// The version of each document, by its path below the root of the contracts.
pub type Versions = BTreeMap<String, Version>;

/// `released/stipula.lock`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    #[serde(rename = "lock")]
    format: String,
    /// The releases, the oldest first.
    pub releases: Vec<Release>,
    /// The digest of each file, by its path below `released/`.
    pub files: BTreeMap<String, String>,
    /// The schema that each stored payload belongs to, as `path#/pointer`, by the payload's path below `released/`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub payloads: BTreeMap<String, String>,
}

/// One release: what it changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// The day, where it was told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The documents that got a version.
    pub versions: Versions,
    /// The documents that are gone since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<String>,
}

/// The lock makes no sense.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct LockError(String);

impl Default for Lock {
    fn default() -> Self {
        Self { format: FORMAT.to_owned(), releases: Vec::new(), files: BTreeMap::new(), payloads: BTreeMap::new() }
    }
}

impl Lock {
    /// Reads a lock. Whatever it does not understand is an error: a lock that is half believed locks nothing.
    ///
    /// # Errors
    /// When it is no JSON, repeats a key, is of another version, or names a version without its file.
    pub fn parse(bytes: Vec<u8>) -> Result<Lock, LockError> {
        let (tree, faults) = read(FileId(0), "stipula.lock.json", bytes, &Limits::default());
        Self::of_tree(&tree, faults.first().map(|fault| fault.message.clone()))
    }

    fn of_tree(tree: &Tree, fault: Option<String>) -> Result<Lock, LockError> {
        if let Some(message) = fault {
            return Err(LockError(message));
        }
        let root = tree.root().map(Node::to_json).unwrap_or_default();
        if let Some(other) = root.get("lock").and_then(|version| version.as_str()).filter(|version| *version != FORMAT)
        {
            return Err(LockError(format!("it is of version {other}, and this Stipula reads {FORMAT}")));
        }
        let lock: Lock = serde_json::from_value(root).map_err(|error| LockError(error.to_string()))?;
        lock.check()?;
        Ok(lock)
    }

    /// Every version has its file, and every payload its digest.
    fn check(&self) -> Result<(), LockError> {
        let versions = self.releases.iter().flat_map(|release| &release.versions);
        let copies = versions.map(|(path, version)| layout::path_of(path, version));
        match copies.chain(self.payloads.keys().cloned()).find(|file| !self.files.contains_key(file)) {
            Some(file) => Err(LockError(format!("it names {file} and has no digest of it"))),
            None => Ok(()),
        }
    }

    /// The lock as text: sorted, one thing a line, so that versions of it can be merged and compared.
    pub fn to_text(&self) -> String {
        let text = serde_json::to_string_pretty(self).expect("texts and lists are JSON");
        format!("{text}\n")
    }

    /// What belongs to the release with this number, from 0: the last version of each document until then.
    pub fn versions(&self, release: usize) -> Versions {
        let mut versions = Versions::new();
        for release in self.releases.iter().take(release + 1) {
            versions.extend(release.versions.iter().map(|(path, version)| (path.clone(), version.clone())));
            versions.retain(|path, _| !release.removed.contains(path));
        }
        versions
    }

    /// What belongs to the last release.
    pub fn latest(&self) -> Versions {
        self.versions(self.releases.len())
    }

    /// The highest version that a document ever had, removed or not.
    pub fn highest(&self, document: &str) -> Option<&Version> {
        self.releases.iter().filter_map(|release| release.versions.get(document)).max()
    }

    /// The digest of a version.
    pub fn digest(&self, document: &str, version: &Version) -> Option<&str> {
        self.files.get(&layout::path_of(document, version)).map(String::as_str)
    }

    /// The payloads of a document with the version that each was stored with, and its schema's pointer.
    pub(crate) fn payloads_of<'l>(&'l self, document: &'l str) -> impl Iterator<Item = (&'l str, Version, &'l str)> {
        self.payloads.iter().filter_map(move |(file, schema)| {
            let (path, pointer) = schema.split_once('#').unwrap_or((schema, ""));
            // .../<version>/payloads/<file>
            let version = version::parse(file.rsplit('/').nth(2)?)?;
            (path == document).then_some((file.as_str(), version, pointer))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Lock;

    fn lock() -> Lock {
        let text = r#"{
            "lock": "1.0",
            "releases": [
                {"date": "2026-01-01", "versions": {"a.yaml": "1.0.0", "b.yaml": "1.0.0"}},
                {"versions": {"a.yaml": "1.1.0"}, "removed": ["b.yaml"]},
                {"versions": {"b.yaml": "2.0.0"}}
            ],
            "files": {
                "a/1.0.0/a.yaml": "sha256:1", "a/1.1.0/a.yaml": "sha256:2", "b/1.0.0/b.yaml": "sha256:3", "b/2.0.0/b.yaml": "sha256:4",
                "a/1.1.0/payloads/p.1.json": "sha256:5"
            },
            "payloads": {"a/1.1.0/payloads/p.1.json": "a.yaml#/x"}
        }"#;
        Lock::parse(text.as_bytes().to_vec()).expect("a lock")
    }

    #[test]
    fn a_release_is_a_set_of_versions() {
        let shown = |n: usize| {
            let versions = lock().versions(n);
            versions.iter().map(|(path, version)| format!("{path} {version}")).collect::<Vec<_>>().join(", ")
        };
        assert_eq!(shown(0), "a.yaml 1.0.0, b.yaml 1.0.0");
        assert_eq!(shown(1), "a.yaml 1.1.0");
        assert_eq!(shown(2), "a.yaml 1.1.0, b.yaml 2.0.0");
        assert_eq!(lock().latest(), lock().versions(2));
        assert_eq!(lock().highest("b.yaml").map(ToString::to_string).as_deref(), Some("2.0.0"));
    }

    #[test]
    fn payloads_know_their_version() {
        let lock = lock();
        let found: Vec<_> =
            lock.payloads_of("a.yaml").map(|(file, version, at)| format!("{file} {version} {at}")).collect();
        assert_eq!(found, ["a/1.1.0/payloads/p.1.json 1.1.0 /x"]);
        assert_eq!(lock.payloads_of("b.yaml").count(), 0);
    }

    #[test]
    fn it_is_written_as_it_is_read() {
        let lock = lock();
        assert_eq!(Lock::parse(lock.to_text().into_bytes()).expect("a lock"), lock);
        assert_eq!(Lock::parse(Lock::default().to_text().into_bytes()).expect("a lock"), Lock::default());
    }

    #[test]
    fn what_is_not_understood_is_an_error() {
        let why = |text: &str| Lock::parse(text.as_bytes().to_vec()).expect_err("no lock").to_string();
        assert!(why("").contains("no content"), "{}", why(""));
        assert!(why(r#"{"lock": "2.0"}"#).contains("version 2.0"));
        assert!(why(r#"{"lock": "1.0", "releases": [], "files": {}, "more": 1}"#).contains("more"));
        assert!(why(r#"{"lock": "1.0", "releases": [], "files": {}, "files": {}}"#).contains("files"));
        let unlocked = r#"{"lock": "1.0", "releases": [{"versions": {"a.yaml": "1.0.0"}}], "files": {}}"#;
        assert!(why(unlocked).contains("a/1.0.0/a.yaml"));
    }
}
