#![allow(clippy::disallowed_methods, reason = "this is where git is asked")]

use super::{Memory, Provider, SourceError, is_kept};
use crate::Limits;
use std::{
    io::{BufRead, BufReader, Read, Write},
    path::Path,
    process::{Command, Stdio},
};

/// The contract files of a git revision, read once through `git cat-file --batch`.
#[derive(Debug)]
pub struct GitRevision {
    files: Memory,
    commit: String,
}

impl GitRevision {
    /// Reads `revision` (a branch, tag or commit) of the repository around `folder`, below `path`
    /// (relative to the repository's top; empty for all of it).
    ///
    /// # Errors
    /// When git is missing, the folder is in no repository, the revision does not exist, or a limit is passed.
    pub fn open(folder: &Path, revision: &str, path: &str, limits: &Limits) -> Result<Self, SourceError> {
        let git = Git { folder };
        let commit = git.commit(revision)?;
        let blobs = git.blobs(&commit, path)?;
        if blobs.len() > limits.files {
            return Err(SourceError::TooManyFiles { root: format!("git:{revision}"), limit: limits.files });
        }
        let files = git.contents(revision, &blobs, limits)?;
        Ok(Self { files, commit })
    }

    /// The full hash that the revision stood for.
    pub fn commit(&self) -> &str {
        &self.commit
    }
}

impl Provider for GitRevision {
    fn list(&self, limits: &Limits) -> Result<Vec<String>, SourceError> {
        self.files.list(limits)
    }

    fn contains(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        self.files.read(path, limit)
    }
}

struct Git<'a> {
    folder: &'a Path,
}

struct Blob {
    hash: String,
    path: String,
}

impl Git<'_> {
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(self.folder).args(args).stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Result<Vec<u8>, SourceError> {
        let output = self.command(args).output().map_err(not_started)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        Err(SourceError::Git { message: String::from_utf8_lossy(&output.stderr).trim().to_owned() })
    }

    fn commit(&self, revision: &str) -> Result<String, SourceError> {
        let spec = format!("{revision}^{{commit}}");
        let found = self.run(&["rev-parse", "--verify", "--quiet", "--end-of-options", &spec]);
        match found {
            Ok(hash) => Ok(String::from_utf8_lossy(&hash).trim().to_owned()),
            Err(SourceError::Git { message }) if message.is_empty() => Err(self.no_revision(revision)),
            Err(error) => Err(error),
        }
    }

    fn no_revision(&self, revision: &str) -> SourceError {
        let shallow = self.run(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|out| out.starts_with(b"true"));
        let hint = if shallow {
            "; this clone is shallow: fetch more of it with `git fetch --unshallow` (or `fetch-depth: 0` in CI)"
        } else {
            ""
        };
        SourceError::Git { message: format!("there is no revision `{revision}`{hint}") }
    }

    fn blobs(&self, commit: &str, path: &str) -> Result<Vec<Blob>, SourceError> {
        let tree = format!("{commit}:{}", path.trim_matches('/'));
        let listing = self.run(&["ls-tree", "-r", "-z", "--full-tree", &tree]).map_err(|error| match error {
            SourceError::Git { .. } if !path.is_empty() => {
                SourceError::Git { message: format!("commit {commit} has no folder `{path}`") }
            }
            error => error,
        })?;
        Ok(listing.split(|&byte| byte == 0).filter_map(parse_entry).collect())
    }

    fn contents(&self, revision: &str, blobs: &[Blob], limits: &Limits) -> Result<Memory, SourceError> {
        let mut child = self
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(not_started)?;
        let mut stdin = child.stdin.take().expect("piped above");
        let mut stdout = BufReader::new(child.stdout.take().expect("piped above"));
        let mut files = Memory::new();
        let mut total = 0;
        for blob in blobs {
            // One question, one answer: neither pipe can fill up.
            let step = writeln!(stdin, "{}", blob.hash).and_then(|()| stdin.flush());
            let size = step.and_then(|()| answer_size(&mut stdout)).map_err(not_started)?;
            total += size;
            if total > limits.total_bytes {
                let _ = child.kill();
                let _ = child.wait();
                return Err(SourceError::TotalTooLarge { root: format!("git:{revision}"), limit: limits.total_bytes });
            }
            let mut bytes = vec![0; usize::try_from(size).unwrap_or(usize::MAX)];
            stdout.read_exact(&mut bytes).map_err(not_started)?;
            stdout.read_exact(&mut [0]).map_err(not_started)?;
            files.insert(blob.path.clone(), bytes);
        }
        drop(stdin);
        child.wait().map_err(not_started)?;
        Ok(files)
    }
}

/// `<mode> blob <hash>\t<path>`
fn parse_entry(entry: &[u8]) -> Option<Blob> {
    let (meta, path) = std::str::from_utf8(entry).ok()?.split_once('\t')?;
    let mut words = meta.split(' ');
    let regular = words.next()?.starts_with("100");
    let blob = words.next()? == "blob";
    let hash = words.next()?.to_owned();
    (regular && blob && is_kept(path)).then(|| Blob { hash, path: path.to_owned() })
}

/// `<hash> blob <size>`
fn answer_size(stdout: &mut impl BufRead) -> std::io::Result<u64> {
    let mut line = String::new();
    stdout.read_line(&mut line)?;
    let size = line.trim_end().rsplit(' ').next().and_then(|size| size.parse().ok());
    size.ok_or_else(|| std::io::Error::other(format!("unexpected answer {line:?}")))
}

#[allow(clippy::needless_pass_by_value, reason = "it is handed to `map_err`")]
fn not_started(error: std::io::Error) -> SourceError {
    let message = if error.kind() == std::io::ErrorKind::NotFound {
        "the `git` program was not found; install it, or compare with a folder or an archive".to_owned()
    } else {
        error.to_string()
    };
    SourceError::Git { message }
}
