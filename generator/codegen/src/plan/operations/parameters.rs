//! Parameters and headers.

use super::Planner;
use super::names::Fields;
use crate::plan::{Docs, Shape, Use, docs};
use stipula_model::{MediaType, NodeRef, Operation, ParameterIn, Role, SchemaId};
use stipula_source::Node;

/// A parameter of a request, or a header of an answer.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name in the request.
    pub wire: String,
    /// Its field.
    pub field: String,
    /// The constant that says where and how it stands.
    pub constant: String,
    /// Where it is sent: `path`, `query`, `header` or `cookie`.
    pub location: &'static str,
    /// A variant of `http::Style` and `explode`, where they are not the location's own.
    pub style: Option<(&'static str, bool)>,
    /// `allowReserved`
    pub reserved: bool,
    /// What its text stands for.
    pub shape: ParameterShape,
    /// Whether it must be sent.
    pub required: bool,
    /// Its type.
    pub value: Value,
    /// The type of the schema that its text is held to, where its own type says less.
    pub held: Option<Use>,
    /// What readers are told.
    pub docs: Docs,
}

/// The type of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// That of its schema.
    Schema(Use),
    /// A header that means the same everywhere.
    Known(Header),
}

/// A header that means the same everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Header {
    /// RFC 9110 §8.8.3
    ETag,
    /// RFC 9110 §13.1.1
    IfMatch,
    /// RFC 9110 §10.2.3
    RetryAfter,
    /// draft-ietf-httpapi-idempotency-key-header-07
    IdempotencyKey,
}

impl Header {
    fn find(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "etag" => Some(Self::ETag),
            "if-match" => Some(Self::IfMatch),
            "retry-after" => Some(Self::RetryAfter),
            "idempotency-key" => Some(Self::IdempotencyKey),
            _ => None,
        }
    }

    /// Its type in `stipula_rt::http`.
    pub fn name(self) -> &'static str {
        match self {
            Self::ETag => "ETag",
            Self::IfMatch => "IfMatch",
            Self::RetryAfter => "RetryAfter",
            Self::IdempotencyKey => "IdempotencyKey",
        }
    }
}

/// What JSON the text of a parameter stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParameterShape {
    /// A string.
    Text,
    /// A number.
    Number,
    /// A boolean.
    Boolean,
    /// Whichever fits.
    Scalar,
    /// An array.
    List(Box<ParameterShape>),
    /// An object: its members, and what others are.
    Object(Vec<(String, ParameterShape)>, Option<Box<ParameterShape>>),
    /// JSON text.
    Json,
}

impl<'m> Planner<'_, 'm> {
    pub(super) fn parameters(&mut self, operation: &'m Operation, owner: &str) -> Vec<Parameter> {
        let mut fields = Fields::with(&["body"]);
        let mut planned = Vec::new();
        for parameter in &operation.parameters {
            let ignored = parameter.location == ParameterIn::Header
                && ["accept", "content-type", "authorization"].contains(&parameter.name.to_ascii_lowercase().as_str());
            let unused =
                parameter.location == ParameterIn::Path && !operation.path.contains(&format!("{{{}}}", parameter.name));
            match parameter.location {
                // OpenAPI 3.1.1 §4.8.12.1
                _ if ignored => self.left_out(
                    parameter.at,
                    format!(
                        "`{}` is set by the media types and the security of an operation, and is no parameter",
                        parameter.name
                    ),
                ),
                _ if unused => {
                    self.left_out(
                        parameter.at,
                        format!("the path has no `{{{}}}` that it could stand at", parameter.name),
                    );
                }
                ParameterIn::QueryString => {
                    self.left_out(parameter.at, "a parameter that is the whole query string is not generated");
                }
                _ => planned.push(self.parameter(parameter, owner, &mut fields)),
            }
        }
        self.undeclared(operation, &mut planned, &mut fields);
        // Objects with free names take what no other parameter reads.
        planned.sort_by_key(|parameter| {
            (!parameter.required, matches!(parameter.shape, ParameterShape::Object(_, Some(_))))
        });
        planned
    }

    /// Names of the path that nothing declares are text.
    fn undeclared(&mut self, operation: &Operation, planned: &mut Vec<Parameter>, fields: &mut Fields) {
        let path = operation.path.split(['?', '#']).next().unwrap_or_default();
        let names = path.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
        for name in names.collect::<Vec<_>>() {
            if planned.iter().any(|parameter| parameter.location == "path" && parameter.wire == name) {
                continue;
            }
            self.assumed(operation.path_at, format!("no parameter says what `{{{name}}}` is; it is text"));
            let field = fields.take(name, "path");
            planned.push(Parameter {
                wire: name.to_owned(),
                constant: constant(&field),
                field,
                location: "path",
                style: None,
                reserved: false,
                shape: ParameterShape::Text,
                required: true,
                value: Value::Schema(Use::Text(0, u64::MAX)),
                held: None,
                docs: Docs::default(),
            });
        }
    }

    fn parameter(&mut self, parameter: &'m stipula_model::Parameter, owner: &str, fields: &mut Fields) -> Parameter {
        let location = parameter.location.name();
        let field = fields.take(&parameter.name, location);
        let node = self.node(parameter.at);
        let declared =
            Declared { at: parameter.at, name: &parameter.name, schema: parameter.schema, content: &parameter.content };
        let (value, held, shape) = self.value(&declared, owner, location);
        Parameter {
            wire: parameter.name.clone(),
            constant: constant(&field),
            field,
            location,
            style: self.style(parameter.at, node, location, &shape),
            reserved: node.get("allowReserved").and_then(Node::as_bool) == Some(true),
            shape,
            required: parameter.required || location == "path",
            value,
            held,
            docs: docs::of_node(&self.types.input, parameter.at),
        }
    }

    /// A header of an answer.
    pub(super) fn header(&mut self, header: &'m stipula_model::Header, owner: &str, fields: &mut Fields) -> Parameter {
        let field = fields.take(&header.name, "header");
        let node = self.node(header.at);
        let declared = Declared { at: header.at, name: &header.name, schema: header.schema, content: &header.content };
        let (value, held, shape) = self.value(&declared, owner, "header");
        let explode = node.get("explode").and_then(Node::as_bool) == Some(true);
        let style = (explode && matches!(shape, ParameterShape::Object(..))).then_some(("Simple", true));
        let docs = docs::of_node(&self.types.input, header.at);
        Parameter {
            wire: header.name.clone(),
            constant: constant(&field),
            field,
            location: "header",
            style,
            reserved: false,
            shape,
            required: header.required,
            value,
            held,
            docs,
        }
    }

    fn value(&mut self, declared: &Declared<'m>, owner: &str, location: &str) -> (Value, Option<Use>, ParameterShape) {
        if let Some(content) = declared.content.first() {
            let used = self.ty(content.schema, Role::Any, owner, declared.name);
            if !content.is_json() {
                self.assumed(content.at, format!("`{}` in a parameter is carried as text", content.name));
                let shape = self.shape(&used, declared.at);
                return (Value::Schema(used), None, shape);
            }
            return (Value::Schema(used), None, ParameterShape::Json);
        }
        let used = match declared.schema {
            Some(_) => self.ty(declared.schema, Role::Any, owner, declared.name),
            None => Use::Text(0, u64::MAX),
        };
        if let (Some(known), "header") = (Header::find(declared.name), location) {
            let says_more = !matches!(used, Use::Json | Use::Text(0, u64::MAX));
            return (Value::Known(known), says_more.then_some(used), ParameterShape::Text);
        }
        let shape = self.shape(&used, declared.at);
        (Value::Schema(used), None, shape)
    }

    fn style(
        &mut self,
        at: NodeRef,
        node: Node<'_>,
        location: &str,
        shape: &ParameterShape,
    ) -> Option<(&'static str, bool)> {
        if *shape == ParameterShape::Json {
            return None;
        }
        let usual = if matches!(location, "path" | "header") { "Simple" } else { "Form" };
        let style = match (node.get_str("style"), location) {
            (None, _) => usual,
            (Some("matrix"), "path") => "Matrix",
            (Some("label"), "path") => "Label",
            (Some("simple"), "path" | "header") => "Simple",
            (Some("form"), "query" | "cookie") => "Form",
            (Some("spaceDelimited"), "query") => "SpaceDelimited",
            (Some("pipeDelimited"), "query") => "PipeDelimited",
            (Some("deepObject"), "query") => "DeepObject",
            (Some(other), _) => {
                self.assumed(
                    at,
                    format!(
                        "the style `{other}` is none of a {location} parameter; `{}` is taken",
                        usual.to_lowercase()
                    ),
                );
                usual
            }
        };
        let explode = node.get("explode").and_then(Node::as_bool).unwrap_or(style == "Form");
        (style != usual || explode != (usual == "Form")).then_some((style, explode))
    }

    /// What the text of a type stands for.
    pub(super) fn shape(&mut self, used: &Use, at: NodeRef) -> ParameterShape {
        self.shape_within(used, at, 0)
    }

    /// `depth` counts lists and objects: a style says one level, deeper ones are JSON.
    fn shape_within(&mut self, used: &Use, at: NodeRef, depth: usize) -> ParameterShape {
        match used {
            Use::Json | Use::Never | Use::Null => ParameterShape::Scalar,
            Use::Bool => ParameterShape::Boolean,
            Use::Int(..) | Use::Unsigned | Use::Number => ParameterShape::Number,
            Use::Text(..) | Use::Formatted(_) => ParameterShape::Text,
            Use::Nullable(inner) => self.shape_within(inner, at, depth),
            Use::List(..) | Use::Map(_) if depth > 1 => ParameterShape::Json,
            Use::List(item, _) => ParameterShape::List(Box::new(self.shape_within(item, at, depth + 1))),
            Use::Map(value) => {
                ParameterShape::Object(Vec::new(), Some(Box::new(self.shape_within(value, at, depth + 1))))
            }
            Use::Named(id) | Use::Boxed(id) => self.shape_named(self.types.plan().get(*id).shape.clone(), at, depth),
        }
    }

    fn shape_named(&mut self, shape: Shape, at: NodeRef, depth: usize) -> ParameterShape {
        match shape {
            Shape::Struct(_) | Shape::Tuple(_) if depth > 1 => ParameterShape::Json,
            Shape::Tuple(_) => ParameterShape::List(Box::new(ParameterShape::Scalar)),
            Shape::Struct(shape) => {
                let members =
                    shape.fields.iter().map(|field| (field.wire.clone(), self.shape_within(&field.ty, at, depth + 1)));
                let members = members.collect();
                let rest = match &shape.rest {
                    crate::plan::Rest::Closed => None,
                    crate::plan::Rest::Open => Some(ParameterShape::Scalar),
                    crate::plan::Rest::Typed(used) => Some(self.shape_within(used, at, depth + 1)),
                };
                ParameterShape::Object(members, rest.map(Box::new))
            }
            Shape::Choice(_) | Shape::Text(_) | Shape::Constant(serde_json::Value::String(_)) => ParameterShape::Text,
            Shape::Number(_) => ParameterShape::Number,
            Shape::Constant(_) | Shape::Never => ParameterShape::Scalar,
            Shape::Alias(used) | Shape::Checked(used) => self.shape_within(&used, at, depth),
            Shape::Union(union) => {
                let shapes: Vec<_> =
                    union.variants.iter().map(|variant| self.shape_within(&variant.ty, at, depth)).collect();
                match shapes.split_first() {
                    Some((first, others)) if others.iter().all(|other| other == first) => first.clone(),
                    _ => self.shape_mixed(&shapes, at),
                }
            }
        }
    }

    fn shape_mixed(&mut self, shapes: &[ParameterShape], at: NodeRef) -> ParameterShape {
        use ParameterShape::{Json, List, Object};
        if shapes.iter().any(|shape| matches!(shape, List(_) | Object(..) | Json)) {
            self.assumed(
                at,
                "its text may stand for one value or for several, and does not say which; it is read as one",
            );
        }
        ParameterShape::Scalar
    }
}

/// What a parameter or a header declares.
struct Declared<'m> {
    at: NodeRef,
    name: &'m str,
    schema: Option<SchemaId>,
    content: &'m [MediaType],
}

pub(super) fn constant(field: &str) -> String {
    field.trim_start_matches("r#").to_uppercase()
}
