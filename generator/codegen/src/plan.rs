//! What is made of the contracts: every decision about names and types is taken here, and targets only print.

mod docs;
mod facets;
mod modules;
mod lock;
mod names;
mod reasons;
mod shape;
mod types;

pub use lock::{Lock, NotALock};
pub use names::{field_name, type_name, variant_name};
pub use shape::{
    Bounds, By, Choice, ChoiceValue, Docs, Field, Module, ModuleId, NumberFacets, Presence, Rest, Rules, Shape, Struct,
    TextFacets, Tuple, Type, TypeId, Union, Use, Variant,
};
pub use types::{Hint, Types};

use crate::Input;
use stipula_diagnostics::Diagnostic;

/// Everything that targets print.
#[derive(Debug, Default)]
pub struct Plan {
    /// Types, in the order in which they were made.
    pub types: Vec<Type>,
    /// Modules, parents first.
    pub modules: Vec<Module>,
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
        types.finish()
    }

    /// A type.
    pub fn get(&self, id: TypeId) -> &Type {
        &self.types[id.0 as usize]
    }
}
