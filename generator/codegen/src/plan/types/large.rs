//! A variant that is far larger than the others stands on the heap, so that the others are not as large as it is.

use crate::plan::{Plan, Shape, TypeId, Use};

/// Clippy notes 200 bytes more than the second largest; what is estimated here may be a few words off.
const FAR: usize = 160;

/// Boxes large variants of unions.
pub(super) fn box_large_variants(plan: &mut Plan) {
    let mut sizes = vec![None; plan.types.len()];
    for n in 0..plan.types.len() {
        let Shape::Union(union) = &plan.types[n].shape else { continue };
        let of_variants: Vec<usize> =
            union.variants.iter().map(|variant| size(plan, &variant.ty, &mut sizes)).collect();
        let large = large(of_variants);
        let Shape::Union(union) = &mut plan.types[n].shape else { continue };
        for variant in large {
            if let Use::Named(id) = union.variants[variant].ty {
                union.variants[variant].ty = Use::Boxed(id);
            }
        }
        sizes[n] = None;
    }
}

/// Which variants are boxed: the largest as long as it is far larger than the next.
fn large(mut sizes: Vec<usize>) -> Vec<usize> {
    let mut boxed = Vec::new();
    while let Some((largest, size)) = sizes.iter().copied().enumerate().max_by_key(|(_, size)| *size)
        && let Some(next) = sizes.iter().enumerate().filter(|(n, _)| *n != largest).map(|(_, size)| *size).max()
        && size > next + FAR
    {
        boxed.push(largest);
        sizes[largest] = WORD;
    }
    boxed
}

const WORD: usize = 8;
const TEXT: usize = 3 * WORD;
const MAP: usize = 9 * WORD;

/// How many bytes a value has, about.
fn size(plan: &Plan, used: &Use, sizes: &mut Vec<Option<usize>>) -> usize {
    match used {
        Use::Never | Use::Null => 0,
        Use::Bool => 1,
        Use::Int(..) | Use::Unsigned | Use::Boxed(_) => WORD,
        Use::Number => 2 * WORD,
        Use::Text(..) | Use::List(..) => TEXT,
        Use::Formatted(_) => 4 * WORD,
        Use::Json | Use::Map(_) => MAP,
        Use::Nullable(inner) => optional(size(plan, inner, sizes)),
        Use::Named(id) => named(plan, *id, sizes),
    }
}

/// Texts and lists have room for the absence; numbers have none.
fn optional(size: usize) -> usize {
    if size == WORD { 2 * WORD } else { size }
}

fn named(plan: &Plan, id: TypeId, sizes: &mut Vec<Option<usize>>) -> usize {
    let n = id.0 as usize;
    if let Some(known) = sizes[n] {
        return known;
    }
    // Circles are boxed already; should one be left, it counts nothing.
    sizes[n] = Some(0);
    let size = match &plan.types[n].shape {
        Shape::Struct(it) => {
            let fields: usize = it.fields.iter().map(|field| optional(size(plan, &field.ty, sizes))).sum();
            fields + if matches!(it.rest, crate::plan::Rest::Closed) { 0 } else { MAP }
        }
        Shape::Choice(it) => {
            if it.open {
                TEXT
            } else {
                1
            }
        }
        Shape::Union(it) => {
            let largest = it.variants.iter().map(|variant| size(plan, &variant.ty, sizes)).max();
            largest.unwrap_or(0) + WORD
        }
        Shape::Tuple(it) => it.items.iter().map(|item| optional(size(plan, item, sizes))).sum::<usize>() + TEXT,
        Shape::Text(_) => TEXT,
        Shape::Number(_) => 2 * WORD,
        Shape::Constant(_) | Shape::Never => 0,
        Shape::Alias(used) | Shape::Checked(used) => size(plan, used, sizes),
    };
    sizes[n] = Some(size);
    size
}

#[cfg(test)]
mod tests {
    use super::large;

    #[test]
    fn what_is_far_larger_is_boxed() {
        assert_eq!(large(vec![8, 400, 24]), [1]);
        assert_eq!(large(vec![8, 400, 380]), [0_usize; 0]);
        assert_eq!(large(vec![8, 800, 400]), [1, 2]);
        assert_eq!(large(vec![800]), [0_usize; 0]);
    }
}
