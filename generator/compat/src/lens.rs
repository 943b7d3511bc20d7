//! The schemas of both versions as questions to the oracle.

use crate::edit::{alone, planted};
use crate::relation::{Direction, Terms};
use crate::view::{Declared, View, Views};
use rustc_hash::FxHashMap;
use serde_json::{Map, Value, json};
use stipula_diff::{About, Diff, Edit, Kind, Step, Version};
use stipula_model::{Role, SchemaId, emit_as};
use stipula_oracle::{Options, Oracle, Schema};

/// One of the two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Side {
    Old,
    New,
}

/// Everything that differs, as self-contained schemas that share their definitions.
pub(crate) struct Emission {
    definitions: Map<String, Value>,
    names: FxHashMap<(Side, SchemaId, Role), String>,
    /// False if dynamic references meet in too many scopes: then the schemas say less than the contracts.
    pub(crate) is_whole: bool,
}

/// A schema that can be asked about, before anybody's view is applied.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    /// A schema of a version, in a role.
    Whole(Side, SchemaId, Role),
    /// The old schema with one fact's edit and nothing else.
    Edited(usize, Role),
}

impl Emission {
    /// Emits the payloads and the pairs of schemas that differ, in the roles in which they are used.
    pub(crate) fn of(old: Version<'_>, new: Version<'_>, diff: &Diff) -> Emission {
        let mut emission = Emission { definitions: Map::new(), names: FxHashMap::default(), is_whole: true };
        for (side, version) in [(Side::Old, old), (Side::New, new)] {
            emission.add(side, version, diff);
        }
        emission
    }

    fn add(&mut self, side: Side, version: Version<'_>, diff: &Diff) {
        let pick = |old: SchemaId, new: SchemaId| if side == Side::Old { old } else { new };
        let payloads = diff.payloads.iter().map(|payload| (pick(payload.old, payload.new), payload.role));
        let pairs = diff.schemas.iter().flat_map(|pair| {
            let roles = pair.reach.iter().map(|reach| diff.payloads[reach.payload].role);
            roles.map(move |role| (pick(pair.old, pair.new), role))
        });
        let mut wanted: Vec<(SchemaId, Role)> = payloads.chain(pairs).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let prefix = if side == Side::Old { "old-" } else { "new-" };
        // A pattern that nobody understands stays: what depends on it is undecided.
        let usable = |_: &str| true;
        let schemas = &version.model.schemas;
        let emitted = emit_as(prefix, version.sources, schemas, wanted.iter().copied(), &usable);
        self.is_whole &= emitted.is_whole;
        self.definitions.extend(emitted.definitions);
        let named = wanted.into_iter().zip(emitted.names);
        self.names.extend(named.map(|((id, role), name)| ((side, id, role), name)));
    }

    /// The name of a whole schema among the definitions.
    fn name(&self, side: Side, id: SchemaId, role: Role) -> &str {
        &self.names[&(side, id, role)]
    }

    /// True if a property was removed from one part of a schema and another part of it declares that name.
    pub(crate) fn still_declares(&self, diff: &Diff, fact: usize) -> bool {
        let fact = &diff.facts[fact];
        let (About::Schema(pair, Edit::Property(name)), Kind::PropertyRemoved) = (&fact.about, fact.kind) else {
            return false;
        };
        let pair = &diff.schemas[*pair];
        let role = pair.reach.first().map_or(Role::Any, |reach| diff.payloads[reach.payload].role);
        let schema = self.names.get(&(Side::New, pair.new, role)).and_then(|new| self.definitions.get(new));
        schema.is_some_and(|schema| Declared::of(schema, &self.definitions).declares(name))
    }

    /// A subject as a schema.
    fn schema(&self, diff: &Diff, subject: &Subject) -> Option<Value> {
        match *subject {
            Subject::Whole(side, id, role) => Some(json!({ "$ref": format!("#/$defs/{}", self.name(side, id, role)) })),
            Subject::Edited(fact, role) => {
                let About::Schema(pair, edit) = &diff.facts[fact].about else { return None };
                let pair = &diff.schemas[*pair];
                let old = &self.definitions[self.name(Side::Old, pair.old, role)];
                let new = &self.definitions[self.name(Side::New, pair.new, role)];
                match edit {
                    Edit::Annotation => None,
                    edit => alone(old, new, edit),
                }
            }
        }
    }
}

/// An oracle that knows the views of the subjects it was made for.
pub(crate) struct Lens {
    oracle: Oracle,
    handles: FxHashMap<(Subject, View), Schema>,
    values: FxHashMap<(Subject, View), Value>,
}

impl Lens {
    /// Prepares the views of subjects.
    pub(crate) fn new(emission: &Emission, diff: &Diff, wanted: &[(Subject, View)]) -> Lens {
        let mut views = Views::new(&emission.definitions);
        let mut values = FxHashMap::default();
        for (subject, view) in wanted {
            if values.contains_key(&(subject.clone(), *view)) {
                continue;
            }
            if let Some(schema) = emission.schema(diff, subject) {
                values.insert((subject.clone(), *view), views.of(&schema, *view));
            }
        }
        let mut definitions = emission.definitions.clone();
        definitions.extend(views.finish());
        let mut oracle = Oracle::new(definitions, Options::default());
        // In the order in which they were asked for, so that numbers do not depend on hashes.
        let mut handles = FxHashMap::default();
        for key in wanted {
            if let (Some(value), false) = (values.get(key), handles.contains_key(key)) {
                handles.insert(key.clone(), oracle.add(value));
            }
        }
        Lens { oracle, handles, values }
    }

    /// The oracle.
    pub(crate) fn oracle(&self) -> &Oracle {
        &self.oracle
    }

    /// Writer and reader of a comparison of `old` and `new`, as the terms see them.
    pub(crate) fn sides(&self, ends: &Ends, direction: Direction, terms: &Terms) -> Option<(Schema, Schema)> {
        let (writer, reader) = ends.keys(direction, terms);
        Some((*self.handles.get(&writer)?, *self.handles.get(&reader)?))
    }

    /// A schema that accepts the values with a part, at the end of the path, that the writer of `ends` sends and the
    /// reader refuses.
    pub(crate) fn plant(&self, path: &[Step], ends: &Ends, direction: Direction, terms: &Terms) -> Option<Value> {
        let (writer, reader) = ends.keys(direction, terms);
        let (writer, reader) = (self.values.get(&writer)?, self.values.get(&reader)?);
        Some(planted(path, json!({ "allOf": [writer, { "not": reader }] })))
    }

    /// Makes a schema known that nobody wanted before.
    pub(crate) fn add(&mut self, schema: &Value) -> Schema {
        self.oracle.add(schema)
    }
}

/// The two ends of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Ends {
    /// As it was.
    pub(crate) old: Subject,
    /// As it is.
    pub(crate) new: Subject,
}

impl Ends {
    /// The writer's view and the reader's.
    pub(crate) fn keys(&self, direction: Direction, terms: &Terms) -> ((Subject, View), (Subject, View)) {
        let (writes, reads) = match direction {
            Direction::OldInNew => (&self.old, &self.new),
            Direction::NewInOld => (&self.new, &self.old),
        };
        ((writes.clone(), terms.writer()), (reads.clone(), terms.reader()))
    }
}
