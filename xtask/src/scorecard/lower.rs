//! Two schemas of any draft as self-contained 2020-12, through the same path as contracts.

use anyhow::{Context, bail};
use serde_json::{Map, Value, json};
use stipula_model::{Model, NodeRef, Role, Roots, emit_as};
use stipula_source::{Limits, Memory, Sources};

/// Definitions of both versions, side by side, and the names of the two schemas in them.
pub(crate) struct Lowered {
    pub(crate) definitions: Map<String, Value>,
    pub(crate) old: Value,
    pub(crate) new: Value,
}

/// Lowers two schemas of the same draft.
pub(crate) fn pair(old: &Value, new: &Value, draft: &str) -> anyhow::Result<Lowered> {
    let (old_name, mut definitions) = one(old, draft, "old-")?;
    let (new_name, others) = one(new, draft, "new-")?;
    definitions.extend(others);
    let reference = |name: String| json!({ "$ref": format!("#/$defs/{name}") });
    Ok(Lowered { definitions, old: reference(old_name), new: reference(new_name) })
}

/// The path of the one file, and where its schema is.
const FILE: &str = "row.schema.json";

fn one(schema: &Value, draft: &str, prefix: &str) -> anyhow::Result<(String, Map<String, Value>)> {
    let (document, pointer) = document(schema, draft)?;
    let mut sources = Sources::new(Limits::default());
    let main = sources.add_root(Box::new(Memory::new().with(FILE, document.to_string())), "");
    sources.load(main, &[FILE.to_owned()])?;
    let mut roots = Roots::only(main);
    stipula_model::load(&mut sources, &mut roots)?;
    let (model, _) = Model::build(&sources, &roots);
    let file = sources.find(main, FILE).context("the file was added")?;
    let root = sources.file(file).tree().root().context("the file is JSON")?;
    let at = root.at_pointer(pointer).map(|node| NodeRef::new(file, node));
    let id = at.and_then(|at| model.schemas.at(at)).context("it is no schema")?;
    let usable = |pattern: &str| regress::Regex::with_flags(pattern, "u").is_ok();
    let mut emitted = emit_as(prefix, &sources, &model.schemas, [(id, Role::Any)], &usable);
    if !emitted.is_whole {
        bail!("its dynamic references meet in too many scopes");
    }
    Ok((emitted.names.swap_remove(0), emitted.definitions))
}

/// A document that says which draft it is of, and where in it the schema is.
fn document(schema: &Value, draft: &str) -> anyhow::Result<(Value, &'static str)> {
    let uri = match draft.strip_prefix("draft").unwrap_or(draft) {
        "4" => "http://json-schema.org/draft-04/schema#",
        "6" => "http://json-schema.org/draft-06/schema#",
        "7" => "http://json-schema.org/draft-07/schema#",
        "2019-09" => "https://json-schema.org/draft/2019-09/schema",
        "2020-12" => "https://json-schema.org/draft/2020-12/schema",
        "openapi-3.0-or-3.1-schema-object" => return Ok((openapi(schema), "/components/schemas/Row")),
        other => bail!("the draft {other} is unknown"),
    };
    let mut document = schema.clone();
    if let Some(object) = document.as_object_mut() {
        object.entry("$schema").or_insert_with(|| uri.into());
    }
    Ok((document, ""))
}

fn openapi(schema: &Value) -> Value {
    let version = if is_openapi_3_0(schema) { "3.0.3" } else { "3.1.0" };
    json!({
        "openapi": version,
        "info": { "title": "a row", "version": "1" },
        "paths": {},
        "components": { "schemas": { "Row": schema } },
    })
}

/// True if a keyword is written as only OpenAPI 3.0 has it.
fn is_openapi_3_0(schema: &Value) -> bool {
    match schema {
        Value::Object(members) => members.iter().any(|(keyword, value)| {
            let is_old = match keyword.as_str() {
                "nullable" | "exclusiveMinimum" | "exclusiveMaximum" => value.is_boolean(),
                _ => false,
            };
            is_old || is_openapi_3_0(value)
        }),
        Value::Array(items) => items.iter().any(is_openapi_3_0),
        _ => false,
    }
}
