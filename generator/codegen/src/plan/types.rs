//! Types made of schemas.

mod arrays;
mod boxing;
mod finish;
mod kinds;
pub(crate) mod large;
mod loops;
mod make;
mod naming;
mod notes;
mod objects;
mod roles;
mod rules;
mod scalars;
mod sharing;
mod tags;
mod unions;
mod values;

#[cfg(test)]
mod tests;

use super::docs;
use super::facets::{Facets, Subject};
use super::modules::{self, Natural};
use super::{Lock, ModuleId, Plan, Shape, Type, TypeId, Use};
use crate::Input;
use indexmap::IndexMap;
use make::Making;
use naming::Names;
use roles::Roles;
use rustc_hash::{FxHashMap, FxHashSet};
use sharing::Shared;
use stipula_diagnostics::Diagnostic;
use stipula_model::{Contract, Keyword, Kw, Role, SchemaId, Shape as KeywordShape};

/// Named types that are reached through more types than this are made later, so that the stack stays small.
const DEEPEST: usize = 24;

/// Conjunctions of more schemas than this are left to rules.
const MOST_PARTS: usize = 12;

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
    roles: Roles,
    /// Schemas that are held against rules as a whole, since they reach a `$dynamicRef` and nothing reaches them.
    dynamic: FxHashSet<SchemaId>,
    made: FxHashMap<Subject, Use>,
    /// What is being made and stands inline: with the type that stands for it where it was met again inside of itself.
    making: FxHashMap<Subject, Option<TypeId>>,
    /// Named types that have no shape yet.
    later: Vec<(TypeId, Subject, Hint)>,
    depth: usize,
    /// Inline strings with the same name and the same facets are one type.
    shared: IndexMap<(String, super::TextFacets), Shared>,
    /// The inline types that were opened for a subject.
    held: FxHashMap<Subject, TypeId>,
}

impl<'m> Types<'m> {
    pub(crate) fn new(input: &Input<'m>, lock: &Lock) -> Self {
        let mut types = Types {
            input: *input,
            plan: Plan::default(),
            names: Names::new(input, lock),
            roles: Roles::of(input),
            dynamic: roles::reaching_dynamic(input),
            made: FxHashMap::default(),
            making: FxHashMap::default(),
            later: Vec::new(),
            depth: 0,
            shared: IndexMap::default(),
            held: FxHashMap::default(),
        };
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
            let role = self.roles.main(self.behind(id));
            let used = self.of(id, role, &Hint { module, parent, name });
            self.second_name(id, used);
        }
    }

    /// A name that only refers to another is an alias.
    fn second_name(&mut self, id: SchemaId, used: Use) {
        let subject = Subject::one(id, Role::Any);
        let is_other = self.behind(id) != id && !self.made.contains_key(&subject);
        if let Some(Natural { module, name }) = self.natural(&subject).filter(|_| is_other) {
            let holder = self.open(&subject, None, &Hint { module, parent: String::new(), name });
            self.get_mut(holder).shape = Shape::Alias(used.clone());
            self.made.insert(subject, used);
        }
    }

    /// The type of a schema; it is called after the hint where the contract has no name for it.
    pub fn of(&mut self, id: SchemaId, role: Role, hint: &Hint) -> Use {
        let subject = Subject::one(id, role);
        let used = match self.of_all(subject.clone(), hint) {
            Use::Never => Use::Named(self.open(&subject, Some("never"), hint)),
            used => used,
        };
        while self.depth == 0
            && let Some((holder, subject, hint)) = self.later.pop()
        {
            self.fill(holder, &subject, &hint);
        }
        used
    }

    /// The type of a value that several schemas apply to.
    fn of_all(&mut self, subject: Subject, hint: &Hint) -> Use {
        let Some(subject) = self.normal(subject) else { return Use::Json };
        if let Some(known) = self.made.get(&subject) {
            return known.clone();
        }
        if let Some(inside) = self.making.get(&subject).copied() {
            let holder = inside.unwrap_or_else(|| self.open(&subject, None, hint));
            self.making.insert(subject, Some(holder));
            return Use::Named(holder);
        }
        match self.natural(&subject) {
            Some(natural) => self.named(subject, natural),
            None => self.inline(subject, hint),
        }
    }

    /// References followed, repetitions and `true` left out, and no role where it makes no difference.
    fn normal(&self, mut subject: Subject) -> Option<Subject> {
        let mut schemas: Vec<SchemaId> = Vec::new();
        for id in &subject.schemas {
            let id = self.behind(*id);
            if self.input.boolean(id) != Some(true) && !schemas.contains(&id) {
                schemas.push(id);
            }
        }
        subject.role = self.roles.normal(&schemas, subject.role);
        subject.schemas = schemas;
        (!subject.schemas.is_empty()).then_some(subject)
    }

    /// The schema that a reference stands for, where nothing but words stands beside it; `allOf` one is a reference too.
    fn behind(&self, mut id: SchemaId) -> SchemaId {
        for _ in 0..64 {
            // What it means is known from where the value begins.
            if self.dynamic.contains(&id) {
                return id;
            }
            let asserting = self.input.model.schemas.keywords(self.input.sources, id).filter(|it| asserts(it.kw));
            let only = match &asserting.take(2).collect::<Vec<_>>()[..] {
                [Keyword { kw: Kw::Ref, shape: KeywordShape::Target(target), .. }] => *target,
                [Keyword { kw: Kw::AllOf, shape: KeywordShape::Schemas(parts), .. }] if parts.len() == 1 => {
                    Some(parts[0])
                }
                _ => None,
            };
            match only {
                Some(only) => id = only,
                None => return id,
            }
        }
        id
    }

    /// The contract's name of a subject; only one schema as it is written has one.
    fn natural(&self, subject: &Subject) -> Option<Natural> {
        let is_whole = subject.schemas.len() == 1 && subject.without.is_empty();
        let mut natural = modules::natural(&self.input, subject.first()).filter(|_| is_whole)?;
        natural.name.push_str(self.roles.suffix(subject.first(), subject.role));
        Some(natural)
    }

    /// A schema that the contract names is a type with that name, whatever its shape.
    fn named(&mut self, subject: Subject, natural: Natural) -> Use {
        let Natural { module, name } = natural;
        let hint = Hint { module, parent: String::new(), name };
        let holder = self.open(&subject, None, &hint);
        let used = self.used(holder, &subject);
        self.made.insert(subject.clone(), used.clone());
        if self.depth < DEEPEST {
            self.fill(holder, &subject, &hint);
        } else {
            self.later.push((holder, subject, hint));
        }
        used
    }

    /// A type with a name stands for what is not null.
    fn used(&mut self, holder: TypeId, subject: &Subject) -> Use {
        let mut facets = Facets::of(&self.input, subject);
        let is_nullable = self.take_null(&mut facets, subject) && !facets.has_wide_rule();
        self.get_mut(holder).is_nullable = is_nullable;
        if is_nullable { Use::Nullable(Box::new(Use::Named(holder))) } else { Use::Named(holder) }
    }

    /// Gives a named type its shape.
    fn fill(&mut self, holder: TypeId, subject: &Subject, hint: &Hint) {
        self.depth += 1;
        let mut facets = Facets::of(&self.input, subject);
        let nullable = self.take_null(&mut facets, subject);
        let making = Making { holder: Some(holder), subject, aspect: None, hint, nullable };
        match self.shaped(&making, &mut facets) {
            Use::Named(made) if made == holder => {}
            other => self.get_mut(holder).shape = Shape::Alias(other),
        }
        self.depth -= 1;
    }

    fn inline(&mut self, subject: Subject, hint: &Hint) -> Use {
        self.depth += 1;
        self.making.insert(subject.clone(), None);
        let mut facets = Facets::of(&self.input, &subject);
        let nullable = self.take_null(&mut facets, &subject);
        let is_beside_null = nullable && !facets.has_wide_rule();
        let making = Making { holder: None, subject: &subject, aspect: None, hint, nullable };
        let made = self.shaped(&making, &mut facets);
        let made = if is_beside_null { null_or(made) } else { made };
        self.depth -= 1;
        let made = match self.making.remove(&subject).flatten() {
            Some(inside) if made != Use::Named(inside) => {
                self.get_mut(inside).shape = Shape::Alias(made);
                Use::Named(inside)
            }
            _ => made,
        };
        self.made.insert(subject, made.clone());
        made
    }

    /// A new type with a name and no shape yet.
    fn open(&mut self, subject: &Subject, aspect: Option<&str>, hint: &Hint) -> TypeId {
        let source = self.source(subject, aspect);
        let (module, name) = self.names.take(&source, hint);
        self.push(subject, &module, name)
    }

    fn push(&mut self, subject: &Subject, module: &[String], name: String) -> TypeId {
        let schema = *subject.schemas.last().expect("a subject has a schema");
        let at = self.input.model.schemas.get(schema).at;
        let module = self.names.module(&mut self.plan.modules, module);
        let number = u32::try_from(self.plan.types.len()).expect("a plan has fewer than 2^32 types");
        let docs = docs::of_schema(&self.input, schema);
        let (shape, rules, reasons) = (Shape::Never, None, Vec::new());
        self.plan.types.push(Type { name, module, schema, at, docs, is_nullable: false, shape, rules, reasons });
        TypeId(number)
    }

    /// What the lock calls a type: where its schemas stand, and which part of them it is.
    fn source(&self, subject: &Subject, aspect: Option<&str>) -> String {
        let source_of = |id: &SchemaId| self.input.source_of(self.input.model.schemas.get(*id).at);
        let mut source = subject.schemas.iter().map(source_of).collect::<Vec<_>>().join(" & ");
        match subject.role {
            role if role == self.roles.main(subject.first()) => {}
            Role::Any => source.push_str(" (any)"),
            Role::Request => source.push_str(" (request)"),
            Role::Response => source.push_str(" (response)"),
            Role::Either => source.push_str(" (either)"),
        }
        source.extend(aspect.into_iter().flat_map(|aspect| [" (", aspect, ")"]));
        source
    }

    fn get_mut(&mut self, id: TypeId) -> &mut Type {
        &mut self.plan.types[id.0 as usize]
    }

    /// What was planned so far.
    pub(crate) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Tells what the code cannot say.
    pub(crate) fn tell(&mut self, diagnostics: Vec<Diagnostic>) {
        self.plan.diagnostics.extend(diagnostics);
    }

    /// A module, made where it is missing.
    pub(crate) fn module(&mut self, path: &[String], text: &str) -> ModuleId {
        let id = self.names.module(&mut self.plan.modules, path);
        self.plan.modules[id.0 as usize].docs.text.get_or_insert_with(|| text.to_owned());
        id
    }
}

fn null_or(made: Use) -> Use {
    match made {
        Use::Json | Use::Null | Use::Nullable(_) => made,
        other => Use::Nullable(Box::new(other)),
    }
}

/// True for keywords that can refuse a value.
fn asserts(kw: Kw) -> bool {
    use stipula_model::Vocabulary::{Applicator, Validation};
    matches!(kw.vocabulary(), Applicator | Validation) || matches!(kw, Kw::Ref | Kw::DynamicRef | Kw::Format)
}
