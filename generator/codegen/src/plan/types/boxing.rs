//! Types that would hold themselves hold a box instead.

use crate::plan::{Plan, Shape, TypeId, Use};

/// Boxes what closes a circle.
pub(super) fn break_cycles(plan: &mut Plan) {
    let edges: Vec<Vec<TypeId>> = plan.types.iter().map(|ty| held(&ty.shape)).collect();
    let component = components(&edges);
    // An alias has no size of its own: what it stands for is boxed.
    let is_alias: Vec<bool> = plan.types.iter().map(|ty| matches!(ty.shape, Shape::Alias(_))).collect();
    for n in 0..plan.types.len() {
        let mut shape = std::mem::replace(&mut plan.types[n].shape, Shape::Never);
        for_each(&mut shape, &mut |used| {
            if let Use::Named(target) = used
                && component[target.0 as usize] == component[n]
                && !is_alias[target.0 as usize]
            {
                *used = Use::Boxed(*target);
            }
        });
        plan.types[n].shape = shape;
    }
}

/// The types that a value of this shape holds without a pointer between.
fn held(shape: &Shape) -> Vec<TypeId> {
    let mut shape = shape.clone();
    let mut held = Vec::new();
    for_each(&mut shape, &mut |used| {
        if let Use::Named(id) = used {
            held.push(*id);
        }
    });
    held
}

fn for_each(shape: &mut Shape, f: &mut dyn FnMut(&mut Use)) {
    match shape {
        Shape::Struct(it) => it.fields.iter_mut().for_each(|field| direct(&mut field.ty, f)),
        Shape::Tuple(it) => it.items.iter_mut().for_each(|item| direct(item, f)),
        Shape::Union(it) => it.variants.iter_mut().for_each(|variant| direct(&mut variant.ty, f)),
        Shape::Alias(used) | Shape::Checked(used) => direct(used, f),
        _ => {}
    }
}

/// Lists and maps are pointers already.
fn direct(used: &mut Use, f: &mut dyn FnMut(&mut Use)) {
    match used {
        Use::Nullable(inner) => direct(inner, f),
        Use::Named(_) => f(used),
        _ => {}
    }
}

/// The strongly connected components (Tarjan, without recursion): a number for each type.
pub(super) fn components(edges: &[Vec<TypeId>]) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let (mut index, mut low) = (vec![NEW; edges.len()], vec![0; edges.len()]);
    let (mut component, mut stack, mut next, mut count) = (vec![NEW; edges.len()], Vec::new(), 0, 0);
    for root in 0..edges.len() {
        let mut work = vec![(root, 0)];
        while let Some((node, edge)) = work.pop() {
            if edge == 0 {
                if index[node] != NEW {
                    continue;
                }
                (index[node], low[node]) = (next, next);
                next += 1;
                stack.push(node);
            }
            if let Some(target) = edges[node].get(edge).map(|id| id.0 as usize) {
                work.push((node, edge + 1));
                if index[target] == NEW {
                    work.push((target, 0));
                }
                continue;
            }
            for target in edges[node].iter().map(|id| id.0 as usize) {
                if component[target] == NEW {
                    low[node] = low[node].min(low[target]);
                }
            }
            if low[node] == index[node] {
                while let Some(member) = stack.pop() {
                    component[member] = count;
                    if member == node {
                        break;
                    }
                }
                count += 1;
            }
        }
    }
    component
}
