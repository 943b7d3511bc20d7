//! Facts: what differs, where, and what it reaches.

use crate::Kind;
use stipula_model::{Kw, NodeRef, Role, SchemaId, Surface};

/// All that differs between two versions of a set of contracts.
#[derive(Debug, Default)]
pub struct Diff {
    /// The contracts that exist in both, and those that exist in one.
    pub contracts: Vec<ContractPair>,
    /// The places where values travel whose schemas differ in any way, in order of their contracts.
    pub payloads: Vec<Payload>,
    /// The pairs of schemas that differ by keywords of their own, nearest to the edit; each once, however many payloads
    /// reach it.
    pub schemas: Vec<SchemaPair>,
    /// The facts: one for each edit.
    pub facts: Vec<Fact>,
}

/// A contract in the old version, the new one, or both. The numbers are those of `Model::contracts`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractPair {
    /// In the old version.
    pub old: Option<usize>,
    /// In the new version.
    pub new: Option<usize>,
}

/// Who writes a payload and who reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flow {
    /// Others write it and the owner of the contract reads it: requests, received events.
    Inward,
    /// The owner writes it and others read it: responses, sent events, callbacks.
    Outward,
    /// Whoever writes it, it is kept and read by every later version: snapshots, caches, contexts, audit records, and a
    /// contract that says nothing about its surface.
    Kept,
}

/// A place where values of a schema travel, in both versions.
#[derive(Debug, Clone, PartialEq)]
pub struct Payload {
    /// The number of the contract in [`Diff::contracts`].
    pub contract: usize,
    /// What carries it.
    pub carrier: Carrier,
    /// Where it meets the world; `None` where the contract does not say.
    pub surface: Option<Surface>,
    /// Who writes and who reads.
    pub flow: Flow,
    /// Whose read-only and write-only properties count.
    pub role: Role,
    /// The old schema.
    pub old: SchemaId,
    /// The new schema.
    pub new: SchemaId,
}

/// What carries a payload. Names are those of the new version.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Carrier {
    /// A standalone schema: its values, wherever they go.
    Schema,
    /// A parameter of an operation such as `POST /quotes`.
    Parameter {
        /// `POST /quotes`, or `callback onEvent POST {$request.body#/url}`.
        operation: String,
        /// `query`, `path`, `header`, `cookie`, `querystring`.
        location: &'static str,
        /// Its name.
        name: String,
    },
    /// The body of a request.
    RequestBody {
        /// The operation.
        operation: String,
        /// The media type.
        media_type: String,
    },
    /// The body of a response.
    ResponseBody {
        /// The operation.
        operation: String,
        /// The status.
        status: String,
        /// The media type.
        media_type: String,
    },
    /// A header of a response.
    ResponseHeader {
        /// The operation.
        operation: String,
        /// The status.
        status: String,
        /// Its name.
        name: String,
    },
    /// The payload of a message.
    Message {
        /// The message's name.
        message: String,
        /// The channels it travels on.
        channels: Vec<String>,
    },
    /// The headers of a message.
    MessageHeaders {
        /// The message's name.
        message: String,
        /// The channels it travels on.
        channels: Vec<String>,
    },
}

/// One step from a value to a part of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The property with this name.
    Property(String),
    /// A property whose name matches this pattern.
    Matching(String),
    /// A property that is not declared.
    Undeclared,
    /// The name of a property.
    Name,
    /// The item at this position.
    Position(usize),
    /// Any item.
    Item,
}

/// How a payload reaches a pair of schemas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// The number of the payload in [`Diff::payloads`].
    pub payload: usize,
    /// One path from the payload's value to the part that the pair describes: the shortest, first come.
    pub path: Vec<Step>,
    /// True if what the pair accepts more (or less) the payload accepts more (or less) too, or as much: on no way from the
    /// payload stands a `oneOf`, a counted `contains` or an `unevaluated…` that looks at the pair.
    pub is_monotone: bool,
}

/// Two schemas that correspond and differ by keywords of their own.
#[derive(Debug, Clone, PartialEq)]
pub struct SchemaPair {
    /// The old schema.
    pub old: SchemaId,
    /// The new schema.
    pub new: SchemaId,
    /// The payloads that reach it, in order; each once.
    pub reach: Vec<Reach>,
}

/// One edit.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// What happened.
    pub kind: Kind,
    /// What it is about.
    pub about: About,
    /// Where it is seen in the old version: for something added, the place it was added to.
    pub old: NodeRef,
    /// Where it is seen in the new version: for something removed, the place it was removed from.
    pub new: NodeRef,
    /// The name of what was changed, where it has one: a property, a parameter, a status, a state.
    pub name: Option<String>,
    /// The old value in a line: compact JSON, or the words of the contract. It is whole up to 64 KiB; beyond, it ends in a
    /// digest of the whole. Who prints it cuts it.
    pub before: Option<String>,
    /// The new value in a line.
    pub after: Option<String>,
    /// The other operations, channels or messages that the same edit reaches: those that share a component. Empty for
    /// facts about schemas, whose reach is that of their pair.
    pub also: Vec<String>,
}

/// What a fact is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A pair of schemas, by its number in [`Diff::schemas`], and what of it was edited.
    Schema(usize, Edit),
    /// An HTTP operation.
    Operation {
        /// The contract.
        contract: usize,
        /// `POST /quotes`.
        operation: String,
        /// What flows in that part of the operation, as the owner of the contract sees it; `None` for the operation as a whole.
        flow: Option<Flow>,
    },
    /// A channel, a message or an operation on a channel.
    Event {
        /// The contract.
        contract: usize,
        /// The channel, message or operation.
        subject: String,
        /// Whether it is sent (outward) or received (inward); kept where that is not said.
        flow: Flow,
    },
    /// A contract as a whole.
    Contract {
        /// The contract.
        contract: usize,
    },
    /// A state machine, the registry of error codes, a policy, an owner: a document that is no contract, by its path.
    Document(String),
}

/// What of a schema was edited, so that the edit can be judged alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// These keywords, taken over together.
    Keywords(Vec<Kw>),
    /// The member of `properties` with this name (and its place in `required`).
    Property(String),
    /// The first name in the old version is the second in the new one.
    Renamed(String, String),
    /// The name in `required` alone.
    Required(String),
    /// A value of `enum` (or `const`), as compact JSON.
    Value(String),
    /// The member of `patternProperties` with this pattern.
    PatternProperty(String),
    /// The whole schema.
    Whole,
    /// Nothing that accepts or rejects: an annotation.
    Annotation,
}
