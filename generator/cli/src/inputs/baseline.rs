//! What a repository is compared with: its released versions, or whatever stands in for them.

use super::{
    InputFolder, InputMount, InputSet, Inputs, Resolved,
    collect::{Collector, filtered, list_folder},
    place::{Place, real, slashed},
    revision::top,
    side::Base,
};
use crate::{args::Scope, config::FILE_NAME};
use anyhow::{Context, Result, bail};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use stipula_release::{FOLDER, LOCK, Lock, Shelf, Versions, is_released, outside};
use stipula_source::{Archive, Provider, RootId, Sources};

/// What to compare with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Against {
    /// The released versions.
    Released,
    /// A git revision, a folder, an archive or a file.
    Input(String),
}

impl Against {
    /// `released`, or an input.
    pub(crate) fn parse(text: &str) -> Against {
        if text == FOLDER { Against::Released } else { Against::Input(text.to_owned()) }
    }
}

/// A repository and its baseline. The first set is the working version.
pub(crate) struct Compared {
    /// The sources and the sets: the working version, the baseline, and whose waivers govern.
    pub(crate) inputs: Inputs,
    /// The number of the set with the baseline; `None` for released versions, and where nothing is compared.
    pub(crate) baseline: Option<usize>,
    /// The number of the set whose waivers are in force, where it is another.
    pub(crate) waivers: Option<usize>,
    /// The released versions.
    pub(crate) vault: Option<Vault>,
    /// The name of the baseline.
    pub(crate) name: String,
    /// The only contract that is meant, where PATH is a file.
    pub(crate) only: Option<String>,
    /// The folder of the repository on disk.
    pub(crate) folder: Option<PathBuf>,
}

/// The released versions of a repository.
pub(crate) struct Vault {
    /// What `released/` lies in.
    provider: Arc<dyn Provider>,
    /// `released/` as a root.
    pub(crate) root: RootId,
    /// The files in it.
    pub(crate) listed: Vec<String>,
    /// The lock.
    pub(crate) lock: Lock,
}

impl Vault {
    /// A released set as a root of the sources, with what it holds outside.
    pub(crate) fn shelf(&self, sources: &mut Sources, versions: &Versions, like: &InputSet) -> InputSet {
        let mut open = |prefix: &str, label: String| {
            let provider = Shelf::new(self.provider.clone(), versions, prefix);
            let paths = provider.paths();
            (sources.add_root(Box::new(provider), label), paths)
        };
        let (root, files) = open("", "released:".to_owned());
        let mut set = InputSet {
            root,
            label: "released:".to_owned(),
            base_uri: like.base_uri.clone(),
            mounts: Vec::new(),
            files: files.into_iter().map(|path| super::InputFile { path, named: false }).collect(),
            is_repository: false,
            meant: None,
            fixtures: Vec::new(),
            scenarios: Vec::new(),
            evidence: Vec::new(),
        };
        for prefix in outside(versions) {
            let (root, files) = open(&prefix, format!("released:{prefix}/"));
            set.mounts.push(InputMount { prefix: prefix.clone(), root });
            set.fixtures.push(InputFolder { prefix, root, files });
        }
        set
    }
}

/// Where a working version lies.
pub(super) struct Side {
    pub(super) place: Place,
    /// A folder in a git working tree, and the revision, when it is one.
    pub(super) revision: Option<(PathBuf, String, String)>,
    pub(super) only: Option<String>,
}

impl Side {
    pub(super) fn base(&self) -> Base<'_> {
        match &self.revision {
            None => Base::Folder(&self.place.root),
            Some((near, revision, root)) => Base::Revision { near, revision, root: root.clone() },
        }
    }
}

/// The repository around a path with its baseline: what is asked for, else what the configuration names, else the
/// released versions where there are any. `needed` makes it an error that there is none.
pub(crate) fn against(
    path: &str,
    asked: Option<&str>,
    waivers_from: Option<&str>,
    needed: bool,
    scope: &Scope,
) -> Result<Resolved<Compared>> {
    let mut collector = Collector::new(scope, None)?;
    let side = collector.working(path)?;
    let configured = side.place.config.compatibility.against.clone();
    let asked = asked.map(str::to_owned).or(configured).map(|text| Against::parse(&text));
    let mut compared = Compared {
        inputs: Inputs { sources: Sources::new(side.place.config.limits()), sets: Vec::new() },
        baseline: None,
        waivers: None,
        vault: None,
        name: String::new(),
        only: side.only.clone(),
        folder: side.revision.is_none().then(|| side.place.root.clone()),
    };
    compared.vault = collector.vault(&side, needed && asked.is_none() || asked == Some(Against::Released))?;
    match &asked {
        Some(Against::Input(text)) => {
            compared.baseline = Some(collector.other(&side, text)?);
            compared.name.clone_from(text);
        }
        _ if compared.vault.is_some() => FOLDER.clone_into(&mut compared.name),
        _ => {}
    }
    let waivers_from = waivers_from.map(str::to_owned).or(side.place.config.compatibility.waivers_from.clone());
    if let Some(text) = waivers_from {
        compared.waivers = Some(collector.other(&side, &text).context("whose waivers govern")?);
    }
    let Resolved { inputs, config, notes } = collector.finish();
    if inputs.sets[0].files.is_empty() {
        bail!("no contract file found in `{path}`");
    }
    compared.inputs = inputs;
    Ok(Resolved { inputs: compared, config, notes })
}

impl Collector<'_> {
    /// The whole repository around a path, as the first set.
    fn working(&mut self, path: &str) -> Result<Side> {
        if let Some(text) = path.strip_prefix("git:") {
            let (revision, inside) = text.split_once(':').unwrap_or((text, ""));
            let near = match &self.finder.scope.root {
                Some(root) => real(root)?,
                None => self.finder.cwd.clone(),
            };
            let place = self.revision_place(&near, inside, true)?;
            self.add_revision(text, true)?;
            let root = super::revision::root_in_revision(&near, &place, inside);
            return Ok(Side { place, revision: Some((near, revision.to_owned(), root)), only: None });
        }
        let absolute = Path::new(path).is_absolute();
        let real = real(Path::new(path))?;
        let folder = if real.is_dir() { real.as_path() } else { real.parent().unwrap_or(&real) };
        let place = self.finder.repository(folder, absolute)?;
        self.add_repository(&folder.to_string_lossy())?;
        let only = if real.is_dir() { None } else { Some(super::collect::below(&real, &place.root, path)?) };
        Ok(Side { place, revision: None, only })
    }

    /// The released versions beside a working version.
    fn vault(&mut self, side: &Side, needed: bool) -> Result<Option<Vault>> {
        let (provider, _) = side.base().open("", &self.finder, &side.place)?;
        let lock_path = format!("{FOLDER}/{LOCK}");
        if !provider.contains(&lock_path) {
            let orphan = provider.list(&side.place.config.limits())?.into_iter().find(|path| is_released(path));
            if let Some(orphan) = orphan.filter(|path| path.starts_with("released/")) {
                bail!("{orphan} is a released version and there is no {lock_path}: restore the lock from your history");
            }
            if needed {
                bail!(
                    "there is no {lock_path} in `{}`: nothing was released yet\n\
                     `stipula release` makes the first release; `--against git:main` compares with a branch",
                    self.finder.name(&side.place.root)
                );
            }
            return Ok(None);
        }
        let limits = side.place.config.limits();
        let bytes = provider.read(&lock_path, limits.file_bytes)?;
        let lock = Lock::parse(bytes).with_context(|| format!("{lock_path} is damaged"))?;
        let (folder, label) = side.base().open(FOLDER, &self.finder, &side.place)?;
        let listed = folder.list(&limits)?;
        let root = self.sources(&side.place.config).add_root(folder, label);
        self.notes.push(format!("{lock_path} holds {} releases", lock.releases.len()));
        Ok(Some(Vault { provider: provider.into(), root, listed, lock }))
    }

    /// Another version of what lies at a side, as a set.
    pub(super) fn other(&mut self, side: &Side, text: &str) -> Result<usize> {
        if let Some(revision) = text.strip_prefix("git:") {
            return self.other_revision(side, revision);
        }
        let path = real(Path::new(text))?;
        let absolute = Path::new(text).is_absolute();
        if path.is_file() && Archive::is_archive(text) {
            return self.other_archive(side, text, &path);
        }
        if !path.is_dir() {
            bail!(
                "`{text}` is one file and is compared with a repository; write `stipula compat OLD NEW` for two files"
            );
        }
        let own = [path.clone(), path.join("contracts")].into_iter().find(|folder| folder.join(FILE_NAME).is_file());
        let root = own.unwrap_or(path);
        if root == side.place.root && side.revision.is_none() {
            bail!("`{text}` would be compared with itself");
        }
        let place = Place { root, absolute, ..side.place.clone() };
        let set = self.folder_set(&place)?;
        let files = list_folder(&place.root, "", &place.config)?;
        self.filled(set, files, text)
    }

    /// A revision `REF` or `REF:path`; the path is by default that of the side in the repository.
    fn other_revision(&mut self, side: &Side, text: &str) -> Result<usize> {
        let (revision, path) = text.split_once(':').map_or((text, None), |(revision, path)| (revision, Some(path)));
        if revision.is_empty() {
            bail!("`git:{text}` names no revision; write `git:main` or `git:v1.0.0:contracts`");
        }
        let near = side.revision.as_ref().map_or(side.place.root.as_path(), |(near, ..)| near.as_path());
        let root = match (path, &side.revision) {
            (Some(path), _) => crate::config::normalized(path),
            (None, Some((_, _, root))) => root.clone(),
            (None, None) => side.place.root.strip_prefix(top(near)).map(slashed).unwrap_or_default(),
        };
        let base = Base::Revision { near, revision, root };
        let set = self.revision_set(&base, &side.place)?;
        let root = self.sets[set].root;
        let files = self.sources(&side.place.config).list(root)?;
        self.filled(set, filtered(files, &side.place.config), &format!("git:{text}"))
    }

    /// An archive; of its folders the one whose files are those of the side is taken for the root.
    fn other_archive(&mut self, side: &Side, text: &str, path: &Path) -> Result<usize> {
        let limits = side.place.config.limits();
        let archive = Archive::open(path, &limits)?;
        let all = archive.list(&limits)?;
        let wanted: Vec<&str> = self.sets[0].files.iter().map(|file| file.path.as_str()).collect();
        let prefix = best_prefix(&all, &wanted);
        let inside = Inside { archive, prefix: prefix.clone() };
        let files = filtered(inside.list(&limits)?, &side.place.config);
        let place = Place { root: path.to_owned(), ..side.place.clone() };
        let slash = if prefix.is_empty() { "" } else { "/" };
        let label = format!("{}:{prefix}{slash}", slashed(Path::new(text)));
        let set = self.set(&place, &label, Box::new(inside), &Base::Alone)?;
        self.filled(set, files, text)
    }

    fn filled(&mut self, set: usize, files: Vec<String>, text: &str) -> Result<usize> {
        if files.is_empty() {
            bail!("`{text}` holds no contract to compare with");
        }
        self.sets[set].is_repository = true;
        self.take(set, files, false);
        Ok(set)
    }
}

/// The folder below which most of the wanted paths are found; the shortest of several.
fn best_prefix(all: &[String], wanted: &[&str]) -> String {
    let mut folders: Vec<&str> = all.iter().flat_map(|path| folders(path)).collect();
    folders.push("");
    folders.sort_by_key(|folder| (folder.len(), *folder));
    folders.dedup();
    let found = |folder: &str| {
        let slash = if folder.is_empty() { "" } else { "/" };
        wanted.iter().filter(|path| all.binary_search(&format!("{folder}{slash}{path}")).is_ok()).count()
    };
    let best = folders.iter().enumerate().max_by_key(|(n, folder)| (found(folder), std::cmp::Reverse(*n)));
    best.map(|(_, folder)| (*folder).to_owned()).unwrap_or_default()
}

fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// A folder of an archive.
struct Inside {
    archive: Archive,
    prefix: String,
}

impl Inside {
    fn path(&self, path: &str) -> String {
        super::collect::join(&self.prefix, path)
    }
}

impl Provider for Inside {
    fn list(&self, limits: &stipula_source::Limits) -> Result<Vec<String>, stipula_source::SourceError> {
        let all = self.archive.list(limits)?;
        let own = all.iter().filter(|path| super::collect::is_below(path, &self.prefix));
        Ok(own.map(|path| path[self.prefix.len()..].trim_start_matches('/').to_owned()).collect())
    }

    fn contains(&self, path: &str) -> bool {
        self.archive.contains(&self.path(path))
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, stipula_source::SourceError> {
        self.archive.read(&self.path(path), limit)
    }
}

#[cfg(test)]
mod tests {
    use super::best_prefix;

    #[test]
    fn the_folder_of_an_archive_that_fits_is_found() {
        let all = ["repo-1/contracts/a.yaml", "repo-1/contracts/http/b.yaml", "repo-1/x.json"].map(str::to_owned);
        assert_eq!(best_prefix(&all, &["a.yaml", "http/b.yaml"]), "repo-1/contracts");
        assert_eq!(best_prefix(&all, &["elsewhere.yaml"]), "");
        assert_eq!(best_prefix(&["a.yaml".to_owned(), "old/a.yaml".to_owned()], &["a.yaml"]), "");
    }
}
