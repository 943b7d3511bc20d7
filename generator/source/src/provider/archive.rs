#![allow(clippy::disallowed_methods, reason = "this is where archives are read")]

use super::{Memory, Provider, SourceError, is_kept};
use crate::Limits;
use flate2::read::GzDecoder;
use std::{
    fs::File,
    io::{BufReader, Read},
    path::{Component, Path},
};

/// The contract files of a `.tar`, `.tar.gz`, `.tgz` or `.zip` archive, unpacked into memory.
#[derive(Debug)]
pub struct Archive {
    files: Memory,
}

impl Archive {
    /// True for the names of the archives that can be read.
    pub fn is_archive(path: &str) -> bool {
        let path = path.to_ascii_lowercase();
        [".tar", ".tar.gz", ".tgz", ".zip"].iter().any(|extension| path.ends_with(extension))
    }

    /// Unpacks an archive. Links, absolute paths and paths with `..` in it are passed over.
    ///
    /// # Errors
    /// When it cannot be read, is damaged, or passes a limit; a small archive that unpacks to a huge one
    /// is stopped at `limits.total_bytes`.
    pub fn open(path: &Path, limits: &Limits) -> Result<Self, SourceError> {
        let file = File::open(path).map_err(|error| SourceError::Io { path: path.to_owned(), error })?;
        let mut unpacked = Unpacked { path, limits, files: Memory::new(), count: 0, total: 0 };
        let extension = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
        let reader = BufReader::new(file);
        if extension.as_deref() == Some("zip".as_ref()) {
            unpacked.zip(reader)?;
        } else if extension.as_deref() == Some("tar".as_ref()) {
            unpacked.tar(reader)?;
        } else {
            unpacked.tar(GzDecoder::new(reader))?;
        }
        Ok(Self { files: unpacked.files })
    }
}

impl Provider for Archive {
    fn list(&self, limits: &Limits) -> Result<Vec<String>, SourceError> {
        self.files.list(limits)
    }

    fn contains(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        self.files.read(path, limit)
    }
}

struct Unpacked<'a> {
    path: &'a Path,
    limits: &'a Limits,
    files: Memory,
    count: usize,
    total: u64,
}

impl Unpacked<'_> {
    fn tar(&mut self, reader: impl Read) -> Result<(), SourceError> {
        // What is skipped is decompressed too, so the whole stream counts.
        let mut archive = tar::Archive::new(reader.take(self.limits.total_bytes.saturating_add(1)));
        let unpacked = self.tar_entries(&mut archive);
        // A stream that is cut off at the limit looks damaged.
        if archive.into_inner().limit() == 0 { Err(self.too_large()) } else { unpacked }
    }

    fn tar_entries(&mut self, archive: &mut tar::Archive<impl Read>) -> Result<(), SourceError> {
        let path = self.path;
        let damaged =
            |error: std::io::Error| SourceError::Archive { path: path.to_owned(), message: error.to_string() };
        for entry in archive.entries().map_err(damaged)? {
            let mut entry = entry.map_err(damaged)?;
            let name = entry.path().map_err(damaged)?.into_owned();
            if entry.header().entry_type().is_file() {
                self.add(&name, &mut entry)?;
            }
        }
        Ok(())
    }

    fn zip(&mut self, reader: BufReader<File>) -> Result<(), SourceError> {
        let path = self.path;
        let damaged =
            |error: zip::result::ZipError| SourceError::Archive { path: path.to_owned(), message: error.to_string() };
        let mut archive = zip::ZipArchive::new(reader).map_err(damaged)?;
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).map_err(damaged)?;
            let is_absolute = entry.name().is_ok_and(|name| name.starts_with(['/', '\\']));
            let Some(name) = entry.enclosed_name().filter(|_| !is_absolute) else { continue };
            if entry.is_file() {
                self.add(&name, &mut entry)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, name: &Path, reader: &mut impl Read) -> Result<(), SourceError> {
        let inside = name.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        let Some(path) = clean(name).filter(|path| inside && is_kept(path)) else { return Ok(()) };
        self.count += 1;
        if self.count > self.limits.files {
            return Err(SourceError::TooManyFiles { root: self.path.display().to_string(), limit: self.limits.files });
        }
        let left = self.limits.total_bytes.saturating_sub(self.total);
        let mut bytes = Vec::new();
        let read = reader.take(left.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|error| SourceError::Archive { path: self.path.to_owned(), message: error.to_string() })?;
        self.total += bytes.len() as u64;
        if self.total > self.limits.total_bytes {
            return Err(self.too_large());
        }
        self.files.insert(path, bytes);
        Ok(())
    }

    fn too_large(&self) -> SourceError {
        SourceError::TotalTooLarge { root: self.path.display().to_string(), limit: self.limits.total_bytes }
    }
}

fn clean(name: &Path) -> Option<String> {
    let parts = name.components().filter_map(|part| match part {
        Component::Normal(part) => Some(part.to_str()),
        _ => None,
    });
    Some(parts.collect::<Option<Vec<_>>>()?.join("/"))
}
