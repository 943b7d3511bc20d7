//! Rust structs that are read from rows of a database: `#[derive(FromRow)]` or `impl FromRow for`.
//!
//! Found in the text. A parser would see through macros and renamed imports no better, and everything that matters here
//! stands in one attribute and the name after it.

use stipula_diagnostics::{FileId, Span};
use stipula_source::Sources;

/// A struct that is read from a row.
#[derive(Debug)]
pub struct RowModel {
    /// Its name.
    pub name: String,
    /// The file.
    pub file: FileId,
    /// The name in the text.
    pub span: Span,
}

pub(super) fn read(sources: &Sources, files: impl Iterator<Item = FileId>) -> Vec<RowModel> {
    let of = |file: FileId| {
        let text = sources.file(file).text();
        let found = text.match_indices("FromRow").filter_map(move |(at, word)| name(text, at, at + word.len()));
        found.map(move |(start, end)| RowModel {
            name: text[start..end].to_owned(),
            file,
            span: Span::new(narrow(start), narrow(end)),
        })
    };
    files.flat_map(of).collect()
}

/// Where the struct is named that the `FromRow` at `start..end` is about.
fn name(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let line = &text[text[..start].rfind('\n').map_or(0, |newline| newline + 1)..start];
    if line.trim_start().starts_with("//") {
        return None;
    }
    let before = &text[..start];
    let attribute =
        before.rfind("#[").filter(|at| before[*at..].starts_with("#[derive(") && !before[*at..].contains(')'));
    match attribute {
        Some(_) => ident(text, end + text[end..].find("struct ")? + "struct ".len()),
        None => implemented(text, end),
    }
}

/// `<'r, PgRow> for wire::QuoteResponse`: the last name of the path.
fn implemented(text: &str, end: usize) -> Option<(usize, usize)> {
    let rest = &text[end..];
    let generics = if rest.starts_with('<') { closing(rest)? } else { 0 };
    let path = rest[generics..].strip_prefix(" for ")?;
    let start = end + generics + " for ".len();
    let length = path.find(|c: char| !is_ident(c) && c != ':').unwrap_or(path.len());
    let last = path[..length].rfind(':').map_or(0, |colon| colon + 1);
    ident(text, start + last)
}

/// The position behind the `>` that closes the `<` at the beginning.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '<' => depth += 1,
            '>' if depth == 1 => return Some(at + 1),
            '>' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn ident(text: &str, start: usize) -> Option<(usize, usize)> {
    let length = text[start..].find(|c: char| !is_ident(c)).unwrap_or(text.len() - start);
    (length > 0).then_some((start, start + length))
}

fn is_ident(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn narrow(n: usize) -> u32 {
    u32::try_from(n).expect("files are below 4 GiB")
}

#[cfg(test)]
mod tests {
    use super::name;

    fn names(text: &str) -> Vec<&str> {
        let found = text.match_indices("FromRow").filter_map(|(at, word)| name(text, at, at + word.len()));
        found.map(|(start, end)| &text[start..end]).collect()
    }

    #[test]
    fn structs_are_found_by_derive_and_by_impl() {
        let text = "use sqlx::FromRow;\n#[derive(Debug, sqlx::FromRow)]\n#[serde(rename_all = \"camelCase\")]\npub struct QuoteRow<'a> {}\n";
        assert_eq!(names(text), ["QuoteRow"]);
        assert_eq!(names("impl<'r> FromRow<'r, PgRow> for wire::quote::QuoteResponse {}"), ["QuoteResponse"]);
        assert_eq!(names("impl FromRow for OrderRow {"), ["OrderRow"]);
    }

    #[test]
    fn words_in_comments_and_imports_are_none() {
        assert!(names("// #[derive(FromRow)]\nstruct A;\nuse sqlx::FromRow;\nfn f<T: FromRow>() {}").is_empty());
        assert!(names("FromRow").is_empty() && names("#[derive(FromRow)]").is_empty());
    }
}
