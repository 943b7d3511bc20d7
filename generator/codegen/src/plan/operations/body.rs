//! What requests and answers carry.

use super::{ErrorCodes, Parameter, ParameterShape, Planner, Value};
use crate::plan::names::type_name;
use crate::plan::{Docs, Shape, Use, docs};
use stipula_model::{MediaType, Role};

/// The body of a request.
#[derive(Debug, Clone)]
pub struct Body {
    /// Whether it must be sent.
    pub required: bool,
    /// The enum of its media types, where there are several.
    pub name: Option<String>,
    /// Its media types, in the order of the contract.
    pub contents: Vec<Content>,
    /// What readers are told.
    pub docs: Docs,
}

/// A media type and what it carries.
#[derive(Debug, Clone)]
pub struct Content {
    /// Such as `application/json`.
    pub media_type: String,
    /// The name of its variant, where there are several.
    pub variant: String,
    /// What it carries.
    pub carried: Carried,
}

/// What a body is in Rust.
#[derive(Debug, Clone)]
pub enum Carried {
    /// JSON.
    Json(Use),
    /// A problem of RFC 9457 with the service's codes; of its schema, or plain.
    Problem(Option<Use>),
    /// A problem of RFC 9457 without a schema and without codes.
    PlainProblem,
    /// Text.
    Text(Use),
    /// A form of fields.
    Form(Use, Vec<Parameter>),
    /// A form of parts.
    Multipart,
    /// Bytes of the one media type.
    Bytes,
    /// Bytes that know their own media type.
    Raw,
}

impl<'m> Planner<'_, 'm> {
    pub(super) fn body(&mut self, body: &'m stipula_model::Body, owner: &str) -> Option<Body> {
        let contents = self.contents(&body.content, owner, "Body", true);
        if contents.is_empty() {
            self.left_out(body.at, "the body has no media type, so there is none");
            return None;
        }
        let name = (contents.len() > 1).then(|| format!("{owner}Body"));
        let docs = docs::of_node(&self.types.input, body.at);
        Some(Body { required: body.required, name, contents, docs })
    }

    /// Media types that differ by parameters only are one.
    pub(super) fn contents(&mut self, contents: &'m [MediaType], owner: &str, name: &str, sent: bool) -> Vec<Content> {
        let mut planned: Vec<Content> = Vec::new();
        for content in contents {
            let same = |one: &Content| essence(&one.media_type) == essence(&content.name);
            if planned.iter().any(same) {
                self.left_out(content.at, format!("`{}` cannot be told from another media type here", content.name));
                continue;
            }
            let carried = self.carried(content, owner, name, sent);
            let variant = variant(&content.name);
            let taken = planned.iter().filter(|other| other.variant == variant).count();
            let variant = if taken == 0 { variant } else { format!("{variant}{}", taken + 1) };
            planned.push(Content { media_type: content.name.clone(), variant, carried });
        }
        planned
    }

    fn carried(&mut self, content: &'m MediaType, owner: &str, name: &str, sent: bool) -> Carried {
        let essence = essence(&content.name);
        let role = if sent { Role::Request } else { Role::Response };
        if content.item_schema.is_some()
            || matches!(essence.as_str(), "application/x-ndjson" | "application/jsonl" | "text/event-stream")
        {
            self.untyped(content.at, format!("`{essence}` is a sequence, and is carried as bytes"));
            return Carried::Bytes;
        }
        if content.is_json() {
            let used = content.schema.map(|schema| self.ty(Some(schema), role, owner, name));
            return self.json(used, &essence, sent);
        }
        match essence.as_str() {
            "application/x-www-form-urlencoded" if sent => self.form(content, owner, name),
            "multipart/form-data" => {
                if content.schema.is_some() {
                    self.untyped(
                        content.at,
                        "the parts of a form are carried as they are; their schema is not checked",
                    );
                }
                Carried::Multipart
            }
            range if range.contains('*') => {
                self.note_schema(content, "is carried as bytes of any media type");
                Carried::Raw
            }
            text if text.starts_with("text/") => {
                let used = match content.schema {
                    Some(_) => self.ty(content.schema, role, owner, name),
                    None => Use::Text(0, u64::MAX),
                };
                match self.shape(&used, content.at) {
                    ParameterShape::List(_) | ParameterShape::Object(..) | ParameterShape::Json => {
                        self.untyped(content.at, format!("`{text}` is carried as bytes; its schema is not checked"));
                        Carried::Bytes
                    }
                    _ => Carried::Text(used),
                }
            }
            _ => {
                self.note_schema(content, "is carried as bytes");
                Carried::Bytes
            }
        }
    }

    /// An answer that is an error, and the service's codes in it.
    fn json(&mut self, used: Option<Use>, essence: &str, sent: bool) -> Carried {
        let is_problem = essence == "application/problem+json" && !sent;
        let Some(used) = used else {
            return match (&mut self.codes, is_problem) {
                (Some(codes), true) => {
                    codes.is_used = true;
                    Carried::Problem(None)
                }
                (None, true) => Carried::PlainProblem,
                (_, false) => Carried::Json(Use::Json),
            };
        };
        let member = self.code_member(&used);
        match (&mut self.codes, member) {
            (Some(codes), Some(member)) if !sent => {
                codes.used_as(&member);
                if codes.member == member { Carried::Problem(Some(used)) } else { Carried::Json(used) }
            }
            _ => Carried::Json(used),
        }
    }

    /// The member of an object that holds the code of an error.
    fn code_member(&self, used: &Use) -> Option<String> {
        let Use::Named(id) = used else { return None };
        match &self.types.plan().get(*id).shape {
            Shape::Struct(shape) => {
                let has = |name: &&&str| shape.fields.iter().any(|field| field.wire == **name);
                ErrorCodes::MEMBERS.iter().find(has).map(|name| (*name).to_owned())
            }
            Shape::Alias(used) | Shape::Checked(used) => self.code_member(&used.clone()),
            _ => None,
        }
    }

    fn form(&mut self, content: &'m MediaType, owner: &str, name: &str) -> Carried {
        let Some(_) = content.schema else {
            self.untyped(content.at, "the form has no schema, and is carried as bytes");
            return Carried::Bytes;
        };
        let used = self.ty(content.schema, Role::Request, owner, name);
        let ParameterShape::Object(members, _) = self.shape(&used, content.at) else {
            self.untyped(content.at, "the form is no object, and is carried as bytes");
            return Carried::Bytes;
        };
        let encoding = self.node(content.at).get("encoding");
        let fields = members.into_iter().map(|(wire, shape)| {
            let node = encoding.and_then(|encoding| encoding.get(&wire));
            let style = match node.and_then(|node| node.get_str("style")) {
                Some("spaceDelimited") => "SpaceDelimited",
                Some("pipeDelimited") => "PipeDelimited",
                Some("deepObject") => "DeepObject",
                _ => "Form",
            };
            let explode = node.and_then(|node| node.get("explode")?.as_bool()).unwrap_or(style == "Form");
            // Without a style, an object is its JSON (OpenAPI 3.1.1 §4.8.15.1.1).
            let shape = match shape {
                ParameterShape::Object(..) if style == "Form" => ParameterShape::Json,
                other => other,
            };
            let style = (style != "Form" || !explode).then_some((style, explode));
            let value = Value::Schema(Use::Json);
            let (field, constant, docs) = (String::new(), String::new(), Docs::default());
            Parameter {
                wire,
                field,
                constant,
                location: "query",
                style,
                reserved: false,
                shape,
                required: false,
                value,
                held: None,
                docs,
            }
        });
        Carried::Form(used, fields.collect())
    }

    /// A schema of bytes says nothing but that they are bytes.
    fn note_schema(&mut self, content: &MediaType, what: &str) {
        let Some(schema) = content.schema else { return };
        let node = self.node(self.types.input.model.schemas.get(schema).at);
        let says_nothing = node.get_str("type") == Some("string") || node.is_empty() || node.as_bool() == Some(true);
        if !says_nothing {
            self.untyped(content.at, format!("`{}` {what}; its schema is not checked", content.name));
        }
    }
}

fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// `application/vnd.api+json` as `VndApiJson`, `*/*` as `Any`.
fn variant(media_type: &str) -> String {
    let essence = essence(media_type);
    let (kind, subtype) = essence.split_once('/').unwrap_or(("", &essence));
    match (kind, subtype) {
        ("*", _) => "Any".to_owned(),
        (kind, "*") => format!("Any{}", type_name(kind)),
        (_, "x-www-form-urlencoded") => "Form".to_owned(),
        (_, "form-data") => "Parts".to_owned(),
        (_, "octet-stream") => "Bytes".to_owned(),
        ("text", "plain") => "PlainText".to_owned(),
        _ => crate::plan::variant_name(subtype),
    }
}
