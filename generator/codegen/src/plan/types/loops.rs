//! Types that mean themselves: aliases of aliases, and unions that would be read for ever.

use super::boxing::components;
use crate::plan::{Plan, Shape, Type, TypeId, Use};
use rustc_hash::FxHashMap;

/// Makes newtypes of aliases that Rust could not expand, and ends what a value would be held against without end.
pub(super) fn end_loops(plan: &mut Plan) {
    let aliases = plan.types.iter().map(|ty| if let Shape::Alias(used) = &ty.shape { all(used) } else { Vec::new() });
    for n in circles(&aliases.collect::<Vec<_>>()).into_keys() {
        let ty = &mut plan.types[n];
        if let Shape::Alias(used) = std::mem::replace(&mut ty.shape, Shape::Never) {
            ty.shape = Shape::Checked(used);
        }
    }
    let edges: Vec<Vec<TypeId>> = plan.types.iter().map(in_place).collect();
    let circles = circles(&edges);
    for (n, ty) in plan.types.iter_mut().enumerate().filter(|(n, _)| circles.contains_key(n)) {
        let circle = circles[&n];
        // What a reference that leads back to itself accepts is not defined (Core §9.4.1): here, everything.
        let leads_back = |id: TypeId| id.0 as usize <= n && circles.get(&(id.0 as usize)) == Some(&circle);
        match &mut ty.shape {
            Shape::Union(union) => union.variants.iter_mut().for_each(|variant| end(&mut variant.ty, &leads_back)),
            Shape::Alias(used) | Shape::Checked(used) => end(used, &leads_back),
            _ => {}
        }
    }
}

fn end(used: &mut Use, leads_back: &dyn Fn(TypeId) -> bool) {
    match used {
        Use::Named(id) if leads_back(*id) => *used = Use::Json,
        Use::Nullable(inner) => end(inner, leads_back),
        _ => {}
    }
}

/// The nodes that reach themselves, with the number of their circle.
fn circles(edges: &[Vec<TypeId>]) -> FxHashMap<usize, usize> {
    let component = components(edges);
    let mut size: FxHashMap<usize, usize> = FxHashMap::default();
    component.iter().for_each(|number| *size.entry(*number).or_default() += 1);
    let is_circle = |n: usize| size[&component[n]] > 1 || edges[n].iter().any(|id| id.0 as usize == n);
    (0..edges.len()).filter(|n| is_circle(*n)).map(|n| (n, component[n])).collect()
}

/// The types that a value is held against as it is.
fn in_place(ty: &Type) -> Vec<TypeId> {
    let of = |used: &Use| match used {
        Use::Named(id) => Some(*id),
        Use::Nullable(inner) => match **inner {
            Use::Named(id) => Some(id),
            _ => None,
        },
        _ => None,
    };
    match &ty.shape {
        Shape::Union(union) => union.variants.iter().filter_map(|variant| of(&variant.ty)).collect(),
        Shape::Alias(used) | Shape::Checked(used) => of(used).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// All types that are named.
fn all(used: &Use) -> Vec<TypeId> {
    match used {
        Use::Named(id) => vec![*id],
        Use::Nullable(inner) | Use::List(inner, _) | Use::Map(inner) => all(inner),
        _ => Vec::new(),
    }
}
