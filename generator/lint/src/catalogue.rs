//! The statements of the sources that a machine can check, and who says each.

use std::sync::LazyLock;

/// A statement of *API and event design* or *Schema-first contracts*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// Its id; that of the rule, where a rule says it.
    pub id: &'static str,
    /// The sections that ask for it.
    pub source: &'static str,
    /// How it is said.
    pub status: Status,
    /// Who says it.
    pub by: Speaker,
    /// What is notable about that; often nothing.
    pub note: &'static str,
}

/// How a statement is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// By a rule of its own.
    Rule,
    /// By a rule of its own that means something else than the sources; its page says why.
    Changed,
    /// By something that says it anyway.
    Merged,
}

/// Who says a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// A lint rule.
    Rule(&'static str),
    /// A code of validation.
    Code(&'static str),
    /// A kind of change.
    Change(&'static str),
}

impl Speaker {
    /// The id that `stipula explain` knows.
    pub fn id(self) -> &'static str {
        match self {
            Speaker::Rule(id) | Speaker::Code(id) | Speaker::Change(id) => id,
        }
    }
}

static ALL: LazyLock<Vec<Statement>> = LazyLock::new(|| {
    let rows = include_str!("../catalogue.tsv").lines().skip(1);
    rows.map(|row| read(row).unwrap_or_else(|| panic!("catalogue.tsv: {row}"))).collect()
});

/// Every statement, in the order of the catalogue.
pub fn statements() -> &'static [Statement] {
    &ALL
}

/// The statement with this id.
pub fn statement(id: &str) -> Option<&'static Statement> {
    statements().iter().find(|statement| statement.id == id)
}

fn read(row: &'static str) -> Option<Statement> {
    let mut cells = row.split('\t');
    let (id, source) = (cells.next()?, cells.next()?);
    let status = match cells.next()? {
        "rule" => Status::Rule,
        "changed" => Status::Changed,
        "merged" => Status::Merged,
        _ => return None,
    };
    let by = cells.next()?;
    let by = match by.split_once(':') {
        Some(("code", id)) => Speaker::Code(id),
        Some(("change", id)) => Speaker::Change(id),
        Some(("rule", id)) => Speaker::Rule(id),
        Some(_) => return None,
        None => Speaker::Rule(by),
    };
    Some(Statement { id, source, status, by, note: cells.next().unwrap_or_default() })
}

#[cfg(test)]
mod tests {
    use super::{Speaker, Status, statements};
    use crate::rules;
    use stipula_diagnostics::Code;

    #[test]
    fn every_statement_is_said_by_somebody() {
        assert_eq!(statements().len(), 193);
        for statement in statements() {
            let id = statement.id;
            match statement.by {
                Speaker::Rule(rule) => assert!(rules::position(rule).is_some(), "{id}: there is no rule {rule}"),
                Speaker::Code(code) => assert!(Code::find(code).is_some(), "{id}: there is no code {code}"),
                // Kinds of change are held against the list of them where both are known.
                Speaker::Change(_) => assert_eq!(statement.status, Status::Merged, "{id}"),
            }
            assert!(statement.source.contains('§'), "{id} has no source");
            assert!(statement.status == Status::Rule || !statement.note.is_empty(), "{id} says not why");
        }
    }
}
