//! Responses in the form that progenitor reads: one kind of success, one kind of error.

use super::operation::{Document, essence};
use crate::loss::Effect;
use serde_json::{Map, Value, json};
use stipula_model::{MediaType, Operation, Response};

impl Document<'_, '_> {
    pub(super) fn responses(&mut self, operation: &Operation, id: &str) -> Value {
        let mut all: Vec<(&Response, Value)> = Vec::new();
        for response in &operation.responses {
            let content = self.content(response, &format!("{id}-{}", response.status));
            all.push((response, content));
        }
        let is_class = |response: &Response, classes: &[char]| response.status.starts_with(classes);
        let of = |classes: &[char]| {
            let own = all.iter().filter(|(response, _)| is_class(response, classes));
            own.map(|(response, content)| (*response, content.clone())).collect::<Vec<_>>()
        };
        let (mut good, mut bad) = (of(&['2']), of(&['4', '5']));
        let default = all.iter().find(|(response, _)| response.status == "default");
        let mut out = Map::new();
        good.sort_by(|(one, _), (other, _)| one.status.cmp(&other.status));
        let first = good.first().map(|(_, content)| content.clone());
        self.keep(&mut out, good, first.as_ref());
        if let Some((response, content)) = default {
            if out.is_empty() {
                out.insert("2XX".to_owned(), answer(content));
            }
            bad.push((response, content.clone()));
        }
        let common = most_common(&bad);
        self.keep(&mut out, bad, common.as_ref());
        for (response, _) in all.iter().filter(|(response, _)| is_class(response, &['1', '3'])) {
            self.leave_out(response);
        }
        if out.is_empty() {
            out.insert("2XX".to_owned(), json!({ "description": "" }));
        }
        Value::Object(out)
    }

    /// Keeps the responses with this content.
    fn keep(&mut self, out: &mut Map<String, Value>, responses: Vec<(&Response, Value)>, content: Option<&Value>) {
        for (response, own) in responses {
            if Some(&own) != content {
                self.leave_out(response);
                continue;
            }
            if response.status == "default" {
                for class in ["4XX", "5XX"] {
                    out.entry(class).or_insert_with(|| answer(&own));
                }
            } else {
                out.insert(response.status.to_ascii_uppercase(), answer(&own));
            }
        }
    }

    fn leave_out(&mut self, response: &Response) {
        let message = format!(
            "progenitor leaves out `{}`: it knows one success and one error, each of one form",
            response.status
        );
        self.lowering.lose(Effect::LeftOut, "", response.at, message);
    }

    /// The content of a response: JSON, or bytes, or none.
    fn content(&mut self, response: &Response, wanted: &str) -> Value {
        for header in &response.headers {
            let message = format!("progenitor gives the header `{}` without its type", header.name);
            self.lowering.lose(Effect::LeftOut, "", header.at, message);
        }
        let Some(first) = response.content.first() else { return json!({}) };
        let chosen = response.content.iter().find(|media| media.is_json()).unwrap_or(first);
        for other in response.content.iter().filter(|other| essence(other) != essence(chosen)) {
            let message = format!("progenitor reads `{}` and leaves out `{}`", chosen.name, other.name);
            self.lowering.lose(Effect::LeftOut, "", other.at, message);
        }
        if chosen.is_json() {
            return json!({ "application/json": { "schema": self.schema(chosen, wanted) } });
        }
        self.bytes(chosen)
    }

    fn bytes(&mut self, media: &MediaType) -> Value {
        if media.schema.is_some() {
            let message = format!("progenitor reads `{}` as bytes", media.name);
            self.lowering.lose(Effect::Looser, "", media.at, message);
        }
        json!({ "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } })
    }
}

fn answer(content: &Value) -> Value {
    json!({ "description": "", "content": content })
}

/// The content that most responses have; of equals the first.
fn most_common(responses: &[(&Response, Value)]) -> Option<Value> {
    let count = |content: &Value| responses.iter().filter(|(_, own)| own == content).count();
    let mut best: Option<(usize, &Value)> = None;
    for (_, content) in responses {
        let count = count(content);
        if best.is_none_or(|(most, _)| count > most) {
            best = Some((count, content));
        }
    }
    best.map(|(_, content)| content.clone())
}
