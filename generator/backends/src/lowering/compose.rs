//! What a schema is composed of: references, all of, one of.

use super::keywords::Keywords;
use super::{Lowered, Lowering, object};
use crate::loss::Effect;
use serde_json::{Map, Value};
use stipula_model::{Kw, SchemaId};
use stipula_source::Node;

impl<'m> Lowering<'m> {
    /// A schema's own keywords together with what it is composed of.
    pub(super) fn composed(&mut self, keywords: &Keywords<'m>, own: Lowered) -> Map<String, Value> {
        self.parts += 1;
        let mut all = self.conjuncts(keywords);
        for kw in [Kw::OneOf, Kw::AnyOf] {
            all.extend(self.alternatives(keywords, kw));
        }
        self.parts -= 1;
        let Lowered { out, is_nullable } = own;
        let own = if is_nullable { self.with_null(out) } else { out };
        if own.is_empty() && all.len() == 1 {
            return all.remove(0);
        }
        if all.is_empty() {
            return own;
        }
        if !own.is_empty() {
            all.push(own);
        }
        object([("allOf", all.into_iter().map(Value::Object).collect())])
    }

    fn conjuncts(&mut self, keywords: &Keywords<'m>) -> Vec<Map<String, Value>> {
        let mut out = Vec::new();
        for kw in [Kw::Ref, Kw::DynamicRef] {
            // An unresolved reference was reported; it accepts everything.
            if let Some(Some(target)) = keywords.target(kw) {
                let target = self.only_target(target);
                let name = self.name(target, None);
                out.extend(self.reference(&name).as_object().cloned());
            }
        }
        for id in keywords.children(Kw::AllOf).unwrap_or_default().to_vec() {
            match self.schema(id) {
                Value::Object(mut part) => {
                    part.shift_remove("description");
                    if !part.is_empty() && !out.contains(&part) {
                        out.push(part);
                    }
                }
                _ => self.unchecked(keywords, Kw::AllOf),
            }
        }
        out
    }

    fn alternatives(&mut self, keywords: &Keywords<'m>, kw: Kw) -> Option<Map<String, Value>> {
        let ids = keywords.children(kw)?.to_vec();
        let at = keywords.place(kw)?;
        if ids.iter().all(|id| Keywords::of(self, *id).is_condition()) {
            self.unchecked(keywords, kw);
            return None;
        }
        let are_exclusive = self.are_exclusive(&ids);
        if kw == Kw::OneOf && !are_exclusive {
            let message = format!(
                "{} takes the first of `oneOf` that fits, and does not see that another fits too",
                self.backend
            );
            self.lose(Effect::Looser, "oneOf", at, message);
        }
        if kw == Kw::AnyOf && ids.iter().filter(|id| self.may_be_object(**id, 0)).count() > 1 {
            let message =
                format!("{} takes the first of `anyOf` that fits, and loses what another would keep", self.backend);
            self.lose(Effect::Rewrites, "anyOf", at, message);
        }
        if !are_exclusive && let Some(at) = keywords.place(Kw::Discriminator) {
            let message = format!("{} does not look at the discriminator", self.backend);
            self.lose(Effect::Looser, "discriminator", at, message);
        }
        let mut branches: Vec<Value> = Vec::new();
        for id in ids {
            let branch = self.schema(id);
            if branch.as_object().is_some_and(Map::is_empty) {
                return None;
            }
            if branch != Value::Bool(false) && !branches.contains(&branch) {
                branches.push(branch);
            }
        }
        match branches.len() {
            0 => None,
            1 => branches.remove(0).as_object().cloned(),
            _ => Some(object([("oneOf", Value::Array(branches))])),
        }
    }

    fn may_be_object(&self, id: SchemaId, depth: usize) -> bool {
        let keywords = Keywords::of(self, id);
        if let Some(Some(target)) = keywords.target(Kw::Ref).filter(|_| depth < 32) {
            return self.may_be_object(target, depth + 1);
        }
        match keywords.types() {
            Some(types) => types.contains("object"),
            None => keywords.values().is_none(),
        }
    }

    /// True if no value fits two of the schemas: their types differ, or a required member has another value in each.
    fn are_exclusive(&self, ids: &[SchemaId]) -> bool {
        let seen: Vec<Seen<'m>> = ids.iter().map(|id| self.seen(*id)).collect();
        let all = seen.iter().enumerate();
        all.clone().all(|(n, one)| all.clone().skip(n + 1).all(|(_, other)| one.excludes(other)))
    }

    fn seen(&self, id: SchemaId) -> Seen<'m> {
        let mut keywords = Keywords::of(self, id);
        for _ in 0..32 {
            match keywords.target(Kw::Ref) {
                Some(Some(target)) if !keywords.assert_beside_ref() => keywords = Keywords::of(self, target),
                _ => break,
            }
        }
        let required = keywords.required();
        let tags = keywords.members(Kw::Properties).iter().filter_map(|(key, id)| {
            let name = key.as_str().filter(|name| required.contains(name))?;
            let values = Keywords::of(self, *id).values()?;
            Some((name, values.iter().map(|value| value.as_str()).collect::<Option<Vec<_>>>()?))
        });
        let types = keywords.types().map(|types| types.names().collect());
        let values =
            keywords.values().map(|values| values.iter().filter_map(|value: &Node<'m>| value.as_str()).collect());
        Seen { tags: tags.collect(), types, values }
    }
}

/// What tells one schema from another.
struct Seen<'m> {
    types: Option<Vec<&'static str>>,
    values: Option<Vec<&'m str>>,
    tags: Vec<(&'m str, Vec<&'m str>)>,
}

impl Seen<'_> {
    fn excludes(&self, other: &Self) -> bool {
        let are_apart = |one: &[&str], other: &[&str]| one.iter().all(|value| !other.contains(value));
        if let (Some(own), Some(theirs)) = (&self.types, &other.types) {
            let both_numbers = own.iter().chain(theirs).any(|name| *name == "number");
            let as_number = |name: &&'static str| if both_numbers && *name == "integer" { "number" } else { *name };
            let (own, theirs): (Vec<_>, Vec<_>) =
                (own.iter().map(as_number).collect(), theirs.iter().map(as_number).collect());
            if are_apart(&own, &theirs) {
                return true;
            }
            if let (["string"], ["string"], Some(own), Some(theirs)) =
                (&own[..], &theirs[..], &self.values, &other.values)
            {
                return are_apart(own, theirs);
            }
            if own != ["object"] || theirs != ["object"] {
                return false;
            }
        } else {
            return false;
        }
        let mut tags = self.tags.iter();
        tags.any(|(name, own)| other.tags.iter().any(|(known, theirs)| known == name && are_apart(own, theirs)))
    }
}
