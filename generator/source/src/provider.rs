//! Where bytes come from.

mod archive;
mod folder;
mod git;
mod memory;

pub use archive::Archive;
pub use folder::Folder;
pub use git::GitRevision;
pub use memory::Memory;

use crate::Limits;
use std::path::PathBuf;

/// A root of files: a folder, a git revision, an archive or memory.
///
/// Paths are relative to the root, have forward slashes and no `.` or `..`.
pub trait Provider: Send + Sync {
    /// The paths of all contract files (`.json`, `.yaml`, `.yml`), sorted.
    ///
    /// # Errors
    /// When the root cannot be read or holds more files than the limit.
    fn list(&self, limits: &Limits) -> Result<Vec<String>, SourceError>;

    /// True if the root has a file at this path.
    fn contains(&self, path: &str) -> bool;

    /// The bytes of a file, at most `limit`.
    ///
    /// # Errors
    /// [`SourceError::TooLarge`] above the limit; other errors when it cannot be read.
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError>;
}

/// The world failed: a file, folder, archive or git revision could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// A file or folder could not be read.
    #[error("cannot read {}: {error}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A file is larger than the limit.
    #[error("{path} has {bytes} bytes, more than the limit of {limit}")]
    TooLarge {
        /// Which.
        path: String,
        /// Its size, or what was read of it when reading stopped.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// A root has more files than the limit.
    #[error(
        "{root} holds more than {limit} contract files; raise `limits.files` in stipula.toml or name a smaller folder"
    )]
    TooManyFiles {
        /// Which root.
        root: String,
        /// The limit.
        limit: usize,
    },
    /// The files of an archive or a revision are larger than the limit together.
    #[error("{root} unpacks to more than {limit} bytes; raise `limits.total-bytes` in stipula.toml if this is meant")]
    TotalTooLarge {
        /// Which root.
        root: String,
        /// The limit.
        limit: u64,
    },
    /// A path leads out of its root, through a symbolic link.
    #[error("{path} is a link that leads out of its root {}", root.display())]
    LeavesRoot {
        /// Which.
        path: String,
        /// The root.
        root: PathBuf,
    },
    /// Git could not answer.
    #[error("git: {message}")]
    Git {
        /// What it said, and what to do.
        message: String,
    },
    /// An archive is damaged or of an unknown kind.
    #[error("cannot read the archive {}: {message}", path.display())]
    Archive {
        /// Which.
        path: PathBuf,
        /// Why.
        message: String,
    },
}

/// True for the extensions that contracts have.
fn is_contract_file(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| ["json", "yaml", "yml"].iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// True for what an archive or a revision must hold: contracts, and the lock of released versions, which is no contract
/// and is never listed.
fn is_kept(path: &str) -> bool {
    is_contract_file(path) || path.rsplit('/').next() == Some("stipula.lock")
}
