//! A copied schema is read in the dialect of the bundle. What means the same in other words is put in
//! those words; what cannot be said is a finding, never a silent change of meaning.

use crate::schema::{Kw, Vocabulary};
use crate::{Draft, NodeRef, SchemaId};
use serde_json::{Map, Value, json};
use stipula_diagnostics::{Diagnostic, codes};
use stipula_source::Node;

impl super::Bundler<'_> {
    /// Says a schema that was written in its own dialect in the bundle's.
    pub(super) fn translate(&mut self, at: NodeRef, id: SchemaId, out: &mut Map<String, Value>) {
        let from = self.model.schemas.resource(self.model.schemas.get(id).resource).draft;
        let to = self.dialect;
        if from == to || at.file == self.contract.file {
            return;
        }
        if from.ref_hides_siblings() != to.ref_hides_siblings() && out.contains_key("$ref") {
            part_from_siblings(out, from);
        }
        if to < Draft::Draft201909 {
            old_dependencies(out);
            old_items(out);
        }
        if to == Draft::OpenApi30 {
            openapi_30(out);
        }
        self.report_untranslated(at, (from, to), out);
    }

    fn report_untranslated(&mut self, at: NodeRef, (from, to): (Draft, Draft), out: &Map<String, Value>) {
        let node = at.get(self.sources);
        for (name, value) in out {
            let is_foreign = match Kw::find(name).filter(|kw| asserts(*kw)) {
                Some(kw) => !kw.is_in(to),
                None => {
                    from <= Draft::Draft7
                        && to > Draft::Draft7
                        && matches!(name.as_str(), "dependencies" | "additionalItems")
                }
            };
            let is_other = match name.as_str() {
                "items" => value.is_array() && to == Draft::Draft202012,
                "exclusiveMinimum" | "exclusiveMaximum" => {
                    value.is_boolean() && !matches!(to, Draft::Draft4 | Draft::OpenApi30)
                }
                "nullable" => from == Draft::OpenApi30 && value == &json!(true),
                _ => false,
            };
            if let (true, Some((key, _))) = (is_foreign || is_other, node.get_entry(name)) {
                let message =
                    format!("`{name}` of {} cannot be said in {}, the dialect of the bundle", from.name(), to.name());
                self.refuse(at, key, message);
            }
        }
    }

    /// A dynamic reference depends on the resources that it passes through, and a bundle is one resource.
    pub(super) fn refuse_dynamic(&mut self, at: NodeRef) {
        let node = at.get(self.sources);
        let Some((key, _)) = node.get_entry("$dynamicRef").or_else(|| node.get_entry("$recursiveRef")) else { return };
        self.refuse(at, key, "a dynamic reference between files cannot be bundled".to_owned());
    }

    fn refuse(&mut self, at: NodeRef, key: Node<'_>, message: String) {
        let place = at.sibling(key).place(self.sources);
        let help = "write the schema in the dialect of the contract, or keep the files apart";
        self.findings.push(Diagnostic::new(codes::BUNDLE_DIALECT, place, message).with_help(help));
    }
}

fn asserts(kw: Kw) -> bool {
    matches!(kw.vocabulary(), Vocabulary::Applicator | Vocabulary::Validation)
}

/// Keywords beside `$ref` count in one dialect and not in the other.
fn part_from_siblings(out: &mut Map<String, Value>, from: Draft) {
    if from.ref_hides_siblings() {
        out.retain(|name, _| Kw::find(name).is_none_or(|kw| !asserts(kw)));
        return;
    }
    if !out.keys().any(|name| Kw::find(name).is_some_and(asserts)) {
        return;
    }
    let Some(reference) = out.shift_remove("$ref") else { return };
    if let Value::Array(all) = out.entry("allOf").or_insert_with(|| json!([])) {
        all.push(json!({ "$ref": reference }));
    }
}

/// `dependentRequired` and `dependentSchemas` were one keyword before 2019-09.
fn old_dependencies(out: &mut Map<String, Value>) {
    for name in ["dependentRequired", "dependentSchemas"] {
        let Some(Value::Object(members)) = out.shift_remove(name) else { continue };
        if let Value::Object(all) = out.entry("dependencies").or_insert_with(|| json!({})) {
            all.extend(members);
        }
    }
}

/// `prefixItems` was `items` with a list, and `items` beside it `additionalItems`.
fn old_items(out: &mut Map<String, Value>) {
    let Some(prefix) = out.shift_remove("prefixItems") else { return };
    if let Some(rest) = out.insert("items".to_owned(), prefix) {
        out.insert("additionalItems".to_owned(), rest);
    }
}

/// OpenAPI 3.0 says `null`, one value and open bounds in words of its own.
fn openapi_30(out: &mut Map<String, Value>) {
    if let Some(value) = out.shift_remove("const") {
        out.insert("enum".to_owned(), json!([value]));
    }
    if let Some(Value::Array(types)) = out.get("type") {
        let others: Vec<Value> = types.iter().filter(|name| *name != "null").cloned().collect();
        if let ([only], true) = (&others[..], others.len() < types.len()) {
            let only = only.clone();
            out.insert("type".to_owned(), only);
            out.insert("nullable".to_owned(), json!(true));
        }
    }
    for (exclusive, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if out.get(exclusive).is_some_and(Value::is_number) && !out.contains_key(bound) {
            let limit = out.insert(exclusive.to_owned(), json!(true));
            out.extend(limit.map(|limit| (bound.to_owned(), limit)));
        }
    }
}
