//! Contracts and their parts as rules see them.

use super::{Scene, SchemaView};
use crate::Surfaces;
use stipula_model::{
    Action, Channel, Contract, HttpSource, Kind, MediaType, Message, NodeRef, Operation, Parameter, ParameterIn,
    Response, SchemaId, WireOperation,
};
use stipula_source::{Node, Sources};

/// A document.
#[derive(Debug)]
pub struct ContractView<'m> {
    /// Its position in [`Scene::contracts`].
    pub index: usize,
    /// The contract.
    pub contract: &'m Contract,
    /// Its root.
    pub node: Node<'m>,
    /// Its path below the main root.
    pub path: String,
    /// The surface of a standalone schema; none for OpenAPI and AsyncAPI.
    pub surfaces: Surfaces,
    /// False for files that are only referred to.
    pub is_meant: bool,
}

impl<'m> ContractView<'m> {
    /// True for OpenAPI.
    pub fn is_openapi(&self) -> bool {
        matches!(self.contract.kind, Kind::OpenApi(_))
    }

    /// True for AsyncAPI.
    pub fn is_asyncapi(&self) -> bool {
        matches!(self.contract.kind, Kind::AsyncApi(_))
    }

    /// True for a standalone schema.
    pub fn is_schema(&self) -> bool {
        matches!(self.contract.kind, Kind::JsonSchema(_))
    }

    /// The name of its file.
    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Its root as a place.
    pub fn at(&self) -> NodeRef {
        self.contract.at
    }

    /// Its operations.
    pub fn operations<'s>(&'s self, sources: &'m Sources) -> impl Iterator<Item = OperationView<'s>> {
        self.contract.operations.iter().map(move |operation| OperationView::of(self, operation, sources))
    }

    /// Its messages.
    pub fn messages<'s>(&'s self, scene: &'s Scene<'m>) -> impl Iterator<Item = MessageView<'s>> {
        self.contract.messages.iter().map(move |message| MessageView::of(self, message, scene))
    }

    /// Its channels.
    pub fn channels<'s>(&'s self, scene: &'s Scene<'m>) -> impl Iterator<Item = ChannelView<'s>> {
        let node = |channel: &Channel| channel.at.get(scene.sources);
        self.contract.channels.iter().map(move |channel| ChannelView { contract: self, channel, node: node(channel) })
    }
}

/// What an operation is for (API and event design §3), by `x-api-family`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Requests a change of state.
    Command,
    /// Retrieves state.
    Query,
    /// Computes and commits nothing.
    Calculation,
    /// Evaluates what would happen.
    Simulation,
    /// Governs catalog, policy and configuration.
    Admin,
    /// Corrects under control.
    Repair,
    /// Publishes facts.
    Event,
    /// Works at large scale.
    Bulk,
}

impl Family {
    /// All of them with their names.
    pub const ALL: [(&'static str, Family); 8] = [
        ("command", Family::Command),
        ("query", Family::Query),
        ("calculation", Family::Calculation),
        ("simulation", Family::Simulation),
        ("admin", Family::Admin),
        ("repair", Family::Repair),
        ("event", Family::Event),
        ("bulk", Family::Bulk),
    ];

    /// The family with this name.
    pub fn find(name: &str) -> Option<Family> {
        Self::ALL.into_iter().find(|(own, _)| *own == name).map(|(_, family)| family)
    }
}

/// An HTTP operation.
#[derive(Debug)]
pub struct OperationView<'s> {
    /// Its document.
    pub contract: &'s ContractView<'s>,
    /// The operation.
    pub operation: &'s Operation,
    /// The Operation Object.
    pub node: Node<'s>,
    /// Its family, if it is declared and known.
    pub family: Option<Family>,
}

impl<'s> OperationView<'s> {
    pub(super) fn of(contract: &'s ContractView<'s>, operation: &'s Operation, sources: &'s Sources) -> Self {
        let node = operation.at.get(sources);
        Self { contract, operation, node, family: node.get_str("x-api-family").and_then(Family::find) }
    }

    /// The Operation Object as a place; its headline is the method.
    pub fn at(&self) -> NodeRef {
        self.operation.at
    }

    /// Its method in lower case.
    pub fn method(&self) -> &'s str {
        &self.operation.method
    }

    /// Its path template.
    pub fn path(&self) -> &'s str {
        &self.operation.path
    }

    /// `acceptQuote`, or `POST /quotes` without an `operationId`: for messages.
    pub fn name(&self) -> String {
        let anonymous = || format!("{} {}", self.method().to_uppercase(), self.path());
        self.operation.id.clone().unwrap_or_else(anonymous)
    }

    /// True for what stands under `paths`.
    pub fn is_called_by_clients(&self) -> bool {
        self.operation.source == HttpSource::Path
    }

    /// True if its family is one that changes state at a client's request: command, admin, repair, bulk, and their method
    /// is not a safe one.
    pub fn changes_state(&self) -> bool {
        let family = matches!(self.family, Some(Family::Command | Family::Admin | Family::Repair | Family::Bulk));
        family && !self.is_safe()
    }

    /// True if it is declared a command and its method is not a safe one.
    pub fn is_command(&self) -> bool {
        self.family == Some(Family::Command) && !self.is_safe()
    }

    /// True for GET, HEAD, OPTIONS, TRACE, QUERY (RFC 9110 §9.2.1).
    pub fn is_safe(&self) -> bool {
        matches!(self.method(), "get" | "head" | "options" | "trace" | "query")
    }

    /// A key of the Operation Object as a place.
    pub fn key(&self, name: &str) -> Option<NodeRef> {
        self.node.get(name).map(|value| self.at().sibling(value))
    }

    /// The `x-state-transition` objects: one, or a list of them.
    pub fn transitions(&self) -> Vec<Node<'s>> {
        match self.node.get("x-state-transition") {
            Some(list) if list.is_array() => list.items().collect(),
            Some(one) => vec![one],
            None => Vec::new(),
        }
    }

    /// The parameter with this name in this location; names of headers are compared without case.
    pub fn parameter(&self, location: ParameterIn, name: &str) -> Option<&'s Parameter> {
        let is_name = |own: &str| match location {
            ParameterIn::Header => own.eq_ignore_ascii_case(name),
            _ => own == name,
        };
        self.operation.parameters.iter().find(|parameter| parameter.location == location && is_name(&parameter.name))
    }

    /// The header parameter with this name.
    pub fn header(&self, name: &str) -> Option<&'s Parameter> {
        self.parameter(ParameterIn::Header, name)
    }

    /// The response to a status, to the letter.
    pub fn response(&self, status: &str) -> Option<&'s Response> {
        self.operation.responses.iter().find(|response| response.status == status)
    }

    /// The responses of success: 2xx.
    pub fn successes(&self) -> impl Iterator<Item = &'s Response> {
        self.operation.responses.iter().filter(|response| response.status.starts_with('2'))
    }

    /// The responses of failure: 4xx, 5xx and `default`.
    pub fn failures(&self) -> impl Iterator<Item = &'s Response> {
        let is_failure = |status: &str| status.starts_with(['4', '5']) || status == "default";
        self.operation.responses.iter().filter(move |response| is_failure(&response.status))
    }

    /// The schema of the JSON request body.
    pub fn body(&self) -> Option<SchemaId> {
        self.operation.body.as_ref().and_then(|body| json_schema(&body.content))
    }
}

/// The schema of the first JSON media type.
pub(crate) fn json_schema(content: &[MediaType]) -> Option<SchemaId> {
    content.iter().find(|media| media.is_json()).and_then(|media| media.schema)
}

/// A parameter.
#[derive(Debug)]
pub struct ParameterView<'s> {
    /// The document of the operation.
    pub contract: &'s ContractView<'s>,
    /// The parameter.
    pub parameter: &'s Parameter,
    /// The Parameter Object.
    pub node: Node<'s>,
}

/// A channel.
#[derive(Debug)]
pub struct ChannelView<'s> {
    /// Its document.
    pub contract: &'s ContractView<'s>,
    /// The channel.
    pub channel: &'s Channel,
    /// The Channel Object.
    pub node: Node<'s>,
}

impl<'s> ChannelView<'s> {
    /// The Channel Object as a place.
    pub fn at(&self) -> NodeRef {
        self.channel.at
    }

    /// Its address, or its key where that is open.
    pub fn name(&self) -> &'s str {
        self.channel.address.as_deref().unwrap_or(&self.channel.name)
    }

    /// Its messages.
    pub fn messages(&self, scene: &'s Scene<'s>) -> Vec<MessageView<'s>> {
        let all = &self.contract.contract.messages;
        let own = self.channel.messages.iter().filter_map(|(_, index)| all.get(*index));
        own.map(|message| MessageView::of(self.contract, message, scene)).collect()
    }

    /// What applications do with it.
    pub fn operations(&self) -> Vec<&'s WireOperation> {
        let contract = self.contract.contract;
        let own = contract.channels.iter().position(|channel| std::ptr::eq(channel, self.channel));
        contract.wire_operations.iter().filter(|operation| own.is_some() && operation.channel == own).collect()
    }

    /// True if some application sends to it, or nobody says who does what.
    pub fn is_sent(&self) -> bool {
        let operations = self.operations();
        operations.is_empty() || operations.iter().any(|operation| operation.action == Action::Send)
    }
}

/// A message.
#[derive(Debug)]
pub struct MessageView<'s> {
    /// Its document.
    pub contract: &'s ContractView<'s>,
    /// The message.
    pub message: &'s Message,
    /// The Message Object.
    pub node: Node<'s>,
    /// The payload's schema.
    pub payload: Option<&'s SchemaView<'s>>,
    /// The headers' schema.
    pub headers: Option<&'s SchemaView<'s>>,
}

impl<'s> MessageView<'s> {
    pub(super) fn of(contract: &'s ContractView<'s>, message: &'s Message, scene: &'s Scene<'_>) -> Self {
        let schema = |id: Option<SchemaId>| id.map(|id| scene.resolved(id));
        let (payload, headers) = (schema(message.payload), schema(message.headers));
        Self { contract, message, node: message.at.get(scene.sources), payload, headers }
    }

    /// The Message Object as a place.
    pub fn at(&self) -> NodeRef {
        self.message.at
    }

    /// Its name: for events of this platform the type of CloudEvents.
    pub fn name(&self) -> &'s str {
        &self.message.name
    }

    /// The value of `name` as a place, or the message itself.
    pub fn name_at(&self) -> NodeRef {
        self.node.get("name").map_or(self.at(), |value| self.at().sibling(value))
    }
}

/// A property that an object declares.
#[derive(Debug, Clone, Copy)]
pub struct PropertyView<'s> {
    /// The object's schema.
    pub owner: &'s SchemaView<'s>,
    /// Its name.
    pub name: &'s str,
    /// The name as a place.
    pub key_at: NodeRef,
    /// Its schema as it stands.
    pub schema: &'s SchemaView<'s>,
    /// What that stands for: through `$ref` and an `allOf` of one.
    pub resolved: &'s SchemaView<'s>,
    /// True if the object requires it.
    pub is_required: bool,
}

/// An example.
#[derive(Debug)]
pub struct ExampleView<'s> {
    /// The value.
    pub value: Node<'s>,
    /// The same as a place.
    pub at: NodeRef,
    /// The schema that it is an example of.
    pub schema: Option<&'s SchemaView<'s>>,
    /// Its document.
    pub contract: &'s ContractView<'s>,
}
