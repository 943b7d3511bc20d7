//! What is made of the contracts: every decision about names and types is taken here, and targets only print.

mod docs;
mod facets;
mod modules;
mod names;
mod shape;
mod types;

pub use names::{Lock, field_name, type_name, variant_name};
pub use shape::{
    Bounds, By, Choice, Docs, Field, Module, ModuleId, NumberFacets, Presence, Rest, Rules, Shape, Struct, TextFacets,
    Type, TypeId, Union, Use, Variant,
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

// STUB until the planner brings them.
impl Plan {
    /// STUB
    pub fn explain(&self, _source: &str) -> Option<String> {
        None
    }
}
impl Lock {
    /// STUB
    pub fn parse(_text: &str) -> Result<Lock, String> {
        Ok(Lock::default())
    }
}
impl std::fmt::Display for Lock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (source, name) in &self.names {
            writeln!(f, "{source} = {name}")?;
        }
        Ok(())
    }
}
