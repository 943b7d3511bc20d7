//! What is made of the contracts: every decision about names and types is taken here, and targets only print.

mod apart;
mod docs;
pub mod documents;
pub mod events;
mod facets;
pub mod lifecycle;
mod lock;
mod modules;
mod names;
pub mod operations;
mod reasons;
pub mod server;
mod shape;
mod types;

pub use lock::{Lock, NotALock};
pub(crate) use names::free_name;
pub use names::{field_name, type_name, variant_name};
pub use operations::{
    Body, Carried, Content, ErrorCodes, Header, Need, Operation, Paging, Parameter, ParameterShape, Repeat, Response,
    Service, Status, Value,
};
pub use shape::{
    Bounds, By, Choice, ChoiceValue, Docs, Field, Module, ModuleId, NumberFacets, Presence, Rest, Rules, Shape, Struct,
    TextFacets, Tuple, Type, TypeId, Union, Use, Variant,
};
pub(crate) use types::large::{is_lopsided, is_lopsided_body};
pub use types::{Hint, Types};

use crate::{Input, Target};
use stipula_diagnostics::Diagnostic;

/// Everything that targets print.
#[derive(Debug, Default)]
pub struct Plan {
    /// Types, in the order in which they were made.
    pub types: Vec<Type>,
    /// Modules, parents first.
    pub modules: Vec<Module>,
    /// HTTP services, in the order of their documents.
    pub services: Vec<Service>,
    /// Their servers.
    pub servers: Vec<server::Server>,
    /// Channels, in the order of their contracts.
    pub channels: Vec<events::ChannelPlan>,
    /// Messages as events.
    pub events: Vec<events::EventPlan>,
    /// State machines.
    pub lifecycles: Vec<lifecycle::Lifecycle>,
    /// Documents that are stored.
    pub documents: Vec<documents::DocumentPlan>,
    /// What the generated code cannot say as the contract does, and what was assumed.
    pub diagnostics: Vec<Diagnostic>,
}

impl Plan {
    /// Plans the contracts of a model.
    pub fn of(input: &Input<'_>, lock: &Lock) -> (Plan, Lock) {
        let mut types = Types::new(input, lock);
        for contract in input.contracts() {
            types.contract(contract);
        }
        let services = operations::all(&mut types);
        let servers = server::all(&mut types, &services);
        let wished = |target| input.options.targets.contains(&target);
        let mut problems = Vec::new();
        let messages =
            if wished(Target::Events) { events::types(input, &mut types, &mut problems) } else { Vec::new() };
        let (mut plan, lock) = types.finish();
        (plan.services, plan.servers) = (services, servers);
        plan.diagnostics.append(&mut problems);
        events::plan(input, &messages, &mut plan);
        if wished(Target::Lifecycle) {
            lifecycle::plan(input, &mut plan);
        }
        if wished(Target::Documents) {
            documents::plan(input, &mut plan);
        }
        (plan, lock)
    }

    /// A type.
    pub fn get(&self, id: TypeId) -> &Type {
        &self.types[id.0 as usize]
    }
}
