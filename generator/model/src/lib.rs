//! One model of all contracts, whatever notation and version they are written in.
//!
//! ```text
//! Sources ─► load (files that `$ref`s name) ─► lower/{json_schema, openapi, asyncapi_2, asyncapi_3} ─► Model
//!                                                └► Schemas: arena, resources, `$ref` graph
//! ```
//!
//! Nothing is copied out of the trees: a [`NodeRef`] names a value in a file, so every part of the
//! model keeps its position, its unknown `x-` keys and its comments.

mod base;
mod builtin;
mod bundle;
mod components;
mod contract;
mod emit;
mod kind;
mod load;
mod lower;
mod model;
mod node;
mod resolve;
mod schema;
mod surface;

pub use base::BaseUri;
pub use bundle::bundle;
pub use contract::{
    Action, Body, Channel, Contract, Example, Header, HttpSource, MediaType, Message, Operation, Parameter,
    ParameterIn, Response, SecurityUse, WireOperation,
};

pub use emit::{Emitted, OPEN_ENUM, Role, emit, emit_as};
pub use kind::{Kind, Version, kind_of};
pub use load::{Mount, Roots, load};
pub use model::Model;
pub use node::NodeRef;
pub use schema::{
    Draft, DynamicTarget, Keyword, Kw, Placement, Reference, Resource, ResourceId, Schema, SchemaId, Schemas, Shape,
    TypeSet, Types, Vocabularies, Vocabulary,
};
pub use surface::Surface;
