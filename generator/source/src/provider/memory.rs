use super::{Provider, SourceError, is_contract_file};
use crate::Limits;
use std::collections::BTreeMap;

/// Files held in memory: tests, editors' unsaved buffers, unpacked archives and revisions.
#[derive(Debug, Default, Clone)]
pub struct Memory {
    files: BTreeMap<String, Vec<u8>>,
}

impl Memory {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.insert(path, bytes);
        self
    }

    /// Adds a file.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }
}

impl Provider for Memory {
    fn list(&self, limits: &Limits) -> Result<Vec<String>, SourceError> {
        let paths: Vec<String> = self.files.keys().filter(|path| is_contract_file(path)).cloned().collect();
        if paths.len() > limits.files {
            return Err(SourceError::TooManyFiles { root: "memory".to_owned(), limit: limits.files });
        }
        Ok(paths)
    }

    fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        let bytes = self.files.get(path).cloned().unwrap_or_default();
        if bytes.len() as u64 > limit {
            return Err(SourceError::TooLarge { path: path.to_owned(), bytes: bytes.len() as u64, limit });
        }
        Ok(bytes)
    }
}
