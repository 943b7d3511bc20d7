//! Which module a schema's type stands in, and what the contract calls it.

use super::names::{field_name, type_name};
use crate::Input;
use stipula_model::{Kind, NodeRef, SchemaId};
use stipula_source::Node;

/// What the contract itself calls a schema.
pub(crate) struct Natural {
    /// The path of the module.
    pub(crate) module: Vec<String>,
    /// The name of the type.
    pub(crate) name: String,
}

/// The name that a schema has by its place: a file, a component or a definition. Other schemas are inline.
pub(crate) fn natural(input: &Input<'_>, id: SchemaId) -> Option<Natural> {
    let at = input.model.schemas.get(id).at;
    let node = at.get(input.sources);
    let module = || of_file(input, at);
    let Some(parent) = node.parent() else {
        return Some(Natural { module: module(), name: root_name(input, at) });
    };
    let section = parent.key()?.as_str()?;
    let name = node.key()?.as_str()?;
    let is_definitions = matches!(section, "$defs" | "definitions");
    let is_component = section == "schemas" && parent.parent()?.key()?.as_str()? == "components";
    (is_definitions || is_component).then(|| Natural { module: module(), name: type_name(name) })
}

/// The module of a file: its path below the root, without what every file is called.
pub(crate) fn of_file(input: &Input<'_>, at: NodeRef) -> Vec<String> {
    let path = input.roots.path_of(input.sources, at.file);
    let mut segments: Vec<&str> = path.split('/').filter(|segment| !matches!(*segment, "" | "." | "..")).collect();
    let stem = stem(segments.pop().unwrap_or_default());
    let kind = input.model.contract_in(at.file).map(|contract| contract.kind);
    let is_document = matches!(kind, Some(Kind::OpenApi(_) | Kind::AsyncApi(_)));
    if is_document && input.is_alone(at.file) {
        return vec!["types".to_owned()];
    }
    if !(is_document && matches!(stem, "openapi" | "asyncapi") && !segments.is_empty()) {
        segments.push(stem);
    }
    let mut module: Vec<String> = segments.into_iter().map(field_name).collect();
    if is_document {
        module.push("types".to_owned());
    }
    module
}

fn stem(file: &str) -> &str {
    let file = [".json", ".yaml", ".yml"].iter().find_map(|end| file.strip_suffix(end)).unwrap_or(file);
    file.strip_suffix(".schema").unwrap_or(file)
}

/// The title of a schema file where it reads as a name, else the file's name.
fn root_name(input: &Input<'_>, at: NodeRef) -> String {
    let title = at.get(input.sources).get_str("title");
    let is_name = |title: &&str| title.chars().all(char::is_alphanumeric) && !title.is_empty();
    let path = input.roots.path_of(input.sources, at.file);
    let file = stem(path.rsplit('/').next().unwrap_or_default());
    type_name(title.filter(is_name).unwrap_or(file))
}

/// The last token of a pointer that says something, for a schema that nothing names.
pub(crate) fn inline_name(node: Node<'_>) -> String {
    let mut node = Some(node);
    while let Some(here) = node {
        match here.key().and_then(Node::as_str) {
            Some(key) if !matches!(key, "schema" | "items" | "content" | "additionalProperties") => {
                return type_name(key);
            }
            _ => node = here.parent(),
        }
    }
    "Value".to_owned()
}
