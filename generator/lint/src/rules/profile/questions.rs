//! Questions to the oracle. They cost, so that rules ask few, and only about what already looks wrong.

use super::{support, union};
use crate::Scene;
use serde_json::{Map, Value, json};
use stipula_model::{Kw, Role, SchemaId, emit_as};
use stipula_oracle::{Options, Oracle, Search};

/// Steps of one question.
const STEPS: u64 = 20_000;
/// Definitions that the schemas of one run may refer to together.
const MOST_DEFINITIONS: usize = 20_000;

/// The questions that may still be asked in one run.
pub(super) struct Questions {
    left: u64,
    definitions: usize,
}

/// Schemas with everything they refer to, ready to be asked about.
struct Ready {
    definitions: Map<String, Value>,
    references: Vec<Value>,
}

/// Formats count where values are shown: one that only ignores a format shows nothing. A proof needs none of them.
fn options(assert_formats: bool) -> Options {
    Options { assert_formats, steps: STEPS, ..Options::default() }
}

impl Questions {
    pub(super) fn new(most: u64) -> Questions {
        Questions { left: most, definitions: MOST_DEFINITIONS }
    }

    /// Takes one question off what is left.
    fn may_ask(&mut self) -> bool {
        let may = self.left > 0 && self.definitions > 0;
        self.left = self.left.saturating_sub(1);
        may
    }

    fn ready(&mut self, scene: &Scene<'_>, wanted: &[SchemaId]) -> Option<Ready> {
        if !self.may_ask() {
            return None;
        }
        let roles = wanted.iter().map(|id| (*id, Role::Any));
        let emitted = emit_as("", scene.sources, &scene.model.schemas, roles, &|_| true);
        let count = emitted.definitions.len();
        let fits = emitted.is_whole && count <= self.definitions;
        self.definitions = self.definitions.saturating_sub(count);
        let references = emitted.names.iter().map(|name| json!({ "$ref": format!("#/$defs/{name}") })).collect();
        fits.then_some(Ready { definitions: emitted.definitions, references })
    }

    /// A value that a writer of one alternative of a `oneOf` can send and that the other accepts too.
    pub(super) fn common_value(
        &mut self,
        scene: &Scene<'_>,
        whole: SchemaId,
        (one, other): (SchemaId, SchemaId),
    ) -> Option<Value> {
        // Most unions say nothing else, and to emit one would emit all of its alternatives.
        let is_bare = scene.schema(whole).keywords().all(|(kw, _)| kw == Kw::OneOf || !support::restricts(kw));
        let wanted = [one, other, whole];
        let ready = self.ready(scene, &wanted[..if is_bare { 2 } else { 3 }])?;
        let references = &ready.references;
        let around = references.get(2).map(|whole| without_alternatives(whole, &ready.definitions));
        let mut oracle = Oracle::new(ready.definitions, options(true));
        let around = oracle.add(&around.unwrap_or(Value::Bool(true)));
        let writers = [(one, 0), (other, 1)].map(|(id, n)| oracle.add(&sent(scene, whole, id, &references[n])));
        let readers = [oracle.add(&references[1]), oracle.add(&references[0])];
        let nothing = oracle.add(&Value::Bool(false));
        let both = |(writer, reader)| match oracle.witness(writer, nothing, &[reader, around]) {
            Search::Found(witness) => Some(witness.value),
            _ => None,
        };
        writers.into_iter().zip(readers).find_map(both)
    }

    /// True if it is proved that no value of a type fits a schema.
    pub(super) fn accepts_no(&mut self, scene: &Scene<'_>, id: SchemaId, kind: Option<&str>) -> bool {
        let Some(ready) = self.ready(scene, &[id]) else { return false };
        let mut oracle = Oracle::new(ready.definitions, options(false));
        let of_kind = kind.map_or(Value::Bool(true), |kind| json!({ "type": kind }));
        let schema = oracle.add(&json!({ "allOf": [ready.references[0], of_kind] }));
        let nothing = oracle.add(&Value::Bool(false));
        matches!(oracle.witness(schema, nothing, &[]), Search::None)
    }

    /// True if it is certain that a text does not fit a pattern.
    pub(super) fn misfits(&mut self, pattern: &str, text: &str) -> bool {
        let ask = || {
            let mut oracle = Oracle::new(Map::new(), options(false));
            let schema = oracle.add(&json!({ "pattern": pattern }));
            oracle.accepts(schema, &Value::from(text)) == Some(false)
        };
        self.may_ask() && ask()
    }
}

/// What a writer sends: the properties that are declared and no others.
fn sent(scene: &Scene<'_>, whole: SchemaId, id: SchemaId, reference: &Value) -> Value {
    let Some(names) = union::names_of_alternative(scene, whole, id) else { return reference.clone() };
    let mut names: Vec<&str> = names.into_iter().collect();
    names.sort_unstable();
    json!({ "allOf": [reference, { "propertyNames": { "enum": names } }] })
}

/// What a schema says beside its `oneOf`.
fn without_alternatives(reference: &Value, definitions: &Map<String, Value>) -> Value {
    let name = reference["$ref"].as_str().and_then(|text| text.strip_prefix("#/$defs/"));
    let mut schema = name.and_then(|name| definitions.get(name)).cloned().unwrap_or(Value::Bool(true));
    if let Value::Object(keywords) = &mut schema {
        keywords.remove("oneOf");
    }
    schema
}
