//! The tables of a database, as SQL migrations make them one after the other.
//!
//! Only the names of tables and columns are read, so that every dialect can be: statements that make or change no table
//! are passed over, whatever they hold.

mod words;

use stipula_diagnostics::{FileId, Span};
use stipula_source::Sources;
use words::{Word, words};

/// A table after all migrations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name in lower case, without a schema before it.
    pub name: String,
    /// Its columns in lower case.
    pub columns: Vec<String>,
    /// The file that makes it.
    pub file: FileId,
    /// Its name there.
    pub span: Span,
}

/// What begins an item of `create table (…)` that is no column.
const CONSTRAINTS: [&str; 11] =
    ["constraint", "primary", "unique", "check", "foreign", "exclude", "like", "index", "key", "fulltext", "period"];

pub(super) fn read(sources: &Sources, files: impl Iterator<Item = FileId>) -> Vec<Table> {
    let mut tables = Vec::new();
    for file in files.filter(|file| !is_undoing(sources.file(*file).path())) {
        for statement in words(sources.file(file).text()).split(|word| word.is(";")) {
            apply(statement, file, &mut tables);
        }
    }
    tables
}

/// True for the way back, which is not taken: `2026_orders.down.sql`.
fn is_undoing(path: &str) -> bool {
    path.ends_with(".down.sql")
}

fn apply(statement: &[Word<'_>], file: FileId, tables: &mut Vec<Table>) {
    let Some(at) = statement.iter().take(6).position(|word| word.is("table")) else { return };
    let rest = skip(&statement[at + 1..], &["if", "not", "exists", "only"]);
    let Some((name, span, rest)) = table_name(rest) else { return };
    let own = tables.iter().position(|table| table.name == name);
    match (statement[0].text, own) {
        (first, None) if first.eq_ignore_ascii_case("create") => {
            tables.push(Table { name, columns: columns(rest), file, span });
        }
        (first, Some(own)) if first.eq_ignore_ascii_case("alter") => alter(&mut tables[own], rest),
        (first, Some(own)) if first.eq_ignore_ascii_case("drop") => drop(tables.remove(own)),
        _ => {}
    }
}

fn skip<'w, 't>(mut words: &'w [Word<'t>], names: &[&str]) -> &'w [Word<'t>] {
    while let [first, rest @ ..] = words
        && names.iter().any(|name| first.is(name))
    {
        words = rest;
    }
    words
}

/// The last part of `public.outbox`, and what follows.
fn table_name<'w, 't>(words: &'w [Word<'t>]) -> Option<(String, Span, &'w [Word<'t>])> {
    match words {
        [_, dot, rest @ ..] if dot.is(".") => table_name(rest),
        [name, rest @ ..] if name.is_name => Some((name.text.to_lowercase(), name.span, rest)),
        _ => None,
    }
}

/// The first word of each item between the brackets.
fn columns(words: &[Word<'_>]) -> Vec<String> {
    let (mut depth, mut begins, mut columns) = (0_usize, true, Vec::new());
    let Some((_, items)) = words.split_first().filter(|(open, _)| open.is("(")) else { return columns };
    for word in items {
        match word.text {
            "(" if !word.is_name => depth += 1,
            ")" if !word.is_name && depth == 0 => break,
            ")" if !word.is_name => depth -= 1,
            "," if depth == 0 => begins = true,
            _ if begins => {
                begins = false;
                columns.extend(column(word));
            }
            _ => {}
        }
    }
    columns
}

fn column(word: &Word<'_>) -> Option<String> {
    let is_constraint = !word.is_quoted && CONSTRAINTS.iter().any(|name| word.is(name));
    (word.is_name && !is_constraint).then(|| word.text.to_lowercase())
}

fn alter(table: &mut Table, words: &[Word<'_>]) {
    let mut depth = 0_usize;
    let actions = words.split(|word| {
        depth = if word.is("(") { depth + 1 } else { depth.saturating_sub(usize::from(word.is(")"))) };
        depth == 0 && word.is(",")
    });
    for action in actions {
        let [verb, rest @ ..] = action else { continue };
        let rest = skip(rest, &["column", "if", "not", "exists"]);
        match rest {
            [name, ..] if verb.is("add") => table.columns.extend(column(name)),
            [name, ..] if verb.is("drop") => table.columns.retain(|own| !name.is(own)),
            [to, name, ..] if verb.is("rename") && to.is("to") => table.name = name.text.to_lowercase(),
            [old, to, new, ..] if verb.is("rename") && to.is("to") => {
                table.columns.iter_mut().filter(|own| old.is(own)).for_each(|own| *own = new.text.to_lowercase());
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
