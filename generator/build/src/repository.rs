//! The folder that a contract's references are relative to.

use crate::Error;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use stipula_model::Roots;
use stipula_source::{Folder, Sources};

/// The file that marks the root of a contract repository.
const MARK: &str = "stipula.toml";

/// Where contracts are.
pub(crate) struct Found {
    /// The root: what references may lead into.
    pub(crate) root: PathBuf,
    /// The contract below it; all of them where it is a folder.
    one: Option<String>,
    base_uri: Option<String>,
}

/// What is read of the configuration: the rest says nothing about code.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "kebab-case")]
struct Configuration {
    base_uri: Option<String>,
}

/// The repository around a path: the nearest folder with a `stipula.toml`, else the folder itself or that of the file.
pub(crate) fn find(path: &Path) -> Result<Found, Error> {
    let io = |error| Error::Io { path: path.to_owned(), error };
    let real = path.canonicalize().map_err(io)?;
    let folder = if real.is_dir() { real.as_path() } else { real.parent().unwrap_or(Path::new("/")) };
    let marked = folder.ancestors().find(|folder| folder.join(MARK).is_file());
    let root = marked.unwrap_or(folder).to_owned();
    let below = real.strip_prefix(&root).unwrap_or(Path::new(""));
    let below: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    let one = (!below.is_empty()).then(|| below.join("/"));
    let base_uri = match marked {
        Some(folder) => configuration(&folder.join(MARK))?.base_uri,
        None => None,
    };
    Ok(Found { root, one, base_uri })
}

fn configuration(path: &Path) -> Result<Configuration, Error> {
    let text = std::fs::read_to_string(path).map_err(|error| Error::Io { path: path.to_owned(), error })?;
    toml::from_str(&text).map_err(|error| Error::Invalid { path: path.to_owned(), message: error.message().to_owned() })
}

impl Found {
    /// The roots, and the paths of the contracts that are meant; released versions are not.
    pub(crate) fn open(&self, sources: &mut Sources) -> Result<(Roots, Vec<String>), Error> {
        let label = format!("{}/", self.root.display());
        let main = sources.add_root(Box::new(Folder::open(&self.root)?), label);
        let mut paths = sources.list(main)?;
        if let Some(one) = &self.one {
            paths.retain(|path| {
                path == one || path.strip_prefix(one.as_str()).is_some_and(|rest| rest.starts_with('/'))
            });
        }
        paths.retain(|path| !path.starts_with("released/"));
        Ok((Roots { base_uri: self.base_uri.clone(), ..Roots::only(main) }, paths))
    }
}
