//! Modules as files: what targets printed is parsed, laid out and put into files.

mod atlas;
pub(crate) mod json;
mod layout;
pub(crate) mod markdown;
mod package;
mod scope;

pub(crate) use atlas::Atlas;
pub(crate) use layout::indented;
pub(crate) use scope::{Scope, grouped};

use crate::code::Chunk;
use crate::{Input, Layout};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt;

/// A file that was generated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeneratedFile {
    /// Its path, with `/`, below the folder that is written.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A target printed something that is no Rust.
#[derive(Debug)]
pub struct NotRust {
    path: String,
    error: syn::Error,
    text: String,
}

impl fmt::Display for NotRust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "generated `{}` is no Rust: {}\n{}", self.path, self.error, self.text)
    }
}

impl std::error::Error for NotRust {}

/// So many contracts are named at the top of a file.
const MOST_CONTRACTS: usize = 12;

/// A module on its way to a file.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The segments of its path; empty for the root.
    pub(crate) path: Vec<String>,
    /// What readers are told, ready for a comment.
    pub(crate) docs: String,
    /// Attributes of its declaration, such as `#[cfg(test)]`.
    pub(crate) attributes: Vec<&'static str>,
    /// The contracts that it is made of.
    pub(crate) contracts: Vec<String>,
    /// `pub use` of what stands in the modules inside, without the keywords.
    pub(crate) given_on: Vec<String>,
    /// `use` declarations.
    pub(crate) imports: Vec<String>,
    /// Items.
    pub(crate) items: Vec<Chunk>,
}

/// The modules as files, or as one; a package has a manifest beside them.
pub(crate) fn files(input: &Input<'_>, pages: &[Page]) -> Result<Vec<GeneratedFile>, NotRust> {
    let items = laid_out(pages)?;
    let children = children(pages);
    let book = Book { pages, items, children };
    let package = input.options.package.as_ref();
    let mut files = match input.options.layout {
        Layout::Single => {
            let path = if package.is_some() { "src/lib.rs" } else { "mod.rs" };
            vec![GeneratedFile { path: path.to_owned(), text: book.single(package.is_some()) }]
        }
        Layout::Files => (0..pages.len()).into_par_iter().map(|n| book.file(n, package.is_some())).collect(),
    };
    if let Some(package) = package {
        let needs_rules = book.items.iter().any(|text| text.contains("Rules::new("));
        let text = package::manifest(package, input.options, needs_rules);
        files.push(GeneratedFile { path: "Cargo.toml".to_owned(), text });
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

/// The items of each page, laid out chunk by chunk.
fn laid_out(pages: &[Page]) -> Result<Vec<String>, NotRust> {
    let chunks = pages.iter().flat_map(|page| page.items.iter().map(move |chunk| (page, chunk)));
    let chunks: Vec<(&Page, &Chunk)> = chunks.collect();
    let texts = chunks.par_iter().with_min_len(8).map(|(page, chunk)| layout::laid_out(&page.path.join("/"), chunk));
    let mut texts = texts.collect::<Result<Vec<_>, _>>()?.into_iter();
    Ok(pages.iter().map(|page| texts.by_ref().take(page.items.len()).collect::<Vec<_>>().join("\n")).collect())
}

fn children(pages: &[Page]) -> Vec<Vec<usize>> {
    let by_path: BTreeMap<&[String], usize> = pages.iter().enumerate().map(|(n, page)| (&page.path[..], n)).collect();
    let mut children = vec![Vec::new(); pages.len()];
    for (path, n) in &by_path {
        let parent = path.split_last().and_then(|(_, parent)| by_path.get(parent));
        parent.into_iter().for_each(|parent| children[*parent].push(*n));
    }
    children
}

/// Pages with their items laid out.
struct Book<'p> {
    pages: &'p [Page],
    items: Vec<String>,
    children: Vec<Vec<usize>>,
}

impl Book<'_> {
    fn file(&self, n: usize, is_package: bool) -> GeneratedFile {
        let page = &self.pages[n];
        let docs: String = page.docs.lines().map(|line| comment("//!", line)).collect();
        let declared: String =
            self.children[n].iter().map(|child| declaration(page, &self.pages[*child], ";\n")).collect();
        let given_on: String = page.given_on.iter().map(|path| format!("pub use {path};\n")).collect();
        let parts = [header(&page.contracts), docs, declared, given_on, self.body(n)];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        GeneratedFile { path: self.path(n, is_package), text: parts.collect::<Vec<_>>().join("\n") }
    }

    fn body(&self, n: usize) -> String {
        let imports: String = self.pages[n].imports.iter().map(|line| format!("{line}\n")).collect();
        let parts = [imports.as_str(), self.items[n].as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn path(&self, n: usize, is_package: bool) -> String {
        let segments = self.pages[n].path.iter().map(|segment| segment.trim_start_matches("r#"));
        let path = segments.collect::<Vec<_>>().join("/");
        let root = if is_package { "src/" } else { "" };
        match (path.is_empty(), self.children[n].is_empty()) {
            (true, _) if is_package => "src/lib.rs".to_owned(),
            (true, _) => "mod.rs".to_owned(),
            (false, true) => format!("{root}{path}.rs"),
            (false, false) => format!("{root}{path}/mod.rs"),
        }
    }

    /// All modules in one text; without a package it is for `include!`, which takes no inner documentation.
    fn single(&self, is_package: bool) -> String {
        let Some(root) = self.pages.iter().position(|page| page.path.is_empty()) else { return String::new() };
        let contracts: std::collections::BTreeSet<String> =
            self.pages.iter().flat_map(|page| &page.contracts).cloned().collect();
        let mark = if is_package { "//!" } else { "//" };
        let docs: String = self.pages[root].docs.lines().map(|line| comment(mark, line)).collect();
        let header = header(&contracts.into_iter().collect::<Vec<_>>());
        let parts = [header, docs, self.nested(root)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn nested(&self, n: usize) -> String {
        let page = &self.pages[n];
        let given_on: String = page.given_on.iter().map(|path| format!("pub use {path};\n")).collect();
        let mut parts = vec![given_on, self.body(n)];
        for child in &self.children[n] {
            let docs: String = self.pages[*child].docs.lines().map(|line| comment("///", line)).collect();
            let declared = declaration(page, &self.pages[*child], " {\n");
            parts.push(format!("{docs}{declared}{}}}\n", layout::indented(&self.nested(*child))));
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n")
    }
}

fn declaration(parent: &Page, child: &Page, end: &str) -> String {
    let name = child.path.last().map(String::as_str).unwrap_or_default();
    let mut lines: String = child.attributes.iter().map(|attribute| format!("{attribute}\n")).collect();
    if parent.path.last().is_some_and(|parent| parent == name) {
        lines
            .push_str("#[allow(clippy::module_inception, reason = \"the contract's file is called as its folder\")]\n");
    }
    let visibility = if child.attributes.contains(&"#[cfg(test)]") { "" } else { "pub " };
    format!("{lines}{visibility}mod {name}{end}")
}

fn comment(mark: &str, line: &str) -> String {
    if line.is_empty() { format!("{mark}\n") } else { format!("{mark} {line}\n") }
}

/// The first lines of every file: tools that look for `@generated` pass it over.
fn header(contracts: &[String]) -> String {
    match contracts {
        [] => "// @generated by stipula; edit the contracts and generate again.\n".to_owned(),
        [one] => format!("// @generated by stipula from {one}; edit that and generate again.\n"),
        many => {
            let mut out = "// @generated by stipula from these contracts; edit them and generate again:\n".to_owned();
            many.iter().take(MOST_CONTRACTS).for_each(|path| out.push_str(&format!("// - {path}\n")));
            if let Some(more) = many.len().checked_sub(MOST_CONTRACTS).filter(|more| *more > 0) {
                out.push_str(&format!("// - and {more} more\n"));
            }
            out
        }
    }
}
