//! From where schemas are reached.

use super::SchemaView;
use crate::Surfaces;
use stipula_model::SchemaId;

/// For each schema the surfaces that reach it: through what it stands in, and through references.
pub(super) fn reached(views: &[SchemaView<'_>], roots: &[(SchemaId, Surfaces)]) -> Vec<Surfaces> {
    let children = children(views);
    let mut reached = vec![Surfaces::NONE; views.len()];
    let mut queue: Vec<(u32, Surfaces)> = roots.iter().map(|(id, surfaces)| (id.0, *surfaces)).collect();
    while let Some((id, surfaces)) = queue.pop() {
        let known = reached[id as usize];
        if known.has(surfaces) {
            continue;
        }
        let all = known.and(surfaces);
        reached[id as usize] = all;
        queue.extend(views[id as usize].target.map(|target| (target.0, all)));
        queue.extend(children.of(id).map(|child| (child, all)));
    }
    reached
}

/// Who stands in whom, as lists without allocations of their own. Named schemas are reached by reference only.
struct Children {
    first: Vec<u32>,
    next: Vec<u32>,
}

const NONE: u32 = u32::MAX;

fn children(views: &[SchemaView<'_>]) -> Children {
    let mut children = Children { first: vec![NONE; views.len()], next: vec![NONE; views.len()] };
    for view in views.iter().filter(|view| view.stand != super::Stand::Named) {
        if let Some(parent) = view.parent {
            children.next[view.id.0 as usize] = children.first[parent.0 as usize];
            children.first[parent.0 as usize] = view.id.0;
        }
    }
    children
}

impl Children {
    fn of(&self, id: u32) -> impl Iterator<Item = u32> + '_ {
        let first = Some(self.first[id as usize]).filter(|id| *id != NONE);
        std::iter::successors(first, |id| Some(self.next[*id as usize]).filter(|id| *id != NONE))
    }
}
