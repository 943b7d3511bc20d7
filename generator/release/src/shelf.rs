//! A released set as a root: every file at its working path.

use crate::Versions;
use crate::layout::{FOLDER, path_of};
use std::collections::BTreeMap;
use std::sync::Arc;
use stipula_source::{Limits, Provider, SourceError};

/// The documents of a release, read from `released/` and found at the paths that they have in the working tree.
pub struct Shelf {
    /// The root of the contracts: a folder or a revision.
    root: Arc<dyn Provider>,
    /// Where the file at each path lies in it.
    files: BTreeMap<String, String>,
}

impl Shelf {
    /// The documents whose paths begin with `prefix`, by what follows it: the main root has none, and what lies outside
    /// it is seen through roots of its own, such as `../shared`.
    pub fn new(root: Arc<dyn Provider>, versions: &Versions, prefix: &str) -> Shelf {
        let files = versions.iter().filter_map(|(path, version)| {
            let inside = match prefix {
                "" => (!path.starts_with("../")).then_some(path.as_str()),
                prefix => path.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('/')),
            };
            Some((inside?.to_owned(), format!("{FOLDER}/{}", path_of(path, version))))
        });
        // One that is missing is a finding of its own: see `verify`.
        let files = files.filter(|(_, file)| root.contains(file)).collect();
        Shelf { root, files }
    }

    /// All paths, whatever their extension.
    pub fn paths(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }
}

/// The folders outside the root that documents of a release lie in: `../shared` of `../shared/money.json`.
pub fn outside(versions: &Versions) -> Vec<String> {
    let mut folders: Vec<String> = versions.keys().filter_map(|path| folder_outside(path)).collect();
    folders.sort_unstable();
    folders.dedup();
    folders
}

fn folder_outside(path: &str) -> Option<String> {
    let ups = path.split('/').take_while(|part| *part == "..").count();
    let named = path.split('/').count() - ups > 1;
    (ups > 0).then(|| path.split('/').take(ups + usize::from(named)).collect::<Vec<_>>().join("/"))
}

impl Provider for Shelf {
    fn list(&self, limits: &Limits) -> Result<Vec<String>, SourceError> {
        if self.files.len() > limits.files {
            return Err(SourceError::TooManyFiles { root: FOLDER.to_owned(), limit: limits.files });
        }
        Ok(self.paths())
    }

    fn contains(&self, path: &str) -> bool {
        self.files.get(path).is_some_and(|file| self.root.contains(file))
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        match self.files.get(path) {
            Some(file) => self.root.read(file, limit),
            None => Ok(Vec::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Shelf, outside};
    use crate::Versions;
    use semver::Version;
    use std::sync::Arc;
    use stipula_source::{Limits, Memory, Provider};

    #[test]
    fn files_are_found_where_they_were() {
        let versions = Versions::from([
            ("http/a.yaml".to_owned(), Version::new(1, 1, 0)),
            ("../shared/money.json".to_owned(), Version::new(1, 0, 0)),
        ]);
        let memory = Memory::new()
            .with("released/http/a/1.0.0/a.yaml", "old")
            .with("released/http/a/1.1.0/a.yaml", "new")
            .with("released/_up_/shared/money/1.0.0/money.json", "money");
        let root: Arc<dyn Provider> = Arc::new(memory);
        let main = Shelf::new(root.clone(), &versions, "");
        assert_eq!(main.list(&Limits::default()).expect("few"), ["http/a.yaml"]);
        assert_eq!(main.read("http/a.yaml", 10).expect("there"), b"new");
        assert!(main.contains("http/a.yaml") && !main.contains("http/b.yaml"));
        assert_eq!(outside(&versions), ["../shared"]);
        let gone = Versions::from([("gone.yaml".to_owned(), Version::new(1, 0, 0))]);
        assert!(Shelf::new(root.clone(), &gone, "").paths().is_empty(), "a file that is missing is not listed");
        let shared = Shelf::new(root, &versions, "../shared");
        assert_eq!(shared.read("money.json", 10).expect("there"), b"money");
    }
}
