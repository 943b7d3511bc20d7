//! Two versions that the command line names: files, folders, archives or git revisions.

use super::{
    InputMount, Inputs, Resolved,
    baseline::Side,
    collect::{Collector, below, list_folder},
    place::{Place, real},
    side::Base,
};
use crate::{args::Scope, config::FILE_NAME};
use anyhow::{Result, bail};
use std::path::Path;
use stipula_source::Archive;

/// The new version and the old one, in this order, each a set with a root of its own.
pub(crate) fn pair(old: &str, new: &str, scope: &Scope) -> Result<Resolved<Inputs>> {
    let mut collector = Collector::new(scope, None)?;
    let sides = [new, old];
    // What lies on disk says where the root of a revision or an archive is.
    let first = usize::from(!is_local(new)? && is_local(old)?);
    let mut sets = [0; 2];
    if is_local(sides[first])? {
        let side = collector.local(sides[first], None)?;
        sets[first] = collector.sets.len() - 1;
        let other = sides[1 - first];
        if is_local(other)? {
            collector.local(other, Some(&side.place.root))?;
        } else {
            collector.aligned(&side, other)?;
        }
        sets[1 - first] = collector.sets.len() - 1;
    } else {
        for (n, text) in sides.into_iter().enumerate() {
            collector.apart(text)?;
            sets[n] = collector.sets.len() - 1;
        }
    }
    if sets[0] == sets[1] {
        bail!("`{old}` and `{new}` are the same");
    }
    let mut resolved = collector.finish();
    resolved.inputs.sets = sets.map(|set| resolved.inputs.sets[set].clone()).to_vec();
    if let Some(n) = resolved.inputs.sets.iter().position(|set| set.files.is_empty()) {
        bail!("no contract file found in `{}`", sides[n]);
    }
    Ok(resolved)
}

fn is_local(text: &str) -> Result<bool> {
    if text == "-" {
        bail!("two versions are compared by their names; standard input (`-`) has none");
    }
    Ok(!text.starts_with("git:") && !Archive::is_archive(text))
}

impl Collector<'_> {
    /// A file or folder. Its root is that of its repository, unless the other side lies there too: then it is the folder
    /// itself, from which references may lead upward as far as that root.
    fn local(&mut self, text: &str, other: Option<&Path>) -> Result<Side> {
        let path = real(Path::new(text))?;
        let absolute = Path::new(text).is_absolute();
        if !path.is_file() && !path.is_dir() {
            bail!("`{text}` is neither a file nor a folder");
        }
        let folder = if path.is_dir() { path.clone() } else { path.parent().unwrap_or(&path).to_owned() };
        let around = self.finder.around(&path, absolute)?;
        let own =
            [folder.clone(), folder.join("contracts")].into_iter().find(|folder| folder.join(FILE_NAME).is_file());
        let root = match own.filter(|_| path.is_dir() && self.finder.scope.root.is_none()) {
            Some(own) => own,
            None if around.config_name.is_some() && other != Some(&around.root) => around.root.clone(),
            None => folder.clone(),
        };
        let place = if root == around.root { around.clone() } else { self.finder.around(&root, absolute)? };
        let place = Place { root, ..place };
        let base = Base::Folder(&place.root);
        let (provider, label) = base.open("", &self.finder, &place)?;
        // Both sides may be files of one folder.
        let key = Place { root: place.root.join(format!("-{}", self.sets.len())), ..place.clone() };
        let set = self.set(&key, &label, provider, &base)?;
        self.add_ancestors(set, &base, &place, &around.root)?;
        let mut only = None;
        if path.is_file() {
            let inside = below(&path, &place.root, text)?;
            only = Some(inside.clone());
            self.take(set, vec![inside], true);
        } else {
            let inside = below(if path.starts_with(&place.root) { &path } else { &place.root }, &place.root, text)?;
            let files = list_folder(&place.root.join(&inside), &inside, &place.config)?;
            self.take(set, files, false);
        }
        Ok(Side { place, revision: None, only })
    }

    /// The folders between a root and the one that references may not leave, the farthest first.
    fn add_ancestors(&mut self, set: usize, base: &Base<'_>, place: &Place, bound: &Path) -> Result<()> {
        let Ok(down) = place.root.strip_prefix(bound) else { return Ok(()) };
        for ups in (1..=down.components().count()).rev() {
            let prefix = vec![".."; ups].join("/");
            let (provider, label) = base.open(&prefix, &self.finder, place)?;
            let root = self.sources(&place.config).add_root(provider, label);
            self.sets[set].mounts.push(InputMount { prefix, root });
        }
        Ok(())
    }

    /// A revision or an archive beside something local.
    fn aligned(&mut self, side: &Side, text: &str) -> Result<()> {
        match text.strip_prefix("git:") {
            Some(revision) if revision.contains(':') => self.add_revision(revision, false).map(drop),
            _ => {
                let set = self.other(side, text)?;
                let is_meant = |path: &str| side.only.as_deref().is_none_or(|only| only == path);
                self.sets[set].files.retain(|file| is_meant(&file.path));
                Ok(())
            }
        }
    }

    /// A revision or an archive by itself.
    fn apart(&mut self, text: &str) -> Result<()> {
        match text.strip_prefix("git:") {
            Some(revision) => self.add_revision(revision, false).map(drop),
            None => self.add(text).map(drop),
        }
    }
}
