//! Services made of OpenAPI documents: an operation is one request type and one outcome type, shared by clients and services.

mod body;
mod codes;
mod names;
mod notes;
mod pages;
mod parameters;
mod responses;
mod security;

pub use body::{Body, Carried, Content};
pub use codes::ErrorCodes;
pub use names::Status;
pub use pages::Paging;
pub use parameters::{Header, Parameter, ParameterShape, Value};
pub use responses::Response;
pub use security::Need;

use super::{Docs, Hint, ModuleId, Types, Use, docs};
use crate::Target;
use names::Taken;
use stipula_diagnostics::Diagnostic;
use stipula_model::{Contract, HttpSource, Kind, NodeRef, Role, SchemaId};
use stipula_source::Node;

/// A service: the operations of one OpenAPI document that clients call.
#[derive(Debug, Clone)]
pub struct Service {
    /// Its name, such as `QuoteService`.
    pub name: String,
    /// The module that the modules `operations`, `client` and `server` stand in.
    pub parent: Vec<String>,
    /// The module of its operations.
    pub module: ModuleId,
    /// The module of its client, where one is wished for.
    pub client: Option<ModuleId>,
    /// Where its document starts.
    pub at: NodeRef,
    /// What readers are told.
    pub docs: Docs,
    /// The URL of its first server.
    pub url: Option<String>,
    /// The codes of its errors.
    pub codes: Option<ErrorCodes>,
    /// Its operations, in the order of the document.
    pub operations: Vec<Operation>,
}

/// An operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Its `operationId`, or one made of method and path.
    pub id: String,
    /// The method in capitals.
    pub method: String,
    /// The template of its path.
    pub path: String,
    /// The request type, such as `CreateQuote`.
    pub name: String,
    /// The method of a client, such as `create_quote`.
    pub function: String,
    /// The outcome type, such as `CreateQuoteOutcome`.
    pub outcome: String,
    /// Where it stands.
    pub at: NodeRef,
    /// What readers are told.
    pub docs: Docs,
    /// Whether it may be sent again.
    pub repeat: Repeat,
    /// Alternatives of what a caller has to show.
    pub security: Vec<Vec<Need>>,
    /// Its parameters, required ones first.
    pub parameters: Vec<Parameter>,
    /// Its body.
    pub body: Option<Body>,
    /// What it can end with: exact statuses first, then ranges, then the default.
    pub responses: Vec<Response>,
    /// How it is paged.
    pub paging: Option<Paging>,
}

/// Whether a request may be sent again (RFC 9110 §9.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Repeat {
    /// The method is safe.
    Safe,
    /// The method is idempotent.
    Idempotent,
    /// With the key in this header.
    Keyed(String),
    /// Never.
    Never,
}

/// Plans the services of all contracts, where a target needs them.
pub(crate) fn all(types: &mut Types<'_>) -> Vec<Service> {
    let input = types.input;
    if !input.options.targets.iter().any(|target| matches!(target, Target::Client | Target::Server)) {
        return Vec::new();
    }
    let documents = input.contracts().filter(|contract| matches!(contract.kind, Kind::OpenApi(_)));
    documents.filter_map(|contract| Planner::new(types, contract).service()).collect()
}

/// What is known while a service is planned.
struct Planner<'t, 'm> {
    types: &'t mut Types<'m>,
    contract: &'m Contract,
    /// The module that inline schemas of the document go to.
    inline: Vec<String>,
    taken: Taken,
    codes: Option<ErrorCodes>,
    notes: Vec<Diagnostic>,
}

impl<'t, 'm> Planner<'t, 'm> {
    fn new(types: &'t mut Types<'m>, contract: &'m Contract) -> Self {
        let inline = super::modules::of_file(&types.input, contract.at);
        let codes = codes::declared(&types.input, contract);
        Self { types, contract, inline, taken: Taken::default(), codes, notes: Vec::new() }
    }

    fn service(mut self) -> Option<Service> {
        let mut parent = self.inline.clone();
        parent.pop();
        self.taken.types(["ErrorCode"]);
        let operations: Vec<Operation> = self.contract.operations.iter().filter_map(|it| self.operation(it)).collect();
        self.note_elsewhere();
        let root = self.node(self.contract.at);
        let url = root.get("servers").and_then(|servers| servers.items().next()?.get_str("url")).map(str::to_owned);
        let title = self.contract.title.as_deref().unwrap_or_default();
        let name = super::type_name(if title.chars().any(char::is_alphanumeric) { title } else { "Service" });
        self.types.tell(self.notes);
        if operations.is_empty() {
            return None;
        }
        let below = |name: &str| [&parent[..], &[name.to_owned()]].concat();
        let module = self
            .types
            .module(&below("operations"), &format!("Operations of {title}: what is asked, and what it ends with."));
        let has_client = self.types.input.options.targets.contains(&Target::Client);
        let client = has_client.then(|| self.types.module(&below("client"), &format!("A client of {title}.")));
        let docs = docs::of_info(&self.types.input, self.contract.at);
        let codes = self.codes.filter(|codes| codes.is_used);
        Some(Service { name, parent, module, client, at: self.contract.at, docs, url, codes, operations })
    }

    fn operation(&mut self, operation: &'m stipula_model::Operation) -> Option<Operation> {
        if operation.source != HttpSource::Path {
            return None;
        }
        let method = operation.method.to_ascii_uppercase();
        if !["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"].contains(&method.as_str()) {
            self.left_out(operation.at, format!("the method `{method}` is none that clients and services know"));
            return None;
        }
        let (id, name) = self.name(operation);
        let mut docs = docs::of_node(&self.types.input, operation.at);
        if docs.title == docs.text {
            docs.title = None;
        }
        let parameters = self.parameters(operation, &name);
        let body = operation.body.as_ref().and_then(|body| self.body(body, &name));
        let responses = self.responses(operation, &name);
        let repeat = repeat(&method, &parameters);
        let mut planned = Operation {
            id,
            method,
            path: operation.path.clone(),
            function: super::field_name(&name),
            outcome: format!("{name}Outcome"),
            name,
            at: operation.at,
            docs,
            repeat,
            security: self.security(operation),
            parameters,
            body,
            responses,
            paging: None,
        };
        planned.paging = self.paging(&planned);
        Some(planned)
    }

    fn node(&self, at: NodeRef) -> Node<'m> {
        at.get(self.types.input.sources)
    }

    /// The type of a schema, as it is used in requests, in responses, or wherever.
    fn ty(&mut self, schema: Option<SchemaId>, role: Role, parent: &str, name: &str) -> Use {
        let Some(schema) = schema else { return Use::Json };
        let hint = Hint { module: self.inline.clone(), parent: parent.to_owned(), name: name.to_owned() };
        self.types.of(schema, role, &hint)
    }
}

/// Safe and idempotent methods, and requests that carry an idempotency key.
fn repeat(method: &str, parameters: &[Parameter]) -> Repeat {
    match method {
        "GET" | "HEAD" | "OPTIONS" | "TRACE" => Repeat::Safe,
        "PUT" | "DELETE" => Repeat::Idempotent,
        _ => match parameters.iter().find(|parameter| parameter.value == Value::Known(Header::IdempotencyKey)) {
            Some(key) => Repeat::Keyed(key.wire.clone()),
            None => Repeat::Never,
        },
    }
}
