//! `git:REF[:path]`

use super::{
    Located,
    collect::{Collector, filtered, is_below},
    place::{Place, real, slashed},
    side::Base,
};
use crate::config::normalized;
use anyhow::{Context, Result, bail};
use std::path::Path;
use stipula_source::GitRevision;

impl Collector<'_> {
    /// Adds `REF` or `REF:path`. The root in the revision is where the working tree has its configuration.
    pub(super) fn add_revision(&mut self, argument: &str, whole: bool) -> Result<Vec<Located>> {
        let (revision, path) = argument.split_once(':').unwrap_or((argument, ""));
        if revision.is_empty() {
            bail!("`git:{argument}` names no revision; write `git:main` or `git:v1.0.0:contracts`");
        }
        let path = normalized(path);
        let near = match &self.finder.scope.root {
            Some(root) => real(root)?,
            None => self.finder.cwd.clone(),
        };
        let place = self.revision_place(&near, &path, whole)?;
        let root = root_in_revision(&near, &place, &path);
        let inside = path.strip_prefix(&root).unwrap_or("").trim_start_matches('/').to_owned();
        let base = Base::Revision { near: &near, revision, root };
        let set = self.revision_set(&base, &place)?;
        let root = self.sets[set].root;
        let all = self.sources(&place.config).list(root)?;
        if all.contains(&inside) {
            return Ok(self.take(set, vec![inside], true));
        }
        let wanted = |file: &String| inside.is_empty() || is_below(file, &inside);
        let files = filtered(all.into_iter().filter(wanted).collect(), &place.config);
        if files.is_empty() && !inside.is_empty() {
            bail!("revision `{revision}` has no contract at `{path}`");
        }
        if whole {
            return self.add_whole(set, files, &base, &place).map(|()| Vec::new());
        }
        Ok(self.take(set, files, false))
    }

    /// The place in the working tree that says where the root is and how the revision is configured.
    pub(super) fn revision_place(&self, near: &Path, path: &str, whole: bool) -> Result<Place> {
        let top = top(near);
        if path.is_empty() && whole {
            return self.finder.repository(near, false);
        }
        // The working tree may lack the path by now: the nearest folder that is left decides.
        let wanted = if path.is_empty() { near.to_owned() } else { top.join(path) };
        let there = wanted.ancestors().find(|path| path.exists()).unwrap_or(top);
        let mut place = self.finder.around(&real(there)?, false)?;
        if place.config_name.is_none() {
            top.clone_into(&mut place.root);
        }
        Ok(place)
    }

    pub(super) fn revision_set(&mut self, base: &Base<'_>, place: &Place) -> Result<usize> {
        let Base::Revision { near, revision, root } = base else { bail!("no revision") };
        let provider = GitRevision::open(near, revision, root, &place.config.limits())
            .with_context(|| format!("git:{revision}"))?;
        let note = format!("git:{revision} is commit {}", provider.commit());
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
        let label = format!("git:{revision}:{root}{}", if root.is_empty() { "" } else { "/" });
        self.set(place, &label, Box::new(provider), base)
    }
}

/// The top of the repository around a folder.
pub(super) fn top(folder: &Path) -> &Path {
    folder.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(folder)
}

/// The root's path in the revision; the revision's top when the path lies outside the configured root.
pub(super) fn root_in_revision(near: &Path, place: &Place, path: &str) -> String {
    let root = place.root.strip_prefix(top(near)).map(slashed).unwrap_or_default();
    if path.is_empty() || path == root || is_below(path, &root) { root } else { String::new() }
}
