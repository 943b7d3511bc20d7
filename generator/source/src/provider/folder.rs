#![allow(clippy::disallowed_methods, reason = "this is where files are read")]

use super::{Provider, SourceError, is_contract_file};
use crate::Limits;
use ignore::WalkBuilder;
use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

/// A folder on disk. Listing respects `.gitignore`, `.ignore` and `.stipulaignore` and passes over
/// hidden files; a `$ref` may name any file below the root, but no link that leads out of it.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// Opens a folder.
    ///
    /// # Errors
    /// When it does not exist or cannot be read.
    pub fn open(root: impl AsRef<Path>) -> Result<Self, SourceError> {
        let path = root.as_ref();
        let root = path.canonicalize().map_err(|error| SourceError::Io { path: path.to_owned(), error })?;
        Ok(Self { root })
    }

    /// The folder, with links resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn resolve(&self, path: &str) -> Result<PathBuf, SourceError> {
        let full = self.root.join(path);
        let real = full.canonicalize().map_err(|error| SourceError::Io { path: full, error })?;
        if real.starts_with(&self.root) {
            Ok(real)
        } else {
            Err(SourceError::LeavesRoot { path: path.to_owned(), root: self.root.clone() })
        }
    }
}

impl Provider for Folder {
    fn list(&self, limits: &Limits) -> Result<Vec<String>, SourceError> {
        let mut paths = Vec::new();
        let walk = WalkBuilder::new(&self.root).add_custom_ignore_filename(".stipulaignore").require_git(false).build();
        for entry in walk {
            let entry = entry.map_err(|error| SourceError::Io {
                path: self.root.clone(),
                error: error.into_io_error().unwrap_or_else(|| std::io::Error::other("the folder cannot be listed")),
            })?;
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            let Ok(path) = entry.path().strip_prefix(&self.root) else { continue };
            if is_file && is_contract_file(&path.to_string_lossy()) {
                // A contract that cannot be named must not go unseen.
                let path = path.to_str().ok_or_else(|| SourceError::Io {
                    path: entry.path().to_owned(),
                    error: std::io::Error::other("its name is not UTF-8"),
                })?;
                paths.push(path.replace('\\', "/"));
            }
            if paths.len() > limits.files {
                return Err(SourceError::TooManyFiles { root: self.root.display().to_string(), limit: limits.files });
            }
        }
        paths.sort_unstable();
        Ok(paths)
    }

    fn contains(&self, path: &str) -> bool {
        self.resolve(path).is_ok_and(|path| path.is_file())
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        let real = self.resolve(path)?;
        let io = |error| SourceError::Io { path: real.clone(), error };
        let file = File::open(&real).map_err(io)?;
        let size = file.metadata().map_err(io)?.len();
        if size > limit {
            return Err(SourceError::TooLarge { path: path.to_owned(), bytes: size, limit });
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        // A file may grow while it is read.
        file.take(limit + 1).read_to_end(&mut bytes).map_err(io)?;
        if bytes.len() as u64 > limit {
            return Err(SourceError::TooLarge { path: path.to_owned(), bytes: bytes.len() as u64, limit });
        }
        Ok(bytes)
    }
}
