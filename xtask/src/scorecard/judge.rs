//! What the oracle says of one row, held against what is known of it.

use super::lower::{self, Lowered};
use super::row::{Direction, Row};
use serde_json::Value;
use std::time::{Duration, Instant};
use stipula_oracle::{Answer, Options, Oracle, Schema, Undecided, Witness};

/// The answer in one direction.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// Proved; true if the label says otherwise and nobody has a counterexample.
    Proved(bool),
    /// Refuted by a witness that was confirmed; true if the label says otherwise.
    Refuted(Witness, bool),
    /// No answer.
    Undecided(Undecided),
    /// What is said is not so, and why.
    Wrong(String),
}

/// Both directions of a row, and how long they took together.
pub(crate) struct Judged {
    pub(crate) outcomes: [Outcome; 2],
    pub(crate) elapsed: Duration,
    /// Values that we judge otherwise than the row does.
    pub(crate) misread: Vec<String>,
}

/// Judges a row.
pub(crate) fn judge(row: &Row, old: &Value, new: &Value, options: Options) -> anyhow::Result<Judged> {
    let lowered = lower::pair(old, new, row.draft())?;
    let start = Instant::now();
    let (oracle, old, new) = ask(lowered, options);
    let answers = Direction::BOTH.map(|direction| {
        let (from, to) = ends(direction, old, new);
        oracle.decide(from, to)
    });
    let elapsed = start.elapsed();
    let [backward, forward] = answers;
    let outcomes = [(Direction::Backward, backward), (Direction::Forward, forward)].map(|(direction, answer)| {
        let (from, to) = ends(direction, old, new);
        Subject { oracle: &oracle, row, direction, from, to }.outcome(answer)
    });
    Ok(Judged { outcomes, elapsed, misread: misread(&oracle, row, old, new) })
}

fn ask(lowered: Lowered, options: Options) -> (Oracle, Schema, Schema) {
    let mut oracle = Oracle::new(lowered.definitions, options);
    let (old, new) = (oracle.add(&lowered.old), oracle.add(&lowered.new));
    (oracle, old, new)
}

fn ends(direction: Direction, old: Schema, new: Schema) -> (Schema, Schema) {
    match direction {
        Direction::Backward => (old, new),
        Direction::Forward => (new, old),
    }
}

/// One direction of a row.
struct Subject<'r> {
    oracle: &'r Oracle,
    row: &'r Row,
    direction: Direction,
    from: Schema,
    to: Schema,
}

impl Subject<'_> {
    fn outcome(&self, answer: Answer) -> Outcome {
        let label = self.row.label(self.direction);
        match answer {
            Answer::Included(proof) => match self.counterexample() {
                Some(value) => Outcome::Wrong(format!("proved by {proof:?}, yet {value} shows the opposite")),
                None => Outcome::Proved(label == Some(false)),
            },
            Answer::Refuted(witness) if self.tells_apart(&witness.value) => {
                Outcome::Refuted(witness, label == Some(true))
            }
            Answer::Refuted(witness) => Outcome::Wrong(format!("refuted by {}, which is not confirmed", witness.value)),
            Answer::Undecided(reason) => Outcome::Undecided(reason),
        }
    }

    /// A value that disproves an inclusion: the audit's, or one of the row's own.
    fn counterexample(&self) -> Option<&Value> {
        let audited = self.row.counterexample(self.direction);
        audited.or_else(|| self.row.values().into_iter().map(|(value, _)| value).find(|value| self.tells_apart(value)))
    }

    fn tells_apart(&self, value: &Value) -> bool {
        self.oracle.accepts(self.from, value) == Some(true) && self.oracle.accepts(self.to, value) == Some(false)
    }
}

/// The row's values that its schemas, as we read them, judge otherwise than the row says.
fn misread(oracle: &Oracle, row: &Row, old: Schema, new: Schema) -> Vec<String> {
    let mut misread = Vec::new();
    for (value, said) in row.values() {
        let Some((in_old, in_new)) = said else { continue };
        for (side, schema, said) in [("old", old, in_old), ("new", new, in_new)] {
            if oracle.accepts(schema, value) == Some(!said) {
                misread.push(format!("{side} {} {value}", if said { "rejects" } else { "accepts" }));
            }
        }
    }
    misread
}
