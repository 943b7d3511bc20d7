//! The loaded files.

use crate::reader::read_text;
use crate::{Limits, Provider, SourceError, Tree, read};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;
use stipula_diagnostics::{Diagnostic, FileId, Place, Span, codes};

/// A line and a column, both from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// The number of a root: the folder, revision or archive that files were read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RootId(pub u32);

/// One file: its text, its tree and where it came from.
#[derive(Debug)]
pub struct SourceFile {
    id: FileId,
    root: RootId,
    path: String,
    name: String,
    tree: Tree,
    lines: OnceLock<Vec<u32>>,
}

impl SourceFile {
    /// Its number.
    pub fn id(&self) -> FileId {
        self.id
    }

    /// The root it was read from.
    pub fn root(&self) -> RootId {
        self.root
    }

    /// The path below its root, with forward slashes.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The name for reports: the root's label and the path.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.tree.text()
    }

    /// The parsed document; empty when it could not be read.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The line and column of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        let lines = self.lines.get_or_init(|| line_starts(self.text()));
        let line = lines.partition_point(|&start| start <= offset).max(1);
        let start = lines.get(line - 1).copied().unwrap_or(0) as usize;
        let text = self.text();
        let end = floor_boundary(text, offset as usize);
        let column = text[start.min(end)..end].chars().count() + 1;
        Position { line: narrow(line), column: narrow(column) }
    }
}

fn line_starts(text: &str) -> Vec<u32> {
    let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| narrow(at + 1));
    std::iter::once(0).chain(breaks).collect()
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).expect("files are below 4 GiB")
}

/// All loaded files and the roots that more can be read from.
pub struct Sources {
    files: Vec<SourceFile>,
    roots: Vec<Root>,
    by_path: FxHashMap<(RootId, String), Option<FileId>>,
    limits: Limits,
}

struct Root {
    provider: Box<dyn Provider>,
    label: String,
}

impl Sources {
    /// No files yet.
    pub fn new(limits: Limits) -> Self {
        Self { files: Vec::new(), roots: Vec::new(), by_path: FxHashMap::default(), limits }
    }

    /// The limits that reading keeps to.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Adds a root that files can be read from; nothing is read yet. `label` stands before the paths
    /// of its files in reports and ends with `/` where one is wanted.
    pub fn add_root(&mut self, provider: Box<dyn Provider>, label: impl Into<String>) -> RootId {
        self.roots.push(Root { provider, label: label.into() });
        RootId(narrow(self.roots.len() - 1))
    }

    /// The paths of a root's contract files (`.json`, `.yaml`, `.yml`), sorted.
    ///
    /// # Errors
    /// When the root cannot be listed or holds more files than the limit.
    pub fn list(&self, root: RootId) -> Result<Vec<String>, SourceError> {
        self.root(root).provider.list(&self.limits)
    }

    /// Reads the given files of a root, in parallel, in the order given; those already read are left alone.
    ///
    /// # Errors
    /// When a file cannot be read at all.
    pub fn load(&mut self, root: RootId, paths: &[String]) -> Result<Vec<Diagnostic>, SourceError> {
        self.load_with(root, paths, read)
    }

    /// Reads files as they are: SQL, Rust, CODEOWNERS. They have a text and no tree.
    ///
    /// # Errors
    /// When a file cannot be read at all.
    pub fn load_texts(&mut self, root: RootId, paths: &[String]) -> Result<Vec<Diagnostic>, SourceError> {
        self.load_with(root, paths, |file, _, bytes, _| read_text(file, bytes))
    }

    fn load_with(
        &mut self,
        root: RootId,
        paths: &[String],
        read: impl Fn(FileId, &str, Vec<u8>, &Limits) -> (Tree, Vec<Diagnostic>) + Sync,
    ) -> Result<Vec<Diagnostic>, SourceError> {
        let new: Vec<&String> =
            paths.iter().filter(|path| !self.by_path.contains_key(&(root, (*path).clone()))).collect();
        let first = self.files.len();
        let Root { provider, label } = self.root(root);
        let limits = &self.limits;
        let load = |(n, path): (usize, &&String)| {
            let id = FileId(narrow(first + n));
            load_one(provider.as_ref(), id, path, limits, &read)
                .map(|(tree, diagnostics)| (SourceFile::new(id, root, path, label, tree), diagnostics))
        };
        let read: Vec<_> = new.par_iter().enumerate().map(load).collect::<Result<_, SourceError>>()?;
        let mut diagnostics = Vec::new();
        for (file, found) in read {
            self.by_path.insert((root, file.path.clone()), Some(file.id));
            self.files.push(file);
            diagnostics.extend(found);
        }
        Ok(diagnostics)
    }

    /// The file at a path below a root, reading it if it has not been read yet; `None` if there is none.
    ///
    /// # Errors
    /// When the file exists and cannot be read.
    pub fn resolve(&mut self, root: RootId, path: &str) -> Result<(Option<FileId>, Vec<Diagnostic>), SourceError> {
        if let Some(known) = self.by_path.get(&(root, path.to_owned())) {
            return Ok((*known, Vec::new()));
        }
        if !self.root(root).provider.contains(path) {
            self.by_path.insert((root, path.to_owned()), None);
            return Ok((None, Vec::new()));
        }
        let diagnostics = self.load(root, &[path.to_owned()])?;
        Ok((self.find(root, path), diagnostics))
    }

    /// The loaded file at a path below a root.
    pub fn find(&self, root: RootId, path: &str) -> Option<FileId> {
        self.by_path.get(&(root, path.to_owned())).copied().flatten()
    }

    /// The file with this number.
    ///
    /// # Panics
    /// If the number is of other sources.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files in order of loading.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    fn root(&self, id: RootId) -> &Root {
        &self.roots[id.0 as usize]
    }
}

impl SourceFile {
    fn new(id: FileId, root: RootId, path: &str, label: &str, tree: Tree) -> Self {
        Self { id, root, path: path.to_owned(), name: format!("{label}{path}"), tree, lines: OnceLock::new() }
    }
}

fn load_one(
    provider: &dyn Provider,
    id: FileId,
    path: &str,
    limits: &Limits,
    read: impl Fn(FileId, &str, Vec<u8>, &Limits) -> (Tree, Vec<Diagnostic>),
) -> Result<(Tree, Vec<Diagnostic>), SourceError> {
    match provider.read(path, limits.file_bytes.min(u64::from(u32::MAX))) {
        Ok(bytes) => Ok(read(id, path, bytes, limits)),
        Err(SourceError::TooLarge { bytes, limit, .. }) => {
            let message = format!("the file has {bytes} bytes, more than the limit of {limit}");
            let diagnostic = Diagnostic::new(codes::FILE_TOO_LARGE, Place::bare(id, Span::default()), message)
                .with_help("raise `limits.file-bytes` in stipula.toml if this is meant");
            Ok((Tree::default(), vec![diagnostic]))
        }
        Err(error) => Err(error),
    }
}
