//! Merges the nodes of the definitions that cannot be told apart.

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value};

use super::keyword::{Keyword, NodeId};
use super::read::{Reader, Sink};
use super::{Arena, Options, Schema};

/// How many schemas may apply each other to the same value, one inside the other.
const MOST_IN_PLACE: usize = 100;

/// A node as it was read: its assertions, or another node that it only refers to.
#[derive(Debug, Clone)]
enum Raw {
    Schema(Schema),
    Alias(NodeId),
}

/// The definitions as they were read: a node for each occurrence of a schema, references already followed.
#[derive(Debug, Default)]
pub(super) struct Graph {
    nodes: Vec<Raw>,
    names: Vec<(String, NodeId)>,
    targets: FxHashMap<String, NodeId>,
}

impl Sink for Graph {
    fn add(&mut self, keywords: Vec<Keyword>, pointer: String) -> NodeId {
        let id = NodeId::at(self.nodes.len());
        self.nodes.push(Raw::Schema(Schema { keywords, pointer }));
        id
    }

    fn target(&self, name: &str) -> Option<NodeId> {
        self.targets.get(name).copied()
    }
}

impl Graph {
    pub(super) fn read(definitions: &Map<String, Value>, options: Options) -> Self {
        let mut graph = Self::default();
        graph.add(Vec::new(), String::new());
        graph.add(super::read::nothing(), String::new());
        for name in definitions.keys() {
            let id = graph.add(Vec::new(), String::new());
            graph.names.push((name.clone(), id));
            graph.targets.insert(name.clone(), id);
        }
        for (name, schema) in definitions {
            let slot = graph.targets[name];
            let pointer = format!("/$defs/{}", super::read::escaped(name));
            let body = Reader::new(&mut graph, options).read(schema, pointer);
            graph.nodes[slot.index()] = Raw::Alias(body);
        }
        graph
    }

    /// The node that an alias stands for in the end; `None` where it leads back to itself.
    fn resolve(&self, mut node: NodeId) -> Option<NodeId> {
        for _ in 0..=self.nodes.len() {
            match &self.nodes[node.index()] {
                Raw::Alias(next) => node = *next,
                Raw::Schema(_) => return Some(node),
            }
        }
        None
    }

    /// The nodes without aliases; children are indices into the answer, as are the definitions.
    fn flatten(self) -> (Vec<Schema>, Vec<(String, usize)>) {
        let mut schemas = Vec::new();
        let mut places = vec![usize::MAX; self.nodes.len()];
        for (index, raw) in self.nodes.iter().enumerate() {
            let Raw::Schema(schema) = raw else { continue };
            places[index] = schemas.len();
            schemas.push(schema.clone());
        }
        // A chain of references that only leads back to itself asserts nothing; the first node is `true`.
        let place = |node: NodeId| self.resolve(node).map_or(0, |node| places[node.index()]);
        for schema in &mut schemas {
            for keyword in &mut schema.keywords {
                *keyword = keyword.map(|child| NodeId::at(place(child)));
            }
        }
        let names = self.names.iter().map(|(name, node)| (name.clone(), place(*node))).collect();
        (schemas, names)
    }
}

/// The distinct nodes of a graph, with the place of each definition among them. The first two are `true` and `false`.
pub(super) fn merge(graph: Graph) -> (Vec<Schema>, Vec<(String, usize)>) {
    let (mut schemas, names) = graph.flatten();
    cut_circles(&mut schemas);
    let colours = refine(&schemas);
    let mut merged: Vec<Schema> = Vec::new();
    for (schema, &colour) in schemas.iter().zip(&colours) {
        if colour == merged.len() {
            let keywords = schema.keywords.iter().map(|one| one.map(|child| NodeId::at(colours[child.index()])));
            merged.push(Schema { keywords: keywords.collect(), pointer: schema.pointer.clone() });
        }
    }
    (merged, names.into_iter().map(|(name, node)| (name, colours[node])).collect())
}

/// The children of one assertion, and whether their order means nothing.
type Children = (Vec<usize>, bool);

/// A colour for each node, numbered as they appear; nodes of one colour are equal.
fn refine(schemas: &[Schema]) -> Vec<usize> {
    let children: Vec<Vec<Children>> = schemas.iter().map(children).collect();
    let shape = |(schema, children): (&Schema, &Vec<Children>)| -> (Vec<Keyword>, Vec<usize>) {
        let keywords = schema.keywords.iter().map(|keyword| keyword.map(|_| NodeId::TRUE));
        (keywords.collect(), children.iter().map(|(children, _)| children.len()).collect())
    };
    let (mut colours, mut count) = number(schemas.iter().zip(&children).map(shape));
    loop {
        let signatures = children.iter().enumerate().map(|(index, own)| signature(own, colours[index], &colours));
        let (next, next_count) = number(signatures);
        colours = next;
        if next_count == count {
            return colours;
        }
        count = next_count;
    }
}

fn children(schema: &Schema) -> Vec<Children> {
    let children = |keyword: &Keyword| {
        let children = keyword.children().into_iter().map(NodeId::index).collect();
        (children, keyword.is_unordered())
    };
    schema.keywords.iter().map(children).collect()
}

fn signature(children: &[Children], own: usize, colours: &[usize]) -> Vec<usize> {
    let mut signature = vec![own];
    for (children, is_unordered) in children {
        let start = signature.len();
        signature.extend(children.iter().map(|&child| colours[child]));
        if *is_unordered {
            signature[start..].sort_unstable();
        }
    }
    signature
}

/// Numbers equal items alike, in the order in which they appear.
fn number<T: std::hash::Hash + Eq>(items: impl Iterator<Item = T>) -> (Vec<usize>, usize) {
    let mut seen = FxHashMap::default();
    let numbers = items
        .map(|item| {
            let next = seen.len();
            *seen.entry(item).or_insert(next)
        })
        .collect();
    (numbers, seen.len())
}

/// A schema that applies itself to the very same value (core §9.4.1) means nothing: it becomes opaque, as does
/// whatever applies it in place, and what goes too deep. So in-place application always ends, and soon.
fn cut_circles(schemas: &mut [Schema]) {
    let in_place = |schema: &Schema| -> Vec<NodeId> {
        schema.keywords.iter().filter(|keyword| keyword.is_in_place()).flat_map(Keyword::children).collect()
    };
    let mut waiting: Vec<usize> = schemas.iter().map(|schema| in_place(schema).len()).collect();
    let mut parents = vec![Vec::new(); schemas.len()];
    for (index, schema) in schemas.iter().enumerate() {
        for child in in_place(schema) {
            parents[child.index()].push(index);
        }
    }
    let mut ready: Vec<usize> = (0..schemas.len()).filter(|&index| waiting[index] == 0).collect();
    let mut heights = vec![0; schemas.len()];
    let mut grounded = FxHashSet::default();
    while let Some(index) = ready.pop() {
        if heights[index] > MOST_IN_PLACE {
            continue;
        }
        grounded.insert(index);
        for &parent in &parents[index] {
            heights[parent] = heights[parent].max(heights[index] + 1);
            waiting[parent] -= 1;
            if waiting[parent] == 0 {
                ready.push(parent);
            }
        }
    }
    for (index, schema) in schemas.iter_mut().enumerate() {
        if !grounded.contains(&index) {
            schema.keywords = super::read::opaque("$ref", &format!("circular {}", schema.pointer));
        }
    }
}

/// Puts merged nodes into the arena and gives the id of each. They may refer to each other in circles, so their ids
/// are known before they are put.
pub(super) fn place(arena: &mut Arena, nodes: Vec<Schema>) -> Vec<NodeId> {
    let ids: Vec<NodeId> = (0..nodes.len()).map(NodeId::at).collect();
    for Schema { keywords, pointer } in nodes.into_iter().skip(2) {
        let id = arena.append(keywords.clone(), pointer);
        arena.ids.entry(keywords).or_insert(id);
    }
    ids
}
