//! What types cannot say, as a JSON Schema of the remaining keywords.

use super::Types;
use crate::plan::Rules;
use crate::plan::facets::Facets;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use stipula_model::{Role, SchemaId, emit};

impl Types<'_> {
    /// The rules beside a type, if it does not say everything.
    pub(super) fn rules(&self, id: SchemaId, role: Role, facets: &Facets<'_>) -> Option<Rules> {
        (!facets.residual.is_empty()).then(|| {
            let keywords: Vec<&'static str> = facets.residual.iter().copied().collect();
            let schema = self.residual(id, role, &keywords);
            Rules { keywords, schema }
        })
    }

    /// The schema, without what the type says already where nothing else depends on it.
    fn residual(&self, id: SchemaId, role: Role, keywords: &[&str]) -> Value {
        let emitted = emit(self.input.sources, &self.input.model.schemas, [(id, role)], &|_| true);
        let mut definitions = emitted.definitions;
        let root = definitions.get(&emitted.names[0]).cloned().unwrap_or(Value::Bool(true));
        let Value::Object(mut root) = root else { return root };
        let sees_siblings = keywords.iter().any(|it| it.starts_with("unevaluated") || *it == "additionalProperties");
        if !sees_siblings && keywords.iter().all(|keyword| root.contains_key(*keyword)) {
            root.retain(|key, _| keywords.contains(&key.as_str()) || belongs(key, keywords));
        }
        keep_referred(&root, &mut definitions);
        if !definitions.is_empty() {
            root.insert("$defs".to_owned(), Value::Object(definitions));
        }
        Value::Object(root)
    }
}

/// Keywords that mean something only beside another.
fn belongs(key: &str, keywords: &[&str]) -> bool {
    match key {
        "then" | "else" => keywords.contains(&"if"),
        "minContains" | "maxContains" => keywords.contains(&"contains"),
        _ => false,
    }
}

/// Leaves out definitions that nothing refers to.
fn keep_referred(root: &Map<String, Value>, definitions: &mut Map<String, Value>) {
    let mut kept = BTreeSet::new();
    let mut queue: Vec<String> = Vec::new();
    root.values().for_each(|value| references(value, &mut queue));
    while let Some(name) = queue.pop() {
        if kept.insert(name.clone())
            && let Some(value) = definitions.get(&name)
        {
            references(value, &mut queue);
        }
    }
    definitions.retain(|name, _| kept.contains(name));
}

fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match value.as_str().and_then(|text| text.strip_prefix("#/$defs/")) {
                    Some(name) if key == "$ref" => found.push(name.to_owned()),
                    _ => references(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}
