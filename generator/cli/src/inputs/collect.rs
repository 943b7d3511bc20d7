//! Gathers inputs into sets, one per root.

use super::{
    InputFile, InputSet, Inputs, Located, Resolved,
    overlay::Overlay,
    place::{Finder, Place, real, slashed},
    side::Base,
};
use crate::{args::Scope, config::Config};
use anyhow::{Context, Result, bail};
use std::{
    collections::BTreeMap,
    io::Read,
    path::{Path, PathBuf},
};
use stipula_source::{Archive, Folder, Provider, Sources};

pub(super) struct Collector<'a> {
    pub(super) finder: Finder<'a>,
    stdin_name: Option<&'a str>,
    stdin_taken: bool,
    /// Made with the limits of the first configuration.
    sources: Option<Sources>,
    config: Option<Config>,
    pub(super) sets: Vec<InputSet>,
    by_root: BTreeMap<String, usize>,
    pub(super) notes: Vec<String>,
}

impl<'a> Collector<'a> {
    pub(super) fn new(scope: &'a Scope, stdin_name: Option<&'a str>) -> Result<Self> {
        Ok(Self {
            finder: Finder::new(scope)?,
            stdin_name,
            stdin_taken: false,
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
        let files: usize = self.sets.iter().map(|set| set.files.len()).sum();
        let mut notes = self.notes;
        notes.push(format!("{files} file{}", if files == 1 { "" } else { "s" }));
        Resolved { inputs: Inputs { sources, sets: self.sets }, config, notes }
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
        if !path.is_file() && !path.is_dir() {
            bail!("`{argument}` is neither a file nor a folder; `-` reads what a pipe or device holds");
        }
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
        self.add_whole(set, files, &Base::Folder(&place.root), &place)
    }

    /// The set of a folder on disk.
    pub(super) fn folder_set(&mut self, place: &Place) -> Result<usize> {
        let base = Base::Folder(&place.root);
        let (provider, label) = base.open("", &self.finder, place)?;
        self.set(place, &label, provider, &base)
    }

    fn add_archive(&mut self, argument: &str, path: &Path) -> Result<Vec<Located>> {
        let config = self.named_config()?;
        let archive = Archive::open(path, &config.limits())?;
        let files = filtered(archive.list(&config.limits())?, &config);
        let place = Place { root: path.to_owned(), absolute: false, config, config_name: None };
        let label = format!("{}:", slashed(Path::new(argument)));
        let set = self.set(&place, &label, Box::new(archive), &Base::Alone)?;
        Ok(self.take(set, files, false))
    }

    /// The configuration of an input that lies in no folder: only the one that the command line names.
    pub(super) fn named_config(&self) -> Result<Config> {
        match &self.finder.scope.config {
            Some(file) => Config::load(file, &self.finder.name(&real(file)?)),
            None => Ok(Config::default()),
        }
    }

    /// Standard input, as a file of the folder that it will be saved in.
    fn add_stdin(&mut self) -> Result<Vec<Located>> {
        if std::mem::replace(&mut self.stdin_taken, true) {
            bail!("standard input (`-`) can be named only once");
        }
        let name = Path::new(self.stdin_name.unwrap_or("stdin.yaml"));
        let (Some(file), folder) = (name.file_name(), name.parent().unwrap_or(Path::new(""))) else {
            bail!("--stdin-name `{}` names no file", name.display());
        };
        let folder = if folder.as_os_str().is_empty() { self.finder.cwd.clone() } else { real(folder)? };
        let place = self.finder.around(&folder, name.is_absolute())?;
        let bytes = read_stdin(place.config.limits().file_bytes)?;
        let json = self.stdin_name.is_none() && bytes.trim_ascii_start().starts_with(b"{");
        let file = if json { "stdin.json".as_ref() } else { file };
        let path = join(&below(&folder, &place.root, &name.to_string_lossy())?, &file.to_string_lossy());
        let label = self.finder.label(&place.root, place.absolute);
        let overlay = Overlay::new(Folder::open(&place.root)?, path.clone(), bytes);
        // Its own set: the folder's may have the saved text.
        let folder = place.root.clone();
        let place = Place { root: place.root.join("-"), ..place };
        let set = self.set(&place, &label, Box::new(overlay), &Base::Folder(&folder))?;
        Ok(self.take(set, vec![path], true))
    }

    /// The set of a place; `provider` is used when it is the first of its root.
    pub(super) fn set(
        &mut self,
        place: &Place,
        label: &str,
        provider: Box<dyn Provider>,
        base: &Base<'_>,
    ) -> Result<usize> {
        let key = format!("{label}\n{}", place.root.display());
        if let Some(&known) = self.by_root.get(&key) {
            return Ok(known);
        }
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
            is_repository: false,
            meant: None,
            fixtures: Vec::new(),
            scenarios: Vec::new(),
            evidence: Vec::new(),
        });
        let set = self.sets.len() - 1;
        self.add_mounts(set, base, place)?;
        Ok(set)
    }

    /// The sources; the first configuration is the one of the run.
    pub(super) fn sources(&mut self, config: &Config) -> &mut Sources {
        let config = self.config.get_or_insert_with(|| config.clone());
        self.sources.get_or_insert_with(|| Sources::new(config.limits()))
    }

    pub(super) fn take(&mut self, set: usize, paths: Vec<String>, named: bool) -> Vec<Located> {
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
pub(super) fn list_folder(folder: &Path, inside: &str, config: &Config) -> Result<Vec<String>> {
    let files = Folder::open(folder)?.list(&config.limits())?;
    Ok(filtered(files.iter().map(|file| join(inside, file)).collect(), config))
}

/// Those that are to be judged. Released versions repeat the `$id`s of the working contracts and are only compared with.
pub(super) fn filtered(mut files: Vec<String>, config: &Config) -> Vec<String> {
    let filter = config.filter();
    files.retain(|path| filter.takes(path) && !stipula_release::is_released(path));
    files
}

/// Standard input up to a byte more than the limit, which is enough to refuse it.
fn read_stdin(limit: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .context("cannot read standard input")?;
    Ok(bytes)
}

/// The path below a root, with forward slashes.
pub(super) fn below(path: &Path, root: &Path, argument: &str) -> Result<String> {
    match path.strip_prefix(root) {
        Ok(path) => Ok(slashed(path)),
        Err(_) => bail!("`{argument}` lies outside the root {}; name a wider --root", root.display()),
    }
}

pub(super) fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

pub(super) fn join(folder: &str, path: &str) -> String {
    match (folder, path) {
        ("", path) => path.to_owned(),
        (folder, "") => folder.to_owned(),
        (folder, path) => format!("{folder}/{path}"),
    }
}
