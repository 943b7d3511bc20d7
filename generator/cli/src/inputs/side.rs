//! What lies beside a root: folders that references may lead into, fixtures and scenarios.

use super::{
    InputEvidence, InputFolder, InputMount,
    collect::{Collector, is_below, join},
    place::{Finder, Place},
};
use crate::config::{FolderPath, normalized};
use anyhow::{Context, Result};
use std::path::Path;
use stipula_source::{Folder, GitRevision, Provider, RootId};

const DEFAULT_FIXTURES: &str = "../compat-fixtures/payloads";

/// What a root is, so that folders beside it can be opened.
pub(super) enum Base<'a> {
    /// A folder on disk.
    Folder(&'a Path),
    /// A folder of a git revision.
    Revision {
        /// A folder in the working tree.
        near: &'a Path,
        revision: &'a str,
        /// The root's path in the revision.
        root: String,
    },
    /// An archive has nothing beside it.
    Alone,
}

impl Base<'_> {
    /// Opens the folder at `prefix`, seen from the root, and says what stands before its paths in reports.
    pub(super) fn open(&self, prefix: &str, finder: &Finder<'_>, place: &Place) -> Result<(Box<dyn Provider>, String)> {
        match self {
            Base::Folder(root) => {
                let folder = Folder::open(root.join(prefix))?;
                let label = finder.label(folder.root(), place.absolute);
                Ok((Box::new(folder), label))
            }
            Base::Revision { near, revision, root } => {
                let path = normalized(&join(root, prefix));
                let provider = GitRevision::open(near, revision, &path, &place.config.limits())?;
                let slash = if path.is_empty() { "" } else { "/" };
                Ok((Box::new(provider), format!("git:{revision}:{path}{slash}")))
            }
            Base::Alone => anyhow::bail!("an archive has no `{prefix}` beside it"),
        }
    }
}

impl Collector<'_> {
    /// The folders outside the root that references may lead into.
    pub(super) fn add_mounts(&mut self, set: usize, base: &Base<'_>, place: &Place) -> Result<()> {
        let outside = place.config.references.roots.iter().map(FolderPath::as_str).filter(|path| is_outside(path));
        for prefix in outside.filter(|_| !matches!(base, Base::Alone)) {
            let opened = base.open(prefix, &self.finder, place);
            let (provider, label) = opened.with_context(|| configured("references.roots", place))?;
            let root = self.sources(&place.config).add_root(provider, label);
            self.sets[set].mounts.push(InputMount { prefix: prefix.to_owned(), root });
        }
        Ok(())
    }

    /// All contracts of a repository, its fixtures and its scenarios.
    pub(super) fn add_whole(&mut self, set: usize, files: Vec<String>, base: &Base<'_>, place: &Place) -> Result<()> {
        let fixtures = match &place.config.fixtures {
            Some(fixtures) => self.side_folders(set, fixtures, "fixtures", base, place)?,
            None => self.default_fixtures(set, base, place),
        };
        let scenarios = self.side_folders(set, &place.config.scenarios, "scenarios", base, place)?;
        let aside: Vec<&str> = fixtures
            .iter()
            .chain(&scenarios)
            .map(|folder| folder.prefix.as_str())
            .filter(|path| !is_outside(path))
            .collect();
        let contracts = files.into_iter().filter(|path| !aside.iter().any(|folder| is_below(path, folder))).collect();
        self.take(set, contracts, false);
        self.sets[set].is_repository = place.config_name.is_some();
        self.sets[set].evidence = self.evidence(base, place)?;
        self.sets[set].fixtures = fixtures;
        self.sets[set].scenarios = scenarios;
        Ok(())
    }

    /// What rules know beside the contracts.
    fn evidence(&mut self, base: &Base<'_>, place: &Place) -> Result<Vec<InputEvidence>> {
        let mut found = Vec::new();
        if matches!(base, Base::Alone) {
            return Ok(found);
        }
        for (kind, paths) in place.config.lint.evidence.all() {
            for path in paths {
                let opened = self.open_evidence(path.as_str(), base, place);
                let (root, files) = opened.with_context(|| configured("lint.evidence", place))?;
                found.push(InputEvidence { kind, root, files });
            }
        }
        Ok(found)
    }

    /// A file, or all files of a folder.
    fn open_evidence(&mut self, path: &str, base: &Base<'_>, place: &Place) -> Result<(RootId, Vec<String>)> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let (provider, label) = base.open(folder, &self.finder, place)?;
        if provider.contains(name) {
            let root = self.sources(&place.config).add_root(provider, label);
            return Ok((root, vec![name.to_owned()]));
        }
        let (provider, label) = base.open(path, &self.finder, place)?;
        let files = provider.list(&place.config.limits())?;
        Ok((self.sources(&place.config).add_root(provider, label), files))
    }

    /// The usual folder, if there is one.
    fn default_fixtures(&mut self, set: usize, base: &Base<'_>, place: &Place) -> Vec<InputFolder> {
        let usual = FolderPath::try_from(DEFAULT_FIXTURES.to_owned()).expect("a relative path");
        self.side_folders(set, &[usual], "fixtures", base, place).unwrap_or_default()
    }

    fn side_folders(
        &mut self,
        set: usize,
        folders: &[FolderPath],
        key: &str,
        base: &Base<'_>,
        place: &Place,
    ) -> Result<Vec<InputFolder>> {
        let folder = |folder: &FolderPath| self.side_folder(set, folder.as_str(), base, place);
        folders.iter().map(folder).collect::<Result<_>>().with_context(|| configured(key, place))
    }

    fn side_folder(&mut self, set: usize, prefix: &str, base: &Base<'_>, place: &Place) -> Result<InputFolder> {
        let (provider, label) = base.open(prefix, &self.finder, place)?;
        let files = provider.list(&place.config.limits())?;
        let prefix = prefix.to_owned();
        if is_outside(&prefix) {
            let root = self.sources(&place.config).add_root(provider, label);
            return Ok(InputFolder { prefix, root, files });
        }
        let files = files.iter().map(|file| join(&prefix, file)).collect();
        Ok(InputFolder { root: self.sets[set].root, prefix, files })
    }
}

fn is_outside(path: &str) -> bool {
    path == ".." || path.starts_with("../")
}

/// ``"`fixtures` in contracts/stipula.toml"``
fn configured(key: &str, place: &Place) -> String {
    format!("`{key}` in {}", place.config_name.as_deref().unwrap_or("the configuration"))
}
