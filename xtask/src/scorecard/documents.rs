//! Rows that name two documents (OpenAPI, AsyncAPI) instead of two schemas.
//!
//! Their labels are about clients that keep working, so the verdict on whole versions is held against them. What differs
//! is listed with our reason; many labels rest on conventions that are not ours.

use super::row::{Direction, Row};
use crate::compare;
use std::path::Path;
use stipula_compat::Level;

/// How our verdicts and the labels agree.
#[derive(Default)]
pub(crate) struct Documents {
    pub(crate) same: usize,
    pub(crate) unlabelled: usize,
    pub(crate) unlike: Vec<String>,
}

impl Documents {
    /// Judges a row in both directions: forward is what clients of the new version meet on an old server.
    pub(crate) fn judge(&mut self, corpus: &Path, row: &Row) -> anyhow::Result<()> {
        let Some((old, new)) = row.files() else { return Ok(()) };
        let (old, new) = (corpus.join(old), corpus.join(new));
        for direction in Direction::BOTH {
            let Some(label) = row.label(direction) else {
                self.unlabelled += 1;
                continue;
            };
            let compared = match direction {
                Direction::Backward => compare::files(&old, &new)?,
                Direction::Forward => compare::files(&new, &old)?,
            };
            let worst = compare::worst(&compared.report);
            let is_compatible = worst.is_none_or(|finding| finding.level < Level::Review);
            if is_compatible == label {
                self.same += 1;
                continue;
            }
            let said = worst.map_or("nothing that weighs".to_owned(), |finding| {
                format!("{} {}: {}", finding.level, finding.change.kind, finding.message)
            });
            let label = if label { "compatible" } else { "breaking" };
            let direction = if direction == Direction::Backward { "old clients" } else { "new clients" };
            self.unlike.push(format!("{} ({direction}): labelled {label}, found {said}", row.name()));
        }
        Ok(())
    }
}
