//! Where an input lies: its root and the configuration that applies there.

use crate::{
    args::Scope,
    config::{Config, FILE_NAME},
};
use anyhow::{Context, Result, bail};
use std::path::{Component, Path, PathBuf};

/// A root folder and its configuration.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The folder that references may not leave, with links resolved.
    pub(super) root: PathBuf,
    /// Whether the user named it by an absolute path.
    pub(super) absolute: bool,
    pub(super) config: Config,
    /// The configuration's file as it is named in messages.
    pub(super) config_name: Option<String>,
}

/// Finds places; knows the current folder and what the command line says.
pub(super) struct Finder<'a> {
    pub(super) scope: &'a Scope,
    pub(super) cwd: PathBuf,
}

impl<'a> Finder<'a> {
    pub(super) fn new(scope: &'a Scope) -> Result<Self> {
        let cwd = std::env::current_dir().and_then(|folder| folder.canonicalize());
        Ok(Self { scope, cwd: cwd.context("the current folder is gone")? })
    }

    /// The place of a file or folder that exists.
    pub(super) fn around(&self, path: &Path, absolute: bool) -> Result<Place> {
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
        let file = self.config_file(folder)?;
        let own = file.as_deref().and_then(Path::parent).filter(|config| path.starts_with(config));
        let root = match (&self.scope.root, own) {
            (Some(root), _) => real(root)?,
            (None, Some(own)) => own.to_owned(),
            (None, None) if path.starts_with(&self.cwd) => self.cwd.clone(),
            (None, None) => folder.to_owned(),
        };
        self.place(root, file.as_deref(), absolute)
    }

    /// The place of a contract repository: the folder of its configuration.
    pub(super) fn repository(&self, folder: &Path, absolute: bool) -> Result<Place> {
        let below = folder.join("contracts").join(FILE_NAME);
        let file = self.config_file(folder)?.or_else(|| below.is_file().then_some(below));
        let Some(file) = file else {
            bail!(
                "no {FILE_NAME} in `{}`, above it or in its `contracts` folder\n\
                 `stipula init` makes a repository; `stipula validate` needs none",
                self.name(folder)
            );
        };
        let root = match &self.scope.root {
            Some(root) => real(root)?,
            None => file.parent().unwrap_or(folder).to_owned(),
        };
        self.place(root, Some(&file), absolute)
    }

    /// True if there is a configuration in a folder, above it or in its `contracts` folder.
    pub(super) fn has_config(&self, folder: &Path) -> bool {
        let folder = self.scope.root.as_deref().unwrap_or(folder);
        let above = folder.ancestors().any(|folder| folder.join(FILE_NAME).is_file());
        self.scope.config.is_some() || above || folder.join("contracts").join(FILE_NAME).is_file()
    }

    fn place(&self, root: PathBuf, file: Option<&Path>, absolute: bool) -> Result<Place> {
        if !root.is_dir() {
            bail!("`{}` is no folder", self.name(&root));
        }
        let config_name = file.map(|file| self.name(file));
        let config = match (file, &config_name) {
            (Some(file), Some(name)) => Config::load(file, name)?,
            _ => Config::default(),
        };
        Ok(Place { root, absolute, config, config_name })
    }

    /// The configuration that the command line names, or the nearest one upward.
    fn config_file(&self, folder: &Path) -> Result<Option<PathBuf>> {
        if let Some(file) = &self.scope.config {
            return real(file).map(Some);
        }
        let folder = match &self.scope.root {
            Some(root) => &real(root)?,
            None => folder,
        };
        Ok(folder.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file()))
    }

    /// A path for messages: relative to the current folder where it lies below it.
    pub(super) fn name(&self, path: &Path) -> String {
        let name = path.strip_prefix(&self.cwd).map_or_else(|_| self.label(path, false), slashed);
        if name.is_empty() { ".".to_owned() } else { name.trim_end_matches('/').to_owned() }
    }

    /// What stands before the paths of a root: relative to the current folder unless the user named an absolute path
    /// elsewhere.
    pub(super) fn label(&self, root: &Path, absolute: bool) -> String {
        let shared = root.ancestors().find(|folder| self.cwd.starts_with(folder));
        let inside = root.starts_with(&self.cwd) || self.cwd.starts_with(root);
        let label = match shared {
            Some(shared) if inside || !absolute => {
                let up = self.cwd.strip_prefix(shared).map_or(0, |rest| rest.components().count());
                let down = root.strip_prefix(shared).map(slashed).unwrap_or_default();
                format!("{}{down}", "../".repeat(up))
            }
            _ => slashed(root),
        };
        if label.is_empty() || label.ends_with('/') { label } else { format!("{label}/") }
    }
}

/// A path that exists, with the links in its folder resolved; a link at its end stays one.
pub(super) fn real(path: &Path) -> Result<PathBuf> {
    let missing = || format!("cannot read `{}`", path.display());
    // Asked first, so that the error is about what the user named.
    path.metadata().with_context(missing)?;
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if !path.is_dir() => {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            Ok(folder.canonicalize().with_context(missing)?.join(name))
        }
        _ => path.canonicalize().with_context(missing),
    }
}

/// With forward slashes.
pub(super) fn slashed(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::RootDir => Some(String::new()),
        Component::CurDir => None,
        part => Some(part.as_os_str().to_string_lossy().into_owned()),
    });
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::{Finder, slashed};
    use crate::args::Scope;
    use std::path::Path;

    #[test]
    fn labels_are_relative_where_that_is_readable() {
        let scope = Scope::default();
        let finder = Finder { scope: &scope, cwd: "/home/me/repo".into() };
        let label = |path: &str, absolute| finder.label(Path::new(path), absolute);
        assert_eq!(label("/home/me/repo", false), "");
        assert_eq!(label("/home/me/repo/contracts", true), "contracts/");
        assert_eq!(label("/home/me", true), "../");
        assert_eq!(label("/home/me/other", false), "../other/");
        assert_eq!(label("/tmp/x", true), "/tmp/x/");
        assert_eq!(finder.name(Path::new("/home/me/repo")), ".");
        assert_eq!(finder.name(Path::new("/home/me/repo/a.toml")), "a.toml");
        assert_eq!(slashed(Path::new("/a/b")), "/a/b");
    }
}
