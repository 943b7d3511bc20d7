//! Parameters in the form that progenitor reads: merged, one of each name, scalars but for lists in the query.

use super::operation::Document;
use crate::loss::Effect;
use crate::lowering::field_name;
use serde_json::{Value, json};
use stipula_model::{Operation, Parameter, ParameterIn, Shape, TypeSet};
use stipula_source::Node;

impl Document<'_, '_> {
    pub(super) fn parameters(&mut self, operation: &Operation, id: &str) -> Value {
        let names: Vec<&str> = template_names(&operation.path);
        // The argument of the body has a name of its own.
        let mut taken = vec!["body".to_owned()];
        let mut out: Vec<Value> = Vec::new();
        for parameter in &operation.parameters {
            let field = field_name(&parameter.name);
            let is_known = matches!(parameter.location, ParameterIn::Path | ParameterIn::Query | ParameterIn::Header);
            let is_placed = parameter.location != ParameterIn::Path || names.contains(&&*parameter.name);
            if !is_known || !is_placed || taken.contains(&field) {
                let message =
                    format!("progenitor leaves out the {} parameter `{}`", parameter.location.name(), parameter.name);
                self.lowering.lose(Effect::LeftOut, "", parameter.at, message);
                continue;
            }
            taken.push(field);
            let schema = self.parameter_schema(parameter, id);
            let is_required = parameter.required || parameter.location == ParameterIn::Path;
            out.push(json!({
                "name": parameter.name,
                "in": parameter.location.name(),
                "required": is_required,
                "schema": schema,
            }));
        }
        let is_declared = |name: &str, out: &[Value]| out.iter().any(|p| p["name"] == name && p["in"] == "path");
        for name in names {
            if !is_declared(name, &out) {
                out.push(json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }));
            }
        }
        Value::Array(out)
    }

    fn parameter_schema(&mut self, parameter: &Parameter, id: &str) -> Value {
        let text = json!({ "type": "string" });
        let in_query = parameter.location == ParameterIn::Query;
        let node = parameter.at.get(self.lowering.sources);
        let is_default_style =
            node.get_str("style").is_none_or(|style| style == if in_query { "form" } else { "simple" });
        let is_joined = node.get("explode").and_then(Node::as_bool) == Some(false);
        let Some(schema) = parameter.schema else {
            self.as_text(parameter, "its content");
            return text;
        };
        let types = self.types_of(schema, 0);
        let is = |name: &str| types.is_some_and(|types| types.contains(name));
        let is_list = in_query && is("array") && !is_joined;
        let is_structure = types.is_none() || is("object") || (is("array") && !is_list);
        if is_structure || !is_default_style || self.lowering.accepts_null(schema, 0) {
            self.as_text(parameter, "the text of its value");
            return text;
        }
        self.lowering.refer(schema, &format!("{id}-{}", parameter.name))
    }

    fn as_text(&mut self, parameter: &Parameter, what: &str) {
        let message = format!("progenitor takes any text for `{}`: {what}", parameter.name);
        self.lowering.lose(Effect::Looser, "", parameter.at, message);
    }

    fn types_of(&self, schema: stipula_model::SchemaId, depth: usize) -> Option<TypeSet> {
        let schemas = &self.lowering.model.schemas;
        let mut target = None;
        for keyword in schemas.keywords(self.lowering.sources, schema) {
            match keyword.shape {
                Shape::Types(types) => return Some(types.set),
                Shape::Target(to) => target = to,
                _ => {}
            }
        }
        self.types_of(target.filter(|_| depth < 32)?, depth + 1)
    }
}

/// The names in a path template.
fn template_names(path: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for part in path.split('{').skip(1) {
        let name = part.split('}').next().unwrap_or_default();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
