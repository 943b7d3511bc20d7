//! Equality of values of the two versions: contents are equal, and so is everything that references lead to.
//!
//! References may lead in circles, so equality is the largest relation that no difference contradicts: pairs of targets
//! are explored once, a difference is spread to all that leads to it, and what is left over is equal.

use crate::fingerprint::{Fingerprints, is_mapping, is_reference};
use crate::number::Decimal;
use crate::{Version, pairing};
use rustc_hash::FxHashMap;
use stipula_diagnostics::FileId;
use stipula_model::{Draft, Model, NodeRef, Vocabularies};
use stipula_source::{Kind, Node, Sources};

/// How two values compare; the later, the worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sameness {
    /// Nothing differs.
    Same,
    /// Only the names or places of what references lead to differ.
    Moved,
    /// Something differs.
    Different,
}

/// Answers and remembers.
pub(crate) struct Equality<'a> {
    prints: Fingerprints,
    old: Side<'a>,
    new: Side<'a>,
    /// The file of the new version that each file of the old one became.
    twins: FxHashMap<FileId, FileId>,
    known: FxHashMap<(NodeRef, NodeRef), usize>,
    units: Vec<Unit>,
}

/// A pair of values that were asked about or that references lead to.
struct Unit {
    old: NodeRef,
    new: NodeRef,
    state: Sameness,
    /// The units that refer to it.
    parents: Vec<usize>,
}

/// Two values that references lead to.
type Goal = (NodeRef, NodeRef);

impl<'a> Equality<'a> {
    /// Nothing known yet.
    pub(crate) fn new(old: Version<'a>, new: Version<'a>, twins: FxHashMap<FileId, FileId>) -> Self {
        Self {
            prints: Fingerprints::new(old, new),
            old: Side::of(old),
            new: Side::of(new),
            twins,
            known: FxHashMap::default(),
            units: Vec::new(),
        }
    }

    /// How two values compare, references followed.
    pub(crate) fn compare(&mut self, old: NodeRef, new: NodeRef) -> Sameness {
        if let Some(known) = self.known.get(&(old, new)) {
            return self.units[*known].state;
        }
        if !self.alike(old, new) {
            return Sameness::Different;
        }
        self.explore(old, new)
    }

    /// True if two values are equal as data, whatever dialect they stand in.
    pub(crate) fn same_data(&mut self, old: NodeRef, new: NodeRef) -> bool {
        if self.prints.hash(old) != self.prints.hash(new) {
            return false;
        }
        let goals = self.walk(old, new);
        goals.is_some_and(|goals| goals.into_iter().all(|(old, new)| self.compare(old, new) < Sameness::Different))
    }

    /// The named schema of a file of the old or the new version that a text names, by its pointer or its name alone.
    pub(crate) fn component(&self, old: bool, file: FileId, text: &str) -> Option<NodeRef> {
        if old { self.old.component(file, text) } else { self.new.component(file, text) }
    }

    /// The hash of a value: see [`Fingerprints::hash`].
    pub(crate) fn hash(&self, at: NodeRef) -> u64 {
        self.prints.hash(at)
    }

    /// True if both stand under the same pointer of the same file, or of files that are the same contract.
    pub(crate) fn same_place(&self, old: NodeRef, new: NodeRef) -> bool {
        self.twins.get(&old.file) == Some(&new.file)
            && pairing::same_pointer(old.get(self.old.sources), new.get(self.new.sources))
    }

    /// What must hold for equality and is known at once.
    fn alike(&self, old: NodeRef, new: NodeRef) -> bool {
        self.prints.hash(old) == self.prints.hash(new) && self.old.dialect(old) == self.new.dialect(new)
    }

    fn unit(&mut self, old: NodeRef, new: NodeRef) -> usize {
        let units = &mut self.units;
        *self.known.entry((old, new)).or_insert_with(|| {
            units.push(Unit { old, new, state: Sameness::Same, parents: Vec::new() });
            units.len() - 1
        })
    }

    /// Compares a pair and all pairs that its references lead to and that are not known yet.
    fn explore(&mut self, old: NodeRef, new: NodeRef) -> Sameness {
        let first = self.unit(old, new);
        let mut next = first;
        while let Some(&Unit { old, new, .. }) = self.units.get(next) {
            match self.contents(old, new) {
                None => self.units[next].state = Sameness::Different,
                Some(goals) => self.lead(next, goals),
            }
            next += 1;
        }
        self.spread(first);
        self.units[first].state
    }

    fn lead(&mut self, from: usize, goals: Vec<Goal>) {
        for (old, new) in goals {
            let moved = if self.same_place(old, new) { Sameness::Same } else { Sameness::Moved };
            let to = self.unit(old, new);
            self.units[to].parents.push(from);
            self.units[from].state = self.units[from].state.max(moved).max(self.units[to].state);
        }
    }

    /// Tells all that leads to a difference.
    fn spread(&mut self, first: usize) {
        let mut changed: Vec<usize> =
            (first..self.units.len()).filter(|unit| self.units[*unit].state > Sameness::Same).collect();
        while let Some(unit) = changed.pop() {
            let state = self.units[unit].state;
            for parent in self.units[unit].parents.clone() {
                if self.units[parent].state < state {
                    self.units[parent].state = state;
                    changed.push(parent);
                }
            }
        }
    }

    /// Compares contents exactly; what references lead to is left as goals. `None` if they differ.
    fn contents(&self, old: NodeRef, new: NodeRef) -> Option<Vec<Goal>> {
        let goals = self.alike(old, new).then(|| self.walk(old, new))??;
        debug_assert!(goals.is_empty() || self.prints.is_open(old));
        Some(goals)
    }

    fn walk(&self, old: NodeRef, new: NodeRef) -> Option<Vec<Goal>> {
        let mut walk = Walk { old: &self.old, new: &self.new, files: (old.file, new.file), goals: Vec::new() };
        let mut left = vec![(old.get(self.old.sources), new.get(self.new.sources))];
        while let Some((old, new)) = left.pop() {
            walk.step(old, new, &mut left)?;
        }
        Some(walk.goals)
    }
}

struct Walk<'w, 'a> {
    old: &'w Side<'a>,
    new: &'w Side<'a>,
    files: (FileId, FileId),
    goals: Vec<Goal>,
}

impl<'a> Walk<'_, 'a> {
    /// Compares two values but for their parts, which are left for later.
    fn step(&mut self, old: Node<'a>, new: Node<'a>, left: &mut Vec<(Node<'a>, Node<'a>)>) -> Option<()> {
        if old.kind() != new.kind() || old.len() != new.len() {
            return None;
        }
        match old.kind() {
            Kind::Array => left.extend(old.items().zip(new.items())),
            Kind::Object => {
                let mut in_order = new.members();
                for (key, value) in old.members() {
                    let other = match in_order.next() {
                        Some((same, other)) if same == key => other,
                        _ => new.get(key)?,
                    };
                    self.member(key, value, other, left)?;
                }
            }
            _ => return same_scalar(old, new).then_some(()),
        }
        Some(())
    }

    fn member(&mut self, key: &str, old: Node<'a>, new: Node<'a>, left: &mut Vec<(Node<'a>, Node<'a>)>) -> Option<()> {
        if is_reference(key, old) && is_reference(key, new) {
            return self.reference(key, old, new);
        }
        if is_mapping(old) && is_mapping(new) {
            return self.mapping(old, new);
        }
        if key == "$schema" && self.dialects(old) != self.dialects_new(new) {
            return None;
        }
        left.push((old, new));
        Some(())
    }

    fn reference(&mut self, key: &str, old: Node<'a>, new: Node<'a>) -> Option<()> {
        let at = (NodeRef::new(self.files.0, old), NodeRef::new(self.files.1, new));
        let targets = (self.old.model.schemas.reference(at.0), self.new.model.schemas.reference(at.1));
        match targets {
            (None, None) => (old.as_str() == new.as_str()).then_some(()),
            (Some(old_target), Some(new_target)) if old_target.section == new_target.section => {
                self.goals.push((old_target.target, new_target.target));
                if key == "$ref" { Some(()) } else { self.dynamic(old, new) }
            }
            _ => None,
        }
    }

    /// What a value of a discriminator means counts, and not what that is called.
    fn mapping(&mut self, old: Node<'a>, new: Node<'a>) -> Option<()> {
        match (self.old.mapped(self.files.0, old), self.new.mapped(self.files.1, new)) {
            (Some(old), Some(new)) => self.goals.push((old, new)),
            (None, None) if old.as_str() == new.as_str() => {}
            _ => return None,
        }
        Some(())
    }

    /// A dynamic reference can mean any schema with that anchor: all of them must correspond.
    fn dynamic(&mut self, old: Node<'a>, new: Node<'a>) -> Option<()> {
        let (old, new) = (anchor_of(old), anchor_of(new));
        let (old_anchors, new_anchors) = (self.old.anchors(old), self.new.anchors(new));
        let alike = old == new && old_anchors.iter().map(|(base, _)| base).eq(new_anchors.iter().map(|(base, _)| base));
        alike.then(|| self.goals.extend(old_anchors.iter().zip(&new_anchors).map(|(old, new)| (old.1, new.1))))
    }

    fn dialects(&self, schema_keyword: Node<'a>) -> Option<(Draft, Vocabularies)> {
        let schema = schema_keyword.parent().map(|schema| NodeRef::new(self.files.0, schema))?;
        self.old.schema_dialect(schema)
    }

    fn dialects_new(&self, schema_keyword: Node<'a>) -> Option<(Draft, Vocabularies)> {
        let schema = schema_keyword.parent().map(|schema| NodeRef::new(self.files.1, schema))?;
        self.new.schema_dialect(schema)
    }
}

/// The anchor that a dynamic reference names; that of `$recursiveRef` is empty.
pub(crate) fn anchor_of(reference: Node<'_>) -> &str {
    reference.as_str().unwrap_or_default().split_once('#').map_or("", |(_, fragment)| fragment)
}

fn same_scalar(old: Node<'_>, new: Node<'_>) -> bool {
    match (old.as_number(), new.as_number()) {
        (Some(a), Some(b)) => a == b || Decimal::parse(a).is_some_and(|a| Some(a) == Decimal::parse(b)),
        _ => old.as_str() == new.as_str() && old.as_bool() == new.as_bool(),
    }
}

/// What is asked of one version.
pub(crate) struct Side<'a> {
    sources: &'a Sources,
    model: &'a Model,
    /// The dialect of each file's root.
    dialects: FxHashMap<FileId, (Draft, Vocabularies)>,
    /// The named schemas of each file.
    components: FxHashMap<(FileId, &'a str), NodeRef>,
}

/// What a component is called by: its pointer, or its name alone.
const COMPONENTS: [&str; 3] = ["#/components/schemas/", "#/$defs/", "#/definitions/"];

impl<'a> Side<'a> {
    fn of(version: Version<'a>) -> Self {
        let resources = version.model.schemas.resources().iter().filter(|resource| resource.root.node.0 == 0);
        let dialects = resources.map(|resource| (resource.root.file, (resource.draft, resource.vocabularies)));
        let schemas = &version.model.schemas;
        let components = version.model.contracts.iter().flat_map(|contract| {
            let own = contract.components.iter();
            own.map(|(name, id)| ((contract.file, name.as_str()), schemas.get(*id).at))
        });
        Self {
            sources: version.sources,
            model: version.model,
            dialects: dialects.collect(),
            components: components.collect(),
        }
    }

    fn component(&self, file: FileId, text: &str) -> Option<NodeRef> {
        let name = COMPONENTS.into_iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(text);
        self.components.get(&(file, name)).copied()
    }

    /// The component that a value of a discriminator's mapping names; `None` where this is mere data.
    fn mapped(&self, file: FileId, value: Node<'a>) -> Option<NodeRef> {
        let schema = value.parent()?.parent()?.parent()?;
        self.model.schemas.at(NodeRef::new(file, schema))?;
        self.component(file, value.as_str()?)
    }

    fn schema_dialect(&self, at: NodeRef) -> Option<(Draft, Vocabularies)> {
        let schemas = &self.model.schemas;
        let resource = schemas.resource(schemas.get(schemas.at(at)?).resource);
        Some((resource.draft, resource.vocabularies))
    }

    /// The dialect that schemas at or below a node are read in.
    fn dialect(&self, at: NodeRef) -> Option<(Draft, Vocabularies)> {
        self.schema_dialect(at).or_else(|| self.dialects.get(&at.file).copied())
    }

    fn anchors(&self, name: &str) -> Vec<(String, NodeRef)> {
        anchors(self.model, name)
    }
}

/// Every schema with a dynamic anchor, by the URI of its resource.
pub(crate) fn anchors(model: &Model, name: &str) -> Vec<(String, NodeRef)> {
    let resources = model.schemas.resources().iter();
    let mut found: Vec<(String, NodeRef)> = resources
        .filter_map(|resource| Some((resource.base.as_str().to_owned(), *resource.dynamic_anchors.get(name)?)))
        .collect();
    found.sort();
    found
}
