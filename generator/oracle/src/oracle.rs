//! The oracle: schemas in, answers out.

mod counters;
mod question;

pub use counters::{Counters, Tally};

use crate::answer::{Answer, Proof, Undecided, Witness};
use crate::arena::{self, Arena, NodeId};
use crate::canonical::{Canonical, SecondEngine};
use crate::confirm::{Confirm, Opinions};
use crate::evaluate;
use question::{Finding, Question};
use rustc_hash::FxHashMap;
use serde_json::{Map, Value};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// How questions are to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// `format` is an assertion; otherwise it is an annotation, as JSON Schema Validation §7.2.1 has it. Not so by
    /// default.
    pub assert_formats: bool,
    /// Steps of the search after everything else failed.
    pub steps: u64,
    /// Steps of the search before the second engine is asked.
    pub quick_steps: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { assert_formats: false, steps: 200_000, quick_steps: 5_000 }
    }
}

impl Options {
    fn arena(&self) -> arena::Options {
        arena::Options { assert_formats: self.assert_formats }
    }
}

/// A schema that an oracle knows. Schemas that say the same in the same way are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Schema(usize);

/// What came of looking for a witness.
#[derive(Debug, Clone, PartialEq)]
pub enum Search {
    /// This one; two validators confirm it.
    Found(Witness),
    /// It is proved that there is none.
    None,
    /// Nobody knows.
    Unknown(Undecided),
}

/// A value that two validators judge differently.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement {
    /// The schema, self-contained.
    pub schema: Value,
    /// The value.
    pub value: Value,
    /// What `jsonschema` says.
    pub jsonschema: Option<bool>,
    /// What `boon` says.
    pub boon: Option<bool>,
    /// What our own evaluator says.
    pub own: Option<bool>,
}

/// More disagreements than this are counted, not kept.
const MOST_DISAGREEMENTS: usize = 20;

/// Decides inclusion between schemas over shared definitions.
///
/// Schemas are added first; then questions may be asked from many threads. An answer depends on the schemas and the
/// options alone, not on what was asked before.
pub struct Oracle {
    options: Options,
    definitions: Arc<Map<String, Value>>,
    arena: Arena,
    entries: Vec<Entry>,
    by_node: FxHashMap<NodeId, Schema>,
    second: Box<dyn SecondEngine>,
    counters: counters::Shared,
    disagreements: Mutex<Vec<Disagreement>>,
    answers: Mutex<FxHashMap<(Schema, Schema), Arc<Once>>>,
}

/// An answer that is worked out once, by whoever asks first.
type Once = OnceLock<Answer>;

struct Entry {
    node: NodeId,
    confirm: Confirm,
}

impl Oracle {
    /// An oracle over the definitions that `#/$defs/NAME` leads to.
    pub fn new(definitions: Map<String, Value>, options: Options) -> Oracle {
        Oracle {
            arena: Arena::new(&definitions, options.arena()),
            definitions: Arc::new(definitions),
            entries: Vec::new(),
            by_node: FxHashMap::default(),
            second: Box::new(Canonical { asserts_formats: options.assert_formats }),
            counters: counters::Shared::default(),
            disagreements: Mutex::default(),
            answers: Mutex::default(),
            options,
        }
    }

    /// Makes a schema known. Its references lead into the definitions.
    pub fn add(&mut self, schema: &Value) -> Schema {
        let node = self.arena.intern(schema);
        *self.by_node.entry(node).or_insert_with(|| {
            let confirm = Confirm::new(schema.clone(), Arc::clone(&self.definitions), self.options.assert_formats);
            self.entries.push(Entry { node, confirm });
            Schema(self.entries.len() - 1)
        })
    }

    /// Is every value of `old` a value of `new`?
    pub fn decide(&self, old: Schema, new: Schema) -> Answer {
        let answer = Arc::clone(lock(&self.answers).entry((old, new)).or_default());
        answer.get_or_init(|| self.question(old, new, &[]).decide()).clone()
    }

    /// A proof that every value of `old` is a value of `new`, if it is cheap: the schemas are equal, or compare keyword
    /// by keyword.
    pub fn proves(&self, old: Schema, new: Schema) -> Option<Proof> {
        let question = self.question(old, new, &[]);
        if question.is_about_one_schema() {
            return Some(Proof::Equal);
        }
        question.is_structural().then_some(Proof::Structural)
    }

    /// A value that `old` and all of `within` accept and `new` rejects.
    pub fn witness(&self, old: Schema, new: Schema, within: &[Schema]) -> Search {
        let question = self.question(old, new, within);
        if question.is_about_one_schema() || question.is_structural() {
            return Search::None;
        }
        match question.search(self.options.steps) {
            Finding::Refuted(witness) => Search::Found(witness),
            Finding::Proved(_) => Search::None,
            Finding::Doubtful(why) => Search::Unknown(why),
            Finding::Open(why) => match question.canonical() {
                Finding::Refuted(witness) => Search::Found(witness),
                Finding::Proved(_) => Search::None,
                Finding::Doubtful(_) | Finding::Open(_) => Search::Unknown(why),
            },
        }
    }

    /// What one engine alone says, so that engines can be held against each other.
    pub fn ask(&self, engine: Proof, old: Schema, new: Schema) -> Answer {
        let question = self.question(old, new, &[]);
        let proved = |is_proved: bool| {
            let unknown = Undecided { reason: "there is no such proof".to_owned(), pointer: String::new() };
            if is_proved { Answer::Included(engine) } else { Answer::Undecided(unknown) }
        };
        match engine {
            Proof::Equal => proved(question.is_about_one_schema()),
            Proof::Structural => proved(question.is_structural()),
            Proof::Search => question.search(self.options.steps).into(),
            Proof::Canonical => question.canonical().into(),
        }
    }

    /// Does the schema accept the value? Two validators agree on it, and none that is exact denies it.
    pub fn accepts(&self, schema: Schema, value: &Value) -> Option<bool> {
        let Entry { node, confirm } = self.entry(schema);
        let opinions = confirm.opinions(value, evaluate::accepts(&self.arena, *node, value));
        if opinions.differ() {
            self.note(confirm, value, opinions);
        }
        opinions.agreed()
    }

    /// What the engines were asked so far.
    pub fn counters(&self) -> Counters {
        self.counters.read()
    }

    /// Values that validators judged differently: each is a bug of one of them. Some of them, where there are many.
    pub fn disagreements(&self) -> Vec<Disagreement> {
        let mut all = lock(&self.disagreements).clone();
        all.sort_by_cached_key(|one| (one.schema.to_string(), one.value.to_string()));
        all
    }

    fn note(&self, confirm: &Confirm, value: &Value, opinions: Opinions) {
        self.counters.change(|counters| counters.disagreements += 1);
        let Opinions { jsonschema, boon, own } = opinions;
        let mut kept = lock(&self.disagreements);
        if kept.len() < MOST_DISAGREEMENTS {
            let (schema, value) = (confirm.document().clone(), value.clone());
            kept.push(Disagreement { schema, value, jsonschema, boon, own });
        }
    }

    fn question(&self, old: Schema, new: Schema, within: &[Schema]) -> Question<'_> {
        let accepting = std::iter::once(old).chain(within.iter().copied()).collect();
        Question { oracle: self, accepting, rejecting: new }
    }

    fn entry(&self, schema: Schema) -> &Entry {
        &self.entries[schema.0]
    }

    fn confirm(&self, schema: Schema) -> &Confirm {
        &self.entry(schema).confirm
    }
}

/// A panic elsewhere leaves nothing half-done behind these locks.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
