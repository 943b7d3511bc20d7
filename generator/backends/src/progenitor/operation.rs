//! Operations in the form that progenitor reads.

use crate::loss::Effect;
use crate::lowering::{Lowering, Names};
use serde_json::{Map, Value, json};
use stipula_model::{Body, Contract, HttpSource, MediaType, NodeRef, Operation};

/// An operation of OpenAPI 3.0, and where it is from.
pub(super) struct Lowered {
    pub(super) at: NodeRef,
    pub(super) path: String,
    pub(super) method: String,
    pub(super) value: Value,
}

/// The operations of a contract on their way.
pub(super) struct Document<'l, 'm> {
    pub(super) lowering: &'l mut Lowering<'m>,
    contract: &'m Contract,
    ids: Names,
}

impl<'l, 'm> Document<'l, 'm> {
    pub(super) fn new(lowering: &'l mut Lowering<'m>, contract: &'m Contract) -> Self {
        for (name, id) in &contract.components {
            lowering.name(*id, Some(name));
        }
        Self { lowering, contract, ids: Names::default() }
    }

    pub(super) fn operations(mut self) -> Vec<Lowered> {
        let info = self.contract.at.get(self.lowering.sources).get("info");
        if let Some((key, _)) = info.and_then(|info| info.get_entry("version")) {
            let at = self.contract.at.sibling(key);
            let what = "sends a header `api-version` that the contract does not declare";
            self.lowering.habit(Effect::Rewrites, "", at, what);
        }
        self.contract.operations.iter().filter_map(|operation| self.operation(operation)).collect()
    }

    fn operation(&mut self, operation: &Operation) -> Option<Lowered> {
        let is_known =
            matches!(&*operation.method, "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace");
        if operation.source != HttpSource::Path || !is_known {
            let what = match operation.source {
                HttpSource::Path => format!("the method `{}`", operation.method),
                HttpSource::Webhook => "webhooks".to_owned(),
                HttpSource::Callback => "callbacks".to_owned(),
            };
            self.lowering.lose(Effect::LeftOut, "", operation.at, format!("progenitor does not know {what}"));
            return None;
        }
        if let Some(used) = operation.security.iter().flatten().next() {
            self.lowering.habit(Effect::LeftOut, "", used.at, "sends no credentials");
        }
        let wanted = operation.id.clone().unwrap_or_else(|| format!("{}-{}", operation.method, operation.path));
        let id = self.ids.take(&wanted);
        let mut value = Map::new();
        value.insert("operationId".to_owned(), json!(id));
        let node = operation.at.get(self.lowering.sources);
        for key in ["summary", "description"] {
            if let Some(text) = node.get_str(key) {
                value.insert(key.to_owned(), json!(text));
            }
        }
        value.insert("parameters".to_owned(), self.parameters(operation, &id));
        if let Some(body) = operation.body.as_ref().and_then(|body| self.body(body, &id)) {
            value.insert("requestBody".to_owned(), body);
        }
        value.insert("responses".to_owned(), self.responses(operation, &id));
        let (path, method) = (operation.path.clone(), operation.method.clone());
        Some(Lowered { at: operation.at, path, method, value: Value::Object(value) })
    }

    /// One media type: JSON before forms, text and bytes.
    fn body(&mut self, body: &Body, id: &str) -> Option<Value> {
        let rank = |media: &&MediaType| match essence(media).as_str() {
            _ if media.is_json() => 0,
            "application/x-www-form-urlencoded" => 1,
            "text/plain" => 2,
            _ => 3,
        };
        let chosen = body.content.iter().min_by_key(rank)?;
        for other in body.content.iter().filter(|other| other.at != chosen.at) {
            let message = format!("progenitor sends `{}` and leaves out `{}`", chosen.name, other.name);
            self.lowering.lose(Effect::LeftOut, "", other.at, message);
        }
        if !body.required {
            let message = "progenitor cannot leave out an optional body".to_owned();
            self.lowering.lose(Effect::Stricter, "", body.at, message);
        }
        let own = essence(chosen);
        let (name, schema) = match rank(&chosen) {
            0 => ("application/json", self.schema(chosen, &format!("{id}-body"))),
            1 if chosen.schema.is_some() => {
                ("application/x-www-form-urlencoded", self.schema(chosen, &format!("{id}-body")))
            }
            2 => ("text/plain", json!({ "type": "string" })),
            _ => ("application/octet-stream", json!({ "type": "string", "format": "binary" })),
        };
        if name != own {
            let message = format!("progenitor sends `{name}` in the place of `{}`", chosen.name);
            self.lowering.lose(Effect::Rewrites, "", chosen.at, message);
        }
        Some(json!({ "required": true, "content": { name: { "schema": schema } } }))
    }

    /// A reference to the schema of a body.
    pub(super) fn schema(&mut self, media: &MediaType, wanted: &str) -> Value {
        media.schema.map_or_else(|| json!({}), |schema| self.lowering.refer(schema, wanted))
    }
}

/// A media type without its parameters.
pub(super) fn essence(media: &MediaType) -> String {
    media.name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
