//! Whose view of `readOnly` and `writeOnly` counts, and where it makes a difference.
//!
//! A schema with required read-only members, in itself or further in, is one type for requests and one for responses; where
//! only one of the two is asked for, there is one type with the plain name.

use crate::Input;
use rustc_hash::{FxHashMap, FxHashSet};
use stipula_model::{Kw, MediaType, Operation, Role, SchemaId, Shape};
use stipula_source::Node;

/// What is known before types are made.
#[derive(Debug, Default)]
pub(super) struct Roles {
    /// Schemas that reach a required member with `readOnly`.
    reads: FxHashSet<SchemaId>,
    /// Schemas that reach a required member with `writeOnly`.
    writes: FxHashSet<SchemaId>,
    /// The roles that schemas are used in, for those of the sets above.
    used: FxHashSet<(SchemaId, Role)>,
}

impl Roles {
    pub(super) fn of(input: &Input<'_>) -> Self {
        let mut roles = Roles::default();
        let graph = Graph::of(input);
        roles.reads = graph.reaching(&flagged(input, "readOnly"));
        roles.writes = graph.reaching(&flagged(input, "writeOnly"));
        if roles.reads.is_empty() && roles.writes.is_empty() {
            return roles;
        }
        for (role, asked) in asked(input) {
            for id in graph.reached(asked) {
                let role = roles.normal(&[id], role);
                roles.used.insert((id, role));
            }
        }
        roles
    }

    /// The role, or none where it makes no difference.
    pub(super) fn normal(&self, schemas: &[SchemaId], role: Role) -> Role {
        let differs = |set: &FxHashSet<SchemaId>| schemas.iter().any(|id| set.contains(id));
        match role {
            Role::Request if differs(&self.reads) => Role::Request,
            Role::Response if differs(&self.writes) => Role::Response,
            Role::Either if differs(&self.reads) || differs(&self.writes) => Role::Either,
            _ => Role::Any,
        }
    }

    /// The role that the plain name belongs to.
    pub(super) fn main(&self, id: SchemaId) -> Role {
        let is_used = |role: &Role| self.used.contains(&(id, *role));
        [Role::Any, Role::Response, Role::Request].into_iter().find(is_used).unwrap_or(Role::Any)
    }

    /// What comes after the plain name.
    pub(super) fn suffix(&self, id: SchemaId, role: Role) -> &'static str {
        match role {
            _ if role == self.main(id) => "",
            Role::Request => "Input",
            Role::Response => "Output",
            Role::Any | Role::Either => "",
        }
    }
}

/// The schemas that require a member with this flag.
fn flagged(input: &Input<'_>, flag: &str) -> Vec<SchemaId> {
    let requires = |id: SchemaId| {
        let required = input.model.schemas.get(id).at.get(input.sources).get("required")?;
        required.items().filter_map(Node::as_str).any(|name| input.member_has(id, name, flag)).then_some(id)
    };
    input.model.schemas.iter().filter_map(|(id, _)| requires(id)).collect()
}

/// What operations ask for: bodies in their roles, all else as it is written.
fn asked(input: &Input<'_>) -> [(Role, Vec<SchemaId>); 3] {
    let [mut any, mut requests, mut responses] = [Vec::new(), Vec::new(), Vec::new()];
    let schemas = |content: &[MediaType]| {
        content.iter().flat_map(|media| media.schema.into_iter().chain(media.item_schema)).collect::<Vec<_>>()
    };
    for contract in input.contracts() {
        any.extend(contract.schema);
        any.extend(contract.messages.iter().flat_map(|message| message.payload.into_iter().chain(message.headers)));
        for Operation { parameters, body, responses: answers, .. } in &contract.operations {
            any.extend(parameters.iter().filter_map(|parameter| parameter.schema));
            requests.extend(body.iter().flat_map(|body| schemas(&body.content)));
            responses.extend(answers.iter().flat_map(|answer| schemas(&answer.content)));
        }
    }
    [(Role::Any, any), (Role::Request, requests), (Role::Response, responses)]
}

/// The contracts' schemas that reach a `$dynamicRef` and that nothing refers to: its scope begins there.
pub(super) fn reaching_dynamic(input: &Input<'_>) -> FxHashSet<SchemaId> {
    let schemas = &input.model.schemas;
    let dynamic: Vec<SchemaId> =
        schemas.iter().filter(|(_, schema)| input.is_dynamic(schema)).map(|(id, _)| id).collect();
    if dynamic.is_empty() {
        return FxHashSet::default();
    }
    let referred: FxHashSet<SchemaId> = schemas.iter().filter_map(|(_, schema)| schema.target).collect();
    let reaching = Graph::of(input).reaching(&dynamic);
    let roots = input.contracts().filter_map(|contract| contract.schema);
    roots.filter(|id| reaching.contains(id) && !referred.contains(id)).collect()
}

/// Which schema uses which.
struct Graph {
    uses: FxHashMap<SchemaId, Vec<SchemaId>>,
}

impl Graph {
    fn of(input: &Input<'_>) -> Self {
        let schemas = &input.model.schemas;
        let uses = |id| {
            let keywords = schemas.keywords(input.sources, id).filter(|keyword| keyword.kw != Kw::Defs);
            keywords.flat_map(|keyword| children(keyword.shape)).collect()
        };
        Graph { uses: schemas.iter().map(|(id, _)| (id, uses(id))).collect() }
    }

    fn reached(&self, from: Vec<SchemaId>) -> FxHashSet<SchemaId> {
        walk(from, &self.uses)
    }

    fn reaching(&self, to: &[SchemaId]) -> FxHashSet<SchemaId> {
        if to.is_empty() {
            return FxHashSet::default();
        }
        let mut users: FxHashMap<SchemaId, Vec<SchemaId>> = FxHashMap::default();
        for (user, used) in &self.uses {
            used.iter().for_each(|used| users.entry(*used).or_default().push(*user));
        }
        walk(to.to_vec(), &users)
    }
}

fn walk(from: Vec<SchemaId>, edges: &FxHashMap<SchemaId, Vec<SchemaId>>) -> FxHashSet<SchemaId> {
    let (mut reached, mut queue) = (FxHashSet::default(), from);
    while let Some(id) = queue.pop() {
        if reached.insert(id) {
            queue.extend(edges.get(&id).into_iter().flatten());
        }
    }
    reached
}

fn children(shape: Shape<'_>) -> Vec<SchemaId> {
    match shape {
        Shape::Schema(child) => vec![child],
        Shape::Schemas(children) => children,
        Shape::Map(members) => members.into_iter().map(|(_, child)| child).collect(),
        Shape::Target(target) => target.into_iter().collect(),
        Shape::Value(_) | Shape::Types(_) | Shape::Names(_) => Vec::new(),
    }
}
