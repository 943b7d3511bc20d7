//! A row of a corpus: two versions of a schema or of a document, and what its author says of them.

use serde_json::Value;

/// One row.
pub(crate) struct Row(Value);

/// From which version to which values must pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Every value of the old version is one of the new.
    Backward,
    /// Every value of the new version is one of the old.
    Forward,
}

impl Direction {
    pub(crate) const BOTH: [Direction; 2] = [Direction::Backward, Direction::Forward];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Direction::Backward => "old ⊆ new",
            Direction::Forward => "new ⊆ old",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Direction::Backward => "backward_compatible",
            Direction::Forward => "forward_compatible",
        }
    }

    fn audit_key(self) -> &'static str {
        match self {
            Direction::Backward => "old_not_new",
            Direction::Forward => "new_not_old",
        }
    }
}

impl Row {
    /// Reads one line.
    pub(crate) fn parse(line: &str) -> anyhow::Result<Row> {
        Ok(Row(serde_json::from_str(line)?))
    }

    /// The two schemas; `None` where the row names two documents instead.
    pub(crate) fn schemas(&self) -> Option<(&Value, &Value)> {
        Some((self.0.get("old")?, self.0.get("new")?))
    }

    /// The two documents, below the corpus; `None` where the row holds two schemas.
    pub(crate) fn files(&self) -> Option<(&str, &str)> {
        Some((self.0.get("old_file")?.as_str()?, self.0.get("new_file")?.as_str()?))
    }

    /// What to call it.
    pub(crate) fn name(&self) -> String {
        let text = |key: &str| self.0.get(key).and_then(Value::as_str).unwrap_or_default();
        format!("{}: {}", text("source"), text("name"))
    }

    /// The draft that the schemas are written in, as the corpus spells it.
    pub(crate) fn draft(&self) -> &str {
        self.0.get("draft").and_then(Value::as_str).unwrap_or("2020-12")
    }

    /// What its author says.
    pub(crate) fn label(&self, direction: Direction) -> Option<bool> {
        self.0.get(direction.key())?.as_bool()
    }

    /// A counterexample that an earlier audit confirmed.
    pub(crate) fn counterexample(&self, direction: Direction) -> Option<&Value> {
        self.0.get("audit")?.get(direction.audit_key())?.get(0)
    }

    /// Values that the row gives, with whether each version accepts them where the row says so.
    pub(crate) fn values(&self) -> Vec<(&Value, Option<(bool, bool)>)> {
        let instances = self.0.get("instances").and_then(Value::as_array).into_iter().flatten();
        let instances = instances.filter_map(|instance| {
            let data = instance.get("data")?;
            let valid = instance.get("valid").and_then(Value::as_bool).filter(|_| !self.has_another_reading(data));
            Some((data, valid.map(|valid| (valid, valid))))
        });
        let examples = ["old_only", "new_only", "both"].into_iter().flat_map(|kind| {
            let listed = self.0.get("examples").and_then(|examples| examples.get(kind)?.as_array());
            let sides = (kind != "new_only", kind != "old_only");
            listed.into_iter().flatten().map(move |value| (value, Some(sides)))
        });
        instances.chain(examples).collect()
    }

    /// True if the row's author reads a value otherwise than 2020-12 does: formats are annotations there, and `1.0` is
    /// an integer, which it is not in Draft 4.
    fn has_another_reading(&self, value: &Value) -> bool {
        let asserts_formats = self.0.get("validate_formats").and_then(Value::as_bool) == Some(true);
        asserts_formats || (self.draft() == "draft4" && has_fraction(value))
    }
}

/// True if a number inside is written with a fraction.
fn has_fraction(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.as_str().contains(['.', 'e', 'E']),
        Value::Array(items) => items.iter().any(has_fraction),
        Value::Object(members) => members.values().any(has_fraction),
        _ => false,
    }
}
