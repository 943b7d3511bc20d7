//! A part of a repository, seen with the whole of it: rules about one file ask what the others say.

use super::{
    Compared, Resolved, against,
    collect::below,
    place::{Finder, real},
};
use crate::args::Scope;
use anyhow::Result;
use std::path::Path;
use stipula_source::Archive;

/// What is compared with, and whose waivers govern; see [`against`].
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Whole<'a> {
    pub(crate) against: Option<&'a str>,
    pub(crate) waivers_from: Option<&'a str>,
}

/// The repository around some paths, of which only these are meant; `None` where there is no repository around all of
/// them, as with a public file that somebody looks at.
///
/// # Errors
/// As [`against`].
pub(crate) fn whole(paths: &[String], asked: Whole<'_>, scope: &Scope) -> Result<Option<Resolved<Compared>>> {
    let here = [".".to_owned()];
    let paths = if paths.is_empty() { &here } else { paths };
    if let [one] = paths
        && one.starts_with("git:")
    {
        return against(one, asked.against, asked.waivers_from, false, scope).map(Some);
    }
    let is_plain = |path: &&String| *path != "-" && !path.starts_with("git:") && !Archive::is_archive(path);
    if !paths.iter().all(|path| is_plain(&path)) {
        return Ok(None);
    }
    let finder = Finder::new(scope)?;
    let reals = paths.iter().map(|path| real(Path::new(path))).collect::<Result<Vec<_>>>()?;
    let folder = if reals[0].is_dir() { reals[0].as_path() } else { reals[0].parent().unwrap_or(&reals[0]) };
    if !finder.has_config(folder) {
        return Ok(None);
    }
    let root = finder.repository(folder, false)?.root;
    let is_inside = reals.iter().all(|path| path.starts_with(&root) || root.starts_with(path));
    if !is_inside {
        return Ok(None);
    }
    let mut resolved = against(&paths[0], asked.against, asked.waivers_from, false, scope)?;
    let meant = reals.iter().zip(paths).filter(|(path, _)| **path != root && path.starts_with(&root));
    let meant = meant.map(|(path, shown)| below(path, &root, shown)).collect::<Result<Vec<_>>>()?;
    let all = reals.iter().any(|path| root.starts_with(path));
    resolved.inputs.inputs.sets[0].meant = (!all).then_some(meant);
    Ok(Some(resolved))
}
