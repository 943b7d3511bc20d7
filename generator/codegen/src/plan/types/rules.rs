//! What types cannot say, as a JSON Schema of the remaining keywords.

use super::Types;
use super::make::Making;
use crate::plan::Rules;
use crate::plan::facets::{Facets, Subject};
use rustc_hash::FxHashSet;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use stipula_model::{Kw, Role, SchemaId, Shape, emit};
use stipula_rt::Pattern;

impl<'m> Types<'m> {
    /// The rules beside a type, if it does not say everything.
    pub(super) fn rules(&self, subject: &Subject, facets: &Facets<'m>) -> Option<Rules> {
        let mut parts: Vec<Value> = Vec::new();
        let mut definitions = Map::new();
        let mut keywords: BTreeSet<&'static str> = BTreeSet::new();
        // Scopes of dynamic references begin where the value does.
        let is_dynamic = facets.residual.values().flatten().any(|kw| *kw == Kw::DynamicRef);
        let owners: BTreeMap<SchemaId, Option<&BTreeSet<Kw>>> = if is_dynamic {
            subject.schemas.iter().map(|id| (*id, None)).collect()
        } else {
            facets.residual.iter().map(|(owner, kws)| (*owner, Some(kws))).collect()
        };
        for (owner, kws) in owners {
            parts.push(self.part(owner, subject.role, kws, &mut definitions));
        }
        keywords.extend(facets.residual.values().flatten().map(|kw| kw.name()));
        let mut root = match parts.len() {
            0 => return None,
            1 => parts.pop().and_then(|part| if let Value::Object(part) = part { Some(part) } else { None })?,
            _ => Map::from_iter([("allOf".to_owned(), Value::Array(parts))]),
        };
        keep_referred(&root, &mut definitions);
        if !definitions.is_empty() {
            root.insert("$defs".to_owned(), Value::Object(definitions));
        }
        Some(Rules { keywords: keywords.into_iter().collect(), schema: Value::Object(root) })
    }

    /// Some keywords of one schema, with those that they look at; all of them where they look at everything.
    fn part(
        &self,
        owner: SchemaId,
        role: Role,
        kws: Option<&BTreeSet<Kw>>,
        definitions: &mut Map<String, Value>,
    ) -> Value {
        let is_usable = |pattern: &str| Pattern::check(pattern).is_ok();
        let mut emitted = emit(self.input.sources, &self.input.model.schemas, [(owner, role)], &is_usable);
        let root = emitted.definitions.get(&emitted.names[0]).cloned().unwrap_or(Value::Bool(true));
        definitions.append(&mut emitted.definitions);
        let (Value::Object(mut root), Some(kws)) = (root, kws) else {
            return json!({ "$ref": format!("#/$defs/{}", emitted.names[0]) });
        };
        let sees_all = |kw: &Kw| matches!(kw, Kw::UnevaluatedItems | Kw::UnevaluatedProperties);
        if kws.iter().any(sees_all) {
            return Value::Object(root);
        }
        let kept: BTreeSet<&str> = kws.iter().flat_map(|kw| with(*kw)).collect();
        root.retain(|key, _| kept.contains(key.as_str()));
        if !kws.contains(&Kw::Properties)
            && let Some(Value::Object(properties)) = root.get_mut("properties")
        {
            properties.values_mut().for_each(|schema| *schema = Value::Bool(true));
        }
        Value::Object(root)
    }

    /// Leaves a keyword to the rules, wherever it applies to the value.
    pub(super) fn leave_where(&self, making: &Making<'_>, facets: &mut Facets<'m>, kw: Kw) {
        let (mut queue, mut seen) = (making.subject.schemas.clone(), FxHashSet::default());
        while let Some(id) = queue.pop() {
            if !seen.insert(id) {
                continue;
            }
            for keyword in self.input.model.schemas.keywords(self.input.sources, id) {
                match keyword.shape {
                    Shape::Target(target) if keyword.kw == Kw::Ref => queue.extend(target),
                    Shape::Schemas(parts) if keyword.kw == Kw::AllOf => queue.extend(parts),
                    _ if keyword.kw == kw => facets.leave(id, kw),
                    _ => {}
                }
            }
        }
    }
}

/// A keyword with those that it means something beside.
fn with(kw: Kw) -> Vec<&'static str> {
    let others: &[&str] = match kw {
        Kw::AdditionalProperties => &["properties", "patternProperties"],
        Kw::If => &["then", "else"],
        Kw::Contains | Kw::MinContains | Kw::MaxContains => &["contains", "minContains", "maxContains"],
        Kw::Items => &["prefixItems"],
        _ => &[],
    };
    others.iter().copied().chain([kw.name()]).collect()
}

/// Leaves out definitions that nothing refers to.
fn keep_referred(root: &Map<String, Value>, definitions: &mut Map<String, Value>) {
    let mut kept = BTreeSet::new();
    let mut queue: Vec<String> = Vec::new();
    root.values().for_each(|value| references(value, &mut queue));
    references_of(root, &mut queue);
    while let Some(name) = queue.pop() {
        if kept.insert(name.clone())
            && let Some(value) = definitions.get(&name)
        {
            references(value, &mut queue);
        }
    }
    definitions.retain(|name, _| kept.contains(name));
}

fn references_of(members: &Map<String, Value>, found: &mut Vec<String>) {
    for (key, value) in members {
        match value.as_str().and_then(|text| text.strip_prefix("#/$defs/")) {
            Some(name) if key == "$ref" => found.push(name.to_owned()),
            _ => references(value, found),
        }
    }
}

fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => references_of(members, found),
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}
