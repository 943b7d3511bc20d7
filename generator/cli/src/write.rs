//! Writing files, so that nobody ever sees half of one.

#![allow(clippy::disallowed_methods, reason = "this is where files are written")]

use anyhow::{Context, Result, bail};
use std::{
    fs::{self, Permissions},
    io::Write,
    path::{Path, PathBuf},
};
use stipula_source::{SourceFile, Sources};

/// Refuses to write over a file that was read: a slip in a command line must not cost a contract.
///
/// # Errors
/// When `path` is one of the files of `sources`.
pub(crate) fn refuse_inputs(sources: &Sources, path: &Path) -> Result<()> {
    let Ok(real) = path.canonicalize() else { return Ok(()) };
    let is_input = |file: &SourceFile| Path::new(file.name()).canonicalize().is_ok_and(|input| input == real);
    if sources.files().iter().any(is_input) {
        bail!("{} is one of the files that were read; it is left as it is", path.display());
    }
    Ok(())
}

/// The text of a file that is written to again; `None` if it is not there.
///
/// # Errors
/// When it is there and cannot be read.
pub(crate) fn read_if_there(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// Writes a file atomically: a temporary file in the same folder is renamed over it. Missing folders are made.
///
/// A device or a named pipe, such as `/dev/stdout`, is written to: a rename would replace it.
///
/// # Errors
/// When the folder or the file cannot be written; the old file is then still there.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let path = target(path);
    let old = fs::metadata(&path).ok();
    if old.as_ref().is_some_and(|old| !old.is_file() && !old.is_dir()) {
        return Ok(fs::OpenOptions::new().write(true).open(&path)?.write_all(bytes)?);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".stipula-");
    if let Some(permissions) = usual() {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder)?;
    if let Some(old) = old {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.write_all(bytes)?;
    file.as_file().sync_data()?;
    file.persist(&path).map_err(|error| error.error)?;
    Ok(())
}

/// The file behind a link: the link stays.
fn target(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// What a new file gets; the user's mask is taken off by the system.
#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "other systems have none")]
fn usual() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn usual() -> Option<Permissions> {
    None
}

#[cfg(test)]
mod tests {
    use super::replace;
    use std::fs;

    #[test]
    fn a_file_is_made_with_its_folders_and_replaced() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a/b.json");
        replace(&path, b"old").expect("it can be written");
        replace(&path, b"new").expect("it can be replaced");
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "new");
        assert_eq!(fs::read_dir(path.parent().expect("a folder")).expect("it is there").count(), 1);
    }

    #[test]
    fn a_folder_in_the_way_is_an_error_that_names_it() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let error = replace(folder.path(), b"text").expect_err("a folder is no file");
        assert!(error.to_string().starts_with("cannot write "));
    }

    #[cfg(unix)]
    #[test]
    fn links_devices_and_modes_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").expect("written");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("set");
        symlink(&file, &link).expect("linked");
        replace(&link, b"new").expect("written through the link");
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&file).expect("there"), "new");
        assert_eq!(fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o640);
        replace("/dev/null".as_ref(), b"gone").expect("a device is written to");
        assert!(!fs::metadata("/dev/null").expect("there").is_file());
    }
}
