//! Many files at once: all of them are written, or none.

#![allow(clippy::disallowed_methods, reason = "this is where files are written")]

use anyhow::{Context, Result, bail};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// Files to be written below a folder.
///
/// They are written beside their places first. Then each new file is moved into its place, and last the files that
/// replace others, in the order in which they were added: whoever reads the last of them sees everything. What was moved
/// is taken back when a later step fails.
pub(crate) struct Staging<'a> {
    folder: &'a Path,
    new: Vec<(String, Vec<u8>)>,
    replaced: Vec<(String, Vec<u8>)>,
}

impl<'a> Staging<'a> {
    pub(crate) fn new(folder: &'a Path) -> Self {
        Self { folder, new: Vec::new(), replaced: Vec::new() }
    }

    /// A file that must not be there yet.
    pub(crate) fn add(&mut self, path: String, bytes: Vec<u8>) {
        self.new.push((path, bytes));
    }

    /// A file that may be there.
    pub(crate) fn replace(&mut self, path: String, bytes: Vec<u8>) {
        self.replaced.push((path, bytes));
    }

    /// Writes everything and says how many files that were.
    ///
    /// # Errors
    /// When one cannot be written, or a new one is there already; then all is as it was.
    pub(crate) fn commit(self) -> Result<usize> {
        let taken = self.new.iter().find(|(path, _)| self.folder.join(path).symlink_metadata().is_ok());
        if let Some((path, _)) = taken {
            bail!("{path} is there already, and no release replaces a file; nothing was written");
        }
        let stage = tempfile::Builder::new().prefix(".stipula-release-").tempdir_in(self.folder);
        let stage = stage.with_context(|| format!("cannot write in {}", self.folder.display()))?;
        for (path, bytes) in self.new.iter().chain(&self.replaced) {
            put(&stage.path().join(path), bytes).with_context(|| format!("cannot stage {path}"))?;
        }
        let mut done = Undo { files: Vec::new(), folders: Vec::new(), backups: Vec::new() };
        for (path, _) in &self.new {
            let to = self.folder.join(path);
            done.make_folders(&to)
                .and_then(|()| fs::rename(stage.path().join(path), &to))
                .with_context(failed(path))?;
            done.files.push(to);
        }
        for (n, (path, _)) in self.replaced.iter().enumerate() {
            let to = self.folder.join(path);
            let kept = stage.path().join(format!(".kept-{n}"));
            done.make_folders(&to).with_context(failed(path))?;
            if to.is_file() {
                fs::copy(&to, &kept).with_context(failed(path))?;
                done.backups.push((kept, to.clone()));
            } else {
                done.files.push(to.clone());
            }
            fs::rename(stage.path().join(path), &to).with_context(failed(path))?;
        }
        done.keep();
        Ok(self.new.len() + self.replaced.len())
    }
}

fn failed(path: &str) -> impl Fn() -> String {
    move || format!("cannot write {path}; nothing was changed")
}

fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)?;
    fs::File::open(path)?.sync_all()
}

/// What was done, and is undone unless it is kept.
struct Undo {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    backups: Vec<(PathBuf, PathBuf)>,
}

impl Undo {
    fn make_folders(&mut self, file: &Path) -> io::Result<()> {
        let missing: Vec<&Path> = file.ancestors().skip(1).take_while(|folder| !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)?;
            self.folders.push(folder.to_owned());
        }
        Ok(())
    }

    fn keep(mut self) {
        (self.files, self.folders, self.backups) = (Vec::new(), Vec::new(), Vec::new());
    }
}

impl Drop for Undo {
    fn drop(&mut self) {
        for (kept, to) in &self.backups {
            let _ = fs::rename(kept, to);
        }
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Staging;
    use std::fs;

    #[test]
    fn everything_is_written_or_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |path: &str| folder.path().join(path);
        fs::write(at("lock"), "old").expect("written");
        let mut staging = Staging::new(folder.path());
        staging.add("a/b/c.json".to_owned(), b"new".to_vec());
        staging.replace("lock".to_owned(), b"new".to_vec());
        assert_eq!(staging.commit().expect("written"), 2);
        assert_eq!(fs::read_to_string(at("a/b/c.json")).expect("there"), "new");
        assert_eq!(fs::read_to_string(at("lock")).expect("there"), "new");

        fs::create_dir(at("blocked")).expect("made");
        fs::write(at("blocked/x"), "").expect("written");
        let mut staging = Staging::new(folder.path());
        staging.add("d/e.json".to_owned(), b"more".to_vec());
        staging.replace("lock".to_owned(), b"newer".to_vec());
        staging.replace("blocked".to_owned(), b"a folder is in the way".to_vec());
        assert!(staging.commit().is_err());
        assert_eq!(fs::read_to_string(at("lock")).expect("there"), "new");
        assert!(!at("d").exists());
        assert_eq!(fs::read_dir(folder.path()).expect("there").count(), 3, "nothing is left behind");
    }

    #[test]
    fn no_file_is_replaced_that_should_be_new() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a"), "old").expect("written");
        let mut staging = Staging::new(folder.path());
        staging.add("a".to_owned(), b"new".to_vec());
        assert!(staging.commit().is_err_and(|error| error.to_string().starts_with("a is there already")));
        assert_eq!(fs::read_to_string(folder.path().join("a")).expect("there"), "old");
    }
}
