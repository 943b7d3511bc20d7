//! What a schema says about one place of a value: every subschema that is applied there, in whichever branch.

use super::datum::Step;
use serde_json::{Map, Value};

/// The subschemas at one place.
#[derive(Debug, Clone)]
pub(super) struct Place<'s> {
    document: &'s Value,
    pub(super) parts: Vec<&'s Map<String, Value>>,
}

/// Keywords whose schemas are applied to the same value.
const IN_PLACE: [&str; 3] = ["allOf", "anyOf", "oneOf"];

impl<'s> Place<'s> {
    /// The place of a whole value.
    pub(super) fn root(document: &'s Value) -> Self {
        Self::of(document, [document])
    }

    fn of(document: &'s Value, schemas: impl IntoIterator<Item = &'s Value>) -> Self {
        let mut place = Place { document, parts: Vec::new() };
        schemas.into_iter().for_each(|schema| place.add(schema));
        place
    }

    fn add(&mut self, schema: &'s Value) {
        let Some(map) = schema.as_object() else { return };
        if self.parts.iter().any(|known| std::ptr::eq(*known, map)) {
            return;
        }
        self.parts.push(map);
        if let Some(target) = referred(self.document, map) {
            self.add(target);
        }
        let lists = IN_PLACE.iter().filter_map(|name| map.get(*name)?.as_array()).flatten();
        let single = ["if", "then", "else"].iter().filter_map(|name| map.get(*name));
        let dependent = map.get("dependentSchemas").and_then(Value::as_object).into_iter().flat_map(Map::values);
        lists.chain(single).chain(dependent).for_each(|child| self.add(child));
    }

    /// The place one step further in.
    pub(super) fn step(&self, step: &Step) -> Place<'s> {
        match step {
            Step::Member(name) => self.member(name),
            Step::Item(n) => self.item(*n),
        }
    }

    fn member(&self, name: &str) -> Place<'s> {
        Place::of(self.document, self.parts.iter().flat_map(|part| member_schemas(part, name)))
    }

    fn item(&self, n: usize) -> Place<'s> {
        let schemas = self.parts.iter().flat_map(|part| {
            let prefix = part.get("prefixItems").and_then(Value::as_array);
            let own = prefix.and_then(|prefix| prefix.get(n));
            let others = ["items", "contains", "unevaluatedItems"].iter().filter_map(|name| part.get(*name));
            own.into_iter().chain(others)
        });
        Place::of(self.document, schemas)
    }

    /// What a keyword says, in each part that has it.
    pub(super) fn says(&self, keyword: &'static str) -> impl Iterator<Item = &'s Value> + '_ {
        self.parts.iter().filter_map(move |part| part.get(keyword))
    }

    /// The texts that a keyword says.
    pub(super) fn texts(&self, keyword: &'static str) -> impl Iterator<Item = &'s str> + '_ {
        self.says(keyword).filter_map(Value::as_str)
    }

    /// The names of all members that are declared somewhere, with their schemas.
    pub(super) fn members(&self) -> impl Iterator<Item = (&'s String, &'s Value)> + '_ {
        self.says("properties").filter_map(Value::as_object).flatten()
    }

    /// True if some part has this type.
    pub(super) fn has_type(&self, wanted: &str) -> bool {
        self.says("type").any(|types| match types {
            Value::String(name) => name == wanted,
            types => types.as_array().is_some_and(|names| names.iter().any(|name| name == wanted)),
        })
    }
}

/// The schemas that a part applies to a member.
pub(super) fn member_schemas<'s>(part: &'s Map<String, Value>, name: &str) -> Vec<&'s Value> {
    let own = part.get("properties").and_then(|members| members.get(name));
    let patterns = part.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
    let fits = |pattern: &str| regress::Regex::with_flags(pattern, "u").is_ok_and(|regex| regex.find(name).is_some());
    let mut schemas: Vec<&Value> =
        own.into_iter().chain(patterns.filter(|(pattern, _)| fits(pattern)).map(|(_, schema)| schema)).collect();
    if schemas.is_empty() {
        schemas.extend(["additionalProperties", "unevaluatedProperties"].iter().filter_map(|name| part.get(*name)));
    }
    schemas
}

/// What the reference of a schema leads to.
pub(super) fn referred<'s>(document: &'s Value, schema: &'s Map<String, Value>) -> Option<&'s Value> {
    let name = schema.get("$ref")?.as_str()?.strip_prefix("#/$defs/")?;
    document.get("$defs")?.get(name.replace("~1", "/").replace("~0", "~"))
}
