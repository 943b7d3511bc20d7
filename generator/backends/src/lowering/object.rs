//! Objects and arrays.

use super::keywords::Keywords;
use super::{Dialect, Lowering, key_place, names, object};
use crate::loss::Effect;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value, json};
use stipula_model::{Kw, SchemaId};
use stipula_source::Node;

/// What an object holds beside its declared members.
enum Rest {
    Open,
    Closed,
    Of(Value),
}

/// Arrays of a fixed length are read up to this length by serde.
const LONGEST_FIXED: u32 = 32;

impl<'m> Lowering<'m> {
    pub(super) fn object(&mut self, keywords: &Keywords<'m>) -> Map<String, Value> {
        let mut out = object([("type", json!("object"))]);
        if keywords.values().is_some() {
            self.unchecked(keywords, keywords.values_kw());
        }
        let (mut rest, mut patterns) = (self.rest(keywords), None);
        if keywords.has(Kw::PatternProperties) {
            patterns = self.patterns(keywords, &rest);
            if patterns.is_none() {
                self.unchecked(keywords, Kw::PatternProperties);
                rest = Rest::Open;
            }
        }
        let mut required = keywords.required();
        let (properties, left_out) = self.properties(keywords, &required, matches!(rest, Rest::Closed));
        required.retain(|name| !left_out.contains(name));
        if !left_out.is_empty() && matches!(rest, Rest::Closed) {
            rest = Rest::Open;
        }
        let is_map = properties.is_empty() && required.is_empty();
        if let (Rest::Of(_), Some(at)) = (&rest, keywords.place(Kw::AdditionalProperties)) {
            // typify puts them into a field `extra`.
            if properties.keys().any(|name| names::field_name(name) == "extra") {
                let message =
                    format!("{} does not look at `additionalProperties` beside a member `extra`", self.backend);
                self.lose(Effect::Looser, "additionalProperties", at, message);
                rest = Rest::Open;
            }
        }
        self.names_of_members(keywords, is_map, &mut out);
        if matches!(rest, Rest::Open) && !is_map && self.parts == 0 {
            self.habit(
                Effect::Rewrites,
                "additionalProperties",
                keywords.at,
                "does not keep the unknown members of open objects",
            );
        }
        if !properties.is_empty() {
            out.insert("properties".to_owned(), Value::Object(properties));
        }
        if !required.is_empty() {
            out.insert("required".to_owned(), json!(required));
        }
        match rest {
            Rest::Open => {}
            Rest::Closed => drop(out.insert("additionalProperties".to_owned(), Value::Bool(false))),
            Rest::Of(schema) => drop(out.insert("additionalProperties".to_owned(), schema)),
        }
        if let Some(patterns) = patterns {
            out.insert("patternProperties".to_owned(), patterns);
        }
        out
    }

    fn rest(&mut self, keywords: &Keywords<'m>) -> Rest {
        let in_place = [Kw::Ref, Kw::DynamicRef, Kw::AllOf, Kw::AnyOf, Kw::OneOf, Kw::If, Kw::DependentSchemas];
        let kw = if keywords.has(Kw::AdditionalProperties) || !keywords.has(Kw::UnevaluatedProperties) {
            Kw::AdditionalProperties
        } else if in_place.iter().any(|kw| keywords.has(*kw)) || self.parts > 0 {
            self.unchecked(keywords, Kw::UnevaluatedProperties);
            return Rest::Open;
        } else {
            Kw::UnevaluatedProperties
        };
        let Some(id) = keywords.child(kw) else { return Rest::Open };
        match self.model.schemas.get(id).at.get(self.sources).as_bool() {
            Some(true) => Rest::Open,
            Some(false) => Rest::Closed,
            None => match self.schema(id) {
                // A map of anything and an open object are the same to the contract.
                Value::Object(schema) if schema.keys().all(|key| key == "description") => Rest::Open,
                schema => Rest::Of(schema),
            },
        }
    }

    /// Patterns of names, where typify makes a map of them: they stand alone, and their schemas are one.
    fn patterns(&mut self, keywords: &Keywords<'m>, rest: &Rest) -> Option<Value> {
        let is_alone = keywords.members(Kw::Properties).is_empty() && keywords.required().is_empty();
        let can_be = self.dialect == Dialect::Draft07 && matches!(rest, Rest::Closed) && is_alone;
        let members = keywords.members(Kw::PatternProperties).to_vec();
        if !can_be || keywords.has(Kw::PropertyNames) || members.len() != 1 {
            return None;
        }
        let out = members.into_iter().map(|(key, id)| (key.as_str().unwrap_or_default().to_owned(), self.schema(id)));
        Some(Value::Object(out.collect()))
    }

    fn names_of_members(&mut self, keywords: &Keywords<'m>, is_map: bool, out: &mut Map<String, Value>) {
        let Some(id) = keywords.child(Kw::PropertyNames) else { return };
        let own = Keywords::of(self, id);
        let simple = [Kw::Pattern, Kw::MinLength, Kw::MaxLength].iter().any(|kw| own.has(*kw)) && !own.has(Kw::Ref);
        if !is_map || !simple || self.dialect != Dialect::Draft07 || own.values().is_some() {
            self.unchecked(keywords, Kw::PropertyNames);
            return;
        }
        let schema = Value::Object(self.string(&own));
        out.insert("propertyNames".to_owned(), schema);
        // typify looks at names only where values have a schema.
        out.insert("additionalProperties".to_owned(), json!({}));
    }

    fn properties(
        &mut self,
        keywords: &Keywords<'m>,
        required: &[&str],
        is_closed: bool,
    ) -> (Map<String, Value>, Vec<&'m str>) {
        let mut fields: FxHashMap<String, &str> = FxHashMap::default();
        let (mut out, mut left_out) = (Map::new(), Vec::new());
        for (key, id) in keywords.members(Kw::Properties).to_vec() {
            let name = key.as_str().unwrap_or_default();
            if let Some(other) = fields.insert(names::field_name(name), name) {
                let backend = self.backend;
                let message = format!("{backend} has one field for `{other}` and `{name}`, which is left out");
                self.lose(Effect::LeftOut, "properties", key_place(keywords.at, key), message);
                left_out.push(name);
                continue;
            }
            if self.model.schemas.get(id).at.get(self.sources).as_bool() == Some(false) {
                if !is_closed {
                    let message = format!("{} does not check that `{name}` is absent", self.backend);
                    self.lose(Effect::Looser, "false", key_place(keywords.at, key), message);
                }
                left_out.push(name);
                continue;
            }
            self.absence(id, key, required.contains(&name), keywords);
            let parts = std::mem::take(&mut self.parts);
            let schema = self.schema(id);
            self.parts = parts;
            out.insert(name.to_owned(), schema);
        }
        (out, left_out)
    }

    /// `Option` is all there is for an absent member, for `null`, and for both.
    fn absence(&mut self, id: SchemaId, key: Node<'m>, is_required: bool, keywords: &Keywords<'m>) {
        let at = key_place(keywords.at, key);
        match (is_required, self.accepts_null(id, 0)) {
            (true, false) => {}
            (true, true) => self.habit(Effect::Looser, "required", at, "takes an absent member for a required `null`"),
            (false, true) => self.habit(Effect::Rewrites, "type", at, "leaves out members that were `null`"),
            (false, false) => self.habit(Effect::Looser, "type", at, "takes `null` for an absent member"),
        }
    }

    pub(super) fn array(&mut self, keywords: &Keywords<'m>) -> Map<String, Value> {
        let mut out = object([("type", json!("array"))]);
        if keywords.values().is_some() {
            self.unchecked(keywords, keywords.values_kw());
        }
        if keywords.children(Kw::PrefixItems).is_some() {
            if let Some(tuple) = self.tuple(keywords) {
                out.extend(tuple);
                return out;
            }
            for kw in [Kw::PrefixItems, Kw::Items] {
                self.unchecked(keywords, kw);
            }
        } else if let Some(items) = keywords.child(Kw::Items) {
            let parts = std::mem::take(&mut self.parts);
            let items = match self.schema(items) {
                Value::Bool(_) => {
                    self.unchecked(keywords, Kw::Items);
                    json!({})
                }
                items => items,
            };
            self.parts = parts;
            out.insert("items".to_owned(), items);
        }
        let (least, most) = (keywords.count(Kw::MinItems), keywords.count(Kw::MaxItems));
        let is_fixed = least == most && least.is_some_and(|n| (1..=LONGEST_FIXED).contains(&n));
        if is_fixed && !keywords.is_true(Kw::UniqueItems) {
            out.extend(object([("minItems", json!(least)), ("maxItems", json!(most))]));
            return out;
        }
        for kw in [Kw::MinItems, Kw::MaxItems] {
            if keywords.asserts(kw) {
                self.unchecked(keywords, kw);
            }
        }
        out
    }

    /// A list of exactly so many items, each with its own schema.
    fn tuple(&mut self, keywords: &Keywords<'m>) -> Option<Map<String, Value>> {
        let ids = keywords.children(Kw::PrefixItems)?.to_vec();
        let count = u32::try_from(ids.len()).ok()?;
        let rest = keywords.child(Kw::Items).map(|id| self.model.schemas.get(id).at.get(self.sources));
        let ends =
            rest.is_some_and(|rest| rest.as_bool() == Some(false)) || keywords.count(Kw::MaxItems) == Some(count);
        // serde reads tuples of up to 16.
        let can_be =
            self.dialect == Dialect::Draft07 && ends && keywords.count(Kw::MinItems) == Some(count) && count <= 16;
        if !can_be || keywords.is_true(Kw::UniqueItems) {
            return None;
        }
        let items: Vec<Value> = ids.into_iter().map(|id| self.schema(id)).collect();
        Some(object([("items", Value::Array(items)), ("minItems", json!(count)), ("maxItems", json!(count))]))
    }
}
