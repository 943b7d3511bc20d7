use stipula_source::{Folder, Limits, Provider, SourceError};

/// A folder with one file that is not saved yet: an editor's text on standard input.
pub(super) struct Overlay {
    folder: Folder,
    path: String,
    bytes: Vec<u8>,
}

impl Overlay {
    pub(super) fn new(folder: Folder, path: String, bytes: Vec<u8>) -> Self {
        Self { folder, path, bytes }
    }
}

impl Provider for Overlay {
    fn list(&self, limits: &Limits) -> Result<Vec<String>, SourceError> {
        let mut paths = self.folder.list(limits)?;
        if let Err(at) = paths.binary_search(&self.path) {
            paths.insert(at, self.path.clone());
        }
        Ok(paths)
    }

    fn contains(&self, path: &str) -> bool {
        path == self.path || self.folder.contains(path)
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        if path != self.path {
            return self.folder.read(path, limit);
        }
        let bytes = self.bytes.len() as u64;
        if bytes > limit {
            return Err(SourceError::TooLarge { path: path.to_owned(), bytes, limit });
        }
        Ok(self.bytes.clone())
    }
}
