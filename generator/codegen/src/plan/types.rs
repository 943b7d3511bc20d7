//! Types made of schemas.

mod boxing;
mod make;
mod naming;
mod rules;

use super::docs;
use super::facets::Facets;
use super::modules::{self, Natural};
use super::{Lock, Plan, Shape, Type, TypeId, Use};
use crate::Input;
use naming::Names;
use rustc_hash::FxHashMap;
use stipula_model::{Contract, Kw, Role, SchemaId};

/// What a schema without a name of its own is called after.
#[derive(Debug, Clone)]
pub struct Hint {
    /// The module that its type stands in.
    pub module: Vec<String>,
    /// What it belongs to: comes first where the name alone is taken.
    pub parent: String,
    /// What the contract calls the place: a member, a parameter.
    pub name: String,
}

/// The types that were made so far.
#[derive(Debug)]
pub struct Types<'m> {
    pub(crate) input: Input<'m>,
    plan: Plan,
    names: Names,
    made: FxHashMap<(SchemaId, Role), Use>,
    /// Inline strings with the same name and the same facets are one type.
    shared: FxHashMap<(String, super::TextFacets), TypeId>,
}

impl<'m> Types<'m> {
    pub(crate) fn new(input: &Input<'m>, lock: &Lock) -> Self {
        let names = Names::new(lock);
        let (made, shared) = (FxHashMap::default(), FxHashMap::default());
        let mut types = Types { input: *input, plan: Plan::default(), names, made, shared };
        types.reserve();
        types
    }

    /// Files and components have their names before anything inline asks for one.
    fn reserve(&mut self) {
        for contract in self.input.contracts() {
            let named = contract.schema.into_iter().chain(contract.components.iter().map(|(_, id)| *id));
            for id in named {
                if let Some(natural) = modules::natural(&self.input, id) {
                    let source = self.input.source_of(self.input.model.schemas.get(id).at);
                    self.names.reserve(&source, &natural.module, &natural.name);
                }
            }
        }
    }

    /// Makes the types of a contract's own schemas that nothing else asked for.
    pub(crate) fn contract(&mut self, contract: &Contract) {
        let named = contract.schema.into_iter().chain(contract.components.iter().map(|(_, id)| *id));
        for id in named.collect::<Vec<_>>() {
            let at = self.input.model.schemas.get(id).at;
            let (module, parent) = (modules::of_file(&self.input, at), String::new());
            let name = modules::inline_name(at.get(self.input.sources));
            self.of(id, Role::Any, &Hint { module, parent, name });
        }
    }

    /// The type of a schema; it is called after the hint where the contract has no name for it.
    pub fn of(&mut self, id: SchemaId, role: Role, hint: &Hint) -> Use {
        let id = self.behind(id);
        if let Some(known) = self.made.get(&(id, role)) {
            return known.clone();
        }
        let facets = Facets::of(&self.input, id);
        let made = match modules::natural(&self.input, id) {
            Some(natural) => self.named(id, role, facets, natural),
            None => self.make(id, role, facets, hint),
        };
        self.made.insert((id, role), made.clone());
        made
    }

    /// The schema that a reference stands for, where nothing but words stands beside it.
    fn behind(&self, mut id: SchemaId) -> SchemaId {
        for _ in 0..64 {
            let schema = self.input.model.schemas.get(id);
            let says_more = || {
                let keywords = self.input.model.schemas.keywords(self.input.sources, id);
                keywords.into_iter().any(|keyword| keyword.kw != Kw::Ref && asserts(keyword.kw))
            };
            match schema.target {
                Some(target) if !says_more() => id = target,
                _ => return id,
            }
        }
        id
    }

    /// A schema that the contract names is a type with that name, whatever its shape.
    fn named(&mut self, id: SchemaId, role: Role, facets: Facets<'m>, natural: Natural) -> Use {
        let Natural { module, name } = natural;
        let hint = Hint { module, parent: String::new(), name };
        let before = self.plan.types.len();
        let holder = self.open(id, &hint);
        self.made.insert((id, role), Use::Named(holder));
        match self.make_into(Some(holder), id, role, facets, &hint) {
            Use::Named(made) if made == holder => {}
            other => self.plan.types[holder.0 as usize].shape = Shape::Alias(other),
        }
        debug_assert!(self.plan.types.len() > before);
        Use::Named(holder)
    }

    /// A new type with a name and no shape yet.
    fn open(&mut self, id: SchemaId, hint: &Hint) -> TypeId {
        let at = self.input.model.schemas.get(id).at;
        let source = self.input.source_of(at);
        let (module, name) = self.names.take(&source, hint);
        let module = self.names.module(&mut self.plan.modules, &module);
        let number = u32::try_from(self.plan.types.len()).expect("a plan has fewer than 2^32 types");
        let docs = docs::of_schema(&self.input, id);
        let (shape, rules, reasons) = (Shape::Never, None, Vec::new());
        self.plan.types.push(Type { name, module, schema: id, at, docs, shape, rules, reasons });
        TypeId(number)
    }

    fn get_mut(&mut self, id: TypeId) -> &mut Type {
        &mut self.plan.types[id.0 as usize]
    }

    pub(crate) fn finish(mut self) -> (Plan, Lock) {
        boxing::break_cycles(&mut self.plan);
        (self.plan, self.names.into_lock())
    }
}

/// True for keywords that can refuse a value.
fn asserts(kw: Kw) -> bool {
    use stipula_model::Vocabulary::{Applicator, Validation};
    matches!(kw.vocabulary(), Applicator | Validation) || matches!(kw, Kw::DynamicRef | Kw::Format)
}
