//! Gathers inputs into sets, one per root.

use super::{
    InputFile, InputFolder, InputMount, InputSet, Inputs, Located, Resolved,
    overlay::Overlay,
    place::{Finder, Place, real, slashed},
};
use crate::{
    args::Scope,
    config::{Config, FolderPath, normalized},
};
use anyhow::{Context, Result, bail};
use std::{
    collections::BTreeMap,
    io::Read,
    path::{Path, PathBuf},
};
use stipula_source::{Archive, Folder, GitRevision, Provider, RootId, Sources};

const DEFAULT_FIXTURES: &str = "../compat-fixtures/payloads";

pub(super) struct Collector<'a> {
    finder: Finder<'a>,
    stdin_name: Option<&'a str>,
    /// Made with the limits of the first configuration.
    sources: Option<Sources>,
    config: Option<Config>,
    sets: Vec<InputSet>,
    by_root: BTreeMap<String, usize>,
    notes: Vec<String>,
}

/// What a git input names.
struct Revision<'a> {
    folder: &'a Path,
    revision: &'a str,
}

impl<'a> Collector<'a> {
    pub(super) fn new(scope: &'a Scope, stdin_name: Option<&'a str>) -> Result<Self> {
        Ok(Self {
            finder: Finder::new(scope)?,
            stdin_name,
            sources: None,
            config: None,
            sets: Vec::new(),
            by_root: BTreeMap::new(),
            notes: Vec::new(),
        })
    }

    pub(super) fn finish(self) -> Resolved<Inputs> {
        let config = self.config.unwrap_or_default();
        let sources = self.sources.unwrap_or_else(|| Sources::new(config.limits()));
        Resolved { inputs: Inputs { sources, sets: self.sets }, config, notes: self.notes }
    }

    /// Adds one argument and says which files it stands for.
    pub(super) fn add(&mut self, argument: &str) -> Result<Vec<Located>> {
        if argument == "-" {
            return self.add_stdin();
        }
        if let Some(revision) = argument.strip_prefix("git:") {
            return self.add_revision(revision, false);
        }
        let path = real(Path::new(argument))?;
        let absolute = Path::new(argument).is_absolute();
        if path.is_file() && Archive::is_archive(argument) {
            return self.add_archive(argument, &path);
        }
        let place = self.finder.around(&path, absolute)?;
        let inside = below(&path, &place.root, argument)?;
        let set = self.folder_set(&place)?;
        if path.is_dir() {
            let files = list_folder(&path, &inside, &place.config)?;
            Ok(self.take(set, files, false))
        } else {
            Ok(self.take(set, vec![inside], true))
        }
    }

    /// Adds the repository around a path: all its contracts, fixtures and scenarios.
    pub(super) fn add_repository(&mut self, argument: &str) -> Result<()> {
        if let Some(revision) = argument.strip_prefix("git:") {
            return self.add_revision(revision, true).map(drop);
        }
        let path = if argument == "-" { PathBuf::new() } else { real(Path::new(argument))? };
        if !path.is_dir() {
            return self.add(argument).map(drop);
        }
        let place = self.finder.repository(&path, Path::new(argument).is_absolute())?;
        let set = self.folder_set(&place)?;
        let files = list_folder(&place.root, "", &place.config)?;
        self.add_side_folders(set, &place)?;
        let aside = self.aside(set);
        let contracts = files.into_iter().filter(|path| !aside.iter().any(|folder| is_below(path, folder))).collect();
        self.take(set, contracts, false);
        Ok(())
    }

    /// The set of a folder on disk.
    fn folder_set(&mut self, place: &Place) -> Result<usize> {
        let label = self.finder.label(&place.root, place.absolute);
        let root = place.root.clone();
        let set = self.set(place, &label, || Ok(Box::new(Folder::open(&root)?)))?;
        for prefix in &place.config.references.roots {
            let folder = place.root.join(prefix.as_str());
            let known = self.sets[set].mounts.iter().any(|mount| mount.prefix == prefix.as_str());
            if !known && prefix.as_str().starts_with("..") {
                let root = self.side_root(&folder, "references.roots", place)?;
                self.sets[set].mounts.push(InputMount { prefix: prefix.as_str().to_owned(), root });
            }
        }
        Ok(set)
    }

    fn side_root(&mut self, folder: &Path, key: &str, place: &Place) -> Result<RootId> {
        let config = place.config_name.as_deref().unwrap_or("the configuration");
        let provider = Folder::open(folder).with_context(|| format!("`{key}` in {config}"))?;
        let label = self.finder.label(provider.root(), place.absolute);
        Ok(self.sources(&place.config).add_root(Box::new(provider), label))
    }

    /// The fixtures and scenarios of a repository.
    fn add_side_folders(&mut self, set: usize, place: &Place) -> Result<()> {
        let default = FolderPath::try_from(DEFAULT_FIXTURES.to_owned()).expect("a relative path");
        let fixtures = match &place.config.fixtures {
            Some(fixtures) => fixtures.clone(),
            None if place.root.join(DEFAULT_FIXTURES).is_dir() => vec![default],
            None => Vec::new(),
        };
        for folder in &fixtures {
            let folder = self.side_folder(set, folder, "fixtures", place)?;
            self.sets[set].fixtures.push(folder);
        }
        for folder in &place.config.scenarios {
            let folder = self.side_folder(set, folder, "scenarios", place)?;
            self.sets[set].scenarios.push(folder);
        }
        Ok(())
    }

    fn side_folder(&mut self, set: usize, folder: &FolderPath, key: &str, place: &Place) -> Result<InputFolder> {
        let prefix = folder.as_str().to_owned();
        let path = place.root.join(&prefix);
        let listed = Folder::open(&path).and_then(|folder| folder.list(&place.config.limits()));
        let files =
            listed.with_context(|| format!("`{key}` in {}", place.config_name.as_deref().unwrap_or_default()))?;
        if prefix.starts_with("..") {
            return Ok(InputFolder { prefix, root: self.side_root(&path, key, place)?, files });
        }
        let files = files.iter().map(|file| join(&prefix, file)).collect();
        Ok(InputFolder { root: self.sets[set].root, prefix, files })
    }

    /// The folders inside a set's root that hold no contracts.
    fn aside(&self, set: usize) -> Vec<String> {
        let set = &self.sets[set];
        let folders = set.fixtures.iter().chain(&set.scenarios);
        folders.filter(|folder| folder.root == set.root).map(|folder| folder.prefix.clone()).collect()
    }

    fn add_archive(&mut self, argument: &str, path: &Path) -> Result<Vec<Located>> {
        let config = self.named_config()?;
        let archive = Archive::open(path, &config.limits())?;
        let files = filtered(archive.list(&config.limits())?, &config);
        let place = Place { root: path.to_owned(), absolute: false, config, config_name: None };
        let label = format!("{}:", slashed(Path::new(argument)));
        let set = self.set(&place, &label, || Ok(Box::new(archive)))?;
        Ok(self.take(set, files, false))
    }

    /// The configuration of an input that lies in no folder: only the one that the command line names.
    fn named_config(&self) -> Result<Config> {
        match &self.finder.scope.config {
            Some(file) => Config::load(file, &self.finder.name(&real(file)?)),
            None => Ok(Config::default()),
        }
    }

    /// `REF` or `REF:path`. The root in the revision is where the working tree has its configuration.
    fn add_revision(&mut self, argument: &str, whole: bool) -> Result<Vec<Located>> {
        let (revision, path) = argument.split_once(':').unwrap_or((argument, ""));
        if revision.is_empty() {
            bail!("`git:{argument}` names no revision; write `git:main` or `git:v1.0.0:contracts`");
        }
        let path = normalized(path);
        let cwd = self.finder.cwd.clone();
        let start = self.finder.scope.root.as_deref().map_or_else(|| Ok(cwd.clone()), real)?;
        let place = if whole { self.finder.repository(&start, false)? } else { self.revision_place(&start, &path)? };
        let top = start.ancestors().find(|folder| folder.join(".git").exists());
        let root = top.and_then(|top| place.root.strip_prefix(top).ok()).map(slashed).unwrap_or_default();
        let root = if is_below(&path, &root) || path == root || whole { root } else { String::new() };
        let set = self.revision_set(&Revision { folder: &start, revision }, &root, &place)?;
        let inside = path.strip_prefix(&root).unwrap_or(&path).trim_start_matches('/').to_owned();
        let sources = self.sources.as_ref().context("the set has sources")?;
        let all = sources.list(self.sets[set].root)?;
        if all.contains(&inside) {
            return Ok(self.take(set, vec![inside], true));
        }
        let files = all.into_iter().filter(|file| inside.is_empty() || is_below(file, &inside)).collect();
        let files = filtered(files, &place.config);
        if files.is_empty() && !inside.is_empty() {
            bail!("revision `{revision}` has no contract at `{path}`");
        }
        Ok(self.take(set, files, false))
    }

    fn revision_place(&self, start: &Path, path: &str) -> Result<Place> {
        let top = start.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(start);
        // The working tree may lack the path by now: the nearest folder that is left decides.
        let wanted = if path.is_empty() { start.to_owned() } else { top.join(path) };
        let there = wanted.ancestors().find(|path| path.exists()).unwrap_or(top);
        let mut place = self.finder.around(&real(there)?, false)?;
        if place.config_name.is_none() {
            top.clone_into(&mut place.root);
        }
        Ok(place)
    }

    fn revision_set(&mut self, git: &Revision<'_>, root: &str, place: &Place) -> Result<usize> {
        let limits = place.config.limits();
        let open = |path: &str| GitRevision::open(git.folder, git.revision, path, &limits);
        let label = |path: &str| format!("git:{}:{path}{}", git.revision, if path.is_empty() { "" } else { "/" });
        let mut commit = String::new();
        let set = self.set(place, &label(root), || {
            let provider = open(root)?;
            provider.commit().clone_into(&mut commit);
            Ok(Box::new(provider))
        })?;
        if commit.is_empty() {
            return Ok(set);
        }
        self.notes.push(format!("git:{} is commit {commit}", git.revision));
        for prefix in place.config.references.roots.iter().filter(|prefix| prefix.as_str().starts_with("..")) {
            let path = normalized(&join(root, prefix.as_str()));
            let provider = open(&path).with_context(|| format!("`references.roots` in revision `{}`", git.revision))?;
            let root = self.sources(&place.config).add_root(Box::new(provider), label(&path));
            self.sets[set].mounts.push(InputMount { prefix: prefix.as_str().to_owned(), root });
        }
        Ok(set)
    }

    /// Standard input, as a file of the folder that it will be saved in.
    fn add_stdin(&mut self) -> Result<Vec<Located>> {
        let bytes = read_stdin()?;
        let name = match self.stdin_name {
            Some(name) => PathBuf::from(name),
            None if bytes.trim_ascii_start().starts_with(b"{") => PathBuf::from("stdin.json"),
            None => PathBuf::from("stdin.yaml"),
        };
        let (Some(file), folder) = (name.file_name(), name.parent().unwrap_or(Path::new(""))) else {
            bail!("--stdin-name `{}` names no file", name.display());
        };
        let folder = if folder.as_os_str().is_empty() { self.finder.cwd.clone() } else { real(folder)? };
        let place = self.finder.around(&folder, name.is_absolute())?;
        let path = join(&below(&folder, &place.root, &name.to_string_lossy())?, &file.to_string_lossy());
        let label = self.finder.label(&place.root, place.absolute);
        let overlay = Overlay::new(Folder::open(&place.root)?, path.clone(), bytes);
        // Its own set: the folder's may have the saved text.
        let set = self.set(&Place { root: place.root.join("-"), ..place }, &label, || Ok(Box::new(overlay)))?;
        Ok(self.take(set, vec![path], true))
    }

    /// The set of a place; its provider is opened when it is the first of its root.
    fn set(&mut self, place: &Place, label: &str, open: impl FnOnce() -> Result<Box<dyn Provider>>) -> Result<usize> {
        let key = format!("{label}\n{}", place.root.display());
        if let Some(&known) = self.by_root.get(&key) {
            return Ok(known);
        }
        let provider = open()?;
        let root = self.sources(&place.config).add_root(provider, label);
        let shown = if label.is_empty() { "." } else { label };
        let config = place.config_name.as_deref().unwrap_or("none");
        self.notes.push(format!("root {shown} (configuration: {config})"));
        self.by_root.insert(key, self.sets.len());
        self.sets.push(InputSet {
            root,
            label: label.to_owned(),
            base_uri: place.config.base_uri.as_ref().map(|uri| uri.as_str().to_owned()),
            mounts: Vec::new(),
            files: Vec::new(),
            fixtures: Vec::new(),
            scenarios: Vec::new(),
        });
        Ok(self.sets.len() - 1)
    }

    /// The sources; the first configuration is the one of the run.
    fn sources(&mut self, config: &Config) -> &mut Sources {
        let config = self.config.get_or_insert_with(|| config.clone());
        self.sources.get_or_insert_with(|| Sources::new(config.limits()))
    }

    fn take(&mut self, set: usize, paths: Vec<String>, named: bool) -> Vec<Located> {
        let files = &mut self.sets[set].files;
        let taken = paths.into_iter().map(|path| {
            files.push(InputFile { path: path.clone(), named });
            Located { set, path }
        });
        let taken = taken.collect();
        // Of a file that is named and found, the named one comes first and stays.
        files.sort_by(|a, b| a.path.cmp(&b.path).then(b.named.cmp(&a.named)));
        files.dedup_by(|a, b| a.path == b.path);
        taken
    }
}

/// The contract files below a folder, as paths below the root that the folder is `inside`.
fn list_folder(folder: &Path, inside: &str, config: &Config) -> Result<Vec<String>> {
    let files = Folder::open(folder)?.list(&config.limits())?;
    Ok(filtered(files.iter().map(|file| join(inside, file)).collect(), config))
}

fn filtered(mut files: Vec<String>, config: &Config) -> Vec<String> {
    let filter = config.filter();
    files.retain(|path| filter.takes(path));
    files
}

fn read_stdin() -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(u64::from(u32::MAX)).read_to_end(&mut bytes).context("cannot read standard input")?;
    Ok(bytes)
}

/// The path below a root, with forward slashes.
fn below(path: &Path, root: &Path, argument: &str) -> Result<String> {
    match path.strip_prefix(root) {
        Ok(path) => Ok(slashed(path)),
        Err(_) => bail!("`{argument}` lies outside the root {}; name a wider --root", root.display()),
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

fn join(folder: &str, path: &str) -> String {
    match (folder, path) {
        ("", path) => path.to_owned(),
        (folder, "") => folder.to_owned(),
        (folder, path) => format!("{folder}/{path}"),
    }
}
