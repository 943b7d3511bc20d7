//! What must hold of every answer, whoever gives it.

use super::random::Random;
use super::{schemas, universe};
use jsonschema::Validator;
use serde_json::{Map, Value, json};
use stipula_oracle::{Answer, Options, Oracle, Proof};

/// A question.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) definitions: Map<String, Value>,
    pub(crate) old: Value,
    pub(crate) new: Value,
}

/// Somebody who answers.
pub(crate) type Decider<'d> = &'d dyn Fn(&Case) -> Answer;

/// What a run came to.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) proved: usize,
    pub(crate) refuted: usize,
    pub(crate) undecided: usize,
    /// Why answers were undecided, with the smallest case of each reason.
    pub(crate) open: std::collections::BTreeMap<String, (usize, String)>,
    pub(crate) violations: Vec<String>,
}

impl Outcome {
    pub(crate) fn answered(&mut self, answer: &Answer, case: &Case) {
        match answer {
            Answer::Included(_) => self.proved += 1,
            Answer::Refuted(_) => self.refuted += 1,
            Answer::Undecided(why) => {
                self.undecided += 1;
                let shown = format!("{case}");
                let (count, smallest) = self.open.entry(why.reason.clone()).or_insert((0, shown.clone()));
                *count += 1;
                if shown.len() < smallest.len() {
                    *smallest = shown;
                }
            }
        }
    }

    pub(crate) fn add(&mut self, other: Outcome) {
        self.proved += other.proved;
        self.refuted += other.refuted;
        self.undecided += other.undecided;
        self.violations.extend(other.violations);
        for (reason, (count, case)) in other.open {
            let entry = self.open.entry(reason).or_insert((0, case.clone()));
            entry.0 += count;
            if case.len() < entry.1.len() {
                entry.1 = case;
            }
        }
    }
}

impl std::fmt::Display for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let question = format!("{} ⊆ {}", self.old, self.new);
        f.write_str(&question)?;
        if question.contains("$ref") {
            write!(f, " with {}", Value::Object(self.definitions.clone()))?;
        }
        Ok(())
    }
}

impl Case {
    /// A random question.
    pub(crate) fn random(random: &mut Random) -> Case {
        let definitions = schemas::definitions(random);
        let old = schemas::schema(random, 2);
        let new = if random.percent(70) { schemas::edited(random, &old) } else { schemas::schema(random, 2) };
        let (old, new) = if random.percent(50) { (old, new) } else { (new, old) };
        Case { definitions, old, new }
    }

    /// The same question about the values of the finite universe only.
    pub(crate) fn closed(&self) -> Case {
        Case { old: json!({ "allOf": [self.old, universe::schema()] }), ..self.clone() }
    }

    fn validator(&self, schema: &Value) -> Option<Validator> {
        let document = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$defs": self.definitions,
            "allOf": [schema],
        });
        jsonschema::validator_for(&document).ok()
    }
}

/// The oracle, with all of its engines.
pub(crate) fn oracle(case: &Case) -> Answer {
    let (oracle, old, new) = known(case);
    oracle.decide(old, new)
}

/// One engine of the oracle alone.
pub(crate) fn engine(case: &Case, engine: Proof) -> Answer {
    let (oracle, old, new) = known(case);
    oracle.ask(engine, old, new)
}

fn known(case: &Case) -> (Oracle, stipula_oracle::Schema, stipula_oracle::Schema) {
    let mut oracle = Oracle::new(case.definitions.clone(), Options::default());
    let (old, new) = (oracle.add(&case.old), oracle.add(&case.new));
    (oracle, old, new)
}

/// Holds answers about random schemas against the enumeration of a finite universe.
pub(crate) fn against_enumeration(seeds: std::ops::Range<u64>, decide: Decider<'_>) -> Outcome {
    let values = universe::values();
    let mut outcome = Outcome::default();
    for seed in seeds {
        let case = Case::random(&mut Random::new(seed));
        let Some((old, new)) = case.validator(&case.old).zip(case.validator(&case.new)) else { continue };
        let lost = values.iter().find(|value| old.is_valid(value) && !new.is_valid(value));
        for (case, is_whole) in [(case.closed(), true), (case, false)] {
            let answer = decide(&case);
            outcome.answered(&answer, &case);
            let broken = match (&answer, lost) {
                (Answer::Included(proof), Some(value)) => Some(format!("proved by {proof:?}, but {value}")),
                (Answer::Refuted(witness), _) if !old.is_valid(&witness.value) || new.is_valid(&witness.value) => {
                    Some(format!("refuted by {}, which is no witness", witness.value))
                }
                (Answer::Refuted(witness), None) if is_whole => Some(format!("refuted by {}", witness.value)),
                _ => None,
            };
            outcome.violations.extend(broken.map(|what| format!("seed {seed}: {what}: {case}")));
        }
    }
    outcome
}

/// Asks every engine by itself: what one proves, no other refutes.
pub(crate) fn engines_agree(seeds: std::ops::Range<u64>) -> Outcome {
    let mut outcome = Outcome::default();
    for seed in seeds {
        let case = Case::random(&mut Random::new(seed));
        let engines = [Proof::Structural, Proof::Search, Proof::Canonical];
        let answers = engines.map(|proof| engine(&case, proof));
        outcome.answered(&answers[1], &case);
        let is_proved = answers.iter().any(|answer| matches!(answer, Answer::Included(_)));
        let is_refuted = answers.iter().any(|answer| matches!(answer, Answer::Refuted(_)));
        if is_proved && is_refuted {
            outcome.violations.push(format!("seed {seed}: engines differ: {answers:?}: {case}"));
        }
    }
    outcome
}
