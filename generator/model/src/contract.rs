//! Contracts and their parts.

use crate::{Kind, NodeRef, SchemaId, Surface};
use stipula_diagnostics::FileId;

/// One document that promises something: an OpenAPI or AsyncAPI description or a standalone schema.
#[derive(Debug)]
pub struct Contract {
    /// The file.
    pub file: FileId,
    /// The root.
    pub at: NodeRef,
    /// What it is.
    pub kind: Kind,
    /// `info.title` or `title`.
    pub title: Option<String>,
    /// `info.version`.
    pub version: Option<String>,
    /// The surface of a standalone schema, by `x-surface` or by its folder.
    pub surface: Option<Surface>,
    /// The root schema of a standalone schema.
    pub schema: Option<SchemaId>,
    /// Named schemas: `components.schemas`, or `$defs`.
    pub components: Vec<(String, SchemaId)>,
    /// HTTP operations: of paths, webhooks and callbacks.
    pub operations: Vec<Operation>,
    /// Channels.
    pub channels: Vec<Channel>,
    /// What an application does with the channels.
    pub wire_operations: Vec<WireOperation>,
    /// Messages: of channels and of components.
    pub messages: Vec<Message>,
    /// The names of the declared security schemes.
    pub security_schemes: Vec<String>,
    /// The schemes that servers and operations of AsyncAPI 2 name; AsyncAPI 3 refers to them by `$ref`.
    pub security: Vec<SecurityUse>,
}

/// Where an HTTP operation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HttpSource {
    /// Under `paths`: clients call it.
    Path,
    /// Under `webhooks`: the service calls its consumers.
    Webhook,
    /// Under `callbacks` of an operation: the service calls the client back.
    Callback,
}

/// An HTTP operation (OpenAPI 3.1.1 §4.8.10).
#[derive(Debug)]
pub struct Operation {
    /// The Operation Object.
    pub at: NodeRef,
    /// Where it stands.
    pub source: HttpSource,
    /// The key of its Path Item: a path template, a webhook's name or a callback's expression.
    pub path: String,
    /// The Path Item Object's key.
    pub path_at: NodeRef,
    /// `get`, `post`, … in lower case.
    pub method: String,
    /// Its `operationId`.
    pub id: Option<String>,
    /// Its own parameters and those of the path item that it does not replace.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// The responses, by status or `default`.
    pub responses: Vec<Response>,
    /// The security that is in force: alternatives of schemes with scopes.
    pub security: Vec<Vec<SecurityUse>>,
}

/// A security scheme in use.
#[derive(Debug, Clone)]
pub struct SecurityUse {
    /// The name of the scheme.
    pub scheme: String,
    /// Its scopes or roles.
    pub scopes: Vec<String>,
    /// Where it is asked for.
    pub at: NodeRef,
}

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParameterIn {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// The whole query string (OpenAPI 3.2).
    QueryString,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl ParameterIn {
    /// The location with this name.
    pub fn find(name: &str) -> Option<Self> {
        Some(match name {
            "path" => Self::Path,
            "query" => Self::Query,
            "querystring" => Self::QueryString,
            "header" => Self::Header,
            "cookie" => Self::Cookie,
            _ => return None,
        })
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::QueryString => "querystring",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// A parameter (OpenAPI 3.1.1 §4.8.12).
#[derive(Debug, Clone)]
pub struct Parameter {
    /// The Parameter Object, after references.
    pub at: NodeRef,
    /// Its name.
    pub name: String,
    /// Where it is sent.
    pub location: ParameterIn,
    /// True if it must be sent.
    pub required: bool,
    /// Its schema.
    pub schema: Option<SchemaId>,
    /// Its content, where it has that instead of a schema.
    pub content: Vec<MediaType>,
    /// Its examples.
    pub examples: Vec<Example>,
}

/// A request body (OpenAPI 3.1.1 §4.8.13).
#[derive(Debug, Clone)]
pub struct Body {
    /// The Request Body Object, after references.
    pub at: NodeRef,
    /// True if it must be sent.
    pub required: bool,
    /// Its content by media type.
    pub content: Vec<MediaType>,
}

/// A response (OpenAPI 3.1.1 §4.8.17).
#[derive(Debug, Clone)]
pub struct Response {
    /// The Response Object, after references.
    pub at: NodeRef,
    /// `200`, `4XX` or `default`.
    pub status: String,
    /// Its headers.
    pub headers: Vec<Header>,
    /// Its content by media type.
    pub content: Vec<MediaType>,
}

/// A response header (OpenAPI 3.1.1 §4.8.21).
#[derive(Debug, Clone)]
pub struct Header {
    /// The Header Object, after references.
    pub at: NodeRef,
    /// Its name.
    pub name: String,
    /// True if it is always sent.
    pub required: bool,
    /// Its schema.
    pub schema: Option<SchemaId>,
    /// Its content, where it has that instead of a schema.
    pub content: Vec<MediaType>,
    /// Its examples.
    pub examples: Vec<Example>,
}

/// A media type (OpenAPI 3.1.1 §4.8.14).
#[derive(Debug, Clone)]
pub struct MediaType {
    /// The Media Type Object.
    pub at: NodeRef,
    /// Such as `application/json`.
    pub name: String,
    /// Its schema.
    pub schema: Option<SchemaId>,
    /// The schema of each item of a sequential media type (OpenAPI 3.2).
    pub item_schema: Option<SchemaId>,
    /// Its examples.
    pub examples: Vec<Example>,
}

impl MediaType {
    /// True for JSON itself and for `+json` types (RFC 6839 §3.1).
    pub fn is_json(&self) -> bool {
        let essence = self.name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
    }
}

/// An example value.
#[derive(Debug, Clone)]
pub struct Example {
    /// The value itself.
    pub value: NodeRef,
}

/// A channel (AsyncAPI 3.0 §Channel Object).
#[derive(Debug)]
pub struct Channel {
    /// The Channel Object, after references.
    pub at: NodeRef,
    /// Its key.
    pub name: String,
    /// Its address; `None` where it is unknown until run time.
    pub address: Option<String>,
    /// Its parameters.
    pub parameters: Vec<(String, NodeRef)>,
    /// Its messages by key: indices into [`Contract::messages`].
    pub messages: Vec<(String, usize)>,
}

/// What an application does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// It sends.
    Send,
    /// It receives.
    Receive,
}

/// An operation on a channel (AsyncAPI 3.0 §Operation Object).
#[derive(Debug)]
pub struct WireOperation {
    /// The Operation Object.
    pub at: NodeRef,
    /// Its key (3.x) or `operationId` (2.x).
    pub name: String,
    /// What is done.
    pub action: Action,
    /// The index of its channel in [`Contract::channels`].
    pub channel: Option<usize>,
    /// The messages it is limited to, or all of its channel's: indices into [`Contract::messages`].
    pub messages: Vec<usize>,
}

/// A message (AsyncAPI 3.0 §Message Object).
#[derive(Debug)]
pub struct Message {
    /// The Message Object, after references.
    pub at: NodeRef,
    /// Its `name` or the key it stands under.
    pub name: String,
    /// Its `contentType`, or the document's default.
    pub content_type: Option<String>,
    /// The payload's schema, where it is a JSON Schema.
    pub payload: Option<SchemaId>,
    /// The headers' schema.
    pub headers: Option<SchemaId>,
    /// Examples of the payload and of the headers.
    pub payload_examples: Vec<Example>,
    /// Examples of the headers.
    pub header_examples: Vec<Example>,
}
